"""What can be claimed of several theories by a coding: worked out from counts alone, so that it can be tried with a code left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

import numpy as np

from cbf_widgets.comparing.counting import OUTCOMES, WATCHED, Counts

Sort = Literal["all", "only", "only here", "silent", "unwatched", "unmeasured"]
KINDS = {"all": "all", "only": "only", "only here": "only", "silent": "gap", "unwatched": "gap", "unmeasured": "unmeasured"}
_NAMED_LANES = (2, 3, 4)


class Claim(NamedTuple):
    """Something that holds of the theories compared, by a coding.

    Attributes
    ----------
    sort : str
        ``all``: every theory has the theme. ``only``: one alone has it. ``only here``: one alone has it in a lane. ``silent``: a theory has
        nothing of it. ``unwatched``: a theory has outcomes of it, and nothing among its indicators and measures. ``unmeasured``: no item of it
        names a measure.
    theme : str
        Its id.
    theory : str
        Its id; empty where the claim is of all of them.
    lane : int
        For ``only here``; else −1.

    Examples
    --------
    >>> Claim("silent", "fathers", "croydon").kind
    'gap'
    """

    sort: Sort
    theme: str
    theory: str = ""
    lane: int = -1

    @property
    def kind(self) -> str:
        """The kind of the statement that it belongs to."""
        return KINDS[self.sort]


def claims(counts: Counts) -> Iterator[Claim]:
    """Give all that can be claimed, theme by theme.

    Parameters
    ----------
    counts : Counts
        Of the items.

    Yields
    ------
    Claim
        Each once.

    Examples
    --------
    >>> counts = Counts(("a", "b"), ("money",), np.ones((2, 1, 7), int), np.zeros((2, 1), int))
    >>> [claim.sort for claim in claims(counts)]
    ['all', 'unmeasured']
    """
    several = len(counts.theories) > 1
    there = counts.items.sum(axis=2) > 0
    hoped = counts.items[:, :, OUTCOMES].sum(axis=2) > 0
    watched = counts.items[:, :, WATCHED] > 0
    for k, theme in enumerate(counts.themes):
        have = np.flatnonzero(there[:, k])
        if several and len(have) == len(counts.theories):
            yield Claim("all", theme)
        if several and len(have) == 1:
            yield Claim("only", theme, counts.theories[have[0]])
        if len(have) > 1:
            for lane in _NAMED_LANES:
                here = np.flatnonzero(counts.items[:, k, lane])
                if len(here) == 1:
                    yield Claim("only here", theme, counts.theories[here[0]], lane)
        for t, theory in enumerate(counts.theories):
            if not there[t, k]:
                yield Claim("silent", theme, theory)
            if hoped[t, k] and not watched[t, k]:
                yield Claim("unwatched", theme, theory)
        if len(have) and not counts.measured[:, k].any():
            yield Claim("unmeasured", theme)


def fewest(claim: Claim, counts: Counts) -> int | None:
    """Give how few codes one would have to leave out for a claim to fall; none where only a further code could make it fall.

    Examples
    --------
    >>> counts = Counts(("a", "b"), ("money",), np.ones((2, 1, 7), int), np.zeros((2, 1), int))
    >>> fewest(Claim("all", "money"), counts), fewest(Claim("silent", "money", "a"), counts)
    (7, None)
    """
    items = counts.items[:, counts.themes.index(claim.theme)]
    t = counts.theories.index(claim.theory) if claim.theory else -1
    if claim.sort == "all":
        return int(items.sum(axis=1).min())
    if claim.sort == "only here":
        each = items.sum(axis=1)  # once a single theory is left with the theme, the claim is of the theme, no more of the lane
        return int(min(items[t, claim.lane], each.sum() - each.max()))
    if claim.sort == "unwatched":
        return int(items[t, OUTCOMES].sum())
    return None if claim.sort == "silent" else int(items.sum())
