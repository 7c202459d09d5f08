"""The parts of a theory of change: columns, items, and links that a person draws between items."""

from __future__ import annotations

from typing import Annotated, Literal

from cbf_widgets.model.value import AtMost, Identifier, Line, Name, Range, Text, Value

Said = Annotated[str, Text(2_000, lines=True)]
Lines = Annotated[tuple[Annotated[int, Range(1)], ...], AtMost(200)]
Strength = Literal["", "weak", "middling", "strong"]
Confidence = Literal["", "guess", "fairly-sure", "sure"]


class Column(Value):
    """A column of a theory of change.

    Attributes
    ----------
    id, title : str
        Short and stable; the name on screen.
    stage : str
        The heading that it shares with its neighbours: opportunities and focus areas both stand under *Now*.
    question : str
        What a team asks itself to fill it, in our words.

    Examples
    --------
    >>> Column(id="focus_areas", title="Focus areas", stage="Now").heading
    'Now'

    Notes
    -----
    Source: LFO guide, lines 3997-4016.
    """

    id: Identifier
    title: Name
    stage: Line = ""
    question: Line = ""

    @property
    def heading(self) -> str:
        """The heading it stands under: its stage, or its own title."""
        return self.stage or self.title


class Item(Value):
    """Something that a theory of change says, in one column.

    Attributes
    ----------
    id, column : str
        Short and stable; the id of the column it stands in.
    text : str
        What it says; for the shipped theories in our own words.
    lines : tuple of int
        The lines of the guide that it was read from; empty for an item of one's own.
    group : str
        The heading that it stands under within its column, where the page has one.
    placement : {"", "read"}
        ``read`` where a damaged page leaves its column to judgement.
    cut_off : bool
        True where the page itself cuts it short.
    note : str
        What a reader should know of it.

    Examples
    --------
    >>> Item(id="i1", column="indicators", text="Couples seen, counted").lines
    ()
    """

    id: Identifier
    column: Identifier
    text: Annotated[str, Text(500, empty=False)]
    lines: Lines = ()
    group: Line = ""
    placement: Literal["", "read"] = ""
    cut_off: bool = False
    note: Said = ""


class Link(Value):
    """An arrow that a person drew: this is thought to lead to that. No arrow is the guide's.

    Attributes
    ----------
    id, from_item, to_item : str
        Short and stable; the ids of two items.
    assumption : str
        What has to be true for this to lead to that.
    evidence : str
        What speaks for it already; empty when nothing does yet.
    asks : str
        Who could tell.
    strength : {"", "weak", "middling", "strong"}
        How much of a push it is thought to give.
    confidence : {"", "guess", "fairly-sure", "sure"}
        How sure the person is.

    Examples
    --------
    >>> Link(id="a1", from_item="i1", to_item="i2", assumption="They feel safe enough to answer").confidence
    ''
    """

    id: Identifier
    from_item: Identifier
    to_item: Identifier
    assumption: Said = ""
    evidence: Said = ""
    asks: Line = ""
    strength: Strength = ""
    confidence: Confidence = ""


class Vision(Value):
    """What a theory of change wants to come about, and the lines it was read from.

    Attributes
    ----------
    text : str
        In one sentence.
    lines : tuple of int
        Lines of the guide; empty for a theory of one's own.

    Examples
    --------
    >>> Vision().text
    ''
    """

    text: Line = ""
    lines: Lines = ()


class Template(Value):
    """A set of columns to begin from.

    Attributes
    ----------
    id, title : str
        Short and stable; the name on screen.
    columns : tuple of Column
        In their order.
    source : str
        Locator; empty for a form of one's own.

    Examples
    --------
    >>> Template(id="two", title="Two columns", columns=(Column(id="now", title="Now"),)).columns[0].id
    'now'
    """

    id: Identifier
    title: Name
    columns: tuple[Column, ...]
    source: Line = ""
