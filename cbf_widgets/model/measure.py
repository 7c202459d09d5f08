"""What can be read off a spiral: descriptions of a journey, never scores of a family."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

from cbf_widgets.errors import CbfError, shown
from cbf_widgets.model.essence import ASPECTS, AspectId

if TYPE_CHECKING:
    from cbf_widgets.model.mark import Mark, Rupture
    from cbf_widgets.model.spiral import Spiral


@dataclass(frozen=True, kw_only=True)
class Return:
    """A mark that comes back to an issue of an earlier loop.

    Attributes
    ----------
    mark, earlier : str
        Ids of the mark and of the latest mark of the same issue on an earlier loop.
    loop, earlier_loop : int
        Their loops, from 1.

    Examples
    --------
    >>> Return(mark="m4", earlier="m1", loop=2, earlier_loop=1).earlier
    'm1'
    """

    mark: str
    earlier: str
    loop: int
    earlier_loop: int


@dataclass(frozen=True, kw_only=True)
class Disruption:
    """A rupture, and what came of it so far.

    Attributes
    ----------
    rupture : str
        Its id.
    place, loop : float, int
        Where on the line.
    repaired_by : str
        Id of the mark that repairs it; empty while it is open.
    between : tuple of str
        Ids of the marks after the rupture and before its repair; while it is open, of all marks after it.

    Examples
    --------
    >>> Disruption(rupture="r1", place=1.5, loop=2, repaired_by="", between=()).repaired_by
    ''
    """

    rupture: str
    place: float
    loop: int
    repaired_by: str
    between: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Nurtured:
    """Where and when one aspect of the essence was nurtured.

    Attributes
    ----------
    aspect : str
        ``help``, ``challenge`` or ``possibility``.
    marks : tuple of str
        Ids of the marks that nurture it, along the line.
    places, whens : tuple of float, tuple of str
        Of those marks, in the same order; a ``when`` that nobody gave is empty.
    per_loop : tuple of int
        How many of those marks lie on each loop.

    Examples
    --------
    >>> Nurtured(aspect="help", marks=("m1",), places=(0.5,), whens=("",), per_loop=(1, 0)).marks
    ('m1',)
    """

    aspect: AspectId
    marks: tuple[str, ...]
    places: tuple[float, ...]
    whens: tuple[str, ...]
    per_loop: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class SpiralMeasures:
    """What the texts speak of, read off one spiral. Descriptions, never scores.

    None of these numbers rates a family, a helper or a partnership: more marks, further out or fewer ruptures isn't
    better, and there is no total. They depend on what a person chose to mark and where. Whether a return is expansive
    rather than repetitive can't be seen from the line: it is, if the problem is come at in a new way.

    Attributes
    ----------
    marks : tuple of str
        Ids of the marks along the line.
    furthest : float or None
        Place of the last mark, in loops; none when there are no marks.
    moves : tuple of float
        Movement along the line: how far from each mark to the next, in loops.
    loops : int
        How many loops the line has.
    marks_per_loop : tuple of int
        Movement outward: how many marks lie on each loop, from the innermost.
    loops_reached : tuple of int
        The loops with a mark, counted from 1.
    same : {"kind", "label"}
        What was taken to make two marks the same issue.
    returns : tuple of Return
        Marks that come back to an issue of an earlier loop.
    disruptions : tuple of Disruption
        The ruptures along the line.
    open_ruptures : tuple of str
        Ids of those that no mark repairs.
    nurtured : tuple of Nurtured
        For each aspect of the essence, where and when it was nurtured.
    unsaid : tuple of str
        Ids of marks of which nobody has said what they nurture.

    Examples
    --------
    >>> from cbf_widgets.model.spiral import Spiral
    >>> own = {"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}]}
    >>> measures = Spiral(vocabulary=own).add("tea", 0.5).add("tea", 2, nurtures=["help"]).measures()
    >>> measures.moves, measures.loops_reached, measures.returns[0].earlier
    ((1.5,), (1, 3), 'm1')

    Notes
    -----
    Source: partnership worksheet, Summary (movement along the line, outward movement, loops, lines back to the
    centre), Repair after rupture when needed; making change happen, It helps to think of making change happen in
    terms of an expanding spiral (revisiting, disruption).
    """

    marks: tuple[str, ...]
    furthest: float | None
    moves: tuple[float, ...]
    loops: int
    marks_per_loop: tuple[int, ...]
    loops_reached: tuple[int, ...]
    same: Literal["kind", "label"]
    returns: tuple[Return, ...]
    disruptions: tuple[Disruption, ...]
    open_ruptures: tuple[str, ...]
    nurtured: tuple[Nurtured, ...]
    unsaid: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Give all measures as plain data, ready for JSON.

        Returns
        -------
        dict
            By name; tuples as lists.

        Examples
        --------
        >>> from cbf_widgets.model.spiral import Spiral
        >>> own = {"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}]}
        >>> Spiral(vocabulary=own, loops=1).add("tea", 0.5).measures().to_dict()["marks_per_loop"]
        [1]
        """
        plain: dict[str, Any] = json.loads(json.dumps(asdict(self)))
        return plain

    def to_rows(self) -> list[dict[str, Any]]:
        """Give all measures as flat rows, for a data frame.

        Returns
        -------
        list of dict
            The columns are ``measure``, ``of`` (the mark, loop, rupture or aspect it is about) and ``value``.

        Examples
        --------
        >>> from cbf_widgets.model.spiral import Spiral
        >>> own = {"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}]}
        >>> Spiral(vocabulary=own, loops=1).add("tea", 0.5).measures().to_rows()[1]
        {'measure': 'marks on loop', 'of': '1', 'value': 1}
        """
        rows: list[tuple[str, str, Any]] = [("furthest place", "", self.furthest)]
        rows += [("marks on loop", str(loop), n) for loop, n in enumerate(self.marks_per_loop, start=1)]
        rows += [("moved from the mark before", mark, move) for mark, move in zip(self.marks[1:], self.moves, strict=True)]
        rows += [("returns to", turn.mark, turn.earlier) for turn in self.returns]
        for disruption in self.disruptions:
            rows += [("rupture at", disruption.rupture, disruption.place)]
            rows += [("repaired by", disruption.rupture, disruption.repaired_by or None)]
            rows += [("marks since the rupture, before any repair", disruption.rupture, len(disruption.between))]
        for one in self.nurtured:
            rows += [("nurtured first at", one.aspect, min(one.places, default=None))]
            rows += [(f"marks that nurture it, loop {i}", one.aspect, n) for i, n in enumerate(one.per_loop, start=1)]
        rows += [("nobody has said what it nurtures", mark, True) for mark in self.unsaid]
        return [{"measure": measure, "of": of, "value": value} for measure, of, value in rows]


def measure(spiral: Spiral, same: Literal["kind", "label"] = "kind") -> SpiralMeasures:
    """Read off a spiral what the texts speak of.

    Parameters
    ----------
    spiral : Spiral
        The spiral.
    same : {"kind", "label"}
        What makes two marks the same issue. That steps of one kind are about one issue is an assumption; so is that
        marks with one label are (capitals and spaces aside; marks without a label are about no issue then).

    Returns
    -------
    SpiralMeasures
        Descriptions, never scores.

    Examples
    --------
    >>> from cbf_widgets.model.spiral import Spiral
    >>> own = {"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}]}
    >>> spiral = Spiral(vocabulary=own).add("tea", 0.5, label="Sleep").add("tea", 1.5, label="Food")
    >>> len(measure(spiral).returns), len(measure(spiral, same="label").returns)
    (1, 0)
    """
    if same not in ("kind", "label"):
        raise CbfError("'kind' or 'label'", shown(same), place="same")
    places = [mark.place for mark in spiral.marks]
    per_loop = _per_loop(spiral, spiral.marks)
    disruptions = tuple(_disruption(spiral, rupture) for rupture in spiral.ruptures)
    return SpiralMeasures(
        marks=tuple(mark.id for mark in spiral.marks),
        furthest=max(places, default=None),
        moves=tuple(round(b - a, 6) for a, b in pairwise(places)),
        loops=spiral.loops,
        marks_per_loop=per_loop,
        loops_reached=tuple(loop for loop, marks in enumerate(per_loop, start=1) if marks),
        same=same,
        returns=_returns(spiral, same),
        disruptions=disruptions,
        open_ruptures=tuple(one.rupture for one in disruptions if not one.repaired_by),
        nurtured=tuple(_nurtured(spiral, aspect) for aspect in ASPECTS),
        unsaid=tuple(mark.id for mark in spiral.marks if not mark.nurtures),
    )


def _per_loop(spiral: Spiral, marks: tuple[Mark, ...]) -> tuple[int, ...]:
    counts = [0] * spiral.loops
    for mark in marks:
        counts[spiral.loop(mark.place) - 1] += 1
    return tuple(counts)


def _returns(spiral: Spiral, same: Literal["kind", "label"]) -> tuple[Return, ...]:
    latest: dict[str, list[tuple[int, str]]] = {}  # by issue: the last mark of each loop, in order
    found = []
    for mark in spiral.marks:
        issue = mark.kind if same == "kind" else " ".join(mark.label.casefold().split())
        if not issue:
            continue
        loop = spiral.loop(mark.place)
        seen = latest.setdefault(issue, [])
        earlier = [entry for entry in seen[-2:] if entry[0] < loop]
        if earlier:
            found.append(Return(mark=mark.id, earlier=earlier[-1][1], loop=loop, earlier_loop=earlier[-1][0]))
        if seen and seen[-1][0] == loop:
            seen.pop()
        seen.append((loop, mark.id))
    return tuple(found)


def _disruption(spiral: Spiral, rupture: Rupture) -> Disruption:
    after = [mark.id for mark in spiral.marks if mark.place >= rupture.place]
    between = after[: after.index(rupture.repair)] if rupture.repair else after
    return Disruption(
        rupture=rupture.id,
        place=rupture.place,
        loop=spiral.loop(rupture.place),
        repaired_by=rupture.repair,
        between=tuple(between),
    )


def _nurtured(spiral: Spiral, aspect: AspectId) -> Nurtured:
    marks = tuple(mark for mark in spiral.marks if aspect in mark.nurtures)
    return Nurtured(
        aspect=aspect,
        marks=tuple(mark.id for mark in marks),
        places=tuple(mark.place for mark in marks),
        whens=tuple(mark.when for mark in marks),
        per_loop=_per_loop(spiral, marks),
    )
