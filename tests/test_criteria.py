"""The five criteria: exact on small networks, beside slow loops over runs, and said in words with what they rest on."""

import math
import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cbf_widgets import datasets
from cbf_widgets.errors import CbfError
from cbf_widgets.simulation.criteria import CriterionRow, criteria
from cbf_widgets.simulation.ensemble import simulate
from cbf_widgets.simulation.exact import distributions
from cbf_widgets.simulation.network import StepNetwork
from cbf_widgets.simulation.parts import Edge, Step
from cbf_widgets.simulation.quantities import QUANTITIES
from tests.strategies import step_networks
from tests.test_readings import SMALL

SHIPPED = StepNetwork.from_vocabulary("partnership-building")
CONTACTS, DURING = 10, (0, 5)
WORK = 0.3 * 5


@pytest.fixture(scope="module")
def small():
    """The criteria of a small network, and by step number and quantity their rows."""
    found = criteria(SMALL, CONTACTS, 60_000, seed=5, extra=0.3)
    return found, {("ab".index(row.node), row.quantity): row for row in found.rows}


def plan(step=None, extra=0.3, during=DURING):
    efforts = np.full((CONTACTS, 2), 0.5)
    if step is not None:
        efforts[during[0] : during[1], step] += extra
    return efforts


def exact(step, measure):
    """By how much extra effort on a step raises the exact mean of a measure of the state, contact by contact."""
    means = []
    for efforts in (plan(step), plan()):
        chances = distributions(SMALL, CONTACTS, efforts.tolist())
        means.append([sum(chance * measure(state) for state, chance in of.items()) for of in chances])
    return np.subtract(*means)


def assert_holds(row, value):
    """The exact value lies within two and a half widths of the interval's half."""
    half = (row.high - row.low) / 2
    assert row.low < row.value < row.high
    assert half < 0.06 * max(1, abs(value))
    assert abs(row.value - value) < 2.5 * half


@pytest.mark.parametrize("step", [0, 1])
def test_gains_are_those_of_the_exact_chances(small, step):
    rows, ahead = small[1], exact(step, lambda state: sum(state.levels))
    assert_holds(rows[step, "forward"], ahead[-1])
    assert_holds(rows[step, "leverage"], ahead[-1] / WORK)
    assert_holds(rows[step, "still_there"], ahead[-1] / ahead[5])
    assert_holds(rows[step, "outward"], exact(step, lambda state: sum(level > 0 for level in state.levels))[-1])
    assert_holds(rows[step, "secure"], exact(step, lambda state: sum(state.floors))[-1])


@pytest.mark.parametrize("step", [0, 1])
def test_what_survives_a_rupture_is_that_of_the_exact_chances(small, step):
    """A rupture is as likely in each contact and doesn't ask what stands: so it meets what was ahead one contact before, on average."""
    before, after = exact(step, lambda state: sum(state.levels)), exact(step, lambda state: sum(state.floors))
    assert_holds(small[1][step, "through_rupture"], after[:-1].sum() / before[:-1].sum())


def going_through(step):
    """The quantities worked out run by run, in loops, for 300 runs."""
    more, base = (simulate(SMALL, CONTACTS, 300, seed=9, effort=efforts) for efforts in (plan(step), plan()))
    others, falls, other = [], [], 1 - step
    for run in range(300):
        highest = [max(ensemble.levels[run, :, other].tolist()) for ensemble in (more, base)]
        others.append(highest[0] > highest[1])
        worst = []
        for ensemble in (more, base):
            loops = [int(sum(levels)) for levels in ensemble.levels[run].tolist()]
            worst.append(max(max(loops[: i + 1]) - loops[i] for i in range(len(loops))))
        falls.append(worst[1] - worst[0])
    return others, falls


@pytest.mark.parametrize("step", [0, 1])
def test_what_is_enabled_and_how_far_it_falls_are_what_going_through_the_runs_finds(step):
    found = criteria(SMALL, CONTACTS, 300, seed=9, extra=0.3)
    rows = {row.quantity: row for row in found.rows if row.node == "ab"[step]}
    others, falls = going_through(step)
    assert rows["others"].value == pytest.approx(np.mean(others))
    assert rows["any_other"].value == pytest.approx(100 * np.mean(others))
    assert found.enabled_runs.tolist()[step] == [0, sum(others)][:: -1 if step else 1]
    assert rows["fall"].value == pytest.approx(np.mean(falls))
    assert sum(others) > 5
    assert any(falls)


