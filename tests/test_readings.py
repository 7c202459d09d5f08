"""What is read off an ensemble: beside slow loops over its runs, and beside the exact chances of small networks."""

import re
from collections import Counter
from math import ceil

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cbf_widgets
from cbf_widgets.errors import CbfError
from cbf_widgets.simulation.again import strikes
from cbf_widgets.simulation.ensemble import Ensemble, simulate
from cbf_widgets.simulation.exact import distributions
from cbf_widgets.simulation.measures import NEVER, Falls, Survival, first_reached, in_100, quantiles
from cbf_widgets.simulation.network import StepNetwork
from cbf_widgets.simulation.parts import Edge, Step
from cbf_widgets.simulation.readings import Readings
from cbf_widgets.simulation.running import block_size
from tests.strategies import step_networks
from tests.test_triggers import drawn_for

SHIPPED = StepNetwork.from_vocabulary("partnership-building")
SMALL = StepNetwork(
    steps=(Step("a", "Tea", uptake=0.15, slip=0.3, ratchet=0.25), Step("b", "Talk", uptake=0.3, slip=0.2, ratchet=0.1, level=1)),
    edges=(Edge("a", "b", 0.3, 0.6, 0.5), Edge("b", "a", 0.2, 0.0, 0.3)),
    loops=3,
    rupture=0.1,
    repair=0.4,
)


def made(levels, floors=None, ruptured=None, loops=3, network=None):
    """An ensemble of given levels (run, contact, step), none of which was simulated."""
    levels = np.array(levels, np.int8)
    floors = np.zeros_like(levels) if floors is None else np.array(floors, np.int8)
    runs, contacts, steps = levels.shape
    network = network or StepNetwork(steps=tuple(Step(f"s{i}", uptake=0.1) for i in range(steps)), loops=loops)
    ruptured = np.zeros((runs, contacts), bool) if ruptured is None else np.array(ruptured)
    return Ensemble(network=network, effort=np.ones((contacts - 1, steps)), contacts=contacts - 1, runs=runs, seed=1, version="0",
                    levels=levels, floors=floors, ruptured=ruptured)  # fmt: skip


def ranked(values, share):
    """The least of the values that at least such a share of them don't exceed."""
    return sorted(values)[max(1, ceil(share * len(values) - 1e-9)) - 1]


def test_an_ensemble_can_be_asked_what_readings_can():
    assert issubclass(Ensemble, Readings)


# --- bands -----------------------------------------------------------------------------------------------------------------


def test_bands_are_loops_that_runs_have_and_their_mean():
    ensemble = simulate(SHIPPED.with_(uptake=0.3), 10, 301, seed=1)
    loops = ensemble.levels.astype(int).sum(axis=2)
    bands = ensemble.bands()
    assert list(bands.columns) == ["contact", "q05", "q25", "q50", "q75", "q95", "mean"]
    assert bands["contact"].tolist() == list(range(11))
    for contact in range(11):
        for name, share in (("q05", 0.05), ("q25", 0.25), ("q50", 0.5), ("q75", 0.75), ("q95", 0.95)):
            assert bands[name][contact] == ranked(loops[:, contact].tolist(), share)
        assert bands["mean"][contact] == pytest.approx(loops[:, contact].mean())
    assert bands["q75"].max() > bands["q25"].max() > 0


def test_bands_in_percent_are_of_all_loops_of_all_steps_and_the_summary_says_the_same():
    ensemble = simulate(SHIPPED, 10, 300, seed=1)
    loops, percent = ensemble.bands(), ensemble.bands("percent")
    for name in ("q05", "q50", "q95", "mean"):
        assert percent[name].tolist() == pytest.approx((loops[name] / 15 * 100).tolist())
    assert ensemble.summary() == percent.to_dict("records")
    assert isinstance(ensemble.summary()[3]["contact"], int)


@pytest.mark.parametrize("unit", ["", "Loops", None])
def test_another_unit_is_refused(unit):
    with pytest.raises(CbfError, match=re.escape("bands, unit: expected 'loops' or 'percent', but got")):
        simulate(SHIPPED, 2, 3, seed=1).bands(unit)


