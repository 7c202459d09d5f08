"""Where things lie in a chart over contacts: numbers in, numbers out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import floor, hypot, log10

Point = tuple[float, float]
Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, kw_only=True)
class Frame:
    """The chart's rectangle and what its axes count.

    Examples
    --------
    >>> frame = Frame(left=0, right=520, top=0, bottom=150, contacts=52, most=15)
    >>> frame.at(26, 5)
    (260.0, 100.0)
    """

    left: float
    right: float
    top: float
    bottom: float
    contacts: int
    most: float

    def at(self, contact: float, value: float) -> Point:
        """Return where a value at a contact lies.

        Examples
        --------
        >>> Frame(left=0, right=520, top=0, bottom=150, contacts=52, most=15).at(52, 15)
        (520.0, 0.0)
        """
        x = self.left + (self.right - self.left) * contact / self.contacts
        return x, self.bottom - (self.bottom - self.top) * value / self.most

    def line(self, values: Sequence[float]) -> tuple[Point, ...]:
        """Return a value a contact as straight lines.

        Examples
        --------
        >>> Frame(left=0, right=10, top=0, bottom=10, contacts=1, most=1).line([0, 1])
        ((0.0, 10.0), (10.0, 0.0))
        """
        return tuple(self.at(contact, value) for contact, value in enumerate(values))

    def area(self, low: Sequence[float], high: Sequence[float]) -> tuple[Point, ...]:
        """Return the corners of the room between two lines.

        Examples
        --------
        >>> len(Frame(left=0, right=10, top=0, bottom=10, contacts=1, most=1).area([0, 0], [1, 1]))
        4
        """
        return self.line(high) + self.line(low)[::-1]


def ticks(most: int, about: int = 4) -> list[int]:
    """Return round numbers from 0 to the most, both included.

    Examples
    --------
    >>> ticks(15, 3), ticks(36, 3), ticks(1)
    ([0, 5, 10, 15], [0, 20, 36], [0, 1])
    """
    rough = max(most / about, 1)
    tens = 10 ** floor(log10(rough))
    stride = int(next(n * tens for n in (1, 2, 5, 10) if n * tens >= rough))
    found = list(range(0, most + 1, stride))
    if most - found[-1] < 0.6 * stride and len(found) > 1:
        found.pop()
    return [*found, most]


def quarters(contacts: int) -> list[int]:
    """Return where a line of contacts is marked: at its quarters where they are whole, else at round numbers.

    Examples
    --------
    >>> quarters(52), quarters(30)
    ([0, 13, 26, 39, 52], [0, 10, 20, 30])
    """
    return [contacts * i // 4 for i in range(5)] if contacts % 4 == 0 else ticks(contacts)


def apart(wanted: Sequence[float], heights: Sequence[float], least: float, most: float) -> list[float]:
    """Return the tops of boxes in a column, moved as little as need be so that none lies on another.

    Parameters
    ----------
    wanted, heights : sequence of float
        Where each box would like its middle, and how tall it is.
    least, most : float
        The column's ends; boxes that don't fit between them go on below.

    Returns
    -------
    list of float
        In the order given.

    Examples
    --------
    >>> apart([10, 12], [8, 8], 0, 100)
    [3.0, 11.0]
    """
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    blocks: list[tuple[list[int], float]] = []  # members, where the first would like its top on the average
    for i in order:
        members, top = [i], wanted[i] - heights[i] / 2
        while blocks and _fit(blocks[-1], heights, least, most) + _tall(blocks[-1][0], heights) > _fit(
            (members, top), heights, least, most
        ):
            before, earlier = blocks.pop()
            shifted = top - _tall(before, heights)
            top = (len(before) * earlier + len(members) * shifted) / (len(before) + len(members))
            members = [*before, *members]
            top = _fit((members, top), heights, least, most)
        blocks.append((members, _fit((members, top), heights, least, most)))
    tops = [0.0] * len(wanted)
    for members, top in blocks:
        for place, i in enumerate(members):
            tops[i] = top + _tall(members[:place], heights)
    return tops


def _tall(members: Sequence[int], heights: Sequence[float]) -> float:
    return sum(heights[i] for i in members)


def _fit(block: tuple[list[int], float], heights: Sequence[float], least: float, most: float) -> float:
    members, top = block
    return max(least, min(top, most - _tall(members, heights)))


def zigzag(points: Sequence[Point], high: float = 3.2, step: float = 4.4) -> tuple[Point, ...]:
    """Return a course as a zigzag around it; its ends stay where they are.

    Examples
    --------
    >>> zigzag([(0, 0), (16, 0)], high=2, step=4)
    ((0, 0), (4.0, 2.0), (8.0, -2.0), (12.0, 2.0), (16, 0))
    """
    lengths = [hypot(q[0] - p[0], q[1] - p[1]) for p, q in pairwise(points)]
    whole = sum(lengths)
    count = max(4, 2 * round(whole / (2 * step)))
    found = [points[0]]
    for i in range(1, count):
        left, leg = whole * i / count, 0
        while leg < len(lengths) - 1 and left > lengths[leg]:
            left, leg = left - lengths[leg], leg + 1
        (ax, ay), (bx, by) = points[leg], points[leg + 1]
        ux, uy = (bx - ax) / (lengths[leg] or 1.0), (by - ay) / (lengths[leg] or 1.0)
        off = high if i % 2 else -high
        found.append((ax + left * ux - off * uy, ay + left * uy + off * ux))
    return (*found, points[-1])
