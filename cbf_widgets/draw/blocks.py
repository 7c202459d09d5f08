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


def heading(spiral: Spiral, width: float, summary: str) -> Block:
    """Return title, alias and the whole in one line.

    Examples
    --------
    >>> from cbf_widgets.model.spiral import Spiral
    >>> own = {"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}]}
    >>> [words.text for words in heading(Spiral(vocabulary=own), 300, "No steps yet").shapes]
    ['A spiral', 'No steps yet']
    """
    shapes: list[Shape] = []
    y = 0.0
    for text, size, lead, colour, bold in (
        (spiral.title or "A spiral", 22.0, 28.0, "ink", True),
        (spiral.alias, 14.0, 21.0, "ink", False),
        (summary, 13.0, 20.0, "quiet", False),
    ):
        for line in wrap(text, size, width, bold=bold):
            y += lead
            shapes.append(Words(at=(0.0, y - 0.25 * lead), text=line, size=size, colour=colour, bold=bold))
    return Block(y + 18, tuple(shapes))


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
    lines = [(line, 14.0, 19.0, "ink") for line in wrap(row.title, 14.0, room)]
    lines += [(line, 11.5, 16.0, "quiet") for line in wrap(row.detail, 11.5, width - INDENT)]
    shapes: list[Shape] = [*_sign(spiral, row), *aspect_signs(row.part, width, 14.0)]
    y = 2.0
    for text, size, lead, colour in lines:
        y += lead
        slanted = not row.number and colour == "ink"
        shapes.append(Words(at=(INDENT, y - 0.27 * lead), text=text, size=size, colour=colour, slanted=slanted))
    found = [Block(max(y, 28.0), tuple(shapes), space=9.0)]
    for line in wrap(row.note, 11.5, width - INDENT) if notes else ():
        found[-1] = replace(found[-1], keeps=len(found) == 1)
        found.append(Block(16.0, (Words(at=(INDENT, 12.0), text=line, size=11.5, colour="ink"),)))
    return found


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
    column = next(ahead)
    y = column.top
    placed: list[tuple[int, Group]] = []
    for i, block in enumerate(found):
        space = block.space if y > column.top else 0.0
        full = y > column.top and y + space + _kept(found, i) > column.bottom
        if full and (following := next(ahead, None)):
            column, y, space = following, following.top, 0.0
        placed.append((column.page, Group(block.shapes, shift=(column.left, y + space))))
        y += space + block.height
    return placed


def _kept(found: list[Block], i: int) -> float:
    """The height of a block and of those that it keeps with it."""
    height = found[i].height
    while found[i].keeps and i + 1 < len(found):
        i += 1
        height += found[i].space + found[i].height
    return height
