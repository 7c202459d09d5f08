"""Plans of effort: always the same amount of work, and what follows from doing it elsewhere or later."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cbf_widgets import datasets
from cbf_widgets.errors import CbfError
from cbf_widgets.model.plan import EffortPlan
from cbf_widgets.simulation.ensemble import simulate
from cbf_widgets.simulation.network import StepNetwork
from cbf_widgets.simulation.parts import Edge, Step
from cbf_widgets.simulation.plans import compare_plans, effort_in_vain, last_step
from tests.strategies import tried

NETWORK = StepNetwork.from_vocabulary("partnership-building")
SHIPPED = {plan.id: plan for plan in datasets.effort_plans()}
rates = st.sampled_from([0.0, 0.1, 0.5, 1.0]) | st.floats(0, 1).map(lambda rate: round(rate, 6))


def chain(steps):
    return StepNetwork(steps=tuple(Step(i, uptake=0.1) for i in range(steps)), loops=1)


@st.composite
def plans(draw):
    rows = draw(st.lists(st.lists(rates, min_size=1, max_size=6), min_size=1, max_size=4))
    parts = draw(st.lists(st.integers(1, 9), min_size=len(rows), max_size=len(rows)))
    phases = [{"share": part / sum(parts), "effort": row} for part, row in zip(parts, rows, strict=True)]
    return EffortPlan(id="own", title="Ours", phases=phases)


def raw(plan, steps, contacts):
    """The weights before they are made equal, worked out another way."""
    ends = np.rint(np.cumsum([phase.share for phase in plan.phases]) * contacts)
    rows = []
    for contact in range(contacts):
        weights = plan.phases[int((ends <= contact).sum())].effort
        places = np.linspace(0, len(weights) - 1, steps)
        rows.append([np.mean(weights)] if steps == 1 else np.interp(places, range(len(weights)), weights))
    return np.array(rows)


@given(plans(), st.integers(1, 12), st.integers(1, 60))
def test_every_plan_comes_to_half_of_all_effort_or_says_that_it_cannot(plan, steps, contacts):
    effort, error = tried(lambda: plan.over(chain(steps), contacts))
    weights = raw(plan, steps, contacts)
    if (weights > 0).mean() < 0.5:
        assert "in at least half of all contacts and steps" in str(error)
        return
    assert effort.shape == (contacts, steps)
    assert effort.min() >= 0
    assert effort.max() <= 1
    assert effort.mean() == pytest.approx(0.5, rel=1e-12)
    below = effort < 1
    assert (effort[weights == 0] == 0).all()
    factors = effort[below & (weights > 0)] / weights[below & (weights > 0)]
    assert np.ptp(factors) <= 1e-9 * max(factors, default=0) if factors.size else True
    assert (effort[~below] <= weights[~below] * max(factors, default=np.inf) * (1 + 1e-9)).all()


@given(plans(), st.integers(1, 12), st.integers(1, 60))
def test_a_fitted_plan_says_what_it_does_and_stays_as_it_is(plan, steps, contacts):
    fitted, error = tried(lambda: plan.fit(steps, contacts))
    if error:
        return
    assert {len(phase.effort) for phase in fitted.phases} == {steps}
    assert EffortPlan.from_dict(fitted.to_dict()) == fitted
    over = plan.over(chain(steps), contacts)
    assert fitted.over(chain(steps), contacts) == pytest.approx(over, abs=1e-9)
    ends = np.rint(np.cumsum([phase.share for phase in fitted.phases]) * contacts).astype(int)
    rows = np.repeat([phase.effort for phase in fitted.phases], np.diff(ends, prepend=0), axis=0)
    assert (rows == over).all()


@pytest.mark.parametrize("plan", SHIPPED.values(), ids=SHIPPED)
@pytest.mark.parametrize("steps", [1, 2, 4, 5, 12])
def test_a_shipped_plan_fits_any_network(plan, steps):
    assert plan.over(chain(steps), 52).sum() == pytest.approx(52 * steps / 2, rel=1e-12)


def test_twice_the_weights_are_the_same_plan():
    one = EffortPlan(id="a", title="A", phases=[{"share": 1, "effort": [0.4, 0.1]}])
    other = EffortPlan(id="a", title="A", phases=[{"share": 1, "effort": [0.8, 0.2]}])
    assert one.over(chain(2), 3) == pytest.approx(other.over(chain(2), 3))
    assert one.over(chain(2), 3)[0] == pytest.approx([0.8, 0.2])


def test_what_would_be_more_than_all_stays_at_1_and_the_others_take_the_rest():
    plan = EffortPlan(id="a", title="A", phases=[{"share": 1, "effort": [1, 0.2, 0.1, 0]}])
    assert plan.over(chain(4), 1)[0] == pytest.approx([1, 2 / 3, 1 / 3, 0])


def test_a_plan_that_needs_all_of_every_weight_gets_it():
    plan = EffortPlan(id="a", title="A", phases=[{"share": 1, "effort": [0.3, 0.2, 0, 0]}])
    assert plan.over(chain(4), 2).tolist() == [[1, 1, 0, 0]] * 2


@pytest.mark.parametrize("phases, message", [
    ([], "shares that make 1"),
    ([{"share": 0.9, "effort": [1]}], "shares that make 1, but got 0.9"),
    ([{"share": 1, "effort": []}], "phases\\[0\\].effort: expected at least one number"),
    ([{"share": 1, "effort": [2]}], "phases\\[0\\].effort\\[0\\]: expected a number from 0 to 1"),
    ([{"share": -1, "effort": [1]}, {"share": 2, "effort": [1]}], "phases\\[0\\].share"),
])  # fmt: skip
def test_an_impossible_plan_is_refused(phases, message):
    with pytest.raises(CbfError, match=message):
        EffortPlan(id="own", title="Ours", phases=phases)


@pytest.mark.parametrize("contacts", [0, -1, 2.5, True, "52", None])
def test_contacts_are_a_whole_number(contacts):
    with pytest.raises(CbfError, match="contacts: expected a"):
        SHIPPED["steady"].over(NETWORK, contacts)


# --- side by side --------------------------------------------------------------------------------------------------------


def test_listening_late_is_the_work_of_listening_first_in_another_order():
    first, late = (SHIPPED[name].over(NETWORK, 52) for name in ("listening-first", "listening-late"))
    assert first.sum(axis=0) == pytest.approx(late.sum(axis=0), rel=1e-12)
    assert not np.allclose(first, late)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", ["partnership-building", "making-change-happen"])
def test_the_later_and_hastier_the_first_step_the_fewer_loops(name, seed):
    frame = compare_plans(StepNetwork.from_vocabulary(name), seed=seed).set_index("plan")
    order = ["Rushing to intervene", "Listening in haste", "Steady", "Listening first"]
    for column in ("mean", "reached", "held"):
        assert frame.loc[order, column].is_monotonic_increasing
    assert frame.loc[order, "in_vain"].is_monotonic_decreasing
    assert frame.loc["Listening first", "mean"] > frame.loc["Listening late", "mean"] + 0.5


def test_each_number_of_the_table_is_that_of_the_ensemble():
    plans = {"Ours": SHIPPED["rushing"].over(NETWORK, 20), "Even": 0.5}
    frame = compare_plans(NETWORK, plans, 20, 300, seed=5)
    ensembles = [simulate(NETWORK, 20, 300, seed=5, effort=effort) for effort in plans.values()]
    first = ensembles[0].levels[:, -1].sum(axis=1)
    assert frame["plan"].tolist() == ["Ours", "Even"]
    assert frame["effort"].tolist() == pytest.approx([0.5, 0.5])
    for (_, row), ensemble in zip(frame.iterrows(), ensembles, strict=True):
        end, obvious = ensemble.levels[:, -1].sum(axis=1), ensemble.levels[:, :, 3]
        assert row["mean"] == pytest.approx(end.mean())
        assert [row[name] for name in ("q05", "q25", "q50", "q75", "q95")] == [sorted(end)[i] for i in (14, 74, 149, 224, 284)]
        assert row["reached"] == pytest.approx(sum(any(levels) for levels in obvious) / 3)
        assert row["held"] == pytest.approx(sum(levels[-1] > 0 for levels in obvious) / 3)
        assert [row[name] for name in ("ahead", "even", "behind")] == pytest.approx(
            [(end > first).mean() * 100, (end == first).mean() * 100, (end < first).mean() * 100]
        )
    assert frame.attrs["step"] == NETWORK.labels[3]
    assert frame.attrs["made_by"] == ensembles[0].made_by


def test_effort_is_in_vain_as_far_as_its_step_must_wait():
    steps = Step("a", uptake=1), Step("b", uptake=0.1, effort=0.5)
    network = StepNetwork(steps=steps, edges=(Edge("a", "b", 0, 0.8),), loops=2)
    # a moves on in every contact: b waits for all of it in the first contact, for half in the second, then no more.
    waits = [0.8, 1 - 0.2**0.5, 0]
    assert effort_in_vain(simulate(network, 3, 10, seed=1)) == pytest.approx(0.5 * sum(waits) / (1.5 * 3))
    assert effort_in_vain(simulate(network, 3, 10, seed=1, effort=0)) == 0


def test_the_step_asked_about_is_the_one_that_waits_most_or_the_one_named():
    frames = [compare_plans(NETWORK, runs=100, seed=1, step=step) for step in (None, "obvious", "acceptance")]
    assert frames[0].equals(frames[1])
    assert frames[2].attrs["step"] == NETWORK.labels[0]
    assert not frames[0].equals(frames[2])
    assert last_step(NETWORK.with_(readiness=0)) == "repair"
    with pytest.raises(CbfError, match="step: expected a node"):
        compare_plans(NETWORK, runs=100, seed=1, step="tea")


@pytest.mark.parametrize("plans, message", [
    ({"half": 0.5, "more": 0.6}, "plan 'more': expected the same total effort as in 'half', 0.5 in the mean, but got 0.6"),
    ({}, "at least one plan"),
    ([], "at least one plan"),
    ([0.5], "plans, or a mapping"),
    (0.5, "plans, or a mapping"),
    ([SHIPPED["steady"], SHIPPED["steady"]], "each title once"),
    ({"tea": "milk"}, "effort: expected a number"),
])  # fmt: skip
def test_plans_that_cannot_be_compared_are_refused(plans, message):
    with pytest.raises(CbfError, match=message):
        compare_plans(NETWORK, plans, runs=10, seed=1)


def test_plans_may_be_ones_own_and_one_alone():
    frame = compare_plans(NETWORK, [SHIPPED["steady"]], runs=50, seed=1)
    assert frame["even"].tolist() == [100]
