"""The picture of a theory of change: its columns of cards, the arrows that people drew, what they assume, what made it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cbf_widgets.draw.lettering import text_width, wrap
from cbf_widgets.draw.plate import Plate
from cbf_widgets.draw.scene import Ink, Shape, Trace, Words
from cbf_widgets.draw.theory_ink import band, headings
from cbf_widgets.draw.theory_key import assumptions, key
from cbf_widgets.draw.theory_layout import MARGIN, Draft
from cbf_widgets.draw.theory_outline import arrows, foot, in_words, letters, path_said, summary
from cbf_widgets.draw.theory_places import Layout
from cbf_widgets.model.counting import counted

if TYPE_CHECKING:
    from cbf_widgets.model.theory import TheoryOfChange
    from cbf_widgets.model.theory_parts import Link

LANDSCAPE = 267.0 / 180.0  # of the room on a page of A4 or A3
NARROWEST, STRIDE, LARGEST = 760.0, 1.03, 6000.0
TITLE, VISION, TEXT, SMALL = 25.0, 15.0, 12.5, 11.0


def theory_plate(theory: TheoryOfChange, trace: str | None = None, *, shape: float = LANDSCAPE) -> Plate:
    """Return the picture of a theory: as narrow, its letters so as large, as fits a page of this shape.

    Parameters
    ----------
    theory : TheoryOfChange
        What is drawn.
    trace : str, optional
        Id of an item: only the path through it is large.
    shape : float
        Width over height of the page.

    Returns
    -------
    Plate
        With its words.

    Raises
    ------
    CbfError
        When there is no such item.

    Examples
    --------
    >>> from cbf_widgets import datasets
    >>> theory_plate(datasets.theories()["Croydon"]).title
    'Croydon: a theory of change'
    """
    draft = Draft(theory, trace)
    width = max(NARROWEST, draft.least_width())
    while True:
        layout = _fitted(draft, width, shape)
        shapes, height = _page(theory, layout, width, trace)
        if height * shape <= width or width >= LARGEST:
            break
        width = min(width * (STRIDE if height * shape < 2 * width else 1.25), LARGEST)
    title = f"{theory.title}: a theory of change"
    return Plate(shapes=tuple(shapes), size=(round(width), round(height)), title=title, text=in_words(theory, trace))


def _fitted(draft: Draft, width: float, shape: float) -> Layout:
    """The layout at this width; as long as it is too tall, the tallest column is split in two that stand side by side."""
    _, top = _head(draft.theory, width)
    cuts = [1] * len(draft.stands)
    layout = best = draft.lay(width, top, cuts)
    below = _page(draft.theory, best, width, draft.trace)[1] - best.bottom
    while (best.bottom + below) * shape > width:
        ahead = [i for i, stand in enumerate(draft.stands) if len(stand.items) >= 4 * cuts[i] + 2 and cuts[i] < 3]
        ends = {i: _bottom(layout, i) for i in ahead}
        if not ahead:
            break
        cuts[max(ahead, key=lambda i: ends[i])] += 1
        if draft.least_width(cuts) > width:
            break
        layout = draft.lay(width, top, cuts)
        best = min(best, layout, key=lambda found: found.bottom)
    return best


def _bottom(layout: Layout, i: int) -> float:
    """Where the columns below a heading end."""
    head = layout.heads[i]
    below = [c for c, (left, _) in enumerate(layout.sides) if head.left <= left < head.right]
    return max([box.bottom for each in layout.bands for c in below for box in each.columns[c]], default=0.0)


def _page(theory: TheoryOfChange, layout: Layout, width: float, trace: str | None) -> tuple[list[Shape], float]:
    shapes, _ = _head(theory, width)
    named = letters(theory)
    shapes += [*headings(layout), *(_captions(theory, layout, width, trace) if trace is not None else ())]
    for each in layout.bands:
        shapes += band(each, layout, named, trace)
    y = layout.bottom
    if not theory.items and not theory.columns:
        shapes.append(Words(at=(MARGIN, y + 18), text="Nothing stands in it yet.", size=TEXT, colour="quiet"))
        y += 24
    listed = _listed(theory, layout, trace)
    if listed:
        drawn, y = assumptions(listed, named, width, y + 22, *(["What has to be true for the other arrows"] if trace else []))
        shapes += drawn
    return _foot(shapes, [*foot(theory), *_undrawn(theory, layout)], width, y)


def _head(theory: TheoryOfChange, width: float) -> tuple[list[Shape], float]:
    inner, y = width - 2 * MARGIN, MARGIN + 20
    shapes: list[Shape] = []
    for text, size, lead, bold in ((theory.title, TITLE, 30.0, True), (theory.vision.text, VISION, 19.5, False)):
        for line in wrap(text, size, min(inner, 1060.0), bold=bold):
            shapes.append(Words(at=(MARGIN, y), text=line, size=size, colour="ink", bold=bold, slanted=not bold))
            y += lead
    first, second = summary(theory), arrows(theory)
    x = MARGIN + 1.03 * text_width(first, TEXT) + 24
    for text, colour in ((first, "quiet"), (second, "own" if theory.links else "quiet")):
        bold = colour == "own"
        together = text is second and x + text_width(text, TEXT, bold=bold) <= width - MARGIN
        if together:
            y -= 17
            shapes.append(Words(at=(x - 14, y), text="·", size=TEXT, colour="quiet"))
        for line in wrap(text if together else text[0].upper() + text[1:], TEXT, inner, bold=bold):
            shapes.append(Words(at=(x if together else MARGIN, y), text=line, size=TEXT, colour=colour, bold=bold))
            y += 17
    return shapes, y + 6


def _captions(theory: TheoryOfChange, layout: Layout, width: float, trace: str) -> list[Shape]:
    """The ground of the path with what it is, and the line that begins the rest."""
    path = layout.bands[0]
    left, right = MARGIN - 14, width - MARGIN + 14
    ground = Trace(
        (((left, path.top + 8), (right, path.top + 8), (right, path.bottom), (left, path.bottom)),),
        Ink(fill="panel"),
        closed=True,
    )
    edges = tuple(((left, y), (right, y)) for y in (path.top + 8, path.bottom))
    y = path.top + 27
    shapes: list[Shape] = [ground, Trace(edges, Ink(stroke="rule", width=1))]
    text = path_said(theory, trace)
    shapes.append(Words(at=(MARGIN, y), text=text, size=TEXT, colour="ink", bold=True))
    on_path = [route.link for route in path.routes]
    return [*shapes, *key(on_path, MARGIN + text_width(text, TEXT, bold=True) + 40, y, width)[0]]


def _listed(theory: TheoryOfChange, layout: Layout, trace: str | None) -> list[Link]:
    """The arrows whose assumptions stand below: with a traced path, those among the rest."""
    if trace is None:
        return list(theory.links)
    return [route.link for each in layout.bands[1:] for route in each.routes]


def _undrawn(theory: TheoryOfChange, layout: Layout) -> list[str]:
    drawn = sum(len(each.routes) for each in layout.bands)
    missing = len(theory.links) - drawn
    return [f"{counted(missing, 'arrow')} between the path and the rest not drawn.".capitalize()] if missing else []


def _foot(shapes: list[Shape], said: Sequence[str], width: float, y: float) -> tuple[list[Shape], float]:
    y += 26
    shapes.append(Trace((((MARGIN, y - 14), (width - MARGIN, y - 14)),), Ink(stroke="rule", width=1)))
    for line in wrap(" ".join(said), SMALL, 0.96 * (width - 2 * MARGIN)):
        y += 3
        shapes.append(Words(at=(MARGIN, y), text=line, size=SMALL, colour="quiet"))
        y += 12
    return shapes, y + MARGIN - 16