def test_a_step_that_opens_others_is_seen_to_do_so():
    """b and c wait for a: extra effort on a brings them further, extra effort on them brings nothing but themselves."""
    steps = tuple(Step(node, uptake=0.1) for node in "abc")
    edges = tuple(Edge("a", node, readiness=0.95) for node in "bc")
    found = criteria(StepNetwork(steps=steps, edges=edges, loops=1), 40, 2_000, seed=1)
    others = {row.node: row.value for row in found.rows if row.quantity == "others"}
    assert others["a"] > 0.1
    assert others["b"] == others["c"] == 0
    table = found.enabled()
    assert list(table.columns) == ["node", "label", "other", "other_label", "runs", "in_100"]
    assert list(zip(table["node"], table["other"], strict=True)) == [
        ("a", "b"),
        ("a", "c"),
        ("b", "a"),
        ("b", "c"),
        ("c", "a"),
        ("c", "b"),
    ]
    assert table["runs"].tolist() == [*found.enabled_runs[0, 1:].tolist(), 0, 0, 0, 0]
    assert table["in_100"].tolist()[0] == round(table["runs"][0] / 20)


def test_without_any_slip_nothing_falls_and_all_that_was_ahead_in_an_open_race_is_still_there():
    still = StepNetwork(steps=(Step("a", uptake=0.05, ratchet=1), Step("b", uptake=0.05)), loops=100)
    rows = {(row.node, row.quantity): row for row in criteria(still, 30, 2_000, seed=1).rows}
    for node in "ab":
        assert rows[node, "fall"].value == 0
        assert rows[node, "still_there"][5:8] == (1, 1, 1)
        assert rows[node, "forward"].value == pytest.approx(0.05 * 0.2 * 15, abs=0.03)
        assert math.isnan(rows[node, "through_rupture"].value)  # there was none
    assert rows["a", "secure"].value == rows["a", "forward"].value
    assert rows["b", "secure"].value == 0


def test_effort_that_brings_nothing_is_told_as_nothing():
    rows = {row.quantity: row.value for row in criteria(SMALL.with_(uptake=0), 6, 50, seed=1).rows if row.node == "a"}
    assert [rows[name] for name in ("leverage", "others", "any_other", "forward", "outward", "fall", "secure")] == [0] * 7
    assert math.isnan(rows["still_there"])
    assert math.isnan(rows["through_rupture"])


@settings(max_examples=15)
@given(step_networks(most=3), st.integers(0, 99))
def test_more_effort_never_leaves_anybody_behind(network, seed):
    gains = [
        row.value for row in criteria(network, 5, 20, seed=seed).rows if row.quantity != "fall" and not math.isnan(row.value)
    ]
    assert min(gains) >= 0


def test_effort_is_that_of_a_plan_and_extra_lasts_as_long_as_said():
    efforts = np.linspace(0.1, 0.6, 8)[:, None] * [1, 0.5]
    found = criteria(SMALL, 8, 400, seed=3, effort=efforts, extra=0.4, during=(2, 4))
    assert np.array_equal(found.base.effort, efforts)
    changed = efforts.copy()
    changed[2:4, 1] += 0.4
    ahead = simulate(SMALL, 8, 400, seed=3, effort=changed).levels.astype(int) - found.base.levels
    rows = {row.quantity: row.value for row in found.rows if row.node == "b"}
    assert rows["forward"] == pytest.approx(ahead[:, -1].sum() / 400)
    assert rows["leverage"] == pytest.approx(ahead[:, -1].sum() / 400 / 0.8)
    assert rows["still_there"] == pytest.approx(ahead[:, -1].sum() / ahead[:, 4].sum())


def test_rows_follow_the_steps_and_the_dataset():
    found = criteria(SHIPPED, 6, 30, seed=1)
    ids = [concept.id for concept in datasets.criteria()]
    assert list(dict.fromkeys(quantity.criterion for quantity in QUANTITIES)) == ids
    assert [row.node for row in found.rows] == [node for node in SHIPPED.nodes for _ in QUANTITIES]
    assert [row.quantity for row in found.rows[:9]] == [quantity.id for quantity in QUANTITIES]
    assert found.rows[9].label == SHIPPED.labels[1]
    assert {row.criterion: row.name for row in found.rows} == {concept.id: concept.name for concept in datasets.criteria()}
    table = found.to_frame()
    assert tuple(table.columns) == CriterionRow._fields
    assert table["quantity"].tolist() == [row.quantity for row in found.rows]
    assert table["low"].tolist() == pytest.approx([row.low for row in found.rows], nan_ok=True)
    assert table["unit"].tolist()[:9] == [quantity.unit for quantity in QUANTITIES]


