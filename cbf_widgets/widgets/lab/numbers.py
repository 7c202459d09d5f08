"""A study's numbers by name, as a notebook reads and sets them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from cbf_widgets.errors import CbfError, listed, shown
from cbf_widgets.model.plan import Phase
from cbf_widgets.simulation.beside import Plan
from cbf_widgets.simulation.ensemble import Ensemble
from cbf_widgets.simulation.network import StepNetwork
from cbf_widgets.simulation.parts import GRAPH
from cbf_widgets.simulation.running import Asked
from cbf_widgets.simulation.study import Study
from cbf_widgets.simulation.tokens import read_token

_OF_STUDY = ("contacts", "runs")
_OF_STEPS = ("uptake", "effort", "slip", "ratchet", "level", "floor")
_OF_EDGES = ("contagion", "readiness", "support")


def parameters_of(study: Study) -> dict[str, Any]:
    """Give a study's numbers by name.

    Returns
    -------
    dict
        One value where all steps or edges have the same, else a list in their order.

    Examples
    --------
    >>> numbers = parameters_of(Study.of(StepNetwork.from_vocabulary("partnership-building")))
    >>> numbers["slip"], numbers["uptake"], numbers["loops"]
    (0.1, [0.096, 0.06, 0.06, 0.06, 0.06], 3)
    """
    network = study.network
    steps = {name: _one_or_all([getattr(step, name) for step in network.steps]) for name in _OF_STEPS}
    edges = {name: _one_or_all([getattr(edge, name) for edge in network.edges]) for name in _OF_EDGES}
    graph = {name: getattr(network, name) for name in GRAPH}
    return {**{name: getattr(study, name) for name in _OF_STUDY}, **graph, **steps, **edges}


def _one_or_all(values: list[Any]) -> Any:
    return values[0] if len(set(values)) == 1 else values


def with_parameters(study: Study, given: Mapping[str, Any]) -> Study:
    """Give a study with some of its numbers changed.

    Parameters
    ----------
    study : Study
        The study.
    given : Mapping
        Numbers by name; one for all steps or edges, or a list in their order.

    Returns
    -------
    Study
        The new study. Effort that is changed takes the place of a plan.

    Raises
    ------
    CbfError
        When a name isn't known, a list is too short or too long, or a number is out of its range.

    Examples
    --------
    >>> study = Study.of(StepNetwork.from_vocabulary("partnership-building"))
    >>> with_parameters(study, {"slip": 0, "runs": 100}).runs
    100
    """
    before = parameters_of(study)
    for name in given:
        if name not in before:
            raise CbfError(f"one of {listed(list(before))}", shown(name), place="parameters")
    changed = {name: value for name, value in given.items() if value != before[name]}
    network = study.network
    of_network = {name: value for name, value in changed.items() if name in (*GRAPH, *_OF_STEPS)}
    if of_network:
        network = network.with_(**of_network)
    network = _with_edges(network, {name: value for name, value in changed.items() if name in _OF_EDGES})
    of_study = {name: value for name, value in changed.items() if name in _OF_STUDY}
    plan = None if "effort" in changed else study.plan
    return replace(study, network=network, start=study.start, plan=plan, **of_study)


def _with_edges(network: StepNetwork, changed: Mapping[str, Any]) -> StepNetwork:
    rows = [edge._asdict() for edge in network.edges]
    for name, value in changed.items():
        several = isinstance(value, Sequence) and not isinstance(value, str)
        if several and len(value) != len(rows):
            raise CbfError(f"one value or {len(rows)}, one for each edge", f"{len(value)}", place=f"parameters, {name}")
        for number, row in enumerate(rows):
            row[name] = value[number] if several else value
    edges = tuple(type(edge)(**row) for edge, row in zip(network.edges, rows, strict=True))
    return replace(network, edges=edges) if changed else network


def study_of_ensemble(study: Study, ensemble: Ensemble | Asked) -> Study:
    """Give the study that an ensemble comes from, under a study's title.

    Parameters
    ----------
    study : Study
        Whose title, kinds, start and comparison are kept where they fit.
    ensemble : Ensemble or Asked
        The runs, or what they are to be made from.

    Returns
    -------
    Study
        Running it gives the ensemble again.

    Examples
    --------
    >>> study = Study.of(StepNetwork.from_vocabulary("partnership-building"), runs=100)
    >>> study_of_ensemble(study, study.run()) == study
    True
    """
    made = study.with_network(ensemble.network)
    rows = [(len(list(group)), list(row)) for row, group in groupby(map(tuple, ensemble.effort.tolist()))]
    plan = None
    if len(rows) > 1 or rows[0][1] != ensemble.network.values("effort").tolist():
        phases = [Phase(share=count / ensemble.contacts, effort=tuple(row)) for count, row in rows]
        plan = Plan(id="given", title="As given", phases=tuple(phases))
    return replace(made, plan=plan, contacts=ensemble.contacts, runs=ensemble.runs, seed=ensemble.seed)


def study_of_token(token: str) -> Study:
    """Give the study that a token stands for.

    Parameters
    ----------
    token : str
        `Ensemble.token`.

    Returns
    -------
    Study
        Running it gives the ensemble that the token is of.

    Raises
    ------
    CbfError
        When it isn't a token, or one of more than a lab can show.

    Examples
    --------
    >>> study = Study.of(StepNetwork.from_vocabulary("partnership-building"), runs=100, seed=7)
    >>> study_of_token(study.run().token) == study
    True
    """
    asked = Asked.of(**read_token(token))
    return study_of_ensemble(Study.of(asked.network), asked)
