"""The outline in words as blocks that flow into columns, for a picture with words and for print pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cbf_widgets.draw.lettering import wrap
from cbf_widgets.draw.outline import NOTHING, Row, aspect_signs, break_sign, rows
from cbf_widgets.draw.scene import Group, Shape, Words
from cbf_widgets.draw.spiral_scene import mark_sign

if TYPE_CHECKING:
    from cbf_widgets.model.spiral import Spiral

INDENT = 38.0
TOGETHER = 12  # lines of a row that stay on one page with its sign


@dataclass(frozen=True)
class Block:
    """Shapes that stay together in a column.

    Attributes
    ----------
    height : float
        How much of the column it takes.
    shapes : tuple of Shape
        With the block's upper left corner as origin.
    space : float
        Room above it, unless it begins a column.
    keeps : bool
        Whether it may not be the last of a column.

    Examples
    --------
    >>> Block(20, ()).keeps
    False
    """

    height: float
    shapes: tuple[Shape, ...]
    space: float = 0.0
    keeps: bool = False


@dataclass(frozen=True)
class Column:
    """Where a column lies: page, left edge, top and bottom.

    Examples
    --------
    >>> Column(1, 40, 40, 760).bottom
    760
    """

    page: int
    left: float
    top: float
    bottom: float


def heading(spiral: Spiral, width: float, summary: str) -> list[Block]:
    """Return title, alias and the whole in one line, a block for each line of text.

    Examples
    --------
    >>> from cbf_widgets.model.spiral import Spiral
    >>> own = {"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}]}
    >>> [block.shapes[0].text for block in heading(Spiral(vocabulary=own), 300, "No steps yet")]
    ['A spiral', 'No steps yet']
    """
    title = spiral.title or "A spiral"
    large = 22.0 if len(title) <= 120 else 15.0
    found: list[Block] = []
    for text, size, colour, bold in (
        (title, large, "ink", True),
        (spiral.alias, 14.0 if len(spiral.alias) <= 120 else 12.0, "ink", False),
        (summary, 13.0, "quiet", False),
    ):
        lead = 1.2 * size + 3
        for line in wrap(text, size, width, bold=bold):
            words = Words(at=(0.0, 0.78 * lead), text=line, size=size, colour=colour, bold=bold)
            found.append(Block(lead, (words,)))
    return [*found[:-1], replace(found[-1], height=found[-1].height + 18)]


def blocks(spiral: Spiral, width: float, *, notes: bool = False) -> list[Block]:
    """Return the outline as blocks: a heading for each loop, a row for each mark and rupture.

    Parameters
    ----------
    spiral : Spiral
        What to put into words.
    width : float
        Of a column.
    notes : bool
        Whether the person's notes follow each row.

    Returns
    -------
    list of Block
        In the order of the line.

    Examples
    --------
    >>> from cbf_widgets.model.spiral import Spiral
    >>> own = {"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}]}
    >>> [block.keeps for block in blocks(Spiral(vocabulary=own, loops=1).add("tea", 0.5), 300)]
    [True, False]
    """
    found: list[Block] = []
    for i, loop in enumerate(rows(spiral)):
        words = Words(at=(0.0, 13.0), text=f"Loop {i + 1}", size=12.5, colour="quiet", bold=True)
        found.append(Block(22.0, (words,), space=18.0 if found else 0.0, keeps=True))
        for row in loop:
            found += _row(spiral, row, width, notes=notes)
        if not loop:
            found.append(Block(20.0, (Words(at=(0.0, 13.0), text=NOTHING, size=12.0, colour="quiet"),)))
    return found


def _row(spiral: Spiral, row: Row, width: float, *, notes: bool) -> list[Block]:
    nurtured = len(getattr(row.part, "nurtures", ()))
    room = width - INDENT - (22.0 * nurtured + 4 if nurtured else 0.0)
    title = [(line, 14.0, "ink") for line in wrap(row.title, 14.0, room)]
    lines = [*title, *((line, 11.5, "quiet") for line in wrap(row.detail, 11.5, width - INDENT))]
    shapes: list[Shape] = [*_sign(spiral, row), *aspect_signs(row.part, width, 12.0)]
    y = 2.0
    for text, size, colour in lines[:TOGETHER]:
        shapes.append(_line(text, y, size, colour, slanted=not row.number and size == 14.0))
        y += _lead(size)
    found = [Block(max(y, 28.0), tuple(shapes), space=9.0)]
    notes_lines = [(line, 11.5, "ink") for line in wrap(row.note, 11.5, width - INDENT)] if notes else []
    for i, (text, size, colour) in enumerate([*lines[TOGETHER:], *notes_lines]):
        found[-1] = replace(found[-1], keeps=i == 0)
        found.append(Block(_lead(size), (_line(text, 0.0, size, colour),), space=0.0 if i else 3.0))
    return found


def _lead(size: float) -> float:
    return round(1.2 * size + 2)


def _line(text: str, y: float, size: float, colour: str, *, slanted: bool = False) -> Words:
    return Words(at=(INDENT, y + 0.73 * _lead(size)), text=text, size=size, colour=colour, slanted=slanted)


def _sign(spiral: Spiral, row: Row) -> tuple[Shape, ...]:
    if not row.number:
        return (break_sign((13.0, 15.0), 11.0),)
    return mark_sign(spiral, spiral.marks[row.number - 1], row.number, (13.0, 15.0), 11.5)


def flow(found: list[Block], columns: Iterable[Column]) -> list[tuple[int, Group]]:
    """Put blocks into columns, one after the other; a block that keeps is never the last of its column.

    Parameters
    ----------
    found : list of Block
        In order.
    columns : iterable of Column
        As many as are needed, or endless; the last one takes what is left.

    Returns
    -------
    list of (int, Group)
        The page and the moved shapes of each block.

    Examples
    --------
    >>> two = flow([Block(60, ()), Block(60, ())], [Column(1, 0, 0, 100), Column(1, 200, 0, 100)])
    >>> [group.shift for _, group in two]
    [(0, 0.0), (200, 0.0)]
    """
    ahead = iter(columns)
    column, following = next(ahead), next(ahead, None)
    y = column.top
    placed: list[tuple[int, Group]] = []
    for i, block in enumerate(found):
        space = block.space if y > column.top else 0.0
        while following and y + space + _kept(found, i) > column.bottom and (y > column.top or _taller(following, column)):
            column, following = following, next(ahead, None)
            y, space = column.top, 0.0
        placed.append((column.page, Group(block.shapes, shift=(column.left, y + space))))
        y += space + block.height
    return placed


def _taller(one: Column, other: Column) -> bool:
    return one.bottom - one.top > other.bottom - other.top


def _kept(found: list[Block], i: int) -> float:
    """The height of a block and of those that it keeps with it."""
    height = found[i].height
    while found[i].keeps and i + 1 < len(found):
        i += 1
        height += found[i].space + found[i].height
    return height
