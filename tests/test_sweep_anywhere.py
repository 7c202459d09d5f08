"""A sweep's table is the same wherever and in whatever order its points are simulated."""

import multiprocessing
import pickle
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor

import pytest

from cbf_widgets.simulation.grid import Grid
from cbf_widgets.simulation.job import Job, Terms
from cbf_widgets.simulation.sweep import sweep
from tests.sweeping import GRID, SHIPPED, SMALL, done, same


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
