"""Sensitivity with all assumptions moved at once: samples and indices by SALib, simulations by the engine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from cbf_widgets.errors import CbfError, shown
from cbf_widgets.simulation.job import Result
from cbf_widgets.simulation.parameter import Setting
from cbf_widgets.simulation.sensitivity import Question
from cbf_widgets.simulation.work import work

if TYPE_CHECKING:
    import pandas as pd

_LEVELS = 4  # of Morris's paths; SALib's own choice
_COLUMNS = {"sobol": ("ST", "ST_conf", "S1", "S1_conf"), "morris": ("mu_star", "mu_star_conf", "mu", "sigma")}


@dataclass(frozen=True, kw_only=True)
class _Sample:
    question: Question
    setting: Setting

    def run(self) -> Result:
        return {"outcome": float(self.question.outcome(self.setting).mean())}


def all_at_once(question: Question, method: str, samples: int, where: dict[str, Any]) -> pd.DataFrame:
    """Give Sobol's or Morris's indices; see `cbf_widgets.simulation.sensitivity.sensitivity`.

    Examples
    --------
    >>> from cbf_widgets.simulation.sensitivity import sensitivity
    >>> from cbf_widgets.simulation.network import StepNetwork
    >>> network = StepNetwork.from_vocabulary("partnership-building")
    >>> table = sensitivity(network, "morris", parameters=["slip", "repair"], samples=4, contacts=9, runs=100, seed=7)
    >>> table["parameter"].tolist(), len(table.attrs["table"]["outcome"])
    (['slip', 'repair'], 12)
    """
    _check(method, samples)
    bounds = [[span.least, span.most] for span in question.spans]
    titles = [span.title for span in question.spans]
    problem = {"num_vars": len(bounds), "names": titles, "bounds": bounds}
    places = _places(problem, method, samples, question.terms.seed)

    def job(number: int) -> _Sample:
        setting = question.given
        for span, value in zip(question.spans, places[number].tolist(), strict=True):
            setting = span.put(setting, value)
        return _Sample(question=question, setting=setting)

    found = work(_Sample.run, job, len(places), heading=question.heading(method, samples=samples), **where)
    outcome = np.array([result["outcome"] for result in found])
    indices = _indices(problem, method, places, outcome, question.terms.seed)
    rows = [
        {**question.ends(span), **{name: float(indices[name][number]) for name in _COLUMNS[method]}}
        for number, span in enumerate(question.spans)
    ]
    frame = question.terms.frame(sorted(rows, key=lambda row: -row[_COLUMNS[method][0]]), question.given)
    frame.attrs["made_by"] |= {"method": method, "samples": samples}
    frame.attrs["table"] = dict(zip(titles, places.T.tolist(), strict=True)) | {"outcome": outcome.tolist()}
    return frame


def _check(method: str, samples: Any) -> None:
    whole = isinstance(samples, int) and not isinstance(samples, bool) and 2 <= samples <= 2**20
    if not whole or (method == "sobol" and samples & (samples - 1)):
        expected = "a power of two, as 64 or 128" if method == "sobol" else "a whole number from 2 on"
        raise CbfError(expected, shown(samples), place="samples")


def _places(problem: dict[str, Any], method: str, samples: int, seed: int) -> NDArray[np.float64]:
    from SALib.sample import morris, sobol

    if method == "sobol":
        return np.asarray(sobol.sample(problem, samples, calc_second_order=False, seed=seed))
    return np.asarray(morris.sample(problem, samples, num_levels=_LEVELS, seed=seed))


def _indices(
    problem: dict[str, Any], method: str, places: NDArray[np.float64], outcome: NDArray[np.float64], seed: int
) -> dict[str, Any]:
    from SALib.analyze import morris, sobol

    seed += 1  # SALib takes 0 for none
    if method == "morris":
        return dict(morris.analyze(problem, places, outcome, num_levels=_LEVELS, seed=seed))
    if np.ptp(outcome) == 0:
        advice = "Move other parameters, or move them further."
        raise CbfError("an outcome that differs between samples", f"{outcome[0]:g} in each", place="sobol", advice=advice)
    return dict(sobol.analyze(problem, outcome, calc_second_order=False, seed=seed))
