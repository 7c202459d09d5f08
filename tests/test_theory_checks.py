"""What a theory leaves open is asked, in plain words, once, and of the right items."""

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cbf_widgets import datasets
from cbf_widgets.model.counting import counted, quoted
from cbf_widgets.model.theory import TheoryOfChange
from cbf_widgets.model.theory_alike import alike
from cbf_widgets.model.theory_checks import Doubt, questions
from cbf_widgets.model.theory_columns import FORMS, ROLES, STAGES, TITLES, known_column, roles
from cbf_widgets.model.theory_parts import Item
from cbf_widgets.model.theory_paths import circles
from tests.strategies import sound
from tests.theory_strategies import theories

SIX = [{"id": one, "title": TITLES[one], "stage": STAGES.get(one, "")} for one in FORMS["six-column"]]
ITEMS = {
    "o1": "opportunities", "f1": "focus_areas", "s1": "system_changes", "p1": "practice_changes", "m1": "intermediate_outcomes",
    "m2": "intermediate_outcomes", "n1": "indicators", "n2": "indicators", "u1": "measures", "l1": "long_term_outcomes", "l2": "long_term_outcomes",
}  # fmt: skip


def six(*pairs, assumption="Help is near", drop=(), **changes):
    """The form with six columns, an item or two in each, with arrows between these."""
    items = [
        {"id": i, "column": column, "text": f"Text of {i}", **changes.get(i, {})} for i, column in ITEMS.items() if i not in drop
    ]
    links = [{"id": f"a{n}", "from_item": a, "to_item": b, "assumption": assumption} for n, (a, b) in enumerate(pairs, 1)]
    return TheoryOfChange.from_dict({"id": "t", "title": "T", "columns": SIX, "items": items, "links": links})


WHOLE = [("o1", "s1"), ("f1", "p1"), ("s1", "m1"), ("p1", "m2"), ("m1", "n1"), ("m2", "n2"), ("n1", "u1"), ("n2", "u1"),
         ("m1", "l1"), ("m2", "l2"), ("n1", "l1"), ("l2", "n2")]  # fmt: skip


def asked(theory):
    return {doubt.kind: doubt for doubt in theory.questions()}


def said(theory, kind):
    return asked(theory)[kind].says


def test_a_whole_theory_leaves_nothing_open():
    assert six(*WHOLE).questions() == ()


def test_an_empty_theory_is_not_asked_anything():
    assert TheoryOfChange(id="t", title="T").add_column("Now").add_column("Indicators").questions() == ()


def test_without_arrows_one_question_stands_for_all_that_ask_about_arrows():
    (doubt,) = six().questions()
    assert doubt.to_dict() == {
        "kind": "no-arrows", "says": "No arrow has been drawn yet, so nothing says what leads to what.",
        "asks": "What leads to what, and what has to be true for it?", "items": [], "links": [],
    }  # fmt: skip


def without(*gone):
    return six(*[pair for pair in WHOLE if pair not in gone])


