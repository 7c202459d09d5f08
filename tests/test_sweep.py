"""A sweep's table is what each point by itself gives; what can't be swept is refused before anything is simulated."""

import os
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cbf_widgets
from cbf_widgets import datasets
from cbf_widgets.errors import CbfError
from cbf_widgets.simulation import job as jobs
from cbf_widgets.simulation.ensemble import simulate
from cbf_widgets.simulation.grid import Grid
from cbf_widgets.simulation.job import Ending, ending
from cbf_widgets.simulation.network import StepNetwork
from cbf_widgets.simulation.parameter import Times, scale
from cbf_widgets.simulation.running import Asked
from cbf_widgets.simulation.sweep import sweep
from cbf_widgets.simulation.tokens import replay
from tests.strategies import step_networks
from tests.sweeping import GRID, SHIPPED, SMALL, repaired


class Plan:
    """An effort plan, as far as a sweep knows it."""

    def __init__(self, identifier, effort):
        self.id, self.effort = identifier, effort

    def over(self, network, contacts):
        return np.full((contacts, len(network.steps)), self.effort)


# --- what a table says -------------------------------------------------------------------------------------------------------


def test_a_row_says_what_its_point_by_itself_gives():
    table = sweep(SHIPPED, {"rupture": [0.0, 0.1], ("slip", "acceptance"): [0.3]}, contacts=20, runs=301, seed=5)
    for row in table.to_dict("records"):
        network = SHIPPED.with_(rupture=row["rupture"]).with_(step="acceptance", slip=0.3)
        levels = simulate(network, 20, 301, seed=5).levels
        totals = sorted(levels[:, -1].sum(axis=1).tolist())
        assert [row["q05"], row["q50"], row["q95"]] == [totals[15], totals[150], totals[285]]
        assert row["mean"] == pytest.approx(sum(totals) / 301)
        ever = [sum(1 for run in levels[:, :, step] if max(run) >= 1) for step in range(5)]
        assert [row[f"in_100 {node}"] for node in SHIPPED.nodes] == pytest.approx([100 * runs / 301 for runs in ever])
        assert row["seed"] == 5


def test_points_stand_in_the_order_given_the_last_parameter_changing_fastest():
    table = sweep(SHIPPED, GRID, **SMALL)
    assert table[["ratchet", "contagion times"]].to_numpy().tolist() == [[r, c] for r in (0, 0.12, 0.5) for c in (0, 1)]


def test_all_points_draw_the_same_so_that_more_of_a_good_thing_never_lowers_a_number():
    table = sweep(SHIPPED, {"ratchet": np.linspace(0, 1, 6)}, contacts=30, runs=200, seed=8)
    for name in ("q05", "q25", "q50", "q75", "q95", "mean", "in_100 obvious"):
        assert table[name].is_monotonic_increasing, name


@pytest.mark.parametrize(
    "key, values, change",
    [
        ("uptake", [0.2], {"uptake": 0.2}),
        ("effort", [0.2], {"effort": 0.2}),
        ("contagion", [0.2], {"contagion": 0.2}),
        ("repair", [0.2], {"repair": 0.2}),
        ("loops", [2], {"loops": 2}),
        (("level", "valuing"), [2], {"step": "valuing", "level": 2}),
        (("readiness", "acceptance", "valuing"), [0.9], {"edge": ("acceptance", "valuing"), "readiness": 0.9}),
        ("slip", scale(2), {"slip": [0.2] * 5}),
        (("uptake", "acceptance"), scale(0.5), {"step": "acceptance", "uptake": 0.048}),
        ("rupture", scale(0.5), {"rupture": 0.015}),
    ],
)
def test_each_kind_of_parameter_is_set_where_it_stands_and_nowhere_else(key, values, change):
    assert Grid.read(SHIPPED, {key: values}, 9, None).setting(0).network == SHIPPED.with_(**change)


def test_scaling_keeps_what_differs_between_edges():
    network = Grid.read(SHIPPED, {"contagion": scale(0.5)}, 9, None).setting(0).network
    assert np.array_equal(network.matrix("contagion"), SHIPPED.matrix("contagion") / 2)
    assert np.array_equal(network.matrix("readiness"), SHIPPED.matrix("readiness"))


def test_a_later_parameter_goes_on_from_an_earlier_one():
    both = {"slip": [0.2], ("slip", "subtle"): scale(2)}
    assert Grid.read(SHIPPED, both, 9, None).setting(0).network.values("slip").tolist() == [0.2, 0.2, 0.4, 0.2, 0.2]


