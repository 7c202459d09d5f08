"""Sentences from templates: names stand in them as they were written, and words go with their numbers."""

from __future__ import annotations

import re

import pytest

from cbf_widgets import StepNetwork, simulate, tell_run
from cbf_widgets.model.counting import counted, plural
from cbf_widgets.model.phrases import sayer

SAY = sayer({"back": "{step}: back to loop {after}."})


@pytest.mark.parametrize("name", ["Tea", "{after}", "{", "<b>tea</b>", "%s", "{0}"])
def test_a_name_stands_as_it_was_written(name):
    assert SAY("back", step=name, after=1) == f"{name}: back to loop 1."


def test_a_place_that_nobody_fills_is_an_error_and_not_a_hole_in_the_sentence():
    with pytest.raises(KeyError, match="after"):
        SAY("back", step="Tea")


@pytest.mark.parametrize("number, word", [(0, "theories"), (1, "theory"), (2, "theories"), (21, "theories")])
def test_one_is_one_and_all_else_is_several(number, word):
    assert plural(number, "theory", "theories") == word
    assert counted(number, "theory", "theories").endswith(f" {word}")


def test_one_rupture_began_in_a_contact_and_several_in_contacts():
    ensemble = simulate(StepNetwork.from_vocabulary("partnership-building"), runs=60, seed=7)
    said = [" ".join(tell_run(ensemble, run)) for run in range(60)]
    began = [found.groups() for one in said if (found := re.search(r"Ruptures began in (contacts?) ([\d, and]+)\.", one))]
    assert {word == "contacts" for word, _ in began} == {True, False}
    assert [contacts for word, contacts in began if (len(re.findall(r"\d+", contacts)) > 1) != (word == "contacts")] == []
