"""Kinds of step, what each nurtures, and the links between them that a text asserts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Literal

from cbf_widgets.errors import CbfError, listed, shown
from cbf_widgets.model.essence import AspectId
from cbf_widgets.model.value import AtMost, Identifier, Line, Name, Prose, Value

MOST_KINDS = 200  # of kinds, and of links between them

LinkKind = Literal["contagion", "readiness", "support"]


class Example(Value):
    """What a step looks like in practice, where the source gives an example.

    Examples
    --------
    >>> Example(text="Listen before anything else", source="partnership worksheet, 1 Earning acceptance").text
    'Listen before anything else'
    """

    text: Prose
    source: Line


class StepKind(Value):
    """A kind of small step, for instance *subtle intervention*.

    Attributes
    ----------
    id : str
        Short and stable; what a mark refers to.
    name, also_called : str, tuple of str
        The name on screen; the source's other names.
    definition : str
        What it is, in our words.
    examples : tuple of Example
        What it looks like in practice; empty where the source gives none.
    nurtures : tuple of str
        The aspects of the essence that the source says it nurtures; empty where it names none.
    nurtures_text : str
        What the source says of that, in our words.
    source : str
        Locator: text and heading, or the word ``assumption``.

    Examples
    --------
    >>> StepKind(id="pause", name="Pause", source="assumption").nurtures
    ()
    """

    id: Identifier
    name: Name
    also_called: tuple[Name, ...] = ()
    definition: Prose = ""
    examples: tuple[Example, ...] = ()
    nurtures: tuple[AspectId, ...] = ()
    nurtures_text: Prose = ""
    source: Line = "assumption"


class StepLink(Value):
    """A link between kinds of step that a text asserts.

    Attributes
    ----------
    from_kind, to_kind : str
        Ids of kinds; ``to_kind`` is empty where the text speaks of other steps in general.
    kind : str
        ``contagion`` (spreads), ``readiness`` (opens the way) or ``support`` (holds).
    says : str
        What the text says, in our words.
    source : str
        Locator.

    Examples
    --------
    >>> StepLink(from_kind="a", to_kind="b", kind="contagion", says="…", source="assumption").kind
    'contagion'
    """

    from_kind: Identifier
    to_kind: Line = ""
    kind: LinkKind
    says: Prose
    source: Line


class Vocabulary(Value):
    """The kinds of step that may be placed on a spiral, in order.

    Attributes
    ----------
    name, title : str
        Id and name on screen.
    text : str
        What this vocabulary is about, in our words.
    kinds : tuple of StepKind
        At least one, each id once.
    links : tuple of StepLink
        What a text asserts about links between them.
    source : str
        Locator, or ``assumption`` for one's own.

    Examples
    --------
    >>> own = Vocabulary(name="own", title="Ours", kinds=({"id": "tea", "name": "Tea"},))
    >>> own.kind("tea").name
    'Tea'
    """

    name: Identifier
    title: Name
    text: Prose = ""
    kinds: Annotated[tuple[StepKind, ...], AtMost(MOST_KINDS)]
    links: Annotated[tuple[StepLink, ...], AtMost(MOST_KINDS)] = ()
    source: Line = "assumption"

    def __post_init__(self) -> None:
        super().__post_init__()
        ids = [kind.id for kind in self.kinds]
        if not ids:
            raise CbfError("at least one kind of step", "none", place="kinds")
        for i, identifier in enumerate(ids):
            if identifier in ids[:i]:
                raise CbfError("each id once", shown(identifier), place=f"kinds[{i}].id")
        for i, link in enumerate(self.links):
            for end in ("from_kind", "to_kind"):
                if (named := getattr(link, end)) and named not in ids:
                    raise CbfError(f"one of {listed(ids)}", shown(named), place=f"links[{i}].{end}")

    def kind(self, identifier: str) -> StepKind:
        """Return the kind with this id.

        Parameters
        ----------
        identifier : str
            The id of a kind.

        Returns
        -------
        StepKind
            The kind.

        Raises
        ------
        CbfError
            When there is none; the message lists those there are.

        Examples
        --------
        >>> Vocabulary.from_dict({"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Cup of tea"}]}).kind("tea").name
        'Cup of tea'
        """
        for kind in self.kinds:
            if kind.id == identifier:
                return kind
        raise CbfError(f"one of {listed([k.id for k in self.kinds])}", shown(identifier), place="kind")

    def find(self, text: str) -> StepKind:
        """Return the kind with this id or name, whatever its capitals and spaces.

        Parameters
        ----------
        text : str
            An id, a name, or one of a source's other names.

        Returns
        -------
        StepKind
            The kind.

        Raises
        ------
        CbfError
            When no kind is called so.

        Examples
        --------
        >>> Vocabulary.from_dict({"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Cup of tea"}]}).find(" cup of  TEA").id
        'tea'
        """
        if not isinstance(text, str):
            raise CbfError(f"one of {listed([k.name for k in self.kinds])}", shown(text), place="step")
        wanted = _plain(text)
        exact = [kind for kind in self.kinds if kind.id == text.strip()]
        by_id = [kind for kind in self.kinds if _plain(kind.id) == wanted]
        by_name = [kind for kind in self.kinds if wanted in map(_plain, (kind.name, *kind.also_called))]
        for kind in (*exact, *by_id, *by_name):
            return kind
        raise CbfError(f"one of {listed([k.name for k in self.kinds])}", shown(text), place="step")


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


_finder: Callable[[str], Vocabulary] | None = None


def find_shipped_with(finder: Callable[[str], Vocabulary] | None) -> None:
    """Tell the model who knows the shipped vocabularies, which lie in a layer above it.

    Parameters
    ----------
    finder : callable
        From a name to a `Vocabulary`; it raises `CbfError` for a name it doesn't know.

    Examples
    --------
    >>> before = _finder
    >>> find_shipped_with(lambda name: Vocabulary(name=name, title="Ours", kinds=({"id": "tea", "name": "Tea"},)))
    >>> as_vocabulary("own").title
    'Ours'
    >>> find_shipped_with(before)
    """
    global _finder  # noqa: PLW0603 - set once, when the package is imported
    _finder = finder


def as_vocabulary(value: object) -> Vocabulary:
    """Turn a name, plain data or a `Vocabulary` into a `Vocabulary`.

    Parameters
    ----------
    value : str, Mapping or Vocabulary
        The name of a shipped vocabulary, or one's own.

    Returns
    -------
    Vocabulary
        The vocabulary.

    Examples
    --------
    >>> as_vocabulary({"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}]}).title
    'Ours'
    """
    if isinstance(value, Vocabulary):
        return value
    if isinstance(value, str) and _finder is not None:
        return _finder(value)
    return Vocabulary.from_dict(value)
