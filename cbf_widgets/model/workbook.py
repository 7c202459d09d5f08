"""A sheet of an Excel workbook as rows of text: formulas as their values, nothing guessed."""

from __future__ import annotations

import io
import warnings
import zipfile
from typing import Any

from cbf_widgets.errors import CbfError, listed, shown
from cbf_widgets.model.cells import MOST_ROWS, as_text

MOST_COLUMNS = 200
LARGEST = 100_000_000  # bytes, unpacked
_ZIP, _OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ADVICE = "Open it in the program that made it and save it again as .xlsx."


def is_workbook(content: bytes, ending: str) -> bool:
    """Tell whether this is a workbook, or something that calls itself one, rather than text.

    Parameters
    ----------
    content : bytes
        All of the file.
    ending : str
        Of its name, in small letters.

    Returns
    -------
    bool
        True for Excel's files of all kinds and for whatever is named like one.

    Examples
    --------
    >>> is_workbook(b"column,text", ".csv"), is_workbook(b"", ".xlsx")
    (False, True)
    """
    return content.startswith((_ZIP, _OLD)) or ending.startswith(".xl") or ending == ".ods"


def read_workbook(content: bytes, sheet: str = "") -> tuple[str, list[tuple[int, list[str]]]]:
    """Read one sheet of a workbook.

    Parameters
    ----------
    content : bytes
        All of the file.
    sheet : str
        The sheet's name; else the first that isn't hidden.

    Returns
    -------
    str
        The sheet's name.
    list of tuple
        The number of each row that holds anything, and its cells as text.

    Raises
    ------
    CbfError
        When this is no workbook of today's kind, or the sheet has merged cells, broken formulas or too many rows.

    Examples
    --------
    >>> import openpyxl
    >>> book, stream = openpyxl.Workbook(), io.BytesIO()
    >>> book.active.append(["Now", "Later"])
    >>> book.save(stream)
    >>> read_workbook(stream.getvalue())
    ('Sheet', [(1, ['Now', 'Later'])])
    """
    _check(content)
    values, formulas = _open(content, values=True), _open(content, values=False)
    chosen = _chosen(values, sheet)
    try:
        return chosen, _rows(values[chosen], formulas[chosen])
    except CbfError as error:
        place = f"sheet {chosen!r}"
        raise CbfError(
            error.expected, error.came, place=f"{place}, {error.place}" if error.place else place, advice=error.advice
        ) from None


def _check(content: bytes) -> None:
    if content.startswith(_OLD):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise CbfError(
                "a workbook without a password", "one that is locked", advice="Take its password off, then save it again."
            )
        raise CbfError(
            "an Excel workbook of today's kind (.xlsx)", "one of the old kind (.xls)", advice="Save it again as .xlsx."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names, size = archive.namelist(), sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise CbfError("an Excel workbook (.xlsx)", "a damaged file, or one of another kind", advice=_ADVICE) from None
    if size > LARGEST:
        raise CbfError(f"at most {LARGEST // 1_000_000} MB, unpacked", "more", advice="Take out what isn't needed.")
    if "xl/workbook.xml" not in names:
        raise CbfError("an Excel workbook (.xlsx)", "a file of another kind", advice=_ADVICE)


def _open(content: bytes, *, values: bool) -> Any:
    try:
        import openpyxl  # type: ignore[import-untyped]
    except ImportError:
        advice = "Install openpyxl, or save the sheet as CSV UTF-8."
        raise CbfError("openpyxl to be installed", "none", place="an Excel workbook", advice=advice) from None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of colours, filters and the like, which nobody asks for
            return openpyxl.load_workbook(io.BytesIO(content), data_only=values, keep_links=False)
    except Exception:  # noqa: BLE001 - of a damaged file, openpyxl may raise anything at all
        raise CbfError("an Excel workbook (.xlsx) that can be read", "a damaged file", advice=_ADVICE) from None


def _chosen(book: Any, sheet: str) -> str:
    there = [one.title for one in book.worksheets]
    if sheet and sheet not in there:
        raise CbfError(
            f"the name of a sheet ({listed([shown(one) for one in there]) or 'there is none'})", shown(sheet), place="sheet"
        )
    open_to_all = [one.title for one in book.worksheets if one.sheet_state == "visible"]
    if not there:
        raise CbfError("a workbook with a sheet of cells", "one without")
    return str(sheet or (open_to_all or there)[0])


def _rows(values: Any, formulas: Any) -> list[tuple[int, list[str]]]:
    for merged in values.merged_cells.ranges:
        place, advice = f"cells {merged.coord}", "Take the merging back, and write into each cell what belongs there."
        raise CbfError("cells that aren't merged", "merged ones", place=place, advice=advice)
    if values.max_row > MOST_ROWS:
        raise CbfError(
            f"at most {MOST_ROWS} rows", f"{values.max_row}", advice="Delete the empty rows below, or split the table."
        )
    if values.max_column > MOST_COLUMNS:
        advice = "Delete the empty columns on the right, or split the table."
        raise CbfError(f"at most {MOST_COLUMNS} columns", f"{values.max_column}", advice=advice)
    rows = []
    for number, (row, made_by) in enumerate(zip(values.iter_rows(), formulas.iter_rows(), strict=True), start=1):
        texts = [_text(cell, formula) for cell, formula in zip(row, made_by, strict=True)]
        if any(text.strip() for text in texts):
            rows.append((number, texts))
    return rows


def _text(cell: Any, formula: Any) -> str:
    place = f"row {cell.row}, cell {cell.coordinate}"
    if cell.data_type == "e":
        raise CbfError("a value", shown(cell.value), place=place, advice="Mend the formula, or write the value in its place.")
    if formula.data_type == "f" and cell.value is None and cell.data_type == "n":  # an empty text has another type
        advice = "Open the workbook in a spreadsheet program and save it, so that its formulas are worked out."
        raise CbfError("a formula's value", "a formula that was never worked out", place=place, advice=advice)
    return as_text(cell.value)
