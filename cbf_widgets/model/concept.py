"""Ideas of the texts as values: concepts, references, and where a data set comes from."""

from __future__ import annotations

from cbf_widgets.model.step import Example
from cbf_widgets.model.value import Identifier, Line, Name, Prose, Value


class Concept(Value):
    """A named idea of the texts: a principle, a criterion, a cause of rupture, an entry of the glossary.

    Attributes
    ----------
    id, name : str
        Short and stable; the name on screen.
    also_called : tuple of str
        Other names the texts use for it.
    text : str
        What the texts say of it, in our words.
    examples : tuple of Example
        Examples the texts give; empty where they give none.
    see : tuple of str
        Ids of related entries of the same list.
    only_named : bool
        True where the texts name the idea but leave its explanation to something that isn't among the sources.
    source : str
        Locators: text and heading, several joined by ``"; "``.

    Examples
    --------
    >>> Concept(id="ratchet", name="Ratchet", text="…", source="assumption").name
    'Ratchet'
    """

    id: Identifier
    name: Name
    also_called: tuple[Name, ...] = ()
    text: Prose
    examples: tuple[Example, ...] = ()
    see: tuple[Identifier, ...] = ()
    only_named: bool = False
    source: Line


class Reference(Value):
    """A publication that the texts cite.

    Attributes
    ----------
    id, topic : str
        Short and stable; the topic it stands under.
    citation : str
        The whole citation, as printed.
    authors : tuple of str
        Family name and initials, in order.
    year, title, published : str
        The year as printed, the title, and the journal or publisher.
    doi, note : str
        The digital object identifier and a printed remark, where there is one.
    source : str
        Locators of every place that prints it.

    Examples
    --------
    >>> Reference(id="a2000", topic="Tea", citation="A (2000). B. C.", authors=("A",), year="2000", title="B",
    ...           published="C", source="assumption").year
    '2000'
    """

    id: Identifier
    topic: Name
    citation: Prose
    authors: tuple[Name, ...]
    year: Name
    title: Line
    published: Line
    doi: Line = ""
    note: Line = ""
    source: Line


class SourceText(Value):
    """One of the texts that a data set was read from.

    Attributes
    ----------
    short_name, title, credit : str
        The name in locators, the full title, and who is to be credited.
    notice : str
        The copyright notice as printed, or that none is printed.
    headings : tuple of str
        The headings that this data set cites.

    Examples
    --------
    >>> SourceText(short_name="tea", title="On tea", credit="A", notice="none printed", headings=("Summary",)).title
    'On tea'
    """

    short_name: Name
    title: Line
    credit: Line
    notice: Line
    headings: tuple[Line, ...]


class About(Value):
    """Where a data set comes from, who made it, under what terms, and what is doubtful in it.

    Attributes
    ----------
    title : str
        What the data set holds.
    sources : tuple of SourceText
        The texts it was read from.
    licence : str
        The terms.
    made_by : str
        Who put it into words.
    doubts : tuple of str
        Where a reading is ours, or a text is unclear.

    Examples
    --------
    >>> About(title="Teas", sources=(), licence="none", made_by="us").doubts
    ()
    """

    title: Line
    sources: tuple[SourceText, ...]
    licence: Prose
    made_by: Line
    doubts: tuple[Prose, ...] = ()
