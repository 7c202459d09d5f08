"""A sweep's table is what each point by itself gives, wherever and in whatever order it's simulated; nothing done is lost or done twice."""

import json
import multiprocessing
import os
import pickle
import subprocess
import sys
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cbf_widgets
from cbf_widgets import datasets
from cbf_widgets.errors import CbfError, FileError
from cbf_widgets.simulation import job as jobs
from cbf_widgets.simulation.ensemble import simulate
from cbf_widgets.simulation.grid import Grid
from cbf_widgets.simulation.job import Job, Terms, ending
from cbf_widgets.simulation.network import StepNetwork
from cbf_widgets.simulation.parameter import Times, scale
from cbf_widgets.simulation.running import Asked
from cbf_widgets.simulation.sweep import sweep
from cbf_widgets.simulation.tokens import replay
from tests.strategies import step_networks

SHIPPED = StepNetwork.from_vocabulary("partnership-building")
SMALL = {"contacts": 8, "runs": 50, "seed": 3}
GRID = {"ratchet": [0, 0.12, 0.5], "contagion": scale(0, 1)}


class Plan:
    """An effort plan, as far as a sweep knows it."""

    def __init__(self, identifier, effort):
        self.id, self.effort = identifier, effort

    def over(self, network, contacts):
        return np.full((contacts, len(network.steps)), self.effort)


class Backwards(Executor):
    """Does nothing until it must, and then the last thing first."""

    def __init__(self):
        self.waiting = []

    def submit(self, function, /, *arguments):
        future = Future()
        self.waiting.append((future, function, arguments))
        if len(self.waiting) == 6:
            for one, act, given in reversed(self.waiting):
                one.set_result(act(*given))
        return future


def same(one, other):
    pd.testing.assert_frame_equal(one, other, check_exact=True)
    assert one.attrs == other.attrs


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


def repaired(ensemble):
    return {"repaired": np.float32(ensemble.ruptured[:, -1].mean()), "least": ensemble.levels.min()}


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


# --- wherever it is done -----------------------------------------------------------------------------------------------------


def test_threads_give_the_same_table():
    with ThreadPoolExecutor(3) as pool:
        same(sweep(SHIPPED, GRID, executor=pool, **SMALL), sweep(SHIPPED, GRID, **SMALL))
        assert pool.submit(int, "1").result() == 1, "it is the caller's, and still open"


def test_processes_that_begin_afresh_give_the_same_table():
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        same(sweep(SHIPPED, GRID, executor=pool, **SMALL), sweep(SHIPPED, GRID, **SMALL))


def test_dask_gives_the_same_table():
    from distributed import Client, LocalCluster

    here = {"n_workers": 1, "threads_per_worker": 2, "processes": False, "dashboard_address": None}
    with (
        LocalCluster(**here) as cluster,
        Client(cluster) as client,
    ):
        same(sweep(SHIPPED, GRID, executor=client.get_executor(), **SMALL), sweep(SHIPPED, GRID, **SMALL))


def test_the_order_in_which_points_are_done_does_not_matter(tmp_path):
    plain = sweep(SHIPPED, GRID, **SMALL)
    same(sweep(SHIPPED, GRID, executor=Backwards(), keep=tmp_path / "kept", **SMALL), plain)
    same(sweep(SHIPPED, GRID, keep=tmp_path / "kept", **SMALL), plain)


def test_a_job_is_small_and_holds_no_result():
    setting = Grid.read(SHIPPED, GRID, 52, None).setting(3)
    job = Job(setting=setting, terms=Terms.read(52, 100_000, 1))
    assert len(pickle.dumps(job)) < 10_000
    assert pickle.loads(pickle.dumps(job)) == job


def test_what_a_point_raises_comes_through_and_what_was_done_stays(tmp_path):
    def fails_late(ensemble):
        if ensemble.network.rupture == 0.3:
            raise ZeroDivisionError
        return {"rupture_was": ensemble.network.rupture}

    grid, kept = {"rupture": [0.1, 0.2, 0.3, 0.4]}, tmp_path / "kept.jsonl"
    with ThreadPoolExecutor(1) as pool, pytest.raises(ZeroDivisionError):
        sweep(SHIPPED, grid, measure=fails_late, executor=pool, keep=kept, **SMALL)
    assert {0, 1} <= done(kept)


# --- kept, and gone on with --------------------------------------------------------------------------------------------------


def done(path):
    return {json.loads(line)["number"] for line in path.read_text().splitlines()[1:]}


