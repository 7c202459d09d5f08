"""What a column of a theory of change is for: by its name where it is one of the printed forms', else by its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from cbf_widgets.model.theory_base import TheoryBase

Role = Literal["now", "change", "outcome", "indicator", "measure", "impact", "long-term", "aside"]

ROLES: dict[str, Role] = {
    "opportunities": "now", "focus_areas": "now",
    "system_changes": "change", "practice_changes": "change",
    "intermediate_outcomes": "outcome",
    "indicators": "indicator", "measures": "measure", "measuring_impact": "impact",
    "long_term_outcomes": "long-term",
    "existing_strategies": "aside",
}  # fmt: skip
STAGES = {"opportunities": "Now", "focus_areas": "Now", "system_changes": "Changes", "practice_changes": "Changes"}
_NOW = ("opportunities", "focus_areas", "system_changes", "practice_changes", "intermediate_outcomes")
FORMS = {
    "six-column": (*_NOW, "indicators", "measures", "long_term_outcomes"),
    "five-column": (*_NOW, "measuring_impact", "long_term_outcomes", "existing_strategies"),
}
# What the forms print above a column, and what people write for it.
_ALSO = {
    "focus_area": "focus_areas",
    "changes_to_the_local_system": "system_changes", "changes_to_the_system": "system_changes", "changes_to_system": "system_changes",
    "changes_to_practice": "practice_changes",
    "intermediate_outcome": "intermediate_outcomes",
    "indicator": "indicators",
    "measure": "measures", "measures_or_sources": "measures", "measures_and_sources": "measures", "measures_sources": "measures",
    "measuring_the_impact": "measuring_impact",
    "long_term_outcome": "long_term_outcomes", "longer_term_outcomes": "long_term_outcomes",
    "existing_strategy": "existing_strategies", "existing_strategies_and_plans": "existing_strategies",
}  # fmt: skip
TITLES = {
    "opportunities": "Opportunities", "focus_areas": "Focus areas",
    "system_changes": "Changes to the local system", "practice_changes": "Changes to practice",
    "intermediate_outcomes": "Intermediate outcomes",
    "indicators": "Indicators", "measures": "Measures or sources", "measuring_impact": "Measuring impact",
    "long_term_outcomes": "Long-term outcomes", "existing_strategies": "Existing strategies and plans",
}  # fmt: skip


def known_column(name: str) -> str:
    """Give the id that the printed forms' columns have here, for a title or an id; else nothing.

    Parameters
    ----------
    name : str
        With any capitals, spaces and hyphens.

    Returns
    -------
    str
        For instance ``measures``.

    Examples
    --------
    >>> known_column("Measures or sources"), known_column("long-term outcomes"), known_column("Tea")
    ('measures', 'long_term_outcomes', '')

    Notes
    -----
    Source: LFO guide, lines 4019-6576.
    """
    plain = re.sub(r"[\W_]+", "_", name.casefold()).strip("_")
    plain = _ALSO.get(plain, plain)
    return plain if plain in ROLES else ""


def roles(theory: TheoryBase) -> dict[str, Role]:
    """Say of each column what it is for.

    A column is known by its id, or by its title. One that is not known is what its place says: the first tells how things
    are now, the last what should come about in the end, all between are changes.

    Parameters
    ----------
    theory : TheoryOfChange
        The theory.

    Returns
    -------
    dict
        From a column's id to its role.

    Examples
    --------
    >>> from cbf_widgets.model.theory import TheoryOfChange
    >>> theory = TheoryOfChange(id="t", title="T").add_column("Now").add_column("Doing").add_column("Indicators").add_column("Then")
    >>> roles(theory)
    {'now': 'now', 'doing': 'change', 'indicators': 'indicator', 'then': 'long-term'}
    """
    names = {column.id: known_column(column.id) or known_column(column.title) for column in theory.columns}
    found = {column: ROLES[name] for column, name in names.items() if name}
    ids = list(names)
    for place, column in enumerate(ids):
        if column in found:
            continue
        if place == 0:
            found[column] = "now"
        elif place == len(ids) - 1 and "long-term" not in found.values():
            found[column] = "long-term"
        else:
            found[column] = "change"
    return {column: found[column] for column in ids}
