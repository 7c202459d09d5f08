"""Edits of a spiral: each returns a new one and leaves the old as it was."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Self

from cbf_widgets.errors import CbfError, shown
from cbf_widgets.model.line import MOST_LOOPS, SpiralLine, named
from cbf_widgets.model.mark import Mark, Ripple, Rupture, to_millionth

STRIDE = 0.2  # of a loop, from the last mark to the next when nobody says where


class SpiralEdits(SpiralLine):
    """A spiral's line with the edits that a person makes; see `Spiral`.

    Examples
    --------
    >>> own = {"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}]}
    >>> SpiralEdits(vocabulary=own).add('tea').next_place()
    0.4
    """

    # --- marks ---------------------------------------------------------------------------------------------------

    def add(self, kind: str, place: float | None = None, **fields: Any) -> Self:
        """Place a step on the line.

        Parameters
        ----------
        kind : str
            Id of a kind in the vocabulary.
        place : float, optional
            In loops from the beginning; by default a fifth of a loop after the last mark, a loop being added
            when the line is full.
        **fields
            Further fields of `Mark`: ``label``, ``note``, ``nurtures``, ``when``, ``holds``, or an ``id`` of one's own.

        Returns
        -------
        Spiral
            A new spiral with the mark on it.

        Raises
        ------
        CbfError
            When the kind is unknown or the place is off the line.

        Examples
        --------
        >>> from cbf_widgets.model.spiral import Spiral
        >>> own = {"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}]}
        >>> spiral = Spiral(vocabulary=own).add('tea', 0.5, label='First visit').add('tea')
        >>> [(mark.id, mark.place, mark.label) for mark in spiral.marks]
        [('m1', 0.5, 'First visit'), ('m2', 0.7, '')]
        """
        here = self if place is not None else self._with_room()
        spot = here.next_place() if place is None else place
        mark = Mark.from_dict({"id": _fresh("m", self.marks), **fields, "kind": kind, "place": spot})
        return replace(here, marks=(*here.marks, mark))

    def next_place(self) -> float:
        """Return where the next step would go: a fifth of a loop after the last mark, or the line's end.

        Examples
        --------
        >>> from cbf_widgets.model.spiral import Spiral
        >>> own = {"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}]}
        >>> Spiral(vocabulary=own).add('tea', 0.5).next_place()
        0.7
        """
        last = self.marks[-1].place if self.marks else 0.0
        return to_millionth(min(last + STRIDE, float(self.loops)))

    def _with_room(self) -> Self:
        full = bool(self.marks) and to_millionth(self.marks[-1].place + STRIDE) > self.loops
        return replace(self, loops=self.loops + 1) if full and self.loops < MOST_LOOPS else self

    def change(self, mark: str, **fields: Any) -> Self:
        """Change some fields of a mark, for instance its ``label``.

        Parameters
        ----------
        mark : str
            Its id.
        **fields
            Fields of `Mark` and their new values; the others stay.

        Examples
        --------
        >>> from cbf_widgets.model.spiral import Spiral
        >>> own = {"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}]}
        >>> Spiral(vocabulary=own).add('tea', 0.5).change('m1', label='A long talk').mark('m1').label
        'A long talk'
        """
        return replace(self, marks=_changed(self.marks, self.mark(mark), fields))

    def move(self, mark: str, place: float) -> Self:
        """Move a mark to another place on the line; a repair can't come to lie before its rupture.

        Parameters
        ----------
        mark : str
            Its id.
        place : float
            In loops from the beginning.

        Examples
        --------
        >>> from cbf_widgets.model.spiral import Spiral
        >>> own = {"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}]}
        >>> Spiral(vocabulary=own).add('tea', 0.5).move('m1', 2).mark('m1').place
        2.0
        """
        return self.change(mark, place=place)

    def remove(self, mark: str) -> Self:
        """Take a mark away; its ripples go too, and what it repaired is open again.

        Parameters
        ----------
        mark : str
            Its id.

        Examples
        --------
        >>> from cbf_widgets.model.spiral import Spiral
        >>> own = {"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}]}
        >>> spiral = Spiral(vocabulary=own).add('tea').add('tea').ripple('m1', 'm2').remove('m1')
        >>> len(spiral.marks), spiral.ripples
        (1, ())
        """
        gone = self.mark(mark).id
        return replace(
            self,
            marks=tuple(m for m in self.marks if m.id != gone),
            ripples=tuple(r for r in self.ripples if gone not in (r.source, r.target)),
            ruptures=tuple(replace(r, repair="") if r.repair == gone else r for r in self.ruptures),
        )

    # --- ripples, ruptures, repairs ------------------------------------------------------------------------------

    def ripple(self, source: str, target: str, note: str = "") -> Self:
        """Say that one mark helps another; a ripple already there gets the new note.

        Parameters
        ----------
        source, target : str
            Ids of two different marks: the one that helps, and the one it helps.
        note : str
            How it helped.

        Examples
        --------
        >>> from cbf_widgets.model.spiral import Spiral
        >>> own = {"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}]}
        >>> Spiral(vocabulary=own).add('tea').add('tea').ripple('m1', 'm2').ripples
        (Ripple(source='m1', target='m2', note=''),)
        """
        new = Ripple(source=source, target=target, note=note)
        there = [(r.source, r.target) for r in self.ripples]
        if (source, target) not in there:
            return replace(self, ripples=(*self.ripples, new))
        at = there.index((source, target))
        return replace(self, ripples=(*self.ripples[:at], new, *self.ripples[at + 1 :]))

    def remove_ripple(self, source: str, target: str) -> Self:
        """Take away the ripple from one mark to another; raise `CbfError` when there is none.

        Examples
        --------
        >>> from cbf_widgets.model.spiral import Spiral
        >>> own = {"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}]}
        >>> Spiral(vocabulary=own).add('tea').add('tea').ripple('m1', 'm2').remove_ripple('m1', 'm2').ripples
        ()
        """
        kept = tuple(r for r in self.ripples if (r.source, r.target) != (source, target))
        if len(kept) == len(self.ripples):
            raise CbfError("a ripple of this spiral", f"{shown(source)} to {shown(target)}", place="ripples")
        return replace(self, ripples=kept)

    def rupture(self, place: float, **fields: Any) -> Self:
        """Break the line at a place.

        Parameters
        ----------
        place : float
            In loops from the beginning.
        **fields
            Further fields of `Rupture`: ``label``, ``note``, ``when``, ``cause``, ``repair``, or an ``id`` of one's own.

        Examples
        --------
        >>> from cbf_widgets.model.spiral import Spiral
        >>> own = {"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}]}
        >>> Spiral(vocabulary=own).rupture(1.5, label='A missed visit').ruptures[0].id
        'r1'
        """
        broken = Rupture.from_dict({"id": _fresh("r", self.ruptures), **fields, "place": place})
        return replace(self, ruptures=(*self.ruptures, broken))

    def change_rupture(self, rupture: str, **fields: Any) -> Self:
        """Change some fields of a rupture, for instance its ``place``; the others stay.

        Examples
        --------
        >>> from cbf_widgets.model.spiral import Spiral
        >>> own = {"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}]}
        >>> Spiral(vocabulary=own).rupture(1.5).change_rupture('r1', place=2).ruptures[0].place
        2.0
        """
        return replace(self, ruptures=_changed(self.ruptures, named(self.ruptures, rupture, "rupture"), fields))

    def repair(self, rupture: str, mark: str) -> Self:
        """Say which mark, further along the line, repairs a rupture; ``""`` opens it again.

        Examples
        --------
        >>> from cbf_widgets.model.spiral import Spiral
        >>> own = {"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}]}
        >>> Spiral(vocabulary=own).rupture(1.5).add('tea', 2).repair('r1', 'm1').ruptures[0].repair
        'm1'
        """
        return self.change_rupture(rupture, repair=mark)

    def remove_rupture(self, rupture: str) -> Self:
        """Make the line whole where a rupture broke it; the mark that repaired it stays.

        Examples
        --------
        >>> from cbf_widgets.model.spiral import Spiral
        >>> own = {"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}]}
        >>> Spiral(vocabulary=own).rupture(1.5).remove_rupture('r1').ruptures
        ()
        """
        gone = named(self.ruptures, rupture, "rupture").id
        return replace(self, ruptures=tuple(r for r in self.ruptures if r.id != gone))

    # --- the whole -----------------------------------------------------------------------------------------------

    def with_loops(self, loops: int) -> Self:
        """Give the line more or fewer loops; no mark is lost.

        When what is marked no longer fits, the whole line draws together: order and proportions are kept.

        Parameters
        ----------
        loops : int
            From 1 to 12.

        Examples
        --------
        >>> from cbf_widgets.model.spiral import Spiral
        >>> own = {"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}]}
        >>> [mark.place for mark in Spiral(vocabulary=own).add('tea', 1).add('tea', 3).with_loops(1).marks]
        [0.333333, 1.0]
        """
        other = replace(self, loops=loops, marks=(), ruptures=(), ripples=())  # checks the number
        last = max([0.0, *(mark.place for mark in self.marks), *(one.place for one in self.ruptures)])

        if last <= loops:
            return replace(self, loops=loops)
        scale = loops / self.loops
        marks = tuple(replace(mark, place=mark.place * scale) for mark in self.marks)
        ruptures = tuple(replace(one, place=one.place * scale) for one in self.ruptures)
        return replace(other, marks=marks, ruptures=ruptures, ripples=self.ripples)

    def retitle(self, title: str | None = None, alias: str | None = None) -> Self:
        """Give another title or alias; what isn't given stays.

        Examples
        --------
        >>> from cbf_widgets.model.spiral import Spiral
        >>> own = {"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}]}
        >>> Spiral(vocabulary=own, alias='Rosa').retitle('Spring').alias
        'Rosa'
        """
        return replace(self, title=self.title if title is None else title, alias=self.alias if alias is None else alias)


def _changed(parts: tuple[Any, ...], part: Any, fields: dict[str, Any]) -> tuple[Any, ...]:
    new = type(part).from_dict({**part.to_dict(), **fields})
    return tuple(new if p is part else p for p in parts)


def _fresh(letter: str, parts: tuple[Any, ...]) -> str:
    found = [re.fullmatch(f"{letter}([0-9]{{1,9}})", part.id) for part in parts]
    return f"{letter}{max((int(match[1]) for match in found if match), default=0) + 1}"
