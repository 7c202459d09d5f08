"""Onward steps per step: exact on small networks, beside counted ones on a sparse network, and the known threshold of SIS."""

import re

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cbf_widgets.errors import CbfError
from cbf_widgets.simulation.ensemble import simulate
from cbf_widgets.simulation.exact import distributions
from cbf_widgets.simulation.network import StepNetwork
from cbf_widgets.simulation.onward import onward_steps, spectral_radius
from cbf_widgets.simulation.parts import Edge, Step
from cbf_widgets.simulation.triggers import trigger_counts
from tests.strategies import step_networks

SHIPPED = StepNetwork.from_vocabulary("partnership-building")


def opened(contacts, steps, first):
    """Effort in the first contact, on one step only."""
    plan = np.zeros((contacts, steps))
    plan[0, first] = 1
    return plan


@pytest.mark.parametrize("kind", ["", "repair"])
@pytest.mark.parametrize("contacts", [2, 3, 5])
def test_onward_steps_are_those_of_the_exact_chances(kind, contacts):
    """a is sure to gain a level in the first contact; b holds all that it catches and has room for it, so its mean level counts onward steps."""
    steps = (Step("a", uptake=1, slip=0.3, ratchet=0.2), Step("b", kind=kind, uptake=0.5, ratchet=1, slip=0.9))
    network = StepNetwork(steps=steps, edges=(Edge("a", "b", 0.8),), loops=4, rupture=0.2, repair=0.4 if not kind else 1)
    chances = distributions(network, contacts, opened(contacts, 2, 0).tolist())[-1]
    unruptured = sum(chance * state.levels[1] for state, chance in chances.items())
    # with a rupture in the first contact a gains nothing
    assert unruptured == pytest.approx((1 - 0.2) * onward_steps(network, contacts)[0, 1], rel=1e-12)


def sparse(kinds=("",)):
    """A network of 12 steps whose edges lead onwards only, with much room, and two steps that stand still and keep others from slipping."""
    source = np.random.default_rng(3)
    pairs = [(i, j) for i in range(12) for j in range(i + 1, 12) if source.random() < 0.3]
    steps = [Step(i, str(i), kinds[i % len(kinds)], 1, slip=0.1 + 0.05 * (i % 4), ratchet=0.1 * (i % 3)) for i in range(12)]
    keepers = [Step(f"k{i}", "keeper", uptake=0, level=20 + 20 * i, floor=20 + 20 * i) for i in range(2)]
    edges = [Edge(i, j, source.uniform(0.9, 0.999)) for i, j in pairs]
    edges += [Edge(f"k{i}", j, support=0.6) for i in range(2) for j in range(i, 12, 4)]
    return StepNetwork(steps=(*steps, *keepers), edges=tuple(edges), loops=60, rupture=0.05, repair=0.5)


@pytest.mark.parametrize("start", [0, 1, 2, 4])
def test_onward_steps_are_those_counted_on_a_sparse_network(start):
    network, contacts, runs = sparse(), 25, 30_000
    ensemble = simulate(network, contacts, runs, seed=start, effort=opened(contacts, 14, start))
    gained = ensemble.levels[:, 1, start].sum()
    counted, expected = trigger_counts(ensemble)[start], onward_steps(network, contacts)[start]
    assert gained > 0.9 * runs
    assert expected.sum() > 0.2
    for step in range(14):
        assert abs(counted[step] - gained * expected[step]) <= 6 * np.sqrt(gained * max(expected[step], 1e-3)) + 1e-3 * gained


def test_the_radius_is_the_share_of_steps_that_were_caught_on_a_sparse_network():
    """100 steps that each help 8 others, one of them moved by effort: of all advances, which the radius says were caught, it dying out by itself."""
    source = np.random.default_rng(4)
    steps = tuple(Step(i, str(i), uptake=1, slip=0.4) for i in range(100))
    edges = tuple(
        Edge(i, int(j), 0.024) for i in range(100) for j in source.choice(np.delete(np.arange(100), i), 8, replace=False)
    )
    network, contacts, runs = StepNetwork(steps=steps, edges=edges, loops=1), 40, 4_000
    radius = spectral_radius(network, contacts)
    assert radius == pytest.approx(8 * 0.024 / 0.4)
    counts = trigger_counts(simulate(network, contacts, runs, seed=2, effort=opened(contacts, 100, 0)))
    assert counts[-1].sum() == counts[-1, 0] == runs
    assert counts[:-1].sum() / counts.sum() == pytest.approx(radius, rel=0.05)


def test_a_step_that_leads_back_to_itself_by_hand():
    """It stands k contacts with chance (1 − q)ᵏ·(1 − s)ᵏ⁻¹: a geometric sum."""
    network = StepNetwork(
        steps=(Step("a", uptake=0.3, slip=0.4),), edges=(Edge("a", "a", 0.5),), loops=1, rupture=0.1, repair=0.2
    )
    stay = sum(0.9**k * 0.6 ** (k - 1) for k in range(1, 10))
    assert spectral_radius(network, 10) == pytest.approx(stay * 0.5)
    assert spectral_radius(network.with_(loops=3), 10) == pytest.approx(stay * (1 - 0.5 ** (1 / 3)))


