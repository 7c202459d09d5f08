"""Counts say what the runs say, with and without keeping these; and how a bar and an interrupt behave."""

import os
import re
import tracemalloc
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cbf_widgets.errors import CbfError
from cbf_widgets.simulation import running
from cbf_widgets.simulation.ensemble import simulate
from cbf_widgets.simulation.network import StepNetwork
from cbf_widgets.simulation.progress import Stopped, progress_bar
from cbf_widgets.simulation.tally import Tally, tally
from tests.strategies import step_networks

SHIPPED = StepNetwork.from_vocabulary("partnership-building")


@settings(max_examples=30)
@given(step_networks(), st.integers(0, 99))
def test_counts_are_those_of_the_runs(network, seed):
    ensemble = simulate(network, 6, 40, seed=seed)
    counts, levels = ensemble.tally(), ensemble.levels.astype(int)
    for contact in range(7):
        for total in range(len(network.steps) * network.loops + 1):
            assert counts.totals[contact, total] == (levels[:, contact].sum(axis=1) == total).sum()
        for level in range(1, network.loops + 1):
            assert counts.reached[contact, :, level - 1].tolist() == (levels[:, contact] >= level).sum(axis=0).tolist()
    assert counts.runs == 40


@pytest.mark.parametrize("given", [{"runs": 10}, {"runs": 9_000}, {"runs": 9_000, "threads": 3, "effort": 0.5}])
def test_counting_without_keeping_comes_to_the_same(given):
    kept = simulate(SHIPPED, 11, seed=3, **given).tally()
    counted = tally(SHIPPED, 11, seed=3, **given)
    assert np.array_equal(kept.totals, counted.totals)
    assert np.array_equal(kept.reached, counted.reached)


@given(step_networks(), st.integers(1, 60), st.lists(st.floats(0, 1), max_size=6))
def test_bands_are_numpy_s_quantiles_of_the_runs(network, runs, quantiles):
    ensemble = simulate(network, 3, runs, seed=runs)
    totals = ensemble.levels.sum(axis=2, dtype=int)
    for quantile, band in zip(quantiles, ensemble.tally().bands(quantiles), strict=True):
        assert np.array_equal(band, np.quantile(totals, quantile, axis=0, method="inverted_cdf"))


def test_a_quantile_is_a_share():
    with pytest.raises(CbfError, match=re.escape("bands: expected a quantile from 0 to 1, but got 5.")):
        Tally.empty(SHIPPED, 3).bands([5])


def test_many_runs_take_little_memory():
    tally(SHIPPED, 2, 10, seed=1)  # tables are made once
    tracemalloc.start()
    try:
        counts = tally(SHIPPED, 20, 300_000, seed=1)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert counts.runs == 300_000
    assert most < 4_000_000  # kept, they would take 63 million


def test_effort_may_be_anything_that_says_what_it_is_over_a_network_and_contacts():
    asked = []
    plan = SimpleNamespace(over=lambda network, contacts: asked.append((network, contacts)) or np.full((contacts, 5), 0.25))
    ensemble = simulate(SHIPPED, 4, 5, seed=1, effort=plan)
    assert asked == [(SHIPPED, 4)]
    assert (ensemble.effort == 0.25).all()


# --- long work -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("threads", [1, 2])
def test_a_bar_counts_every_contact_of_every_block_and_changes_nothing(threads, capsys):
    shown = tally(SHIPPED, 7, 9_000, seed=1, progress=True, threads=threads)
    said = capsys.readouterr().err
    assert re.search(r"contacts: +100%.* 35/35 \[", said)
    assert np.array_equal(shown.totals, tally(SHIPPED, 7, 9_000, seed=1).totals)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("threads", [1, 2, 4])
def test_an_interrupt_stops_every_thread_at_its_next_contact(threads, monkeypatch):
    begun, real = [], running.run_block

    def interrupted(rules, source, drawn, rows, done):
        begun.append(os.getpid())
        if len(begun) == 2:
            raise KeyboardInterrupt
        real(rules, source, drawn, rows, done)

    monkeypatch.setattr(running, "run_block", interrupted)
    with pytest.raises(KeyboardInterrupt):
        tally(SHIPPED, 3, 2_048 * 40, seed=1, threads=threads)
    assert len(begun) <= 40


def test_a_tick_after_the_end_stops_who_still_works():
    with progress_bar(2, "runs", shown=False) as tick:
        tick()
    with pytest.raises(Stopped):
        tick()


@pytest.mark.parametrize("threads", [0, 1.5, "two"])
def test_threads_are_a_whole_number(threads):
    with pytest.raises(CbfError, match="threads: expected a"):
        simulate(SHIPPED, 2, 2, seed=1, threads=threads)
