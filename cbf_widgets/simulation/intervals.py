"""Means of runs with their 95 % intervals: what chance alone leaves open, not what the assumptions leave open."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class Interval(NamedTuple):
    """A mean over runs, and the 95 % interval in which many more runs would put it.

    Examples
    --------
    >>> Interval(1.5, 1.2, 1.8).low
    1.2
    """

    mean: Any
    low: Any
    high: Any


def of_means(values: NDArray[Any]) -> Interval:
    """Give the means over the runs, the first axis, by Student's t; with a single run the ends are unknown (nan).

    Examples
    --------
    >>> [round(float(value), 2) for value in of_means(np.array([1.0, 2.0, 3.0]))]
    [2.0, -0.48, 4.48]
    """
    mean = values.mean(axis=0, dtype=float)
    half = _half(values, mean)
    return Interval(mean, mean - half, mean + half)


def of_ratio(above: NDArray[Any], below: NDArray[Any]) -> Interval:
    """Give the mean of the one over the mean of the other, run by run in pairs; all unknown (nan) where the second is 0.

    The interval is the ratio estimator's: that of the mean of above − ratio · below, over the mean of the second.

    Examples
    --------
    >>> [round(float(value), 2) for value in of_ratio(np.array([1, 1, 2]), np.array([2, 2, 4]))]
    [0.5, 0.5, 0.5]
    """
    base = below.mean(dtype=float)
    if base == 0:
        return Interval(np.nan, np.nan, np.nan)
    ratio = above.mean(dtype=float) / base
    rest = above - ratio * below
    half = _half(rest, rest.mean()) / abs(base)
    return Interval(ratio, ratio - half, ratio + half)


def _half(values: NDArray[Any], mean: Any) -> Any:
    """Half the width of the interval of the mean."""
    from scipy.special import stdtrit  # Student's t without the weight of scipy.stats

    runs = len(values)
    if runs < 2:
        return np.full_like(mean, np.nan, dtype=float)
    deviation = np.sqrt(((values - mean) ** 2).sum(axis=0) / (runs - 1))
    return stdtrit(runs - 1, 0.975) * deviation / np.sqrt(runs)
