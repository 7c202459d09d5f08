"""Chances as whole numbers, so that a run is the same on every machine.

Numpy's `exp` and `log` end in other last digits on other processors, and a sum of floats depends on its order; either would now and then
turn a draw into another outcome. So nothing of the kind is asked once a run has begun.

- The logarithm of every chance is a whole number of *units*, 2⁻²⁰ each, rounded correctly: where a float lies so near to a half
  that its last digits could matter, `decimal` decides, whose logarithm is correct to the last digit by its specification.
- A draw is 16 bits, k; it stands for u = (k + ½) / 2¹⁶, and a table turns it into −ln(1 − u) in units.
- Readiness makes p depend on −ln(a·e·g) through f(z) = −ln(1 − e⁻ᶻ): a table again, in steps of 2⁻¹⁴.
- Sums of units are taken in float32. Up to 2²⁴ they are exact in any order, with or without fused operations. A sum of terms that aren't
  negative which is truly 2²⁴ or more comes out as 2²⁴ or more, since rounding keeps order, and is then beyond every draw (which end at
  17 ln 2) and every readiness (`FAINT`): the outcome is the same.

What that costs: each chance in a contact is met within 1 in 20,000 (tested), while chance itself moves what is counted in 10,000 runs by 1 in 200. And since each rounding keeps order, the order under common random numbers holds exactly.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]

UNIT = 2**20  # units in a natural logarithm of 1
CELLS = 2**16  # values of a draw
FINE = 2**6  # units in a step of the table of readiness
FAINT = 12 * UNIT  # a·e·g below e⁻¹² is taken as 0
NEVER = 2**24  # beyond every draw; stands for an infinite logarithm
_NEAR = 1e-6  # nearer to a half than this, floats don't decide; their error is below 1e-7


def whole(values: Floats, exactly: Callable[[int], Decimal]) -> Floats:
    """Round to whole numbers, the same ones on every machine.

    Parameters
    ----------
    values : numpy.ndarray
        Floats right to about 1e-7, infinities included.
    exactly : callable
        From an index to the exact value, asked where a float is too near to a half.

    Returns
    -------
    numpy.ndarray
        Whole numbers, as floats.

    Examples
    --------
    >>> whole(np.array([0.2, 1.49999999999]), lambda index: Decimal("1.5")).tolist()
    [0.0, 2.0]
    """
    below = np.floor(values)
    found = np.floor(values + 0.5)
    with np.errstate(invalid="ignore"):
        doubtful = np.flatnonzero(np.abs(values - below - 0.5) < _NEAR)
    with localcontext(prec=60):
        for index in doubtful:
            found[index] = int(exactly(int(index)).to_integral_value(ROUND_HALF_UP))
    return found


def hazards(chances: Floats, parts: int = 1) -> Floats:
    """Give −ln(1 − chance) / parts in units, rounded.

    Examples
    --------
    >>> hazards(np.array([0.0, 0.5]), 2).tolist()
    [0.0, 363409.0]
    """
    flat = chances.ravel()
    values = -np.log1p(-flat) * UNIT / parts
    found = whole(values, lambda index: -(1 - Decimal(float(flat[index]))).ln() * UNIT / parts)
    return found.reshape(chances.shape)


def rarities(chances: Floats) -> Floats:
    """Give −ln(chance) in units, rounded; infinite where the chance is 0.

    Examples
    --------
    >>> rarities(np.array([0.0, 0.5, 1.0])).tolist()
    [inf, 726817.0, 0.0]
    """
    flat = chances.ravel()
    with np.errstate(divide="ignore"):
        values = -np.log(flat) * UNIT
    found = whole(values, lambda index: -Decimal(float(flat[index])).ln() * UNIT)
    return np.abs(found).reshape(chances.shape)


@cache
def draw_table() -> Singles:
    """Give −ln(1 − u) in units for each of the draws k, where u = (k + ½) / 2¹⁶.

    Examples
    --------
    >>> [int(draw_table()[k]) for k in (0, 32768, 65535)]
    [8, 726833, 12355897]
    """
    left = (2 * CELLS - 1 - 2 * np.arange(CELLS)).astype(float)  # 1 − u in halves of a cell
    values = (np.log(2 * CELLS) - np.log(left)) * UNIT
    return _kept(whole(values, lambda k: (Decimal(2 * CELLS) / (2 * CELLS - 1 - 2 * k)).ln() * UNIT))


@cache
def readiness_table() -> Singles:
    """Give f(z) = −ln(1 − e⁻ᶻ) in units for z in steps of `FINE` units; `NEVER` at 0, nothing from `FAINT` on.

    Examples
    --------
    >>> table = readiness_table()
    >>> float(table[0]), float(table[-1]), len(table)
    (16777216.0, 0.0, 196609)
    """
    steps = np.arange(1, FAINT // FINE)
    values = -np.log(-np.expm1(-steps * (FINE / UNIT))) * UNIT
    found = whole(values, lambda i: -(1 - (-Decimal(i + 1) * FINE / UNIT).exp()).ln() * UNIT)
    return _kept(np.concatenate([[NEVER], found, [0.0]]))


def _kept(values: Floats) -> Singles:
    table = values.astype(np.float32)
    table.flags.writeable = False
    return table
