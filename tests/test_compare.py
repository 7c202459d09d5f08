"""Paired comparisons: exact means on small networks, intervals that cover them as often as they say, and what pairing is worth."""

import re
from dataclasses import FrozenInstanceError

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cbf_widgets.errors import CbfError
from cbf_widgets.simulation.compare import compare
from cbf_widgets.simulation.ensemble import simulate
from cbf_widgets.simulation.exact import distributions
from cbf_widgets.simulation.intervals import of_means, of_ratio
from cbf_widgets.simulation.network import StepNetwork
from cbf_widgets.simulation.parts import Edge
from tests.strategies import step_networks
from tests.test_readings import SMALL, made

SHIPPED = StepNetwork.from_vocabulary("partnership-building")


def exact_mean(network, contact):
    """The exact mean level of each step after a contact."""
    chances = distributions(network, contact)[contact]
    return sum(chance * np.array(state.levels) for state, chance in chances.items())


def test_the_difference_is_that_of_the_exact_means_and_each_step_has_its_own():
    without = SMALL.with_(ratchet=0)
    comparison = compare(simulate(SMALL, 12, 50_000, seed=3), simulate(without, 12, 50_000, seed=3))
    exact = exact_mean(SMALL, 12) - exact_mean(without, 12)
    assert exact.sum() > 0.3
    low, high = comparison.at_end[1:]
    assert 0.005 < high - low < 0.05
    assert comparison.at_end.mean == pytest.approx(exact.sum(), abs=(high - low))
    by_step = comparison.by_step()
    assert by_step["mean"].to_numpy() == pytest.approx(exact, abs=0.02)
    earlier = comparison.by_step(4)
    assert earlier["mean"].to_numpy() == pytest.approx(exact_mean(SMALL, 4) - exact_mean(without, 4), abs=0.02)
    assert (by_step["mean"] != earlier["mean"]).all()


def test_intervals_cover_the_exact_difference_as_often_as_they_say():
    """400 comparisons of 250 runs: 95 % of the intervals should hold the exact value; within four standard errors."""
    without = SMALL.with_(contagion=0)
    exact = (exact_mean(SMALL, 6) - exact_mean(without, 6)).sum()
    held = 0
    for seed in range(400):
        _, low, high = compare(simulate(SMALL, 6, 250, seed=seed), simulate(without, 6, 250, seed=seed)).at_end
        held += low <= exact <= high
    assert 0.95 - 4 * np.sqrt(0.95 * 0.05 / 400) < held / 400 < 0.99


def test_a_frame_has_all_steps_together_and_each():
    one, other = simulate(SHIPPED, 9, 200, seed=7), simulate(SHIPPED, 9, 200, seed=7, effort=0.5)
    comparison = compare(one, other)
    table = comparison.to_frame()
    assert list(table.columns) == ["contact", "node", "label", "mean", "low", "high"]
    assert len(table) == 10 * 6
    together, each = table[table["node"].isna()], table[table["node"].notna()]
    assert together["label"].unique().tolist() == ["all steps"]
    for name in ("contact", "mean", "low", "high"):
        assert together[name].tolist() == pytest.approx(comparison.difference()[name].tolist())
    assert each[each["contact"] == 9]["mean"].tolist() == pytest.approx(comparison.by_step()["mean"].tolist())
    assert each["node"].tolist()[:5] == list(SHIPPED.nodes)
    assert each["label"].tolist()[:5] == list(SHIPPED.labels)
    assert together["mean"].tolist() == pytest.approx(each.groupby("contact")["mean"].sum().tolist())
    assert comparison.difference().iloc[-1][["mean", "low", "high"]].tolist() == pytest.approx(list(comparison.at_end))


def test_a_comparison_by_hand():
    one = made([[[0, 0], [3, 1]], [[0, 0], [1, 1]], [[0, 0], [2, 0]]])
    other = made([[[0, 0], [1, 0]], [[0, 0], [1, 0]], [[0, 0], [0, 1]]])
    comparison = compare(one, other)
    assert comparison.at_end.mean == pytest.approx(5 / 3)  # 3, 1, 1
    half = 4.302653 * np.sqrt(4 / 3) / np.sqrt(3)
    assert comparison.at_end.high - comparison.at_end.mean == pytest.approx(half, abs=1e-5)
    assert comparison.gain == pytest.approx(((8 / 3) / 3 + 0) / ((8 / 3) / 3))
    assert comparison.by_step()["mean"].tolist() == pytest.approx([4 / 3, 1 / 3])
    assert repr(comparison) == "Comparison(+1.67 loops at the end, 95 % interval -1.20 to +4.54, 3 pairs of runs)"


def test_the_other_way_round_only_the_sign_differs():
    one, other = simulate(SHIPPED, 9, 200, seed=7), simulate(SHIPPED.with_(slip=0.2), 9, 200, seed=7)
    forth, back = compare(one, other), compare(other, one)
    assert forth.at_end.mean == -back.at_end.mean > 0
    assert forth.at_end.low == pytest.approx(-back.at_end.high)
    assert forth.gain == pytest.approx(back.gain)


