"""Plans of effort: the same work in all, spread differently over steps and time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, Any, Self

from cbf_widgets.errors import CbfError, shown
from cbf_widgets.model.value import AtMost, Identifier, Line, Name, Prose, Range, Value, convert

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MEAN_EFFORT = 0.5  # what every plan comes to, over all contacts and steps
MOST_PHASES = 1_000
Rate = Annotated[float, Range(0, 1)]
Whole = Annotated[int, Range(1, 100_000)]


class Phase(Value):
    """A stretch of contacts, and how the effort lies on the steps meanwhile.

    Attributes
    ----------
    share : float
        Which part of all contacts it takes.
    effort : tuple of float
        Weights from 0 to 1, from the first step to the last. For another number of steps they are drawn out or together.

    Examples
    --------
    >>> Phase(share=1, effort=[1, 0]).effort
    (1.0, 0.0)
    """

    share: Rate
    effort: Annotated[tuple[Rate, ...], AtMost(2_000)]

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.effort:
            raise CbfError("at least one number", "none", place="effort")

    def spread(self, steps: int) -> list[float]:
        """Give a weight to each of so many steps, by its place in the order.

        Examples
        --------
        >>> Phase(share=1, effort=[1, 0]).spread(3)
        [1.0, 0.5, 0.0]
        """
        if steps == len(self.effort):
            return list(self.effort)
        if steps == 1:
            return [sum(self.effort) / len(self.effort)]
        return [_between(self.effort, step * (len(self.effort) - 1) / (steps - 1)) for step in range(steps)]


def _between(values: Sequence[float], place: float) -> float:
    left = min(int(place), len(values) - 1)
    right = min(left + 1, len(values) - 1)
    return values[left] + (place - left) * (values[right] - values[left])


class EffortPlan(Value):
    """How effort is spread over steps and contacts, phase after phase. Each plan is the same amount of work: half of all that could be done.

    Attributes
    ----------
    id, title : str
        Short and stable; the name on screen.
    about : str
        What it stands for.
    phases : tuple of Phase
        One after the other; their shares make 1.
    source : str
        Locator of the idea, or the word ``assumption``.

    Examples
    --------
    >>> plan = EffortPlan(id="own", title="Ours", phases=[{"share": 0.5, "effort": [1, 0]}, {"share": 0.5, "effort": [0, 1]}])
    >>> [phase.effort for phase in plan.fit(3, contacts=52).phases]
    [(1.0, 0.5, 0.0), (0.0, 0.5, 1.0)]

    Notes
    -----
    Weights say how the work is shared out, not how much there is: twice the weights are the same plan. Where a weight would come to more than
    all that can be done in a contact, it stays at 1 and the others take what is left.
    """

    id: Identifier
    title: Name
    about: Prose = ""
    phases: Annotated[tuple[Phase, ...], AtMost(MOST_PHASES)]
    source: Line = "assumption"

    def __post_init__(self) -> None:
        super().__post_init__()
        total = sum(phase.share for phase in self.phases)
        if abs(total - 1) > 1e-6:
            raise CbfError("shares that make 1", f"{total:g}", place="phases")

    def fit(self, steps: int, contacts: int) -> Self:
        """Give the plan for so many steps and contacts, as efforts: each phase has one number for each step, 0.5 in the mean over all contacts.

        Parameters
        ----------
        steps, contacts : int
            At least 1.

        Returns
        -------
        EffortPlan
            Fitted once more, it stays as it is.

        Raises
        ------
        CbfError
            When more than half of all steps and contacts have the weight 0: the others would need more effort than there is.

        Examples
        --------
        >>> EffortPlan(id="own", title="Ours", phases=[{"share": 1, "effort": [1, 0, 0]}]).fit(3, contacts=52)
        Traceback (most recent call last):
        ...
        cbf_widgets.errors.CbfError: plan 'own': expected weights above 0 in at least half of all contacts and steps, but got 33 in 100.
        Give some effort to more steps.
        """
        long = self._lengths(contacts)
        weights = [phase.spread(steps) for phase in self.phases]
        levels = [(weight, many) for row, many in zip(weights, long, strict=True) for weight in row if many]
        try:
            factor = _factor(levels, MEAN_EFFORT * steps * contacts)
        except CbfError as error:
            raise error.inside(f"plan {shown(self.id)}") from None
        rows = [[min(1.0, factor * weight) for weight in row] for row in weights]
        data = [{"share": phase.share, "effort": row} for phase, row in zip(self.phases, rows, strict=True)]
        return type(self).from_dict({**self.to_dict(), "phases": data})

    def over(self, network: Any, contacts: int) -> NDArray[np.float64]:
        """Give the effort in each contact on each step of a network.

        Parameters
        ----------
        network : StepNetwork
            Or anything else that has ``steps``.
        contacts : int
            How many.

        Returns
        -------
        numpy.ndarray
            (contacts, steps), each from 0 to 1, with the mean 0.5.

        Examples
        --------
        >>> from cbf_widgets.simulation.network import StepNetwork
        >>> plan = EffortPlan(id="own", title="Ours", phases=[{"share": 1, "effort": [1, 0.5, 0]}])
        >>> plan.over(StepNetwork.from_vocabulary("partnership-building"), 2).tolist()
        [[1.0, 0.75, 0.5, 0.25, 0.0], [1.0, 0.75, 0.5, 0.25, 0.0]]
        """
        import numpy as np

        fitted = self.fit(len(network.steps), contacts)
        return np.repeat([phase.effort for phase in fitted.phases], self._lengths(contacts), axis=0)

    def _lengths(self, contacts: int) -> list[int]:
        """How many contacts each phase has."""
        try:
            contacts = convert(Whole, contacts)
        except CbfError as error:
            raise error.inside("contacts") from None
        ends, total = [0], 0.0
        for phase in self.phases:
            total += phase.share
            ends.append(round(total * contacts))
        return [end - start for start, end in pairwise(ends)]


def _factor(weights: Iterable[tuple[float, int]], total: float) -> float:
    """Say by what to multiply weights, so that they come to a total when none may exceed 1; each stands with how often it occurs."""
    falling = sorted(((weight, many) for weight, many in weights if weight > 0), reverse=True)
    above = sum(many for _, many in falling)
    if above < total:
        came = f"{100 * MEAN_EFFORT * above / total:.0f} in 100"
        advice = "Give some effort to more steps."
        raise CbfError("weights above 0 in at least half of all contacts and steps", came, advice=advice)
    full, rest = 0, sum(weight * many for weight, many in falling)
    for weight, many in falling:
        if weight * (total - full) <= rest:
            return (total - full) / rest
        full, rest = full + many, rest - weight * many
    return 1 / falling[-1][0]
