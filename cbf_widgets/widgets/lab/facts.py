"""What the lab shows of a study: worked out when it is first asked for, and kept while there is room."""

from __future__ import annotations

from collections import OrderedDict
from functools import cached_property, lru_cache
from typing import Any

import numpy as np

from cbf_widgets.draw.network_course import CENTRE, Course, line_dots, line_path
from cbf_widgets.draw.network_layout import edge_paths, places, step_radius
from cbf_widgets.draw.run_spiral import run_spiral
from cbf_widgets.exporting.runs import Work
from cbf_widgets.simulation.ensemble import Ensemble
from cbf_widgets.simulation.story import tell, tell_comparison, tell_contacts
from cbf_widgets.simulation.study import Study
from cbf_widgets.simulation.tally import Tally

TWELVE = 12
_ROOM = 300_000_000  # bytes of runs kept, so that undo and redo simulate nothing anew


def counted(tally: Tally) -> dict[str, bytes]:
    """Give counts of runs as a front end reads them, little-endian.

    Returns
    -------
    dict
        ``bands``: float32 (quantile, contact), loops gained by all steps together; ``reached``: uint32 (contact, step, level from 1),
        runs that are at that level or above.

    Examples
    --------
    >>> from cbf_widgets.simulation.network import StepNetwork
    >>> from cbf_widgets.simulation.tally import tally
    >>> {name: len(content) for name, content in counted(tally(StepNetwork.from_vocabulary("partnership-building"), seed=1)).items()}
    {'bands': 1060, 'reached': 3180}
    """
    return {"bands": tally.bands().astype("<f4").tobytes(), "reached": tally.reached.astype("<u4").tobytes()}


class Shown:
    """The runs of a study and what is shown of them.

    Parameters
    ----------
    study : Study
        Whose runs; what stands beside it plays no part.

    Examples
    --------
    >>> from cbf_widgets.simulation.network import StepNetwork
    >>> shown = Shown(Study.of(StepNetwork.from_vocabulary("partnership-building"), runs=100))
    >>> shown.ensemble, len(shown.twelve)
    (Ensemble(100 runs of 52 contacts, 5 steps, seed 1), 12)
    """

    def __init__(self, study: Study) -> None:
        self.study = study
        self.run = lru_cache(maxsize=2)(self._run)  # what changes otherwise leaves the run as it is

    @cached_property
    def ensemble(self) -> Ensemble:
        """All runs."""
        return self.study.run()

    @cached_property
    def token(self) -> str:
        """The text that the ensemble can be made from again."""
        return self.ensemble.token

    @cached_property
    def told(self) -> list[str]:
        """What the runs have in common and how far they differ, in words."""
        return tell(self.ensemble)

    @cached_property
    def counts(self) -> dict[str, bytes]:
        """What `counted` says of all runs."""
        return counted(self.ensemble.tally())

    @cached_property
    def twelve(self) -> list[dict[str, Any]]:
        """The first runs as spirals."""
        return [self._spiral(number) for number in range(min(TWELVE, self.study.runs))]

    def _spiral(self, number: int) -> dict[str, Any]:
        ensemble = self.ensemble
        levels, torn = ensemble.levels[number], ensemble.ruptured[number]
        drawn = run_spiral(levels, ensemble.floors[number], torn, ensemble.network.loops)
        ruptures = int(np.count_nonzero(torn[1:] & ~torn[:-1]))
        return {"number": number, "total": int(levels[-1].sum()), "ruptures": ruptures, **vars(drawn)}

    def near(self, contact: int, loops: float) -> int:
        """Give the first run that has gained so many loops by then, or comes nearest."""
        totals = self.ensemble.levels[:, contact].sum(axis=1, dtype=np.int32)
        return int(np.abs(totals - loops).argmin())

    def _run(self, number: int) -> dict[str, Any]:
        """Give one run, contact by contact, with the reasons of its advances and what happened in words."""
        ensemble = self.ensemble
        reasons = ensemble.reasons(number)
        return {
            "number": number,
            "levels": ensemble.levels[number].tobytes(),
            "floors": ensemble.floors[number].tobytes(),
            "ruptured": ensemble.ruptured[number].astype(np.uint8).tobytes(),
            "reasons": [reason._asdict() for reason in reasons],
            "words": tell_contacts(ensemble, number, reasons),
        }


