"""What every widget shares: its front end, one document with an undo history, autosave, a still picture."""

from __future__ import annotations

import asyncio
import datetime as dt
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import anywidget
import traitlets

from cbf_widgets.autosave import Autosave
from cbf_widgets.errors import CbfError
from cbf_widgets.paths import static_dir

if TYPE_CHECKING:
    from collections.abc import Iterator

_STILL_AFTER = 0.3  # seconds of quiet before the still picture in the notebook is renewed


class CbfWidget(anywidget.AnyWidget):  # type: ignore[misc]
    """A widget around one whole document, held by the trait that `document` names.

    The front end commits once per gesture: document and history come together, and every commit is kept on disk
    beside the notebook. Subclasses say how a document is described, drawn and turned into plain data.
    """

    name: ClassVar[str]
    document: ClassVar[str]
    format: ClassVar[tuple[str, int]]

    history = traitlets.Dict().tag(sync=True)
    kept = traitlets.Dict().tag(sync=True)
    found = traitlets.List().tag(sync=True)

    def __init_subclass__(cls, **kwargs: Any) -> None:
        if "name" in cls.__dict__:  # traitlets makes further subclasses, which must keep their traits
            cls._esm = static_dir() / f"{cls.name}.js"
            cls._css = static_dir() / f"{cls.name}.css"
        super().__init_subclass__(**kwargs)

    def __init__(self, began: str, folder: str | Path | None = None, **traits: Any) -> None:
        self.folder = Path(folder) if folder is not None else Path.cwd()
        self._autosave = Autosave(self.folder, self.name, *self.format)
        self._from_front = self._going = False
        self._stills: list[Any] = []
        self._renewal: asyncio.TimerHandle | None = None
        history = {"names": [began], "at": 0, "serial": 0}
        kept = {"serial": 0, "said": "", "problem": ""}
        super().__init__(history=history, kept=kept, **traits)
        self._steps: list[tuple[str, Any, str]] = [(began, self._doc, _now())]
        self.found = self._found()
        self.on_msg(self._asked)

    # --- the document and its history ----------------------------------------------------------------------------

    @property
    def _doc(self) -> Any:
        return getattr(self, self.document)

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """Take what the front end sends; document and history arrive together."""
        self._from_front = True
        try:
            super().set_state(sync_data)
        finally:
            self._from_front = False

    def notify_change(self, change: Any) -> None:
        """Follow every change of the document, whoever made it; what changes together is sent together."""
        if change["name"] not in (self.document, "history") or not hasattr(self, "_steps") or self._going:
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
        """Note what the front end did: a new step, the last step again, or a step back or forward."""
        names, at = history["names"], history["at"]
        if at == len(names) - 1:
            del self._steps[at:]
            while len(self._steps) < at:  # the kernel missed some: what it has stands in for them
                self._steps.append(self._steps[-1])
            self._steps.append((names[at], self._doc, _now()))

    def _push(self, name: str) -> None:
        at = self.history["at"] + 1
        del self._steps[at:]
        self._steps.append((name, self._doc, _now()))
        self._show_history(at)

    def _show_history(self, at: int) -> None:
        with self._quietly():
            names = [name for name, _, _ in self._steps]
            self.history = {"names": names, "at": at, "serial": self.history["serial"] + 1}

    @contextmanager
    def _quietly(self) -> Iterator[None]:
        self._going = True
        try:
            yield
        finally:
            self._going = False

    def _set(self, doc: Any, name: str) -> None:
        """Change the document as one named step."""
        with self.hold_sync(), self._quietly():
            setattr(self, self.document, doc)
            self._push(name)
        self._keep()

    def _go(self, to: int) -> None:
        if not 0 <= to < len(self._steps):
            raise CbfError(f"a step from 0 to {len(self._steps) - 1}", str(to), place="history")
        with self.hold_sync(), self._quietly():
            setattr(self, self.document, self._steps[to][1])
            self._show_history(to)
        self._keep()

    def undo(self) -> None:
        """Take the last step back; nothing happens when there is none."""
        if self.history["at"] > 0:
            self._go(self.history["at"] - 1)

    def redo(self) -> None:
        """Do again the step taken back last; nothing happens when there is none."""
        if self.history["at"] < len(self._steps) - 1:
            self._go(self.history["at"] + 1)

    def edits(self) -> list[dict[str, Any]]:
        """Give the history as data: each step's number, name, time and the document after it.

        Returns
        -------
        list of dict
            With the keys ``step``, ``name``, ``when`` (ISO, local time with offset), ``shown`` and the document.
        """
        at = self.history["at"]
        return [
            {"step": i, "name": name, "when": when, "shown": i == at, self.document: doc}
            for i, (name, doc, when) in enumerate(self._steps)
        ]

    # --- kept on disk --------------------------------------------------------------------------------------------

    def _keep(self) -> None:
        self._autosave.write(self._doc.to_dict())
        problem = self._autosave.problem
        said = f"kept at {dt.datetime.now().astimezone():%H:%M}"
        self.kept = {"serial": self.history["serial"], "said": "" if problem else said, "problem": problem}
        self._renew_stills()

    def _found(self) -> list[dict[str, str]]:
        return [{"id": one.path.name, "when": one.when, "about": one.about} for one in self._autosave.found()]

    # --- the still picture ---------------------------------------------------------------------------------------

    def still(self) -> str:
        """Give the document as a picture and words in HTML that needs no kernel, script or network."""
        raise NotImplementedError

    def _ipython_display_(self, **kwargs: Any) -> None:
        from IPython.display import display

        bundle = self._repr_mimebundle_(**kwargs)
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
        display(data, metadata=metadata, raw=True)
        self._stills.append(display(self._still_bundle(), raw=True, display_id=True))

    def _still_bundle(self) -> dict[str, str]:
        return {"text/html": self.still(), "text/plain": ""}

    def _renew_stills(self) -> None:
        if not self._stills:
            return
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            self._renew_now()
            return
        if self._renewal:
            self._renewal.cancel()
        self._renewal = loop.call_later(_STILL_AFTER, self._renew_now)

    def _renew_now(self) -> None:
        bundle = self._still_bundle()
        for still in self._stills:
            if still is not None:
                still.update(bundle, raw=True)

    # --- questions from the front end ----------------------------------------------------------------------------

    def _asked(self, _: Any, question: dict[str, Any], buffers: list[Any]) -> None:
        if not isinstance(question, dict) or "ask" not in question:
            return
        try:
            answer, files = self._answer(question)
        except CbfError as error:
            answer, files = {"ok": False, "said": str(error)}, []
        except Exception as error:  # noqa: BLE001 - whatever fails, the person asking is told
            answer, files = {"ok": False, "said": f"That did not work: {type(error).__name__}: {error}"}, []
        self.send({"ok": True, **answer, "answers": question.get("id", "")}, files)

    def _answer(self, question: dict[str, Any]) -> tuple[dict[str, Any], list[bytes]]:
        """Answer a question of the front end with words and files."""
        raise NotImplementedError


def _now() -> str:
    return dt.datetime.now().astimezone().isoformat(timespec="seconds")
