"""A network as a picture in its box of 512 by 392: the line, the core, the arrows, the steps as far as they have got."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cbf_widgets.draw.network_course import CENTRE, CORE, line_dots, line_outline
from cbf_widgets.draw.network_layout import EdgePath, edge_paths, places, step_radius
from cbf_widgets.draw.scene import Curve, Disc, Group, Ink, Point, Shape, Trace, Words, arrowhead
from cbf_widgets.draw.step_sign import signs, step_sign

if TYPE_CHECKING:
    from cbf_widgets.simulation.network import StepNetwork

PETALS = {"help": (-16.5, -11.0), "challenge": (16.5, -11.0), "possibility": (0.0, 17.5)}
NAMES = {"help": ("Help", -27.0, -8.0), "challenge": ("Challenge", 26.0, -8.0), "possibility": ("Possibility", 0.0, 30.0)}
_MANY = 30  # more arrows than these are drawn lighter


def network_scene(network: StepNetwork, levels: Sequence[int], floors: Sequence[int]) -> tuple[Shape, ...]:
    """Return a network with its steps filled by how far they have got, from the back to the front, without names.

    Parameters
    ----------
    network : StepNetwork
        What to draw.
    levels, floors : sequence of int
        What each step has gained, and what of it is secure.

    Returns
    -------
    tuple of Shape
        In a box of 512 by 392, y pointing down.

    Examples
    --------
    >>> from cbf_widgets import StepNetwork
    >>> scene = network_scene(StepNetwork.from_vocabulary("partnership-building"), [2, 0, 0, 0, 0], [1, 0, 0, 0, 0])
    >>> [shape.name for shape in scene if isinstance(shape, Group)][0]
    '1 Earning acceptance: loop 2, 1 secured'
    """
    marks, r, count = signs(network), step_radius(network), len(network.steps)
    line = Trace((tuple(line_outline(count)),), Ink(fill="line"), closed=True)
    dots = [Disc((x, y), size, Ink(fill="line", opacity=fade)) for x, y, size, fade in line_dots(count)]
    steps = [
        Group(
            step_sign(marks[i], at, r, level=levels[i], floor=floors[i], loops=network.loops, number=i + 1),
            f"{i + 1} {network.labels[i]}: {state(levels[i], floors[i])}",
        )
        for i, at in enumerate(places(network))
    ]
    paths = [path for path in edge_paths(network, marks) if path.weight > 0]
    return (line, *dots, *_petals(), *_arrows(paths, r / 31), *_names(), *steps)


def state(level: int, floor: int) -> str:
    """Say how far a step has got.

    Examples
    --------
    >>> state(0, 0), state(2, 0), state(3, 1), state(3, 3)
    ('not begun', 'loop 2, none secured', 'loop 3, 1 secured', 'loop 3, all secured')
    """
    held = {0: "none", level: "all"}.get(floor, str(floor))
    return f"loop {level}, {held} secured" if level else "not begun"


def _petals() -> list[Shape]:
    return [Disc(_from_centre(*at), CORE, Ink(fill=aspect, opacity=0.14)) for aspect, at in PETALS.items()]


def _names() -> list[Shape]:
    return [
        Words(at=_from_centre(x, y), text=name, size=10.8, colour=aspect, anchor="middle", bold=True, halo=1.6)
        for aspect, (name, x, y) in NAMES.items()
    ]


def _from_centre(x: float, y: float) -> Point:
    return CENTRE[0] + x, CENTRE[1] + y


def _arrows(paths: Sequence[EdgePath], fine: float) -> list[Shape]:
    """The weightiest last, so that they lie on top."""
    fade = 1.0 if len(paths) <= _MANY else max(0.45, 1.0 - (len(paths) - _MANY) / 150)
    found: list[Shape] = []
    for path in sorted(paths, key=lambda path: path.weight):
        ink = Ink(stroke="edge", width=(0.8 + 2.2 * path.weight) * max(fine, 0.5), opacity=round(fade, 2))
        start, *controls, end = path.points
        if len(controls) == 1:
            found.append(Curve(start, controls[0], end, ink))
        else:
            found.append(Trace((tuple(_cubic(path.points)),), ink))
        found.append(arrowhead(controls[-1], end, (4.5 + 3 * path.weight) * max(fine, 0.5), ink))
    return found


def _cubic(points: Sequence[Point]) -> list[Point]:
    a, b, c, d = points
    found = []
    for i in range(25):
        t = i / 24
        weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
        x, y = (sum(w * p[axis] for w, p in zip(weights, (a, b, c, d), strict=True)) for axis in (0, 1))
        found.append((x, y))
    return found
