"""Two ways to decide whether draws let steps advance or slip; they come to the same, always.

By sums: what helps each step is summed, and a table gives the logarithm of each draw. By tables: where few steps help each step, every
combination of their levels has its place in a table of how many of the 65,536 draws let the step advance, and how many let it slip.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, Self

import numpy as np
from numpy.typing import NDArray

from cbf_widgets.simulation import fixed
from cbf_widgets.simulation.network import StepNetwork
from cbf_widgets.simulation.sums import sums

Truths = NDArray[np.bool_]
_MOST = 2**18  # combinations that are worth a table at all
_WORTH = 64  # and so many node-updates for each of them


@dataclass(frozen=True, eq=False)
class Numbers:
    """A network and its effort in whole numbers.

    Attributes
    ----------
    loops : int
        The highest level.
    ends : numpy.ndarray
        (2, edges): the numbers of the step that is helped, and of the one that helps.
    contagion, readiness, support : numpy.ndarray
        Of the edges, for a level: the first and the last in units, readiness in steps of its table.
    slip : numpy.ndarray
        (steps): −ln s in units.
    effort : numpy.ndarray
        (contacts, steps): −ln(a·e) in steps of the table of readiness, and a half, for rounding.

    Examples
    --------
    >>> Numbers.of(StepNetwork.from_vocabulary("partnership-building"), np.ones((52, 5))).effort.shape
    (52, 5)
    """

    loops: int
    ends: NDArray[np.intp]
    contagion: fixed.Floats
    readiness: fixed.Floats
    support: fixed.Floats
    slip: fixed.Floats
    effort: fixed.Floats

    @classmethod
    def of(cls, network: StepNetwork, effort: fixed.Floats) -> Self:
        """Round once and for all.

        Examples
        --------
        >>> Numbers.of(StepNetwork.from_vocabulary("partnership-building"), np.ones((52, 5))).slip[0]
        np.float64(2414435.0)
        """
        order = {node: number for number, node in enumerate(network.nodes)}
        used = [edge for edge in network.edges if any(edge[2:5])]
        ends = [(order[edge.to_step], order[edge.from_step]) for edge in used]
        values = np.array([edge[2:5] for edge in used], dtype=float).reshape(-1, 3).T
        contagion, readiness, support = (fixed.hazards(row, network.loops) for row in values)
        ready = np.minimum(fixed.rarities(network.values("uptake")) + fixed.rarities(effort), fixed.FAINT)
        return cls(
            loops=network.loops,
            ends=np.array(ends, dtype=np.intp).reshape(-1, 2).T,
            contagion=contagion,
            readiness=readiness / fixed.FINE,
            support=support,
            slip=np.minimum(fixed.rarities(network.values("slip")), fixed.NEVER),
            effort=ready / fixed.FINE + 0.5,
        )


class Desk(Protocol):
    """Room to decide for some runs, so that a contact asks for no new memory.

    Examples
    --------
    >>> numbers = Numbers.of(StepNetwork.from_vocabulary("partnership-building"), np.ones((1, 5)))
    >>> hasattr(BySums(numbers).desk(10), "decide")
    True
    """

    def decide(self, contact: int, levels: NDArray[np.int8], u: NDArray[np.uint16], advance: Truths, slip: Truths | None) -> None:
        """Write where the draws u (steps × runs) let a step advance, and where they would let it slip if they didn't."""


class Way(Protocol):
    """A way to decide; it gives a desk to each thread.

    Examples
    --------
    >>> hasattr(BySums, "desk") and hasattr(ByTables, "desk")
    True
    """

    def desk(self, runs: int) -> Desk:
        """Make room for so many runs."""


