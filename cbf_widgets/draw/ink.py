"""A picture in matplotlib's ink: strokes and letters grow and shrink with the picture, as they do in SVG."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from matplotlib import font_manager
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.patheffects import Normal, Stroke
from matplotlib.text import Text

from cbf_widgets.draw.palette import THEMES
from cbf_widgets.draw.scene import Curve, Disc, Group, Ink, Point, Shape, Trace, Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.backend_bases import RendererBase

FALLBACKS = ("Noto Sans", "Noto Sans CJK JP", "Noto Sans CJK SC", "Noto Emoji", "Segoe UI", "Arial Unicode MS")
UNKNOWN = "\u25a1"


def points_a_unit(axes: Any) -> float:
    """Return how many points wide one unit of the picture is on these axes just now.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> axes = Figure(figsize=(10, 10)).add_axes((0, 0, 1, 1), xlim=(0, 720))
    >>> round(points_a_unit(axes), 6)
    1.0
    """
    (left, _), (right, _) = axes.transData.transform([(0, 0), (1, 0)])
    return float((right - left) * 72 / axes.figure.dpi)


class Stroked(PathPatch):
    """A path whose stroke is as wide as told in the picture's units.

    Examples
    --------
    >>> Stroked(Path([(0, 0), (8, 0)]), width=2).get_linewidth()
    2.0
    """

    def __init__(self, path: Path, *, width: float = 0.0, dash: tuple[float, ...] = (), **kwargs: Any) -> None:
        self._units, self._dash_units = width, dash
        super().__init__(path, linewidth=width, capstyle="round", joinstyle="round", zorder=1, **kwargs)
        self.set_in_layout(False)

    def draw(self, renderer: RendererBase) -> None:
        """Draw, with the stroke fitted to the size of the axes."""
        scale = points_a_unit(self.axes)
        self.set_linewidth(self._units * scale)
        if self._dash_units and self._units:
            self.set_linestyle((0, [part / self._units for part in self._dash_units]))
        super().draw(renderer)


class Lettering(Text):
    """A text as large as told in the picture's units.

    Examples
    --------
    >>> Lettering(0, 0, "Help", size=13).get_fontsize()
    13.0
    """

    def __init__(
        self, x: float, y: float, text: str, *, size: float, halo: tuple[float, str] | None = None, **kwargs: Any
    ) -> None:
        self._units, self._halo = size, halo
        super().__init__(x, y, text, fontsize=size, parse_math=False, **kwargs)
        self.set_in_layout(False)

    def draw(self, renderer: RendererBase) -> None:
        """Draw, with the letters fitted to the size of the axes."""
        scale = points_a_unit(self.axes)
        self.set_fontsize(self._units * scale)
        if self._halo:
            width, colour = self._halo
            rim = Stroke(linewidth=2 * width * scale, foreground=colour, joinstyle="round")
            self.set_path_effects([rim, Normal()])
        super().draw(renderer)


def ink(axes: Axes, shapes: Iterable[Shape], theme: str = "light", *, shift: Point = (0.0, 0.0), scale: float = 1.0) -> None:
    """Draw shapes on axes whose data are the picture's units.

    Parameters
    ----------
    axes : Axes
        With limits and aspect set.
    shapes : iterable of Shape
        From the back to the front.
    theme : str
        ``light``, ``dark`` or ``print``.
    shift, scale : (float, float), float
        Where the shapes' origin lies, and how large they are drawn.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> axes = Figure().add_axes((0, 0, 1, 1), xlim=(0, 8), ylim=(8, 0))
    >>> ink(axes, [Disc((4, 4), 2, Ink(fill="help"))])
    >>> len(axes.patches)
    1
    """
    for shape in shapes:
        if isinstance(shape, Group):
            moved = (shift[0] + scale * shape.shift[0], shift[1] + scale * shape.shift[1])
            ink(axes, shape.shapes, theme, shift=moved, scale=scale * shape.scale)
        elif isinstance(shape, Words):
            _write(axes, shape, THEMES[theme], shift, scale)
        else:
            outline = _path(shape)
            path = Path(_placed(outline.vertices, shift, scale), outline.codes)
            axes.add_artist(Stroked(path, **_paint(shape.ink, THEMES[theme], scale)))


def _placed(vertices: Any, shift: Point, scale: float) -> Any:
    return [(shift[0] + scale * x, shift[1] + scale * y) for x, y in vertices]


def _path(shape: Trace | Disc | Curve) -> Path:
    if isinstance(shape, Disc):
        return Path.circle(shape.centre, shape.radius)
    if isinstance(shape, Curve):
        return Path([shape.start, shape.control, shape.end], [Path.MOVETO, Path.CURVE3, Path.CURVE3])
    vertices: list[Point] = []
    codes: list[Any] = []
    for piece in shape.pieces:
        vertices += [*piece, piece[0]] if shape.closed else piece
        codes += [Path.MOVETO] + [Path.LINETO] * (len(piece) - 1) + ([Path.CLOSEPOLY] if shape.closed else [])
    return Path(vertices, codes)


def _paint(how: Ink, colours: dict[str, str], scale: float) -> dict[str, Any]:
    return {
        "facecolor": colours[how.fill] if how.fill else "none",
        "edgecolor": colours[how.stroke] if how.stroke else "none",
        "alpha": how.opacity,
        "width": how.width * scale,
        "dash": tuple(part * scale for part in how.dash),
    }


def _write(axes: Axes, words: Words, colours: dict[str, str], shift: Point, scale: float) -> None:
    text = legible(words.text)
    bold, slanted = form(text, bold=words.bold, slanted=words.slanted)
    letters = Lettering(
        shift[0] + scale * words.at[0],
        shift[1] + scale * words.at[1],
        text,
        size=scale * words.size,
        halo=(scale * words.halo, colours["paper"]) if words.halo else None,
        color=colours[words.colour],
        ha={"start": "left", "middle": "center", "end": "right"}[words.anchor],
        va="baseline",
        weight="bold" if bold else "normal",
        style="italic" if slanted else "normal",
        family=families(),
        zorder=1,
    )
    axes.add_artist(letters)


@cache
def families() -> list[str]:
    """Return the fonts to look for letters in, one after the other: matplotlib's own first.

    Examples
    --------
    >>> families()[0]
    'DejaVu Sans'
    """
    there = set(font_manager.get_font_names())
    return ["DejaVu Sans", *(name for name in FALLBACKS if name in there)]


@cache
def _letters(*, bold: bool = False, slanted: bool = False) -> frozenset[int]:
    known: set[int] = set()
    for name in families():
        wanted = FontProperties(family=name, weight="bold" if bold else "normal", style="italic" if slanted else "normal")
        known |= set(FT2Font(font_manager.findfont(wanted)).get_charmap())
    return frozenset(known)


@lru_cache(maxsize=4096)
def form(text: str, *, bold: bool, slanted: bool) -> tuple[bool, bool]:
    """Return whether a text can be bold and slanted: not where only the upright, plain font has its letters.

    Examples
    --------
    >>> form("Möbius", bold=True, slanted=True), form("خطوة", bold=False, slanted=True)
    ((True, True), (False, False))
    """
    letters = {ord(letter) for letter in text if not letter.isspace()}
    tries = ((bold, slanted), (bold, False), (False, False))
    return next((one for one in tries if letters <= _letters(bold=one[0], slanted=one[1])), (False, False))


@lru_cache(maxsize=4096)
def legible(text: str) -> str:
    """Return a text in which a letter that no font at hand has stands as an empty box.

    Examples
    --------
    >>> legible("Möbius")
    'Möbius'
    """
    return "".join(letter if ord(letter) in _letters() or letter.isspace() else UNKNOWN for letter in text)
