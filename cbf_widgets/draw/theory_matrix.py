"""The picture of several theories side by side: authority by theme, in each cell a lane for every stage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from cbf_widgets.draw.lettering import clipped, text_width, wrap
from cbf_widgets.draw.palette import HOLLOW_STAGE
from cbf_widgets.draw.plate import Plate
from cbf_widgets.draw.scene import Ink, Shape, Trace, Words
from cbf_widgets.draw.theory_compared import Compared, Mark, compared, foot, gap_said, title_said
from cbf_widgets.draw.theory_geometry import box_outline
from cbf_widgets.draw.theory_matrix_words import in_words
from cbf_widgets.draw.theory_stages import stage_sign

if TYPE_CHECKING:
    from cbf_widgets.comparing.comparison import TheoryComparison

MARGIN, TITLE, SUB, TEXT, SMALL = 24.0, 24.0, 14.5, 12.5, 11.0
NAME = 190.0  # of an authority's name, at most
PITCH, LANE, SIGN = 8.2, 8.2, 3.3  # from mark to mark, from lane to lane, and how large
COUNT, PAD, LEAST, MOST = 25.0, 12.0, 3, 8  # room for the count; between columns; marks in a row
HEADS, HEAD_LEAD = 11.5, 14.0
ALL, MEASURES, DIAMOND = 44.0, 76.0, 12.5


@dataclass(frozen=True, kw_only=True)
class Grid:
    """Where rows and columns of a matrix lie.

    Attributes
    ----------
    names : float
        Width of the column of names.
    lefts, widths : tuple of float
        Of the themes' columns.
    heads : tuple of tuple of str
        The lines of their headings.
    lanes : tuple of int
        The lanes that anything stands in, from the top.
    row : float
        Height of a row.

    Examples
    --------
    >>> Grid(names=90.0, lefts=(), widths=(), heads=(), lanes=(0, 1), row=40.0).right
    90.0
    """

    names: float
    lefts: tuple[float, ...]
    widths: tuple[float, ...]
    heads: tuple[tuple[str, ...], ...]
    lanes: tuple[int, ...]
    row: float

    @property
    def right(self) -> float:
        """Where the themes end."""
        return self.lefts[-1] + self.widths[-1] if self.lefts else self.names


def theme_plate(comparison: TheoryComparison) -> Plate:
    """Return the matrix of a comparison.

    Parameters
    ----------
    comparison : TheoryComparison
        What `cbf_widgets.compare_theories` gives.

    Returns
    -------
    Plate
        With its words.

    Examples
    --------
    >>> from cbf_widgets.comparing import compare_theories
    >>> theme_plate(compare_theories(["Croydon", "Luton"])).title
    'Two theories, side by side'
    """
    found = compared(comparison)
    grid = _grid(found)
    width = grid.right + ALL + MEASURES + MARGIN
    title = title_said(found)
    shapes, y = _head(found, title, width)
    y += HEAD_LEAD * max(map(len, grid.heads), default=1) + 4
    shapes += _heads(found, grid, y - 8)
    shapes.append(_rule(MARGIN, width - MARGIN, y))
    for theory, name in found.theories:
        shapes += _row(found, grid, theory, name, y)
        y += grid.row
        shapes.append(_rule(MARGIN, width - MARGIN, y))
    drawn, y = _totals(found, grid, y, width)
    shapes += drawn
    y += 20
    for line in wrap(" ".join(foot(found)), SMALL, 0.96 * (width - 2 * MARGIN)):
        shapes.append(Words(at=(MARGIN, y), text=line, size=SMALL, colour="quiet"))
        y += 15
    return Plate(shapes=tuple(shapes), size=(round(width), round(y - 15 + MARGIN)), title=title, text=in_words(found, title))


def _grid(found: Compared) -> Grid:
    lines = [line for _, name in found.theories for line in _name(name)]
    names = MARGIN + max([*(text_width(line, TEXT) for line in lines), text_width("A measure is", TEXT, bold=True)]) + 16
    widths, heads = [], []
    for theme, title in found.themes:
        longest = max((text_width(word, HEADS) for word in title.split()), default=0.0)
        width = max(COUNT + PITCH * _slots(found, theme), min(longest, 120.0)) + PAD
        widths.append(width)
        heads.append(tuple(wrap(title, HEADS, width - PAD + 2)))
    lefts = tuple(names + before for before in [0.0, *accumulate(widths)][:-1])
    lanes = found.used or (0,)
    return Grid(
        names=names, lefts=lefts, widths=tuple(widths), heads=tuple(heads), lanes=lanes, row=max(LANE * len(lanes) + 9, 28.0)
    )


def _name(name: str) -> list[str]:
    return clipped(name, TEXT, NAME, 2)


def _slots(found: Compared, theme: str) -> int:
    most = 0
    for theory, _ in found.theories:
        marks = found.cells[theory, theme]
        most = max([most, *(sum(lane == one for lane, _ in marks) for one in found.used)])
    return min(max(most, LEAST), MOST)


def _rule(left: float, right: float, y: float, *, heavy: bool = False) -> Shape:
    return Trace((((left, y), (right, y)),), Ink(stroke="edge" if heavy else "rule", width=2.0 if heavy else 1.0))


def _head(found: Compared, title: str, width: float) -> tuple[list[Shape], float]:
    inner, y = width - 2 * MARGIN, MARGIN - 8
    shapes: list[Shape] = []
    for line in wrap(title, TITLE, inner, bold=True):
        y += 28
        shapes.append(Words(at=(MARGIN, y), text=line, size=TITLE, colour="ink", bold=True))
    for line in wrap(gap_said(found), SUB, inner):
        y += 24
        shapes.append(Words(at=(MARGIN, y), text=line, size=SUB, colour="ink", slanted=True))
    y += 6
    for line in wrap(
        "One sign is one item. An item with two themes stands in both columns, and counts once under All.", TEXT, inner
    ):
        y += 17
        shapes.append(Words(at=(MARGIN, y), text=line, size=TEXT, colour="quiet"))
    drawn, y = legend(found, MARGIN, y + 25, width - MARGIN)
    return [*shapes, *drawn], y + 22


def legend(found: Compared, x: float, y: float, right: float) -> tuple[list[Shape], float]:
    """Return what the signs mean, in rows.

    Examples
    --------
    >>> from cbf_widgets.comparing import compare_theories
    >>> shapes, y = legend(compared(compare_theories(["Croydon", "Luton"])), 24, 100, 900)
    >>> next(shape.text for shape in shapes if isinstance(shape, Words))
    'Now'
    """
    left, shapes = x, []
    shared = sum(shared for marks in found.cells.values() for _, shared in marks)
    entries = [(lane, found.lanes[lane], False) for lane in found.used]
    if shared:
        entries.append(
            (next(lane for lane in (4, *found.used) if lane != HOLLOW_STAGE), "hatched: words shared with another page", True)
        )
    for lane, text, hatched in entries:
        room = 20 + text_width(text, TEXT) + 22
        if x + room - 22 > right and x > left:
            x, y = left, y + 19
        shapes += [
            *stage_sign(lane, (x + 6, y - 4.4), 5.4, hatched=hatched),
            Words(at=(x + 18, y), text=text, size=TEXT, colour="ink"),
        ]
        x += room
    return shapes, y


def _heads(found: Compared, grid: Grid, base: float) -> list[Shape]:
    shapes: list[Shape] = []
    for (theme, _), left, lines in zip(found.themes, grid.lefts, grid.heads, strict=True):
        for i, line in enumerate(lines):
            at = left + 2, base - HEAD_LEAD * (len(lines) - 1 - i)
            shapes.append(Words(at=at, text=line, size=HEADS, colour="ink" if theme else "quiet", slanted=not theme))
    shapes.append(Words(at=(grid.right + ALL - 10, base), text="All", size=HEADS, colour="quiet", anchor="end"))
    for i, line in enumerate(("Measures", "named")):
        shapes.append(Words(at=(grid.right + ALL, base - HEAD_LEAD * (1 - i)), text=line, size=HEADS, colour="ink", bold=True))
    return shapes


def _row(found: Compared, grid: Grid, theory: str, name: str, top: float) -> list[Shape]:
    middle, lines = top + grid.row / 2 + 4.4, _name(name)
    first = middle - 7 * (len(lines) - 1)
    shapes: list[Shape] = [Words(at=(MARGIN, first + 14 * i), text=line, size=TEXT, colour="ink") for i, line in enumerate(lines)]
    for (theme, _), left in zip(found.themes, grid.lefts, strict=True):
        marks = found.cells[theory, theme]
        at = left + COUNT - 7, middle
        shapes.append(
            Words(at=at, text=str(len(marks) or "·"), size=TEXT, colour="ink" if marks and theme else "quiet", anchor="end")
        )
        shapes += _marks(marks, grid, left + COUNT, top)
    at = grid.right + ALL - 10, middle
    shapes.append(Words(at=at, text=str(found.items[theory]), size=TEXT, colour="ink", anchor="end", bold=True))
    return [*shapes, *_named(len(found.by(theory)), grid.right + ALL, middle)]


def _marks(marks: Sequence[Mark], grid: Grid, left: float, top: float) -> list[Shape]:
    shapes: list[Shape] = []
    above = top + (grid.row - LANE * len(grid.lanes)) / 2
    for row, lane in enumerate(grid.lanes):
        here = [shared for one, shared in marks if one == lane]
        pitch = PITCH * min(1.0, MOST / max(len(here), 1))
        for i, shared in enumerate(here):
            at = left + pitch * (i + 0.5), above + LANE * (row + 0.5)
            shapes += stage_sign(lane, at, min(SIGN, 0.42 * pitch), hatched=shared)
    return shapes


def _named(count: int, left: float, base: float) -> list[Shape]:
    """The measures that a page names as diamonds; a gap that can be seen where there are none."""
    if not count:
        return gap(left, base - 13, left + 46, base + 5, ["none"])
    shapes: list[Shape] = []
    pitch = min(DIAMOND, (MEASURES - DIAMOND) / max(count - 1, 1))
    for i in range(count):
        shapes += stage_sign(3, (left + 6 + pitch * i, base - 4.4), 5.2)
    return shapes


def gap(left: float, top: float, right: float, bottom: float, lines: Sequence[str]) -> list[Shape]:
    """Return a dashed outline with a word or two: what isn't there.

    Examples
    --------
    >>> len(gap(0, 0, 60, 20, ["none"]))
    2
    """
    outline = box_outline(left, top, right, bottom, 4)
    shapes: list[Shape] = [Trace((outline,), Ink(stroke="edge", width=1.2, dash=(4, 3)), closed=True)]
    middle = (top + bottom) / 2 - 7 * (len(lines) - 1)
    for i, line in enumerate(lines):
        at = (left + right) / 2, middle + 4 + 14 * i
        shapes.append(Words(at=at, text=line, size=SMALL, colour="quiet", anchor="middle"))
    return shapes


def _totals(found: Compared, grid: Grid, y: float, width: float) -> tuple[list[Shape], float]:
    """Below the rows: how many items in all, and who names a measure for a theme."""
    shapes = [_rule(MARGIN, width - MARGIN, y, heavy=True)]
    base = y + 21
    shapes.append(Words(at=(MARGIN, base), text="All together", size=TEXT, colour="ink", bold=True))
    for (theme, _), left in zip(found.themes, grid.lefts, strict=True):
        at = left + COUNT - 7, base
        shapes.append(
            Words(at=at, text=str(found.total(theme)), size=TEXT, colour="ink" if theme else "quiet", anchor="end", bold=True)
        )
    total = str(sum(found.items.values()))
    shapes.append(Words(at=(grid.right + ALL - 10, base), text=total, size=TEXT, colour="ink", anchor="end", bold=True))
    shapes.append(Words(at=(grid.right + ALL, base), text=str(len(found.measures)), size=TEXT, colour="ink", bold=True))
    top = base + 16
    for i, line in enumerate(("A measure is", "named by")):
        shapes.append(Words(at=(MARGIN, top + 14 + 16 * i), text=line, size=TEXT, colour="ink", bold=True))
    for (theme, _), left, wide in zip(found.themes, grid.lefts, grid.widths, strict=True):
        shapes += _namers(found, theme, left, left + wide - PAD, top)
    return shapes, top + 38


def _namers(found: Compared, theme: str, left: float, right: float, top: float) -> list[Shape]:
    who = {theory for theory, _ in found.measured.get(theme, ())}
    if not who:
        return gap(left, top, right, top + 34, ["no one"]) if theme else []
    return [
        *stage_sign(3, (left + COUNT + 5, top + 12), 5.2),
        Words(at=(left + COUNT - 7, top + 16.5), text=str(len(who)), size=TEXT, colour="ink", anchor="end", bold=True),
        Words(at=(left + 2, top + 32), text=f"of {len(found.theories)}", size=SMALL, colour="quiet"),
    ]
