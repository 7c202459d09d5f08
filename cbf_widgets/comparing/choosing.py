"""Which theories are meant: values, names of authorities, or a mapping of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cbf_widgets import datasets
from cbf_widgets.errors import CbfError, shown
from cbf_widgets.model.theory import TheoryOfChange

Chosen = Iterable[TheoryOfChange | str] | Mapping[str, TheoryOfChange] | None


def chosen(theories: Chosen, place: str) -> tuple[TheoryOfChange, ...]:
    """Give the theories that are meant, each once.

    Parameters
    ----------
    theories : iterable of TheoryOfChange or str, or Mapping, or None
        Theories, or names of authorities; None means the twelve of the guide.
    place : str
        Whose argument it is, for errors.

    Returns
    -------
    tuple of TheoryOfChange
        At least one.

    Raises
    ------
    CbfError
        When there is no theory, one comes twice, or something is of another kind.

    Examples
    --------
    >>> [theory.title for theory in chosen(["luton", "Croydon"], "here")], len(chosen(None, "here"))
    (['Luton', 'Croydon'], 12)
    """
    some = datasets.theories() if theories is None else theories
    each = some.values() if isinstance(some, Mapping) else [some] if isinstance(some, str | TheoryOfChange) else some
    found = tuple(_theory(one, place) for one in each)
    if not found:
        raise CbfError("at least one theory of change", "none", place=place)
    ids = [theory.id for theory in found]
    if twice := [one for i, one in enumerate(ids) if one in ids[:i]]:
        raise CbfError("each theory once", f"{shown(twice[0])} twice", place=place)
    return found


def _theory(one: TheoryOfChange | str, place: str) -> TheoryOfChange:
    if isinstance(one, TheoryOfChange):
        return one
    for name, theory in datasets.theories().items():
        if isinstance(one, str) and one.casefold() in {name.casefold(), theory.id}:
            return theory
    raise CbfError(f"a TheoryOfChange, or one of {', '.join(datasets.theories())}", shown(one), place=place)
