"""The assumption sheet of a network: what a simulation of it is and isn't, and where each number comes from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cbf_widgets import datasets
from cbf_widgets.errors import CbfError, shown
from cbf_widgets.model.assumption import Assumption
from cbf_widgets.model.counting import joined
from cbf_widgets.simulation.network import StepNetwork
from cbf_widgets.simulation.parts import EDGE, GRAPH, STEP, Edge

MOST_NAMED = 12  # steps named one by one beside their values
_WORDS = {"label", "kind", "source"}  # attributes that aren't numbers


def assumption_sheet(network: StepNetwork, *, plan: Any = None, **study: int) -> list[dict[str, Any]]:
    """Write down what a simulation of a network assumes, from the definitions of its numbers.

    Parameters
    ----------
    network : StepNetwork
        The steps and every number.
    plan : EffortPlan, optional
        What stands in place of the steps' effort; anything with a ``title``.
    **study : int
        ``contacts``, ``runs`` and ``seed``, as far as they are known.

    Returns
    -------
    list of dict
        Each with a ``heading`` and ``lines``.

    Raises
    ------
    CbfError
        When a number isn't defined in ``assumptions.yaml``.

    Examples
    --------
    >>> sheet = assumption_sheet(StepNetwork.from_vocabulary("partnership-building"), contacts=52)
    >>> [part["heading"] for part in sheet][2:4]
    ['The numbers, and what they mean', 'The links between steps, and where each comes from']
    >>> print(sheet[2]["lines"][3])
    Ratchet: How often, in a contact, all that the step has gained becomes secure. What is secure is never lost again.
    Here 12 in 100 for every step. The idea: making change happen, how do i make change happen with families? The number: assumption.
    """
    parts = {section.id: {"heading": section.heading, "lines": list(section.lines)} for section in datasets.sheet_sections()}
    limits = [*parts["limits"]["lines"], *datasets.about("assumptions").doubts]
    return [
        parts["what-it-is"],
        parts["what-it-is-not"],
        {"heading": "The numbers, and what they mean", "lines": _numbers(network, plan, study)},
        {"heading": "The links between steps, and where each comes from", "lines": _links(network)},
        parts["how-it-runs"],
        {"heading": parts["limits"]["heading"], "lines": limits},
        {
            "heading": "The starting values, as far as they haven't been changed",
            "lines": list(datasets.about("starting_values").doubts),
        },
    ]


def _definition(name: str) -> Assumption:
    found = next((each for each in datasets.assumptions() if each.name == name), None)
    if found is None:
        raise CbfError(f"a definition of {shown(name)}", "none", place="assumptions.yaml", advice="Say there what it means.")
    return found


def _numbers(network: StepNetwork, plan: Any, study: dict[str, int]) -> list[str]:
    steps, edges, graph = ([_definition(name) for name in hints if name not in _WORDS] for hints in (STEP, EDGE, GRAPH))
    planned = {"effort": f"a plan, {plan.title}"} if plan is not None else {}
    lines = [_line(each, planned.get(each.name) or _of_steps(each, network)) for each in steps]
    lines += [_line(each, "as in the list of links") for each in edges]
    lines += [_line(each, _value(each, getattr(network, each.name))) for each in graph]
    of_study = [each for each in datasets.assumptions() if each.on == "study"]
    return lines + [_line(each, f"{study[each.name]:,}" if each.name in study else "") for each in of_study]


def _line(each: Assumption, here: str) -> str:
    value = f" Here {here}." if here else ""
    stop = "" if each.source.endswith("?") else "."
    origin = (
        "The idea and the number: assumption."
        if each.source == "assumption"
        else f"The idea: {each.source}{stop} The number: assumption."
    )
    return f"{each.title}: {each.meaning}{value} {origin}"


def _of_steps(each: Assumption, network: StepNetwork) -> str:
    groups: dict[float, list[str]] = {}
    for step in network.steps:
        groups.setdefault(getattr(step, each.name), []).append(step.label)
    if len(groups) == 1:
        return f"{_value(each, next(iter(groups)))} for every step"
    if len(network.steps) > MOST_NAMED:
        return f"from {_bare(each, min(groups))} to {_value(each, max(groups))}"
    return "; ".join(f"{_value(each, value)} for {joined(labels)}" for value, labels in groups.items())


def _bare(each: Assumption, value: float) -> str:
    return f"{round(100 * value, 4):g}" if _in_100(each) else f"{value:g}"


def _value(each: Assumption, value: float) -> str:
    unit = each.unit if _in_100(each) else each.unit.removesuffix("s") if value == 1 else each.unit
    return f"{_bare(each, value)} {unit}"


def _in_100(each: Assumption) -> bool:
    return each.unit in {"in 100", "of 100"}


def _links(network: StepNetwork) -> list[str]:
    labels = dict(zip(network.nodes, network.labels, strict=True))
    return [_link(edge, labels[edge.from_step], labels[edge.to_step]) for edge in network.edges] or ["There are none."]


def _link(edge: Edge, start: str, end: str) -> str:
    names = [name for name in EDGE if name not in _WORDS]
    values: Sequence[str] = [f"{name} {_value(_definition(name), getattr(edge, name))}" for name in names]
    return f"{start} → {end}: {', '.join(values)}. {_origin(edge.source)}"


def _origin(source: str) -> str:
    if source == "assumption":
        return "The link and its numbers: assumption."
    if source.startswith("mean of "):
        return f"The link and its numbers: {source}. Judgements, and so assumptions too."
    return f"The link: {source}. Its numbers: assumption."
