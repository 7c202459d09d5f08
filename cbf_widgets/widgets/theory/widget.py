"""The explorer of theories of change: read one, draw what its page leaves out, compare twelve, build one's own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

import traitlets

from cbf_widgets import datasets
from cbf_widgets.errors import CbfError, shown
from cbf_widgets.model.coding import Coding
from cbf_widgets.model.counting import plural
from cbf_widgets.model.theory import FORMAT as THEORY_FORMAT
from cbf_widgets.model.theory import VERSION as THEORY_VERSION
from cbf_widgets.model.theory import TheoryOfChange
from cbf_widgets.model.theory_work import FORMAT, VERSION, TheoryWork, work_of
from cbf_widgets.widgets.base import Answer
from cbf_widgets.widgets.desk import Kind
from cbf_widgets.widgets.filed import FiledWidget
from cbf_widgets.widgets.theory import desk

FIRST = "Croydon"


class WorkTrait(traitlets.Instance):  # type: ignore[type-arg]
    """All that a person did; plain data is turned into it.

    Examples
    --------
    >>> WorkTrait().klass.__name__
    'TheoryWork'
    """

    def __init__(self) -> None:
        super().__init__(TheoryWork)

    def validate(self, _: Any, value: Any) -> Any:
        """Return a `TheoryWork`, or raise a `CbfError` that says what was expected."""
        return work_of(value)


def _about(work: TheoryWork) -> str:
    changed, arrows = len(work.theories), sum(len(theory.links) for theory in work.theories)
    return f"{changed} {plural(changed, 'theory', 'theories')} worked on, {arrows} {plural(arrows, 'arrow')}"


class TheoryExplorer(FiledWidget):
    """Explore theories of change: one column by column, up to twelve side by side, and your own.

    The guide prints columns and no arrows. Whatever arrow, assumption or code stands in the explorer is a person's.

    Parameters
    ----------
    source : TheoryOfChange, TheoryWork, str or Path, optional
        What to begin with; a text is the file of saved work or of a saved theory, relative to `folder`.
    authority : str, optional
        The authority, or the id of the theory, to show first; by default Croydon, or what the source holds.
    compare : "all" or sequence of str, optional
        Begin with the comparison of these authorities.
    folder : str or Path, optional
        Where Save and Open look, and where work is kept; by default the notebook's own folder.

    Attributes
    ----------
    work : TheoryWork
        The whole document: what was changed or made, and recoded. Read it, set it, observe it or link it at any time.
    theory : TheoryOfChange
        The theory that is shown. Setting one adds it to the work, or changes it there.
    coding : Coding
        Which item carries which theme, as it is now.
    shown : str
        The id of the theory that is shown.
    mode : {"one", "compare"}
        Whether one is shown, or several side by side.
    compared : list of str
        The ids of those compared, two to all.

    Raises
    ------
    CbfError
        When the source, an authority or a theory can't be used.

    Examples
    --------
    >>> explorer = TheoryExplorer(authority="Croydon")
    >>> first, second = explorer.theory.items[0].id, explorer.theory.items[-1].id
    >>> explorer.theory = explorer.theory.link(first, second, assumption="Help comes in time")
    >>> explorer.undo()
    >>> len(explorer.theory.links)
    0

    Notes
    -----
    Source of the twelve: LFO guide, lines 4019-6576.
    """

    name: ClassVar[str] = "theory"
    document: ClassVar[str] = "work"
    format: ClassVar[tuple[str, int]] = (FORMAT, VERSION)
    kinds: ClassVar[tuple[Kind, ...]] = (
        Kind(FORMAT, VERSION, TheoryWork.from_dict, _about),
        Kind(THEORY_FORMAT, THEORY_VERSION, lambda data: work_of(TheoryOfChange.from_dict(data)), _about),
    )
    untitled: ClassVar[str] = "my-theories"

    work = WorkTrait().tag(sync=True, to_json=lambda value, _: value.to_dict(), from_json=lambda data, own: own.taken(data))
    shown = traitlets.Unicode().tag(sync=True)
    mode = traitlets.Enum(("one", "compare"), "one").tag(sync=True)
    compared: traitlets.List[str] = traitlets.List().tag(sync=True)
    laid_over: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)
    shipped = traitlets.Dict().tag(sync=True)
    doubts: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)
    comparison = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        source: TheoryOfChange | TheoryWork | str | Path | None = None,
        *,
        authority: str | None = None,
        compare: str | Sequence[str] | None = None,
        folder: str | Path | None = None,
        **traits: Any,
    ) -> None:
        for name in traits.keys() - {"title", "layout"}:
            message = f"TheoryExplorer() got an unexpected keyword argument {name!r}"
            raise TypeError(message)
        self._twelve = tuple(datasets.theories().values())
        file = Path(folder or "").expanduser() / source if isinstance(source, str | Path) else None
        work = self.read(file) if file else TheoryWork() if source is None else work_of(source)
        work = replace(work, title=traits.pop("title", work.title))
        first = work.theories[0].id if work.theories else FIRST
        shown_first = self._found(authority or first, work)
        compared = [one.id for one in work.all(self._twelve)] if compare in (None, "all") else self._several(compare, work)
        began = f"Opened {file.name}" if file else "Began"
        values = {"work": work, "shown": shown_first, "compared": compared, "mode": "one" if compare is None else "compare"}
        super().__init__(began, folder, file=file, shipped=desk.shipped(), **values, **traits)
        self._renew(None)
        if source is None:
            self.offer_last_saved()

    def __repr__(self) -> str:
        """Stable: no memory address, so that notebooks compare equal."""
        what = self.theory.title if self.mode == "one" else f"{len(self.compared)} theories compared"
        return f"TheoryExplorer({what}; {_about(self.work)})"

    # --- what is there -----------------------------------------------------------------------------------------------

    @property
    def theories(self) -> tuple[TheoryOfChange, ...]:
        """All theories as they are now: the twelve, then one's own."""
        work: TheoryWork = self.work
        return work.all(self._twelve)

    @property
    def theory(self) -> TheoryOfChange:
        """The theory that is shown."""
        work: TheoryWork = self.work
        return work.theory(self.shown, self._twelve)

    @theory.setter
    def theory(self, theory: TheoryOfChange) -> None:
        if not isinstance(theory, TheoryOfChange):
            raise CbfError("a TheoryOfChange", shown(theory), place="theory")
        self.put(self.work.put(theory), "Set the theory from Python")
        self.shown = theory.id

    @property
    def coding(self) -> Coding:
        """Which item carries which theme, as it is now."""
        work: TheoryWork = self.work
        return work.coding(datasets.theory_coding())

    @coding.setter
    def coding(self, coding: Coding) -> None:
        self.put(replace(self.work, codebook=(coding,), added=(), dropped=()), "Set the codebook from Python")

    def lay_over(self, other: TheoryOfChange | TheoryWork | str | Path | None, *, whose: str = "") -> None:
        """Lay somebody else's arrows over the theory that is shown; nothing takes them away again.

        Parameters
        ----------
        other : TheoryOfChange, TheoryWork, str, Path or None
            A theory with the same items, work that holds one, or the file of either.
        whose : str, optional
            Whose the arrows are, as the screen says it; by default the title of the work, else the name of its file.
        """
        self.laid_over = [] if other is None else desk.laid(self, other, whose)

    def _found(self, name: str, work: TheoryWork) -> str:
        """Find a theory by id, or by title whatever the case."""
        there = work.all(self._twelve)
        for one in there:
            if name in (one.id, one.title) or str(name).casefold() == one.title.casefold():
                return one.id
        raise CbfError(f"one of {', '.join(one.title for one in there)}", shown(name), place="authority")

    def _several(self, names: str | Iterable[str] | None, work: TheoryWork) -> list[str]:
        if isinstance(names, str) or names is None:
            raise CbfError('"all", or a list of authorities', shown(names), place="compare")
        found = [self._found(name, work) for name in names]
        if len(set(found)) < 2:
            raise CbfError("two or more authorities", f"{len(set(found))}", place="compare")
        return list(dict.fromkeys(found))

    # --- what follows from it ----------------------------------------------------------------------------------------

    @traitlets.observe("work", "shown", "mode", "compared")
    def _renew(self, change: Any) -> None:
        if not self._steps:
            return
        with self.hold_sync():
            there = {one.id for one in self.theories}
            if self.shown not in there:
                self.shown = self._twelve[0].id
            if any(one not in there for one in self.compared):
                left = [one for one in self.compared if one in there]
                self.compared = left if len(left) > 1 else [one.id for one in self.theories]  # one alone can't be compared
            self.doubts = [doubt.to_dict() for doubt in self.theory.questions()]
            if self.mode == "compare" and (change is None or change["name"] != "shown"):
                self.comparison = desk.comparison(self)

    def describe(self) -> str:
        """Tell in plain words what is shown: one theory as an outline, or what the compared ones share.

        Returns
        -------
        str
            Plain text, never HTML.
        """
        return self.theory.describe() if self.mode == "one" else desk.compared(self).describe()

    def still(self) -> str:
        """Give the picture and its words as HTML that needs no kernel, script or network.

        Returns
        -------
        str
            A ``<figure>`` with an image and a description.
        """
        from cbf_widgets.draw.theory_still import comparison_still, theory_still

        figure = theory_still(self.theory) if self.mode == "one" else comparison_still(desk.compared(self))
        return f"{figure}<p><em>A still picture. To go on, run its cell.</em></p>"

    def exported(self, question: dict[str, Any]) -> tuple[str, str, bytes]:
        """Give what a button asks to export: a file's name, its media type, its content."""
        return desk.exported(self, question)

    def _answer(self, question: dict[str, Any]) -> Answer:
        return desk.ASKS[question["ask"]](self, question) if question["ask"] in desk.ASKS else super()._answer(question)
