"""Tables of any origin as rows of plain text: dicts, a DataFrame, a CSV file."""

from __future__ import annotations

import contextlib
import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, time
from numbers import Integral, Real
from pathlib import Path
from typing import Any, NamedTuple

from cbf_widgets.errors import CbfError, shown
from cbf_widgets.model.sheet import unguard

SEPARATORS = ",;\t"
MOST_ROWS = 10_000


class Row(NamedTuple):
    """One row of a table: where it stands, and its cells by column.

    Attributes
    ----------
    place : str
        What a person calls it, such as ``row 5``.
    cells : dict
        Text by the column's name in small letters; columns without a text are left out.

    Examples
    --------
    >>> Row("row 2", {"step": "tea"}).cells["step"]
    'tea'
    """

    place: str
    cells: dict[str, str]


def read_rows(table: Any) -> tuple[list[str], list[Row]]:
    """Read a table's columns and the rows that hold anything.

    Parameters
    ----------
    table : iterable of Mapping, pandas.DataFrame, str or Path
        Rows as dicts, a frame, or the path of a CSV file.

    Returns
    -------
    list of str, list of Row
        The columns, in small letters, and the rows. A row of a CSV file is called by its number in a spreadsheet,
        the headings being row 1; a frame's row by its index; a dict by its number, from 1.

    Raises
    ------
    CbfError
        When this is no table.

    Examples
    --------
    >>> read_rows([{"Step": "tea", "when": None}])
    (['step', 'when'], [Row(place='row 1', cells={'step': 'tea'})])
    """
    if isinstance(table, str | Path):
        from cbf_widgets.disk import read_bytes

        return read_csv(read_bytes(table))
    if hasattr(table, "itertuples") and hasattr(table, "columns"):
        columns = _columns(table.columns, "the columns")
        places = (f"the row with index {index}" for index in table.index)
        return columns, list(_filled(columns, zip(places, table.itertuples(index=False, name=None), strict=True)))
    if isinstance(table, Mapping | bytes) or not isinstance(table, Iterable):
        raise CbfError("a table: a list of dicts, a DataFrame or the path of a CSV file", shown(table))
    return _from_dicts(list(table))


def read_csv(content: bytes) -> tuple[list[str], list[Row]]:
    r"""Read CSV in UTF-8, separated by commas, semicolons or tabs; see `read_rows`.

    Examples
    --------
    >>> read_csv(b"\xef\xbb\xbfStep;Note\r\ntea;'=1+1\r\n")
    (['step', 'note'], [Row(place='row 2', cells={'step': 'tea', 'note': '=1+1'})])
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        advice = "Save it again as “CSV UTF-8”."
        raise CbfError("text in UTF-8", f"other bytes at {error.start}", advice=advice) from None
    records = csv_records(text, _separator(text))
    columns = _columns(next(records, []), "row 1")
    if not any(columns):
        raise CbfError("the headings of the columns", "nothing", place="row 1", advice="One of them is “step”.")
    places = enumerate(records, start=2)
    return columns, list(_filled(columns, ((f"row {n}", map(unguard, record)) for n, record in places)))


def _separator(text: str) -> str:
    """Choose the separator with which the headings name a step; failing that, the one that makes most columns."""

    def worth(sign: str) -> tuple[bool, int]:
        with contextlib.suppress(CbfError):  # quotes that another separator explains
            head = next(csv_records(text, sign), [])
            return "step" in map(_column, head), len(head)
        return False, 0

    return max(SEPARATORS, key=worth)


def csv_records(text: str, separator: str) -> Iterator[list[str]]:
    """Give the rows of a CSV text one by one; a stray quote is refused with the number of its row.

    Examples
    --------
    >>> list(csv_records("step;note", ";"))
    [['step', 'note']]
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    row = 1
    while True:
        try:
            record = next(reader, None)
        except csv.Error as error:
            raise CbfError("a row of CSV", str(error), place=f"row {row}", advice="Look for a stray quote.") from None
        if record is None:
            return
        yield record
        row += 1


def _from_dicts(dicts: list[Any]) -> tuple[list[str], list[Row]]:
    rows = []
    for number, row in enumerate(dicts, start=1):
        if not isinstance(row, Mapping):
            raise CbfError("a row as a dict", shown(row), place=f"row {number}")
        columns = _columns(row, f"row {number}")
        rows.append((columns, list(_filled(columns, [(f"row {number}", row.values())]))))
    names = dict.fromkeys(name for columns, _ in rows for name in columns)
    return list(names), [row for _, filled in rows for row in filled]


def _columns(names: Iterable[Any], place: str) -> list[str]:
    columns = [_column(name) for name in names]
    for i, name in enumerate(columns):
        if name and name in columns[:i]:
            raise CbfError("each column once", f"{shown(name)} twice", place=place, advice="Rename one of them.")
    return columns


def _column(name: object) -> str:
    return " ".join(str(name).casefold().split())


def _filled(columns: list[str], rows: Iterable[tuple[str, Iterable[Any]]]) -> Iterator[Row]:
    for found, (place, values) in enumerate(rows):
        if found >= MOST_ROWS:
            raise CbfError(f"at most {MOST_ROWS} rows", "more", place=place, advice="Split the table.")
        texts = [as_text(value) for value in values]
        if any(text.strip() for text in texts[len(columns) :]):
            advice = "Look for a separator too many, or a missing quote."
            raise CbfError(f"at most {len(columns)} cells", f"{len(texts)}", place=place, advice=advice)
        cells = {name: text for name, text in zip(columns, texts, strict=False) if text}
        if any(text.strip() for text in cells.values()):
            yield Row(place, cells)


def as_text(value: object) -> str:
    """Turn a cell into text: nothing and not-a-number into none, dates into ISO dates, lists into words.

    Examples
    --------
    >>> as_text(float("nan")), as_text(3.0), as_text(["help", "challenge"])
    ('', '3', 'help challenge')
    >>> as_text(datetime(2026, 3, 14))
    '2026-03-14'
    """
    if value is None or type(value).__name__ in {"NAType", "NaTType"}:
        return ""
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(value, list | tuple | set | frozenset):
        return " ".join(map(as_text, value))
    if isinstance(value, datetime) and value.time() == time.min and value.tzinfo is None:
        return value.date().isoformat()
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    return _number_text(value) if isinstance(value, Real) and not isinstance(value, bool) else str(value)


def _number_text(value: Real) -> str:
    if value != value:  # noqa: PLR0124 - true of not-a-number alone
        return ""
    number = int(value) if isinstance(value, Integral) else float(value)
    whole = isinstance(number, float) and number.is_integer() and abs(number) < 1e15
    return str(int(number)) if whole else repr(number)
