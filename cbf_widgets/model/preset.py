"""Settings chosen to show something, each with its opposite."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from cbf_widgets.errors import CbfError
from cbf_widgets.model.value import Identifier, Line, Name, Prose, Range, Value

Changed = Literal[
    "uptake", "effort", "slip", "ratchet", "level", "floor", "contagion", "readiness", "support", "loops", "rupture", "repair"
]
Zeroed = Literal["ratchet", "contagion", "readiness", "support", "rupture", "slip"]
Measure = Literal["loops", "held", "others", "fall"]
_WHOLE = {"level", "floor", "loops"}


class Change(Value):
    """One number changed: of one step, of one edge, or everywhere.

    Attributes
    ----------
    step : str
        A node; empty for all.
    edge : tuple of str
        Two nodes; empty for all.
    name : str
        The number, as `StepNetwork.with_` knows it.
    value : float
        What it becomes.

    Examples
    --------
    >>> Change(step="tea", name="level", value=2).keywords
    {'level': 2, 'step': 'tea'}
    """

    step: Line = ""
    edge: tuple[Identifier, ...] = ()
    name: Changed
    value: float

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.edge and (self.step or len(self.edge) != 2):
            raise CbfError("two nodes, and no step beside them", f"{len(self.edge)}", place="edge")

    @property
    def keywords(self) -> dict[str, Any]:
        """What `StepNetwork.with_` takes."""
        value = int(self.value) if self.name in _WHOLE else self.value
        where = {"step": self.step} if self.step else {"edge": self.edge} if self.edge else {}
        return {self.name: value, **where}


class Beside(Value):
    """What settings are compared with on the same draws: themselves without something, or the vocabulary's own with other changes.

    Attributes
    ----------
    without : tuple of str
        What is 0 everywhere; nothing else differs then.
    title : str
        What other settings are called.
    changes : tuple of Change or None
        In place of those of the preset; none leaves the network as it is.
    plan : str
        The id of another plan; empty for the same.

    Examples
    --------
    >>> Beside(without=("ratchet",)).label
    'without ratchet'
    """

    without: tuple[Zeroed, ...] = ()
    title: Line = ""
    changes: tuple[Change, ...] = ()
    plan: Line = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        if bool(self.without) == bool(self.title):
            raise CbfError("without, or a title", "both" if self.without else "neither")
        if self.without and (self.changes or self.plan):
            raise CbfError("nothing but without", "changes or a plan, too")
        if self.title and not (self.changes or self.plan):
            raise CbfError("changes or a plan", "neither")

    @property
    def label(self) -> str:
        """What a reader calls it."""
        return self.title or f"without {' and '.join(self.without)}"


class Claim(Value):
    """What a preset shows, as something that a simulation can deny: a mean difference on the same draws lies within bounds.

    Attributes
    ----------
    measure : {"loops", "held", "others", "fall"}
        At the last contact: loops of all steps, in 100 of all there are; of 100 runs, those that have a loop of `step`; loops of all other steps than
        `step`, in 100 of all there are. Or the worst fall of a run from a peak, in 100 of all loops there are.
    step : str
        For `held` and `others`.
    least, most : float
        Bounds of the preset's measure less that of what stands beside.

    Examples
    --------
    >>> Claim(measure="loops", least=5, most=10).holds(4)
    False
    """

    measure: Measure
    step: Line = ""
    least: Annotated[float, Range(-100, 100)]
    most: Annotated[float, Range(-100, 100)]

    def __post_init__(self) -> None:
        super().__post_init__()
        if bool(self.step) != (self.measure in {"held", "others"}):
            raise CbfError("a step for held and others, and only there", f"{self.measure} and {self.step!r}", place="step")
        if self.least >= self.most:
            raise CbfError("least below most", f"{self.least:g} and {self.most:g}", place="least")

    def holds(self, difference: float) -> bool:
        """Tell whether a difference lies within the bounds.

        Examples
        --------
        >>> Claim(measure="loops", least=5, most=10).holds(7)
        True
        """
        return self.least <= difference <= self.most


class Preset(Value):
    """Settings chosen to show something; another preset shows how the same thing fails.

    Attributes
    ----------
    id, title : str
        Short and stable; the name on screen.
    shows : str
        What it was chosen to show.
    chosen : str
        Which numbers were chosen for that.
    turned_round_by : str
        The id of the preset under which the same thing fails.
    vocabulary : str
        Whose network and starting values it begins from.
    changes : tuple of Change
        One after the other.
    plan : str
        The id of a plan of effort; empty where the network's effort counts.
    contacts : int
        How many.
    beside : Beside
        What it is compared with.
    claims : tuple of Claim
        What must come out, with any seed.
    source : str
        Locator of the idea, or the word ``assumption``.

    Examples
    --------
    >>> from cbf_widgets import datasets
    >>> preset = datasets.presets()[1]
    >>> preset.title, preset.turned_round_by
    ('Contagion hardly matters', 'contagion-carries')
    """

    id: Identifier
    title: Name
    shows: Prose
    chosen: Prose
    turned_round_by: Identifier
    vocabulary: Identifier
    changes: tuple[Change, ...] = ()
    plan: Line = ""
    contacts: Annotated[int, Range(1, 1_000)]
    beside: Beside
    claims: tuple[Claim, ...]
    source: Line
