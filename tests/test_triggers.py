"""Every advance is put down to what brought it about: beside a slow oracle on the same draws, and in the right proportions."""

import math
import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cbf_widgets.errors import CbfError
from cbf_widgets.simulation import triggers
from cbf_widgets.simulation.ensemble import simulate
from cbf_widgets.simulation.network import StepNetwork
from cbf_widgets.simulation.parts import Edge, Step
from cbf_widgets.simulation.running import block_size
from cbf_widgets.simulation.triggers import reasons, trigger_counts
from tests import oracle
from tests.strategies import step_networks

SHIPPED = StepNetwork.from_vocabulary("partnership-building")
MOVED = SHIPPED.with_(effort=[1, 0.9, 0.5, 0.8, 0.3], rupture=0.1).with_(edge=("repair", "repair"), contagion=0.05)


def drawn_for(ensemble, run):
    """The draws of a run, as the oracle reads them."""
    steps = len(ensemble.network.steps)
    size = block_size(steps)
    drawn = oracle.draws(ensemble.seed, run // size, size, steps, ensemble.contacts)
    return [contact[run % size] for contact in drawn]


def advances(network, story, drawn):
    """Of the oracle's run: contact, step, level reached, draw, and the levels at the start of the contact once a rupture has struck."""
    for contact, (w, _, u, _) in enumerate(drawn, start=1):
        levels, floors, _ = story[contact - 1]
        start = floors if w < round(network.rupture * 2**32) else levels
        for i, after in enumerate(story[contact][0]):
            if after > start[i]:
                yield contact, i, after, (u[i] + 0.5) / 2**16, start


def parts(network, effort, start, step):
    """The chance alone, the chance with contagion, and each step's hazard, one factor after the other."""
    x = {node: level / network.loops for node, level in zip(network.nodes, start, strict=True)}
    alone, stays, hazards = network.steps[step].uptake * effort, 1.0, [0.0] * len(network.steps)
    for edge in network.edges:
        if edge.to_step == network.nodes[step]:
            alone *= (1 - edge.readiness) ** (1 - x[edge.from_step])
            stays *= (1 - edge.contagion) ** x[edge.from_step]
            hazards[network.nodes.index(edge.from_step)] = -math.log(1 - edge.contagion) * x[edge.from_step]
    return alone, 1 - (1 - alone) * stays, hazards


def source(draw, alone, chance, hazards):
    """Cut the interval between the two chances into parts as long as the hazards are large, in node order."""
    if draw < alone or not sum(hazards):
        return None
    end = alone
    for step, hazard in enumerate(hazards):
        end += (chance - alone) * hazard / sum(hazards)
        if hazard and draw < end:
            return step
    return max(step for step, hazard in enumerate(hazards) if hazard)


def assert_as_the_oracle_says(ensemble, run):
    network, drawn = ensemble.network, drawn_for(ensemble, run)
    story = oracle.run(network, ensemble.effort.tolist(), drawn, oracle.fixed)
    found = reasons(ensemble, run)
    expected = list(advances(network, story, drawn))
    assert [(one.contact, one.step, one.level) for one in found] == [one[:3] for one in expected]
    for one, (contact, step, _, draw, start) in zip(found, expected, strict=True):
        alone, chance, hazards = parts(network, ensemble.effort[contact - 1, step], start, step)
        assert one.alone == pytest.approx(alone, abs=1e-12)
        assert one.chance == pytest.approx(chance, abs=1e-12)
        assert one.alone <= one.chance
        assert draw < one.chance + 1e-4  # the engine rounds
        assert one.caught_from == source(draw, alone, chance, hazards)


@pytest.mark.parametrize("network", [MOVED, StepNetwork.from_vocabulary("making-change-happen")], ids=["building", "change"])
@pytest.mark.parametrize("run", [0, 7, -1, "first of the second block", "tenth of it"])
def test_every_advance_is_put_down_as_the_oracle_says(network, run):
    size = block_size(len(network.steps))
    ensemble = simulate(network, contacts=30, runs=size + 10, seed=3)
    which = {-1: size - 1, "first of the second block": size, "tenth of it": size + 9}
    assert_as_the_oracle_says(ensemble, which.get(run, run))


@settings(max_examples=25)
@given(step_networks(most=3), st.integers(0, 2**64 - 1), st.integers(0, 5))
def test_any_run_of_any_network_is_put_down_as_the_oracle_says(network, seed, run):
    assert_as_the_oracle_says(simulate(network, 4, 6, seed=seed), run)


def test_effort_of_a_plan_is_that_of_the_contact():
    plan = np.linspace(0, 1, 20)[:, None] * [1, 1, 1, 0.5, 0.5]
    ensemble = simulate(SHIPPED.with_(contagion=0, readiness=0, rupture=0), 20, 50, seed=1, effort=plan)
    found = [one for run in range(50) for one in reasons(ensemble, run)]
    assert len({one.contact for one in found}) > 10
    assert all(one.alone == pytest.approx(plan[one.contact - 1, one.step] * [0.096, 0.06][one.step > 0]) for one in found)
    assert all(one.caught_from is None for one in found)


def test_a_step_of_kind_repair_that_moves_in_the_very_contact_of_a_rupture_advances_from_its_floor():
    steps = Step("a", kind="repair", uptake=1, level=2), Step("b", uptake=1, level=2, floor=1)
    network = StepNetwork(steps=steps, edges=(Edge("b", "a", 0.5, readiness=0.75),), loops=4, rupture=1)
    ensemble = simulate(network, 1, 200, seed=1)
    found = [one for run in range(200) for one in reasons(ensemble, run)]
    assert 60 < len(found) < 120
    for one in found:
        assert (one.contact, one.step, one.level) == (1, 0, 1)
        assert one.alone == pytest.approx(0.25**0.75)  # b has fallen to level 1 of 4 by then
        assert one.chance == pytest.approx(1 - (1 - 0.25**0.75) * 0.5**0.25)


def helped(weights, uptake=0.2):
    """Steps that stand at level 1 and stay there, each helping the last one, which can advance once."""
    steps = [Step(f"s{i}", uptake=0, level=1, floor=1) for i in range(len(weights))]
    edges = [Edge(f"s{i}", "last", contagion=weight) for i, weight in enumerate(weights)]
    return StepNetwork(steps=(*steps, Step("last", uptake=uptake)), edges=tuple(edges), loops=1)


def test_advances_are_caught_in_proportion_to_the_hazards():
    """One contact of 200,000 runs: own effort, then each helper by its hazard; by chi square against the exact shares."""
    weights, runs = [0.3, 0.1, 0.0, 0.45], 200_000
    counts = trigger_counts(simulate(helped(weights), 1, runs, seed=2))
    hazards = -np.log1p(-np.array(weights))
    caught = 0.8 * (1 - np.exp(-hazards.sum()))
    expected = runs * np.array([*(caught * hazards / hazards.sum()), 0.0, 0.2])
    assert counts[:, :4].sum() == 0
    assert counts[2, 4] == counts[4, 4] == 0
    square = sum((counts[i, 4] - expected[i]) ** 2 / expected[i] for i in (0, 1, 3, 5))
    assert square < 18.5  # chi square of 4 degrees of freedom: 1 in 1,000


def test_counts_are_the_reasons_of_all_runs_counted():
    ensemble = simulate(MOVED, 10, 300, seed=5)
    counts = np.zeros((6, 5), int)
    for run in range(300):
        for one in reasons(ensemble, run):
            counts[5 if one.caught_from is None else one.caught_from, one.step] += 1
    assert np.array_equal(trigger_counts(ensemble), counts)
    assert counts[4, 4] > 0  # an edge to itself


def test_a_large_network_is_counted_in_parts(monkeypatch):
    ensemble = simulate(MOVED, 10, 500, seed=5)
    whole = trigger_counts(ensemble)
    monkeypatch.setattr(triggers, "_AT_ONCE", 35)
    assert np.array_equal(trigger_counts(ensemble), whole)


def test_without_contagion_nothing_is_caught_and_without_uptake_everything_is():
    counts = trigger_counts(simulate(SHIPPED.with_(contagion=0), 20, 500, seed=1))
    assert counts[:5].sum() == 0
    assert counts[5].min() > 0
    started = SHIPPED.with_(uptake=0, level=1)
    counts = trigger_counts(simulate(started, 20, 500, seed=1))
    assert counts[5].sum() == 0
    assert (counts[:5] > 0).sum() == 13


def test_a_step_that_is_certain_to_be_caught_is_put_down_to_somebody():
    network = helped([1 - 2**-53, 1 - 2**-53], uptake=0)
    counts = trigger_counts(simulate(network, 1, 2_000, seed=1))
    assert counts[:, 2].sum() == 2_000
    assert counts[:2, 2].min() > 850


def test_a_single_run_that_is_no_first_of_its_block_has_its_own_draws():
    later = block_size(5) + 54
    ensemble = simulate(MOVED, 40, later + 50, seed=5)
    assert reasons(ensemble, later) == reasons(simulate(MOVED, 40, later + 1, seed=5), later)
    assert reasons(ensemble, later) != reasons(ensemble, 54)


@pytest.mark.parametrize("run", [-1, 6, 1.0, True, None])
def test_a_run_that_is_not_there_is_refused(run):
    with pytest.raises(CbfError, match=re.escape("reasons: expected a run from 0 to 5, but got")):
        reasons(simulate(SHIPPED, 4, 6, seed=1), run)
