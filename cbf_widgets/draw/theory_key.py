"""Below a theory: what each arrow assumes, by its letter, and what the lines and discs of arrows mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil

from cbf_widgets.draw.lettering import clipped, text_width, wrap
from cbf_widgets.draw.scene import Shape, Trace, Words
from cbf_widgets.draw.theory_ink import arrow_ink, badge, if_words
from cbf_widgets.draw.theory_layout import MARGIN
from cbf_widgets.draw.theory_outline import CONFIDENCES
from cbf_widgets.model.theory_parts import Link

TITLE, TEXT, LEAD, INDENT, GAP = 14.0, 12.5, 16.0, 26.0, 28.0
MOST_LINES = 5


def assumptions(
    links: Sequence[Link], letters: Mapping[str, str], width: float, y: float, title: str = "What has to be true for each arrow"
) -> tuple[list[Shape], float]:
    """Return the list of what arrows assume, in columns, under a title and the key of their signs.

    Parameters
    ----------
    links : sequence of Link
        The arrows listed.
    letters : mapping of str to str
        Their letters.
    width, y : float
        Of the page, and where the list begins.
    title : str
        What stands above it.

    Returns
    -------
    (list of Shape, float)
        The shapes, and where the list ends.

    Examples
    --------
    >>> link = Link(id="a1", from_item="i1", to_item="i2", assumption="help is near")
    >>> shapes, bottom = assumptions([link], {"a1": "a"}, 900, 100)
    >>> [shape.text for shape in shapes if isinstance(shape, Words)][-3:]
    ['a', 'if', 'help is near']
    """
    if not links:
        return [], y
    shapes: list[Shape] = [Words(at=(MARGIN, y + 10), text=title, size=TITLE, colour="ink", bold=True)]
    signs, y = key(links, MARGIN + text_width(title, TITLE, bold=True) + 28, y + 10, width)
    shapes += signs
    y += 12
    unsaid = [letters[link.id] for link in links if not link.assumption]
    links = [link for link in links if link.assumption]
    inner = width - 2 * MARGIN
    many = max(1, min(len(links), int((inner + GAP) // (270.0 + GAP))))
    column = (inner - (many - 1) * GAP) / many
    entries = [_lines(link, column - INDENT) for link in links]
    tops, bottom = y, y
    each = ceil(sum(map(len, entries)) / many) if entries else 0
    x, at, used = MARGIN, tops, 0
    for link, lines in zip(links, entries, strict=True):
        if used and used + len(lines) > each + 1 and x + 2 * column + GAP <= width - MARGIN + 1:
            x, at, used = x + column + GAP, tops, 0
        shapes += badge((x + 9, at + 8), letters[link.id], link)
        for i, line in enumerate(lines):
            shapes += if_words(line, (x + INDENT, at + 12 + LEAD * i), TEXT, first=i == 0)
        used += len(lines)
        at += max(LEAD * len(lines), 17.0) + 7
        bottom = max(bottom, at)
    if unsaid:
        text = f"No assumption is written yet for {', '.join(unsaid)}."
        for line in wrap(text, TEXT, inner):
            shapes.append(Words(at=(MARGIN, bottom + 13), text=line, size=TEXT, colour="quiet"))
            bottom += LEAD
    return shapes, bottom


def _lines(link: Link, width: float) -> list[str]:
    return clipped(f"if {link.assumption}", TEXT, width, MOST_LINES)


def key(links: Sequence[Link], x: float, y: float, width: float) -> tuple[list[Shape], float]:
    """Return what lines and discs mean, in a row; only what is there is explained.

    Examples
    --------
    >>> link = Link(id="a1", from_item="i1", to_item="i2", confidence="sure")
    >>> [shape.text for shape in key([link], 0, 20, 900)[0] if isinstance(shape, Words) and shape.text]
    ['sure', 'no evidence yet']
    """
    shapes: list[Shape] = []
    left = x

    def room(text: str, sign: float) -> None:
        nonlocal x, y
        if x + sign + text_width(text, TEXT) > width - MARGIN and x > MARGIN:
            x, y = (left if left < width / 2 else MARGIN), y + 20

    for confidence in ("sure", "fairly-sure", "guess"):
        if any(link.confidence == confidence for link in links):
            text = CONFIDENCES[confidence]
            room(text, 38)
            sample = arrow_ink(Link(id="k", from_item="a", to_item="b", confidence=confidence))
            shapes += [
                Trace((((x, y - 4), (x + 30, y - 4)),), sample),
                Words(at=(x + 38, y), text=text, size=TEXT, colour="quiet"),
            ]
            x += 38 + text_width(text, TEXT) + 20
    for evidence, text in (("yes", "evidence"), ("", "no evidence yet")):
        if any(bool(link.evidence) == bool(evidence) for link in links):
            room(text, 26)
            disc = badge((x + 9, y - 4), "", Link(id="k", from_item="a", to_item="b", evidence=evidence))[:1]
            shapes += [*disc, Words(at=(x + 24, y), text=text, size=TEXT, colour="quiet")]
            x += 24 + text_width(text, TEXT) + 20
    return shapes, y
