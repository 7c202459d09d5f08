"""What lies on a spiral's line: marks, the ripples between them, ruptures."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor
from typing import Annotated

from cbf_widgets.errors import CbfError, shown
from cbf_widgets.model.essence import ASPECTS, AspectId
from cbf_widgets.model.value import Identifier, Line, Prose, Range, Value


def to_millionth(place: float) -> float:
    """Round a place to a millionth of a loop, halves upward: the same sum as in the front end's ``document.ts``.

    Python's own ``round`` takes halves to the even digit, and JavaScript's doesn't.

    Examples
    --------
    >>> to_millionth(1 / 3), to_millionth(1 / 128)
    (0.333333, 0.007813)
    """
    return floor(place * 1e6 + 0.5) / 1e6 if place < 1e9 else place


@dataclass(frozen=True)
class _OnLine(Range):
    def check(self, value: float) -> float:
        return to_millionth(super().check(value))


Place = Annotated[float, _OnLine(0)]


class Mark(Value):
    """A step placed on the line.

    Attributes
    ----------
    id : str
        Unique on its spiral.
    kind : str
        Id of a kind of step in the spiral's vocabulary.
    place : float
        Where on the line, in loops from its beginning, to a millionth of a loop.
    label, note : str
        A short name and any notes of one's own.
    nurtures : tuple of str
        What it nurtures at the core, in the order help, challenge, possibility; empty while nobody has said.
    when : str
        A date or an order, in one's own words; ISO dates (``2026-03-14``) can be put in order.
    holds : bool
        Whether this gain holds like a ratchet, in the person's own judgement.

    Examples
    --------
    >>> Mark(id="m1", kind="subtle", place=0.5, nurtures=["possibility", "help"]).nurtures
    ('help', 'possibility')
    """

    id: Identifier
    kind: Identifier
    place: Place
    label: Line = ""
    note: Prose = ""
    nurtures: tuple[AspectId, ...] = ()
    when: Line = ""
    holds: bool = False

    def __post_init__(self) -> None:
        super().__post_init__()
        object.__setattr__(self, "nurtures", tuple(a for a in ASPECTS if a in self.nurtures))


class Ripple(Value):
    """One mark helps another.

    Attributes
    ----------
    source, target : str
        Ids of two different marks: the one that helps, and the one it helps.
    note : str
        How it helped, in one's own words.

    Examples
    --------
    >>> Ripple(source="m1", target="m2").target
    'm2'
    """

    source: Identifier
    target: Identifier
    note: Prose = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.source == self.target:
            raise CbfError("two different marks", f"{shown(self.source)} twice", place="target")


class Rupture(Value):
    """The relationship is strained or broken; the line breaks.

    Attributes
    ----------
    id : str
        Unique among the spiral's ruptures.
    place : float
        Where on the line, in loops from its beginning, to a millionth of a loop.
    label, note, when : str
        As for a `Mark`.
    cause : str
        Id of one of the causes that the texts name, or empty.
    repair : str
        Id of the mark, further along the line, that repairs it; empty while it is open.

    Examples
    --------
    >>> Rupture(id="r1", place=1.5, label="A missed visit").repair
    ''
    """

    id: Identifier
    place: Place
    label: Line = ""
    note: Prose = ""
    when: Line = ""
    cause: Line = ""
    repair: Line = ""
