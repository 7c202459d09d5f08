"""A theory of change in plain words: an outline of all that its picture shows."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from cbf_widgets.model.counting import counted, quoted
from cbf_widgets.model.theory_parts import Column, Item, Link

if TYPE_CHECKING:
    from cbf_widgets.model.theory import TheoryOfChange

_FORMS = {"six-column": "the form with six columns", "five-column": "the form with five columns", "own": ""}
_SURE = {"guess": "a guess", "fairly-sure": "fairly sure", "sure": "sure"}


def summarise(theory: TheoryOfChange) -> str:
    """Say in one line how much a theory holds.

    Parameters
    ----------
    theory : TheoryOfChange
        The theory.

    Returns
    -------
    str
        For instance ``40 items in eight columns, three arrows``.

    Examples
    --------
    >>> from cbf_widgets.model.theory import TheoryOfChange
    >>> summarise(TheoryOfChange(id="t", title="T").add_column("Now").add_item("now", "Tea"))
    'one item in one column, no arrows'
    """
    if not theory.items:
        return "no items yet"
    arrows = counted(len(theory.links), "arrow")
    return f"{counted(len(theory.items), 'item')} in {counted(len(theory.columns), 'column')}, {arrows}"


def describe(theory: TheoryOfChange) -> str:
    """Say in plain words all that a theory's picture shows, column by column.

    Use it as alt text, caption or export. It is plain text: a label stands in it as it was written, so whoever puts it into
    HTML or SVG has to escape it.

    Parameters
    ----------
    theory : TheoryOfChange
        The theory.

    Returns
    -------
    str
        Several lines: title and summary; vision; the form; then each heading with its columns, their items in order, numbered
        through the whole theory, and under an item the arrows that lead from it. It says which items are cut short on the
        page and which stand where they do by a reading, and whose the arrows are.

    Examples
    --------
    >>> from cbf_widgets.model.theory import TheoryOfChange
    >>> theory = TheoryOfChange(id="t", title="Ours").retitle(vision="Every child heard").add_column("Now").add_column("Later")
    >>> theory = theory.add_item("now", "Long waits").add_item("later", "Calmer homes")
    >>> print(describe(theory.link("i1", "i2", assumption="help is near", confidence="guess")))
    Ours: a theory of change with two items in two columns, one arrow.
    Vision: Every child heard
    Arrows and what they assume are drawn by people; none is the guide's.
    Now:
    1. Long waits
       leads to 2, “Calmer homes”, if help is near (a guess)
    Later:
    2. Calmer homes
    """
    words = _Words(theory)
    return "\n".join([*words.heading(), *words.columns()])


class _Words:
    """What the lines about one theory have in common."""

    def __init__(self, theory: TheoryOfChange) -> None:
        self.theory = theory
        self.number = {item.id: number for number, item in enumerate(theory.items, start=1)}
        self.text = {item.id: item.text for item in theory.items}
        self.leads: dict[str, list[Link]] = {}
        for link in theory.links:
            self.leads.setdefault(link.from_item, []).append(link)

    def heading(self) -> Iterator[str]:
        theory = self.theory
        yield f"{_line(theory.title)}: a theory of change with {summarise(theory)}."
        if theory.vision.text.strip():
            yield f"Vision: {_line(theory.vision.text)}"
        if form := _FORMS[theory.template]:
            yield f"It follows {form}."
        if theory.pages:
            yield f"Read from lines {' to '.join(map(str, theory.pages))} of the guide, in our own words."
        if theory.made_from:
            yield f"Begun from {_line(theory.made_from)}."
        if theory.links:
            yield "Arrows and what they assume are drawn by people; none is the guide's."

    def columns(self) -> Iterator[str]:
        for heading, columns in groupby(self.theory.columns, key=lambda column: column.heading):
            together = list(columns)
            if together[0].stage.strip() and [column.title for column in together] != [heading]:
                yield f"{_line(heading)}:"
            for column in together:
                yield from self.column(column)

    def column(self, column: Column) -> Iterator[str]:
        items = self.theory.of_column(column.id)
        yield f"{_line(column.title)}:" if items else f"{_line(column.title)}: nothing yet."
        group = ""
        for item in items:
            if item.group.strip() != group:
                group = item.group.strip()
                yield f"({_line(group)})" if group else "(no heading)"
            yield from self.item(item)

    def item(self, item: Item) -> Iterator[str]:
        cut = [" [cut short on the page]"] if item.cut_off else []
        read = [" [its column is our reading of a damaged page]"] if item.placement == "read" else []
        yield "".join([f"{self.number[item.id]}. {_line(item.text)}", *cut, *read])
        if item.note.strip():
            yield f"   note: {_line(item.note)}"
        yield from (f"   {self.link(link)}" for link in self.leads.get(item.id, ()))

    def link(self, link: Link) -> str:
        said = f"leads to {self.number[link.to_item]}, {quoted(self.text[link.to_item])}"
        said += f", if {_line(link.assumption)}" if link.assumption.strip() else "; what has to be true for it isn't said yet"
        weight = [f"{link.strength} push"] if link.strength else []
        sure = [_SURE[link.confidence]] if link.confidence else []
        said += f" ({', '.join([*weight, *sure])})" if weight or sure else ""
        said += f". What speaks for it: {_line(link.evidence)}" if link.evidence.strip() else ""
        return said + (f". Who could tell: {_line(link.asks)}" if link.asks.strip() else "")


def _line(text: str) -> str:
    return " ".join(text.split())
