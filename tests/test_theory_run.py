"""What a theory's arrows imply: exact on small theories, monotone, paired, and honest about what it can't tell."""

import json
import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cbf_widgets import datasets
from cbf_widgets.errors import CbfError
from cbf_widgets.model.theory import TheoryOfChange
from cbf_widgets.model.theory_number import TheoryNumber
from cbf_widgets.simulation.ensemble import simulate
from cbf_widgets.simulation.exact import distributions
from cbf_widgets.simulation.theory_network import push, values
from cbf_widgets.simulation.theory_run import looked_at, numbers, run_theory, theory_network
from cbf_widgets.simulation.tokens import replay

COLUMNS = ("Now", "Changes", "Long-term outcomes")


def theory(*items: str, links: tuple[str, ...] = (), columns=COLUMNS) -> TheoryOfChange:
    """Items like ``changes Ask`` get i1, i2, …; links like ``i1 i2 strong sure`` get a1, a2, …"""
    made = TheoryOfChange(id="ours", title="Ours")
    for column in columns:
        made = made.add_column(column)
    for item in items:
        column, text = item.split(" ", 1)
        made = made.add_item(column, text)
    for link in links:
        start, end, *rest = link.split()
        made = made.link(start, end, **dict(zip(("strength", "confidence", "assumption"), rest, strict=False)))
    return made


CHAIN = theory("now Tea", "changes Talk", "long-term-outcomes Rest", links=("i1 i2 strong sure", "i2 i3 middling fairly-sure"))
FORK = theory("now Tea", "now Milk", "long-term-outcomes Rest", links=("i1 i3 strong sure", "i2 i3 weak guess"))


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


FEW = {"runs": 60, "contacts": 20}


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


# --- what it looks at ---------------------------------------------------------------------------------------------------


def test_it_looks_at_long_term_outcomes_wherever_their_column_stands():
    croydon = datasets.theories()["Lambeth"]
    assert croydon.columns[-1].id == "existing_strategies"
    first, last = croydon.items[0].id, croydon.of_column("long_term_outcomes")[0].id
    made = croydon.link(first, last).link(first, croydon.of_column("existing_strategies")[0].id)
    assert [item.id for item in looked_at(made)] == [last]
    assert run_theory(made, FEW).column == "long_term_outcomes"


def test_without_an_arrow_to_a_long_term_outcome_it_looks_at_the_last_column_that_has_one_and_says_so():
    made = theory("now Tea", "changes Talk", "long-term-outcomes Rest", links=("i1 i2",))
    run = run_theory(made, FEW)
    assert (run.column, run.outcomes) == ("changes", ("i2",))
    assert "No arrow reaches a long-term outcome yet, so this looks at “Changes”." in run.describe()


def test_strategies_are_looked_at_last():
    lambeth = datasets.theories()["Lambeth"]
    pair = lambeth.of_column("existing_strategies")[0].id, lambeth.of_column("opportunities")[0].id
    assert looked_at(lambeth.link(pair[1], pair[0]))[0].column == "opportunities"


# --- words ---------------------------------------------------------------------------------------------------------------


def test_the_words_say_what_they_rest_on_and_foretell_nothing():
    made = CHAIN.change_link("a1", assumption="Somebody has time")
    words = run_theory(made).describe()
    assert words.splitlines()[0] == (
        "This is what the arrows and the numbers imply. They are assumptions, so it's no evidence and no forecast."
    )
    assert re.search(r"“Rest”: \d+ of 100 runs have it after 52 rounds\.", words)
    assert re.search(r"the one from “Tea” to “Talk” would cost most: [\d.]+ fewer of 100 runs reach it \(95 % interval", words)
    assert "It assumes: Somebody has time" in words
    assert "isn't put down" not in words
    assert "isn't put down for 1 arrow of 2" in run_theory(CHAIN.change_link("a2", confidence="")).describe()


def test_outcomes_without_an_arrow_and_circles_that_nothing_begins_are_told():
    apart = run_theory(CHAIN.add_item("long-term-outcomes", "Peace"), FEW).describe()
    assert "No arrow leads to “Peace”. The runs say nothing of it." in apart
    circle = theory("now Tea", "changes Talk", "long-term-outcomes Rest", links=("i1 i2", "i2 i1", "i2 i3"))
    run = run_theory(circle, FEW)
    assert "Nothing begins “Tea”, “Talk” and “Rest”" in run.describe()
    assert run.reached[0].runs == 0
    assert "No single arrow's failure costs anything" in run.describe()
    begun = run_theory(theory("changes Talk", "long-term-outcomes Rest", links=("i2 i1",)), FEW).describe()
    assert "No arrow leads to it, so it's taken to begin by itself." in begun


