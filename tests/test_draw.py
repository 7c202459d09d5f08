"""A spiral in matplotlib's ink."""

from __future__ import annotations

import subprocess
import sys
import warnings

import pytest
from matplotlib import pyplot as plt
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from cbf_widgets import draw
from cbf_widgets.draw import geometry as g
from cbf_widgets.draw.ink import Lettering, Stroked, points_a_unit
from cbf_widgets.draw.palette import THEMES
from cbf_widgets.errors import CbfError
from tests import samples


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def drawn(axes):
    """Draw for real, with every warning an error."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        canvas = FigureCanvasAgg(axes.figure)
        canvas.draw()
    return canvas


def numbers(axes):
    return {text.get_text(): text for text in axes.texts if text.get_text().isdigit()}


def test_marks_lie_where_the_widget_has_them():
    spiral = samples.nine()
    found = numbers(draw.spiral(spiral))
    assert len(found) == 9
    for i, mark in enumerate(spiral.marks):
        x, y = g.point(mark.place, spiral.loops)
        at = found[str(i + 1)].get_position()
        assert at[0] == pytest.approx(x)
        assert abs(at[1] - y) < g.mark_radius(3, 9)


def test_the_axes_are_the_square_of_the_geometry_with_y_pointing_down():
    axes = draw.spiral(samples.empty())
    assert axes.get_xlim() == (0, g.G["size"])
    assert axes.get_ylim() == (g.G["size"], 0)
    assert axes.get_aspect() == 1


def test_the_line_is_the_outline_of_the_geometry():
    axes = draw.spiral(samples.empty(2))
    (line,) = [p for p in axes.patches if to_hex(p.get_facecolor()) == THEMES["light"]["line"] and len(p.get_path()) > 200]
    outline = g.outline(0, 2, 2)
    assert line.get_path().vertices[: len(outline)].ravel() == pytest.approx([c for corner in outline for c in corner])


@pytest.mark.parametrize("inches", [2, 5, 12])
@pytest.mark.parametrize("dpi", [50, 300])
def test_strokes_and_letters_grow_with_the_figure(inches, dpi):
    figure = Figure(figsize=(inches, inches), dpi=dpi)
    axes = draw.spiral(samples.nine(), figure.add_axes((0, 0, 1, 1)))
    drawn(axes)
    unit = points_a_unit(axes)
    assert unit == pytest.approx(inches * 72 / 800)
    assert numbers(axes)["1"].get_fontsize() == pytest.approx(16 * 0.92 * unit)
    zigzag = [p for p in axes.patches if to_hex(p.get_edgecolor()) == THEMES["light"]["rupture"]]
    assert [p.get_linewidth() for p in zigzag] == pytest.approx([2.8 * unit] * len(zigzag))
    assert len(zigzag) == 2


def test_a_saved_figure_of_another_resolution_keeps_its_proportions():
    axes = draw.spiral(samples.nine(), Figure(figsize=(4, 4), dpi=100).add_axes((0, 0, 1, 1)))
    drawn(axes)
    before = numbers(axes)["1"].get_fontsize()
    axes.figure.set_dpi(300)
    drawn(axes)
    assert numbers(axes)["1"].get_fontsize() == pytest.approx(before)


def test_it_draws_on_the_axes_given():
    figure, (left, right) = plt.subplots(1, 2)
    assert draw.spiral(samples.nine(), right) is right
    assert left.patches[:] == []
    assert plt.get_fignums() == [figure.number]


@pytest.mark.parametrize("theme", THEMES)
def test_a_new_figure_has_the_colours_of_its_theme(theme):
    axes = draw.spiral(samples.nine(), theme=theme)
    assert to_hex(axes.figure.get_facecolor()) == THEMES[theme]["paper"]
    kinds = {THEMES[theme][f"kind-{i + 1}"] for i in range(5)}
    assert kinds <= {to_hex(p.get_facecolor()) for p in axes.patches}


@pytest.mark.parametrize("words", [True, False])
@pytest.mark.parametrize("spiral", [samples.empty(), samples.strange(), samples.many(60, 12)], ids=["none", "strange", "many"])
def test_whatever_the_labels_drawing_raises_no_warning(spiral, words):
    drawn(draw.spiral(spiral, words=words))
    drawn(draw.spirals([spiral, samples.nine()]).axes[0])


def test_words_stand_beside_the_picture_as_they_were_written():
    axes = draw.spiral(samples.nine(), words=True)
    assert axes.get_xlim()[1] > 1200
    found = [text.get_text() for text in axes.texts]
    assert {"A family we know", "The Larches", "Her idea, her words", "Rupture: A sharp word", "Loop 3"} <= set(found)


def test_nothing_in_a_label_is_read_as_a_formula():
    axes = draw.spiral(samples.empty().add("k0", 0.5, label="$x^2$ costs $5"), words=True)
    assert [t.get_parse_math() for t in axes.texts if "$" in t.get_text()] == [False]


def test_several_spirals_share_one_scale():
    short, long = samples.empty(1).add("k0", 0.5), samples.empty(4).add("k0", 0.5)
    figure = draw.spirals([short, long], ["Before", "After"])
    at = [numbers(axes)["1"].get_position() for axes in figure.axes]
    assert at[0] == at[1] == pytest.approx(numbers(draw.spiral(long))["1"].get_position())


def test_several_spirals_are_named_and_the_version_stands_below():
    figure = draw.spirals([samples.empty(), samples.nine(), samples.nine()], columns=2)
    said = [[text.get_text() for text in axes.texts] for axes in figure.axes]
    assert "A spiral" in said[0]
    assert "A family we know" in said[1]
    assert samples.nine().marks[0].label not in said[1]
    assert "cbf_widgets 0." in figure.get_supxlabel()
    rows = {round(axes.get_subplotspec().get_position(figure).y0, 3) for axes in figure.axes}
    assert len(rows) == 2


def test_several_spirals_are_shown_once():
    draw.spirals([samples.nine()])
    assert plt.get_fignums() == []


def test_names_of_several_spirals_stay_above_their_picture_and_inside_the_figure():
    figure = draw.spirals([samples.nine()] * 4, ["A very long name for a spiral that goes on and on " * 4] * 4)
    drawn(figure.axes[0])
    renderer = FigureCanvasAgg(figure).get_renderer()
    for axes in figure.axes:
        for text in axes.texts[-2:]:
            box = text.get_window_extent(renderer)
            assert box.y0 >= axes.get_window_extent(renderer).y1 - 1
            assert figure.bbox.x0 <= box.x0
            assert box.x1 <= figure.bbox.x1 + 1
            assert box.y1 <= figure.bbox.y1 + 1


@pytest.mark.parametrize(
    "call, place",
    [
        (lambda: draw.spiral(samples.nine(), theme="pink"), "theme"),
        (lambda: draw.spirals([]), "spirals"),
        (lambda: draw.spirals([samples.nine()], ["a", "b"]), "titles"),
        (lambda: draw.spirals([samples.nine()], theme="auto"), "theme"),
    ],
)
def test_what_cannot_be_drawn_is_said(call, place):
    with pytest.raises(CbfError) as caught:
        call()
    assert caught.value.place == place
    assert plt.get_fignums() == []


def test_every_stroke_and_letter_is_ours_and_scales():
    axes = draw.spiral(samples.nine(), words=True, chosen="m8")
    assert {type(artist) for artist in axes.patches} == {Stroked}
    assert {type(artist) for artist in axes.texts} == {Lettering}


def test_the_picture_is_painted():
    canvas = drawn(draw.spiral(samples.nine(), theme="print"))
    pixels = canvas.buffer_rgba()
    dark = sum(
        1 for row in range(0, pixels.shape[0], 3) for column in range(0, pixels.shape[1], 3) if pixels[row, column, 0] < 128
    )
    share = dark * 9 / (pixels.shape[0] * pixels.shape[1])
    assert 0.02 < share < 0.15


def test_importing_draw_loads_no_matplotlib():
    code = "import sys, cbf_widgets.draw as d; dir(d); print('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


def test_draw_has_the_names_it_lists_and_no_others():
    assert {name for name in draw.__all__ if not callable(getattr(draw, name))} == set()
    with pytest.raises(AttributeError, match="no attribute 'circle'"):
        _ = draw.circle
