"""Lines of theories of change: arrows that bend round corners, hatching cut at an outline. Numbers in, numbers out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import cos, hypot, pi, sin

from cbf_widgets.draw.palette import CORNERS

Point = tuple[float, float]


def round_corners(shape: str) -> list[Point]:
    """Return the outline of a shape for a radius of 1; a circle has many corners.

    Examples
    --------
    >>> len(round_corners("circle")), len(round_corners("diamond"))
    (24, 4)
    """
    return CORNERS.get(shape) or [(cos(pi * i / 12), sin(pi * i / 12)) for i in range(24)]


def slanted(outline: Sequence[Point], gap: float) -> list[tuple[Point, Point]]:
    """Return lines from lower left to upper right within an outline, a gap apart.

    Examples
    --------
    >>> slanted([(0, 0), (4, 0), (4, 4), (0, 4)], 3)
    [((0.0, 2.0), (2.0, 0.0)), ((2.0, 4.0), (4.0, 2.0))]
    """
    sums = [x + y for x, y in outline]
    wide = max(sums) - min(sums)
    count = max(2, round(wide / (2**0.5 * gap)))
    found = []
    for i in range(count):
        met = _met(outline, min(sums) + wide * (i + 0.5) / count)
        found += list(zip(met[::2], met[1::2], strict=False))
    return found


def _met(outline: Sequence[Point], total: float) -> list[Point]:
    """Where the line x + y = total crosses an outline, from left to right."""
    points = []
    for (ax, ay), (bx, by) in pairwise([*outline, outline[0]]):
        one, other = ax + ay - total, bx + by - total
        if (one < 0) != (other < 0):
            share = one / (one - other)
            points.append((ax + (bx - ax) * share, ay + (by - ay) * share))
    return sorted(points)


def rounded(points: Sequence[Point], r: float = 7.0, pieces: int = 5) -> tuple[Point, ...]:
    """Return a course of straight lines with its corners rounded off.

    Parameters
    ----------
    points : sequence of (float, float)
        The corners, with both ends.
    r : float
        How far from a corner the bend begins, at most.
    pieces : int
        Straight lines that make a bend.

    Returns
    -------
    tuple of (float, float)
        Both ends stay where they are.

    Examples
    --------
    >>> rounded([(0, 0), (10, 0), (10, 10)], 4, 2)
    ((0, 0), (6.0, 0.0), (9.0, 1.0), (10.0, 4.0), (10, 10))
    """
    found = [points[0]]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        one, other = hypot(before[0] - corner[0], before[1] - corner[1]), hypot(after[0] - corner[0], after[1] - corner[1])
        near = min(r, one / 2, other / 2)
        if near < 0.01:
            continue
        start = _toward(corner, before, near / one)
        end = _toward(corner, after, near / other)
        for i in range(pieces + 1):
            t = i / pieces
            weights = (1 - t) ** 2, 2 * t * (1 - t), t * t
            found.append(
                tuple(a * weights[0] + b * weights[1] + c * weights[2] for a, b, c in zip(start, corner, end, strict=True))  # type: ignore[arg-type]
            )
    return (*found, points[-1])


def _toward(point: Point, other: Point, share: float) -> Point:
    return point[0] + (other[0] - point[0]) * share, point[1] + (other[1] - point[1]) * share


def box_outline(left: float, top: float, right: float, bottom: float, r: float) -> tuple[Point, ...]:
    """Return a rectangle with round corners.

    Examples
    --------
    >>> len(box_outline(0, 0, 10, 10, 0)), len(box_outline(0, 0, 10, 10, 2))
    (4, 20)
    """
    if r <= 0:
        return (left, top), (right, top), (right, bottom), (left, bottom)
    found = []
    for x, y, start in (
        (right - r, top + r, -0.5),
        (right - r, bottom - r, 0),
        (left + r, bottom - r, 0.5),
        (left + r, top + r, 1),
    ):
        found += [(x + r * cos(pi * (start + i / 8)), y + r * sin(pi * (start + i / 8))) for i in range(5)]
    return tuple(found)
