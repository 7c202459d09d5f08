"""What a figure says of an ensemble, in whole numbers: loops, runs, hundreds; and the words for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from cbf_widgets.errors import CbfError, shown
from cbf_widgets.model.counting import joined
from cbf_widgets.simulation.measures import in_100
from cbf_widgets.simulation.phrases import count

if TYPE_CHECKING:
    from cbf_widgets.simulation.ensemble import Ensemble
    from cbf_widgets.simulation.network import StepNetwork

Numbers = NDArray[np.int64]

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
_NAMES = {
    "ratchet": "the ratchet", "contagion": "contagion", "readiness": "readiness", "support": "support",
    "rupture": "ruptures", "slip": "slipping",
}  # fmt: skip


def totals(ensemble: Ensemble) -> Numbers:
    """Return the loops gained by all steps together, with axes run, contact.

    Examples
    --------
    >>> from cbf_widgets import StepNetwork, simulate
    >>> totals(simulate(StepNetwork.from_vocabulary("partnership-building"), runs=9, seed=1))[:, 0].tolist()
    [0, 0, 0, 0, 0, 0, 0, 0, 0]
    """
    found: Numbers = ensemble.levels.sum(axis=2, dtype=np.int64)
    return found


def all_loops(network: StepNetwork) -> int:
    """Return how many loops all steps together can gain.

    Examples
    --------
    >>> from cbf_widgets import StepNetwork
    >>> all_loops(StepNetwork.from_vocabulary("partnership-building"))
    15
    """
    return network.loops * len(network.steps)


def bands(ensemble: Ensemble) -> Numbers:
    """Return quantiles of the loops gained, whole numbers that some run really has.

    Returns
    -------
    numpy.ndarray
        Axes quantile (5, 25, 50, 75, 95 in 100), contact.

    Examples
    --------
    >>> from cbf_widgets import StepNetwork, simulate
    >>> bands(simulate(StepNetwork.from_vocabulary("partnership-building"), seed=7))[2, [0, -1]].tolist()
    [0, 14]
    """
    return ensemble.tally().bands(QUANTILES).astype(np.int64)


def reached_in_100(ensemble: Ensemble, contact: int = -1) -> Numbers:
    """Return how many of 100 runs have come to each level of each step.

    Returns
    -------
    numpy.ndarray
        Axes step, level from 1.

    Examples
    --------
    >>> from cbf_widgets import StepNetwork, simulate
    >>> reached_in_100(simulate(StepNetwork.from_vocabulary("partnership-building"), seed=7)).shape
    (5, 3)
    """
    return in_100(ensemble.tally().reached[contact], ensemble.runs)


def check_run(ensemble: Ensemble, run: int | None, *, some: bool = False) -> int | None:
    """Return the run if there is one, else raise `CbfError`; unless it must be some run, none is one too.

    Examples
    --------
    >>> from cbf_widgets import StepNetwork, simulate
    >>> check_run(simulate(StepNetwork.from_vocabulary("partnership-building"), runs=9, seed=1), 3)
    3
    """
    if (run is None and not some) or run in range(ensemble.runs):
        return run
    raise CbfError(f"a run from 0 to {ensemble.runs - 1}", shown(run), place="run")


def beside_words(ensemble: Ensemble, beside: Ensemble) -> str:
    """Say what an ensemble beside another leaves out: where a number is 0 throughout in it and not in the other.

    Examples
    --------
    >>> from cbf_widgets import StepNetwork, simulate
    >>> network = StepNetwork.from_vocabulary("partnership-building")
    >>> beside_words(simulate(network, runs=9, seed=1), simulate(network.with_(ratchet=0), runs=9, seed=1))
    'without the ratchet'
    """
    one, other = ensemble.network, beside.network
    gone = [words for name, words in _NAMES.items() if _used(one, name) and not _used(other, name)]
    return f"without {joined(gone)}" if gone else "beside"


def _used(network: StepNetwork, name: str) -> bool:
    if name == "rupture":
        return network.rupture > 0
    parts: tuple[Any, ...] = network.steps if name in {"ratchet", "slip"} else network.edges
    return any(getattr(part, name) > 0 for part in parts)


def made_by(ensemble: Ensemble) -> str:
    """Say what an ensemble was made from, for a figure's foot.

    Examples
    --------
    >>> from cbf_widgets import StepNetwork, simulate
    >>> made_by(simulate(StepNetwork.from_vocabulary("partnership-building"), runs=9, seed=1)).split(", cbf")[0]
    'Seed 1, 9 runs of 52 contacts'
    """
    token = ensemble.token
    said = f"Seed {ensemble.seed}, {count(ensemble.runs, 'run')} of {count(ensemble.contacts, 'contact')}, cbf_widgets {ensemble.version}"
    return f"{said}, token {token}" if len(token) <= 60 else said