class BySums:
    """Decide by sums, for any network.

    Parameters
    ----------
    numbers : Numbers
        The network.
    sparse : bool, optional
        See `cbf_widgets.simulation.sums.sums`.

    Examples
    --------
    >>> numbers = Numbers.of(StepNetwork.from_vocabulary("partnership-building"), np.ones((1, 5)))
    >>> advance, slip = np.empty((2, 5, 1), bool)
    >>> BySums(numbers).desk(1).decide(0, np.zeros((5, 1), np.int8), np.zeros((5, 1), np.uint16), advance, slip)
    >>> bool(advance.all())
    True
    """

    def __init__(self, numbers: Numbers, *, sparse: bool | None = None) -> None:
        size = len(numbers.slip)
        to, by = numbers.ends
        both = np.array([[*to, *(to + size)], [*by, *by]], dtype=np.intp)
        self.numbers, self.size = numbers, size
        self.helping = sums(both, np.concatenate([numbers.contagion, numbers.support]), (2 * size, size), sparse=sparse)
        self.helping.set_constant(np.concatenate([np.zeros(size), numbers.slip]))
        self.waits = bool(numbers.readiness.any())
        self.waiting = sums(numbers.ends, numbers.readiness, (size, size), sparse=sparse)

    def desk(self, runs: int) -> Desk:
        """Make room for so many runs."""
        return _SumDesk(self, runs)


class _SumDesk:
    def __init__(self, way: BySums, runs: int) -> None:
        shape = way.size, runs
        self._way = way
        self._helping, self._waiting = way.helping.copy(), way.waiting.copy()
        self._levels = np.ones((way.size + 1, runs), np.float32)  # the last row stays 1, for the constants
        self._helped = np.empty((2 * way.size, runs), np.float32)
        self._open, self._drawn = np.empty(shape, np.float32), np.empty(shape, np.float32)
        self._index = np.empty(shape, np.intp)

    def decide(self, contact: int, levels: NDArray[np.int8], u: NDArray[np.uint16], advance: Truths, slip: Truths | None) -> None:
        steps, effort = self._way.size, self._way.numbers.effort[contact]
        np.copyto(self._levels[:steps], levels)
        if not self._way.waits:
            self._helping.set_constant(fixed.readiness_table()[effort.astype(np.intp)])
        helped = self._helping.of(self._levels, self._helped)
        if self._way.waits:
            np.add(helped[:steps], self._opened(effort), out=helped[:steps])
        np.copyto(self._index, u)
        fixed.draw_table().take(self._index, out=self._drawn, mode="wrap")
        np.less(self._drawn, helped[:steps], out=advance)
        if slip is not None:
            np.greater_equal(self._drawn, helped[steps:], out=slip)

    def _opened(self, effort: fixed.Floats) -> fixed.Singles:
        """What readiness leaves of uptake and effort, as −ln(1 − a·e·g)."""
        levels = self._levels[: self._way.size]
        np.subtract(self._way.numbers.loops, levels, out=levels)  # what is missing
        self._waiting.set_constant(effort)
        waited = self._waiting.of(self._levels, self._open)
        np.copyto(self._index, waited, casting="unsafe")  # towards 0, and a half was added: to the nearest
        return fixed.readiness_table().take(self._index, out=self._open, mode="clip")


class ByTables:
    """Decide by tables of all combinations of the levels that matter to each step.

    Parameters
    ----------
    numbers : Numbers
        The network.
    sparse : bool, optional
        See `cbf_widgets.simulation.sums.sums`.

    Attributes
    ----------
    fits : bool
        Whether all bounds fit into 16 bits. Else something is certain, and only sums will do.

    Examples
    --------
    >>> ByTables(Numbers.of(StepNetwork.from_vocabulary("partnership-building"), np.ones((1, 5)))).fits
    True
    """

    def __init__(self, numbers: Numbers, *, sparse: bool | None = None) -> None:
        self.size, base, helpers = len(numbers.slip), numbers.loops + 1, _helpers(numbers)
        places = np.cumsum([0, *(base ** len(edges) for edges in helpers)])
        step = np.repeat(np.arange(self.size), np.diff(places))
        self.codes = sums(numbers.ends, _weights(helpers, base), (self.size, self.size), sparse=sparse)
        self.codes.set_constant(places[:-1])
        contagion, support, waits = np.concatenate([_combined(numbers, edges) for edges in helpers], axis=1)
        rows, which = np.unique(numbers.effort, axis=0, return_inverse=True)
        least = np.array([_draws_below(_opening(row[step] + waits) + contagion) for row in rows])
        first = _draws_below(numbers.slip[step] + support)
        self.fits = bool((least < fixed.CELLS).all() and (first > 0).all())
        tables = least.astype(np.uint16)
        self.advance = [tables[row] for row in which.ravel()]
        self.slip = (first - 1).astype(np.uint16)

    def desk(self, runs: int) -> Desk:
        """Make room for so many runs."""
        return _TableDesk(self, runs)


