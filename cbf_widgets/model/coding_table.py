"""A coding as rows and CSV, and from a researcher's own spreadsheet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from cbf_widgets.errors import CbfError, listed, shown
from cbf_widgets.model.coding import Coding, Theme
from cbf_widgets.model.grid import Grid, with_grid
from cbf_widgets.model.sheet import csv_text
from cbf_widgets.model.theory_plan import slug

if TYPE_CHECKING:
    from cbf_widgets.model.theory import TheoryOfChange

COLUMNS = ("theory", "item", "theme", "why", "by")
_ALSO = {"authority": "theory", "code": "theme", "reason": "why", "coder": "by", "themes": "theme"}
_MOST_THEMES = 200


def coding_to_rows(coding: Coding) -> list[dict[str, str]]:
    """Give a coding as flat rows, one for each code.

    Parameters
    ----------
    coding : Coding
        The coding.

    Returns
    -------
    list of dict
        The columns are ``theory``, ``item`` (their ids), ``theme`` (its title; its id where the title isn't its alone), ``why`` and ``by``.

    Examples
    --------
    >>> coding = Coding(id="ours", title="Ours", themes=({"id": "money", "title": "Money"},))
    >>> coding_to_rows(coding)
    []
    """
    ids = {_plain(theme.id) for theme in coding.themes}
    often = Counter(_plain(theme.title) for theme in coding.themes)
    clear = {theme.id for theme in coding.themes if often[_plain(theme.title)] == 1 and _plain(theme.title) not in ids}
    title = {theme.id: theme.title if theme.id in clear else theme.id for theme in coding.themes}
    return [
        dict(zip(COLUMNS, (code.theory, code.item, title[code.theme], code.why, code.by), strict=True)) for code in coding.codes
    ]


def coding_to_csv_text(coding: Coding) -> str:
    r"""Give a coding as CSV text that a spreadsheet can open without harm; `coding_from_table` reads it back.

    Parameters
    ----------
    coding : Coding
        The coding.

    Returns
    -------
    str
        The text; write it as bytes in ``utf-8-sig``.

    Examples
    --------
    >>> coding_to_csv_text(Coding(id="ours", title="Ours", themes=()))
    '"theory","item","theme","why","by"\r\n'
    """
    return csv_text(COLUMNS, (row.values() for row in coding_to_rows(coding)))


def coding_from_table(
    table: Any, *, title: str = "", id: str = "", by: str = "", themes: Iterable[Theme] = (),  # noqa: A002 - as the field is called
    theories: Iterable[TheoryOfChange] = (), sheet: str = "", name: str = "",
) -> Coding:  # fmt: skip
    """Read a coding from a researcher's own spreadsheet, one row for each item and theme.

    Parameters
    ----------
    table : str, Path, bytes, pandas.DataFrame or iterable of Mapping
        A CSV file (UTF-8; commas, semicolons or tabs), an Excel workbook (.xlsx), the bytes of either, a frame, or rows.
    title, id : str
        Of the coding; else made from the file's name.
    by : str
        Who coded, where the table doesn't say; never a private name.
    themes : iterable of Theme
        The codebook: no other themes may be used then. Else the themes are those that the table names, in its order.
    theories : iterable of TheoryOfChange
        What was coded: then every theory and item is looked for among them, a theory by its id or title, an item by its id or
        its words.
    sheet : str
        Which sheet of a workbook; else its first.
    name : str
        What bytes are called: a file's name.

    Returns
    -------
    Coding
        The coding.

    Raises
    ------
    CbfError
        Naming file, sheet, row and column, what was expected, what came and what to do. Nothing is dropped in silence.

    Notes
    -----
    Headings, with any capitals: ``theory``, ``item``, ``theme``; ``why`` and ``by`` may be left out. A cell may name several
    themes, a line each or parted by semicolons. A row without a theme says that its item carries none.

    Examples
    --------
    >>> coding = coding_from_table([{"Theory": "croydon", "Item": "opportunities-1", "Theme": "Money; Work", "Why": "It names both"}])
    >>> [theme.title for theme in coding.themes], coding.themes_of("croydon", "opportunities-1")
    (['Money', 'Work'], ('money', 'work'))
    """
    reader = _Reader(tuple(themes), tuple(theories), by)

    def build(grid: Grid) -> Coding:
        called = title or " ".join(grid.name.replace("_", " ").split()) or "A coding from a table"
        return reader.read(grid, called, id or slug(called, "coding"))

    return with_grid(table, build, sheet=sheet, name=name)


def coding_from_bytes(content: bytes, *, name: str, **options: Any) -> Coding:
    r"""Read a coding from a spreadsheet that came as bytes.

    Parameters
    ----------
    content : bytes
        All of a CSV file or an Excel workbook.
    name : str
        The file's name: it says what kind of file this is, and gives the coding its title.
    **options
        As for `coding_from_table`.

    Returns
    -------
    Coding
        The coding.

    Examples
    --------
    >>> coding_from_bytes(b"theory,item,theme\nluton,i1,Money", name="second coder.csv").title
    'second coder'
    """
    return coding_from_table(content, name=name, **options)


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


class _Reader:
    """A coding while a table is being read."""

    def __init__(self, themes: tuple[Theme, ...], theories: tuple[TheoryOfChange, ...], by: str) -> None:
        self.themes: dict[str, Theme | dict[str, str]] = {theme.id: theme for theme in themes}
        self.named = {_plain(theme.title): theme.id for theme in reversed(themes)}
        self.closed, self.theories, self.by = bool(themes), theories, by
        self.codes: list[dict[str, str]] = []
        self.places: dict[str, list[str]] = {"themes": ["the codebook" for _ in themes], "codes": []}

    def read(self, grid: Grid, title: str, identifier: str) -> Coding:
        headings = _headings(grid)
        for row, texts in grid.rows:
            cells = dict(zip(grid.headings, texts, strict=True))
            self.add(_Row(grid.place(row), {field: cells[heading] for field, heading in headings.items()}, headings))
        themes = list(self.themes.values())
        try:
            return Coding.from_dict({"id": identifier, "title": title, "by": self.by, "themes": themes, "codes": self.codes})
        except CbfError as error:
            raise self.told(error, headings) from None

    def add(self, row: _Row) -> None:
        theory, item = self.coded(row)
        themes = [one for part in re.split(r"[\n;]", row.cells["theme"]) if (one := " ".join(part.split()))]
        whole = " ".join(row.cells["theme"].split())
        if whole in self.themes or _plain(whole) in self.named:
            themes = [whole]
        why, by = row.line("why"), row.line("by")
        if why and not themes:
            raise row.error("theme", "the theme that the reason is for", "nothing")
        for theme in themes:
            code = {"theory": theory, "item": item, "theme": self.theme(row, theme), "why": why, "by": by or self.by}
            self.codes.append(code)
            self.places["codes"].append(row.place)

    def coded(self, row: _Row) -> tuple[str, str]:
        """The ids of the theory and of the item that a row is about."""
        theory, item = row.needed("theory"), row.needed("item")
        if not self.theories:
            return theory, item
        for one in self.theories:
            if theory.casefold() in {one.id.casefold(), one.title.casefold()}:
                return one.id, _item(row, one, item)
        raise row.error("theory", f"a theory ({listed([one.id for one in self.theories])})", shown(theory))

    def theme(self, row: _Row, name: str) -> str:
        if found := name if name in self.themes else self.named.get(_plain(name)):
            return found
        if self.closed or len(self.themes) >= _MOST_THEMES:
            expected = (
                f"a theme of the codebook ({listed(list(self.themes))})" if self.closed else f"at most {_MOST_THEMES} themes"
            )
            raise row.error("theme", expected, shown(name))
        made = slug(name, "theme", list(self.themes))
        self.themes[made] = {"id": made, "title": name}
        self.named[_plain(name)] = made
        self.places["themes"].append(row.place)
        return made

    def told(self, error: CbfError, headings: dict[str, str]) -> CbfError:
        found = re.fullmatch(r"(themes|codes)\[(\d+)\](?:\.(\w+))?", error.place)
        if not found:
            return error
        place = self.places[found[1]][int(found[2])]
        heading = headings.get("theme" if found[1] == "themes" else found[3] or "")
        return CbfError(
            error.expected, error.came, place=f"{place}, column {heading!r}" if heading else place, advice=error.advice
        )


class _Row(NamedTuple):
    place: str
    cells: dict[str, str]
    headings: dict[str, str]

    def line(self, field: str) -> str:
        return " ".join(self.cells.get(field, "").split())

    def needed(self, field: str) -> str:
        if not self.line(field):
            raise self.error(
                field,
                f"the id of {'an' if field == 'item' else 'a'} {field}",
                "nothing",
                "Fill in the cell, or empty the whole row.",
            )
        return self.line(field)

    def error(self, field: str, expected: str, came: str, advice: str = "") -> CbfError:
        return CbfError(expected, came, place=f"{self.place}, column {self.headings[field]!r}", advice=advice)


def _item(row: _Row, theory: TheoryOfChange, name: str) -> str:
    """By its id, else by its words where only one item has them."""
    if any(item.id == name for item in theory.items):
        return name
    found = [item.id for item in theory.items if _plain(item.text) == _plain(name)]
    if len(found) == 1:
        return found[0]
    if found:
        raise row.error("item", f"the id of one item ({listed(found)})", f"words that {len(found)} items share, {shown(name)}")
    raise row.error("item", f"the id or the words of an item of {theory.title}", shown(name))


def _headings(grid: Grid) -> dict[str, str]:
    found: dict[str, str] = {}
    for number, heading in enumerate(grid.headings):
        field = _ALSO.get(heading.casefold(), heading.casefold())
        place = grid.place(grid.top, heading)
        if field not in COLUMNS and any(texts[number].strip() for _, texts in grid.rows):
            advice = "Rename it, or take it out."
            raise CbfError(f"one of {', '.join(COLUMNS)}", shown(heading), place=place, advice=advice)
        if field in found:
            raise CbfError(
                "each column once", f"{shown(heading)} beside {shown(found[field])}", place=place, advice="Rename one of them."
            )
        if field in COLUMNS:
            found[field] = heading
    for needed in ("theory", "item", "theme"):
        if needed not in found:
            came = listed([shown(heading) for heading in grid.headings])
            raise CbfError(f"a column {needed!r}", came, place=grid.place(grid.top), advice="Each row is an item and a theme.")
    return found