def test_plans_are_laid_over_the_contacts_and_named():
    early = np.repeat([[1.0], [0.0]], 4, axis=0).repeat(5, axis=1)
    table = sweep(SHIPPED, {"plan": {"early": early, "even": 0.5, "as given": None}}, **SMALL)
    assert table["plan"].tolist() == ["early", "even", "as given"]
    means = [simulate(SHIPPED, 8, 50, seed=3, effort=effort).levels[:, -1].sum() / 50 for effort in (early, 0.5, None)]
    assert table["mean"].tolist() == pytest.approx(means)
    objects = sweep(SHIPPED, {"plan": [Plan("little", 0.1), Plan("much", 0.9)]}, **SMALL)
    assert objects["plan"].tolist() == ["little", "much"]
    assert objects["mean"][1] == sweep(SHIPPED, {"plan": [0.9]}, **SMALL)["mean"][0] > objects["mean"][0]


def test_the_shipped_plans_are_a_parameter_like_others():
    plans = datasets.effort_plans()
    table = sweep(SHIPPED, {"plan": plans, "ratchet": [0, 0.12]}, **SMALL)
    assert table["plan"].tolist() == [plan.id for plan in plans for _ in range(2)]
    means = [simulate(SHIPPED, effort=plan, **SMALL).levels[:, -1].sum() / 50 for plan in plans]
    assert table["mean"][1::2].tolist() == pytest.approx(means)


def test_an_effort_given_can_be_scaled_as_a_whole_or_for_one_step():
    whole = Grid.read(SHIPPED, {"effort": scale(0.5)}, 2, 0.8).setting(0).effort
    one = Grid.read(SHIPPED, {("effort", "valuing"): scale(0.5)}, 2, 0.8).setting(0).effort
    assert whole.tolist() == [[0.4] * 5] * 2
    assert one.tolist() == [[0.8, 0.4, 0.8, 0.8, 0.8]] * 2


def test_a_measure_of_ones_own_takes_the_place_of_the_outcomes():
    table = sweep(SHIPPED, {"rupture": [0, 0.5]}, measure=repaired, **SMALL)
    assert list(table.columns) == ["rupture", "repaired", "least", "seed", "token"]
    assert table["repaired"][0] == 0.0 < table["repaired"][1]


def test_nodes_that_look_alike_keep_a_column_each():
    steps = (SHIPPED.steps[0]._replace(node=1), SHIPPED.steps[1]._replace(node="1"))
    assert {"in_100 1", "in_100 '1'"} <= set(sweep(StepNetwork(steps=steps, loops=3), {"rupture": [0]}, **SMALL).columns)


def test_a_table_says_what_made_it_and_each_token_brings_its_runs_back():
    table = sweep(SHIPPED, GRID, effort=0.5, **SMALL)
    token = simulate(SHIPPED, effort=0.5, **SMALL).token
    assert table.attrs["made_by"] == {"version": cbf_widgets.__version__, "seed": 3, "token": token, "contacts": 8, "runs": 50}
    assert len(set(table["token"])) == len(table)
    for row in table.to_dict("records"):
        assert replay(row["token"]).levels[:, -1].sum() / 50 == pytest.approx(row["mean"])


def test_quantiles_are_numbers_that_a_run_has():
    found = Ending(np.array([0, 10]), np.array([1])).outcomes(["a"])
    assert [found[name] for name in ("q05", "q25", "q50", "q75", "q95")] == [0, 0, 0, 10, 10]


def test_what_a_step_has_at_the_start_counts_even_when_it_slips_at_once():
    falling = StepNetwork(steps=(SHIPPED.steps[0]._replace(uptake=0, slip=1, level=1),), loops=3)
    row = sweep(falling, {"rupture": [0]}, **SMALL).iloc[0]
    assert (row["mean"], row["in_100 acceptance"]) == (0, 100)


def test_where_no_text_can_hold_a_node_there_is_no_token():
    network = StepNetwork(steps=(SHIPPED.steps[0]._replace(node=frozenset("a")),), loops=3)
    assert sweep(network, {"rupture": [0]}, **SMALL)["token"].tolist() == [""]


@settings(max_examples=15)
@given(step_networks(), st.integers(1, 9), st.sampled_from([1, 7, 4_097]))
def test_what_is_kept_is_what_the_runs_say(network, contacts, runs):
    """The runs themselves are beside it: those of `simulate`, over more than one block too."""
    levels = simulate(network, contacts, runs, seed=2).levels
    loops, ever = ending(Asked.of(network, contacts, runs, 2))
    assert np.array_equal(loops, levels[:, -1].sum(axis=1))
    assert ever.tolist() == [sum(any(run) for run in (levels[:, :, step] >= 1).tolist()) for step in range(len(network.steps))]


