"""Where the arrows of a theory of change go: over a column, back, round in a circle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cbf_widgets.model.theory_columns import roles
from cbf_widgets.model.theory_parts import Link

if TYPE_CHECKING:
    from cbf_widgets.model.theory_base import TheoryBase

WATCHING = {"indicator", "measure", "impact"}


class Stages:
    """The headings of a theory in their order, and what an arrow does among them.

    Indicators, measures and existing strategies stand beside the way from now to later: an arrow that passes them by leaps
    over nothing, and one that comes from them or from an outcome to them points neither on nor back.

    Examples
    --------
    >>> from cbf_widgets.model.theory import TheoryOfChange
    >>> theory = TheoryOfChange(id="t", title="T").add_column("Now").add_column("Doing").add_column("Then")
    >>> theory = theory.add_item("now", "Tea").add_item("doing", "Talk").add_item("then", "Calm").link("i1", "i3").link("i3", "i2")
    >>> stages = Stages(theory)
    >>> stages.skipped(theory.links[0]), stages.back(theory.links[1])
    (('Doing',), True)
    """

    def __init__(self, theory: TheoryBase) -> None:
        by_column = roles(theory)
        headings = list(dict.fromkeys(column.heading for column in theory.columns))
        self._headings = headings
        self._place = {column.id: headings.index(column.heading) for column in theory.columns}
        self._column = {item.id: item.column for item in theory.items}
        self._role = by_column
        self._filled = {self._place[item.column]: by_column[item.column] for item in reversed(theory.items)}

    def skipped(self, link: Link) -> tuple[str, ...]:
        """Give the headings that an arrow leaps over, of those under which something stands.

        Examples
        --------
        >>> from cbf_widgets.model.theory import TheoryOfChange
        >>> theory = TheoryOfChange(id="t", title="T").add_column("Now").add_item("now", "Tea").add_item("now", "Talk").link("i1", "i2")
        >>> Stages(theory).skipped(theory.links[0])
        ()
        """
        start, end = self._column[link.from_item], self._column[link.to_item]
        if self._role[start] in WATCHING or "aside" in (self._role[start], self._role[end]):
            return ()
        aside = {"aside"} if self._role[end] in WATCHING else {"aside", *WATCHING}
        between = range(self._place[start] + 1, self._place[end])
        return tuple(self._headings[place] for place in between if self._filled.get(place, "aside") not in aside)

    def back(self, link: Link) -> bool:
        """Tell whether an arrow points back to an earlier heading.

        Examples
        --------
        >>> from cbf_widgets.model.theory import TheoryOfChange
        >>> theory = TheoryOfChange(id="t", title="T").add_column("Now").add_item("now", "Tea").add_item("now", "Talk").link("i1", "i2")
        >>> Stages(theory).back(theory.links[0])
        False
        """
        start, end = self._column[link.from_item], self._column[link.to_item]
        beside = WATCHING | {"aside"}
        return not {self._role[start], self._role[end]} & beside and self._place[end] < self._place[start]


def circles(theory: TheoryBase) -> list[tuple[str, ...]]:
    """Give the items from which arrows lead back to themselves, those of one tangle together.

    Parameters
    ----------
    theory : TheoryOfChange
        The theory.

    Returns
    -------
    list of tuple of str
        Ids in the theory's order.

    Examples
    --------
    >>> from cbf_widgets.model.theory import TheoryOfChange
    >>> theory = TheoryOfChange(id="t", title="T").add_column("Now").add_item("now", "Tea").add_item("now", "Talk")
    >>> circles(theory.link("i1", "i2")), circles(theory.link("i1", "i2").link("i2", "i1"))
    ([], [('i1', 'i2')])

    Notes
    -----
    Kosaraju's way: what can be reached backwards, in the reverse of the order in which walks forward came to their ends.
    """
    onward: dict[str, list[str]] = {item.id: [] for item in theory.items}
    backward: dict[str, list[str]] = {item.id: [] for item in theory.items}
    for link in theory.links:
        onward[link.from_item].append(link.to_item)
        backward[link.to_item].append(link.from_item)
    left = set(onward)
    ended = [one for start in onward for one in _walk(start, onward, left)]
    left = set(onward)
    tangles = [frozenset(_walk(start, backward, left)) for start in reversed(ended)]
    round_and_round = [tangle for tangle in tangles if len(tangle) > 1]
    order = {item: place for place, item in enumerate(onward)}
    return sorted(
        (tuple(sorted(tangle, key=order.__getitem__)) for tangle in round_and_round), key=lambda tangle: order[tangle[0]]
    )


def _walk(start: str, onward: dict[str, list[str]], left: set[str]) -> list[str]:
    """Go from an item to all that are left to go to; each comes after all that it leads to."""
    if start not in left:
        return []
    left.remove(start)
    ended: list[str] = []
    ways = [(start, iter(onward[start]))]
    while ways:
        here, further = ways[-1]
        ahead = next((one for one in further if one in left), None)
        if ahead is None:
            ended.append(here)
            ways.pop()
        else:
            left.remove(ahead)
            ways.append((ahead, iter(onward[ahead])))
    return ended
