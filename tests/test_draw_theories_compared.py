"""Theories side by side as pictures, print pages and the figures of saved notebooks: what the comparison says, no more and no less."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from xml.etree import ElementTree as ET

import matplotlib.pyplot as plt
import pytest

from cbf_widgets import datasets, draw
from cbf_widgets.comparing import compare_theories
from cbf_widgets.draw.palette import THEMES
from cbf_widgets.draw.scene import Group, Trace, Words
from cbf_widgets.draw.theory_compared import compared, gap_said, namings
from cbf_widgets.draw.theory_coverage import coverage_plate, watched
from cbf_widgets.draw.theory_geometry import rounded, slanted
from cbf_widgets.draw.theory_matrix import theme_plate
from cbf_widgets.draw.theory_plates import comparison_plates, theory_plates, word_plates
from cbf_widgets.draw.theory_stages import stage_sign
from cbf_widgets.draw.theory_still import comparison_still, theory_still
from cbf_widgets.errors import CbfError
from cbf_widgets.model.coding import Code, Coding
from cbf_widgets.model.theory import TheoryOfChange
from tests import pictures


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


CODING = Coding(
    id="mine",
    title="Mine <b>",
    by="a class",
    themes=({"id": "money", "title": "Money & <homes>"}, {"id": "talk", "title": "Talk"}),
    codes=(
        *(Code(theory="croydon", item=f"opportunities-{i}", theme="money") for i in range(1, 9)),
        Code(theory="croydon", item="measures-2", theme="talk"),
        Code(theory="croydon", item="opportunities-1", theme="talk"),
    ),
)


@cache
def all_twelve():
    return compare_theories()


@cache
def mine():
    return compare_theories(["Croydon", "Dorset", "Newcastle upon Tyne"], coding=CODING)


@pytest.fixture(params=["all_twelve", "mine"])
def comparison(request):
    return {"all_twelve": all_twelve, "mine": mine}[request.param]()


PLATES = {"matrix": theme_plate, "coverage": coverage_plate}


@pytest.fixture(params=PLATES)
def plate(request, comparison):
    return PLATES[request.param](comparison)


def test_no_words_lie_on_others_or_leave_the_page(plate):
    axes = pictures.drawn(plate)
    assert pictures.overlapping(axes) == []
    assert pictures.outside(axes) == []


def test_all_words_can_be_read(plate):
    assert pictures.faint(plate) == set()


def test_the_same_comparison_gives_the_same_bytes_in_every_theme(comparison):
    for plate, again in zip(comparison_plates(comparison), comparison_plates(comparison), strict=True):
        for theme in (*THEMES, "auto"):
            ET.fromstring(plate.svg(theme))
            assert plate.svg(theme) == again.svg(theme)


def test_a_picture_says_whose_coding_it_is_and_what_made_it(plate, comparison):
    said = " ".join(pictures.texts(plate))
    assert f"Coding “{comparison.coding.title}” ({comparison.coding.id}), by {comparison.coding.by}." in said
    assert "Nothing here ranks a place." in said
    assert re.search(r"cbf_widgets \d", said)


def signs(plate):
    """How many signs of items or measures a picture has: filled shapes and outlines small enough, hatching left out."""
    return [shape for shape in pictures.flat(plate.shapes) if not isinstance(shape, Words) and shape.ink.fill]


def test_every_code_is_a_sign_and_every_cell_says_its_count():
    found, plate = compared(mine()), theme_plate(mine())
    marks = sum(len(marks) for marks in found.cells.values())
    legend = len(found.used) + any(shared for marks in found.cells.values() for _, shared in marks)
    named = sum(len(found.by(theory)) for theory, _ in found.theories)
    below = sum(bool(found.measured.get(theme)) for theme, _ in found.themes)
    assert len(signs(plate)) == marks + legend + named + below
    numbers = [words.text for words in pictures.words(plate) if words.anchor == "end" and not words.bold]
    cells = [str(len(found.cells[theory, theme]) or "·") for theory, _ in found.theories for theme, _ in found.themes]
    assert [text for text in numbers if text != "All"] == cells


def test_an_item_with_two_themes_counts_once_under_all():
    found, plate = compared(mine()), theme_plate(mine())
    croydon = datasets.theories()["Croydon"]
    assert found.total("money") + found.total("talk") == 10
    totals = [words.text for words in pictures.words(plate) if words.anchor == "end" and words.bold]
    assert totals[: len(found.theories)] == [str(found.items[theory]) for theory, _ in found.theories]
    assert totals[0] == str(len(croydon.items))
    assert totals[len(found.theories) + len(found.themes)] == str(sum(found.items.values()))


def test_shared_wording_is_hatched_and_nothing_else_is():
    found = compared(all_twelve())
    shared = sum(shared for marks in found.cells.values() for _, shared in marks)
    lines = [
        shape
        for shape in pictures.flat(theme_plate(all_twelve()).shapes)
        if isinstance(shape, Trace) and len(shape.pieces) > 1 and all(len(piece) == 2 for piece in shape.pieces)
    ]
    assert shared > 0
    assert len(lines) == shared + 1  # and in the key


def test_signs_in_a_full_lane_do_not_lie_on_each_other():
    plate = theme_plate(compare_theories(["Luton", "Dorset"], coding=CODING))
    boxes = []
    for shape in signs(plate):
        if isinstance(shape, Trace):
            xs, ys = zip(*shape.pieces[0], strict=True)
            boxes.append((min(xs), min(ys), max(xs), max(ys)))
    rows = {}
    for x0, y0, x1, y1 in boxes:
        rows.setdefault((round(y0, 1), round(y1, 1)), []).append((x0, x1))
    for row in rows.values():
        row.sort()
        assert all(other[0] >= one[1] - 0.4 for one, other in pairwise(row))


def test_what_no_one_measures_is_a_gap_that_can_be_seen():
    found = compared(mine())
    coverage = pictures.texts(coverage_plate(mine()))
    assert coverage.count("no one names a measure") == len(found.gaps) == 2
    dashed = [s for s in pictures.flat(coverage_plate(mine()).shapes) if isinstance(s, Trace) and s.ink.dash]
    assert len(dashed) == len(found.gaps)
    assert gap_said(found) == "All of the themes lack a named scale or questionnaire on any of the pages."
    assert pictures.texts(theme_plate(mine())).count("no one") == 2
    assert pictures.texts(theme_plate(mine())).count("none") == 1  # Croydon names no scale


def test_items_without_a_theme_are_no_gap():
    found = compared(compare_theories(["Croydon", "Luton"], coding=CODING))
    assert found.measured == {}
    assert found.gaps == ("Money & <homes>", "Talk")


def test_every_measure_is_named_with_those_who_name_it():
    found, text = compared(mine()), " ".join(pictures.texts(coverage_plate(mine())))
    assert found.measures
    for name, theories in namings(found, ""):
        assert f"{name}: {', '.join(theories)}" in text
    assert watched(found, "talk") == (1, 1)
    assert watched(found, "money") == (0, 0)


def test_the_pictures_say_all_of_it_in_words(comparison):
    found = compared(comparison)
    text = theme_plate(comparison).text
    for theory, name in found.theories:
        (line,) = [line for line in text.splitlines() if line.startswith(f"{name}, ")]
        for theme, title in found.themes:
            many = len(found.cells[theory, theme])
            assert (f"{title} {many} (" in line) == (many > 0)
    assert all(title in coverage_plate(comparison).text for theme, title in found.themes if theme)


def test_figures_are_drawn_with_matplotlib():
    axes = draw.theme_matrix(mine(), theme="print")
    assert axes.get_label() == theme_plate(mine()).text
    assert draw.measure_coverage(mine()).texts[0].get_text() == "What is measured, and what no one measures"
    with pytest.raises(CbfError, match="theme"):
        draw.theme_matrix(mine(), theme="pink")


# --- pages ---------------------------------------------------------------------------------------------------------------


def page_words(plate):
    for shape in plate.shapes:
        if isinstance(shape, Group):
            yield from ((words, shape.shift[1] + words.at[1]) for words in shape.shapes if isinstance(words, Words))


@pytest.mark.parametrize("name", ["Luton", "Croydon"])
def test_pages_of_words_follow_where_the_letters_are_small(name):
    theory = datasets.theories()[name]
    small, large = theory_plates(theory), theory_plates(theory, paper="A3", orientation="landscape")
    assert len(small) > 1 == len(large)
    text = " ".join(words.text for plate in small[1:] for words, _ in page_words(plate))
    for item in theory.items:
        assert item.text in text
        assert item.note in text
    for plate in small[1:]:
        assert all(y < plate.size[1] - 12 for _, y in page_words(plate))
        assert pictures.outside(pictures.drawn(plate)) == []


def test_pages_of_words_carry_every_assumption_in_full():
    theory, long = datasets.theories()["Croydon"], "help comes in time " * 30
    theory = theory.link("opportunities-1", "measures-2", assumption=long.strip(), asks="the parents")
    pages = theory_plates(theory, orientation="landscape")
    text = " ".join(words.text for plate in pages[1:] for words, _ in page_words(plate))
    assert f"if {long.strip()}" in text
    assert "who could tell: the parents" in text
    assert all("the arrows are the reader's own" in plate.shapes[-1].text for plate in pages[1:])


def test_the_foot_of_a_page_of_words_cuts_a_long_title_and_keeps_the_rest():
    theory = datasets.theories()["Croydon"].retitle(title="Everything that we hope for " * 7)
    for plate in theory_plates(theory)[1:]:
        assert pictures.outside(pictures.drawn(plate)) == []
        foot = plate.shapes[-1].text
        assert foot.startswith("Everything that we hope for")
        assert " … in words, page " in foot
        assert "cbf_widgets" in foot
        assert plate.title.startswith(theory.title)


def test_a_page_of_words_says_the_readers_own_only_of_arrows_on_the_guides_pages():
    ours = (
        TheoryOfChange(id="ours", title="Ours").add_column("Now").add_item("now", "Tea").add_item("now", "Talk").link("i1", "i2")
    )
    whose = [word_plates(found, (180, 267))[0].shapes[-1].text for found in (ours, replace(ours, pages=(4545,)))]
    assert ["the reader's own" in text for text in whose] == [False, True]


def test_a_paper_that_is_not_there_is_refused():
    with pytest.raises(CbfError, match="paper"):
        theory_plates(datasets.theories()["Croydon"], paper="A9")


# --- saved notebooks -----------------------------------------------------------------------------------------------------


class Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.open, self.said = [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in {"img", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.said.append(data)


def read(text):
    reader = Reader()
    reader.feed(text)
    reader.close()
    assert reader.open == []
    return reader


@pytest.mark.parametrize("name", list(datasets.theories()))
def test_a_saved_theory_holds_its_picture_and_all_its_words(name):
    theory = datasets.theories()[name]
    reader = read(theory_still(theory))
    (image,) = [attrs for tag, attrs in reader.tags if tag == "img"]
    assert image["src"].startswith("data:image/svg+xml;base64,")
    assert (image["role"], image["alt"]) == ("img", f"{theory.title}: a theory of change; in words below")
    assert all(item.text in reader.said for item in theory.items)
    assert sum(tag == "h5" for tag, _ in reader.tags) == len({column.heading for column in theory.columns})
    parts = [column for column in theory.columns if column.title != column.heading]
    counts = re.findall(r"<h6><bdi>[^<]*</bdi> \((\d+)\)</h6>", theory_still(theory))
    assert counts == [str(len(theory.of_column(column.id))) for column in parts]


def test_a_saved_theory_says_every_arrow_and_escapes_all_words():
    theory = datasets.theories()["Croydon"].link("opportunities-1", "measures-2", assumption="<img src=x>", confidence="guess")
    theory = theory.change_item("opportunities-2", text="<svg onload=x>", note="<i>note</i>", group="<u>")
    text = theory_still(theory.retitle(title="<script>x</script>"))
    reader = read(text)
    assert {"<svg onload=x>", "<i>note</i>", "<u>"} <= set(reader.said)
    assert "<img src=x>" in reader.said
    assert [tag for tag, _ in reader.tags].count("img") == 1
    assert "<script" not in text
    assert any("a guess; no evidence yet" in said for said in reader.said)


def test_a_saved_comparison_holds_both_pictures_every_count_and_every_statement():
    reader, found = read(comparison_still(mine())), compared(mine())
    assert [tag for tag, _ in reader.tags].count("img") == 2
    assert all(f"{one.says} {one.asks}" in reader.said for one in mine().statements())
    cells = [said for said in reader.said if said.isdigit()]
    wanted = []
    for theory, _ in found.theories:
        wanted += [len(found.cells[theory, theme]) for theme, _ in found.themes] + [found.items[theory], len(found.by(theory))]
    wanted += [*(found.total(theme) for theme, _ in found.themes), sum(found.items.values()), len(found.measures)]
    assert cells[: len(wanted)] == [str(number) for number in wanted]
    assert "Money & <homes>" in reader.said


# --- lines ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("stage", range(6))
def test_hatching_stays_within_its_outline(stage):
    outline, lines = stage_sign(stage, (0.0, 0.0), 5.0, hatched=True)
    assert len(lines.pieces) >= 2
    assert all(abs(x) < 7.5 and abs(y) < 7.5 for piece in lines.pieces for x, y in piece)
    assert outline.ink.fill == "paper"


def test_lines_of_hatching_are_cut_where_they_meet_the_outline():
    for (ax, ay), (bx, by) in slanted([(0, 0), (8, 0), (8, 8), (0, 8)], 2):
        assert ax + ay == pytest.approx(bx + by)
        assert {ax, ay} & {0, 8}
        assert {bx, by} & {0, 8}


def test_rounding_keeps_both_ends_and_stays_near_the_corner():
    found = rounded([(0, 0), (50, 0), (50, 90)], 7)
    assert (found[0], found[-1]) == ((0, 0), (50, 90))
    assert all(0 <= x <= 50 and 0 <= y <= 90 for x, y in found)
    assert (50, 0) not in found
