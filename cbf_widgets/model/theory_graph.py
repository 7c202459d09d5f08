"""A theory of change as a networkx graph and back, with nothing lost, GraphML included."""

from __future__ import annotations

import json
from math import inf
from typing import TYPE_CHECKING, Any, NamedTuple

from cbf_widgets.errors import CbfError, renamed, shown
from cbf_widgets.model.theory_elsewhere import kumu as kumu  # noqa: PLC0414 - found here, too: both are graphs
from cbf_widgets.model.theory_elsewhere import to_mermaid as to_mermaid  # noqa: PLC0414
from cbf_widgets.model.theory_parts import Item, Link

if TYPE_CHECKING:
    import networkx as nx

    from cbf_widgets.model.theory import TheoryOfChange

FORMAT = "cbf_widgets theory of change graph"
# What `to_networkx` adds for the reader's convenience; read back from the parts themselves.
_DERIVED = {"order", "heading", "column_title"}
_ADVICE = "Use a graph that to_networkx made, or follow its attributes."


def to_networkx(theory: TheoryOfChange) -> nx.DiGraph:
    """Give a theory as a graph: items as nodes, arrows as edges.

    Parameters
    ----------
    theory : TheoryOfChange
        The theory.

    Returns
    -------
    networkx.DiGraph
        A node is called by its item's id and carries the fields of `Item`, ``order``, ``heading`` and ``column_title``; an
        edge the fields of `Link`, its id as ``link``, and ``order``. The graph carries ``theory`` (its id), ``title``,
        ``authority``, ``template``, ``pages``, ``vision``, ``vision_lines``, ``made_from``, and the ``columns`` as JSON.
        Every attribute is a text, a number or a truth value, so that GraphML can hold it.

    Examples
    --------
    >>> from cbf_widgets.model.theory import TheoryOfChange
    >>> theory = TheoryOfChange(id="t", title="T").add_column("Now").add_item("now", "Tea").add_item("now", "Talk")
    >>> list(to_networkx(theory.link("i1", "i2", assumption="There is time")).edges(data="assumption"))
    [('i1', 'i2', 'There is time')]
    """
    import networkx as nx

    columns = json.dumps([column.to_dict() for column in theory.columns], ensure_ascii=False)
    graph = nx.DiGraph(
        format=FORMAT, theory=theory.id, title=theory.title, authority=theory.authority, template=theory.template,
        pages=_flat(theory.pages), vision=theory.vision.text, vision_lines=_flat(theory.vision.lines),
        made_from=theory.made_from, columns=columns,
    )  # fmt: skip
    for order, item in enumerate(theory.items):
        column = theory.column(item.column)
        graph.add_node(item.id, **_fields(item), order=order, heading=column.heading, column_title=column.title)
    for order, link in enumerate(theory.links):
        fields = {name: value for name, value in _fields(link).items() if name not in ("from_item", "to_item")}
        graph.add_edge(link.from_item, link.to_item, link=link.id, **fields, order=order)
    return graph


def _fields(part: Item | Link) -> dict[str, Any]:
    return {name: _flat(getattr(part, name)) for name in type(part).__dataclass_fields__ if name != "id"}


def _flat(value: Any) -> Any:
    return " ".join(map(str, value)) if isinstance(value, tuple) else value


class _Part(NamedTuple):
    """The graph, a node or an edge: what to call it in a message, and its attributes."""

    place: str
    fields: dict[str, Any]

    @property
    def order(self) -> float:
        order = self.fields.get("order")
        return float(order) if isinstance(order, int | float) and order == order else inf  # noqa: PLR0124

    def error(self, attribute: str, expected: str, came: object) -> CbfError:
        return CbfError(expected, shown(came), place=f"{self.place}, attribute {attribute}", advice=_ADVICE)

    def numbers(self, attribute: str) -> list[int]:
        text = self.fields.get(attribute, "")
        if isinstance(text, str) and all(word.isascii() and word.isdigit() and len(word) < 10 for word in text.split()):
            return [int(word) for word in text.split()]
        raise self.error(attribute, "whole numbers with spaces between them", text)


