"""The first runs of an ensemble as spirals beside each other."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import numpy as np
import pytest
from matplotlib import pyplot as plt

from cbf_widgets import StepNetwork, draw, simulate
from cbf_widgets.draw.lettering import text_width
from cbf_widgets.draw.palette import THEMES
from cbf_widgets.draw.run_spiral import run_spiral
from cbf_widgets.draw.runs import pieces, run_scene, runs_plate
from cbf_widgets.draw.scene import Group, Trace
from cbf_widgets.errors import CbfError
from tests import pictures

NETWORK = StepNetwork.from_vocabulary("partnership-building")
ENSEMBLE = simulate(NETWORK, runs=40, seed=14)


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def cells(plate):
    return [shape for shape in plate.shapes if isinstance(shape, Group)]


def test_the_first_twelve_stand_there_in_order_with_what_they_gained():
    found = cells(runs_plate(ENSEMBLE))
    totals = ENSEMBLE.levels[:12, -1].sum(axis=1, dtype=int)
    said = [[shape.text for shape in cell.shapes[1:]] for cell in found]
    assert [name for name, _ in said] == [f"Run {i + 1}: {total}" for i, total in enumerate(totals)]
    struck = [np.count_nonzero(torn[1:] & ~torn[:-1]) for torn in ENSEMBLE.ruptured[:12]]
    words = ("no rupture", "one rupture", "two ruptures", "three ruptures", "four ruptures", "five ruptures", "six ruptures")
    assert [ruptures for _, ruptures in said] == [words[count] for count in struck]


def test_each_cell_holds_the_spiral_of_its_run():
    for run, cell in enumerate(cells(runs_plate(ENSEMBLE))):
        spiral = run_spiral(ENSEMBLE.levels[run], ENSEMBLE.floors[run], ENSEMBLE.ruptured[run], 3)
        assert cell.shapes[0].shapes == run_scene(spiral)


def test_a_scene_has_the_teeth_and_the_zigzags_of_its_run():
    torn = next(run for run in range(12) if ENSEMBLE.ruptured[run].any())
    spiral = run_spiral(ENSEMBLE.levels[torn], ENSEMBLE.floors[torn], ENSEMBLE.ruptured[torn], 3)
    traces = [shape for shape in run_scene(spiral) if isinstance(shape, Trace)]
    red = [len(shape.pieces) for shape in traces if shape.ink.stroke == "rupture"]
    assert red == [spiral.breaks.count("M")]
    assert [len(shape.pieces) for shape in traces if shape.ink.width == 1.1] == [spiral.teeth.count("M")]
    assert pieces(spiral.teeth)[0][0] == tuple(map(float, spiral.teeth[1:].split("L")[0].split()))


@pytest.mark.parametrize("first, columns", [(12, None), (5, 3), (1, None), (30, 8), (3, 1), (12, 4)])
def test_no_words_lie_on_each_other_or_leave_the_picture(first, columns):
    axes = pictures.drawn(runs_plate(ENSEMBLE, first, columns))
    assert pictures.overlapping(axes) == []
    assert pictures.outside(axes) == []


def test_cells_lie_apart():
    places = [cell.shift for cell in cells(runs_plate(ENSEMBLE, 12, 5))]
    assert len(set(places)) == 12
    assert len({x for x, _ in places}) == 5
    assert len({y for _, y in places}) == 3


def test_it_says_that_the_runs_were_not_chosen():
    said = " ".join(pictures.texts(runs_plate(ENSEMBLE)))
    assert "The first 12 of 40 runs, not chosen ones. What these assumptions imply" in said
    assert "not chosen" not in " ".join(pictures.texts(runs_plate(simulate(NETWORK, runs=3, seed=1))))


def test_it_says_different_only_of_runs_that_are():
    still = simulate(NETWORK.with_(uptake=0, contagion=0, rupture=0), runs=4, seed=1)
    assert runs_plate(still).title == "The same beginning, four runs"
    assert runs_plate(ENSEMBLE, 4).title == "The same beginning, four different paths"
    assert runs_plate(ENSEMBLE, 1).title == "One run as a spiral"


def test_every_run_stands_in_the_words():
    text = runs_plate(ENSEMBLE).text
    for run in range(12):
        gained, held = ENSEMBLE.levels[run, -1].sum(), ENSEMBLE.floors[run, -1].sum()
        assert f"Run {run + 1}: {gained} of 15 loops gained, {held} secured" in text


def test_the_same_runs_give_the_same_bytes_in_every_theme():
    for theme in (*THEMES, "auto"):
        document = runs_plate(ENSEMBLE).svg(theme)
        ET.fromstring(document)
        assert document == runs_plate(simulate(NETWORK, runs=40, seed=14)).svg(theme)
    assert pictures.faint(runs_plate(ENSEMBLE)) == set()


def test_spirals_takes_an_ensemble_and_returns_a_closed_figure():
    figure = draw.spirals(ENSEMBLE, [f"No {i}" for i in range(5)], 3, theme="dark", first=5)
    assert "The same beginning, five different paths" in [text.get_text() for text in figure.axes[0].texts]
    assert any(text.get_text().startswith("No 4: ") for text in figure.axes[0].texts)
    assert plt.get_fignums() == []


@pytest.mark.parametrize(
    "wrong, place",
    [({"first": 0}, "first"), ({"first": "a"}, "first"), ({"titles": ["one"]}, "titles"), ({"theme": "x"}, "theme")],
)
def test_what_cannot_be_drawn_is_said(wrong, place):
    with pytest.raises(CbfError) as caught:
        draw.spirals(ENSEMBLE, **wrong)
    assert caught.value.place == place


@pytest.mark.parametrize("letters", ["Before the summer, with everybody ", "日本語", "خطوة صغيرة "])
def test_a_long_title_is_cut_not_made_too_small_to_read_and_keeps_its_number(letters):
    titles = [(letters * 40)[:150].strip(), "Short"]
    plate = runs_plate(ENSEMBLE, 2, titles=titles)
    (long, _), (short, _) = [cell.shapes[1:] for cell in cells(plate)]
    total = int(ENSEMBLE.levels[0, -1].sum())
    assert long.text.endswith(f" …: {total}")
    assert titles[0].startswith(long.text.removesuffix(f" …: {total}"))
    assert long.size == short.size
    assert text_width(long.text, long.size, bold=True) <= 132
    assert titles[0] in plate.text


def test_how_many_runs_may_be_a_number_of_numpy():
    assert runs_plate(ENSEMBLE, np.int64(3)).title == runs_plate(ENSEMBLE, 3).title
    with pytest.raises(CbfError, match="expected a whole number from 1 on"):
        runs_plate(ENSEMBLE, 2.5)
