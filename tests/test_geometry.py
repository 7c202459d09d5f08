"""Where things lie on a spiral."""

from __future__ import annotations

import importlib.util
import inspect
import json
from itertools import pairwise
from math import hypot, isclose, pi
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cbf_widgets.draw import breaks
from cbf_widgets.draw import geometry as g

SHARED = Path(__file__).parent / "shared" / "spiral_geometry_answers.json"
ANSWERS = json.loads(SHARED.read_text(encoding="utf-8"))
FUNCTIONS = {
    name: function
    for module in (g, breaks)
    for name, function in vars(module).items()
    if inspect.isfunction(function) and function.__module__ == module.__name__ and name[0] != "_"
}
LOOPS = st.integers(1, 12)


@st.composite
def places(draw: st.DrawFn) -> tuple[float, int]:
    """A place on the line, and how many loops the line has."""
    loops = draw(LOOPS)
    return draw(st.floats(0, 1)) * loops, loops


def distance(position: g.Point) -> float:
    return hypot(position[0] - g.CENTRE, position[1] - g.CENTRE)


def near(one: Any, other: Any) -> bool:
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(near, one, other))
    if isinstance(one, bool):
        return one is other
    return isclose(one, other, rel_tol=1e-12, abs_tol=1e-9)


@pytest.mark.parametrize("case", ANSWERS, ids=lambda case: f"{case['function']}{case['arguments']}")
def test_the_shared_answers_hold(case: dict[str, Any]) -> None:
    assert near(FUNCTIONS[case["function"]](*case["arguments"]), case["answer"])


def test_every_function_has_shared_answers() -> None:
    assert {case["function"] for case in ANSWERS} == set(FUNCTIONS)


def test_the_shared_answers_are_those_the_tool_writes() -> None:
    tool = Path(__file__).parents[1] / "tools" / "geometry_answers.py"
    spec = importlib.util.spec_from_file_location("geometry_answers", tool)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    fresh = json.loads(module.text())
    assert [c["arguments"] for c in fresh] == [c["arguments"] for c in ANSWERS]
    assert near([c["answer"] for c in fresh], [c["answer"] for c in ANSWERS])


@given(places())
def test_the_nearest_place_of_a_point_on_the_line_is_where_it_lies(where: tuple[float, int]) -> None:
    place, loops = where
    assert isclose(g.nearest_place(*g.point(place, loops), loops), place, abs_tol=1e-6)


@given(LOOPS, st.floats(-2000, 2000), st.floats(-2000, 2000))
def test_the_nearest_place_lies_on_the_line_and_no_place_on_its_ray_is_nearer(loops: int, x: float, y: float) -> None:
    place = g.nearest_place(x, y, loops)
    assert 0 <= place <= loops
    here = hypot(*(a - b for a, b in zip(g.point(place, loops), (x, y), strict=True)))
    others = [place + k for k in range(-12, 13) if 0 <= place + k <= loops]
    assert all(hypot(*(a - b for a, b in zip(g.point(p, loops), (x, y), strict=True))) >= here - 1e-9 for p in others)


@given(places(), st.floats(1e-3, 1))
def test_the_line_moves_outward_and_grows_thicker(where: tuple[float, int], step: float) -> None:
    place, loops = where
    assert g.radius(place + step, loops) > g.radius(place, loops)
    assert g.width(place + step, loops) > g.width(place, loops)


@given(LOOPS)
def test_neighbouring_loops_never_touch(loops: int) -> None:
    for i in range(50 * (loops - 1) + 1):
        inner, outer = i / 50, i / 50 + 1
        gap = g.radius(outer, loops) - g.radius(inner, loops)
        assert gap > (g.width(inner, loops) + g.width(outer, loops)) / 2 + 5


@given(LOOPS)
def test_all_of_the_line_and_its_tail_lie_in_the_square(loops: int) -> None:
    drawn = g.outline(0, loops, loops) + [position for position, _ in g.tail(loops)]
    assert all(0 < x < g.G["size"] and 0 < y < g.G["size"] for x, y in drawn)


