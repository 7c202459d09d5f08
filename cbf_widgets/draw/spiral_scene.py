"""A spiral as a picture: where `geometry` puts things, and the names of their colours."""

from __future__ import annotations

from dataclasses import replace
from math import pi
from typing import TYPE_CHECKING

from cbf_widgets.draw import breaks
from cbf_widgets.draw import geometry as g
from cbf_widgets.draw.palette import ASPECT_PATTERNS, NUMBER_DOWN, kind_colour, kind_shape
from cbf_widgets.draw.scene import Curve, Disc, Group, Ink, Shape, Trace, Words, arrowhead, glyph

if TYPE_CHECKING:
    from cbf_widgets.model.mark import Mark, Rupture
    from cbf_widgets.model.spiral import Spiral

NAMES = {"help": "Help", "challenge": "Challenge", "possibility": "Possibility"}
NAME_AT = {"help": (-14.0, -7.0), "challenge": (14.0, -7.0), "possibility": (0.0, 15.0)}
NAME_SIZE = 14.5
SIZE = float(g.G["size"])


def spiral_scene(spiral: Spiral, *, chosen: str | None = None, room: int | None = None) -> tuple[Shape, ...]:
    """Return the whole picture of a spiral in a square of 800 by 800, from the back to the front.

    Parameters
    ----------
    spiral : Spiral
        What to draw.
    chosen : str, optional
        Id of a mark that stands out: its curves to the core are strong, a ring is around it.
    room : int, optional
        How many loops the square has room for, to draw several spirals to the same scale; by default its own.

    Returns
    -------
    tuple of Shape
        See `cbf_widgets.draw.scene`.

    Raises
    ------
    CbfError
        When there is no such mark.

    Examples
    --------
    >>> from cbf_widgets.model.spiral import Spiral
    >>> own = {"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}]}
    >>> scene = spiral_scene(Spiral(vocabulary=own).add("tea", 0.5, label="First visit"))
    >>> [shape.name for shape in scene if isinstance(shape, Group) and shape.name][-1]
    '1 First visit (Tea)'
    """
    picked = spiral.mark(chosen) if chosen else None
    end, spiral = spiral.loops, replace(spiral, loops=max(room or 0, spiral.loops))
    r = g.mark_radius(spiral.loops, len(spiral.marks))
    return (
        *_petals(),
        *(shape for mark in spiral.marks if mark is not picked for shape in _curves(spiral, mark)),
        *_held(spiral),
        *_line(spiral, end),
        *_tail(spiral.loops, end),
        *(_rupture(spiral, rupture, r) for rupture in spiral.ruptures),
        *(_curves(spiral, picked, strong=True) if picked else ()),
        *_ripples(spiral, r),
        *_names(),
        *(_mark(spiral, i, mark, r, ring=mark is picked) for i, mark in enumerate(spiral.marks)),
    )


def aspect_dash(aspect: str, width: float) -> tuple[float, ...]:
    """Return the dashes that tell an aspect's curves apart without colour.

    Examples
    --------
    >>> aspect_dash("help", 1), aspect_dash("challenge", 1)
    ((), (5.0, 3.5))
    """
    dashes = {"solid": (), "dashed": (5.0, 3.5), "dotted": (0.01, 3.2)}
    scale = 0.6 + 0.4 * width
    return tuple(part * scale for part in dashes[ASPECT_PATTERNS[aspect]])


def _petals() -> list[Shape]:
    r = g.G["petal_radius"]
    fills = [Disc(g.petal(a), r, Ink(fill=a, opacity=0.15)) for a in NAMES]
    rims = [Disc(g.petal(a), r, Ink(stroke=a, width=1.3, dash=aspect_dash(a, 1.3), opacity=0.6)) for a in NAMES]
    return [*fills, *rims]


def _names() -> list[Shape]:
    found: list[Shape] = []
    for aspect, name in NAMES.items():
        (x, y), (dx, dy) = g.petal(aspect), NAME_AT[aspect]
        at = (x + dx, y + dy + 0.35 * NAME_SIZE)
        found.append(Words(at=at, text=name, size=NAME_SIZE, colour=aspect, anchor="middle", bold=True, halo=3.0))
    return found


def _curves(spiral: Spiral, mark: Mark, *, strong: bool = False) -> list[Shape]:
    start = g.point(mark.place, spiral.loops)
    crowd = min(1.0, (24 / max(len(spiral.marks), 1)) ** 0.5)
    width, opacity = (2.4, 1.0) if strong else (1.1, 0.42 * crowd)
    if not mark.nurtures:
        ink = Ink(stroke="chosen" if strong else "edge", width=width / 1.6, opacity=1.0 if strong else 0.6 * opacity)
        return [_to_core(start, (g.CENTRE, g.CENTRE), ink)]
    return [_to_core(start, g.petal(a), _aspect_ink(a, width, opacity)) for a in mark.nurtures]


def _aspect_ink(aspect: str, width: float, opacity: float) -> Ink:
    wider = width * 1.4 if ASPECT_PATTERNS[aspect] == "dotted" else width  # dots leave most of a line out
    return Ink(stroke=aspect, width=wider, dash=aspect_dash(aspect, width), opacity=opacity)


def _to_core(start: g.Point, end: g.Point, ink: Ink) -> Curve:
    return Curve(start, g.bend(start, end, g.G["core_bend"]), end, ink)


