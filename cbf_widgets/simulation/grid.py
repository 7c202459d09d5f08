"""The points of a grid: every combination of some parameters' values, each the setting of a simulation."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import prod
from typing import Any, NamedTuple, Self

import numpy as np

from cbf_widgets.errors import CbfError, shown
from cbf_widgets.simulation.network import StepNetwork
from cbf_widgets.simulation.parameter import Parameter, Setting, Times
from cbf_widgets.simulation.running import Asked


class Value(NamedTuple):
    """A value of a grid: what the table says, and what is set.

    Examples
    --------
    >>> Value(0.5, Times(0.5)).said
    0.5
    """

    said: Any
    set: Any


@dataclass(frozen=True)
class Axis:
    """A parameter and the values that it takes.

    Examples
    --------
    >>> Axis(Parameter("slip"), (Value(0.5, Times(0.5)),)).title
    'slip times'
    """

    parameter: Parameter
    choices: tuple[Value, ...]

    @property
    def title(self) -> str:
        """The column's name."""
        return self.parameter.title + (" times" if isinstance(self.choices[0].set, Times) else "")


@dataclass(frozen=True)
class Grid:
    """Every combination of some parameters' values, in the order given, the last one changing fastest.

    Attributes
    ----------
    given : Setting
        What all points begin from.
    axes : tuple of Axis
        At least one.

    Examples
    --------
    >>> grid = Grid.read(StepNetwork.from_vocabulary("partnership-building"), {"ratchet": [0, 0.1], "rupture": [0, 0.1]}, 52, None)
    >>> len(grid), grid.row(2), grid.setting(2).network.rupture
    (4, {'ratchet': 0.1, 'rupture': 0}, 0.0)
    """

    given: Setting
    axes: tuple[Axis, ...]

    @classmethod
    def read(cls, network: StepNetwork, grid: Mapping[Any, Any], contacts: int, effort: Any) -> Self:
        """Read what a user gives.

        Parameters
        ----------
        network : StepNetwork
            What all points begin from.
        grid : mapping
            From a parameter (see `Parameter.read`) to its values; see `cbf_widgets.simulation.sweep.sweep`.
        contacts : int
            How many contacts a plan is laid over.
        effort : float, array_like or plan, optional
            In place of the network's.

        Returns
        -------
        Grid
            Its parameters are known; whether a point's values go together shows in `setting`.

        Raises
        ------
        CbfError
            Naming the parameter.

        Examples
        --------
        >>> Grid.read(StepNetwork.from_vocabulary("partnership-building"), {"slips": [0]}, 52, None)
        Traceback (most recent call last):
        ...
        cbf_widgets.errors.CbfError: grid, 'slips': expected one of uptake, effort, slip, ratchet, level, floor, contagion, readiness, ...
        """
        if not isinstance(network, StepNetwork):
            raise CbfError("a StepNetwork", shown(network), place="network", advice="See StepNetwork.from_networkx.")
        if not isinstance(grid, Mapping) or not grid:
            advice = "For example {'ratchet': [0, 0.1, 0.2]}."
            raise CbfError("parameters and their values", shown(grid), place="grid", advice=advice)
        axes = []
        for key, values in grid.items():
            try:
                parameter = Parameter.read(key, network)
                read = _plans(network, contacts, values) if parameter.name == "plan" else _numbers(values)
                axes.append(Axis(parameter, tuple(read)))
            except CbfError as error:
                place = ", ".join(part for part in (f"grid, {shown(key)}", error.place) if part)
                raise CbfError(error.expected, error.came, place=place, advice=error.advice) from None
        return cls(Setting(network, plan_of(network, contacts, effort)), tuple(axes))

    def __len__(self) -> int:
        return prod(len(axis.choices) for axis in self.axes)

    def _point(self, number: int) -> Iterator[tuple[Axis, Value]]:
        places = np.unravel_index(number, [len(axis.choices) for axis in self.axes])
        for axis, place in zip(self.axes, places, strict=True):
            yield axis, axis.choices[place]

    def row(self, number: int) -> dict[str, Any]:
        """Give what the table says of a point.

        Examples
        --------
        >>> Grid.read(StepNetwork.from_vocabulary("partnership-building"), {"rupture": [0, 0.1]}, 52, None).row(1)
        {'rupture': 0.1}
        """
        return {axis.title: value.said for axis, value in self._point(number)}

    def setting(self, number: int) -> Setting:
        """Give what a point simulates.

        Raises
        ------
        CbfError
            When its values are out of their range, or don't go together.

        Examples
        --------
        >>> Grid.read(StepNetwork.from_vocabulary("partnership-building"), {"rupture": [0, 2]}, 52, None).setting(1)
        Traceback (most recent call last):
        ...
        cbf_widgets.errors.CbfError: grid, rupture 2, the graph, attribute rupture: expected a number from 0 to 1, but got 2.0.
        """
        found = self.given
        for axis, value in self._point(number):
            try:
                found = found.with_(axis.parameter, value.set)
            except CbfError as error:
                place = ", ".join(part for part in (f"grid, {axis.title} {value.said}", error.place) if part)
                raise CbfError(error.expected, error.came, place=place, advice=error.advice) from None
        return found

    def digest(self) -> str:
        """Build every point once, which checks it, and give a short sum of them all.

        Raises
        ------
        CbfError
            When a point's values are out of their range, or don't go together.

        Examples
        --------
        >>> len(Grid.read(StepNetwork.from_vocabulary("partnership-building"), {"rupture": [0, 0.1]}, 52, None).digest())
        32
        """
        found = hashlib.sha256()
        for number in range(len(self)):
            network, effort = self.setting(number)
            found.update(repr(network).encode("utf-8", "backslashreplace"))
            found.update(b"" if effort is None else effort.astype("<f8").tobytes())
        return found.hexdigest()[:32]


def plan_of(network: StepNetwork, contacts: int, effort: Any) -> Any:
    """Give an effort as contacts × steps, checked; nothing stays nothing.

    Examples
    --------
    >>> plan_of(StepNetwork.from_vocabulary("partnership-building"), 2, 0.5).shape
    (2, 5)
    """
    if effort is None:
        return None
    return Asked.of(network, contacts, 1, 0, effort).effort


def _listed(values: Any) -> list[Any]:
    plain = values.tolist() if hasattr(values, "tolist") else values
    found = list(plain) if isinstance(plain, list | tuple | range) else []
    if not found:
        raise CbfError("a list of values", shown(values), advice="For example [0, 0.1, 0.2] or scale(0.5, 1, 2).")
    return found


def _numbers(values: Any) -> Iterator[Value]:
    found = [value.item() if isinstance(value, np.generic) else value for value in _listed(values)]
    if len({isinstance(value, Times) for value in found}) > 1:
        raise CbfError("either numbers or multiples", "both", advice="Give the numbers, or scale(…) alone.")
    for value in found:
        yield Value(value.factor if isinstance(value, Times) else value, value)


def _plans(network: StepNetwork, contacts: int, values: Any) -> Iterator[Value]:
    pairs = values.items() if isinstance(values, Mapping) else [(getattr(one, "id", one), one) for one in _listed(values)]
    for name, plan in pairs:
        if not isinstance(name, str | int | float):
            advice = "Give arrays a name: {'plan': {'early': array, 'late': array}}."
            raise CbfError("plans that have a name", shown(plan), advice=advice)
        try:
            yield Value(name, plan_of(network, contacts, plan))
        except CbfError as error:
            raise error.inside(shown(name)) from None
