"""Each number of a simulation is defined once: in plain words, with a range that the engine agrees with."""

import re

import pytest

from cbf_widgets import datasets
from cbf_widgets.errors import CbfError
from cbf_widgets.model.assumption import Assumption
from cbf_widgets.simulation.ensemble import simulate
from cbf_widgets.simulation.network import StepNetwork
from cbf_widgets.simulation.parts import EDGE, GRAPH, STEP, Edge, Step

ALL = datasets.assumptions()
WORDS = {"label", "kind", "source"}  # attributes that aren't numbers
BY_NAME = {each.name: each for each in ALL}


def names(on):
    return [each.name for each in ALL if each.on == on]


def names_of(each):
    return each.name


def built(name, value):
    """A network, or an ensemble, in which one number has this value."""
    loops = value if name == "loops" else 126
    steps = Step("a", uptake=0.5, level=126 if name == "floor" else 0), Step("b", uptake=0.5)
    network = StepNetwork(steps=steps, edges=(Edge("a", "b", 0.1),), loops=loops)
    on = BY_NAME[name].on
    if on == "study":
        return simulate(network, **{"contacts": 1, "runs": 1, "seed": 1, name: value})
    where = {"step": "a"} if on == "step" else {"edge": ("a", "b")} if on == "edge" else {}
    return network.with_(**where, **{name: value})


def test_each_number_of_a_step_an_edge_and_a_network_is_defined_in_the_order_of_the_engine():
    assert names("step") == [name for name in STEP if name not in WORDS]
    assert names("edge") == [name for name in EDGE if name not in WORDS]
    assert names("graph") == list(GRAPH)
    assert names("study") == ["contacts", "runs", "seed"]
    assert len(BY_NAME) == len(ALL)


@pytest.mark.parametrize("each", [one for one in ALL if one.name not in {"contacts", "runs"}], ids=names_of)
def test_the_engine_takes_both_ends_of_the_range(each):
    whole = each.step == int(each.step)
    for value in (each.least, each.slider, each.most):
        assert built(each.name, int(value) if whole else value)


@pytest.mark.parametrize("each", [one for one in ALL if one.name != "seed"], ids=names_of)
def test_the_engine_refuses_what_lies_beyond(each):
    whole = each.step == int(each.step)
    for value in (each.least - each.step, each.most + each.step):
        with pytest.raises(CbfError, match=each.name):
            built(each.name, int(value) if whole else value)


def test_a_seed_is_one_that_the_browser_can_hold():
    assert int(BY_NAME["seed"].most) == 2**53 - 1


@pytest.mark.parametrize("each", ALL, ids=names_of)
def test_a_meaning_is_one_or_two_short_sentences(each):
    sentences = re.findall(r"[^.]+\.", each.meaning)
    assert 1 <= len(sentences) <= 2
    assert max(len(sentence.split()) for sentence in sentences) <= 24
    assert "".join(sentences) == each.meaning
    assert not re.search(r"\b(famil|probabilit|parameter|will)", each.meaning)


@pytest.mark.parametrize("each", ALL, ids=names_of)
def test_a_number_from_0_to_1_is_counted_of_100_and_no_other(each):
    assert (each.unit in {"in 100", "of 100"}) == (each.most <= 1)


def test_what_bounds_a_number_is_a_number():
    assert {each.name: each.upto for each in ALL if each.upto} == {"level": "loops", "floor": "level"}
    assert {each.upto for each in ALL if each.upto} <= set(BY_NAME)


@pytest.mark.parametrize("change", [{"step": 0}, {"slider": 2}, {"slider": -1}, {"least": 1}, {"on": "tea"}, {"most": "1"}])
def test_an_impossible_definition_is_refused(change):
    sound = BY_NAME["uptake"].to_dict()
    with pytest.raises(CbfError):
        Assumption.from_dict(sound | change)


# --- starting values -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("vocabulary", datasets.vocabularies(), ids=lambda each: each.name)
def test_a_network_starts_with_the_numbers_of_the_data(vocabulary):
    values, network = datasets.starting_values(), StepNetwork.from_vocabulary(vocabulary.name)
    assert (network.loops, network.rupture, network.repair) == (values.loops, values.rupture, values.repair)
    for step in network.steps:
        assert step[3:7] == (values.uptake_of(step.kind), values.effort, values.slip, values.ratchet)
    table = {(row.from_kind, row.to_kind): row for one in values.tables if one.vocabulary == vocabulary.name for row in one.edges}
    assert len(table) == 13
    assert {edge[:2] for edge in network.edges if any(edge[2:5])} == set(table)
    for edge in network.edges:
        row = table.get(edge[:2])
        assert edge[2:5] == ((row.contagion, row.readiness, row.support) if row else (0, 0, 0))


def test_the_starting_values_lie_within_the_ranges_of_the_sliders():
    for vocabulary in datasets.vocabularies():
        graph = StepNetwork.from_vocabulary(vocabulary.name).to_networkx()
        parts = {
            "graph": [graph.graph],
            "step": [f for _, f in graph.nodes(data=True)],
            "edge": [f for *_, f in graph.edges(data=True)],
        }
        found = [
            (BY_NAME[name], value)
            for on, rows in parts.items()
            for row in rows
            for name, value in row.items()
            if name not in WORDS
        ]
        assert len(found) == 3 + len(graph) * 6 + graph.number_of_edges() * 3
        assert [each.name for each, value in found if not each.least <= value <= each.slider] == []


def test_only_what_a_text_asks_to_begin_with_goes_more_easily():
    values = datasets.starting_values()
    kinds = [kind.id for vocabulary in datasets.vocabularies() for kind in vocabulary.kinds]
    assert [kind for kind in kinds if values.uptake_of(kind) > values.uptake] == [each.kind for each in values.first]
