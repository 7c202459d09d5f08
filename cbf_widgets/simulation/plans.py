"""Plans of effort side by side: the same amount of work on the same draws, so that only its place and time differ."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from cbf_widgets import datasets
from cbf_widgets.errors import CbfError, listed, shown
from cbf_widgets.model.plan import EffortPlan
from cbf_widgets.simulation.ensemble import Ensemble, simulate
from cbf_widgets.simulation.network import StepNetwork

if TYPE_CHECKING:
    import pandas as pd

_QUANTILES = {"q05": 0.05, "q25": 0.25, "q50": 0.5, "q75": 0.75, "q95": 0.95}
_EQUAL = 1e-9


def compare_plans(
    network: StepNetwork,
    plans: Iterable[EffortPlan] | Mapping[str, Any] | None = None,
    contacts: int = 52,
    runs: int = 2_000,
    *,
    seed: int,
    step: Hashable = None,
) -> pd.DataFrame:
    """Compare plans of effort at the same total effort, on the same draws.

    It says what follows from the assumptions when the same work is done elsewhere or at another time: for instance why a step that is missed
    or done too quickly leaves later ones waiting.

    Parameters
    ----------
    network : StepNetwork
        The steps and every number; its own effort isn't used.
    plans : iterable of EffortPlan, or Mapping, optional
        The shipped ones, if none are given. A mapping leads from a title to a plan, to one number, or to an array (contacts × steps).
    contacts, runs, seed : int
        As for `simulate`.
    step : Hashable, optional
        The node asked about in `reached` and `held`; `last_step` says which, if none is given.

    Returns
    -------
    pandas.DataFrame
        A row for each plan, in order: ``plan``; ``effort``, the mean over all contacts and steps; ``in_vain``, of 100 parts of it, how many came before their
        step was ready; ``q05`` … ``q95`` and ``mean``, the loops of all steps together at the end; ``reached`` and ``held``, of 100 runs, how many have had, and how many end with, a loop of the step;
        ``ahead``, ``even`` and ``behind``, of 100 runs, how many end with more, as many and fewer loops than under the first plan on the same draws.
        `attrs["made_by"]` has what made it, `attrs["step"]` the step's label.

    Raises
    ------
    CbfError
        When the plans don't come to the same total effort, or can't.

    Examples
    --------
    >>> frame = compare_plans(StepNetwork.from_vocabulary("partnership-building"), seed=7)
    >>> frame.sort_values("mean", ascending=False)["plan"].tolist()[0], frame.attrs["step"]
    ('Listening first', 'Obvious intervention')
    """
    import pandas as pd

    named = _named(datasets.effort_plans() if plans is None else plans)
    ensembles = {title: simulate(network, contacts, runs, seed=seed, effort=plan) for title, plan in named.items()}
    _check_totals({title: ensemble.effort for title, ensemble in ensembles.items()})
    number = _number(network, step)
    first = next(iter(ensembles.values()))
    frame = pd.DataFrame([{"plan": title, **_row(ensemble, first, number)} for title, ensemble in ensembles.items()])
    frame.attrs.update(made_by=dict(first.made_by), step=network.labels[number])
    return frame


def effort_in_vain(ensemble: Ensemble) -> float:
    """Say which part of all effort, 0 to 1, came before its step was ready, over all runs.

    Of the effort on a step, the part 1 − g is in vain, where g is its readiness as the contact begins.

    Examples
    --------
    >>> network = StepNetwork.from_vocabulary("partnership-building")
    >>> ensemble = simulate(network, contacts=1, runs=1, seed=1)
    >>> round(effort_in_vain(ensemble), 3)  # four steps wait, obvious intervention for three others
    0.419
    """
    waiting = np.log1p(-ensemble.network.matrix("readiness"))
    lost = 0.0
    for contact, effort in enumerate(ensemble.effort):
        missing = 1 - ensemble.levels[:, contact] / ensemble.network.loops
        lost += float((effort * -np.expm1(missing @ waiting)).mean(axis=0).sum())
    total = float(ensemble.effort.sum())
    return lost / total if total else 0.0


def last_step(network: StepNetwork) -> Hashable:
    """Say which step waits most for others: the one with the most readiness leading to it; the last in order where none waits.

    Examples
    --------
    >>> last_step(StepNetwork.from_vocabulary("partnership-building"))
    'obvious'
    >>> last_step(StepNetwork.from_vocabulary("making-change-happen"))
    'action'
    """
    waiting = -np.log1p(-network.matrix("readiness")).sum(axis=0)
    return network.nodes[int(waiting.argmax()) if waiting.any() else -1]


def _named(plans: Iterable[EffortPlan] | Mapping[str, Any]) -> dict[str, Any]:
    if isinstance(plans, Mapping):
        named = dict(plans)
    else:
        several = list(plans) if isinstance(plans, Iterable) else [plans]
        if strange := [plan for plan in several if not isinstance(plan, EffortPlan)]:
            raise CbfError("plans, or a mapping from titles to efforts", shown(strange[0]), place="plans")
        named = {plan.title: plan for plan in several}
        if len(named) < len(several):
            raise CbfError("each title once", listed([plan.title for plan in several]), place="plans")
    if not named:
        raise CbfError("at least one plan", "none", place="plans")
    return named


def _check_totals(efforts: Mapping[str, NDArray[np.float64]]) -> None:
    (first, expected), *others = ((title, float(effort.mean())) for title, effort in efforts.items())
    for title, mean in others:
        if abs(mean - expected) > _EQUAL:
            raise CbfError(
                f"the same total effort as in {shown(first)}, {expected:.4g} in the mean",
                f"{mean:.4g}",
                place=f"plan {shown(title)}",
                advice="Plans of equal effort differ only in where and when the work is done; those of cbf.EffortPlan are made equal.",
            )


def _number(network: StepNetwork, step: Hashable) -> int:
    node = last_step(network) if step is None else step
    if node not in network.nodes:
        raise CbfError(f"a node ({listed([*map(str, network.nodes)])})", shown(node), place="step")
    return network.nodes.index(node)


def _row(ensemble: Ensemble, first: Ensemble, step: int) -> dict[str, float]:
    end, other = (each.levels[:, -1].sum(axis=1, dtype=np.int64) for each in (ensemble, first))
    quantiles = np.quantile(end, list(_QUANTILES.values()), method="inverted_cdf")
    of_step = ensemble.levels[:, :, step]
    shares = {
        "reached": of_step.max(axis=1) > 0,
        "held": of_step[:, -1] > 0,
        "ahead": end > other,
        "even": end == other,
        "behind": end < other,
    }
    return {
        "effort": float(ensemble.effort.mean()),
        "in_vain": 100 * effort_in_vain(ensemble),
        **{name: float(value) for name, value in zip(_QUANTILES, quantiles, strict=True)},
        "mean": float(end.mean()),
        **{name: 100 * float(share.mean()) for name, share in shares.items()},
    }
