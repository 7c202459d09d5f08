"""What the shipped concepts hold: complete, in order, and no more than the texts say."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from cbf_widgets import datasets
from cbf_widgets.errors import CbfError
from cbf_widgets.model.step import as_vocabulary


def ids(values) -> list[str]:
    return [value.id for value in values]


def test_essence_has_three_aspects():
    assert ids(datasets.essence()) == ["help", "challenge", "possibility"]


def test_principles_stand_in_the_order_of_the_text():
    names = ["Diverse impacts", "Small things with big effects", "Mind-expanding", "Intimate outsiders", "Evolving art"]
    assert [principle.name for principle in datasets.principles()] == names


def test_criteria_are_five():
    assert ids(datasets.criteria()) == ["bigger", "endures", "enables", "forward-outward", "ratchet"]


def test_partnership_building_has_five_kinds():
    kinds = datasets.vocabulary("partnership-building").kinds
    assert ids(kinds) == ["acceptance", "valuing", "subtle", "obvious", "repair"]
    assert [len(kind.examples) for kind in kinds] == [4, 3, 3, 0, 0]
    essence = ("help", "challenge", "possibility")
    assert [kind.nurtures for kind in kinds] == [essence, (), (), essence, ()]


def test_making_change_happen_has_four_kinds():
    kinds = datasets.vocabulary("making-change-happen").kinds
    assert ids(kinds) == ["respect", "strengths", "reimagining", "action"]
    assert [len(kind.examples) for kind in kinds] == [3, 2, 0, 3]
    assert all(not kind.nurtures for kind in kinds)


def test_links_are_those_that_the_texts_assert():
    asserted = {
        name: {(link.from_kind, link.to_kind, link.kind) for link in datasets.vocabulary(name).links}
        for name in ("partnership-building", "making-change-happen")
    }
    others = ("acceptance", "valuing", "subtle", "repair")
    assert asserted["partnership-building"] == {
        ("acceptance", "", "contagion"),
        ("acceptance", "", "readiness"),
        *((kind, "obvious", "readiness") for kind in others),
    }
    earlier = ("respect", "strengths", "reimagining")
    assert asserted["making-change-happen"] == {
        *((kind, "", "contagion") for kind in (*earlier, "action")),
        ("respect", "", "support"),
        ("respect", "", "readiness"),
        *((kind, "action", how) for kind in earlier for how in ("readiness", "support")),
        ("reimagining", "action", "contagion"),
        ("action", "action", "contagion"),
        ("action", "reimagining", "contagion"),
    }


@pytest.mark.parametrize("vocabulary", datasets.vocabularies(), ids=lambda each: each.name)
def test_links_are_each_given_once_and_kinds_known(vocabulary):
    ends = Counter((link.from_kind, link.to_kind, link.kind) for link in vocabulary.links)
    assert set(ends.values()) == {1}
    assert {end for link in vocabulary.links for end in (link.from_kind, link.to_kind)} <= {*ids(vocabulary.kinds), ""}


@pytest.mark.parametrize("vocabulary", datasets.vocabularies(), ids=lambda each: each.name)
def test_what_a_link_says_stands_by_itself(vocabulary):
    said = [link.says for link in vocabulary.links]
    assert len(set(said)) == len(said)  # a panel lists them without the names of the two steps


@pytest.mark.parametrize("vocabulary", datasets.vocabularies(), ids=lambda each: each.name)
def test_each_kind_says_what_it_nurtures_or_that_the_text_names_no_aspect(vocabulary):
    assert all(kind.nurtures_text for kind in vocabulary.kinds)
    assert all("of this one" in kind.nurtures_text.casefold() for kind in vocabulary.kinds if not kind.nurtures)


@pytest.mark.parametrize(
    "said,meant",
    [
        ("working to gain acceptance", "acceptance"),
        ("Working so that families value themselves", "valuing"),
        ("making families' strengths visible", "strengths"),
        ("Making family strengths visible", "strengths"),
        ("ensuring families feel respected and listened to", "respect"),
        ("Respect and  Listening", "respect"),
        ("enabling parents to take new action", "action"),
    ],
)
def test_a_step_is_found_by_either_of_its_names(said, meant):
    found = []
    for vocabulary in datasets.vocabularies():
        try:
            found.append(vocabulary.find(said).id)
        except CbfError:
            continue
    assert found == [meant]


@pytest.mark.parametrize("value", [None, 3, ["subtle"]])
def test_what_is_not_text_finds_no_step(value):
    with pytest.raises(CbfError, match="expected one of Earning acceptance"):
        datasets.vocabulary("partnership-building").find(value)


def test_the_model_knows_the_shipped_vocabularies_by_name():
    assert as_vocabulary("making-change-happen") is datasets.vocabulary("making-change-happen")


def test_causes_of_rupture_are_three():
    assert ids(datasets.rupture_causes()) == ["logistics", "expectations", "confrontation"]


def test_balance_pairs_are_four_with_their_sides():
    assert {pair.id: tuple(ids(pair.sides)) for pair in datasets.balance_pairs()} == {
        "me-and-my-child": ("trust", "charge"),
        "the-problem": ("child", "parents"),
        "what-is-changing": ("specific", "big-picture"),
        "is-that-normal": ("general", "family"),
    }


def test_activities_are_four_with_their_balls():
    assert [(activity.id, activity.ball) for activity in datasets.activities()] == [
        ("locating", "Show me the ball"),
        ("meaning", "Let's look differently at the ball"),
        ("live-action", "Let's hold the ball together"),
        ("planning", "How will it be for you holding this new ball?"),
    ]


def test_described_sequences_use_known_activities_and_order_only_where_words_give_it():
    orders = [sequence.order for sequence in datasets.described_sequences()]
    assert orders == [tuple(ids(datasets.activities())), (), ()]


def test_glossary_is_in_alphabetical_order_and_refers_to_itself_only():
    entries = datasets.glossary()
    names = [entry.name.casefold() for entry in entries]
    assert names == sorted(names)
    assert {other for entry in entries for other in entry.see} <= set(ids(entries))
    assert all(entry.id not in entry.see for entry in entries)


@pytest.mark.parametrize(
    "identifier",
    [
        "impactful-partnership", "partnership", "impact", "small-things", "mind-expanding", "productive-entanglement",
        "intimate-outsider", "evolving-art", "expanding-spiral", "helpful-contagion", "ratchet", "dynamic-balance",
        "partnership-activity", "essence", "rupture", "repair", "relational-place", "frontier", "subtle-intervention",
        "obvious-intervention", "learning", "parents", "relationally-safe-space", "guided-change", "zpd",
        "optimal-challenge-zone", "noticing", "expansive", "partnership-building",
    ],
)  # fmt: skip
def test_glossary_explains(identifier):
    assert identifier in ids(datasets.glossary())


def test_what_the_texts_only_point_to_is_marked():
    named = {entry.id for entry in datasets.glossary() if entry.only_named}
    assert named == {
        "frontier", "guided-change", "living-partnership", "models-of-partnership", "noticing", "optimal-challenge-zone",
        "pathways", "zpd",
    }  # fmt: skip


def test_questions_are_eight_for_each_audience_and_address_the_right_person():
    asked = datasets.questions()
    assert [question.audience for question in asked] == ["practitioner"] * 8 + ["parent"] * 8
    first, second = re.compile(r"\b(I|me|we|mine)\b"), re.compile(r"\byour?\b")
    assert not any(second.search(question.text) for question in asked[:8])
    assert all(second.search(question.text) for question in asked[8:])
    assert all(first.search(question.text) for question in asked[:7])  # the eighth names neither, as in the source


def test_exercises_are_five_and_their_kinds_known():
    exercises = datasets.exercises()
    kinds = ids(datasets.vocabulary("partnership-building").kinds)
    assert [exercise.number for exercise in exercises] == [1, 2, 3, 4, 5]
    assert [[prompt.kind for prompt in exercise.prompts] for exercise in exercises[:2]] == [kinds, kinds]
    assert [(prompt.choose, prompt.choose_from) for prompt in exercises[4].prompts] == [(2, "practitioner"), (2, "parent")]


def test_references_are_ten_and_their_parts_stand_in_the_citation():
    references = datasets.references()
    assert len(references) == 10
    for reference in references:
        parts = (*reference.authors, reference.year, reference.title, reference.published, reference.doi)
        assert [part for part in parts if part not in reference.citation] == []
    assert {reference.id for reference in references if reference.doi} == {
        "bell-2009", "edwards-2005", "ganong-2011", "hopwood-clerke-2016",
    }  # fmt: skip
