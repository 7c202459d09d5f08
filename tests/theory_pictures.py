"""Theories to draw, and where their cards lie."""

from __future__ import annotations

from functools import cache

from cbf_widgets import datasets
from cbf_widgets.draw.theory_layout import Draft
from cbf_widgets.draw.theory_plate import theory_plate
from cbf_widgets.model.theory import TheoryOfChange

TWELVE = list(datasets.theories())
A4 = (267.0, 180.0)


def theory(name="Croydon"):
    return datasets.theories()[name]


@cache
def plate_of(name="Croydon"):
    return theory_plate(theory(name))


def linked(
    name="Croydon",
    pairs=((0, 20), (9, 14), (14, 22), (16, 22), (22, 27), (27, 30), (30, 37), (12, 18), (37, 1), (24, 38), (3, 5)),
):
    """A theory with arrows forward, over columns, within one, and back."""
    found = theory(name)
    ids = [item.id for item in found.items]
    how = ({"confidence": "sure", "evidence": "A survey"}, {"confidence": "guess"}, {"confidence": "fairly-sure"}, {})
    for i, (start, end) in enumerate(pairs):
        found = found.link(ids[start], ids[end], assumption=f"assumption number {i}" if i % 5 else "", **how[i % 4])
    return found


def own(columns, links=(), *, text="Something small that helps"):
    """A theory of one's own: how many items stand in each column, and which lead to which."""
    found = TheoryOfChange(id="ours", title="Ours")
    for i, many in enumerate(columns):
        found = found.add_column(f"Column {i + 1}")
        for k in range(many):
            found = found.add_item(found.columns[-1].id, f"{text} {i}.{k}")
    ids = [item.id for item in found.items]
    for start, end in dict.fromkeys(links):
        if start != end and max(start, end) < len(ids):
            found = found.link(ids[start], ids[end], assumption="it is so")
    return found


def places(found, trace=None, width=1600.0):
    draft = Draft(found, trace)
    return draft.lay(max(width, draft.least_width()), 100.0)


def cards(band, layout):
    """Every card of a band: item, left, top, right, bottom."""
    for pile, (left, right) in zip(band.columns, layout.sides, strict=True):
        yield from ((box.item.id, left, box.top, right, box.bottom) for box in pile if box.item)


def text_boxes(axes):
    return [(text.get_text(), text.get_window_extent().transformed(axes.transData.inverted())) for text in axes.texts]
