"""Questions to reflect on and the exercises of the worksheet."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from cbf_widgets.model.value import Identifier, Line, Name, Prose, Range, Value

Audience = Literal["practitioner", "parent"]
AUDIENCES: tuple[Audience, ...] = get_args(Audience)


class Question(Value):
    """A question for a practitioner to reflect on, or to adapt and ask with parents.

    Attributes
    ----------
    id : str
        Short and stable.
    audience : str
        Who answers: ``practitioner`` ("I") or ``parent`` ("you").
    text : str
        The question, in our words.
    source : str
        Locator: text and heading.

    Examples
    --------
    >>> Question(id="q1", audience="parent", text="What has changed for you?", source="assumption").audience
    'parent'
    """

    id: Identifier
    audience: Audience
    text: Prose
    source: Line


class Prompt(Value):
    """One thing that an exercise asks for.

    Attributes
    ----------
    id, name : str
        Short and stable; the label beside the space for an answer.
    text : str
        What to do, in our words.
    kind : str
        Id of the kind of step it is about; may be empty.
    choose : int
        How many questions to choose; 0 where there is nothing to choose.
    choose_from : str
        Whose questions: ``practitioner``, ``parent`` or empty.

    Examples
    --------
    >>> Prompt(id="acceptance", name="Earning acceptance", kind="acceptance").choose
    0
    """

    id: Identifier
    name: Name
    text: Prose = ""
    kind: Line = ""
    choose: Annotated[int, Range(0, 100)] = 0
    choose_from: Literal["", "practitioner", "parent"] = ""


class Exercise(Value):
    """A numbered part of the worksheet.

    Attributes
    ----------
    id, name : str
        Short and stable; its title.
    number : int
        Its place in the worksheet.
    text : str
        What it asks for, in our words.
    prompts : tuple of Prompt
        What is to be answered, drawn or chosen.
    source : str
        Locator: text and heading.

    Examples
    --------
    >>> Exercise(id="map", number=4, name="Working with the diagram", text="…", source="assumption").prompts
    ()
    """

    id: Identifier
    number: Annotated[int, Range(1, 100)]
    name: Name
    text: Prose
    prompts: tuple[Prompt, ...] = ()
    source: Line
