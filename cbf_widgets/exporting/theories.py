"""What theories of change become elsewhere: pictures, print pages, tables, graphs, words. Whose arrows they are is said."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from cbf_widgets import files
from cbf_widgets.exporting.made import MADE_BY, MILLIMETRES, checked_dpi, graphml
from cbf_widgets.exporting.paper import plates_pdf
from cbf_widgets.model.theory import FORMAT, VERSION

if TYPE_CHECKING:
    from cbf_widgets.comparing.comparison import TheoryComparison
    from cbf_widgets.draw.plate import Plate
    from cbf_widgets.model.theory import TheoryOfChange


def _plates(work: Any, **page: str) -> list[Plate]:
    from cbf_widgets.draw.theory_plates import comparison_plates, theory_plates
    from cbf_widgets.model.theory import TheoryOfChange

    return theory_plates(work, **page) if isinstance(work, TheoryOfChange) else comparison_plates(work)


def _svg(work: Any, *, theme: str, **_: Any) -> bytes:
    return _plates(work)[0].svg(theme).encode()


def _png(work: Any, *, theme: str, dpi: float, **_: Any) -> bytes:
    return _plates(work)[0].png(theme, dpi=checked_dpi(dpi), millimetres=MILLIMETRES)


def _pdf(work: Any, *, theme: str, paper: str, orientation: str, **_: Any) -> bytes:
    return plates_pdf(_plates(work, paper=paper, orientation=orientation), theme=theme, paper=paper, orientation=orientation)


def _json(theory: TheoryOfChange, **_: Any) -> bytes:
    return files.document_text(FORMAT, VERSION, theory.to_dict()).encode()


def _csv(theory: TheoryOfChange, **_: Any) -> bytes:
    from cbf_widgets.model.theory_table import to_csv_text

    return to_csv_text(theory).encode("utf-8-sig")  # a spreadsheet takes it for another encoding otherwise


def _graphml(theory: TheoryOfChange, **_: Any) -> bytes:
    return graphml(theory.to_networkx())


def _mermaid(theory: TheoryOfChange, **_: Any) -> bytes:
    return f"%% Made with {MADE_BY}\n{theory.to_mermaid()}\n".encode()


def _kumu(theory: TheoryOfChange, **_: Any) -> bytes:
    """Two tables in one file; no date in it, so that the same theory gives the same bytes."""
    from cbf_widgets.model.theory_graph import kumu

    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, text in kumu(theory).items():
            entry = ZipInfo(name)
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, text.encode("utf-8-sig"))
    return stream.getvalue()


def _txt(work: TheoryOfChange | TheoryComparison, **_: Any) -> bytes:
    return f"{work.describe()}\n\nMade with {MADE_BY}\n".encode()


def _comparison_csv(work: TheoryComparison, **_: Any) -> bytes:
    from cbf_widgets.comparing.plain import COLUMNS
    from cbf_widgets.model.sheet import csv_text

    return csv_text(COLUMNS, ([row[column] for column in COLUMNS] for row in work.to_rows())).encode("utf-8-sig")


def _comparison_json(work: TheoryComparison, **_: Any) -> bytes:
    return files.document_text("cbf_widgets comparison of theories", 1, work.to_plain()).encode()


PICTURES: dict[str, Callable[..., bytes]] = {"svg": _svg, "png": _png, "pdf": _pdf}
MAKERS: dict[str, Callable[..., bytes]] = {
    **PICTURES,
    "json": _json,
    "csv": _csv,
    "kumu": _kumu,
    "mermaid": _mermaid,
    "graphml": _graphml,
    "txt": _txt,
}
COMPARISON_MAKERS: dict[str, Callable[..., bytes]] = {**PICTURES, "json": _comparison_json, "csv": _comparison_csv, "txt": _txt}
