"""Many runs in one picture where little room is left or numbers are at their ends."""

from __future__ import annotations

import re
from math import ceil

import pytest

from cbf_widgets import StepNetwork, simulate
from cbf_widgets.draw.ensemble_reading import headline, read
from cbf_widgets.draw.ensemble_scene import ensemble_plate
from cbf_widgets.draw.lab_still import lab_still
from cbf_widgets.simulation.parts import Step
from tests import pictures

NETWORK = StepNetwork.from_vocabulary("partnership-building")
WITH = simulate(NETWORK, runs=60, seed=7)
WITHOUT = simulate(NETWORK.with_(ratchet=0, contagion=0, readiness=0, support=0, rupture=0, slip=0), runs=60, seed=7)
LONG = ("with everything that somebody may write of what stands beside " * 4)[:200]
JAPANESE = "日本語の長い名前" * 20


def alone(count, loops=1, **numbers):
    steps = tuple(Step(i, label=f"Step {i + 1}", **{"uptake": 1.0, **numbers}) for i in range(count))
    return StepNetwork(steps=steps, edges=(), loops=loops, rupture=0.0, repair=0.0)


@pytest.mark.parametrize("count", [97, 49, 161])  # 97 * (100 / 97) is a little less than 100
def test_all_loops_are_all_in_percent_too(count):
    ensemble = simulate(alone(count), contacts=4, runs=3, seed=1)
    reading = read(ensemble, None, 0, "percent")
    assert headline(reading) == "At least half of all runs gain all loops"
    assert reading.quantiles[2][-1] == reading.run[-1] == 100


def said_same(one, other):
    return any("on the same random draws" in text for text in pictures.texts(ensemble_plate(one, other)))


def test_the_same_draws_are_said_only_of_what_has_them():
    assert said_same(WITH, WITHOUT)
    assert not said_same(WITH, simulate(NETWORK, runs=60, seed=8))
    assert not said_same(WITH, simulate(NETWORK, runs=61, seed=7))
    three, five = (simulate(alone(count, loops), runs=60, seed=7) for count, loops in ((3, 5), (5, 3)))
    assert not said_same(three, five)  # as many loops in all, other steps


@pytest.mark.parametrize("label", ["", LONG, JAPANESE])
@pytest.mark.parametrize("unit", ["loops", "percent"])
def test_a_long_name_of_what_stands_beside_leaves_the_picture_whole(label, unit):
    plate = ensemble_plate(WITH, WITHOUT, 3, unit=unit, label=label)
    axes = pictures.drawn(plate, dpi=200)
    assert pictures.overlapping(axes) == []
    assert pictures.outside(axes) == []
    assert label in plate.text


def test_a_name_that_is_cut_keeps_its_number():
    reading = read(WITH, WITHOUT, None, "loops", LONG)
    texts = pictures.texts(ensemble_plate(WITH, WITHOUT, label=LONG))
    at = next(i for i, text in enumerate(texts) if text.startswith("median with"))
    assert texts[at + 2].endswith(" …")
    assert texts[at + 3] == reading.number(reading.beside[-1])


@pytest.mark.parametrize("count", [1, 2, 5, 12])
def test_in_a_saved_notebook_the_bands_have_room_however_small_the_network_is(count):
    ensemble = simulate(alone(count, 3, uptake=0.2), runs=20, seed=1)
    heights = [float(number) for number in re.findall(r'height="([\d.]+)"', lab_still(ensemble, ensemble, 0, LONG))]
    assert heights[1] >= 440
    plate = ensemble_plate(ensemble, ensemble, 0, label=LONG, size=(640.0, heights[1]))
    assert pictures.overlapping(pictures.drawn(plate, dpi=200)) == []


def counted_quantiles(ensemble):
    """5, 25, 50, 75 and 95 in 100 of the loops at the end, by counting runs."""
    ended = sorted(ensemble.levels[:, -1].sum(axis=1, dtype=int).tolist())
    return [ended[ceil(share * len(ended) / 100) - 1] for share in (5, 25, 50, 75, 95)]


def test_the_words_give_the_quantiles_that_counting_gives():
    low, lower, median, upper, high = counted_quantiles(WITHOUT)
    assert low < lower < median < upper < high
    said = f"nine runs in ten have {low} to {high}, half of all {lower} to {upper}, the median is {median}"
    assert f"After 52 contacts, of 15 loops: {said}." in ensemble_plate(WITHOUT).text


def test_a_band_without_room_for_its_name_is_named_at_its_end_with_its_quantiles():
    narrow = simulate(alone(5, 3, uptake=0.7), contacts=4, runs=60, seed=3)
    low, lower, _, upper, high = counted_quantiles(narrow)
    assert low < lower < upper < high
    said = " ".join(pictures.texts(ensemble_plate(narrow)))
    for name, one, other in (("half of all runs", lower, upper), ("nine in ten", low, high)):
        assert f"{name} {one} to {other}" in said