@pytest.mark.parametrize(
    "theory, kind, says, asks, items, links",
    [
        (without(("m1", "n1")), "no-indicator", "One outcome has no indicator: “Text of m1”.", "What would tell you that it changed?", ["m1"], []),
        (without(("m1", "n1"), ("n1", "l1")), "no-indicator", "Two outcomes have no indicator.", "What would tell you that they changed?",
         ["m1", "l1"], []),
        (without(("n2", "u1")), "no-measure", "One indicator has no measure: “Text of n2”.", "How would you find out, and who could tell you?", ["n2"], []),
        (without(("s1", "m1")), "leads-nowhere", "One change leads nowhere yet: “Text of s1”.", "What do you hope comes of it?", ["s1"], []),
        (without(("s1", "m1"), ("p1", "m2")), "leads-nowhere", "Two changes lead nowhere yet.", "What do you hope comes of them?", ["s1", "p1"], []),
        (without(("m2", "l2")), "from-nothing", "Nothing leads yet to one long-term outcome: “Text of l2”.", "What would bring it about?", ["l2"], []),
        (without(("m1", "l1"), ("n1", "l1"), ("m2", "l2")), "from-nothing", "Nothing leads yet to two long-term outcomes.",
         "What would bring them about?", ["l1", "l2"], []),
        (six(*WHOLE, ("s1", "l1")), "leap", "One arrow leaps over Intermediate outcomes: from “Text of s1” to “Text of l1”.",
         "What happens in between?", [], ["a13"]),
        (six(*WHOLE, ("f1", "l1")), "leap",
         "One arrow leaps over Changes and Intermediate outcomes: from “Text of f1” to “Text of l1”.", "What happens in between?", [], ["a13"]),
        (six(*WHOLE, ("o1", "m1"), ("m2", "u1")), "leap", "Two arrows leap over a column.", "What happens in between?", [], ["a13", "a14"]),
        (six(*WHOLE, ("l1", "s1"), drop=[]), "backwards",
         "One arrow points back to an earlier column: from “Text of l1” to “Text of s1”.",
         "Does it come round again, or should it point the other way?", [], ["a13"]),
        (six(*WHOLE, ("o1", "f1"), ("f1", "o1")), "circle", "Two items lead round in a circle.",
         "Where does it begin, and what keeps it going or stops it?", ["o1", "f1"], ["a13", "a14"]),
        (six(*WHOLE, p1={"text": "text of S1."}), "said-twice", "One thing is said more than once, in the same words or nearly: “Text of s1”.",
         "Is it one thing, or are there differences to name?", ["s1", "p1"], []),
        (six(*WHOLE, s1={"cut_off": True}), "cut-off", "One item is cut short on the page: “Text of s1”.", "What does the page still show?", ["s1"], []),
        (six(*WHOLE, s1={"placement": "read"}, u1={"placement": "read"}), "reading",
         "Two items stand in their columns by our reading of a damaged page.", "Look at the page: where would you put them?", ["s1", "u1"], []),
        (six(*WHOLE).change_link("a2", assumption=" \n"), "no-assumption",
         "One arrow has no assumption yet: from “Text of f1” to “Text of p1”.", "What has to be true for this to lead to that?", [], ["a2"]),
        (six(*WHOLE, assumption=""), "no-assumption", "Twelve arrows have no assumption yet.",
         "What has to be true for each to lead where it points?", [], [f"a{n}" for n in range(1, 13)]),
        (six(*WHOLE, ("o1", "p1"), assumption=""), "no-assumption", "13 arrows have no assumption yet.",
         "What has to be true for each to lead where it points?", [], [f"a{n}" for n in range(1, 14)]),
        (six(*WHOLE).change_link("a2", confidence="guess").change_link("a3", confidence="sure"), "guess",
         "One arrow is a guess: from “Text of f1” to “Text of p1”.", "Who could tell you more, or what could you look at?", [], ["a2"]),
    ],
)  # fmt: skip
def test_what_is_open_is_asked_in_words(theory, kind, says, asks, items, links):
    found = asked(theory)
    assert found[kind].to_dict() == {"kind": kind, "says": says, "asks": asks, "items": items, "links": links}
    assert set(found) <= {kind, "circle", "no-indicator"}


def test_an_arrow_to_or_from_an_indicator_watches():
    assert "no-indicator" not in asked(without(("m1", "n1")).link("n1", "m1", assumption="x"))


@pytest.mark.parametrize(
    "pair", [("m1", "l2"), ("n1", "l2"), ("u1", "l1"), ("l1", "n1"), ("l1", "u1"), ("o1", "p1"), ("p1", "s1"), ("u1", "n1"), ("n1", "m1")]
)  # fmt: skip
def test_indicators_and_measures_stand_beside_the_way(pair):
    assert not {"leap", "backwards"} & set(asked(six(*[one for one in WHOLE if one != pair], pair)))


def test_an_empty_column_is_not_leapt_over():
    theory = six(("s1", "l1"), ("p1", "l2"), drop=["m1", "m2"])
    assert "leap" not in asked(theory)


