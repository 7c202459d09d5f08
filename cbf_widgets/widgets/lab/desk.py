"""What the lab's own buttons ask of the kernel: try, look for a run, export."""

from __future__ import annotations

from dataclasses import asdict
from functools import cache
from typing import TYPE_CHECKING, Any

from cbf_widgets import datasets
from cbf_widgets.simulation.beside import Plan
from cbf_widgets.simulation.presets import document
from cbf_widgets.simulation.sheet import assumption_sheet
from cbf_widgets.simulation.study import Study
from cbf_widgets.simulation.tally import tally
from cbf_widgets.widgets.base import Answer
from cbf_widgets.widgets.lab.facts import counted

if TYPE_CHECKING:
    from cbf_widgets.widgets.lab.widget import ContagionLab


@cache
def shipped() -> dict[str, Any]:
    """Give what the project ships for every lab, as plain data.

    Examples
    --------
    >>> shipped()["assumptions"][0]["name"], shipped()["presets"][0]["turned_round_by"]
    ('uptake', 'contagion-hardly-matters')
    """
    return {
        "assumptions": [asdict(one) for one in datasets.assumptions()],
        "presets": [
            {
                **{name: getattr(one, name) for name in ("id", "title", "shows", "chosen", "turned_round_by")},
                "study": document(one),
            }
            for one in datasets.presets()
        ],
    }


def plans(study: Study) -> list[dict[str, Any]]:
    """Give the shipped plans of effort as they come out for a study's steps and contacts.

    Examples
    --------
    >>> from cbf_widgets.simulation.network import StepNetwork
    >>> [plan["id"] for plan in plans(Study.of(StepNetwork.from_vocabulary("partnership-building")))][:2]
    ['listening-first', 'steady']
    """
    fitted = [(plan, Plan.of(plan, study.network, study.contacts)) for plan in datasets.effort_plans()]
    return [{**own.to_dict(), "about": plan.about} for plan, own in fitted]


def sheet(study: Study) -> list[dict[str, Any]]:
    """Give the assumption sheet of a study, heading by heading.

    Examples
    --------
    >>> from cbf_widgets.simulation.network import StepNetwork
    >>> [part["heading"] for part in sheet(Study.of(StepNetwork.from_vocabulary("partnership-building")))][2]
    'The numbers, and what they mean'
    """
    return assumption_sheet(study.network, plan=study.plan, contacts=study.contacts, runs=study.runs, seed=study.seed)


def _try(_: ContagionLab, question: dict[str, Any]) -> Answer:
    data = question.get("study")
    if isinstance(data, dict):  # what plays no part needn't be read
        data = {**data, "start": data.get("network"), "beside": {"kind": "none"}}
    study = Study.from_dict(data)
    counts = counted(tally(study.network, study.contacts, study.runs, seed=study.seed, effort=study.effort()))
    return {}, [counts["bands"], counts["reached"]]


def _near(lab: ContagionLab, question: dict[str, Any]) -> Answer:
    return {"run": lab.near(question.get("contact"), question.get("loops"))}, []


ASKS = {"try": _try, "near": _near}
