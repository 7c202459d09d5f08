"""The five criteria of a small thing with a big effect, measured of each step under stated assumptions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cbf_widgets import datasets
from cbf_widgets.errors import CbfError, shown
from cbf_widgets.model.value import Range, convert
from cbf_widgets.simulation.again import strikes
from cbf_widgets.simulation.ensemble import Ensemble, simulate
from cbf_widgets.simulation.frames import frame, nodes_of
from cbf_widgets.simulation.measures import in_100
from cbf_widgets.simulation.network import StepNetwork
from cbf_widgets.simulation.progress import progress_bar
from cbf_widgets.simulation.quantities import QUANTITIES, Pair, boosted

if TYPE_CHECKING:
    import pandas as pd


class CriterionRow(NamedTuple):
    """One quantity of one step.

    Attributes
    ----------
    node, label
        The step.
    criterion, name : str
        The criterion's id and name, as in ``datasets.criteria()``.
    quantity : str
        What was measured; see `Criteria.words`.
    value, low, high : float
        The mean over the runs with its 95 % interval; nan where nothing was gained of which there could be a share.
    unit : str
        What it is counted in.

    Examples
    --------
    >>> CriterionRow("a", "A", "bigger", "Bigger than the work", "leverage", 0.2, 0.1, 0.3, "loops per contact of full effort").value
    0.2
    """

    node: Any
    label: str
    criterion: str
    name: str
    quantity: str
    value: float
    low: float
    high: float
    unit: str


@dataclass(frozen=True, eq=False)
class Criteria:
    """What extra effort on each step in turn brings about, in the words of the five criteria.

    It is about steps under assumptions, never about families, and there is no total: what counts most is for people to say.

    Attributes
    ----------
    base : Ensemble
        The runs without extra effort.
    extra : float
        How much effort was added to a step.
    during : tuple of two int
        From after which contact until after which.
    rows : tuple of CriterionRow
        Step by step in node order, the criteria in the order of the dataset.
    enabled_runs : numpy.ndarray
        (steps, steps): in how many runs extra effort on the first brought the second at least one level more.

    Examples
    --------
    >>> import cbf_widgets as cbf
    >>> found = criteria(cbf.StepNetwork.from_vocabulary("partnership-building"), runs=500, seed=7)
    >>> [row.quantity for row in found.rows[:3]]
    ['leverage', 'still_there', 'through_rupture']
    """

    base: Ensemble
    extra: float
    during: tuple[int, int]
    rows: tuple[CriterionRow, ...]
    enabled_runs: NDArray[np.int64]

    def __repr__(self) -> str:
        return f"Criteria({len(self.base.network.steps)} steps, {self.base.runs} pairs of runs of {self.base.contacts} contacts each, seed {self.base.seed})"

    @property
    def words(self) -> dict[str, str]:
        """What each quantity is, in words."""
        return {quantity.id: quantity.text for quantity in QUANTITIES}

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What all of it rests on, in sentences."""
        base, (start, end) = self.base, self.during
        low, high = float(base.effort.min()), float(base.effort.max())
        effort = f"{low:g}" if low == high else f"{low:g} to {high:g}, by its plan"
        return (
            f"Every step has effort {effort}. Each in turn has {self.extra:g} more in contacts {start + 1} to {end}.",
            "Each run with it is compared with the run on the same draws without it.",
            f"{base.runs:,} runs of {base.contacts} contacts, seed {base.seed}, {base.network.loops} loops.",
            "This is what the network's numbers imply, and these are assumptions. It is no evidence about steps, and says nothing about families.",
            "The intervals say what the number of runs leaves open (95 %), not what the assumptions leave open.",
        )

    @property
    def made_by(self) -> dict[str, Any]:
        """What made the runs without extra effort, and what was added to it."""
        return {**self.base.made_by, "extra": self.extra, "during": list(self.during)}

    def to_frame(self) -> pd.DataFrame:
        """Give the rows as a DataFrame.

        Returns
        -------
        pandas.DataFrame
            The columns are the fields of `CriterionRow`.

        Examples
        --------
        >>> import cbf_widgets as cbf
        >>> table = criteria(cbf.StepNetwork.from_vocabulary("partnership-building"), runs=500, seed=7).to_frame()
        >>> table.query("quantity == 'leverage'")["node"].tolist()
        ['acceptance', 'valuing', 'subtle', 'obvious', 'repair']
        """
        columns = dict(zip(CriterionRow._fields, zip(*self.rows, strict=True), strict=True))
        return frame({**columns, "node": nodes_of(columns["node"])}, self.made_by)

    def enabled(self) -> pd.DataFrame:
        """Give which other steps extra effort on a step brings further, and how often.

        Returns
        -------
        pandas.DataFrame
            ``node``, ``label``: the step with extra effort; ``other``, ``other_label``; ``runs`` and ``in_100``: in how many the other reaches
            at least one level more.

        Examples
        --------
        >>> import cbf_widgets as cbf
        >>> table = criteria(cbf.StepNetwork.from_vocabulary("partnership-building"), runs=500, seed=7).enabled()
        >>> table.query("node == 'acceptance'")["other"].tolist()
        ['valuing', 'subtle', 'obvious', 'repair']
        """
        first, second = np.nonzero(~np.eye(len(self.enabled_runs), dtype=bool))
        nodes, labels = nodes_of(self.base.network.nodes), nodes_of(self.base.network.labels)
        names = {"node": nodes[first], "label": labels[first], "other": nodes[second], "other_label": labels[second]}
        runs = self.enabled_runs[first, second]
        return frame({**names, "runs": runs, "in_100": in_100(runs, self.base.runs)}, self.made_by)


