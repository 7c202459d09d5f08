"""A theory of change: what a place wants to come about, column by column, and the arrows that people draw in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from cbf_widgets.files import Document
from cbf_widgets.model.theory_edit import TheoryEdits

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from cbf_widgets.model.theory_checks import Doubt

FORMAT = "cbf_widgets theory of change"
VERSION = 1


class TheoryOfChange(TheoryEdits, Document):
    """A theory of change: columns, items, and links with what they assume. Every edit returns a new theory.

    The shipped ones hold no link: the guide prints columns only. Whatever leads from one item to another is drawn by a person.

    Attributes
    ----------
    id, title : str
        Short and stable; the name on screen.
    authority : str
        The local authority whose page it was read from; empty for one's own.
    template : {"six-column", "five-column", "own"}
        The form of the page.
    pages : tuple of int
        First and last line of its pages in the guide; empty for one's own.
    vision : Vision
        What it wants to come about.
    made_from : str
        The id of the theory it was begun from, where there is one.
    columns : tuple of Column
        In the page's order.
    items : tuple of Item
        Column by column, each in the page's order.
    links : tuple of Link
        Arrows in the order in which they were drawn.

    Raises
    ------
    CbfError
        When a field, or how the parts go together, isn't sound; the message names the place.

    Examples
    --------
    >>> theory = TheoryOfChange(id="ours", title="Ours").add_column("Changes").add_column("Outcomes")
    >>> theory = theory.add_item("changes", "Ask about the couple").add_item("outcomes", "Calmer homes")
    >>> theory.link("i1", "i2", assumption="Help is near").downstream("i1")
    frozenset({'i2'})

    Notes
    -----
    Source: LFO guide, lines 3997-4016.
    """

    format = (FORMAT, VERSION)

    def questions(self) -> tuple[Doubt, ...]:
        """Ask what the theory leaves open; see `cbf_widgets.model.theory_checks.questions`.

        Returns
        -------
        tuple of Doubt
            Questions in plain words, each with the items and links it is about.

        Examples
        --------
        >>> TheoryOfChange(id="ours", title="Ours").questions()
        ()
        """
        from cbf_widgets.model.theory_checks import questions

        return questions(self)

    def describe(self) -> str:
        """Tell the theory in plain words, as an outline; see `cbf_widgets.model.theory_words.describe`.

        Returns
        -------
        str
            Plain text of several lines, never HTML.

        Examples
        --------
        >>> TheoryOfChange(id="ours", title="Ours").describe().splitlines()[0]
        'Ours: a theory of change with no items yet.'
        """
        from cbf_widgets.model.theory_words import describe

        return describe(self)

    # --- elsewhere -----------------------------------------------------------------------------------------------

    def to_networkx(self) -> nx.DiGraph:
        """Give the theory as a networkx graph that keeps everything; see `cbf_widgets.model.theory_graph.to_networkx`.

        Returns
        -------
        networkx.DiGraph
            Items as nodes, arrows as edges.

        Examples
        --------
        >>> TheoryOfChange(id="ours", title="Ours").add_column("Now").add_item("now", "Tea").to_networkx().nodes["i1"]["text"]
        'Tea'
        """
        from cbf_widgets.model.theory_graph import to_networkx

        return to_networkx(self)

    @classmethod
    def from_networkx(cls, graph: nx.DiGraph) -> Self:
        """Build a theory from a graph that `to_networkx` made, also after a trip through GraphML.

        Parameters
        ----------
        graph : networkx.DiGraph
            The graph.

        Returns
        -------
        TheoryOfChange
            Equal to the one that the graph was made from.

        Examples
        --------
        >>> theory = TheoryOfChange(id="ours", title="Ours").add_column("Now").add_item("now", "Tea")
        >>> TheoryOfChange.from_networkx(theory.to_networkx()) == theory
        True
        """
        from cbf_widgets.model.theory_graph import from_networkx

        return cls.from_dict(from_networkx(graph))

    def to_mermaid(self) -> str:
        """Give the theory as a Mermaid flowchart; see `cbf_widgets.model.theory_elsewhere.to_mermaid`.

        Returns
        -------
        str
            Text that Mermaid draws.

        Examples
        --------
        >>> TheoryOfChange(id="ours", title="Ours").to_mermaid().splitlines()[0]
        'flowchart LR'
        """
        from cbf_widgets.model.theory_elsewhere import to_mermaid

        return to_mermaid(self)

    def to_rows(self) -> list[dict[str, Any]]:
        """Give the items as flat rows; see `cbf_widgets.model.theory_table.to_rows`.

        Returns
        -------
        list of dict
            One for each item, all with the same columns.

        Examples
        --------
        >>> TheoryOfChange(id="ours", title="Ours").add_column("Now").add_item("now", "Tea").to_rows()[0]["text"]
        'Tea'
        """
        from cbf_widgets.model.theory_table import to_rows

        return to_rows(self)

    def to_frame(self, what: str = "items") -> pd.DataFrame:
        """Give the items or the links as a data frame.

        Parameters
        ----------
        what : {"items", "links"}
            Which of them.

        Returns
        -------
        pandas.DataFrame
            One row for each.

        Examples
        --------
        >>> len(TheoryOfChange(id="ours", title="Ours").to_frame("links"))
        0
        """
        from cbf_widgets.model.theory_table import to_frame

        return to_frame(self, what)

    @classmethod
    def from_table(cls, table: Any, **options: Any) -> Self:
        """Read a spreadsheet that a team already has; see `cbf_widgets.model.theory_table.from_table`.

        Parameters
        ----------
        table : str, Path, pandas.DataFrame or iterable of Mapping
            A CSV or Excel file, a frame, or rows. One row an item (``column``, ``text``), or one column of the table for each column of the theory.
        **options
            ``title``, ``id``, ``sheet``, ``template``.

        Returns
        -------
        TheoryOfChange
            A theory without arrows, unless the table has a column ``leads_to``.

        Raises
        ------
        CbfError
            Naming sheet, row and column.

        Examples
        --------
        >>> TheoryOfChange.from_table([{"column": "Now", "text": "Long waits"}]).items[0].text
        'Long waits'
        """
        from cbf_widgets.model.theory_table import from_table

        return from_table(cls, table, **options)
