"""Which measures the pages name, and at which items."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cbf_widgets import datasets
from cbf_widgets.comparing.counting import WATCHED, lane_of
from cbf_widgets.model.guide import Measure
from cbf_widgets.model.theory import TheoryOfChange


class Naming(NamedTuple):
    """A measure that an authority uses, and the items that name it.

    Attributes
    ----------
    measure : str
        Its id.
    theory : str
        The id of the theory.
    where : str
        ``theory``, or where else the guide tells of it.
    items : tuple of str
        Keys of items, ``theory/item``; none where its theory doesn't name it.

    Examples
    --------
    >>> Naming("sdq", "luton", "case study", ()).items
    ()
    """

    measure: str
    theory: str
    where: str
    items: tuple[str, ...]


def scales() -> tuple[Measure, ...]:
    """Give the measures that count as measuring something: scales and questionnaires, not forms, frameworks, records or counts.

    Examples
    --------
    >>> "sdq" in {measure.id for measure in scales()}
    True
    """
    return tuple(measure for measure in datasets.measures() if measure.scale)


def namings(theories: Sequence[TheoryOfChange], measures: Iterable[Measure]) -> tuple[Naming, ...]:
    """Give who uses which measure, and at which items.

    A measure that the guide names on some lines belongs to the items that were read from these, first of all among indicators and measures, and to
    items that stand under its name as their heading. An item of one's own names it when its words do.

    Parameters
    ----------
    theories : sequence of TheoryOfChange
        The theories.
    measures : iterable of Measure
        The measures.

    Returns
    -------
    tuple of Naming
        In the order of the measures, then of the theories.

    Examples
    --------
    >>> newcastle = datasets.theories()["Newcastle upon Tyne"]
    >>> [naming.measure for naming in namings([newcastle], scales())]
    ['sdq', 'parenting-scale', 'wemwbs']
    """
    found = []
    for measure in measures:
        for theory in theories:
            if items := _items(theory, measure):
                found.append(Naming(measure.id, theory.id, "theory", items))
            elif elsewhere := [use.where for use in measure.uses if use.authority == theory.authority and theory.authority]:
                found.append(Naming(measure.id, theory.id, elsewhere[0], ()))
    return tuple(found)


def _items(theory: TheoryOfChange, measure: Measure) -> tuple[str, ...]:
    lines = {
        line
        for use in measure.uses
        if use.where == "theory" and theory.authority and use.authority == theory.authority
        for line in use.lines
    }
    printed = [item for item in theory.items if lines & set(item.lines)]
    watched = [item for item in printed if lane_of(theory, item.column) == WATCHED]
    names = (measure.name, *measure.also_called)
    said = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})s?(?!\w)", re.IGNORECASE)
    own = [item for item in theory.items if not item.lines and said.search(item.text)]
    folded = {name.casefold() for name in names}
    headed = [item for item in theory.items if item.group and item.group.casefold() in folded]
    chosen = {item.id for item in (*(watched or printed), *own, *headed)}
    return tuple(f"{theory.id}/{item.id}" for item in theory.items if item.id in chosen)
