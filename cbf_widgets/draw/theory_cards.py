"""A column of a theory as boxes from top to bottom: headings, groups and cards, their texts broken to the column's width."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from cbf_widgets.draw.lettering import clipped
from cbf_widgets.draw.lettering import wrap as _wrap

if TYPE_CHECKING:
    from cbf_widgets.draw.theory_stages import Stand
    from cbf_widgets.model.theory_parts import Item

wrap = lru_cache(maxsize=16_384)(_wrap)  # columns try many widths

CUT = "[cut short]"
NONE_PRINTED, NONE_YET = "The page has none here.", "None here yet."


@dataclass(frozen=True, kw_only=True)
class Look:
    """How large a card is drawn.

    Attributes
    ----------
    size, lead : float
        Of its letters and lines.
    left, right, above : float
        Room around its text.
    edge : float
        Width of the coloured edge at its left.
    space : float
        Between a card and the next.

    Examples
    --------
    >>> Look(size=12, lead=15, left=12, right=8, above=6, edge=4, space=8).frame
    True
    """

    size: float
    lead: float
    left: float
    right: float
    above: float
    edge: float
    space: float
    frame: bool = True


PLAIN = Look(size=12.5, lead=15.5, left=12.0, right=6.0, above=5.0, edge=4.0, space=7.0)
LARGE = Look(size=15.5, lead=19.0, left=16.0, right=10.0, above=9.0, edge=5.0, space=14.0)
SMALL = Look(size=11.5, lead=14.0, left=10.0, right=4.0, above=1.0, edge=2.5, space=8.0, frame=False)


@dataclass(frozen=True, kw_only=True)
class Box:
    """Something that stands in a column.

    Attributes
    ----------
    kind : {"part", "group", "card", "none"}
        A column's own name, a heading of the page, an item, or that there is none.
    top, height : float
        Below the column's heading.
    lines : tuple of str
        Its text.
    item : Item, optional
        What a card says.
    look : Look
        How large it is.
    under : tuple of (str, tuple of str)
        Of the arrows that end here, those whose assumptions stand on the card: the link and its lines.
    count : int
        Of a part, how many items it has.
    left : float
        Where a card's text begins, from its left edge.

    Examples
    --------
    >>> Box(kind="none", top=8.0, height=16.0, lines=("None here yet.",)).bottom
    24.0
    """

    kind: str
    top: float
    height: float
    lines: tuple[str, ...]
    item: Item | None = None
    look: Look = PLAIN
    under: tuple[tuple[str, tuple[str, ...]], ...] = ()
    count: int = 0
    left: float = 0.0

    @property
    def bottom(self) -> float:
        """Where it ends."""
        return self.top + self.height


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What the boxes of a theory need besides their texts.

    Attributes
    ----------
    needs : mapping of str to (float, float, float)
        How tall the card of an item is at least, and how much more room its badges take at its left and right.
    printed : bool
        Whether the columns were read from a page.
    under : mapping
        Of an item, the arrows whose assumptions stand on its card: link and text.
    look : Look
        How large the cards are.
    chosen : str
        Id of the item whose path is traced; its letters are bold.

    Examples
    --------
    >>> Wish().printed
    True
    """

    needs: Mapping[str, tuple[float, float, float]] = field(default_factory=dict)
    printed: bool = True
    under: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    look: Look = PLAIN
    chosen: str = ""


def said(item: Item) -> str:
    """Return what a card says: an item's words, and that the page cuts them short where it does.

    Examples
    --------
    >>> from cbf_widgets.model.theory_parts import Item
    >>> said(Item(id="i1", column="indicators", text="More people helped", cut_off=True))
    'More people helped [cut short]'
    """
    return item.text if not item.cut_off or CUT in item.text else f"{item.text} {CUT}"


def boxes(stand: Stand, width: float, wish: Wish, extra: Mapping[int, float] | None = None) -> list[Box]:
    """Return what stands below a heading, from top to bottom.

    Parameters
    ----------
    stand : Stand
        The heading's columns.
    width : float
        Of the column.
    wish : Wish
        What the boxes need besides their texts.
    extra : mapping of int to float, optional
        How much more room is kept above the box at this place, for arrows that pass.

    Returns
    -------
    list of Box
        Their tops count from the rule below the heading.

    Examples
    --------
    >>> from cbf_widgets import datasets
    >>> from cbf_widgets.draw.theory_stages import stands
    >>> now = stands(datasets.theories()["Croydon"])[0]
    >>> [box.kind for box in boxes(now, 180, Wish())][:4]
    ['part', 'group', 'card', 'card']
    """
    pile = _Pile(width, wish, extra or {})
    for part in stand.parts:
        if part.title:
            pile.put("part", wrap(part.title, 12.0, width - 24, bold=True), 15.0, above=18.0, count=part.count)
        if not part.items:
            pile.put("none", wrap(NONE_PRINTED if wish.printed else NONE_YET, 11.5, width), 14.5, above=8.0)
        before = ""
        for item in part.items:
            if item.group and item.group != before:
                pile.put("group", wrap(item.group, 11.5, width), 14.0, above=12.0)
            before = item.group
            pile.card(item)
    return pile.found


class _Pile:
    """Puts one box below the other."""

    def __init__(self, width: float, wish: Wish, extra: Mapping[int, float]) -> None:
        self.width, self.wish, self.extra = width, wish, extra
        self.found: list[Box] = []

    def _top(self, above: float) -> float:
        if not self.found:
            space, at = 10.0, 0.0
        else:
            last = self.found[-1]
            space, at = 5.0 if last.kind in ("part", "group") else above, last.bottom
        return at + space + self.extra.get(len(self.found), 0.0)

    def put(self, kind: str, lines: list[str], lead: float, *, above: float, count: int = 0) -> None:
        box = Box(kind=kind, top=self._top(above), height=lead * len(lines) + 2, lines=tuple(lines), count=count)
        self.found.append(box)

    def card(self, item: Item) -> None:
        look, wish = self.wish.look, self.wish
        tall, before, behind = wish.needs.get(item.id, (0.0, 0.0, 0.0))
        left, bold = look.left + before, item.id == wish.chosen
        room = self.width - left - look.right - behind
        lines = wrap(said(item), look.size, room, bold=bold)
        under = tuple((link, tuple(assumed(text, look, room))) for link, text in wish.under.get(item.id, ()))
        height = 2 * look.above + look.lead * len(lines) + sum(assumed_height(told, look) for _, told in under)
        box = Box(
            kind="card", top=self._top(look.space), height=max(height, 0.0 if under else tall), lines=tuple(lines),
            item=item, look=look, under=under, left=left,
        )  # fmt: skip
        self.found.append(box)


def assumed(text: str, look: Look, room: float) -> list[str]:
    """Break an assumption to stand on a card; its first line leaves room for the badge and the word *if*.

    Examples
    --------
    >>> assumed("help is near", LARGE, 200)
    ['if help is near']
    """
    return clipped(f"if {text}" if text else "if … (not said yet)", 0.82 * look.size, room, 8)


def assumed_height(lines: tuple[str, ...], look: Look) -> float:
    """Return how much taller an assumption makes a card.

    Examples
    --------
    >>> round(assumed_height(("if help is near",), LARGE), 1)
    22.0
    """
    return max(22.0, 0.84 * look.lead * len(lines) + 6)
