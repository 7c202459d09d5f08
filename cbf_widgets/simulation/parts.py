"""The parts of a network of steps: what each attribute may be, said once."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, NamedTuple

import numpy as np

from cbf_widgets.errors import CbfError, listed, shown
from cbf_widgets.model.value import Line, Name, Range, convert

MOST_LOOPS = 126  # levels and floors are kept as int8, with room for one more


@dataclass(frozen=True)
class Below(Range):
    """The numbers allowed, the upper end left out.

    Examples
    --------
    >>> Below(0, 1).check(0.5)
    0.5
    """

    def check(self, value: float) -> float:
        """Return `value` if it lies in the range, else raise `CbfError`.

        Examples
        --------
        >>> Below(0, 1).check(1)
        Traceback (most recent call last):
        ...
        cbf_widgets.errors.CbfError: expected a number from 0 to just below 1, but got 1.
        """
        if self.least <= value < self.most:
            return value
        raise CbfError(f"a number from {self.least:g} to just below {self.most:g}", shown(value))


class Step(NamedTuple):
    """A step of a network; the names are those of its networkx attributes.

    Attributes
    ----------
    node : Hashable
        What the graph calls it; never changed.
    label, kind : str
        What a reader calls it; the kind of step, of which ``repair`` is special.
    uptake : float
        0 to 1: the chance of advancing in a contact at full effort, with no help.
    effort, slip, ratchet : float
        0 to 1.
    level, floor : int
        At the start; 0 ≤ floor ≤ level ≤ loops.

    Examples
    --------
    >>> Step("acceptance", uptake=0.1).effort
    1.0
    """

    node: Hashable
    label: str = ""
    kind: str = ""
    uptake: Any = None
    effort: float = 1.0
    slip: float = 0.0
    ratchet: float = 0.0
    level: int = 0
    floor: int = 0


class Edge(NamedTuple):
    """How one step helps another; the names are those of its networkx attributes.

    Attributes
    ----------
    from_step, to_step : Hashable
        The nodes.
    contagion, readiness, support : float
        0 to just below 1.
    source : str
        A locator, or the word ``assumption``.

    Examples
    --------
    >>> Edge("acceptance", "valuing", contagion=0.1).source
    'assumption'
    """

    from_step: Hashable
    to_step: Hashable
    contagion: float = 0.0
    readiness: float = 0.0
    support: float = 0.0
    source: str = "assumption"


Rate = Annotated[float, Range(0, 1)]
Weight = Annotated[float, Below(0, 1)]
Level = Annotated[int, Range(0, MOST_LOOPS)]

STEP = {
    "label": Name, "kind": Line, "uptake": Rate, "effort": Rate, "slip": Rate, "ratchet": Rate, "level": Level, "floor": Level,
}  # fmt: skip
EDGE = {"contagion": Weight, "readiness": Weight, "support": Weight, "source": Line}
GRAPH = {"loops": Annotated[int, Range(1, MOST_LOOPS)], "rupture": Rate, "repair": Rate}


def place_of(part: Step | Edge) -> str:
    """Call a step or an edge as an error does.

    Examples
    --------
    >>> place_of(Edge("a", "b"))
    "edge 'a' → 'b'"
    """
    return f"node {shown(part.node)}" if isinstance(part, Step) else f"edge {shown(part.from_step)} → {shown(part.to_step)}"


def checked(place: str, hints: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """Check attributes against their rules.

    Parameters
    ----------
    place : str
        The node or edge, as an error calls it.
    hints : Mapping
        From an attribute's name to what it may be.
    given : Mapping
        The attributes that came, numpy's numbers included.

    Returns
    -------
    dict
        Plain values.

    Raises
    ------
    CbfError
        Naming the place, the attribute, what was expected and what came.

    Examples
    --------
    >>> checked("node 'tea'", STEP, {"slip": 2})
    Traceback (most recent call last):
    ...
    cbf_widgets.errors.CbfError: node 'tea', attribute slip: expected a number from 0 to 1, but got 2.0.
    """
    found = {}
    for name, value in given.items():
        if name not in hints:
            advice = "Take that attribute out, or mend its name."
            raise CbfError(f"one of {listed(list(hints))}", shown(name), place=place, advice=advice)
        plain = value.item() if isinstance(value, np.generic) else value
        try:
            found[name] = convert(hints[name], plain)
        except CbfError as error:
            raise CbfError(error.expected, error.came, place=f"{place}, attribute {name}") from None
    return found


def sound_step(step: Step, loops: int) -> Step:
    """Check a step; an empty label becomes the node's name.

    Examples
    --------
    >>> sound_step(Step("tea", uptake=1), 3).label
    'tea'
    """
    given = step._asdict()
    node = given.pop("node")
    given["label"] = str(node) if step.label == "" else step.label
    sound = Step(node, **checked(place_of(step), STEP, given))
    for name, most, what in (("level", loops, "loops"), ("floor", sound.level, "its level")):
        if (value := getattr(sound, name)) > most:
            raise CbfError(f"at most {most}, {what}", str(value), place=f"{place_of(step)}, attribute {name}")
    return sound


def sound_edge(edge: Edge) -> Edge:
    """Check an edge; an empty source becomes the word ``assumption``.

    Examples
    --------
    >>> sound_edge(Edge("tea", "talk", contagion=0, source="")).source
    'assumption'
    """
    given = edge._asdict()
    ends = given.pop("from_step"), given.pop("to_step")
    given["source"] = "assumption" if edge.source == "" else edge.source
    return Edge(*ends, **checked(place_of(edge), EDGE, given))
