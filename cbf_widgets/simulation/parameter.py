"""A number that a sweep changes, by its name and place, and what a network is once it's changed."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from cbf_widgets.errors import CbfError, listed, shown
from cbf_widgets.simulation.network import StepNetwork

OF_STEPS = ("uptake", "effort", "slip", "ratchet", "level", "floor")
OF_EDGES = ("contagion", "readiness", "support")
OF_GRAPH = ("loops", "rupture", "repair")
_NAMES = {0: (*OF_STEPS, *OF_EDGES, *OF_GRAPH, "plan"), 1: OF_STEPS, 2: OF_EDGES}
_JUST_BELOW = 1 - 2.0**-53


@dataclass(frozen=True)
class Times:
    """A value that multiplies what each step or edge has; see `scale`.

    Attributes
    ----------
    factor : float
        0 or more.
    capped : bool
        Whether a product beyond its range becomes the range's end; else it is refused.

    Examples
    --------
    >>> Times(0.5).of("slip", 0.2), Times(9, capped=True).of("slip", 0.2)
    (0.1, 1.0)
    """

    factor: float
    capped: bool = False

    def of(self, name: str, value: float) -> float:
        """Give the product for a parameter.

        Examples
        --------
        >>> Times(9, capped=True).of("contagion", 0.2) < 1
        True
        """
        most = _JUST_BELOW if name in OF_EDGES else 1.0
        return min(value * self.factor, most) if self.capped else value * self.factor


def scale(*factors: float) -> tuple[Times, ...]:
    """Give values as multiples of what each step or edge has.

    Parameters
    ----------
    *factors : float
        0 or more.

    Returns
    -------
    tuple of Times
        One for each.

    Raises
    ------
    CbfError
        When a factor is something else.

    Examples
    --------
    >>> [value.factor for value in scale(0.5, 1, 2)]
    [0.5, 1.0, 2.0]
    """
    for factor in factors:
        if isinstance(factor, bool) or not isinstance(factor, int | float | np.number) or not 0 <= factor < float("inf"):
            raise CbfError("factors of 0 or more", shown(factor), place="scale", advice="For example scale(0.5, 1, 2).")
    return tuple(Times(float(factor)) for factor in factors)


class Parameter(NamedTuple):
    """A number of all steps or edges, of one of them, or of the graph; or the effort plan.

    Attributes
    ----------
    name : str
        As on the model page, or ``plan``.
    where : tuple
        Empty for all; one node; or the two nodes of an edge.

    Examples
    --------
    >>> Parameter("contagion", ("acceptance", "valuing")).title
    'contagion from acceptance to valuing'
    """

    name: str
    where: tuple[Hashable, ...] = ()

    @property
    def title(self) -> str:
        """What a column is called."""
        words = ("of",) if len(self.where) == 1 else ("from", "to")
        return self.name + "".join(f" {word} {end}" for word, end in zip(words, self.where, strict=False))

    def is_at(self, part: tuple[Any, ...]) -> bool:
        """Tell whether a step or an edge is meant.

        Examples
        --------
        >>> Parameter("slip").is_at(("acceptance",)), Parameter("slip", ("valuing",)).is_at(("acceptance",))
        (True, False)
        """
        return part[: len(self.where)] == self.where

    @classmethod
    def read(cls, key: Any, network: StepNetwork) -> Self:
        """Read what a user names: a name; a name and a node; or a name and two nodes.

        Parameters
        ----------
        key : str or tuple
            ``"slip"``, ``("slip", "acceptance")``, ``("contagion", "acceptance", "valuing")``.
        network : StepNetwork
            Has to know the step or the edge.

        Returns
        -------
        Parameter
            Checked.

        Raises
        ------
        CbfError
            When the network has no such thing.

        Examples
        --------
        >>> Parameter.read(("slip", "acceptance"), StepNetwork.from_vocabulary("partnership-building"))
        Parameter(name='slip', where=('acceptance',))
        """
        name, *where = key if isinstance(key, tuple) and key else (key,)
        known = _NAMES.get(len(where), ())
        if name not in known:
            advice = "One step is named as ('slip', node), one edge as ('contagion', from, to)."
            raise CbfError(f"one of {listed(known) or 'the parameters'}", shown(name), advice=advice)
        found = cls(name, tuple(where))
        if where and not any(found.is_at(part[: len(where)]) for part in (network.steps if len(where) == 1 else network.edges)):
            raise CbfError("a step of the network" if len(where) == 1 else "an edge of the network", shown(key))
        return found


class Setting(NamedTuple):
    """What one simulation runs on: a network, and the effort (contacts × steps) in place of its own, if there is one.

    Examples
    --------
    >>> given = Setting(StepNetwork.from_vocabulary("partnership-building"))
    >>> given.values(Parameter("uptake"))
    [0.096, 0.06, 0.06, 0.06, 0.06]
    """

    network: StepNetwork
    effort: NDArray[np.float64] | None = None

    def with_(self, parameter: Parameter, value: Any) -> Setting:
        """Give the setting with another value of a parameter.

        Parameters
        ----------
        parameter : Parameter
            Which.
        value : float, Times or numpy.ndarray
            The new number, or a multiple of what stands there; for ``plan`` the effort.

        Returns
        -------
        Setting
            The new one.

        Raises
        ------
        CbfError
            When a value is out of its range, or an effort is set that a plan replaces.

        Examples
        --------
        >>> given = Setting(StepNetwork.from_vocabulary("partnership-building"))
        >>> given.with_(Parameter("slip"), Times(0.5)).values(Parameter("slip"))
        [0.05, 0.05, 0.05, 0.05, 0.05]
        """
        name = parameter.name
        if name == "plan":
            return self._replace(effort=value)
        if name == "effort" and self.effort is not None:
            return self._replace(effort=self._scaled(parameter, value))
        if name in OF_GRAPH:
            return self._replace(network=replace(self.network, **{name: _new(name, getattr(self.network, name), value)}))
        field = "steps" if name in OF_STEPS else "edges"
        parts: Any = tuple(
            part._replace(**{name: _new(name, getattr(part, name), value)}) if parameter.is_at(part) else part
            for part in getattr(self.network, field)
        )
        return self._replace(network=replace(self.network, **{field: parts}))

    def _scaled(self, parameter: Parameter, value: Any) -> NDArray[np.float64]:
        if not isinstance(value, Times):
            advice = "Scale the plan with scale(…), or leave it out."
            raise CbfError("no other effort than the plan's", shown(value), advice=advice)
        plan, here = np.array(self.effort), [parameter.is_at(step) for step in self.network.steps]
        plan[:, here] *= value.factor
        if not value.capped and plan.max(initial=0) > 1:
            raise CbfError("effort of at most 1", shown(float(plan.max())))
        scaled: NDArray[np.float64] = np.minimum(plan, 1.0)
        return scaled

    def values(self, parameter: Parameter) -> list[float]:
        """Give what a parameter stands at, for each step or edge that has it.

        Examples
        --------
        >>> Setting(StepNetwork.from_vocabulary("partnership-building")).values(Parameter("rupture"))
        [0.03]
        """
        name = parameter.name
        if name in OF_GRAPH:
            return [getattr(self.network, name)]
        if name == "effort" and self.effort is not None:
            here = [parameter.is_at(step) for step in self.network.steps]
            return [float(entry) for entry in self.effort[:, here].ravel()]
        parts = self.network.steps if name in OF_STEPS else self.network.edges
        return [getattr(part, name) for part in parts if parameter.is_at(part)]


def _new(name: str, old: Any, value: Any) -> Any:
    return value.of(name, old) if isinstance(value, Times) else value
