"""A picture as plain values: shapes with the names of colours, for SVG and matplotlib alike."""

from __future__ import annotations

from dataclasses import dataclass

from cbf_widgets.draw.palette import CORNERS

Point = tuple[float, float]
Pieces = tuple[tuple[Point, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Ink:
    """How a shape is painted: names of colours in the palette, ``""`` for none.

    Attributes
    ----------
    fill, stroke : str
        Names of colours, for instance ``line`` or ``kind-1``.
    width : float
        Of the stroke.
    dash : tuple of float
        Lengths drawn and left out in turn; empty for a solid stroke.
    opacity : float
        0 to 1.

    Examples
    --------
    >>> Ink(stroke="line", width=2).fill
    ''
    """

    fill: str = ""
    stroke: str = ""
    width: float = 0.0
    dash: tuple[float, ...] = ()
    opacity: float = 1.0


@dataclass(frozen=True)
class Trace:
    """One or several runs of straight lines, open or closed.

    Examples
    --------
    >>> Trace((((0, 0), (8, 0)),), Ink(stroke="line", width=2)).closed
    False
    """

    pieces: Pieces
    ink: Ink
    closed: bool = False


@dataclass(frozen=True)
class Disc:
    """A circle.

    Examples
    --------
    >>> Disc((400, 400), 16, Ink(fill="help")).radius
    16
    """

    centre: Point
    radius: float
    ink: Ink


@dataclass(frozen=True)
class Curve:
    """A quadratic curve: from start to end, drawn toward the control point.

    Examples
    --------
    >>> Curve((0, 0), (5, 5), (10, 0), Ink(stroke="help", width=1)).control
    (5, 5)
    """

    start: Point
    control: Point
    end: Point
    ink: Ink


@dataclass(frozen=True, kw_only=True)
class Words:
    """A line of text on its baseline.

    Attributes
    ----------
    at : (float, float)
        Where the baseline starts, has its middle or ends: see `anchor`.
    text : str
        Never read as markup.
    size : float
        Of the letters.
    colour : str
        Name of a colour.
    anchor : str
        ``start``, ``middle`` or ``end``.
    bold, slanted : bool
        The letters' form.
    halo : float
        How far a rim in the colour of the paper stands out around the letters.

    Examples
    --------
    >>> Words(at=(0, 0), text="Help", size=13, colour="help").anchor
    'start'
    """

    at: Point
    text: str
    size: float
    colour: str
    anchor: str = "start"
    bold: bool = False
    slanted: bool = False
    halo: float = 0.0


@dataclass(frozen=True)
class Group:
    """Shapes that belong together, with a name in words, drawn smaller or elsewhere when told.

    Examples
    --------
    >>> Group((Disc((0, 0), 2, Ink(fill="help")),), name="a dot").shift
    (0.0, 0.0)
    """

    shapes: tuple[Shape, ...]
    name: str = ""
    shift: Point = (0.0, 0.0)
    scale: float = 1.0


Shape = Trace | Disc | Curve | Words | Group


def glyph(shape: str, at: Point, r: float, ink: Ink) -> Trace | Disc:
    """Return the sign of a kind of step; all shapes look equally large at the same radius.

    Parameters
    ----------
    shape : str
        One of `cbf_widgets.draw.palette.SHAPES`.
    at : (float, float)
        Its middle.
    r : float
        The radius of the circle that looks as large.
    ink : Ink
        How it is painted.

    Returns
    -------
    Trace or Disc
        The shape.

    Examples
    --------
    >>> glyph("square", (0, 0), 10, Ink(fill="kind-3")).pieces[0][0]
    (9.0, 9.0)
    """
    if shape == "circle":
        return Disc(at, r, ink)
    x, y = at
    return Trace((tuple((x + r * a, y + r * b) for a, b in CORNERS[shape]),), ink, closed=True)


def arrowhead(control: Point, end: Point, size: float, ink: Ink) -> Trace:
    """Return an open arrowhead at the end of a curve that arrives from its control point.

    Examples
    --------
    >>> len(arrowhead((0, 0), (10, 0), 8, Ink(stroke="ripple", width=2)).pieces[0])
    3
    """
    dx, dy = end[0] - control[0], end[1] - control[1]
    length = (dx * dx + dy * dy) ** 0.5 or 1.0
    ux, uy = size * dx / length, size * dy / length
    wings = [(end[0] - ux - s * 0.62 * uy, end[1] - uy + s * 0.62 * ux) for s in (1, -1)]
    return Trace(((wings[0], end, wings[1]),), ink)
