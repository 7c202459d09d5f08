"""A spiral: small steps placed on an expanding line around help, challenge and possibility."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Self

from cbf_widgets.errors import CbfError, shown
from cbf_widgets.model.mark import Mark, Ripple, Rupture
from cbf_widgets.model.step import Vocabulary, as_vocabulary
from cbf_widgets.model.value import Line, Range, Value

if TYPE_CHECKING:
    import networkx as nx

    from cbf_widgets.model.measure import SpiralMeasures

MOST_LOOPS = 12
MOST_MARKS = 2_000
FORMAT = "cbf_widgets spiral"
VERSION = 1


class Spiral(Value):
    """An expanding spiral and what is marked on it. Every edit returns a new spiral.

    A *place* on the line is counted in loops from its beginning: 0 is the innermost end, 1.5 is halfway round
    the second loop, and ``loops`` is the outer end.

    Attributes
    ----------
    title, alias : str
        What the spiral is called; a made-up name for the family. Never use real names.
    loops : int
        How often the line goes round, 1 to 12.
    marks : tuple of Mark
        The steps, in the order of their places.
    ripples : tuple of Ripple
        Which mark helped which.
    ruptures : tuple of Rupture
        Where the relationship was strained or broken, and the mark that repaired it.
    vocabulary : Vocabulary
        The kinds of step; give a name, plain data, or a `Vocabulary`.

    Examples
    --------
    >>> own = {"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}]}
    >>> spiral = Spiral(vocabulary=own).add("tea", 0.5, label="First visit").add("tea", 1.25)
    >>> [(mark.id, mark.place) for mark in spiral.marks]
    [('m1', 0.5), ('m2', 1.25)]

    Notes
    -----
    Source: partnership worksheet, Summary; making change happen, It helps to think of making change happen in
    terms of an expanding spiral.
    """

    title: Line = ""
    alias: Line = ""
    loops: Annotated[int, Range(1, MOST_LOOPS)] = 3
    marks: tuple[Mark, ...] = ()
    ripples: tuple[Ripple, ...] = ()
    ruptures: tuple[Rupture, ...] = ()
    vocabulary: Vocabulary

    def __post_init__(self) -> None:
        object.__setattr__(self, "vocabulary", _placed("vocabulary", as_vocabulary, self.vocabulary))
        super().__post_init__()
        check_parts(self)
        for name in ("marks", "ruptures"):
            object.__setattr__(self, name, tuple(sorted(getattr(self, name), key=lambda part: part.place)))

    # --- reading -------------------------------------------------------------------------------------------------

    def mark(self, mark: str) -> Mark:
        """Return the mark with this id.

        Raises
        ------
        CbfError
            When there is none.
        """
        return _named(self.marks, mark, "mark")

    def number(self, mark: str) -> int:
        """Return a mark's number: its rank along the line, from 1."""
        return self.marks.index(self.mark(mark)) + 1

    def loop(self, place: float) -> int:
        """Return the loop that a place lies on, from 1; the line's very end belongs to the last loop."""
        return min(int(place), self.loops - 1) + 1

    def measures(self) -> SpiralMeasures:
        """Read off what the texts speak of; see `cbf_widgets.model.measure.SpiralMeasures`."""
        from cbf_widgets.model.measure import measure

        return measure(self)

    # --- marks ---------------------------------------------------------------------------------------------------

    def add(self, kind: str, place: float | None = None, **fields: Any) -> Self:  # noqa: ANN401
        """Place a step on the line.

        Parameters
        ----------
        kind : str
            Id of a kind in the vocabulary.
        place : float, optional
            In loops from the beginning; by default a fifth of a loop after the last mark, a loop being added
            when the line is full.
        **fields
            Further fields of `Mark`: ``label``, ``note``, ``nurtures``, ``when``, ``holds``.

        Returns
        -------
        Spiral
            A new spiral with the mark on it.

        Raises
        ------
        CbfError
            When the kind is unknown or the place is off the line.
        """
        here = self if place is not None else self._with_room()
        spot = here.next_place() if place is None else place
        mark = Mark(**{"id": _fresh("m", self.marks), **fields, "kind": kind, "place": spot})
        return replace(here, marks=(*here.marks, mark))

    def next_place(self) -> float:
        """Return where the next step would go: a fifth of a loop after the last mark, or the line's end."""
        last = self.marks[-1].place if self.marks else 0.0
        return round(min(last + 0.2, float(self.loops)), 6)

    def _with_room(self) -> Self:
        full = bool(self.marks) and self.marks[-1].place + 0.2 > self.loops
        return replace(self, loops=self.loops + 1) if full and self.loops < MOST_LOOPS else self

    def change(self, mark: str, **fields: Any) -> Self:  # noqa: ANN401
        """Return a spiral in which some fields of a mark are changed, for instance its ``label``."""
        return replace(self, marks=_changed(self.marks, self.mark(mark), fields))

    def move(self, mark: str, place: float) -> Self:
        """Return a spiral in which a mark lies at another place on the line."""
        return self.change(mark, place=place)

    def remove(self, mark: str) -> Self:
        """Return a spiral without a mark; its ripples go too, and what it repaired is open again."""
        gone = self.mark(mark).id
        return replace(
            self,
            marks=tuple(m for m in self.marks if m.id != gone),
            ripples=tuple(r for r in self.ripples if gone not in (r.source, r.target)),
            ruptures=tuple(replace(r, repair="") if r.repair == gone else r for r in self.ruptures),
        )

    # --- ripples, ruptures, repairs ------------------------------------------------------------------------------

    def ripple(self, source: str, target: str, note: str = "") -> Self:
        """Return a spiral in which one mark helps another; a ripple already there gets the new note."""
        kept = tuple(r for r in self.ripples if (r.source, r.target) != (source, target))
        return replace(self, ripples=(*kept, Ripple(source=source, target=target, note=note)))

    def remove_ripple(self, source: str, target: str) -> Self:
        """Return a spiral without the ripple from one mark to another."""
        kept = tuple(r for r in self.ripples if (r.source, r.target) != (source, target))
        if len(kept) == len(self.ripples):
            raise CbfError("a ripple of this spiral", f"{shown(source)} to {shown(target)}", place="ripples")
        return replace(self, ripples=kept)

    def rupture(self, place: float, **fields: Any) -> Self:  # noqa: ANN401
        """Return a spiral whose line breaks at a place; further fields as in `Rupture`."""
        broken = Rupture(**{"id": _fresh("r", self.ruptures), **fields, "place": place})
        return replace(self, ruptures=(*self.ruptures, broken))

    def change_rupture(self, rupture: str, **fields: Any) -> Self:  # noqa: ANN401
        """Return a spiral in which some fields of a rupture are changed."""
        return replace(self, ruptures=_changed(self.ruptures, _named(self.ruptures, rupture, "rupture"), fields))

    def repair(self, rupture: str, mark: str) -> Self:
        """Return a spiral in which a mark, further along the line, repairs a rupture; ``""`` opens it again."""
        return self.change_rupture(rupture, repair=mark)

    def remove_rupture(self, rupture: str) -> Self:
        """Return a spiral whose line is whole at that place."""
        gone = _named(self.ruptures, rupture, "rupture").id
        return replace(self, ruptures=tuple(r for r in self.ruptures if r.id != gone))

    # --- the whole -----------------------------------------------------------------------------------------------

    def with_loops(self, loops: int) -> Self:
        """Return a spiral with more or fewer loops; no mark is lost.

        When what is marked no longer fits, the whole line draws together: order and proportions are kept.
        """
        last = max((part.place for part in (*self.marks, *self.ruptures)), default=0.0)
        scale = 1.0 if last <= loops else loops / self.loops

        def drawn(part: Any) -> Any:  # noqa: ANN401
            return part if scale == 1.0 else replace(part, place=round(part.place * scale, 6))

        return replace(
            self, loops=loops, marks=tuple(map(drawn, self.marks)), ruptures=tuple(map(drawn, self.ruptures))
        )

    def retitle(self, title: str | None = None, alias: str | None = None) -> Self:
        """Return a spiral with another title or alias."""
        return replace(
            self, title=self.title if title is None else title, alias=self.alias if alias is None else alias
        )

    # --- elsewhere -----------------------------------------------------------------------------------------------

    def save(self, path: str | Path, *, replace: bool = True) -> Path:
        """Write the spiral to a JSON file that a person can read, all of it or nothing.

        Parameters
        ----------
        path : str or Path
            The file; ``.json`` is added when it has no ending.
        replace : bool
            Whether a file that is there already may be replaced.

        Returns
        -------
        Path
            The file written.

        Raises
        ------
        FileError
            When it can't be written.
        """
        from cbf_widgets import files

        return files.write_document(path, FORMAT, VERSION, self.to_dict(), replace=replace)

    @classmethod
    def load(cls, path: str | Path) -> Self:
        """Read a spiral from a file that `save` wrote.

        Raises
        ------
        FileError
            When it can't be read whole; the message names the file, the place and what was expected.
        """
        from cbf_widgets import files

        return files.read_document(path, FORMAT, VERSION, cls.from_dict)

    def to_networkx(self) -> nx.MultiDiGraph:
        """Give the spiral as a networkx graph that keeps everything; see `cbf_widgets.model.graph`."""
        from cbf_widgets.model import graph

        return graph.to_networkx(self)

    @classmethod
    def from_networkx(cls, graph: nx.MultiDiGraph) -> Self:
        """Build a spiral from a graph that `to_networkx` made, also after a trip through GraphML."""
        from cbf_widgets.model.graph import from_networkx

        return cls.from_dict(from_networkx(graph))

    @classmethod
    def from_table(cls, rows: Any, *, vocabulary: Any = "partnership-building", **options: Any) -> Self:  # noqa: ANN401
        """Build a spiral from coded contacts; see `cbf_widgets.model.table.from_table`."""
        from cbf_widgets.model.table import from_table

        return from_table(cls, rows, vocabulary=as_vocabulary(vocabulary), **options)


def check_parts(spiral: Spiral) -> None:
    """Raise `CbfError` unless the parts of a spiral fit together."""
    if len(spiral.marks) > MOST_MARKS:
        raise CbfError(f"at most {MOST_MARKS} marks", f"{len(spiral.marks)}", place="marks")
    kinds = {kind.id for kind in spiral.vocabulary.kinds}
    for i, mark in enumerate(spiral.marks):
        _one_of(mark.kind, kinds, f"marks[{i}].kind", "a kind of step")
    _check_line(spiral)
    places = {mark.id: mark.place for mark in spiral.marks}
    for i, ripple in enumerate(spiral.ripples):
        _one_of(ripple.source, places, f"ripples[{i}].source", "a mark")
        _one_of(ripple.target, places, f"ripples[{i}].target", "a mark")
        if any((r.source, r.target) == (ripple.source, ripple.target) for r in spiral.ripples[:i]):
            raise CbfError("each ripple once", f"{shown(ripple.source)} to {shown(ripple.target)}", place=f"ripples[{i}]")
    for i, rupture in enumerate(spiral.ruptures):
        if rupture.repair:
            _one_of(rupture.repair, places, f"ruptures[{i}].repair", "a mark")
            if places[rupture.repair] < rupture.place:
                raise CbfError("a repair further along the line than its rupture", "an earlier mark",
                               place=f"ruptures[{i}].repair", advice="Move one of them.")  # fmt: skip


def _check_line(spiral: Spiral) -> None:
    for name in ("marks", "ruptures"):
        seen: set[str] = set()
        for i, part in enumerate(getattr(spiral, name)):
            if part.id in seen:
                raise CbfError("each id once", shown(part.id), place=f"{name}[{i}].id")
            if part.place > spiral.loops:
                raise CbfError(f"a number from 0 to {spiral.loops}", shown(part.place), place=f"{name}[{i}].place")
            seen.add(part.id)


def _one_of(value: str, allowed: Any, place: str, what: str) -> None:  # noqa: ANN401
    if value not in allowed:
        raise CbfError(f"{what} ({', '.join(sorted(allowed)) or 'there is none'})", shown(value), place=place)


def _placed(place: str, make: Any, value: Any) -> Any:  # noqa: ANN401
    try:
        return make(value)
    except CbfError as error:
        raise error.inside(place) from None


def _named(parts: tuple[Any, ...], identifier: str, what: str) -> Any:  # noqa: ANN401
    for part in parts:
        if part.id == identifier:
            return part
    there = ", ".join(part.id for part in parts) or "there is none yet"
    raise CbfError(f"a {what} of this spiral ({there})", shown(identifier), place=what)


def _changed(parts: tuple[Any, ...], part: Any, fields: dict[str, Any]) -> tuple[Any, ...]:  # noqa: ANN401
    return tuple(type(part).from_dict({**p.to_dict(), **fields}) if p is part else p for p in parts)


def _fresh(letter: str, parts: tuple[Any, ...]) -> str:
    used = [int(part.id[1:]) for part in parts if part.id[0] == letter and part.id[1:].isdecimal()]
    return f"{letter}{max(used, default=0) + 1}"
