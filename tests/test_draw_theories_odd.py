"""Comparisons as pictures where little or much stands in them: one theory, no theme, names as long as may be, columns of one's own."""

from __future__ import annotations

import pytest

from cbf_widgets.comparing import compare_theories
from cbf_widgets.draw.theory_compared import compared, gap_said
from cbf_widgets.draw.theory_coverage import coverage_plate
from cbf_widgets.draw.theory_matrix import theme_plate
from cbf_widgets.draw.theory_still import comparison_still
from cbf_widgets.model.coding import Code, Coding, Theme
from cbf_widgets.model.guide import Measure
from cbf_widgets.model.theory import TheoryOfChange
from tests import pictures

LONG = ("Everything that we hope for, written down by everybody " * 4)[:200]
ARABIC, JAPANESE = "خطوة صغيرة " * 18, "日本語" * 60


def own(name, title):
    found = TheoryOfChange(id=name, title=title)
    for column in ("Now", "Tea", "Measures"):
        found = found.add_column(column).add_item(column.casefold(), f"{column} for all")
    return found


def coding(themes, *codes):
    return Coding(
        id="mine",
        title="Mine",
        themes=tuple(Theme(id=f"t{i}", title=f"Theme {i}") for i in range(themes)),
        codes=tuple(Code(theory=theory, item="i1", theme=theme) for theory, theme in codes),
    )


def of(*titles, themes=3, codes=()):
    return compare_theories([own(f"o{i}", title) for i, title in enumerate(titles)], coding(themes, *codes), (), ())


COMPARISONS = {
    "one theory": of("Ours"),
    "one theory and no theme": of("Ours", themes=0),
    "two and no theme": of("Ours", "Theirs", themes=0),
    "two and one theme": of("Ours", "Theirs", themes=1),
    "twelve themes, none used": of("Ours", "Theirs", themes=12),
    "long names": of(LONG, ARABIC.strip()[:200], "x" * 200, JAPANESE[:40], codes=[("o0", "t1")]),
    "an empty theory": compare_theories([TheoryOfChange(id="none", title="None")], coding(2), (), ()),
    "empty beside full": compare_theories([TheoryOfChange(id="none", title="None"), "Luton"]),
}


@pytest.mark.parametrize("plate_of", [theme_plate, coverage_plate])
@pytest.mark.parametrize("name", COMPARISONS)
def test_no_words_lie_on_others_or_leave_the_page(plate_of, name):
    plate = plate_of(COMPARISONS[name])
    axes = pictures.drawn(plate, dpi=200)
    assert pictures.overlapping(axes) == []
    assert pictures.outside(axes) == []
    assert plate.size[0] < 1800


def test_a_long_name_is_cut_in_the_matrix_and_whole_in_its_words():
    plate = theme_plate(COMPARISONS["long names"])
    assert LONG in plate.text
    assert any(text.startswith("Everything") for text in pictures.texts(plate))
    assert sum(text.endswith(" …") for text in pictures.texts(plate)) == 4


def test_a_name_that_fits_is_not_cut():
    twelve = compare_theories()
    assert set(twelve.titles.values()) <= set(pictures.texts(theme_plate(twelve)))


@pytest.mark.parametrize(
    "name, title, gap",
    [
        (
            "one theory",
            "One theory, theme by theme",
            "All of the themes lack a named scale or questionnaire on any of the pages.",
        ),
        ("two and no theme", "Two theories, side by side", "The coding has no themes yet."),
        (
            "two and one theme",
            "Two theories, side by side",
            "The one theme lacks a named scale or questionnaire on any of the pages.",
        ),
    ],
)
def test_titles_and_gaps_are_said_in_sentences_of_any_number(name, title, gap):
    comparison = COMPARISONS[name]
    assert theme_plate(comparison).title == title
    assert gap_said(compared(comparison)) == gap
    assert f"<h4>{title}</h4>" in comparison_still(comparison)


def test_the_one_theme_that_is_measured_is_no_gap():
    named = own("ours", "Ours").change_item("i3", text="The ENRICH scale")
    codes = (Code(theory="ours", item="i3", theme="t0"),)
    comparison = compare_theories([named], Coding(id="c", title="C", themes=coding(1).themes, codes=codes))
    assert gap_said(compared(comparison)) == "The one theme has a named scale or questionnaire."


def measured():
    """Two theories: one names two scales at one item of a theme that only it has; both speak of the other theme."""
    one = own("ours", "Ours").change_item("i3", text="The ENRICH scale, and the Strengths and Difficulties Questionnaire")
    places = (("ours", "i3", "t0"), ("ours", "i1", "t1"), ("ours", "i2", "t1"), ("theirs", "i3", "t1"))
    codes = tuple(Code(theory=theory, item=item, theme=theme) for theory, item, theme in places)
    both = Coding(id="c", title="C", themes=coding(2).themes, codes=codes)
    return compare_theories([one, own("theirs", "Theirs")], both)


def test_who_names_two_measures_for_a_theme_counts_once():
    comparison = measured()
    assert len(compared(comparison).measured["t0"]) == 2
    said = pictures.texts(theme_plate(comparison))
    assert said[said.index("of 2") - 1] == "1"
    assert said[said.index("All together") + 1 :][:5] == ["1", "3", "2", "6", "2"]  # three columns, all items, the measures


def test_the_coverage_says_how_many_items_and_theories_speak_and_how_many_watch():
    plate = coverage_plate(measured())
    said = pictures.texts(plate)
    assert said[said.index("Theme 0") :][1:3] == ["1 item · 1 of 2", "1 item · 1 of 2"]
    assert said[said.index("Theme 1") :][1:3] == ["3 items · 2 of 2", "1 item · 1 of 2"]
    assert (
        "Theme 1: spoken of in three items of two theories, watched by one indicator or measure in one; no one names"
        in plate.text
    )


def test_the_words_of_the_matrix_give_stage_by_stage_what_a_cell_holds():
    line, other = theme_plate(measured()).text.splitlines()[2:4]
    assert other.startswith("Theirs, three items, no measures named: Theme 1 1 (")
    assert line == (
        "Ours, three items, two measures named: Theme 0 1 (one Indicators and measures); Theme 1 2 (one Now, one Other columns)."
    )


def test_a_measure_of_ones_own_stands_there_by_its_name():
    tea = Measure(id="tea", name="Tea & Talk Scale", standing="own", uses=(), source="ours")
    one = own("ours", "Ours").change_item("i3", text="The tea & talk scale")
    comparison = compare_theories([one], coding(1, ("ours", "t0")), (), [tea])
    said = pictures.texts(coverage_plate(comparison))
    assert "Tea & Talk Scale: Ours" in said
    assert "Tea &amp; Talk Scale: Ours" in comparison_still(comparison)
    assert "Tea & Talk Scale (Ours)" in coverage_plate(comparison).text
