"""The engine against the slow oracle, step by step on the same draws; what it rounds; what must always hold."""

import math
from bisect import bisect_left
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cbf_widgets.simulation import dynamics, fixed
from cbf_widgets.simulation.deciding import BySums, ByTables, Numbers, best_way
from cbf_widgets.simulation.dynamics import Block, Desk, Rules, _move
from cbf_widgets.simulation.ensemble import simulate
from cbf_widgets.simulation.network import StepNetwork
from cbf_widgets.simulation.running import block_size
from tests import oracle
from tests.strategies import rates, step_networks, weights

SHIPPED = StepNetwork.from_vocabulary("partnership-building")
MOVED = SHIPPED.with_(effort=[1, 0.9, 0.5, 0.8, 0.3], rupture=0.1).with_(edge=("repair", "repair"), contagion=0.05)


def told(ensemble, run):
    """A run of an ensemble as the oracle tells one."""
    columns = ensemble.levels[run].tolist(), ensemble.floors[run].tolist(), ensemble.ruptured[run].tolist()
    return list(zip(*columns, strict=True))


def both(network, decide, *, seed, contacts, runs, first=0):
    """Runs of the engine beside those of the oracle; from run `first` on, which begins a block."""
    ensemble = simulate(network, contacts, first + runs, seed=seed)
    size = block_size(len(network.steps))
    drawn = oracle.draws(seed, first // size, size, len(network.steps), contacts)
    for run in range(runs):
        mine = [contact[run] for contact in drawn]
        yield told(ensemble, first + run), oracle.run(network, ensemble.effort.tolist(), mine, decide)


@pytest.mark.parametrize("network", [MOVED, StepNetwork.from_vocabulary("making-change-happen")], ids=["building", "change"])
def test_every_run_is_that_of_the_oracle_to_the_last_step(network):
    for ours, theirs in both(network, oracle.fixed, seed=3, contacts=30, runs=40):
        assert ours == theirs


@settings(max_examples=25)
@given(step_networks(most=3), st.integers(0, 2**64 - 1))
def test_any_network_runs_as_the_oracle_says(network, seed):
    for ours, theirs in both(network, oracle.fixed, seed=seed, contacts=4, runs=6):
        assert ours == theirs


def cut(says):
    """The first of all draws, in order, of which this is true."""
    return bisect_left(range(2**16), True, key=says)


@given(step_networks(), st.booleans(), st.data())
def test_every_one_of_the_65_536_draws_moves_a_step_as_the_oracle_says(network, ruptured, data):
    steps, every = len(network.steps), np.arange(2**16)
    levels = [data.draw(st.integers(0, network.loops)) for _ in network.steps]
    now = Block(
        np.repeat(np.array([levels], np.int8).T, 2**16, axis=1), np.zeros((steps, 2**16), np.int8), np.full(2**16, ruptured)
    )
    rules = Rules.of(network.with_(rupture=0.5), network.values("effort")[None, :], data.draw(st.sampled_from([1, 10**9])))
    desk = Desk(rules, 2**16)
    _move(rules, 0, np.broadcast_to(every.astype(np.uint16), (steps, 2**16)), now, desk)
    for i, level in enumerate(levels):

        def decide(u, i=i):
            return oracle.fixed(network, network.steps[i].effort, levels, ruptured, i, u)

        wins, slips = cut(lambda u: not decide(u)[1]), cut(lambda u: decide(u)[0] < 0)
        assert np.array_equal(desk.advance[i], every < wins)
        moves = (every < wins).astype(int) - (every >= slips)
        assert np.array_equal(now.levels[i], np.clip(level + moves, 0, network.loops))


@settings(max_examples=60)
@given(step_networks(), st.integers(1, 3), st.integers(0, 99))
def test_sums_and_tables_and_sparse_ones_decide_the_same(network, rows, seed):
    """Every way, on the same levels and draws; tables only where nothing is certain."""
    source = np.random.default_rng(seed)
    numbers = Numbers.of(network, np.linspace(0.1, 1, rows)[:, None] * network.values("effort"))
    shape = len(network.steps), 500
    levels, u = source.integers(0, network.loops + 1, shape).astype(np.int8), source.integers(0, 2**16, shape).astype(np.uint16)
    ways = [BySums(numbers, sparse=False), BySums(numbers, sparse=True)]
    tables = [ByTables(numbers, sparse=sparse) for sparse in (False, True)]
    ways += [way for way in tables if way.fits]
    for contact in range(rows):
        found = []
        for way in ways:
            advance, slip = np.empty((2, *shape), bool)
            way.desk(500).decide(contact, levels, u, advance, slip)
            found.append((advance.tolist(), slip.tolist()))
        assert all(one == found[0] for one in found)


def test_what_is_certain_is_left_to_sums():
    for sure in (SHIPPED.with_(uptake=1, effort=1, readiness=0), SHIPPED.with_(slip=1, support=0)):
        numbers = Numbers.of(sure, np.ones((1, 5)))
        assert not ByTables(numbers).fits
        assert isinstance(best_way(numbers, 10**9), BySums)
    assert isinstance(best_way(Numbers.of(SHIPPED, np.ones((1, 5))), 10**9), ByTables)


@pytest.mark.parametrize("name", ["partnership-building", "making-change-happen"])
def test_whole_runs_are_the_same_by_sums_and_by_tables(name, monkeypatch):
    network = StepNetwork.from_vocabulary(name)
    by_tables = simulate(network, 52, 3_000, seed=1)
    monkeypatch.setattr(dynamics, "best_way", lambda numbers, updates: BySums(numbers, sparse=True))
    by_sums = simulate(network, 52, 3_000, seed=1)
    assert np.array_equal(by_tables.levels, by_sums.levels)
    assert np.array_equal(by_tables.floors, by_sums.floors)


def test_the_second_block_runs_as_the_oracle_says():
    assert block_size(5) == 2048
    for ours, theirs in both(MOVED, oracle.fixed, seed=3, contacts=5, runs=20, first=2048):
        assert ours == theirs


def test_the_formulas_of_the_page_decide_the_same_but_for_rounding():
    pairs = list(both(MOVED, oracle.page, seed=5, contacts=30, runs=400))
    same = sum(ours == theirs for ours, theirs in pairs)
    assert same >= 0.99 * len(pairs)  # each of the 150 decisions in a run may differ once in 20,000


# --- what is rounded -------------------------------------------------------------------------------------------------------


def exact_units(chance):
    return oracle.units(Decimal(chance))


@given(st.floats(0, 1))
def test_a_rarity_is_rounded_correctly(chance):
    assert fixed.rarities(np.array([chance]))[0] == exact_units(chance)


@given(weights, st.integers(1, 126))
def test_a_hazard_is_rounded_correctly(chance, parts):
    assert fixed.hazards(np.array([chance]), parts)[0] == oracle.units(oracle._left(chance), parts)


@pytest.mark.parametrize("index", [0, 1, 2, 3, 77, 1_000, 65_533, 65_534, 65_535])
def test_a_draw_is_rounded_correctly(index):
    assert fixed.draw_table()[index] == oracle.units((Decimal(2**17) - 2 * index - 1) / 2**17)


@pytest.mark.parametrize("index", [0, 1, 2, 3, 500, 16_384, 100_000, 196_607])
def test_readiness_is_rounded_correctly(index):
    assert fixed.readiness_table()[index] == min(oracle.opening(index), 2**24)


@pytest.mark.parametrize("low", [-1e-9, 0.0, 1e-9])
def test_near_a_half_decimals_decide(low):
    asked = []
    found = fixed.whole(
        np.array([7.5 + low, 7.25, np.inf]), lambda index: asked.append(index) or Decimal("7.4999999999999999999")
    )
    assert (found.tolist(), asked) == ([7.0, 7.0, math.inf], [0])


def test_the_tables_never_turn_back():
    assert (np.diff(fixed.draw_table()) >= 0).all()
    assert (np.diff(fixed.readiness_table()[1:]) <= 0).all()
    assert fixed.draw_table()[-1] < 2**24


def chance_met(hazard):
    """The chance that a draw lies below a hazard in units."""
    return np.searchsorted(fixed.draw_table().astype(float), hazard, side="left") / 2**16


def rounded_rates(network, levels):
    """P and s' of every step as the engine's whole numbers make them, before slip is capped."""
    per_level = {name: fixed.hazards(network.matrix(name), network.loops) for name in ("contagion", "readiness", "support")}
    z = fixed.rarities(network.values("uptake")) + fixed.rarities(network.values("effort"))
    z = z + (network.loops - levels) @ per_level["readiness"]
    index = np.minimum(np.floor(z / 64 + 0.5), 12 * 2**14).astype(int)
    advance = fixed.readiness_table()[index].astype(float) + levels @ per_level["contagion"]
    return chance_met(advance), 1 - chance_met(fixed.rarities(network.values("slip")) + levels @ per_level["support"])


def page_rates(network, levels):
    """The same by the page's formulas."""
    x = levels / network.loops
    g = np.prod((1 - network.matrix("readiness")) ** (1 - x[:, None]), axis=0)
    stays = np.prod((1 - network.matrix("contagion")) ** x[:, None], axis=0)
    p = 1 - (1 - network.values("uptake") * network.values("effort") * g) * stays
    return p, network.values("slip") * np.prod((1 - network.matrix("support")) ** x[:, None], axis=0)


@given(step_networks(), st.data())
def test_no_chance_is_off_by_more_than_1_in_20_000(network, data):
    levels = np.array([data.draw(st.integers(0, network.loops)) for _ in network.steps])
    for ours, theirs in zip(rounded_rates(network, levels), page_rates(network, levels), strict=True):
        assert np.abs(ours - theirs).max() <= 1 / 20_000


def test_a_chance_of_0_never_happens_and_one_of_1_always():
    still = SHIPPED.with_(uptake=0, contagion=0, slip=0, rupture=0, level=1)
    assert (simulate(still, 20, 500, seed=1).levels == 1).all()
    sure = SHIPPED.with_(uptake=1, readiness=0, ratchet=1, rupture=0)
    ensemble = simulate(sure, 3, 500, seed=1)
    assert (ensemble.levels == ensemble.floors).all()
    assert (ensemble.levels == np.arange(4)[None, :, None]).all()
    lost = SHIPPED.with_(uptake=0, contagion=0, slip=1, support=0, level=3, ratchet=0, rupture=0)
    assert (simulate(lost, 3, 500, seed=1).levels == np.arange(3, -1, -1)[None, :, None]).all()


# --- what must hold --------------------------------------------------------------------------------------------------------


@given(step_networks(), st.integers(0, 1000))
def test_a_floor_never_falls_and_a_level_stays_between_its_floor_and_the_loops(network, seed):
    ensemble = simulate(network, 10, 50, seed=seed)
    assert (ensemble.floors >= 0).all()
    assert (ensemble.floors <= ensemble.levels).all()
    assert (ensemble.levels <= network.loops).all()
    assert (np.diff(ensemble.floors.astype(int), axis=1) >= 0).all()


HELPS = {"uptake": "rates", "effort": "rates", "ratchet": "rates", "repair": "rate", "contagion": "weights", "support": "weights"}
HARMS = {"slip": "rates", "rupture": "rate", "readiness": "weights"}


def changed(data, network, name, shape, *, up):
    """The network with some values of one name raised, or lowered."""

    def moved(value, strategy):
        other = data.draw(strategy)
        return max(value, other) if up else min(value, other)

    if shape == "rate":
        return network.with_(**{name: moved(getattr(network, name), rates)})
    if shape == "rates":
        return network.with_(**{name: [moved(value, rates) for value in network.values(name).tolist()]})
    for edge in network.edges:
        network = network.with_(edge=edge[:2], **{name: moved(getattr(edge, name), weights)})
    return network


@pytest.mark.parametrize("name", [*HELPS, *HARMS])
def test_a_better_number_never_leaves_anybody_worse_off(name):
    @given(step_networks(), st.integers(0, 1000), st.data())
    def check(network, seed, data):
        better = changed(data, network, name, {**HELPS, **HARMS}[name], up=name in HELPS)
        assert_order(simulate(network, 12, 100, seed=seed), simulate(better, 12, 100, seed=seed))

    check()


@given(step_networks(), st.integers(0, 1000), st.data())
def test_a_better_start_never_leaves_anybody_worse_off(network, seed, data):
    levels = [data.draw(st.integers(step.level, network.loops)) for step in network.steps]
    floors = [data.draw(st.integers(step.floor, level)) for step, level in zip(network.steps, levels, strict=True)]
    better = network.with_(level=levels, floor=floors)
    assert_order(simulate(network, 12, 100, seed=seed), simulate(better, 12, 100, seed=seed))


@given(step_networks(), st.integers(0, 1000), st.data())
def test_more_effort_by_a_plan_never_leaves_anybody_worse_off(network, seed, data):
    plan = np.array([[data.draw(rates) for _ in network.steps] for _ in range(6)])
    more = np.maximum(plan, data.draw(rates))
    assert_order(simulate(network, 6, 100, seed=seed, effort=plan), simulate(network, 6, 100, seed=seed, effort=more))


def assert_order(worse, better):
    assert (worse.levels <= better.levels).all()
    assert (worse.floors <= better.floors).all()
    assert (worse.ruptured >= better.ruptured).all()


def test_a_rupture_is_never_mended_in_its_own_contact():
    ensemble = simulate(SHIPPED.with_(rupture=1, repair=1, uptake=1, readiness=0), 5, 50, seed=1)
    assert ensemble.ruptured[:, 1:].all()


def test_a_repair_step_mends_even_at_its_highest_level():
    high = SHIPPED.with_(rupture=0.5, repair=0, slip=0, readiness=0).with_(step="repair", uptake=1, level=3, floor=3)
    ruptured = simulate(high, 30, 200, seed=1).ruptured
    again = ruptured[:, 1:-1] & ruptured[:, 2:]
    assert 0.2 < again.mean() < 0.3  # two contacts in a row only when both were struck: a quarter
    assert simulate(high.with_(step="repair", kind=""), 30, 200, seed=1).ruptured[:, -1].all()


def test_a_rupture_lets_what_is_not_secure_fall_to_its_floor():
    held = SHIPPED.with_(level=3, floor=[0, 1, 2, 3, 0], rupture=1, ratchet=0, uptake=0, contagion=0)
    assert (simulate(held, 1, 50, seed=1).levels[:, 1] == [0, 1, 2, 3, 0]).all()
