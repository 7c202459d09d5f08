"""The bands of a theory before they have a place: all its cards, or those on a traced path and the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cbf_widgets.draw.lettering import text_width
from cbf_widgets.draw.theory_arrows import Ends, ends_of
from cbf_widgets.draw.theory_cards import LARGE, SMALL, Wish, boxes
from cbf_widgets.draw.theory_routes import needs
from cbf_widgets.draw.theory_stages import Part, Stand

if TYPE_CHECKING:
    from cbf_widgets.model.theory import TheoryOfChange
    from cbf_widgets.model.theory_parts import Link


@dataclass(frozen=True, kw_only=True)
class Layer:
    """A band before it has a place: what stands in each column, the arrows within it, what they ask of the cards.

    Attributes
    ----------
    stands : list of Stand
        Of each column.
    ends : list of Ends
        The arrows both of whose cards stand here.
    wish : Wish
        How its cards are drawn.
    centred : bool
        Whether the cards of a column stand in its middle.

    Examples
    --------
    >>> Layer(stands=[], ends=[], wish=Wish()).centred
    False
    """

    stands: list[Stand]
    ends: list[Ends]
    wish: Wish
    centred: bool = False

    def tall(self, column: int, width: float) -> float:
        """Return how tall a column is at this width.

        Examples
        --------
        >>> Layer(stands=[Stand(title="Now", stage=0, parts=())], ends=[], wish=Wish()).tall(0, 120)
        0.0
        """
        found = boxes(self.stands[column], width, self.wish)
        return found[-1].bottom if found else 0.0

    def words(self, column: int) -> list[float]:
        """Return how wide a column must be for each word on its cards.

        Examples
        --------
        >>> Layer(stands=[Stand(title="Now", stage=0, parts=())], ends=[], wish=Wish()).words(0)
        []
        """
        look = self.wish.look
        found: list[float] = []
        for item in self.stands[column].items:
            _, before, behind = self.wish.needs.get(item.id, (0.0, 0.0, 0.0))
            around, bold = look.left + before + look.right + behind + 1, item.id == self.wish.chosen
            found += [text_width(word, look.size, bold=bold) + around for word in item.text.split()]
        return found


def layers(theory: TheoryOfChange, columns: list[Stand], trace: str | None) -> list[Layer]:
    """Return the bands of a theory: one, or with a traced path the path and the rest.

    Parameters
    ----------
    theory : TheoryOfChange
        What is drawn.
    columns : list of Stand
        What stands in each column.
    trace : str, optional
        Id of an item.

    Returns
    -------
    list of Layer
        From the top.

    Examples
    --------
    >>> from cbf_widgets import datasets
    >>> from cbf_widgets.draw.theory_stages import stands
    >>> croydon = datasets.theories()["Croydon"]
    >>> len(layers(croydon, stands(croydon), None)), len(layers(croydon, stands(croydon), "indicators-1"))
    (1, 2)
    """
    printed = bool(theory.pages)
    if trace is None:
        return [_layer(columns, theory.links, Wish(printed=printed))]
    path = {theory.item(trace).id, *theory.upstream(trace), *theory.downstream(trace)}
    under: dict[str, tuple[tuple[str, str], ...]] = {}
    for link in theory.links:
        if link.from_item in path and link.to_item in path:
            under[link.to_item] = (*under.get(link.to_item, ()), (link.id, link.assumption))
    large = Wish(look=LARGE, printed=printed, under=under, chosen=trace)
    chosen = [_only(stand, path, bare=True) for stand in columns]
    rest = [_only(stand, {item.id for item in stand.items} - path) for stand in columns]
    both = [_layer(chosen, theory.links, large, centred=True), _layer(rest, theory.links, Wish(look=SMALL, printed=printed))]
    return both if any(stand.parts for stand in rest) else both[:1]


def _layer(columns: list[Stand], links: Sequence[Link], wish: Wish, *, centred: bool = False) -> Layer:
    ends = ends_of(links, {item.id: c for c, stand in enumerate(columns) for item in stand.items})
    return Layer(stands=columns, ends=ends, wish=replace(wish, needs=needs(ends)), centred=centred)


def _only(stand: Stand, wanted: set[str], *, bare: bool = False) -> Stand:
    """A stand with some of its items; bare, without the headings within it."""
    parts = []
    for part in stand.parts:
        items = tuple(item for item in part.items if item.id in wanted)
        if items or not (part.items or bare):
            parts.append(replace(part, items=items))
    if bare and parts:
        kept = tuple(replace(item, group="") for part in parts for item in part.items)
        parts = [Part(title="", column="", items=kept)] if kept else []
    return replace(stand, parts=tuple(parts))
