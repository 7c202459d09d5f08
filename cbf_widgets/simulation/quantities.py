"""The five criteria as quantities: what each one is, in words, and how it is worked out from two ensembles on the same draws."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cbf_widgets.simulation.dynamics import Truths
from cbf_widgets.simulation.ensemble import Ensemble
from cbf_widgets.simulation.intervals import Interval, of_means, of_ratio
from cbf_widgets.simulation.measures import Falls, Whole, loops_of


class Quantity(NamedTuple):
    """Something measured of a step, for one of the criteria.

    Attributes
    ----------
    id, criterion : str
        Its own, and that of the criterion in ``cbf_widgets.datasets.criteria()``.
    unit, text : str
        What it is counted in; what it is, in words.

    Examples
    --------
    >>> QUANTITIES[0].id, QUANTITIES[0].criterion
    ('leverage', 'bigger')
    """

    id: str
    criterion: str
    unit: str
    text: str


QUANTITIES = (
    Quantity("leverage", "bigger", "loops per contact of full effort",
             "How many loops more all steps together have at the end, for each contact's worth of full effort put in beyond the rest."),
    Quantity("still_there", "endures", "share",
             "Of the loops that the runs were ahead when the extra effort ended, the share that they are ahead at the end. Above 1 where the gain "
             "has grown since; below 1 where part of it slipped, or where the runs without extra effort have caught up."),
    Quantity("through_rupture", "endures", "share",
             "Of the loops that the runs were ahead just before a rupture struck, the share that they are ahead just after it, when every step "
             "has fallen to its floor. Over all ruptures of all runs; above 1 where floors are further ahead than levels."),
    Quantity("others", "enables", "steps",
             "How many other steps reach at least one level more, at any time, than they do without the extra effort."),
    Quantity("any_other", "enables", "of 100 runs",
             "In how many of 100 runs at least one other step reaches at least one level more."),
    Quantity("forward", "forward-outward", "loops", "How many loops more all steps together have at the end."),
    Quantity("outward", "forward-outward", "steps", "How many steps more are under way at the end, at level 1 or above."),
    Quantity("fall", "ratchet", "loops",
             "How many loops smaller the worst fall from a peak becomes. Below 0 where it becomes larger: who has more, has more to fall from."),
    Quantity("secure", "ratchet", "loops", "How many loops more are secure at the end: the floors of all steps together."),
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Pair:
    """Two ensembles on the same draws, with extra effort on one step and without.

    Attributes
    ----------
    more, base : Ensemble
        With the extra effort, and without.
    step : int
        The number of the step that has it.
    work : float
        All the extra effort, in contacts of full effort.
    until : int
        The last contact that has it.
    struck : numpy.ndarray
        Where ruptures struck (run, contact): in both ensembles the same.

    Examples
    --------
    >>> import cbf_widgets as cbf
    >>> base = cbf.simulate(cbf.StepNetwork.from_vocabulary("partnership-building"), runs=9, seed=1)
    >>> Pair(base, base, 0, 1.0, 26, base.ruptured & False).measured()["forward"].mean
    np.float64(0.0)
    """

    more: Ensemble
    base: Ensemble
    step: int
    work: float
    until: int
    struck: Truths

    def measured(self) -> dict[str, Interval]:
        """Give each quantity with its 95 % interval, by its id.

        Examples
        --------
        >>> import cbf_widgets as cbf
        >>> base = cbf.simulate(cbf.StepNetwork.from_vocabulary("partnership-building"), runs=9, seed=1)
        >>> found = Pair(base, base, 0, 1.0, 26, base.ruptured & False).measured()
        >>> list(found) == [quantity.id for quantity in QUANTITIES]
        True
        """
        ahead = self._ahead("levels")
        enabled = self.enabled()
        falls = [Falls.of(loops_of(ensemble.levels)).size for ensemble in (self.base, self.more)]
        under_way = [(ensemble.levels[:, -1] > 0).sum(axis=1, dtype=np.int64) for ensemble in (self.more, self.base)]
        return {
            "leverage": of_means(ahead[:, -1] / self.work),
            "still_there": of_ratio(ahead[:, -1], ahead[:, self.until]),
            "through_rupture": self._through_rupture(ahead),
            "others": of_means(enabled.sum(axis=1)),
            "any_other": of_means(np.where(enabled.any(axis=1), 100.0, 0.0)),
            "forward": of_means(ahead[:, -1]),
            "outward": of_means(under_way[0] - under_way[1]),
            "fall": of_means(falls[0] - falls[1]),
            "secure": of_means(self._ahead("floors")[:, -1]),
        }

    def enabled(self) -> Truths:
        """Say in which runs which other steps reach at least one level more (run, step).

        Examples
        --------
        >>> import cbf_widgets as cbf
        >>> base = cbf.simulate(cbf.StepNetwork.from_vocabulary("partnership-building"), runs=9, seed=1)
        >>> Pair(base, base, 0, 1.0, 26, base.ruptured & False).enabled().any()
        np.False_
        """
        found: Truths = self.more.levels.max(axis=1) > self.base.levels.max(axis=1)
        found[:, self.step] = False
        return found

    def _ahead(self, name: str) -> Whole:
        """How many loops the runs are ahead (run, contact)."""
        return loops_of(getattr(self.more, name)) - loops_of(getattr(self.base, name))

    def _through_rupture(self, ahead: Whole) -> Interval:
        floors, struck = self._ahead("floors"), self.struck[:, 1:]
        before, after = ((gain[:, :-1] * struck).sum(axis=1) for gain in (ahead, floors))
        return of_ratio(after, before)


def boosted(effort: NDArray[np.float64], step: int, extra: float, during: tuple[int, int]) -> NDArray[np.float64]:
    """Give an effort (contacts, steps) with extra effort on one step in some contacts.

    Examples
    --------
    >>> boosted(np.full((3, 2), 0.5), 1, 0.25, (0, 2)).tolist()
    [[0.5, 0.75], [0.5, 0.75], [0.5, 0.5]]
    """
    plan = effort.copy()
    plan[slice(*during), step] += extra
    return plan
