"""A theory of change in words for print: blocks that flow into columns, with notes, lines of the guide, and every assumption in full."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from cbf_widgets.draw.blocks import Block
from cbf_widgets.draw.lettering import wrap
from cbf_widgets.draw.scene import Ink, Shape, Trace, Words
from cbf_widgets.draw.theory_cards import NONE_PRINTED, NONE_YET, said
from cbf_widgets.draw.theory_ink import badge, baseline
from cbf_widgets.draw.theory_outline import about_arrow, arrows, flags, letters, summary
from cbf_widgets.draw.theory_stages import stage_sign, stands

if TYPE_CHECKING:
    from cbf_widgets.draw.theory_stages import Stand
    from cbf_widgets.model.theory import TheoryOfChange
    from cbf_widgets.model.theory_parts import Item, Link

TEXT, SMALL, INDENT = 13.0, 11.0, 16.0
Line = tuple[str, float, str, bool, bool]  # text, size, colour, bold, slanted


def blocks(theory: TheoryOfChange, width: float) -> list[Block]:
    """Return a theory in words as blocks, in the order of its page.

    Parameters
    ----------
    theory : TheoryOfChange
        What to put into words.
    width : float
        Of a column.

    Returns
    -------
    list of Block
        For `cbf_widgets.draw.blocks.flow`.

    Examples
    --------
    >>> from cbf_widgets import datasets
    >>> blocks(datasets.theories()["Croydon"], 300)[0].shapes[0].text
    'Croydon'
    """
    found = list(_paragraph(theory.title, 20.0, width, bold=True))
    found += _paragraph(theory.vision.text, 14.0, width, slanted=True, space=4.0)
    found += _paragraph(f"{summary(theory)} · {arrows(theory)}", SMALL, width, colour="quiet", space=4.0)
    for stand in stands(theory):
        found += _stand(theory, stand, width)
    if theory.links:
        found.append(replace(_heading("Arrows: what has to be true", width), space=22.0))
        named = letters(theory)
        for link in theory.links:
            found += _arrow(theory, link, named[link.id], width)
    return found


def _lead(size: float) -> float:
    return round(1.25 * size, 1)


def _block(lines: list[Line], *, x: float = 0.0, space: float = 0.0, signs: tuple[Shape, ...] = ()) -> Block:
    shapes: list[Shape] = list(signs)
    y = 0.0
    for text, size, colour, bold, slanted in lines:
        at = x, y + baseline(size, _lead(size))
        shapes.append(Words(at=at, text=text, size=size, colour=colour, bold=bold, slanted=slanted))
        y += _lead(size)
    return Block(y + 2, tuple(shapes), space=space)


def _lines(text: str, size: float, width: float, colour: str = "ink", *, bold: bool = False, slanted: bool = False) -> list[Line]:
    return [(line, size, colour, bold, slanted) for line in wrap(text, size, width, bold=bold)]


def _paragraph(
    text: str, size: float, width: float, *, colour: str = "ink", bold: bool = False, slanted: bool = False, space: float = 0.0
) -> Iterator[Block]:
    """A block a line, so that a long text may go on in the next column."""
    for i, line in enumerate(_lines(text, size, width, colour, bold=bold, slanted=slanted)):
        yield _block([line], space=0.0 if i else space)


def _heading(text: str, width: float, stand: Stand | None = None) -> Block:
    signs: tuple[Shape, ...] = ()
    lines = _lines(text, 14.0, width - 18, bold=True)
    tall = _lead(14.0) * len(lines) + 4
    if stand:
        signs = stage_sign(stand.stage, (6.0, 9.0), 5.6)
    rule = Trace((((0.0, tall), (width, tall)),), Ink(stroke=stand.colour if stand else "own", width=2.0))
    made = _block(lines, x=18.0 if stand else 0.0, space=20.0)
    return replace(made, shapes=(*signs, *made.shapes, rule), height=tall + 4, keeps=True)


def _stand(theory: TheoryOfChange, stand: Stand, width: float) -> Iterator[Block]:
    yield _heading(f"{stand.title} ({len(stand.items)})", width, stand)
    for part in stand.parts:
        if part.title:
            title = _lines(f"{part.title} ({len(part.items)})", 12.5, width, stand.colour, bold=True)
            yield replace(_block(title, space=10.0), keeps=True)
        if not part.items:
            yield _block(_lines(NONE_PRINTED if theory.pages else NONE_YET, SMALL, width, "quiet", slanted=True), space=4.0)
        before = ""
        for item in part.items:
            if item.group and item.group != before:
                yield replace(_block(_lines(item.group, 11.5, width, "quiet", slanted=True), space=9.0), keeps=True)
            before = item.group
            yield from _item(stand, item, width)


def _item(stand: Stand, item: Item, width: float) -> Iterator[Block]:
    room = width - INDENT
    lines = _lines(said(item), TEXT, room)
    about = "; ".join(part for part in (flags(item), lines_said(item.lines)) if part)
    small = [*_lines(item.note, SMALL, room, "quiet"), *_lines(f"{about[:1].upper()}{about[1:]}", SMALL, room, "quiet")]
    tall = _lead(TEXT) * len(lines)
    dash = (0.01, 6.0) if item.placement else ()
    edge = Trace((((2.0, 3.0), (2.0, tall - 2.0)),), Ink(stroke=stand.colour, width=3.2, dash=dash))
    first = _block(lines, x=INDENT, space=8.0, signs=(edge,))
    yield replace(first, keeps=bool(small))
    for i, line in enumerate(small):
        yield replace(_block([line], x=INDENT), keeps=i + 1 < min(len(small), 3))


def lines_said(lines: tuple[int, ...]) -> str:
    """Return the lines of the guide that an item was read from, neighbours drawn together.

    Examples
    --------
    >>> lines_said((4565, 4567)), lines_said((7, 8, 9)), lines_said(())
    ('guide, lines 4565, 4567', 'guide, lines 7–9', '')
    """
    if not lines:
        return ""
    runs: list[list[int]] = [[lines[0]]]
    for before, line in pairwise(lines):
        if line == before + 1:
            runs[-1].append(line)
        else:
            runs.append([line])
    each = [f"{run[0]}–{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs]
    return f"guide, {'line' if len(lines) == 1 else 'lines'} {', '.join(each)}"


def _arrow(theory: TheoryOfChange, link: Link, letter: str, width: float) -> Iterator[Block]:
    room, x = width - 26, 26.0
    start, end = said(theory.item(link.from_item)), said(theory.item(link.to_item))
    first = _block(_lines(f"{start} → {end}", 12.0, room), x=x, space=10.0, signs=tuple(badge((9.0, 9.0), letter, link)))
    yield replace(first, keeps=True)
    text = f"if {link.assumption}" if link.assumption else "No assumption is written yet."
    told = [*_lines(text, TEXT, room, "own"), *_lines(about_arrow(link), SMALL, room, "quiet")]
    for i, line in enumerate(told):
        yield replace(_block([line], x=x), keeps=i == 0 and len(told) > 1)
