"""A run as a spiral: distance is what was gained, thickness what is secured, teeth are clicks, zigzags ruptures."""

from __future__ import annotations

import re
from math import dist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cbf_widgets import StepNetwork, simulate
from cbf_widgets.draw.run_spiral import RIM, SIZE, distance_of, run_spiral

MIDDLE = (SIZE / 2, SIZE / 2)
NETWORK = StepNetwork.from_vocabulary("partnership-building")


def numbers(d):
    return [float(x) for x in re.findall(r"-?\d+\.?\d*", d)]


def points(d):
    found = numbers(d)
    return list(zip(found[::2], found[1::2], strict=True))


def paths(spiral):
    return [*(d for d, _ in spiral.line), spiral.teeth, spiral.breaks]


@st.composite
def runs(draw):
    """Any levels and floors that a run may have."""
    contacts, steps, loops = draw(st.integers(1, 40)), draw(st.integers(1, 5)), draw(st.integers(1, 4))
    random = np.random.default_rng(draw(st.integers(0, 10_000)))
    levels = np.minimum(np.maximum(np.cumsum(random.integers(-1, 2, (contacts + 1, steps)), axis=0), 0), loops)
    floors = np.minimum.accumulate(levels[::-1], axis=0)[::-1]
    ruptured = random.random(contacts + 1) < 0.3
    ruptured[0] = False
    return levels.astype(np.int8), floors.astype(np.int8), ruptured, loops


@given(runs())
def test_everything_lies_in_the_box(run):
    spiral = run_spiral(*run)
    for x, y in [spiral.end, *(point for d in paths(spiral) for point in points(d))]:
        assert 0 < x < SIZE
        assert 0 < y < SIZE
    assert all(0 < width < 4 for _, width in spiral.line)


@given(runs())
def test_a_tooth_is_a_click_and_a_zigzag_a_rupture(run):
    levels, floors, ruptured, loops = run
    spiral = run_spiral(levels, floors, ruptured, loops)
    assert spiral.teeth.count("M") == np.count_nonzero(np.diff(floors.astype(int), axis=0) > 0)
    assert spiral.breaks.count("M") == np.count_nonzero(ruptured[1:] & ~ruptured[:-1])


@given(runs())
def test_the_end_lies_as_far_out_as_what_was_gained(run):
    levels, *_, loops = run
    total, most = int(levels[-1].sum()), levels.shape[1] * loops
    spiral = run_spiral(*run)
    assert dist(spiral.end, MIDDLE) == pytest.approx(distance_of(total, most), abs=0.02)


@given(runs())
def test_the_same_run_gives_the_same_paths(run):
    assert run_spiral(*run) == run_spiral(*map(np.copy, run[:3]), run[3])


@given(st.integers(1, 50), st.data())
def test_distance_grows_with_what_was_gained(most, data):
    less, more = sorted(data.draw(st.lists(st.integers(0, most), min_size=2, max_size=2, unique=True)))
    assert 0 < distance_of(less, most) < distance_of(more, most) <= RIM == distance_of(most, most)


@given(runs())
def test_the_line_and_the_breaks_together_are_the_whole_run(run):
    """Put end to end, the pieces lead from the beginning to the end."""
    spiral = run_spiral(*run)
    pieces = [points(d) for d in [*(d for d, _ in spiral.line), *spiral.breaks.split("M")[1:]]]
    starts, ends = [piece[0] for piece in pieces], [piece[-1] for piece in pieces]
    loose = [start for start in starts if all(dist(start, end) > 0.2 for end in ends)]
    assert len(loose) <= 1
    assert min(dist(end, spiral.end) for end in ends) < 0.2


def test_a_zigzag_runs_from_the_rupture_to_the_last_contact_before_repair():
    levels = np.array([[0], [2], [4], [2], [2], [3], [4]])
    floors = np.array([[0], [2], [2], [2], [2], [2], [2]])
    spiral = run_spiral(levels, floors, [False, False, False, True, True, False, False], 4)
    zigzag = points(spiral.breaks)
    assert dist(zigzag[0], MIDDLE) == pytest.approx(distance_of(4, 4), abs=0.1)
    assert dist(zigzag[-1], MIDDLE) == pytest.approx(distance_of(2, 4), abs=0.1)
    before, after = (points(d) for d, _ in spiral.line)
    assert dist(before[-1], zigzag[0]) < 0.1
    assert dist(after[0], zigzag[-1]) < 0.1


def test_the_line_is_thicker_where_more_is_secured():
    spiral = run_spiral([[0], [2], [2], [2]], [[0], [0], [1], [2]], [False] * 4, 2)
    widths = [width for _, width in spiral.line]
    assert widths == sorted(set(widths))
    assert widths == [1.0, pytest.approx(2.35), pytest.approx(3.7)]


def test_teeth_point_inward_from_the_line():
    spiral = run_spiral([[0], [3], [3]], [[0], [0], [3]], [False] * 3, 3)
    outer, inner = points(spiral.teeth)
    assert dist(inner, MIDDLE) < dist(outer, MIDDLE) < RIM


def test_two_clicks_in_one_contact_are_two_teeth():
    spiral = run_spiral([[1, 1], [1, 1]], [[0, 0], [1, 1]], [False] * 2, 1)
    one, other = spiral.teeth.split("M")[1:]
    assert one != other


def test_twelve_runs_are_twelve_different_spirals():
    ensemble = simulate(NETWORK, runs=12, seed=14)
    assert len({run_spiral(ensemble.levels[r], ensemble.floors[r], ensemble.ruptured[r], 3) for r in range(12)}) == 12


def test_a_long_run_has_no_more_pieces_than_contacts():
    ensemble = simulate(NETWORK, contacts=600, runs=1, seed=1)
    spiral = run_spiral(ensemble.levels[0], ensemble.floors[0], ensemble.ruptured[0], 3)
    assert 600 <= sum(len(points(d)) for d, _ in spiral.line) + len(points(spiral.breaks)) < 2500
