"""The partnership activities, and the sequences of them that a text describes."""

from __future__ import annotations

from cbf_widgets.model.step import Example
from cbf_widgets.model.value import Identifier, Line, Name, Prose, Value


class Activity(Value):
    """One of the kinds of work that helper and parent do together, with its own purpose.

    Attributes
    ----------
    id, name : str
        Short and stable; the name on screen.
    also_called : tuple of str
        The source's other names.
    ball : str
        The "ball" metaphor that the source uses for it.
    text : str
        What it is, in our words.
    purpose : str
        What it is for.
    helper_responsibilities, parent_responsibilities : tuple of str
        What each of the two has to do; empty where the source says nothing.
    expertise : tuple of str
        What the helper needs to be good at or to know; empty where the source says nothing.
    effects : tuple of str
        What the activity can bring about by itself.
    examples : tuple of Example
        What helpers said in this activity, in our words.
    source : str
        Locators: text and heading, several joined by ``"; "``.

    Examples
    --------
    >>> Activity(id="planning", name="Planning", ball="How will it be?", purpose="…", source="assumption").expertise
    ()
    """

    id: Identifier
    name: Name
    also_called: tuple[Name, ...] = ()
    ball: Name
    text: Prose = ""
    purpose: Prose
    helper_responsibilities: tuple[Prose, ...] = ()
    parent_responsibilities: tuple[Prose, ...] = ()
    expertise: tuple[Prose, ...] = ()
    effects: tuple[Prose, ...] = ()
    examples: tuple[Example, ...] = ()
    source: Line


class DescribedSequence(Value):
    """An interaction that a text describes in words as a sequence of activities.

    Attributes
    ----------
    id, name, setting : str
        Short and stable; our name for it; the kind of service.
    text : str
        How it went, in our words.
    order : tuple of str
        Ids of activities in the order that the words give; empty where they give no single order.
    source : str
        Locator: text and heading.

    Examples
    --------
    >>> DescribedSequence(id="visit", name="A visit", setting="home visiting", text="…", source="assumption").order
    ()
    """

    id: Identifier
    name: Name
    setting: Line
    text: Prose
    order: tuple[Identifier, ...] = ()
    source: Line
