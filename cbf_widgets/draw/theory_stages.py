"""Which stage each column of a theory of change stands in: its colour and shape, and the headings that columns share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import accumulate, groupby
from typing import TYPE_CHECKING

from cbf_widgets.draw.palette import HOLLOW_STAGE, STAGES, stage_colour, stage_shape
from cbf_widgets.draw.scene import Ink, Point, Shape, Trace, glyph

if TYPE_CHECKING:
    from cbf_widgets.model.theory import TheoryOfChange
    from cbf_widgets.model.theory_parts import Column, Item


@dataclass(frozen=True, kw_only=True)
class Part:
    """A column below its heading, with its items.

    Attributes
    ----------
    title : str
        Its own name; empty where the heading says it already.
    column : str
        Its id.
    items : tuple of Item
        In their order.
    count : int
        How many items the whole column has.

    Examples
    --------
    >>> Part(title="Focus areas", column="focus_areas", items=()).title
    'Focus areas'
    """

    title: str
    column: str
    items: tuple[Item, ...]
    count: int = 0


@dataclass(frozen=True, kw_only=True)
class Stand:
    """What stands under one heading: one column, or neighbours that share it.

    Attributes
    ----------
    title : str
        The heading.
    stage : int
        The place of its stage in the palette.
    parts : tuple of Part
        Its columns.

    Examples
    --------
    >>> Stand(title="Now", stage=0, parts=()).colour
    'stage-1'
    """

    title: str
    stage: int
    parts: tuple[Part, ...]

    @property
    def colour(self) -> str:
        """The name of its colour."""
        return stage_colour(self.stage)

    @property
    def items(self) -> tuple[Item, ...]:
        """All its items, in their order."""
        return tuple(item for part in self.parts for item in part.items)


def stands(theory: TheoryOfChange) -> list[Stand]:
    """Return the headings of a theory from left to right, each with its columns and their items.

    Examples
    --------
    >>> from cbf_widgets import datasets
    >>> [stand.title for stand in stands(datasets.theories()["Croydon"])][:3]
    ['Now', 'Changes', 'Intermediate outcomes']
    """
    of = stages(theory)
    items: dict[str, list[Item]] = {column.id: [] for column in theory.columns}
    for item in theory.items:
        items[item.column].append(item)
    found = []
    for heading, columns in groupby(theory.columns, key=_heading):
        together = list(columns)
        parts = [
            Part(
                title="" if column.title == heading else column.title,
                column=column.id,
                items=tuple(items[column.id]),
                count=len(items[column.id]),
            )
            for column in together
        ]
        found.append(Stand(title=heading, stage=of[together[0].id], parts=tuple(parts)))
    return found


def split(stand: Stand, many: int, tall: Callable[[Item], float]) -> list[Stand]:
    """Return a heading's columns as pieces that stand side by side, about equally tall, rather between columns than within.

    Parameters
    ----------
    stand : Stand
        What is split.
    many : int
        Into how many pieces, if it has as many items.
    tall : callable
        How tall an item's card is.

    Returns
    -------
    list of Stand
        Together all its items in their order.

    Examples
    --------
    >>> from cbf_widgets import datasets
    >>> now = stands(datasets.theories()["Croydon"])[0]
    >>> pieces = split(now, 2, lambda item: 50.0)
    >>> len(pieces), pieces[0].items + pieces[1].items == now.items
    (2, True)
    """
    if many < 2 or len(stand.items) < 2:
        return [stand]
    before = list(accumulate(_tall(stand.items, i, tall) for i in range(len(stand.items))))

    def unequal(at: int) -> float:
        one, other = stand.items[at - 1], stand.items[at]
        within = 0.0 if one.column != other.column else 24.0 if one.group != other.group or not other.group else 60.0
        return max(before[at - 1], (before[-1] - before[at - 1]) / (many - 1)) + within

    first, rest = _cut(stand, min(range(1, len(stand.items)), key=unequal))
    return [first, *split(rest, many - 1, tall)]


def _tall(items: tuple[Item, ...], i: int, tall: Callable[[Item], float]) -> float:
    """How tall a card is with the headings above it."""
    item, last = items[i], items[i - 1] if i else None
    part = 33.0 if last is None or last.column != item.column else 0.0
    group = 34.0 if item.group and (last is None or last.group != item.group) else 0.0
    return tall(item) + part + group


def _cut(stand: Stand, at: int) -> tuple[Stand, Stand]:
    first, rest, seen = [], [], 0
    for part in stand.parts:
        here = max(0, min(at - seen, len(part.items)))
        if here or (not part.items and seen < at):
            first.append(replace(part, items=part.items[:here]))
        if here < len(part.items) or (not part.items and seen >= at):
            rest.append(replace(part, items=part.items[here:], title="" if here else part.title))
        seen += len(part.items)
    return replace(stand, parts=tuple(first)), replace(stand, parts=tuple(rest))


def stages(theory: TheoryOfChange) -> dict[str, int]:
    """Return the stage of each column; those of one's own take the colours that no other has, as long as there are any.

    Examples
    --------
    >>> from cbf_widgets.model.theory import TheoryOfChange
    >>> theory = TheoryOfChange(id="ours", title="Ours").add_column("Changes").add_column("Hopes").add_column("Fears")
    >>> stages(theory)
    {'changes': 1, 'hopes': 0, 'fears': 2}
    """
    known = {_heading(column): at for column in theory.columns if (at := _known(column)) is not None}
    ahead = [i for i in range(len(STAGES) + len(theory.columns)) if i not in known.values()]
    for column in theory.columns:
        if _heading(column) not in known:
            known[_heading(column)] = ahead.pop(0)
    return {column.id: known[_heading(column)] for column in theory.columns}


def _heading(column: Column) -> str:
    """What a column stands under; a stage of nothing but spaces is none."""
    return column.heading if column.heading.strip() else column.title


def _known(column: Column) -> int | None:
    for i, (title, _, columns) in enumerate(STAGES):
        if column.id in columns or _heading(column) == title:
            return i
    return None


def stage_sign(stage: int, at: Point, r: float, *, hatched: bool = False) -> tuple[Shape, ...]:
    """Return the shape of a stage: hollow for what is now, filled for all others, hatched for the template's wording.

    Examples
    --------
    >>> len(stage_sign(1, (0, 0), 4)), len(stage_sign(1, (0, 0), 4, hatched=True))
    (1, 2)
    """
    shape, colour = stage_shape(stage), stage_colour(stage)
    thin = min(1.2, 0.32 * r)
    outline = glyph(shape, at, r - thin / 2, Ink(fill="paper", stroke=colour, width=thin))
    if hatched:
        return outline, Trace(_hatching(shape, at, r - thin / 2), Ink(stroke=colour, width=thin))
    return (outline,) if stage == HOLLOW_STAGE else (glyph(shape, at, r, Ink(fill=colour)),)


def _hatching(shape: str, at: Point, r: float) -> tuple[tuple[Point, Point], ...]:
    """Slanted lines within a shape, cut where they meet its outline."""
    from cbf_widgets.draw.theory_geometry import round_corners, slanted

    corners = round_corners(shape)
    points = [(at[0] + r * x, at[1] + r * y) for x, y in corners]
    return tuple(slanted(points, max(0.78 * r, 1.6)))
