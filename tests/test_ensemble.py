"""An ensemble is what its seed and its numbers make it, whatever the machine, the chunks and the order."""

import json
import os
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cbf_widgets
from cbf_widgets.errors import CbfError
from cbf_widgets.simulation import running as engine
from cbf_widgets.simulation.deciding import Numbers
from cbf_widgets.simulation.ensemble import simulate
from cbf_widgets.simulation.network import StepNetwork
from cbf_widgets.simulation.running import block_size
from tests import checksums, house
from tests.strategies import step_networks

SHIPPED = StepNetwork.from_vocabulary("partnership-building")
# Of tables and results; see `tests.checksums`. Never change one without a new version of the model.
KEPT = {
    "draws": "753a2939b6541830",
    "readiness": "b2b69c01202cd73d",
    "partnership-building": "ffa05b04f38a883d",
    "making-change-happen": "9d4438d887b37ae9",
    "plan": "2b98586c1bc6b2a7",
    "crowd": "13a9099cb4cb0cb5",
}


def same(one, other):
    return all(np.array_equal(getattr(one, name), getattr(other, name)) for name in ("levels", "floors", "ruptured"))


def test_axes_are_run_contact_step_and_contact_0_is_the_start():
    network = SHIPPED.with_(level=[0, 1, 2, 3, 1], floor=[0, 1, 0, 3, 0])
    ensemble = simulate(network, contacts=7, runs=11, seed=1)
    assert ensemble.levels.shape == ensemble.floors.shape == (11, 8, 5)
    assert ensemble.ruptured.shape == (11, 8)
    assert (ensemble.levels[:, 0] == [0, 1, 2, 3, 1]).all()
    assert (ensemble.floors[:, 0] == [0, 1, 0, 3, 0]).all()
    assert not ensemble.ruptured[:, 0].any()
    assert {ensemble.levels.dtype, ensemble.floors.dtype} == {np.dtype(np.int8)}


def test_the_same_seed_gives_the_same_and_another_seed_another():
    assert same(simulate(SHIPPED, seed=1), simulate(SHIPPED, seed=1))
    assert not same(simulate(SHIPPED, seed=1), simulate(SHIPPED, seed=2))


@pytest.mark.parametrize("runs", [1, 3, 2_000, 2_047, 2_048, 2_049, 4_096, 9_999])
def test_fewer_runs_are_the_first_of_more(runs):
    more, fewer = simulate(SHIPPED, 5, 10_000, seed=1), simulate(SHIPPED, 5, runs, seed=1)
    assert block_size(5) == 2_048
    assert np.array_equal(fewer.levels, more.levels[:runs])
    assert np.array_equal(fewer.floors, more.floors[:runs])
    assert np.array_equal(fewer.ruptured, more.ruptured[:runs])


def test_fewer_contacts_are_the_first_of_more():
    assert np.array_equal(simulate(SHIPPED, 20, seed=1).levels, simulate(SHIPPED, 52, seed=1).levels[:, :21])


def test_blocks_differ_from_each_other():
    levels = simulate(SHIPPED, 20, 4_096, seed=1).levels
    assert not np.array_equal(levels[:2_048], levels[2_048:])


@pytest.mark.parametrize("threads", [1, 2, 3, 8])
def test_threads_change_nothing(threads):
    assert same(simulate(SHIPPED, 10, 18_000, seed=6), simulate(SHIPPED, 10, 18_000, seed=6, threads=threads))


def test_the_order_of_the_blocks_does_not_matter(monkeypatch):
    ensemble = simulate(SHIPPED, 10, 18_000, seed=6)
    monkeypatch.setattr(engine, "range", lambda *arguments: list(range(*arguments))[::-1], raising=False)
    assert same(simulate(SHIPPED, 10, 18_000, seed=6), ensemble)


@given(step_networks(), st.integers(0, 99))
def test_two_networks_of_one_size_draw_the_same_chances(network, seed):
    """One with a single number in use, beside one with many: what is the same in both comes out the same."""
    plain = network.with_(contagion=0, readiness=0, support=0, rupture=0, kind="")
    alone = simulate(plain, 5, 20, seed=seed)
    first = plain.with_(
        **{name: [plain.values(name)[0], *[0] * (len(plain.steps) - 1)] for name in ("uptake", "slip", "ratchet")}
    )
    assert np.array_equal(simulate(first, 5, 20, seed=seed).levels[..., 0], alone.levels[..., 0])


# --- the same on every machine ---------------------------------------------------------------------------------------------


def test_checksums_are_those_kept():
    assert checksums.found() == KEPT


def dispatched():
    """The processor's features that numpy chose at run time."""
    from numpy._core import _multiarray_umath as core

    return [name for name in core.__cpu_dispatch__ if core.__cpu_features__[name]]


