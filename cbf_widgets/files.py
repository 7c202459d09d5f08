"""People's own work as files: versioned JSON, checked on reading, written whole or not at all."""

from __future__ import annotations

import contextlib
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar, Self, TypeVar

from cbf_widgets import __version__
from cbf_widgets.disk import read_bytes, with_ending, write_bytes
from cbf_widgets.errors import CbfError, FileError, shown

T = TypeVar("T")


def write_document(path: str | Path, kind: str, version: int, data: dict[str, Any], *, replace: bool = True) -> Path:
    """Write plain data as JSON under a heading that says what it is and which version.

    Parameters
    ----------
    path : str or Path
        The file; ``.json`` is added when it has no ending.
    kind, version : str, int
        What the document is, and the version of its format.
    data : dict
        Plain data.
    replace : bool
        Whether a file that is there already may be replaced.

    Returns
    -------
    Path
        The file written.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_document(Path(folder) / "mine", "cup", 1, {"size": 2}).name
    'mine.json'
    """
    return write_bytes(with_ending(path, "json"), document_text(kind, version, data).encode(), replace=replace)


def document_text(kind: str, version: int, data: dict[str, Any]) -> str:
    """Give the JSON text of a document, ending in a line break.

    Parameters
    ----------
    kind, version : str, int
        What the document is, and the version of its format.
    data : dict
        Plain data.

    Returns
    -------
    str
        The text, its heading first.

    Raises
    ------
    CbfError
        When the data isn't plain.

    Examples
    --------
    >>> document_text("cup", 1, {"size": 2}).splitlines()[1]
    '  "format": "cup",'
    """
    heading = {"format": kind, "version": version, "written_by": f"cbf_widgets {__version__}"}
    for name in heading.keys() & data.keys():
        raise CbfError("a name that the heading doesn't need", shown(name))
    try:
        text = json.dumps({**heading, **data}, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
        text.encode()
    except (TypeError, ValueError, RecursionError) as error:
        raise CbfError("data that JSON can hold", str(error)) from None
    return text


def read_document(path: str | Path, kind: str, version: int, build: Callable[[dict[str, Any]], T]) -> T:
    """Read a document that `write_document` wrote, all of it or nothing.

    Parameters
    ----------
    path : str or Path
        The file; where there is none of this name, the one that `write_document` would write is meant.
    kind, version : str, int
        What is expected; older versions are for `build` to mend, newer ones are refused.
    build : callable
        From plain data to the value; raises `CbfError` when it can't.

    Returns
    -------
    object
        What `build` made.

    Raises
    ------
    FileError
        Naming the file and the place in it.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     read_document(write_document(Path(folder) / "mine", "cup", 1, {"size": 2}), "cup", 1, dict)
    {'size': 2}
    """
    source = found_file(path)
    return parse_document(read_bytes(source), kind, version, build, file=str(source))


def found_file(path: str | Path) -> str | Path:
    """Give the file that is meant: where there is none of this name, the one that `write_document` would write.

    Examples
    --------
    >>> found_file("no-such-file")
    'no-such-file'
    """
    with contextlib.suppress(OSError, ValueError, TypeError, RuntimeError):  # what is wrong is said when it is read
        source = Path(path).expanduser()
        added = with_ending(source, "json")
        if added.exists() and not source.exists():
            return added
    return path


def parse_document(content: bytes, kind: str, version: int, build: Callable[[dict[str, Any]], T], *, file: str = "") -> T:
    """Read a document from its bytes; see `read_document`.

    Parameters
    ----------
    content : bytes
        All of it.
    kind, version, build
        As for `read_document`.
    file : str
        What messages call it.

    Returns
    -------
    object
        What `build` made.

    Raises
    ------
    FileError
        Naming the file and the place in it.

    Examples
    --------
    >>> parse_document(b'{"format": "cup", "version": 1, "size": 2}', "cup", 1, dict)
    {'size': 2}
    """
    data = _json(content, file)
    if not isinstance(data, dict) or data.get("format") != kind:
        came = shown(data.get("format")) if isinstance(data, dict) else shown(data)
        raise FileError(f"a {kind}", came, file=file, place="format", advice="Open a file that was saved here.")
    del data["format"]
    found = data.pop("version", None)
    if isinstance(found, bool) or not isinstance(found, int) or not 1 <= found <= version:
        newer = isinstance(found, int) and found > version
        advice = "It was saved by a newer cbf_widgets: update, then open it again." if newer else ""
        raise FileError(f"version {version} or older", shown(found), file=file, place="version", advice=advice)
    data.pop("written_by", None)
    try:
        return build(data)
    except CbfError as error:
        raise error.in_file(file) from None


def _json(content: bytes, file: str) -> Any:
    try:
        return json.loads(content.decode("utf-8-sig"), object_pairs_hook=_once)
    except UnicodeDecodeError as error:
        raise FileError("text in UTF-8", f"other bytes at {error.start}", file=file) from None
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise FileError("JSON", error.msg.lower(), place=place, file=file, advice="Mend it there.") from None
    except RecursionError:
        raise FileError("JSON", "lists nested too deeply", file=file) from None
    except CbfError as error:
        raise error.in_file(file) from None
    except ValueError as error:  # a whole number of thousands of digits
        raise FileError("JSON", str(error), file=file) from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) < len(pairs):
        (twice, _), *_ = Counter(name for name, _ in pairs).most_common(1)
        raise CbfError("each name once", f"{shown(twice)} twice")
    return data


class Document:
    """What people keep as a file of its own, such as a `Spiral`, a `Study` or a `Coding`; each is saved and read alike.

    Attributes
    ----------
    format : (str, int)
        What its files say they are, and the version of their format.

    Examples
    --------
    >>> from cbf_widgets import Spiral
    >>> Spiral.format
    ('cbf_widgets spiral', 1)
    """

    format: ClassVar[tuple[str, int]]

    def to_dict(self) -> dict[str, Any]:
        """Give the document as plain data, ready for JSON."""
        raise NotImplementedError

    @classmethod
    def from_dict(cls, data: object) -> Self:
        """Build the document from plain data, checking every field."""
        raise NotImplementedError

    def save(self, path: str | Path, *, replace: bool = True) -> Path:
        """Write the document to a JSON file that a person can read, all of it or nothing.

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

        Examples
        --------
        >>> import tempfile
        >>> from pathlib import Path
        >>> from cbf_widgets import Spiral
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     Spiral(vocabulary="partnership-building").save(Path(folder) / "mine").name
        'mine.json'
        """
        return write_document(path, *self.format, self.to_dict(), replace=replace)

    @classmethod
    def load(cls, path: str | Path) -> Self:
        """Read a document from a file that `save` wrote, or that somebody wrote in the same form.

        Parameters
        ----------
        path : str or Path
            The file.

        Returns
        -------
        Document
            A spiral for ``Spiral.load``, and so on; equal to the one saved.

        Raises
        ------
        FileError
            When it can't be read whole; the message names the file, the place and what was expected.

        Examples
        --------
        >>> import tempfile
        >>> from pathlib import Path
        >>> from cbf_widgets import Spiral
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     Spiral.load(Spiral(vocabulary="partnership-building", alias="Rosa").save(Path(folder) / "mine")).alias
        'Rosa'
        >>> Spiral.load("nowhere.json")
        Traceback (most recent call last):
        ...
        cbf_widgets.errors.FileError: nowhere.json: expected a file that can be read, but got No such file or directory. Check its name.
        """
        return read_document(path, *cls.format, cls.from_dict)
