"""Networks with starting values: all numbers are assumptions (`datasets/starting_values.yaml`). No source gives a number."""

from __future__ import annotations

from collections.abc import Container
from itertools import product
from typing import Any, Literal, NamedTuple, Self

from cbf_widgets import datasets
from cbf_widgets.errors import CbfError, shown
from cbf_widgets.model.mark import Mark
from cbf_widgets.model.spiral import Spiral
from cbf_widgets.model.starting import StartingValues, Weights
from cbf_widgets.model.step import Vocabulary
from cbf_widgets.simulation.parts import Edge, Step

_OF_RIPPLE = "ripple on the spiral"
_Three = tuple[float, float, float]


def vocabulary_network(name: str) -> dict[str, Any]:
    """Give the parts of a shipped vocabulary's network, with starting values.

    Every number is an assumption. An edge's ``source`` says whether a text asserts *that there is a link*: then it is the locator, with the
    kinds of link asserted in parentheses; else it is the word ``assumption``. An asserted link that the starting values
    don't use stands there with zeros, to be filled by hand.

    Parameters
    ----------
    name : str
        ``partnership-building`` or ``making-change-happen``.

    Returns
    -------
    dict
        What `StepNetwork` takes.

    Examples
    --------
    >>> [edge.source for edge in vocabulary_network("partnership-building")["edges"]][:2]
    ['partnership worksheet, 1 Earning acceptance (contagion, readiness)', 'partnership worksheet, 1 Earning acceptance (contagion, readiness)']
    """
    vocabulary = datasets.vocabulary(name)
    steps = tuple(_step(kind.id, kind.name, kind.id) for kind in vocabulary.kinds)
    pairs = product([kind.id for kind in vocabulary.kinds], repeat=2)
    known = _Known.of(vocabulary)
    edges = (_edge(_End(a, a), _End(b, b), known, rippled=False) for a, b in pairs)
    return {"steps": steps, "edges": tuple(edge for edge in edges if edge), "loops": datasets.starting_values().loops, **_graph()}


class _End(NamedTuple):
    node: str
    kind: str


class _Known(NamedTuple):
    """What is known of edges: the vocabulary's links, and the starting values."""

    vocabulary: Vocabulary
    values: StartingValues
    table: dict[tuple[str, str], Weights]

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> Self:
        values = datasets.starting_values()
        return cls(vocabulary, values, values.edges(vocabulary.name))


def _step(node: str, label: str, kind: str, secure: int = 0) -> Step:
    values = datasets.starting_values()
    return Step(node, label=label, kind=kind, uptake=values.uptake_of(kind), effort=values.effort, slip=values.slip,
                ratchet=values.ratchet, level=secure, floor=secure)  # fmt: skip


def _graph() -> dict[str, float]:
    values = datasets.starting_values()
    return {"rupture": values.rupture, "repair": values.repair}


def _asserted(vocabulary: Vocabulary, start: str, end: str) -> dict[str, list[str]]:
    """From each locator to the kinds of link that it asserts between two kinds of step."""
    found: dict[str, list[str]] = {}
    for link in vocabulary.links:
        if link.from_kind == start and (link.to_kind == end or (not link.to_kind and start != end)):
            kinds = found.setdefault(link.source, [])
            kinds += [link.kind] if link.kind not in kinds else []
    return found


def _edge(start: _End, end: _End, known: _Known, *, rippled: bool) -> Edge | None:
    """Give the edge between two steps, if a table, a text or a ripple knows one."""
    asserted = _asserted(known.vocabulary, start.kind, end.kind)
    found = known.table.get((start.kind, end.kind))
    if found is None and not asserted and not rippled:
        return None
    weights = found.each if found else (0.0, 0.0, 0.0)
    if not known.table:
        weights = _masked(known.values.asserted, {kind for kinds in asserted.values() for kind in kinds})
    if rippled:
        weights = _larger(weights, known.values.ripple.each)
    sources = [f"{locator} ({', '.join(kinds)})" for locator, kinds in asserted.items()]
    sources += [_OF_RIPPLE] if rippled else []
    return Edge(start.node, end.node, *weights, source="; ".join(sources) or "assumption")


