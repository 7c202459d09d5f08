"""What a theory's arrows imply: exact on small theories, monotone, paired."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cbf_widgets.model.theory import TheoryOfChange
from cbf_widgets.simulation.ensemble import simulate
from cbf_widgets.simulation.exact import distributions
from cbf_widgets.simulation.theory_network import push, values
from cbf_widgets.simulation.theory_run import numbers, run_theory, theory_network
from cbf_widgets.simulation.tokens import replay
from tests.theory_runs import CHAIN, FEW, FORK, theory


def exactly(network, contacts: int, node: str) -> float:
    """The exact chance that a node has come about by the last contact."""
    place = network.nodes.index(node)
    return sum(chance for state, chance in distributions(network, contacts)[contacts].items() if state.levels[place])


def test_items_with_arrows_become_steps_and_strength_times_confidence_contagion():
    alone = CHAIN.add_item("now", "Alone")
    network = theory_network(alone, {"begins": 0.3, "slip": 0.05, "strong": 0.5, "sure": 0.8})
    assert network.nodes == ("i1", "i2", "i3")
    assert network.labels == ("Tea", "Talk", "Rest")
    assert network.loops == 1
    assert network.values("uptake").tolist() == [0.3, 0, 0]
    assert network.values("slip").tolist() == [0.05] * 3
    assert [(edge.from_step, edge.to_step, round(edge.contagion, 9)) for edge in network.edges] == [
        ("i1", "i2", 0.4),
        ("i2", "i3", 0.12),
    ]
    assert {edge.source for edge in network.edges} == {"assumption"}


def test_no_step_is_one_of_repair_whatever_its_column_is_called():
    made = theory("repair Tea", "later Rest", links=("i1 i2",), columns=("Repair", "Later"))
    assert set(theory_network(made).kinds) == {"item"}


def test_what_is_not_said_counts_by_numbers_of_its_own():
    link = theory("now Tea", "changes Talk", links=("i1 i2",)).links[0]
    assert push(link, values(numbers({"strength_unsaid": 0.5, "confidence_unsaid": 0.4}))) == pytest.approx(0.2)
    assert push(link, values(numbers({"strength_unsaid": 0.99, "confidence_unsaid": 1}))) == 0.99


def test_a_long_text_becomes_a_label_that_a_step_may_have():
    made = theory("now Tea", "changes Talk", links=("i1 i2",)).change_item("i1", text="x" * 500)
    assert theory_network(made).labels[0] == "x" * 199 + "…"


@pytest.mark.parametrize("made, node", [(CHAIN, "i3"), (FORK, "i3")], ids=["chain", "fork"])
def test_runs_reach_an_outcome_as_often_as_the_exact_chance_says(made, node):
    given_numbers = {"runs": 40_000, "contacts": 12, "seed": 3}
    run = run_theory(made, given_numbers)
    exact = exactly(run.base.network, 12, node)
    assert 0.2 < exact < 0.9
    assert run.reached[0].runs / 40_000 == pytest.approx(exact, abs=5 * np.sqrt(exact * (1 - exact) / 40_000))
    assert run.reached[0].in_100 == round(100 * run.reached[0].runs / 40_000)


def test_what_an_arrow_costs_is_the_exact_difference_within_its_interval():
    run = run_theory(FORK, {"runs": 40_000, "contacts": 12, "seed": 3})
    whole = exactly(run.base.network, 12, "i3")
    for cost in run.costs:
        link = FORK.link_of(cost.link)
        exact = 100 * (whole - exactly(run.base.network.without(link.from_item, link.to_item), 12, "i3"))
        assert exact > 0
        assert cost.low - (cost.high - cost.low) < exact < cost.high + (cost.high - cost.low)
    assert [cost.link for cost in run.costs] == ["a1", "a2"]
    assert not run.costs[1].tied


def test_an_item_that_loses_its_only_arrow_does_not_begin_by_itself():
    run = run_theory(CHAIN, {"slip": 0})
    reached = run.reached[0].runs
    assert reached > 300
    assert [cost.less for cost in run.costs] == [reached / 10] * 2  # of a thousand runs, all that had it


def test_along_a_chain_every_arrow_costs_the_same_and_the_words_say_so():
    run = run_theory(CHAIN)
    assert [(cost.same, cost.tied) for cost in run.costs] == [(False, False), (True, True)]
    assert "Just as much hangs on the one from “Talk” to “Rest”" in run.describe()
    assert "can't tell it" not in run.describe()


def test_arrows_that_these_runs_can_not_tell_apart_are_tied():
    twins = theory("now Tea", "now Milk", "long-term-outcomes Rest", links=("i1 i3 weak sure", "i2 i3 weak sure"))
    run = run_theory(twins, {"runs": 200})
    assert [(cost.same, cost.tied) for cost in run.costs] == [(False, False), (False, True)]
    assert "These runs can't tell it from the one from" in run.describe()
    apart = theory("now Tea", "now Milk", "long-term-outcomes Rest", links=("i1 i3 weak sure", "i2 i3 strong sure"))
    assert [(cost.link, cost.tied) for cost in run_theory(apart, {"runs": 200}).costs] == [("a2", False), ("a1", False)]


def test_intervals_narrow_as_runs_grow():
    few, many = (run_theory(FORK, {"runs": runs}).costs[0] for runs in (100, 10_000))
    assert (few.high - few.low) / (many.high - many.low) == pytest.approx(10, rel=0.4)


def test_an_arrow_that_leads_to_no_outcome_costs_nothing():
    made = FORK.add_item("changes", "Aside").link("i1", "i4", strength="strong", confidence="sure")
    cost = run_theory(made).costs[-1]
    assert cost == ("a3", 0, 0, 0, False, False)


def test_of_several_outcomes_the_cost_is_the_mean():
    made = theory(
        "now Tea", "long-term-outcomes Rest", "long-term-outcomes Calm", links=("i1 i2 strong sure", "i1 i3 strong sure")
    )
    run = run_theory(made, {"slip": 0, "runs": 500})
    assert [cost.less for cost in run.costs] == sorted([100 * one.runs / 500 / 2 for one in run.reached], reverse=True)
    assert "on average over 2 outcomes" in run.describe()


LINKS = ("i1 i3", "i2 i3", "i3 i4", "i2 i4", "i4 i5", "i3 i5", "i5 i3")
strengths, confidences = st.sampled_from(["weak", "middling", "strong"]), st.sampled_from(["guess", "fairly-sure", "sure"])


@st.composite
def drawn(draw):
    """Five items and some arrows among them, a circle perhaps."""
    links = draw(st.lists(st.sampled_from(LINKS), unique=True, min_size=1))
    links = tuple(f"{link} {draw(strengths)} {draw(confidences)}" for link in links)
    return theory("now Tea", "now Milk", "changes Talk", "changes Walk", "long-term-outcomes Rest", links=links)


@settings(max_examples=40)
@given(drawn(), st.integers(0, 50), st.data())
def test_more_confidence_never_leaves_a_run_worse_off(made, seed, data):
    link = data.draw(st.sampled_from(made.links))
    less, more = (
        simulate(theory_network(made.change_link(link.id, confidence=sure)), 20, 60, seed=seed) for sure in ("guess", "sure")
    )
    assert (more.levels >= less.levels).all()


@settings(max_examples=40)
@given(drawn())
def test_no_arrow_costs_less_than_nothing_nor_more_than_there_is(made):
    run = run_theory(made, FEW)
    there = 100 * sum(one.runs for one in run.reached) / len(run.reached) / 60
    assert {cost.link for cost in run.costs} == {link.id for link in made.links}
    for cost in run.costs:
        assert 0 <= cost.less <= there
        assert cost.low <= cost.less <= cost.high
    assert [cost.less for cost in run.costs] == sorted((cost.less for cost in run.costs), reverse=True)


@settings(max_examples=25)
@given(drawn(), st.randoms(use_true_random=False))
def test_the_order_in_which_arrows_were_drawn_changes_nothing(made, random):
    links = [link.to_dict() for link in made.links]
    random.shuffle(links)
    other = TheoryOfChange.from_dict({**made.to_dict(), "links": links})
    one, two = run_theory(made, FEW), run_theory(other, FEW)
    assert one.reached == two.reached
    assert {cost[:4] for cost in one.costs} == {cost[:4] for cost in two.costs}


def test_the_same_seed_gives_the_same_and_the_token_gives_the_runs_again():
    plain = run_theory(CHAIN, {"seed": 9, "runs": 50}).to_plain()
    assert plain == run_theory(CHAIN, {"seed": 9, "runs": 50}).to_plain()
    assert plain["costs"][0]["less"] != run_theory(CHAIN, {"seed": 11, "runs": 50}).costs[0].less
    again = replay(plain["token"])
    assert int((again.levels[:, -1, 2] > 0).sum()) * 2 == plain["reached"][0]["in_100"]
