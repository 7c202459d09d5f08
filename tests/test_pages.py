"""Print pages of exact size, on which nothing is lost."""

from __future__ import annotations

import re
import warnings
from functools import cache
from io import BytesIO

import pytest
from pypdf import PdfReader

from cbf_widgets.draw import pages, spiral_pages
from cbf_widgets.errors import CbfError
from tests import samples

SIZES = {
    ("A4", "portrait"): (210, 297),
    ("A4", "landscape"): (297, 210),
    ("A3", "portrait"): (297, 420),
    ("A3", "landscape"): (420, 297),
}
LONG = samples.many(
    7, 3, label="{} A label that is rather long and goes on for more than a line or two, " * 3, note="Words. " * 90 + "End."
)


SPIRALS = {"none": samples.empty(), "nine": samples.nine(), "strange": samples.strange(), "long": LONG}


@cache
def printed(name, paper="A4", orientation="portrait"):
    """A spiral's pages, printed once for all tests that read them."""
    return spiral_pages(SPIRALS[name], paper=paper, orientation=orientation)


def read(content):
    return PdfReader(BytesIO(content))


def text_of(content):
    return "\n".join(page.extract_text() for page in read(content).pages)


def bare(text):
    return "".join(text.split())


def fonts(page):
    for font in (entry.get_object() for entry in page["/Resources"]["/Font"].values()):
        yield from (kin.get_object() for kin in font.get("/DescendantFonts", [font]))


# A3 is laid out as A4 is, only larger: its many pages need not be printed too.
@pytest.mark.parametrize("name, paper, orientation", [*(("nine", *size) for size in SIZES), ("long", "A4", "portrait"),
                                                      ("long", "A4", "landscape"), ("none", "A3", "landscape")])  # fmt: skip
def test_every_page_has_the_size_of_the_paper(name, paper, orientation):
    for page in read(printed(name, paper, orientation)).pages:
        size = [float(points) * 25.4 / 72 for points in page.mediabox[2:]]
        assert size == pytest.approx(SIZES[paper, orientation], abs=0.1)


@pytest.mark.parametrize("orientation", pages.ORIENTATIONS)
@pytest.mark.parametrize("name", ["nine", "long"])
def test_all_labels_and_notes_can_be_read_from_it(name, orientation):
    spiral, said = SPIRALS[name], bare(text_of(printed(name, "A4", orientation)))
    for part in (*spiral.marks, *spiral.ruptures):
        assert bare(part.label) in said or len(part.label) > 60
        assert said.count(bare(part.label[:40])) >= 1
    assert bare(spiral.title) in said
    assert bare(spiral.alias) in said
    words = said.count("Words.")
    assert words == 90 * sum(bool(mark.note) and "Words" in mark.note for mark in spiral.marks)


@pytest.mark.parametrize("orientation", pages.ORIENTATIONS)
@pytest.mark.parametrize("spiral", SPIRALS.values(), ids=SPIRALS)
def test_nothing_lies_outside_the_margins(spiral, orientation):
    width, height = pages.page_size("A4", orientation)
    unit = 210 / pages.ACROSS
    wide, tall = width / unit, height / unit
    placed, count = (pages._portrait if orientation == "portrait" else pages._landscape)(spiral, wide, tall)
    assert {page for page, _ in placed} == set(range(1, count + 1))
    from tests.test_svg import corners, flat

    for page in range(1, count + 1):
        here = list(flat([group for on, group in placed if on == page]))
        for shape, (dx, dy), scale in here:
            for x, y in corners(shape):
                assert 20 <= dx + scale * x <= wide - 20
                assert 20 <= dy + scale * y <= tall - pages.FOOT - 12


@pytest.mark.parametrize("longest", [samples.empty().retitle("W" * 500, "W" * 500).add("k0", 1, label="W" * 500, when="W" * 500)])
@pytest.mark.parametrize("orientation", pages.ORIENTATIONS)
def test_the_widest_words_there_can_be_are_all_printed(longest, orientation):
    test_nothing_lies_outside_the_margins(longest, orientation)
    said = text_of(spiral_pages(longest, orientation=orientation))
    feet = "".join(re.findall(r"^W+ ?….*$", said, re.MULTILINE))
    assert said.count("W") - feet.count("W") == 2000


def test_nine_steps_fit_on_one_page():
    for orientation in pages.ORIENTATIONS:
        assert len(read(printed("nine", "A4", orientation)).pages) == 1


def test_the_foot_says_version_date_and_page():
    content = spiral_pages(LONG, date="21 November 2026")
    count = len(read(content).pages)
    assert count > 1
    for i, page in enumerate(read(content).pages):
        assert re.search(rf"cbf_widgets [\d.]+ · 21 November 2026 · page {i + 1} of {count}", page.extract_text())
    assert "·  ·" not in text_of(printed("nine"))


def test_all_fonts_are_embedded_as_outlines():
    for page in read(printed("strange")).pages:
        found = list(fonts(page))
        assert found
        for font in found:
            assert "/FontFile2" in font["/FontDescriptor"].get_object()
            assert font["/Subtype"] != "/Type3"


def test_the_same_spiral_gives_the_same_bytes():
    assert spiral_pages(samples.nine()) == printed("nine")


def test_the_file_knows_its_title_and_what_it_shows():
    about = read(printed("nine")).metadata
    assert about.title == "A family we know"
    assert about.subject == samples.nine().describe()
    assert about.creator.startswith("cbf_widgets ")
    assert about.creation_date is None


@pytest.mark.parametrize("theme", ["light", "dark", "print"])
def test_strange_labels_raise_no_warning_and_nothing_is_read_as_a_formula(theme):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        said = bare(text_of(spiral_pages(samples.strange(), theme=theme)))
    for text in samples.STRANGE[:3]:
        assert bare(text) in said


def test_two_hundred_marks_are_all_there():
    said = text_of(spiral_pages(samples.many(200, 6), orientation="landscape"))
    assert all(f"Step {i + 1:03}" in said for i in range(200))


@pytest.mark.parametrize(
    "wrong, place", [({"paper": "A5"}, "paper"), ({"orientation": "up"}, "orientation"), ({"theme": "auto"}, "theme")]
)
def test_what_cannot_be_printed_is_said(wrong, place):
    with pytest.raises(CbfError) as caught:
        spiral_pages(samples.nine(), **wrong)
    assert caught.value.place == place
