"""A theory of change as a networkx graph and back, with nothing lost, GraphML included."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cbf_widgets.model.graph_part import GraphPart, attributes, flat, parts_of, sound
from cbf_widgets.model.theory_elsewhere import kumu as kumu  # noqa: PLC0414 - found here, too: both are graphs
from cbf_widgets.model.theory_elsewhere import to_mermaid as to_mermaid  # noqa: PLC0414
from cbf_widgets.model.theory_parts import Item, Link

if TYPE_CHECKING:
    import networkx as nx

    from cbf_widgets.model.theory import TheoryOfChange

FORMAT = "cbf_widgets theory of change graph"
# What `to_networkx` adds for the reader's convenience; read back from the parts themselves.
_DERIVED = {"order", "heading", "column_title"}
_CALLED = {"links": {"id": "link"}, "graph": {"id": "theory"}}  # as attributes


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
        pages=flat(theory.pages), vision=theory.vision.text, vision_lines=flat(theory.vision.lines),
        made_from=theory.made_from, columns=columns,
    )  # fmt: skip
    for order, item in enumerate(theory.items):
        column = theory.column(item.column)
        graph.add_node(item.id, **attributes(item, "id"), order=order, heading=column.heading, column_title=column.title)
    for order, link in enumerate(theory.links):
        fields = attributes(link, "id", "from_item", "to_item")
        graph.add_edge(link.from_item, link.to_item, link=link.id, **fields, order=order)
    return graph


def _numbers(part: GraphPart, attribute: str) -> list[int]:
    text = part.fields.get(attribute, "")
    if isinstance(text, str) and all(word.isascii() and word.isdigit() and len(word) < 10 for word in text.split()):
        return [int(word) for word in text.split()]
    raise part.error(attribute, "whole numbers with spaces between them", text)


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

    whole, nodes, edges = parts_of(graph, FORMAT)
    data = _heading(whole)
    for parts in (nodes, edges):
        parts.sort(key=lambda part: part.order)  # stable: whoever has no order comes last
    data["items"] = [_item(node) for node in nodes]
    data["links"] = [_link(edge) for edge in edges]
    return sound(TheoryOfChange, data, {"items": nodes, "links": edges}, _CALLED)


def _heading(graph: GraphPart) -> dict[str, Any]:
    columns = graph.json("columns", "columns")
    texts: dict[str, Any] = {
        name: graph.fields[name] for name in ("title", "authority", "template", "made_from") if name in graph.fields
    }
    vision = {"text": graph.fields.get("vision", ""), "lines": _numbers(graph, "vision_lines")}
    return {
        "id": graph.fields.get("theory"),
        "title": "",
        **texts,
        "pages": _numbers(graph, "pages"),
        "vision": vision,
        "columns": columns,
    }


def _item(node: GraphPart) -> Item:
    fields = {name: value for name, value in node.fields.items() if name not in _DERIVED}
    item: Item = node.made(Item, {**fields, "id": node.key, "lines": _numbers(node, "lines")})
    return item


def _link(edge: GraphPart) -> Link:
    start, end = edge.key
    fields = {name: value for name, value in edge.fields.items() if name not in {"order", "link"}}
    ends = {"id": edge.fields.get("link"), "from_item": start, "to_item": end}
    link: Link = edge.made(Link, {**fields, **ends}, _CALLED["links"])
    return link