def test_bands_agree_with_the_exact_chances():
    ensemble, chances = simulate(SMALL, 12, 100_000, seed=4), distributions(SMALL, 12)
    bands = ensemble.bands()
    for contact in (1, 5, 12):
        weights = np.zeros(7)
        for state, chance in chances[contact].items():
            weights[sum(state.levels)] += chance
        assert bands["mean"][contact] == pytest.approx(weights @ np.arange(7), abs=0.03)
        below = np.cumsum(weights)
        for name, share in (("q05", 0.05), ("q25", 0.25), ("q50", 0.5), ("q75", 0.75), ("q95", 0.95)):
            if np.abs(below - share).min() > 0.01:  # else chance may put it on either side
                assert bands[name][contact] == int((below < share).sum())


@given(st.lists(st.integers(0, 9), min_size=1, max_size=40), st.sampled_from([0.05, 0.25, 0.5, 0.75, 0.95]))
def test_a_quantile_is_a_value_of_the_runs(values, share):
    assert quantiles(np.array(values), (share,))[0] == ranked(values, share)


# --- reached, times --------------------------------------------------------------------------------------------------------


def test_reached_counts_runs_at_a_level_or_above_at_that_contact():
    ensemble = made([[[0], [1], [3]], [[0], [2], [1]], [[0], [0], [0]]])
    table = ensemble.reached()
    assert list(table.columns) == ["contact", "node", "label", "level", "runs", "in_100"]
    assert table["runs"].tolist() == [0, 0, 0, 2, 1, 0, 2, 1, 1]
    assert table["in_100"].tolist() == [0, 0, 0, 67, 33, 0, 67, 33, 33]
    assert table["contact"].tolist() == [0, 0, 0, 1, 1, 1, 2, 2, 2]
    assert table["level"].tolist() == [1, 2, 3] * 3


def test_reached_agrees_with_the_exact_chances():
    runs, chances = 100_000, distributions(SMALL, 12)
    table = simulate(SMALL, 12, runs, seed=4).reached()
    for row in table.itertuples():
        exact = sum(c for state, c in chances[row.contact].items() if state.levels["ab".index(row.node)] >= row.level)
        assert abs(row.runs - runs * exact) <= 5 * np.sqrt(runs * exact * (1 - exact)) + 2
        assert abs(row.in_100 - row.runs / (runs / 100)) <= 0.5
    assert table.groupby("node")["label"].first().to_dict() == {"a": "Tea", "b": "Talk"}


@given(st.integers(1, 10**6), st.data())
def test_counts_of_100_runs_are_to_the_nearest(runs, data):
    count = data.draw(st.integers(0, runs))
    assert abs(int(in_100(np.array([count]), runs)[0]) * runs - 100 * count) * 2 <= runs
    assert in_100(np.array([0, runs]), runs).tolist() == [0, 100]


def test_times_are_contacts_of_first_reaching_and_empty_where_that_share_never_does():
    runs = [[0, 0, 1, 0, 2], [0, 1, 0, 0, 0], [0, 0, 0, 0, 1], [0, 0, 0, 0, 0]]
    table = made([[[level] for level in run] for run in runs], loops=2).times()
    assert list(table.columns) == ["node", "label", "level", "in_100", "q25", "q50", "q75"]
    assert table["in_100"].tolist() == [75, 25]
    assert table["q25"].tolist() == [1, 4]
    assert table["q50"].tolist() == [2, pd.NA]
    assert table["q75"].tolist() == [4, pd.NA]


@settings(max_examples=20)
@given(step_networks(most=3), st.integers(0, 99))
def test_first_reached_is_what_going_through_each_run_finds(network, seed):
    levels = simulate(network, 8, 10, seed=seed).levels
    found = first_reached(levels, network.loops)
    for run, step, level in np.ndindex(found.shape):
        expected = next((c for c in range(9) if levels[run, c, step] > level), NEVER)
        assert found[run, step, level] == expected


def test_times_of_a_certain_advance_are_known():
    table = simulate(StepNetwork(steps=(Step("a", uptake=1),), loops=3), 5, 20, seed=1).times()
    assert table["q25"].tolist() == table["q75"].tolist() == [1, 2, 3]
    start = simulate(StepNetwork(steps=(Step("a", uptake=0, level=2),), loops=3), 5, 20, seed=1).times()
    assert start["q50"].tolist() == [0, 0, pd.NA]
    assert start["in_100"].tolist() == [100, 100, 0]


# --- falls, ruptures -------------------------------------------------------------------------------------------------------


