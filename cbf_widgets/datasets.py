"""The shipped concepts as typed values, each checked on the way in. YAML is loaded on first use."""

from __future__ import annotations

from typing import TypeVar

from cbf_widgets import paths
from cbf_widgets.errors import CbfError, shown
from cbf_widgets.model.concept import About
from cbf_widgets.model.essence import Aspect
from cbf_widgets.model.step import Vocabulary
from cbf_widgets.model.value import Value
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
    if not isinstance(name, str) or name not in _VOCABULARIES:
        names = ", ".join(_VOCABULARIES)
        raise CbfError(f"one of {names}", shown(name), place="vocabulary", advice="Use one of these names.")
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


def about(name: str) -> About:
    """Return what a data set says of itself: sources, terms, doubts.

    Parameters
    ----------
    name : str
        A data set's name, for example ``essence``, or a vocabulary's.

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
    name = _VOCABULARIES.get(name, name) if isinstance(name, str) else name
    if name not in names:
        raise CbfError(f"one of {', '.join(names)}", shown(name), place="about", advice="Use one of these names.")
    return _value(name, "about", About)


def _items(name: str, kind: type[V], key: str = "items") -> tuple[V, ...]:
    return load_items(paths.datasets_dir() / f"{name}.yaml", key, kind)


def _value(name: str, key: str, kind: type[V]) -> V:
    return load_value(paths.datasets_dir() / f"{name}.yaml", key, kind)

