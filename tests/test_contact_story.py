"""What is told of a contact is true: its words make of the run before it the run after it, on random networks."""

import re

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from cbf_widgets.simulation.again import strikes
from cbf_widgets.simulation.contact_story import MOST_TOLD
from cbf_widgets.simulation.ensemble import simulate
from cbf_widgets.simulation.network import StepNetwork
from cbf_widgets.simulation.parts import Edge, Step
from cbf_widgets.simulation.story import tell_contact, tell_contacts
from tests.told import IN_100, LABELS, LOOPS, agrees, ensembles, read, whole

CAUGHT = (
    rf"([A-E]): loop (\d+)( again)?, (?:caught from ([A-E]|itself)|through the work on it)\. Its chance in this contact was {IN_100} in 100"
    rf"(?:; without contagion {IN_100})?\."
)
SENTENCES = {
    "advance": CAUGHT,
    "back": r"([A-E]): back from loop (\d+)(?: to loop (\d+)|, and none is left)\.",
    "rupture": rf"(A|Another) rupture( before the last is mended)?(?:: back {LOOPS}, to what was secure|: (nothing) is lost, for all there was is secure|, with (nothing gained) yet)\.",
    "mended": r"The rupture is mended(?:, through ([A-E](?:(?:, | and )[A-E])*))?\.",
    "stands": r"The (rupture) stands\.",
    "secured": r"Secure now: (.*?)\.",
    "nothing": r"(Nothing) changed\.",
}


def parsed(text):
    """The sentences of a contact, each with what it says; nothing may be left over."""
    found, rest = [], text
    while rest:
        kind, match = next(
            (kind, match) for kind, pattern in SENTENCES.items() if (match := re.match(pattern + r"(?: |$)", rest))
        )
        found.append((kind, match.groups()))
        rest = rest[match.end() :]
    return found


def replayed(text, levels, floors, torn):
    """What the words of a contact make of the levels, the floors and the rupture before it."""
    levels, floors = levels.copy(), floors.copy()
    for kind, said in parsed(text):
        if kind == "rupture":
            lost = int((levels - floors).sum())
            assert whole(said[2] or "0") == lost
            assert bool(said[4]) == (not levels.any())
            assert (said[0] == "Another") == bool(said[1]) == torn
            levels, torn = floors.copy(), True
        elif kind == "advance":
            assert int(said[1]) == levels[LABELS.index(said[0])] + 1
            levels[LABELS.index(said[0])] += 1
        elif kind == "back":
            assert int(said[1]) == levels[LABELS.index(said[0])]
            levels[LABELS.index(said[0])] = int(said[2] or 0)
        elif kind == "mended":
            assert torn
            torn = False
        elif kind == "stands":
            assert torn
        elif kind == "secured":
            for label, gained in re.findall(r"([A-E]) with (\d+) loops?", said[0]):
                assert int(gained) > floors[LABELS.index(label)]
                floors[LABELS.index(label)] = int(gained)
    return levels, floors, torn


@settings(deadline=None, max_examples=50)
@given(ensembles(), st.data())
def test_the_words_of_a_contact_make_of_the_run_before_it_the_run_after_it(ensemble, data):
    run = data.draw(st.integers(0, ensemble.runs - 1))
    words = tell_contacts(ensemble, run)
    assert len(words) == ensemble.contacts + 1
    for contact in range(1, ensemble.contacts + 1):
        before = (values[run, contact - 1] for values in (ensemble.levels, ensemble.floors, ensemble.ruptured))
        levels, floors, torn = replayed(words[contact], *before)
        assert np.array_equal(levels, ensemble.levels[run, contact])
        assert np.array_equal(floors, ensemble.floors[run, contact])
        assert torn == ensemble.ruptured[run, contact]
        changed = any(kind not in {"nothing", "stands"} for kind, _ in parsed(words[contact]))
        before = (values[run, contact - 1 : contact + 1] for values in (ensemble.levels, ensemble.floors, ensemble.ruptured))
        assert changed or all((values[0] == values[1]).all() for values in before)


@settings(deadline=None, max_examples=50)
@given(ensembles(), st.data())
def test_each_advance_is_told_with_its_reason(ensemble, data):
    run = data.draw(st.integers(0, ensemble.runs - 1))
    reasons, words = ensemble.reasons(run), tell_contacts(ensemble, run)
    told = [(contact, said) for contact, text in enumerate(words) if contact for kind, said in parsed(text) if kind == "advance"]
    assert len(told) == len(reasons)
    for (contact, (label, level, again, source, chance, alone)), reason in zip(told, reasons, strict=True):
        assert (contact, LABELS.index(label), int(level)) == reason[:3]
        assert bool(again) == bool((ensemble.levels[run, :contact, reason.step] >= reason.level).any())
        wanted = (
            None if reason.caught_from is None else "itself" if reason.caught_from == reason.step else LABELS[reason.caught_from]
        )
        assert source == wanted
        assert agrees(chance, reason.chance, 1)
        assert (alone is not None) == (reason.caught_from is not None or reason.chance > reason.alone)
        assert alone is None or agrees(alone, reason.alone, 1)


