"""What hangs on an assumption is known for small networks; SALib is given our samples and gives our numbers; the same seed, the same table."""

import json
import multiprocessing
import warnings
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import numpy as np
import pandas as pd
import pytest

from cbf_widgets.errors import CbfError, FileError
from cbf_widgets.simulation import sensitivity as studies
from cbf_widgets.simulation.ensemble import simulate
from cbf_widgets.simulation.job import ending
from cbf_widgets.simulation.network import StepNetwork
from cbf_widgets.simulation.parameter import Parameter, Setting, scale
from cbf_widgets.simulation.parts import Edge, Step
from cbf_widgets.simulation.sensitivity import sensitivity
from cbf_widgets.simulation.span import spans

SHIPPED = StepNetwork.from_vocabulary("partnership-building")
SMALL = {"contacts": 8, "runs": 50, "seed": 3}
# Nothing slips and nothing ruptures, so that floors, repair and support change nothing, and only uptake moves the outcome.
ONLY_UPTAKE = StepNetwork(
    steps=(Step("a", uptake=0.3, ratchet=0.5), Step("b", uptake=0.2, ratchet=0.5)),
    edges=(Edge("a", "b", support=0.5),), loops=3, repair=0.5,
)  # fmt: skip
# One step, one contact: the outcome is uptake · effort, but for the draws.
PRODUCT = StepNetwork(steps=(Step("a", uptake=0.4, effort=0.7),), loops=1)
METHODS = [("one-at-a-time", {}), ("sobol", {"samples": 8}), ("morris", {"samples": 4})]


def same(one, other):
    pd.testing.assert_frame_equal(one, other, check_exact=True)
    assert one.attrs == other.attrs


# --- one at a time -----------------------------------------------------------------------------------------------------------


def test_only_what_matters_has_an_effect_one_at_a_time():
    table = sensitivity(ONLY_UPTAKE, parameters=["ratchet", "uptake", "support", "repair"], **SMALL).set_index("parameter")
    assert table.index[0] == "uptake"
    assert table.loc["uptake", "down_high"] < 0 < table.loc["uptake", "up_low"]
    columns = ["down", "down_low", "down_high", "up", "up_low", "up_high"]
    assert (table.loc[["ratchet", "support", "repair"], columns] == 0).all(axis=None)


def test_an_effect_is_the_mean_of_paired_differences_with_its_interval():
    row = sensitivity(SHIPPED, parameters=["slip"], contacts=20, runs=300, seed=9).iloc[0]
    given, less, more = (
        simulate(SHIPPED.with_(slip=slip), 20, 300, seed=9).levels[:, -1].sum(axis=1).tolist() for slip in (0.1, 0.08, 0.12)
    )
    for name, other in (("down", less), ("up", more)):
        differences = [b - a for a, b in zip(given, other, strict=True)]
        mean = sum(differences) / 300
        error = (sum((d - mean) ** 2 for d in differences) / 299 / 300) ** 0.5
        found = row[[name, f"{name}_low", f"{name}_high"]].tolist()
        assert found == pytest.approx([mean, mean - 1.9679 * error, mean + 1.9679 * error], rel=1e-4), "Student's t of 299"
    assert (row["given"], row["least"], row["most"]) == pytest.approx((0.1, 0.08, 0.12))


def test_the_interval_holds_the_true_effect_about_19_times_in_20():
    """Of one step in one contact the effect is known: uptake times effort, moved by a fifth. Every seed is another experiment."""
    hits = 0
    for seed in range(80):
        row = sensitivity(PRODUCT, parameters=["uptake"], contacts=1, runs=400, seed=seed).iloc[0]
        hits += row["up_low"] <= 0.2 * 0.4 * 0.7 <= row["up_high"]
    assert 70 <= hits <= 79


def test_what_matters_most_stands_first_and_what_helps_helps():
    table = sensitivity(SHIPPED, runs=400, seed=7)
    largest = table[["down", "up"]].abs().max(axis=1)
    assert largest.is_monotonic_decreasing
    rows = table.set_index("parameter")
    assert sorted(rows.index) == sorted(
        ["uptake", "effort", "slip", "ratchet", "contagion", "readiness", "support", "rupture", "repair"]
    )
    for name in ("uptake", "ratchet", "contagion", "support", "repair"):
        assert rows.loc[name, "down"] <= 0 <= rows.loc[name, "up"], name
    for name in ("slip", "readiness", "rupture"):
        assert rows.loc[name, "up"] <= 0 <= rows.loc[name, "down"], name


