"""Where everything of a theory lies: columns as wide as evens out their heights, cards below each other, arrows between."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from math import ceil
from typing import TYPE_CHECKING

from cbf_widgets.draw.lettering import text_width
from cbf_widgets.draw.theory_cards import PLAIN, boxes, wrap
from cbf_widgets.draw.theory_layers import Layer, layers
from cbf_widgets.draw.theory_places import Band, Head, Layout
from cbf_widgets.draw.theory_routes import (
    bottoms,
    gutter_widths,
    more_room,
    passes,
    routes,
)
from cbf_widgets.draw.theory_stages import Stand, split, stands

if TYPE_CHECKING:
    from cbf_widgets.model.theory import TheoryOfChange
    from cbf_widgets.model.theory_parts import Item

MARGIN, HEAD, HEAD_LEAD = 24.0, 14.0, 16.5
NARROW, MOST_NARROW, WIDE, STEPS = 116.0, 200.0, 330.0, 140
SPLIT_AT = 150.0  # the width at which pieces of a column are made equally tall
SIGN, COUNT = 17.0, 24.0  # room for a heading's sign before it, and for the count behind it
BAND_ABOVE, BAND_BELOW = 40.0, 16.0  # around the cards of a traced path: its caption, and room


class Draft:
    """Lays a theory out on pages of any width, with what is below a heading in one or several columns.

    What it has once measured it keeps, since a page is found by trying many.

    Parameters
    ----------
    theory : TheoryOfChange
        What is drawn.
    trace : str, optional
        Id of an item: only its path is large.

    Raises
    ------
    CbfError
        When there is no such item.

    Examples
    --------
    >>> from cbf_widgets import datasets
    >>> draft = Draft(datasets.theories()["Croydon"])
    >>> len(draft.lay(1200, 100).sides), len(draft.lay(1200, 100, [2, 1, 1, 1, 1, 1]).sides)
    (6, 7)
    """

    def __init__(self, theory: TheoryOfChange, trace: str | None = None) -> None:
        self.theory, self.trace = theory, trace
        self.stands = stands(theory)
        self._pieces: dict[tuple[int, int], list[Stand]] = {}
        self._grids: dict[tuple[int, ...], _Grid] = {}

    def least_width(self, cuts: Sequence[int] = ()) -> float:
        """Return how wide a page is at least.

        Examples
        --------
        >>> from cbf_widgets.model.theory import TheoryOfChange
        >>> Draft(TheoryOfChange(id="ours", title="Ours")).least_width()
        48.0
        """
        grid = self._grid(cuts)
        return 2 * MARGIN + sum(grid.gutters) + sum(grid.least)

    def lay(self, width: float, top: float, cuts: Sequence[int] = ()) -> Layout:
        """Lay the theory out.

        Parameters
        ----------
        width : float
            Of the page, with its margins.
        top : float
            Where the headings begin.
        cuts : sequence of int
            In how many columns what is below each heading stands; by default one.

        Returns
        -------
        Layout
            Where everything lies.

        Examples
        --------
        >>> from cbf_widgets.model.theory import TheoryOfChange
        >>> Draft(TheoryOfChange(id="ours", title="Ours").add_column("Now")).lay(800, 100).heads[0].lines
        ('Now',)
        """
        grid = self._grid(cuts)
        found = widths(width - 2 * MARGIN - sum(grid.gutters), grid.least, grid.tall)
        sides, between = _across(found, grid.gutters)
        heads = _heads(self.stands, grid.pieces, sides)
        rule = top + HEAD_LEAD * max((len(head.lines) for head in heads), default=0) + 5
        bands, y = [], rule
        for layer in grid.layers:
            band = _band(layer, sides, between, y)
            bands.append(band)
            y = band.bottom + (14 if layer.centred else 0)
        columns = tuple(piece for each in grid.pieces for piece in each)
        return Layout(stands=columns, sides=tuple(sides), heads=heads, rule=rule, bands=tuple(bands), bottom=y)

    def _grid(self, cuts: Sequence[int]) -> _Grid:
        key = tuple(cuts or [1] * len(self.stands))
        if key not in self._grids:
            pieces = [self._split(i, many) for i, many in enumerate(key)]
            columns = [piece for each in pieces for piece in each]
            found = layers(self.theory, columns, self.trace)
            gutters = _gutters(found, len(columns))
            least = [_narrow(one, [width for layer in found for width in layer.words(c)]) for c, one in enumerate(columns)]
            self._grids[key] = _Grid(pieces=pieces, layers=found, gutters=gutters, least=least)
        return self._grids[key]

    def _split(self, i: int, many: int) -> list[Stand]:
        if (i, many) not in self._pieces:
            self._pieces[i, many] = split(self.stands[i], many, _rough)
        return self._pieces[i, many]


def _rough(item: Item) -> float:
    """About how tall a card is in a narrow column."""
    lines = len(wrap(item.text, PLAIN.size, SPLIT_AT - PLAIN.left - PLAIN.right))
    return PLAIN.lead * lines + 2 * PLAIN.above + PLAIN.space


@dataclass(kw_only=True)
class _Grid:
    """The columns of a draft, with the heights that were measured."""

    pieces: list[list[Stand]]
    layers: list[Layer]
    gutters: list[float]
    least: list[float]
    heights: dict[tuple[int, float], float] = field(default_factory=dict)

    def tall(self, column: int, width: float) -> float:
        key = column, round(width, 3)
        if key not in self.heights:
            self.heights[key] = sum(layer.tall(column, width) for layer in self.layers)
        return self.heights[key]


def _heads(columns: list[Stand], pieces: list[list[Stand]], sides: list[tuple[float, float]]) -> tuple[Head, ...]:
    found, at = [], 0
    for stand, each in zip(columns, pieces, strict=True):
        left, right = sides[at][0], sides[at + len(each) - 1][1]
        found.append(Head(stand=stand, lines=_head_lines(stand, right - left), left=left, right=right))
        at += len(each)
    return tuple(found)


def _gutters(layers: Sequence[Layer], columns: int) -> list[float]:
    each = [gutter_widths(layer.ends, columns) for layer in layers]
    return [max(found) for found in zip(*each, strict=True)]


def _narrow(stand: Stand, texts: Sequence[float]) -> float:
    """How wide a column is at least: no word is cut, unless it is very long."""
    words = [text_width(word, HEAD, bold=True) + SIGN for word in stand.title.split()]
    subs = [text_width(word, 12.0, bold=True) + COUNT for part in stand.parts for word in part.title.split()]
    return min(max([NARROW, *words, words[-1] + COUNT, *subs, *texts]), MOST_NARROW)


def _head_lines(stand: Stand, width: float) -> tuple[str, ...]:
    """A heading's lines; the last leaves room for the count."""
    lines = wrap(stand.title, HEAD, width - SIGN, bold=True)
    if text_width(lines[-1], HEAD, bold=True) + SIGN + COUNT > width:
        *most, last = lines[-1].split()
        lines = [*lines[:-1], *([" ".join(most)] if most else []), last]
    return tuple(lines)


