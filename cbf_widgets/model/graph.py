"""A spiral as a networkx graph and back, with nothing lost, GraphML included."""

from __future__ import annotations

import json
from math import inf
from typing import TYPE_CHECKING, Any, NamedTuple

from cbf_widgets.errors import CbfError, renamed, shown
from cbf_widgets.model.mark import Mark, Ripple, Rupture

if TYPE_CHECKING:
    import networkx as nx

    from cbf_widgets.model.spiral import Spiral

FORMAT = "cbf_widgets spiral graph"
# What `to_networkx` adds for the reader's convenience; read back from the parts themselves.
_DERIVED = {"type", "order", "number", "loop", "name"}
_HEADING = ("format", "title", "alias", "loops", "vocabulary")


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
    heading = (FORMAT, spiral.title, spiral.alias, spiral.loops, vocabulary)
    graph = nx.MultiDiGraph(**dict(zip(_HEADING, heading, strict=True)))
    for order, mark in enumerate(spiral.marks):
        name = spiral.vocabulary.kind(mark.kind).name
        more = {"type": "mark", "order": order, "number": order + 1, "name": name}
        graph.add_node(mark.id, **_flat(mark), **more, loop=spiral.loop(mark.place))
    for order, rupture in enumerate(spiral.ruptures):
        fields = {key: value for key, value in _flat(rupture).items() if key != "repair"}
        graph.add_node(_node(rupture.id), **fields, type="rupture", order=order, loop=spiral.loop(rupture.place))
        if rupture.repair:
            graph.add_edge(_node(rupture.id), rupture.repair, key="repair", type="repair")
    for order, ripple in enumerate(spiral.ripples):
        graph.add_edge(ripple.source, ripple.target, key="ripple", type="ripple", order=order, note=ripple.note)
    return graph


def _node(rupture: str) -> str:
    return f"rupture:{rupture}"


def _flat(part: Mark | Rupture) -> dict[str, Any]:
    fields = {name: getattr(part, name) for name in type(part).__dataclass_fields__}
    return {name: " ".join(value) if isinstance(value, tuple) else value for name, value in fields.items()}


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

    if not (hasattr(graph, "nodes") and hasattr(graph, "edges") and graph.is_directed()):
        raise CbfError("a directed networkx graph", type(graph).__name__, advice=_ADVICE)
    data = _heading(dict(graph.graph))
    items = {"mark": [], "rupture": [], "ripple": [], "repair": []}  # type: dict[str, list[_Item]]
    for name, fields in graph.nodes(data=True):
        _sort(items, _Item(f"node {shown(name)}", name, dict(fields)), ("mark", "rupture"))
    for source, target, fields in graph.edges(data=True):
        place = f"edge {shown(source)} → {shown(target)}"
        _sort(items, _Item(place, (source, target), dict(fields)), ("ripple", "repair"))
    for group in items.values():
        group.sort(key=lambda item: item.order)  # stable: whoever has no order comes last
    ruptures = {item.key for item in items["rupture"]}
    for item in items["repair"]:
        if item.key[0] not in ruptures:
            raise item.error("type", "a rupture at its beginning", item.key[0])
    data["marks"] = [_mark(item) for item in items["mark"]]
    data["ruptures"] = [_rupture(item, items["repair"]) for item in items["rupture"]]
    data["ripples"] = [_ripple(item) for item in items["ripple"]]
    try:
        return Spiral.from_dict(data).to_dict()
    except CbfError as error:
        kinds = (("marks", "mark"), ("ruptures", "rupture"), ("ripples", "ripple"))
        names = {f"{n}[{i}]": item.place for n, kind in kinds for i, item in enumerate(items[kind])}
        of_part = renamed(error, names, "attribute")
        of_graph = renamed(error.inside("graph"), {"graph": "the graph"}, "attribute")
        raise (of_graph if of_part is error else of_part) from None


_ADVICE = "Use a graph that to_networkx made, or follow its attributes."


class _Item(NamedTuple):
    """A node or an edge: what to call it in a message, its key, its attributes."""

    place: str
    key: Any
    fields: dict[str, Any]

    @property
    def order(self) -> float:
        order = self.fields.get("order")
        return float(order) if isinstance(order, int | float) and order == order else inf  # noqa: PLR0124

    def error(self, attribute: str, expected: str, came: object) -> CbfError:
        return CbfError(expected, shown(came), place=f"{self.place}, attribute {attribute}", advice=_ADVICE)


def _heading(graph: dict[str, Any]) -> dict[str, Any]:
    item = _Item("the graph", None, graph)
    if graph.get("format") != FORMAT:
        raise item.error("format", repr(FORMAT), graph.get("format"))
    try:
        vocabulary = json.loads(graph.get("vocabulary", ""))
    except (ValueError, TypeError, RecursionError):
        raise item.error("vocabulary", "a vocabulary as JSON", graph.get("vocabulary")) from None
    texts = {name: graph.get(name, "") for name in ("title", "alias")}  # GraphML leaves out what is empty
    return {**texts, "loops": graph.get("loops"), "vocabulary": vocabulary}


def _sort(items: dict[str, list[_Item]], item: _Item, types: tuple[str, str]) -> None:
    kind = item.fields.get("type")
    if kind not in types:
        raise item.error("type", " or ".join(types), kind)
    items[str(kind)].append(item)


def _part(cls: Any, item: _Item, fields: dict[str, Any]) -> Any:
    try:
        return cls.from_dict({name: value for name, value in fields.items() if name not in _DERIVED})
    except CbfError as error:
        raise renamed(error.inside("item"), {"item": item.place}, "attribute") from None


def _mark(item: _Item) -> Mark:
    nurtures = item.fields.get("nurtures", "")
    if not isinstance(nurtures, str):
        raise item.error("nurtures", "words", nurtures)
    mark: Mark = _part(Mark, item, {**item.fields, "id": item.key, "nurtures": nurtures.split()})
    return mark


def _rupture(item: _Item, repairs: list[_Item]) -> Rupture:
    ends = [repair.key[1] for repair in repairs if repair.key[0] == item.key]
    if len(ends) > 1:
        raise CbfError("at most one repair", f"{len(ends)}", place=item.place, advice="Take the others out.")
    name = str(item.key).removeprefix("rupture:")
    rupture: Rupture = _part(Rupture, item, {**item.fields, "id": name, "repair": ends[0] if ends else ""})
    return rupture


def _ripple(item: _Item) -> Ripple:
    fields = {name: value for name, value in item.fields.items() if name != "id"}  # GraphML's own number of the edge
    ripple: Ripple = _part(Ripple, item, {**fields, "source": item.key[0], "target": item.key[1]})
    return ripple
