"""Each preset shows what it says, with any seed, and another one shows how the same thing fails."""

import numpy as np
import pytest

from cbf_widgets import datasets
from cbf_widgets.errors import CbfError
from cbf_widgets.model.preset import Beside, Change, Claim
from cbf_widgets.simulation.ensemble import simulate
from cbf_widgets.simulation.network import StepNetwork
from cbf_widgets.simulation.parts import EDGE, GRAPH, STEP, Edge, Step
from cbf_widgets.simulation.presets import beside, document, measured, preset, run, setting

ALL = {each.id: each for each in datasets.presets()}
SHIPPED = {vocabulary.name: StepNetwork.from_vocabulary(vocabulary.name) for vocabulary in datasets.vocabularies()}


def each_preset(test):
    return pytest.mark.parametrize("one", ALL.values(), ids=ALL)(test)


def numbers(network):
    """Every number of a network, by what has it."""
    found = {(name,): getattr(network, name) for name in GRAPH}
    found |= {(step.node, name): getattr(step, name) for step in network.steps for name in STEP}
    return found | {(*edge[:2], name): getattr(edge, name) for edge in network.edges for name in EDGE}


@pytest.mark.parametrize("seed", [1, 2, 2**40])
@each_preset
def test_what_a_preset_claims_comes_out(one, seed):
    ensembles = run(one, seed=seed)
    found = [(claim, measured(claim, *ensembles)) for claim in one.claims]
    assert [(claim, difference) for claim, difference in found if not claim.holds(difference)] == []


@each_preset
def test_another_preset_shows_how_the_same_thing_fails(one):
    other = ALL[one.turned_round_by]
    assert other is not one
    assert ALL[other.turned_round_by].turned_round_by == other.id
    assert (one.vocabulary, one.contacts, one.beside.without, one.plan) == (
        other.vocabulary,
        other.contacts,
        other.beside.without,
        other.plan,
    )
    mine, theirs = one.claims[0], other.claims[0]
    assert mine.measure == theirs.measure
    assert mine.most < theirs.least or theirs.most < mine.least


def test_what_is_shown_first_is_an_idea_of_a_text_and_what_fails_is_an_assumption():
    for one in ALL.values():
        assert (one.source == "assumption") == (ALL[one.turned_round_by].source != "assumption")


def test_more_than_half_of_the_big_effect_is_gained_in_other_steps():
    one = ALL["small-step-big-effect"]
    loops, others = (measured(claim, *run(one, seed=1)) for claim in one.claims)
    assert others > loops / 2


@each_preset
def test_a_preset_changes_the_starting_values_that_it_names_and_no_other(one):
    changed, before = numbers(setting(one).network), numbers(SHIPPED[one.vocabulary])
    differing = {place for place in before if changed[place] != before[place]}
    named = {(change.step, change.name): change.value for change in one.changes}
    for place in differing:
        wanted = named.get((place[0], place[-1]), named.get(("", place[-1])))
        assert changed[place] == wanted
    assert {place[-1] for place in differing} == {change.name for change in one.changes}
    assert changed.keys() == before.keys()


@each_preset
def test_the_words_name_every_number_that_was_chosen(one):
    for change in [*one.changes, *one.beside.changes]:
        value = change.value if change.name in {"level", "floor", "loops"} else 100 * change.value
        spoken = {3: "all its loops"} if change.name in {"level", "floor"} else {0: "0"}
        assert spoken.get(value, f"{value:g}") in one.chosen
        assert {"level": "loops", "floor": "secure"}.get(change.name, change.name) in one.chosen.casefold()


@each_preset
def test_what_stands_beside_has_the_same_steps_and_differs(one):
    mine, other = setting(one), beside(one)
    assert mine.network.nodes == other.network.nodes
    assert mine != other
    for name in one.beside.without:
        rows = other.network.steps if name in STEP else other.network.edges
        assert not any(getattr(row, name) for row in rows) if name not in GRAPH else getattr(other.network, name) == 0
    if one.beside.plan:
        assert (mine.plan.id, other.plan.id) == (one.plan, one.beside.plan)
        assert mine.network == other.network
    else:
        assert mine.plan == other.plan


def test_both_ensembles_have_the_same_seed_contacts_and_runs():
    mine, other = run(ALL["listening-pays"], 30, seed=9)
    assert (mine.seed, mine.contacts, mine.runs) == (other.seed, other.contacts, other.runs) == (9, 39, 30)
    assert np.array_equal(mine.effort, setting(ALL["listening-pays"]).plan.over(mine.network, 39))
    assert np.array_equal(other.effort, beside(ALL["listening-pays"]).plan.over(mine.network, 39))


