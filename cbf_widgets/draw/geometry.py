"""Where things lie on a spiral: numbers in, numbers out. The front end's ``geometry.ts`` gives the same answers.

A place is counted in loops from the line's beginning; positions are in a square of 800 by 800, y pointing down.
"""

from __future__ import annotations

import json
from itertools import pairwise
from math import atan2, ceil, cos, dist, floor, pi, radians, sin
from pathlib import Path

Point = tuple[float, float]
Segment = tuple[Point, Point]

G = json.loads(Path(__file__).with_name("spiral_geometry.json").read_text(encoding="utf-8"))
CENTRE: float = G["centre"]
_START = radians(G["start_degrees"])


def radius(place: float, loops: int) -> float:
    """Return the distance of a place from the centre.

    Examples
    --------
    >>> radius(0, 3), radius(3, 3)
    (98.0, 356.0)
    """
    along = max(place, 0.0) / loops
    return float(G["r_start"] + (G["r_end"] - G["r_start"]) * along ** G["growth"])


def angle(place: float) -> float:
    """Return the angle of a place in radians, clockwise from the right.

    Examples
    --------
    >>> round(angle(0.25), 4)
    -0.3491
    """
    return _START + 2 * pi * place


def point(place: float, loops: int, outward: float = 0.0) -> Point:
    """Return the position of a place, optionally some units further outward.

    Examples
    --------
    >>> [round(x, 3) for x in point(0, 3)]
    [366.482, 307.91]
    """
    r, a = radius(place, loops) + outward, angle(place)
    return CENTRE + r * cos(a), CENTRE + r * sin(a)


def width(place: float, loops: int) -> float:
    """Return how thick the line is at a place: thinner when many loops lie close.

    Examples
    --------
    >>> width(3, 3), width(12, 12) < 4
    (7.0, True)
    """
    full = G["width_start"] + (G["width_end"] - G["width_start"]) * place / loops
    return float(full * min(1.0, pitch(loops) / G["width_pitch"]))


def pitch(loops: int) -> float:
    """Return the usual distance between neighbouring loops.

    Examples
    --------
    >>> pitch(2)
    129.0
    """
    return float(G["r_end"] - G["r_start"]) / loops


def mark_radius(loops: int, marks: int) -> float:
    """Return the radius of a mark: smaller when loops or marks are crowded.

    Examples
    --------
    >>> mark_radius(3, 9), mark_radius(12, 9) < 10
    (16.0, True)
    """
    inner = 2 * pi * float(G["r_start"]) * loops / max(marks, 1)
    room = min(0.36 * pitch(loops), 0.62 * inner)
    return float(max(G["mark_radius_least"], min(G["mark_radius"], room)))


def nearest_place(x: float, y: float, loops: int) -> float:
    """Return the place on the line that lies nearest to a position, along its ray from the centre.

    Examples
    --------
    >>> round(nearest_place(*point(1.3, 3), 3), 6)
    1.3
    """
    turn = (atan2(y - CENTRE, x - CENTRE) - _START) / (2 * pi)
    fraction = turn - floor(turn)
    rays = [fraction + k for k in range(loops)] + [0.0, float(loops)]
    return min(rays, key=lambda place: dist(point(place, loops), (x, y)))


def petal(aspect: str) -> Point:
    """Return the middle of an aspect's petal at the core.

    Examples
    --------
    >>> [round(x) for x in petal("possibility")]
    [400, 428]
    """
    a = radians(G["petal_degrees"][aspect])
    return CENTRE + G["petal_distance"] * cos(a), CENTRE + G["petal_distance"] * sin(a)


def bend(start: Point, end: Point, by: float) -> Point:
    """Return the control point of a curve that bends to its right by a share of its length.

    Examples
    --------
    >>> bend((0, 0), (10, 0), 0.2)
    (5.0, 2.0)
    """
    (x0, y0), (x1, y1) = start, end
    return (x0 + x1) / 2 - by * (y1 - y0), (y0 + y1) / 2 + by * (x1 - x0)


