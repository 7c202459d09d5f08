"""Print pages: a spiral with its outline in words and all notes, as a PDF of exact size."""

from __future__ import annotations

from io import BytesIO
from itertools import count
from typing import TYPE_CHECKING

from matplotlib import rc_context
from matplotlib.backends.backend_pdf import FigureCanvasPdf, PdfPages
from matplotlib.figure import Figure

from cbf_widgets import __version__
from cbf_widgets.draw.blocks import Column, blocks, flow, heading
from cbf_widgets.draw.ink import ink
from cbf_widgets.draw.layout import total
from cbf_widgets.draw.lettering import clipped
from cbf_widgets.draw.palette import THEMES
from cbf_widgets.draw.scene import Group, Point, Shape, Words
from cbf_widgets.draw.spiral_scene import SIZE, spiral_scene
from cbf_widgets.draw.svg import check_theme
from cbf_widgets.errors import CbfError, shown
from cbf_widgets.model.words import describe, summarise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cbf_widgets.model.spiral import Spiral

EDGE = 15.0  # millimetres of a page that a picture leaves free on every side
PAPERS = {"A4": (210.0, 297.0), "A3": (297.0, 420.0)}
ORIENTATIONS = ("portrait", "landscape")

ACROSS = 794.0  # units over the short side of any paper: on A4 a unit is 1/96 inch, on A3 all is larger
MARGIN, GAP, FOOT = 60.0, 32.0, 44.0
ABOVE, BESIDE = 0.02, 0.045  # shares of the picture that are empty above the line and beside it
SIDES = (720.0, 700.0, 680.0, 660.0, 640.0, 620.0, 600.0, 580.0, 560.0)  # of the picture: as large as one page lets it

Layout = tuple[list[tuple[int, Group]], int]


def spiral_pages(
    spiral: Spiral, *, paper: str = "A4", orientation: str = "portrait", theme: str = "print", date: str = ""
) -> bytes:
    """Return a spiral as a PDF to print: picture, title, alias, outline in words, all notes; as many pages as needed.

    Parameters
    ----------
    spiral : Spiral
        What to print.
    paper : str
        ``A4`` or ``A3``.
    orientation : str
        ``portrait`` or ``landscape``.
    theme : str
        ``print``, ``light`` or ``dark``.
    date : str
        What the foot line says of when; by default nothing, so that the same spiral gives the same bytes.

    Returns
    -------
    bytes
        The PDF, its fonts embedded.

    Raises
    ------
    CbfError
        When there is no such paper, orientation or theme.

    Examples
    --------
    >>> from cbf_widgets.model.spiral import Spiral
    >>> own = {"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}]}
    >>> spiral_pages(Spiral(vocabulary=own).add("tea", 0.5))[:5]
    b'%PDF-'
    """
    check_theme(theme)
    width, height = page_size(paper, orientation)
    unit = min(width, height) / ACROSS
    wide, tall = width / unit, height / unit
    placed, pages = (_portrait if height > width else _landscape)(spiral, wide, tall)
    information = {"Title": spiral.title or "A spiral", "Subject": describe(spiral)[:2000]}
    stream = BytesIO()
    with rc_context({"pdf.fonttype": 42, "pdf.compression": 6}), PdfPages(stream, metadata=_about(information)) as pdf:
        for page in range(1, pages + 1):
            foot = _foot(spiral, (page, pages), date, (MARGIN, tall - FOOT))
            here: list[Shape] = [*(group for on, group in placed if on == page), foot]
            pdf.savefig(_page(here, (width, height), (wide, tall), theme))
    return stream.getvalue()


def page_size(paper: str, orientation: str) -> tuple[float, float]:
    """Return the width and height of a page in millimetres.

    Examples
    --------
    >>> page_size("A4", "landscape")
    (297.0, 210.0)
    """
    if str(paper) not in PAPERS:
        raise CbfError(f"one of {', '.join(PAPERS)}", shown(paper), place="paper")
    if orientation not in ORIENTATIONS:
        raise CbfError(f"one of {', '.join(ORIENTATIONS)}", shown(orientation), place="orientation")
    width, height = PAPERS[paper]
    return (width, height) if orientation == "portrait" else (height, width)


