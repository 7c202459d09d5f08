"""A spiral as flat rows and as CSV that a spreadsheet can open without harm."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from cbf_widgets.errors import CbfError

if TYPE_CHECKING:
    import pandas as pd

    from cbf_widgets.model.mark import Mark, Rupture
    from cbf_widgets.model.spiral import Spiral

COLUMNS = (
    "type", "id", "number", "loop", "place", "step", "name", "label", "note",
    "nurtures", "when", "holds", "helps", "repairs", "cause",
)  # fmt: skip
# A spreadsheet may take a cell for a formula that begins so, quotes and spaces aside; in some countries it also cuts
# cells at semicolons, whatever the quotes say. A dash and a space within a note is only a list.
_QUIET = "['\"\\s\ufeff]*"
_START = f"(?={_QUIET}[=+@\\-\t\r＝＋＠－])"
_INNER = f"(?={_QUIET}(?:[=+@＝＋＠]|[-－](?!\\s)))"
_GUARD = re.compile(f"^{_START}|(?<=[;\n\t]){_INNER}")
_UNGUARD = re.compile(f"^'{_START}|(?<=[;\n\t])'{_INNER}")


def guard(text: str) -> str:
    """Put an apostrophe before whatever a spreadsheet could take for a formula.

    Examples
    --------
    >>> guard("=1+1"), guard("tea")
    ("'=1+1", 'tea')
    """
    return _GUARD.sub("'", text)


def unguard(text: str) -> str:
    """Take away what `guard` put there, and nothing else.

    Examples
    --------
    >>> unguard("'=1+1"), unguard("'tea'")
    ('=1+1', "'tea'")
    """
    return _UNGUARD.sub("", text)


def to_rows(spiral: Spiral) -> list[dict[str, Any]]:
    """Give a spiral as flat rows, one for each mark and rupture, in their order along the line.

    Parameters
    ----------
    spiral : Spiral
        The spiral.

    Returns
    -------
    list of dict
        The columns are ``type`` (mark or rupture), ``id``, ``number`` (a mark's rank; none for a rupture), ``loop``,
        ``place``, ``step`` (id of the kind, or rupture), ``name``, ``label``, ``note``, ``nurtures``, ``when``,
        ``holds``, ``helps`` (ids of the marks it ripples to), ``repairs`` (ids of ruptures) and ``cause``.
        Notes on ripples are not among them, nor are title, alias and vocabulary.

    Examples
    --------
    >>> from cbf_widgets.model.spiral import Spiral
    >>> own = {"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}]}
    >>> [(row["type"], row["step"], row["loop"]) for row in to_rows(Spiral(vocabulary=own).add("tea").rupture(1.5))]
    [('mark', 'tea', 1), ('rupture', 'rupture', 2)]
    """
    helps: dict[str, list[str]] = {}
    for ripple in spiral.ripples:
        helps.setdefault(ripple.source, []).append(ripple.target)
    repairs: dict[str, list[str]] = {}
    for rupture in spiral.ruptures:
        repairs.setdefault(rupture.repair, []).append(rupture.id)
    marks = [
        _mark_row(spiral, mark, number, helps.get(mark.id, []), repairs.get(mark.id, []))
        for number, mark in enumerate(spiral.marks, start=1)
    ]
    ruptures = [_rupture_row(spiral, rupture) for rupture in spiral.ruptures]
    return sorted([*ruptures, *marks], key=lambda row: float(row["place"]))  # stable: a rupture before its repair


def _mark_row(spiral: Spiral, mark: Mark, number: int, helps: list[str], repairs: list[str]) -> dict[str, Any]:
    values = (
        "mark", mark.id, number, spiral.loop(mark.place), mark.place, mark.kind, spiral.vocabulary.kind(mark.kind).name,
        mark.label, mark.note, " ".join(mark.nurtures), mark.when, mark.holds, " ".join(helps), " ".join(repairs), "",
    )  # fmt: skip
    return dict(zip(COLUMNS, values, strict=True))


def _rupture_row(spiral: Spiral, rupture: Rupture) -> dict[str, Any]:
    values = (
        "rupture", rupture.id, None, spiral.loop(rupture.place), rupture.place, "rupture", "Rupture",
        rupture.label, rupture.note, "", rupture.when, False, "", "", rupture.cause,
    )  # fmt: skip
    return dict(zip(COLUMNS, values, strict=True))


def to_csv_text(spiral: Spiral) -> str:
    r"""Give a spiral as CSV text, one row for each mark and rupture; see `to_rows`.

    Every cell is quoted, rows end in CR LF, and an apostrophe stands before whatever a spreadsheet could take for a
    formula. Write it as bytes in ``utf-8-sig``; ``Spiral.from_table`` reads it back.

    Parameters
    ----------
    spiral : Spiral
        The spiral.

    Returns
    -------
    str
        The text.

    Examples
    --------
    >>> from cbf_widgets.model.spiral import Spiral
    >>> own = {"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}]}
    >>> to_csv_text(Spiral(vocabulary=own).add("tea", 0.5, label="=1+1")).splitlines()[1]
    '"mark","m1","1","1","0.5","tea","Tea","\'=1+1","","","","no","","",""'
    """
    return csv_text(COLUMNS, (row.values() for row in to_rows(spiral)))


def csv_text(columns: Iterable[object], rows: Iterable[Iterable[object]]) -> str:
    r"""Give any table as CSV text: every cell quoted and guarded, rows ending in CR LF.

    Parameters
    ----------
    columns : iterable
        The headings.
    rows : iterable of iterables
        Texts, numbers, truth values (as yes and no), nothing for an empty cell; else what `str` says of them.

    Returns
    -------
    str
        The text.

    Examples
    --------
    >>> csv_text(["step", "runs"], [["=1+1", 3], [None, 0.5]])
    '"step","runs"\r\n"\'=1+1","3"\r\n"","0.5"\r\n'
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([_cell(column) for column in columns])
    writer.writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return repr(value) if isinstance(value, int | float) else guard(str(value))


def to_frame(spiral: Spiral) -> pd.DataFrame:
    """Give a spiral as a pandas DataFrame of `to_rows`.

    Parameters
    ----------
    spiral : Spiral
        The spiral.

    Returns
    -------
    pandas.DataFrame
        One row for each mark and rupture; the columns of `to_rows`, even when there are no rows.

    Raises
    ------
    CbfError
        When pandas isn't installed.

    Examples
    --------
    >>> from cbf_widgets.model.spiral import Spiral
    >>> own = {"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}]}
    >>> list(to_frame(Spiral(vocabulary=own).add("tea", 0.5))["step"])
    ['tea']
    """
    try:
        import pandas as pd
    except ImportError:
        advice = "Install pandas, or use to_rows()."
        raise CbfError("pandas to be installed", "none", place="to_frame", advice=advice) from None
    return pd.DataFrame(to_rows(spiral), columns=list(COLUMNS))
