"""Measures of runs: arrays in, arrays out. Axes are run, contact, step; a run's *loops* are the levels of all its steps together."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cbf_widgets.simulation.dynamics import Small, Truths

Whole = NDArray[np.int64]
Floats = NDArray[np.float64]

NEVER = np.iinfo(np.int64).max


def loops_of(levels: Small) -> Whole:
    """Give the loops of each run at each contact.

    Examples
    --------
    >>> loops_of(np.array([[[0, 1], [2, 1]]], np.int8)).tolist()
    [[1, 3]]
    """
    total: Whole = levels.sum(axis=2, dtype=np.int64)
    return total


def quantiles(values: NDArray[Any], shares: tuple[float, ...]) -> NDArray[Any]:
    """Give quantiles over the runs, the first axis: each is the least value that at least such a share of the runs don't exceed.

    Examples
    --------
    >>> quantiles(np.array([3, 1, 2, 9]), (0.25, 0.26)).tolist()
    [1, 2]
    """
    found: NDArray[Any] = np.quantile(values, shares, axis=0, method="inverted_cdf")
    return found


def in_100(counts: NDArray[np.integer[Any]], runs: int) -> Whole:
    """Give counts of runs as counts of 100 runs, to the nearest whole number, a half upwards.

    Examples
    --------
    >>> in_100(np.array([0, 1, 4, 5, 2000]), 2000).tolist()
    [0, 0, 0, 0, 100]
    >>> in_100(np.array([1]), 200).tolist()
    [1]
    """
    return (200 * counts.astype(np.int64) + runs) // (2 * runs)


def first_reached(levels: Small, loops: int) -> Whole:
    """Give the contact in which each run's steps first stand at each level or above; `NEVER` for those that never do.

    Returns
    -------
    numpy.ndarray
        With axes run, step, level − 1.

    Examples
    --------
    >>> first_reached(np.array([[[0], [1], [0], [2]]], np.int8), 3).tolist()[0][0][:2]
    [1, 3]
    """
    found = [np.where((levels >= level).any(axis=1), (levels >= level).argmax(axis=1), NEVER) for level in range(1, loops + 1)]
    return np.stack(found, axis=2)


class Falls(NamedTuple):
    """Each run's worst fall: by how many loops it lies below a peak before it, and the contact in which it first does; -1 for no fall.

    Examples
    --------
    >>> Falls.of(np.array([[0, 3, 1, 4, 2], [0, 0, 1, 1, 2]])).size.tolist()
    [2, 0]
    """

    size: Whole
    contact: Whole

    @classmethod
    def of(cls, loops: Whole) -> Falls:
        """Find the falls of runs, given their loops (run, contact).

        Examples
        --------
        >>> Falls.of(np.array([[0, 3, 1, 4, 2], [0, 0, 1, 1, 2]])).contact.tolist()
        [2, -1]
        """
        below = np.maximum.accumulate(loops, axis=1) - loops
        size = below.max(axis=1)
        return cls(size, np.where(size > 0, below.argmax(axis=1), -1))


class Survival(NamedTuple):
    """What became of what stood when a rupture struck; one entry for each rupture that struck.

    Attributes
    ----------
    run, contact : numpy.ndarray
        Where it struck.
    before, after : numpy.ndarray
        Loops just before it, and just after: the floors.
    back : numpy.ndarray
        Loops of those before it that stand at the end: of each step, no more levels than it had before.

    Examples
    --------
    >>> levels, floors = np.array([[[2, 1], [1, 0], [3, 0]]], np.int8), np.array([[[1, 0], [1, 0], [1, 0]]], np.int8)
    >>> found = Survival.of(levels, floors, np.array([[False, True, False]]))
    >>> [int(values[0]) for values in found]
    [0, 1, 3, 1, 2]
    """

    run: NDArray[np.intp]
    contact: NDArray[np.intp]
    before: Whole
    after: Whole
    back: Whole

    @classmethod
    def of(cls, levels: Small, floors: Small, struck: Truths) -> Survival:
        """Look at each rupture that struck (run, contact).

        Examples
        --------
        >>> levels = np.zeros((1, 2, 3), np.int8)
        >>> len(Survival.of(levels, levels, np.zeros((1, 2), bool)).run)
        0
        """
        run, contact = np.nonzero(struck)
        before, after = levels[run, contact - 1], floors[run, contact - 1]
        back = np.minimum(before, levels[run, -1])
        return cls(run, contact, *(values.sum(axis=1, dtype=np.int64) for values in (before, after, back)))
