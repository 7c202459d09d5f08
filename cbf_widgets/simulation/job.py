"""One simulation among many, to be run anywhere, and what is kept of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from cbf_widgets import __version__
from cbf_widgets.errors import CbfError, shown
from cbf_widgets.simulation.ensemble import Ensemble, simulate
from cbf_widgets.simulation.network import StepNetwork
from cbf_widgets.simulation.parameter import Setting
from cbf_widgets.simulation.parts import GRAPH
from cbf_widgets.simulation.running import whole

if TYPE_CHECKING:
    import pandas as pd

Result = dict[str, Any]
Measure = Callable[[Ensemble], Mapping[str, Any]]
_QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)


def outcomes(ensemble: Ensemble) -> Result:
    """Measure what a sweep's table says of a point.

    Parameters
    ----------
    ensemble : Ensemble
        The runs.

    Returns
    -------
    dict
        ``q05`` to ``q95`` and ``mean`` of the loops of all steps together after the last contact, each quantile a number
        that a run has; and for each step, in how many of 100 runs it was ever on its first loop or beyond: ``in_100`` and the node.

    Examples
    --------
    >>> found = outcomes(simulate(StepNetwork.from_vocabulary("partnership-building"), runs=400, seed=1))
    >>> found["q50"], found["in_100 repair"]
    (14, 99.5)
    """
    loops = ensemble.levels[:, -1].sum(axis=1, dtype=np.int32)
    quantiles = np.quantile(loops, _QUANTILES, method="inverted_cdf")
    ever = 100 * (ensemble.levels.max(axis=1) >= 1).mean(axis=0)
    found = {f"q{round(100 * share):02}": int(value) for share, value in zip(_QUANTILES, quantiles, strict=True)}
    reached = {f"in_100 {name}": float(share) for name, share in zip(_names(ensemble.network), ever, strict=True)}
    return {**found, "mean": float(loops.mean()), **reached}


def _names(network: StepNetwork) -> list[str]:
    names = [str(node) for node in network.nodes]
    return names if max(Counter(names).values()) == 1 else [repr(node) for node in network.nodes]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What all simulations of one piece of work have in common.

    Attributes
    ----------
    contacts, runs, seed : int
        As for `simulate`.

    Examples
    --------
    >>> Asked.read(52, 2_000, 7).made_by["runs"]
    2000
    """

    contacts: int
    runs: int
    seed: int

    @classmethod
    def read(cls, contacts: Any, runs: Any, seed: Any) -> Asked:
        """Check what a user asks for.

        Examples
        --------
        >>> Asked.read(52, 0, 1)
        Traceback (most recent call last):
        ...
        cbf_widgets.errors.CbfError: runs: expected a number from 1 to 1e+08, but got 0.
        """
        return cls(contacts=whole("contacts", contacts), runs=whole("runs", runs), seed=whole("seed", seed))

    @property
    def made_by(self) -> Result:
        """What a table's ``.attrs["made_by"]`` says."""
        return {"version": __version__, "seed": self.seed, "contacts": self.contacts, "runs": self.runs}

    def simulate(self, setting: Setting) -> Ensemble:
        """Run a setting."""
        return simulate(setting.network, self.contacts, self.runs, seed=self.seed, effort=setting.effort)

    def heading(self, kind: str, network: StepNetwork, **more: Any) -> Result:
        """Say what a piece of work is, for the file that it's kept in.

        Examples
        --------
        >>> Asked.read(52, 9, 7).heading("sweep", StepNetwork.from_vocabulary("partnership-building"))["network"]["loops"]
        3
        """
        graph = {name: getattr(network, name) for name in GRAPH}
        steps = [{**step._asdict(), "node": str(step.node)} for step in network.steps]
        edges = [{**edge._asdict(), "from_step": str(edge[0]), "to_step": str(edge[1])} for edge in network.edges]
        asked = {"contacts": self.contacts, "runs": self.runs, "seed": self.seed}
        return {"format": kind, **asked, **more, "network": {**graph, "steps": steps, "edges": edges}}

    def frame(self, rows: Sequence[Result]) -> pd.DataFrame:
        """Give rows as a table that says what made it.

        Examples
        --------
        >>> Asked.read(52, 9, 7).frame([{"mean": 0.5}]).attrs["made_by"]["seed"]
        7
        """
        import pandas as pd

        frame = pd.DataFrame(list(rows))
        frame.attrs["made_by"] = self.made_by
        return frame


@dataclass(frozen=True, kw_only=True)
class Job:
    """A setting to simulate and to measure: small, and picklable.

    Examples
    --------
    >>> setting = Setting(StepNetwork.from_vocabulary("partnership-building"))
    >>> Job(setting=setting, asked=Asked.read(9, 100, 1), measure=outcomes).run()["q05"]
    0
    """

    setting: Setting
    asked: Asked
    measure: Measure

    def run(self) -> Result:
        """Simulate and measure.

        Raises
        ------
        CbfError
            When the measure gives something else than names with numbers or texts.
        """
        found = self.measure(self.asked.simulate(self.setting))
        if not isinstance(found, Mapping):
            raise CbfError("names with numbers", shown(found), place="measure", advice="For example {'repaired': 0.5}.")
        return {str(name): _plain(name, value) for name, value in found.items()}


def _plain(name: Any, value: Any) -> Any:
    plain = value.item() if isinstance(value, np.generic) else value
    if not isinstance(plain, bool | int | float | str):
        raise CbfError("a number or a text", shown(value), place=f"measure, {name}")
    return plain


def named(function: Any) -> str:
    """Say what a function is called, for the heading of a file.

    Examples
    --------
    >>> named(outcomes)
    'cbf_widgets.simulation.job.outcomes'
    """
    return f"{getattr(function, '__module__', '')}.{getattr(function, '__qualname__', repr(function))}"
