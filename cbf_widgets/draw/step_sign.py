"""A step as its own small spiral: an outline for each loop; solid with teeth is secured, hatched can still slip, dashed isn't reached."""

from __future__ import annotations

from itertools import pairwise
from math import ceil, cos, floor, hypot, pi, sin, sqrt

from cbf_widgets import datasets
from cbf_widgets.draw.lettering import text_width
from cbf_widgets.draw.palette import CORNERS, NUMBER_DOWN, kind_colour, kind_shape
from cbf_widgets.draw.scene import Disc, Ink, Pieces, Point, Shape, Trace, Words
from cbf_widgets.simulation.network import StepNetwork

_INNER = 0.46  # how large the first loop's outline is, of the last one's
_LEAST = 8.0  # so that a number fits into it
_APART = 4.5  # at least so far from outline to outline
_HATCH, _TOOTH, _TOOTH_LONG = 4.4, 6.4, 4.6  # from line to line, from tooth to tooth, how long a tooth is
_ROUND = [(sin(2 * pi * i / 72), -cos(2 * pi * i / 72)) for i in range(72)]


def signs(network: StepNetwork) -> list[int]:
    """Return the place of each step's shape and colour: that of its kind in a shipped vocabulary, else among the kinds, else its own number.

    Examples
    --------
    >>> signs(StepNetwork.from_vocabulary("partnership-building"))
    [0, 1, 2, 3, 4]
    """
    used = list(dict.fromkeys(kind for kind in network.kinds if kind))
    shipped = ([kind.id for kind in vocabulary.kinds] for vocabulary in datasets.vocabularies()) if used else ()
    kinds = next((kinds for kinds in shipped if set(used) <= set(kinds)), used)
    return [kinds.index(kind) if kind else i for i, kind in enumerate(network.kinds)]


def outline_radius(level: int, loops: int, most: float) -> float:
    """Return how large the outline of a level is, of the size at the highest.

    Examples
    --------
    >>> [round(outline_radius(level, 3, 31), 1) for level in (1, 2, 3)]
    [14.3, 22.6, 31.0]
    """
    inner = max(_INNER * most, min(_LEAST, 0.72 * most))
    return most if loops == 1 else inner + (most - inner) * (level - 1) / (loops - 1)


def outlined_levels(loops: int, most: float) -> list[int]:
    """Return the levels that have an outline of their own: all, or some of many, so that lines stay apart.

    Examples
    --------
    >>> outlined_levels(3, 31), outlined_levels(12, 31)
    ([1, 2, 3], [4, 8, 12])
    """
    room = max(1, floor(most * (1 - _INNER) / _APART))
    every = max(1, ceil((loops - 1) / room))
    return [level for level in range(1, loops + 1) if (loops - level) % every == 0]


def around(sign: int, at: Point, r: float) -> tuple[Point, ...]:
    """Return the corners of a sign; a circle has many.

    Examples
    --------
    >>> len(around(0, (0, 0), 10)), around(2, (0, 0), 10)[0]
    (72, (9.0, 9.0))
    """
    corners = CORNERS.get(kind_shape(sign), _ROUND)
    return tuple((at[0] + r * x, at[1] + r * y) for x, y in corners)


def step_sign(sign: int, at: Point, most: float, *, level: int, floor: int, loops: int, number: int) -> tuple[Shape, ...]:
    """Return a step's sign, filled by how far it has got.

    Parameters
    ----------
    sign : int
        The place of its shape and colour.
    at : (float, float)
        Its middle.
    most : float
        How large the outline of the highest level is.
    level, floor, loops : int
        What was gained, what of it is secure, and how much there is.
    number : int
        What stands in it.

    Returns
    -------
    tuple of Shape
        From the back to the front, with a rim of paper.

    Examples
    --------
    >>> step_sign(0, (0, 0), 31, level=2, floor=1, loops=3, number=4)[-1].text
    '4'
    """
    colour, fine = kind_colour(sign), most / 31
    stroke = min(1.5, 0.6 + 0.9 * fine)
    drawn = sorted({*outlined_levels(loops, most), level, floor} - {0})
    found: list[Shape] = [_outline(sign, at, most + 3.2 * fine, Ink(fill="paper"))]
    for each in reversed([each for each in drawn if each > level]):
        dashes = Ink(fill="paper", stroke="edge", width=0.75 * stroke, dash=(2.6, 2.6))
        found.append(_outline(sign, at, outline_radius(each, loops, most), dashes))
    for each in reversed([each for each in drawn if floor < each <= level]):
        found += _hatched(sign, at, outline_radius(each, loops, most), Ink(stroke=colour, width=stroke), deepest=each == level)
    if floor:
        r = outline_radius(floor, loops, most)
        found += [_outline(sign, at, r, Ink(fill=colour, stroke=colour, width=stroke)), _teeth(sign, at, r, fine)]
    for each in [each for each in drawn if each < floor]:
        r = outline_radius(each, loops, most)
        found.append(_outline(sign, at, r, Ink(stroke="on-kind", width=0.8 * stroke, opacity=0.6)))
    return (
        *found,
        *_number(sign, at, most, outline_radius(floor, loops, most) if floor else 0.0, bare=level == 0, number=number),
    )


