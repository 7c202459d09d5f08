"""The five criteria in five panels: every number where its axis has it, and no total."""

from __future__ import annotations

from dataclasses import replace
from math import nan
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib import pyplot as plt
from matplotlib.figure import Figure

from cbf_widgets import StepNetwork, datasets, draw
from cbf_widgets.draw.criteria_scene import LANES, Lane, criteria_plate, panels
from cbf_widgets.draw.palette import THEMES, kind_colour
from cbf_widgets.draw.scene import Disc, Trace, Words
from cbf_widgets.errors import CbfError
from cbf_widgets.simulation.criteria import CriterionRow, criteria
from cbf_widgets.simulation.parts import Step
from cbf_widgets.simulation.quantities import QUANTITIES
from tests import pictures, samples

NETWORK = StepNetwork.from_vocabulary("partnership-building")
FOUND = criteria(NETWORK, runs=300, seed=7)
EMPTY = replace(FOUND, rows=tuple(row._replace(value=nan, low=nan, high=nan) for row in FOUND.rows))
PARTLY = replace(FOUND, rows=tuple(row._replace(low=nan, high=nan) if i % 3 else row for i, row in enumerate(FOUND.rows)))
HUGE = replace(FOUND, rows=tuple(row._replace(value=row.value * 40, low=row.low * 90, high=row.high * 50) for row in FOUND.rows))
LONG = StepNetwork(
    steps=tuple(Step(i, label=label, uptake=0.2, ratchet=0.1) for i, label in enumerate((*samples.STRANGE, "Tea " * 30))), loops=2
)
CASES = {"shipped": FOUND, "nothing": EMPTY, "no intervals": PARTLY, "huge": HUGE, "strange": criteria(LONG, runs=50, seed=1)}
EVERY = pytest.mark.parametrize("found", CASES.values(), ids=CASES)


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def row(value, low=nan, high=nan, unit="loops"):
    return CriterionRow("a", "A", "bigger", "Bigger", "forward", value, low, high, unit)


def test_there_is_a_panel_for_each_criterion_in_the_order_of_the_dataset():
    assert [(key, name) for key, name, _ in panels(FOUND)] == [(concept.id, concept.name) for concept in datasets.criteria()]
    said = pictures.texts(criteria_plate(FOUND))
    assert [text for text in said if text in {c.name for c in datasets.criteria()}] == [c.name for c in datasets.criteria()]


def test_every_quantity_has_a_lane_with_a_line_that_says_what_it_is():
    assert [lane.quantity for _, _, lanes in panels(FOUND) for lane in lanes] == [quantity.id for quantity in QUANTITIES]
    assert {quantity.id for quantity in QUANTITIES} == set(LANES)
    said = pictures.texts(criteria_plate(FOUND))
    assert set(LANES.values()) <= set(said)


def test_dots_and_intervals_lie_where_the_axis_has_them():
    shapes = list(pictures.flat(criteria_plate(FOUND).shapes))
    lanes = [lane for _, _, found in panels(FOUND) for lane in found]
    ticks = [
        s for s in shapes if isinstance(s, Trace) and s.ink.stroke in {"rule", "edge"} and s.pieces[0][0][0] == s.pieces[0][1][0]
    ]
    intervals = [s for s in shapes if isinstance(s, Trace) and s.ink.width == 2]
    dots = [s for s in shapes if isinstance(s, Disc) and s.ink.fill == kind_colour(0) and s.ink.stroke == "paper"]
    assert len(intervals) == len(FOUND.rows)
    for lane, dot in zip(lanes, dots, strict=True):
        count = len(lane.ticks())
        (first, last), ticks = (ticks[0].pieces[0][0][0], ticks[count - 1].pieces[0][0][0]), ticks[count:]

        def at(value, lane=lane, first=first, last=last):
            return first + (last - first) * (value - lane.ticks()[0]) / (lane.ticks()[-1] - lane.ticks()[0])

        assert dot.centre[0] == pytest.approx(at(lane.rows[0].value))
        own, intervals = intervals[: len(lane.rows)], intervals[len(lane.rows) :]
        for each, line in zip(lane.rows, own, strict=True):
            (left, _), (right, _) = line.pieces[0]
            assert (left, right) == pytest.approx((at(each.low), at(each.high)))


