"""Where the steps of a network lie: on a spiral of their own around the core, in node order; numbers in, numbers out.

All positions are in a box of 512 by 392, y pointing down. Few steps make one growing turn, many a spiral of several turns.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import atan2, cos, dist, hypot, sin
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from cbf_widgets.draw.network_course import CENTRE, RING, Course, Point
from cbf_widgets.draw.palette import CORNERS, kind_shape
from cbf_widgets.draw.svg import number

if TYPE_CHECKING:
    from cbf_widgets.simulation.network import StepNetwork

GAP = 4.0  # between a shape and an arrow
_CLEAR = 54.0  # how far a curve keeps from the middle of the core
_BENDS = (
    0.14,
    0.06,
    0.1,
    0.18,
    0.24,
    0.3,
    0.38,
    0.46,
    0.56,
    0.66,
    -0.06,
    -0.1,
    -0.14,
    -0.18,
    -0.24,
    -0.3,
    -0.38,
    -0.46,
    -0.56,
    -0.66,
)
_BETWEEN = 22.0  # at least so far from each other run two arrows to and fro


def places(network: StepNetwork) -> list[Point]:
    """Return where each step lies, in node order.

    Parameters
    ----------
    network : StepNetwork
        Whose steps.

    Returns
    -------
    list of (float, float)
        In a box of 512 by 392, y pointing down.

    Examples
    --------
    >>> from cbf_widgets import StepNetwork
    >>> [(round(x), round(y)) for x, y in places(StepNetwork.from_vocabulary("partnership-building"))]
    [(144, 156), (258, 68), (384, 155), (337, 310), (166, 314)]
    """
    course = Course.of(len(network.steps))
    return [course.point(i) for i in range(course.count)]


def step_radius(network: StepNetwork) -> float:
    """Return how large a step is: the radius of the outermost of its nested outlines.

    Examples
    --------
    >>> from cbf_widgets import StepNetwork
    >>> step_radius(StepNetwork.from_vocabulary("partnership-building"))
    31.0
    """
    return Course.of(len(network.steps)).radius


@dataclass(frozen=True)
class EdgePath:
    """An arrow from step to step: three points make a quadratic curve, four a cubic one (a step that helps itself).

    Attributes
    ----------
    source, target : int
        Numbers of the steps, from 0.
    points : tuple of (float, float)
        Start, one or two control points, end.
    weight : float
        0 to 1: how much the edge does, see `edge_weight`.

    Examples
    --------
    >>> EdgePath(0, 1, ((0, 0), (5, 2), (10, 0)), 0.5).d
    'M0 0Q5 2 10 0'
    """

    source: int
    target: int
    points: tuple[Point, ...]
    weight: float

    @property
    def d(self) -> str:
        """The curve as an SVG path."""
        start, *others = (f"{number(x)} {number(y)}" for x, y in self.points)
        return f"M{start}{'Q' if len(others) == 2 else 'C'}{' '.join(others)}"


def edge_weight(contagion: float, readiness: float, support: float) -> float:
    """Return how much an edge does, 0 to 1: its three weights as chances that each may miss.

    Examples
    --------
    >>> edge_weight(0, 0, 0.5), round(edge_weight(0.1, 0.4, 0.4), 3)
    (0.5, 0.676)
    """
    return 1 - (1 - contagion) * (1 - readiness) * (1 - support)


def edge_paths(network: StepNetwork, glyphs: list[int] | None = None) -> list[EdgePath]:
    """Return the arrow of each edge, in the order of the network's edges.

    They bend around the core and lie on no other step where that can be helped; two arrows between the same steps lie apart.

    Parameters
    ----------
    network : StepNetwork
        Whose edges.
    glyphs : list of int, optional
        The place of each step's sign among the shapes; by default its own number.

    Returns
    -------
    list of EdgePath
        From rim to rim.

    Examples
    --------
    >>> from cbf_widgets import StepNetwork
    >>> paths = edge_paths(StepNetwork.from_vocabulary("partnership-building"))
    >>> paths[0].d, round(paths[0].weight, 3)
    ('M178.67 148.34Q222.33 139.11 243.06 98.03', 0.676)
    """
    course = Course.of(len(network.steps))
    order = {node: i for i, node in enumerate(network.nodes)}
    marks = tuple(range(course.count) if glyphs is None else glyphs)
    pairs = [(order[edge.from_step], order[edge.to_step]) for edge in network.edges]
    there, found = set(pairs), []
    for edge, (source, target) in zip(network.edges, pairs, strict=True):
        points = _points(course, (source, target), (marks[source], marks[target]), (target, source) in there)
        found.append(EdgePath(source, target, points, edge_weight(edge.contagion, edge.readiness, edge.support)))
    return found


@lru_cache(maxsize=8192)
def _points(course: Course, pair: tuple[int, int], marks: tuple[int, int], both: bool) -> tuple[Point, ...]:  # noqa: FBT001 - a key of the cache
    (ax, ay), (bx, by) = a, b = course.point(pair[0]), course.point(pair[1])
    if a == b:
        return _itself(a, course.radius, marks[0])
    bend = _bend(course, *pair, both=both) if course.count <= RING else _BENDS[0]
    control = ((ax + bx) / 2 - bend * (by - ay), (ay + by) / 2 + bend * (bx - ax))
    return rim(a, control, course.radius, marks[0], GAP), control, rim(b, control, course.radius, marks[1], GAP + 1)


def _bend(course: Course, source: int, target: int, *, both: bool) -> float:
    """How far to the right an arrow bends, in shares of its length: little, around the core, not over other steps."""
    one, other = sorted((source, target))
    cost = _costs(course, one, other)
    if not both:
        best = _BENDS[int(np.argmin(cost + 0.2 * np.abs(np.array(_BENDS) - (0.1 if source == one else -0.1))))]
        return best if source == one else -best
    bends = np.array(_BENDS)
    together = cost[:, None] + cost[None, :]  # one arrow a row, the other a column, both seen from the first step
    apart = min(max(2 * _BETWEEN / dist(course.point(one), course.point(other)), 0.16), 0.34)
    together[bends[:, None] - bends[None, :] < apart] = np.inf
    row, column = np.unravel_index(np.argmin(together), together.shape)
    return _BENDS[row] if source == one else -_BENDS[column]


def _costs(course: Course, one: int, other: int) -> NDArray[np.float64]:
    """What each bend costs: its length, nearness to the core and to other steps, nearness to the ring."""
    a, b = np.array(course.point(one)), np.array(course.point(other))
    bends = np.array(_BENDS)
    control = (a + b) / 2 + bends[:, None] * np.array([a[1] - b[1], b[0] - a[0]])
    t = np.linspace(0.08, 0.92, 15)[None, :, None]
    curve = (1 - t) ** 2 * a + 2 * t * (1 - t) * control[:, None, :] + t**2 * b
    from_core = np.hypot(*(curve - np.array(CENTRE)).transpose(2, 0, 1)).min(axis=1)
    cost = np.abs(bends) + 6 * np.maximum(0, _CLEAR - from_core) / _CLEAR
    for step in set(range(course.count)) - {one, other}:
        near = np.hypot(*(curve - np.array(course.point(step))).transpose(2, 0, 1)).min(axis=1)
        cost += 3 * np.maximum(0, 1.35 * course.radius - near) / course.radius
    middle = np.hypot(*((curve[:, 7] - np.array(CENTRE)) / (course.stretch, 1.0)).T)
    left: NDArray[np.bool_] = middle > min(course.radii[one], course.radii[other]) - 12
    found: NDArray[np.float64] = cost + 1.5 * left
    return found


def _itself(at: Point, radius: float, sign: int) -> tuple[Point, ...]:
    """A loop on the outer side of a step."""
    away = atan2(at[1] - CENTRE[1], at[0] - CENTRE[0])
    start, end = (_toward(at, away + turn, 3 * radius) for turn in (-0.55, 0.55))
    one, other = (_toward(at, away + turn, 2.5 * radius) for turn in (-0.5, 0.5))
    return rim(at, start, radius, sign, GAP), one, other, rim(at, end, radius, sign, GAP + 1)


def _toward(at: Point, angle: float, by: float) -> Point:
    return at[0] + by * cos(angle), at[1] + by * sin(angle)


def rim(at: Point, toward: Point, radius: float, sign: int, gap: float = 0.0) -> Point:
    """Return where a ray from the middle of a sign leaves it.

    Parameters
    ----------
    at, toward : (float, float)
        The middle, and any point on the ray.
    radius : float
        Of the sign.
    sign : int
        The place of its shape among the shapes.
    gap : float
        How much further to go.

    Returns
    -------
    (float, float)
        A point on the rim, or `gap` beyond.

    Examples
    --------
    >>> rim((0, 0), (100, 0), 10, 0, gap=2)
    (12.0, 0.0)
    """
    dx, dy = toward[0] - at[0], toward[1] - at[1]
    length = hypot(dx, dy) or 1.0
    ux, uy = dx / length, dy / length
    shape = kind_shape(sign)
    reach = radius * (1.0 if shape == "circle" else _reach(shape, ux, uy)) + gap
    return at[0] + reach * ux, at[1] + reach * uy


def _reach(shape: str, ux: float, uy: float) -> float:
    """How far the outline of a shape of radius 1 lies from its middle in a direction."""
    corners = CORNERS[shape]
    furthest = 0.0
    for (ax, ay), (bx, by) in zip(corners, [*corners[1:], corners[0]], strict=True):
        ex, ey = bx - ax, by - ay
        across = ux * ey - uy * ex
        if abs(across) < 1e-12:
            continue
        t, s = (ax * ey - ay * ex) / across, (ax * uy - ay * ux) / across
        if t > 0 and -1e-9 <= s <= 1 + 1e-9:
            furthest = max(furthest, t)
    return furthest
