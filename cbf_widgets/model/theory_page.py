"""A page of the guide as it was read: its items, and which lines are headings and the like."""

from __future__ import annotations

from typing import Annotated, Literal

from cbf_widgets.errors import CbfError
from cbf_widgets.model.theory import TheoryOfChange
from cbf_widgets.model.theory_parts import Item, Lines, Template, Vision
from cbf_widgets.model.value import AtMost, Name, Range, Value


class TheoryPage(Value):
    """One authority's theory of change as it was read from the guide.

    Attributes
    ----------
    authority : str
        The local authority.
    template : {"six-column", "five-column"}
        The form of the page.
    pages : tuple of int
        Its first and last line.
    vision : Vision
        What stands above the columns.
    items : tuple of Item
        What stands in them.
    furniture : tuple of int
        Every other line that has text: headings, the form's own questions, source documents, titles.

    Examples
    --------
    >>> TheoryPage(authority="Tea", template="six-column", pages=(1, 9), vision={"lines": [12]}, items=())
    Traceback (most recent call last):
    ...
    cbf_widgets.errors.CbfError: vision.lines: expected lines from 1 to 9, but got 12.
    """

    authority: Name
    template: Literal["six-column", "five-column"]
    pages: Annotated[tuple[Annotated[int, Range(1)], ...], AtMost(2)]
    vision: Vision
    items: tuple[Item, ...]
    furniture: Annotated[tuple[Annotated[int, Range(1)], ...], AtMost(1_000)] = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        self._inside("vision.lines", self.vision.lines)
        self._inside("furniture", self.furniture)
        for i, item in enumerate(self.items):
            self._inside(f"items[{i}].lines", item.lines)
            if not item.lines:
                raise CbfError("the lines it was read from", "none", place=f"items[{i}].lines")

    def _inside(self, place: str, lines: Lines) -> None:
        first, last = self.pages
        for line in lines:
            if not first <= line <= last:
                raise CbfError(f"lines from {first} to {last}", str(line), place=place)

    def theory(self, identifier: str, template: Template) -> TheoryOfChange:
        """Give the theory of change that stands on the page.

        Parameters
        ----------
        identifier : str
            Its id.
        template : Template
            The form of the page.

        Returns
        -------
        TheoryOfChange
            Without links: the guide prints none.

        Examples
        --------
        >>> page = TheoryPage(authority="Tea", template="six-column", pages=(1, 9), vision={}, items=())
        >>> page.theory("tea", Template(id="six-column", title="Six", columns=())).title
        'Tea'
        """
        return TheoryOfChange(
            id=identifier, title=self.authority, authority=self.authority, template=self.template, pages=self.pages,
            vision=self.vision, columns=template.columns, items=self.items,
        )  # fmt: skip
