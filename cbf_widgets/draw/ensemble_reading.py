"""What the picture of an ensemble shows, as numbers in the unit asked for and in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cbf_widgets.draw.counts import all_loops, bands, beside_words, check_run, made_by, totals
from cbf_widgets.errors import CbfError, shown
from cbf_widgets.model.counting import counted
from cbf_widgets.simulation.phrases import count

if TYPE_CHECKING:
    from cbf_widgets.simulation.ensemble import Ensemble

UNITS = ("loops", "percent")
IMPLIED = "What these assumptions imply: not evidence, not a forecast."


@dataclass(frozen=True)
class Reading:
    """What the picture shows, in the unit asked for.

    Attributes
    ----------
    quantiles : list of list of float
        5, 25, 50, 75 and 95 in 100, contact by contact.
    run : list of float
        The run that stands out; empty for none.
    torn : list of bool
        Where a rupture stands in it.
    beside : list of float
        The median of what stands beside; empty for nothing.
    label : str
        What stands beside, for instance ``without the ratchet``.
    most : int
        All there is to gain.
    unit : str
        ``loops`` or ``percent``.
    runs : int
        How many there are.

    Examples
    --------
    >>> Reading([], [], [], [], "", 15, "loops").said(14)
    '14 of 15 loops'
    """

    quantiles: list[list[float]]
    run: list[float]
    torn: list[bool]
    beside: list[float]
    label: str
    most: int
    unit: str
    runs: int = 2

    def number(self, value: float) -> str:
        """Return a value as it stands in the picture: whole.

        Examples
        --------
        >>> Reading([], [], [], [], "", 100, "percent").number(93.3)
        '93 %'
        """
        return f"{value:.0f} %" if self.unit == "percent" else f"{value:.0f}"

    def said(self, value: float) -> str:
        """Return a value with what it is counted in.

        Examples
        --------
        >>> Reading([], [], [], [], "", 15, "loops").said(14)
        '14 of 15 loops'
        """
        return f"{self.number(value)} of all loops" if self.unit == "percent" else f"{self.number(value)} of {self.most} loops"

    def between(self, low: int, high: int, word: str = "and") -> str:
        """Return what two quantiles lie between at the end, or that they are one.

        Examples
        --------
        >>> Reading([[4], [15]], [], [], [], "", 15, "loops").between(0, 1)
        '4 and 15'
        """
        one, other = self.number(self.quantiles[low][-1]), self.number(self.quantiles[high][-1])
        return one if one == other else f"{one} {word} {other}"


def read(ensemble: Ensemble, beside: Ensemble | None, run: int | None, unit: str, label: str = "") -> Reading:
    """Take from ensembles what the picture shows.

    Parameters
    ----------
    ensemble, beside : Ensemble
        What is drawn, and what stands beside it, with as many contacts and as much to gain.
    run : int, optional
        Which run stands out, from 0.
    unit : {"loops", "percent"}
        What is counted.
    label : str
        What stands beside; by default found out.

    Returns
    -------
    Reading
        In that unit.

    Raises
    ------
    CbfError
        When there is no such run or unit, or the two can't be drawn on one pair of axes.

    Examples
    --------
    >>> from cbf_widgets import StepNetwork, simulate
    >>> reading = read(simulate(StepNetwork.from_vocabulary("partnership-building"), seed=7), None, 0, "loops")
    >>> reading.quantiles[2][-1], reading.most
    (14.0, 15)
    """
    if unit not in UNITS:
        raise CbfError("'loops' or 'percent'", shown(unit), place="unit")
    check_run(ensemble, run)
    whole = all_loops(ensemble.network)
    if beside is not None and (beside.contacts, all_loops(beside.network)) != (ensemble.contacts, whole):
        expected = f"an ensemble of {ensemble.contacts} contacts and {whole} loops in all"
        raise CbfError(expected, f"{beside.contacts} contacts and {all_loops(beside.network)} loops", place="beside")
    of, most = (100, whole) if unit == "percent" else (1, 1)  # first times, then by: all there is stays exactly 100
    return Reading(
        quantiles=(of * bands(ensemble) / most).tolist(),
        run=[] if run is None else (of * totals(ensemble)[run] / most).tolist(),
        torn=[] if run is None else ensemble.ruptured[run].tolist(),
        beside=[] if beside is None else (of * bands(beside)[2] / most).tolist(),
        label="" if beside is None else label or beside_words(ensemble, beside),
        most=100 if unit == "percent" else whole,
        unit=unit,
        runs=ensemble.runs,
    )


def headline(reading: Reading) -> str:
    """Return what the picture shows as a plain sentence.

    Examples
    --------
    >>> headline(Reading([[0], [0], [14], [0], [0]], [], [], [4], "without the ratchet", 15, "loops"))
    'Half of all runs gain 14 of 15 loops or more; without the ratchet, 4'
    """
    median = reading.quantiles[2][-1]
    if reading.runs == 1:
        first = f"The one run gains {reading.said(median)}"
    elif median == 0:
        first = "At least half of all runs gain nothing"
    elif median >= reading.most:
        first = f"At least half of all runs gain all {'loops' if reading.unit == 'percent' else f'{reading.most} loops'}"
    else:
        first = f"Half of all runs gain {reading.said(median)} or more"
    return f"{first}; {reading.label}, {reading.number(reading.beside[-1])}" if reading.beside else first


def in_words(ensemble: Ensemble, reading: Reading) -> str:
    """Say all that the picture shows.

    Examples
    --------
    >>> from cbf_widgets import StepNetwork, simulate
    >>> ensemble = simulate(StepNetwork.from_vocabulary("partnership-building"), seed=7)
    >>> in_words(ensemble, read(ensemble, None, None, "loops")).split(". ")[1].split(": ")[0]
    'After 52 contacts, of 15 loops'
    """
    whole = "in 100 of all loops" if reading.unit == "percent" else f"of {reading.most} loops"
    said = [headline(reading)]
    if reading.runs > 1:
        said.append(
            f"After {count(ensemble.contacts, 'contact')}, {whole}: nine runs in ten have {reading.between(0, 4, 'to')}, "
            f"half of all {reading.between(1, 3, 'to')}, the median is {reading.number(reading.quantiles[2][-1])}"
        )
    if reading.run:
        struck = sum(now and not before for before, now in zip([False, *reading.torn], reading.torn, strict=False))
        said.append(f"The run that stands out ends with {reading.number(reading.run[-1])}, after {counted(struck, 'rupture')}")
    if reading.beside:
        said.append(f"The median {reading.label} is {reading.number(reading.beside[-1])}")
    return ". ".join([*said, made_by(ensemble), IMPLIED])