def test_what_stands_at_the_end_of_its_range_stops_there_and_the_table_shows_it():
    row = sensitivity(SHIPPED, parameters=["effort"], **SMALL).iloc[0]
    assert (row["given"], row["least"], row["most"], row["up"]) == (1.0, 0.8, 1.0, 0.0)


def test_ends_of_ones_own_are_set_and_one_step_or_edge_can_be_moved():
    ends = {
        "rupture": (0, 0.3),
        ("uptake", "repair"): scale(0, 2),
        ("contagion", "acceptance", "valuing"): (0.0, 0.5),
        "loops": (2, 4),
    }
    table = sensitivity(SHIPPED, parameters=ends, **SMALL).set_index("parameter")
    assert table.loc["rupture", ["given", "least", "most"]].tolist() == [0.03, 0, 0.3]
    assert table.loc["uptake of repair", ["given", "least", "most"]].tolist() == [0.06, 0, 0.12]
    assert table.loc["contagion from acceptance to valuing", ["least", "most"]].tolist() == [0, 0.5]
    up = simulate(SHIPPED.with_(rupture=0.3), 8, 50, seed=3).levels[:, -1].sum() / 50
    given = simulate(SHIPPED, 8, 50, seed=3).levels[:, -1].sum() / 50
    assert table.loc["rupture", "up"] == pytest.approx(up - given)


def test_a_plan_in_place_of_the_networks_effort_is_what_is_moved():
    row = sensitivity(SHIPPED, parameters=["effort"], effort=0.5, **SMALL).iloc[0]
    assert (row["given"], row["least"], row["most"]) == pytest.approx((0.5, 0.4, 0.6))
    means = [simulate(SHIPPED, 8, 50, seed=3, effort=effort).levels[:, -1].sum() / 50 for effort in (0.5, 0.6)]
    assert row["up"] == pytest.approx(means[1] - means[0])


def test_parameters_that_are_0_everywhere_can_not_be_scaled_and_are_left_out():
    assert sensitivity(ONLY_UPTAKE.with_(repair=0), **SMALL)["parameter"].tolist() == ["uptake", "effort", "ratchet", "support"]


# --- all at once -------------------------------------------------------------------------------------------------------------


def test_only_what_matters_has_a_share_of_the_variance():
    names = ["ratchet", "uptake", "support", "repair"]
    table = sensitivity(ONLY_UPTAKE, "sobol", parameters=names, samples=32, contacts=4, runs=500, seed=3).set_index("parameter")
    assert table.index[0] == "uptake"
    assert table.loc["uptake", ["S1", "ST"]].tolist() == pytest.approx([1, 1], abs=0.15)
    assert (table.loc[["ratchet", "support", "repair"], ["ST", "ST_conf", "S1"]] == 0).all(axis=None)
    table = sensitivity(ONLY_UPTAKE, "morris", parameters=names, samples=4, contacts=4, runs=500, seed=3).set_index("parameter")
    assert table.index[0] == "uptake"
    assert table.loc["uptake", "mu"] > 0
    assert (table.loc[["ratchet", "support", "repair"], ["mu_star", "mu", "sigma"]] == 0).all(axis=None)


def test_sobols_shares_of_a_product_are_those_worked_out_by_hand():
    """Y = a·e, a from 0.2 to 0.6 and e from 0.4 to 1, both uniform: each share is Var(a)·E(e)² / Var(Y), and so on."""
    ends = {"uptake": (0.2, 0.6), "effort": (0.4, 1.0)}
    table = sensitivity(PRODUCT, "sobol", parameters=ends, samples=128, contacts=1, runs=2_000, seed=4).set_index("parameter")
    va, ve, ma, me = 0.4**2 / 12, 0.6**2 / 12, 0.4, 0.7
    whole = va * ve + va * me**2 + ve * ma**2
    for name, alone in (("uptake", va * me**2), ("effort", ve * ma**2)):
        assert table.loc[name, "S1"] == pytest.approx(alone / whole, abs=0.1)
        assert table.loc[name, "ST"] == pytest.approx((alone + va * ve) / whole, abs=0.1)


def outcomes_of(table):
    """Each sample simulated by itself, from the table that was kept."""
    samples = pd.DataFrame(table.attrs["table"])
    for row in samples.to_dict("records"):
        network = SHIPPED.with_(rupture=row["rupture"], slip=(SHIPPED.values("slip") * row["slip times"]).tolist())
        assert simulate(network, 8, 50, seed=3).levels[:, -1].sum(axis=1).mean() == pytest.approx(row["outcome"])
    return samples


