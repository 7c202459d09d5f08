"""How much of a comparison rests on single codes."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from cbf_widgets.comparing import compare_theories
from cbf_widgets.comparing.claims import fewest
from cbf_widgets.comparing.sensitivity import turned
from tests.small_theories import ABC, CODES, SHARED, codings, compared


def test_sensitivity_says_how_few_codes_each_claim_rests_on():
    table = compared().sensitivity()
    rows = {(row.sort, row.theme, row.theory): row for row in table.itertuples()}
    assert (rows["all", "money", ""].codes, rows["all", "money", ""].fewest) == (3, 1)
    assert rows["all", "money", ""].turned_by == ["a/i1", "b/i1", "c/i1"]
    assert rows["unwatched", "conflict", "a"].turned_by == ["a/i3"]
    assert rows["unmeasured", "money", ""].fewest == 3
    assert rows["unmeasured", "money", ""].turned_by == []
    assert table[table["sort"] == "silent"]["fewest"].isna().all()


def test_a_lane_that_only_one_has_ends_with_the_other_theories_too():
    """Two codes hold it in its lane, but one code less elsewhere leaves the theme to one theory, and then it is told of the theme."""
    two = ABC[0].add_item("intermediate-outcomes", "f")
    comparison = compared("a/i3 conflict", "a/i6 conflict", "b/i1 conflict", theories=(two, *ABC[1:]))
    row = comparison.sensitivity().query("sort == 'only here'").iloc[0]
    assert (row["theory"], row["codes"], row["fewest"], row["turned_by"]) == ("a", 2, 1, ["b/i1"])


def test_a_code_left_out_ends_some_claims_and_begins_others():
    table = compared().sensitivity("codes").set_index(["theory", "item"])
    row = table.loc[("c", "i5")]
    assert row["ends"] == [
        "By this coding, only C speaks of “Fathers”, in one item.",
        "By this coding, C hopes for a change in “Fathers”, and nothing among the indicators and measures speaks of it.",
        "No page here names a scale or questionnaire at an item on “Fathers”.",
    ]
    assert row["begins"] == ["By this coding, C says nothing of “Fathers”. That is about the page, not the place."]


def test_borderline_codes_are_left_out_theme_by_theme():
    comparison = compared(*CODES[:-1], "c/i5 fathers Borderline: it may be anybody", "b/i2 fathers Not borderline at all")
    table = comparison.sensitivity("borderline").set_index("theme")
    assert table["codes"].to_dict() == {"money": 0, "fathers": 1, "conflict": 0}
    assert table.loc["money", "ends"] == []
    assert "By this coding, only B speaks of “Fathers”, in one item." in table.loc["fathers", "begins"]


@settings(max_examples=25)
@given(codings, st.booleans())
def test_leaving_a_code_out_gives_the_claims_of_the_coding_without_it(found, shared):
    comparison = compare_theories(ABC, found, SHARED if shared else (), ())
    for code in comparison.codes:
        less = comparison.with_coding(found.without([code]))
        if less.judged.theories == comparison.judged.theories:
            ends, begins = turned(comparison, [code])
            assert set(less.claims) == (set(comparison.claims) - set(ends)) | set(begins)
        assert (less.matrix().iloc[:, :-1] <= comparison.matrix().iloc[:, :-1]).all(axis=None)
        assert (less.judged.items.sum() + 1) == comparison.judged.items.sum()


@given(codings)
def test_as_few_codes_as_said_end_a_claim_and_no_fewer_do(found):
    comparison = compare_theories(ABC, found, (), ())
    for claim in comparison.claims:
        of_theme = [code for code in comparison.codes if code.theme == claim.theme]
        said_fewest = fewest(claim, comparison.judged)
        if len(of_theme) > 7:
            continue
        ending = [
            size
            for size in range(1, len(of_theme) + 1)
            if any(claim in turned(comparison, some)[0] for some in combinations(of_theme, size))
        ]
        assert said_fewest == (ending[0] if ending else None), claim
