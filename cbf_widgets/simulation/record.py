"""A file that long work is kept in as it goes: JSON lines, a heading first, then each result as it's done."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from cbf_widgets import __version__
from cbf_widgets.disk import with_ending
from cbf_widgets.errors import FileError, shown

Result = dict[str, Any]


class Record:
    """Results kept on the disk, each appended whole, so that interrupted work can go on.

    Parameters
    ----------
    path : str or Path
        The file; ``.jsonl`` is added when it has no ending. Where there is one, its heading has to be the same.
    heading : dict
        What the work is: plain data. The format and the package's version are added.
    count : int
        How many results there will be.

    Attributes
    ----------
    done : dict
        From a result's number to the result. The last line is dropped when it was only half written.

    Raises
    ------
    FileError
        When the file is of other work, or can't be read or written.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     Record(Path(folder) / "tea", {"seed": 1}, 3).add(2, {"mean": 0.5})
    ...     Record(Path(folder) / "tea", {"seed": 1}, 3).done
    {2: {'mean': 0.5}}
    """

    def __init__(self, path: str | Path, heading: dict[str, Any], count: int) -> None:
        self.path = with_ending(Path(path).expanduser() if isinstance(path, str | Path) else path, "jsonl")
        self.heading = {"format": "work in progress", "version": 1, "written_by": f"cbf_widgets {__version__}", **heading}
        self.count = count
        self.done: dict[int, Result] = {}
        try:
            content = self.path.read_bytes() if self.path.exists() else b""
            self._read(content)
        except OSError as error:
            raise self._unusable(error) from None

    def add(self, number: int, result: Result) -> None:
        """Append a result, as one line.

        Examples
        --------
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     record = Record(Path(folder) / "tea", {}, 3)
        ...     record.add(0, {"mean": 0.5})
        ...     record.path.read_text().splitlines()[1]
        '{"number": 0, "result": {"mean": 0.5}}'
        """
        try:
            self._append(_line({"number": number, "result": result}))
        except OSError as error:
            raise self._unusable(error) from None
        self.done[number] = result

    def _append(self, line: bytes) -> None:
        with self.path.open("ab", buffering=0) as stream:
            stream.write(line)

    def _read(self, content: bytes) -> None:
        first = _line(self.heading)
        if b"\n" not in content and first.startswith(content):  # nothing yet, or not even its heading
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.path.write_bytes(first)
            return
        whole, _, half = content.rpartition(b"\n")
        lines = whole.split(b"\n")
        self._compare(self._parsed(lines[0], 1) if whole else None, json.loads(first))
        for number, line in enumerate(lines[1:], start=2):
            self._take(self._parsed(line, number), number)
        if half:
            with self.path.open("r+b") as stream:
                stream.truncate(len(whole) + 1)

    def _parsed(self, line: bytes, number: int) -> Any:
        try:
            return json.loads(line)
        except ValueError:
            advice = "Mend or delete that line, or keep the work in another file."
            raise self._error("a line of JSON", shown(line.decode("utf-8", "replace")), f"line {number}", advice) from None

    def _compare(self, found: Any, ours: dict[str, Any]) -> None:
        advice = "Give another name, or ask for the same again to go on with it."
        if not isinstance(found, dict) or found.get("format") != ours["format"]:
            raise self._error("work of cbf_widgets kept to go on with", "another file", "line 1", advice)
        for name in [*ours, *found]:
            if found.get(name) != ours.get(name):
                raise self._error(f"the same {name}, {shown(ours.get(name))}", shown(found.get(name)), "line 1", advice)

    def _take(self, line: Any, number: int) -> None:
        match line:
            case {"number": int(place), "result": dict(result)} if 0 <= place < self.count:
                self.done.setdefault(place, result)
            case _:
                raise self._error(f"a result with a number below {self.count}", shown(line), f"line {number}", "")

    def _error(self, expected: str, came: str, place: str, advice: str) -> FileError:
        return FileError(expected, came, place=place, file=str(self.path), advice=advice)

    def _unusable(self, error: OSError) -> FileError:
        said = error.strerror or str(error)
        return FileError("a file to keep work in", said, file=str(self.path), advice="Choose another folder or name.")


def _line(data: dict[str, Any]) -> bytes:
    return json.dumps(data).encode() + b"\n"
