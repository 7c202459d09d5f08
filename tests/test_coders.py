"""Two coders: counts by hand, kappa by hand and by scikit-learn, and words that don't oversell it."""

import math
import warnings

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cbf_widgets import datasets
from cbf_widgets.comparing import agreement
from cbf_widgets.comparing.coders import cohens_kappa
from cbf_widgets.errors import CbfError
from cbf_widgets.model.coding import Coding, Theme
from cbf_widgets.model.theory import TheoryOfChange
from tests.small_theories import coding, codings, theory

ABC = tuple(theory(name) for name in "abc")


def by_hand(both: int, first: int, second: int, neither: int) -> float:
    """Cohen (1960): agreement beyond what the totals alone would bring about."""
    every = both + first + second + neither
    agreed = (both + neither) / every
    chance = ((both + first) * (both + second) + (neither + second) * (neither + first)) / every**2
    return (agreed - chance) / (1 - chance)


def series(both: int, first: int, second: int, neither: int):
    rows = [(True, True)] * both + [(True, False)] * first + [(False, True)] * second + [(False, False)] * neither
    return np.array(rows, bool).T


def test_kappa_of_tables_worked_by_hand():
    assert cohens_kappa(*series(20, 5, 10, 15)) == pytest.approx(0.4)
    assert cohens_kappa(*series(45, 15, 25, 15)) == pytest.approx(0.1304, abs=5e-5)
    assert cohens_kappa(*series(0, 5, 5, 0)) == pytest.approx(-1)
    assert cohens_kappa(*series(3, 0, 0, 7)) == 1
    assert cohens_kappa(*series(0, 4, 0, 6)) == 0


@pytest.mark.parametrize("table", [(7, 0, 0, 0), (0, 0, 0, 7)])
def test_kappa_is_not_defined_where_both_say_the_same_of_everything(table):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert math.isnan(cohens_kappa(*series(*table)))


@given(st.tuples(*[st.integers(0, 30)] * 4).filter(lambda table: sum(table) > 0))
def test_kappa_is_that_of_the_formula(table):
    assume(sum(table) not in {table[0], table[-1]})
    assert cohens_kappa(*series(*table)) == pytest.approx(by_hand(*table))


def test_counts_and_kappa_of_two_small_codings():
    one = coding("a/i1 money", "a/i2 money", "b/i1 money", "b/i1 fathers")
    two = coding("a/i1 money", "b/i1 money", "b/i2 money", "c/i5 money", "b/i1 fathers", name="theirs")
    found = agreement(one, two, ABC)
    money, fathers, conflict = found.rows
    assert money[2:7] == (2, 1, 2, 10, 12 / 15)
    assert money.kappa == pytest.approx(by_hand(2, 1, 2, 10))
    assert (fathers.both, fathers.neither, fathers.kappa) == (1, 14, 1)
    assert (conflict.raw, math.isnan(conflict.kappa)) == (1, True)
    assert found.overall[2:7] == (3, 1, 2, 39, 42 / 45)
    assert found.overall.kappa == pytest.approx(by_hand(3, 1, 2, 39))
    assert found.disagreements()[["theory", "item", "theme", "coded_by"]].to_numpy().tolist() == [
        ["a", "i2", "money", "ours"],
        ["b", "i2", "money", "theirs"],
        ["c", "i5", "money", "theirs"],
    ]


@settings(max_examples=25)
@given(codings, codings)
def test_agreement_is_the_same_both_ways_round(one, two):
    there, back = agreement(one, two, ABC), agreement(two, one, ABC)
    assert [(row.both, row.first_only, row.second_only, row.neither) for row in there.rows] == [
        (row.both, row.second_only, row.first_only, row.neither) for row in back.rows
    ]
    assert there.overall.kappa == pytest.approx(back.overall.kappa, nan_ok=True)
    assert len(there.disagreements()) == there.overall.first_only + there.overall.second_only
    assert sum(row.both for row in there.rows) == there.overall.both


def test_themes_that_only_one_codebook_has_are_named_and_left_out():
    two = Coding(id="two", title="Two", themes=(Theme(id="money", title="Money"), Theme(id="tea", title="Tea")))
    found = agreement(coding("a/i1 fathers", "a/i1 money"), two, ABC)
    assert [row.theme for row in found.rows] == ["money"]
    assert "Only one codebook has: Fathers, Conflict, Tea." in found.describe()
    assert found.disagreements()["theme"].tolist() == ["money"]
    with pytest.raises(
        CbfError, match=r"agreement, other: expected a theme of Ours \(money, fathers, conflict\), but got none of them"
    ):
        agreement(coding(), Coding(id="two", title="Two", themes=two.themes[1:]), ABC)


def test_codes_of_other_theories_do_not_count():
    found = agreement(coding("a/i1 money", "b/i1 money"), coding("a/i1 money"), ABC[:1])
    assert (found.overall.raw, found.overall.items) == (1, 15)
    assert len(found.disagreements()) == 0


def test_the_words_say_what_kappa_is_and_is_not():
    words = agreement(coding("a/i1 money"), coding("a/i1 money", "a/i2 money"), ABC).describe().splitlines()
    assert words[0] == "All themes: the two agree on 44 of 45 decisions. Kappa 0.66."
    assert words[1] == "Money: on 14 of 15 items, 1 with the theme by both. Kappa 0.63."
    assert (
        words[2] == "Fathers: on 15 of 15 items, 0 with the theme by both. Kappa isn't defined: both say the same of every item."
    )
    assert "doesn't say who is right" in words[-1]


def test_what_is_no_coding_gets_one_sentence():
    with pytest.raises(CbfError, match="agreement, other: expected a Coding, but got nothing"):
        agreement(coding(), None)
    with pytest.raises(CbfError, match="agreement, theories: expected at least one item, but got none"):
        agreement(coding(), coding(), [TheoryOfChange(id="none", title="None")])


def test_theories_are_named_as_for_a_comparison():
    ours = coding("croydon/opportunities-1 money", "luton/focus-areas-1 fathers")
    every = [agreement(ours, ours, some).items for some in (datasets.theories(), None, list(datasets.theories()))]
    assert every[0] == every[1] == every[2]
    assert {theory for theory, _, _ in agreement(ours, ours, ["Croydon", "luton"]).items} == {"croydon", "luton"}


@pytest.mark.parametrize(
    "theories, message",
    [
        (["Atlantis"], "agreement, theories: expected a TheoryOfChange, or one of"),
        (["Luton", "luton"], "agreement, theories: expected each theory once, but got 'luton' twice"),
        ([], "agreement, theories: expected at least one theory of change, but got none"),
    ],
)
def test_what_is_no_theory_gets_one_sentence(theories, message):
    with pytest.raises(CbfError, match=message):
        agreement(coding("a/i1 money"), coding("a/i1 money"), theories)
