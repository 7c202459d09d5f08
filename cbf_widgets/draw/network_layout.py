"""Where the steps of a network lie: on a spiral of their own around the core, in node order; numbers in, numbers out.

All positions are in a box of 512 by 392, y pointing down. Few steps make one growing turn, many a spiral of several turns.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import atan2, cos, hypot, sin
from typing import TYPE_CHECKING

from cbf_widgets.draw.network_course import CENTRE, RING, Course, Point
from cbf_widgets.draw.palette import CORNERS, kind_shape
from cbf_widgets.draw.svg import number

if TYPE_CHECKING:
    from cbf_widgets.simulation.network import StepNetwork

GAP = 4.0  # between a shape and an arrow
_CLEAR = 54.0  # how far a curve keeps from the middle of the core


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

    Each bends to its own right, so that two arrows between the same steps lie apart, and further where it would cross the core.

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
    ('M176.89 142.5Q213.57 127.73 238.76 94.02', 0.676)
    """
    course = Course.of(len(network.steps))
    order = {node: i for i, node in enumerate(network.nodes)}
    signs = tuple(glyphs or range(course.count))
    found = []
    for edge in network.edges:
        source, target = order[edge.from_step], order[edge.to_step]
        points = _points(course, source, target, signs[source], signs[target])
        found.append(EdgePath(source, target, points, edge_weight(edge.contagion, edge.readiness, edge.support)))
    return found


@lru_cache(maxsize=4096)
def _points(course: Course, source: int, target: int, sign: int, other: int) -> tuple[Point, ...]:
    a, b = course.point(source), course.point(target)
    if source == target:
        return _itself(a, course.radius, sign)
    control = _control(a, b, most=6 if course.count <= RING else 1)
    return rim(a, control, course.radius, sign, GAP), control, rim(b, control, course.radius, other, GAP + 1)


def _control(a: Point, b: Point, most: int) -> Point:
    """Bend to the right, by more until the curve clears the core or nothing is gained by it."""
    (x0, y0), (x1, y1) = a, b
    control = (0.0, 0.0)
    for by in (0.14, 0.22, 0.3, 0.4, 0.5, 0.62)[:most]:
        control = ((x0 + x1) / 2 - by * (y1 - y0), (y0 + y1) / 2 + by * (x1 - x0))
        if _nearest(a, control, b) >= _CLEAR:
            break
    return control


def _nearest(a: Point, control: Point, b: Point) -> float:
    shares = (i / 12 for i in range(1, 12))
    return min(
        hypot(*((1 - t) ** 2 * p + 2 * t * (1 - t) * c + t * t * q - m for p, c, q, m in zip(a, control, b, CENTRE, strict=True)))
        for t in shares
    )


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
