"""Where a name finds room between two lines of a chart without lying on a third."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import ceil, hypot

import numpy as np
from numpy.typing import NDArray

from cbf_widgets.draw.chart import Box, Frame, Point

_PAD = 4.0
_EVERY = 3.0  # how closely lines are looked at, and how far from try to try


def inside(
    frame: Frame, low: Sequence[float], high: Sequence[float], size: tuple[float, float], lines: Sequence[tuple[Point, ...]]
) -> Box | None:
    """Return a place for a text between two lines, as far to the right as there is one.

    Parameters
    ----------
    frame : Frame
        The chart.
    low, high : sequence of float
        A value a contact.
    size : (float, float)
        Width and height of the text.
    lines : sequence of tuple of (float, float)
        What it may not lie on.

    Returns
    -------
    (float, float, float, float) or None
        Left, top, right, bottom; None where there is no such place.

    Examples
    --------
    >>> frame = Frame(left=0, right=100, top=0, bottom=100, contacts=10, most=10)
    >>> inside(frame, [0] * 11, [10] * 11, (40, 10), [((0, 95), (100, 95))])
    (52.0, 80.0, 92.0, 90.0)
    >>> inside(frame, [0] * 11, [1] * 11, (40, 10), []) is None
    True
    """
    width, height = size
    taken = _points(lines)
    tops = np.array([frame.at(0, value)[1] for value in high])
    bottoms = np.array([frame.at(0, value)[1] for value in low])
    pace = (frame.right - frame.left) / frame.contacts
    for right in np.arange(frame.right - 8, frame.left + width, -2 * _EVERY):
        first = max(int((right - width - frame.left - _PAD) // pace), 0)
        last = min(ceil((right - frame.left + _PAD) / pace), frame.contacts)
        top, bottom = tops[first : last + 1].max() + _PAD, bottoms[first : last + 1].min() - _PAD
        for y in np.arange(bottom, top + height, -_EVERY):
            box = float(right - width), float(y - height), float(right), float(y)
            if not _hit(box, taken):
                return box
    return None


def _points(lines: Sequence[tuple[Point, ...]]) -> NDArray[np.float64]:
    found = [np.empty((0, 2))]
    for line in lines:
        for (ax, ay), (bx, by) in pairwise(line):
            share = np.linspace(0, 1, max(2, ceil(hypot(bx - ax, by - ay) / _EVERY) + 1))[:, None]
            found.append((1 - share) * (ax, ay) + share * (bx, by))
    return np.concatenate(found)


def _hit(box: Box, points: NDArray[np.float64]) -> bool:
    left, top, right, bottom = box
    x, y = points[:, 0], points[:, 1]
    return bool(((x > left - _PAD) & (x < right + _PAD) & (y > top - _PAD) & (y < bottom + _PAD)).any())
