"""How far two codings of the same items agree: `agreement`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cbf_widgets import __version__
from cbf_widgets.comparing.choosing import Chosen, chosen
from cbf_widgets.comparing.phrases import KAPPA
from cbf_widgets.comparing.tables import table
from cbf_widgets.errors import CbfError, shown
from cbf_widgets.model.coding import Coding

if TYPE_CHECKING:
    import pandas as pd

Decided = NDArray[np.bool_]


class Agreed(NamedTuple):
    """How far two codings agree on one theme, item by item.

    Attributes
    ----------
    theme, title : str
        Id and title; empty for all themes together.
    both, first_only, second_only, neither : int
        Of how many items both say that they carry it, only the one, only the other, neither.
    raw : float
        The share of items on which they agree, 0 to 1.
    kappa : float
        Cohen's kappa; nan where it isn't defined, because both say the same of every item.

    Examples
    --------
    >>> Agreed("money", "Money", 4, 1, 0, 5, 0.9, 0.8).items
    10
    """

    theme: str
    title: str
    both: int
    first_only: int
    second_only: int
    neither: int
    raw: float
    kappa: float

    @property
    def items(self) -> int:
        """How many decisions there were."""
        return self.both + self.first_only + self.second_only + self.neither


@dataclass(frozen=True, eq=False)
class Agreement:
    """How far two codings agree. It doesn't say who is right.

    Attributes
    ----------
    first, second : Coding
        The two.
    items : tuple of (str, str, str)
        Theory, item, and what it says, of all items looked at.
    rows : tuple of Agreed
        One for each theme that both codebooks have.
    overall : Agreed
        All themes together: every theme of every item is one decision.

    Examples
    --------
    >>> from cbf_widgets import datasets
    >>> found = agreement(datasets.theory_coding(), datasets.theory_coding())
    >>> found.overall.raw, found.overall.kappa
    (1.0, 1.0)
    """

    first: Coding
    second: Coding
    items: tuple[tuple[str, str, str], ...]
    rows: tuple[Agreed, ...]
    overall: Agreed

    def __repr__(self) -> str:
        return f"Agreement({self.first.id!r} and {self.second.id!r}: kappa {self.overall.kappa:.2f}, {len(self.items)} items)"

    @property
    def made_by(self) -> dict[str, Any]:
        """What every table says of its origin: version, both codings' ids and who made them."""
        one, other = self.first, self.second
        return {"version": __version__, "coding": one.id, "by": one.by, "other_coding": other.id, "other_by": other.by}

    def to_frame(self) -> pd.DataFrame:
        """Give a row for each theme, and one with an empty theme for all together.

        Returns
        -------
        pandas.DataFrame
            The columns are the fields of `Agreed`.

        Examples
        --------
        >>> from cbf_widgets import datasets
        >>> agreement(datasets.theory_coding(), datasets.theory_coding()).to_frame()["theme"].iloc[-1]
        ''
        """
        return table([row._asdict() for row in (*self.rows, self.overall)], Agreed._fields, self.made_by)

    def disagreements(self) -> pd.DataFrame:
        """Give what only one of the two codings says.

        Returns
        -------
        pandas.DataFrame
            ``theory``, ``item``, ``text``, ``theme``, ``coded_by`` (the id of the coding that has it), ``why``.

        Examples
        --------
        >>> from cbf_widgets import datasets
        >>> ours = datasets.theory_coding()
        >>> len(agreement(ours, ours.without(ours.codes[:2])).disagreements())
        2
        """
        texts = {(theory, item): text for theory, item, text in self.items}
        themes = {row.theme for row in self.rows}
        rows = []
        for coding, other in ((self.first, self.second), (self.second, self.first)):
            there = {code.key for code in other.codes}
            for code in coding.codes:
                if code.theme in themes and (code.theory, code.item) in texts and code.key not in there:
                    text = texts[code.theory, code.item]
                    row = {"theory": code.theory, "item": code.item, "text": text, "theme": code.theme}
                    rows.append({**row, "coded_by": coding.id, "why": code.why})
        order = {(theory, item): place for place, (theory, item, _) in enumerate(self.items)}
        rows.sort(key=lambda row: order[row["theory"], row["item"]])
        return table(rows, ("theory", "item", "text", "theme", "coded_by", "why"), self.made_by)

    def describe(self) -> str:
        """Tell in plain words how far they agree, and what kappa says and doesn't.

        Returns
        -------
        str
            Several lines, never HTML.

        Examples
        --------
        >>> from cbf_widgets import datasets
        >>> print(agreement(datasets.theory_coding(), datasets.theory_coding()).describe().splitlines()[0])
        All themes: the two agree on ... decisions. Kappa 1.00.
        """
        lines = [f"All themes: the two agree on {_share(self.overall)} decisions. {_kappa(self.overall)}"]
        lines += [f"{row.title}: on {_share(row)} items, {row.both} with the theme by both. {_kappa(row)}" for row in self.rows]
        mine, theirs = ({theme.title: theme.id for theme in coding.themes} for coding in (self.first, self.second))
        both = {row.theme for row in self.rows}
        if apart := [title for title, theme in (mine | theirs).items() if theme not in both]:
            lines.append(f"Only one codebook has: {', '.join(apart)}.")
        return "\n".join([*lines, KAPPA])


