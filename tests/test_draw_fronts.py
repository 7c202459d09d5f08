"""What every function that puts a plate on axes tells of itself: its own words, and those that hold for all of them."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys

import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from cbf_widgets import draw
from cbf_widgets.draw.palette import THEMES
from cbf_widgets.draw.plate import fill

FRONTS = ("criteria", "ensemble", "measure_coverage", "network", "theme_matrix", "theory")


@pytest.mark.parametrize("name", FRONTS)
def test_a_front_tells_of_all_that_it_takes_and_of_nothing_else(name):
    function = getattr(draw, name)
    parameters = inspect.getdoc(function).partition("Parameters\n----------\n")[2].partition("\n\n")[0]
    told = re.findall(r"^(\w+) : ", parameters, re.MULTILINE)
    assert sorted(told) == sorted(inspect.signature(function).parameters)


@pytest.mark.parametrize("name", FRONTS)
def test_a_front_has_each_section_once_and_in_the_usual_order(name):
    sections = re.findall(r"^(\w+)\n-+$", inspect.getdoc(getattr(draw, name)), re.MULTILINE)
    assert [one for one in sections if one != "Notes"] == ["Parameters", "Returns", "Raises", "Examples"]


def test_a_front_works_where_python_keeps_no_docstrings():
    code = "from cbf_widgets import draw; print(draw.theory.__doc__)"
    said = subprocess.run([sys.executable, "-OO", "-c", code], capture_output=True, text=True, check=True).stdout
    assert said == "None\n"


def test_a_picture_has_no_frame_and_no_ticks_and_its_themes_paper():
    axes = fill(Figure().add_axes((0, 0, 1, 1)), [], (80, 40), "dark")
    assert [spine.get_visible() for spine in axes.spines.values()] == [False] * 4
    assert (list(axes.get_xticks()), list(axes.get_yticks())) == ([], [])
    assert to_hex(axes.get_facecolor()) == THEMES["dark"]["paper"]
