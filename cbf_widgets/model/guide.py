"""What the guide to Local Family Offers names: measures, programmes, and which authority uses which of them where."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from cbf_widgets.model.value import AtMost, Identifier, Line, Name, Range, Value

Authority = Literal[
    "Blackburn with Darwen",
    "Blackpool",
    "Croydon",
    "Dorset",
    "Essex",
    "Gateshead",
    "Hertfordshire",
    "Lambeth",
    "Luton",
    "Manchester",
    "Newcastle upon Tyne",
    "Westminster",
]
AUTHORITIES: tuple[Authority, ...] = get_args(Authority)
Where = Literal["theory", "case study", "text"]
Standing = Literal["validated", "own", "in development", "not said"]
GuideLine = Annotated[int, Range(1, 6588)]
Lines = Annotated[tuple[GuideLine, ...], AtMost(200)]


class Use(Value):
    """A place where the guide names a measure or a programme.

    Attributes
    ----------
    authority : str
        The local authority that the place is about; empty where it is about none in particular.
    where : str
        ``theory`` (a theory of change), ``case study`` or ``text``.
    note : str
        What is particular about it, in our words; empty where nothing is.
    lines : tuple of int
        The lines of the guide.

    Examples
    --------
    >>> Use(authority="Luton", where="case study", lines=[2798]).lines
    (2798,)
    """

    authority: Literal[Authority, ""] = ""
    where: Where
    note: Line = ""
    lines: Lines


class Used:
    """What authorities use, as far as the guide tells: a measure or a programme.

    Examples
    --------
    >>> uses = [{"authority": name, "where": "text", "lines": [3096]} for name in ("Hertfordshire", "Essex")]
    >>> Measure(id="star", name="Star", standing="own", uses=uses, source="LFO guide, line 3096").used_by
    ('Essex', 'Hertfordshire')
    """

    uses: tuple[Use, ...]

    @property
    def used_by(self) -> tuple[Authority, ...]:
        """The authorities whose use of it the guide tells of, each once, in alphabetical order.

        Examples
        --------
        >>> uses = [{"where": "text", "lines": [405]}, {"authority": "Dorset", "where": "theory", "lines": [4885]}]
        >>> Programme(id="be", name="Brief Encounters", uses=uses, source="LFO guide, line 405").used_by
        ('Dorset',)
        """
        named = {use.authority for use in self.uses}
        return tuple(authority for authority in AUTHORITIES if authority in named)


class Measure(Value, Used):
    """A measure or tool of measurement that the guide names; never its items, its scoring or a cut-off.

    Attributes
    ----------
    id, name : str
        Short and stable; the name as printed.
    name_is_ours : bool
        True where the guide describes the measure without a name.
    also_called : tuple of str
        Other names in the guide.
    measures, filled_in_by : str
        What is measured and who gives the answers, in our words, as far as the guide says; else empty.
    scale : bool
        True for a scale or questionnaire, by our reading; a form, framework, record or count is none.
    standing : str
        As the guide says: ``validated``, ``own`` (made by an authority or a provider for its own work),
        ``in development``, or ``not said``.
    uses : tuple of Use
        Where it is named, in the guide's order.
    source : str
        Locators of where the guide says most about it.

    Examples
    --------
    >>> Measure(id="enrich", name="ENRICH", standing="validated", uses=[], source="LFO guide, lines 2798-2804").filled_in_by
    ''
    """

    id: Identifier
    name: Name
    name_is_ours: bool = False
    also_called: tuple[Name, ...] = ()
    measures: Line = ""
    filled_in_by: Line = ""
    scale: bool = False
    standing: Standing
    uses: tuple[Use, ...]
    source: Line


class Programme(Value, Used):
    """A training, an intervention or another programme that the guide names.

    Attributes
    ----------
    id, name : str
        Short and stable; the name as printed.
    name_is_ours : bool
        True where the guide describes the programme without a name.
    also_called : tuple of str
        Other names in the guide.
    kind : str
        The guide's word for what it is; empty where it has none.
    what : str
        What it is, in our words, as far as the guide says; else empty.
    uses : tuple of Use
        Where it is named, in the guide's order.
    source : str
        Locators of where the guide says most about it.

    Examples
    --------
    >>> Programme(id="diva", name="DIVA programme", uses=[], source="LFO guide, lines 2479-2484").kind
    ''
    """

    id: Identifier
    name: Name
    name_is_ours: bool = False
    also_called: tuple[Name, ...] = ()
    kind: Line = ""
    what: Line = ""
    uses: tuple[Use, ...]
    source: Line