def _masked(weights: Weights, kinds: Container[str]) -> _Three:
    return (
        weights.contagion if "contagion" in kinds else 0.0,
        weights.readiness if "readiness" in kinds else 0.0,
        weights.support if "support" in kinds else 0.0,
    )


def _larger(one: _Three, other: _Three) -> _Three:
    return max(one[0], other[0]), max(one[1], other[1]), max(one[2], other[2])


def spiral_network(spiral: Spiral, by: Literal["kind", "mark"] = "kind") -> dict[str, Any]:
    """Give the parts of a spiral's network: its marks or their kinds as steps, ripples and known links as edges.

    Parameters
    ----------
    spiral : Spiral
        At least one mark lies on it.
    by : {"kind", "mark"}
        One step for each kind that is marked, in the vocabulary's order; or one for each mark, in the order of places. By mark, links between kinds
        lead from a mark to those further along the line; ripples lead where the person drew them.

    Returns
    -------
    dict
        What `StepNetwork` takes. A mark that holds starts with a level that is secure: by kind, one for each loop in which
        a mark of that kind holds. What doesn't hold starts at 0. Every number is an assumption.

    Raises
    ------
    CbfError
        When no mark lies on the spiral, or `by` is something else.

    Examples
    --------
    >>> spiral = Spiral(vocabulary="partnership-building").add("subtle", 0.5, holds=True).add("repair", 1).ripple("m1", "m2")
    >>> parts = spiral_network(spiral)
    >>> [(step.node, step.floor) for step in parts["steps"]], parts["edges"][0].source
    ([('subtle', 1), ('repair', 0)], 'ripple on the spiral')
    """
    if by not in {"kind", "mark"}:
        raise CbfError("'kind' or 'mark'", shown(by), place="by")
    if not spiral.marks:
        raise CbfError("a spiral with at least one mark", "an empty one", advice="Place a step on it first.")
    steps, ends, ripples = _by_kind(spiral) if by == "kind" else _by_mark(spiral)
    edges, known = [], _Known.of(spiral.vocabulary)
    for (i, start), (j, end) in product(enumerate(ends), repeat=2):
        rippled = (start.node, end.node) in ripples
        if by == "kind" or i < j or rippled:
            edges.append(_edge(start, end, known, rippled=rippled))
    return {"steps": steps, "edges": tuple(edge for edge in edges if edge), "loops": spiral.loops, **_graph()}


_Parts = tuple[tuple[Step, ...], list[_End], set[tuple[str, str]]]


def _by_kind(spiral: Spiral) -> _Parts:
    kind_of = {mark.id: mark.kind for mark in spiral.marks}
    kinds = [kind for kind in spiral.vocabulary.kinds if kind.id in kind_of.values()]
    secure = {kind.id: len({spiral.loop(m.place) for m in spiral.marks if m.kind == kind.id and m.holds}) for kind in kinds}
    steps = tuple(_step(kind.id, kind.name, kind.id, secure[kind.id]) for kind in kinds)
    ripples = {(kind_of[ripple.source], kind_of[ripple.target]) for ripple in spiral.ripples}
    return steps, [_End(kind.id, kind.id) for kind in kinds], ripples


def _by_mark(spiral: Spiral) -> _Parts:
    steps = tuple(_step(mark.id, _label(spiral, mark), mark.kind, int(mark.holds)) for mark in spiral.marks)
    ripples = {(ripple.source, ripple.target) for ripple in spiral.ripples}
    return steps, [_End(mark.id, mark.kind) for mark in spiral.marks], ripples


def _label(spiral: Spiral, mark: Mark) -> str:
    name = spiral.vocabulary.kind(mark.kind).name
    return mark.label[:200] if mark.label.strip() else name
