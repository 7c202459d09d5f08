"""A spiral in words, line by line: what stands beside the picture in a figure, on a page and in a saved notebook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cbf_widgets.datasets import rupture_causes
from cbf_widgets.draw.palette import ASPECT_LETTERS
from cbf_widgets.draw.scene import Disc, Ink, Shape, Trace, Words

if TYPE_CHECKING:
    from cbf_widgets.model.mark import Mark, Rupture
    from cbf_widgets.model.spiral import Spiral

NOTHING = "Nothing here yet."


@dataclass(frozen=True)
class Row:
    """A mark or a rupture in words.

    Attributes
    ----------
    number : int
        The mark's number; 0 for a rupture.
    title, detail, note : str
        What it is called; what is known of it in a few words; the person's own notes.
    part : Mark or Rupture
        What it speaks of.

    Examples
    --------
    >>> from cbf_widgets.model.mark import Rupture
    >>> Row(0, "Rupture", "not repaired", "", Rupture(id="r1", place=1.5)).title
    'Rupture'
    """

    number: int
    title: str
    detail: str
    note: str
    part: Mark | Rupture


def rows(spiral: Spiral) -> list[list[Row]]:
    """Return a list of rows for each loop, in the order of the line.

    Examples
    --------
    >>> from cbf_widgets.model.spiral import Spiral
    >>> own = {"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}]}
    >>> [[row.title for row in loop] for loop in rows(Spiral(vocabulary=own, loops=2).add("tea", 1.5))]
    [[], ['Tea']]
    """
    number = {mark.id: i for i, mark in enumerate(spiral.marks, start=1)}
    helped: dict[str, list[str]] = {}
    for ripple in spiral.ripples:
        helped.setdefault(ripple.source, []).append(str(number[ripple.target]))
    marks = [_mark_row(spiral, number[mark.id], mark, helped.get(mark.id, [])) for mark in spiral.marks]
    broken = [_rupture_row(rupture, number.get(rupture.repair)) for rupture in spiral.ruptures]
    loops: list[list[Row]] = [[] for _ in range(spiral.loops)]
    for row in sorted([*marks, *broken], key=lambda row: row.part.place):
        loops[spiral.loop(row.part.place) - 1].append(row)
    return loops


def _mark_row(spiral: Spiral, number: int, mark: Mark, helped: list[str]) -> Row:
    kind = spiral.vocabulary.kind(mark.kind).name
    known = (
        kind if mark.label else "",
        mark.when,
        "held" if mark.holds else "",
        f"ripples\u00a0to\u00a0{', '.join(helped)}" if helped else "",
    )
    return Row(number, mark.label or kind, _joined(known), mark.note, mark)


def _rupture_row(rupture: Rupture, repaired_by: int | None) -> Row:
    state = f"repaired by {repaired_by}" if repaired_by else "not repaired"
    title = f"Rupture: {rupture.label}" if rupture.label else "Rupture"
    return Row(0, title, _joined((_cause(rupture.cause), rupture.when, state)), rupture.note, rupture)


def _cause(cause: str) -> str:
    """A cause that the texts name, by its name; one's own as it was written."""
    named = {one.id: one.name for one in rupture_causes()} if cause.strip() else {}
    return named.get(cause, cause.strip())


def _joined(parts: tuple[str, ...]) -> str:
    return "\u00a0· ".join(part for part in parts if part)


def break_sign(at: tuple[float, float], r: float) -> Shape:
    """Return the small zigzag that stands for a rupture in lists.

    Examples
    --------
    >>> len(break_sign((0, 0), 10).pieces[0])
    6
    """
    corners = ((-1.1, 0.2), (-0.65, -0.65), (-0.2, 0.55), (0.25, -0.55), (0.7, 0.5), (1.1, -0.2))
    return Trace((tuple((at[0] + r * x, at[1] + r * y) for x, y in corners),), Ink(stroke="rupture", width=0.19 * r))


def aspect_signs(part: Mark | Rupture, right: float, y: float, r: float = 9.0) -> Iterator[Shape]:
    """Yield a letter in a ring for each aspect that a mark nurtures; the ring has the aspect's pattern.

    Examples
    --------
    >>> from cbf_widgets.model.mark import Mark
    >>> [s.text for s in aspect_signs(Mark(id="m", kind="a", place=0, nurtures=["help"]), 0, 0) if hasattr(s, "text")]
    ['H']
    """
    from cbf_widgets.draw.spiral_scene import aspect_dash

    for i, aspect in enumerate(reversed(getattr(part, "nurtures", ()))):
        x = right - r - i * (2 * r + 4)
        yield Disc((x, y), r, Ink(stroke=aspect, width=1.3, dash=aspect_dash(aspect, 0.6)))
        letter = ASPECT_LETTERS[aspect]
        yield Words(at=(x, y + 0.4 * r), text=letter, size=1.12 * r, colour=aspect, anchor="middle", bold=True)
