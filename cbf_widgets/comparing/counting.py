"""Items by theory, theme and lane: what every statement of a comparison is read off."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cbf_widgets.model.coding import Coding, SharedWording
from cbf_widgets.model.theory import TheoryOfChange

LANES = ("Now", "Changes", "Intermediate outcomes", "Indicators and measures", "Long-term outcomes", "Existing strategies")
OTHER = "Other columns"
OUTCOMES, WATCHED = (2, 4), 3
NO_THEME = ""

_OF_COLUMN = {
    "opportunities": 0, "focus-areas": 0, "now": 0,
    "system-changes": 1, "practice-changes": 1, "changes": 1,
    "intermediate-outcomes": 2,
    "indicators": 3, "measures": 3, "measuring-impact": 3, "measures-or-sources": 3, "indicators-and-measures": 3,
    "long-term-outcomes": 4,
    "existing-strategies": 5, "existing-strategies-and-plans": 5,
}  # fmt: skip


def lane_of(theory: TheoryOfChange, column: str) -> int:
    """Give the lane of a column: columns of all forms that hold the same kind of thing share one.

    Parameters
    ----------
    theory : TheoryOfChange
        The theory.
    column : str
        The id of one of its columns.

    Returns
    -------
    int
        A place in `LANES`, or the one after them for a column of one's own that is none of these.

    Examples
    --------
    >>> ours = TheoryOfChange(id="ours", title="Ours").add_column("Indicators").add_column("Tea")
    >>> lane_of(ours, "indicators"), lane_of(ours, "tea") == len(LANES)
    (3, True)
    """
    found = theory.column(column)
    for name in (found.id, found.title, found.heading):
        slug = name.casefold().replace("_", "-").replace(" ", "-")
        if slug in _OF_COLUMN:
            return _OF_COLUMN[slug]
    return len(LANES)


class Entry(NamedTuple):
    """An item with what it carries.

    Attributes
    ----------
    theory, item : str
        Their ids.
    text : str
        What it says.
    lane : int
        Where it stands.
    themes : tuple of str
        Ids, in the codebook's order; none is no theme.
    shared : str
        The id of its group where its words on the page are shared with another authority.
    joined : bool
        Whether that group joins two or more of the theories compared.

    Examples
    --------
    >>> Entry("luton", "i1", "Tea", 0, (), "", joined=False).key
    'luton/i1'
    """

    theory: str
    item: str
    text: str
    lane: int
    themes: tuple[str, ...]
    shared: str
    joined: bool

    @property
    def key(self) -> str:
        """``theory/item``."""
        return f"{self.theory}/{self.item}"


def entries(theories: Sequence[TheoryOfChange], coding: Coding, groups: Iterable[SharedWording]) -> tuple[Entry, ...]:
    """Give every item of some theories with what it carries.

    Examples
    --------
    >>> ours = TheoryOfChange(id="ours", title="Ours").add_column("Now").add_item("now", "Tea")
    >>> entries([ours], Coding(id="c", title="C", themes=()), ())[0].themes
    ()
    """
    compared = {theory.id for theory in theories}
    group_of = {item: group for group in groups for item in group.items}
    joining = {group.id for group in group_of.values() if len(compared & set(group.theories)) > 1}
    order = {theme.id: place for place, theme in enumerate(coding.themes)}
    carried: dict[tuple[str, str], list[str]] = {}
    for code in coding.codes:
        carried.setdefault((code.theory, code.item), []).append(code.theme)
    found = []
    for theory in theories:
        lanes = {column.id: lane_of(theory, column.id) for column in theory.columns}
        for item in theory.items:
            group = group_of.get(f"{theory.id}/{item.id}")
            shared = group.id if group else ""
            themes = tuple(sorted(carried.get((theory.id, item.id), ()), key=order.__getitem__))
            found.append(Entry(theory.id, item.id, item.text, lanes[item.column], themes, shared, joined=shared in joining))
    return tuple(found)


class Counts(NamedTuple):
    """How many items carry a theme, by theory, theme and lane.

    Attributes
    ----------
    theories, themes : tuple of str
        Ids along the first two axes.
    items : numpy.ndarray
        (theory, theme, lane).
    measured : numpy.ndarray
        (theory, theme): items that carry the theme and name a measure.

    Examples
    --------
    >>> Counts(("a",), ("money",), np.ones((1, 1, 7), int), np.zeros((1, 1), int)).items.sum()
    np.int64(7)
    """

    theories: tuple[str, ...]
    themes: tuple[str, ...]
    items: NDArray[np.int64]
    measured: NDArray[np.int64]

    def of(self, theme: str) -> NDArray[np.int64]:
        """Give the items of a theme, by theory and lane."""
        found: NDArray[np.int64] = self.items[:, self.themes.index(theme)]
        return found

    def only(self, theories: Sequence[str]) -> Counts:
        """Give the counts of some of the theories."""
        rows = [self.theories.index(theory) for theory in theories]
        return Counts(tuple(theories), self.themes, self.items[rows], self.measured[rows])


def counted(theories: Sequence[str], themes: Sequence[str], some: Iterable[Entry], measuring: Iterable[str] = ()) -> Counts:
    """Count items by theory, theme and lane.

    Parameters
    ----------
    theories, themes : sequence of str
        Ids.
    some : iterable of Entry
        The items to count.
    measuring : iterable of str
        Keys of items that name a measure.

    Returns
    -------
    Counts
        An item with two themes counts in both.

    Examples
    --------
    >>> found = counted(["a"], ["money"], [Entry("a", "i1", "Tea", 0, ("money",), "", joined=False)], ["a/i1"])
    >>> int(found.items[0, 0, 0]), int(found.measured[0, 0])
    (1, 1)
    """
    rows, columns = ({name: place for place, name in enumerate(names)} for names in (theories, themes))
    items = np.zeros((len(rows), len(columns), len(LANES) + 1), np.int64)
    measured = np.zeros((len(rows), len(columns)), np.int64)
    naming = set(measuring)
    for entry in some:
        for theme in entry.themes:
            place = rows[entry.theory], columns[theme]
            items[(*place, entry.lane)] += 1
            measured[place] += entry.key in naming
    return Counts(tuple(theories), tuple(themes), items, measured)