def widths(room: float, least: Sequence[float], tall: Callable[[int, float], float]) -> list[float]:
    """Share a page's width among columns so that the tallest is as short as can be.

    Parameters
    ----------
    room : float
        To be shared.
    least : sequence of float
        How wide each is at least.
    tall : callable
        How tall a column is when it has a width.

    Returns
    -------
    list of float
        A width for each column; together the room, or what they need at least.

    Examples
    --------
    >>> widths(400, [100, 100], lambda column, width: (200 if column else 100) * 100 / width)
    [136.0, 264.0]
    """
    found = list(least)
    if not found:
        return found
    step = 4.0 * ceil(max(1.0, (room - sum(found)) / (4.0 * STEPS)))
    heights = [tall(c, w) for c, w in enumerate(found)]
    while sum(found) + step <= room:
        open_ones = [c for c, w in enumerate(found) if w + step <= WIDE]
        if not open_ones:
            break
        c = max(open_ones, key=lambda c: (heights[c], -c))
        found[c] += step
        heights[c] = tall(c, found[c])
    spare = max(0.0, room - sum(found)) / len(found)
    return [w + spare for w in found]


def _across(found: Sequence[float], gutters: Sequence[float]) -> tuple[list[tuple[float, float]], list[tuple[float, float]]]:
    sides, between, x = [], [], MARGIN
    for wide, gutter in zip(found, gutters, strict=True):
        between.append((x, x + gutter))
        sides.append((x + gutter, x + gutter + wide))
        x += gutter + wide
    return sides, between


def _band(layer: Layer, sides: list[tuple[float, float]], between: list[tuple[float, float]], y: float) -> Band:
    inner = [right - left for left, right in sides]
    plain = [boxes(stand, w, layer.wish) for stand, w in zip(layer.stands, inner, strict=True)]
    passed = passes(plain, layer.ends)
    extra = more_room(plain, passed)
    columns = [boxes(stand, w, layer.wish, e) for stand, w, e in zip(layer.stands, inner, extra, strict=True)]
    ends = bottoms(columns, passed)
    tall = max(ends, default=0.0)
    lower = [(tall - end) / 2 if layer.centred else 0.0 for end in ends]
    columns = [[replace(box, top=box.top + more) for box in c] for c, more in zip(columns, lower, strict=True)]
    found = routes(columns, sides, between, layer.ends, passed)
    down = y + (BAND_ABOVE if layer.centred else 0.0)
    return Band(
        look=layer.wish.look,
        columns=tuple(tuple(replace(box, top=box.top + down) for box in c) for c in columns),
        routes=tuple(route.lower(down) for route in found),
        top=y,
        bottom=down + tall + (BAND_BELOW if layer.centred else 0.0),
    )
