"""STUB, for the lead to remove: the words of a spiral until `model/words.py` and `model/table.py` are merged."""

from __future__ import annotations

from typing import Any


def summarise(spiral: Any) -> str:
    """The whole in one line."""
    if hasattr(spiral, "summarise"):
        return str(spiral.summarise())
    return f"{len(spiral.marks)} steps on {spiral.loops} loops"


def describe(spiral: Any) -> str:
    """The whole in words."""
    if hasattr(spiral, "describe"):
        return str(spiral.describe())
    named = "; ".join(f"{i + 1}, {m.label or m.kind}" for i, m in enumerate(spiral.marks))
    return f"{spiral.title or 'A spiral'}: {summarise(spiral)}. {named}".strip()


def to_csv_text(spiral: Any) -> str:
    """The marks as a table."""
    try:
        from cbf_widgets.model.table import to_csv_text as real
    except ImportError:
        return "step,label\n" + "".join(f"{m.kind},{m.label}\n" for m in spiral.marks)
    return str(real(spiral))