def _about(information: dict[str, str]) -> dict[str, str | None]:
    made = f"cbf_widgets {__version__}"
    return {**information, "Creator": made, "Producer": made, "CreationDate": None}


def _portrait(spiral: Spiral, wide: float, tall: float) -> Layout:
    """Title, picture, and the words in two columns below: on one page where the picture can make room."""
    column = (wide - 2 * MARGIN - GAP) / 2
    head, listed = heading(spiral, wide - 2 * MARGIN, summarise(spiral)), blocks(spiral, column, notes=True)
    top, bottom = MARGIN + total(head), tall - FOOT - 24
    for side in (*SIDES, min(SIDES[0], bottom - top)):
        under = top + side * (1 - ABOVE - BESIDE) + 24
        first = [Column(1, MARGIN + i * (column + GAP), under, bottom) for i in range(2)]
        placed = flow(listed, _columns(first, 2, column, bottom))
        if placed[-1][0] == 1:
            break
    picture = Group(spiral_scene(spiral), shift=((wide - side) / 2, top - side * ABOVE), scale=side / SIZE)
    titled = flow(head, [Column(1, MARGIN, MARGIN, top)])
    return [*titled, (1, picture), *placed], placed[-1][0]


def _landscape(spiral: Spiral, wide: float, tall: float) -> Layout:
    """The picture at the left, title and words at the right in one column, or in two where that saves a page."""
    bottom = tall - FOOT - 24
    large = (bottom - MARGIN + 24) / (1 - ABOVE - BESIDE)
    for side, many in ((large, 1), (510.0, 2), (large, 1)):
        left = MARGIN + side * (1 - 2 * BESIDE) + GAP
        column = (wide - MARGIN - left - (many - 1) * GAP) / many
        head = heading(spiral, wide - MARGIN - left, summarise(spiral))
        under = MARGIN + (total(head) if many > 1 else 0.0)
        first = [Column(1, left + i * (column + GAP), under, bottom) for i in range(many)]
        listed = [*(head if many == 1 else ()), *blocks(spiral, column, notes=True)]
        placed = flow(listed, _columns(first, int((wide - 2 * MARGIN + GAP) / (column + GAP)), column, bottom))
        if placed[-1][0] == 1:
            break
    above = MARGIN - 24 + (bottom - MARGIN + 24 - side * (1 - ABOVE - BESIDE)) / 2
    shift = (MARGIN - side * BESIDE, above - side * ABOVE)
    titled = flow(head, [Column(1, left, MARGIN, bottom)]) if many > 1 else []
    return [*titled, (1, Group(spiral_scene(spiral), shift=shift, scale=side / SIZE)), *placed], placed[-1][0]


def _columns(first: list[Column], many: int, column: float, bottom: float) -> Iterator[Column]:
    yield from first
    for page in count(2):
        for i in range(many):
            yield Column(page, MARGIN + i * (column + GAP), MARGIN, bottom)


def _foot(spiral: Spiral, page: tuple[int, int], date: str, at: Point) -> Words:
    name = "" if page[0] == 1 else "".join(clipped(spiral.title or spiral.alias, 10.5, 320.0, 1))
    parts = (name, f"cbf_widgets {__version__}", date, f"page {page[0]} of {page[1]}")
    return Words(at=at, text=" · ".join(part for part in parts if part), size=10.5, colour="quiet")


def _page(shapes: list[Shape], millimetres: tuple[float, float], units: tuple[float, float], theme: str) -> Figure:
    figure = Figure(figsize=(millimetres[0] / 25.4, millimetres[1] / 25.4), facecolor=THEMES[theme]["paper"])
    FigureCanvasPdf(figure)
    axes = figure.add_axes((0, 0, 1, 1), xlim=(0, units[0]), ylim=(units[1], 0))
    axes.set_axis_off()
    ink(axes, shapes, theme)
    return figure