def test_what_it_rests_on_is_said():
    found = criteria(SHIPPED, 9, 30, seed=1)
    assert found.assumptions[0] == "Every step has effort 0.5. Each in turn has 0.2 more in contacts 1 to 4."
    assert found.assumptions[2] == "30 runs of 9 contacts, seed 1, 3 loops."
    assert "assumptions" in found.assumptions[3]
    other = criteria(SHIPPED, 3, 2_000, seed=1, effort=[[0.1] * 5, [0.2] * 5, [0.3] * 5], during=(1, 3))
    assert other.assumptions[0] == "Every step has effort 0.1 to 0.3, by its plan. Each in turn has 0.2 more in contacts 2 to 3."
    assert set(found.words) == {row.quantity for row in found.rows}
    assert repr(found) == "Criteria(5 steps, 30 pairs of runs of 9 contacts each, seed 1)"
    for table in (found.to_frame(), found.enabled()):
        assert table.attrs["made_by"] == {**found.base.made_by, "extra": 0.2, "during": [0, 4]}


def test_nothing_ranks_or_adds_up_the_steps():
    found = criteria(SHIPPED, 6, 30, seed=1)
    said = " ".join([*dir(found), *found.to_frame().columns, *found.words, *found.words.values(), *found.assumptions]).casefold()
    assert not re.search(r"\b(score|rank|best|worst step|index|grade)\b", said)


def test_progress_is_a_tick_for_each_step(capsys):
    criteria(SHIPPED, 3, 30, seed=1, progress=True)
    assert "5/5" in capsys.readouterr().err
    criteria(SHIPPED, 3, 30, seed=1)
    assert capsys.readouterr().err == ""


def test_efforts_that_come_to_1_have_room():
    assert criteria(SMALL, 4, 10, seed=1, effort=0.7, extra=0.3).extra == 0.3
    assert criteria(SMALL, 4, 10, seed=1, effort=0.9, extra=0.1).extra == 0.1
    late = np.array([[0.5, 0.5], [0.5, 0.5], [1, 1], [1, 1]])
    assert criteria(SMALL, 4, 10, seed=1, effort=late, extra=0.5).during == (0, 2)


def test_a_single_contact_is_its_own_first_half():
    assert criteria(SMALL, 1, 10, seed=1).during == (0, 1)


@pytest.mark.parametrize(
    "given, message",
    [
        ({"extra": 0}, "criteria, extra: expected a number above 0, but got 0."),
        ({"extra": -0.1}, "criteria, extra: expected a number from 0 to 1, but got -0.1."),
        ({"extra": "much"}, "criteria, extra: expected a number, but got 'much'."),
        ({"extra": 0.6}, "criteria: expected effort of at most 1 with what is extra, but got 0.5 + 0.6. Give less effort, or less that is extra."),
        ({"during": (0, 7)}, "criteria, during: expected two contacts from 0 to 6, the first before the second, but got (0, 7)."),
        ({"during": (3, 3)}, "criteria, during: expected two contacts from 0 to 6, the first before the second, but got (3, 3)."),
        ({"during": (-1, 3)}, "criteria, during: expected two contacts from 0 to 6, the first before the second, but got (-1, 3)."),
        ({"during": (0, True)}, "criteria, during: expected two contacts from 0 to 6, the first before the second, but got (0, True)."),
        ({"during": 3}, "criteria, during: expected two contacts from 0 to 6, the first before the second, but got 3."),
        ({"runs": 0}, "runs: expected a number from 1 to 1e+08, but got 0."),
    ],
)  # fmt: skip
def test_what_can_not_be_measured_is_refused(given, message):
    with pytest.raises(CbfError) as caught:
        criteria(**{"network": SHIPPED, "contacts": 6, "runs": 3, "seed": 1, **given})
    assert str(caught.value) == message
