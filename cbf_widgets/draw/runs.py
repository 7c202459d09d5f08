"""The first runs of an ensemble side by side, each a spiral: the same beginning, never the same twice."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from numbers import Integral
from typing import TYPE_CHECKING

import numpy as np

from cbf_widgets.draw.counts import all_loops, made_by
from cbf_widgets.draw.ensemble_reading import IMPLIED
from cbf_widgets.draw.lettering import balanced, clipped, text_width, wrap
from cbf_widgets.draw.plate import Plate
from cbf_widgets.draw.run_spiral import RIM, SIZE, RunSpiral, run_spiral
from cbf_widgets.draw.scene import Disc, Group, Ink, Pieces, Shape, Trace, Words
from cbf_widgets.errors import CbfError, shown
from cbf_widgets.model.counting import counted
from cbf_widgets.simulation.phrases import count

if TYPE_CHECKING:
    from cbf_widgets.simulation.ensemble import Ensemble

MARGIN, CELL, GAP = 24.0, 132.0, 16.0
TITLE, TEXT, SMALL = 17.0, 12.5, 11.5
FIRST = 12


def runs_plate(ensemble: Ensemble, first: int = FIRST, columns: int | None = None, titles: Sequence[str] | None = None) -> Plate:
    """Return the first runs of an ensemble as spirals.

    Parameters
    ----------
    ensemble : Ensemble
        Whose runs.
    first : int
        How many, at most: the first ones, not chosen ones.
    columns : int, optional
        How many stand in a row; six by default.
    titles : sequence of str, optional
        A name for each; by default ``Run 1`` and so on.

    Returns
    -------
    Plate
        With its words.

    Raises
    ------
    CbfError
        When no run is asked for, or there are not as many titles as runs.

    Examples
    --------
    >>> from cbf_widgets import StepNetwork, simulate
    >>> runs_plate(simulate(StepNetwork.from_vocabulary("partnership-building"), seed=7)).title
    'The same beginning, twelve different paths'
    """
    asked = _asked(ensemble, first, titles)
    names = [f"Run {run + 1:,}" for run in range(asked)] if titles is None else list(titles)
    levels, floors, loops = ensemble.levels, ensemble.floors, ensemble.network.loops
    drawn = [run_spiral(levels[run], floors[run], ensemble.ruptured[run], loops) for run in range(asked)]
    across = max(1, min(columns or 6, asked))
    width = max(across * (CELL + GAP) - GAP + 2 * MARGIN, 3 * CELL)
    title = _title(asked, len(set(drawn)))
    shapes, top = _head(title, width)
    for run, (name, spiral) in enumerate(zip(names, drawn, strict=True)):
        place = MARGIN + run % across * (CELL + GAP), top + run // across * (CELL + 54)
        gained, torn = str(int(levels[run, -1].sum())), _ruptures(ensemble, run)
        shapes.append(Group(_cell(spiral, name, gained, torn), f"{name}: {gained} loops gained, {torn}", shift=place))
    y = top + ceil(asked / across) * (CELL + 54) + 8
    rest = "" if asked == ensemble.runs else f"The first {asked} of {count(ensemble.runs, 'run')}, not chosen ones. "
    foot = [line for text in (f"{rest}{IMPLIED}", made_by(ensemble)) for line in wrap(text, SMALL, width - 2 * MARGIN)]
    shapes += [Words(at=(MARGIN, y + 15 * i), text=line, size=SMALL, colour="quiet") for i, line in enumerate(foot)]
    return Plate(
        shapes=tuple(shapes),
        size=(width, y + 15 * (len(foot) - 1) + MARGIN),
        title=title,
        text=_in_words(ensemble, title, names),
    )


def _asked(ensemble: Ensemble, first: int, titles: Sequence[str] | None) -> int:
    if not isinstance(first, Integral) or first < 1:
        raise CbfError("a whole number from 1 on", shown(first), place="first")
    count = min(int(first), ensemble.runs)
    if titles is not None and len(titles) != count:
        raise CbfError(f"{count} titles", str(len(titles)), place="titles")
    return count


def _title(count: int, different: int) -> str:
    if count == 1:
        return "One run as a spiral"
    return f"The same beginning, {counted(count, 'different path' if different == count else 'run')}"


def _head(title: str, width: float) -> tuple[list[Shape], float]:
    shapes: list[Shape] = []
    y = MARGIN + 16
    for line in balanced(title, TITLE, width - 2 * MARGIN, bold=True):
        shapes.append(Words(at=(MARGIN, y), text=line, size=TITLE, colour="ink", bold=True))
        y += 22
    key = "Number and distance from the middle: loops gained. Thickness: secured. Tooth: the ratchet clicks. Zigzag: rupture until repair."
    for line in wrap(key, TEXT, width - 2 * MARGIN):
        shapes.append(Words(at=(MARGIN, y - 2), text=line, size=TEXT, colour="quiet"))
        y += 17
    return shapes, y


def _ruptures(ensemble: Ensemble, run: int) -> str:
    torn = ensemble.ruptured[run]
    return counted(int(np.count_nonzero(torn[1:] & ~torn[:-1])), "rupture").replace("no ruptures", "no rupture")


def _cell(spiral: RunSpiral, name: str, gained: str, torn: str) -> tuple[Shape, ...]:
    number = f": {gained}"
    short = clipped(name, TEXT, CELL - text_width(number, TEXT, bold=True), 1, bold=True)
    return (
        Group(run_scene(spiral), scale=CELL / SIZE),
        Words(at=(CELL / 2, CELL + 16), text=f"{''.join(short)}{number}", size=TEXT, colour="ink", anchor="middle", bold=True),
        Words(at=(CELL / 2, CELL + 32), text=torn, size=SMALL, colour="quiet", anchor="middle"),
    )


def run_scene(spiral: RunSpiral) -> tuple[Shape, ...]:
    """Return a run's spiral as shapes in its box of 100 by 100, with the rim where everything is gained.

    Examples
    --------
    >>> len(run_scene(run_spiral([[0], [1]], [[0], [0]], [False, False], loops=1)))
    3
    """
    middle = SIZE / 2, SIZE / 2
    shapes: list[Shape] = [Disc(middle, RIM, Ink(stroke="edge", width=0.8, dash=(0.01, 3.2)))]
    shapes += [Trace(pieces(d), Ink(stroke="line", width=width)) for d, width in spiral.line]
    shapes += [Trace(pieces(spiral.teeth), Ink(stroke="line", width=1.1))] if spiral.teeth else []
    shapes += [Trace(pieces(spiral.breaks), Ink(stroke="rupture", width=1.4))] if spiral.breaks else []
    return (*shapes, Disc(spiral.end, 3.6, Ink(fill="paper", stroke="line", width=2)))


def pieces(d: str) -> Pieces:
    """Return the points of a path of straight lines.

    Examples
    --------
    >>> pieces("M1 2L3 4M5 6L7 8")
    (((1.0, 2.0), (3.0, 4.0)), ((5.0, 6.0), (7.0, 8.0)))
    """
    found = []
    for piece in d.split("M")[1:]:
        numbers = (tuple(map(float, point.split())) for point in piece.split("L"))
        found.append(tuple((x, y) for x, y in numbers))
    return tuple(found)


def _in_words(ensemble: Ensemble, title: str, names: Sequence[str]) -> str:
    most, levels, floors = all_loops(ensemble.network), ensemble.levels, ensemble.floors
    said = [
        f"{name}: {int(levels[run, -1].sum())} of {most} loops gained, {int(floors[run, -1].sum())} secured, {_ruptures(ensemble, run)}"
        for run, name in enumerate(names)
    ]
    return ". ".join([title, *said, made_by(ensemble), IMPLIED])
