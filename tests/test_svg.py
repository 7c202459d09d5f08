"""A spiral as SVG, and the figure of a saved notebook."""

from __future__ import annotations

import base64
import re
import subprocess
import sys
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cbf_widgets.draw import geometry as g
from cbf_widgets.draw import spiral_svg, static_figure
from cbf_widgets.draw.layout import picture
from cbf_widgets.draw.lettering import text_width
from cbf_widgets.draw.palette import THEMES
from cbf_widgets.draw.scene import Curve, Disc, Group, Ink, Trace, Words
from cbf_widgets.draw.spiral_scene import spiral_scene
from cbf_widgets.draw.svg import svg
from cbf_widgets.errors import CbfError
from tests import samples

NS = "{http://www.w3.org/2000/svg}"
SPIRALS = {
    "none": samples.empty(),
    "nine": samples.nine(),
    "forty": samples.many(40, 12),
    "two hundred": samples.many(200, 5),
    "strange": samples.strange(),
    "uneven": samples.many(13, 3, label="{} " + "a label that goes on for long " * 9),
    "one loop": samples.empty(1).add("k2", 0.5),
}
EVERY = pytest.mark.parametrize("spiral", SPIRALS.values(), ids=SPIRALS)


def texts(document):
    return [element.text or "" for element in ET.fromstring(document).iter(f"{NS}text") if element.get("aria-hidden") is None]


def flat(shapes, shift=(0.0, 0.0), scale=1.0):
    """Every simple shape with where it comes to lie."""
    for shape in shapes:
        if isinstance(shape, Group):
            inner = (shift[0] + scale * shape.shift[0], shift[1] + scale * shape.shift[1])
            yield from flat(shape.shapes, inner, scale * shape.scale)
        else:
            yield shape, shift, scale


def corners(shape):
    if isinstance(shape, Disc):
        (x, y), r = shape.centre, shape.radius
        return [(x - r, y - r), (x + r, y + r)]
    if isinstance(shape, Curve):
        return [shape.start, shape.end]
    if isinstance(shape, Words):
        width = text_width(shape.text, shape.size, bold=shape.bold)
        left = shape.at[0] - {"start": 0, "middle": 0.5, "end": 1}[shape.anchor] * width
        return [(left, shape.at[1] - 0.8 * shape.size), (left + width, shape.at[1] + 0.25 * shape.size)]
    return [corner for piece in shape.pieces for corner in piece]


@EVERY
@pytest.mark.parametrize("theme", [*THEMES, "auto"])
@pytest.mark.parametrize("words", [True, False])
def test_the_document_is_well_formed_and_says_what_it_shows(spiral, theme, words):
    root = ET.fromstring(spiral_svg(spiral, theme, words=words))
    assert root.tag == f"{NS}svg"
    assert root.get("role") == "img"
    assert [child.tag for child in root][:2] == [f"{NS}title", f"{NS}desc"]
    assert root[0].text == (spiral.title or "A spiral")
    assert root[1].text == spiral.describe()
    assert root.get("viewBox") == f"0 0 {root.get('width')} {root.get('height')}"


@EVERY
def test_there_is_no_id_no_script_and_nothing_from_elsewhere(spiral):
    for element in ET.fromstring(spiral_svg(spiral, "auto")).iter():
        names = {name.split("}")[-1].lower() for name in element.attrib}
        assert not names & {"id", "href", "src"}
        assert not any(name.startswith("on") for name in names)
        assert element.tag.removeprefix(NS) in {"svg", "title", "desc", "style", "rect", "g", "path", "circle", "text"}
        assert not any("url(" in value for value in element.attrib.values())


@EVERY
def test_every_number_and_every_label_stands_in_it(spiral):
    found = texts(spiral_svg(spiral))
    numbers = [str(i + 1) for i in range(len(spiral.marks))]
    assert [found.count(number) for number in numbers] == [2] * len(numbers)  # in the picture and in words
    said = "".join("".join(found).split())
    for part in (*spiral.marks, *spiral.ruptures):
        assert "".join(part.label.split()) in said
    assert all(f"Loop {i + 1}" in found for i in range(spiral.loops))


@EVERY
def test_nothing_is_cut_off(spiral):
    for words in (True, False):
        shapes, (width, height) = picture(spiral, words=words)
        for shape, (dx, dy), scale in flat(shapes):
            for x, y in corners(shape):
                assert 0 <= dx + scale * x <= width
                assert 0 <= dy + scale * y <= height


