"""Where the rows of a table come to lie on the line."""

from __future__ import annotations

from itertools import groupby, pairwise
from math import ceil

from cbf_widgets.errors import CbfError, renamed, shown
from cbf_widgets.model.entry import Entry
from cbf_widgets.model.line import MOST_LOOPS
from cbf_widgets.model.moment import in_order

MARKS_A_LOOP = 5  # an assumption of layout: so many rows to a loop where a table doesn't say
EDGE = 0.1  # of a loop, left free at both ends of the line when it is spaced by time


def place(entries: list[Entry], loops: int | None = None, *, timed: bool = False) -> int:
    """Say of every entry where it lies on the line: by its ``place``, its ``loop``, or its ``when``.

    Parameters
    ----------
    entries : list of Entry
        All of a table's; their ``place`` is set, and they are put in order where ``when`` decides.
    loops : int, optional
        How many loops the line has.
    timed : bool
        Whether entries lie as far apart as their ``when``, or evenly.

    Returns
    -------
    int
        How many loops the line needs: `loops`, if given.

    Raises
    ------
    CbfError
        When a cell that is needed is empty or makes no sense.

    Examples
    --------
    >>> from cbf_widgets.model.cells import Row
    >>> entries = [Entry(Row("row 1", {"when": "2"})), Entry(Row("row 2", {"when": "1"}))]
    >>> place(entries), [(entry.row.place, entry.place) for entry in entries]
    (1, [('row 2', 0.25), ('row 1', 0.75)])
    """
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


def _sort(entries: list[Entry], *, timed: bool = False) -> list[float]:
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


def _by_place(entries: list[Entry], loops: int | None) -> int:
    for entry in entries:
        entry.place = entry.number("place")
    return loops or min(max(ceil(max(entry.place for entry in entries)), 1), MOST_LOOPS)


def _by_loop(entries: list[Entry], loops: int | None) -> int:
    """Spread the entries of each loop evenly over it."""
    _sort(entries)
    turns = {id(entry): entry.number("loop") for entry in entries}
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
