"""A spiral as a file for elsewhere: pictures, print pages, tables, graphs and words; no browser needed."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cbf_widgets import __version__, files
from cbf_widgets.disk import with_ending, write_bytes
from cbf_widgets.errors import CbfError, shown
from cbf_widgets.model.line import SpiralLine
from cbf_widgets.model.sheet import to_csv_text
from cbf_widgets.model.words import describe

if TYPE_CHECKING:
    from cbf_widgets.model.spiral import Spiral

MADE_BY = f"cbf_widgets {__version__}"
MILLIMETRES = 200.0  # how wide a PNG is in print
LEAST_DPI, MOST_DPI = 30, 1200


def export(
    spiral: Spiral,
    path: str | Path | None = None,
    format: str | None = None,  # noqa: A002 - what matplotlib and pandas call it
    *,
    paper: str = "A4",
    orientation: str = "portrait",
    theme: str | None = None,
    dpi: float = 300,
) -> Path | bytes:
    """Write a spiral to a file of another kind, all of it or nothing.

    Parameters
    ----------
    spiral : Spiral
        What to export.
    path : str or Path, optional
        The file; its ending decides the format. Without a path the bytes are returned.
    format : str, optional
        One of `FORMATS`, where the path doesn't say.
    paper, orientation : str
        For a PDF: ``A4`` or ``A3``, ``portrait`` or ``landscape``.
    theme : str, optional
        ``light``, ``dark`` or ``print``; for SVG also ``auto``. A PDF is for ``print`` unless you say, the rest ``light``.
    dpi : float
        For a PNG: dots an inch; the picture is 200 mm wide.

    Returns
    -------
    Path or bytes
        The file written, or its bytes.

    Raises
    ------
    CbfError
        When the format, paper, orientation, theme or dpi isn't one there is; nothing is written.

    Examples
    --------
    >>> from cbf_widgets.model.spiral import Spiral
    >>> own = {"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}]}
    >>> spiral = Spiral(vocabulary=own).add("tea", 0.5)
    >>> export(spiral, format="svg")[:4]
    b'<svg'
    """
    name = _format(path, format)
    if not isinstance(spiral, SpiralLine):
        raise CbfError("a Spiral", shown(spiral), place="spiral")
    content = to_bytes(spiral, name, paper=paper, orientation=orientation, theme=theme, dpi=dpi)
    if path is None:
        return content
    return write_bytes(with_ending(path, name), content)


def to_bytes(
    spiral: Spiral,
    format: str,  # noqa: A002 - as in `export`
    *,
    paper: str = "A4",
    orientation: str = "portrait",
    theme: str | None = None,
    dpi: float = 300,
) -> bytes:
    """Return what `export` writes.

    Examples
    --------
    >>> from cbf_widgets.model.spiral import Spiral
    >>> own = {"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}]}
    >>> to_bytes(Spiral(vocabulary=own), "json").decode().splitlines()[1]
    '  "format": "cbf_widgets spiral",'
    """
    name = _format(None, format)
    if theme is None:
        theme = "print" if name == "pdf" else "light"
    return _MAKERS[name](spiral, paper=paper, orientation=orientation, theme=theme, dpi=dpi)


def _format(path: str | Path | None, format: str | None) -> str:  # noqa: A002
    ending = Path(path).suffix if isinstance(path, str | Path) else ""
    found = str(ending if format is None else format).casefold().removeprefix(".")
    if found in FORMATS:
        return found
    advice = "End the file's name in one of them, or give a format."
    raise CbfError(f"one of {', '.join(FORMATS)}", shown(found or None), place="format", advice=advice)


def _svg(spiral: Spiral, *, theme: str, **_: Any) -> bytes:
    from cbf_widgets.draw.still import spiral_svg

    return spiral_svg(spiral, theme).encode()


def _png(spiral: Spiral, *, theme: str, dpi: float, **_: Any) -> bytes:
    from cbf_widgets.draw.spiral_figure import spiral_png

    try:
        fits = LEAST_DPI <= float(dpi) <= MOST_DPI
    except (TypeError, ValueError):
        fits = False
    if not fits:
        raise CbfError(f"a number from {LEAST_DPI} to {MOST_DPI}", shown(dpi), place="dpi")
    return spiral_png(spiral, theme=theme, dpi=dpi, millimetres=MILLIMETRES)


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


_MAKERS: dict[str, Callable[..., bytes]] = {
    "svg": _svg,
    "png": _png,
    "pdf": _pdf,
    "json": _json,
    "csv": _csv,
    "graphml": _graphml,
    "txt": _txt,
}
FORMATS = tuple(_MAKERS)
MEDIA_TYPES = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "pdf": "application/pdf",
    "json": "application/json",
    "csv": "text/csv;charset=utf-8",
    "graphml": "application/graphml+xml",
    "txt": "text/plain;charset=utf-8",
}