def test_existing_strategies_are_no_part_of_the_way():
    columns = [{"id": one, "title": TITLES[one], "stage": STAGES.get(one, "")} for one in FORMS["five-column"]]
    items = [{"id": f"x{n}", "column": one["id"], "text": f"Text {n}"} for n, one in enumerate(columns)]
    links = [{"id": f"a{n}", "from_item": a, "to_item": b, "assumption": "x"} for n, (a, b) in
             enumerate([("x7", "x2"), ("x0", "x7"), ("x1", "x3"), ("x2", "x4"), ("x3", "x4"), ("x4", "x6"), ("x4", "x5"), ("x5", "x6")])]  # fmt: skip
    theory = TheoryOfChange.from_dict({"id": "t", "title": "T", "columns": columns, "items": items, "links": links})
    assert theory.questions() == ()


def test_measuring_impact_watches_and_needs_no_measure():
    columns = [{"id": one, "title": one} for one in ("practice_changes", "measuring_impact", "long_term_outcomes")]
    theory = TheoryOfChange.from_dict({"id": "t", "title": "T", "columns": columns})
    theory = (
        theory.add_item("practice_changes", "Ask").add_item("measuring_impact", "A survey").add_item("long_term_outcomes", "Calm")
    )
    theory = theory.link("i1", "i3", assumption="x")
    assert [doubt.kind for doubt in theory.questions()] == ["no-indicator"]
    assert theory.link("i3", "i2", assumption="x").questions() == ()


def test_a_theory_of_ones_own_is_read_by_its_places():
    theory = TheoryOfChange(id="t", title="T").add_column("Before").add_column("Doing").add_column("Then").add_column("At last")
    for column in ("before", "doing", "then", "at-last"):
        theory = theory.add_item(column, f"In {column}")
    theory = theory.link("i1", "i2", assumption="x")
    assert {kind: doubt.items for kind, doubt in asked(theory).items()} == {
        "leads-nowhere": ("i2", "i3"),
        "from-nothing": ("i4",),
    }
    assert said(theory.link("i1", "i4"), "leap") == "One arrow leaps over Doing and Then: from “In before” to “In at-last”."


def test_a_column_is_known_by_its_title_as_well():
    theory = TheoryOfChange(id="t", title="T").add_column("Changes to practice").add_column("Outcomes").add_column("Indicators!")
    assert roles(theory) == {"changes-to-practice": "change", "outcomes": "change", "indicators": "indicator"}
    assert list(roles(theory.add_column("Long term outcome").add_column("After")).values())[-2:] == ["long-term", "change"]
    alone = TheoryOfChange(id="t", title="T").add_column("Only")
    assert roles(alone) == {"only": "now"}


def test_the_printed_titles_are_those_of_the_shipped_forms():
    for form in datasets.templates():
        assert FORMS[form.id] == tuple(column.id for column in form.columns)
        for column in form.columns:
            assert (known_column(column.title), known_column(column.id)) == (column.id, column.id)
            assert (TITLES[column.id], STAGES.get(column.id, "")) == (column.title, column.stage)
    assert {column for form in FORMS.values() for column in form} == set(ROLES)


def test_labels_are_never_taken_for_blanks_to_fill():
    theory = six(*WHOLE, ("s1", "l1"), s1={"text": "{many} {over} {it} {0}"})
    assert said(theory, "leap") == "One arrow leaps over Intermediate outcomes: from “{many} {over} {it} {0}” to “Text of l1”."


def test_long_texts_are_shortened_and_the_theory_stays_as_it_was():
    theory = six(*WHOLE, s1={"cut_off": True, "text": "word " * 90})
    assert said(theory, "cut-off") == f"One item is cut short on the page: “{' '.join(['word'] * 11)}…”."
    assert sound(theory)


@given(theories())
def test_any_theory_may_be_asked_about(theory):
    found = questions(theory)
    ids, links = {item.id for item in theory.items}, {link.id for link in theory.links}
    for doubt in found:
        assert set(doubt.items) <= ids
        assert set(doubt.links) <= links
        assert doubt.says[0] == doubt.says[0].upper()
        assert doubt.asks.endswith("?")
        assert set(doubt.to_dict()) == {"kind", "says", "asks", "items", "links"}
        assert Doubt.from_dict(doubt.to_dict()) == doubt
    kinds = [doubt.kind for doubt in found if doubt.kind != "circle"]
    assert len(set(kinds)) == len(kinds)


