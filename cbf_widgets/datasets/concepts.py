"""What the texts say, as typed values, each checked on the way in. YAML is loaded on first use."""

from __future__ import annotations

from typing import TypeVar

from cbf_widgets import paths
from cbf_widgets.errors import CbfError, shown
from cbf_widgets.model.activity import Activity, DescribedSequence
from cbf_widgets.model.balance import BalancePair
from cbf_widgets.model.concept import About, Concept, Reference
from cbf_widgets.model.essence import Aspect
from cbf_widgets.model.step import Vocabulary
from cbf_widgets.model.value import Value
from cbf_widgets.model.worksheet import Exercise, Question
from cbf_widgets.yamlfiles import load_items, load_value

V = TypeVar("V", bound=Value)

_VOCABULARIES = {
    "partnership-building": "partnership_building",
    "making-change-happen": "making_change_happen",
}


def essence() -> tuple[Aspect, ...]:
    """Return the three aspects of the essence of partnership.

    Returns
    -------
    tuple of Aspect
        Help, challenge, possibility.

    Examples
    --------
    >>> [aspect.name for aspect in essence()]
    ['Help', 'Challenge', 'Possibility']
    """
    return _items("essence", Aspect)


def principles() -> tuple[Concept, ...]:
    """Return the five principles of impactful partnership.

    Returns
    -------
    tuple of Concept
        In the order of the text.

    Examples
    --------
    >>> principles()[-1].name
    'Evolving art'
    """
    return _items("principles", Concept)


def criteria() -> tuple[Concept, ...]:
    """Return the five criteria of small things with big effects.

    Returns
    -------
    tuple of Concept
        In the order of the text.

    Examples
    --------
    >>> len(criteria())
    5
    """
    return _items("criteria", Concept)


def vocabulary(name: str) -> Vocabulary:
    """Return the shipped vocabulary of this name.

    Parameters
    ----------
    name : str
        ``partnership-building`` or ``making-change-happen``.

    Returns
    -------
    Vocabulary
        Its kinds of step, and the links between them that the text asserts.

    Raises
    ------
    CbfError
        When there is none of this name; the message lists those there are.

    Examples
    --------
    >>> vocabulary("partnership-building").kinds[0].name
    'Earning acceptance'
    """
    names = [*_VOCABULARIES]
    if name not in names:
        raise CbfError(f"one of {', '.join(names)}", shown(name), place="vocabulary", advice="Use one of these names.")
    return _value(_VOCABULARIES[name], "vocabulary", Vocabulary)


def vocabularies() -> tuple[Vocabulary, ...]:
    """Return both shipped vocabularies.

    Returns
    -------
    tuple of Vocabulary
        Partnership-building, making change happen.

    Examples
    --------
    >>> [each.name for each in vocabularies()]
    ['partnership-building', 'making-change-happen']
    """
    return tuple(vocabulary(name) for name in _VOCABULARIES)


def rupture_causes() -> tuple[Concept, ...]:
    """Return the causes of rupture that a text names.

    Returns
    -------
    tuple of Concept
        Three causes.

    Examples
    --------
    >>> rupture_causes()[0].id
    'logistics'
    """
    return _items("rupture_causes", Concept)


def balance_pairs() -> tuple[BalancePair, ...]:
    """Return the four pairs in dynamic balance.

    Returns
    -------
    tuple of BalancePair
        In the order of the text.

    Examples
    --------
    >>> [pair.name for pair in balance_pairs()]
    ['Me and my child', 'The problem', 'What is changing?', 'Is that normal?']
    """
    return _items("balance_pairs", BalancePair)


def activities() -> tuple[Activity, ...]:
    """Return the four partnership activities.

    Returns
    -------
    tuple of Activity
        In the order of the text, which is not an order to follow.

    Examples
    --------
    >>> activities()[0].ball
    'Show me the ball'
    """
    return _items("activities", Activity)


def described_sequences() -> tuple[DescribedSequence, ...]:
    """Return the three interactions that a text describes as sequences of activities.

    Returns
    -------
    tuple of DescribedSequence
        In the order of the text.

    Examples
    --------
    >>> len(described_sequences())
    3
    """
    return _items("activities", DescribedSequence, "sequences")


def glossary() -> tuple[Concept, ...]:
    """Return the key concepts of the texts, in alphabetical order.

    Returns
    -------
    tuple of Concept
        Each with related entries in ``see``.

    Examples
    --------
    >>> {entry.id: entry for entry in glossary()}["ratchet"].name
    'Ratchet'
    """
    return _items("glossary", Concept)


def questions() -> tuple[Question, ...]:
    """Return the questions for practitioners and those to ask with parents.

    Returns
    -------
    tuple of Question
        Eight of each, told apart by ``audience``.

    Examples
    --------
    >>> sum(question.audience == "parent" for question in questions())
    8
    """
    return _items("questions", Question)


def exercises() -> tuple[Exercise, ...]:
    """Return the exercises of the worksheet.

    Returns
    -------
    tuple of Exercise
        Five, in the order of the worksheet.

    Examples
    --------
    >>> [exercise.number for exercise in exercises()]
    [1, 2, 3, 4, 5]
    """
    return _items("exercises", Exercise)


def references() -> tuple[Reference, ...]:
    """Return the publications that the texts cite.

    Returns
    -------
    tuple of Reference
        Ordered by author and year.

    Examples
    --------
    >>> references()[0].year
    '2009'
    """
    return _items("references", Reference)


def about(name: str) -> About:
    """Return what a data set says of itself: sources, terms, doubts.

    Parameters
    ----------
    name : str
        A data set's name, for example ``glossary``, or a vocabulary's.

    Returns
    -------
    About
        Title, sources, licence, who made it, doubts.

    Raises
    ------
    CbfError
        When there is no data set of this name; the message lists those there are.

    Examples
    --------
    >>> about("partnership-building").made_by
    'the cbf_widgets authors'
    """
    names = sorted(file.stem for file in paths.datasets_dir().glob("*.yaml"))
    stem = next((stem for given, stem in _VOCABULARIES.items() if given == name), name)
    if stem not in names:
        raise CbfError(f"one of {', '.join(names)}", shown(name), place="about", advice="Use one of these names.")
    return _value(stem, "about", About)


def _items(name: str, kind: type[V], key: str = "items") -> tuple[V, ...]:
    return load_items(paths.datasets_dir() / f"{name}.yaml", key, kind)


def _value(name: str, key: str, kind: type[V]) -> V:
    return load_value(paths.datasets_dir() / f"{name}.yaml", key, kind)
