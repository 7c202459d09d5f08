"""The numbers that a network of steps starts with. All of them are assumptions."""

from __future__ import annotations

from typing import Annotated

from cbf_widgets.model.value import Identifier, Line, Range, Value

Rate = Annotated[float, Range(0, 1)]


class Weights(Value):
    """How much one step helps another, three ways.

    Examples
    --------
    >>> Weights(contagion=0.1).support
    0.0
    """

    contagion: Rate = 0.0
    readiness: Rate = 0.0
    support: Rate = 0.0

    @property
    def each(self) -> tuple[float, float, float]:
        """Contagion, readiness, support."""
        return self.contagion, self.readiness, self.support


class StartingEdge(Value):
    """What an edge between two kinds of step starts with.

    Examples
    --------
    >>> StartingEdge(from_kind="tea", to_kind="talk", contagion=0.1, readiness=0, support=0.2).weights.contagion
    0.1
    """

    from_kind: Identifier
    to_kind: Identifier
    contagion: Rate
    readiness: Rate
    support: Rate

    @property
    def weights(self) -> Weights:
        """Its three numbers."""
        return Weights(contagion=self.contagion, readiness=self.readiness, support=self.support)


class StartingTable(Value):
    """The edges of a shipped vocabulary.

    Examples
    --------
    >>> StartingTable(vocabulary="own", edges=()).edges
    ()
    """

    vocabulary: Identifier
    edges: tuple[StartingEdge, ...]


class FirstStep(Value):
    """A kind of step that the texts ask to begin with, and its uptake.

    Examples
    --------
    >>> FirstStep(kind="tea", uptake=0.1, source="assumption").uptake
    0.1
    """

    kind: Identifier
    uptake: Rate
    source: Line


class StartingValues(Value):
    """All numbers that networks start with.

    Attributes
    ----------
    loops, rupture, repair : int, float, float
        Of the network; a spiral brings its own loops.
    uptake, effort, slip, ratchet : float
        Of every step; `first` has the exceptions.
    first : tuple of FirstStep
        Kinds of step that go more easily.
    ripple : Weights
        What a ripple drawn on a spiral is worth at least.
    asserted : Weights
        What each kind of asserted link is worth in a vocabulary with no table.
    tables : tuple of StartingTable
        The edges of the shipped vocabularies.

    Examples
    --------
    >>> from cbf_widgets.datasets import starting_values
    >>> starting_values().edges("partnership-building")["acceptance", "obvious"].each
    (0.1, 0.7, 0.4)
    """

    loops: int
    rupture: Rate
    repair: Rate
    uptake: Rate
    effort: Rate
    slip: Rate
    ratchet: Rate
    first: tuple[FirstStep, ...]
    ripple: Weights
    asserted: Weights
    tables: tuple[StartingTable, ...]

    def uptake_of(self, kind: str) -> float:
        """Give the uptake of a kind of step.

        Examples
        --------
        >>> from cbf_widgets.datasets import starting_values
        >>> starting_values().uptake_of("acceptance"), starting_values().uptake_of("valuing")
        (0.096, 0.06)
        """
        return next((each.uptake for each in self.first if each.kind == kind), self.uptake)

    def edges(self, vocabulary: str) -> dict[tuple[str, str], Weights]:
        """Give the edges between kinds of a vocabulary; none where no table has it.

        Examples
        --------
        >>> from cbf_widgets.datasets import starting_values
        >>> starting_values().edges("own")
        {}
        """
        rows = [row for table in self.tables if table.vocabulary == vocabulary for row in table.edges]
        return {(row.from_kind, row.to_kind): row.weights for row in rows}
