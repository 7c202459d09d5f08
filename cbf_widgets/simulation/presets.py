"""Presets as networks and runs, and what they claim, measured."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cbf_widgets import datasets
from cbf_widgets.errors import CbfError, shown
from cbf_widgets.model.plan import EffortPlan
from cbf_widgets.model.preset import Change, Claim, Preset
from cbf_widgets.simulation.ensemble import Ensemble, simulate
from cbf_widgets.simulation.measures import Falls, loops_of
from cbf_widgets.simulation.network import StepNetwork


class Setting(NamedTuple):
    """What is simulated: a network and, in place of its effort, a plan.

    Examples
    --------
    >>> Setting(StepNetwork.from_vocabulary("making-change-happen"), None).plan is None
    True
    """

    network: StepNetwork
    plan: EffortPlan | None


def preset(identifier: str) -> Preset:
    """Give the shipped preset of this id.

    Raises
    ------
    CbfError
        When there is none; the message lists those there are.

    Examples
    --------
    >>> preset("ratchet-holds").title
    'The ratchet holds the gains'
    """
    known = {each.id: each for each in datasets.presets()}
    if identifier not in known:
        raise CbfError(f"one of {', '.join(known)}", shown(identifier), place="preset")
    return known[identifier]


def setting(of: Preset) -> Setting:
    """Give what a preset simulates.

    Parameters
    ----------
    of : Preset
        Shipped or one's own.

    Returns
    -------
    Setting
        Its network, with all changes made, and its plan.

    Examples
    --------
    >>> setting(preset("contagion-hardly-matters")).network.values("uptake").tolist()
    [0.3, 0.3, 0.3, 0.3, 0.3]
    """
    return Setting(_changed(of.vocabulary, of.changes), _plan(of.plan))


def beside(of: Preset) -> Setting:
    """Give what a preset is compared with.

    Parameters
    ----------
    of : Preset
        Shipped or one's own.

    Returns
    -------
    Setting
        The same steps, and the same plan unless the preset names another.

    Examples
    --------
    >>> beside(preset("listening-pays")).plan.title
    'Rushing to intervene'
    """
    if of.beside.without:
        zeros: dict[str, Any] = dict.fromkeys(of.beside.without, 0)
        return Setting(setting(of).network.with_(**zeros), _plan(of.plan))
    return Setting(_changed(of.vocabulary, of.beside.changes or of.changes), _plan(of.beside.plan or of.plan))


def run(of: Preset, runs: int = 2_000, *, seed: int) -> tuple[Ensemble, Ensemble]:
    """Simulate a preset and what stands beside it, on the same draws.

    Parameters
    ----------
    of : Preset
        Shipped or one's own.
    runs, seed : int
        As for `simulate`.

    Returns
    -------
    tuple of Ensemble
        The preset's; that beside it.

    Examples
    --------
    >>> with_net, without = run(preset("ratchet-holds"), runs=200, seed=7)
    >>> bool((with_net.levels >= without.levels).all())
    True
    """
    one, other = (simulate(network, of.contacts, runs, seed=seed, effort=plan) for network, plan in (setting(of), beside(of)))
    return one, other


def measured(claim: Claim, one: Ensemble, other: Ensemble) -> float:
    """Measure what a claim is about: the mean of one ensemble less that of another.

    Parameters
    ----------
    claim : Claim
        What is measured, in 100.
    one, other : Ensemble
        From the same draws.

    Returns
    -------
    float
        The mean difference.

    Examples
    --------
    >>> each = preset("ratchet-hardly-matters")
    >>> 0 <= measured(each.claims[0], *run(each, seed=7)) <= 3
    True
    """
    of_each = [_MEASURES[claim.measure](ensemble, claim.step) for ensemble in (one, other)]
    return 100 * float(of_each[0].mean() - of_each[1].mean())


def document(of: Preset, runs: int = 2_000, *, seed: int = 1) -> dict[str, Any]:
    """Give a preset as a study's plain data, ready for the lab.

    Parameters
    ----------
    of : Preset
        Shipped or one's own.
    runs, seed : int
        As for `simulate`.

    Returns
    -------
    dict
        The fields of a study: title, kinds, network and start, contacts, runs, seed, plan and what stands beside.

    Examples
    --------
    >>> document(preset("ratchet-holds"))["beside"]
    {'kind': 'without', 'names': ['ratchet']}
    """
    one, other = setting(of), beside(of)
    aside: dict[str, Any] = {"kind": "without", "names": list(of.beside.without)}
    if not of.beside.without:
        aside = {"kind": "kept", "title": of.beside.title, "network": _plain(other.network), "plan": _fitted(other, of.contacts)}
    return {
        "title": of.title,
        "kinds": [kind.id for kind in datasets.vocabulary(of.vocabulary).kinds],
        "network": _plain(one.network),
        "start": _plain(one.network),
        "contacts": of.contacts,
        "runs": runs,
        "seed": seed,
        "plan": _fitted(one, of.contacts),
        "beside": aside,
    }


def _changed(vocabulary: str, changes: Iterable[Change]) -> StepNetwork:
    network = StepNetwork.from_vocabulary(vocabulary)
    for change in changes:
        network = network.with_(**change.keywords)
    return network


def _plan(identifier: str) -> EffortPlan | None:
    if not identifier:
        return None
    known = {plan.id: plan for plan in datasets.effort_plans()}
    if identifier not in known:
        raise CbfError(f"one of {', '.join(known)}", shown(identifier), place="plan")
    return known[identifier]


def _plain(network: StepNetwork) -> dict[str, Any]:
    steps, edges = ([part._asdict() for part in parts] for parts in (network.steps, network.edges))
    return {"loops": network.loops, "rupture": network.rupture, "repair": network.repair, "steps": steps, "edges": edges}


def _fitted(one: Setting, contacts: int) -> dict[str, Any] | None:
    if one.plan is None:
        return None
    fitted = one.plan.fit(len(one.network.steps), contacts).to_dict()
    return {name: fitted[name] for name in ("id", "title", "phases")}


Floats = NDArray[np.float64]


def _loops(ensemble: Ensemble, _: str) -> Floats:
    return ensemble.progress()[:, -1]


def _held(ensemble: Ensemble, step: str) -> Floats:
    return (ensemble.levels[:, -1, ensemble.network.nodes.index(step)] > 0).astype(float)


def _others(ensemble: Ensemble, step: str) -> Floats:
    others = [number for number, node in enumerate(ensemble.network.nodes) if node != step]
    total: Floats = ensemble.levels[:, -1, others].sum(axis=1, dtype=np.int64) / (
        ensemble.network.loops * len(ensemble.network.steps)
    )
    return total


def _fall(ensemble: Ensemble, _: str) -> Floats:
    falls: Floats = Falls.of(loops_of(ensemble.levels)).size / (ensemble.network.loops * len(ensemble.network.steps))
    return falls


_MEASURES = {"loops": _loops, "held": _held, "others": _others, "fall": _fall}
