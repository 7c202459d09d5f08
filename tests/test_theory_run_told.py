"""What a run of a theory looks at and says, what goes out and comes in: honest about what it rests on and can't tell."""

import json
import re

import pytest

from cbf_widgets import datasets
from cbf_widgets.errors import CbfError
from cbf_widgets.model.theory_number import TheoryNumber
from cbf_widgets.simulation.theory_run import looked_at, numbers, run_theory, theory_network
from tests.theory_runs import CHAIN, FEW, theory

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
