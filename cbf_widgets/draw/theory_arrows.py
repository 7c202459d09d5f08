"""The arrows of a theory as values: from which column to which, and the course that each is drawn on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cbf_widgets.draw.theory_geometry import Point

if TYPE_CHECKING:
    from cbf_widgets.model.theory_parts import Link


@dataclass(frozen=True, kw_only=True)
class Ends:
    """Where an arrow begins and ends: columns, and the sides of the cards.

    Attributes
    ----------
    link : Link
        The arrow.
    start, end : int
        The columns of its two cards.

    Examples
    --------
    >>> from cbf_widgets.model.theory_parts import Link
    >>> Ends(link=Link(id="a1", from_item="i1", to_item="i2"), start=0, end=2).gutters
    [1, 2]
    """

    link: Link
    start: int
    end: int

    @property
    def leaves_right(self) -> bool:
        """Whether it leaves its card at the right."""
        return self.end > self.start

    @property
    def arrives_left(self) -> bool:
        """Whether it comes to its card from the left."""
        return self.end >= self.start

    @property
    def gutters(self) -> list[int]:
        """The gutters it runs through, in order; gutter 1 lies left of column 1."""
        if self.end > self.start:
            return list(range(self.start + 1, self.end + 1))
        return list(range(self.start, self.end, -1)) or [self.start]


@dataclass(frozen=True, kw_only=True)
class Route:
    """An arrow as it is drawn.

    Attributes
    ----------
    link : Link
        The arrow.
    points : tuple of (float, float)
        Its course, corners rounded.
    badge : (float, float)
        The middle of its letter, on the edge of the card it ends at.
    before : (float, float)
        The last corner: where its tip comes from.

    Examples
    --------
    >>> from cbf_widgets.model.theory_parts import Link
    >>> Route(link=Link(id="a1", from_item="i1", to_item="i2"), points=((0, 0), (9, 0)), badge=(20, 0), before=(0, 0)).badge
    (20, 0)
    """

    link: Link
    points: tuple[Point, ...]
    badge: Point
    before: Point

    def lower(self, by: float) -> Route:
        """Return the same arrow further down.

        Examples
        --------
        >>> from cbf_widgets.model.theory_parts import Link
        >>> link = Link(id="a1", from_item="i1", to_item="i2")
        >>> Route(link=link, points=((0, 0), (9, 0)), badge=(20, 0), before=(0, 0)).lower(5).badge
        (20, 5)
        """
        points = tuple((x, y + by) for x, y in self.points)
        badge, before = ((x, y + by) for x, y in (self.badge, self.before))
        return Route(link=self.link, points=points, badge=badge, before=before)


def ends_of(links: Sequence[Link], column_of: Mapping[str, int]) -> list[Ends]:
    """Return the arrows both of whose cards are there.

    Examples
    --------
    >>> from cbf_widgets.model.theory_parts import Link
    >>> link = Link(id="a1", from_item="i1", to_item="i2")
    >>> [ends.end for ends in ends_of([link], {"i1": 0, "i2": 1})], ends_of([link], {"i1": 0})
    ([1], [])
    """
    return [
        Ends(link=link, start=column_of[link.from_item], end=column_of[link.to_item])
        for link in links
        if link.from_item in column_of and link.to_item in column_of
    ]
