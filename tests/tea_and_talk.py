"""A vocabulary of three steps, and tables that are read with it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cbf_widgets.model.spiral import Spiral

OWN = {
    "name": "own",
    "title": "Ours",
    "kinds": [
        {"id": "tea", "name": "Cup of tea", "also_called": ["A cuppa"]},
        {"id": "talk", "name": "Talk"},
        {"id": "repair", "name": "Repair after rupture"},
    ],
}


def read(rows: Any, **options: Any) -> Spiral:
    """Read a table with these steps."""
    return Spiral.from_table(rows, vocabulary=OWN, **options)


def csv_file(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    """A CSV file that holds just this."""
    path = folder / "contacts.csv"
    path.write_bytes(text.encode(encoding))
    return path