@given(places(), st.floats(0.01, 1))
def test_an_outline_goes_out_on_one_side_and_back_on_the_other(where: tuple[float, int], length: float) -> None:
    start, loops = where
    end = min(start + length, loops)
    around = g.outline(start, end, loops)
    assert len(around) == 2 * len(g.samples(start, end))
    for outer, inner in zip(around, around[::-1], strict=True):
        if outer == around[len(around) // 2]:
            break
        assert distance(outer) > distance(inner)
    assert isclose(distance(around[0]) - distance(around[-1]), g.width(start, loops), rel_tol=1e-9)


@given(st.floats(0, 12), st.floats(0, 12))
def test_samples_begin_and_end_where_told_and_are_close(one: float, other: float) -> None:
    start, end = sorted((one, other))
    found = g.samples(start, end)
    assert (found[0], found[-1]) == (start, pytest.approx(end))
    assert all(0 <= b - a <= 1.001 / g.G["samples_per_loop"] for a, b in pairwise(found))


@given(LOOPS, st.lists(st.floats(0, 1), max_size=6))
def test_stretches_and_breaks_together_make_the_line(loops: int, shares: list[float]) -> None:
    ruptures = [share * loops for share in shares]
    whole = g.stretches(loops, ruptures)
    assert all(0 <= a < b <= loops for a, b in whole)
    assert all(b <= c for (_, b), (c, _) in pairwise(whole))
    assert not any(a < place < b for place in ruptures for a, b in whole)
    left = loops - sum(b - a for a, b in whole)
    most = sum(b - a for a, b in (g.span(p, loops, g.G["rupture_length"]) for p in ruptures))
    assert left <= most + 1e-9


@given(places())
def test_a_zigzag_begins_and_ends_on_the_line(where: tuple[float, int]) -> None:
    place, loops = where
    jagged = breaks.zigzag(place, loops)
    before, after = g.span(place, loops, g.G["rupture_length"])
    assert near(jagged[0], g.point(before, loops))
    assert near(jagged[-1], g.point(after, loops))
    heights = [distance(p) - g.radius(before + (after - before) * i / 6, loops) for i, p in enumerate(jagged)]
    assert all(a * b < 0 for a, b in pairwise(heights[1:-1]))


@given(places())
def test_a_scar_is_the_break_drawn_together(where: tuple[float, int]) -> None:
    torn, healed = breaks.zigzag(*where), breaks.scar(*where)
    assert near((torn[0], torn[-1]), (healed[0], healed[-1]))
    for i in range(1, len(torn) - 1):
        middle = (distance(torn[i]) + distance(torn[i - 1])) / 2 if 1 < i < len(torn) - 1 else None
        assert middle is None or abs(distance(healed[i]) - middle) < abs(distance(torn[i]) - middle)


@given(places())
def test_stitches_cross_the_line(where: tuple[float, int]) -> None:
    found = breaks.stitches(*where)
    assert len(found) > 0
    for inner, outer in found:
        assert distance(inner) < distance(outer)
        assert isclose(distance(outer) - distance(inner), 2 * g.G["stitch"])


@given(LOOPS, st.floats(0, 1), st.floats(0, 1))
def test_a_thread_runs_outside_the_line_to_its_mark(loops: int, one: float, other: float) -> None:
    rupture, repair = sorted((one * loops, other * loops))
    sewn = breaks.thread(rupture, repair, loops)
    assert isclose(distance(sewn[-1]) - g.radius(repair, loops), g.width(repair, loops) / 2 + 5, abs_tol=1e-6)


@given(places(), st.floats(0.02, 1))
def test_teeth_point_inward_and_are_as_many_as_fit(where: tuple[float, int], length: float) -> None:
    start, loops = where
    end = min(start + length, loops)
    found = g.teeth(start, end, loops)
    along = 2 * pi * g.radius((start + end) / 2, loops) * (end - start)
    assert len(found) == int(along / g.G["tooth_every"])
    assert all(distance(tip) < distance(root) for root, tip in found)


@given(places(), places())
def test_a_ripple_bends_away_from_the_centre(one: tuple[float, int], other: tuple[float, int]) -> None:
    loops = one[1]
    source, target = one[0], other[0] / other[1] * loops
    start, control, end = g.ripple_curve(source, target, loops, 16)
    a, b = g.point(source, loops), g.point(target, loops)
    assert distance(control) >= distance(((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)) - 1e-9
    assert hypot(start[0] - a[0], start[1] - a[1]) <= 16 + 1e-9
    assert hypot(end[0] - b[0], end[1] - b[1]) <= 16 + g.G["ripple_gap"] + 1e-9


@given(LOOPS, st.integers(0, 2000))
def test_more_marks_never_make_marks_larger(loops: int, marks: int) -> None:
    assert g.mark_radius(loops, marks + 1) <= g.mark_radius(loops, marks)
    assert g.mark_radius(loops + 1, 0) <= g.mark_radius(loops, 0)
    assert g.G["mark_radius_least"] <= g.mark_radius(loops, marks) <= g.G["mark_radius"]


@given(st.lists(st.tuples(st.floats(0, 3), st.booleans()), max_size=9).map(sorted))
def test_a_held_stretch_ends_at_a_mark_that_holds(marks: list[tuple[float, bool]]) -> None:
    found = g.held_stretches(marks)
    assert bool(found) == any(holds and place > before for (before, _), (place, holds) in pairwise([(0.0, False), *marks]))
    for start, end in found:
        assert start < end
        assert (end, True) in marks
        assert start == 0 or any(place == start for place, _ in marks)


def test_petals_overlap_and_stay_inside_the_line() -> None:
    middles = [g.petal(aspect) for aspect in ("help", "challenge", "possibility")]
    for i, one in enumerate(middles):
        assert distance(one) + g.G["petal_radius"] < g.G["r_start"]
        other = middles[i - 1]
        assert 0 < hypot(one[0] - other[0], one[1] - other[1]) < 2 * g.G["petal_radius"]


def test_the_tail_fades_and_follows_the_line() -> None:
    dots = g.tail(3)
    assert [left for _, left in dots] == sorted((left for _, left in dots), reverse=True)
    assert all(0 < left <= 1 for _, left in dots)
    assert distance(dots[0][0]) > g.radius(3, 3)