def counted(monkeypatch, stop=None):
    """Counts the simulations of jobs; the one with this number is interrupted."""
    made = []

    def counting(asked):
        made.append((asked.network.values("ratchet")[0], asked.network.matrix("contagion").max()))
        if len(made) == stop:
            raise KeyboardInterrupt
        return ending(asked)

    monkeypatch.setattr(jobs, "ending", counting)
    return made


@pytest.mark.parametrize("stop", range(1, 7))
def test_an_interrupted_sweep_goes_on_where_it_stopped(tmp_path, monkeypatch, stop):
    kept = tmp_path / "kept.jsonl"
    expected = sweep(SHIPPED, GRID, **SMALL)
    first = counted(monkeypatch, stop)
    with pytest.raises(KeyboardInterrupt):
        sweep(SHIPPED, GRID, keep=kept, **SMALL)
    second = counted(monkeypatch)
    same(sweep(SHIPPED, GRID, keep=kept, **SMALL), expected)
    assert first[:-1] + second == [(r, c) for r in (0, 0.12, 0.5) for c in (0, 0.1)], "none lost, none done twice"
    third = counted(monkeypatch)
    same(sweep(SHIPPED, GRID, keep=kept, **SMALL), expected)
    assert third == []


class Interrupted(Executor):
    """Does three points; waiting for the fourth is interrupted by hand, when two more have been done unseen."""

    def __init__(self):
        self.futures = []

    def submit(self, function, /, job):
        future = Future()
        self.futures.append(future)
        if len(self.futures) in {1, 3, 5}:
            future.set_result(function(job))
        return future


def test_an_interrupt_cancels_what_is_pending_and_keeps_what_is_done(tmp_path, monkeypatch):
    from cbf_widgets.simulation import work

    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(work, "wait", interrupted)
    executor, kept = Interrupted(), tmp_path / "kept.jsonl"
    with pytest.raises(KeyboardInterrupt):
        sweep(SHIPPED, GRID, executor=executor, keep=kept, **SMALL)
    assert done(kept) == {0, 2, 4}
    assert [future.cancelled() for future in executor.futures] == [False, True, False, True, False, True]


def test_many_points_are_not_all_submitted_at_once(monkeypatch):
    from cbf_widgets.simulation import work

    class Counting(ThreadPoolExecutor):
        open = most = 0

        def submit(self, *arguments):
            future = super().submit(*arguments)
            Counting.open += 1
            Counting.most = max(Counting.open, Counting.most)
            return future

    def counting_wait(pending, **named):
        assert len(pending) <= 2
        return wait(pending, **named)

    wait = work.wait
    monkeypatch.setattr(work, "_MOST_PENDING", 2)
    monkeypatch.setattr(work, "wait", counting_wait)
    with Counting(1) as pool:
        same(sweep(SHIPPED, GRID, executor=pool, **SMALL), sweep(SHIPPED, GRID, **SMALL))
    assert Counting.open == 6


@pytest.mark.parametrize("cut", [1, 2, 30])
def test_a_half_written_last_line_is_dropped_and_its_point_done_again(tmp_path, monkeypatch, cut):
    kept = tmp_path / "kept.jsonl"
    expected = sweep(SHIPPED, GRID, keep=kept, **SMALL)
    whole = kept.read_bytes()
    kept.write_bytes(whole[:-cut])
    made = counted(monkeypatch)
    same(sweep(SHIPPED, GRID, keep=kept, **SMALL), expected)
    assert made == [(0.5, 0.1)]
    assert kept.read_bytes() == whole


@pytest.mark.parametrize("length", [0, 5, 200])
def test_a_file_cut_off_in_its_heading_begins_anew(tmp_path, length):
    kept = tmp_path / "kept.jsonl"
    expected = sweep(SHIPPED, GRID, keep=kept, **SMALL)
    whole = kept.read_bytes()
    kept.write_bytes(whole[:length])
    same(sweep(SHIPPED, GRID, keep=kept, **SMALL), expected)
    assert kept.read_bytes() == whole


