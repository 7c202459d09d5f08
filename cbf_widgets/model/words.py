"""A spiral in plain words: what its picture shows, for whoever can't see it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from cbf_widgets.model.counting import joined, plural
from cbf_widgets.model.mark import Mark, Ripple, Rupture

if TYPE_CHECKING:
    from cbf_widgets.model.spiral import Spiral


def summarise(spiral: Spiral) -> str:
    """Say in one line how much lies on a spiral.

    Parameters
    ----------
    spiral : Spiral
        The spiral.

    Returns
    -------
    str
        For instance ``9 steps on 3 loops, one rupture, repaired``.

    Examples
    --------
    >>> from cbf_widgets.model.spiral import Spiral
    >>> own = {"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}]}
    >>> summarise(Spiral(vocabulary=own).add("tea").rupture(0.1).repair("r1", "m1"))
    'one step on 3 loops, one rupture, repaired'
    """
    steps = f"{_count(len(spiral.marks), 'step')} on {_count(spiral.loops, 'loop')}"
    ruptures, repaired = len(spiral.ruptures), sum(bool(rupture.repair) for rupture in spiral.ruptures)
    return f"{steps}, {_count(ruptures, 'rupture')}, {_mended(ruptures, repaired)}" if ruptures else steps


def _mended(ruptures: int, repaired: int) -> str:
    if ruptures == 1:
        return "repaired" if repaired else "not repaired"
    if repaired == ruptures:
        return "both repaired" if ruptures == 2 else "all repaired"
    return {0: "none repaired", 1: "one repaired"}.get(repaired, f"{repaired} repaired")


def _count(number: int, noun: str) -> str:
    if number == 0:
        return f"no {noun}s yet" if noun == "step" else f"no {noun}s"
    return f"{'one' if number == 1 else number} {plural(number, noun)}"


def describe(spiral: Spiral, *, notes: bool = False) -> str:
    """Say in plain words all that a spiral's picture shows, loop by loop.

    Use it as alt text, caption or export. It is plain text: a label stands in it as it was written, so whoever puts it
    into HTML or SVG has to escape it.

    Parameters
    ----------
    spiral : Spiral
        The spiral.
    notes : bool
        Whether the notes are told, too; they may be private.

    Returns
    -------
    str
        Several lines: title and summary, each loop with its steps and ruptures, the ripples.

    Examples
    --------
    >>> from cbf_widgets.model.spiral import Spiral
    >>> own = {"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}]}
    >>> spiral = Spiral(vocabulary=own, title="Spring", loops=1).add("tea", 0.2, label="A talk", nurtures=["help"])
    >>> print(describe(spiral.add("tea", 0.8, when="in May").rupture(0.5).ripple("m1", "m2")))
    “Spring”: 2 steps on one loop, one rupture, not repaired.
    Loop 1:
    1. Tea, “A talk”. Nurtures help.
    Rupture. Not repaired.
    2. Tea, in May.
    Ripples:
    Step 1 helps step 2.
    """
    title = f"“{spiral.title.strip()}”" if spiral.title.strip() else "A spiral"
    alias = f", about {spiral.alias.strip()}" if spiral.alias.strip() else ""
    words = _Words(spiral, notes=notes)
    lines = [f"{title}{alias}: {summarise(spiral)}."]
    lines += [line for loop in range(1, spiral.loops + 1) for line in words.loop(loop)]
    lines += ["Ripples:"] if spiral.ripples else []
    lines += [line for ripple in spiral.ripples for line in words.ripple(ripple)]
    return "\n".join(lines)


class _Words:
    """What the lines about one spiral have in common."""

    def __init__(self, spiral: Spiral, *, notes: bool) -> None:
        self.spiral, self.notes = spiral, notes
        self.number = {mark.id: number for number, mark in enumerate(spiral.marks, start=1)}
        self.repairs = Counter(rupture.repair for rupture in spiral.ruptures)
        found: list[Mark | Rupture] = sorted(
            [*spiral.ruptures, *spiral.marks], key=lambda part: part.place
        )  # a rupture before its repair
        self.parts = {n: [part for part in found if spiral.loop(part.place) == n] for n in range(1, spiral.loops + 1)}

    def loop(self, loop: int) -> list[str]:
        if not self.parts[loop]:
            return [f"Loop {loop}: nothing yet."]
        return [f"Loop {loop}:", *(line for part in self.parts[loop] for line in self.part(part))]

    def part(self, part: Mark | Rupture) -> list[str]:
        said = self.mark(part) if isinstance(part, Mark) else self.rupture(part)
        return [said, *self.note(part.note)]

    def mark(self, mark: Mark) -> str:
        named = ", ".join([self.spiral.vocabulary.kind(mark.kind).name, *_said(mark)])
        nurtures = f" Nurtures {joined(mark.nurtures)}." if mark.nurtures else ""
        holds = " Holds like a ratchet." if mark.holds else ""
        repairs = f" Repairs {_count(self.repairs[mark.id], 'rupture')}." if self.repairs[mark.id] else ""
        return f"{self.number[mark.id]}. {named}.{nurtures}{holds}{repairs}"

    def rupture(self, rupture: Rupture) -> str:
        cause = [f"cause: {rupture.cause.strip()}"] if rupture.cause.strip() else []
        named = ", ".join(["Rupture", *_said(rupture), *cause])
        return f"{named}. {f'Repaired by step {self.number[rupture.repair]}' if rupture.repair else 'Not repaired'}."

    def ripple(self, ripple: Ripple) -> list[str]:
        said = f"Step {self.number[ripple.source]} helps step {self.number[ripple.target]}."
        return [said, *self.note(ripple.note)]

    def note(self, note: str) -> list[str]:
        return [f"Note: {note.strip()}"] if self.notes and note.strip() else []


def _said(part: Mark | Rupture) -> list[str]:
    label = [f"“{part.label.strip()}”"] if part.label.strip() else []
    return [*label, *([part.when.strip()] if part.when.strip() else [])]
