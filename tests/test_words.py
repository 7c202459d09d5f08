"""A spiral in words: true and grammatical for none, one and many."""

from itertools import pairwise

import pytest
from hypothesis import given

from cbf_widgets.model.spiral import Spiral
from cbf_widgets.model.words import describe, summarise
from tests.strategies import spirals

OWN = {"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}, {"id": "talk", "name": "Talk"}]}


def spiral_of(marks=0, ruptures=0, repaired=0, loops=3):
    spiral = Spiral(vocabulary=OWN, loops=loops)
    for i in range(marks):
        spiral = spiral.add("tea", loops * (i + 1) / (marks + 1))
    for i in range(ruptures):
        spiral = spiral.rupture(0, repair="m1" if i < repaired else "")
    return spiral


@pytest.mark.parametrize(
    "counts, said",
    [
        ({}, "no steps yet on 3 loops"),
        ({"loops": 1}, "no steps yet on one loop"),
        ({"marks": 1, "loops": 1}, "one step on one loop"),
        ({"marks": 9}, "9 steps on 3 loops"),
        ({"marks": 9, "ruptures": 1, "repaired": 1}, "9 steps on 3 loops, one rupture, repaired"),
        ({"ruptures": 1}, "no steps yet on 3 loops, one rupture, not repaired"),
        ({"marks": 2, "ruptures": 2}, "2 steps on 3 loops, 2 ruptures, none repaired"),
        ({"marks": 2, "ruptures": 2, "repaired": 1}, "2 steps on 3 loops, 2 ruptures, one repaired"),
        ({"marks": 2, "ruptures": 2, "repaired": 2}, "2 steps on 3 loops, 2 ruptures, both repaired"),
        ({"marks": 2, "ruptures": 3, "repaired": 2}, "2 steps on 3 loops, 3 ruptures, 2 repaired"),
        ({"marks": 2, "ruptures": 3, "repaired": 3}, "2 steps on 3 loops, 3 ruptures, all repaired"),
    ],
)
def test_the_short_form_is_grammatical_for_none_one_and_many(counts, said):
    assert summarise(spiral_of(**counts)) == said


FULL = (
    Spiral(vocabulary=OWN, title="Spring", alias="Rosa")
    .add(
        "tea",
        0.5,
        label="A cup",
        nurtures=["help", "challenge", "possibility"],
        when="2026-03-14",
        holds=True,
        note="Rain.\nSnow.",
    )
    .add("talk", 2.25, nurtures=["help", "challenge"])
    .add("tea", 2.75, label="Once more")
    .ripple("m1", "m2", "It gave her courage.")
    .ripple("m2", "m3")
    .rupture(2.25, label="A missed visit", when="in May", cause="expectations not met", note="Nobody rang.")
    .repair("r1", "m2")
)


def test_the_long_form_says_all_that_the_picture_shows():
    assert describe(FULL).splitlines() == [
        "“Spring”, about Rosa: 3 steps on 3 loops, one rupture, repaired.",
        "Loop 1:",
        "1. Tea, “A cup”, 2026-03-14. Nurtures help, challenge and possibility. Holds like a ratchet.",
        "Loop 2: nothing yet.",
        "Loop 3:",
        "Rupture, “A missed visit”, in May, cause: expectations not met. Repaired by step 2.",
        "2. Talk. Nurtures help and challenge. Repairs one rupture.",
        "3. Tea, “Once more”.",
        "Ripples:",
        "Step 1 helps step 2.",
        "Step 2 helps step 3.",
    ]


def test_notes_are_told_only_when_asked():
    told = set(describe(FULL, notes=True).splitlines()) - set(describe(FULL).splitlines())
    assert told == {"Note: Rain.", "Snow.", "Note: It gave her courage.", "Note: Nobody rang."}


def test_a_blank_spiral_is_described_too():
    assert describe(spiral_of(loops=1)) == "A spiral: no steps yet on one loop.\nLoop 1: nothing yet."


@given(spirals())
def test_every_mark_rupture_and_ripple_is_told_once(spiral):
    told = spiral.describe().split("\n")
    ends = ("epaired.", *(f"step {n}." for n in range(1, len(spiral.marks) + 1)))
    assert sum(line.startswith("Rupture") and line.endswith(ends) for line in told) == len(spiral.ruptures)
    for number, mark in enumerate(spiral.marks, start=1):
        (line,) = [line for line in told if line.startswith(f"{number}. ")]
        assert line.startswith(f"{number}. {spiral.vocabulary.kind(mark.kind).name}")
        assert mark.label.strip() in line
    assert sum(line.startswith("Step ") for line in told) == len(spiral.ripples)
    assert sum(line.startswith("Loop ") for line in told) == spiral.loops


@pytest.mark.parametrize("label", ["<script>alert(1)</script>", "a & b", "مرحبا", "👩‍👧‍👦"])
def test_a_label_stands_in_the_words_as_it_was_written(label):
    spiral = Spiral(vocabulary=OWN, title=label).add("tea", 0.5, label=label)
    assert describe(spiral).count(f"“{label}”") == 2


def test_two_thousand_marks_and_as_many_ripples_are_told():
    ids = [f"m{i}" for i in range(2000)]
    spiral = Spiral(
        vocabulary=OWN,
        marks=[{"id": one, "kind": "tea", "place": i / 1000} for i, one in enumerate(ids)],
        ripples=[{"source": a, "target": b} for a, b in pairwise(ids)],
    )
    assert describe(spiral).endswith("Step 1999 helps step 2000.")
