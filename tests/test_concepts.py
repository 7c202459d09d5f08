"""The values that hold concepts: frozen, checked, the same after a round trip."""

from __future__ import annotations

import dataclasses
import json
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cbf_widgets import datasets
from cbf_widgets.errors import CbfError
from cbf_widgets.model.activity import Activity
from cbf_widgets.model.balance import BalancePair
from cbf_widgets.model.concept import Concept
from cbf_widgets.model.worksheet import Exercise, Prompt, Question

SHIPPED = [
    *datasets.essence(), *datasets.principles(), *datasets.criteria(), *datasets.vocabularies(),
    *datasets.rupture_causes(), *datasets.balance_pairs(), *datasets.activities(), *datasets.described_sequences(),
    *datasets.glossary(), *datasets.questions(), *datasets.exercises(), *datasets.references(),
    datasets.about("glossary"),
]  # fmt: skip
KINDS = {type(value): value for value in SHIPPED}

identifiers = st.text(string.ascii_letters + string.digits, min_size=1, max_size=60)
labels = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=40)
concepts = st.builds(
    Concept,
    id=identifiers,
    name=labels,
    also_called=st.lists(labels, max_size=3),
    text=labels,
    see=st.lists(identifiers, max_size=3),
    only_named=st.booleans(),
    source=labels,
)


@pytest.mark.parametrize("value", KINDS.values(), ids=lambda value: type(value).__name__)
def test_a_value_can_not_be_changed(value):
    with pytest.raises(dataclasses.FrozenInstanceError):
        value.id = "other"


def test_shipped_values_come_back_unchanged_through_json():
    for value in SHIPPED:
        assert type(value).from_dict(json.loads(json.dumps(value.to_dict()))) == value


@given(concepts)
def test_any_concept_comes_back_unchanged_through_json(concept):
    assert Concept.from_dict(json.loads(json.dumps(concept.to_dict()))) == concept


def side(identifier: str) -> dict[str, str]:
    return {"id": identifier, "name": identifier}


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_pair_has_two_sides(count):
    with pytest.raises(CbfError, match=f"sides: expected two sides, but got {count}"):
        BalancePair(id="p", name="P", source="x", sides=[side(f"s{i}") for i in range(count)])


def test_a_pair_has_two_different_sides():
    with pytest.raises(CbfError, match=r"sides\[1\]\.id: expected each id once"):
        BalancePair(id="p", name="P", source="x", sides=[side("s"), side("s")])


def test_a_question_is_for_practitioner_or_parent():
    with pytest.raises(CbfError, match="audience: expected one of 'practitioner', 'parent'"):
        Question(id="q", audience="child", text="?", source="x")


@pytest.mark.parametrize("number", [0, -1, 101, "1", True, 1.5])
def test_an_exercise_has_a_number_from_one_up(number):
    with pytest.raises(CbfError, match="number: expected"):
        Exercise(id="e", number=number, name="E", text="t", source="x")


@pytest.mark.parametrize("field", ["choose", "choose_from"])
def test_a_prompt_asks_for_a_count_and_an_audience(field):
    with pytest.raises(CbfError, match=f"{field}: expected"):
        Prompt.from_dict({"id": "p", "name": "P", field: "many"})


@pytest.mark.parametrize("field", ["helper_responsibilities", "parent_responsibilities", "expertise", "effects"])
def test_an_activity_lists_in_words(field):
    fields = {"id": "a", "name": "A", "ball": "B", "purpose": "p", "source": "x"}
    with pytest.raises(CbfError, match=rf"{field}: expected a list"):
        Activity.from_dict({**fields, field: "one"})
    with pytest.raises(CbfError, match=rf"{field}\[1\]: expected text"):
        Activity.from_dict({**fields, field: ["one", 2]})