@EVERY
def test_no_two_lines_of_the_outline_touch(spiral):
    shapes, _ = picture(spiral, words=True)
    lines = [
        (dx + a[0], dy + a[1], dx + b[0], dy + b[1])
        for shape, (dx, dy), scale in flat(shapes)
        if isinstance(shape, Words) and shape.anchor == "start" and scale == 1.0
        for a, b in [corners(shape)]
    ]
    assert len(lines) > spiral.loops
    for i, (left, top, right, bottom) in enumerate(lines):
        for other in lines[:i]:
            assert right <= other[0] or left >= other[2] or bottom <= other[1] + 1 or top >= other[3] - 1


@pytest.mark.parametrize("theme", THEMES)
def test_every_colour_is_one_of_the_theme(theme):
    document = spiral_svg(samples.nine(), theme, chosen="m8")
    assert set(re.findall(r"#[0-9a-f]{6}", document)) <= set(THEMES[theme].values())
    assert THEMES[theme]["paper"] in document


def test_by_itself_it_turns_dark_with_the_system_and_stays_light_where_that_is_unknown():
    document = spiral_svg(samples.nine(), "auto")
    assert "prefers-color-scheme:dark" in document
    assert f'fill="{THEMES["light"]["line"]}" style="fill:var(--cbf-line,{THEMES["light"]["line"]})"' in document
    for element in ET.fromstring(document).iter():
        for what in ("fill", "stroke"):
            colour = element.get(what, "none")
            assert colour == "none" or f"{what}:var(--cbf-" in element.get("style", ""), element.attrib
    assert "prefers-color-scheme" not in spiral_svg(samples.nine(), "light")


def test_curves_to_different_aspects_have_different_patterns():
    ET.register_namespace("", NS[1:-1])
    spiral = samples.empty().add("k0", 0.5, nurtures=["help", "challenge", "possibility"])
    dashes = {shape.ink.stroke: shape.ink.dash for shape in spiral_scene(spiral) if isinstance(shape, Curve)}
    assert set(dashes) == {"help", "challenge", "possibility"}
    assert len(set(dashes.values())) == 3


def test_a_mark_that_nurtures_nothing_yet_has_one_neutral_curve_to_the_centre():
    curves = [shape for shape in spiral_scene(samples.empty().add("k0", 0.5)) if isinstance(shape, Curve)]
    assert [(curve.ink.stroke, curve.end) for curve in curves] == [("edge", (g.CENTRE, g.CENTRE))]


def test_the_chosen_mark_stands_out():
    plain, chosen = (spiral_scene(samples.nine(), chosen=chosen) for chosen in (None, "m8"))
    strong = [shape for shape in chosen if isinstance(shape, Curve) and shape.ink.opacity == 1 and shape.ink.stroke != "ripple"]
    assert {shape.ink.stroke for shape in strong} == {"challenge", "possibility"}
    rings = [[s for s, _, _ in flat(scene) if isinstance(s, Disc) and s.ink.stroke == "chosen"] for scene in (plain, chosen)]
    assert [len(found) for found in rings] == [0, 1]
    assert rings[1][0].centre == g.point(2.48, 3)


def test_marks_lie_where_the_geometry_says():
    spiral = samples.nine()
    signs = [shape for shape in spiral_scene(spiral) if isinstance(shape, Group) and shape.name[:1].isdigit()]
    for mark, sign in zip(spiral.marks, signs, strict=True):
        number = sign.shapes[-1]
        x, y = g.point(mark.place, spiral.loops)
        assert number.at[0] == pytest.approx(x)
        assert abs(number.at[1] - y) < g.mark_radius(spiral.loops, 9)


def breaks_of(spiral):
    return {s.name: s for s in spiral_scene(spiral) if isinstance(s, Group) and s.name.startswith("Rupture")}


def test_an_open_rupture_is_torn_and_a_repaired_one_is_sewn_up():
    found = breaks_of(samples.nine())
    open_, mended = found["Rupture: A sharp word, not repaired"], found["Rupture: A missed visit, repaired"]
    assert [len(shape.pieces) for shape in open_.shapes] == [2]
    inks = [shape.ink.stroke for shape in mended.shapes]
    assert inks.count("rupture") == 1
    assert inks.count("mend") == 2


