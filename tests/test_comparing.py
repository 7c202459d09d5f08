"""Theories side by side: exact on what can be counted by hand, the same whatever the order, and honest about what it rests on."""

import json
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cbf_widgets import datasets
from cbf_widgets.comparing import compare_theories
from cbf_widgets.comparing.claims import Claim, fewest
from cbf_widgets.comparing.counting import LANES
from cbf_widgets.comparing.measuring import scales
from cbf_widgets.comparing.sensitivity import turned
from cbf_widgets.errors import CbfError
from cbf_widgets.model.coding import Coding
from cbf_widgets.model.guide import Measure
from cbf_widgets.model.theory import TheoryOfChange
from tests.small_theories import PLACES, THEMES, coding, codings, theory, words

ABC = tuple(theory(name) for name in "abc")
CODES = ("a/i1 money", "a/i3 conflict", "b/i1 money", "b/i4 conflict", "b/i5 conflict", "c/i1 money", "c/i5 fathers")
SHARED = (words("a/i1", "b/i1"),)


def compared(*codes: str, theories=ABC, wording=SHARED, measures=()):
    return compare_theories(theories, coding(*(codes or CODES)), wording, measures)


def said(comparison, kind: str, theme: str) -> list[str]:
    return [one.says for one in comparison.statements() if (one.kind, one.theme) == (kind, theme)]


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


MEASURE = Measure(
    id="tea", name="Tea Scale", also_called=("TS",), standing="not said", source="LFO guide, line 4100",
    uses=({"authority": "Croydon", "where": "theory", "lines": [10, 11]}, {"authority": "Luton", "where": "case study", "lines": [99]}),
)  # fmt: skip


def measured(**items):
    """Croydon with these indicators and measures, beside Luton."""
    found = (
        TheoryOfChange(id="croydon", title="Croydon", authority="Croydon").add_column("Opportunities").add_column("Indicators")
    )
    found = found.add_item("opportunities", "Cups", lines=(11,)).add_item("indicators", "Pots", **items)
    luton = TheoryOfChange(id="luton", title="Luton", authority="Luton").add_column("Now").add_item("now", "Milk")
    return compare_theories([found, luton], coding("croydon/i1 fathers", "croydon/i2 money", "luton/i1 money"), (), [MEASURE])


def test_a_measure_belongs_to_the_items_read_from_its_lines_among_measures_first():
    table = measured(lines=(11,)).measures()
    assert table["items"].tolist() == [["croydon/i2"], []]
    assert table["where"].tolist() == ["theory", "case study"]
    assert table["themes"].tolist() == [["money"], []]
    assert measured(lines=(12,)).measures()["items"].tolist()[0] == ["croydon/i1"]
    named = measured(lines=(12,)).theories[0].change_item("i2", text="Tea Scale")  # read from other lines than those that name it
    luton = measured(lines=(12,)).theories[1].change_item("i1", lines=(99,))  # its line belongs to a case study
    found = compare_theories([named, luton], coding(), (), [MEASURE]).measures()
    assert found["items"].tolist() == [["croydon/i1"], []]
    assert measured(lines=(12,), group="Tea scale").measures()["items"].tolist()[0] == ["croydon/i1", "croydon/i2"]


def test_an_item_of_ones_own_names_a_measure_in_words():
    assert measured(lines=()).measures()["items"].tolist()[0] == ["croydon/i1"]
    comparison = measured(lines=())
    own = comparison.theories[0].change_item("i2", text="Filled in the TS twice")
    found = compare_theories([own, comparison.theories[1]], comparison.coding, (), [MEASURE])
    assert found.measures()["items"].tolist()[0] == ["croydon/i1", "croydon/i2"]
    assert compare_theories([own.change_item("i2", text="Tests")], comparison.coding, (), [MEASURE]).measures()["items"][0] == [
        "croydon/i1"
    ]


def test_a_theme_whose_item_names_a_measure_is_measured():
    comparison = measured(lines=(11,))
    assert comparison.unmeasured()["theme"].tolist() == ["fathers"]
    plain = comparison.to_plain()
    assert plain["measured"] == [{"theme": "money", "uses": [{"theory": "croydon", "measure": "tea", "items": ["croydon/i2"]}]}]
    assert plain["measures"] == [{"measure": "tea", "theories": ["croydon"]}]


# --- sensitivity ------------------------------------------------------------------------------------------------------


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


# --- what comes in, and what goes out ----------------------------------------------------------------------------------


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


def test_labels_stay_as_they_were_written():
    nasty = ABC[0].retitle("{theme} <b>")
    assert "only {theme} <b> has “Conflict”" in compared(theories=(nasty, *ABC[1:])).describe()


# --- the twelve -------------------------------------------------------------------------------------------------------


def test_the_measures_that_count_are_scales_with_a_name_and_three_pages_name_some():
    named = {measure.id for measure in scales()}
    assert {"sdq", "wemwbs", "enrich", "qmi"} < named < {measure.id for measure in datasets.measures()}
    assert len(named) == 12
    table = compare_theories().measures().query("where == 'theory'")
    assert sorted(set(table["authority"])) == ["Dorset", "Gateshead", "Newcastle upon Tyne"]
    assert all(table["items"].map(len) > 0)


def test_the_three_that_share_their_long_term_outcomes_are_told():
    trio = ["Blackburn with Darwen", "Blackpool", "Newcastle upon Tyne"]
    table = compare_theories(trio).wording()
    assert set(table["lane"]) == {"Long-term outcomes"}
    assert table.groupby("authority").size().to_dict() == dict(zip(trio, (5, 4, 6), strict=True))
