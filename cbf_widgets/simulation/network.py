"""The network of steps that a simulation runs on: networkx graph ↔ parts ↔ arrays, once, at the border."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal, Self

import numpy as np
from numpy.typing import NDArray

from cbf_widgets.errors import CbfError, listed, shown
from cbf_widgets.simulation.parts import EDGE, GRAPH, STEP, Edge, Step, checked, place_of, sound_edge, sound_step

if TYPE_CHECKING:
    import networkx as nx

    from cbf_widgets.model.spiral import Spiral

# What networkx itself puts on a graph.
_NOT_OURS = {"name", "node_default", "edge_default"}


@dataclass(frozen=True, kw_only=True)
class StepNetwork:
    """Steps and how they help each other. Every number in it is an assumption that a user sees and can change.

    Attributes
    ----------
    steps : tuple of Step
        In node order, which is the order of the step axis in every result.
    edges : tuple of Edge
        In the order of the steps they come from, then of those they lead to. An edge may lead back to its own step.
    loops : int
        How many levels a step has above 0: 1 to 126.
    rupture, repair : float
        0 to 1, in a contact.

    Examples
    --------
    >>> network = StepNetwork.from_vocabulary("partnership-building")
    >>> network.nodes
    ('acceptance', 'valuing', 'subtle', 'obvious', 'repair')
    >>> network.values("uptake").tolist()
    [0.096, 0.06, 0.06, 0.06, 0.06]

    Notes
    -----
    Source of the ideas: partnership worksheet, Summary; making change happen. No source gives a number.
    """

    steps: tuple[Step, ...]
    edges: tuple[Edge, ...] = ()
    loops: int
    rupture: float = 0.0
    repair: float = 1.0

    def __post_init__(self) -> None:
        for name, value in checked("the graph", GRAPH, {name: getattr(self, name) for name in GRAPH}).items():
            object.__setattr__(self, name, value)
        steps = tuple(sound_step(step, self.loops) for step in self.steps)
        order = {step.node: number for number, step in enumerate(steps)}
        if not steps:
            raise CbfError("at least one step", "none", place="the graph")
        if len(order) < len(steps):
            raise CbfError("each node once", f"{len(steps)} steps, {len(order)} nodes", place="the graph")
        edges = {}
        for edge in self.edges:
            for end in (edge.from_step, edge.to_step):
                if end not in order:
                    raise CbfError(f"a node ({listed([*map(str, order)])})", shown(end), place=place_of(edge))
            pair = order[edge.from_step], order[edge.to_step]
            if pair in edges:
                raise CbfError("each edge once", "two", place=place_of(edge))
            edges[pair] = sound_edge(edge)
        object.__setattr__(self, "steps", steps)
        object.__setattr__(self, "edges", tuple(edges[pair] for pair in sorted(edges)))

    @property
    def nodes(self) -> tuple[Hashable, ...]:
        """The steps' nodes, in order."""
        return tuple(step.node for step in self.steps)

    @property
    def labels(self) -> tuple[str, ...]:
        """The steps' labels, in order."""
        return tuple(step.label for step in self.steps)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The steps' kinds, in order."""
        return tuple(step.kind for step in self.steps)

    def values(self, name: str) -> NDArray[Any]:
        """Give one attribute of all steps as an array.

        Parameters
        ----------
        name : {"uptake", "effort", "slip", "ratchet", "level", "floor"}
            The attribute.

        Returns
        -------
        numpy.ndarray
            In node order.

        Examples
        --------
        >>> StepNetwork(steps=(Step("tea", uptake=0.5),), loops=1).values("uptake")
        array([0.5])
        """
        return np.array([getattr(step, name) for step in self.steps])

    def matrix(self, name: str) -> NDArray[np.float64]:
        """Give one attribute of all edges as a matrix.

        Parameters
        ----------
        name : {"contagion", "readiness", "support"}
            The attribute.

        Returns
        -------
        numpy.ndarray
            Row: the step that helps; column: the step that is helped; 0 where there is no edge.

        Examples
        --------
        >>> steps = Step("tea", uptake=0.5), Step("talk", uptake=0.1)
        >>> StepNetwork(steps=steps, edges=(Edge("tea", "talk", contagion=0.2),), loops=1).matrix("contagion")
        array([[0. , 0.2], [0. , 0. ]])
        """
        order = {node: number for number, node in enumerate(self.nodes)}
        matrix = np.zeros((len(order), len(order)))
        for edge in self.edges:
            matrix[order[edge.from_step], order[edge.to_step]] = getattr(edge, name)
        return matrix

    # --- edits -----------------------------------------------------------------------------------------------------

    def with_(self, *, step: Hashable = None, edge: tuple[Hashable, Hashable] | None = None, **changes: Any) -> Self:
        """Give a network with other values; this one stays as it is.

        Parameters
        ----------
        step : Hashable, optional
            The one step to change; else all are.
        edge : tuple of two nodes, optional
            The one edge to change, or to draw where there is none; else all are changed.
        **changes
            Attributes of steps, edges or the graph, by their names. For all steps, one value or a list in node order.

        Returns
        -------
        StepNetwork
            The new network.

        Raises
        ------
        CbfError
            When a step or an attribute isn't known, or a value is out of its range.

        Examples
        --------
        >>> network = StepNetwork.from_vocabulary("partnership-building")
        >>> network.with_(ratchet=0, rupture=0.1).values("ratchet").tolist()
        [0.0, 0.0, 0.0, 0.0, 0.0]
        >>> network.with_(step="subtle", uptake=0.2).values("uptake")[2]
        np.float64(0.2)
        >>> network.with_(edge=("subtle", "repair"), contagion=0.1).matrix("contagion")[2, 4]
        np.float64(0.1)
        """
        hints = STEP if step is not None else EDGE if edge is not None else {**GRAPH, **STEP, **EDGE}
        if unknown := [name for name in changes if name not in hints]:
            raise CbfError(f"one of {listed(list(hints))}", shown(unknown[0]), place="with_")
        if step is not None and step not in self.nodes:
            raise CbfError(f"a node ({listed([*map(str, self.nodes)])})", shown(step), place="with_, step")
        of_steps = {name: self._spread(name, value, step) for name, value in changes.items() if name in STEP}
        rows = [{name: values[i] for name, values in of_steps.items()} for i in range(len(self.steps))]
        steps = tuple(one._replace(**row) if step in {None, one.node} else one for one, row in zip(self.steps, rows, strict=True))
        of_edges = {name: value for name, value in changes.items() if name in EDGE}
        drawn = () if edge is None or edge in self._pairs() else (Edge(*edge),)
        edges = tuple(one._replace(**of_edges) if edge in {None, one[:2]} else one for one in (*self.edges, *drawn))
        of_graph = {name: value for name, value in changes.items() if name in GRAPH}
        return replace(self, steps=steps, edges=edges, **of_graph)

    def _spread(self, name: str, value: Any, step: Hashable) -> Sequence[Any]:
        several = isinstance(value, Sequence | np.ndarray) and not isinstance(value, str)
        if step is not None or not several:
            return [value] * len(self.steps)
        if len(value) != len(self.steps):
            raise CbfError(f"one value or {len(self.steps)}, one for each step", f"{len(value)}", place=f"with_, {name}")
        return list(value)

    def _pairs(self) -> set[tuple[Hashable, Hashable]]:
        return {(edge.from_step, edge.to_step) for edge in self.edges}

    def without(self, from_step: Hashable, to_step: Hashable) -> Self:
        """Give a network without an edge.

        Examples
        --------
        >>> len(StepNetwork.from_vocabulary("partnership-building").without("valuing", "subtle").edges)
        13
        """
        if (from_step, to_step) not in self._pairs():
            raise CbfError("an edge of the network", "none", place=place_of(Edge(from_step, to_step)))
        return replace(self, edges=tuple(edge for edge in self.edges if edge[:2] != (from_step, to_step)))

    # --- elsewhere ---------------------------------------------------------------------------------------------------

    @classmethod
    def from_networkx(cls, graph: nx.DiGraph) -> Self:
        """Read a network from a directed graph, changing no name.

        Parameters
        ----------
        graph : networkx.DiGraph
            With the attributes of `Step` on nodes, of `Edge` on edges, and ``loops``, ``rupture``, ``repair`` on the graph.
            Needed are ``uptake``, ``loops``, and one number on each edge; what else is missing has no effect (effort is 1).

        Returns
        -------
        StepNetwork
            The network.

        Raises
        ------
        CbfError
            Naming the node or edge, the attribute, what was expected and what came.

        Examples
        --------
        >>> import networkx as nx
        >>> graph = nx.DiGraph(loops=1)
        >>> graph.add_nodes_from(["tea", "talk"], uptake=0.1)
        >>> graph.add_edge("tea", "talk", contagion=0.2)
        >>> StepNetwork.from_networkx(graph).nodes
        ('tea', 'talk')
        """
        if not (hasattr(graph, "nodes") and graph.is_directed() and not graph.is_multigraph()):
            raise CbfError("a networkx DiGraph", type(graph).__name__, advice="Try networkx.DiGraph(graph).")
        heading = {name: value for name, value in graph.graph.items() if name not in _NOT_OURS}
        checked("the graph", GRAPH, {"loops": None, **heading})
        steps = []
        for node, fields in graph.nodes(data=True):
            checked(place_of(Step(node)), STEP, {"uptake": None, **fields})
            steps.append(Step(node, **fields))
        edges = []
        for *ends, fields in graph.edges(data=True):
            checked(place_of(Edge(*ends)), EDGE, fields)
            if not {"contagion", "readiness", "support"} & set(fields):
                raise CbfError("contagion, readiness or support", "none of them", place=place_of(Edge(*ends)))
            edges.append(Edge(*ends, **fields))
        return cls(steps=tuple(steps), edges=tuple(edges), **heading)

    def to_networkx(self) -> nx.DiGraph:
        """Give the network as a graph that `from_networkx` reads back without loss, also after a trip through GraphML.

        Returns
        -------
        networkx.DiGraph
            Every attribute is a text or a number. (GraphML itself turns nodes that are numbers into text.)

        Examples
        --------
        >>> network = StepNetwork.from_vocabulary("making-change-happen")
        >>> StepNetwork.from_networkx(network.to_networkx()) == network
        True
        """
        import networkx as nx

        graph = nx.DiGraph(loops=self.loops, rupture=self.rupture, repair=self.repair)
        for node, *values in self.steps:
            graph.add_node(node, **dict(zip(STEP, values, strict=True)))
        for start, end, *values in self.edges:
            graph.add_edge(start, end, **dict(zip(EDGE, values, strict=True)))
        return graph

    @classmethod
    def from_vocabulary(cls, name: str) -> Self:
        """Give the shipped network of a vocabulary; see `cbf_widgets.simulation.starting.vocabulary_network`."""
        from cbf_widgets.simulation.starting import vocabulary_network

        return cls(**vocabulary_network(name))

    @classmethod
    def from_spiral(cls, spiral: Spiral, by: Literal["kind", "mark"] = "kind") -> Self:
        """Give the network of a spiral; see `cbf_widgets.simulation.starting.spiral_network`."""
        from cbf_widgets.simulation.starting import spiral_network

        return cls(**spiral_network(spiral, by))

    @classmethod
    def from_ratings(cls, table: Any, network: StepNetwork | None = None, **scale: Any) -> Self:
        """Build a network from ratings by a class; see `cbf_widgets.simulation.ratings.rated_network`."""
        from cbf_widgets.simulation.ratings import rated_network

        return cls(**vars(rated_network(table, network, **scale)))