ENDS = {"rupture": (0.0, 0.2), "slip": scale(0.5, 2)}
PROBLEM = {"num_vars": 2, "names": ["rupture", "slip times"], "bounds": [[0.0, 0.2], [0.5, 2.0]]}


def test_salib_gives_the_same_indices_for_the_samples_that_were_kept():
    from SALib.analyze import morris as analyse_morris
    from SALib.analyze import sobol as analyse_sobol
    from SALib.sample import morris, sobol

    table = sensitivity(SHIPPED, "sobol", parameters=ENDS, samples=8, **SMALL)
    samples = outcomes_of(table)
    assert np.array_equal(samples[PROBLEM["names"]], sobol.sample(PROBLEM, 8, calc_second_order=False, seed=3))
    expected = analyse_sobol.analyze(PROBLEM, samples["outcome"].to_numpy(), calc_second_order=False, seed=4)
    found = table.set_index("parameter").loc[["rupture", "slip"]]
    for name in ("S1", "S1_conf", "ST", "ST_conf"):
        assert found[name].tolist() == list(expected[name])

    table = sensitivity(SHIPPED, "morris", parameters=ENDS, samples=4, **SMALL)
    samples = outcomes_of(table)
    places = morris.sample(PROBLEM, 4, num_levels=4, seed=3)
    assert np.array_equal(samples[PROBLEM["names"]], places)
    expected = analyse_morris.analyze(PROBLEM, places, samples["outcome"].to_numpy(), num_levels=4, seed=4)
    found = table.set_index("parameter").loc[["rupture", "slip"]]
    for name in ("mu", "mu_star", "mu_star_conf", "sigma"):
        assert found[name].tolist() == list(expected[name])


def test_the_table_of_samples_goes_to_parquet_with_the_rest(tmp_path):
    table = sensitivity(SHIPPED, "morris", parameters=ENDS, samples=4, **SMALL)
    table.to_parquet(tmp_path / "table.parquet")
    same(pd.read_parquet(tmp_path / "table.parquet"), table)
    assert table.attrs["made_by"]["seed"] == 3
    assert table.attrs["made_by"]["method"] == "morris"


def test_an_outcome_that_never_differs_has_no_shares():
    with pytest.raises(CbfError, match="sobol: expected an outcome that differs between samples, but got 0 in each"):
        sensitivity(ONLY_UPTAKE.with_(uptake=0), "sobol", parameters=["ratchet"], samples=4, **SMALL)


# --- any method --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("method, more", METHODS)
@pytest.mark.parametrize("seed", [0, 3])
def test_the_same_seed_gives_the_same_table_and_another_seed_another(method, more, seed):
    np.random.seed(1)  # noqa: NPY002 - what others did to the common source doesn't matter
    given = {**SMALL, **more, "parameters": ENDS}
    first = sensitivity(SHIPPED, method, **{**given, "seed": seed})
    np.random.seed(2)  # noqa: NPY002
    same(first, sensitivity(SHIPPED, method, **{**given, "seed": seed}))
    assert not first.equals(sensitivity(SHIPPED, method, **{**given, "seed": 4}))


@pytest.mark.parametrize("method, more", METHODS)
def test_the_common_source_of_random_numbers_is_left_alone(method, more):
    np.random.seed(1)  # noqa: NPY002
    before = np.random.get_state()[1].tolist()  # noqa: NPY002
    sensitivity(SHIPPED, method, parameters=ENDS, **SMALL, **more)
    assert np.random.get_state()[1].tolist() == before  # noqa: NPY002


@pytest.mark.parametrize("method, more", METHODS)
def test_threads_and_processes_give_the_same_table(method, more):
    given = {**SMALL, **more, "parameters": ENDS}
    expected = sensitivity(SHIPPED, method, **given)
    with ThreadPoolExecutor(2) as pool:
        same(sensitivity(SHIPPED, method, executor=pool, **given), expected)
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        same(sensitivity(SHIPPED, method, executor=pool, **given), expected)


