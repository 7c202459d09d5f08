"""A spiral: small steps placed on an expanding line around help, challenge and possibility."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, Self

from cbf_widgets.files import Document
from cbf_widgets.model.edit import SpiralEdits
from cbf_widgets.model.step import Vocabulary, as_vocabulary

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from cbf_widgets.model.measure import SpiralMeasures

FORMAT = "cbf_widgets spiral"
VERSION = 1


class Spiral(SpiralEdits, Document):
    """An expanding spiral and what is marked on it. Every edit returns a new spiral.

    A *place* on the line is counted in loops from its beginning: 0 is the innermost end, 1.5 is halfway round
    the second loop, and ``loops`` is the outer end.

    Attributes
    ----------
    title, alias : str
        What the spiral is called; a made-up name for the family. Never use real names.
    loops : int
        How often the line goes round, 1 to 12.
    marks : tuple of Mark
        The steps, in the order of their places.
    ripples : tuple of Ripple
        Which mark helped which.
    ruptures : tuple of Rupture
        Where the relationship was strained or broken, and the mark that repaired it.
    vocabulary : Vocabulary
        The kinds of step; give a name, plain data, or a `Vocabulary`.

    Examples
    --------
    >>> own = {"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}]}
    >>> spiral = Spiral(vocabulary=own).add("tea", 0.5, label="First visit").add("tea", 1.25)
    >>> [(mark.id, mark.place) for mark in spiral.marks]
    [('m1', 0.5), ('m2', 1.25)]

    Notes
    -----
    Source: partnership worksheet, Summary; making change happen, It helps to think of making change happen in
    terms of an expanding spiral.
    """

    format = (FORMAT, VERSION)

    def measures(self, same: Literal["kind", "label"] = "kind") -> SpiralMeasures:
        """Read off what the texts speak of; see `cbf_widgets.model.measure.measure`.

        Parameters
        ----------
        same : {"kind", "label"}
            What makes two marks the same issue: an assumption either way.

        Returns
        -------
        SpiralMeasures
            Descriptions, never scores.

        Examples
        --------
        >>> own = {"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}]}
        >>> Spiral(vocabulary=own).add('tea', 0.5).add('tea', 2.5).measures().marks_per_loop
        (1, 0, 1)
        """
        from cbf_widgets.model.measure import measure

        return measure(self, same=same)

    def describe(self, *, notes: bool = False) -> str:
        """Say in plain words what the spiral shows; see `cbf_widgets.model.words.describe`.

        Parameters
        ----------
        notes : bool
            Whether the notes are told, too; they may be private.

        Returns
        -------
        str
            Plain text of several lines, never HTML.

        Examples
        --------
        >>> own = {"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}]}
        >>> Spiral(vocabulary=own, title='Spring').add('tea', 0.5).describe().splitlines()[0]
        '“Spring”: one step on 3 loops.'
        """
        from cbf_widgets.model.words import describe

        return describe(self, notes=notes)

    # --- elsewhere -----------------------------------------------------------------------------------------------

    def to_networkx(self) -> nx.MultiDiGraph:
        """Give the spiral as a networkx graph that keeps everything; see `cbf_widgets.model.graph.to_networkx`.

        Returns
        -------
        networkx.MultiDiGraph
            Marks and ruptures as nodes, ripples and repairs as edges.

        Examples
        --------
        >>> own = {"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}]}
        >>> Spiral(vocabulary=own).add('tea', 0.5).add('tea', 1).ripple('m1', 'm2').to_networkx().number_of_edges()
        1
        """
        from cbf_widgets.model import graph

        return graph.to_networkx(self)

    @classmethod
    def from_networkx(cls, graph: nx.MultiDiGraph) -> Self:
        """Build a spiral from a graph that `to_networkx` made, also after a trip through GraphML.

        Parameters
        ----------
        graph : networkx.MultiDiGraph
            The graph.

        Returns
        -------
        Spiral
            The spiral, equal to the one that the graph was made from.

        Raises
        ------
        CbfError
            When the graph is of another kind; the message names the node or edge and the attribute.

        Examples
        --------
        >>> own = {"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}]}
        >>> spiral = Spiral(vocabulary=own).add('tea', 0.5)
        >>> Spiral.from_networkx(spiral.to_networkx()) == spiral
        True
        """
        from cbf_widgets.model.graph import from_networkx

        return cls.from_dict(from_networkx(graph))

    @classmethod
    def from_table(
        cls, rows: Any, *, vocabulary: str | dict[str, Any] | Vocabulary = "partnership-building", **options: Any
    ) -> Self:  # fmt: skip
        """Build a spiral from coded contacts; see `cbf_widgets.model.table.from_table`.

        Parameters
        ----------
        rows : iterable of Mapping, pandas.DataFrame, str or Path
            Dicts with ``step``, ``when``, ``note``; a frame; or the path of a CSV file.
        vocabulary : str, dict or Vocabulary
            The kinds of step.
        **options
            ``title``, ``alias``, ``loops``, ``spacing``.

        Returns
        -------
        Spiral
            The spiral.

        Examples
        --------
        >>> own = {"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}]}
        >>> rows = [{'step': 'Tea', 'when': 2}, {'step': 'tea', 'when': 1, 'note': 'Rain'}]
        >>> [mark.note for mark in Spiral.from_table(rows, vocabulary=own).marks]
        ['Rain', '']
        """
        from cbf_widgets.model.table import from_table

        return from_table(cls, rows, vocabulary=as_vocabulary(vocabulary), **options)

    def to_rows(self) -> list[dict[str, Any]]:
        """Give the spiral as flat rows, one for each mark and rupture; see `cbf_widgets.model.sheet.to_rows`.

        Returns
        -------
        list of dict
            Rows in their order along the line, all with the same columns.

        Examples
        --------
        >>> own = {"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}]}
        >>> Spiral(vocabulary=own).add('tea', 0.5).to_rows()[0]['name']
        'Tea'
        """
        from cbf_widgets.model.sheet import to_rows

        return to_rows(self)

    def to_frame(self) -> pd.DataFrame:
        """Give the spiral as a pandas DataFrame of `to_rows`.

        Returns
        -------
        pandas.DataFrame
            One row for each mark and rupture.

        Raises
        ------
        CbfError
            When pandas isn't installed.

        Examples
        --------
        >>> own = {"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}]}
        >>> list(Spiral(vocabulary=own).add('tea', 0.5).to_frame()['step'])
        ['tea']
        """
        from cbf_widgets.model.sheet import to_frame

        return to_frame(self)