def test_the_worst_fall_is_from_the_highest_peak_before_it():
    runs = [[0, 3, 1, 2, 0, 5, 4], [0, 1, 2, 2, 2, 3, 3], [2, 0, 3, 1, 1, 3, 1]]
    table = made([[[level] for level in run] for run in runs], loops=5).falls()
    assert list(table.columns) == ["run", "fall", "contact"]
    assert table["fall"].tolist() == [3, 0, 2]
    assert table["contact"].tolist() == [4, pd.NA, 1]


@given(st.lists(st.integers(0, 9), min_size=1, max_size=12))
def test_no_pair_of_contacts_lies_further_apart_than_the_worst_fall(loops):
    size, contact = (int(values[0]) for values in Falls.of(np.array([loops])))
    pairs = [(loops[i] - loops[j], j) for j in range(len(loops)) for i in range(j + 1)]
    assert size == max(fall for fall, _ in pairs)
    assert contact == (min(j for fall, j in pairs if fall == size) if size else -1)


def test_falls_add_up_all_steps():
    ensemble = made([[[2, 0], [0, 2], [1, 0]]])
    assert ensemble.falls()[["fall", "contact"]].to_dict("records") == [{"fall": 1, "contact": 2}]


@pytest.mark.parametrize("run", [0, 11, block_size(5) + 1])
def test_strikes_are_the_draws_below_the_chance(run):
    ensemble = simulate(SHIPPED.with_(rupture=0.3), 20, block_size(5) + 4, seed=8)
    found = strikes(ensemble)
    assert found[run].tolist() == [False] + [w < round(0.3 * 2**32) for w, *_ in drawn_for(ensemble, run)]
    assert not (found & ~ensemble.ruptured).any()
    assert (found[:, 1:] & ensemble.ruptured[:, :-1]).any()  # also while one stands


def test_survival_says_what_a_rupture_left_and_what_is_back_at_the_end():
    levels = [[[0, 0], [2, 1], [1, 1], [3, 0]], [[0, 0], [0, 0], [0, 0], [1, 1]]]
    floors = [[[0, 0], [1, 0], [1, 0], [1, 0]], [[0, 0], [0, 0], [0, 0], [0, 0]]]
    struck = np.array([[0, 0, 1, 0], [0, 0, 0, 1]], bool)
    found = Survival.of(np.array(levels, np.int8), np.array(floors, np.int8), struck)
    rows = [tuple(map(int, row)) for row in zip(*found, strict=True)]
    assert rows == [(0, 2, 3, 1, 2), (1, 3, 0, 0, 0)]


def test_survival_has_a_row_for_each_rupture_and_the_ratchet_keeps_a_part():
    ensemble = simulate(SHIPPED.with_(rupture=0.2), 20, 500, seed=8)
    table, struck = ensemble.survival(), strikes(ensemble)
    assert list(table.columns) == ["run", "contact", "before", "after", "kept", "back"]
    assert list(zip(table["run"], table["contact"], strict=True)) == [tuple(row) for row in np.argwhere(struck).tolist()]
    row = table[(table["before"] > 0) & (table["after"] > 0) & (table["back"] < 1)].iloc[3]
    run, contact = int(row["run"]), int(row["contact"])
    before, floors = ensemble.levels[run, contact - 1], ensemble.floors[run, contact - 1]
    assert row["before"] == before.sum()
    assert row["after"] == floors.sum()
    assert row["kept"] == pytest.approx(floors.sum() / before.sum())
    assert row["back"] == pytest.approx(np.minimum(before, ensemble.levels[run, -1]).sum() / before.sum())
    assert table["kept"].isna().tolist() == (table["before"] == 0).tolist()
    assert table["kept"].dropna().between(0, 1).all()
    assert table["kept"].mean() > 0.3


def test_without_a_ratchet_a_rupture_leaves_nothing_and_with_a_full_one_everything():
    without, full = (simulate(SHIPPED.with_(rupture=0.2, ratchet=r), 20, 300, seed=8).survival() for r in (0, 1))
    assert (without["after"] == 0).all()
    assert (full["after"] == full["before"]).all()
    assert (full["back"].dropna() == 1).all()
    assert without["before"].max() > 0


# --- what triggered what ---------------------------------------------------------------------------------------------------


