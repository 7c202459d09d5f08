"""What goes into a comparison of theories, and what comes out: tables, rows, words, errors."""

import pytest

from cbf_widgets import datasets
from cbf_widgets.comparing import compare_theories
from cbf_widgets.errors import CbfError
from tests.small_theories import ABC, CODES, coding, compared


def test_names_of_authorities_theories_and_mappings_are_taken():
    three = [compare_theories(some).titles for some in (["Croydon", "luton"], datasets.theories(), None)]
    assert [*three[0]] == ["croydon", "luton"]
    assert three[1] == three[2]
    assert len(three[1]) == 12


@pytest.mark.parametrize(
    "theories, message",
    [
        (["Atlantis"], "compare_theories, theories: expected a TheoryOfChange, or one of Blackburn with Darwen, .*'Atlantis'"),
        ([3], "expected a TheoryOfChange, or one of"),
        ([], "expected at least one theory of change, but got none"),
        (["Luton", "luton"], "expected each theory once, but got 'luton' twice"),
    ],
)
def test_what_is_no_theory_gets_one_sentence(theories, message):
    with pytest.raises(CbfError, match=message):
        compare_theories(theories)


def test_what_is_no_coding_or_no_unit_gets_one_sentence():
    with pytest.raises(CbfError, match=r"coding: expected a Coding, but got 'ours'\. See Coding\.load\."):
        compare_theories(coding="ours")
    with pytest.raises(CbfError, match="matrix, unit: expected 'items', 'own words' or 'in 100', but got 'cups'"):
        compared().matrix("cups")
    with pytest.raises(CbfError, match="sensitivity, of: expected 'statements', 'codes' or 'borderline', but got 'tea'"):
        compared().sensitivity("tea")


def test_every_table_says_by_which_coding_it_holds():
    comparison = compared()
    made_by = {**comparison.made_by, "coding": "ours", "by": "us", "theories": ["a", "b", "c"]}
    tables = [
        comparison.matrix(), comparison.matrix("in 100"), comparison.by_column(), comparison.shared(), comparison.only(), comparison.gaps(),
        comparison.measures(), comparison.unmeasured(), comparison.wording(), *map(comparison.sensitivity, ("statements", "codes", "borderline")),
        comparison.agreement(coding()).to_frame().rename(columns={}),
    ]  # fmt: skip
    assert [table.attrs["made_by"] for table in tables[:-1]] == [made_by] * (len(tables) - 1)
    assert tables[-1].attrs["made_by"]["other_by"] == "us"


def test_another_coding_gives_another_comparison_and_leaves_the_first_alone():
    first = compared()
    other = first.with_coding(coding("a/i1 fathers"))
    assert other.matrix().loc["A", "Fathers"] == 1
    assert first.matrix().loc["A", "Fathers"] == 0
    with pytest.raises(CbfError, match="expected a Coding"):
        first.with_coding(None)


def test_rows_hold_every_code_and_every_item():
    rows = compared().to_rows()
    assert len(rows) == 15
    assert rows[0] == {
        "theory": "a", "authority": "A", "lane": "Now", "item": "i1", "text": "a", "theme": "money", "why": "", "by": "us", "wording": "w1",
    }  # fmt: skip
    assert len(compared(*CODES, "a/i1 fathers").to_rows()) == 16


def test_the_words_begin_with_what_they_rest_on_and_rank_nobody():
    lines = compared().describe().splitlines()
    assert lines[0] == "Three theories of change side by side, by the coding “Ours” of us. Another coder may see it otherwise."
    assert "is not a place that does nothing" in lines[1]
    assert "ranks or scores" in lines[2]
    assert lines[3] == (
        "Of ten claims that rest on codes, eight would end with a single code left out: whoever reads that item otherwise says otherwise."
    )
    assert len(lines) == 4 + len(compared().statements())
    assert len(compared("a/i1 money", theories=ABC[1:]).describe().splitlines()) == 5  # nothing rests on a code
    alone = compared("a/i1 money", theories=ABC[:1]).describe()
    assert alone.startswith("One theory of change, read by the coding “")
    assert "For one of one theme, no page here" in alone


def test_labels_stay_as_they_were_written():
    nasty = ABC[0].retitle("{theme} <b>")
    assert "only {theme} <b> has “Conflict”" in compared(theories=(nasty, *ABC[1:])).describe()


def test_of_no_theory_that_is_coded_all_is_not_said():
    nobody = compared("d/i1 money")
    assert nobody.shared()[["theories", "of", "all"]].drop_duplicates().to_numpy().tolist() == [[0, 0, False]]
    assert compared().shared().set_index("theme")["all"].to_dict() == {"money": True, "fathers": False, "conflict": False}