@pytest.mark.parametrize("method, more", METHODS)
def test_interrupted_it_goes_on_where_it_stopped(method, more, tmp_path, monkeypatch):
    given = {**SMALL, **more, "parameters": ENDS}
    expected = sensitivity(SHIPPED, method, **given)
    made = []

    def stopping(asked):
        made.append(asked)
        if len(made) == 5:
            raise KeyboardInterrupt
        return ending(asked)

    monkeypatch.setattr(studies, "ending", stopping)
    with pytest.raises(KeyboardInterrupt):
        sensitivity(SHIPPED, method, keep=tmp_path / "kept", **given)
    each = 3 if method == "one-at-a-time" else 1
    kept = [json.loads(line) for line in (tmp_path / "kept.jsonl").read_text().splitlines()]
    assert len(kept) - 1 == 4 // each
    made.clear()
    monkeypatch.setattr(studies, "ending", lambda asked: (made.append(asked), ending(asked))[1])
    same(sensitivity(SHIPPED, method, keep=tmp_path / "kept", **given), expected)
    whole = 2 if method == "one-at-a-time" else len(expected.attrs["table"]["outcome"])
    assert len(made) == each * (whole - 4 // each)
    with pytest.raises(FileError, match="the same seed"):
        sensitivity(SHIPPED, method, keep=tmp_path / "kept", **{**given, "seed": 4})


def ever_repaired(ensemble):
    return ensemble.levels[:, :, -1].max(axis=1) > 0


def test_the_measure_is_ones_own_to_choose():
    row = sensitivity(SHIPPED, parameters={("uptake", "repair"): (0, 1)}, measure=ever_repaired, **SMALL).iloc[0]
    given, never = (
        simulate(SHIPPED.with_(step="repair", uptake=uptake), **SMALL).levels[:, :, 4].max(axis=1) for uptake in (0.06, 0)
    )
    assert row["down"] == pytest.approx((never > 0).mean() - (given > 0).mean())


def test_nothing_is_said_beside_the_table(recwarn):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        sensitivity(SHIPPED, "sobol", parameters=ENDS, samples=4, **SMALL)
        sensitivity(SHIPPED, "morris", parameters=ENDS, samples=4, **SMALL)
    assert not recwarn


@pytest.mark.parametrize(
    "given, message",
    [
        ({"method": "sobel"}, "method: expected 'one-at-a-time', 'sobol' or 'morris', but got 'sobel'."),
        ({"share": 0}, "share: expected a number above 0 and at most 1, but got 0."),
        ({"share": 1.5}, "share: expected a number above 0 and at most 1, but got 1.5."),
        ({"parameters": "slip"}, "parameters: expected a list of parameters, but got 'slip'."),
        ({"parameters": ["slips"]}, "parameters, 'slips': expected one of uptake, "),
        ({"parameters": ["plan"]}, "parameters, 'plan': expected a parameter that is a number, but got 'plan'."),
        ({"parameters": []}, "parameters: expected at least one parameter that isn't 0 everywhere, but got none."),
        ({"parameters": {"slip": 0.1}}, "parameters, 'slip': expected two ends, the lower first, but got 0.1."),
        ({"parameters": {"slip": (0.2, 0.1)}}, "parameters, 'slip': expected two ends, the lower first, but got (0.2, 0.1)."),
        ({"parameters": {"slip": (0.1, *scale(2))}}, "expected two ends, the lower first"),
        ({"parameters": {"slip": (0.1, "much")}}, "expected two ends, the lower first"),
        ({"parameters": {"slip": (0.1, 2)}}, "parameters, 'slip', slip 2, node 'acceptance', attribute slip: expected a number from 0 to 1"),
        ({"method": "sobol", "samples": 12}, "samples: expected a power of two, as 64 or 128, but got 12."),
        ({"method": "morris", "samples": 1}, "samples: expected a whole number from 2 on, but got 1."),
        ({"runs": 1}, "runs: expected at least 2, for an interval, but got 1."),
        ({"network": 4}, "network: expected a StepNetwork, but got 4."),
        ({"measure": 4}, "measure: expected a function, but got 4."),
        ({"measure": repr}, "measure: expected 50 numbers, one for each run, but got 'Ensemble(50 runs"),
        ({"measure": lambda ensemble: ensemble.levels.mean()}, "measure: expected 50 numbers, one for each run, but got "),
    ],
)  # fmt: skip
def test_what_can_not_be_studied_is_refused(given, message):
    with pytest.raises(CbfError) as caught:
        sensitivity(**{"network": SHIPPED, **SMALL, **given})
    assert message in str(caught.value)


def test_a_span_is_read_for_every_kind_of_parameter():
    given = Setting(SHIPPED)
    read = spans(given, {"rupture": (0, 0.1), ("slip", "repair"): scale(0.5, 2)}, 0.2)
    assert [span.parameter for span in read] == [Parameter("rupture"), Parameter("slip", ("repair",))]
    assert [span.times for span in read] == [False, True]
