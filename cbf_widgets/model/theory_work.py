"""What a person has done with the theories: those changed or made, and what was coded otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Annotated, Any, Self

from cbf_widgets.errors import CbfError, listed, shown
from cbf_widgets.files import Document
from cbf_widgets.model.coding import Code, Coding
from cbf_widgets.model.theory import TheoryOfChange
from cbf_widgets.model.value import AtMost, Line, Value

FORMAT = "cbf_widgets work with theories"
VERSION = 1


class TheoryWork(Value, Document):
    """The explorer's document: only what differs from what is shipped, so that a file stays small and says what is one's own.

    Attributes
    ----------
    title : str
        What the work is called.
    theories : tuple of TheoryOfChange
        Those that were changed (whole) or made; a shipped one that isn't here is as shipped.
    codebook : tuple of Coding
        A coding of one's own in place of the shipped one, or nothing.
    added, dropped : tuple of Code
        What was coded otherwise than the codebook has it.

    Examples
    --------
    >>> work = TheoryWork().put(TheoryOfChange(id="ours", title="Ours"))
    >>> work.theory("ours").title
    'Ours'
    """

    format = (FORMAT, VERSION)

    title: Line = ""
    theories: Annotated[tuple[TheoryOfChange, ...], AtMost(200)] = ()
    codebook: Annotated[tuple[Coding, ...], AtMost(1)] = ()
    added: Annotated[tuple[Code, ...], AtMost(50_000)] = ()
    dropped: Annotated[tuple[Code, ...], AtMost(50_000)] = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        ids = [theory.id for theory in self.theories]
        for i, one in enumerate(ids):
            if one in ids[:i]:
                raise CbfError("each theory once", shown(one), place=f"theories[{i}].id")
        for name in ("added", "dropped"):
            seen = set[tuple[str, str, str]]()
            for i, code in enumerate(getattr(self, name)):
                if code.key in seen:
                    raise CbfError("each code once", f"{' '.join(code.key)} again", place=f"{name}[{i}]")
                seen.add(code.key)

    def theory(self, theory: str, shipped: Iterable[TheoryOfChange] = ()) -> TheoryOfChange:
        """Give a theory as it is now.

        Parameters
        ----------
        theory : str
            Its id.
        shipped : iterable of TheoryOfChange
            What holds for a theory that wasn't changed.

        Returns
        -------
        TheoryOfChange
            One's own, else the shipped one.

        Examples
        --------
        >>> TheoryWork().theory("ours")
        Traceback (most recent call last):
        ...
        cbf_widgets.errors.CbfError: theory: expected the id of a theory (there is none), but got 'ours'.
        """
        there = self.all(shipped)
        for one in there:
            if one.id == theory:
                return one
        known = ", ".join(one.id for one in there) or "there is none"
        raise CbfError(f"the id of a theory ({known})", shown(theory), place="theory")

    def all(self, shipped: Iterable[TheoryOfChange] = ()) -> tuple[TheoryOfChange, ...]:
        """Give all theories as they are now: the shipped ones in their order, then those made.

        Examples
        --------
        >>> TheoryWork().all([TheoryOfChange(id="luton", title="Luton")])[0].title
        'Luton'
        """
        own = {one.id: one for one in self.theories}
        first = [own.pop(one.id, one) for one in shipped]
        return (*first, *own.values())

    def put(self, theory: TheoryOfChange) -> Self:
        """Give the work with a theory changed or added.

        Examples
        --------
        >>> len(TheoryWork().put(TheoryOfChange(id="ours", title="Ours")).theories)
        1
        """
        if any(one.id == theory.id for one in self.theories):
            return replace(self, theories=tuple(theory if one.id == theory.id else one for one in self.theories))
        return replace(self, theories=(*self.theories, theory))

    def take_back(self, theory: str) -> Self:
        """Give the work without one's own version of a theory: a shipped one is as shipped again, one's own is gone.

        Examples
        --------
        >>> TheoryWork().put(TheoryOfChange(id="ours", title="Ours")).take_back("ours").theories
        ()
        """
        return replace(self, theories=tuple(one for one in self.theories if one.id != theory))

    def coding(self, shipped: Coding) -> Coding:
        """Give the coding as it is now: the codebook, without what was dropped, with what was added.

        Codes whose theme the codebook doesn't have any more are left out.

        Parameters
        ----------
        shipped : Coding
            What holds when there is no codebook of one's own.

        Returns
        -------
        Coding
            The coding.

        Examples
        --------
        >>> shipped = Coding(id="ours", title="Ours", themes=({"id": "money", "title": "Money"},))
        >>> work = TheoryWork(added=({"theory": "luton", "item": "i1", "theme": "money"},))
        >>> work.coding(shipped).themes_of("luton", "i1")
        ('money',)
        """
        coding = self.codebook[0] if self.codebook else shipped
        known = {theme.id for theme in coding.themes}
        added = tuple(code for code in self.added if code.theme in known)
        gone = {code.key for code in (*self.dropped, *added)}
        return replace(coding, codes=(*(code for code in coding.codes if code.key not in gone), *added))

    def recode(self, theory: str, item: str, theme: str, shipped: Coding, *, carries: bool, why: str = "", by: str = "") -> Self:
        """Give the work in which an item carries a theme, or doesn't.

        Parameters
        ----------
        theory, item, theme : str
            Their ids.
        shipped : Coding
            What holds when there is no codebook of one's own.
        carries : bool
            Whether it carries the theme from now on.
        why, by : str
            The reason, and who says so.

        Returns
        -------
        TheoryWork
            New work; nothing is noted for what the codebook says already.

        Raises
        ------
        CbfError
            When it is to carry a theme that the codebook doesn't have.

        Examples
        --------
        >>> shipped = Coding(id="ours", title="Ours", themes=({"id": "money", "title": "Money"},))
        >>> work = TheoryWork().recode("luton", "i1", "money", shipped, carries=True, why="It names debt")
        >>> work.added[0].why, work.recode("luton", "i1", "money", shipped, carries=False).added
        ('It names debt', ())
        """
        code = Code(theory=theory, item=item, theme=theme, why=why, by=by)
        base = self.codebook[0] if self.codebook else shipped
        if carries and theme not in {one.id for one in base.themes}:
            raise CbfError(f"the id of a theme ({listed([one.id for one in base.themes])})", shown(theme), place="theme")
        there = code.key in {one.key for one in base.codes}
        added = tuple(one for one in self.added if one.key != code.key)
        dropped = tuple(one for one in self.dropped if one.key != code.key)
        if carries and not there:
            added = (*added, code)
        if not carries and there:
            dropped = (*dropped, code)
        return replace(self, added=added, dropped=dropped)


def work_of(data: Any) -> TheoryWork:
    """Make work of what a person hands over: work, a theory, or plain data of either.

    Plain data that has an ``id`` is a theory's: work has none.

    Examples
    --------
    >>> work_of({"id": "ours", "title": "Ours"}).theories[0].id
    'ours'
    """
    if isinstance(data, TheoryWork):
        return data
    if isinstance(data, TheoryOfChange):
        return TheoryWork(theories=(data,))
    if isinstance(data, Mapping) and "id" in data:
        return work_of(TheoryOfChange.from_dict(data))
    return TheoryWork.from_dict(data)
