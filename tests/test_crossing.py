"""A change from Python and a gesture that cross on their way: neither is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from cbf_widgets.model.spiral import Spiral
from cbf_widgets.widgets.spiral.widget import SpiralBuilder

OURS = {"name": "ours", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}]}
BEGAN = Spiral(vocabulary=OURS)
FROM_PYTHON = BEGAN.add("tea", 0.5)
GESTURE = BEGAN.add("tea", 1)


@pytest.fixture
def builder(tmp_path: Path) -> SpiralBuilder:
    return SpiralBuilder(BEGAN, folder=tmp_path)


def send(builder: SpiralBuilder, spiral: Spiral, names: list[str], serial: int, at: int | None = None) -> None:
    at = len(names) - 1 if at is None else at
    builder.set_state({"spiral": spiral.to_dict(), "history": {"names": names, "at": at, "serial": serial}})


def steps(builder: SpiralBuilder) -> list[tuple[str, Spiral]]:
    return [(edit["name"], edit["spiral"]) for edit in builder.edits()]


def test_a_gesture_that_did_not_know_of_a_change_from_python_comes_after_it(builder):
    builder.spiral = FROM_PYTHON
    send(builder, GESTURE, ["Began", "Placed 1"], serial=1)
    assert steps(builder) == [("Began", BEGAN), ("Set from Python", FROM_PYTHON), ("Placed 1", GESTURE)]
    assert builder.spiral == GESTURE
    assert builder.history == {"names": ["Began", "Set from Python", "Placed 1"], "at": 2, "serial": 2}
    builder.undo()
    assert builder.spiral == FROM_PYTHON


def test_two_gestures_under_way_both_come_after_it(builder):
    builder.spiral = FROM_PYTHON
    again = GESTURE.add("tea", 2)
    send(builder, GESTURE, ["Began", "Placed 1"], serial=1)
    send(builder, again, ["Began", "Placed 1", "Placed 2"], serial=2)
    assert [name for name, _ in steps(builder)] == ["Began", "Set from Python", "Placed 1", "Placed 2"]
    assert builder.spiral == again


def test_an_undo_in_python_and_a_gesture_that_cross_lose_nothing(builder):
    send(builder, GESTURE, ["Began", "Placed 1"], serial=1)
    builder.undo()
    again = GESTURE.add("tea", 2)
    send(builder, again, ["Began", "Placed 1", "Placed 2"], serial=2)
    assert [spiral for _, spiral in steps(builder)][-1] == again
    assert GESTURE in [spiral for _, spiral in steps(builder)]


def test_a_gesture_that_knew_of_it_is_recorded_as_it_came(builder):
    builder.spiral = FROM_PYTHON
    send(builder, GESTURE, ["Began", "Set from Python", "Placed 2"], serial=2)
    assert builder.history == {"names": ["Began", "Set from Python", "Placed 2"], "at": 2, "serial": 2}
    send(builder, FROM_PYTHON, ["Began", "Set from Python", "Placed 2"], serial=3, at=1)
    assert len(steps(builder)) == 3
    assert builder.spiral == FROM_PYTHON
