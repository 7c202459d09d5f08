"""One simulation among many, to be run anywhere, and what is kept of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cbf_widgets import __version__
from cbf_widgets.errors import CbfError, shown
from cbf_widgets.simulation.ensemble import Ensemble, simulate
from cbf_widgets.simulation.network import StepNetwork
from cbf_widgets.simulation.parameter import Setting
from cbf_widgets.simulation.parts import GRAPH
from cbf_widgets.simulation.running import Asked, Opened, whole
from cbf_widgets.simulation.tally import QUANTILES
from cbf_widgets.simulation.tokens import write_token

if TYPE_CHECKING:
    import pandas as pd

Result = dict[str, Any]
Measure = Callable[[Ensemble], Mapping[str, Any]]


class Ending(NamedTuple):
    """What a sweep keeps of runs, without the runs themselves.

    Attributes
    ----------
    loops : numpy.ndarray
        Of each run: the loops of all steps together after the last contact.
    ever : numpy.ndarray
        Of each step: how many runs ever had it on its first loop or beyond.

    Examples
    --------
    >>> Ending(np.array([0, 3]), np.array([1])).outcomes(["tea"])["in_100 tea"]
    50.0
    """

    loops: NDArray[np.int32]
    ever: NDArray[np.int64]

    def outcomes(self, names: Sequence[str]) -> Result:
        """Give what a sweep's table says of a point.

        Examples
        --------
        >>> Ending(np.array([0, 3]), np.array([1])).outcomes(["tea"])["mean"]
        1.5
        """
        bands = np.quantile(self.loops, QUANTILES, method="inverted_cdf")
        found = {f"q{round(100 * share):02}": int(value) for share, value in zip(QUANTILES, bands, strict=True)}
        shares = 100 * self.ever / len(self.loops)
        reached = {f"in_100 {name}": float(share) for name, share in zip(names, shares, strict=True)}
        return {**found, "mean": float(self.loops.mean()), **reached}


def ending(asked: Asked) -> Ending:
    """Run a simulation without keeping its runs.

    Examples
    --------
    >>> found = ending(Asked.of(StepNetwork.from_vocabulary("partnership-building"), 52, 400, 1))
    >>> len(found.loops), bool((found.ever > 350).all())
    (400, True)
    """
    loops, ever = np.zeros(asked.runs, np.int32), np.zeros(len(asked.network.steps), np.int64)

    def open_block(first: int) -> Opened:
        runs = min(asked.block_size, asked.runs - first)
        rows = asked.rows(runs, 2)
        reached = rows.levels[0] >= 1

        def keep(contact: int) -> None:
            levels = rows.levels[contact % 2]
            np.logical_or(reached, levels >= 1, out=reached)
            if contact == asked.contacts:
                loops[first : first + runs] = levels.sum(axis=0, dtype=np.int32)
                np.add(ever, reached.sum(axis=1), out=ever)

        return rows, keep

    asked.run(open_block)
    return Ending(loops, ever)


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What all simulations of one piece of work have in common.

    Attributes
    ----------
    contacts, runs, seed : int
        As for `simulate`.

    Examples
    --------
    >>> Terms.read(52, 2_000, 7).runs
    2000
    """

    contacts: int
    runs: int
    seed: int

    @classmethod
    def read(cls, contacts: Any, runs: Any, seed: Any) -> Terms:
        """Check what a user asks for.

        Examples
        --------
        >>> Terms.read(52, 0, 1)
        Traceback (most recent call last):
        ...
        cbf_widgets.errors.CbfError: runs: expected a number from 1 to 1e+08, but got 0.
        """
        return cls(contacts=whole("contacts", contacts), runs=whole("runs", runs), seed=whole("seed", seed))

    def of(self, setting: Setting) -> Asked:
        """Give a simulation, every value checked."""
        return Asked.of(setting.network, self.contacts, self.runs, self.seed, setting.effort)

    def ensemble(self, setting: Setting) -> Ensemble:
        """Simulate a setting, and keep its runs."""
        return simulate(setting.network, self.contacts, self.runs, seed=self.seed, effort=setting.effort)

    def token(self, setting: Setting) -> str:
        """Give the text that brings the setting's runs back; none where a node can't be written.

        Examples
        --------
        >>> Terms.read(52, 2_000, 7).token(Setting(StepNetwork.from_vocabulary("partnership-building")))[:5]
        'cbf1-'
        """
        try:
            return write_token(setting.network, self.contacts, self.runs, self.seed, self.of(setting).effort)
        except CbfError:
            return ""

    def heading(self, kind: str, network: StepNetwork, **more: Any) -> Result:
        """Say what a piece of work is, for the file that it's kept in.

        Examples
        --------
        >>> Terms.read(52, 9, 7).heading("sweep", StepNetwork.from_vocabulary("partnership-building"))["network"]["loops"]
        3
        """
        graph = {name: getattr(network, name) for name in GRAPH}
        steps = [{**step._asdict(), "node": str(step.node)} for step in network.steps]
        edges = [{**edge._asdict(), "from_step": str(edge[0]), "to_step": str(edge[1])} for edge in network.edges]
        asked = {"contacts": self.contacts, "runs": self.runs, "seed": self.seed}
        return {"format": kind, **asked, **more, "network": {**graph, "steps": steps, "edges": edges}}

    def frame(self, rows: Sequence[Result], given: Setting) -> pd.DataFrame:
        """Give rows as a table that says what made it.

        Examples
        --------
        >>> given = Setting(StepNetwork.from_vocabulary("partnership-building"))
        >>> Terms.read(52, 9, 7).frame([{"mean": 0.5}], given).attrs["made_by"]["seed"]
        7
        """
        import pandas as pd

        frame = pd.DataFrame(list(rows))
        asked = {"contacts": self.contacts, "runs": self.runs}
        frame.attrs["made_by"] = {"version": __version__, "seed": self.seed, "token": self.token(given), **asked}
        return frame


