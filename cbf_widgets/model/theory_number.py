"""A number that a run of a theory of change stands on: what it means, what it may be, what it is."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Self

from cbf_widgets.errors import CbfError, shown
from cbf_widgets.model.value import Identifier, Line, Name, Prose, Range, Value, convert


class TheoryNumber(Value):
    """A number that a person may change before a theory of change is run. Its value is always an assumption.

    Attributes
    ----------
    name, title : str
        Short and stable; the name on screen.
    value, least, most, step : float
        What it is, its range, and the smallest change that a slider makes; with a step of 1 it is a whole number.
    meaning : str
        In plain words.
    unit : str
        What it is counted in: ``in 100`` of a number from 0 to 1 says that it is shown as 0 to 100.
    source : str
        Locator of the idea, never of the value; or the word ``assumption``.

    Examples
    --------
    >>> number = TheoryNumber(name="slip", title="Slip", value=0.1, least=0, most=1, step=0.01, meaning="…", unit="in 100",
    ...                       source="assumption")
    >>> number.at(0.2).value
    0.2
    """

    name: Identifier
    title: Name
    value: float
    least: float
    most: float
    step: float
    meaning: Prose
    unit: Name
    source: Line

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.step <= 0:
            raise CbfError("a number above 0", f"{self.step:g}", place="step")
        Range(self.least, self.most).check(self.value)
        if self.step == 1 and not self.value.is_integer():
            raise CbfError("a whole number", shown(self.value), place="value")

    def at(self, value: Any) -> Self:
        """Give the number with another value.

        Parameters
        ----------
        value : float
            Within its range.

        Returns
        -------
        TheoryNumber
            The new one.

        Raises
        ------
        CbfError
            Naming the number, its range and what came.

        Examples
        --------
        >>> TheoryNumber(name="tea", title="Tea", value=1, least=1, most=9, step=1, meaning="…", unit="cups", source="assumption").at(12)
        Traceback (most recent call last):
        ...
        cbf_widgets.errors.CbfError: numbers, tea: expected a whole number from 1 to 9, but got 12.
        """
        try:
            given = convert(float, value)
        except CbfError:
            given = None
        whole = self.step == 1
        if given is None or not self.least <= given <= self.most or (whole and not given.is_integer()):
            kind = "a whole number" if whole else "a number"
            raise CbfError(f"{kind} from {self.least:,g} to {self.most:,g}", shown(value), place=f"numbers, {self.name}")
        return replace(self, value=given)
