"""A widget around one whole document: undo without limit, kept on disk at every step."""

from __future__ import annotations

import datetime as dt
import math
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar
from weakref import WeakSet

import traitlets

from cbf_widgets.autosave import FOLDER, Autosave
from cbf_widgets.errors import CbfError, shown
from cbf_widgets.widgets.base import Answer, CbfWidget

if TYPE_CHECKING:
    from collections.abc import Iterator

_alive: WeakSet[DocumentWidget] = WeakSet()


class DocumentWidget(CbfWidget):
    """A widget that holds its whole document in one trait.

    The front end commits once per gesture, document and history together. Every step is kept beside the notebook
    and offered again when a kernel, a browser or a cell that is run anew has taken it out of sight.

    Attributes
    ----------
    document : str
        The trait that holds the document; its values have ``to_dict`` and ``title``.
    format : tuple of str and int
        What the document is in files, and the version.
    history : dict
        ``names`` of the steps, ``at`` the one shown, ``serial`` growing with every change.

    Examples
    --------
    See `cbf_widgets.SpiralBuilder`, which is one.

    >>> DocumentWidget.history.metadata["sync"]
    True
    """

    document: ClassVar[str]
    format: ClassVar[tuple[str, int]]

    history = traitlets.Dict().tag(sync=True)
    kept = traitlets.Dict().tag(sync=True)
    found: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)

    def __init__(self, began: str, folder: str | Path | None = None, **values: Any) -> None:
        self.folder = Path(folder).expanduser().resolve() if folder is not None else Path.cwd()
        self._autosave = self._new_autosave()
        self._from_front = self._quiet = False
        self._views, self._kept = 0, (0, None)
        self._steps: list[tuple[str, Any, str]] = []
        history = {"names": [began], "at": 0, "serial": 0}
        kept = {"serial": 0, "said": "", "problem": ""}
        super().__init__(history=history, kept=kept, **values)
        self._steps.append((began, self._doc, _now()))
        self.look_for_kept_work()
        _alive.add(self)

    @property
    def _doc(self) -> Any:
        return getattr(self, self.document)

    # --- the history ---------------------------------------------------------------------------------------------

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """Take what the front end sends; document and history arrive together.

        What it sent before it heard of a change made here comes after that change, so that neither is lost.
        """
        before, crossed = list(self._steps), sync_data.get("history", {}).get("serial", math.inf) <= self.history["serial"]
        self._from_front = True
        try:
            super().set_state(sync_data)
        finally:
            self._from_front = False
        if crossed:
            with self.hold_sync():
                self._steps = [*before, (self.history["names"][self.history["at"]], self._doc, _now())]
                self._show(len(before))
                self._keep()

    def notify_change(self, change: Any) -> None:
        """Follow every change of the document, whoever made it; what changes together is sent together."""
        if change["name"] not in (self.document, "history") or not self._steps or self._quiet:
            super().notify_change(change)
            return
        with self.hold_sync():
            if self._from_front:
                self._record(self.history)
            elif change["name"] == self.document:
                self._push("Set from Python")
            super().notify_change(change)
            self._keep()

    def _record(self, history: dict[str, Any]) -> None:
        """Note what the front end did: a new step, the last step changed, or a step back or forward."""
        names, at = history["names"], history["at"]
        if at < len(names) - 1 and at < len(self._steps):
            return  # a step back or forward: the steps stay
        if len(self._steps) == len(names) and self._steps[at][:2] == (names[at], self._doc):
            return  # the last step done again: it was made when it was made
        kept = self._steps[:at]
        missed = at - len(kept)  # steps that never came here: the last one known stands in for them
        self._steps = [*kept, *(kept[-1:] * missed), (names[at], self._doc, _now())]

    def _push(self, name: str) -> None:
        at = self.history["at"] + 1
        del self._steps[at:]
        self._steps.append((name, self._doc, _now()))
        self._show(at)

    def _show(self, at: int) -> None:
        with self._quietly():
            names = [name for name, _, _ in self._steps]
            self.history = {"names": names, "at": at, "serial": self.history["serial"] + 1}

    @contextmanager
    def _quietly(self) -> Iterator[None]:
        before, self._quiet = self._quiet, True
        try:
            yield
        finally:
            self._quiet = before

    def put(self, document: Any, name: str) -> None:
        """Change the document as one step of the history.

        Parameters
        ----------
        document : object
            The new document.
        name : str
            What the step is called, for instance ``Opened mine.json``.
        """
        with self.hold_sync():
            with self._quietly():
                setattr(self, self.document, document)
                self._push(name)
            self._keep()

    def go(self, step: int) -> None:
        """Show the document as it was at a step; later steps stay until something is changed.

        Parameters
        ----------
        step : int
            From 0, how it began, to the last step.

        Raises
        ------
        CbfError
            When there is no such step.
        """
        if not isinstance(step, int) or step not in range(len(self._steps)):
            raise CbfError(f"a step from 0 to {len(self._steps) - 1}", shown(step), place="history")
        with self.hold_sync():
            with self._quietly():
                setattr(self, self.document, self._steps[step][1])
                self._show(step)
            self._keep()

    def undo(self) -> None:
        """Take the last step back; nothing happens when there is none."""
        if self.history["at"] > 0:
            self.go(self.history["at"] - 1)

    def redo(self) -> None:
        """Do again the step taken back last; nothing happens when there is none."""
        if self.history["at"] < len(self._steps) - 1:
            self.go(self.history["at"] + 1)

    def edits(self) -> list[dict[str, Any]]:
        """Give the history as data.

        Returns
        -------
        list of dict
            One a step: ``step`` (from 0), ``name``, ``when`` (ISO), ``shown`` (bool), and the document after it.
        """
        at = self.history["at"]
        return [
            {"step": i, "name": name, "when": when, "shown": i == at, self.document: document}
            for i, (name, document, when) in enumerate(self._steps)
        ]

    # --- kept on disk --------------------------------------------------------------------------------------------

    def _new_autosave(self) -> Autosave:
        kind, version = self.format
        folder = self.folder / FOLDER
        return Autosave(self.name, kind=kind, version=version, folder=folder, build=self._build, summary=self._about)

    def _build(self, data: dict[str, Any]) -> Any:
        raise NotImplementedError

    def _about(self, document: Any) -> str:
        raise NotImplementedError

    def _keep(self) -> None:
        if self._kept == (kept := (self.history["serial"], self._doc)):
            return  # document and history change together: once is enough
        self._kept = kept
        self._autosave.write(self._doc.to_dict())
        problem = self._autosave.problem
        said = "" if problem else f"Kept at {dt.datetime.now().astimezone():%H:%M}"
        self.kept = {"serial": self.history["serial"], "said": said, "problem": problem}
        self._renew_still()

    def look_for_kept_work(self) -> None:
        """Offer what was kept and never saved: of earlier sessions, and of widgets here that nobody sees any more."""
        self.found = [
            {
                "id": one.path.name,
                "when": f"{one.when:%d %B %Y, %H:%M}",
                "about": one.problem or ", ".join(filter(None, (one.title, one.summary))),
                "problem": bool(one.problem),
            }
            for one in self._autosave.found()
        ]

    def _seen(self, by: int) -> None:
        """Count views: work that is shown nowhere, as after its cell was run anew, is offered by the others."""
        before, self._views = self._views, max(self._views + by, 0)
        if before and not self._views:
            self._autosave.release()
        elif self._views and not before:
            self._autosave.hold()
        for other in list(_alive):
            if other is not self and other.folder == self.folder and other.name == self.name:
                other.look_for_kept_work()

    def kept_work(self, identifier: object) -> Path:
        """Return the file of kept work by its id.

        Raises
        ------
        CbfError
            When it is not there (any more).
        """
        for one in self._autosave.found():
            if one.path.name == identifier:
                return one.path
        raise CbfError("work that is still kept", "one that isn't there", advice="It may have been brought back already.")

    def put_away(self, path: Path, *, saved: bool) -> None:
        """Stop offering kept work: it lies in a folder of its own from now on, never deleted."""
        if not (self._autosave.done(path) if saved else self._autosave.discard(path)):
            raise CbfError("kept work that can be put away", self._autosave.problem)
        self.look_for_kept_work()

    def keep_aside(self, document: Any) -> None:
        """Keep a document that nobody wants on screen, among what was discarded."""
        aside = self._new_autosave()
        if not (aside.write(document.to_dict()) and aside.discard(aside.path)):
            raise CbfError("a folder that can be written", aside.problem)

    def _answer(self, question: dict[str, Any]) -> Answer:
        if question["ask"] == "go":
            self.go(question.get("step", -1))
        elif question["ask"] == "seen":
            self._seen(1 if question.get("by") == 1 else -1)
        return {}, []


def _now() -> str:
    return dt.datetime.now().astimezone().isoformat(timespec="seconds")
