"""Each rule of the house finds what breaks it, and nothing else."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from tests import house

MODEL = "cbf_widgets.model.spiral"
SPIRAL = "cbf_widgets.widgets.spiral.widget"


@pytest.mark.parametrize(
    "source, module",
    [
        ("from cbf_widgets.draw.spiral import figure", MODEL),
        ("import cbf_widgets.draw", MODEL),
        ("def f():\n    from cbf_widgets.simulation import dynamics", MODEL),
        ("from ..draw import spiral", MODEL),
        ("from cbf_widgets import draw", MODEL),
        ("from cbf_widgets import SpiralBuilder", MODEL),
        ("from cbf_widgets.widgets.lab.widget import Lab", SPIRAL),
        ("from ..lab import widget", SPIRAL),
        ("from cbf_widgets.widgets.spiral.widget import SpiralBuilder", "cbf_widgets.widgets.base"),
        ("x = 1", "cbf_widgets.elsewhere"),
    ],
)
def test_an_import_to_the_right_or_sideways_is_found(source, module):
    assert len(house.import_problems(source, module)) == 1


@pytest.mark.parametrize(
    "source, module",
    [
        ("from cbf_widgets import __version__", "cbf_widgets.files"),
        ("from cbf_widgets.model.step import Step\nimport json", MODEL),
        ("from . import step", MODEL),
        ("from cbf_widgets.widgets.base import CbfWidget\nfrom cbf_widgets.draw import spiral", SPIRAL),
        ("from .geometry import point", SPIRAL),
    ],
)
def test_an_import_to_the_left_is_allowed(source, module):
    assert house.import_problems(source, module) == []


@pytest.mark.parametrize(
    "source",
    [
        'import { Lab } from "../lab/widget";',
        'export * from "../lab/state.ts"',
        'import "../../cli"',
        'const d3 = await import("d3")',
        'import { x } from "https://example.org/x.js";',
        'import colours from "../../draw/palette.py"',
    ],
)
def test_a_front_end_import_from_elsewhere_is_found(source):
    assert len(house.front_problems(source, PurePosixPath("widgets/spiral/widget.tsx"))) == 1


@pytest.mark.parametrize(
    "source",
    [
        'import { render } from "preact";\nimport { useState } from "preact/hooks";',
        'import { place } from "./state";',
        "import { drag } from '../shared/drag';",
        'import numbers from "../../draw/spiral_geometry.json";',
    ],
)
def test_a_front_end_import_from_its_own_folder_or_shared_is_allowed(source):
    assert house.front_problems(source, PurePosixPath("widgets/spiral/widget.tsx")) == []


def test_shared_front_end_code_imports_no_feature():
    assert house.front_problems('import { a } from "../spiral/state"', PurePosixPath("widgets/shared/drag.ts"))


def function(lines: int, docstring: str = "") -> str:
    return f"class A:\n    def f(self):\n        {docstring or 'x = 0'}\n" + "        x = 1\n" * (lines - (not docstring))


def test_a_long_function_is_found():
    assert house.long_functions(function(41)) == ["A.f"]


def test_a_docstring_does_not_make_a_function_long():
    doc = '"""Say.\n' + "\n" * 60 + '        """'
    assert house.long_functions(function(40, doc)) == []


def test_a_long_file_is_found():
    assert house.is_long("x = 1\n" * 301)
    assert not house.is_long("x = 1\n" * 300)


def test_a_public_name_without_an_example_is_found():
    source = 'def a():\n    """A."""\n\nclass B:\n    """B.\n\n    >>> B()\n    """\n\ndef _c(): ...\n\nasync def d(): ...\n'
    assert house.undocumented(source) == ["a", "d"]


def test_the_readmes_list_is_read_and_nothing_beside_it():
    readme = "- `no`: a\n<!-- public names -->\n- `A`, `b.c`: does `this`\ntext `no`\n<!-- end of public names -->\n- `no`: b"
    assert house.listed(readme) == ["A", "b.c"]


@pytest.mark.parametrize(
    "text",
    [
        "https://py" + "pi.org/simple",
        "registry." + "npm" + "js.org",
        'open("' + "/wo" + 'rk/x")',
        "/ro" + "ot/.cache",
        "files.python" + "hosted.org",
    ],
)
def test_an_address_is_found(text):
    assert house.addresses(text)


@pytest.mark.parametrize("text", ["from PyPI", "our/work/here", "../root/x", "pip install", "https://example.org"])
def test_what_is_no_address_of_ours_is_left_alone(text):
    assert not house.addresses(text)
