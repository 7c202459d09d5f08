"""A table of any origin as it stands, for tables whose headings a person chose: CSV, Excel, a DataFrame, rows."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from cbf_widgets.errors import CbfError, FileError, shown
from cbf_widgets.model.cells import MOST_ROWS, SEPARATORS, as_text, csv_records
from cbf_widgets.model.sheet import unguard
from cbf_widgets.model.workbook import MOST_COLUMNS, is_workbook, read_workbook

T = TypeVar("T")


class Grid(NamedTuple):
    """A table: its headings, and its rows that hold anything.

    Attributes
    ----------
    name : str
        The table's own name, such as a file's without its ending; may be empty.
    sheet : str
        What a message says before a row, such as ``sheet 'Plan', ``; empty where there are no sheets.
    top : str
        What a person calls the row of the headings.
    headings : list of str
        As they were written, without spaces around them; each once.
    rows : list of tuple
        What a person calls the row, and a text for each heading.

    Examples
    --------
    >>> Grid("", "", "row 1", ["Now"], [("row 2", ["Tea"])]).place("row 2", "Now")
    "row 2, column 'Now'"
    """

    name: str
    sheet: str
    top: str
    headings: list[str]
    rows: list[tuple[str, list[str]]]

    def place(self, row: str, heading: str = "") -> str:
        """Name a place in the table as a person knows it.

        Examples
        --------
        >>> Grid("", "sheet 'Plan', ", "row 1", [], []).place("row 2")
        "sheet 'Plan', row 2"
        """
        return f"{self.sheet}{row}" + (f", column {heading!r}" if heading else "")


def with_grid(table: Any, build: Callable[[Grid], T], *, sheet: str = "", name: str = "") -> T:
    """Read a table and build something from it; an error names the file, if there is one.

    Parameters
    ----------
    table : str, Path, bytes, pandas.DataFrame or iterable of Mapping
        A CSV file (UTF-8; commas, semicolons or tabs), an Excel workbook (.xlsx), the bytes of either, a frame, or rows.
    build : callable
        From the `Grid` to what is wanted.
    sheet : str
        Which sheet of a workbook; else its first.
    name : str
        What bytes are called: a file's name.

    Returns
    -------
    object
        What `build` made.

    Raises
    ------
    CbfError
        Naming sheet, row and column; a `FileError` when there is a file.

    Examples
    --------
    >>> with_grid([{"Now": "Tea"}], lambda grid: grid.headings)
    ['Now']
    """
    file = str(table) if isinstance(table, str | Path) else name
    try:
        return build(_read(table, sheet, name))
    except CbfError as error:
        if isinstance(error, FileError) or not file:
            raise
        raise error.in_file(file) from None


def _read(table: Any, sheet: str, name: str) -> Grid:
    if isinstance(table, str | Path):
        from cbf_widgets.disk import read_bytes

        return _from_bytes(read_bytes(table), Path(table), sheet)
    if isinstance(table, bytes | bytearray | memoryview):
        return _from_bytes(bytes(table), Path(name), sheet)
    if sheet:
        raise CbfError("no name of a sheet where there is no workbook", shown(sheet), place="sheet")
    if hasattr(table, "itertuples") and hasattr(table, "columns"):
        rows = (
            (f"the row with index {index}", cells)
            for index, cells in zip(table.index, table.itertuples(index=False, name=None), strict=True)
        )
        return _grid("", "", "the columns", list(table.columns), rows)
    if isinstance(table, Mapping) or not isinstance(table, Iterable):
        raise CbfError("a table: rows as dicts, a DataFrame, or the path of a CSV or Excel file", shown(table))
    return _from_dicts(list(table))


def _from_bytes(content: bytes, path: Path, sheet: str) -> Grid:
    if is_workbook(content, path.suffix.casefold()):
        called, found = read_workbook(content, sheet)
        place = f"sheet {called!r}, "
        if not found:
            raise CbfError("headings and rows", "nothing", place=place.rstrip(", "), advice="Choose another sheet.")
        (top, headings), *rows = found
        return _grid(path.stem, place, f"row {top}", headings, ((f"row {number}", cells) for number, cells in rows))
    if sheet:
        raise CbfError(
            "no name of a sheet for a file of text", shown(sheet), place="sheet", advice="A CSV file has one table only."
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CbfError("text in UTF-8", f"other bytes at {error.start}", advice="Save it again as “CSV UTF-8”.") from None
    records = enumerate(csv_records(text, "\t" if path.suffix.casefold() == ".tsv" else _separator(text)), start=1)
    filled = ((number, [as_text(unguard(cell)) for cell in record]) for number, record in records if any(map(str.strip, record)))
    top, headings = next(filled, (1, []))
    return _grid(path.stem, "", f"row {top}", headings, ((f"row {number}", cells) for number, cells in filled))


def _separator(text: str) -> str:
    """The one that makes most columns of the headings; of several, the first."""

    def worth(sign: str) -> int:
        with contextlib.suppress(CbfError):  # quotes that another separator explains
            return len(next((record for record in csv_records(text, sign) if any(map(str.strip, record))), []))
        return 0

    return max(SEPARATORS, key=worth)


def _from_dicts(dicts: list[Any]) -> Grid:
    for number, row in enumerate(dicts, start=1):
        if not isinstance(row, Mapping):
            raise CbfError("a row as a dict", shown(row), place=f"row {number}")
    headings = list(dict.fromkeys(key for row in dicts for key in row))
    rows = ((f"row {number}", [row.get(key) for key in headings]) for number, row in enumerate(dicts, start=1))
    return _grid("", "", "the columns", headings, rows)


def _grid(name: str, sheet: str, top: str, headings: list[Any], rows: Iterable[tuple[str, Iterable[Any]]]) -> Grid:
    titles = [" ".join(as_text(heading).split()) for heading in headings]
    grid = Grid(name, sheet, top, titles, [])
    for found, (place, values) in enumerate(rows):
        if found >= MOST_ROWS:
            raise CbfError(f"at most {MOST_ROWS} rows", "more", place=grid.place(place), advice="Split the table.")
        texts = [as_text(value) for value in values]
        if any(text.strip() for text in texts):
            _check_width(grid, place, texts)
            grid.rows.append((place, [*texts, *[""] * (len(titles) - len(texts))]))
    return _named(grid)


def _check_width(grid: Grid, place: str, texts: list[str]) -> None:
    for number, text in enumerate(texts):
        if text.strip() and (number >= len(grid.headings) or not grid.headings[number]):
            where, came = f"column {_letter(number)} of {grid.top}", shown(text.strip())
            raise CbfError("an empty cell, as its column has no heading", came, place=grid.place(place, _letter(number)),
                           advice=f"Write a heading into {where}, or look for a separator too many.")  # fmt: skip


def _named(grid: Grid) -> Grid:
    """Leave out columns without a heading, which are empty; every other heading stands once."""
    kept = [number for number, title in enumerate(grid.headings) if title]
    if not kept:
        raise CbfError(
            "the headings of the columns", "nothing", place=grid.place(grid.top), advice="They belong into the first row."
        )
    if len(kept) > MOST_COLUMNS:
        raise CbfError(f"at most {MOST_COLUMNS} columns", f"{len(kept)}", place=grid.place(grid.top), advice="Split the table.")
    titles = [grid.headings[number] for number in kept]
    for number, title in enumerate(titles):
        if title.casefold() in map(str.casefold, titles[:number]):
            place = grid.place(grid.top, title)
            raise CbfError("each heading once", "the same again", place=place, advice="Rename one of them.")
    return grid._replace(headings=titles, rows=[(place, [texts[number] for number in kept]) for place, texts in grid.rows])


def _letter(number: int) -> str:
    """The letter that a spreadsheet gives to a column."""
    first, last = divmod(number, 26)
    return (_letter(first - 1) if first else "") + chr(ord("A") + last)