def from_networkx(graph: nx.Graph) -> dict[str, Any]:
    """Read a theory's plain data from a graph that `to_networkx` made, also after a trip through GraphML.

    Parameters
    ----------
    graph : networkx.DiGraph
        The graph; a MultiDiGraph does as well.

    Returns
    -------
    dict
        What `TheoryOfChange.from_dict` takes.

    Raises
    ------
    CbfError
        Naming the node or edge, the attribute, what was expected and what came.

    Examples
    --------
    >>> from cbf_widgets.model.theory import TheoryOfChange
    >>> from_networkx(to_networkx(TheoryOfChange(id="t", title="T").add_column("Now").add_item("now", "Tea")))["items"]
    [{'id': 'i1', 'column': 'now', 'text': 'Tea'}]
    """
    from cbf_widgets.model.theory import TheoryOfChange

    if not (hasattr(graph, "nodes") and hasattr(graph, "edges") and graph.is_directed()):
        raise CbfError("a directed networkx graph", type(graph).__name__, advice=_ADVICE)
    data = _heading(_Part("the graph", dict(graph.graph)))
    nodes = [(_Part(f"node {shown(node)}", dict(fields)), node) for node, fields in graph.nodes(data=True)]
    edges = [
        (_Part(f"edge {shown(start)} → {shown(end)}", dict(fields)), (start, end))
        for start, end, fields in graph.edges(data=True)
    ]
    for parts in (nodes, edges):
        parts.sort(key=lambda part: part[0].order)  # stable: whoever has no order comes last
    data["items"] = [_item(part, node) for part, node in nodes]
    data["links"] = [_link(part, *ends) for part, ends in edges]
    try:
        return TheoryOfChange.from_dict(data).to_dict()
    except CbfError as error:
        names = {
            f"{name}[{i}]": part.place
            for name, parts in (("items", nodes), ("links", edges))
            for i, (part, _) in enumerate(parts)
        }
        of_part = renamed(error, names, "attribute", {"id": "link"} if error.place.startswith("links") else {})
        of_graph = renamed(error.inside("graph"), {"graph": "the graph"}, "attribute", {"id": "theory"})
        raise (of_graph if of_part is error else of_part) from None


def _heading(graph: _Part) -> dict[str, Any]:
    if graph.fields.get("format") != FORMAT:
        raise graph.error("format", repr(FORMAT), graph.fields.get("format"))
    try:
        columns = json.loads(graph.fields.get("columns", ""))
    except (ValueError, TypeError, RecursionError):
        raise graph.error("columns", "columns as JSON", graph.fields.get("columns")) from None
    texts: dict[str, Any] = {
        name: graph.fields[name] for name in ("title", "authority", "template", "made_from") if name in graph.fields
    }
    vision = {"text": graph.fields.get("vision", ""), "lines": graph.numbers("vision_lines")}
    return {
        "id": graph.fields.get("theory"),
        "title": "",
        **texts,
        "pages": graph.numbers("pages"),
        "vision": vision,
        "columns": columns,
    }


def _item(part: _Part, node: Any) -> Item:
    fields = {name: value for name, value in part.fields.items() if name not in _DERIVED}
    item: Item = _made(Item, part, {**fields, "id": node, "lines": part.numbers("lines")})
    return item


def _link(part: _Part, start: Any, end: Any) -> Link:
    fields = {name: value for name, value in part.fields.items() if name not in {"order", "link"}}
    link: Link = _made(Link, part, {**fields, "id": part.fields.get("link"), "from_item": start, "to_item": end})
    return link


def _made(cls: Any, part: _Part, fields: dict[str, Any]) -> Any:
    try:
        return cls.from_dict(fields)
    except CbfError as error:
        raise renamed(error.inside("part"), {"part": part.place}, "attribute", {"id": "link"} if cls is Link else {}) from None
