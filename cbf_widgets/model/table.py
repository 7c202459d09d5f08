"""A spiral from a table of coded contacts, and back."""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from cbf_widgets.errors import CbfError, FileError, listed, renamed, shown
from cbf_widgets.model.cells import Row, read_rows
from cbf_widgets.model.entry import Entry
from cbf_widgets.model.essence import ASPECTS
from cbf_widgets.model.mark import Mark, Ripple, Rupture
from cbf_widgets.model.placing import place
from cbf_widgets.model.sheet import COLUMNS

if TYPE_CHECKING:
    from cbf_widgets.model.spiral import Spiral
    from cbf_widgets.model.step import Vocabulary

S = TypeVar("S", bound="Spiral")
COLUMN_OF = {"kind": "step", "target": "helps", "": "helps"}


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
    Columns, in any order and with any capitals; all but ``step`` may be left out; others are not read, but one
    that looks like a slip of the pen (notes) is refused:

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
        raise error.in_file(str(rows)) from None


def _built(blank: S, columns: list[str], rows: list[Row], loops: int | None, *, timed: bool) -> S:
    _check_columns(columns)
    entries = [_entry(row, blank.vocabulary) for row in rows]
    turns = place(entries, loops, timed=timed)
    entries.sort(key=lambda entry: entry.place)  # stable
    _identify(entries)
    marks = [entry for entry in entries if entry.kind]
    ruptures = [entry for entry in entries if not entry.kind]
    _repair(entries, said="repairs" in columns)
    ripples = [(entry, target) for entry in marks for target in entry.words("helps")]
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
        came = listed([shown(column) for column in columns])
        raise CbfError("a column 'step'", came, place="the headings", advice="Call the column with the steps “step”.")
    unused = [name for name in COLUMNS if name not in columns]
    for column in columns:
        for meant in get_close_matches(column, unused, 1, 0.85) if column not in COLUMNS else ():
            advice = "Rename it, or take it out if it is something else."
            raise CbfError(f"a column {meant!r}", shown(column), place="the headings", advice=advice)


def _entry(row: Row, vocabulary: Vocabulary) -> Entry:
    entry = Entry(row)
    kind, step = entry.text("type").casefold(), entry.text("step")
    if kind not in ("", "mark", "rupture"):
        raise entry.error("type", "mark or rupture", shown(kind))
    if not (kind == "rupture" or (not kind and step.casefold() == "rupture")):
        try:
            entry.kind = vocabulary.find(step).id
        except CbfError as error:
            raise entry.error("step", f"{error.expected}, or rupture", error.came if step else "nothing") from None
    for column in ("cause",) if entry.kind else ("nurtures", "helps", "repairs"):
        if entry.text(column):
            advice = f"Only a {'rupture' if entry.kind else 'step'} has a cell there: move it, or take it out."
            raise entry.error(column, "an empty cell", shown(entry.text(column)), advice)
    texts = ("label", "note", "when") if entry.kind else ("label", "note", "when", "cause")
    entry.fields.update({name: row.cells[name] for name in texts if name in row.cells})
    if entry.kind:
        entry.fields.update(nurtures=_nurtures(entry), holds=entry.yes("holds"))
    return entry


def _nurtures(entry: Entry) -> list[str]:
    words = [word.casefold() for word in entry.words("nurtures")]
    for word in words:
        if word not in ASPECTS:
            raise entry.error("nurtures", "help, challenge or possibility", shown(word))
    return words


def _made(cls: Any, entry: Entry, **fields: Any) -> Any:
    try:
        return cls.from_dict(fields)
    except CbfError as error:
        raise renamed(error.inside("row"), {"row": entry.row.place}, "column", COLUMN_OF) from None


def _identify(entries: list[Entry]) -> None:
    """Give every entry its id: its own, else m1, m2, … or r1, r2, … along the line."""
    for letter, group in (("m", [e for e in entries if e.kind]), ("r", [e for e in entries if not e.kind])):
        taken = {entry.text("id") for entry in group}
        free = (name for n in count(1) if (name := f"{letter}{n}") not in taken)
        for entry in group:
            entry.id = entry.text("id") or next(free)


def _repair(entries: list[Entry], *, said: bool) -> None:
    """Say of every rupture which mark repairs it."""
    ruptures = {entry.id: entry for entry in entries if not entry.kind}
    still_open: list[Entry] = []
    for entry in entries:
        if not entry.kind:
            still_open.append(entry)
            continue
        named = _repaired_by(entry, still_open, ruptures, said=said)
        for rupture in named:
            if rupture.fields.setdefault("repair", entry.id) != entry.id:
                raise entry.error("repairs", "a rupture that no other row repairs", shown(rupture.id))
        still_open = [rupture for rupture in still_open if rupture not in named]


def _repaired_by(entry: Entry, still_open: list[Entry], ruptures: dict[str, Entry], *, said: bool) -> list[Entry]:
    if not said:
        return still_open[-1:] if entry.kind == "repair" else []
    names = entry.words("repairs")
    if not set(names) <= set(ruptures):
        if not entry.yes("repairs", "yes, no or ids of ruptures"):
            return []
        if not still_open:
            raise entry.error("repairs", "an open rupture before it", "none", "Add a row with the step rupture.")
        return still_open[-1:]
    for name in names:
        if ruptures[name].place > entry.place:
            raise entry.error("repairs", "a rupture before it", shown(name), "Move one of them.")
    return [ruptures[name] for name in names]