def test_each_measure_is_what_it_says():
    steps = Step("a", uptake=1), Step("b", uptake=0), Step("c", uptake=0, level=2, slip=1)
    network = StepNetwork(steps=steps, edges=(Edge("a", "b", readiness=0.1),), loops=2)
    # After two contacts a has 2 loops and b none; c has lost both of its 2.
    one, other = (simulate(each, 2, 10, seed=1) for each in (network, network.with_(uptake=0, slip=0)))
    found = {
        (name, step): measured(Claim(measure=name, step=step, least=-100, most=100), one, other)
        for name, step in [("loops", ""), ("held", "a"), ("held", "c"), ("others", "a"), ("others", "b"), ("fall", "")]
    }
    assert found == pytest.approx(
        {
            ("loops", ""): 0,
            ("held", "a"): 100,
            ("held", "c"): -100,
            ("others", "a"): -100 / 3,
            ("others", "b"): 0,
            ("fall", ""): 0,
        }
    )
    loses = simulate(network.with_(step="a", uptake=0), 2, 10, seed=1)
    assert measured(Claim(measure="fall", least=-100, most=100), loses, other) == pytest.approx(100 / 3)


@each_preset
def test_a_preset_as_a_document_holds_all_that_its_run_needs(one):
    data = document(one, 50, seed=3)
    assert (data["title"], data["contacts"], data["runs"], data["seed"]) == (one.title, one.contacts, 50, 3)
    parts = data["network"]
    assert data["start"] == parts
    network = StepNetwork(
        steps=tuple(Step(**step) for step in parts["steps"]),
        edges=tuple(Edge(**edge) for edge in parts["edges"]),
        **{name: parts[name] for name in GRAPH},
    )
    assert network == setting(one).network
    assert list(network.kinds) == data["kinds"]
    assert (data["plan"] is None) == (one.plan == "")
    if data["plan"]:
        rows = [phase["effort"] for phase in data["plan"]["phases"]]
        ends = np.rint(np.cumsum([phase["share"] for phase in data["plan"]["phases"]]) * one.contacts).astype(int)
        effort = np.repeat(rows, np.diff(ends, prepend=0), axis=0)
        assert np.array_equal(simulate(network, one.contacts, 50, seed=3, effort=effort).levels, run(one, 50, seed=3)[0].levels)
    assert data["beside"]["kind"] == ("without" if one.beside.without else "kept")


# --- refused -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("data, message", [
    ({"name": "tea", "value": 1}, "name: expected one of"),
    ({"name": "slip", "value": 1, "edge": ["a"]}, "edge: expected two nodes"),
    ({"name": "slip", "value": 1, "edge": ["a", "b"], "step": "a"}, "edge: expected two nodes"),
])  # fmt: skip
def test_an_impossible_change_is_refused(data, message):
    with pytest.raises(CbfError, match=message):
        Change.from_dict(data)


def test_a_change_of_an_edge_is_made_there_alone():
    change = Change(name="contagion", value=0.5, edge=("valuing", "subtle"))
    network = SHIPPED["partnership-building"].with_(**change.keywords)
    assert (network.matrix("contagion") == 0.5).sum() == 1
    assert network.matrix("contagion")[1, 2] == 0.5


@pytest.mark.parametrize("data", [
    {}, {"title": "Tea"}, {"without": ["ratchet"], "title": "Tea"}, {"without": ["ratchet"], "plan": "steady"}, {"without": ["tea"]},
])  # fmt: skip
def test_an_impossible_neighbour_is_refused(data):
    with pytest.raises(CbfError):
        Beside.from_dict(data)


@pytest.mark.parametrize("data", [
    {"measure": "loops", "least": 1, "most": 1}, {"measure": "held", "least": 0, "most": 1},
    {"measure": "loops", "step": "a", "least": 0, "most": 1}, {"measure": "loops", "least": 0, "most": 101},
])  # fmt: skip
def test_an_impossible_claim_is_refused(data):
    with pytest.raises(CbfError):
        Claim.from_dict(data)


def test_a_preset_or_plan_that_is_not_there_gets_the_names_there_are():
    with pytest.raises(CbfError, match="preset: expected one of contagion-carries, "):
        preset("tea")
    lost = type(ALL["listening-pays"]).from_dict(ALL["listening-pays"].to_dict() | {"plan": "tea"})
    with pytest.raises(CbfError, match="plan: expected one of listening-first, "):
        setting(lost)