def test_secure_gains_are_out_only_while_a_rupture_stands():
    step = Step("a", uptake=0.3, slip=0.4, ratchet=1)
    network = StepNetwork(steps=(step,), edges=(Edge("a", "a", 0.5),), loops=1, rupture=0.1, repair=0.25)
    free, stays = 1.0, 0.0
    for _ in range(9):
        unstruck = free * 0.9
        stays += unstruck
        free = unstruck + (1 - free) * 0.9 * 0.25
    assert spectral_radius(network, 10) == pytest.approx(stays * 0.5)
    assert spectral_radius(network.with_(kind="repair"), 10) == pytest.approx(9 * 0.5)
    assert spectral_radius(network.with_(rupture=0), 10) == pytest.approx(9 * 0.5)


def test_two_steps_that_help_each_other_meet_in_the_middle():
    steps = Step("a", uptake=0.3, slip=0.4), Step("b", uptake=0.3, slip=0.2)
    edges = Edge("a", "b", 0.3), Edge("b", "a", 0.1, support=0.9)
    network = StepNetwork(steps=steps, edges=edges, loops=1)
    onward = onward_steps(network, 200)
    assert onward == pytest.approx(np.array([[0, 0.3 / 0.4], [0.1 / 0.2, 0]]))
    assert spectral_radius(network, 200) == pytest.approx(np.sqrt(onward[0, 1] * onward[1, 0]))
    held = onward_steps(network.with_(step="b", level=1).with_(loops=2), 200)
    assert held[0, 1] == pytest.approx((1 - 0.7**0.5) / (0.4 * 0.1**0.5))


def test_it_is_the_threshold_of_sis():
    graph = nx.karate_club_graph()
    steps = tuple(Step(node, uptake=0, slip=0.25) for node in graph)
    edges = tuple(Edge(*ends, contagion=0.04) for ends in graph.to_directed().edges)
    largest = max(abs(np.linalg.eigvals(nx.to_numpy_array(graph, weight=None))))
    assert spectral_radius(StepNetwork(steps=steps, edges=edges, loops=1), 500) == pytest.approx(0.04 * largest / 0.25)


def test_what_never_leads_back_has_radius_0():
    steps = tuple(Step(i, str(i), uptake=0.1) for i in (3, 0, 4, 1, 2))
    chain = StepNetwork(steps=steps, edges=tuple(Edge(i, i + 1, 0.9) for i in range(4)), loops=2)
    assert spectral_radius(chain) == pytest.approx(0, abs=1e-9)
    assert spectral_radius(StepNetwork(steps=steps, loops=2)) == 0


def test_a_step_at_its_highest_level_neither_gains_nor_catches():
    onward = onward_steps(SHIPPED.with_(level=[0, 3, 2, 0, 0]))
    assert not onward[1].any()
    assert not onward[:, 1].any()
    assert onward[0, 2] > 0


def test_large_networks_are_the_same_as_small_ones_side_by_side():
    """80 copies of the shipped network in a row, each leading into the next but never back: the same radius."""
    steps, edges = [], []
    for copy in range(80):
        steps += [step._replace(node=(copy, step.node)) for step in SHIPPED.steps]
        edges += [edge._replace(from_step=(copy, edge.from_step), to_step=(copy, edge.to_step)) for edge in SHIPPED.edges]
        edges += [Edge((copy, "repair"), (copy + 1, "acceptance"), 0.2)] if copy < 79 else []
    many = StepNetwork(steps=tuple(steps), edges=tuple(edges), loops=3, rupture=SHIPPED.rupture, repair=SHIPPED.repair)
    assert spectral_radius(many) == pytest.approx(spectral_radius(SHIPPED), rel=1e-9)


@pytest.mark.parametrize("size", [2, 3, 40, 330, 400])
def test_a_ring_has_the_geometric_mean_whatever_its_size(size):
    weights = np.linspace(0.1, 0.4, size)
    steps = tuple(Step(i, str(i), uptake=0.1, slip=0.5) for i in range(size))
    ring = StepNetwork(steps=steps, edges=tuple(Edge(i, (i + 1) % size, weights[i]) for i in range(size)), loops=1)
    assert spectral_radius(ring, 100) == pytest.approx(np.exp(np.log(2 * weights).mean()), rel=1e-9)


@settings(max_examples=30)
@given(step_networks(most=4), st.integers(1, 30))
def test_onward_steps_never_fall_with_help_and_never_rise_with_harm(network, contacts):
    onward = onward_steps(network, contacts)
    assert (onward >= 0).all()
    assert (onward <= contacts).all()
    for changes in ({"ratchet": 1}, {"slip": 0}, {"rupture": 0}, {"repair": 1}, {"readiness": 0}):
        assert (onward_steps(network.with_(**changes), contacts) >= onward - 1e-12).all()
    assert (onward_steps(network, contacts + 1) >= onward - 1e-12).all()
    assert onward_steps(network.with_(effort=0, uptake=0), contacts) == pytest.approx(onward)


@pytest.mark.parametrize("contacts", [0, 2.5, None])
def test_a_horizon_that_is_none_is_refused(contacts):
    with pytest.raises(CbfError, match=re.escape("contacts: expected a")):
        spectral_radius(SHIPPED, contacts)


def test_what_is_no_network_is_refused():
    with pytest.raises(CbfError, match=re.escape("network: expected a StepNetwork, but got 'tea'")):
        spectral_radius("tea")
