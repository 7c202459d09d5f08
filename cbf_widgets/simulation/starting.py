"""Starting values of networks: all numbers are assumptions, chosen because they make the ideas visible. No source gives a number."""

from __future__ import annotations

from itertools import product
from typing import Any, Literal, NamedTuple

from cbf_widgets import datasets
from cbf_widgets.errors import CbfError, shown
from cbf_widgets.model.mark import Mark
from cbf_widgets.model.spiral import Spiral
from cbf_widgets.model.step import Vocabulary
from cbf_widgets.simulation.parts import Edge, Step

# Contagion, readiness, support of the edges between kinds of step.
_PARTNERSHIP = {
    ("acceptance", "valuing"): (0.10, 0.4, 0.4),
    ("acceptance", "subtle"): (0.10, 0.4, 0.4),
    ("acceptance", "repair"): (0.10, 0.4, 0.4),
    ("acceptance", "obvious"): (0.10, 0.7, 0.4),
    ("valuing", "obvious"): (0.10, 0.5, 0.3),
    ("subtle", "obvious"): (0.08, 0.3, 0.2),
    ("valuing", "subtle"): (0.06, 0.0, 0.2),
    ("subtle", "valuing"): (0.06, 0.0, 0.2),
    ("valuing", "acceptance"): (0.05, 0.0, 0.4),
    ("obvious", "acceptance"): (0.06, 0.0, 0.4),
    ("obvious", "valuing"): (0.06, 0.0, 0.2),
    ("repair", "acceptance"): (0.10, 0.0, 0.4),
    ("repair", "valuing"): (0.10, 0.0, 0.3),
}
_CHANGE = {
    ("respect", "strengths"): (0.10, 0.4, 0.4),
    ("respect", "reimagining"): (0.10, 0.4, 0.4),
    ("respect", "action"): (0.10, 0.7, 0.4),
    ("strengths", "respect"): (0.05, 0.0, 0.4),
    ("strengths", "reimagining"): (0.06, 0.0, 0.2),
    ("strengths", "action"): (0.08, 0.3, 0.2),
    ("reimagining", "respect"): (0.05, 0.0, 0.2),
    ("reimagining", "strengths"): (0.06, 0.0, 0.2),
    ("reimagining", "action"): (0.10, 0.5, 0.3),
    ("action", "respect"): (0.06, 0.0, 0.4),
    ("action", "strengths"): (0.06, 0.0, 0.2),
    ("action", "reimagining"): (0.08, 0.0, 0.3),
    ("action", "action"): (0.05, 0.0, 0.0),
}
_EDGES = {"partnership-building": _PARTNERSHIP, "making-change-happen": _CHANGE}
_FIRST = {"acceptance", "respect"}  # what the texts ask to begin with goes a little more easily
_LOOPS = 3
_GRAPH = {"rupture": 0.03, "repair": 0.35}
# Where no table speaks: what a ripple is worth, and what each kind of asserted link is.
_RIPPLE = (0.10, 0.0, 0.2)
_ASSERTED = {"contagion": 0.10, "readiness": 0.4, "support": 0.4}
_OF_RIPPLE = "ripple on the spiral"


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
    edges = (_edge(_End(a, a), _End(b, b), vocabulary, rippled=False) for a, b in pairs)
    return {"steps": steps, "edges": tuple(edge for edge in edges if edge), "loops": _LOOPS, **_GRAPH}


class _End(NamedTuple):
    node: str
    kind: str


def _step(node: str, label: str, kind: str, secure: int = 0) -> Step:
    uptake = 0.096 if kind in _FIRST else 0.06
    return Step(node, label=label, kind=kind, uptake=uptake, slip=0.10, ratchet=0.12, level=secure, floor=secure)


def _asserted(vocabulary: Vocabulary, start: str, end: str) -> dict[str, list[str]]:
    """From each locator to the kinds of link that it asserts between two kinds of step."""
    found: dict[str, list[str]] = {}
    for link in vocabulary.links:
        if link.from_kind == start and (link.to_kind == end or (not link.to_kind and start != end)):
            kinds = found.setdefault(link.source, [])
            kinds += [link.kind] if link.kind not in kinds else []
    return found


def _edge(start: _End, end: _End, vocabulary: Vocabulary, *, rippled: bool) -> Edge | None:
    """Give the edge between two steps, if a table, a text or a ripple knows one."""
    asserted = _asserted(vocabulary, start.kind, end.kind)
    table = _EDGES.get(vocabulary.name, {})
    values = table.get((start.kind, end.kind))
    if values is None and not asserted and not rippled:
        return None
    if values is None and not table:
        kinds = {kind for found in asserted.values() for kind in found}
        values = tuple(value if kind in kinds else 0.0 for kind, value in _ASSERTED.items())  # type: ignore[assignment]
    values = values or (0.0, 0.0, 0.0)
    if rippled:
        values = tuple(map(max, values, _RIPPLE))  # type: ignore[assignment]
    sources = [f"{locator} ({', '.join(kinds)})" for locator, kinds in asserted.items()]
    sources += [_OF_RIPPLE] if rippled else []
    return Edge(start.node, end.node, *values, source="; ".join(sources) or "assumption")


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
    edges = []
    for (i, start), (j, end) in product(enumerate(ends), repeat=2):
        rippled = (start.node, end.node) in ripples
        if by == "kind" or i < j or rippled:
            edges.append(_edge(start, end, spiral.vocabulary, rippled=rippled))
    return {"steps": steps, "edges": tuple(edge for edge in edges if edge), "loops": spiral.loops, **_GRAPH}


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
