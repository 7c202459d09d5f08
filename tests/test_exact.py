"""Small networks whose whole distribution is known: from the Markov chain, and by hand."""

from collections import defaultdict

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings

from cbf_widgets.errors import CbfError
from cbf_widgets.simulation.ensemble import simulate
from cbf_widgets.simulation.exact import State, distributions
from cbf_widgets.simulation.network import StepNetwork
from cbf_widgets.simulation.parts import Edge, Step
from tests.strategies import step_networks

RUNS = 200_000


def one_step():
    step = Step("a", uptake=0.3, effort=0.7, slip=0.3, ratchet=0.2)
    return StepNetwork(steps=(step,), edges=(Edge("a", "a", 0.2, 0.3, 0.4),), loops=4, rupture=0.1, repair=0.3)


def pair():
    steps = Step("a", uptake=0.15, slip=0.3, ratchet=0.25), Step("b", uptake=0.3, effort=0.5, slip=0.2, ratchet=0.1, level=1)
    edges = Edge("a", "b", 0.3, 0.6, 0.5), Edge("b", "a", 0.2, 0.0, 0.3)
    return StepNetwork(steps=steps, edges=edges, loops=3, rupture=0.1, repair=0.4)


def three_with_repair():
    steps = (
        Step("a", uptake=0.2, slip=0.3, ratchet=0.2),
        Step("b", uptake=0.1, slip=0.4, ratchet=0.1),
        Step("c", kind="repair", uptake=0.25, effort=0.8, slip=0.3, ratchet=0.3),
    )
    edges = (
        Edge("a", "b", 0.3, 0.7, 0.5),
        Edge("b", "c", 0.2, 0.3, 0.1),
        Edge("c", "a", 0.4, 0.0, 0.6),
        Edge("a", "c", 0.1, 0.2, 0.2),
    )
    return StepNetwork(steps=steps, edges=edges, loops=2, rupture=0.15, repair=0.3)


def counts(ensemble, contact):
    """How many runs stand in each state after a contact."""
    columns = ensemble.levels[:, contact], ensemble.floors[:, contact], ensemble.ruptured[:, contact, None]
    states, number = np.unique(np.concatenate(columns, axis=1), axis=0, return_counts=True)
    size = ensemble.levels.shape[2]
    rows = [row.tolist() for row in states]
    return {State(tuple(row[:size]), tuple(row[size:-1]), bool(row[-1])): int(n) for row, n in zip(rows, number, strict=True)}


def assert_agrees(network, contacts, checked, effort=None, seed=1):
    """The ensemble's states within five standard errors of the exact chances: by chi square, and each by itself."""
    chances = distributions(network, contacts, effort)
    ensemble = simulate(network, contacts, RUNS, seed=seed, effort=effort)
    for contact in checked:
        seen, exact = counts(ensemble, contact), chances[contact]
        assert set(seen) <= set(exact)
        square = cells = rare = rarely = 0
        for state, chance in exact.items():
            expected, number = RUNS * chance, seen.get(state, 0)
            if expected < 10:
                rare, rarely = rare + expected, rarely + number
                continue
            assert abs(number - expected) <= 5 * np.sqrt(expected * (1 - chance)) + 1e-6 * RUNS, (contact, state)
            square, cells = square + (number - expected) ** 2 / expected, cells + 1
        assert abs(rarely - rare) <= 5 * np.sqrt(rare) + 1
        assert square <= cells + 5 * np.sqrt(2 * cells), contact


@pytest.mark.parametrize("network", [one_step(), pair(), three_with_repair()], ids=["one", "two", "three, one of them repair"])
def test_an_ensemble_agrees_with_the_markov_chain(network):
    assert_agrees(network, 20, [1, 2, 3, 8, 20])


def test_an_ensemble_follows_a_plan_as_the_markov_chain_does():
    plan = np.column_stack([np.linspace(0, 1, 8), np.linspace(1, 0, 8)])
    assert_agrees(pair(), 8, [1, 4, 8], effort=plan.tolist())


@settings(max_examples=15)
@given(step_networks(most=2))
def test_chances_add_up_to_1_and_levels_stay_in_their_range(network):
    if network.loops > 2:
        network = network.with_(level=0, floor=0).with_(loops=2)
    for chances in distributions(network, 4):
        assert sum(chances.values()) == pytest.approx(1)
        assert all(
            0 <= f <= level <= network.loops for state in chances for f, level in zip(state.floors, state.levels, strict=True)
        )


def test_a_large_network_is_refused():
    with pytest.raises(CbfError, match="at most 5,000 states, but got one of 200,000"):
        distributions(StepNetwork.from_vocabulary("partnership-building"))


# --- by hand ---------------------------------------------------------------------------------------------------------------


def infection(graph, chance, started, slip=0.0):
    """SI or SIS on an undirected graph, as the special case of our model."""
    steps = tuple(Step(node, uptake=0, slip=slip, level=int(node in started)) for node in graph)
    edges = tuple(Edge(*ends, contagion=chance) for ends in graph.to_directed().edges)
    return StepNetwork(steps=steps, edges=edges, loops=1)


