"""What people make as a file for elsewhere: pictures, print pages, tables, graphs and words; no browser needed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cbf_widgets.disk import with_ending, write_bytes
from cbf_widgets.errors import CbfError, shown
from cbf_widgets.exporting import spirals
from cbf_widgets.model.line import SpiralLine
from cbf_widgets.model.theory_base import TheoryBase

if TYPE_CHECKING:
    from cbf_widgets.comparing.comparison import TheoryComparison
    from cbf_widgets.model.spiral import Spiral
    from cbf_widgets.model.theory import TheoryOfChange
    from cbf_widgets.simulation.ensemble import Ensemble
    from cbf_widgets.simulation.study import Study

FORMATS = tuple(spirals.MAKERS)
THEORY_FORMATS = ("svg", "png", "pdf", "json", "csv", "kumu", "mermaid", "graphml", "txt")
RUN_FORMATS = ("svg", "png", "pdf", "csv", "parquet", "json", "graphml", "txt", "token")
MEDIA_TYPES = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "pdf": "application/pdf",
    "json": "application/json",
    "csv": "text/csv;charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
    "graphml": "application/graphml+xml",
    "kumu": "application/zip",
    "mermaid": "text/plain;charset=utf-8",
    "txt": "text/plain;charset=utf-8",
    "token": "text/plain;charset=utf-8",
}


def export(
    work: Spiral | Ensemble | Study | TheoryOfChange | TheoryComparison,
    path: str | Path | None = None,
    format: str | None = None,  # noqa: A002 - what matplotlib and pandas call it
    *,
    paper: str = "A4",
    orientation: str = "portrait",
    theme: str | None = None,
    dpi: float = 300,
    table: str = "bands",
) -> Path | bytes:
    """Write a spiral, an ensemble, a study, a theory of change or a comparison to a file of another kind, all of it or nothing.

    Parameters
    ----------
    work : Spiral, Ensemble, Study, TheoryOfChange or TheoryComparison
        What to export. A study is run, and what stands beside it too.
    path : str or Path, optional
        The file; its ending decides the format. Without a path the bytes are returned.
    format : str, optional
        One of `FORMATS` for a spiral, of `THEORY_FORMATS` for a theory, else of `RUN_FORMATS`, where the path doesn't say.
    paper, orientation : str
        For a PDF: ``A4`` or ``A3``, ``portrait`` or ``landscape``.
    theme : str, optional
        ``light``, ``dark`` or ``print``; for SVG also ``auto``. A PDF is for ``print`` unless you say, the rest ``light``.
    dpi : float
        For a PNG: dots an inch; the picture is 200 mm wide.
    table : str
        Of runs, for CSV, Parquet and JSON: one of `cbf_widgets.exporting.runs.TABLES`.

    Returns
    -------
    Path or bytes
        The file written, or its bytes. What comes from a simulation names version, seed and token.

    Raises
    ------
    CbfError
        When the format or an option isn't one there is; nothing is written.

    Examples
    --------
    >>> from cbf_widgets.model.spiral import Spiral
    >>> own = {"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}]}
    >>> spiral = Spiral(vocabulary=own).add("tea", 0.5)
    >>> export(spiral, format="svg")[:4]
    b'<svg'
    """
    name, _ = _maker(work, path, format)
    given = {"paper": paper, "orientation": orientation, "theme": theme, "dpi": dpi, "table": table}
    content = to_bytes(work, name, **given)
    if path is None:
        return content
    return write_bytes(with_ending(path, name), content)


def to_bytes(work: Any, format: str, **options: Any) -> bytes:  # noqa: A002 - as in `export`
    """Return what `export` writes, with its options; of runs, ``run`` says which stands out.

    Examples
    --------
    >>> from cbf_widgets.model.spiral import Spiral
    >>> own = {"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}]}
    >>> to_bytes(Spiral(vocabulary=own), "json").decode().splitlines()[1]
    '  "format": "cbf_widgets spiral",'
    """
    name, maker = _maker(work, None, format)
    theme = options.pop("theme", None) or ("print" if name == "pdf" else "light")
    return maker(work, **{**_OPTIONS, **options, "theme": theme})


_OPTIONS = {"dpi": 300, "paper": "A4", "orientation": "portrait", "table": "bands", "run": None}


def _maker(work: object, path: str | Path | None, format: str | None) -> tuple[str, Callable[..., bytes]]:  # noqa: A002
    makers = _makers(work)
    ending = Path(path).suffix if isinstance(path, str | Path) else ""
    found = str(ending if format is None else format).casefold().removeprefix(".")
    if found not in makers:
        advice = "End the file's name in one of them, or give a format."
        raise CbfError(f"one of {', '.join(makers)}", shown(found or None), place="format", advice=advice)
    return found, makers[found]


def _makers(work: object) -> Mapping[str, Callable[..., bytes]]:
    if isinstance(work, SpiralLine):
        return spirals.MAKERS
    if isinstance(work, TheoryBase):
        from cbf_widgets.exporting import theories

        return theories.MAKERS
    from cbf_widgets.comparing.comparison import TheoryComparison
    from cbf_widgets.exporting import runs
    from cbf_widgets.simulation.ensemble import Ensemble
    from cbf_widgets.simulation.study import Study

    if isinstance(work, Ensemble | Study | runs.Work):
        return runs.MAKERS
    if isinstance(work, TheoryComparison):
        from cbf_widgets.exporting import theories

        return theories.COMPARISON_MAKERS
    raise CbfError("a Spiral, an Ensemble, a Study, a TheoryOfChange or a comparison", shown(work), place="work")
