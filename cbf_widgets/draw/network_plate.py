"""The picture of a network as a page: a sentence, the network on its spiral, the names beside it or in a list, what made it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from cbf_widgets.draw.counts import all_loops, check_run, made_by
from cbf_widgets.draw.ensemble_reading import IMPLIED
from cbf_widgets.draw.lettering import balanced, clipped, text_width, wrap
from cbf_widgets.draw.network_course import CENTRE, CORE, LABELLED, line_dots, line_outline
from cbf_widgets.draw.network_labels import Label, labels
from cbf_widgets.draw.network_layout import EdgePath, edge_paths, places, step_radius
from cbf_widgets.draw.network_scene import PETALS, network_scene, state
from cbf_widgets.draw.palette import kind_colour, kind_shape
from cbf_widgets.draw.plate import Plate
from cbf_widgets.draw.scene import Group, Ink, Point, Shape, Words, glyph
from cbf_widgets.draw.step_sign import around, signs
from cbf_widgets.errors import CbfError, shown
from cbf_widgets.model.counting import capital, counted, joined

if TYPE_CHECKING:
    from cbf_widgets.simulation.ensemble import Ensemble
    from cbf_widgets.simulation.network import StepNetwork

ASSUMED = "Every number in it is an assumption."
PAGE, MARGIN, SCALE = 640.0, 24.0, 592.0 / 512.0
TITLE, TEXT, SMALL = 17.0, 12.5, 11.5
_ROW, _COLUMNS, _NAME = 18.0, 2, 48.0


def network_plate(network: StepNetwork, ensemble: Ensemble | None = None, run: int = 0, contact: int | None = None) -> Plate:
    """Return the picture of a network as it is at the start, or as a run has it at a contact.

    Parameters
    ----------
    network : StepNetwork
        What is drawn.
    ensemble : Ensemble, optional
        Whose run it is.
    run, contact : int
        Which run, from 0; after which contact, by default the last.

    Returns
    -------
    Plate
        With its words.

    Raises
    ------
    CbfError
        When there is no such run or contact, or the ensemble has other steps.

    Examples
    --------
    >>> from cbf_widgets import StepNetwork, simulate
    >>> network = StepNetwork.from_vocabulary("partnership-building")
    >>> network_plate(network).title
    'Five steps carry one another along'
    """
    levels, floors = _reached(network, ensemble, run, contact)
    title = headline(network, ensemble, run, contact, levels, floors)
    shapes, y = _head(title, filled=any(levels), arrows=any(path.weight > 0 for path in edge_paths(network)))
    named = _labels(network, levels, floors) if len(network.steps) <= LABELLED else []
    top, bottom = _extent(network, named)
    words = (shape for label in named for shape in label.shapes())
    shapes.append(Group((*network_scene(network, levels, floors), *words), shift=(MARGIN, y + 12 - SCALE * top), scale=SCALE))
    y += 12 + SCALE * (bottom - top) + 16
    if not named:
        listed, y = _list(network, levels, floors, y)
        shapes += listed
    foot = [IMPLIED, made_by(ensemble)] if ensemble else [ASSUMED]
    for line in (line for text in foot for line in wrap(text, SMALL, PAGE - 2 * MARGIN)):
        shapes.append(Words(at=(MARGIN, y + 12), text=line, size=SMALL, colour="quiet"))
        y += 15
    text = in_words(network, title, levels, floors, foot[::-1])
    return Plate(shapes=tuple(shapes), size=(PAGE, round(y + MARGIN)), title=title, text=text)


def _reached(
    network: StepNetwork, ensemble: Ensemble | None, run: int, contact: int | None
) -> tuple[Sequence[int], Sequence[int]]:
    if ensemble is None:
        return [step.level for step in network.steps], [step.floor for step in network.steps]
    if ensemble.network.nodes != network.nodes or ensemble.network.loops != network.loops:
        raise CbfError("an ensemble of the same steps and loops", "one of others", place="ensemble")
    check_run(ensemble, run, some=True)
    at = ensemble.contacts if contact is None else contact
    if at not in range(ensemble.contacts + 1):
        raise CbfError(f"a contact from 0 to {ensemble.contacts}", shown(contact), place="contact")
    return ensemble.levels[run, at].tolist(), ensemble.floors[run, at].tolist()


def headline(
    network: StepNetwork, ensemble: Ensemble | None, run: int, contact: int | None, levels: Sequence[int], floors: Sequence[int]
) -> str:
    """Return what the picture shows as a plain sentence.

    Examples
    --------
    >>> from cbf_widgets import StepNetwork, simulate
    >>> network = StepNetwork.from_vocabulary("partnership-building")
    >>> headline(network, simulate(network, runs=9, seed=1), 6, 27, [3, 3, 3, 1, 0], [3, 3, 2, 0, 0])
    'Run 7 at contact 27: 10 of 15 loops gained, 8 secured'
    """
    count = len(network.steps)
    if ensemble is None:
        helps = any(path.weight > 0 and path.source != path.target for path in edge_paths(network))
        what = " carry one another along" if helps else ", each on its own"
        return f"{capital(counted(count, 'step'))}{what}" if count > 1 else "One step on its own"
    at = ensemble.contacts if contact is None else contact
    gained, held = sum(levels), sum(floors)
    first = f"Run {run + 1:,} at contact {at}: {gained} of {all_loops(network)} loops gained"
    secured = {gained: "all", 0: "none"}.get(held, str(held))
    return f"{first}, {secured} secured" if gained else first


def in_words(
    network: StepNetwork, title: str, levels: Sequence[int], floors: Sequence[int], foot: Sequence[str] = (ASSUMED,)
) -> str:
    """Say all that the picture shows: each step, which steps it helps, and what stands at the foot.

    Examples
    --------
    >>> from cbf_widgets import StepNetwork
    >>> in_words(StepNetwork.from_vocabulary("partnership-building"), "Five steps", [0] * 5, [0] * 5).split(". ")[3]
    '3 Subtle intervention: not begun, helps 2 and 4'
    """
    helped: dict[int, list[str]] = {}
    for path in edge_paths(network):
        if path.weight > 0:
            helped.setdefault(path.source, []).append(str(path.target + 1))
    said = [title]
    for i, name in enumerate(network.labels):
        helps = f", helps {joined(helped[i])}" if i in helped else ""
        said.append(f"{i + 1} {name}: {state(levels[i], floors[i])}{helps}")
    return ". ".join([*said, *foot])


def _head(title: str, *, filled: bool, arrows: bool) -> tuple[list[Shape], float]:
    lines = balanced(title, TITLE, PAGE - 2 * MARGIN, bold=True)
    under = "Filled: gained. Teeth: secured. Hatched: can still slip." if filled else "Nothing is gained yet."
    under += " Thicker arrow: helps more." if arrows else ""
    shapes: list[Shape] = [
        Words(at=(MARGIN, MARGIN + 16 + 22 * i), text=line, size=TITLE, colour="ink", bold=True) for i, line in enumerate(lines)
    ]
    y = MARGIN + 14 + 22 * len(lines)
    return [*shapes, Words(at=(MARGIN, y), text=under, size=TEXT, colour="quiet")], y + 12


def _labels(network: StepNetwork, levels: Sequence[int], floors: Sequence[int]) -> list[Label]:
    silent = not any(levels)
    under = ["" if silent else state(*reached) for reached in zip(levels, floors, strict=True)]
    return labels(network.labels, under, _beside(network), _taken(network))


def _beside(network: StepNetwork) -> list[tuple[Point, float]]:
    """Where each step lies, and how wide it is to either side."""
    found, r = [], step_radius(network)
    for sign, at in zip(signs(network), places(network), strict=True):
        found.append((at, max(x for x, _ in around(sign, (0.0, 0.0), r))))
    return found


def _extent(network: StepNetwork, named: list[Label]) -> tuple[float, float]:
    """How far up and down the picture in the box really goes."""
    taken, boxes = _taken(network)[:, 1], [label.box for label in named]
    return min([float(taken.min()), *(box[1] for box in boxes)]), max([float(taken.max()), *(box[3] for box in boxes)])


def _taken(network: StepNetwork) -> NDArray[np.float64]:
    """Points on everything that a name may not lie on."""
    r, marks = step_radius(network), signs(network)
    disc = np.array(
        [(x, y) for x in np.linspace(-CORE, CORE, 15) for y in np.linspace(-CORE, CORE, 15) if x * x + y * y <= CORE**2]
    )
    rings = [around(sign, at, r * share) for sign, at in zip(marks, places(network), strict=True) for share in (0.3, 0.65, 1.0)]
    points = [np.array(ring) for ring in rings]
    points += [disc + CENTRE + at for at in PETALS.values()]
    points.append(np.array(line_outline(len(network.steps))))
    points.append(np.array([(x, y) for x, y, _, _ in line_dots(len(network.steps))]))
    points += [_along(path) for path in edge_paths(network, marks) if path.weight > 0]
    return np.concatenate(points)


def _along(path: EdgePath) -> NDArray[np.float64]:
    t = np.linspace(0, 1, 40)[:, None]
    rest: list[NDArray[np.float64]] = [np.array([point], dtype=float) for point in path.points]
    while len(rest) > 1:
        rest = [(1 - t) * a + t * b for a, b in pairwise(rest)]
    return rest[0]


def _list(network: StepNetwork, levels: Sequence[int], floors: Sequence[int], top: float) -> tuple[list[Shape], float]:
    """Number, sign, name and state of each step, in columns."""
    width = (PAGE - 2 * MARGIN - 24.0) / _COLUMNS
    silent, marks = not any(levels), signs(network)
    states = ["" if silent else state(*reached) for reached in zip(levels, floors, strict=True)]
    aside = max(text_width(said, SMALL) for said in states) + 12
    names = [clipped(name, TEXT, width - _NAME - aside, 2) for name in network.labels]
    at = _NAME + max(text_width(line, TEXT) for lines in names for line in lines) + 12
    each = ceil(len(names) / _COLUMNS)
    shapes: list[Shape] = []
    bottoms = []
    for column in range(_COLUMNS):
        x, y = MARGIN + column * (width + 24.0), top
        for i in range(column * each, min((column + 1) * each, len(names))):
            shapes += _row(i, marks[i], (x, y), names[i], states[i], at)
            y += _ROW * len(names[i])
        bottoms.append(y)
    return shapes, max(bottoms) + 16


def _row(i: int, sign: int, at: Point, lines: Sequence[str], said: str, aside: float) -> list[Shape]:
    x, y = at
    name = [Words(at=(x + _NAME, y + 13 + _ROW * k), text=line, size=TEXT, colour="ink") for k, line in enumerate(lines)]
    return [
        Words(at=(x + 22, y + 13), text=str(i + 1), size=TEXT, colour="ink", anchor="end", bold=True),
        glyph(kind_shape(sign), (x + 35, y + 8.8), 5.6, Ink(fill=kind_colour(sign))),
        *name,
        *([Words(at=(x + aside, y + 13), text=said, size=SMALL, colour="quiet")] if said else []),
    ]
