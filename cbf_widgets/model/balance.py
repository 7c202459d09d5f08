"""Dynamic balance: pairs of contrasting aspects between which the emphasis shifts."""

from __future__ import annotations

from cbf_widgets.errors import CbfError, shown
from cbf_widgets.model.value import Identifier, Line, Name, Prose, Value

_SIDES = 2


class BalanceSide(Value):
    """One of the two aspects of a pair.

    Examples
    --------
    >>> BalanceSide(id="trust", name="Trusting the child").text
    ''
    """

    id: Identifier
    name: Name
    text: Prose = ""


class BalancePair(Value):
    """Two aspects in dynamic balance: never equal parts for good, but an emphasis that shifts.

    Attributes
    ----------
    id, name : str
        Short and stable; the title of the pair's bubble.
    sides : tuple of BalanceSide
        Exactly two.
    text : str
        What the text says of the pair, in our words.
    source : str
        Locator: text and heading.

    Examples
    --------
    >>> pair = BalancePair(id="problem", name="The problem", source="making change happen, The problem",
    ...                    sides=({"id": "child", "name": "Child"}, {"id": "self", "name": "Self"}))
    >>> [side.name for side in pair.sides]
    ['Child', 'Self']
    """

    id: Identifier
    name: Name
    sides: tuple[BalanceSide, ...]
    text: Prose = ""
    source: Line

    def __post_init__(self) -> None:
        super().__post_init__()
        if len(self.sides) != _SIDES:
            raise CbfError("two sides", f"{len(self.sides)}", place="sides")
        if self.sides[0].id == self.sides[1].id:
            raise CbfError("each id once", shown(self.sides[1].id), place="sides[1].id")
