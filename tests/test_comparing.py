"""Theories side by side: exact on what can be counted by hand, the same whatever the order, and honest about what it rests on."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from cbf_widgets.comparing import compare_theories
from cbf_widgets.comparing.claims import Claim
from cbf_widgets.comparing.counting import LANES
from cbf_widgets.model.coding import Coding
from cbf_widgets.model.theory import TheoryOfChange
from tests.small_theories import ABC, CODES, PLACES, SHARED, THEMES, coding, codings, compared, said, theory, words


def test_claims_are_those_found_by_hand():
    assert set(compared().claims) == {
        Claim("all", "money"),
        Claim("only", "fathers", "c"),
        Claim("only here", "conflict", "a", 2),
        Claim("only here", "conflict", "b", 3),
        Claim("only here", "conflict", "b", 4),
        Claim("silent", "fathers", "a"),
        Claim("silent", "fathers", "b"),
        Claim("silent", "conflict", "c"),
        Claim("unwatched", "conflict", "a"),
        Claim("unwatched", "fathers", "c"),
        Claim("unmeasured", "money"),
        Claim("unmeasured", "fathers"),
        Claim("unmeasured", "conflict"),
    }


def test_the_matrix_counts_items_and_those_without_a_theme():
    table = compared().matrix()
    assert table.loc["A"].to_dict() == {"Money": 1, "Fathers": 0, "Conflict": 1, "No theme": 3}
    assert table.loc["B"].to_dict() == {"Money": 1, "Fathers": 0, "Conflict": 2, "No theme": 2}
    own = compared().matrix("own words")
    assert own.loc[["A", "B", "C"], "Money"].tolist() == [0, 0, 1]
    assert own["No theme"].tolist() == [3, 2, 3]
    assert compared(wording=(words("a/i2", "b/i2"),)).matrix("own words")["No theme"].tolist() == [2, 1, 3]
    assert compared().matrix("in 100").loc["B"].tolist() == [20, 0, 40, 40]


def test_an_item_with_two_themes_counts_in_both_and_once_in_all():
    comparison = compared("a/i1 money", "a/i1 conflict", "b/i1 money")
    assert comparison.matrix().loc["A"].tolist() == [1, 0, 1, 4]
    plain = comparison.to_plain()
    assert plain["theories"][0] == {"id": "a", "title": "A", "items": 5}
    marks = [
        cell["theme"] for cell in plain["cells"] if any(mark["item"] == "i1" for mark in cell["marks"]) and cell["theory"] == "a"
    ]
    assert marks == ["money", "conflict"]


def test_themes_of_an_item_stand_in_the_order_of_the_codebook():
    comparison = compared("a/i1 conflict", "a/i1 money", "b/i1 money")
    assert comparison.entries[0].themes == ("money", "conflict")
    assert comparison.wording()["themes"].tolist() == [["money", "conflict"], ["money"]]


def test_by_column_and_shared_and_only_and_gaps_say_the_same_as_the_claims():
    comparison = compared()
    rows = comparison.by_column().query("theory == 'b' and theme == 'conflict' and items > 0")
    assert rows[["lane", "items", "own_words"]].to_numpy().tolist() == [
        ["Indicators and measures", 1, 1],
        ["Long-term outcomes", 1, 1],
    ]
    shared = comparison.shared().set_index("theme")
    assert shared.loc["money"].tolist() == ["Money", 3, 3, True, 1, 3, 1]
    assert not shared.loc["conflict", "all"]
    only = comparison.only()
    assert only[["theme", "lane", "theory"]].to_numpy().tolist() == [
        ["fathers", "", "c"],
        ["conflict", "Intermediate outcomes", "a"],
        ["conflict", "Indicators and measures", "b"],
        ["conflict", "Long-term outcomes", "b"],
    ]
    assert only["items"].tolist()[2] == ["b/i4"]
    gaps = comparison.gaps()
    assert gaps.query("sort == 'unwatched'")["theory"].tolist() == ["c", "a"]
    assert comparison.unmeasured()["items"].tolist() == [3, 1, 3]


def test_agreement_is_told_with_and_without_the_words_that_are_shared():
    assert said(compared(), "all", "money") == [
        "All three speak of “Money”, in three items. Leaving out what shares its words with another page, only one of three does."
    ]
    assert said(compared(wording=()), "all", "money") == [
        "All three speak of “Money”, in three items. None of these items shares its words with another page."
    ]
    more = compared(*CODES, "a/i2 money")
    assert "two of three do." in said(more, "all", "money")[0]
    assert "all still do." in said(compared(*CODES, "a/i2 money", "b/i2 money"), "all", "money")[0]
    pair = compared("a/i1 money", "b/i1 money", theories=ABC[:2])
    assert said(pair, "all", "money")[0] == (
        "Both speak of “Money”, in two items. Leaving out what shares its words with another page, nobody does."
    )


def test_words_shared_with_a_page_that_is_not_compared_count_as_ones_own_but_are_marked():
    comparison = compared(theories=ABC[1:])
    assert comparison.shared().set_index("theme").loc["money", "without_wording"] == 2
    rows = comparison.by_column().query("theory == 'b' and theme == 'money' and items > 0")
    assert rows["own_words"].tolist() == [1]
    joined = compared().by_column().query("theory == 'b' and theme == 'money' and items > 0")
    assert joined["own_words"].tolist() == [0]
    assert len(comparison.wording()) == 0
    assert [one for one in comparison.statements() if one.kind == "wording"] == []
    marks = [mark for cell in comparison.to_plain()["cells"] for mark in cell["marks"] if mark["shared"]]
    assert marks == [{"item": "i1", "lane": 0, "shared": "w1"}]


def test_statements_name_items_and_codes_they_rest_on():
    of = {(one.kind, one.theme): one for one in compared().statements() if one.theme}
    money = of["all", "money"]
    assert money.items == ("a/i1", "b/i1", "c/i1")
    assert [code.key for code in money.codes] == [("a", "i1", "money"), ("b", "i1", "money"), ("c", "i1", "money")]
    assert of["only", "fathers"].says == "By this coding, only C speaks of “Fathers”, in one item."
    assert of["unmeasured", "fathers"].items == ("c/i5",)
    hoped = next(one for one in compared(*CODES, "a/i1 conflict").statements() if "hopes" in one.says and one.theme == "conflict")
    assert hoped.items == ("a/i3",)  # not what stands under opportunities
    wording = next(one for one in compared().statements() if one.kind == "wording")
    assert (wording.theories, wording.items) == (("a", "b"), ("a/i1", "b/i1"))


def test_what_a_page_does_not_say_is_about_the_page_and_fewer_names_are_told():
    four = (*ABC, theory("d"))
    comparison = compared("a/i1 money", "b/i1 money", "b/i1 fathers", "c/i1 conflict", "d/i1 conflict", theories=four)
    assert said(comparison, "gap", "money") == [
        "By this coding, C and D say nothing of “Money”. That is about the pages, not the places."
    ]
    assert said(comparison, "gap", "fathers") == []
    assert said(comparison, "only", "fathers") == ["By this coding, only B speaks of “Fathers”, in one item."]
    five = (*four, theory("e"))
    most = compared("a/i1 money", "b/i1 money", *(f"{name}/i1 conflict" for name in "abcde"), theories=five)
    assert said(most, "gap", "money")[0].startswith(
        "By this coding, only A and B speak of “Money”; the other three say nothing of it."
    )
    assert said(most, "gap", "fathers")[0].startswith("By this coding, nobody here says anything of “Fathers”.")


def test_of_a_theory_without_codes_nothing_is_claimed():
    comparison = compared("a/i1 money", "b/i1 money")
    assert Claim("all", "money") in comparison.claims
    assert not [claim for claim in comparison.claims if claim.theory == "c"]
    assert "No item of C carries a theme yet, so nothing is said here of its themes." in [
        one.says for one in comparison.statements()
    ]
    assert said(comparison, "all", "money")[0].startswith("Both speak")
    assert comparison.matrix().loc["C", "No theme"] == 5


def test_an_empty_column_is_told_once():
    bare = ABC[0].remove_item("i3")
    gaps = [one.says for one in compared(theories=(bare, *ABC[1:])).statements() if not one.theme and one.kind == "gap"]
    assert gaps == ["A has nothing under “Intermediate outcomes”. That is about the page, not the place."]


def test_columns_of_ones_own_stand_in_a_lane_of_their_own():
    own = (
        TheoryOfChange(id="own", title="Own")
        .add_column("Tea")
        .add_item("tea", "Milk")
        .add_column("Measures")
        .add_item("measures", "Cups")
    )
    plain = compare_theories([own], coding(), (), ()).to_plain()
    assert plain["lanes"] == [*LANES, "Other columns"]
    assert {mark["item"]: mark["lane"] for cell in plain["cells"] for mark in cell["marks"]} == {"i1": 6, "i2": 3}


@settings(max_examples=25)
@given(codings, st.permutations(ABC), st.randoms(use_true_random=False))
def test_the_order_of_theories_and_codes_changes_nothing_that_is_claimed(found, order, random):
    codes = list(found.codes)
    random.shuffle(codes)
    one = compare_theories(ABC, found, SHARED, ())
    other = compare_theories(order, Coding(id="ours", title="Ours", by="us", themes=THEMES, codes=tuple(codes)), SHARED, ())
    assert set(one.claims) == set(other.claims)
    assert one.matrix().equals(other.matrix().loc[one.matrix().index])
    assert sorted(map(str, one.by_column().to_dict("records"))) == sorted(map(str, other.by_column().to_dict("records")))
    assert {(s.kind, s.theme, frozenset(s.items)) for s in one.statements()} == {
        (s.kind, s.theme, frozenset(s.items)) for s in other.statements()
    }


@settings(max_examples=25)
@given(codings)
def test_every_count_of_an_item_is_found_again_in_the_plain_cells(found):
    comparison = compare_theories(ABC, found, SHARED, ())
    plain = json.loads(json.dumps(comparison.to_plain()))
    matrix = comparison.matrix()
    for cell in plain["cells"]:
        title = next(theme["title"] for theme in plain["themes"] if theme["id"] == cell["theme"])
        assert len(cell["marks"]) == matrix.loc[cell["theory"].title(), title]
    assert {statement["kind"] for statement in plain["statements"]} <= {"all", "only", "gap", "unmeasured", "wording"}
    for statement in plain["statements"]:
        assert set(statement) == {"kind", "says", "asks", "theme", "theories", "items"}
        assert statement["asks"].endswith("?")
        assert set(statement["items"]) <= set(PLACES)


def test_the_three_that_share_their_long_term_outcomes_are_told():
    trio = ["Blackburn with Darwen", "Blackpool", "Newcastle upon Tyne"]
    table = compare_theories(trio).wording()
    assert set(table["lane"]) == {"Long-term outcomes"}
    assert table.groupby("authority").size().to_dict() == dict(zip(trio, (5, 4, 6), strict=True))