@pytest.mark.parametrize(
    "change, name",
    [
        ({"seed": 4}, "the same seed, 4, but got 3"),
        ({"runs": 51}, "the same runs, 51, but got 50"),
        ({"contacts": 9}, "the same contacts, 9, but got 8"),
        ({"grid": {"ratchet": [0, 0.1]}}, "the same grid"),
        ({"measure": repaired}, "the same measure"),
        ({"network": SHIPPED.with_(rupture=0.5)}, "the same sum"),
        ({"effort": 0.5}, "the same sum"),
    ],
)
def test_a_file_of_another_sweep_is_refused_and_left_alone(tmp_path, change, name):
    kept = tmp_path / "kept.jsonl"
    sweep(SHIPPED, GRID, keep=kept, **SMALL)
    before = kept.read_bytes()
    with pytest.raises(FileError, match=name) as caught:
        sweep(**{"network": SHIPPED, "grid": GRID, **SMALL, **change, "keep": kept})
    assert str(kept) in str(caught.value)
    assert kept.read_bytes() == before


def test_plans_of_one_name_but_other_effort_are_another_sweep(tmp_path):
    sweep(SHIPPED, {"plan": {"a": 0.5}}, keep=tmp_path / "kept", **SMALL)
    with pytest.raises(FileError, match="the same sum"):
        sweep(SHIPPED, {"plan": {"a": 0.6}}, keep=tmp_path / "kept", **SMALL)


def test_a_file_of_another_version_is_refused(tmp_path):
    kept = tmp_path / "kept.jsonl"
    sweep(SHIPPED, GRID, keep=kept, **SMALL)
    kept.write_text(kept.read_text().replace(f"cbf_widgets {cbf_widgets.__version__}", "cbf_widgets 9.9", 1))
    with pytest.raises(FileError, match=r"the same written_by, 'cbf_widgets .*', but got 'cbf_widgets 9\.9'"):
        sweep(SHIPPED, GRID, keep=kept, **SMALL)


@pytest.mark.parametrize("content", ["dear diary", "dear diary\n", "{}\n", "[]\n", '"tea"\n', "\n"])
def test_a_file_of_somebody_elses_is_refused_and_left_alone(tmp_path, content):
    kept = tmp_path / "diary.txt"
    kept.write_text(content)
    with pytest.raises(FileError):
        sweep(SHIPPED, GRID, keep=kept, **SMALL)
    assert kept.read_text() == content


@pytest.mark.parametrize(
    "line", ["tea", "{}", '{"number": 6, "result": {}}', '{"number": -1, "result": {}}', '{"number": 0, "result": 1}']
)
def test_a_broken_line_in_the_middle_is_named(tmp_path, line):
    kept = tmp_path / "kept.jsonl"
    sweep(SHIPPED, GRID, keep=kept, **SMALL)
    lines = kept.read_text().splitlines()
    kept.write_text("\n".join([*lines[:3], line, *lines[3:]]) + "\n")
    with pytest.raises(FileError, match="line 4"):
        sweep(SHIPPED, GRID, keep=kept, **SMALL)


def test_the_heading_names_the_sweep_and_the_folder_is_made(tmp_path):
    sweep(SHIPPED, GRID, keep=tmp_path / "mine" / "first try", **SMALL)
    heading = json.loads((tmp_path / "mine" / "first try.jsonl").read_text().splitlines()[0])
    assert {name: heading[name] for name in ("format", "seed", "runs", "contacts", "written_by", "grid")} == {
        "format": "sweep", "seed": 3, "runs": 50, "contacts": 8, "written_by": f"cbf_widgets {cbf_widgets.__version__}",
        "grid": {"ratchet": [0, 0.12, 0.5], "contagion times": [0.0, 1.0]},
    }  # fmt: skip
    assert heading["network"]["steps"][0]["label"] == "Earning acceptance"


def test_a_folder_is_no_file_to_keep_work_in(tmp_path):
    (tmp_path / "kept.jsonl").mkdir()
    with pytest.raises(FileError, match="expected a file to keep work in"):
        sweep(SHIPPED, GRID, keep=tmp_path / "kept.jsonl", **SMALL)


# --- progress ----------------------------------------------------------------------------------------------------------------


def test_progress_shows_a_bar_to_the_end_and_begins_at_what_is_done(tmp_path, capsys):
    kept = tmp_path / "kept.jsonl"
    sweep(SHIPPED, GRID, keep=kept, progress=True, **SMALL)
    assert "6/6" in capsys.readouterr().err
    lines = kept.read_text().splitlines(keepends=True)
    kept.write_text("".join(lines[:5]))
    sweep(SHIPPED, GRID, keep=kept, progress=True, **SMALL)
    assert "4/6" in capsys.readouterr().err
    sweep(SHIPPED, GRID, **SMALL)
    assert capsys.readouterr().err == ""


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
