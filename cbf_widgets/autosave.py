"""What a person builds is kept beside the notebook as they go, and offered again after a crash."""

from __future__ import annotations

import contextlib
import os
import platform
import re
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any
from weakref import WeakValueDictionary

from cbf_widgets.disk import write_bytes
from cbf_widgets.errors import FileError, shown
from cbf_widgets.files import document_text, read_document
from cbf_widgets.process import is_alive

FOLDER = ".cbf-autosave"
_START = "%Y%m%dT%H%M%SZ"
_FILE = re.compile(r"(?P<name>.+)_(?P<start>\d{8}T\d{6}Z)_(?P<host>[0-9a-f]{8})_(?P<pid>\d{1,10})_\d+\.json")
_count = count(1)
_in_use: WeakValueDictionary[Path, Autosave] = WeakValueDictionary()


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """Work that an earlier session left behind.

    Attributes
    ----------
    path : Path
        The file; where it can be read, it opens like any other.
    when : datetime
        When it was last written, in local time.
    title, summary : str
        What it holds, in few words.
    problem : str
        Why it can't be read, for people to read; empty where it can.

    Examples
    --------
    >>> Earlier(path=Path("a.json"), when=datetime(2026, 3, 14, tzinfo=UTC), title="Spring").problem
    ''
    """

    path: Path
    when: datetime
    title: str = ""
    summary: str = ""
    problem: str = ""


