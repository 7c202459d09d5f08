"""What a theory of change leaves open, put as questions: never a verdict, never a score."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from cbf_widgets.model.counting import capital, in_words, quoted
from cbf_widgets.model.theory_alike import alike
from cbf_widgets.model.theory_columns import Role, roles
from cbf_widgets.model.theory_parts import Item, Link, Said
from cbf_widgets.model.theory_paths import Stages, circles
from cbf_widgets.model.value import Identifier, Line, Value

if TYPE_CHECKING:
    from cbf_widgets.model.theory import TheoryOfChange

# What is said of one, what is said of several, what is asked of one, what is asked of several.
_WORDS = {
    "no-arrows": ("No arrow has been drawn yet, so nothing says what leads to what.", "",
                  "What leads to what, and what has to be true for it?", ""),
    "no-indicator": ("One outcome has no indicator: {it}.", "{many} outcomes have no indicator.",
                     "What would tell you that it changed?", "What would tell you that they changed?"),
    "no-measure": ("One indicator has no measure: {it}.", "{many} indicators have no measure.",
                   "How would you find out, and who could tell you?", "How would you find out, and who could tell you?"),
    "leads-nowhere": ("One change leads nowhere yet: {it}.", "{many} changes lead nowhere yet.",
                      "What do you hope comes of it?", "What do you hope comes of them?"),
    "from-nothing": ("Nothing leads yet to one long-term outcome: {it}.", "Nothing leads yet to {many} long-term outcomes.",
                     "What would bring it about?", "What would bring them about?"),
    "leap": ("One arrow leaps over {over}: {it}.", "{many} arrows leap over a column.",
             "What happens in between?", "What happens in between?"),
    "backwards": ("One arrow points back to an earlier column: {it}.", "{many} arrows point back to an earlier column.",
                  "Does it come round again, or should it point the other way?",
                  "Do they come round again, or should they point the other way?"),
    "circle": ("", "{many} items lead round in a circle.", "", "Where does it begin, and what keeps it going or stops it?"),
    "said-twice": ("One thing is said more than once, in the same words or nearly: {it}.",
                   "{many} things are said more than once, in the same words or nearly.",
                   "Is it one thing, or are there differences to name?", "Is each one thing, or are there differences to name?"),
    "no-assumption": ("One arrow has no assumption yet: {it}.", "{many} arrows have no assumption yet.",
                      "What has to be true for this to lead to that?", "What has to be true for each to lead where it points?"),
    "guess": ("One arrow is a guess: {it}.", "{many} arrows are guesses.",
              "Who could tell you more, or what could you look at?", "Who could tell you more, or what could you look at?"),
    "cut-off": ("One item is cut short on the page: {it}.", "{many} items are cut short on the page.",
                "What does the page still show?", "What does the page still show?"),
    "reading": ("One item stands in its column by our reading of a damaged page: {it}.",
                "{many} items stand in their columns by our reading of a damaged page.",
                "Look at the page: where would you put it?", "Look at the page: where would you put them?"),
}  # fmt: skip


class Doubt(Value):
    """Something that a theory leaves open: what is seen, and what one could ask.

    Attributes
    ----------
    kind : str
        Short and stable, for instance ``no-indicator``.
    says, asks : str
        What is seen, in a sentence; a question to go on with.
    items, links : tuple of str
        Ids of what it is about; both always stand in its plain data.

    Examples
    --------
    >>> Doubt(kind="guess", says="One arrow is a guess.", asks="Who could tell?", items=(), links=("a1",)).to_dict()["links"]
    ['a1']
    """

    kind: Identifier
    says: Said
    asks: Line
    items: tuple[Identifier, ...]
    links: tuple[Identifier, ...]


def questions(theory: TheoryOfChange) -> tuple[Doubt, ...]:
    """Ask what a theory leaves open.

    Parameters
    ----------
    theory : TheoryOfChange
        The theory, of any form; what a column is for, see `cbf_widgets.model.theory_columns.roles`.

    Returns
    -------
    tuple of Doubt
        Each kind of question once at most, but one for each circle: outcomes that no indicator watches, indicators without a
        measure, changes that lead nowhere, long-term outcomes that nothing leads to, arrows that leap over a column or
        point back, circles, things said twice, arrows without an assumption, guesses, items that the page cuts short, and
        items that stand where they do by a reading. Without any arrow, one question stands for all that ask about arrows.

    Examples
    --------
    >>> from cbf_widgets.model.theory import TheoryOfChange
    >>> theory = TheoryOfChange(id="t", title="T").add_column("Now").add_column("Later")
    >>> theory = theory.add_item("now", "Long waits").add_item("later", "Calmer homes").link("i1", "i2")
    >>> [doubt.says for doubt in questions(theory)]
    ['One arrow has no assumption yet: from “Long waits” to “Calmer homes”.']
    """
    if not theory.items:
        return ()
    seen = _Seen(theory)
    arrows = seen.of_arrows() if theory.links else [seen.said("no-arrows", 1)]
    return tuple(doubt for doubt in (*arrows, *seen.of_items(), *seen.of_assumptions(), *seen.of_the_page()) if doubt)


class _Seen:
    """What the questions about one theory have in common."""

    def __init__(self, theory: TheoryOfChange) -> None:
        self.theory, self.roles = theory, roles(theory)
        self.of = {item.id: item for item in theory.items}
        self.starts = {link.from_item for link in theory.links}
        self.ends = {link.to_item for link in theory.links}
        self.beside: dict[str, set[Role]] = {item.id: set() for item in theory.items}
        for link in theory.links:
            self.beside[link.from_item].add(self.roles[self.of[link.to_item].column])
            self.beside[link.to_item].add(self.roles[self.of[link.from_item].column])

    def of_arrows(self) -> Iterator[Doubt | None]:
        there = set(self.roles.values())
        if there & {"indicator", "impact"}:
            unwatched = self.those({"outcome", "long-term"}, lambda item: not self.beside[item.id] & {"indicator", "impact"})
            yield self.items("no-indicator", unwatched)
        if "measure" in there:
            yield self.items("no-measure", self.those({"indicator"}, lambda item: "measure" not in self.beside[item.id]))
        yield self.items("leads-nowhere", self.those({"change"}, lambda item: item.id not in self.starts))
        yield self.items("from-nothing", self.those({"long-term"}, lambda item: item.id not in self.ends))
        stages = Stages(self.theory)
        over = {link.id: skipped for link in self.theory.links if (skipped := stages.skipped(link))}
        named = " and ".join(next(iter(over.values()), ()))
        yield self.links("leap", (link for link in self.theory.links if link.id in over), over=named)
        yield self.links("backwards", filter(stages.back, self.theory.links))
        yield from map(self.circle, circles(self.theory))

    def of_items(self) -> Iterator[Doubt | None]:
        groups = alike(self.theory.items)
        items = tuple(item for group in groups for item in group)
        yield self.said("said-twice", len(groups), items, it=quoted(self.of[items[0]].text) if items else "")

    def of_assumptions(self) -> Iterator[Doubt | None]:
        yield self.links("no-assumption", (link for link in self.theory.links if not link.assumption.strip()))
        yield self.links("guess", (link for link in self.theory.links if link.confidence == "guess"))

    def of_the_page(self) -> Iterator[Doubt | None]:
        yield self.items("cut-off", [item for item in self.theory.items if item.cut_off])
        yield self.items("reading", [item for item in self.theory.items if item.placement == "read"])

    def those(self, wanted: set[Role], test: Callable[[Item], bool]) -> list[Item]:
        return [item for item in self.theory.items if self.roles[item.column] in wanted and test(item)]

    def circle(self, circle: tuple[str, ...]) -> Doubt | None:
        links = tuple(link.id for link in self.theory.links if {link.from_item, link.to_item} <= set(circle))
        return self.said("circle", len(circle), circle, links)

    def items(self, kind: str, items: list[Item]) -> Doubt | None:
        it = quoted(items[0].text) if items else ""
        return self.said(kind, len(items), tuple(item.id for item in items), it=it)

    def links(self, kind: str, links: Iterable[Link], over: str = "") -> Doubt | None:
        links = tuple(links)
        ends = [quoted(self.of[end].text) for link in links[:1] for end in (link.from_item, link.to_item)]
        it = f"from {ends[0]} to {ends[1]}" if ends else ""
        return self.said(kind, len(links), links=tuple(link.id for link in links), it=it, over=over)

    def said(
        self, kind: str, number: int, items: tuple[str, ...] = (), links: tuple[str, ...] = (), it: str = "", over: str = ""
    ) -> Doubt | None:
        if not number:
            return None
        one, several, asks_one, asks_several = _WORDS[kind]
        says = capital((one if number == 1 else several).format(many=in_words(number), it=it, over=over))
        return Doubt(kind=kind, says=says, asks=asks_one if number == 1 else asks_several, items=items, links=links)
