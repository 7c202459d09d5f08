"""What a spiral becomes elsewhere: pictures, print pages, tables, graphs and words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from cbf_widgets import files
from cbf_widgets.exporting.made import MADE_BY, MILLIMETRES, checked_dpi, graphml
from cbf_widgets.model.sheet import to_csv_text
from cbf_widgets.model.words import describe

if TYPE_CHECKING:
    from cbf_widgets.model.spiral import Spiral


def _svg(spiral: Spiral, *, theme: str, **_: Any) -> bytes:
    from cbf_widgets.draw.still import spiral_svg

    return spiral_svg(spiral, theme).encode()


def _png(spiral: Spiral, *, theme: str, dpi: float, **_: Any) -> bytes:
    from cbf_widgets.draw.spiral_figure import spiral_png

    return spiral_png(spiral, theme=theme, dpi=checked_dpi(dpi), millimetres=MILLIMETRES)


def _pdf(spiral: Spiral, *, paper: str, orientation: str, theme: str, **_: Any) -> bytes:
    from cbf_widgets.draw.pages import spiral_pages

    return spiral_pages(spiral, paper=paper, orientation=orientation, theme=theme)


def _json(spiral: Spiral, **_: Any) -> bytes:
    from cbf_widgets.model.spiral import FORMAT, VERSION

    return files.document_text(FORMAT, VERSION, spiral.to_dict()).encode()


def _csv(spiral: Spiral, **_: Any) -> bytes:
    return to_csv_text(spiral).encode("utf-8-sig")  # a spreadsheet takes it for another encoding otherwise


def _graphml(spiral: Spiral, **_: Any) -> bytes:
    return graphml(spiral.to_networkx())


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
