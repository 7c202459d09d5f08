"""The ink of a theory: cards, headings, arrows with their letters; where they lie is said by the layout."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from cbf_widgets.draw.lettering import text_width
from cbf_widgets.draw.palette import CONFIDENCE_DASHES, CONFIDENCE_WIDTHS, STRENGTH_WIDTHS
from cbf_widgets.draw.scene import Disc, Ink, Point, Shape, Trace, Words, arrowhead
from cbf_widgets.draw.theory_arrows import Route
from cbf_widgets.draw.theory_cards import Box, assumed_height
from cbf_widgets.draw.theory_geometry import box_outline
from cbf_widgets.draw.theory_layout import HEAD, HEAD_LEAD, SIGN
from cbf_widgets.draw.theory_places import Band, Layout
from cbf_widgets.draw.theory_routes import BADGE
from cbf_widgets.draw.theory_stages import Stand, stage_sign

if TYPE_CHECKING:
    from cbf_widgets.model.theory_parts import Link


def headings(layout: Layout) -> list[Shape]:
    """Return the headings, each over a rule in the colour of its stage.

    Examples
    --------
    >>> headings(Layout(stands=(), sides=(), heads=(), rule=0.0, bands=(), bottom=0.0))
    []
    """
    found: list[Shape] = []
    for head in layout.heads:
        base = layout.rule - 8
        first = base - HEAD_LEAD * (len(head.lines) - 1)
        for i, line in enumerate(head.lines):
            at = head.left + SIGN, first + HEAD_LEAD * i
            found.append(Words(at=at, text=line, size=HEAD, colour="ink", bold=True))
        found += stage_sign(head.stand.stage, (head.left + 6, first - 5.2), 5.4)
        count = str(len(head.stand.items))
        found.append(Words(at=(head.right, base), text=count, size=12.0, colour="quiet", anchor="end"))
        rule = (head.left + 1.5, layout.rule), (head.right - 1.5, layout.rule)
        found.append(Trace((rule,), Ink(stroke=head.stand.colour, width=3)))
    return found


def band(found: Band, layout: Layout, letters: Mapping[str, str], chosen: str | None = None) -> list[Shape]:
    """Return the cards of a band, then its arrows.

    Examples
    --------
    >>> from cbf_widgets.draw.theory_cards import PLAIN
    >>> empty = Layout(stands=(), sides=(), heads=(), rule=0.0, bands=(), bottom=0.0)
    >>> band(Band(look=PLAIN, columns=(), routes=(), top=0.0, bottom=0.0), empty, {})
    []
    """
    shapes: list[Shape] = []
    for stand, sides, boxes in zip(layout.stands, layout.sides, found.columns, strict=True):
        for box in boxes:
            shapes += _box(box, stand, sides, chosen=box.item is not None and box.item.id == chosen)
    faint = not found.look.frame
    for route in found.routes:
        shapes += arrow(route, thin=faint)
    for route in found.routes:
        shapes += badge(route.badge, letters[route.link.id], route.link)
    return shapes


def _box(box: Box, stand: Stand, sides: Point, *, chosen: bool) -> list[Shape]:
    left, right = sides
    if box.kind == "card":
        return _card(box, stand, sides, chosen=chosen)
    if box.kind == "part":
        count = Words(at=(right, box.top + 12), text=str(box.count), size=11.5, colour="quiet", anchor="end")
        return [count, *_lines(box, left, 12.0, 15.0, stand.colour, bold=True)]
    size, lead = (11.5, 14.0) if box.kind == "group" else (11.5, 14.5)
    return _lines(box, left, size, lead, "quiet", slanted=True)


def _lines(
    box: Box, x: float, size: float, lead: float, colour: str, *, down: float = 0.0, bold: bool = False, slanted: bool = False
) -> list[Shape]:
    return [
        Words(
            at=(x, box.top + down + baseline(size, lead) + lead * i),
            text=line,
            size=size,
            colour=colour,
            bold=bold,
            slanted=slanted,
        )
        for i, line in enumerate(box.lines)
    ]


def baseline(size: float, lead: float) -> float:
    """Return how far below the top of a line its letters stand.

    Examples
    --------
    >>> baseline(10, 14)
    9.6
    """
    return round((lead - size) / 2 + 0.76 * size, 2)


def _card(box: Box, stand: Stand, sides: Point, *, chosen: bool) -> list[Shape]:
    (left, right), look = sides, box.look
    shapes: list[Shape] = []
    if chosen:
        ring = box_outline(left - 4, box.top - 4, right + 4, box.bottom + 4, 8)
        shapes.append(Trace((ring,), Ink(stroke=stand.colour, width=2.5), closed=True))
    if look.frame:
        outline = box_outline(left, box.top, right, box.bottom, 4)
        shapes.append(Trace((outline,), Ink(fill="paper", stroke="rule", width=1), closed=True))
    x, half = left + look.edge / 2, look.edge / 2
    read = box.item is not None and bool(box.item.placement)
    dash = (0.01, 1.9 * look.edge) if read else ()
    edge = ((x, box.top + half), (x, box.bottom - half))
    shapes.append(Trace((edge,), Ink(stroke=stand.colour, width=look.edge, dash=dash)))
    colour = "ink" if look.frame else "quiet"
    shapes += _lines(box, left + box.left, look.size, look.lead, colour, down=look.above, bold=chosen)
    y = box.top + look.above + look.lead * len(box.lines)
    size, lead = 0.82 * look.size, 0.84 * look.lead
    for _, lines in box.under:
        for i, line in enumerate(lines):
            at = left + box.left, y + 5 + baseline(size, lead) + lead * i
            shapes += if_words(line, at, size, first=i == 0)
        y += assumed_height(lines, look)
    return shapes


def if_words(line: str, at: Point, size: float, *, first: bool) -> list[Shape]:
    """Return a line of an assumption; on the first, the word *if* is bold.

    Examples
    --------
    >>> [words.text for words in if_words("if help is near", (0, 0), 12, first=True)]
    ['if', 'help is near']
    """
    word, _, rest = line.partition(" ")
    if not first or word != "if":
        return [Words(at=at, text=line, size=size, colour="own")]
    found: list[Shape] = [Words(at=at, text=word, size=size, colour="own", bold=True)]
    if rest:
        found.append(Words(at=(at[0] + text_width("if ", size, bold=True), at[1]), text=rest, size=size, colour="own"))
    return found


def arrow(route: Route, *, thin: bool = False) -> list[Shape]:
    """Return an arrow: dashes by how sure the person is, width by how strong it is thought to be.

    Examples
    --------
    >>> from cbf_widgets.model.theory_parts import Link
    >>> link = Link(id="a1", from_item="i1", to_item="i2", confidence="guess")
    >>> arrow(Route(link=link, points=((0, 0), (9, 0)), badge=(20, 0), before=(0, 0)))[0].ink.dash
    (0.5, 4.0)
    """
    ink = arrow_ink(route.link, thin=thin)
    head = Ink(stroke="own", width=min(ink.width, 2.0))
    return [Trace((route.points,), ink), arrowhead(route.points[-2], route.points[-1], 6.0, head)]


def arrow_ink(link: Link, *, thin: bool = False) -> Ink:
    """Return how the line of an arrow is painted.

    Examples
    --------
    >>> from cbf_widgets.model.theory_parts import Link
    >>> arrow_ink(Link(id="a1", from_item="i1", to_item="i2", confidence="sure")).width
    2.6
    """
    width = CONFIDENCE_WIDTHS[link.confidence] * STRENGTH_WIDTHS[link.strength] * (0.7 if thin else 1.0)
    return Ink(stroke="own", width=width, dash=CONFIDENCE_DASHES[link.confidence])


def badge(at: Point, text: str, link: Link) -> list[Shape]:
    """Return the letter of an arrow in its disc, filled where there is evidence.

    Examples
    --------
    >>> from cbf_widgets.model.theory_parts import Link
    >>> badge((0, 0), "a", Link(id="a1", from_item="i1", to_item="i2", evidence="A survey"))[0].ink.fill
    'own'
    """
    size = 11.0 if len(text) == 1 else 9.0 if len(text) == 2 else 7.0
    disc = Disc(at, BADGE, Ink(fill="own" if link.evidence else "paper", stroke="own", width=1.6))
    colour = "on-kind" if link.evidence else "own"
    return [disc, Words(at=(at[0], at[1] + 0.36 * size), text=text, size=size, colour=colour, anchor="middle", bold=True)]
