"""A theory of change in words: the headings with their items, and the arrows as sentences. For pictures, pages and HTML."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from string import ascii_lowercase
from typing import TYPE_CHECKING

from cbf_widgets import __version__
from cbf_widgets.draw.theory_cards import said
from cbf_widgets.draw.theory_stages import stands
from cbf_widgets.model import counting

if TYPE_CHECKING:
    from cbf_widgets.model.theory import TheoryOfChange
    from cbf_widgets.model.theory_parts import Item, Link

CONFIDENCES = {"": "", "guess": "a guess", "fairly-sure": "fairly sure", "sure": "sure"}
STRENGTHS = {"": "", "weak": "a weak push", "middling": "a middling push", "strong": "a strong push"}
OWN_ARROWS = "The arrows, and what they assume, are the reader's own; the guide prints none."
MADE_UP = "The arrows, and what they assume, are what people think; nothing here is a forecast."


def letter(index: int) -> str:
    """Return the letter of an arrow: a to z, then aa and on.

    Examples
    --------
    >>> letter(0), letter(25), letter(26), letter(701), letter(702)
    ('a', 'z', 'aa', 'zz', 'aaa')
    """
    found = ""
    while index >= 0:
        index, place = divmod(index, 26)
        found = ascii_lowercase[place] + found
        index -= 1
    return found


def letters(theory: TheoryOfChange) -> dict[str, str]:
    """Return the letter of each arrow by its id.

    Examples
    --------
    >>> from cbf_widgets.model.theory import TheoryOfChange
    >>> letters(TheoryOfChange(id="ours", title="Ours"))
    {}
    """
    return {link.id: letter(i) for i, link in enumerate(theory.links)}


def summary(theory: TheoryOfChange) -> str:
    """Return how much a theory holds, and where it was read, in a line.

    Examples
    --------
    >>> from cbf_widgets import datasets
    >>> summary(datasets.theories()["Croydon"])
    '43 items in six columns · LFO guide, lines 4545–4792'
    """
    many = f"{counting.counted(len(theory.items), 'item')} in {counting.counted(len(stands(theory)), 'column')}"
    where = f"LFO guide, lines {theory.pages[0]}–{theory.pages[-1]}" if theory.pages else ""
    begun = f"begun from {theory.made_from}" if theory.made_from else ""
    first = f"{many[0].upper()}{many[1:]}"
    return " · ".join(part for part in (first, where, begun) if part)


def arrows(theory: TheoryOfChange) -> str:
    """Return how many arrows there are, and whose.

    Examples
    --------
    >>> from cbf_widgets.model.theory import TheoryOfChange
    >>> arrows(TheoryOfChange(id="ours", title="Ours"))
    'no arrows: none is drawn yet'
    """
    many = counting.counted(len(theory.links), "arrow")
    if not theory.links:
        return f"{many}: the guide prints none" if theory.pages else f"{many}: none is drawn yet"
    return f"{many}, the reader's own" if theory.pages or theory.made_from else many


def marks_said(theory: TheoryOfChange) -> list[str]:
    """Return what dotted edges and cut ends mean, with their counts; nothing where there are none.

    Examples
    --------
    >>> from cbf_widgets import datasets
    >>> marks_said(datasets.theories()["Croydon"])[0]
    'Dotted edge: its column is a reading of a damaged page (... items).'
    """
    read, cut = (sum(bool(getattr(item, name)) for item in theory.items) for name in ("placement", "cut_off"))
    found = [f"Dotted edge: its column is a reading of a damaged page ({counting.counted(read, 'item')})."] if read else []
    return [*found, *([f"[cut short]: the page itself cuts it short ({counting.counted(cut, 'item')})."] if cut else [])]


def foot(theory: TheoryOfChange) -> list[str]:
    """Return what stands below every picture of a theory: signs, whose words and arrows, and what made it.

    Examples
    --------
    >>> from cbf_widgets.model.theory import TheoryOfChange
    >>> foot(TheoryOfChange(id="ours", title="Ours"))[0][:11]
    'cbf_widgets'
    """
    found = marks_said(theory)
    if theory.pages:
        found.append("Words are ours, read from the guide; nothing is a score or a forecast.")
    if theory.links:
        found.append(OWN_ARROWS if theory.pages or theory.made_from else MADE_UP)
    return [*found, f"cbf_widgets {__version__}."]


def flags(item: Item) -> str:
    """Return what is doubtful about an item's place, in words.

    Examples
    --------
    >>> from cbf_widgets.model.theory_parts import Item
    >>> flags(Item(id="i1", column="indicators", text="More people", placement="read"))
    'column read from a damaged page'
    """
    return "column read from a damaged page" if item.placement else ""


def about_arrow(link: Link) -> str:
    """Return what a person says of an arrow besides its assumption.

    Examples
    --------
    >>> from cbf_widgets.model.theory_parts import Link
    >>> about_arrow(Link(id="a1", from_item="i1", to_item="i2", confidence="guess", strength="weak"))
    'a guess, a weak push; no evidence yet'
    """
    how = ", ".join(part for part in (CONFIDENCES[link.confidence], STRENGTHS[link.strength]) if part)
    evidence = f"evidence: {link.evidence}" if link.evidence else "no evidence yet"
    asks = f"who could tell: {link.asks}" if link.asks else ""
    return "; ".join(part for part in (how, evidence, asks) if part)


def arrow_said(theory: TheoryOfChange, link: Link) -> str:
    """Return an arrow as a sentence.

    Examples
    --------
    >>> from cbf_widgets.model.theory import TheoryOfChange
    >>> theory = TheoryOfChange(id="ours", title="Ours").add_column("Now").add_item("now", "Tea").add_item("now", "Talk")
    >>> arrow_said(theory, theory.link("i1", "i2", assumption="there is time").links[0])
    'Tea leads to Talk, if there is time (no evidence yet)'
    """
    start, end = (said(theory.item(each)) for each in (link.from_item, link.to_item))
    condition = f"if {link.assumption}" if link.assumption else "with no assumption said yet"
    return f"{start} leads to {end}, {condition} ({about_arrow(link)})"


def in_words(theory: TheoryOfChange, trace: str | None = None) -> str:
    """Say all that a picture of a theory shows.

    Examples
    --------
    >>> from cbf_widgets import datasets
    >>> in_words(datasets.theories()["Croydon"]).splitlines()[3].split(";")[0]
    'Now (...). Opportunities: Families at risk of financial instability: More families than average are out of work'
    """
    found = [
        theory.title,
        *([f"Vision: {theory.vision.text}"] if theory.vision.text else []),
        f"{summary(theory)}. {arrows(theory)}.",
    ]
    if trace is not None:
        found.append(f"{path_said(theory, trace)}: {said(theory.item(trace))}.")
    for stand in stands(theory):
        columns = []
        for part in stand.parts:
            each = "; ".join(_together(group, some) for group, some in groupby(part.items, key=lambda item: item.group)) or "none"
            columns.append(f"{part.title}: {each}" if part.title else each)
        found.append(f"{stand.title} ({len(stand.items)}). {'. '.join(columns)}.")
    named = letters(theory)
    found += [f"Arrow {named[link.id]}: {arrow_said(theory, link)}." for link in theory.links]
    return "\n".join([*found, " ".join(foot(theory))])


def _together(group: str, items: Iterable[Item]) -> str:
    """The items of a group, after the heading that the page gives them."""
    each = "; ".join(f"{said(item)}{f' ({flags(item)})' if flags(item) else ''}" for item in items)
    return f"{group}: {each}" if group else each


def path_said(theory: TheoryOfChange, trace: str) -> str:
    """Return how many cards lie on the path through one.

    Examples
    --------
    >>> from cbf_widgets import datasets
    >>> path_said(datasets.theories()["Croydon"], "indicators-1")
    'The path through one card: no cards lead in, no cards lead on'
    """
    into, on = theory.upstream(trace) - {trace}, theory.downstream(trace) - {trace}
    leads = [f"{counting.counted(len(cards), 'card')} {'leads' if len(cards) == 1 else 'lead'}" for cards in (into, on)]
    return f"The path through one card: {leads[0]} in, {leads[1]} on"
