"""Two ensembles on the same draws: each run beside its twin, so that a difference is due to what differs between them."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from cbf_widgets.errors import CbfError, shown
from cbf_widgets.simulation.ensemble import Ensemble
from cbf_widgets.simulation.frames import frame, nodes_of
from cbf_widgets.simulation.intervals import Interval, of_means
from cbf_widgets.simulation.measures import loops_of

if TYPE_CHECKING:
    import pandas as pd

_ADVICE = "Simulate both with the same seed, contacts and runs, on networks with the same steps."


@dataclass(frozen=True, eq=False)
class Comparison:
    """How many loops more the runs of `one` have than their twins of `other`; below 0 where it is fewer.

    What differs between the assumptions of the two brings the difference about. The interval says what the number of runs leaves open,
    nothing about families.

    Attributes
    ----------
    one, other : Ensemble
        On the same draws.

    Examples
    --------
    >>> import cbf_widgets as cbf
    >>> network = cbf.StepNetwork.from_vocabulary("partnership-building")
    >>> comparison = compare(cbf.simulate(network, seed=7), cbf.simulate(network.with_(ratchet=0), seed=7))
    >>> comparison.at_end.low > 6
    True
    """

    one: Ensemble
    other: Ensemble

    def __repr__(self) -> str:
        mean, low, high = self.at_end
        return f"Comparison({mean:+.2f} loops at the end, 95 % interval {low:+.2f} to {high:+.2f}, {self.one.runs} pairs of runs)"

    @property
    def at_end(self) -> Interval:
        """The mean difference in loops after the last contact, with its 95 % interval."""
        differs = loops_of(self.one.levels[:, -1:])[:, 0] - loops_of(self.other.levels[:, -1:])[:, 0]
        return Interval(*map(float, of_means(differs)))

    @property
    def over_contacts(self) -> Interval:
        """The mean differences in loops as arrays, contact 0 first, with their 95 % intervals."""
        return of_means(loops_of(self.one.levels) - loops_of(self.other.levels))

    @property
    def gain(self) -> float:
        """How many times more runs would be needed without pairs: variance of the unpaired difference over that of the paired one, at the end.

        Infinite where each run differs from its twin by the same; 1 where nothing varies.
        """
        one, other = (loops_of(ensemble.levels[:, -1:])[:, 0] for ensemble in (self.one, self.other))
        unpaired, paired = float(one.var() + other.var()), float((one - other).var())
        return unpaired / paired if paired else np.inf if unpaired else 1.0

    @property
    def made_by(self) -> dict[str, Any]:
        """What made the first ensemble, and as ``other_token`` what made the second."""
        return {**self.one.made_by, "other_token": self.other.made_by["token"]}

    def difference(self) -> pd.DataFrame:
        """Give the mean difference of all steps together, contact by contact.

        Returns
        -------
        pandas.DataFrame
            ``contact``, ``mean``, ``low``, ``high``, in loops; the last two are the 95 % interval of the mean.

        Examples
        --------
        >>> import cbf_widgets as cbf
        >>> network = cbf.StepNetwork.from_vocabulary("partnership-building")
        >>> comparison = compare(cbf.simulate(network, seed=7), cbf.simulate(network.with_(ratchet=0), seed=7))
        >>> comparison.difference()["mean"].is_monotonic_increasing
        True
        """
        return frame({"contact": np.arange(self.one.contacts + 1), **self.over_contacts._asdict()}, self.made_by)

    def by_step(self, contact: int | None = None) -> pd.DataFrame:
        """Give the mean difference of each step in one contact, the last one unless you say.

        Returns
        -------
        pandas.DataFrame
            ``node``, ``label``, ``mean``, ``low``, ``high``, in levels of the step.

        Raises
        ------
        CbfError
            When there is no such contact.

        Examples
        --------
        >>> import cbf_widgets as cbf
        >>> network = cbf.StepNetwork.from_vocabulary("partnership-building")
        >>> comparison = compare(cbf.simulate(network, seed=7), cbf.simulate(network.with_(ratchet=0), seed=7))
        >>> comparison.by_step()["mean"].round().tolist()
        [1.0, 1.0, 1.0, 1.0, 1.0]
        """
        last = self.one.contacts
        contact = last if contact is None else contact
        if isinstance(contact, bool) or contact not in range(last + 1):
            raise CbfError(f"a contact from 0 to {last}", shown(contact), place="by_step, contact")
        differs = self.one.levels[:, contact].astype(int) - self.other.levels[:, contact]
        network = self.one.network
        names = {"node": nodes_of(network.nodes), "label": nodes_of(network.labels)}
        return frame({**names, **of_means(differs)._asdict()}, self.made_by)

    def to_frame(self) -> pd.DataFrame:
        """Give everything: the mean difference of all steps together and of each, contact by contact.

        Returns
        -------
        pandas.DataFrame
            ``contact``, ``node`` (empty for all together), ``label``, ``mean``, ``low``, ``high``.

        Examples
        --------
        >>> import cbf_widgets as cbf
        >>> network = cbf.StepNetwork.from_vocabulary("partnership-building")
        >>> compare(cbf.simulate(network, seed=7), cbf.simulate(network, seed=7, effort=0.5)).to_frame()["label"].tolist()[:2]
        ['all steps', 'Earning acceptance']
        """
        steps = self.one.levels.astype(np.int16) - self.other.levels
        found = of_means(np.concatenate([steps.sum(axis=2, keepdims=True), steps], axis=2))
        network, rows = self.one.network, self.one.contacts + 1
        nodes: tuple[Hashable, ...] = (None, *network.nodes)
        names = {"node": np.tile(nodes_of(nodes), rows), "label": np.tile(nodes_of(("all steps", *network.labels)), rows)}
        values = {name: value.ravel() for name, value in found._asdict().items()}
        return frame({"contact": np.arange(rows).repeat(len(nodes)), **names, **values}, self.made_by)


def compare(one: Ensemble, other: Ensemble) -> Comparison:
    """Compare two ensembles run by run, on the same draws.

    Parameters
    ----------
    one, other : Ensemble
        With the same seed, contacts, runs and steps. Differences are ``one`` less ``other``.

    Returns
    -------
    Comparison
        The differences, each with its 95 % interval.

    Raises
    ------
    CbfError
        When they aren't on the same draws.

    Examples
    --------
    >>> import cbf_widgets as cbf
    >>> network = cbf.StepNetwork.from_vocabulary("partnership-building")
    >>> compare(cbf.simulate(network, seed=7), cbf.simulate(network.with_(ratchet=0), seed=7))
    Comparison(+6... loops at the end, 95 % interval +6... to +6..., 2000 pairs of runs)
    """
    for place, ensemble in (("one", one), ("other", other)):
        if not isinstance(ensemble, Ensemble):
            raise CbfError("an Ensemble", shown(ensemble), place=f"compare, {place}", advice="See simulate.")
    for name, first, second in _apart(one, other):
        raise CbfError(
            f"two ensembles with the same {name}", f"{shown(first)} and {shown(second)}", place="compare", advice=_ADVICE
        )
    return Comparison(one, other)


def same_draws(one: Ensemble, other: Ensemble) -> bool:
    """Tell whether two ensembles are on the same random draws, run by run.

    Examples
    --------
    >>> import cbf_widgets as cbf
    >>> network = cbf.StepNetwork.from_vocabulary("partnership-building")
    >>> same_draws(cbf.simulate(network, runs=9, seed=1), cbf.simulate(network.with_(ratchet=0), runs=9, seed=1))
    True
    """
    return not _apart(one, other)


def _apart(one: Ensemble, other: Ensemble) -> list[tuple[str, object, object]]:
    said = [(each.seed, each.contacts, each.runs, each.network.nodes) for each in (one, other)]
    return [each for each in zip(("seed", "contacts", "runs", "steps"), *said, strict=True) if each[1] != each[2]]
