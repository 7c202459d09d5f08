"""Bytes on disk: written whole or not at all, read when they are a file of ours to read."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
from pathlib import Path

from cbf_widgets.errors import CbfError, FileError, shown

LARGEST = 20_000_000  # bytes; a spiral of 2,000 marks with long notes stays far below


def write_bytes(path: str | Path, content: bytes, *, replace: bool = True) -> Path:
    """Write a file whole or not at all: first beside it, then moved into place.

    Parameters
    ----------
    path : str or Path
        The file; its folder is made when missing.
    content : bytes
        All of it.
    replace : bool
        Whether a file that is there already may be replaced.

    Returns
    -------
    Path
        The file written.

    Raises
    ------
    FileError
        When it can't be written, or is there already and may not be replaced.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_bytes(Path(folder) / "a.txt", b"tea").read_bytes()
    b'tea'
    """
    try:
        target = Path(path).expanduser()
        if not replace and target.exists():
            raise FileError("a new name", "one that is taken", file=str(target), advice="Choose another name.")
        file = target.resolve()  # a link stays a link: what it leads to is written
        file.parent.mkdir(parents=True, exist_ok=True)
        _put(file, content)
    except CbfError:
        raise
    except (OSError, ValueError, TypeError, RuntimeError) as error:  # RuntimeError: a ~ or a link that leads nowhere
        said = getattr(error, "strerror", None) or str(error)
        advice = "Choose another folder or name."
        raise FileError("a file that can be written", said, file=str(path), advice=advice) from None
    return target


def _put(file: Path, content: bytes) -> None:
    if file.exists() and not os.access(file, os.W_OK):
        raise PermissionError(errno.EACCES, "one that may only be read")
    beside = file.with_name(f".{file.name[:40]}.{os.urandom(4).hex()}.part")
    try:
        with beside.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        with contextlib.suppress(OSError):  # who may read it stays as it was; some disks know no such thing
            shutil.copymode(file, beside)
        beside.replace(file)
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise


def read_bytes(path: str | Path) -> bytes:
    """Read a file whole; one of more than 20 MB, or that is no ordinary file, is refused.

    Parameters
    ----------
    path : str or Path
        The file.

    Returns
    -------
    bytes
        All of it.

    Raises
    ------
    FileError
        When it can't be read.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     read_bytes(write_bytes(Path(folder) / "a.txt", b"tea"))
    b'tea'
    """
    try:
        source = Path(path).expanduser()
        if source.exists() and not source.is_file():
            raise FileError("a file", "a folder or a device", file=str(path), advice="Choose a file.")
        with source.open("rb") as stream:
            content = stream.read(LARGEST + 1)
    except CbfError:
        raise
    except (OSError, ValueError, TypeError, RuntimeError) as error:  # RuntimeError: a ~ that leads nowhere
        said = getattr(error, "strerror", None) or str(error)
        raise FileError("a file that can be read", said, file=str(path), advice="Check its name.") from None
    if len(content) > LARGEST:
        raise FileError(f"at most {LARGEST // 1_000_000} MB", "a larger file", file=str(path))
    return content


def with_ending(path: str | Path, ending: str) -> Path:
    """Return a path with an ending, added when it has none.

    Parameters
    ----------
    path : str or Path
        What a person calls the file.
    ending : str
        Without its dot.

    Returns
    -------
    Path
        The path.

    Raises
    ------
    FileError
        When this is no file's name.

    Examples
    --------
    >>> with_ending("mine", "json").name, with_ending("mine v1.2", "svg").name, with_ending("mine.txt", "json").name
    ('mine.json', 'mine v1.2.svg', 'mine.txt')
    """
    if not isinstance(path, str | Path) or not Path(path).name:
        raise FileError("a file name", shown(path), file=str(path), advice="Give it a name.")
    target = Path(path)
    if re.fullmatch(r"\.[A-Za-z][A-Za-z0-9]{0,9}", target.suffix):  # no ending: the 2 of “mine v1.2”, say
        return target
    return target.with_name(f"{target.name}.{ending}")