def test_the_line_is_broken_at_ruptures_and_carries_teeth_only_where_it_holds():
    def trace(spiral, role):
        return [s for s in spiral_scene(spiral) if isinstance(s, Trace) and role in {s.ink.fill, s.ink.stroke}]

    assert [len(t.pieces) for t in trace(samples.nine(), "line")] == [3]
    assert trace(samples.empty().add("k0", 1), "tooth") == []
    held = trace(samples.empty().add("k0", 1, holds=True), "tooth")[0].pieces
    torn = trace(samples.empty().add("k0", 1, holds=True).rupture(0.5), "tooth")[0].pieces
    assert len(held) > len(torn) > 0.5 * len(held)
    before, after = g.span(0.5, 3, g.G["rupture_length"])
    gap = (g.point(before, 3), g.point(after, 3))
    middle = tuple(sum(c) / 2 for c in zip(*gap, strict=True))
    assert min((x - middle[0]) ** 2 + (y - middle[1]) ** 2 for (x, y), _ in torn) ** 0.5 > g.G["rupture_length"] / 3


def test_spirals_with_the_same_room_have_the_same_scale():
    small, large = samples.empty(1).add("k0", 0.5), samples.empty(3).add("k0", 0.5)
    place = [
        next(s for s in spiral_scene(one, room=3) if isinstance(s, Group) and s.name).shapes[-1].at for one in (small, large)
    ]
    assert place[0] == place[1]


def test_the_picture_is_the_same_each_time():
    assert spiral_svg(samples.nine()) == spiral_svg(samples.nine())


def test_two_hundred_marks_stay_small_enough_for_a_notebook():
    assert len(static_figure(samples.many(200, 5))) < 700_000


def test_an_unknown_theme_or_mark_is_refused():
    with pytest.raises(CbfError, match="theme: expected one of light, dark, print, auto, but got 'pink'"):
        spiral_svg(samples.nine(), "pink")
    with pytest.raises(CbfError, match="expected a mark of this spiral"):
        spiral_svg(samples.nine(), chosen="m99")


HARD = ["\x00", "\x1b", "\r", "\ud800", "\ufffe", "\uffff", "&", "<", "]]>", "\U0001f642"]


@given(st.lists(st.one_of(st.text(max_size=8), st.sampled_from(HARD)), max_size=8).map("".join))
def test_whatever_a_text_is_the_document_stays_well_formed_and_keeps_it(text):
    words = Words(at=(0, 0), text=text, size=12, colour="ink")
    root = ET.fromstring(svg([words, Disc((0, 0), 1, Ink(fill="ink"))], (8, 8), title=text, text=text).encode())
    found = root.find(f"{NS}text").text or ""
    assert len(found) == len(text)
    assert all(b in {a, "\ufffd"} for a, b in zip(text, found, strict=True))
    assert all(a == b for a, b in zip(text, found, strict=True) if a.isalnum() or a in "<&>\"' \n\t")


class Page(HTMLParser):
    """What an HTML text holds."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.attributes, self.text = [], [], ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data):
        self.text += data


@EVERY
def test_the_saved_figure_holds_the_picture_and_all_of_it_in_words(spiral):
    page = Page(static_figure(spiral))
    assert page.tags[:2] == ["figure", "img"]
    image = dict(page.attributes)["src"]
    assert image.startswith("data:image/svg+xml;base64,")
    document = base64.b64decode(image.partition(",")[2]).decode()
    assert ET.fromstring(document).get("viewBox") == "0 0 800 800"
    for part in (*spiral.marks, *spiral.ruptures):
        assert part.label in page.text
        assert "".join(part.note.split()) in "".join(page.text.split())


@EVERY
def test_the_saved_figure_brings_nothing_that_jupyterlab_takes_out(spiral):
    """Only tags and attributes that its sanitiser lets through, so an untrusted notebook shows the same."""
    page = Page(static_figure(spiral))
    assert set(page.tags) <= {"figure", "img", "figcaption", "p", "strong", "bdi", "ul", "li", "br"}
    assert {name for name, _ in page.attributes} <= {"class", "style", "alt", "src", "width", "height"}


def test_making_svg_loads_no_figures_networks_or_arrays():
    code = (
        "import sys; from cbf_widgets.draw import static_figure; from tests import samples; static_figure(samples.nine());"
        "print(*{name.split('.')[0] for name in sys.modules})"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"matplotlib", "networkx", "numpy", "pandas"} & set(loaded)