@pytest.mark.parametrize(
    "environment",
    [
        {"NPY_DISABLE_CPU_FEATURES": " ".join(dispatched())},
        {"OPENBLAS_CORETYPE": "Prescott"},
        {"OPENBLAS_CORETYPE": "Haswell", "OPENBLAS_NUM_THREADS": "1"},
    ],
    ids=["numpy's plain loops", "another BLAS", "a third BLAS, one thread"],
)
def test_checksums_are_the_same_with_other_instructions(environment):
    command = [sys.executable, "-m", "tests.checksums"]
    run = subprocess.run(command, cwd=house.ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=True)
    assert json.loads(run.stdout) == KEPT


def test_the_crowd_needs_sums_beyond_float32():
    numbers = Numbers.of(checksums.crowd(), np.ones((1, 60)))
    assert np.bincount(numbers.ends[0], numbers.contagion).max() * 7 > 2**24


# --- what to read off ------------------------------------------------------------------------------------------------------


def test_the_shipped_values_show_what_the_model_page_says():
    """Median and 5 to 95 % of progress after 52 contacts, 3,000 runs, as the page gives them, to one loop of the 15."""

    def shown(network):
        bands = simulate(network, runs=3_000, seed=1).tally().bands([0.5, 0.05, 0.95])[:, -1]
        return pytest.approx(bands / 0.15, abs=7)

    assert shown(SHIPPED) == [93, 33, 100]
    assert shown(SHIPPED.with_(ratchet=0)) == [27, 0, 100]
    assert shown(SHIPPED.with_(contagion=0)) == [47, 13, 73]
    assert shown(SHIPPED.with_(contagion=0, ratchet=0)) == [13, 0, 47]


def test_an_ensemble_says_what_made_it_and_can_not_be_written_to():
    ensemble = simulate(SHIPPED, 4, 6, seed=9, effort=0.5)
    assert (ensemble.network, ensemble.contacts, ensemble.runs, ensemble.seed) == (SHIPPED, 4, 6, 9)
    assert ensemble.version == cbf_widgets.__version__
    assert (ensemble.effort == 0.5).all()
    assert not any(values.flags.writeable for values in (ensemble.levels, ensemble.floors, ensemble.ruptured, ensemble.effort))
    assert repr(ensemble) == "Ensemble(6 runs of 4 contacts, 5 steps, seed 9)"


def test_effort_is_that_of_the_network_or_one_number_or_a_plan():
    network = SHIPPED.with_(effort=[0.1, 0.2, 0.3, 0.4, 0.5])
    assert simulate(network, 2, 1, seed=0).effort.tolist() == [[0.1, 0.2, 0.3, 0.4, 0.5]] * 2
    assert simulate(network, 2, 1, seed=0, effort=1).effort.tolist() == [[1.0] * 5] * 2
    plan = [[0, 0, 0, 0, 0], [1, 1, 1, 1, 1]]
    quiet = simulate(SHIPPED.with_(contagion=0), 2, 500, seed=0, effort=plan)
    assert not quiet.levels[:, 1].any()
    assert quiet.levels[:, 2].any()


# --- what is refused -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "given, message",
    [
        ({"contacts": 0}, "contacts: expected a number from 1 to 100000, but got 0."),
        ({"contacts": 2.5}, "contacts: expected a whole number, but got 2.5."),
        ({"runs": 0}, "runs: expected a number from 1 to 1e+08, but got 0."),
        ({"runs": True}, "runs: expected a whole number, but got True."),
        ({"seed": -1}, "seed: expected a number from 0 to 1.84467e+19, but got -1."),
        ({"seed": None}, "seed: expected a whole number, but got nothing."),
        ({"network": None}, "network: expected a StepNetwork, but got nothing. See StepNetwork.from_networkx."),
        ({"effort": 1.5}, "effort, contact 1, step 'acceptance': expected a number from 0 to 1, but got 1.5."),
        ({"effort": float("nan")}, "effort, contact 1, step 'acceptance': expected a number from 0 to 1, but got nan."),
        ({"effort": [[0] * 5, [0, 0, 7, 0, 0]]}, "effort, contact 2, step 'subtle': expected a number from 0 to 1, but got 7.0."),
        ({"effort": [0.1] * 5}, "effort: expected one number or an array of 2 contacts × 5 steps, but got one of 5."),
        ({"effort": "much"}, "effort: expected a number or an array of numbers, but got 'much'."),
        ({"effort": [[1], [1, 2]]}, "effort: expected a number or an array of numbers, but got [[1], [1, 2]]."),
    ],
)
def test_what_can_not_be_simulated_is_refused(given, message):
    with pytest.raises(CbfError) as caught:
        simulate(**{"network": SHIPPED, "contacts": 2, "runs": 2, "seed": 1, **given})
    assert str(caught.value) == message


def test_an_interrupted_simulation_stops_and_leaves_nothing(monkeypatch):
    blocks = []

    def interrupted(*arguments):
        blocks.append(arguments)
        if len(blocks) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(engine, "run_block", interrupted)
    with pytest.raises(KeyboardInterrupt):
        simulate(SHIPPED, 2, 20_000, seed=1)
    assert len(blocks) == 2
