"""Many runs from the same assumptions: `simulate` and what it gives."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cbf_widgets import __version__
from cbf_widgets.errors import CbfError, shown
from cbf_widgets.simulation.dynamics import Block, Small, Truths
from cbf_widgets.simulation.network import StepNetwork
from cbf_widgets.simulation.running import Asked, Opened
from cbf_widgets.simulation.tally import Tally

_QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
_MOST_ROWS = 1_000_000


@dataclass(frozen=True, eq=False, kw_only=True)
class Ensemble:
    """Runs from the same assumptions: what follows from these, not a forecast.

    Attributes
    ----------
    network : StepNetwork
        The steps and every number.
    effort : numpy.ndarray
        (contacts, steps), 0 to 1.
    contacts, runs, seed : int
        What was asked for.
    version : str
        The version of cbf_widgets that made it.
    levels, floors : numpy.ndarray
        int8, with axes run, contact, step; contact 0 is the start. They can't be written to.
    ruptured : numpy.ndarray
        Whether a rupture stands unrepaired at the end of a contact, with axes run, contact.

    Examples
    --------
    >>> ensemble = simulate(StepNetwork.from_vocabulary("partnership-building"), runs=100, seed=1)
    >>> ensemble.levels.shape, ensemble.ruptured.shape
    ((100, 53, 5), (100, 53))
    """

    network: StepNetwork
    effort: NDArray[np.float64]
    contacts: int
    runs: int
    seed: int
    version: str
    levels: Small
    floors: Small
    ruptured: Truths

    def __repr__(self) -> str:
        return f"Ensemble({self.runs} runs of {self.contacts} contacts, {len(self.network.steps)} steps, seed {self.seed})"

    @property
    def token(self) -> str:
        """A short text from which `replay` makes the same levels and floors again; it holds no labels and no sources."""
        from cbf_widgets.simulation.tokens import write_token

        return write_token(self.network, self.contacts, self.runs, self.seed, self.effort)

    def tally(self) -> Tally:
        """Count the runs by what they have reached; see `Tally`.

        Examples
        --------
        >>> simulate(StepNetwork.from_vocabulary("partnership-building"), runs=100, seed=1).tally().totals[0, 0]
        np.int64(100)
        """
        counts = Tally.empty(self.network, self.contacts)
        for contact in range(self.contacts + 1):
            counts.add(contact, self.levels[:, contact].T)
        return counts

    def progress(self) -> NDArray[np.float64]:
        """Give total progress: levels reached, of all levels of all steps, 0 to 1, with axes run, contact.

        Examples
        --------
        >>> float(simulate(StepNetwork.from_vocabulary("partnership-building"), runs=9, seed=1).progress()[0, 0])
        0.0
        """
        total = self.levels.sum(axis=2, dtype=np.int32)
        progress: NDArray[np.float64] = total / (self.network.loops * len(self.network.steps))
        return progress

    def summary(self) -> list[dict[str, float]]:
        """Give quantiles over the runs of total progress, in percent, contact by contact.

        Returns
        -------
        list of dict
            A row for each contact, the start included: ``contact``, ``q05``, ``q25``, ``q50``, ``q75``, ``q95``.

        Examples
        --------
        >>> rows = simulate(StepNetwork.from_vocabulary("partnership-building"), seed=1).summary()
        >>> rows[0]["q95"], len(rows)
        (0.0, 53)
        """
        bands = 100 * np.quantile(self.progress(), _QUANTILES, axis=0)
        names = [f"q{round(100 * quantile):02}" for quantile in _QUANTILES]
        return [{"contact": contact, **dict(zip(names, map(float, row), strict=True))} for contact, row in enumerate(bands.T)]

    def to_rows(self, runs: Iterable[int] | None = None) -> list[dict[str, Any]]:
        """Give runs as flat rows, one for each run, contact and step.

        Parameters
        ----------
        runs : iterable of int, optional
            Which runs; all, if there are at most a million rows.

        Returns
        -------
        list of dict
            ``run``, ``contact``, ``node``, ``label``, ``level``, ``floor``, ``ruptured``.

        Raises
        ------
        CbfError
            When a run isn't there, or there would be too many rows.

        Examples
        --------
        >>> simulate(StepNetwork.from_vocabulary("partnership-building"), runs=9, seed=1).to_rows([3])[0]
        {'run': 3, 'contact': 0, 'node': 'acceptance', 'label': 'Earning acceptance', 'level': 0, 'floor': 0, 'ruptured': False}
        """
        chosen = range(self.runs) if runs is None else list(runs)
        if len(chosen) * self.levels[0].size > _MOST_ROWS:
            advice = "Name some runs, for example to_rows(range(10)), or use the arrays."
            raise CbfError(
                f"at most {_MOST_ROWS:,} rows", f"{len(chosen) * self.levels[0].size:,}", place="to_rows", advice=advice
            )
        for run in chosen:
            if run not in range(self.runs):
                raise CbfError(f"a run from 0 to {self.runs - 1}", shown(run), place="to_rows")
        return [row for run in chosen for row in self._rows(run)]

    def _rows(self, run: int) -> Iterable[dict[str, Any]]:
        names = list(zip(self.network.nodes, self.network.labels, strict=True))
        columns = self.levels[run].tolist(), self.floors[run].tolist(), self.ruptured[run].tolist()
        for contact, (levels, floors, ruptured) in enumerate(zip(*columns, strict=True)):
            for (node, label), level, floor in zip(names, levels, floors, strict=True):
                yield {"run": run, "contact": contact, "node": node, "label": label,
                       "level": level, "floor": floor, "ruptured": ruptured}  # fmt: skip


def simulate(
    network: StepNetwork, contacts: int = 52, runs: int = 2_000, *,
    seed: int, effort: Any = None, progress: bool = False, threads: int = 1,
) -> Ensemble:  # fmt: skip
    """Run a network many times from the same assumptions.

    The same seed gives the same runs on every machine. Fewer runs are the first of more, and fewer contacts the
    first of more. Two networks with equally many steps and the same seed draw the same chances, so their difference is due to what differs between them.

    Parameters
    ----------
    network : StepNetwork
        The steps and every number.
    contacts : int
        How many contacts between helper and family, at least 1.
    runs : int
        How many runs, at least 1.
    seed : int
        Any whole number from 0 on.
    effort : float or array_like, optional
        0 to 1, in place of the network's: one number, a plan (contacts × steps), or anything that gives one by ``over(network, contacts)``.
    progress : bool
        Whether a bar shows how far it is, with the time left.
    threads : int
        How many blocks of runs are run at once; the result is the same.

    Returns
    -------
    Ensemble
        Levels and floors with axes (run, contact, step).

    Raises
    ------
    CbfError
        When an argument is of another kind or out of its range.

    Examples
    --------
    >>> network = StepNetwork.from_vocabulary("partnership-building")
    >>> with_net, without = simulate(network, seed=7), simulate(network.with_(ratchet=0), seed=7)
    >>> bool((with_net.levels >= without.levels).all())
    True

    Notes
    -----
    Can be interrupted at any time; nothing is left half-written. The random numbers are those of SFC64, its bits taken as they
    come (`numpy` keeps them), one `SeedSequence` for each block of runs with the block's number as spawn key.
    """
    asked = Asked.of(network, contacts, runs, seed, effort)
    results = asked.rows(asked.runs, asked.contacts + 1)

    def open_block(first: int) -> Opened:
        runs = slice(first, first + asked.block_size)
        return Block(results.levels[..., runs], results.floors[..., runs], results.ruptured[..., runs]), lambda _: None

    asked.run(open_block, progress=progress, threads=threads)
    for values in results:
        values.flags.writeable = False
    levels, floors = results.levels.transpose(2, 0, 1), results.floors.transpose(2, 0, 1)
    return Ensemble(**vars(asked), version=__version__, levels=levels, floors=floors, ruptured=results.ruptured.T)
