"""A small study for the lab, and its front end's part: to commit, to ask."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from cbf_widgets.model.spiral import Spiral
from cbf_widgets.simulation.beside import Beside
from cbf_widgets.simulation.network import StepNetwork
from cbf_widgets.simulation.study import Study
from cbf_widgets.widgets.lab.widget import ContagionLab

NETWORK = StepNetwork.from_vocabulary("partnership-building")
STUDY = Study.of(NETWORK, runs=200, contacts=20, seed=7, title="Spring")
WITHOUT = replace(STUDY, beside=Beside(kind="without", names=("ratchet",)))
SPIRAL = Spiral(vocabulary="partnership-building", title="Ours").add("subtle", 0.5, holds=True).add("repair", 1)


OTHER = NETWORK.with_(slip=0.5)


def ask(lab: ContagionLab, asks: str, **question: object) -> tuple[dict[str, object], list[bytes]]:
    """Ask as a button does; the answer and files as the front end gets them."""
    sent: list[tuple[dict[str, object], list[bytes]]] = []
    lab.send = lambda content, buffers=None: sent.append((content, buffers or []))  # type: ignore[method-assign]
    lab._asked(lab, {"ask": asks, "id": "1", **question}, [])
    return sent[-1]


def commit(lab: ContagionLab, study: object, name: str = "Changed the ratchet") -> None:
    """Commit a study as the front end does."""
    history, data = lab.history, study.to_dict() if isinstance(study, Study) else study
    names = [*history["names"][: history["at"] + 1], name]
    lab.set_state({"study": data, "history": {"names": names, "at": len(names) - 1, "serial": history["serial"] + 1}})


def numbers(content: bytes, kind: str) -> np.ndarray:
    return np.frombuffer(content, kind)
