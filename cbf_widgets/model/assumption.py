"""What each number of a simulation means, said once for screen, sheet, files and tests."""

from __future__ import annotations

from typing import Literal

from cbf_widgets.errors import CbfError
from cbf_widgets.model.value import Identifier, Line, Name, Prose, Value

On = Literal["step", "edge", "graph", "study"]


class Assumption(Value):
    """A number that the user chooses: what it means, and what it may be. Its value is always an assumption.

    Attributes
    ----------
    name : str
        As in Python, in files and as an attribute in networkx.
    symbol : str
        As in the formulas of the model; empty where they don't name it.
    title : str
        As on screen.
    on : {"step", "edge", "graph", "study"}
        What has such a number: each step, each edge, the whole network, or the study that runs it.
    least, most, step : float
        The range, and the smallest change that a slider makes.
    slider : float
        The highest value that a slider offers; a field takes more, up to `most`.
    upto : str
        The name of another number that this one never exceeds; may be empty.
    meaning : str
        In plain words.
    unit : str
        What it is counted in: ``in 100`` of a number from 0 to 1 says that it is shown as 0 to 100.
    source : str
        Locators of the idea, never of a value; or the word ``assumption`` where no text has the idea either.

    Examples
    --------
    >>> Assumption(name="tea", title="Tea", on="step", least=0, most=1, step=0.01, meaning="…", unit="in 100",
    ...            source="assumption").slider
    1.0
    """

    name: Identifier
    symbol: Line = ""
    title: Name
    on: On
    least: float
    most: float
    step: float
    slider: float = 0.0
    upto: Line = ""
    meaning: Prose
    unit: Name
    source: Line

    def __post_init__(self) -> None:
        super().__post_init__()
        object.__setattr__(self, "slider", self.slider or self.most)
        if not self.least < self.slider <= self.most:
            raise CbfError("least < slider ≤ most", f"{self.least:g}, {self.slider:g}, {self.most:g}", place="slider")
        if self.step <= 0:
            raise CbfError("a number above 0", f"{self.step:g}", place="step")


class Section(Value):
    """A part of the assumption sheet that is the same for every network.

    Attributes
    ----------
    id, heading : str
        Short and stable; the heading on screen.
    lines : tuple of str
        One thing each.
    source : str
        Locators, or the word ``assumption``.

    Examples
    --------
    >>> Section(id="limits", heading="Limits", lines=["Tea gets cold."], source="assumption").lines
    ('Tea gets cold.',)
    """

    id: Identifier
    heading: Name
    lines: tuple[Prose, ...]
    source: Line
