"""What reading any graph back needs: its parts, each of which a message can name with its attribute."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from math import inf
from typing import TYPE_CHECKING, Any, NamedTuple

from cbf_widgets.errors import CbfError, renamed, shown
from cbf_widgets.model.value import Value

if TYPE_CHECKING:
    import networkx as nx

_ADVICE = "Use a graph that to_networkx made, or follow its attributes."


def flat(value: Any) -> Any:
    """Give a value as GraphML can hold it: several as words.

    Examples
    --------
    >>> flat((3, 5)), flat("tea")
    ('3 5', 'tea')
    """
    return " ".join(map(str, value)) if isinstance(value, tuple) else value


def attributes(part: Value, *without: str) -> dict[str, Any]:
    """Give the fields of a value as attributes of a node or an edge.

    Examples
    --------
    >>> from cbf_widgets.model.mark import Ripple
    >>> attributes(Ripple(source="m1", target="m2"), "source", "target")
    {'note': ''}
    """
    names = (field.name for field in fields(part))  # type: ignore[arg-type]
    return {name: flat(getattr(part, name)) for name in names if name not in without}


class GraphPart(NamedTuple):
    """The graph, a node or an edge.

    Attributes
    ----------
    place : str
        What a message calls it.
    key : object
        A node's name, an edge's two ends.
    fields : dict
        Its attributes.

    Examples
    --------
    >>> str(GraphPart("node 'm1'", "m1", {"place": "far"}).error("place", "a number", "far")).partition(". ")[0]
    "node 'm1', attribute place: expected a number, but got 'far'"
    """

    place: str
    key: Any
    fields: dict[str, Any]

    @property
    def order(self) -> float:
        """Which one it was; who has no order comes last."""
        order = self.fields.get("order")
        return float(order) if isinstance(order, int | float) and order == order else inf  # noqa: PLR0124

    def error(self, attribute: str, expected: str, came: object) -> CbfError:
        """Say what is wrong with an attribute."""
        return CbfError(expected, shown(came), place=f"{self.place}, attribute {attribute}", advice=_ADVICE)

    def json(self, attribute: str, what: str) -> Any:
        """Read an attribute that holds JSON."""
        try:
            return json.loads(self.fields.get(attribute, ""))
        except (ValueError, TypeError, RecursionError):
            raise self.error(attribute, f"{what} as JSON", self.fields.get(attribute)) from None

    def made(self, cls: Any, fields: dict[str, Any], called: Mapping[str, str] | None = None) -> Any:
        """Make a value of fields; an error calls them what `called` says they are called as attributes."""
        try:
            return cls.from_dict(fields)
        except CbfError as error:
            raise renamed(error.inside("part"), {"part": self.place}, "attribute", called) from None


def parts_of(graph: nx.Graph, form: str) -> tuple[GraphPart, list[GraphPart], list[GraphPart]]:
    """Give a directed graph itself, its nodes and its edges, once it says that it is of this form.

    Examples
    --------
    >>> import networkx as nx
    >>> whole, nodes, edges = parts_of(nx.DiGraph([("a", "b")], format="cup"), "cup")
    >>> whole.place, nodes[0].place, edges[0].place
    ('the graph', "node 'a'", "edge 'a' → 'b'")
    """
    if not (hasattr(graph, "nodes") and hasattr(graph, "edges") and graph.is_directed()):
        raise CbfError("a directed networkx graph", type(graph).__name__, advice=_ADVICE)
    whole = GraphPart("the graph", None, dict(graph.graph))
    if whole.fields.get("format") != form:
        raise whole.error("format", repr(form), whole.fields.get("format"))
    nodes = [GraphPart(f"node {shown(node)}", node, dict(fields)) for node, fields in graph.nodes(data=True)]
    edges = [
        GraphPart(f"edge {shown(start)} → {shown(end)}", (start, end), dict(fields))
        for start, end, fields in graph.edges(data=True)
    ]
    return whole, nodes, edges


def sound(
    cls: Any,
    data: dict[str, Any],
    parts: Mapping[str, Sequence[GraphPart]],
    called: Mapping[str, Mapping[str, str]] | None = None,
) -> dict[str, Any]:
    """Check data as a whole; an error names the node, the edge or the graph that is meant.

    `parts` says from which parts each field of the data was read, `called` what such a field's own fields, or the graph's, are
    called as attributes where that differs. What comes back is as ``to_dict`` gives it.

    Examples
    --------
    >>> from cbf_widgets.model.theory import TheoryOfChange
    >>> sound(TheoryOfChange, {"id": "?", "title": "Ours"}, {}, {"graph": {"id": "theory"}})
    Traceback (most recent call last):
    ...
    cbf_widgets.errors.CbfError: the graph, attribute theory: expected an id of letters, digits, hyphens and underscores, but got '?'.
    """
    try:
        checked: dict[str, Any] = cls.from_dict(data).to_dict()
    except CbfError as error:
        called = called or {}
        names = {f"{field}[{i}]": part.place for field, some in parts.items() for i, part in enumerate(some)}
        of_part = renamed(error, names, "attribute", called.get(error.place.partition("[")[0]))
        of_graph = renamed(error.inside("graph"), {"graph": "the graph"}, "attribute", called.get("graph"))
        raise (of_graph if of_part is error else of_part) from None
    return checked
