"""Theories of change side by side, by a coding: `compare_theories` and what it gives."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Self

from cbf_widgets import datasets
from cbf_widgets.comparing.choosing import Chosen, chosen
from cbf_widgets.comparing.claims import fewest
from cbf_widgets.comparing.coders import Agreement, agreement
from cbf_widgets.comparing.measuring import scales
from cbf_widgets.comparing.phrases import ABOUT, says
from cbf_widgets.comparing.plain import to_plain, to_rows
from cbf_widgets.comparing.statements import Statement, statements
from cbf_widgets.comparing.tables import ComparisonTables
from cbf_widgets.errors import CbfError, shown
from cbf_widgets.model.coding import Coding, SharedWording
from cbf_widgets.model.counting import capital, counted, in_words
from cbf_widgets.model.guide import Measure

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False)
class TheoryComparison(ComparisonTables):
    """Theories of change side by side, by a coding. It ranks nobody: what a page doesn't say may well be done there.

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
    >>> comparison = compare_theories(["Croydon", "Newcastle upon Tyne"])
    >>> comparison
    TheoryComparison(Croydon, Newcastle upon Tyne; coding 'first-reading')
    """

    def __repr__(self) -> str:
        titles = [theory.title for theory in self.theories]
        what = ", ".join(titles) if len(titles) <= 3 else f"{len(titles)} theories"
        return f"TheoryComparison({what}; coding {self.coding.id!r})"

    # --- what it says ------------------------------------------------------------------------------------------------

    def statements(self) -> tuple[Statement, ...]:
        """Say in plain words what is shared, what only one has, what is missing, what nobody measures, and whose words are the same.

        Returns
        -------
        tuple of Statement
            Each with the items and codes it rests on.

        Examples
        --------
        >>> found = compare_theories(["Blackpool", "Newcastle upon Tyne"]).statements()
        >>> next(one.says for one in found if one.theme == "separation" and one.kind == "all")
        'Both speak of “...”, in ... items. Leaving out what shares its words with another page, ...'
        """
        return statements(self)

    def sensitivity(self, of: str = "statements") -> pd.DataFrame:
        """Give what would be claimed otherwise with codes left out; see `cbf_widgets.comparing.sensitivity.sensitivity`.

        Parameters
        ----------
        of : {"statements", "codes", "borderline"}
            A row for each claim; for each code that alone turns a claim over; or for each theme's borderline codes, left out together.

        Examples
        --------
        >>> table = compare_theories(["Blackpool", "Newcastle upon Tyne"]).sensitivity()
        >>> table.query("sort == 'silent'")["fewest"].isna().all()
        np.True_
        """
        from cbf_widgets.comparing.sensitivity import sensitivity

        return sensitivity(self, of)

    def with_coding(self, other: Coding) -> Self:
        """Compare the same theories by another coding.

        Examples
        --------
        >>> comparison = compare_theories(["Croydon", "Luton"])
        >>> comparison.with_coding(comparison.coding.without_theme("money")).matrix().shape[1] - comparison.matrix().shape[1]
        -1
        """
        return replace(self, coding=_coding(other))

    def agreement(self, other: Coding) -> Agreement:
        """Say how far another coding of these theories agrees; see `cbf_widgets.comparing.agreement`.

        Examples
        --------
        >>> comparison = compare_theories(["Croydon", "Luton"])
        >>> comparison.agreement(comparison.coding).overall.kappa
        1.0
        """
        return agreement(self.coding, other, self.theories)

    def describe(self) -> str:
        """Tell in plain words what the comparison says, and what it can't say.

        Returns
        -------
        str
            Several lines, never HTML.

        Examples
        --------
        >>> print(compare_theories(["Croydon", "Luton"]).describe().splitlines()[0])
        Two theories of change side by side, by the coding “Our reading of the twelve” of the cbf_widgets authors. Another coder may see it otherwise.
        """
        many = capital(f"{counted(len(self.theories), 'theory', 'theories')} of change")
        by = self.coding.by or "somebody unnamed"
        head = [says("beside" if len(self.theories) > 1 else "alone", theories=many, coding=self.coding.title, by=by), *ABOUT]
        least = [few for few in (fewest(claim, self.judged) for claim in self.claims) if few is not None]
        firm = [says("firm", resting=in_words(len(least)), alone=in_words(least.count(1)))] if least else []
        return "\n".join([*head, *firm, *(f"{one.says} {one.asks}" for one in self.statements())])

    def to_rows(self) -> list[dict[str, Any]]:
        """Give every code of every item as a flat row, and one for an item without codes.

        Returns
        -------
        list of dict
            ``theory``, ``authority``, ``lane``, ``item``, ``text``, ``theme``, ``why``, ``by``, ``wording`` (the group that shares its words).

        Examples
        --------
        >>> compare_theories(["Croydon", "Luton"]).to_rows()[0]["theme"]
        'money'
        """
        return to_rows(self)

    def to_plain(self) -> dict[str, Any]:
        """Give everything as plain data, for a front end or a file.

        Returns
        -------
        dict
            ``theories``, ``lanes``, ``themes``, ``cells``, ``statements``, ``measured``, ``measures``.

        Examples
        --------
        >>> compare_theories(["Croydon", "Luton"]).to_plain()["theories"][0]["id"]
        'croydon'
        """
        return to_plain(self)


def compare_theories(
    theories: Chosen = None,
    coding: Coding | None = None,
    wording: Iterable[SharedWording] | None = None,
    measures: Iterable[Measure] | None = None,
) -> TheoryComparison:
    """Lay theories of change side by side, by a coding of their items.

    Parameters
    ----------
    theories : iterable of TheoryOfChange or str, or Mapping, optional
        Theories, or names of authorities; by default the twelve of the guide.
    coding : Coding, optional
        Which item carries which theme; by default our own.
    wording : iterable of SharedWording, optional
        Items whose words on the page are shared; by default as we found them.
    measures : iterable of Measure, optional
        What counts as measuring something; by default the scales and questionnaires that the guide names.

    Returns
    -------
    TheoryComparison
        Tables and statements, each with what it rests on.

    Raises
    ------
    CbfError
        When there is no theory, one comes twice, or something is of another kind.

    Examples
    --------
    >>> len(compare_theories().theories)
    12
    """
    return TheoryComparison(
        chosen(theories, "compare_theories, theories"),
        _coding(datasets.theory_coding() if coding is None else coding),
        datasets.shared_wording() if wording is None else tuple(wording),
        scales() if measures is None else tuple(measures),
    )


def _coding(coding: Coding) -> Coding:
    if not isinstance(coding, Coding):
        raise CbfError("a Coding", shown(coding), place="coding", advice="See Coding.load.")
    return coding
