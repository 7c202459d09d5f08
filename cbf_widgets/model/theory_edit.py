"""Edits of a theory of change: each returns a new one and leaves the old as it was."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Self

from cbf_widgets.errors import CbfError, shown
from cbf_widgets.model.theory_base import TheoryBase
from cbf_widgets.model.theory_parts import Column, Item, Link

FIXED = ("id", "from_item", "to_item")


class TheoryEdits(TheoryBase):
    """A theory of change with the edits that a person makes; see `cbf_widgets.TheoryOfChange`.

    Examples
    --------
    >>> theory = TheoryEdits(id="t", title="Ours").add_column("Now").add_item("now", "Long waits")
    >>> [item.id for item in theory.items]
    ['i1']
    """

    def retitle(self, title: str | None = None, *, vision: str | None = None) -> Self:
        """Give the theory another title, another vision, or both.

        Parameters
        ----------
        title, vision : str, optional
            What isn't given stays. A vision of one's own has no lines.

        Examples
        --------
        >>> TheoryEdits(id="t", title="Ours").retitle(vision="Calmer homes").vision.text
        'Calmer homes'
        """
        changes: dict[str, Any] = {}
        if title is not None:
            changes["title"] = title
        if vision is not None and vision != self.vision.text:
            changes["vision"] = {"text": vision}
        return replace(self, **changes)

    # --- columns -------------------------------------------------------------------------------------------------

    def add_column(self, title: str, *, before: str = "", **fields: Any) -> Self:
        """Add a column; its id is made from its title.

        Parameters
        ----------
        title : str
            The name on screen.
        before : str
            The id of the column it goes in front of; else it comes last.
        **fields
            Further fields of `Column`.

        Examples
        --------
        >>> [column.id for column in TheoryEdits(id="t", title="Ours").add_column("Long-term outcomes").columns]
        ['long-term-outcomes']
        """
        slug = re.sub(r"[^a-z0-9]+", "-", title.casefold()).strip("-")[:40] or "column"
        ids = [column.id for column in self.columns]
        fresh = slug if slug not in ids else _fresh(f"{slug}-", ids)
        column = Column.from_dict({"id": fresh, **fields, "title": title})
        return replace(self, columns=_put(self.columns, column, self.column(before).id if before else ""))

    def change_column(self, column: str, **fields: Any) -> Self:
        """Change some fields of a column, for instance its ``title``.

        Examples
        --------
        >>> TheoryEdits(id="t", title="Ours").add_column("Now").change_column("now", title="Today").columns[0].title
        'Today'
        """
        return replace(self, columns=_changed(self.columns, self.column(column), fields))

    def remove_column(self, column: str) -> Self:
        """Take a column away, with its items and their arrows.

        Examples
        --------
        >>> TheoryEdits(id="t", title="Ours").add_column("Now").add_item("now", "Tea").remove_column("now").items
        ()
        """
        gone = {item.id for item in self.of_column(column)}
        rest = tuple(one for one in self.columns if one.id != column)
        return replace(self._without(gone), columns=rest)

    # --- items ---------------------------------------------------------------------------------------------------

    def add_item(self, column: str, text: str, *, before: str = "", **fields: Any) -> Self:
        """Add an item to a column.

        Parameters
        ----------
        column : str
            The column's id.
        text : str
            What it says.
        before : str
            The id of the item it goes in front of; else it comes last in its column.
        **fields
            Further fields of `Item`.

        Returns
        -------
        TheoryOfChange
            A new theory with the item.

        Examples
        --------
        >>> theory = TheoryEdits(id="t", title="Ours").add_column("Now").add_item("now", "Tea").add_item("now", "Milk", before="i1")
        >>> [item.text for item in theory.items]
        ['Milk', 'Tea']
        """
        item = Item.from_dict(
            {"id": _fresh("i", [one.id for one in self.items]), **fields, "column": self.column(column).id, "text": text}
        )
        return replace(self, items=_put(self.items, item, self.item(before).id if before else ""))

    def change_item(self, item: str, **fields: Any) -> Self:
        """Change some fields of an item, for instance its ``text``.

        Examples
        --------
        >>> TheoryEdits(id="t", title="Ours").add_column("Now").add_item("now", "Tea").change_item("i1", text="Milk").items[0].text
        'Milk'
        """
        return replace(self, items=_changed(self.items, self.item(item), fields))

    def move_item(self, item: str, column: str, *, before: str = "") -> Self:
        """Move an item to a column, in front of an item there or to its end; its arrows stay.

        Examples
        --------
        >>> theory = TheoryEdits(id="t", title="Ours").add_column("Now").add_column("Later").add_item("now", "Tea")
        >>> theory.move_item("i1", "later").items[0].column
        'later'
        """
        moved = replace(self.item(item), column=self.column(column).id)
        if before == item:
            return self
        rest = tuple(one for one in self.items if one.id != item)
        return replace(self, items=_put(rest, moved, self.item(before).id if before else ""))

    def remove_item(self, item: str) -> Self:
        """Take an item away; its arrows go too.

        Examples
        --------
        >>> theory = TheoryEdits(id="t", title="Ours").add_column("Now").add_item("now", "Tea").add_item("now", "Milk")
        >>> theory.link("i1", "i2").remove_item("i2").links
        ()
        """
        return self._without({self.item(item).id})

    def _without(self, gone: set[str]) -> Self:
        links = tuple(link for link in self.links if not gone & {link.from_item, link.to_item})
        return replace(self, items=tuple(item for item in self.items if item.id not in gone), links=links)

    # --- links ---------------------------------------------------------------------------------------------------

    def link(self, from_item: str, to_item: str, **fields: Any) -> Self:
        """Draw an arrow: this is thought to lead to that.

        Parameters
        ----------
        from_item, to_item : str
            Ids of two items.
        **fields
            Further fields of `Link`: ``assumption``, ``evidence``, ``asks``, ``strength``, ``confidence``.

        Returns
        -------
        TheoryOfChange
            A new theory with the arrow.

        Examples
        --------
        >>> theory = TheoryEdits(id="t", title="Ours").add_column("Now").add_item("now", "Tea").add_item("now", "Talk")
        >>> theory.link("i1", "i2", assumption="There is time for it").links[0].id
        'a1'
        """
        ids = [one.id for one in self.links]
        ends = {"from_item": self.item(from_item).id, "to_item": self.item(to_item).id}
        return replace(self, links=(*self.links, Link.from_dict({"id": _fresh("a", ids), **fields, **ends})))

    def change_link(self, link: str, **fields: Any) -> Self:
        """Change some fields of an arrow, for instance its ``assumption``; its ends stay.

        Examples
        --------
        >>> theory = TheoryEdits(id="t", title="Ours").add_column("Now").add_item("now", "Tea").add_item("now", "Talk")
        >>> theory.link("i1", "i2").change_link("a1", confidence="guess").links[0].confidence
        'guess'
        """
        for name in FIXED:
            if name in fields:
                raise CbfError(
                    "any other field", shown(name), place="change_link", advice="Take the arrow away and draw another."
                )
        return replace(self, links=_changed(self.links, self.link_of(link), fields))

    def unlink(self, link: str) -> Self:
        """Take an arrow away.

        Examples
        --------
        >>> theory = TheoryEdits(id="t", title="Ours").add_column("Now").add_item("now", "Tea").add_item("now", "Talk")
        >>> theory.link("i1", "i2").unlink("a1").links
        ()
        """
        gone = self.link_of(link).id
        return replace(self, links=tuple(one for one in self.links if one.id != gone))


def _fresh(letter: str, ids: list[str]) -> str:
    """An id that wasn't there: one more than the highest of its kind."""
    numbers = [
        int(i[len(letter) :]) for i in ids if i.startswith(letter) and i[len(letter) :].isascii() and i[len(letter) :].isdigit()
    ]
    return f"{letter}{max(numbers, default=0) + 1}"


def _put(values: tuple[Any, ...], new: Any, before: str) -> tuple[Any, ...]:
    at = next((i for i, one in enumerate(values) if one.id == before), len(values))
    return (*values[:at], new, *values[at:])


def _changed(values: tuple[Any, ...], old: Any, fields: dict[str, Any]) -> tuple[Any, ...]:
    if "id" in fields and fields["id"] != old.id:
        raise CbfError("the id it has", shown(fields["id"]), place="id", advice="Ids stay as they are.")
    new = type(old).from_dict({**old.to_dict(), **fields})
    return tuple(new if one.id == old.id else one for one in values)
