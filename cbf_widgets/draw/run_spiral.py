"""A run as a spiral: distance is what was gained, thickness what is secured, a tooth a click of the ratchet, a zigzag a rupture."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, radians, sin
from typing import Any

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]

SIZE = 100.0  # of the box, both ways
RIM = 43.5  # where a run lies that has gained all there is
_CORE = 8.0  # where a run lies that has gained nothing
_TURNS, _A_TURN = 2.9, 18.0  # at most so many turns; so many contacts make one
_START = radians(-112)
_THIN, _THICK = 1.0, 3.7
_TOOTH, _LEAN = 3.6, 0.045  # how long, and how many radians aslant
_ZIGZAG, _STEP = 2.6, 2.4  # how high, and how far from corner to corner


@dataclass(frozen=True)
class RunSpiral:
    """Paths in a box of 100 by 100, y pointing down.

    Attributes
    ----------
    line : tuple of (str, float)
        SVG paths, each with its width: where the line is whole.
    teeth : str
        One SVG path; a stroke for each click of the ratchet.
    breaks : str
        One SVG path; a zigzag for each rupture, until it is repaired.
    end : (float, float)
        Where the run has come to.

    Examples
    --------
    >>> RunSpiral((("M50 43L51 43", 1.0),), "", "", (51.0, 43.0)).end
    (51.0, 43.0)
    """

    line: tuple[tuple[str, float], ...]
    teeth: str
    breaks: str
    end: tuple[float, float]


def run_spiral(levels: Any, floors: Any, ruptured: Any, loops: int) -> RunSpiral:
    """Return a run as a spiral that turns with the contacts.

    Parameters
    ----------
    levels, floors : array_like
        Whole numbers with axes contact, step; contact 0 is the start.
    ruptured : array_like
        Whether a rupture stands at the end of a contact.
    loops : int
        The highest level.

    Returns
    -------
    RunSpiral
        The same run always gives the same paths.

    Examples
    --------
    >>> spiral = run_spiral([[0], [1], [1], [1]], [[0], [0], [1], [1]], [False, False, False, True], loops=1)
    >>> len(spiral.line), spiral.teeth.count("M"), spiral.breaks.count("M")
    (2, 1, 1)
    """
    gained, held = np.asarray(levels, dtype=np.int64), np.asarray(floors, dtype=np.int64)
    torn = np.asarray(ruptured, dtype=bool)
    most = max(gained.shape[1] * loops, 1)
    turn = _angles(len(gained))
    distance = distance_of(gained.sum(axis=1), most)
    secure = held.sum(axis=1) / most
    ends = _points(turn, distance)
    x, y = ends[-1].round(2).tolist()
    return RunSpiral(_line(turn, distance, secure, torn), _clicks(turn, distance, held), _breaks(turn, distance, torn), (x, y))


def distance_of(total: Any, most: int) -> Any:
    """Return how far from the middle a run lies that has gained so many of all loops; for an array of counts, an array.

    Examples
    --------
    >>> distance_of(15, 15) == RIM
    True
    """
    return _CORE + (RIM - _CORE) * total / most


def _angles(count: int) -> Points:
    contacts = max(count - 1, 1)
    return _START + 2 * pi * min(_TURNS, contacts / _A_TURN) * np.arange(count) / contacts


def _points(turn: Points, distance: Points) -> Points:
    return np.column_stack([SIZE / 2 + distance * np.cos(turn), SIZE / 2 + distance * np.sin(turn)])


def _path(points: Points) -> str:
    return "M" + "L".join(["%.1f %.1f"] * len(points)) % tuple(points.ravel().tolist())


def _line(turn: Points, distance: Points, secure: Points, torn: NDArray[np.bool_]) -> tuple[tuple[str, float], ...]:
    """Stretches between ruptures, cut where the width changes."""
    width = np.round(_THIN + (_THICK - _THIN) * secure, 2)
    fine = _fine(len(turn))
    places = np.arange((len(turn) - 1) * fine + 1) / fine
    points = _points(np.interp(places, range(len(turn)), turn), np.interp(places, range(len(turn)), distance))
    found, start = [], 0
    for contact in range(1, len(turn)):
        ends = contact == len(turn) - 1 or torn[contact + 1] or torn[contact] or width[contact + 1] != width[contact]
        if not ends:
            continue
        if not torn[contact]:
            found.append((_path(points[start * fine : contact * fine + 1]), float(width[contact])))
        start = contact
    return tuple(found)


def _fine(count: int) -> int:
    """How many straight pieces a contact has, so that the line looks round."""
    return max(1, min(4, 300 // max(count - 1, 1)))


def _clicks(turn: Points, distance: Points, held: NDArray[np.int64]) -> str:
    rises = np.maximum(np.diff(held, axis=0), 0)
    strokes = []
    for contact in np.flatnonzero(rises.any(axis=1)).tolist():
        many = int(np.count_nonzero(rises[contact]))
        for i in range(many):
            share = (i + 1) / (many + 1) if many > 1 else 0.5
            angle = float(turn[contact] + share * (turn[contact + 1] - turn[contact]))
            r = float(distance[contact] + share * (distance[contact + 1] - distance[contact])) - 0.8
            inner = max(r - _TOOTH, 0.4 * r)
            strokes.append(f"M{_at(r, angle)}L{_at(inner, angle - _LEAN)}")
    return "".join(strokes)


def _at(r: float, angle: float) -> str:
    return f"{SIZE / 2 + r * cos(angle):.1f} {SIZE / 2 + r * sin(angle):.1f}"


def _breaks(turn: Points, distance: Points, torn: NDArray[np.bool_]) -> str:
    found = []
    edges = np.flatnonzero(np.diff(np.concatenate([[False], torn[1:], [False]]).astype(np.int8)))
    for first, last in edges.reshape(-1, 2).tolist():
        r, angle = distance[first : last + 1], turn[first : last + 1]
        arc = np.concatenate([[0.0], np.cumsum(np.hypot(np.diff(r), 0.5 * (r[1:] + r[:-1]) * np.diff(angle)))])
        corners = max(4, 2 * round(float(arc[-1]) / (2 * _STEP)))
        at = np.linspace(0.0, arc[-1], corners + 1)
        r, angle = np.interp(at, arc, r), np.interp(at, arc, angle)
        high = np.where(np.arange(corners + 1) % 2, 1.0, -1.0) * np.minimum(_ZIGZAG, 0.8 + 0.09 * r)
        high[[0, -1]] = 0.0
        found.append(_path(_points(angle, r + high)))
    return "".join(found)
