"""Coded contacts become a spiral: which step, in what order, where on the line, what repairs what."""

from datetime import UTC, date, datetime

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cbf_widgets.model.spiral import Spiral
from tests.tea_and_talk import read


@pytest.mark.parametrize("step", ["tea", "TEA", " Cup of  tea ", "a CUPPA"])
def test_a_step_is_known_by_any_of_its_names(step):
    assert read([{"step": step}]).marks[0].kind == "tea"


def test_dates_put_rows_in_order():
    rows = [
        {"step": "tea", "when": "2026-03-14"},
        {"step": "talk", "when": "2026-03"},
        {"step": "repair", "when": "2025-12-31T23:59"},
    ]
    assert [mark.kind for mark in read(rows).marks] == ["repair", "talk", "tea"]


def test_dates_of_every_make_read_alike():
    rows = [
        {"step": "tea", "when": datetime(2026, 3, 14, tzinfo=UTC)},
        {"step": "talk", "when": pd.Timestamp("2026-03-13 09:30")},
        {"step": "repair", "when": date(2026, 3, 12)},
    ]
    whens = [mark.when for mark in read(rows).marks]
    assert whens == ["2026-03-12", "2026-03-13T09:30:00", "2026-03-14T00:00:00+00:00"]


def test_whole_numbers_put_rows_in_order_and_equal_ones_keep_theirs():
    rows = [{"step": "tea", "when": 10}, {"step": "talk", "when": "9"}, {"step": "repair", "when": 9.0}]
    assert [mark.kind for mark in read(rows).marks] == ["talk", "repair", "tea"]


def test_words_leave_the_rows_in_their_own_order():
    rows = [{"step": "tea", "when": "later"}, {"step": "talk", "when": "before"}, {"step": "tea"}]
    assert [mark.kind for mark in read(rows).marks] == ["tea", "talk", "tea"]


def test_a_row_with_no_date_stays_after_the_row_above_it():
    rows = [{"step": "tea", "when": 2}, {"step": "talk"}, {"step": "repair", "when": 1}]
    assert [mark.kind for mark in read(rows).marks] == ["repair", "tea", "talk"]


@given(st.lists(st.sampled_from(["", "1", "5", "30"]), max_size=8))
def test_sorting_by_when_moves_no_row_past_its_equals(whens):
    rows = [{"step": "tea", "when": when, "note": str(i)} for i, when in enumerate(whens)]
    found = [(int(mark.when), int(mark.note)) for mark in read(rows).marks if mark.when]
    assert found == sorted(found)


@pytest.mark.parametrize("rows, loops", [(0, 1), (1, 1), (5, 1), (6, 2), (60, 12), (200, 12)])
def test_five_rows_make_a_loop_and_twelve_are_the_most(rows, loops):
    spiral = read([{"step": "tea"}] * rows)
    assert spiral.loops == loops
    assert len({mark.place for mark in spiral.marks}) == rows
    assert all(0 < mark.place < loops for mark in spiral.marks)


def test_rows_lie_evenly_on_the_line_or_as_far_apart_as_their_dates():
    rows = [{"step": "tea", "when": when} for when in (0, 1, 10)]
    assert [mark.place for mark in read(rows, loops=3).marks] == [0.5, 1.5, 2.5]
    assert [mark.place for mark in read(rows, loops=3, spacing="time").marks] == [0.1, 0.38, 2.9]
    assert [mark.place for mark in read(rows[:1], spacing="time").marks] == [0.5]


def test_a_column_of_loops_is_kept():
    spiral = read([{"step": "tea", "loop": loop} for loop in (1, 1, 3)])
    assert [mark.place for mark in spiral.marks] == [0.25, 0.75, 2.5]
    assert spiral.loops == 3


def test_a_column_of_places_is_kept_to_a_millionth_and_decides_the_order():
    spiral = read([{"step": "tea", "place": "1,5", "when": 1}, {"step": "talk", "place": 0.1 + 0.2, "when": 2}])
    assert [(mark.kind, mark.place) for mark in spiral.marks] == [("talk", 0.3), ("tea", 1.5)]
    assert spiral.loops == 2


# --- ruptures and repairs ----------------------------------------------------------------------------------------


def repaired(spiral):
    return {rupture.id: rupture.repair for rupture in spiral.ruptures}


def test_a_step_of_kind_repair_is_taken_to_repair_the_nearest_open_rupture():
    steps = ["rupture", "Rupture", "tea", "repair", "Repair after rupture", "repair"]
    assert repaired(read([{"step": step} for step in steps])) == {"r1": "m3", "r2": "m2"}


def test_a_column_of_repairs_decides_alone():
    rows = [{"step": "rupture"}, {"step": "repair", "repairs": ""}, {"step": "tea", "repairs": "Yes"}]
    assert repaired(read(rows)) == {"r1": "m2"}


def test_a_repair_may_name_its_ruptures():
    rows = [{"step": "rupture", "id": "x"}, {"step": "rupture", "id": "no"}, {"step": "tea", "repairs": "no, x"}]
    assert repaired(read(rows)) == {"x": "m1", "no": "m1"}


def test_a_kind_called_rupture_can_be_told_by_the_type():
    own = {"name": "own", "title": "Ours", "kinds": [{"id": "rupture", "name": "Rupture"}]}
    rows = [{"step": "rupture", "type": "mark"}, {"step": "rupture", "type": ""}]
    spiral = Spiral.from_table(rows, vocabulary=own)
    assert (len(spiral.marks), len(spiral.ruptures)) == (1, 1)


def test_given_ids_are_kept_and_others_stay_clear_of_them():
    spiral = read([{"step": "tea"}, {"step": "tea", "id": "m1"}, {"step": "tea"}])
    assert [mark.id for mark in spiral.marks] == ["m2", "m1", "m3"]
