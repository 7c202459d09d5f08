"""A spiral as a networkx graph and back, with nothing lost, GraphML included."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cbf_widgets.errors import CbfError
from cbf_widgets.model.graph_part import GraphPart, attributes, parts_of, sound
from cbf_widgets.model.mark import Mark, Ripple, Rupture

if TYPE_CHECKING:
    import networkx as nx

    from cbf_widgets.model.spiral import Spiral

FORMAT = "cbf_widgets spiral graph"
# What `to_networkx` adds for the reader's convenience; read back from the parts themselves.
_DERIVED = {"type", "order", "number", "loop", "name"}


def to_networkx(spiral: Spiral) -> nx.MultiDiGraph:
    """Give a spiral as a graph: marks and ruptures as nodes, ripples and repairs as edges.

    Parameters
    ----------
    spiral : Spiral
        The spiral.

    Returns
    -------
    networkx.MultiDiGraph
        A mark's node is called by its id, a rupture's ``rupture:`` and its id. Nodes carry ``type`` (mark or rupture),
        the fields of `Mark` or `Rupture`, ``order``, ``loop``, and marks ``number`` and ``name``; edges carry ``type``
        (ripple, from mark to mark; or repair, from rupture to mark), ``order`` and ``note``. The graph carries
        ``title``, ``alias``, ``loops`` and the ``vocabulary`` as JSON. Every attribute is a text, a number or a truth
        value, so that GraphML can hold it.

    Examples
    --------
    >>> from cbf_widgets.model.spiral import Spiral
    >>> own = {"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}]}
    >>> graph = to_networkx(Spiral(vocabulary=own).rupture(0.2).add("tea", 0.5).repair("r1", "m1"))
    >>> list(graph.edges(data="type"))
    [('rupture:r1', 'm1', 'repair')]
    """
    import networkx as nx

    vocabulary = json.dumps(spiral.vocabulary.to_dict(), ensure_ascii=False)
    heading = {"title": spiral.title, "alias": spiral.alias, "loops": spiral.loops, "vocabulary": vocabulary}
    graph = nx.MultiDiGraph(format=FORMAT, **heading)
    for order, mark in enumerate(spiral.marks):
        name = spiral.vocabulary.kind(mark.kind).name
        more = {"type": "mark", "order": order, "number": order + 1, "name": name}
        graph.add_node(mark.id, **attributes(mark), **more, loop=spiral.loop(mark.place))
    for order, rupture in enumerate(spiral.ruptures):
        fields = attributes(rupture, "repair")
        graph.add_node(_node(rupture.id), **fields, type="rupture", order=order, loop=spiral.loop(rupture.place))
        if rupture.repair:
            graph.add_edge(_node(rupture.id), rupture.repair, key="repair", type="repair")
    for order, ripple in enumerate(spiral.ripples):
        graph.add_edge(ripple.source, ripple.target, key="ripple", type="ripple", order=order, note=ripple.note)
    return graph


def _node(rupture: str) -> str:
    return f"rupture:{rupture}"


def from_networkx(graph: nx.Graph) -> dict[str, Any]:
    """Read a spiral's plain data from a graph that `to_networkx` made, also after a trip through GraphML.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        The graph; a DiGraph does as well.

    Returns
    -------
    dict
        What `Spiral.from_dict` takes.

    Raises
    ------
    CbfError
        Naming the node or edge, the attribute, what was expected and what came.

    Examples
    --------
    >>> from cbf_widgets.model.spiral import Spiral
    >>> own = {"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}]}
    >>> from_networkx(to_networkx(Spiral(vocabulary=own, loops=2).add("tea", 0.5)))["marks"]
    [{'id': 'm1', 'kind': 'tea', 'place': 0.5}]
    """
    from cbf_widgets.model.spiral import Spiral

    whole, nodes, edges = parts_of(graph, FORMAT)
    data = _heading(whole)
    items: dict[str, list[GraphPart]] = {"mark": [], "rupture": [], "ripple": [], "repair": []}
    for node in nodes:
        _sort(items, node, ("mark", "rupture"))
    for edge in edges:
        _sort(items, edge, ("ripple", "repair"))
    for group in items.values():
        group.sort(key=lambda item: item.order)  # stable: whoever has no order comes last
    ruptures = {item.key for item in items["rupture"]}
    for item in items["repair"]:
        if item.key[0] not in ruptures:
            raise item.error("type", "a rupture at its beginning", item.key[0])
    data["marks"] = [_mark(item) for item in items["mark"]]
    data["ruptures"] = [_rupture(item, items["repair"]) for item in items["rupture"]]
    data["ripples"] = [_ripple(item) for item in items["ripple"]]
    return sound(Spiral, data, {f"{kind}s": items[kind] for kind in ("mark", "rupture", "ripple")})


def _heading(graph: GraphPart) -> dict[str, Any]:
    texts = {name: graph.fields.get(name, "") for name in ("title", "alias")}  # GraphML leaves out what is empty
    return {**texts, "loops": graph.fields.get("loops"), "vocabulary": graph.json("vocabulary", "a vocabulary")}


def _sort(items: dict[str, list[GraphPart]], item: GraphPart, types: tuple[str, str]) -> None:
    kind = item.fields.get("type")
    if kind not in types:
        raise item.error("type", " or ".join(types), kind)
    items[str(kind)].append(item)


def _part(cls: Any, item: GraphPart, fields: dict[str, Any]) -> Any:
    return item.made(cls, {name: value for name, value in fields.items() if name not in _DERIVED})


def _mark(item: GraphPart) -> Mark:
    nurtures = item.fields.get("nurtures", "")
    if not isinstance(nurtures, str):
        raise item.error("nurtures", "words", nurtures)
    mark: Mark = _part(Mark, item, {**item.fields, "id": item.key, "nurtures": nurtures.split()})
    return mark


def _rupture(item: GraphPart, repairs: list[GraphPart]) -> Rupture:
    ends = [repair.key[1] for repair in repairs if repair.key[0] == item.key]
    if len(ends) > 1:
        raise CbfError("at most one repair", f"{len(ends)}", place=item.place, advice="Take the others out.")
    name = str(item.key).removeprefix("rupture:")
    rupture: Rupture = _part(Rupture, item, {**item.fields, "id": name, "repair": ends[0] if ends else ""})
    return rupture


def _ripple(item: GraphPart) -> Ripple:
    fields = {name: value for name, value in item.fields.items() if name != "id"}  # GraphML's own number of the edge
    ripple: Ripple = _part(Ripple, item, {**fields, "source": item.key[0], "target": item.key[1]})
    return ripple
