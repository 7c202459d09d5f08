"""How far an assumption is moved: two ends, and every value between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import numpy as np

from cbf_widgets.errors import CbfError, shown
from cbf_widgets.simulation.parameter import Parameter, Setting, Times

ASSUMED = ("uptake", "effort", "slip", "ratchet", "contagion", "readiness", "support", "rupture", "repair")


class Span(NamedTuple):
    """A parameter and the two ends between which it's moved.

    Attributes
    ----------
    parameter : Parameter
        Which.
    least, most : float
        The ends.
    times : bool
        Whether they multiply what each step or edge has; a product beyond its range becomes the range's end.

    Examples
    --------
    >>> Span(Parameter("slip"), 0.8, 1.2, times=True).title
    'slip times'
    """

    parameter: Parameter
    least: float
    most: float
    times: bool

    @property
    def title(self) -> str:
        """What a column of its samples is called."""
        return self.parameter.title + (" times" if self.times else "")

    def put(self, given: Setting, value: float) -> Setting:
        """Give the setting with a value between the ends.

        Examples
        --------
        >>> from cbf_widgets.simulation.network import StepNetwork
        >>> given = Setting(StepNetwork.from_vocabulary("partnership-building"))
        >>> Span(Parameter("rupture"), 0, 0.1, times=False).put(given, 0.05).network.rupture
        0.05
        """
        try:
            return given.with_(self.parameter, Times(value, capped=True) if self.times else value)
        except CbfError as error:
            place = ", ".join(part for part in (f"{self.title} {value}", error.place) if part)
            raise CbfError(error.expected, error.came, place=place, advice=error.advice) from None

    def mean(self, given: Setting, value: float) -> float:
        """Say where the parameter then stands, as a mean over the steps or edges.

        Examples
        --------
        >>> from cbf_widgets.simulation.network import StepNetwork
        >>> given = Setting(StepNetwork.from_vocabulary("partnership-building"))
        >>> round(Span(Parameter("slip"), 0.8, 1.2, times=True).mean(given, 1.2), 3)
        0.12
        """
        return float(np.mean(self.put(given, value).values(self.parameter)))


def spans(given: Setting, parameters: Any, share: float) -> list[Span]:
    """Read which parameters a user wants moved, and how far.

    Parameters
    ----------
    given : Setting
        Where they stand.
    parameters : None, iterable or mapping
        All nine that aren't 0 everywhere; those named; or from each to its two ends, numbers or `scale`.
    share : float
        How far those without ends are moved down and up: 0.2 is a fifth of what each step or edge has.

    Returns
    -------
    list of Span
        Each checked at both ends.

    Raises
    ------
    CbfError
        Naming the parameter.

    Examples
    --------
    >>> from cbf_widgets.simulation.network import StepNetwork
    >>> given = Setting(StepNetwork.from_vocabulary("partnership-building"))
    >>> [span.title for span in spans(given, ["slip", ("uptake", "repair")], 0.2)]
    ['slip times', 'uptake of repair times']
    """
    if isinstance(share, bool) or not isinstance(share, int | float) or not 0 < share <= 1:
        raise CbfError("a number above 0 and at most 1", shown(share), place="share")
    if parameters is None:
        parameters = [name for name in ASSUMED if any(given.values(Parameter(name)))]
    if isinstance(parameters, str) or not isinstance(parameters, Iterable):
        raise CbfError("a list of parameters", shown(parameters), place="parameters", advice="For example ['slip', 'ratchet'].")
    found = {}
    for key in parameters:
        try:
            ends = parameters[key] if isinstance(parameters, Mapping) else (Times(1 - share), Times(1 + share))
            span = _span(Parameter.read(key, given.network), ends)
            for end in (span.least, span.most):
                span.put(given, end)
        except CbfError as error:
            place = ", ".join(part for part in (f"parameters, {shown(key)}", error.place) if part)
            raise CbfError(error.expected, error.came, place=place, advice=error.advice) from None
        found[span.parameter] = span
    if not found:
        raise CbfError("at least one parameter that isn't 0 everywhere", "none", place="parameters")
    return list(found.values())


def _span(parameter: Parameter, ends: Any) -> Span:
    if parameter.name == "plan":
        raise CbfError("a parameter that is a number", "'plan'", advice="Plans are compared by sweep.")
    pair = list(ends) if isinstance(ends, list | tuple | np.ndarray) else []
    times = all(isinstance(end, Times) for end in pair)
    plain = [end.factor if isinstance(end, Times) else end for end in pair]
    alike = times or not any(isinstance(end, Times) for end in pair)
    numbers = all(isinstance(end, int | float | np.number) and not isinstance(end, bool) for end in plain)
    if len(pair) != 2 or not alike or not numbers or not plain[0] < plain[1]:
        raise CbfError("two ends, the lower first", shown(ends), advice="For example (0, 0.2) or scale(0.5, 2).")
    return Span(parameter, plain[0], plain[1], times)