def ripple_curve(source: float, target: float, loops: int, gap: float) -> tuple[Point, Point, Point]:
    """Return start, control and end of a ripple between two places, bending away from the centre.

    Examples
    --------
    >>> start, control, end = ripple_curve(0.2, 1.4, 3, 20)
    >>> dist(control, (CENTRE, CENTRE)) > 50
    True
    """
    a, b = point(source, loops), point(target, loops)
    control = max((bend(a, b, by * G["ripple_bend"]) for by in (1, -1)), key=lambda p: dist(p, (CENTRE, CENTRE)))
    return _toward(a, control, gap), control, _toward(b, control, gap + G["ripple_gap"])


def _toward(start: Point, end: Point, by: float) -> Point:
    share = min(by / (dist(start, end) or 1.0), 0.5)
    return start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])


def span(place: float, loops: int, length: float) -> tuple[float, float]:
    """Return the two places that lie half a length before and after a place.

    Examples
    --------
    >>> before, after = span(1.5, 3, 46)
    >>> before < 1.5 < after
    True
    """
    half = length / (4 * pi * radius(place, loops))
    return max(place - half, 0.0), min(place + half, float(loops))


def stretches(loops: int, ruptures: list[float]) -> list[tuple[float, float]]:
    """Return the whole stretches of the line between its ruptures.

    Examples
    --------
    >>> [(round(a, 2), round(b, 2)) for a, b in stretches(2, [1.0])]
    [(0.0, 0.98), (1.02, 2.0)]
    """
    whole, start = [], 0.0
    for before, after in (span(place, loops, G["rupture_length"]) for place in sorted(ruptures)):
        if before > start:
            whole.append((start, before))
        start = max(start, after)
    return [*whole, (start, float(loops))] if start < loops else whole


def outline(start: float, end: float, loops: int) -> list[Point]:
    """Return the outline of a stretch of the line, thin inside and thick outside, as a closed polygon.

    Examples
    --------
    >>> len(outline(0, 1, 3))
    242
    """
    places = samples(start, end)
    outer = [point(p, loops, width(p, loops) / 2) for p in places]
    inner = [point(p, loops, -width(p, loops) / 2) for p in places]
    return outer + inner[::-1]


def samples(start: float, end: float) -> list[float]:
    """Return evenly spread places from start to end, both included.

    Examples
    --------
    >>> len(samples(0, 1))
    121
    """
    steps = max(ceil((end - start) * G["samples_per_loop"] - 1e-9), 1)
    return [start + (end - start) * i / steps for i in range(steps + 1)]


def teeth(start: float, end: float, loops: int) -> list[Segment]:
    """Return the ratchet's teeth on the inner side of a stretch that holds.

    Examples
    --------
    >>> len(teeth(1, 1.1, 3)) > 3
    True
    """
    mean = radius((start + end) / 2, loops)
    count = floor(2 * pi * mean * (end - start) / G["tooth_every"])
    lean = 3 / (2 * pi * mean)
    found = []
    for i in range(count):
        p = start + (end - start) * (i + 0.5) / count
        inside = -width(p, loops) / 2 - 1
        found.append((point(p, loops, inside), point(p - lean, loops, inside - G["tooth_length"])))
    return found


def tail(loops: int) -> list[tuple[Point, float]]:
    """Return the fading dots after the line's end, each with how much of it is left (1 to 0).

    Examples
    --------
    >>> dots = tail(3)
    >>> dots[0][1] > dots[-1][1]
    True
    """
    step = G["tail_every"] / (2 * pi * G["r_end"])
    count = G["tail_dots"]
    return [(point(loops + step * (i + 1), loops), 1 - i / count) for i in range(count)]


def held_stretches(marks: list[tuple[float, bool]]) -> list[tuple[float, float]]:
    """Return the stretches that hold, from the places of marks and whether each holds: up to each that does.

    Examples
    --------
    >>> held_stretches([(0.5, True), (1.0, False), (1.5, True)])
    [(0.0, 0.5), (1.0, 1.5)]
    """
    return [(a, b) for (a, _), (b, holds) in pairwise([(0.0, False), *marks]) if holds and b > a]


def shared_stretches(one: list[tuple[float, float]], other: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the stretches that lie in both lists.

    Examples
    --------
    >>> shared_stretches([(0.0, 2.0)], [(0.0, 0.5), (1.5, 3.0)])
    [(0.0, 0.5), (1.5, 2.0)]
    """
    return [(max(a, c), min(b, d)) for a, b in one for c, d in other if max(a, c) < min(b, d)]
