"""A finished picture: its shapes, its size, and what it shows in words; ready for SVG, matplotlib and PNG."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from inspect import getdoc
from typing import TYPE_CHECKING, Any, TypeVar

from cbf_widgets.draw.palette import THEMES
from cbf_widgets.draw.scene import Shape
from cbf_widgets.draw.svg import check_theme, svg

if TYPE_CHECKING:
    from matplotlib.axes import Axes

F = TypeVar("F", bound=Callable[..., Any])
UNITS_AN_INCH = 100.0


@dataclass(frozen=True, kw_only=True)
class Plate:
    """A picture with its words.

    Attributes
    ----------
    shapes : tuple of Shape
        From the back to the front.
    size : (float, float)
        Width and height in the picture's units.
    title, text : str
        What it is called, and what it shows, for those who can't see it.

    Examples
    --------
    >>> Plate(shapes=(), size=(80, 40), title="Nothing", text="Nothing yet.").svg()[:4]
    '<svg'
    """

    shapes: tuple[Shape, ...]
    size: tuple[float, float]
    title: str
    text: str

    def svg(self, theme: str = "light") -> str:
        """Return the picture as one SVG document.

        Parameters
        ----------
        theme : str
            ``light``, ``dark``, ``print``, or ``auto``: as the reader's system is set.

        Returns
        -------
        str
            Self-contained, without ids or scripts; it says in words what it shows.

        Examples
        --------
        >>> "<title>Nothing</title>" in Plate(shapes=(), size=(80, 40), title="Nothing", text="Nothing yet.").svg("dark")
        True
        """
        return svg(self.shapes, self.size, title=self.title, text=self.text, theme=theme)

    def axes(self, ax: Axes | None = None, theme: str = "light") -> Axes:
        """Draw the picture with matplotlib; strokes and letters fit the size of the axes.

        Parameters
        ----------
        ax : Axes, optional
            Where; by default on a new figure.
        theme : str
            ``light``, ``dark`` or ``print``.

        Returns
        -------
        Axes
            Its data are the picture's units, y pointing down; its label is the picture in words.

        Raises
        ------
        CbfError
            When there is no such theme.

        Examples
        --------
        >>> axes = Plate(shapes=(), size=(80, 40), title="Nothing", text="Nothing yet.").axes()
        >>> axes.get_label()
        'Nothing yet.'
        """
        from matplotlib import pyplot as plt

        paper = THEMES[check_theme(theme)]["paper"]
        if ax is None:
            width, height = self.size
            figure = plt.figure(figsize=(width / UNITS_AN_INCH, height / UNITS_AN_INCH), facecolor=paper)
            ax = figure.add_axes((0, 0, 1, 1))
        ax.set_label(self.text)
        return fill(ax, self.shapes, self.size, theme)

    def png(self, theme: str = "light", *, dpi: float = 300, millimetres: float = 200.0) -> bytes:
        """Return the picture as a PNG for print, with its title and words in the file's own notes.

        Parameters
        ----------
        theme : str
            ``light``, ``dark`` or ``print``.
        dpi, millimetres : float
            Dots an inch, and how wide the picture is in print.

        Returns
        -------
        bytes
            The file.

        Examples
        --------
        >>> Plate(shapes=(), size=(80, 40), title="Nothing", text="Nothing yet.").png(dpi=40)[1:4]
        b'PNG'
        """
        from io import BytesIO

        from matplotlib.figure import Figure

        from cbf_widgets import __version__

        wide = millimetres / 25.4
        figure = Figure(figsize=(wide, wide * self.size[1] / self.size[0]), facecolor=THEMES[check_theme(theme)]["paper"])
        self.axes(figure.add_axes((0, 0, 1, 1)), theme)
        stream = BytesIO()
        about = {"Title": self.title, "Software": f"cbf_widgets {__version__}", "Description": self.text}
        figure.savefig(stream, format="png", dpi=dpi, metadata=about)
        return stream.getvalue()


def fill(ax: Axes, shapes: Sequence[Shape], size: tuple[float, float], theme: str) -> Axes:
    """Draw shapes on axes that become the picture's own: its units, its paper, no frame.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> fill(Figure().add_axes((0, 0, 1, 1)), [], (80, 40), "light").get_aspect()
    1.0
    """
    from cbf_widgets.draw.ink import ink

    ax.set(xlim=(0, size[0]), ylim=(size[1], 0), aspect="equal", xticks=[], yticks=[], facecolor=THEMES[theme]["paper"])
    ax.spines[:].set_visible(False)
    ink(ax, shapes, theme)
    return ax


def front(draw: F) -> F:
    """Complete the docstring of a function that puts a plate on axes: after its own parameters stands what `Plate.axes` says.

    What it says of errors stands in for a function that says nothing of its own.

    Examples
    --------
    >>> from cbf_widgets import draw
    >>> draw.theory.__doc__.count("y pointing down")
    1
    """
    own, shared = getdoc(draw), getdoc(Plate.axes)
    if own and shared:  # none with python -OO
        after = "\nRaises\n" if "\nRaises\n" in own else "\nExamples\n"
        said = shared.partition("Parameters\n----------\n")[2].partition(after)[0]
        draw.__doc__ = own.replace(after, f"{said}{after}", 1)
    return draw
