"""Where things of a theory lie, as values: bands of cards, headings, the whole page."""

from __future__ import annotations

from dataclasses import dataclass

from cbf_widgets.draw.theory_arrows import Route
from cbf_widgets.draw.theory_cards import Box, Look
from cbf_widgets.draw.theory_stages import Stand


@dataclass(frozen=True, kw_only=True)
class Band:
    """Cards that stand together, with the arrows between them.

    Attributes
    ----------
    look : Look
        How large its cards are.
    columns : tuple of tuple of Box
        The boxes of each column.
    routes : tuple of Route
        Its arrows.
    top, bottom : float
        Where it lies.

    Examples
    --------
    >>> from cbf_widgets.draw.theory_cards import PLAIN
    >>> Band(look=PLAIN, columns=(), routes=(), top=0.0, bottom=40.0).bottom
    40.0
    """

    look: Look
    columns: tuple[tuple[Box, ...], ...]
    routes: tuple[Route, ...]
    top: float
    bottom: float


@dataclass(frozen=True, kw_only=True)
class Head:
    """A heading over its columns.

    Attributes
    ----------
    stand : Stand
        What stands below it.
    lines : tuple of str
        Its words.
    left, right : float
        From where to where it reaches.

    Examples
    --------
    >>> Head(stand=Stand(title="Now", stage=0, parts=()), lines=("Now",), left=0.0, right=90.0).right
    90.0
    """

    stand: Stand
    lines: tuple[str, ...]
    left: float
    right: float


@dataclass(frozen=True, kw_only=True)
class Layout:
    """Where a theory's columns, cards and arrows lie.

    Attributes
    ----------
    stands : tuple of Stand
        What stands in each column.
    sides : tuple of (float, float)
        Left and right of each column.
    heads : tuple of Head
        The headings; some stand over several columns.
    rule : float
        Where the rule below the headings lies.
    bands : tuple of Band
        One; with a traced path two, the path and the rest.
    bottom : float
        Where it all ends.

    Examples
    --------
    >>> Layout(stands=(), sides=(), heads=(), rule=0.0, bands=(), bottom=0.0).bands
    ()
    """

    stands: tuple[Stand, ...]
    sides: tuple[tuple[float, float], ...]
    heads: tuple[Head, ...]
    rule: float
    bands: tuple[Band, ...]
    bottom: float
