"""What can be claimed of several theories by a coding: worked out from counts alone, so that it can be tried with a code left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

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
    for theme in counts.themes:
        each = counts.of(theme)
        yield from _held(theme, counts.theories, each)
        yield from _missing(theme, counts.theories, each)
        if each.any() and not counts.measured[:, counts.themes.index(theme)].any():
            yield Claim("unmeasured", theme)


def _held(theme: str, theories: Sequence[str], each: NDArray[np.int64]) -> Iterator[Claim]:
    """What all have, and what only one has; `each` has axes theory, lane."""
    have = np.flatnonzero(each.any(axis=1))
    if len(theories) > 1 and len(have) == len(theories):
        yield Claim("all", theme)
    if len(theories) > 1 and len(have) == 1:
        yield Claim("only", theme, theories[have[0]])
    for lane in _NAMED_LANES if len(have) > 1 else ():
        here = np.flatnonzero(each[:, lane])
        if len(here) == 1:
            yield Claim("only here", theme, theories[here[0]], lane)


def _missing(theme: str, theories: Sequence[str], each: NDArray[np.int64]) -> Iterator[Claim]:
    """What a theory has nothing of, and what it hopes for and doesn't watch."""
    for theory, lanes in zip(theories, each, strict=True):
        if not lanes.any():
            yield Claim("silent", theme, theory)
        if lanes[[*OUTCOMES]].any() and not lanes[WATCHED]:
            yield Claim("unwatched", theme, theory)


def fewest(claim: Claim, counts: Counts) -> int | None:
    """Give how few codes one would have to leave out for a claim to fall; none where only a further code could make it fall.

    Examples
    --------
    >>> counts = Counts(("a", "b"), ("money",), np.ones((2, 1, 7), int), np.zeros((2, 1), int))
    >>> fewest(Claim("all", "money"), counts), fewest(Claim("silent", "money", "a"), counts)
    (7, None)
    """
    items = counts.of(claim.theme)
    t = counts.theories.index(claim.theory) if claim.theory else -1
    if claim.sort == "all":
        return int(items.sum(axis=1).min())
    if claim.sort == "only here":
        each = items.sum(axis=1)  # once a single theory is left with the theme, the claim is of the theme, no more of the lane
        return int(min(items[t, claim.lane], each.sum() - each.max()))
    if claim.sort == "unwatched":
        return int(items[t, OUTCOMES].sum())
    return None if claim.sort == "silent" else int(items.sum())