def test_labels_stay_as_they_were_written():
    made = CHAIN.change_item("i3", text="{item} <b>")
    assert "“{item} <b>”: " in run_theory(made, FEW).describe()


# --- what goes out, and what comes in ---------------------------------------------------------------------------------


def test_plain_data_has_all_that_the_screen_needs():
    plain = json.loads(json.dumps(run_theory(CHAIN, {"runs": 80}).to_plain()))
    assert set(plain) == {"lines", "column", "reached", "costs", "numbers", "seed", "runs", "contacts", "token"}
    assert (plain["seed"], plain["runs"], plain["contacts"]) == (1, 80, 52)
    assert set(plain["costs"][0]) == {"link", "less", "low", "high", "tied", "same"}
    runs = next(number for number in plain["numbers"] if number["name"] == "runs")
    assert runs["value"] == 80
    assert "seed" not in {number["name"] for number in plain["numbers"]}  # it stands apart
    assert {"name", "title", "value", "least", "most", "step", "meaning", "unit"} <= set(runs)


def test_tables_say_what_made_them():
    run = run_theory(CHAIN, {"runs": 80})
    costs, reached = run.to_frame(), run.to_frame("reached")
    assert costs[["link", "from_item", "to_item"]].to_numpy().tolist() == [["a1", "i1", "i2"], ["a2", "i2", "i3"]]
    assert reached["item"].tolist() == ["i3"]
    for table in (costs, reached):
        assert table.attrs["made_by"]["numbers"]["runs"] == 80
        assert table.attrs["made_by"]["theory"] == "ours"
    with pytest.raises(CbfError, match="to_frame, what: expected 'costs' or 'reached', but got 'tea'"):
        run.to_frame("tea")


def test_a_theory_without_arrows_is_told_to_draw_some():
    with pytest.raises(CbfError) as caught:
        run_theory(datasets.theories()["Croydon"])
    assert str(caught.value) == (
        "theory croydon: expected at least one arrow, but got none. Draw some: a run follows what you think leads to what."
    )
    with pytest.raises(CbfError, match="theory: expected a TheoryOfChange, but got 'Croydon'"):
        theory_network("Croydon")


@pytest.mark.parametrize(
    "given_numbers, message",
    [
        ({"strong": 1}, "numbers, strong: expected a number from 0 to 0.99, but got 1."),
        ({"slip": -0.1}, "numbers, slip: expected a number from 0 to 1, but got -0.1."),
        ({"slip": "much"}, "numbers, slip: expected a number from 0 to 1, but got 'much'."),
        ({"slip": True}, "numbers, slip: expected a number from 0 to 1, but got True."),
        ({"slip": float("nan")}, "numbers, slip: expected a number from 0 to 1, but got nan."),
        ({"runs": 1}, "numbers, runs: expected a whole number from 2 to 100,000, but got 1."),
        ({"runs": 10.5}, "numbers, runs: expected a whole number from 2 to 100,000, but got 10.5."),
        ({"seed": -1}, "numbers, seed: expected a whole number from 0 to"),
        ({"tea": 1}, "numbers: expected one of weak, middling, strong"),
        ([0.1], "numbers: expected numbers by name, but got [0.1]."),
    ],
)
def test_a_bad_number_is_named(given_numbers, message):
    with pytest.raises(CbfError, match=re.escape(message)):
        run_theory(CHAIN, given_numbers)


def test_every_number_is_an_assumption_that_is_explained():
    for number in numbers():
        assert number.meaning.endswith(".")
        assert number.least <= number.value <= number.most
    names = {number.name for number in numbers()}
    assert {"weak", "middling", "strong", "guess", "fairly_sure", "sure", "begins", "slip", "contacts", "runs", "seed"} <= names


def test_a_number_that_is_not_sound_is_refused():
    fields = {
        "name": "tea",
        "title": "Tea",
        "value": 1,
        "least": 0,
        "most": 2,
        "step": 1,
        "meaning": "…",
        "unit": "cups",
        "source": "assumption",
    }
    assert TheoryNumber(**fields).at(2).value == 2
    for change in ({"step": 0}, {"value": 3}, {"value": 0.5}):
        with pytest.raises(CbfError):
            TheoryNumber(**{**fields, **change})


def test_the_shipped_numbers_show_something_on_a_chain_of_six():
    """Neither nearly none nor nearly all, so that a change of an arrow can be seen."""
    items = [f"now Step {i}" for i in range(6)] + ["long-term-outcomes Rest"]
    links = tuple(f"i{i} i{i + 1}" for i in range(1, 7))
    assert 10 < run_theory(theory(*items, links=links)).reached[0].in_100 < 90
