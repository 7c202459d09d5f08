"""What to read off an ensemble: every method says what these runs did, which is what the assumptions imply."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cbf_widgets.errors import CbfError, shown
from cbf_widgets.simulation import triggers
from cbf_widgets.simulation.dynamics import Small, Truths
from cbf_widgets.simulation.network import StepNetwork
from cbf_widgets.simulation.triggers import Reason

_QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
_MOST_ROWS = 1_000_000


class Readings:
    """What `Ensemble` can be asked; it holds the arrays.

    Examples
    --------
    >>> import cbf_widgets as cbf
    >>> isinstance(cbf.simulate(StepNetwork.from_vocabulary("partnership-building"), runs=9, seed=1), Readings)
    True
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

    def progress(self) -> NDArray[np.float64]:
        """Give total progress: levels reached, of all levels of all steps, 0 to 1, with axes run, contact.

        Examples
        --------
        >>> import cbf_widgets as cbf
        >>> float(cbf.simulate(StepNetwork.from_vocabulary("partnership-building"), runs=9, seed=1).progress()[0, 0])
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
        >>> import cbf_widgets as cbf
        >>> rows = cbf.simulate(StepNetwork.from_vocabulary("partnership-building"), seed=1).summary()
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
        >>> import cbf_widgets as cbf
        >>> cbf.simulate(StepNetwork.from_vocabulary("partnership-building"), runs=9, seed=1).to_rows([3])[0]
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

    # --- what triggered what ---------------------------------------------------------------------------------------------

    def reasons(self, run: int) -> list[Reason]:
        """Say of every advance of a run what its chance was and what it was caught from; see `cbf_widgets.simulation.triggers.reasons`."""
        return triggers.reasons(self, run)
