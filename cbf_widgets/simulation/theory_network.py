"""A theory of change as a network for the same engine as the spirals: items are steps of one level, arrows are contagion."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cbf_widgets import datasets
from cbf_widgets.errors import CbfError, listed, shown
from cbf_widgets.model.theory import TheoryOfChange
from cbf_widgets.model.theory_number import TheoryNumber
from cbf_widgets.model.theory_parts import Link
from cbf_widgets.simulation.network import StepNetwork
from cbf_widgets.simulation.parts import Edge, Step

_LONGEST = 200  # what a step's label may have
_MOST = 0.99  # of contagion, which stays below 1


def numbers(given: Mapping[str, Any] | None = None) -> tuple[TheoryNumber, ...]:
    """Give the numbers with which a theory of change is run, each an assumption.

    Parameters
    ----------
    given : Mapping, optional
        Values by name, in place of those shipped.

    Returns
    -------
    tuple of TheoryNumber
        In their order.

    Raises
    ------
    CbfError
        Naming a number that isn't known, or one out of its range.

    Examples
    --------
    >>> {number.name: number.value for number in numbers({"strong": 0.5})}["strong"]
    0.5
    """
    shipped = {number.name: number for number in datasets.theory_numbers()}
    if given is not None and not isinstance(given, Mapping):
        raise CbfError("numbers by name", shown(given), place="numbers", advice="For example {'slip': 0}.")
    for name in given or {}:
        if name not in shipped:
            raise CbfError(f"one of {listed([*shipped])}", shown(name), place="numbers")
    return tuple(number.at(given[name]) if given and name in given else number for name, number in shipped.items())


def values(given: tuple[TheoryNumber, ...]) -> dict[str, float]:
    """Give numbers as values by name.

    Examples
    --------
    >>> values(numbers())["contacts"]
    52.0
    """
    return {number.name: number.value for number in given}


def push(link: Link, value: Mapping[str, float]) -> float:
    """Give what an arrow brings about in a round, once its first item is there: its strength times its confidence.

    Parameters
    ----------
    link : Link
        The arrow.
    value : Mapping
        What each strength and confidence counts for, as `values` has it.

    Examples
    --------
    >>> push(Link(id="a1", from_item="i1", to_item="i2", strength="weak", confidence="guess"), values(numbers()))
    0.03
    """
    strength = value[link.strength or "strength_unsaid"]
    return min(_MOST, strength * value[link.confidence.replace("-", "_") or "confidence_unsaid"])


def theory_network(theory: TheoryOfChange, given: Mapping[str, Any] | None = None) -> StepNetwork:
    """Turn a theory of change into a network: what follows from it is what its arrows imply.

    Items with arrows become steps of one level. An item to which no arrow leads begins by itself; any other comes about through arrows only.

    Parameters
    ----------
    theory : TheoryOfChange
        With at least one arrow.
    given : Mapping, optional
        Values of `numbers` by name.

    Returns
    -------
    StepNetwork
        Nodes are ids of items, in the theory's order.

    Raises
    ------
    CbfError
        When there is no arrow, or a number is out of its range.

    Examples
    --------
    >>> theory = TheoryOfChange(id="ours", title="Ours").add_column("Now").add_column("Later").add_item("now", "Ask").add_item("later", "Rest")
    >>> network = theory_network(theory.link("i1", "i2", strength="weak", confidence="guess"))
    >>> network.values("uptake").tolist(), network.edges[0].contagion
    ([0.2, 0.0], 0.03)
    """
    if not isinstance(theory, TheoryOfChange):
        raise CbfError("a TheoryOfChange", shown(theory), place="theory")
    if not theory.links:
        advice = "Draw some: a run follows what you think leads to what."
        raise CbfError("at least one arrow", "none", place=f"theory {theory.id}", advice=advice)
    value = values(numbers(given))
    ends = {end for link in theory.links for end in (link.from_item, link.to_item)}
    led_to = {link.to_item for link in theory.links}
    steps = tuple(
        Step(
            item.id,
            label=_label(item.text),
            kind="item",
            uptake=0.0 if item.id in led_to else value["begins"],
            slip=value["slip"],
        )
        for item in theory.items
        if item.id in ends
    )
    edges = tuple(Edge(link.from_item, link.to_item, contagion=push(link, value)) for link in theory.links)
    return StepNetwork(steps=steps, edges=edges, loops=1)


def _label(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
