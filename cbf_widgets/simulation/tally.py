"""How many runs have reached what: all that bands and icons need, without the runs themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from cbf_widgets.errors import CbfError, shown
from cbf_widgets.simulation.dynamics import Small
from cbf_widgets.simulation.network import StepNetwork
from cbf_widgets.simulation.running import Asked, Opened

Counts = NDArray[np.int64]
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)


@dataclass(frozen=True, eq=False)
class Tally:
    """Counts of runs from the same assumptions, contact by contact.

    Attributes
    ----------
    totals : numpy.ndarray
        (contact, loops in all steps together, 0 to steps × loops): how many runs have just so many then.
    reached : numpy.ndarray
        (contact, step, level − 1): how many runs have that step at that level or above then.

    Examples
    --------
    >>> counts = tally(StepNetwork.from_vocabulary("partnership-building"), runs=1000, seed=1)
    >>> counts.totals.shape, counts.reached.shape, counts.runs
    ((53, 16), (53, 5, 3), 1000)
    """

    totals: Counts
    reached: Counts

    @classmethod
    def empty(cls, network: StepNetwork, contacts: int) -> Self:
        """Begin with no runs.

        Examples
        --------
        >>> Tally.empty(StepNetwork.from_vocabulary("partnership-building"), 52).runs
        0
        """
        steps, rows = len(network.steps), contacts + 1
        totals = np.zeros((rows, steps * network.loops + 1), np.int64)
        return cls(totals, np.zeros((rows, steps, network.loops), np.int64))

    @property
    def runs(self) -> int:
        """How many runs were counted."""
        return int(self.totals[0].sum())

    def add(self, contact: int, levels: Small) -> None:
        """Count some runs at a contact.

        Parameters
        ----------
        contact : int
            Which one; 0 is the start.
        levels : numpy.ndarray
            (step, run).

        Examples
        --------
        >>> counts = Tally.empty(StepNetwork.from_vocabulary("partnership-building"), 52)
        >>> counts.add(0, np.zeros((5, 10), np.int8))
        >>> counts.runs
        10
        """
        most = self.totals.shape[1] - 1
        total = levels.sum(axis=0, dtype=np.min_scalar_type(-most - 1))  # as narrow as it may be, since that is as fast
        self.totals[contact] += np.bincount(total, minlength=most + 1)
        for level in range(self.reached.shape[2]):
            self.reached[contact, :, level] += [np.count_nonzero(row) for row in levels > level]  # faster than along an axis

    def bands(self, quantiles: Sequence[float] = QUANTILES) -> NDArray[np.float64]:
        """Give quantiles over the runs of the loops in all steps together.

        Parameters
        ----------
        quantiles : sequence of float
            0 to 1.

        Returns
        -------
        numpy.ndarray
            (quantile, contact): each the fewest loops that at least that share of the runs stay within, so whole numbers
            (numpy calls this method ``inverted_cdf``).

        Raises
        ------
        CbfError
            When a quantile isn't from 0 to 1.

        Examples
        --------
        >>> tally(StepNetwork.from_vocabulary("partnership-building"), runs=1000, seed=1).bands([0.5])[0, [0, -1]]
        array([ 0., 14.])
        """
        below = np.cumsum(self.totals, axis=1)
        found = []
        for quantile in quantiles:
            if not 0 <= quantile <= 1:
                raise CbfError("a quantile from 0 to 1", shown(quantile), place="bands")
            needed = max(1, int(np.ceil(np.float64(quantile) * self.runs)))
            found.append((below < needed).sum(axis=1))
        return np.array(found, dtype=float).reshape(len(found), len(below))


def tally(
    network: StepNetwork, contacts: int = 52, runs: int = 2_000, *,
    seed: int, effort: Any = None, progress: bool = False, threads: int = 1,
) -> Tally:  # fmt: skip
    """Count what runs come to without keeping them: any number of runs in little memory.

    Parameters
    ----------
    network, contacts, runs, seed, effort, progress, threads
        As for `cbf_widgets.simulate`.

    Returns
    -------
    Tally
        Equal to that of the ensemble with the same arguments.

    Examples
    --------
    >>> network = StepNetwork.from_vocabulary("partnership-building")
    >>> counts = tally(network, runs=10_000, seed=1)
    >>> counts.reached[-1, 0].tolist() == sorted(counts.reached[-1, 0].tolist(), reverse=True)
    True
    """
    asked, lock = Asked.of(network, contacts, runs, seed, effort), Lock()
    counts = Tally.empty(asked.network, asked.contacts)

    def open_block(first: int) -> Opened:
        rows = asked.rows(min(asked.block_size, asked.runs - first), 2)

        def keep(contact: int) -> None:
            with lock:
                counts.add(contact, rows.levels[contact % 2])

        keep(0)
        return rows, keep

    asked.run(open_block, progress=progress, threads=threads)
    return counts
