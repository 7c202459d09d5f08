"""The lessons and the notes beside them, as texts."""

from __future__ import annotations

from pathlib import Path

import nbformat

FOLDER = Path(__file__).resolve().parents[1] / "notebooks"


LESSONS = sorted(FOLDER.glob("0[1-9]-*.ipynb"))


def cells(path: Path, kind: str) -> list[str]:
    return [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == kind]


def prose(path: Path) -> str:
    """What a reader sees: the words of a notebook, and the texts in its code."""
    if path.suffix == ".md":
        return path.read_text(encoding="utf-8")
    return "\n\n".join(cells(path, "markdown") + cells(path, "code"))


def says(lesson: str, sentence: str) -> bool:
    return sentence in " ".join((FOLDER / "teacher-notes" / f"{lesson}.md").read_text(encoding="utf-8").split())
