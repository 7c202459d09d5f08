"""What the lab's own buttons ask of the kernel: try, look for a run, export."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from cbf_widgets import datasets
from cbf_widgets.simulation.study import Study
from cbf_widgets.widgets.base import Answer
from cbf_widgets.widgets.lab.facts import bands_of, reached_of

if TYPE_CHECKING:
    from cbf_widgets.widgets.lab.widget import ContagionLab


def shipped(study: Study) -> dict[str, Any]:
    """Give what the project ships for the lab, as plain data.

    Examples
    --------
    >>> from cbf_widgets.simulation.network import StepNetwork
    >>> shipped(Study.of(StepNetwork.from_vocabulary("partnership-building")))["assumptions"][0]["name"]
    'uptake'
    """
    return {"assumptions": [asdict(one) for one in datasets.assumptions()]}


def still(lab: ContagionLab) -> str:
    return f"<p>{lab!r}</p>"


def exported(lab: ContagionLab, question: dict[str, Any]) -> tuple[str, str, bytes]:
    raise NotImplementedError


def _try(_: ContagionLab, question: dict[str, Any]) -> Answer:
    ensemble = Study.from_dict(question.get("study")).run()
    return {}, [bands_of(ensemble), reached_of(ensemble)]


def _near(lab: ContagionLab, question: dict[str, Any]) -> Answer:
    return {"run": lab.near(question.get("contact"), question.get("loops"))}, []


ASKS = {"try": _try, "near": _near}