def assert_shares(ensemble, expected):
    """The share of runs in which a step is at level 1, within five standard errors; `expected` (contact, step)."""
    shares = ensemble.levels.mean(axis=0)
    expected = np.asarray(expected)
    assert (np.abs(shares - expected) <= 5 * np.sqrt(expected * (1 - expected) / RUNS) + 2e-5).all()


def test_si_along_a_path_is_a_race_of_geometric_waits():
    """A chain of three: the second waits a geometric time, the third the sum of two; by hand, for c = 0.3."""
    c, contacts = 0.3, 15
    time = np.arange(contacts + 1)
    second = 1 - (1 - c) ** time
    third = 1 - (1 - c) ** time - time * c * (1 - c) ** (time - 1.0)
    ensemble = simulate(infection(nx.path_graph(3), c, {0}), contacts, RUNS, seed=11)
    assert_shares(ensemble, np.column_stack([np.ones(contacts + 1), second, third]))


def test_si_from_several_neighbours_is_a_noisy_or():
    """A star whose three ends are infected: the middle escapes each contact with (1 − c)³."""
    c, contacts = 0.2, 8
    ensemble = simulate(infection(nx.star_graph(3), c, {1, 2, 3}), contacts, RUNS, seed=12)
    middle = 1 - (1 - c) ** (3 * np.arange(contacts + 1))
    assert_shares(ensemble, np.column_stack([middle, *[np.ones(contacts + 1)] * 3]))


def test_si_on_a_full_graph_is_the_chain_of_reed_and_frost():
    """How many of five are infected: a Markov chain with binomial steps, each escape (1 − c)^i."""
    from math import comb

    c, contacts, size = 0.15, 10, 5
    chance = np.zeros(size + 1)
    chance[1] = 1
    means = [1.0]
    for _ in range(contacts):
        after = np.zeros(size + 1)
        for ill in range(1, size + 1):
            p = 1 - (1 - c) ** ill
            for new in range(size - ill + 1):
                after[ill + new] += chance[ill] * comb(size - ill, new) * p**new * (1 - p) ** (size - ill - new)
        chance = after
        means.append(float(chance @ np.arange(size + 1)))
    totals = simulate(infection(nx.complete_graph(size), c, {0}), contacts, RUNS, seed=13).levels.sum(axis=2)
    assert np.abs(totals.mean(axis=0) - means).max() <= 5 * totals.std(axis=0).max() / np.sqrt(RUNS)
    seen = np.bincount(totals[:, -1], minlength=size + 1) / RUNS
    assert np.abs(seen - chance).max() <= 5 * np.sqrt(0.25 / RUNS)


def test_sis_of_one_alone_dies_out_geometrically():
    ensemble = simulate(infection(nx.empty_graph(1), 0, {0}, slip=0.25), 12, RUNS, seed=14)
    assert_shares(ensemble, 0.75 ** np.arange(13.0)[:, None])


def test_sis_of_two_is_a_chain_of_four_states():
    """None, the first, the second, both; by hand, for c = 0.4 and μ = 0.3. At once: who is ill may infect while recovering."""
    c, mu, contacts = 0.4, 0.3, 12
    one = [mu * (1 - c), (1 - mu) * (1 - c), mu * c, (1 - mu) * c]  # from the first alone: its fate, and the second's
    steps = np.array([
        [1, 0, 0, 0],
        one,
        [one[0], one[2], one[1], one[3]],
        [mu * mu, (1 - mu) * mu, mu * (1 - mu), (1 - mu) ** 2],
    ])  # fmt: skip
    chances = [np.array([0.0, 1, 0, 0])]
    for _ in range(contacts):
        chances.append(chances[-1] @ steps)
    expected = [[chance[1] + chance[3], chance[2] + chance[3]] for chance in chances]
    assert_shares(simulate(infection(nx.path_graph(2), c, {0}, slip=mu), contacts, RUNS, seed=15), expected)


def test_sis_is_a_special_case_only_while_slip_and_contagion_leave_room_for_each_other():
    """With μ + p > 1 the page caps slip at 1 − p: two who are ill recover with 1 − c = 0.1, not with μ = 0.5."""
    ensemble = simulate(infection(nx.path_graph(2), 0.9, {0, 1}, slip=0.5), 1, RUNS, seed=16)
    assert_shares(ensemble, [[1, 1], [0.9, 0.9]])


def test_the_markov_chain_of_a_step_alone_is_the_one_by_hand():
    """K = 1, one contact: up with a, and secure with ρ; no rupture."""
    step = Step("a", uptake=0.4, slip=0.5, ratchet=0.25)
    found = defaultdict(float, distributions(StepNetwork(steps=(step,), loops=1), 1)[1])
    assert found == pytest.approx({
        State((1,), (1,), False): 0.1, State((1,), (0,), False): 0.3, State((0,), (0,), False): 0.6,
    })  # fmt: skip
