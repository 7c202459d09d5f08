"""Sensitivity: how much of what comes out hangs on each assumption."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from cbf_widgets.errors import CbfError, shown
from cbf_widgets.simulation.ensemble import Ensemble
from cbf_widgets.simulation.grid import plan_of
from cbf_widgets.simulation.intervals import of_means
from cbf_widgets.simulation.job import Result, Terms, ending, named
from cbf_widgets.simulation.network import StepNetwork
from cbf_widgets.simulation.parameter import Setting
from cbf_widgets.simulation.span import Span, spans
from cbf_widgets.simulation.work import work

if TYPE_CHECKING:
    import pandas as pd

Method = Literal["one-at-a-time", "sobol", "morris"]
OfRuns = Callable[[Ensemble], Any]


def sensitivity(  # noqa: PLR0913 - a study may vary each of them, all but two by name
    network: StepNetwork,
    method: Method = "one-at-a-time",
    *,
    parameters: Any = None,
    share: float = 0.2,
    samples: int = 64,
    contacts: int = 52,
    runs: int = 2_000,
    seed: int,
    effort: Any = None,
    measure: OfRuns | None = None,
    executor: Executor | None = None,
    keep: str | Path | None = None,
    progress: bool = False,
) -> pd.DataFrame:
    """Tell how much the outcome hangs on each assumption, the draws being the same throughout.

    Parameters
    ----------
    network : StepNetwork
        The assumptions as they stand.
    method : {"one-at-a-time", "sobol", "morris"}
        Each assumption by itself down and up, the others left alone; or all at once, spread over their ranges, through SALib:
        Sobol's shares of the variance, or Morris's elementary effects.
    parameters : iterable or mapping, optional
        Named as for `sweep`; of a mapping the values are two ends, numbers or `scale`. All nine that aren't 0 everywhere, if not given.
    share : float
        How far an assumption without ends is moved: 0.2 is a fifth of what each step or edge has, down and up. What would leave its range stops at its end.
    samples : int
        For Sobol a power of two, for Morris how many paths; with d parameters that makes samples · (d + 2), and samples · (d + 1) simulations.
    contacts, runs, seed, effort
        As for `simulate`. SALib gets the seed too.
    measure : callable, optional
        From an `Ensemble` to a number for each run; the outcome is their mean. The loops of all steps together at the end, if not given.
    executor, keep, progress
        As for `sweep`.

    Returns
    -------
    pandas.DataFrame
        A row for each parameter, the one that matters most first: ``parameter``, ``given``, ``least``, ``most`` (means over the steps or edges). Then
        one at a time, ``down`` and ``up``: how the outcome changes, in loops, each with the ends of its 95 % interval (``_low``, ``_high``) from paired runs;
        Sobol, ``S1`` alone and ``ST`` with all it takes part in, as shares of the variance; Morris, ``mu``, ``mu_star``, ``sigma``; ``_conf`` as in SALib.
        ``.attrs`` keeps the seed in ``"made_by"`` and, of the global methods, every sample and its outcome in ``"table"``.

    Raises
    ------
    CbfError
        When something given can't be used; said before anything is simulated.

    Examples
    --------
    >>> network = StepNetwork.from_vocabulary("partnership-building")
    >>> table = sensitivity(network, parameters=["slip", "repair"], runs=400, seed=7)
    >>> table["parameter"].tolist(), bool(table["up"][0] < 0 < table["down"][0])
    (['slip', 'repair'], True)

    Notes
    -----
    It says what hangs on what *within these assumptions*, over these ranges. It isn't evidence about families.
    """
    terms = Terms.read(contacts, runs, seed)
    if not isinstance(network, StepNetwork):
        raise CbfError("a StepNetwork", shown(network), place="network", advice="See StepNetwork.from_networkx.")
    if not (measure is None or callable(measure)):
        raise CbfError("a function", shown(measure), place="measure")
    if method not in {"one-at-a-time", "sobol", "morris"}:
        raise CbfError("'one-at-a-time', 'sobol' or 'morris'", shown(method), place="method")
    given = Setting(network, plan_of(network, terms.contacts, effort))
    question = Question(given=given, spans=tuple(spans(given, parameters, share)), terms=terms, measure=measure)
    where = {"executor": executor, "keep": keep, "progress": progress}
    if method == "one-at-a-time":
        return _one_at_a_time(question, where)
    from cbf_widgets.simulation.spread import all_at_once

    return all_at_once(question, method, samples, where)


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is asked: which assumptions move, and what is looked at.

    Examples
    --------
    >>> given = Setting(StepNetwork.from_vocabulary("partnership-building"))
    >>> question = Question(given=given, spans=tuple(spans(given, ["slip"], 0.2)), terms=Terms.read(9, 10, 1))
    >>> question.ends(question.spans[0])["parameter"]
    'slip'
    """

    given: Setting
    spans: tuple[Span, ...]
    terms: Terms
    measure: OfRuns | None = None

    def outcome(self, setting: Setting) -> NDArray[np.float64]:
        """Simulate a setting, and give a number for each run.

        Raises
        ------
        CbfError
            When the measure gives something else.
        """
        if self.measure is None:
            return ending(self.terms.of(setting)).loops.astype(float)
        measured = self.measure(self.terms.ensemble(setting))
        found = np.asarray(measured)
        if found.shape != (self.terms.runs,) or found.dtype.kind not in "buif":
            raise CbfError(f"{self.terms.runs} numbers, one for each run", shown(measured), place="measure")
        return found.astype(float)

    def ends(self, span: Span) -> Result:
        """Give what a table says of a parameter, whatever the method."""
        given = float(np.mean(self.given.values(span.parameter)))
        least, most = (span.mean(self.given, end) for end in (span.least, span.most))
        return {"parameter": span.parameter.title, "given": given, "least": least, "most": most}

    def heading(self, kind: str, **more: Any) -> Result:
        """Say what the question is, for the file that it's kept in."""
        ends = {span.title: [span.least, span.most] for span in self.spans}
        plan = None if self.given.effort is None else self.given.effort.tolist()
        return self.terms.heading(kind, self.given.network, parameters=ends, effort=plan, measure=named(self.measure), **more)


@dataclass(frozen=True, kw_only=True)
class _Move:
    question: Question
    span: Span

    def run(self) -> Result:
        """The mean difference to the runs as given, of both ends, each with its interval."""
        given = self.question.outcome(self.question.given)
        found: Result = {}
        for name, end in (("down", self.span.least), ("up", self.span.most)):
            difference = self.question.outcome(self.span.put(self.question.given, end)) - given
            mean, low, high = map(float, of_means(difference))
            found |= {name: mean, f"{name}_low": low, f"{name}_high": high}
        return found


def _one_at_a_time(question: Question, where: dict[str, Any]) -> pd.DataFrame:
    if question.terms.runs < 2:
        raise CbfError("at least 2, for an interval", str(question.terms.runs), place="runs")
    moves = [_Move(question=question, span=span) for span in question.spans]
    found = work(_Move.run, moves.__getitem__, len(moves), heading=question.heading("one-at-a-time"), **where)
    rows = [{**question.ends(span), **result} for span, result in zip(question.spans, found, strict=True)]
    return question.terms.frame(sorted(rows, key=lambda row: -max(abs(row["down"]), abs(row["up"]))), question.given)