@settings(deadline=None, max_examples=50)
@given(ensembles())
def test_the_start_is_told_as_it_is(ensemble):
    text = tell_contact(ensemble, 0, 0)
    gained = int(ensemble.levels[0, 0].sum())
    if not gained:
        assert text == "The start: nothing is gained yet."
        return
    said = read(rf"The start: {LOOPS} of (\d+), (\d+) of them secure\.", text)
    assert list(map(whole, said)) == [gained, ensemble.network.loops * len(ensemble.network.steps), ensemble.floors[0, 0].sum()]


@settings(deadline=None, max_examples=50)
@given(ensembles(), st.data())
def test_a_contact_told_alone_is_told_the_same(ensemble, data):
    run, contact = data.draw(st.integers(0, ensemble.runs - 1)), data.draw(st.integers(0, ensemble.contacts))
    words = tell_contacts(ensemble, run)
    assert tell_contact(ensemble, run, contact) == words[contact]
    assert tell_contact(ensemble, run, contact, ensemble.reasons(run)) == words[contact]


def test_a_rupture_while_one_stands_is_told_wherever_it_shows():
    mending = Step("a", "A", "repair", uptake=0.6, slip=0.3, ratchet=0.05), Step("b", "B", uptake=0.5, slip=0.3, ratchet=0.05)
    ensemble = simulate(StepNetwork(steps=mending, loops=4, rupture=0.7, repair=0), 12, 60, seed=1)
    struck, told = strikes(ensemble), 0
    for run in range(ensemble.runs):
        reasons, words = ensemble.reasons(run), tell_contacts(ensemble, run)
        for contact in range(1, ensemble.contacts + 1):
            before = (values[run, contact - 1] for values in (ensemble.levels, ensemble.floors, ensemble.ruptured))
            levels, _, torn = replayed(words[contact], *before)
            assert np.array_equal(levels, ensemble.levels[run, contact])
            again = "Another rupture" in words[contact]
            assert not again or struck[run, contact]
            fell = ensemble.levels[run, contact - 1, 0] - ensemble.levels[run, contact, 0]
            rose = any(reason.contact == contact for reason in reasons)
            torn = ensemble.ruptured[run, contact - 1]
            assert again == bool(torn and struck[run, contact] and (fell > 1 or (rose and fell >= 0)))
            told += again
    assert told > 50


def test_a_rupture_says_what_it_took():
    steps = Step("a", "Tea", uptake=0, slip=0, level=3, floor=1), Step("b", "Talk", uptake=0, level=2)
    network = StepNetwork(steps=steps, loops=3, rupture=1, repair=0)
    ensemble = simulate(network, 2, 1, seed=1)
    assert tell_contact(ensemble, 0, 1) == "A rupture: back 4 loops, to what was secure."
    assert tell_contact(ensemble, 0, 2) == "The rupture stands."


def test_what_it_caught_from_and_that_it_was_there_before_are_said():
    steps = Step("a", "Tea", uptake=0, level=1, floor=1), Step("b", "Talk", uptake=0, slip=1)
    network = StepNetwork(steps=steps, edges=(Edge("a", "b", 0.5),), loops=1)
    words = tell_contacts(simulate(network, 9, 1, seed=1), 0)
    first = "Talk: loop 1, caught from Tea. Its chance in this contact was 50 in 100; without contagion 0."
    assert next(text for text in words if text.startswith("Talk: loop")) == first
    assert first.replace("loop 1,", "loop 1 again,") in words
    assert "Talk: back from loop 1, and none is left." in words


def test_of_many_steps_the_first_are_told_and_the_others_counted():
    network = StepNetwork(steps=tuple(Step(i, f"S{i}", uptake=1, ratchet=1) for i in range(MOST_TOLD + 3)), loops=1)
    text = tell_contact(simulate(network, 1, 1, seed=1), 0, 1)
    assert text.count(": loop 1") == MOST_TOLD
    assert "Another 3 steps moved on." in text
    assert text.endswith("and 3 other steps.")
    falling = network.with_(level=1, uptake=0, ratchet=0, slip=1)
    assert tell_contact(simulate(falling, 1, 1, seed=1), 0, 1).endswith("none is left. Another 3 steps slid back.")
