"""A spiral in plain words: what its picture shows, for whoever can't see it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cbf_widgets.model.mark import Mark, Rupture
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
    return f"one {noun}" if number == 1 else f"{number} {noun}s"


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
    title = f"“{spiral.title}”" if spiral.title.strip() else "A spiral"
    alias = f", {spiral.alias}" if spiral.alias.strip() else ""
    lines = [f"{title}{alias}: {summarise(spiral)}."]
    lines += [line for loop in range(1, spiral.loops + 1) for line in _loop(spiral, loop, notes=notes)]
    if spiral.ripples:
        lines += ["Ripples:"]
    for ripple in spiral.ripples:
        said = f"Step {spiral.number(ripple.source)} helps step {spiral.number(ripple.target)}."
        lines += [said, *_note(ripple.note, notes=notes)]
    return "\n".join(lines)


def _loop(spiral: Spiral, loop: int, *, notes: bool) -> list[str]:
    ruptures = [(one.place, _rupture(spiral, one), one.note) for one in spiral.ruptures if spiral.loop(one.place) == loop]
    marks = [(one.place, _mark(spiral, one), one.note) for one in spiral.marks if spiral.loop(one.place) == loop]
    found = sorted([*ruptures, *marks], key=lambda part: part[0])  # stable: a rupture before its repair
    lines = [line for _, said, note in found for line in (said, *_note(note, notes=notes))]
    return [f"Loop {loop}:", *lines] if lines else [f"Loop {loop}: nothing yet."]


def _note(note: str, *, notes: bool) -> list[str]:
    return [f"Note: {note.strip()}"] if notes and note.strip() else []


def _mark(spiral: Spiral, mark: Mark) -> str:
    named = ", ".join([spiral.vocabulary.kind(mark.kind).name, *_said(mark)])
    nurtures = f" Nurtures {_joined(mark.nurtures)}." if mark.nurtures else ""
    mended = [rupture for rupture in spiral.ruptures if rupture.repair == mark.id]
    repairs = f" Repairs {_count(len(mended), 'rupture')}." if mended else ""
    return f"{spiral.number(mark.id)}. {named}.{nurtures}{' Holds.' if mark.holds else ''}{repairs}"


def _rupture(spiral: Spiral, rupture: Rupture) -> str:
    cause = [f"cause: {rupture.cause}"] if rupture.cause.strip() else []
    named = ", ".join(["Rupture", *_said(rupture), *cause])
    return f"{named}. {f'Repaired by step {spiral.number(rupture.repair)}' if rupture.repair else 'Not repaired'}."


def _said(part: Mark | Rupture) -> list[str]:
    label = [f"“{part.label.strip()}”"] if part.label.strip() else []
    return [*label, *([part.when.strip()] if part.when.strip() else [])]


def _joined(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if words[1:] else words)
