"""What a comparison holds, and what is counted once and read by all its tables and statements."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cbf_widgets import __version__
from cbf_widgets.comparing.claims import Claim, claims
from cbf_widgets.comparing.counting import Counts, Entry, counted, entries
from cbf_widgets.comparing.measuring import Naming, namings
from cbf_widgets.model.coding import Code, Coding, SharedWording
from cbf_widgets.model.guide import Measure
from cbf_widgets.model.theory import TheoryOfChange


@dataclass(frozen=True, eq=False)
class Compared:
    """Theories of change, a coding of their items, whose words are shared, and what counts as a measure.

    Attributes
    ----------
    theories : tuple of TheoryOfChange
        In the order in which they are compared.
    coding : Coding
        Which item carries which theme.
    groups : tuple of SharedWording
        Items whose words on the page are shared.
    named : tuple of Measure
        The measures that count as measuring something.

    Examples
    --------
    >>> Compared((TheoryOfChange(id="ours", title="Ours"),), Coding(id="c", title="C", themes=()), (), ()).titles
    {'ours': 'Ours'}
    """

    theories: tuple[TheoryOfChange, ...]
    coding: Coding
    groups: tuple[SharedWording, ...]
    named: tuple[Measure, ...]

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every item with its lane, its themes, and whether its words are shared."""
        return entries(self.theories, self.coding, self.groups)

    @cached_property
    def places(self) -> dict[str, Entry]:
        """The same by ``theory/item``."""
        return {entry.key: entry for entry in self.entries}

    @cached_property
    def codes(self) -> tuple[Code, ...]:
        """The codes of items that are there."""
        return tuple(code for code in self.coding.codes if f"{code.theory}/{code.item}" in self.places)

    @cached_property
    def codes_of(self) -> dict[str, list[Code]]:
        """The same theme by theme."""
        found: dict[str, list[Code]] = {theme.id: [] for theme in self.coding.themes}
        for code in self.codes:
            found[code.theme].append(code)
        return found

    @cached_property
    def namings(self) -> tuple[Naming, ...]:
        """Who uses which measure, and at which items."""
        return namings(self.theories, self.named)

    @cached_property
    def naming(self) -> frozenset[str]:
        """The items that name a measure, as ``theory/item``."""
        return frozenset(item for one in self.namings for item in one.items)

    @cached_property
    def counts(self) -> Counts:
        """How many items carry each theme, by theory and lane."""
        return self._counts(self.entries)

    @cached_property
    def own_counts(self) -> Counts:
        """The same without items whose words are shared between two of these theories."""
        return self._counts(entry for entry in self.entries if not entry.joined)

    @cached_property
    def judged(self) -> Counts:
        """The counts of those theories of which an item carries a code; of the others nothing can be claimed."""
        coded = {code.theory for code in self.codes}
        return self.counts.only([theory for theory in self.titles if theory in coded])

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """All that can be claimed of them, each to be tried with codes left out."""
        return tuple(claims(self.judged))

    @property
    def titles(self) -> dict[str, str]:
        """The theories' titles by their ids."""
        return {theory.id: theory.title for theory in self.theories}

    @property
    def theme_titles(self) -> dict[str, str]:
        """The themes' titles by their ids."""
        return {theme.id: theme.title for theme in self.coding.themes}

    @property
    def made_by(self) -> dict[str, Any]:
        """What every table says of its origin: version, the coding's id and who made it, the theories."""
        theories = [theory.id for theory in self.theories]
        return {"version": __version__, "coding": self.coding.id, "by": self.coding.by, "theories": theories}

    def _counts(self, some: Iterable[Entry]) -> Counts:
        return counted(tuple(self.titles), tuple(self.theme_titles), some, self.naming)
