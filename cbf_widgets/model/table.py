"""A spiral from a table of coded contacts, and back."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import count, groupby, pairwise
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from cbf_widgets.errors import CbfError, FileError, renamed, shown
from cbf_widgets.model.cells import Row, read_rows
from cbf_widgets.model.essence import ASPECTS
from cbf_widgets.model.line import MOST_LOOPS
from cbf_widgets.model.mark import Mark, Ripple, Rupture
from cbf_widgets.model.moment import in_order
from cbf_widgets.model.sheet import to_csv_text, to_rows

if TYPE_CHECKING:
    from cbf_widgets.model.spiral import Spiral
    from cbf_widgets.model.step import Vocabulary

__all__ = ["from_table", "to_csv_text", "to_rows"]

S = TypeVar("S", bound="Spiral")
MARKS_A_LOOP = 5  # an assumption of layout: so many rows to a loop where a table doesn't say
EDGE = 0.1  # of a loop, left free at both ends of the line when it is spaced by time
COLUMN_OF = {"kind": "step", "target": "helps", "": "helps"}
YES, NO = {"yes", "true", "1", "x"}, {"", "no", "false", "0"}


@dataclass
class _Entry:
    """What a row becomes, while it is being worked out."""

    row: Row
    kind: str  # empty for a rupture
    id: str = ""
    place: float = 0.0
    fields: dict[str, Any] = field(default_factory=dict)

    def error(self, column: str, expected: str, came: str, advice: str = "") -> CbfError:
        return CbfError(expected, came, place=f"{self.row.place}, column {column}", advice=advice)

    def text(self, column: str) -> str:
        return self.row.cells.get(column, "").strip()


def from_table(
    cls: type[S], rows: Any, *, vocabulary: Vocabulary, title: str = "", alias: str = "", loops: int | None = None,
    spacing: Literal["order", "time"] = "order",
) -> S:  # fmt: skip
    """Build a spiral from coded contacts, one row for each.

    Parameters
    ----------
    cls : type
        `Spiral`, or a subclass.
    rows : iterable of Mapping, pandas.DataFrame, str or Path
        Rows as dicts, a frame, or the path of a CSV file (UTF-8; commas, semicolons or tabs). See Notes for columns.
    vocabulary : Vocabulary
        The kinds of step.
    title, alias : str
        As for `Spiral`.
    loops : int, optional
        How many loops; by default as many as the column ``loop`` or ``place`` needs, else one for every five rows.
    spacing : {"order", "time"}
        Whether rows lie evenly along the line, or as far apart as their ``when``.

    Returns
    -------
    Spiral
        The spiral.

    Raises
    ------
    CbfError
        Naming row and column, what was expected, what came and what to do; a `FileError` that names the file, too,
        when the rows came from one. Rows of a file are numbered as in a spreadsheet, the headings being row 1.

    Notes
    -----
    Columns, in any order and with any capitals; all but ``step`` may be left out, others are not read:

    - ``step``: id or name of a kind; the word ``rupture`` makes a rupture.
    - ``when``: ISO dates (2026-03-14, 2026-03, with or without a time) or whole numbers put the rows in order; a row
      with none stays after the row above it. In one's own words, the rows' own order counts. Never a mixture.
    - ``label``, ``note``, ``cause`` (of a rupture).
    - ``nurtures``: help, challenge, possibility; separated by spaces, commas or semicolons.
    - ``holds``: yes or no.
    - ``repairs``: yes for the nearest open rupture before it, or ids of ruptures. Where there is no such column, every
      step of kind ``repair`` is taken to repair the nearest open rupture before it: an assumption.
    - ``helps``: ids of the marks it ripples to.
    - ``id``, ``type``, ``loop``, ``place``: as `to_rows` gives them; a place decides the order, too.

    That rows fill the line evenly, five to a loop, is an assumption of layout and says nothing about the contacts.

    Examples
    --------
    >>> from cbf_widgets.model.spiral import Spiral
    >>> from cbf_widgets.model.step import Vocabulary
    >>> own = Vocabulary(name="own", title="Ours", kinds=({"id": "tea", "name": "Cup of tea"},))
    >>> rows = [{"step": "cup of TEA", "when": "2026-03-14"}, {"step": "tea", "when": "2026-02-01", "note": "Snow"}]
    >>> [(mark.when, mark.place) for mark in from_table(Spiral, rows, vocabulary=own).marks]
    [('2026-02-01', 0.25), ('2026-03-14', 0.75)]
    """
    if spacing not in ("order", "time"):
        raise CbfError("'order' or 'time'", shown(spacing), place="spacing")
    blank = cls(vocabulary=vocabulary, title=title, alias=alias, loops=1 if loops is None else loops)
    try:
        columns, found = read_rows(rows)
        return _built(blank, columns, found, loops, timed=spacing == "time")
    except CbfError as error:
        if isinstance(error, FileError) or not isinstance(rows, str | Path):
            raise
        raise FileError(error.expected, error.came, place=error.place, advice=error.advice, file=str(rows)) from None


def _built(blank: S, columns: list[str], rows: list[Row], loops: int | None, *, timed: bool) -> S:
    _check_columns(columns)
    entries = [_entry(row, blank.vocabulary) for row in rows]
    turns = _place(entries, loops, timed=timed)
    entries.sort(key=lambda entry: entry.place)  # stable
    _identify(entries)
    marks = [entry for entry in entries if entry.kind]
    ruptures = [entry for entry in entries if not entry.kind]
    _repair(entries, said="repairs" in columns)
    ripples = [(entry, target) for entry in marks for target in _words(entry.text("helps"))]
    for entry in entries:
        entry.fields.update(id=entry.id, place=entry.place)
    groups = {"marks": marks, "ruptures": ruptures, "ripples": [entry for entry, _ in ripples]}
    names = {f"{n}[{i}]": e.row.place for n, group in groups.items() for i, e in enumerate(group)}
    try:
        return replace(
            blank, loops=turns,
            marks=tuple(_made(Mark, entry, kind=entry.kind, **entry.fields) for entry in marks),
            ruptures=tuple(_made(Rupture, entry, **entry.fields) for entry in ruptures),
            ripples=tuple(_made(Ripple, entry, source=entry.id, target=target) for entry, target in ripples),
        )  # fmt: skip
    except CbfError as error:
        raise renamed(error, names, "column", COLUMN_OF) from None


def _check_columns(columns: list[str]) -> None:
    if columns and "step" not in columns:
        came = ", ".join(map(shown, columns[:12]))
        raise CbfError("a column 'step'", came, place="the headings", advice="Call the column with the steps “step”.")


def _entry(row: Row, vocabulary: Vocabulary) -> _Entry:
    entry = _Entry(row, "")
    kind, step = entry.text("type").casefold(), entry.text("step")
    if kind not in ("", "mark", "rupture"):
        raise entry.error("type", "mark or rupture", shown(kind))
    if not (kind == "rupture" or (not kind and step.casefold() == "rupture")):
        try:
            entry.kind = vocabulary.find(step).id
        except CbfError as error:
            raise entry.error("step", f"{error.expected}, or rupture", error.came if step else "nothing") from None
    texts = ("label", "note", "when") if entry.kind else ("label", "note", "when", "cause")
    entry.fields.update({name: row.cells[name] for name in texts if name in row.cells})
    if entry.kind:
        entry.fields.update(nurtures=_nurtures(entry), holds=_yes(entry, "holds"))
    return entry


def _nurtures(entry: _Entry) -> list[str]:
    words = _words(entry.text("nurtures").casefold())
    for word in words:
        if word not in ASPECTS:
            raise entry.error("nurtures", "help, challenge or possibility", shown(word))
    return words


def _words(text: str) -> list[str]:
    return [word for word in re.split(r"[\s,;]+", text) if word]


def _yes(entry: _Entry, column: str, expected: str = "yes or no") -> bool:
    text = entry.text(column).casefold()
    if text in YES or text in NO:
        return text in YES
    raise entry.error(column, expected, shown(text))


def _made(cls: Any, entry: _Entry, **fields: Any) -> Any:
    try:
        return cls.from_dict(fields)
    except CbfError as error:
        raise renamed(error.inside("row"), {"row": entry.row.place}, "column", COLUMN_OF) from None


def _identify(entries: list[_Entry]) -> None:
    """Give every entry its id: its own, else m1, m2, … or r1, r2, … along the line."""
    for letter, group in (("m", [e for e in entries if e.kind]), ("r", [e for e in entries if not e.kind])):
        taken = {entry.text("id") for entry in group}
        free = (name for n in count(1) if (name := f"{letter}{n}") not in taken)
        for entry in group:
            entry.id = entry.text("id") or next(free)


def _repair(entries: list[_Entry], *, said: bool) -> None:
    """Say of every rupture which mark repairs it."""
    ruptures = {entry.id: entry for entry in entries if not entry.kind}
    still_open: list[_Entry] = []
    for entry in entries:
        if not entry.kind:
            still_open.append(entry)
            continue
        named = _repaired_by(entry, still_open, ruptures, said=said)
        for rupture in named:
            if rupture.fields.setdefault("repair", entry.id) != entry.id:
                raise entry.error("repairs", "a rupture that no other row repairs", shown(rupture.id))
        still_open = [rupture for rupture in still_open if rupture not in named]


def _repaired_by(entry: _Entry, still_open: list[_Entry], ruptures: dict[str, _Entry], *, said: bool) -> list[_Entry]:
    if not said:
        return still_open[-1:] if entry.kind == "repair" else []
    names = _words(entry.text("repairs"))
    if not set(names) <= set(ruptures):
        if not _yes(entry, "repairs", "yes, no or ids of ruptures"):
            return []
        if not still_open:
            raise entry.error("repairs", "an open rupture before it", "none", "Add a row with the step rupture.")
        return still_open[-1:]
    for name in names:
        if ruptures[name].place > entry.place:
            raise entry.error("repairs", "a rupture before it", shown(name), "Move one of them.")
    return [ruptures[name] for name in names]


def _place(entries: list[_Entry], loops: int | None, *, timed: bool) -> int:
    """Place every entry on the line, in order, and say how many loops it needs; the columns decide who does it."""
    for column, put in (("place", _by_place), ("loop", _by_loop)):
        if any(entry.text(column) for entry in entries):
            for entry in entries:
                if not entry.text(column):
                    raise entry.error(column, f"a {column} as in other rows", "nothing", "Fill in all of them or none.")
            return put(entries, loops)
    values = _sort(entries, timed=timed)
    turns = loops or min(max(ceil(len(entries) / MARKS_A_LOOP), 1), MOST_LOOPS)
    first, last = (values[0], values[-1]) if timed and values else (0.0, 0.0)
    for i, entry in enumerate(entries):
        share = (values[i] - first) / (last - first) if last > first else (i + 0.5) / len(entries)
        here = EDGE + share * (turns - 2 * EDGE) if last > first else share * turns
        entry.place = round(here, 6)
    return turns


def _sort(entries: list[_Entry], *, timed: bool = False) -> list[float]:
    """Put entries in the order of their ``when`` and give the numbers they were sorted by."""
    try:
        order, values = in_order([entry.text("when") for entry in entries])
    except CbfError as error:
        names = {f"[{i}]": entry.row.place for i, entry in enumerate(entries)}
        raise renamed(error, names, "column", {"": "when"}) from None
    for entry in entries:
        if timed and (order == "words" or not entry.text("when")):
            came = shown(entry.text("when") or None)
            raise entry.error("when", "a date or a whole number", came, "Or space the rows by order.")
    ranked = sorted(zip(values, entries, strict=True), key=lambda pair: pair[0])
    entries[:] = [entry for _, entry in ranked]
    return [value for value, _ in ranked]


def _by_place(entries: list[_Entry], loops: int | None) -> int:
    for entry in entries:
        entry.place = _number(entry, "place")
    return loops or min(max(ceil(max(entry.place for entry in entries)), 1), MOST_LOOPS)


def _by_loop(entries: list[_Entry], loops: int | None) -> int:
    """Spread the entries of each loop evenly over it."""
    _sort(entries)
    turns = {id(entry): _number(entry, "loop") for entry in entries}
    most = loops or MOST_LOOPS
    for before, entry in pairwise([entries[0], *entries]):
        turn = turns[id(entry)]
        if not (turn.is_integer() and 1 <= turn <= most):
            raise entry.error("loop", f"a whole number from 1 to {most}", shown(entry.text("loop")))
        if turn < turns[id(before)]:
            advice = "Mend the loop, or the order of the rows."
            raise entry.error("loop", f"loop {turns[id(before)]:g} or later, as for {before.row.place}", f"{turn:g}", advice)
    for turn, group in groupby(entries, key=lambda entry: turns[id(entry)]):
        members = list(group)
        for i, entry in enumerate(members):
            entry.place = round(turn - 1 + (i + 0.5) / len(members), 6)
    return loops or int(max(turns.values()))


def _number(entry: _Entry, column: str) -> float:
    text = entry.text(column).replace(",", ".")
    if re.fullmatch(r"[0-9]{1,9}(\.[0-9]{0,20})?(e-[0-9]{1,3})?", text):
        return float(text)
    raise entry.error(column, "a number such as 1.5", shown(text))