def _outline(sign: int, at: Point, r: float, ink: Ink) -> Trace | Disc:
    return Disc(at, r, ink) if kind_shape(sign) == "circle" else Trace((around(sign, at, r),), ink, closed=True)


def _hatched(sign: int, at: Point, r: float, ink: Ink, *, deepest: bool) -> list[Shape]:
    """The hatching is drawn once, with the largest outline; smaller ones are lines in it."""
    if not deepest:
        return [_outline(sign, at, r, ink)]
    lines = Trace(hatching(around(sign, at, r), _HATCH * max(r / 31, 0.7)), Ink(stroke=ink.stroke, width=0.8 * ink.width))
    tint = Ink(fill=ink.stroke, opacity=0.16)
    return [_outline(sign, at, r, Ink(fill="paper")), _outline(sign, at, r, tint), lines, _outline(sign, at, r, ink)]


def _number(sign: int, at: Point, most: float, solid: float, *, bare: bool, number: int) -> list[Shape]:
    text = str(number)
    size = min(12.5, max(0.4 * most + 0.1, 6.0)) * {1: 1.0, 2: 0.94}.get(len(text), 0.8)
    room = hypot(text_width(text, size, bold=True) / 2, 0.42 * size)
    inside = solid >= 1.3 * room
    sunk = (solid if inside else 0.0) * NUMBER_DOWN.get(kind_shape(sign), 0.0)
    middle = (at[0], at[1] + 0.36 * size + sunk)
    words = Words(at=middle, text=text, size=size, colour="on-kind" if inside else "ink", anchor="middle", bold=True)
    return [words] if inside or bare else [Disc(at, room + 1.2, Ink(fill="paper")), words]


def hatching(corners: tuple[Point, ...], apart: float) -> Pieces:
    """Return parallel lines within a shape, at 45 degrees.

    Examples
    --------
    >>> len(hatching(((0, 0), (20, 0), (20, 20), (0, 20)), 5))
    5
    """
    u = sqrt(0.5)
    across = [(x + y) * u for x, y in corners]
    found: list[tuple[Point, ...]] = []
    for k in range(ceil((min(across) + 0.05) / apart), ceil((max(across) - 0.05) / apart)):
        line, crossings = k * apart, []
        for (x, y), (v, w) in pairwise([*corners, corners[0]]):
            a, b = (x + y) * u - line, (v + w) * u - line
            if (a < 0) != (b < 0):
                share = a / (a - b)
                crossings.append((y + (w - y) * share) * u - (x + (v - x) * share) * u)
        crossings.sort()
        for start, end in zip(crossings[::2], crossings[1::2], strict=True):
            found.append(tuple((line * u - along * u, line * u + along * u) for along in (start, end)))
    return tuple(found)


def _teeth(sign: int, at: Point, r: float, fine: float) -> Trace:
    """On the outside, all leaning the same way round."""
    long, found = _TOOTH_LONG * max(fine, 0.5), []
    corners = around(sign, at, r + 0.4)
    if sum(x * w - v * y for (x, y), (v, w) in pairwise([*corners, corners[0]])) < 0:
        corners = corners[::-1]
    edges = list(pairwise([*corners, corners[0]]))
    whole = sum(hypot(v - x, w - y) for (x, y), (v, w) in edges)
    gap = whole / max(6, round(whole / (_TOOTH * max(fine, 0.5))))
    left = gap / 2
    for (x, y), (v, w) in edges:
        length = hypot(v - x, w - y)
        tx, ty = (v - x) / length, (w - y) / length
        while left < length:
            px, py = x + left * tx, y + left * ty
            tip = px + long * (0.88 * ty - 0.5 * tx), py + long * (-0.88 * tx - 0.5 * ty)
            found += [] if _within(corners, tip) else [((px, py), tip)]  # in an inner corner it would lie on the next edge
            left += gap
        left -= length
    return Trace(tuple(found), Ink(stroke="line", width=1.6 * min(1.0, 0.4 + 0.6 * fine)))


def _within(corners: tuple[Point, ...], at: Point) -> bool:
    x, y = at
    crossed = (v + (y - w) * (p - v) / (q - w) > x for (v, w), (p, q) in pairwise([*corners, corners[0]]) if (w > y) != (q > y))
    return sum(crossed) % 2 == 1