@dataclass(frozen=True, kw_only=True)
class Job:
    """A setting to simulate and to measure: small, and picklable.

    Examples
    --------
    >>> setting = Setting(StepNetwork.from_vocabulary("partnership-building"))
    >>> Job(setting=setting, terms=Terms.read(9, 100, 1)).run()["q05"]
    0
    """

    setting: Setting
    terms: Terms
    measure: Measure | None = None

    def run(self) -> Result:
        """Simulate and measure; the token is added.

        Raises
        ------
        CbfError
            When the measure gives something else than names with numbers or texts.
        """
        token = {"token": self.terms.token(self.setting)}
        if self.measure is None:
            return ending(self.terms.of(self.setting)).outcomes(_names(self.setting.network)) | token
        found = self.measure(self.terms.ensemble(self.setting))
        if not isinstance(found, Mapping):
            raise CbfError("names with numbers", shown(found), place="measure", advice="For example {'repaired': 0.5}.")
        if "token" in found:
            raise CbfError("a name that no other column has", "'token'", place="measure")
        return {str(name): _plain(name, value) for name, value in found.items()} | token


def _names(network: StepNetwork) -> list[str]:
    names = [str(node) for node in network.nodes]
    return names if max(Counter(names).values()) == 1 else [repr(node) for node in network.nodes]


def _plain(name: Any, value: Any) -> Any:
    plain = value.item() if isinstance(value, np.generic) else value
    if not isinstance(plain, bool | int | float | str):
        raise CbfError("a number or a text", shown(value), place=f"measure, {name}")
    return plain


def named(function: Any) -> str:
    """Say what a function is called, for the heading of a file; nothing for none.

    Examples
    --------
    >>> named(ending), named(None)
    ('cbf_widgets.simulation.job.ending', '')
    """
    if function is None:
        return ""
    return f"{getattr(function, '__module__', '')}.{getattr(function, '__qualname__', repr(function))}"
