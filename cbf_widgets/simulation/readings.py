"""What to read off an ensemble: every method says what these runs did, which is what the assumptions imply."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from cbf_widgets.errors import CbfError, shown
from cbf_widgets.simulation import triggers
from cbf_widgets.simulation.again import strikes
from cbf_widgets.simulation.frames import Runs, frame, nodes_of
from cbf_widgets.simulation.measures import NEVER, Falls, Survival, first_reached, in_100, loops_of, quantiles
from cbf_widgets.simulation.triggers import Reason

if TYPE_CHECKING:
    import pandas as pd

_QUANTILES = ("q05", "q25", "q50", "q75", "q95")


class Readings(Runs):
    """What an `Ensemble` can be asked. Quantiles are values that runs have: the least that at least such a share of the runs don't exceed.

    Examples
    --------
    >>> import cbf_widgets as cbf
    >>> ensemble = cbf.simulate(cbf.StepNetwork.from_vocabulary("partnership-building"), seed=1)
    >>> ensemble.bands("percent")["q50"].round().iloc[[0, -1]].tolist()
    [0.0, 93.0]
    """

    def progress(self) -> NDArray[np.float64]:
        """Give total progress: levels reached, of all levels of all steps, 0 to 1, with axes run, contact.

        Examples
        --------
        >>> import cbf_widgets as cbf
        >>> float(cbf.simulate(cbf.StepNetwork.from_vocabulary("partnership-building"), runs=9, seed=1).progress()[0, 0])
        0.0
        """
        return loops_of(self.levels) / self._all_loops

    @property
    def _all_loops(self) -> int:
        return self.network.loops * len(self.network.steps)

    def _bands(self, unit: str) -> dict[str, NDArray[Any]]:
        if unit not in {"loops", "percent"}:
            raise CbfError("'loops' or 'percent'", shown(unit), place="bands, unit")
        tally = self.tally()
        mean = tally.totals @ np.arange(self._all_loops + 1) / self.runs
        rows = dict(zip(_QUANTILES, tally.bands(), strict=True)) | {"mean": mean}
        share = 100 / self._all_loops if unit == "percent" else 1.0
        return {"contact": np.arange(self.contacts + 1)} | {name: row * share for name, row in rows.items()}

    def summary(self) -> list[dict[str, float]]:
        """Give `bands` of total progress, in percent, as rows without pandas.

        Returns
        -------
        list of dict
            A row for each contact, the start included: ``contact``, ``q05``, ``q25``, ``q50``, ``q75``, ``q95``, ``mean``.

        Examples
        --------
        >>> import cbf_widgets as cbf
        >>> rows = cbf.simulate(cbf.StepNetwork.from_vocabulary("partnership-building"), seed=1).summary()
        >>> rows[0]["q95"], len(rows)
        (0.0, 53)
        """
        bands = self._bands("percent")
        return [dict(zip(bands, row, strict=True)) for row in zip(*(column.tolist() for column in bands.values()), strict=True)]

    def bands(self, unit: Literal["loops", "percent"] = "loops") -> pd.DataFrame:
        """Give quantiles over the runs, and their mean, contact by contact.

        Parameters
        ----------
        unit : {"loops", "percent"}
            The levels of all steps together, or these in percent of all there are.

        Returns
        -------
        pandas.DataFrame
            ``contact``, ``q05``, ``q25``, ``q50``, ``q75``, ``q95``, ``mean``.

        Examples
        --------
        >>> import cbf_widgets as cbf
        >>> float(cbf.simulate(cbf.StepNetwork.from_vocabulary("partnership-building"), seed=1).bands()["q50"].iloc[-1])
        14.0
        """
        return frame(self._bands(unit), self.made_by)

    def reached(self) -> pd.DataFrame:
        """Give how many runs have each step at each level or above, contact by contact.

        Returns
        -------
        pandas.DataFrame
            ``contact``, ``node``, ``label``, ``level`` (from 1), ``runs``, ``in_100`` (of 100 runs, to the nearest).

        Examples
        --------
        >>> import cbf_widgets as cbf
        >>> table = cbf.simulate(cbf.StepNetwork.from_vocabulary("partnership-building"), seed=1).reached()
        >>> table.query("contact == 52 and node == 'repair'")["in_100"].is_monotonic_decreasing  # fewer runs on each next loop
        True
        """
        counts = self.tally().reached.ravel()
        columns = {"contact": np.arange(self.contacts + 1).repeat(self._all_loops), **self._of_levels(self.contacts + 1)}
        return frame({**columns, "runs": counts, "in_100": in_100(counts, self.runs)}, self.made_by)

    def _of_levels(self, times: int = 1) -> dict[str, NDArray[Any]]:
        """The columns node, label and level, a row for each step's levels."""
        loops, steps = self.network.loops, len(self.network.steps)
        nodes, labels = (nodes_of(names).repeat(loops) for names in (self.network.nodes, self.network.labels))
        levels = np.tile(np.arange(1, loops + 1), steps)
        return {name: np.tile(values, times) for name, values in (("node", nodes), ("label", labels), ("level", levels))}

    def times(self) -> pd.DataFrame:
        """Give when each step first reaches each level.

        Returns
        -------
        pandas.DataFrame
            ``node``, ``label``, ``level``, ``in_100`` (of 100 runs so many ever reach it), ``q25``, ``q50``, ``q75``: the contact by which that share
            of *all* runs has reached it; empty where so many never do.

        Examples
        --------
        >>> import cbf_widgets as cbf
        >>> table = cbf.simulate(cbf.StepNetwork.from_vocabulary("partnership-building"), seed=1).times()
        >>> table.query("node == 'acceptance'")["q50"].is_monotonic_increasing  # each next loop takes longer
        True
        """
        import pandas as pd

        first = first_reached(self.levels, self.network.loops).reshape(self.runs, -1)
        rows = quantiles(first, (0.25, 0.5, 0.75))
        contacts = {
            name: pd.arrays.IntegerArray(row, row == NEVER) for name, row in zip(("q25", "q50", "q75"), rows, strict=True)
        }
        ever = in_100((first != NEVER).sum(axis=0), self.runs)
        return frame({**self._of_levels(), "in_100": ever, **contacts}, self.made_by)

    def falls(self) -> pd.DataFrame:
        """Give each run's worst fall from a peak.

        Returns
        -------
        pandas.DataFrame
            ``run``, ``fall`` (in loops of all steps together) and ``contact``, in which it is deepest for the first time; empty without a fall.

        Examples
        --------
        >>> import cbf_widgets as cbf
        >>> table = cbf.simulate(cbf.StepNetwork.from_vocabulary("partnership-building"), seed=1).falls()
        >>> len(table), bool(table["fall"].max() > 3)
        (2000, True)
        """
        import pandas as pd

        size, contact = Falls.of(loops_of(self.levels))
        contacts = pd.arrays.IntegerArray(contact, contact < 0)
        return frame({"run": np.arange(self.runs), "fall": size, "contact": contacts}, self.made_by)

    def survival(self) -> pd.DataFrame:
        """Give what became of what had been gained when a rupture struck, one row for each that did.

        Returns
        -------
        pandas.DataFrame
            ``run``, ``contact``; ``before``, ``after``: loops just before it struck and just after; ``kept``: the share kept at once;
            ``back``: the share that stands at the end, each step counted up to the level that it had before. Empty shares where nothing was there.

        Examples
        --------
        >>> import cbf_widgets as cbf
        >>> table = cbf.simulate(cbf.StepNetwork.from_vocabulary("partnership-building"), seed=1).survival()
        >>> table[["kept", "back"]].mean().round(1).tolist()
        [0.7, 0.9]
        """
        run, contact, before, after, back = Survival.of(self.levels, self.floors, strikes(self))
        with np.errstate(invalid="ignore"):
            columns = {"before": before, "after": after, "kept": after / before, "back": back / before}
        return frame({"run": run, "contact": contact, **columns}, self.made_by)

    def triggers(self) -> pd.DataFrame:
        """Give what triggered what: how many advances of each step were caught from which, and how many its own effort brought about.

        Returns
        -------
        pandas.DataFrame
            ``from``, ``to`` (nodes; ``from`` is ``effort`` in the first rows), ``from_label``, ``to_label``, ``advances``, ``per_100_runs``.
            A row for each step's own effort, then one for each edge with contagion. See `reasons` for how an advance is put down.

        Examples
        --------
        >>> import cbf_widgets as cbf
        >>> table = cbf.simulate(cbf.StepNetwork.from_vocabulary("partnership-building"), seed=1).triggers()
        >>> table.query("to == 'valuing'").sort_values("advances")["from"].tolist()[-2:]
        ['acceptance', 'effort']
        """
        nodes, labels = nodes_of([*self.network.nodes, "effort"]), nodes_of([*self.network.labels, "own effort"])
        effort = np.array([[len(labels) - 1, step] for step in range(len(labels) - 1)])
        sources, targets = np.concatenate([effort, np.argwhere(self.network.matrix("contagion") > 0)]).T
        counts = triggers.trigger_counts(self)[sources, targets]
        ends = {"from": nodes[sources], "to": nodes[targets], "from_label": labels[sources], "to_label": labels[targets]}
        return frame({**ends, "advances": counts, "per_100_runs": 100 * counts / self.runs}, self.made_by)

    def reasons(self, run: int) -> list[Reason]:
        """Say of every advance of a run what its chance was and what it was caught from; see `cbf_widgets.simulation.triggers.reasons`."""
        return triggers.reasons(self, run)
