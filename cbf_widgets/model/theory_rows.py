"""Rows of a table that hold one item of a theory of change each, and what it leads to."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from cbf_widgets.errors import CbfError, listed, shown
from cbf_widgets.model.entry import NO, YES
from cbf_widgets.model.grid import Grid
from cbf_widgets.model.theory_plan import Plan

OF_LINK = ("assumption", "evidence", "asks", "strength", "confidence")
FIELDS = (
    "id", "column", "title", "stage", "text", "group", "lines", "placement", "cut_off", "note", "leads_to", *OF_LINK,
)  # fmt: skip
NOTHING_SAID = "—"
_ALSO = {
    "item": "text", "column_title": "title", "cut_short": "cut_off", "notes": "note", "assumptions": "assumption",
    "who_could_tell": "asks",
}  # fmt: skip
_WORDS = {
    "placement": {"": "", "read": "read", "reading": "read"},
    "strength": {"": "", "weak": "weak", "middling": "middling", "strong": "strong"},
    "confidence": {"": "", "guess": "guess", "a guess": "guess", "fairly-sure": "fairly-sure", "fairly sure": "fairly-sure", "sure": "sure"},
}  # fmt: skip
_MOST_LINES = 200


def field_of(heading: str) -> str:
    """Give the field that a heading stands for; nothing when none is known.

    Examples
    --------
    >>> field_of("Leads to"), field_of("CUT-OFF"), field_of("Tea")
    ('leads_to', 'cut_off', '')
    """
    plain = re.sub(r"[\W_]+", "_", heading.casefold()).strip("_")
    plain = _ALSO.get(plain, plain)
    return plain if plain in FIELDS else ""


class ItemRow(NamedTuple):
    r"""A row on its way to an item.

    Attributes
    ----------
    place : str
        What a person calls it.
    cells : dict
        Text by field.
    headings : dict
        The table's own heading of each field.

    Examples
    --------
    >>> ItemRow("row 2", {"text": " Long \n waits"}, {"text": "Text"}).line("text")
    'Long waits'
    """

    place: str
    cells: dict[str, str]
    headings: dict[str, str]

    def error(self, field: str, expected: str, came: str, advice: str = "") -> CbfError:
        """Make the error that names the row and a column.

        Examples
        --------
        >>> print(ItemRow("row 2", {}, {"text": "Text"}).error("text", "some words", "nothing"))
        row 2, column 'Text': expected some words, but got nothing.
        """
        return CbfError(expected, came, place=f"{self.place}, column {self.headings.get(field, field)!r}", advice=advice)

    def line(self, field: str) -> str:
        """Give a cell on one line.

        Examples
        --------
        >>> ItemRow("row 2", {"group": " Money "}, {}).line("group")
        'Money'
        """
        return " ".join(self.cells.get(field, "").split())

    def word(self, field: str, text: str) -> str:
        """Read one of the words that a field may hold, with any capitals.

        Examples
        --------
        >>> ItemRow("row 2", {}, {}).word("confidence", "Fairly sure")
        'fairly-sure'
        """
        words = _WORDS[field]
        found = words.get(" ".join(text.casefold().split()))
        if found is None:
            allowed = ", ".join(dict.fromkeys(filter(None, words.values())))
            raise self.error(
                field,
                f"one of {allowed}, or an empty cell" if "," in allowed else f"{allowed} or an empty cell",
                shown(text.strip()),
            )
        return found

    def lines(self) -> list[int]:
        """Read numbers of lines, with spaces, commas or semicolons between them, and spans such as 12-15.

        Examples
        --------
        >>> ItemRow("row 2", {"lines": "3, 12-14"}, {}).lines()
        [3, 12, 13, 14]
        """
        found: list[int] = []
        text = re.sub(r"\s*[-–]\s*", "-", self.line("lines"))
        for word in filter(None, re.split(r"[\s,;]+", text)):
            span = re.fullmatch(r"([0-9]{1,9})(?:-([0-9]{1,9}))?", word)
            if not span:
                raise self.error("lines", "numbers of lines, such as 12 or 12-15", shown(word))
            first, last = int(span[1]), int(span[2] or span[1])
            if not first <= last < first + _MOST_LINES:
                raise self.error("lines", f"a span of at most {_MOST_LINES} lines, the first before the last", shown(word))
            found.extend(range(first, last + 1))
        return found

    def item(self, plan: Plan) -> dict[str, Any]:
        """Give the item that stands in the row; a column that is new is added to the plan.

        Examples
        --------
        >>> ItemRow("row 2", {"column": "Now", "text": "Tea"}, {}).item(Plan("own"))
        {'column': 'now', 'text': 'Tea'}
        """
        for field, expected in (("column", "the name of a column"), ("text", "what the item says")):
            if not self.line(field):
                raise self.error(field, expected, "nothing", "Fill in the cell, or empty the whole row.")
        place = f"{self.place}, column {self.headings.get('column', 'column')!r}"
        find = plan.column_with_id if self.line("title") else plan.column
        column = find(self.line("column"), place)
        for field in ("title", "stage"):
            if said := self.line(field):
                plan.say(column, field, said, f"{self.place}, column {self.headings[field]!r}")
        cut = self.line("cut_off").casefold()
        if cut not in YES | NO:
            raise self.error("cut_off", "yes or no", shown(self.line("cut_off")))
        more = {
            "group": self.line("group"), "lines": self.lines(), "placement": self.word("placement", self.line("placement")),
            "cut_off": cut in YES, "note": self.cells.get("note", "").strip(),
        }  # fmt: skip
        named = {"id": self.line("id")} if self.line("id") else {}
        return {**named, "column": column, "text": self.line("text"), **{name: value for name, value in more.items() if value}}


def add_rows(plan: Plan, grid: Grid) -> None:
    """Read a table that has a row for each item.

    Examples
    --------
    >>> plan = Plan("own")
    >>> add_rows(plan, Grid("", "", "row 1", ["Column", "Text", "Leads to"], [("row 2", ["Now", "Tea", "talk"]), ("row 3", ["Now", "Talk", ""])]))
    >>> plan.data["links"]
    [{'id': 'a1', 'from_item': 'i1', 'to_item': 'i2'}]
    """
    plan.headings = _headings(grid)
    fields = [field_of(heading) for heading in grid.headings]
    rows = [ItemRow(grid.place(place), dict(zip(fields, texts, strict=True)), plan.headings) for place, texts in grid.rows]
    for row in rows:
        plan.add("items", row.place, row.item(plan))
    plan.number()
    words: dict[str, list[str]] = {}
    for item in plan.data["items"]:
        words.setdefault(item["text"].casefold(), []).append(item["id"])
    for row, item in zip(rows, list(plan.data["items"]), strict=True):
        for fields_of_link in _links(row, {one["id"] for one in plan.data["items"]}, words):
            plan.add("links", row.place, {"id": f"a{len(plan.data['links']) + 1}", "from_item": item["id"], **fields_of_link})


def _headings(grid: Grid) -> dict[str, str]:
    found: dict[str, str] = {}
    for number, heading in enumerate(grid.headings):
        field, place = field_of(heading), grid.place(grid.top, heading)
        if not field and any(texts[number].strip() for _, texts in grid.rows):
            advice = "Rename it, or take it out; what has no place of its own can go into the note."
            raise CbfError(f"one of {', '.join(FIELDS)}", shown(heading), place=place, advice=advice)
        if field and field in found:
            raise CbfError(
                "each column once", f"{shown(heading)} beside {shown(found[field])}", place=place, advice="Rename one of them."
            )
        if field:
            found[field] = heading
    for needed in ("column", "text"):
        if needed not in found:
            came = listed([shown(heading) for heading in grid.headings])
            advice = "Each row is an item: say which column it stands in, and what it says."
            raise CbfError(f"a column {needed!r}", came, place=grid.place(grid.top), advice=advice)
    return found


def _links(row: ItemRow, ids: set[str], words: dict[str, list[str]]) -> list[dict[str, str]]:
    targets = [_target(row, one, words) if one not in ids else one for one in _named(row, ids, words)]
    said = {field: _each(row, field, len(targets)) for field in OF_LINK}
    return [
        {"to_item": target, **{field: texts[number] for field, texts in said.items() if texts[number]}}
        for number, target in enumerate(targets)
    ]


def _named(row: ItemRow, ids: set[str], words: dict[str, list[str]]) -> list[str]:
    """What the cell names: one item whole; else one a line or parted by semicolons; else ids with spaces or commas between."""
    whole = row.line("leads_to")
    if whole in ids or whole.casefold() in words:
        return [whole]
    found: list[str] = []
    for part in re.split(r"[\n;]", row.cells.get("leads_to", "")):
        line = " ".join(part.split())
        several = [word for word in re.split(r"[\s,]+", line) if word]
        alone = line in ids or line.casefold() in words or not set(several) <= ids
        found += [line] if line and alone else several
    return found


def _target(row: ItemRow, text: str, words: dict[str, list[str]]) -> str:
    found = words.get(text.casefold(), [])
    if len(found) == 1:
        return found[0]
    if found:
        raise row.error(
            "leads_to", f"the id of one item ({', '.join(found)})", f"words that {len(found)} items share, {shown(text)}"
        )
    raise row.error("leads_to", "the id or the words of an item", shown(text), "Write one item on each line.")


def _each(row: ItemRow, field: str, targets: int) -> list[str]:
    """What is said of each arrow: a line for each of them, or the same for all."""
    cell = row.cells.get(field, "")
    if cell.strip() and not targets:
        raise row.error(
            field, "an empty cell, as no arrow leads from here", shown(cell.strip()), "Say in “leads_to” where it leads."
        )
    lines = cell.split("\n")
    if targets < 2 or not cell.strip():
        texts = [cell.strip()] * targets
    elif len(lines) in (1, targets):
        texts = ["" if line.strip() == NOTHING_SAID else line.strip() for line in lines] * (targets if len(lines) == 1 else 1)
    else:
        raise row.error(field, f"a line for each of the {targets} arrows, or one for all", f"{len(lines)} lines")
    if field in _WORDS:
        return [row.word(field, text) for text in texts]
    return [" ".join(text.split()) if field == "asks" else text for text in texts]