@given(st.lists(st.tuples(st.floats(-50, 50), st.floats(0, 30)), min_size=1, max_size=6))
def test_an_axis_has_few_round_ticks_and_holds_zero_and_every_interval(values):
    lane = Lane.of("forward", [row(value, value - by, value + by) for value, by in values])
    ticks = lane.ticks()
    assert 2 <= len(ticks) <= 7
    assert min(ticks) <= 0 <= max(ticks)
    assert any(abs(tick) < 1e-9 for tick in ticks)
    slack = 1e-6 * (lane.most - lane.least)
    assert all(lane.least - slack <= value - by <= value + by <= lane.most + slack for value, by in values)


def test_an_axis_of_shares_holds_one():
    assert 1.0 in Lane.of("still_there", [row(0.2, 0.1, 0.3, unit="share")]).ticks()
    assert 1.0 not in Lane.of("forward", [row(0.2, 0.1, 0.3)]).ticks()


@pytest.mark.parametrize(
    "value, most, said",
    [
        (0.1432, 0.2, "0.14"),
        (-0.069, 0.2, "\u22120.07"),
        (-0.0004, 0.2, "0.00"),
        (17.2, 20, "17"),
        (1.092, 1.5, "1.09"),
        (0.0123, 0.02, "0.012"),
    ],
)
def test_values_are_as_exact_as_can_be_read(value, most, said):
    assert Lane("forward", "", (), 0.0, most, most / 2).said(value) == said


@EVERY
@pytest.mark.parametrize("dpi", [60, 130])
def test_no_words_lie_on_each_other_or_leave_the_picture(found, dpi):
    axes = pictures.drawn(criteria_plate(found), dpi=dpi)
    assert pictures.overlapping(axes) == []
    assert pictures.outside(axes) == []


def test_where_nothing_was_gained_it_says_so():
    said = pictures.texts(criteria_plate(EMPTY))
    assert said.count("nothing gained") == len(FOUND.rows)
    assert "Earning acceptance nothing gained" in criteria_plate(EMPTY).text


def test_there_is_no_total():
    said = " ".join(pictures.texts(criteria_plate(FOUND))).lower()
    assert not {"total", "score", "overall", "sum"} & set(said.split())
    values = [each for each in pictures.words(criteria_plate(FOUND)) if each.anchor == "end"]
    assert len(values) == len(FOUND.rows)


def test_each_value_stands_in_the_picture_and_in_the_words():
    plate = criteria_plate(FOUND)
    for _, name, lanes in panels(FOUND):
        for lane in lanes:
            for each in lane.rows:
                assert f"{each.label} {lane.said(each.value)} ({lane.said(each.low)} to {lane.said(each.high)})" in plate.text
            assert f"{name}, {lane.caption}: " in plate.text
    assert plate.svg().count("<desc>") == 1


def test_what_it_rests_on_stands_at_the_foot():
    said = " ".join(pictures.texts(criteria_plate(FOUND)))
    for sentence in FOUND.assumptions:
        assert sentence in said
    assert FOUND.base.token in said


def test_a_long_name_is_cut_and_stands_whole_in_the_words():
    plate = criteria_plate(CASES["strange"])
    assert any(text.endswith(" …") for text in pictures.texts(plate))
    assert ("Tea " * 30).strip() in plate.text


@EVERY
def test_all_words_can_be_read(found):
    assert pictures.faint(criteria_plate(found)) == set()


@EVERY
def test_the_same_criteria_give_the_same_bytes_in_every_theme(found):
    one, other = criteria_plate(found), criteria_plate(found)
    for theme in (*THEMES, "auto"):
        ET.fromstring(one.svg(theme))
        assert one.svg(theme) == other.svg(theme)


def test_criteria_are_drawn_with_matplotlib():
    axes = draw.criteria(FOUND, theme="dark")
    assert axes.get_label() == criteria_plate(FOUND).text
    own = Figure().add_subplot()
    assert draw.criteria(FOUND, own) is own
    assert [text.get_text() for text in own.texts] == [
        w.text for w in pictures.words(criteria_plate(FOUND)) if isinstance(w, Words)
    ]
    with pytest.raises(CbfError, match="one of light, dark, print"):
        draw.criteria(FOUND, theme="pink")
