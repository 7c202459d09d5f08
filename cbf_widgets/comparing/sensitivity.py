"""How much of a comparison hangs on single codes: what would be claimed with some of them left out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cbf_widgets.comparing.claims import Claim, claims, fewest
from cbf_widgets.comparing.compared import Compared
from cbf_widgets.comparing.counting import Counts
from cbf_widgets.comparing.statements import of_claims
from cbf_widgets.comparing.tables import table
from cbf_widgets.errors import CbfError, shown
from cbf_widgets.model.coding import Code

if TYPE_CHECKING:
    import pandas as pd

BORDERLINE = "borderline"  # how the reason of a code begins that could as well have been left out


def sensitivity(comparison: Compared, of: str = "statements") -> pd.DataFrame:
    """Give what would be claimed otherwise with codes left out.

    Parameters
    ----------
    comparison : Compared
        The comparison.
    of : {"statements", "codes", "borderline"}
        ``statements``: a row for each claim, with how many ``codes`` it rests on, the ``fewest`` that would have to go for it to fall (empty where only
        a further code could), and those any one of which does it alone (``turned_by``). ``codes``: a row for each code that alone turns a claim over,
        with what then ``ends`` and ``begins``. ``borderline``: the same for each theme, all its borderline codes left out together.

    Returns
    -------
    pandas.DataFrame
        See above. A theory whose last code is left out was still looked at: it counts as one that says nothing.

    Raises
    ------
    CbfError
        When `of` is something else.

    Examples
    --------
    >>> from cbf_widgets.comparing import compare_theories
    >>> table = sensitivity(compare_theories(["Blackpool", "Newcastle upon Tyne"]), "codes")
    >>> table.columns.tolist()
    ['theory', 'item', 'theme', 'why', 'ends', 'begins']
    """
    if of == "statements":
        return _of_statements(comparison)
    if of == "codes":
        return _of_codes(comparison)
    if of == "borderline":
        return _of_borderline(comparison)
    raise CbfError("'statements', 'codes' or 'borderline'", shown(of), place="sensitivity, of")


def turned(comparison: Compared, codes: Iterable[Code]) -> tuple[list[Claim], list[Claim]]:
    """Give the claims that end, and those that begin, with some codes left out.

    Parameters
    ----------
    comparison : Compared
        The comparison.
    codes : iterable of Code
        Codes that stand in it, all of one theme.

    Returns
    -------
    two lists of Claim
        Those that end, those that begin.

    Examples
    --------
    >>> from cbf_widgets.comparing import compare_theories
    >>> comparison = compare_theories(["Croydon", "Blackpool"])
    >>> fathers = [code for code in comparison.codes if code.theme == "fathers"]
    >>> [claim.sort for claim in turned(comparison, fathers)[1]]
    ['silent']
    """
    some = [*codes]
    if not some:
        return [], []
    before, after = _of_theme(comparison, some[0].theme), _of_theme(comparison, some[0].theme)
    for code in some:
        entry, t = comparison.places[f"{code.theory}/{code.item}"], comparison.judged.theories.index(code.theory)
        after.items[t, 0, entry.lane] -= 1
        after.measured[t, 0] -= entry.key in comparison.naming
    held, holds = [*claims(before)], [*claims(after)]
    return [one for one in held if one not in holds], [one for one in holds if one not in held]


def _of_theme(comparison: Compared, theme: str) -> Counts:
    """The counts of one theme alone, free to be changed: what is claimed of a theme rests on no other."""
    counts, k = comparison.judged, comparison.judged.themes.index(theme)
    return Counts(counts.theories, (theme,), counts.items[:, [k]], counts.measured[:, [k]])  # a list as index copies


def _alone(comparison: Compared) -> list[tuple[Code, list[Claim], list[Claim]]]:
    """Every code, with what ends and begins when it alone is left out: the same for all that count in the same place."""
    known: dict[tuple[str, str, int, bool], tuple[list[Claim], list[Claim]]] = {}
    found = []
    for code in comparison.codes:
        entry = comparison.places[f"{code.theory}/{code.item}"]
        place = code.theme, code.theory, entry.lane, entry.key in comparison.naming
        if place not in known:
            known[place] = turned(comparison, [code])
        found.append((code, *known[place]))
    return found


def _of_statements(comparison: Compared) -> pd.DataFrame:
    turning: dict[Claim, list[str]] = {}
    for code, ends, _ in _alone(comparison):
        for claim in ends:
            turning.setdefault(claim, []).append(f"{code.theory}/{code.item}")
    rows = []
    for claim in comparison.claims:
        said = of_claims(comparison, [claim])
        row = {"kind": claim.kind, "sort": claim.sort, "theme": claim.theme, "theory": claim.theory, "says": said.says}
        rest = {"codes": len(said.codes), "fewest": fewest(claim, comparison.judged), "turned_by": turning.get(claim, [])}
        rows.append({**row, **rest})
    columns = ("kind", "sort", "theme", "theory", "says", "codes", "fewest", "turned_by")
    found = table(rows, columns, comparison.made_by)
    return found.astype({"fewest": "Int64"})


def _words(comparison: Compared, some: Iterable[Claim]) -> list[str]:
    return [of_claims(comparison, [claim]).says for claim in some]


def _of_codes(comparison: Compared) -> pd.DataFrame:
    rows = [
        {
            "theory": code.theory, "item": code.item, "theme": code.theme, "why": code.why,
            "ends": _words(comparison, ends), "begins": _words(comparison, begins),
        }
        for code, ends, begins in _alone(comparison)
        if ends or begins
    ]  # fmt: skip
    return table(rows, ("theory", "item", "theme", "why", "ends", "begins"), comparison.made_by)


def _of_borderline(comparison: Compared) -> pd.DataFrame:
    rows = []
    for theme in comparison.coding.themes:
        some = [code for code in comparison.codes_of[theme.id] if code.why.casefold().startswith(BORDERLINE)]
        ends, begins = turned(comparison, some)
        row = {"theme": theme.id, "title": theme.title, "codes": len(some)}
        rows.append({**row, "ends": _words(comparison, ends), "begins": _words(comparison, begins)})
    return table(rows, ("theme", "title", "codes", "ends", "begins"), comparison.made_by)
