"""A comparison of theories as a picture needs it: who has how much on which theme, at which stage, and what is measured by whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cbf_widgets import __version__
from cbf_widgets.model import counting

if TYPE_CHECKING:
    from cbf_widgets.comparing.comparison import TheoryComparison

WATCHED = "Indicators and measures"
Mark = tuple[int, bool]  # a lane, and whether its words are the template's


@dataclass(frozen=True, kw_only=True)
class Compared:
    """What stands in a comparison.

    Attributes
    ----------
    theories, themes : tuple of (str, str)
        Ids and titles, in order; the theme ``""`` is that none was found.
    items : mapping of str to int
        How many items a theory has.
    lanes : tuple of str
        The stages.
    cells : mapping of (str, str) to tuple of (int, bool)
        Of a theory and a theme, each item's lane and whether it shares its words with another page.
    measured : mapping of str to tuple of (str, str)
        Of a theme, who names which measure: theory and measure.
    measures : mapping of str to tuple of str
        Of a measure, who names it.
    coding : str
        Whose coding it is, in a sentence.
    names : mapping of str to str
        What each measure is called.

    Examples
    --------
    >>> found = Compared(theories=(), themes=(), items={}, lanes=(), cells={}, measured={}, measures={}, coding="By nobody.")
    >>> found.total("money"), found.by("luton")
    (0, [])
    """

    theories: tuple[tuple[str, str], ...]
    themes: tuple[tuple[str, str], ...]
    items: Mapping[str, int]
    lanes: tuple[str, ...]
    cells: Mapping[tuple[str, str], tuple[Mark, ...]]
    measured: Mapping[str, tuple[tuple[str, str], ...]]
    measures: Mapping[str, tuple[str, ...]]
    coding: str
    names: Mapping[str, str] = field(default_factory=dict)

    def total(self, theme: str) -> int:
        """Return how many items carry a theme.

        Examples
        --------
        >>> Compared(theories=(), themes=(), items={}, lanes=(), cells={}, measured={}, measures={}, coding="").total("money")
        0
        """
        return sum(len(self.cells[theory, theme]) for theory, _ in self.theories)

    def by(self, theory: str) -> list[str]:
        """Return the measures that a theory names.

        Examples
        --------
        >>> Compared(theories=(), themes=(), items={}, lanes=(), cells={}, measured={}, measures={"sdq": ("x",)}, coding="").by("x")
        ['sdq']
        """
        return [measure for measure, theories in self.measures.items() if theory in theories]

    @property
    def used(self) -> tuple[int, ...]:
        """The lanes in which anything stands."""
        return tuple(sorted({lane for marks in self.cells.values() for lane, _ in marks}))

    @property
    def gaps(self) -> tuple[str, ...]:
        """The titles of the themes that no measure is named for."""
        return tuple(title for theme, title in self.themes if theme and not self.measured.get(theme))


def compared(comparison: TheoryComparison) -> Compared:
    """Read a comparison.

    Examples
    --------
    >>> from cbf_widgets.comparing import compare_theories
    >>> compared(compare_theories(["Croydon", "Luton"])).theories
    (('croydon', 'Croydon'), ('luton', 'Luton'))
    """
    plain: dict[str, Any] = comparison.to_plain()
    cells = {
        (cell["theory"], cell["theme"]): tuple(sorted((mark["lane"], bool(mark["shared"])) for mark in cell["marks"]))
        for cell in plain["cells"]
    }
    theories = tuple((one["id"], one["title"]) for one in plain["theories"])
    themes = tuple((one["id"], one["title"]) for one in plain["themes"])
    for theory, _ in theories:
        for theme, _ in themes:
            cells.setdefault((theory, theme), ())
    return Compared(
        theories=theories,
        themes=themes,
        items={one["id"]: one["items"] for one in plain["theories"]},
        lanes=tuple(plain["lanes"]),
        cells=cells,
        measured={one["theme"]: tuple((use["theory"], use["measure"]) for use in one["uses"]) for one in plain["measured"]},
        measures={one["measure"]: tuple(one["theories"]) for one in plain["measures"]},
        coding=f"Coding “{comparison.coding.title}” ({comparison.coding.id}), by {comparison.coding.by or 'somebody unnamed'}.",
        names={measure.id: measure.name for measure in comparison.named},
    )


def namings(found: Compared, theme: str) -> list[tuple[str, list[str]]]:
    """Return the measures named for a theme, each with the titles of the theories that name it.

    Examples
    --------
    >>> from cbf_widgets.comparing import compare_theories
    >>> namings(compared(compare_theories(["Croydon", "Luton"])), "fathers")
    []
    """
    titles: dict[str, str] = dict(found.theories)
    by: dict[str, list[str]] = {}
    for theory, measure in found.measured.get(theme, ()):
        by.setdefault(found.names[measure], []).append(titles[theory])
    return list(by.items())


def many(count: int, *, capital: bool = True) -> str:
    """Return a number of theories in words.

    Examples
    --------
    >>> many(12), many(2, capital=False)
    ('Twelve theories', 'two theories')
    """
    text = counting.counted(count, "theory", "theories")
    return text[:1].upper() + text[1:] if capital else text


def title_said(found: Compared) -> str:
    """Return what stands above a comparison.

    Examples
    --------
    >>> from cbf_widgets.comparing import compare_theories
    >>> title_said(compared(compare_theories(["Croydon"])))
    'One theory, theme by theme'
    """
    count = len(found.theories)
    return f"{many(count)}, {'theme by theme' if count == 1 else 'side by side'}"


def gap_said(found: Compared) -> str:
    """Return how many themes nobody names a measure for.

    Examples
    --------
    >>> from cbf_widgets.comparing import compare_theories
    >>> gap_said(compared(compare_theories(["Croydon", "Luton"])))[-51:]
    'a named scale or questionnaire on any of the pages.'
    """
    themes, gaps = sum(bool(theme) for theme, _ in found.themes), len(found.gaps)
    if not themes:
        return "The coding has no themes yet."
    if themes == 1 and not gaps:
        return "The one theme has a named scale or questionnaire."
    if themes == 1:
        return "The one theme lacks a named scale or questionnaire on any of the pages."
    none = "None" if gaps == 0 else "All" if gaps == themes else counting.in_words(gaps).capitalize()
    of = "the themes" if none == "All" else counting.counted(themes, "theme")
    lack = "lacks" if gaps == 1 else "lack"
    return f"{none} of {of} {lack} a named scale or questionnaire on any of the pages."


def foot(found: Compared) -> list[str]:
    """Return what stands below pictures of a comparison.

    Examples
    --------
    >>> from cbf_widgets.comparing import compare_theories
    >>> foot(compared(compare_theories(["Croydon", "Luton"])))[0][:7]
    'Coding '
    """
    return [
        found.coding,
        "Another coder may see it otherwise, and a page may not say all that is done.",
        "Nothing here ranks a place.",
        f"cbf_widgets {__version__}.",
    ]