class Shelf:
    """Ensembles that were asked for, the latest last.

    Examples
    --------
    >>> from cbf_widgets.simulation.network import StepNetwork
    >>> study, shelf = Study.of(StepNetwork.from_vocabulary("partnership-building"), runs=100), Shelf()
    >>> shelf.of(study) is shelf.of(study)
    True
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[Any, ...], Shown] = OrderedDict()

    def of(self, study: Study) -> Shown:
        """Give what is shown of a study; the same assumptions are simulated once."""
        key = study.network, study.plan, study.contacts, study.runs, study.seed
        shown = self._kept.setdefault(key, Shown(study))
        self._kept.move_to_end(key)
        while len(self._kept) > 2 and sum(map(_size, self._kept.values())) > _ROOM:
            self._kept.popitem(last=False)
        return shown

    def work(self, study: Study) -> Work:
        """Give a study's ensembles to be exported."""
        other = study.other()
        return Work(ensemble=self.of(study).ensemble, beside=self.of(other).ensemble if other else None, label=study.beside.label)


def _size(shown: Shown) -> int:
    study = shown.study
    return 2 * study.runs * (study.contacts + 1) * len(study.network.steps)


def facts(shelf: Shelf, study: Study, run: int, serial: int) -> dict[str, Any]:
    """Give all that the lab shows of a study and one of its runs.

    Parameters
    ----------
    shelf : Shelf
        Where runs are kept.
    study : Study
        The document.
    run : int
        The run that is shown.
    serial : int
        Of the history, so that the front end knows what the facts belong to.

    Returns
    -------
    dict
        Plain data and, for numbers in rows, bytes.

    Examples
    --------
    >>> from cbf_widgets.simulation.network import StepNetwork
    >>> found = facts(Shelf(), Study.of(StepNetwork.from_vocabulary("partnership-building"), runs=100), 0, 1)
    >>> found["steps"], found["loops"], found["contacts"], len(found["run"]["levels"])
    (5, 3, 52, 265)
    """
    shown, network = shelf.of(study), study.network
    ensemble = shown.ensemble
    return {
        "serial": serial, "token": shown.token, "version": ensemble.version,
        "steps": len(network.steps), "loops": network.loops,
        "contacts": study.contacts, "runs": study.runs, "seed": study.seed,
        "labels": list(network.labels), "glyphs": glyphs(study), **_layout(study),
        **shown.counts,
        "beside": _beside(shelf, study, run), "run": shown.run(run), "twelve": shown.twelve,
        "headline": shown.told[0], "summary": _summary(shelf, study),
    }  # fmt: skip


def glyphs(study: Study) -> list[int]:
    """Give the number of each step's sign: that of its kind in the vocabulary, else its own.

    Examples
    --------
    >>> from cbf_widgets.simulation.network import StepNetwork
    >>> glyphs(Study.of(StepNetwork.from_vocabulary("partnership-building")))
    [0, 1, 2, 3, 4]
    """
    numbers = {kind: number for number, kind in enumerate(study.kinds)}
    return [numbers.get(kind, number) for number, kind in enumerate(study.network.kinds)]


def _layout(study: Study) -> dict[str, Any]:
    """Where everything in the picture of the network lies; the front end draws it and places nothing itself but names."""
    network, count = study.network, len(study.network.steps)
    paths = edge_paths(network, glyphs(study))
    edges = [{"from": path.source, "to": path.target, "d": path.d, "weight": path.weight} for path in paths]
    return {
        "places": [list(place) for place in places(network)], "edges": edges,
        "size": step_radius(network), "line": line_path(count), "dots": [list(dot) for dot in line_dots(count)],
        "gaps": _gaps(count), "centre": list(CENTRE),
    }  # fmt: skip


def _gaps(count: int) -> list[list[float]]:
    """Where the line breaks between every two steps while a rupture stands: from x, y to x, y."""
    course = Course.of(count)
    return [[*course.point(i + 0.38), *course.point(i + 0.62)] for i in range(count - 1)]


def _beside(shelf: Shelf, study: Study, run: int) -> dict[str, Any] | None:
    other = study.other()
    if other is None:
        return None
    shown = shelf.of(other)
    difference = shelf.work(study).compared().at_end._asdict()
    return {"label": study.beside.label, **shown.counts,
            "difference": difference, "run": shown.run(run)}  # fmt: skip


def _summary(shelf: Shelf, study: Study) -> list[str]:
    told = shelf.of(study).told
    return told if study.other() is None else [*told[:-1], *tell_comparison(shelf.work(study).compared(), study.beside.label)]
