"""What a table becomes on its way to a theory of change: columns, items and links, each with its place in the table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeVar

from cbf_widgets.errors import CbfError, listed, shown
from cbf_widgets.model.theory_columns import FORMS, STAGES, TITLES, known_column
from cbf_widgets.model.theory_parts import Template

if TYPE_CHECKING:
    from cbf_widgets.model.theory import TheoryOfChange

T = TypeVar("T", bound="TheoryOfChange")
MOST = {"columns": 60, "items": 2_000, "links": 10_000}


class Plan:
    """A theory while a table is being read.

    Attributes
    ----------
    data : dict
        Plain data of columns, items and links.
    headings : dict
        From a field to the heading of its cells, where each field has a column of the table.

    Examples
    --------
    >>> plan = Plan("own")
    >>> plan.column("Focus areas", "row 1"), plan.data["columns"]
    ('focus_areas', [{'id': 'focus_areas', 'title': 'Focus areas', 'stage': 'Now'}])
    """

    def __init__(self, template: str | Template) -> None:
        name = template.id if isinstance(template, Template) else template
        if name not in (*FORMS, "own") and not isinstance(template, Template):
            raise CbfError(f"one of {', '.join(map(repr, (*FORMS, 'own')))}", shown(name), place="template")
        self.template = name if name in FORMS else "own"
        self.data: dict[str, list[dict[str, Any]]] = {"columns": [], "items": [], "links": []}
        self.headings: dict[str, str] = {}
        self._places: dict[str, list[str]] = {"columns": [], "items": [], "links": []}
        self._said: dict[tuple[str, str], str] = {}
        self._closed = template != "own"
        whole = [column.to_dict() for column in template.columns] if isinstance(template, Template) else []
        for column in whole or [_known(one) for one in FORMS.get(name, ())]:
            self.add("columns", "template", column)

    def column(self, name: str, place: str) -> str:
        """Give the id of the column that a cell or a heading names by id or title; one that is new is added.

        Examples
        --------
        >>> plan = Plan("own")
        >>> plan.column("Measures or sources", "row 1"), plan.column("measures", "row 2"), plan.column("Tea!", "row 3")
        ('measures', 'measures', 'tea')
        """
        if found := self._found(name):
            return found
        known = known_column(name)
        made = known or slug(name, "column", self._ids())
        return self._new(made, TITLES[known] if name == known else name, name, place)

    def column_with_id(self, name: str, place: str) -> str:
        """Give the id of a column whose title stands elsewhere: what is here is its id, if it can be one.

        Examples
        --------
        >>> plan = Plan("own")
        >>> plan.column_with_id("My_column", "row 2"), plan.column_with_id("My column", "row 3")
        ('My_column', 'my-column')
        """
        if name in self._ids():
            return name
        if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]*", name):
            return self.column(name, place)
        return self._new(name, TITLES.get(name, name), name, place)

    def _new(self, identifier: str, title: str, name: str, place: str) -> str:
        if self._closed:
            advice = "Rename it, or read the table as a theory of your own."
            raise CbfError(f"a column of the form ({listed(self._ids())})", shown(name), place=place, advice=advice)
        stage = {"stage": STAGES[identifier]} if identifier in STAGES else {}
        self.add("columns", place, {"id": identifier, "title": title, **stage})
        return identifier

    def _ids(self) -> list[str]:
        return [column["id"] for column in self.data["columns"]]

    def _found(self, name: str) -> str:
        """By id, by title, or as one of the printed forms' columns."""
        columns = self.data["columns"]
        by_title = {column["title"].casefold(): column["id"] for column in columns}
        by_title |= {column["id"]: column["id"] for column in columns}
        return str(by_title.get(name) or by_title.get(name.casefold()) or by_title.get(known_column(name), ""))

    def say(self, column: str, field: str, text: str, place: str) -> None:
        """Note a column's title or stage; all that say it say the same.

        Examples
        --------
        >>> plan = Plan("six-column")
        >>> plan.say("measures", "title", "How we know", "row 2")
        >>> plan.say("measures", "title", "Sources", "row 3, column 'Title'")
        Traceback (most recent call last):
        ...
        cbf_widgets.errors.CbfError: row 3, column 'Title': expected the same title for this column as before,
        'How we know', but got 'Sources'.
        """
        before = self._said.setdefault((column, field), text)
        if before != text:
            raise CbfError(f"the same {field} for this column as before, {shown(before)}", shown(text), place=place)
        next(one for one in self.data["columns"] if one["id"] == column)[field] = text

    def add(self, what: str, place: str, part: dict[str, Any]) -> None:
        """Add a column, an item or a link, and remember where it stands.

        Examples
        --------
        >>> plan = Plan("own")
        >>> plan.add("items", "row 2", {"column": plan.column("Now", "row 1"), "text": "Tea"})
        >>> plan.data["items"]
        [{'column': 'now', 'text': 'Tea'}]
        """
        if len(self.data[what]) >= MOST[what]:
            raise CbfError(f"at most {MOST[what]} {what}", "more", place=place, advice="Split the table.")
        self.data[what].append(part)
        self._places[what].append(place)

    def number(self) -> None:
        """Give an id such as i1 to each item that has none.

        Examples
        --------
        >>> plan = Plan("own")
        >>> plan.add("items", "row 2", {"text": "Tea"})
        >>> plan.number()
        >>> plan.data["items"]
        [{'id': 'i1', 'text': 'Tea'}]
        """
        taken = {item["id"] for item in self.data["items"] if "id" in item}
        free = (name for n in range(1, 2 * MOST["items"] + 1) if (name := f"i{n}") not in taken)
        self.data["items"] = [item if "id" in item else {"id": next(free), **item} for item in self.data["items"]]

    def build(self, cls: type[T], title: str, identifier: str) -> T:
        """Make the theory; an error names the place in the table.

        Examples
        --------
        >>> from cbf_widgets.model.theory import TheoryOfChange
        >>> Plan("six-column").build(TheoryOfChange, "Our place", "").id
        'our-place'
        """
        data = {"id": identifier or slug(title, "ours"), "title": title, "template": self.template, **self.data}
        try:
            return cls.from_dict(data)
        except CbfError as error:
            raise self._told(error) from None

    def _told(self, error: CbfError) -> CbfError:
        found = re.fullmatch(r"(columns|items|links)\[(\d+)\](?:\.(\w+))?.*", error.place)
        if not found:
            return error
        field = {"to_item": "leads_to", "": "leads_to"}.get(found[3] or "", found[3]) if found[1] == "links" else found[3]
        place, heading = self._places[found[1]][int(found[2])], self.headings.get(field or "")
        return CbfError(
            error.expected, error.came, place=f"{place}, column {heading!r}" if heading else place, advice=error.advice
        )


def slug(name: str, usual: str, taken: list[str] | None = None) -> str:
    """Make an id from a name.

    Examples
    --------
    >>> slug("Our place!", "ours"), slug("Tea", "column", ["tea"]), slug("日本", "ours")
    ('our-place', 'tea-2', 'ours')
    """
    taken = taken or []
    plain = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:40].strip("-") or usual
    return next(one for n in range(1, len(taken) + 2) if (one := plain if n == 1 else f"{plain}-{n}") not in taken)


def _known(column: str) -> dict[str, Any]:
    return {"id": column, "title": TITLES[column], **({"stage": STAGES[column]} if column in STAGES else {})}