def test_triggers_have_a_row_for_each_effort_and_each_edge_with_contagion():
    network = SHIPPED.with_(edge=("valuing", "subtle"), contagion=0)
    ensemble = simulate(network, 20, 400, seed=1)
    table = ensemble.triggers()
    assert list(table.columns) == ["from", "to", "from_label", "to_label", "advances", "per_100_runs"]
    assert table["from"].tolist()[:5] == ["effort"] * 5
    edges = [(edge.from_step, edge.to_step) for edge in network.edges if edge.contagion]
    assert list(zip(table["from"], table["to"], strict=True))[5:] == edges
    assert len(edges) == 12
    counted = Counter((one.caught_from, one.step) for run in range(400) for one in ensemble.reasons(run))
    for row in table.itertuples(index=False):
        source = None if row[0] == "effort" else network.nodes.index(row[0])
        assert row.advances == counted[source, network.nodes.index(row.to)]
        assert row.per_100_runs == pytest.approx(row.advances / 4)
    assert table["advances"].sum() == sum(counted.values())
    assert table["to_label"].tolist()[0] == "Earning acceptance"
    assert table["from_label"].tolist()[0] == "own effort"


# --- the runs themselves ---------------------------------------------------------------------------------------------------


def test_rows_are_the_arrays_told_one_by_one():
    ensemble = simulate(SHIPPED, 4, 6, seed=1)
    rows = ensemble.to_rows()
    assert len(rows) == 6 * 5 * 5
    assert [row["level"] for row in rows] == ensemble.levels.ravel().tolist()
    assert [row["floor"] for row in rows] == ensemble.floors.ravel().tolist()
    assert rows[5 * 5 + 5 + 1]["run"] == rows[5 * 5 + 5 + 1]["contact"] == 1
    assert [row["ruptured"] for row in rows[::5]] == ensemble.ruptured.ravel().tolist()
    assert ensemble.to_rows([2, 1]) == rows[50:75] + rows[25:50]


def test_rows_that_are_not_there_or_too_many_are_refused():
    with pytest.raises(CbfError, match=re.escape("to_rows: expected a run from 0 to 5, but got 6.")):
        simulate(SHIPPED, 4, 6, seed=1).to_rows([6])
    with pytest.raises(CbfError, match=r"at most 1,000,000 rows, but got 1,050,000\. Name some runs"):
        simulate(SHIPPED, 6, 30_000, seed=1).to_rows()


def test_a_frame_has_the_rows_as_columns():
    ensemble = simulate(SHIPPED, 4, 6, seed=1)
    assert ensemble.to_frame().to_dict("records") == ensemble.to_rows()
    assert ensemble.to_frame([2, 1]).to_dict("records") == ensemble.to_rows([2, 1])
    assert ensemble.to_frame([]).columns.tolist() == ["run", "contact", "node", "label", "level", "floor", "ruptured"]
    with pytest.raises(CbfError, match=re.escape("to_frame: expected a run from 0 to 5, but got -1.")):
        ensemble.to_frame([-1])


def test_nodes_that_are_tuples_stay_whole():
    steps = tuple(Step(("a", i), f"A{i}", uptake=0.2) for i in range(2))
    ensemble = simulate(StepNetwork(steps=steps, edges=(Edge(("a", 0), ("a", 1), contagion=0.1),), loops=2), 3, 4, seed=1)
    assert ensemble.to_frame()["node"].tolist()[:2] == [("a", 0), ("a", 1)]
    assert ensemble.reached()["node"].tolist()[1:3] == [("a", 0), ("a", 1)]
    assert ensemble.times()["node"].tolist() == [("a", 0), ("a", 0), ("a", 1), ("a", 1)]
    assert ensemble.triggers()["from"].tolist() == ["effort", "effort", ("a", 0)]


def test_every_frame_says_what_made_it():
    ensemble = simulate(SHIPPED, 4, 6, seed=9)
    frames = [ensemble.bands(), ensemble.reached(), ensemble.times(), ensemble.falls(), ensemble.survival(), ensemble.triggers(),
              ensemble.to_frame()]  # fmt: skip
    for found in frames:
        said = found.attrs["made_by"]
        assert said == {"version": cbf_widgets.__version__, "seed": 9, "token": ensemble.token, "contacts": 4, "runs": 6}


def test_a_frame_of_nodes_that_no_token_can_hold_has_none():
    network = StepNetwork(steps=(Step(frozenset({1}), uptake=0.5),), loops=1)
    assert simulate(network, 2, 3, seed=1).bands().attrs["made_by"]["token"] == ""
