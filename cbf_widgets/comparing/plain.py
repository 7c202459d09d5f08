"""A comparison as plain data, for the front end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cbf_widgets.comparing.counting import LANES, NO_THEME, OTHER
from cbf_widgets.model.coding import Code

if TYPE_CHECKING:
    from cbf_widgets.comparing.compared import Compared
    from cbf_widgets.comparing.comparison import TheoryComparison

COLUMNS = ("theory", "authority", "lane", "item", "text", "theme", "why", "by", "wording")


def to_plain(comparison: TheoryComparison) -> dict[str, Any]:
    """Give a comparison as plain data.

    Examples
    --------
    >>> from cbf_widgets.comparing import compare_theories
    >>> list(to_plain(compare_theories(["Croydon", "Luton"])))
    ['theories', 'lanes', 'themes', 'cells', 'statements', 'measured', 'measures']
    """
    other = any(entry.lane == len(LANES) for entry in comparison.entries)
    themes = [{"id": theme.id, "title": theme.title, "about": theme.about} for theme in comparison.coding.themes]
    return {
        "theories": [{"id": one.id, "title": one.title, "items": len(one.items)} for one in comparison.theories],
        "lanes": [*LANES, *([OTHER] if other else [])],
        "themes": [*themes, {"id": NO_THEME, "title": "No theme"}],
        "cells": _cells(comparison),
        "statements": [statement.to_plain() for statement in comparison.statements()],
        "measured": _measured(comparison),
        "measures": _measures(comparison),
    }


def _cells(comparison: Compared) -> list[dict[str, Any]]:
    marks: dict[tuple[str, str], list[dict[str, Any]]] = {
        (theory.id, theme): [] for theory in comparison.theories for theme in (*comparison.theme_titles, NO_THEME)
    }
    for entry in comparison.entries:
        for theme in entry.themes or (NO_THEME,):
            marks[entry.theory, theme].append({"item": entry.item, "lane": entry.lane, "shared": entry.shared})
    return [{"theory": theory, "theme": theme, "marks": some} for (theory, theme), some in marks.items()]


def _measured(comparison: Compared) -> list[dict[str, Any]]:
    found = []
    for theme in (*comparison.theme_titles, NO_THEME):
        uses = []
        for naming in comparison.namings:
            items = [item for item in naming.items if theme in (comparison.places[item].themes or (NO_THEME,))]
            if items:
                uses.append({"theory": naming.theory, "measure": naming.measure, "items": items})
        if uses:
            found.append({"theme": theme, "uses": uses})
    return found


def _measures(comparison: Compared) -> list[dict[str, Any]]:
    found: dict[str, list[str]] = {}
    for naming in comparison.namings:
        if naming.items:
            found.setdefault(naming.measure, []).append(naming.theory)
    return [{"measure": measure, "theories": theories} for measure, theories in found.items()]


def to_rows(comparison: Compared) -> list[dict[str, Any]]:
    """Give every code of every item as a flat row, and one for an item without codes.

    Examples
    --------
    >>> from cbf_widgets.comparing import compare_theories
    >>> len(to_rows(compare_theories(["Croydon", "Luton"]))) > 99
    True
    """
    codes: dict[str, list[Code]] = {}
    for code in comparison.codes:
        codes.setdefault(f"{code.theory}/{code.item}", []).append(code)
    rows = []
    for entry in comparison.entries:
        of_item = {
            "theory": entry.theory, "authority": comparison.titles[entry.theory], "lane": (*LANES, OTHER)[entry.lane],
            "item": entry.item, "text": entry.text,
        }  # fmt: skip
        said = [{"theme": code.theme, "why": code.why, "by": code.by} for code in codes.get(entry.key, [])]
        rows += [{**of_item, **one, "wording": entry.shared} for one in said or [{"theme": "", "why": "", "by": ""}]]
    return rows
