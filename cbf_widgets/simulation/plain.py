"""A network as plain data, for files and front ends: every number in it, under the names of the model page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from cbf_widgets.errors import CbfError, listed, shown
from cbf_widgets.simulation.network import StepNetwork
from cbf_widgets.simulation.parts import GRAPH, Edge, Step

MOST_STEPS = 200
MOST_EDGES = 5_000

P = TypeVar("P", Step, Edge)


def network_to_dict(network: StepNetwork) -> dict[str, Any]:
    """Give a network as plain data, ready for JSON, each number written out.

    Examples
    --------
    >>> data = network_to_dict(StepNetwork.from_vocabulary("partnership-building"))
    >>> data["loops"], data["steps"][0]["uptake"], data["edges"][0]["to_step"]
    (3, 0.096, 'valuing')
    """
    graph = {name: getattr(network, name) for name in GRAPH}
    return {**graph, "steps": [step._asdict() for step in network.steps], "edges": [edge._asdict() for edge in network.edges]}


def network_from_dict(data: object) -> StepNetwork:
    """Read a network from plain data, checking every field; its nodes are texts.

    Parameters
    ----------
    data : Mapping
        As `network_to_dict` gives it. A `StepNetwork` is looked at in the same way.

    Returns
    -------
    StepNetwork
        The network.

    Raises
    ------
    CbfError
        Naming the place, what was expected and what came.

    Examples
    --------
    >>> network = StepNetwork.from_vocabulary("making-change-happen")
    >>> network_from_dict(network_to_dict(network)) == network
    True
    >>> network_from_dict({"loops": 3, "steps": [{"node": 1}]})
    Traceback (most recent call last):
    ...
    cbf_widgets.errors.CbfError: steps[0].node: expected text, but got 1. See networkx.relabel_nodes(graph, str).
    """
    if isinstance(data, StepNetwork):
        _few("steps", data.steps, MOST_STEPS)
        _few("edges", data.edges, MOST_EDGES)
        for number, step in enumerate(data.steps):
            _text(step.node, f"steps[{number}].node")
        return data
    if not isinstance(data, Mapping):
        raise CbfError("a network", shown(data))
    _only(data, (*GRAPH, "steps", "edges"))
    if "loops" not in data:
        raise CbfError("a field 'loops'", "none")
    graph = {name: data[name] for name in GRAPH if name in data}
    steps = _parts(data, "steps", MOST_STEPS, Step, ("node",))
    edges = _parts(data, "edges", MOST_EDGES, Edge, ("from_step", "to_step"))
    return StepNetwork(steps=steps, edges=edges, **graph)


def _parts(data: Mapping[str, Any], name: str, most: int, cls: type[P], nodes: Sequence[str]) -> tuple[P, ...]:
    items = data.get(name, [])
    if not isinstance(items, list | tuple):
        raise CbfError("a list", shown(items), place=name)
    _few(name, items, most)
    found = []
    for number, item in enumerate(items):
        place = f"{name}[{number}]"
        if not isinstance(item, Mapping):
            raise CbfError(f"the fields of {'a step' if cls is Step else 'an edge'}", shown(item), place=place)
        try:
            _only(item, cls._fields)
        except CbfError as error:
            raise error.inside(place) from None
        for node in nodes:
            _text(item.get(node), f"{place}.{node}")
        found.append(cls(**item))
    return tuple(found)


def _few(name: str, items: Sequence[object], most: int) -> None:
    if len(items) > most:
        raise CbfError(f"at most {most}", f"{len(items)}", place=name)


def _text(node: object, place: str) -> None:
    if not (isinstance(node, str) and node.strip() and len(node) <= 200):
        advice = "" if isinstance(node, str) else "See networkx.relabel_nodes(graph, str)."
        raise CbfError(
            "text of 1 to 200 characters" if isinstance(node, str) else "text", shown(node), place=place, advice=advice
        )


def _only(data: Mapping[str, Any], names: Sequence[str]) -> None:
    for name in data:
        if name not in names:
            raise CbfError(f"one of {listed(list(names))}", shown(name), advice="Take that field out, or mend its name.")
