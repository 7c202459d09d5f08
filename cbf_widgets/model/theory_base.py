"""What a theory of change holds, checked as a whole; its edits stand in `theory_edit`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal, TypeVar

from cbf_widgets.errors import CbfError, listed, shown
from cbf_widgets.model.theory_parts import Column, Item, Link, Vision
from cbf_widgets.model.value import AtMost, Identifier, Line, Name, Range, Value

P = TypeVar("P", Column, Item, Link)

_WORDS = {"columns": "column", "items": "item", "links": "link"}


class TheoryBase(Value):
    """A theory of change, its parts in order and sound together; see `cbf_widgets.TheoryOfChange`.

    Examples
    --------
    >>> TheoryBase(id="t", title="Ours", columns=({"id": "now", "title": "Now"},), items=({"id": "i", "column": "later", "text": "Tea"},))
    Traceback (most recent call last):
    ...
    cbf_widgets.errors.CbfError: items[0].column: expected the id of a column (now), but got 'later'.
    """

    id: Identifier
    title: Name
    authority: Line = ""
    template: Literal["six-column", "five-column", "own"] = "own"
    pages: Annotated[tuple[Annotated[int, Range(1)], ...], AtMost(2)] = ()
    vision: Vision = Vision()
    made_from: Line = ""
    columns: Annotated[tuple[Column, ...], AtMost(60)] = ()
    items: Annotated[tuple[Item, ...], AtMost(2_000)] = ()
    links: Annotated[tuple[Link, ...], AtMost(10_000)] = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        for name in _WORDS:
            _once(name, (part.id for part in getattr(self, name)))
        self._check_items()
        self._check_links()
        places = {column.id: i for i, column in enumerate(self.columns)}
        object.__setattr__(self, "items", tuple(sorted(self.items, key=lambda item: places[item.column])))

    def _check_items(self) -> None:
        known = [column.id for column in self.columns]
        for i, item in enumerate(self.items):
            if item.column not in known:
                expected = f"the id of a column ({', '.join(known) or 'there is none'})"
                raise CbfError(expected, shown(item.column), place=f"items[{i}].column")

    def _check_links(self) -> None:
        known, ends = {item.id for item in self.items}, set()
        for i, link in enumerate(self.links):
            for name in ("from_item", "to_item"):
                if getattr(link, name) not in known:
                    raise CbfError("the id of an item", shown(getattr(link, name)), place=f"links[{i}].{name}")
            if link.from_item == link.to_item:
                raise CbfError("two different items", shown(link.to_item), place=f"links[{i}]", advice="Join it to another item.")
            if (pair := (link.from_item, link.to_item)) in ends:
                advice = "Change the arrow that is there."
                raise CbfError("each arrow once", f"{pair[0]} to {pair[1]} again", place=f"links[{i}]", advice=advice)
            ends.add(pair)

    def column(self, column: str) -> Column:
        """Give the column of this id.

        Examples
        --------
        >>> TheoryBase(id="t", title="Ours", columns=({"id": "now", "title": "Now"},)).column("now").title
        'Now'
        """
        return _named("column", column, self.columns)

    def item(self, item: str) -> Item:
        """Give the item of this id, or raise a `CbfError` that says which there are.

        Examples
        --------
        >>> columns, items = ({"id": "now", "title": "Now"},), ({"id": "i", "column": "now", "text": "Tea"},)
        >>> TheoryBase(id="t", title="Ours", columns=columns, items=items).item("i").text
        'Tea'
        """
        return _named("item", item, self.items)

    def link_of(self, link: str) -> Link:
        """Give the link of this id.

        Examples
        --------
        >>> TheoryBase(id="t", title="Ours").link_of("a1")
        Traceback (most recent call last):
        ...
        cbf_widgets.errors.CbfError: link: expected the id of a link (there is none), but got 'a1'.
        """
        return _named("link", link, self.links)

    def of_column(self, column: str) -> tuple[Item, ...]:
        """Give the items of a column, in their order.

        Examples
        --------
        >>> TheoryBase(id="t", title="Ours", columns=({"id": "now", "title": "Now"},)).of_column("now")
        ()
        """
        return tuple(item for item in self.items if item.column == self.column(column).id)

    def upstream(self, item: str) -> frozenset[str]:
        """Give the ids of all items from which arrows lead to this one, however long the way.

        Parameters
        ----------
        item : str
            Its id; it is among them only when an arrow leads back to it.

        Returns
        -------
        frozenset of str
            Ids of items.

        Examples
        --------
        >>> columns = ({"id": "now", "title": "Now"},)
        >>> items = tuple({"id": i, "column": "now", "text": i} for i in "abc")
        >>> links = ({"id": "x", "from_item": "a", "to_item": "b"}, {"id": "y", "from_item": "b", "to_item": "c"})
        >>> sorted(TheoryBase(id="t", title="Ours", columns=columns, items=items, links=links).upstream("c"))
        ['a', 'b']
        """
        return self._reached(item, [(link.to_item, link.from_item) for link in self.links])

    def downstream(self, item: str) -> frozenset[str]:
        """Give the ids of all items to which arrows lead from this one, however long the way.

        Parameters
        ----------
        item : str
            Its id.

        Returns
        -------
        frozenset of str
            Ids of items.

        Examples
        --------
        >>> columns, items = ({"id": "now", "title": "Now"},), tuple({"id": i, "column": "now", "text": i} for i in "ab")
        >>> links = ({"id": "x", "from_item": "a", "to_item": "b"},)
        >>> sorted(TheoryBase(id="t", title="Ours", columns=columns, items=items, links=links).downstream("a"))
        ['b']
        """
        return self._reached(item, [(link.from_item, link.to_item) for link in self.links])

    def _reached(self, item: str, pairs: list[tuple[str, str]]) -> frozenset[str]:
        onward: dict[str, set[str]] = {}
        for start, end in pairs:
            onward.setdefault(start, set()).add(end)
        found: set[str] = set()
        ahead = [self.item(item).id]
        while ahead:
            new = onward.get(ahead.pop(), set()) - found
            found |= new
            ahead.extend(new)
        return frozenset(found)


def _once(name: str, ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for i, identifier in enumerate(ids):
        if identifier in seen:
            raise CbfError("each id once", shown(identifier), place=f"{name}[{i}].id")
        seen.add(identifier)


def _named(word: str, identifier: str, values: Iterable[P]) -> P:
    values = tuple(values)
    for value in values:
        if value.id == identifier:
            return value
    there = listed([value.id for value in values])
    raise CbfError(
        f"the id of {'an' if word == 'item' else 'a'} {word} ({there or 'there is none'})", shown(identifier), place=word
    )
