"""What a study is made of besides its network: a plan of effort, and what it is compared with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Annotated, Any, Literal, Self

import numpy as np
from numpy.typing import NDArray

from cbf_widgets.errors import CbfError, shown
from cbf_widgets.model.plan import MOST_PHASES, EffortPlan, Phase
from cbf_widgets.model.value import AtMost, Line, Name, Value, convert
from cbf_widgets.simulation.network import StepNetwork
from cbf_widgets.simulation.plain import network_from_dict, network_to_dict

WITHOUT = ("ratchet", "contagion", "readiness", "support", "rupture", "slip")
_Names = Annotated[tuple[Literal["ratchet", "contagion", "readiness", "support", "rupture", "slip"], ...], AtMost(len(WITHOUT))]


class Plan(Value):
    """How effort is spread over steps and contacts, phase after phase.

    Attributes
    ----------
    id, title : str
        What it is called.
    phases : tuple of Phase
        Their shares make 1.

    Examples
    --------
    >>> plan = Plan(id="own", title="Our own", phases=[{"share": 0.5, "effort": [1]}, {"share": 0.5, "effort": [0]}])
    >>> plan.over(4)[:, 0].tolist()
    [1.0, 1.0, 0.0, 0.0]
    """

    id: Name
    title: Name
    phases: Annotated[tuple[Phase, ...], AtMost(MOST_PHASES)]

    def __post_init__(self) -> None:
        super().__post_init__()
        total = sum(phase.share for phase in self.phases)
        if abs(total - 1) > 1e-6:
            raise CbfError("shares that make 1", f"{total:g}", place="phases")

    def over(self, contacts: int) -> NDArray[np.float64]:
        """Give the effort as an array (contacts × steps); an `EffortPlan` cuts its phases in the same places."""
        ends = np.rint(np.cumsum([phase.share for phase in self.phases]) * contacts).astype(int)
        return np.repeat(np.array([phase.effort for phase in self.phases]), np.diff(ends, prepend=0), axis=0)

    @classmethod
    def of(cls, plan: EffortPlan, network: StepNetwork, contacts: int) -> Self:
        """Give a plan of the shipped kind as the effort that it comes to.

        Examples
        --------
        >>> from cbf_widgets import datasets
        >>> network = StepNetwork.from_vocabulary("partnership-building")
        >>> [float(Plan.of(plan, network, 52).over(52).mean().round(9)) for plan in datasets.effort_plans()]
        [0.5, 0.5, 0.5, 0.5, 0.5]
        """
        return cls(id=plan.id, title=plan.title, phases=plan.fit(len(network.steps), contacts).phases)

    def check(self, network: StepNetwork) -> None:
        """Raise `CbfError` unless each phase has one number for each step.

        Parameters
        ----------
        network : StepNetwork
            Whose steps the plan is for.
        """
        for number, phase in enumerate(self.phases):
            if len(phase.effort) != len(network.steps):
                expected = f"{len(network.steps)} numbers, one for each step"
                raise CbfError(expected, str(len(phase.effort)), place=f"phases[{number}].effort")


def plan_of(data: object) -> Plan | None:
    """Read a plan from plain data; nothing stays nothing.

    Examples
    --------
    >>> plan_of(None) is None
    True
    """
    return data if data is None or isinstance(data, Plan) else Plan.from_dict(data)


def at(place: str, read: Any, *values: Any) -> Any:
    """Read a value; an error names the place.

    Examples
    --------
    >>> at("seed", int, "7")
    7
    """
    try:
        return read(*values)
    except CbfError as error:
        raise error.inside(place) from None


@dataclass(frozen=True, kw_only=True)
class Beside:
    """What a study is compared with, on the same draws: nothing, itself without something, or settings kept earlier.

    Attributes
    ----------
    kind : {"none", "without", "kept"}
        Which of them.
    names : tuple of str
        Without what, one or more of `WITHOUT`: each is 0 everywhere.
    title : str
        What the kept settings are called.
    network : StepNetwork or None
        The kept settings.
    plan : Plan or None
        The kept plan.

    Examples
    --------
    >>> Beside(kind="without", names=("ratchet", "rupture")).label
    'without the ratchet and ruptures'
    """

    kind: Literal["none", "without", "kept"] = "none"
    names: tuple[str, ...] = ()
    title: str = ""
    network: StepNetwork | None = None
    plan: Plan | None = None

    def __post_init__(self) -> None:
        for name, hint in (("kind", Literal["none", "without", "kept"]), ("names", _Names), ("title", Line)):
            object.__setattr__(self, name, at(name, convert, hint, getattr(self, name)))
        object.__setattr__(self, "names", tuple(name for name in WITHOUT if name in self.names))
        if self.kind == "without" and not self.names:
            raise CbfError(f"one or more of {', '.join(WITHOUT)}", "none", place="names")
        if self.kind == "kept":
            object.__setattr__(self, "network", at("network", network_from_dict, self.network))
            object.__setattr__(self, "plan", at("plan", plan_of, self.plan))

    @property
    def label(self) -> str:
        """What a reader calls it; empty for nothing."""
        if self.kind == "kept":
            return self.title or "kept settings"
        words = [_SPOKEN[name] for name in self.names]
        return f"without {' and '.join(filter(None, [', '.join(words[:-1]), words[-1]]))}" if words else ""

    @classmethod
    def from_dict(cls, data: object) -> Self:
        """Read it from plain data, checking every field; or from words, as `label` says them.

        Examples
        --------
        >>> Beside.from_dict({"kind": "none"}).kind
        'none'
        >>> Beside.from_dict("without the ratchet and contagion").names
        ('ratchet', 'contagion')
        """
        if isinstance(data, cls):
            return data
        if isinstance(data, str):
            return cls(kind="without", names=_without(data))
        if not isinstance(data, Mapping):
            raise CbfError("the fields of what stands beside", shown(data))
        names = [field.name for field in fields(cls)]
        if unknown := [name for name in data if name not in names]:
            raise CbfError(f"one of {', '.join(names)}", shown(unknown[0]), advice="Take that field out, or mend its name.")
        return cls(**data)

    def to_dict(self) -> dict[str, Any]:
        """Give it as plain data, with the fields that its kind has.

        Examples
        --------
        >>> Beside(kind="without", names=("ratchet",)).to_dict()
        {'kind': 'without', 'names': ['ratchet']}
        """
        if self.kind == "kept" and self.network:
            plan = self.plan and self.plan.to_dict()
            return {"kind": "kept", "title": self.title, "network": network_to_dict(self.network), "plan": plan}
        return {"kind": "without", "names": list(self.names)} if self.kind == "without" else {"kind": "none"}


def _without(words: str) -> tuple[str, ...]:
    """Read "without the ratchet and ruptures"."""
    begin, _, rest = words.strip().partition(" ")
    said = [part.strip().removeprefix("the ") for part in rest.replace(" and ", ",").split(",")]
    known = {spoken.removeprefix("the "): name for name, spoken in _SPOKEN.items()}
    names = tuple(known.get(part, part) for part in said)
    if begin != "without" or not set(names) <= set(WITHOUT):
        advice = "Write for example 'without the ratchet and contagion'."
        raise CbfError(f"'without' and one or more of {', '.join(WITHOUT)}", shown(words), advice=advice)
    return names


_SPOKEN = {
    "ratchet": "the ratchet", "contagion": "contagion", "readiness": "waiting for readiness",
    "support": "support", "rupture": "ruptures", "slip": "slipping",
}  # fmt: skip
