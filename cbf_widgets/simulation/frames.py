"""Tables that say what made them, and runs as rows."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from cbf_widgets.errors import CbfError, shown
from cbf_widgets.simulation.dynamics import Small, Truths
from cbf_widgets.simulation.network import StepNetwork

if TYPE_CHECKING:
    import pandas as pd

    from cbf_widgets.simulation.tally import Tally

_MOST_ROWS = 1_000_000
_MOST_IN_FRAME = 50_000_000


def frame(columns: Mapping[str, Any], made_by: Mapping[str, Any]) -> pd.DataFrame:
    """Give columns as a DataFrame that says in ``attrs["made_by"]`` what made it.

    Examples
    --------
    >>> frame({"contact": [0, 1]}, {"seed": 7}).attrs
    {'made_by': {'seed': 7}}
    """
    import pandas as pd

    found = pd.DataFrame(dict(columns))
    found.attrs["made_by"] = dict(made_by)
    return found


def nodes_of(nodes: Sequence[Hashable]) -> NDArray[np.object_]:
    """Give nodes as an array of objects, tuples among them kept whole.

    Examples
    --------
    >>> nodes_of([("a", 1), ("b", 2)]).shape
    (2,)
    """
    found = np.empty(len(nodes), object)
    for number, node in enumerate(nodes):
        found[number] = node
    return found


class Runs:
    """What an `Ensemble` holds, and its runs as rows.

    Examples
    --------
    >>> import cbf_widgets as cbf
    >>> cbf.simulate(cbf.StepNetwork.from_vocabulary("partnership-building"), runs=9, seed=1).to_frame([3, 4])["run"].unique().tolist()
    [3, 4]
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

    if TYPE_CHECKING:

        @property
        def token(self) -> str:
            """A short text from which `replay` makes the same levels and floors again."""

        def tally(self) -> Tally:
            """Count the runs by what they have reached."""

    @property
    def made_by(self) -> dict[str, Any]:
        """What every frame says of its origin: version, seed, token (empty where no text can hold the nodes), contacts, runs."""
        try:
            token = self.token
        except CbfError:
            token = ""
        return {"version": self.version, "seed": self.seed, "token": token, "contacts": self.contacts, "runs": self.runs}

    def to_frame(self, runs: Iterable[int] | None = None) -> pd.DataFrame:
        """Give runs as a DataFrame, one row for each run, contact and step; see `to_rows` for the columns.

        Examples
        --------
        >>> import cbf_widgets as cbf
        >>> cbf.simulate(cbf.StepNetwork.from_vocabulary("partnership-building"), runs=9, seed=1).to_frame([3, 4]).shape
        (530, 7)
        """
        return frame(self._columns(self._chosen(runs, _MOST_IN_FRAME, "to_frame")), self.made_by)

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
        >>> cbf.simulate(cbf.StepNetwork.from_vocabulary("partnership-building"), runs=9, seed=1).to_rows([3])[0]
        {'run': 3, 'contact': 0, 'node': 'acceptance', 'label': 'Earning acceptance', 'level': 0, 'floor': 0, 'ruptured': False}
        """
        columns = self._columns(self._chosen(runs, _MOST_ROWS, "to_rows"))
        return [
            dict(zip(columns, row, strict=True)) for row in zip(*(column.tolist() for column in columns.values()), strict=True)
        ]

    def _chosen(self, runs: Iterable[int] | None, most: int, place: str) -> list[int]:
        chosen = [*range(self.runs)] if runs is None else list(runs)
        if len(chosen) * self.levels[0].size > most:
            advice = f"Name some runs, for example {place}(range(10)), or use the arrays."
            raise CbfError(f"at most {most:,} rows", f"{len(chosen) * self.levels[0].size:,}", place=place, advice=advice)
        for run in chosen:
            if run not in range(self.runs):
                raise CbfError(f"a run from 0 to {self.runs - 1}", shown(run), place=place)
        return chosen

    def _columns(self, runs: list[int]) -> dict[str, NDArray[Any]]:
        steps, contacts = len(self.network.steps), self.contacts + 1
        nodes, labels = (np.tile(nodes_of(names), len(runs) * contacts) for names in (self.network.nodes, self.network.labels))
        return {
            "run": np.array(runs, np.int64).repeat(contacts * steps),
            "contact": np.tile(np.arange(contacts).repeat(steps), len(runs)),
            "node": nodes,
            "label": labels,
            "level": self.levels[runs].ravel(),
            "floor": self.floors[runs].ravel(),
            "ruptured": self.ruptured[runs].repeat(steps, axis=1).ravel(),
        }
