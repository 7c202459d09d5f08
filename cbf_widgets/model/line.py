"""What lies on a spiral's line, and the rules that it keeps."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, Any

from cbf_widgets.errors import CbfError, listed, shown
from cbf_widgets.model.mark import Mark, Ripple, Rupture
from cbf_widgets.model.step import Vocabulary, as_vocabulary
from cbf_widgets.model.value import AtMost, Line, Range, Value

MOST_LOOPS = 12
MOST_MARKS = 2_000
MOST_RIPPLES = 20_000


class SpiralLine(Value):
    """A line that goes round, and what is marked on it; `Spiral` adds the edits and the ways out.

    Attributes
    ----------
    title, alias, loops, marks, ripples, ruptures, vocabulary
        See `Spiral`.

    Examples
    --------
    >>> own = {"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}]}
    >>> SpiralLine(vocabulary=own).loops
    3
    """

    title: Line = ""
    alias: Line = ""
    loops: Annotated[int, Range(1, MOST_LOOPS)] = 3
    marks: Annotated[tuple[Mark, ...], AtMost(MOST_MARKS)] = ()
    ripples: Annotated[tuple[Ripple, ...], AtMost(MOST_RIPPLES)] = ()
    ruptures: Annotated[tuple[Rupture, ...], AtMost(MOST_MARKS)] = ()
    vocabulary: Vocabulary

    def __post_init__(self) -> None:
        object.__setattr__(self, "vocabulary", _vocabulary(self.vocabulary))
        super().__post_init__()
        check_parts(self)
        for name in ("marks", "ruptures"):
            object.__setattr__(self, name, tuple(sorted(getattr(self, name), key=lambda part: part.place)))

    def mark(self, mark: str) -> Mark:
        """Return the mark with this id.

        Parameters
        ----------
        mark : str
            Its id.

        Returns
        -------
        Mark
            The mark.

        Raises
        ------
        CbfError
            When there is none.

        Examples
        --------
        >>> from cbf_widgets.model.spiral import Spiral
        >>> own = {"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}]}
        >>> Spiral(vocabulary=own).add("tea", 0.5).mark("m1").kind
        'tea'
        """
        found: Mark = named(self.marks, mark, "mark")
        return found

    def number(self, mark: str) -> int:
        """Return a mark's number: its rank along the line, from 1.

        Examples
        --------
        >>> from cbf_widgets.model.spiral import Spiral
        >>> own = {"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}]}
        >>> Spiral(vocabulary=own).add("tea", 1.5).add("tea", 0.5).number("m1")
        2
        """
        return [one.id for one in self.marks].index(self.mark(mark).id) + 1

    def loop(self, place: float) -> int:
        """Return the loop that a place lies on, from 1; the line's very end belongs to the last loop.

        Examples
        --------
        >>> own = {"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}]}
        >>> [SpiralLine(vocabulary=own, loops=2).loop(place) for place in (0, 0.9, 1, 2)]
        [1, 1, 2, 2]
        """
        return min(int(place), self.loops - 1) + 1


def named(parts: tuple[Any, ...], identifier: str, what: str) -> Any:
    """Return the part with this id, or raise `CbfError` with the ids there are.

    Examples
    --------
    >>> named((), "m1", "mark")
    Traceback (most recent call last):
    ...
    cbf_widgets.errors.CbfError: mark: expected a mark of this spiral (there is none yet), but got 'm1'.
    """
    for part in parts:
        if part.id == identifier:
            return part
    there = listed([part.id for part in parts]) or "there is none yet"
    raise CbfError(f"a {what} of this spiral ({there})", shown(identifier), place=what)


def check_parts(line: SpiralLine) -> None:
    """Raise `CbfError` unless the parts of a spiral fit together.

    Examples
    --------
    >>> own = {"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}]}
    >>> check_parts(SpiralLine(vocabulary=own))
    """
    kinds = [kind.id for kind in line.vocabulary.kinds]
    known = set(kinds)
    for i, mark in enumerate(line.marks):
        if mark.kind not in known:
            raise CbfError(f"a kind of step ({listed(kinds)})", shown(mark.kind), place=f"marks[{i}].kind")
    _check_places(line)
    places = {mark.id: mark.place for mark in line.marks}
    _check_ripples(line.ripples, places)
    for i, rupture in enumerate(line.ruptures):
        if rupture.repair:
            _check_mark(rupture.repair, places, f"ruptures[{i}].repair")
            if places[rupture.repair] < rupture.place:
                raise CbfError("a repair further along the line than its rupture", "an earlier mark",
                               place=f"ruptures[{i}].repair", advice="Move one of them.")  # fmt: skip


def _check_places(line: SpiralLine) -> None:
    for name in ("marks", "ruptures"):
        seen: set[str] = set()
        for i, part in enumerate(getattr(line, name)):
            if part.id in seen:
                raise CbfError("each id once", shown(part.id), place=f"{name}[{i}].id")
            if part.place > line.loops:
                expected, advice = f"a number from 0 to {line.loops}", "Or give it more loops first, by with_loops."
                raise CbfError(expected, shown(part.place), place=f"{name}[{i}].place", advice=advice)
            seen.add(part.id)


def _check_ripples(ripples: tuple[Ripple, ...], marks: Collection[str]) -> None:
    seen: set[tuple[str, str]] = set()
    for i, ripple in enumerate(ripples):
        _check_mark(ripple.source, marks, f"ripples[{i}].source")
        _check_mark(ripple.target, marks, f"ripples[{i}].target")
        if (ripple.source, ripple.target) in seen:
            raise CbfError("each ripple once", f"{shown(ripple.source)} to {shown(ripple.target)}", place=f"ripples[{i}]")
        seen.add((ripple.source, ripple.target))


def _check_mark(identifier: str, marks: Collection[str], place: str) -> None:
    if identifier not in marks:
        raise CbfError(f"a mark ({listed(list(marks)) or 'there is none'})", shown(identifier), place=place)


def _vocabulary(value: object) -> Vocabulary:
    try:
        return as_vocabulary(value)
    except CbfError as error:
        raise (error if error.place == "vocabulary" else error.inside("vocabulary")) from None