class Autosave:
    """The autosave file of one widget in one session. It never raises: see `problem`.

    The work counts as an earlier session's as soon as that session's process has ended, or this object is gone.

    Parameters
    ----------
    name : str
        What is saved, for instance ``spiral``; part of the file's name.
    kind, version : str, int
        What the document is and the version of its format, as for `cbf_widgets.files.write_document`.
    folder : str or Path, optional
        Where; by default the folder ``.cbf-autosave`` beside the notebook.
    build : callable, optional
        From plain data to a value, as for `cbf_widgets.files.read_document`.
    summary : callable, optional
        From that value to a few words.

    Attributes
    ----------
    path : Path
        The file of this session; it is there after the first `write`.
    problem : str
        Why the last call couldn't do what it should, for people to read; empty when it could.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     autosave = Autosave("cup", kind="cup", version=1, folder=folder)
    ...     autosave.write({"title": "Mine"}), autosave.path.exists(), autosave.problem
    (True, True, '')
    """

    def __init__(
        self,
        name: str,
        *,
        kind: str,
        version: int,
        folder: str | Path | None = None,
        build: Callable[[dict[str, Any]], Any] = dict,
        summary: Callable[[Any], str] = lambda value: "",  # noqa: ARG005
    ) -> None:
        self._kind, self._version, self._build, self._summary = kind, version, build, summary
        self._name = re.sub(r"[^A-Za-z0-9]+", "-", name)[:60] or "work"
        file = f"{self._name}_{datetime.now(UTC):{_START}}_{_host()}_{os.getpid()}_{next(_count)}.json"
        self.path = Path(os.path.abspath(folder or FOLDER)) / file  # noqa: PTH100 - Path would raise without a folder to be in
        self.problem = ""
        _in_use[self.path] = self

    def write(self, data: Mapping[str, Any]) -> bool:
        """Keep the document as it is now, whole or not at all.

        Parameters
        ----------
        data : Mapping
            Plain data.

        Returns
        -------
        bool
            Whether it is kept; if not, `problem` says why, and what was kept before is still there.

        Examples
        --------
        >>> autosave = Autosave("cup", kind="cup", version=1, folder=__file__)
        >>> autosave.write({"size": 2}), bool(autosave.problem)
        (False, True)
        """

        def keep() -> None:
            content = document_text(self._kind, self._version, dict(data)).encode()
            self._make_folder()
            write_bytes(self.path, content)

        return self._tried(keep)

    def found(self, *, ours: bool = False) -> list[Earlier]:
        """List the work that earlier sessions left in the folder and nobody saved or discarded, newest first.

        Parameters
        ----------
        ours : bool
            Whether other autosaves of this very session are listed, too, as when a cell ran again.

        Returns
        -------
        list of Earlier
            Also what can't be read, with the reason; nothing is ever deleted.

        Examples
        --------
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     Autosave("cup", kind="cup", version=1, folder=folder).write({"title": "Mine"})  # and is gone
        ...     [one.title for one in Autosave("cup", kind="cup", version=1, folder=folder).found()]
        True
        ['Mine']
        """
        earlier: list[Earlier] = []

        def look() -> None:
            for file in self.path.parent.glob("*.json"):
                if self._left_behind(file, ours=ours):
                    with contextlib.suppress(FileNotFoundError):  # another session discarded it just now
                        earlier.append(self._read(file))

        self._tried(look)
        return sorted(earlier, key=lambda one: one.when, reverse=True)

    def discard(self, path: str | Path) -> bool:
        """Stop offering an earlier autosave: it moves to the folder ``discarded`` beside it.

        Parameters
        ----------
        path : str or Path
            The file, as `found` gave it.

        Returns
        -------
        bool
            Whether it was moved; if not, `problem` says why.

        Examples
        --------
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     autosave = Autosave("cup", kind="cup", version=1, folder=folder)
        ...     autosave.write({"title": "Mine"}), autosave.discard(autosave.path), autosave.path.exists()
        (True, True, False)
        """
        return self._tried(lambda: self._move(Path(path), "discarded"))

    def done(self, path: str | Path | None = None) -> bool:
        """Say that the work is saved elsewhere, so that it isn't offered again; the file moves to ``saved``.

        Parameters
        ----------
        path : str or Path, optional
            An earlier autosave; by default that of this session. A later `write` keeps what changed since.

        Returns
        -------
        bool
            Whether that is noted; if not, `problem` says why.

        Examples
        --------
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     autosave = Autosave("cup", kind="cup", version=1, folder=folder)
        ...     autosave.write({"title": "Mine"}), autosave.done(), autosave.path.exists()
        (True, True, False)
        """

        def note() -> None:
            if path is not None or self.path.exists():
                self._move(self.path if path is None else Path(path), "saved")

        return self._tried(note)

    def release(self) -> None:
        """Let others offer this work: nobody sees it any more.

        Examples
        --------
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     seen, other = (Autosave("cup", kind="cup", version=1, folder=folder) for _ in range(2))
        ...     seen.write({"title": "Mine"}), len(other.found()), seen.release(), len(other.found())
        (True, 0, None, 1)
        """
        _in_use.pop(self.path, None)

    def hold(self) -> None:
        """Take the work back: it is seen again.

        Examples
        --------
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     seen, other = (Autosave("cup", kind="cup", version=1, folder=folder) for _ in range(2))
        ...     seen.write({}), seen.release(), seen.hold(), len(other.found())
        (True, None, None, 0)
        """
        _in_use[self.path] = self

    def _tried(self, work: Callable[[], None]) -> bool:
        try:
            work()
        except Exception as error:  # noqa: BLE001 - whatever goes wrong here mustn't stop the person's work
            self.problem = str(error) or type(error).__name__
        else:
            self.problem = ""
        return not self.problem

    def _make_folder(self) -> None:
        if not self.path.parent.is_dir():
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)  # for this person's eyes only
            (self.path.parent / ".gitignore").write_text("*\n", encoding="utf-8")

    def _left_behind(self, file: Path, *, ours: bool) -> bool:
        named = _FILE.fullmatch(file.name)
        if named is None or named["name"] != self._name or file == self.path:
            return False
        if file in _in_use:
            return ours
        start = 0.0  # of a time that doesn't exist
        with contextlib.suppress(ValueError):
            start = datetime.strptime(named["start"], _START).replace(tzinfo=UTC).timestamp()
        elsewhere = named["host"] != _host() or int(named["pid"]) == os.getpid()
        return elsewhere or not is_alive(int(named["pid"]), start)

    def _read(self, file: Path) -> Earlier:
        when = datetime.fromtimestamp(file.stat().st_mtime, UTC).astimezone()
        try:
            value = read_document(file, self._kind, self._version, self._build)
            title = value.get("title", "") if isinstance(value, Mapping) else getattr(value, "title", "")
            return Earlier(path=file, when=when, title=str(title), summary=self._summary(value))
        except Exception as error:  # noqa: BLE001 - what can't be read is listed with its reason
            return Earlier(path=file, when=when, problem=str(error) or type(error).__name__)

    def _move(self, file: Path, folder: str) -> None:
        if not (file.parent == self.path.parent and _FILE.fullmatch(file.name)):
            raise FileError("an autosave of this folder", shown(str(file)), advice="Choose one that was found here.")
        target = file.parent / folder
        target.mkdir(exist_ok=True)
        names = (target / f"{file.stem}{f'-{n}' if n else ''}.json" for n in count())
        try:
            file.rename(next(name for name in names if not name.exists()))
        except OSError as error:
            raise FileError("a file that can be moved", error.strerror or str(error), file=str(file)) from None


def _host() -> str:
    return f"{zlib.crc32(platform.node().encode()):08x}"
