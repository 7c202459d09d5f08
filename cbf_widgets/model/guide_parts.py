"""What the guide to Local Family Offers says: components, continuum of support, case studies, key learning."""

from __future__ import annotations

from typing import Literal

from cbf_widgets.errors import CbfError
from cbf_widgets.model.guide import Authority, Lines
from cbf_widgets.model.value import Identifier, Line, Name, Prose, Value

ComponentId = Literal["workforce", "pathway", "culture"]


class Point(Value):
    """One thing that the guide says.

    Attributes
    ----------
    text : str
        In our words.
    heading : str
        The guide's heading above it, where it has one.
    lines : tuple of int
        The lines of the guide.

    Examples
    --------
    >>> Point(text="Case audits.", lines=[1776]).heading
    ''
    """

    text: Line
    heading: Line = ""
    lines: Lines


class Component(Value):
    """One of the three components of a Local Family Offer.

    Attributes
    ----------
    id, name : str
        ``workforce``, ``pathway`` or ``culture``; the name on screen.
    text, challenge : str
        What it is, and what makes it hard, in our words.
    things_to_do : tuple of Point
        What an authority can do.
    changes : tuple of Point
        Changes to expect; empty where the guide lists none.
    measuring : tuple of Point
        Ways to find out whether they came.
    lines : tuple of int
        The lines that text and challenge rest on.
    source : str
        Locators of text and challenge.

    Examples
    --------
    >>> Component(id="culture", name="Changing culture", text="…", challenge="…", things_to_do=[], measuring=[], lines=[295],
    ...           source="LFO guide, line 295").changes
    ()
    """

    id: ComponentId
    name: Name
    text: Prose
    challenge: Prose
    things_to_do: tuple[Point, ...]
    changes: tuple[Point, ...] = ()
    measuring: tuple[Point, ...]
    lines: Lines
    source: Line


class SupportLevel(Value):
    """A level of the continuum of support.

    Attributes
    ----------
    id, name : str
        Short and stable; the name in the guide's figure.
    text : str
        What the guide says of this level; empty where it says nothing.
    offers : tuple of Point
        What stands under it, as far as the figure's words survive.
    lines : tuple of int
        The lines that name and text rest on.
    source : str
        Locators.

    Examples
    --------
    >>> SupportLevel(id="targeted", name="Targeted interventions", offers=[], lines=[1437], source="LFO guide, line 1437").text
    ''
    """

    id: Identifier
    name: Name
    text: Line = ""
    offers: tuple[Point, ...]
    lines: Lines
    source: Line


class Continuum(Value):
    """The continuum of relationship support, from prevention to specialists.

    Attributes
    ----------
    text : str
        What it is, in our words.
    levels : tuple of SupportLevel
        In the order of the figure.
    notes : tuple of Point
        What else the guide says of it.
    lines : tuple of int
        The lines that the text rests on.
    source : str
        Locators.

    Examples
    --------
    >>> Continuum(text="…", levels=[], notes=[], lines=[1426], source="LFO guide, line 1426").levels
    ()
    """

    text: Line
    levels: tuple[SupportLevel, ...]
    notes: tuple[Point, ...]
    lines: Lines
    source: Line


class KeyFigure(Value):
    """A number that a case study gives.

    Attributes
    ----------
    value : str
        As printed, marks of an uncertain restoration included.
    what : str
        What it counts, in our words; reads on from the value.
    lines : tuple of int
        The lines of the guide.

    Examples
    --------
    >>> KeyFigure(value="27", what="people at the workshop", lines=[1036]).value
    '27'
    """

    value: Name
    what: Line
    lines: Lines


class CaseStudy(Value):
    """One of the guide's case studies.

    Attributes
    ----------
    id, title : str
        Short and stable; a title in our words.
    authorities : tuple of str
        The local authorities it is about; empty for the one about a programme.
    also_mentioned : tuple of str
        Authorities that it only quotes or points to.
    component : str
        Id of the component it belongs to.
    summary : tuple of str
        Two short lines, in our words.
    figures : tuple of KeyFigure
        Empty where it gives none.
    lines : tuple of int
        The lines that the summary rests on.
    source : str
        Locator of the whole case study.

    Examples
    --------
    >>> CaseStudy(id="c", title="C", authorities=["Essex"], component="workforce", summary=["One.", "Two."], lines=[1005],
    ...           source="LFO guide, lines 1003-1076").authorities
    ('Essex',)
    """

    id: Identifier
    title: Name
    authorities: tuple[Authority, ...]
    also_mentioned: tuple[Authority, ...] = ()
    component: ComponentId
    summary: tuple[Line, ...]
    figures: tuple[KeyFigure, ...] = ()
    lines: Lines
    source: Line

    def __post_init__(self) -> None:
        super().__post_init__()
        if len(self.summary) != 2:
            raise CbfError("two lines", f"{len(self.summary)}", place="summary")


class KeyLearning(Value):
    """A point of key learning.

    Attributes
    ----------
    id, component : str
        Short and stable; id of the component it belongs to.
    text : str
        In our words.
    lines : tuple of int
        The lines of the guide.
    source : str
        Locator.

    Examples
    --------
    >>> KeyLearning(id="data", component="culture", text="Use data.", lines=[3255], source="LFO guide, line 3255").component
    'culture'
    """

    id: Identifier
    component: ComponentId
    text: Line
    lines: Lines
    source: Line
