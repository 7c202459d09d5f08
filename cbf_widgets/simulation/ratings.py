"""A network from how a class rates, pair by pair, what one step does for another: the mean, and how far people disagree."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping
from pathlib import Path
from statistics import mean, stdev
from typing import Any, NamedTuple

from cbf_widgets.errors import CbfError, FileError, listed, shown
from cbf_widgets.model.cells import Row, read_rows
from cbf_widgets.simulation.network import StepNetwork
from cbf_widgets.simulation.parts import Edge

RATED = ("contagion", "readiness", "support")
# What the highest rating stands for: assumptions, like every number.
MOST: Mapping[str, float] = {"contagion": 0.2, "readiness": 0.8, "support": 0.8}


class Rating(NamedTuple):
    """What people said about one attribute of one edge.

    Attributes
    ----------
    from_step, to_step : Hashable
        The nodes.
    name : str
        contagion, readiness or support.
    raters : int
        How many people rated it.
    mean, spread : float
        Their mean, as the network's number; the standard deviation around it, none where one person rated.

    Examples
    --------
    >>> Rating("tea", "talk", "contagion", 2, 0.1, 0.02).spread
    0.02
    """

    from_step: Hashable
    to_step: Hashable
    name: str
    raters: int
    mean: float
    spread: float | None


def rated_network(
    table: Any, network: StepNetwork | None = None, *, scale: float = 10, most: Mapping[str, float] = MOST
) -> StepNetwork:
    """Build a network whose edges are the means of ratings.

    Parameters
    ----------
    table : str, Path, pandas.DataFrame or iterable of Mapping
        A CSV file or rows with the columns ``rater``, ``from``, ``to``, and one or more of ``contagion``, ``readiness``, ``support``.
        A cell left empty wasn't rated.
    network : StepNetwork, optional
        Where the steps and all other numbers come from; its edges are left out. By default the shipped network that has all the steps
        named; else each step named becomes one, with starting values.
    scale : float
        The highest rating; the lowest is 0.
    most : Mapping
        The number that the highest rating stands for: an assumption.

    Returns
    -------
    StepNetwork
        Each edge's ``source`` says how many rated it and how far they disagree; `ratings_of` gives that as numbers. Who rated isn't kept.

    Raises
    ------
    CbfError
        Naming the row and the column (a `FileError` the file, too); nothing is taken over unless everything is sound.

    Examples
    --------
    >>> rows = [{"rater": name, "from": "acceptance", "to": "repair", "contagion": value} for name, value in (("A", 4), ("B", 6))]
    >>> edge = rated_network(rows).edges[0]
    >>> edge.contagion, edge.source
    (0.1, 'mean of 2 ratings; spread contagion 0.0283')
    """
    try:
        rows = _checked(*read_rows(table))
        base = network or _base(rows)
        given = _given(rows, _nodes(base), scale)
        edges = tuple(_edge(ends, values, {name: most[name] / scale for name in RATED}) for ends, values in given.items())
        return StepNetwork(steps=base.steps, edges=edges, loops=base.loops, rupture=base.rupture, repair=base.repair)
    except CbfError as error:
        if isinstance(error, FileError) or not isinstance(table, str | Path):
            raise
        raise error.in_file(str(table)) from None


def ratings_of(network: StepNetwork) -> list[Rating]:
    """Give the means and the disagreement that a network was built from.

    Parameters
    ----------
    network : StepNetwork
        From `rated_network`, also after a trip through a file. Edges of other origin are left out.

    Returns
    -------
    list of Rating
        One for each rated attribute of each edge.

    Examples
    --------
    >>> rows = [{"rater": "A", "from": "acceptance", "to": "repair", "support": 5}]
    >>> ratings_of(rated_network(rows))
    [Rating(from_step='acceptance', to_step='repair', name='support', raters=1, mean=0.4, spread=None)]
    """
    found = []
    for edge in network.edges:
        if not edge.source.startswith("mean of "):
            continue
        several = int(edge.source.split()[2])
        for name, spread, raters in re.findall(r"(contagion|readiness|support) ([\d.e-]+|unknown)(?: \((\d+)\))?", edge.source):
            rated = int(raters or several)
            found.append(Rating(*edge[:2], name, rated, getattr(edge, name), None if spread == "unknown" else float(spread)))
    return found


_Ends = tuple[Hashable, Hashable]
_Given = dict[_Ends, dict[str, list[float]]]


def _checked(columns: list[str], rows: list[Row]) -> list[Row]:
    rated = [name for name in RATED if name in columns]
    for name in ("rater", "from", "to", *([] if rated else RATED[:1])):
        if name not in columns:
            expected = f"a column {name!r}" if rated else "a column 'contagion', 'readiness' or 'support'"
            raise CbfError(expected, listed(columns) or "none", place="the headings")
    if not rows:
        raise CbfError("at least one rating", "none")
    return rows


def _text(row: Row, column: str) -> str:
    text = row.cells.get(column, "").strip()
    if not text:
        raise CbfError("some text", "nothing", place=f"{row.place}, column {column}")
    return text


def _base(rows: list[Row]) -> StepNetwork:
    """The shipped network that has all the steps, or one of steps with starting values."""
    names = list(dict.fromkeys(_text(row, column) for row in rows for column in ("from", "to")))
    shipped = [StepNetwork.from_vocabulary(name) for name in ("partnership-building", "making-change-happen")]
    for network in shipped:
        if {name.casefold() for name in names} <= set(_nodes(network)):
            return network
    usual = shipped[0].steps[1]
    steps = tuple(usual._replace(node=name, label=name, kind="repair" if name == "repair" else "") for name in names)
    return StepNetwork(steps=steps, loops=shipped[0].loops, rupture=shipped[0].rupture, repair=shipped[0].repair)


def _nodes(network: StepNetwork) -> dict[str, Hashable]:
    """From what people may write to a node: its label, or its own name."""
    labels = {step.label.casefold(): step.node for step in network.steps}
    return labels | {str(node).casefold(): node for node in network.nodes}


def _given(rows: list[Row], nodes: dict[str, Hashable], scale: float) -> _Given:
    found: _Given = {}
    seen: dict[tuple[str, Hashable, Hashable], str] = {}
    for row in rows:
        start, end = _node(row, "from", nodes), _node(row, "to", nodes)
        who = _text(row, "rater"), start, end
        if who in seen:
            advice = f"There is one in {seen[who]}; leave one of them."
            raise CbfError("one rating of each pair by each rater", "a second", place=row.place, advice=advice)
        seen[who] = row.place
        values = {name: _value(row, name, scale) for name in RATED if row.cells.get(name, "").strip()}
        pair = found.setdefault((start, end), {})
        for name, value in values.items():
            pair.setdefault(name, []).append(value)
    return {ends: values for ends, values in found.items() if values}


def _node(row: Row, column: str, nodes: dict[str, Hashable]) -> Hashable:
    text = _text(row, column)
    if text.casefold() not in nodes:
        known = listed(list(dict.fromkeys(map(str, nodes.values()))))
        raise CbfError(f"a step ({known})", shown(text), place=f"{row.place}, column {column}")
    return nodes[text.casefold()]


def _value(row: Row, name: str, scale: float) -> float:
    text = row.cells[name].strip()
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        value = -1.0
    if not 0 <= value <= scale:
        raise CbfError(f"a number from 0 to {scale:g}", shown(text), place=f"{row.place}, column {name}")
    return value


def _edge(ends: _Ends, given: dict[str, list[float]], unit: dict[str, float]) -> Edge:
    most = max(map(len, given.values()))
    said = []
    for name, values in given.items():
        spread = f"{stdev(values) * unit[name]:.3g}" if len(values) > 1 else "unknown"
        said.append(f"{name} {spread}" + (f" ({len(values)})" if len(values) != most else ""))
    means = {name: mean(values) * unit[name] for name, values in given.items()}
    source = f"mean of {most} rating{'s' if most > 1 else ''}; spread {', '.join(said)}"
    return Edge(*ends, **means, source=source)
