"""What happened in one contact, in plain words: the sentences make of the run before it the run after it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Any

import numpy as np

from cbf_widgets.model.counting import joined
from cbf_widgets.simulation.ensemble import Ensemble
from cbf_widgets.simulation.phrases import count, of_100, say
from cbf_widgets.simulation.triggers import Reason

MOST_TOLD = 12  # steps told one by one in a sentence; more are counted


def all_loops(ensemble: Ensemble) -> int:
    """Say how many loops there are in all steps together.

    Examples
    --------
    >>> import cbf_widgets as cbf
    >>> all_loops(cbf.simulate(cbf.StepNetwork.from_vocabulary("partnership-building"), runs=1, seed=7))
    15
    """
    return ensemble.network.loops * len(ensemble.network.steps)


def told_start(ensemble: Ensemble, run: int) -> str:
    """Tell what a run begins with.

    Examples
    --------
    >>> import cbf_widgets as cbf
    >>> network = cbf.StepNetwork.from_vocabulary("partnership-building").with_(level=1)
    >>> told_start(cbf.simulate(network, runs=1, seed=7), 0)
    'The start: 5 loops of 15, 0 of them secure.'
    """
    gained, secure = (int(values[run, 0].sum(dtype=int)) for values in (ensemble.levels, ensemble.floors))
    if not gained:
        return say("start_empty")
    return say("start", gained=count(gained, "loop"), all=all_loops(ensemble), secure=secure)


def told_contact(ensemble: Ensemble, run: int, contact: int, reasons: Sequence[Reason]) -> str:
    """Tell a contact of a run, from what stands before and after it, and the reasons of its advances.

    Examples
    --------
    >>> import cbf_widgets as cbf
    >>> network = cbf.StepNetwork.from_vocabulary("partnership-building").with_(rupture=1)
    >>> told_contact(cbf.simulate(network, runs=1, seed=7), 0, 1, [])
    'A rupture, with nothing gained yet.'
    """
    before, after = ensemble.levels[run, contact - 1].astype(int), ensemble.levels[run, contact].astype(int)
    secure, secured = ensemble.floors[run, contact - 1].astype(int), ensemble.floors[run, contact].astype(int)
    was_torn, torn = map(bool, ensemble.ruptured[run, contact - 1 : contact + 1])
    labels, moved = ensemble.network.labels, {reason.step for reason in reasons}
    struck = torn and not was_torn
    # In a standing rupture another one shows by what it took from a step of kind repair, which alone may have moved on meanwhile.
    again = was_torn and torn and any(before[one.step] >= one.level for one in reasons)
    told = []
    if struck or again:
        told.append(_rupture(int((before - secure).sum()), int(before.sum()), again=again))
    told += _moves(ensemble, run, reasons)
    if not (struck or again):
        fallen = np.flatnonzero(after < before).tolist()
        told += [_back(labels[step], int(before[step]), int(after[step])) for step in fallen[:MOST_TOLD]]
        told += [say("more_back", steps=count(len(fallen) - MOST_TOLD, "step"))] if len(fallen) > MOST_TOLD else []
    if was_torn and not torn:
        menders = [labels[step] for step in sorted(moved) if ensemble.network.kinds[step] == "repair"]
        told.append(say("mended_by", step=joined(menders)) if menders else say("mended"))
    if was_torn and torn:
        told.append(say("stands"))
    told += _secured(labels, np.flatnonzero(secured > secure).tolist(), secured)
    return " ".join(told) or say("nothing")


def _rupture(lost: int, had: int, *, again: bool) -> str:
    if lost:
        return say("rupture_again" if again else "rupture", lost=count(lost, "loop"))
    return say("rupture_secure" if had else "rupture_empty")


def _moves(ensemble: Ensemble, run: int, reasons: Sequence[Reason]) -> list[str]:
    told = [_advance(ensemble, run, reason) for reason in islice(reasons, MOST_TOLD)]
    return told + ([say("more_moved", steps=count(len(reasons) - MOST_TOLD, "step"))] if len(reasons) > MOST_TOLD else [])


def _advance(ensemble: Ensemble, run: int, reason: Reason) -> str:
    labels = ensemble.network.labels
    known = int(ensemble.levels[run, : reason.contact, reason.step].max()) >= reason.level
    given = {"step": labels[reason.step], "level": reason.level, "again": " again" if known else "",
             "chance": of_100(reason.chance, 1), "alone": of_100(reason.alone, 1)}  # fmt: skip
    if reason.caught_from is not None:
        source = "itself" if reason.caught_from == reason.step else labels[reason.caught_from]
        return say("caught", source=source, **given)
    return say("worked_helped" if reason.chance > reason.alone else "worked", **given)


def _back(label: str, before: int, after: int) -> str:
    return say("back", step=label, before=before, after=after) if after else say("back_to_none", step=label, before=before)


def _secured(labels: Sequence[str], steps: Sequence[int], floors: Any) -> list[str]:
    named = [say("secured_step", step=labels[step], loops=count(int(floors[step]), "loop")) for step in steps[:MOST_TOLD]]
    named += [count(len(steps) - MOST_TOLD, "other step")] if len(steps) > MOST_TOLD else []
    return [say("secured", steps=joined(named))] if named else []
