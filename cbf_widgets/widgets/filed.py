"""A document widget that saves its document to files beside the notebook, and opens them."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

import traitlets

from cbf_widgets.disk import read_bytes
from cbf_widgets.errors import CbfError
from cbf_widgets.files import found_file
from cbf_widgets.widgets import desk
from cbf_widgets.widgets.base import Answer
from cbf_widgets.widgets.document import DocumentWidget


class FiledWidget(DocumentWidget):
    """A widget whose document is saved, opened and exported by buttons and from Python alike.

    Attributes
    ----------
    kinds : tuple of Kind
        The files it opens; the first is the one that it saves.
    untitled : str
        The file's name for a document without a title.
    file : Path or None
        Where the document was saved last, or came from.
    saved : list
        The file saved last, offered to who begins with nothing.

    Examples
    --------
    See `cbf_widgets.SpiralBuilder`, which is one.

    >>> FiledWidget.saved.metadata["sync"]
    True
    """

    kinds: ClassVar[tuple[desk.Kind, ...]]
    untitled: ClassVar[str]

    saved: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)

    def __init__(self, began: str, folder: str | Path | None = None, *, file: Path | None = None, **values: Any) -> None:
        self.file = file
        super().__init__(began, folder, **values)

    @classmethod
    def read(cls, path: str | Path) -> Any:
        """Give the document in a file of one of the kinds.

        Raises
        ------
        FileError
            Naming the file and the place in it.
        """
        source = found_file(path)
        return desk.parse(read_bytes(source), cls.kinds, file=str(source))[0]

    def save(self, path: str | Path, *, replace: bool = True) -> Path:
        """Save the document to a file; from then on its kept copy isn't offered again.

        Parameters
        ----------
        path : str or Path
            The file, relative to `folder`.
        replace : bool
            Whether a file that is there already may be replaced.

        Returns
        -------
        Path
            The file written.
        """
        written: Path = self._doc.save(self.folder / path, replace=replace)
        self.file = written
        self._autosave.done()
        return written

    def load(self, path: str | Path) -> None:
        """Open a saved document as one step that can be undone.

        Parameters
        ----------
        path : str or Path
            The file, relative to `folder`.
        """
        source = self.folder / path
        self.put(self.read(source), f"Opened {source.name}")
        self.file = source

    def slug(self) -> str:
        """Give a file name that goes with the document's title."""
        return desk.slug(self._doc.title, self.untitled)

    def exported(self, question: dict[str, Any]) -> tuple[str, str, bytes]:
        """Give what a button asks to export: a file's name, its media type, its content."""
        raise NotImplementedError

    def offer_last_saved(self) -> None:
        """Offer the file saved last to who begins with nothing."""
        self.saved = [one for one in desk.listing(self.folder, self.kinds[:1], 1) if not one["problem"]]

    def refuse(self, error: CbfError) -> None:
        """Tell the front end that what it sent can't be used, and what holds instead."""
        self.send({"ok": False, "said": str(error), "answers": ""})
        self.send_state([self.document, "history"])

    def taken(self, data: object) -> Any:
        """Give the document that the front end sent, or the one that holds when it can't be used."""
        try:
            return self.kinds[0].build(data)  # type: ignore[arg-type]
        except CbfError as error:
            self.refuse(error)
            return self._doc

    def _build(self, data: dict[str, Any]) -> Any:
        return self.kinds[0].build(data)

    def _about(self, document: Any) -> str:
        return self.kinds[0].about(document)

    def _answer(self, question: dict[str, Any]) -> Answer:
        return desk.ASKS[question["ask"]](self, question) if question["ask"] in desk.ASKS else super()._answer(question)
