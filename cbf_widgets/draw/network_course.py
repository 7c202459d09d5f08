"""The line that the steps of a network lie on: around the core, growing outward and thicker; numbers in, numbers out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import cos, hypot, pi, radians, sin, sqrt

import numpy as np

from cbf_widgets.draw.svg import number

Point = tuple[float, float]

WIDTH, HEIGHT = 512.0, 392.0
CENTRE: Point = (256.0, 194.0)
CORE = 27.0  # the radius of a petal
LABELLED = 7  # up to so many steps the names find room beside them
RING = 14  # up to so many steps make one turn
_START = radians(199)  # where the first step lies, clockwise from the right
_RADIUS = 31.0  # of a step, as large as the outermost loop
_STUB = 0.3  # how far the line goes on after the last step, in steps
_STRETCH = 1.26  # how much wider than tall a spiral of several turns is


@dataclass(frozen=True)
class Course:
    """The line that the steps lie on, as a function of how far along it one is: step 0 at 0, the last at ``count - 1``.

    Examples
    --------
    >>> [round(x) for x in Course.of(5).point(0)]
    [144, 156]
    """

    count: int
    radius: float
    angles: tuple[float, ...]
    radii: tuple[float, ...]
    stretch: float = 1.0

    @classmethod
    def of(cls, count: int) -> Course:
        """Return the line for so many steps, with the radius of a step on it.

        Examples
        --------
        >>> Course.of(5).radius, Course.of(60).radius < 20
        (31.0, True)
        """
        return _ring(count) if count <= LABELLED else _oval(count)

    def point(self, along: float) -> Point:
        """Return the position of a place on the line; beyond its ends it goes on as it grew.

        Examples
        --------
        >>> Course.of(5).point(4.5)[0] < Course.of(5).point(4)[0]
        True
        """
        angle, radius = self._at(along)
        return CENTRE[0] + self.stretch * radius * cos(angle), CENTRE[1] + radius * sin(angle)

    def _at(self, along: float) -> Point:
        last = len(self.angles) - 2
        i = min(max(int(along), 0), last)
        share = along - i
        angle = self.angles[i] + share * (self.angles[i + 1] - self.angles[i])
        return angle, self.radii[i] + share * (self.radii[i + 1] - self.radii[i])


def _ring(count: int) -> Course:
    angles = tuple(_START + 2 * pi * i / count for i in range(count + 1))
    radii = tuple(118.0 + 32.0 * i / max(count - 1, 1) for i in range(count + 1))
    return Course(count, _RADIUS, angles, radii)


@lru_cache(maxsize=64)
def _oval(count: int) -> Course:
    """One turn, or several as far from each other as the steps along them."""
    inner, outer, turns = 116.0, 148.0, 1 - 1 / count
    spacing = 0.0
    for _ in range(1 if count <= RING else 9):  # how large a step is says how far out the line may go, and the other way round
        if count > RING:
            inner, outer = 64.0 + 0.4 * spacing, HEIGHT / 2 - 6 - 0.46 * spacing
            turns = sqrt((count - 1) * (outer - inner) / (pi * (outer + inner) * _STRETCH))
        theta = np.linspace(0, 2 * pi * turns, 2000)
        radius = inner + (outer - inner) * theta / theta[-1]
        x, y = _STRETCH * radius * np.cos(_START + theta), radius * np.sin(_START + theta)
        length = np.concatenate([[0.0], np.cumsum(np.hypot(np.diff(x), np.diff(y)))])
        spacing = float(length[-1]) / (count - 1)
    at = np.interp(np.linspace(0, length[-1], count), length, theta)
    at = np.append(at, 2 * at[-1] - at[-2])
    radii = inner + (outer - inner) * at / theta[-1]
    return Course(
        count,
        min(_RADIUS, (0.34 if count <= RING else 0.31) * spacing),
        tuple((_START + at).tolist()),
        tuple(radii.tolist()),
        _STRETCH,
    )


def line_path(count: int) -> str:
    """Return the line through so many steps as a closed SVG path, thin where it begins and thick where it ends.

    Examples
    --------
    >>> line_path(5)[:1], line_path(5)[-1:]
    ('M', 'Z')
    """
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in line_outline(count)) + "Z"


def line_outline(count: int) -> list[Point]:
    """Return the same line as the corners of a polygon.

    Examples
    --------
    >>> len(line_outline(5)) % 2
    0
    """
    course, end = Course.of(count), count - 1 + _STUB
    pieces = max(72, round(end * 8))
    shares = [i / pieces for i in range(pieces + 1)]
    spine = [course.point(end * share) for share in shares]
    outer, inner = [], []
    for (ax, ay), (x, y), (bx, by), share in zip([spine[0], *spine], spine, [*spine[1:], spine[-1]], shares, strict=False):
        half = 0.5 * line_width(count, share) / hypot(bx - ax, by - ay)
        outer.append((x + half * (by - ay), y - half * (bx - ax)))
        inner.append((x - half * (by - ay), y + half * (bx - ax)))
    return outer + inner[::-1]


def line_width(count: int, share: float) -> float:
    """Return how thick the line is after a share of its length.

    Examples
    --------
    >>> line_width(5, 1.0), line_width(60, 1.0) < 4
    (5.6, True)
    """
    scale = min(1.0, Course.of(count).radius / _RADIUS + 0.1)
    return (1.4 + 4.2 * share) * scale


def line_dots(count: int) -> list[tuple[float, float, float, float]]:
    """Return the fading dots in which the line ends: x, y, radius, opacity.

    Examples
    --------
    >>> dots = line_dots(5)
    >>> dots[0][3] > dots[-1][3]
    True
    """
    course = Course.of(count)
    arc = max(hypot(*(b - a for a, b in zip(course.point(count - 1), course.point(count), strict=True))), 1.0)
    span = min(0.78, 1 - 34 / arc) if count > 1 else 0.4  # the first step's name lies where a ring closes
    size = 0.5 * line_width(count, 1.0)
    many = max(3, round((span - _STUB) * arc / (3.4 * size)))
    shares = [(i + 1) / many for i in range(many)]
    places = (course.point(count - 1 + _STUB + (span - _STUB) * share) for share in shares)
    return [(x, y, size * (1 - 0.5 * share), round(0.72 - 0.6 * share, 3)) for (x, y), share in zip(places, shares, strict=True)]
