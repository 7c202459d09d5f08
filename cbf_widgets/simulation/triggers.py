"""What triggered what: every advance of a run, put down to effort or to the step that it was caught from.

The draws of the run's block are made again, so nothing has to be kept while an ensemble runs. Chances are floats, by the model page's
formulas. The engine rounds each by less than 1 in 20,000, so a draw may lie that little beyond the chance given here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cbf_widgets.errors import CbfError, shown
from cbf_widgets.simulation import fixed
from cbf_widgets.simulation.again import draw_again
from cbf_widgets.simulation.dynamics import Rules
from cbf_widgets.simulation.network import StepNetwork

if TYPE_CHECKING:
    from cbf_widgets.simulation.readings import Readings

_AT_ONCE = 2**22  # hazards worked out together; above it a large network is taken in parts
Counts = NDArray[np.int64]


class Reason(NamedTuple):
    """Why a step advanced.

    Attributes
    ----------
    contact : int
        The contact in which it did, from 1 on.
    step : int
        Its number, in node order.
    level : int
        The level that it reached.
    chance, alone : float
        Its chance in this contact, and what that would have been without contagion.
    caught_from : int or None
        The number of the step that it caught the advance from; none where its own effort was enough.

    Examples
    --------
    >>> Reason(contact=3, step=1, level=1, chance=0.2, alone=0.1, caught_from=0).caught_from
    0
    """

    contact: int
    step: int
    level: int
    chance: float
    alone: float
    caught_from: int | None


def reasons(ensemble: Readings, run: int) -> list[Reason]:
    """Say of every advance of a run what its chance was and what it was caught from.

    A step advances when its draw falls below its chance. Below its chance alone, its own effort was enough. Between that and its
    chance with contagion the advance was caught; where in that interval the draw falls names the step that it was caught from, each
    having a part in proportion to its hazard, −ln(1 − contagion) · level. No further draw is needed.

    Parameters
    ----------
    ensemble : Ensemble
        The runs.
    run : int
        Which.

    Returns
    -------
    list of Reason
        In the order of contacts, then of steps. A step at its highest level can't advance, and a repair by one isn't an advance.

    Raises
    ------
    CbfError
        When there is no such run.

    Examples
    --------
    >>> from cbf_widgets.simulation.ensemble import simulate
    >>> ensemble = simulate(StepNetwork.from_vocabulary("partnership-building"), runs=9, seed=1)
    >>> all(one.alone <= one.chance for one in reasons(ensemble, 3))
    True
    """
    if isinstance(run, bool) or not isinstance(run, int | np.integer) or run not in range(ensemble.runs):
        raise CbfError(f"a run from 0 to {ensemble.runs - 1}", shown(run), place="reasons")
    return [reason for found in _advances(ensemble, range(int(run), int(run) + 1)) for reason in found.told()]


def trigger_counts(ensemble: Readings) -> Counts:
    """Count the advances of all runs by what they were caught from.

    Returns
    -------
    numpy.ndarray
        (steps + 1, steps): row, the step that an advance was caught from, the last row being effort; column, the step that advanced.

    Examples
    --------
    >>> from cbf_widgets.simulation.ensemble import simulate
    >>> trigger_counts(simulate(StepNetwork.from_vocabulary("partnership-building"), runs=9, seed=1)).shape
    (6, 5)
    """
    steps = len(ensemble.network.steps)
    counts = np.zeros((steps + 1, steps), np.int64)
    for found in _advances(ensemble, range(ensemble.runs)):
        np.add.at(counts, (found.caught_from, found.step), 1)  # -1 is the last row
    return counts


class _Found(NamedTuple):
    """Advances of one contact, one entry each; `caught_from` is -1 where none was needed."""

    contact: int
    step: NDArray[np.intp]
    level: NDArray[np.int8]
    chance: fixed.Floats
    alone: fixed.Floats
    caught_from: NDArray[np.intp]

    def told(self) -> Iterator[Reason]:
        for step, level, chance, alone, source in zip(*(values.tolist() for values in self[1:]), strict=True):
            yield Reason(self.contact, step, level, chance, alone, None if source < 0 else source)


def _advances(ensemble: Readings, runs: range) -> Iterator[_Found]:
    """Give the advances of some runs, block by block and contact by contact."""
    rupture, hazards = Rules.of(ensemble.network, ensemble.effort).rupture, _Hazards.of(ensemble.network)
    many = max(1, _AT_ONCE // len(ensemble.network.steps))
    for contact, own, draws in draw_again(ensemble, runs):
        floors, struck = ensemble.floors[own, contact - 1], draws.w[:, None] < rupture
        before = np.where(struck, floors, ensemble.levels[own, contact - 1])
        rose = np.nonzero(ensemble.levels[own, contact] > before)
        for part in range(0, len(rose[0]), many):
            run, step = (index[part : part + many] for index in rose)
            drawn = (draws.u[step, run] + 0.5) / fixed.CELLS
            yield hazards.put_down(contact, before[run], step, ensemble.effort[contact - 1], drawn)


class _Hazards(NamedTuple):
    """A network as the formulas need it: −ln(1 − value) for all edges, per loop; row, the step that helps."""

    uptake: fixed.Floats
    contagion: fixed.Floats
    readiness: fixed.Floats
    loops: int

    @classmethod
    def of(cls, network: StepNetwork) -> _Hazards:
        contagion, readiness = (-np.log1p(-network.matrix(name)) / network.loops for name in ("contagion", "readiness"))
        return cls(network.values("uptake"), contagion, readiness, network.loops)

    def put_down(
        self, contact: int, levels: NDArray[np.int8], step: NDArray[np.intp], effort: fixed.Floats, drawn: fixed.Floats
    ) -> _Found:
        """Put advances down to what brought them about: those of `step` from `levels` (advances × steps), by the draws."""
        ready = np.exp(-np.einsum("as,sa->a", self.loops - levels, self.readiness[:, step]))
        alone = self.uptake[step] * effort[step] * ready
        summed = np.cumsum(levels * self.contagion[:, step].T, axis=1)
        total = summed[:, -1]
        chance = alone - (1 - alone) * np.expm1(-total)
        with np.errstate(divide="ignore", invalid="ignore"):
            place = (drawn - alone) / (chance - alone) * total
        caught = (drawn >= alone) & (total > 0)
        # the first step whose part reaches beyond; rounding may put a draw past all of them, then it is the last that has a part
        source = np.minimum((summed <= place[:, None]).sum(axis=1), (summed < total[:, None]).sum(axis=1))
        return _Found(contact, step, levels[np.arange(len(step)), step] + np.int8(1), chance, alone, np.where(caught, source, -1))
