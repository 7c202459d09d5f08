"""Spirals as matplotlib figures, for papers and slides: the same picture as the widget's."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, sqrt
from typing import TYPE_CHECKING, Any, cast

import matplotlib.pyplot as plt
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine

from cbf_widgets import __version__
from cbf_widgets.draw.ink import families, legible
from cbf_widgets.draw.layout import picture
from cbf_widgets.draw.lettering import clipped, wrap
from cbf_widgets.draw.palette import THEMES
from cbf_widgets.draw.plate import Plate, fill
from cbf_widgets.draw.spiral_scene import SIZE, spiral_scene
from cbf_widgets.draw.svg import check_theme
from cbf_widgets.errors import CbfError
from cbf_widgets.model.words import describe, summarise

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from cbf_widgets.model.spiral import Spiral
    from cbf_widgets.simulation.ensemble import Ensemble

INCHES = 6.4  # the side of a picture on its own
CELL = 3.6  # the side of a picture among several


def spiral(
    spiral: Spiral, ax: Axes | None = None, *, theme: str = "light", words: bool = False, chosen: str | None = None
) -> Axes:
    """Draw a spiral with matplotlib, where the widget has it; strokes and letters fit the size of the axes.

    Parameters
    ----------
    spiral : Spiral
        What to draw.
    ax : Axes, optional
        Where; by default on a new figure.
    theme : str
        ``light``, ``dark`` or ``print``.
    words : bool
        Whether the outline in words stands beside the picture or, when long, below it.
    chosen : str, optional
        Id of a mark that stands out.

    Returns
    -------
    Axes
        Its data are the picture's units: 800 by 800 for the spiral, y pointing down.

    Raises
    ------
    CbfError
        When there is no such theme or mark.

    Examples
    --------
    >>> from cbf_widgets.model.spiral import Spiral
    >>> own = {"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}]}
    >>> from cbf_widgets import draw
    >>> axes = draw.spiral(Spiral(vocabulary=own).add("tea", 0.5))
    >>> [float(edge) for edge in axes.get_xlim()]
    [0.0, 800.0]
    """
    check_theme(theme)
    shapes, size = picture(spiral, words=words, chosen=chosen)
    if ax is None:
        figure = plt.figure(figsize=(INCHES * size[0] / SIZE, INCHES * size[1] / SIZE), facecolor=THEMES[theme]["paper"])
        ax = figure.add_axes((0, 0, 1, 1))
    return fill(ax, shapes, size, theme)


def spiral_png(spiral: Spiral, *, theme: str = "light", dpi: float = 300, millimetres: float = 200.0) -> bytes:
    """Return a spiral as a PNG for print, with its title and all of it in words in the file's own notes.

    Parameters
    ----------
    spiral : Spiral
        What to draw.
    theme : str
        ``light``, ``dark`` or ``print``.
    dpi : float
        Dots an inch.
    millimetres : float
        How wide the picture is in print.

    Returns
    -------
    bytes
        With the outline in words, unless that would make the picture more than four times as tall as wide.

    Examples
    --------
    >>> from cbf_widgets.model.spiral import Spiral
    >>> own = {"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}]}
    >>> spiral_png(Spiral(vocabulary=own), dpi=40)[1:4]
    b'PNG'
    """
    check_theme(theme)
    shapes, size = picture(spiral, words=True)
    if size[1] > 4 * size[0]:
        shapes, size = picture(spiral, words=False)
    plate = Plate(shapes=tuple(shapes), size=size, title=spiral.title or "A spiral", text=describe(spiral))
    return plate.png(theme, dpi=dpi, millimetres=millimetres)


def spirals(
    spirals: Sequence[Spiral] | Ensemble,
    titles: Sequence[str] | None = None,
    columns: int | None = None,
    *,
    theme: str = "light",
    first: int = 12,
) -> Figure:
    """Draw several spirals to the same scale beside each other: for instance before and after, or runs of an ensemble.

    Parameters
    ----------
    spirals : sequence of Spiral, or Ensemble
        At least one spiral; or an ensemble, whose first runs are drawn as spirals.
    titles : sequence of str, optional
        One for each; by default the spirals' own.
    columns : int, optional
        How many stand in a row.
    theme : str
        ``light``, ``dark`` or ``print``.
    first : int
        How many runs of an ensemble, at most.

    Returns
    -------
    Figure
        A loop is equally far from the centre in all of them.

    Raises
    ------
    CbfError
        When there is no spiral, no such theme, or not as many titles as spirals.

    Examples
    --------
    >>> from cbf_widgets.model.spiral import Spiral
    >>> own = {"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}]}
    >>> before = Spiral(vocabulary=own, loops=1)
    >>> from cbf_widgets import StepNetwork, draw, simulate
    >>> figure = draw.spirals([before, before.with_loops(3)], ["Before", "After"])
    >>> [axes.texts[-1].get_text() for axes in figure.axes]
    ['Before', 'After']
    >>> runs = draw.spirals(simulate(StepNetwork.from_vocabulary("partnership-building"), seed=7))
    >>> runs.axes[0].texts[0].get_text()
    'The same beginning, twelve different paths'
    """
    from cbf_widgets.simulation.ensemble import Ensemble

    if isinstance(spirals, Ensemble):
        return _runs(spirals, first, columns, titles, theme)
    check_theme(theme)
    names = _names(spirals, titles)
    across = max(1, min(columns or ceil(sqrt(len(spirals))), len(spirals)))
    down = ceil(len(spirals) / across)
    colours = THEMES[theme]
    size = (CELL * across, (CELL + 0.5) * down + 0.3)
    figure = plt.figure(figsize=size, layout=ConstrainedLayoutEngine(w_pad=0.1, h_pad=0.12), facecolor=colours["paper"])
    room = max(one.loops for one in spirals)
    for i, (one, name) in enumerate(zip(spirals, names, strict=True)):
        ax = fill(figure.add_subplot(down, across, i + 1), spiral_scene(one, room=room), (SIZE, SIZE), theme)
        _label(ax, name, summarise(one), colours)
    caption = f"Drawn to the same scale with cbf_widgets {__version__}"
    figure.supxlabel(caption, color=colours["quiet"], fontsize=7.5, x=0.01, ha="left", family=families())
    plt.close(figure)  # so that a notebook shows it once: as what the cell returns
    return figure


def _runs(ensemble: Ensemble, first: int, columns: int | None, titles: Sequence[str] | None, theme: str) -> Figure:
    from cbf_widgets.draw.runs import runs_plate

    check_theme(theme)
    figure = runs_plate(ensemble, first, columns, titles).axes(theme=theme).get_figure(root=True)
    plt.close(figure)
    return cast("Figure", figure)


def _label(ax: Axes, name: str, summary: str, colours: dict[str, str]) -> None:
    """The name and the whole in one line, above the picture at its left edge; at most two lines of name."""
    kept = clipped(name, 11, 72 * CELL - 30, 2, bold=True)
    style: dict[str, Any] = {
        "xycoords": "axes fraction",
        "textcoords": "offset points",
        "family": families(),
        "parse_math": False,
    }
    above = wrap(summary, 8.5, 72 * CELL - 30)
    ax.annotate(legible("\n".join(above)), (0, 1), (2, 2), color=colours["quiet"], fontsize=8.5, **style)
    at = (2, 4 + 12 * len(above))
    ax.annotate(legible("\n".join(kept)), (0, 1), at, color=colours["ink"], fontsize=11, weight="bold", **style)


def _names(spirals: Sequence[Spiral], titles: Sequence[str] | None) -> list[str]:
    if not spirals:
        raise CbfError("at least one spiral", "none", place="spirals")
    names = [one.title or "A spiral" for one in spirals] if titles is None else list(titles)
    if len(names) != len(spirals):
        raise CbfError(f"{len(spirals)} titles", f"{len(names)}", place="titles")
    return names
