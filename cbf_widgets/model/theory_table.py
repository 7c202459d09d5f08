"""A theory of change as rows, a frame or CSV, and from a spreadsheet that a team already has."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from cbf_widgets.errors import CbfError, shown
from cbf_widgets.model.grid import Grid, with_grid
from cbf_widgets.model.sheet import csv_text
from cbf_widgets.model.theory_parts import Link, Template
from cbf_widgets.model.theory_plan import Plan, slug
from cbf_widgets.model.theory_rows import FIELDS, NOTHING_SAID, OF_LINK, add_rows

if TYPE_CHECKING:
    import pandas as pd

    from cbf_widgets.model.theory import TheoryOfChange

T = TypeVar("T", bound="TheoryOfChange")
_BULLET = re.compile(r"^[•·▪▫◦‣⁃∙●○■□➢➤✓*+–—-]+(?:\s+|$)")


def to_rows(theory: TheoryOfChange) -> list[dict[str, Any]]:
    """Give a theory's items as flat rows.

    Parameters
    ----------
    theory : TheoryOfChange
        The theory.

    Returns
    -------
    list of dict
        The columns are ``id``, ``column``, ``title`` and ``stage`` (of the column), ``text``, ``group``, ``lines`` (numbers,
        spaces between), ``placement``, ``cut_off``, ``note``; and of the arrows that lead from it, a line for each:
        ``leads_to`` (ids), ``assumption``, ``evidence``, ``asks``, ``strength``, ``confidence`` (a dash where nothing
        is said, and spaces for line breaks, where there are several arrows). Columns without items aren't among them, nor
        are vision, questions and the ids of arrows; `from_table` reads all else back.

    Examples
    --------
    >>> from cbf_widgets.model.theory import TheoryOfChange
    >>> theory = TheoryOfChange(id="t", title="T").add_column("Now").add_item("now", "Tea").add_item("now", "Talk")
    >>> [(row["text"], row["leads_to"]) for row in to_rows(theory.link("i1", "i2"))]
    [('Tea', 'i2'), ('Talk', '')]
    """
    leads: dict[str, list[Link]] = {}
    for link in theory.links:
        leads.setdefault(link.from_item, []).append(link)
    rows = []
    for item in theory.items:
        column = theory.column(item.column)
        values = (
            item.id, column.id, column.title, column.stage, item.text, item.group, " ".join(map(str, item.lines)), item.placement,
            item.cut_off, item.note,
        )  # fmt: skip
        links = leads.get(item.id, [])
        said = ["\n".join(link.to_item for link in links), *(_lines(links, name) for name in OF_LINK)]
        rows.append(dict(zip(FIELDS, (*values, *said), strict=True)))
    return rows


def _lines(links: list[Link], name: str) -> str:
    texts = [str(getattr(link, name)) for link in links]
    if len(texts) < 2 or not any(text.strip() for text in texts):
        return "".join(texts[:1])
    return "\n".join(" ".join(text.split()) or NOTHING_SAID for text in texts)


def to_frame(theory: TheoryOfChange, what: str = "items") -> pd.DataFrame:
    """Give a theory's items or links as a pandas DataFrame.

    Parameters
    ----------
    theory : TheoryOfChange
        The theory.
    what : {"items", "links"}
        Items with the columns of `to_rows`, or links with the fields of `Link`.

    Returns
    -------
    pandas.DataFrame
        One row for each; all the columns, even when there are no rows.

    Raises
    ------
    CbfError
        When it is to be something else, or pandas isn't installed.

    Examples
    --------
    >>> from cbf_widgets.model.theory import TheoryOfChange
    >>> list(to_frame(TheoryOfChange(id="t", title="T"), "links").columns)[:4]
    ['id', 'from_item', 'to_item', 'assumption']
    """
    columns, rows = _table(theory, what)
    try:
        import pandas as pd
    except ImportError:
        raise CbfError("pandas to be installed", "none", place="to_frame", advice="Install pandas, or use to_rows().") from None
    return pd.DataFrame(rows, columns=list(columns))


def to_csv_text(theory: TheoryOfChange, what: str = "items") -> str:
    r"""Give a theory's items or links as CSV text that a spreadsheet can open without harm.

    Every cell is quoted, rows end in CR LF, and an apostrophe stands before whatever a spreadsheet could take for a
    formula. Write it as bytes in ``utf-8-sig``; of the items, `from_table` reads it back.

    Parameters
    ----------
    theory : TheoryOfChange
        The theory.
    what : {"items", "links"}
        Which of them; see `to_frame`.

    Returns
    -------
    str
        The text.

    Examples
    --------
    >>> from cbf_widgets.model.theory import TheoryOfChange
    >>> theory = TheoryOfChange(id="t", title="T").add_column("Now").add_item("now", "=1+1")
    >>> to_csv_text(theory).splitlines()[1][:34]
    '"i1","now","Now","","\'=1+1","","",'
    """
    columns, rows = _table(theory, what)
    return csv_text(columns, (row.values() for row in rows))


def _table(theory: TheoryOfChange, what: str) -> tuple[tuple[str, ...], list[dict[str, Any]]]:
    if what == "items":
        return FIELDS, to_rows(theory)
    if what == "links":
        columns = tuple(Link.__dataclass_fields__)
        return columns, [{name: getattr(link, name) for name in columns} for link in theory.links]
    raise CbfError("'items' or 'links'", shown(what), place="what")


def from_table(
    cls: type[T], table: Any, *, title: str = "", id: str = "", sheet: str = "", template: str | Template = "own", name: str = "",  # noqa: A002 - as the field is called
) -> T:  # fmt: skip
    """Read a spreadsheet that a team already has.

    Parameters
    ----------
    cls : type
        `TheoryOfChange`, or a subclass.
    table : str, Path, bytes, pandas.DataFrame or iterable of Mapping
        A CSV file (UTF-8; commas, semicolons or tabs), an Excel workbook (.xlsx), the bytes of either, a frame, or rows.
    title : str
        The theory's title; else the file's name.
    id : str
        Its id; else made from the title.
    sheet : str
        Which sheet of a workbook; else its first.
    template : str or Template
        ``six-column`` or ``five-column`` (all of the form's columns are there then, in its order, and no others may be), a
        `Template`, or ``own``.
    name : str
        What bytes are called: a file's name.

    Returns
    -------
    TheoryOfChange
        The theory.

    Raises
    ------
    CbfError
        Naming file, sheet, row and column, what was expected, what came and what to do. Nothing is dropped in silence.

    Notes
    -----
    Two forms are read, headings with any capitals:

    - One row an item: ``column`` and ``text``; and as there are, what `to_rows` gives. ``leads_to`` holds ids or words of
      items, a line each or parted by semicolons; what else is said of the arrows stands a line for each, or once for all.
    - One column of the table for each column of the theory: the heading is its title, each line of a cell an item, without
      the bullet before it. So it is whenever there is neither a heading ``column`` nor ``text``.

    Titles of the printed forms' columns are known and become their ids, ``measures`` for “Measures or sources”.

    Examples
    --------
    >>> from cbf_widgets.model.theory import TheoryOfChange
    >>> theory = from_table(TheoryOfChange, [{"Opportunities": "• Long waits", "Focus areas": "• Couples"}])
    >>> [(item.column, item.text) for item in theory.items]
    [('opportunities', 'Long waits'), ('focus_areas', 'Couples')]
    """
    return with_grid(table, lambda grid: _theory(cls, grid, title, id, template), sheet=sheet, name=name)


def from_bytes(cls: type[T], content: bytes, *, name: str, taken: Iterable[str] = (), **options: Any) -> T:
    """Read a spreadsheet that came as bytes, under an id that no other theory has.

    Parameters
    ----------
    cls : type
        `TheoryOfChange`, or a subclass.
    content : bytes
        All of a CSV file or an Excel workbook.
    name : str
        The file's name: it says what kind of file this is, and gives the theory its title.
    taken : iterable of str
        Ids that are in use.
    **options
        ``title``, ``sheet``, ``template``; see `from_table`.

    Returns
    -------
    TheoryOfChange
        The theory.

    Examples
    --------
    >>> from cbf_widgets.model.theory import TheoryOfChange
    >>> from_bytes(TheoryOfChange, b"Now,Later", name="our plan.csv", taken={"our-plan"}).id
    'our-plan-2'
    """
    theory = from_table(cls, content, name=name, **options)
    ids = list(taken)
    return replace(theory, id=slug(theory.title, "ours", ids)) if theory.id in ids else theory


def _theory(cls: type[T], grid: Grid, title: str, identifier: str, template: str | Template) -> T:
    plan = Plan(template)
    if {"column", "text"} & set(map(str.casefold, grid.headings)):
        add_rows(plan, grid)
    else:
        _add_columns(plan, grid)
    return plan.build(cls, title or " ".join(grid.name.replace("_", " ").split()) or "From a table", identifier)


def _add_columns(plan: Plan, grid: Grid) -> None:
    """Read a table whose columns are those of the theory."""
    columns: dict[str, str] = {}
    for heading in grid.headings:
        place = grid.place(grid.top, heading)
        column = plan.column(heading, place)
        if column in columns:
            raise CbfError("each column once", f"the same as {shown(columns[column])}", place=place, advice="Rename one of them.")
        columns[column] = heading
        plan.say(column, "title", heading, place)
    for row, texts in grid.rows:
        for (column, heading), cell in zip(columns.items(), texts, strict=True):
            for line in cell.splitlines():
                if text := _BULLET.sub("", " ".join(line.split())):
                    plan.add("items", grid.place(row, heading), {"column": column, "text": text})
    plan.number()
