"""What a spiral becomes elsewhere: pictures, print pages, tables, graphs and words."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING, Any

from cbf_widgets import __version__, files
from cbf_widgets.errors import CbfError, shown
from cbf_widgets.model.sheet import to_csv_text
from cbf_widgets.model.words import describe

if TYPE_CHECKING:
    from cbf_widgets.model.spiral import Spiral

MADE_BY = f"cbf_widgets {__version__}"
MILLIMETRES = 200.0  # how wide a PNG is in print
LEAST_DPI, MOST_DPI = 30, 1200


def _svg(spiral: Spiral, *, theme: str, **_: Any) -> bytes:
    from cbf_widgets.draw.still import spiral_svg

    return spiral_svg(spiral, theme).encode()


def _png(spiral: Spiral, *, theme: str, dpi: float, **_: Any) -> bytes:
    from cbf_widgets.draw.spiral_figure import spiral_png

    return spiral_png(spiral, theme=theme, dpi=checked_dpi(dpi), millimetres=MILLIMETRES)


def checked_dpi(dpi: Any) -> float:
    """Return how many dots an inch a picture has, if that is a number it can have.

    Examples
    --------
    >>> checked_dpi(300)
    300.0
    """
    try:
        fits = LEAST_DPI <= float(dpi) <= MOST_DPI
    except (TypeError, ValueError):
        fits = False
    if not fits:
        raise CbfError(f"a number from {LEAST_DPI} to {MOST_DPI}", shown(dpi), place="dpi")
    return float(dpi)


def _pdf(spiral: Spiral, *, paper: str, orientation: str, theme: str, **_: Any) -> bytes:
    from cbf_widgets.draw.pages import spiral_pages

    return spiral_pages(spiral, paper=paper, orientation=orientation, theme=theme)


def _json(spiral: Spiral, **_: Any) -> bytes:
    from cbf_widgets.model.spiral import FORMAT, VERSION

    return files.document_text(FORMAT, VERSION, spiral.to_dict()).encode()


def _csv(spiral: Spiral, **_: Any) -> bytes:
    return to_csv_text(spiral).encode("utf-8-sig")  # a spreadsheet takes it for another encoding otherwise


def _graphml(spiral: Spiral, **_: Any) -> bytes:
    import networkx as nx

    stream = BytesIO()
    nx.write_graphml_xml(spiral.to_networkx(), stream, encoding="utf-8", prettyprint=True)
    return stream.getvalue().replace(b"?>", f"?>\n<!-- {MADE_BY} -->".encode(), 1)


def _txt(spiral: Spiral, **_: Any) -> bytes:
    return f"{describe(spiral)}\n\nMade with {MADE_BY}\n".encode()


MAKERS: dict[str, Callable[..., bytes]] = {
    "svg": _svg,
    "png": _png,
    "pdf": _pdf,
    "json": _json,
    "csv": _csv,
    "graphml": _graphml,
    "txt": _txt,
}
