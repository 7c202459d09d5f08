"""What runs become elsewhere: pictures, tables, the network as a graph, words, the token. Each says what made it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from typing import TYPE_CHECKING, Any

from cbf_widgets.errors import CbfError, shown
from cbf_widgets.exporting.made import MADE_BY, MILLIMETRES, checked_dpi, graphml
from cbf_widgets.exporting.paper import plates_pdf
from cbf_widgets.simulation.compare import Comparison, compare
from cbf_widgets.simulation.ensemble import Ensemble
from cbf_widgets.simulation.story import tell, tell_comparison, tell_run
from cbf_widgets.simulation.study import Study

if TYPE_CHECKING:
    import pandas as pd

    from cbf_widgets.draw.plate import Plate


@dataclass(frozen=True, kw_only=True)
class Work:
    """An ensemble, and what stands beside it on the same draws.

    Attributes
    ----------
    ensemble : Ensemble
        The runs.
    beside : Ensemble or None
        Others.
    label : str
        What these are called.

    Examples
    --------
    >>> from cbf_widgets.simulation.network import StepNetwork
    >>> Work.of(Study.of(StepNetwork.from_vocabulary("partnership-building"), runs=100)).beside is None
    True
    """

    ensemble: Ensemble
    beside: Ensemble | None = None
    label: str = ""

    @classmethod
    def of(cls, source: Ensemble | Study | Work) -> Work:
        """Run a study; take an ensemble as it is."""
        if isinstance(source, Study):
            return cls(ensemble=source.run(), beside=source.run_beside(), label=source.beside.label)
        return cls(ensemble=source) if isinstance(source, Ensemble) else source

    def describe(self, run: int | None = None) -> str:
        """Tell in plain words what the runs have in common, how they differ from what stands beside, and one run."""
        told = tell(self.ensemble)
        parts = [told[:-1], tell_comparison(self.compared(), self.label)] if self.beside else [told]
        parts += [tell_run(self.ensemble, run)] if run is not None else []
        return "\n\n".join(map("\n".join, parts))

    def compared(self) -> Comparison:
        """Compare the two ensembles."""
        if self.beside is None:
            advice = "Choose what to compare with first."
            raise CbfError("a study with something beside it", "one without", place="table", advice=advice)
        return compare(self.ensemble, self.beside)

    def made_by(self) -> str:
        """Say in one line what made it."""
        made = self.ensemble.made_by
        token = f", token {made['token']}" if made["token"] else ""
        return f"Made with {MADE_BY}: {made['runs']:,} runs of {made['contacts']} contacts, seed {made['seed']}{token}"


def _drawn(maker: Callable[..., bytes]) -> Callable[..., bytes]:
    """Give a maker the pictures of what it is asked to draw."""

    @wraps(maker)
    def make(source: Any, **options: Any) -> bytes:
        work = Work.of(source)
        return maker(
            [replace(plate, text=f"{plate.text}\n{work.made_by()}") for plate in _plates(work, options["run"])], **options
        )

    return make


def _plates(work: Work, run: int | None) -> list[Plate]:
    from cbf_widgets.draw.ensemble_scene import ensemble_plate
    from cbf_widgets.draw.network_plate import network_plate

    bands = ensemble_plate(work.ensemble, work.beside, run, label=work.label)
    return [bands, network_plate(work.ensemble.network, work.ensemble, run or 0)]


@_drawn
def _svg(plates: list[Plate], *, theme: str, **_: Any) -> bytes:
    return plates[0].svg(theme).encode()


@_drawn
def _png(plates: list[Plate], *, theme: str, dpi: float, **_: Any) -> bytes:
    return plates[0].png(theme, dpi=checked_dpi(dpi), millimetres=MILLIMETRES)


@_drawn
def _pdf(plates: list[Plate], *, theme: str, paper: str, orientation: str, **_: Any) -> bytes:
    return plates_pdf(plates, theme=theme, paper=paper, orientation=orientation)


TABLES: dict[str, Callable[[Work], pd.DataFrame]] = {
    "bands": lambda work: work.ensemble.bands(),
    "reached": lambda work: work.ensemble.reached(),
    "times": lambda work: work.ensemble.times(),
    "triggers": lambda work: work.ensemble.triggers(),
    "falls": lambda work: work.ensemble.falls(),
    "survival": lambda work: work.ensemble.survival(),
    "difference": lambda work: work.compared().to_frame(),
    "runs": lambda work: work.ensemble.to_frame(),
}


def _table(ending: str) -> Callable[..., bytes]:
    def make(source: Any, *, table: str, **_: Any) -> bytes:
        from cbf_widgets.simulation.tables import to_bytes

        if table not in TABLES:
            raise CbfError(f"one of {', '.join(TABLES)}", shown(table), place="table")
        return to_bytes(TABLES[table](Work.of(source)), ending)

    return make


def _graphml(source: Any, **_: Any) -> bytes:
    work = Work.of(source)
    return graphml(work.ensemble.network.to_networkx(), work.made_by())


def _txt(source: Any, *, run: int | None, **_: Any) -> bytes:
    work = Work.of(source)
    return f"{work.describe(run)}\n\n{work.made_by()}\n".encode()


def _token(source: Any, **_: Any) -> bytes:
    return f"{Work.of(source).ensemble.token}\n".encode()


MAKERS: dict[str, Callable[..., bytes]] = {
    "svg": _svg,
    "png": _png,
    "pdf": _pdf,
    **{ending: _table(ending) for ending in ("csv", "parquet", "json")},
    "graphml": _graphml,
    "txt": _txt,
    "token": _token,
}
