"""What is told of runs is true: every number in a sentence is read back and compared with the arrays, on random networks."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cbf_widgets.errors import CbfError
from cbf_widgets.model.counting import joined
from cbf_widgets.simulation import contact_story, story
from cbf_widgets.simulation.compare import compare
from cbf_widgets.simulation.ensemble import simulate
from cbf_widgets.simulation.phrases import PHRASES, of_100
from cbf_widgets.simulation.story import tell, tell_comparison, tell_contact, tell_contacts, tell_run
from tests.told import CLOSING, IN_100, LABELS, LOOPS, SHIPPED, agrees, ensembles, read, whole

# --- a run ---------------------------------------------------------------------------------------------------------------


@settings(deadline=None, max_examples=50)
@given(ensembles(), st.data())
def test_a_run_is_told_as_it_was(ensemble, data):
    run = data.draw(st.integers(0, ensemble.runs - 1))
    told = tell_run(ensemble, run)
    totals, torn = ensemble.levels[run].sum(axis=1).tolist(), ensemble.ruptured[run].tolist()
    said = read(rf"Run ([0-9,]+), one of ([0-9,]+): {LOOPS} of (\d+) at the end, (\d+) of them secure\.", told[0])
    everything = ensemble.network.loops * len(ensemble.network.steps)
    assert list(map(whole, said)) == [run + 1, ensemble.runs, totals[-1], everything, ensemble.floors[run, -1].sum()]
    peak = [read(rf"The most it ever had was {LOOPS}, first in contact (\d+)\.", text) for text in told if "most it ever" in text]
    assert [(whole(a), int(b)) for a, b in peak] == (
        [(max(totals), totals.index(max(totals)))] if max(totals) > totals[-1] else []
    )
    began = [i for i in range(1, len(torn)) if torn[i] and not torn[i - 1]]
    sentence = next(text for text in told if text.startswith(("Ruptures began", "It had no rupture")))
    assert [int(number) for number in re.findall(r"\d+", sentence)] == began
    assert ("The last one stands at the end." in told) == torn[-1]
    changes = [
        i
        for i, words in enumerate(tell_contacts(ensemble, run))
        if i and words not in {"Nothing changed.", "The rupture stands."}
    ]
    assert [int(text.split(":")[0].split()[1]) for text in told if text.startswith("Contact ")] == changes
    assert told[-1] == CLOSING


# --- all runs ------------------------------------------------------------------------------------------------------------


HEADLINES = {
    "plain": r"half of the runs have (?P<middle>\d+) loops? or more of (?P<total>\d+); at least 90 of 100 have between (?P<low>\d+) loops? and (?P<high>\d+)",
    "none": r"at least half of the runs have none of (?P<total>\d+) loops, and at least 90 of 100 have (?P<high>\d+) loops? or fewer",
    "full": r"at least half of the runs have all (?P<total>\d+) loops, and at least 90 of 100 have (?P<low>\d+) loops? or more",
    "same": r"at least 90 of 100 runs have (?P<low>\d+) loops? of (?P<total>\d+), no more and no fewer",
}


def read_headline(sentence):
    """Contacts, loops in all, and the low, middle and high number of loops that a headline names."""
    contacts, rest = read(r"After (\d+) contacts?, (.*)\.", sentence)
    kind, said = next((kind, match.groupdict()) for kind, pattern in HEADLINES.items() if (match := re.fullmatch(pattern, rest)))
    said = {name: int(value) for name, value in said.items()}
    low = said.get("low", 0)
    middle = said.get("middle", {"none": 0, "full": said["total"], "same": low}.get(kind))
    return int(contacts), said["total"], low, middle, said.get("high", {"full": said["total"], "same": low}.get(kind))


@settings(deadline=None, max_examples=50)
@given(ensembles())
def test_what_is_told_of_all_runs_is_counted(ensemble):
    told, runs = tell(ensemble), ensemble.runs
    ends, everything = sorted(ensemble.levels[:, -1].sum(axis=1).tolist()), ensemble.network.loops * len(ensemble.network.steps)
    if runs == 1:
        assert list(map(whole, read(rf"After (\d+) contacts?, the only run has {LOOPS} of (\d+)\.", told[0]))) == [
            ensemble.contacts, ends[0], everything,
        ]  # fmt: skip
    else:
        contacts, total, low, middle, high = read_headline(told[0])
        assert (contacts, total) == (ensemble.contacts, everything)
        assert sum(end >= middle for end in ends) * 2 >= runs
        assert sum(end <= middle for end in ends) * 2 >= runs
        assert sum(low <= end <= high for end in ends) >= 0.9 * runs
        assert {low, middle, high} <= {*ends, 0, everything}
    ever = [[levels.any() for levels in ensemble.levels[:, :, i].astype(bool)] for i in range(len(ensemble.network.steps))]
    reached = re.findall(rf"([A-E]) {IN_100}", told[1])
    assert [label for label, _ in reached] == list(ensemble.network.labels)
    assert all(agrees(said, sum(had), runs) for (_, said), had in zip(reached, ever, strict=True))
    full, none = read(rf"Of 100 runs, {IN_100} have all loops of all steps at the end, and {IN_100} have none\.", told[2])
    assert agrees(full, ends.count(everything), runs)
    assert agrees(none, ends.count(0), runs)
    assert told[-1] == CLOSING


@settings(deadline=None, max_examples=50)
@given(ensembles())
def test_what_is_told_of_security_ruptures_and_falls_is_counted(ensemble):
    told, runs = tell(ensemble), ensemble.runs
    totals = ensemble.levels.sum(axis=2)
    secure = [
        read(rf"Of 100 loops that are gained at the end, {IN_100} are secure\.", text)[0]
        for text in told
        if "that are gained" in text
    ]
    assert len(secure) == bool(totals[:, -1].any())
    assert all(agrees(said, ensemble.floors[:, -1].sum(), totals[:, -1].sum()) for said in secure)
    if ensemble.network.rupture == 0:
        assert "There are no ruptures in these assumptions." in told
    else:
        sentence = next(text for text in told if "have a rupture" in text)
        had, torn = read(rf"Of 100 runs, {IN_100} have a rupture, and in {IN_100} one stands unmended at the end\.", sentence)
        assert agrees(had, sum(map(any, ensemble.ruptured)), runs)
        assert agrees(torn, ensemble.ruptured[:, -1].sum(), runs)
    falls = sorted(max(max(run[: i + 1]) - run[i] for i in range(len(run))) for run in totals.tolist())
    sentence = next(text for text in told if " fall " in text)
    if "by" in sentence:
        middle = whole(read(rf"Half of the runs fall by {LOOPS} or more from the most they had\.", sentence)[0])
        assert sum(fall >= middle for fall in falls) * 2 >= runs
        assert sum(fall > middle for fall in falls) * 2 <= runs
    else:
        assert falls.count(0) * 2 >= runs


# --- two ensembles -------------------------------------------------------------------------------------------------------


@settings(deadline=None, max_examples=50)
@given(ensembles(), st.sampled_from(["ratchet", "contagion", "slip", "rupture", "uptake"]), st.booleans())
def test_what_is_told_of_two_ensembles_is_counted(ensemble, name, turned):
    other = simulate(ensemble.network.with_(**{name: 0}), ensemble.contacts, ensemble.runs, seed=ensemble.seed)
    one, other = (other, ensemble) if turned else (ensemble, other)
    comparison = compare(one, other)
    told, runs = tell_comparison(comparison, "without it"), ensemble.runs
    ends = [each.levels[:, -1].sum(axis=1).astype(int) for each in (one, other)]
    differ = ends[0] - ends[1]
    pattern = rf"Of 100 runs, {IN_100} end with more loops than without it on the same draws, {IN_100} with as many and {IN_100} with fewer\."
    for said, share in zip(read(pattern, told[0]), (differ > 0, differ == 0, differ < 0), strict=True):
        assert agrees(said, share.sum(), runs)
    if not differ.any():
        assert told[1] == "On average there is no difference."
    else:
        read_mean(told[1], comparison, differ)
    everything = one.network.loops * len(one.network.steps)
    middles = read(r"Half of the runs end with (.*); without it, half end with (.*)\.", told[2])
    for said, end in zip(middles, ends, strict=True):
        middle = int(sorted(end)[(runs - 1) // 2])
        expected = {0: "none", everything: f"all {everything} loops"}
        assert said == expected.get(middle, f"{middle} loop{'s' * (middle != 1)} or more")
    steps = one.levels[:, -1].mean(axis=0) - other.levels[:, -1].mean(axis=0)
    found = [
        read(r"The largest difference in a step is in ([A-E]): ([\d.]+) loops (more|fewer) on average\.", text)
        for text in told[3:-1]
    ]
    assert len(found) == (round(float(abs(steps).max()), 1) > 0)
    for label, mean, direction in found:
        number = LABELS.index(label)
        assert abs(steps[number]) == pytest.approx(abs(steps).max())
        assert float(mean) == pytest.approx(abs(steps[number]), abs=0.0501)
        assert (direction == "more") == (steps[number] > 0)
    assert told[-1] == CLOSING


def read_mean(sentence, comparison, differ):
    number = r"(-?[\d.]+)"
    everything = comparison.one.network.loops * len(comparison.one.network.steps)
    if len(differ) == 1:
        mean, direction, total = read(rf"It is {number} loops (more|fewer) of (\d+)\.", sentence)
        low = high = None
    else:
        pattern = rf"On average it is {number} loops (more|fewer) of (\d+) \(95 % interval {number} to {number}, as far as ([\d,]+) runs can tell\)\."
        mean, direction, total, low, high, runs = read(pattern, sentence)
        assert whole(runs) == len(differ)
    sign = 1 if direction == "more" else -1
    assert sign * float(mean) == pytest.approx(differ.mean(), abs=0.0501)
    assert int(total) == everything
    if low is not None:
        assert sorted([sign * float(low), sign * float(high)]) == pytest.approx(comparison.at_end[1:], abs=0.0501)
        assert float(low) <= float(mean) <= float(high)


# --- words ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", PHRASES.values(), ids=PHRASES)
def test_a_template_speaks_of_runs_and_foretells_nothing(words):
    assert not re.search(r"famil|\bwill\b|\bpredict|\bprobab|\bguarantee|\bprove", words, re.IGNORECASE)
    assert "{" in words or words == "none" or words.endswith(".")


def test_every_template_is_used():
    code = "".join(Path(module.__file__).read_text("utf-8") for module in (story, contact_story))
    assert [name for name in PHRASES if f'"{name}"' not in code] == []


@pytest.mark.parametrize(
    "part, whole_, said",
    [(0, 9, "0"), (1, 201, "fewer than 1"), (1, 200, "1"), (199, 200, "more than 99"), (9, 9, "100"), (1, 3, "33")],
)
def test_none_and_all_are_said_only_of_none_and_all(part, whole_, said):
    assert of_100(part, whole_) == said


def test_names_stand_as_they_were_written():
    strange = "{step} <b>loop 9</b> \\1"
    network = SHIPPED.with_(label=[strange] * 5, uptake=1)
    ensemble = simulate(network, 1, 5, seed=1)
    assert strange in tell_contact(ensemble, 0, 1)
    assert strange in tell(ensemble)[1]


def test_parts_are_joined_as_in_a_sentence():
    assert [joined(list("abc")[:n]) for n in range(4)] == ["", "a", "a and b", "a, b and c"]


@pytest.mark.parametrize("run, contact", [(5, 0), (-1, 0), (True, 0), ("0", 0), (0, 3), (0, -1), (0, 1.0)])
def test_a_run_or_contact_that_is_not_there_is_refused(run, contact):
    ensemble = simulate(SHIPPED, 2, 5, seed=1)
    with pytest.raises(CbfError, match="a whole number from 0 to"):
        tell_contact(ensemble, run, contact)
    if contact == 0:
        for told in (tell_run, tell_contacts):
            with pytest.raises(CbfError, match="run: expected a whole number from 0 to 4"):
                told(ensemble, run)
