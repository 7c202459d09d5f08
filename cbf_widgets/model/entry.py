"""A row of a table on its way to a mark or a rupture."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from cbf_widgets.errors import CbfError, shown
from cbf_widgets.model.cells import Row

YES, NO = {"yes", "true", "1", "x"}, {"", "no", "false", "0"}


@dataclass(eq=False)
class Entry:
    """What a row becomes, while it is being worked out.

    Attributes
    ----------
    row : Row
        The row.
    kind : str
        Id of the kind of step; empty for a rupture.
    id, place : str, float
        As the mark or rupture will have them.
    fields : dict
        Its further fields.

    Examples
    --------
    >>> Entry(Row("row 2", {"step": "tea"})).text("step")
    'tea'
    """

    row: Row
    kind: str = ""
    id: str = ""
    place: float = 0.0
    fields: dict[str, Any] = field(default_factory=dict)

    def error(self, column: str, expected: str, came: str, advice: str = "") -> CbfError:
        """Make the error that names the row and a column.

        Examples
        --------
        >>> print(Entry(Row("row 2", {})).error("step", "tea", "nothing"))
        row 2, column step: expected tea, but got nothing.
        """
        return CbfError(expected, came, place=f"{self.row.place}, column {column}", advice=advice)

    def text(self, column: str) -> str:
        """Give a cell's text without the spaces around it; none for an empty cell.

        Examples
        --------
        >>> Entry(Row("row 2", {"id": " a "})).text("id")
        'a'
        """
        return self.row.cells.get(column, "").strip()

    def words(self, column: str) -> list[str]:
        """Give the words in a cell, separated by spaces, commas or semicolons.

        Examples
        --------
        >>> Entry(Row("row 2", {"nurtures": "help; challenge"})).words("nurtures")
        ['help', 'challenge']
        """
        return [word for word in re.split(r"[\s,;]+", self.text(column)) if word]

    def yes(self, column: str, expected: str = "yes or no") -> bool:
        """Read yes or no; an empty cell is no.

        Examples
        --------
        >>> Entry(Row("row 2", {"holds": "Yes"})).yes("holds")
        True
        """
        text = self.text(column).casefold()
        if text in YES or text in NO:
            return text in YES
        raise self.error(column, expected, shown(text))

    def number(self, column: str) -> float:
        """Read a number that isn't negative, with a point or a comma.

        Examples
        --------
        >>> Entry(Row("row 2", {"place": "1,5"})).number("place")
        1.5
        """
        text = self.text(column).replace(",", ".")
        if re.fullmatch(r"[0-9]{1,9}(\.[0-9]{0,30})?(e-[0-9]{1,3})?", text):
            return float(text)
        raise self.error(column, "a number such as 1.5", shown(text))