def _held(spiral: Spiral) -> list[Shape]:
    held = g.held_stretches([(mark.place, mark.holds) for mark in spiral.marks])
    whole = g.stretches(spiral.loops, [rupture.place for rupture in spiral.ruptures])
    pieces = tuple(tooth for a, b in g.shared_stretches(held, whole) for tooth in g.teeth(a, b, spiral.loops))
    return [Trace(pieces, Ink(stroke="tooth", width=1.3))] if pieces else []


def _line(spiral: Spiral, end: float) -> list[Shape]:
    loops = spiral.loops
    found = g.stretches(loops, [rupture.place for rupture in spiral.ruptures])
    whole = [(a, min(b, end)) for a, b in found if a < end]
    pieces = tuple(tuple(g.outline(a, b, loops)) for a, b in whole)
    ends = [p for p in (0.0, float(end)) if any(p in pair for pair in whole)]
    caps = [Disc(g.point(p, loops), g.width(p, loops) / 2, Ink(fill="line")) for p in ends]
    return [Trace(pieces, Ink(fill="line"), closed=True), *caps]


def _tail(loops: int, end: int) -> list[Shape]:
    thick = max(g.width(end, loops) / 2, 2.6)
    dots = g.tail(loops) if end == loops else _shorter_tail(loops, end)
    return [Disc(at, 0.7 + (thick - 1.3) * left, Ink(fill="line", opacity=round(0.12 + 0.7 * left**1.4, 3))) for at, left in dots]


def _shorter_tail(loops: int, end: int) -> list[tuple[g.Point, float]]:
    step = g.G["tail_every"] / (2 * pi * g.radius(end, loops))
    count = round(g.G["tail_dots"] * end / loops)
    return [(g.point(end + step * (i + 1), loops), 1 - i / count) for i in range(count)]


def _rupture(spiral: Spiral, rupture: Rupture, r: float) -> Group:
    ink = Ink(stroke="rupture", width=2.8)
    name = f"Rupture{f': {rupture.label}' if rupture.label else ''}"
    if not rupture.repair:
        return Group((Trace(_torn(tuple(breaks.zigzag(rupture.place, spiral.loops))), ink),), f"{name}, not repaired")
    mend = Ink(stroke="mend", width=1.8)
    thread = _until(breaks.thread(rupture.place, spiral.mark(rupture.repair).place, spiral.loops), r)
    sewn = [Trace((thread,), Ink(stroke="mend", width=1.8, dash=(5.0, 4.0)))] if len(thread) > 1 else []
    stitches = Trace(tuple(breaks.stitches(rupture.place, spiral.loops)), mend)
    scar = Trace((tuple(breaks.scar(rupture.place, spiral.loops)),), ink)
    return Group((*sewn, scar, stitches), f"{name}, repaired")


def _torn(jagged: tuple[g.Point, ...]) -> tuple[tuple[g.Point, ...], ...]:
    middle = len(jagged) // 2
    (a, b), (x, y), (c, d) = jagged[middle - 1 : middle + 2]
    return (*jagged[:middle], ((a + x) / 2, (b + y) / 2)), (((c + x) / 2, (d + y) / 2), *jagged[middle + 1 :])


def _until(points: list[g.Point], short: float) -> tuple[g.Point, ...]:
    x, y = points[-1]
    return tuple(p for p in points if (p[0] - x) ** 2 + (p[1] - y) ** 2 > short**2)


def _ripples(spiral: Spiral, r: float) -> list[Shape]:
    places = {mark.id: mark.place for mark in spiral.marks}
    dots = Ink(stroke="ripple", width=2.2, dash=(0.01, 5.4))
    tip = Ink(stroke="ripple", width=2.2)
    found: list[Shape] = []
    for ripple in spiral.ripples:
        start, control, end = g.ripple_curve(places[ripple.source], places[ripple.target], spiral.loops, r + 4)
        found += [Curve(start, control, end, dots), arrowhead(control, end, 4 + 0.35 * r, tip)]
    return found


def _mark(spiral: Spiral, i: int, mark: Mark, r: float, *, ring: bool) -> Group:
    kind = spiral.vocabulary.kind(mark.kind)
    at = g.point(mark.place, spiral.loops)
    sign = mark_sign(spiral, mark, i + 1, at, r)
    around = [Disc(at, r + 10, Ink(stroke="chosen", width=2.4))] if ring else []
    name = f"{i + 1} {mark.label} ({kind.name})" if mark.label else f"{i + 1} {kind.name}"
    return Group((*around, *sign), name)


def mark_sign(spiral: Spiral, mark: Mark, number: int, at: g.Point, r: float) -> tuple[Shape, ...]:
    """Return a mark's sign: the shape and colour of its kind, a rim of paper, its number.

    Examples
    --------
    >>> from cbf_widgets.model.spiral import Spiral
    >>> own = {"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}]}
    >>> spiral = Spiral(vocabulary=own).add("tea", 0.5)
    >>> mark_sign(spiral, spiral.marks[0], 1, (0, 0), 16)[-1].text
    '1'
    """
    index = [kind.id for kind in spiral.vocabulary.kinds].index(mark.kind)
    shape, digits = kind_shape(index), str(number)
    size = r * {1: 0.92, 2: 0.84, 3: 0.66}.get(len(digits), 0.5)
    middle = (at[0], at[1] + 0.36 * size + r * NUMBER_DOWN.get(shape, 0.0))
    return (
        glyph(shape, at, r, Ink(fill="paper", stroke="paper", width=0.3 * r)),
        glyph(shape, at, r, Ink(fill=kind_colour(index))),
        Words(at=middle, text=digits, size=size, colour="on-kind", anchor="middle", bold=True),
    )