def _share(row: Agreed) -> str:
    return f"{row.both + row.neither:,} of {row.items:,}"


def _kappa(row: Agreed) -> str:
    return f"Kappa {row.kappa:.2f}." if row.kappa == row.kappa else "Kappa isn't defined: both say the same of every item."


def agreement(coding: Coding, other: Coding, theories: Chosen = None) -> Agreement:
    """Say how far two codings of the same items agree, theme by theme and over all.

    Parameters
    ----------
    coding, other : Coding
        Two codings; themes with the same id are taken for the same.
    theories : iterable of TheoryOfChange or str, or Mapping, optional
        Whose items were to be coded: theories, or names of authorities; by default the twelve of the guide. An item that neither coded counts as agreed upon.

    Returns
    -------
    Agreement
        Cohen's kappa, raw agreement, counts, and the items in disagreement.

    Raises
    ------
    CbfError
        When one of them isn't a coding, they share no theme, a theory isn't one or comes twice, or there is no item.

    Examples
    --------
    >>> from cbf_widgets import datasets
    >>> ours = datasets.theory_coding()
    >>> found = agreement(ours, ours.without(ours.codes[:2]))
    >>> found.overall.first_only, found.overall.kappa < 1
    (2, True)
    """
    for place, one in (("coding", coding), ("other", other)):
        if not isinstance(one, Coding):
            raise CbfError("a Coding", shown(one), place=f"agreement, {place}", advice="See Coding.load.")
    meant = chosen(theories, "agreement, theories")
    items = tuple((theory.id, item.id, item.text) for theory in meant for item in theory.items)
    if not items:
        raise CbfError("at least one item", "none", place="agreement, theories")
    known = {theme.id for theme in other.themes}
    themes = [theme for theme in coding.themes if theme.id in known]
    if not themes:
        expected = f"a theme of {coding.title} ({', '.join(theme.id for theme in coding.themes)})"
        raise CbfError(expected, "none of them", place="agreement, other", advice="Use the same ids for the same themes.")
    first, second = (_decided(one, items, [theme.id for theme in themes]) for one in (coding, other))
    rows = tuple(_agreed(theme.id, theme.title, first[:, k], second[:, k]) for k, theme in enumerate(themes))
    return Agreement(coding, other, items, rows, _agreed("", "All themes", first.ravel(), second.ravel()))


def _decided(coding: Coding, items: tuple[tuple[str, str, str], ...], themes: list[str]) -> Decided:
    """Which item carries which theme."""
    there = {code.key for code in coding.codes}
    return np.array([[(theory, item, theme) in there for theme in themes] for theory, item, _ in items], dtype=bool)


def _agreed(theme: str, title: str, first: Decided, second: Decided) -> Agreed:
    both, neither = int((first & second).sum()), int((~first & ~second).sum())
    mine, theirs = int((first & ~second).sum()), int((~first & second).sum())
    raw = float((first == second).mean())
    return Agreed(theme, title, both, mine, theirs, neither, raw, cohens_kappa(first, second))


def cohens_kappa(first: Decided, second: Decided) -> float:
    """Give Cohen's kappa of two series of decisions; nan where both say one and the same of everything.

    Examples
    --------
    >>> cohens_kappa(np.array([True, True, False, False]), np.array([True, False, False, False]))
    0.5
    """
    from sklearn.metrics import cohen_kappa_score  # type: ignore[import-untyped]

    if first.all() == second.all() and first.any() == second.any() and first.all() == first.any():
        return float("nan")
    return float(cohen_kappa_score(first, second))