def criteria(
    network: StepNetwork, contacts: int = 52, runs: int = 2_000, *,
    seed: int, effort: Any = 0.5, extra: float = 0.2, during: tuple[int, int] | None = None, progress: bool = False,
) -> Criteria:  # fmt: skip
    """Measure the five criteria of a small thing with a big effect, of each step.

    Each step in turn is given some extra effort for a part of the contacts. On the same draws, what becomes different is due to that effort.
    `Criteria.words` says what each quantity is.

    Parameters
    ----------
    network : StepNetwork
        The steps and every number.
    contacts, runs, seed
        As for `cbf_widgets.simulate`.
    effort
        What every step has without the extra effort: as for `cbf_widgets.simulate`, but 0.5 by default, so that there is room for more.
    extra : float
        How much effort is added; more than 0, and no step may come to more than 1.
    during : tuple of two int, optional
        After which contact the extra effort begins and after which it ends; the first half by default. Were it to last until the end, nothing
        could be said of what is still there afterwards.
    progress : bool
        Whether a bar shows how far it is, with the time left.

    Returns
    -------
    Criteria
        Nine quantities of each step, each with its 95 % interval.

    Raises
    ------
    CbfError
        When there is no room for the extra effort, or `during` isn't a part of the contacts.

    Examples
    --------
    >>> import cbf_widgets as cbf
    >>> found = criteria(cbf.StepNetwork.from_vocabulary("partnership-building"), runs=500, seed=7)
    >>> {row.node: round(row.value, 1) for row in found.rows if row.quantity == "leverage"}
    {'acceptance': 0.1, 'valuing': 0.0, 'subtle': 0.0, 'obvious': 0.0, 'repair': 0.0}

    Notes
    -----
    Source of the criteria: making change happen, *How do I make change happen with families?*; it gives no measure for any of them.
    """
    base = simulate(network, contacts, runs, seed=seed, effort=effort)
    extra, during = _checked(base, extra, during)
    struck, steps = strikes(base), range(len(network.steps))
    names = {concept.id: concept.name for concept in datasets.criteria()}
    rows, enabled = [], np.zeros((len(steps), len(steps)), np.int64)
    with progress_bar(len(steps), "steps", shown=progress) as tick:
        for step in steps:
            more = simulate(network, contacts, runs, seed=seed, effort=boosted(base.effort, step, extra, during))
            pair = Pair(more, base, step, extra * (during[1] - during[0]), during[1], struck)
            which, found = network.steps[step], pair.measured()
            enabled[step] = pair.enabled().sum(axis=0)
            for one in QUANTITIES:
                mean, low, high = map(float, found[one.id])
                rows.append(
                    CriterionRow(which.node, which.label, one.criterion, names[one.criterion], one.id, mean, low, high, one.unit)
                )
            tick()
    enabled.flags.writeable = False
    return Criteria(base, extra, during, tuple(rows), enabled)


def _checked(base: Ensemble, extra: Any, during: Any) -> tuple[float, tuple[int, int]]:
    try:
        extra = convert(Annotated[float, Range(0, 1)], extra)
    except CbfError as error:
        raise error.inside("criteria, extra") from None
    if extra == 0:
        raise CbfError("a number above 0", "0", place="criteria, extra")
    last = base.contacts
    during = (0, max(1, last // 2)) if during is None else during
    whole = isinstance(during, tuple | list) and len(during) == 2 and all(type(one) is int for one in during)
    if not (whole and 0 <= during[0] < during[1] <= last):
        raise CbfError(f"two contacts from 0 to {last}, the first before the second", shown(during), place="criteria, during")
    most = float(base.effort[slice(*during)].max())
    if most + extra > 1:
        advice = "Give less effort, or less that is extra."
        raise CbfError("effort of at most 1 with what is extra", f"{most:g} + {extra:g}", place="criteria", advice=advice)
    return extra, (during[0], during[1])
