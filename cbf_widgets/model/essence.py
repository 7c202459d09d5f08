"""The essence of partnership: help, challenge and possibility."""

from __future__ import annotations

from typing import Literal, get_args

from cbf_widgets.model.value import Line, Name, Prose, Value

AspectId = Literal["help", "challenge", "possibility"]
ASPECTS: tuple[AspectId, ...] = get_args(AspectId)


class Aspect(Value):
    """One of the three aspects at the core of the spiral.

    Attributes
    ----------
    id : str
        ``help``, ``challenge`` or ``possibility``.
    name : str
        The word on screen.
    also_called : tuple of str
        Other words the texts use for it.
    text : str
        What the texts say of it, in our words.
    source : str
        Locator: text and heading.

    Examples
    --------
    >>> Aspect(id="help", name="Help", source="partnership worksheet, Summary").name
    'Help'
    """

    id: AspectId
    name: Name
    also_called: tuple[Name, ...] = ()
    text: Prose = ""
    source: Line