@settings(max_examples=20)
@given(step_networks(most=3), st.integers(0, 99), st.sampled_from(["slip", "rupture", "readiness"]))
def test_less_slip_rupture_or_readiness_never_leaves_a_run_behind(network, seed, name):
    better = compare(simulate(network.with_(**{name: 0}), 5, 20, seed=seed), simulate(network, 5, 20, seed=seed))
    assert better.difference()["mean"].min() >= 0
    assert better.by_step()["mean"].min() >= 0


def test_pairs_are_worth_what_the_variances_say():
    one, other = simulate(SHIPPED, 52, 2_000, seed=7), simulate(SHIPPED.with_(ratchet=0.13), 52, 2_000, seed=7)
    comparison = compare(one, other)
    a, b = (ensemble.levels[:, -1].astype(float).sum(axis=1) for ensemble in (one, other))
    assert comparison.gain == pytest.approx((a.var() + b.var()) / (a - b).var())
    assert comparison.gain > 10
    assert comparison.at_end.mean == pytest.approx((a - b).mean())


def test_what_does_not_vary_needs_no_pairs_and_what_differs_alike_needs_but_one():
    assert compare(made([[[0], [2]]] * 3), made([[[0], [1]]] * 3)).gain == 1
    assert compare(made([[[0], [2]], [[0], [3]]]), made([[[0], [1]], [[0], [2]]])).gain == np.inf


def test_with_one_run_the_interval_is_unknown():
    mean, low, high = compare(simulate(SHIPPED, 9, 1, seed=7), simulate(SHIPPED, 9, 1, seed=7)).at_end
    assert mean == 0
    assert np.isnan([low, high]).all()


def test_both_ensembles_are_said_to_have_made_it_and_neither_can_be_changed():
    one, other = simulate(SHIPPED, 9, 20, seed=7), simulate(SHIPPED, 9, 20, seed=7, effort=0.5)
    comparison = compare(one, other)
    for table in (comparison.difference(), comparison.by_step(), comparison.to_frame()):
        assert table.attrs["made_by"] == {**one.made_by, "other_token": other.token}
    with pytest.raises(FrozenInstanceError):
        comparison.one = other


@pytest.mark.parametrize(
    "changes, message",
    [
        ({"seed": 8}, "compare: expected two ensembles with the same seed, but got 7 and 8."),
        ({"contacts": 5}, "compare: expected two ensembles with the same contacts, but got 4 and 5."),
        ({"runs": 7}, "compare: expected two ensembles with the same runs, but got 6 and 7."),
        ({"network": SMALL}, "compare: expected two ensembles with the same steps, but got ('acceptance',"),
    ],
)
def test_ensembles_on_other_draws_are_refused(changes, message):
    given = {"network": SHIPPED, "contacts": 4, "runs": 6, "seed": 7}
    with pytest.raises(CbfError, match=re.escape(message)) as caught:
        compare(simulate(**given), simulate(**{**given, **changes}))
    assert str(caught.value).endswith("on networks with the same steps.")


def test_what_is_no_ensemble_is_refused():
    with pytest.raises(CbfError, match=re.escape("compare, other: expected an Ensemble, but got nothing. See simulate.")):
        compare(simulate(SHIPPED, 4, 6, seed=7), None)


@pytest.mark.parametrize("contact", [-1, 10, 1.5, True])
def test_a_contact_that_is_not_there_is_refused(contact):
    comparison = compare(simulate(SHIPPED, 9, 3, seed=7), simulate(SHIPPED, 9, 3, seed=7))
    with pytest.raises(CbfError, match=re.escape("by_step, contact: expected a contact from 0 to 9, but got")):
        comparison.by_step(contact)


# --- intervals -------------------------------------------------------------------------------------------------------------


def test_intervals_of_ratios_cover_as_often_as_they_say():
    """2,000 samples of 60 pairs whose ratio of means is known to be 0.4."""
    source, held = np.random.default_rng(5), 0
    for _ in range(2_000):
        below = source.poisson(3, 60)
        _, low, high = of_ratio(source.binomial(below, 0.4), below)
        held += low <= 0.4 <= high
    assert 0.93 < held / 2_000 < 0.97


def test_a_ratio_is_that_of_the_means_and_unknown_over_nothing():
    above, below = np.array([1, 0, 3]), np.array([2, 0, 6])
    assert of_ratio(above, below) == pytest.approx((0.5, 0.5, 0.5))
    assert of_ratio(np.array([1, 2, 0]), below).mean == pytest.approx(3 / 8)
    assert np.isnan(of_ratio(above, 0 * below)).all()


def test_an_interval_of_means_is_students():
    mean, low, high = of_means(np.array([[1.0, 5], [3, 5], [2, 5], [6, 5]]))
    assert mean.tolist() == [3, 5]
    half = 3.182446 * np.sqrt(14 / 3) / 2
    assert (high - mean).tolist() == pytest.approx([half, 0], abs=1e-5)
    assert (mean - low).tolist() == pytest.approx([half, 0], abs=1e-5)


def test_an_edge_more_is_no_other_draw():
    more = SMALL.with_(edge=("a", "a"), contagion=0.1)
    assert Edge("a", "a", contagion=0.1) in more.edges
    assert compare(simulate(more, 9, 500, seed=7), simulate(SMALL, 9, 500, seed=7)).difference()["mean"].min() >= 0