@pytest.mark.parametrize(
    "change, message",
    [
        ({"grid": {}}, "grid: expected parameters and their values, but got {}. For example {'ratchet': [0, 0.1, 0.2]}."),
        ({"grid": {"slips": [1]}}, "grid, 'slips': expected one of uptake, effort, "),
        ({"grid": {("slip", "tea"): [1]}}, "grid, ('slip', 'tea'): expected a step of the network, but got ('slip', 'tea')."),
        ({"grid": {("contagion", "repair", "subtle"): [0]}}, "expected an edge of the network"),
        ({"grid": {("contagion", "repair"): [0]}}, "expected one of uptake, effort, slip, ratchet, level, floor, but got 'contagion'."),
        ({"grid": {"slip": 0.1}}, "grid, 'slip': expected a list of values, but got 0.1."),
        ({"grid": {"slip": []}}, "grid, 'slip': expected a list of values, but got []."),
        ({"grid": {"slip": "0.1"}}, "grid, 'slip': expected a list of values, but got '0.1'."),
        ({"grid": {"slip": [0.1, *scale(1)]}}, "grid, 'slip': expected either numbers or multiples, but got both."),
        ({"grid": {"slip": [0, 2]}}, "grid, slip 2, node 'acceptance', attribute slip: expected a number from 0 to 1, but got 2.0."),
        ({"grid": {"slip": scale(20)}}, "grid, slip times 20.0, node 'acceptance', attribute slip: expected a number from 0 to 1, but got 2.0."),
        ({"grid": {"slip": ["much"]}}, "grid, slip much, node 'acceptance', attribute slip: expected a number, but got 'much'."),
        ({"grid": {"effort": [1]}, "effort": 0.5}, "grid, effort 1: expected no other effort than the plan's, but got 1."),
        ({"grid": {"effort": scale(3)}, "effort": 0.5}, "grid, effort times 3.0: expected effort of at most 1, but got 1.5."),
        ({"grid": {"plan": [np.ones((8, 5))]}}, "grid, 'plan': expected plans that have a name, "),
        ({"grid": {"plan": {"a": 2}}}, "grid, 'plan', 'a'.effort, contact 1, step 'acceptance': expected a number from 0 to 1, but got 2.0."),
        ({"runs": 0}, "runs: expected a number from 1 to 1e+08, but got 0."),
        ({"seed": -1}, "seed: expected a number from 0 to "),
        ({"network": "tea"}, "network: expected a StepNetwork, but got 'tea'."),
        ({"executor": 4}, "executor: expected a concurrent.futures.Executor, but got 4."),
        ({"measure": 4}, "measure: expected a function, but got 4."),
        ({"measure": len}, "object of type 'Ensemble' has no len()"),
        ({"measure": repr}, "measure: expected names with numbers, but got 'Ensemble(50 runs"),
        ({"measure": vars}, "measure, network: expected a number or a text, but got StepNetwork("),
        ({"measure": lambda _: {"token": 1}}, "measure: expected a name that no other column has, but got 'token'."),
        ({"measure": lambda _: {"ratchet": 1}}, "measure: expected a name that no other column has, but got 'ratchet'."),
        ({"measure": lambda _: {"seed": 1}}, "measure: expected a name that no other column has, but got 'seed'."),
    ],
)  # fmt: skip
def test_what_can_not_be_swept_is_refused(change, message):
    with pytest.raises((CbfError, TypeError)) as caught:
        sweep(**{"network": SHIPPED, "grid": GRID, **SMALL, **change})
    assert message in str(caught.value)


@pytest.mark.parametrize("factor", [-1, float("inf"), float("nan"), "2", True])
def test_a_factor_is_a_number_of_0_or_more(factor):
    with pytest.raises(CbfError, match=r"scale: expected factors of 0 or more"):
        scale(1, factor)


def test_what_is_wrong_is_said_before_anything_is_simulated(monkeypatch):
    monkeypatch.setattr(jobs, "ending", lambda _: pytest.fail("simulated"))
    with pytest.raises(CbfError, match=r"grid, slip 2"):
        sweep(SHIPPED, {"slip": [0, 0.1, 2]}, **SMALL)


def test_pandas_and_bars_are_loaded_only_on_use():
    code = "import sys; from cbf_widgets.simulation import sweep; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={**os.environ}
    ).stdout.split()
    assert {"pandas", "tqdm", "SALib", "scipy", "dask"} & set(loaded) == set()


def test_a_product_beyond_its_range_is_capped_only_when_asked():
    assert Times(3, capped=True).of("slip", 0.5) == 1.0
    assert Times(3, capped=True).of("contagion", 0.5) == 1 - 2**-53
    assert Times(3).of("slip", 0.5) == 1.5