class _TableDesk:
    def __init__(self, way: ByTables, runs: int) -> None:
        shape = way.size, runs
        self._way = way
        self._levels = np.ones((way.size + 1, runs), np.float32)  # the last row stays 1, for the constants
        self._codes, self._index = np.empty(shape, np.float32), np.empty(shape, np.intp)
        self._bound = np.empty(shape, np.uint16)

    def decide(self, contact: int, levels: NDArray[np.int8], u: NDArray[np.uint16], advance: Truths, slip: Truths | None) -> None:
        way = self._way
        np.copyto(self._levels[: way.size], levels)
        np.copyto(self._index, way.codes.of(self._levels, self._codes), casting="unsafe")
        np.less(u, way.advance[contact].take(self._index, out=self._bound, mode="wrap"), out=advance)
        if slip is not None:
            np.greater(u, way.slip.take(self._index, out=self._bound, mode="wrap"), out=slip)


def _helpers(numbers: Numbers) -> list[NDArray[np.intp]]:
    """Of each step, the numbers of the edges that lead to it."""
    order, count = np.argsort(numbers.ends[0], kind="stable"), np.bincount(numbers.ends[0], minlength=len(numbers.slip))
    return np.split(order, np.cumsum(count)[:-1])


def _weights(helpers: list[NDArray[np.intp]], base: int) -> fixed.Floats:
    """What a level of a helper adds to the place of a combination."""
    weights = np.zeros(sum(map(len, helpers)))
    for edges in helpers:
        weights[edges] = float(base) ** np.arange(len(edges))
    return weights


def _levels(base: int, helpers: int) -> fixed.Floats:
    """All combinations of levels, (helpers × combinations)."""
    return (np.arange(base**helpers) // base ** np.arange(helpers)[:, None] % base).astype(float)


def _combined(numbers: Numbers, edges: NDArray[np.intp]) -> fixed.Floats:
    """Contagion, support and readiness of a step, summed for each combination of its helpers' levels."""
    levels = _levels(numbers.loops + 1, len(edges))
    waits = numbers.readiness[edges] @ (numbers.loops - levels)
    return np.stack([numbers.contagion[edges] @ levels, numbers.support[edges] @ levels, waits])


def _opening(ready: fixed.Floats) -> fixed.Floats:
    table = fixed.readiness_table()
    found: fixed.Floats = table[np.minimum(ready, len(table) - 1).astype(np.intp)].astype(float)
    return found


def _draws_below(bound: fixed.Floats) -> NDArray[np.intp]:
    """How many draws stand for less than this many units."""
    found: NDArray[np.intp] = np.searchsorted(fixed.draw_table(), bound)
    return found


def best_way(numbers: Numbers, updates: int) -> Way:
    """Choose what is faster for so many node-updates.

    Examples
    --------
    >>> numbers = Numbers.of(StepNetwork.from_vocabulary("partnership-building"), np.ones((52, 5)))
    >>> type(best_way(numbers, 52 * 5 * 2000)).__name__, type(best_way(numbers, 52 * 5)).__name__
    ('ByTables', 'BySums')
    """
    helped = np.bincount(numbers.ends[0], minlength=len(numbers.slip))
    combinations = float((float(numbers.loops + 1) ** helped).sum()) * len(np.unique(numbers.effort, axis=0))
    if combinations <= min(_MOST, updates / _WORTH):
        tables = ByTables(numbers)
        if tables.fits:
            return tables
    return BySums(numbers)
