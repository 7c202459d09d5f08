"""A finished picture: its shapes, its size, and what it shows in words; ready for SVG, matplotlib and PNG."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cbf_widgets.draw.palette import THEMES
from cbf_widgets.draw.scene import Shape
from cbf_widgets.draw.svg import check_theme, svg

if TYPE_CHECKING:
    from matplotlib.axes import Axes

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

        Examples
        --------
        >>> axes = Plate(shapes=(), size=(80, 40), title="Nothing", text="Nothing yet.").axes()
        >>> axes.get_label()
        'Nothing yet.'
        """
        from matplotlib import pyplot as plt

        from cbf_widgets.draw.ink import ink

        check_theme(theme)
        paper = THEMES[theme]["paper"]
        width, height = self.size
        if ax is None:
            figure = plt.figure(figsize=(width / UNITS_AN_INCH, height / UNITS_AN_INCH), facecolor=paper)
            ax = figure.add_axes((0, 0, 1, 1))
        ax.set(xlim=(0, width), ylim=(height, 0), aspect="equal", xticks=[], yticks=[], facecolor=paper, label=self.text)
        ax.spines[:].set_visible(False)
        ink(ax, self.shapes, theme)
        return ax

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