@given(theories(most=8))
def test_circles_are_those_that_networkx_finds(theory):
    expected = {frozenset(found) for found in nx.strongly_connected_components(theory.to_networkx()) if len(found) > 1}
    found = circles(theory)
    assert {frozenset(circle) for circle in found} == expected
    order = [item.id for item in theory.items]
    assert [list(circle) for circle in found] == [sorted(circle, key=order.index) for circle in found]


def long_way(count):
    items = [{"id": f"i{n}", "column": "c", "text": f"Text {n}"} for n in range(count)]
    links = [{"id": f"a{n}", "from_item": f"i{n}", "to_item": f"i{(n + 1) % count}"} for n in range(count)]
    return TheoryOfChange.from_dict(
        {"id": "t", "title": "T", "columns": [{"id": "c", "title": "C"}], "items": items, "links": links}
    )


def test_a_circle_may_be_as_long_as_a_theory_can_be():
    assert [len(circle) for circle in circles(long_way(2000))] == [2000]


def texts(*all_of_them):
    return [Item(id=f"i{n}", column="c", text=text) for n, text in enumerate(all_of_them)]


@pytest.mark.parametrize(
    "one, other",
    [
        ("Calmer homes", "calmer  HOMES."),
        ("Homes calmer", "Calmer homes"),
        ("Staff ask about the couple at each visit", "Staff ask about the couple at every each visit"),
        ("…", "…"),
        ("Straße", "STRASSE"),
        ("one two three four", "one two three four five"),
    ],
)
def test_what_is_said_alike_is_found(one, other):
    assert alike(texts(one, "Other words", other)) == [("i0", "i2")]


@pytest.mark.parametrize(
    "one, other",
    [
        ("Calmer homes", "Calmer lives"),
        ("More calm", "Less calm"),
        ("…", "!"),
        ("Fewer rows at home", "Fewer rows at school"),
        ("Staff ask about the couple", "Staff ask the school"),
    ],
)
def test_what_is_said_otherwise_is_left_alone(one, other):
    assert alike(texts(one, other)) == []


@given(st.lists(st.text("abc ", min_size=1, max_size=12).filter(str.strip), max_size=8))
def test_alike_are_those_that_share_four_fifths_of_their_words(all_of_them):
    words = [set(text.split()) for text in all_of_them]
    graph = nx.Graph()
    graph.add_nodes_from(f"i{n}" for n in range(len(words)))
    for a, one in enumerate(words):
        for b, other in enumerate(words[:a]):
            near = min(len(one), len(other)) >= 4 and len(one & other) >= 0.8 * len(one | other)
            if one == other or near:
                graph.add_edge(f"i{a}", f"i{b}")
    expected = {frozenset(found) for found in nx.connected_components(graph) if len(found) > 1}
    assert {frozenset(group) for group in alike(texts(*all_of_them))} == expected


def test_numbers_are_said_in_words_up_to_twelve():
    assert [counted(n, "arrow") for n in (0, 1, 2, 12, 13)] == [
        "no arrows",
        "one arrow",
        "two arrows",
        "twelve arrows",
        "13 arrows",
    ]
    assert counted(2, "theory", "theories") == "two theories"


@pytest.mark.parametrize(
    "text, shown",
    [("a\nb", "“a b”"), ("x" * 60, f"“{'x' * 60}”"), ("x" * 61, f"“{'x' * 59}…”"), ("one " + "x" * 60, "“one…”")],
)
def test_a_text_is_quoted_on_one_line(text, shown):
    assert quoted(text) == shown


def test_the_twelve_are_asked_about_their_pages_and_the_missing_arrows_alone():
    for theory in datasets.theories().values():
        kinds = {doubt.kind for doubt in theory.questions()}
        assert "no-arrows" in kinds
        assert kinds <= {"no-arrows", "said-twice", "cut-off", "reading"}
