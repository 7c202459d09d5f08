"""A study: a network, how long and how often it is run, and what stands beside it. It is the document of the lab."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Annotated, Any, Literal, Self

from cbf_widgets import datasets
from cbf_widgets.errors import CbfError, shown
from cbf_widgets.files import Document
from cbf_widgets.model.plan import EffortPlan
from cbf_widgets.model.preset import Preset
from cbf_widgets.model.spiral import Spiral
from cbf_widgets.model.value import AtMost, Line, Range, convert
from cbf_widgets.simulation.beside import Beside, Plan, at, plan_of
from cbf_widgets.simulation.ensemble import Ensemble, simulate
from cbf_widgets.simulation.network import StepNetwork
from cbf_widgets.simulation.plain import MOST_STEPS, network_from_dict, network_to_dict
from cbf_widgets.simulation.presets import document

FORMAT = "cbf_widgets study"
VERSION = 1
MOST_CELLS = 100_000_000  # contacts × steps × runs; levels and floors take 2 bytes each
NOTHING = Beside()
_NUMBERS = {
    "title": Line,
    "kinds": Annotated[tuple[Line, ...], AtMost(MOST_STEPS)],
    "contacts": Annotated[int, Range(1, 1_000)],
    "runs": Annotated[int, Range(1, 100_000)],
    "seed": Annotated[int, Range(0, 2**53 - 1)],  # what a front end can count to
}


@dataclass(frozen=True, kw_only=True)
class Study(Document):
    """All that a lab shows follows from it: the same study gives the same runs on every machine.

    Attributes
    ----------
    title : str
        Its name.
    kinds : tuple of str
        The vocabulary's kinds of step, in order; a step's sign follows from its kind's number there.
    network, start : StepNetwork
        The assumptions; those it began with, which a reset goes back to. Their steps are the same.
    contacts, runs, seed : int
        1 to 1,000, 1 to 100,000, and any whole number from 0 to 2⁵³ - 1.
    plan : Plan or None
        In place of the network's effort. An `EffortPlan` becomes one.
    beside : Beside
        What it is compared with.

    Raises
    ------
    CbfError
        Naming the field, what was expected and what came.

    Examples
    --------
    >>> study = Study.of(StepNetwork.from_vocabulary("partnership-building"), seed=7)
    >>> study.run()
    Ensemble(2000 runs of 52 contacts, 5 steps, seed 7)
    >>> Study.from_dict(study.to_dict()) == study
    True
    """

    format = (FORMAT, VERSION)

    title: str = ""
    kinds: tuple[str, ...] = ()
    network: StepNetwork
    start: StepNetwork
    contacts: int = 52
    runs: int = 2_000
    seed: int = 1
    plan: Plan | None = None
    beside: Beside = NOTHING

    def __post_init__(self) -> None:
        for name, hint in _NUMBERS.items():
            object.__setattr__(self, name, at(name, convert, hint, getattr(self, name)))
        if isinstance(self.plan, EffortPlan):
            object.__setattr__(self, "plan", Plan.of(self.plan, self.network, self.contacts))
        for name, read in _READ.items():
            object.__setattr__(self, name, at(name, read, getattr(self, name)))
        cells = self.contacts * self.runs * len(self.network.steps)
        if cells > MOST_CELLS:
            advice = "Take fewer runs, or use simulate() or tally()."
            raise CbfError(f"at most {MOST_CELLS:,} contacts × steps × runs", f"{cells:,}", place="runs", advice=advice)
        if self.plan:
            at("plan", self.plan.check, self.network)
        _same_steps("start", self.start, self.network)
        if self.beside.kind == "kept" and self.beside.network:
            _same_steps("beside.network", self.beside.network, self.network)
            at("beside.plan", self.beside.plan.check, self.network) if self.beside.plan else None

    @classmethod
    def of(cls, source: Spiral | StepNetwork | Preset | Self, *, by: Literal["kind", "mark"] = "kind", **changes: Any) -> Self:
        """Give the study of a spiral or a network, with starting values.

        Parameters
        ----------
        source : Spiral, StepNetwork, Preset or Study
            What to simulate.
        by : {"kind", "mark"}
            Of a spiral, whether each kind that is marked becomes a step, or each mark under its own name; see `StepNetwork.from_spiral`.
        **changes
            Fields of the study.

        Returns
        -------
        Study
            The new study.

        Raises
        ------
        CbfError
            When the source is something else, or has a node that isn't a text.

        Examples
        --------
        >>> Study.of(Spiral(vocabulary="partnership-building", title="Spring").add("repair"), runs=100).title
        'Spring'
        """
        if isinstance(source, cls):
            return replace(source, **changes)
        if isinstance(source, Spiral):
            kinds = tuple(kind.id for kind in source.vocabulary.kinds)
            return cls.of(StepNetwork.from_spiral(source, by=by), **{"title": source.title, "kinds": kinds, **changes})
        if isinstance(source, Preset):
            return cls.of(cls.from_dict(document(source)), **changes)
        if not isinstance(source, StepNetwork):
            raise CbfError("a Spiral, a StepNetwork, a Preset or a Study", shown(source))
        return cls(**{"network": source, "start": source, "kinds": _kinds(source), **changes})

    def with_network(self, network: StepNetwork) -> Self:
        """Give the study of another network; of plan, start and comparison, what goes with its steps is kept.

        Examples
        --------
        >>> study = Study.of(StepNetwork.from_vocabulary("partnership-building"))
        >>> study.with_network(study.network.with_(slip=0)).start == study.start
        True
        """
        network = at("network", network_from_dict, network)
        if network.nodes == self.network.nodes:
            return replace(self, network=network)
        beside = NOTHING if self.beside.kind == "kept" else self.beside
        return replace(self, network=network, start=network, kinds=_kinds(network), plan=None, beside=beside)

    def effort(self) -> Any:
        """Give what `simulate` takes as effort: the plan as an array, or nothing."""
        return self.plan.over(self.contacts) if self.plan else None

    def other(self) -> Self | None:
        """Give what stands beside as a study of its own, with the same contacts, runs and seed; or nothing."""
        if self.beside.kind == "none":
            return None
        network, plan = self.beside.network, self.beside.plan
        if self.beside.kind == "without":
            zeros: dict[str, Any] = dict.fromkeys(self.beside.names, 0)
            network, plan = self.network.with_(**zeros), self.plan
        return replace(self, network=network or self.network, plan=plan, beside=NOTHING, title=self.beside.label)

    def run(self) -> Ensemble:
        """Simulate the study.

        Returns
        -------
        Ensemble
            All its runs.
        """
        return simulate(self.network, self.contacts, self.runs, seed=self.seed, effort=self.effort())

    def run_beside(self) -> Ensemble | None:
        """Simulate what stands beside, on the same draws.

        Returns
        -------
        Ensemble or None
            None when nothing stands beside.
        """
        other = self.other()
        return other.run() if other else None

    @classmethod
    def from_dict(cls, data: object) -> Self:
        """Read a study from plain data, checking every field.

        Parameters
        ----------
        data : Mapping
            As `to_dict` gives it. Only ``network`` is needed; the start is then the network.

        Returns
        -------
        Study
            The study.

        Raises
        ------
        CbfError
            Naming the place, what was expected and what came.

        Examples
        --------
        >>> Study.from_dict({"network": {"loops": 1, "steps": [{"node": "tea", "uptake": 2}]}})
        Traceback (most recent call last):
        ...
        cbf_widgets.errors.CbfError: network.node 'tea', attribute uptake: expected a number from 0 to 1, but got 2.0.
        """
        if not isinstance(data, Mapping):
            raise CbfError("the fields of a study", shown(data))
        names = [field.name for field in fields(cls)]
        if unknown := [name for name in data if name not in names]:
            raise CbfError(f"one of {', '.join(names)}", shown(unknown[0]), advice="Take that field out, or mend its name.")
        if "network" not in data:
            raise CbfError("a field 'network'", "none")
        network = at("network", network_from_dict, data["network"])
        start = data.get("start", data["network"])
        return cls(**{**data, "network": network, "start": network if start == data["network"] else start})

    def to_dict(self) -> dict[str, Any]:
        """Give the study as plain data, ready for JSON, each field written out."""
        return {
            "title": self.title,
            "kinds": list(self.kinds),
            "network": network_to_dict(self.network),
            "start": network_to_dict(self.start),
            "contacts": self.contacts,
            "runs": self.runs,
            "seed": self.seed,
            "plan": self.plan and self.plan.to_dict(),
            "beside": self.beside.to_dict(),
        }


_READ = {"network": network_from_dict, "start": network_from_dict, "plan": plan_of, "beside": Beside.from_dict}


def _same_steps(place: str, network: StepNetwork, as_in: StepNetwork) -> None:
    if network.nodes != as_in.nodes:
        raise CbfError(f"the steps of the network ({', '.join(map(str, as_in.nodes[:12]))})", "others", place=place)


def _kinds(network: StepNetwork) -> tuple[str, ...]:
    """Give the kinds of a shipped vocabulary that knows them all, else those of the network in order."""
    used = dict.fromkeys(kind for kind in network.kinds if kind)
    for vocabulary in datasets.vocabularies():
        kinds = tuple(kind.id for kind in vocabulary.kinds)
        if used and set(used) <= set(kinds):
            return kinds
    return tuple(used)
