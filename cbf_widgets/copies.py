"""Copies of the shipped notebooks for people to work in; what a person changed is never written over."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from cbf_widgets import __version__
from cbf_widgets.disk import write_bytes

# Which shipped content each copy came from, so that a change of ours can be told from a change of theirs.
MANIFEST = ".cbf-notebooks.json"
SHIPPED = {".ipynb", ".md"}  # what people saved beside a notebook stays there


def fingerprint(content: bytes) -> str:
    """The content as a short text that differs when the content differs.

    >>> fingerprint(b"tea")[:8]
    'a9f74d1e'
    """
    return hashlib.sha256(content).hexdigest()


def shipped_files(source: Path) -> Iterator[Path]:
    """The files to copy, as paths below `source`.

    >>> from cbf_widgets.paths import notebooks_dir
    >>> Path("00-start-here.ipynb") in set(shipped_files(notebooks_dir()))
    True
    """
    for path in sorted(source.rglob("*")):
        inside = path.relative_to(source)
        if path.suffix in SHIPPED and path.is_file() and not any(part.startswith(".") for part in inside.parts):
            yield inside


def beside(path: Path) -> Path:
    """A free name beside a file that the person changed, for the version shipped now.

    >>> beside(Path("folder/01-build.ipynb")).name
    '01-build.new-0.1.0.ipynb'
    """
    stem = f"{path.stem}.new-{__version__}"
    free, number = path.with_name(stem + path.suffix), 2
    while free.exists():
        free, number = path.with_name(f"{stem}-{number}{path.suffix}"), number + 1
    return free


def read_manifest(folder: Path) -> dict[str, str]:
    """What was copied into a folder before; nothing when that is unknown.

    >>> read_manifest(Path("no such folder"))
    {}
    """
    try:
        known = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    known = known if isinstance(known, dict) else {}
    return {name: value for name, value in known.items() if isinstance(value, str)}


def copy_one(content: bytes, target: Path, before: str | None) -> Path | None:
    """Bring one copy up to date, and give the file that was written, if any.

    `before` is the fingerprint of the shipped content that the copy came from. A copy that still has
    it is ours to replace. Any other copy is the person's: it stays, and new content comes beside it.

    >>> import tempfile
    >>> mine = Path(tempfile.mkdtemp()) / "a.ipynb"
    >>> copy_one(b"first", mine, None).name
    'a.ipynb'
    >>> _ = mine.write_bytes(b"my own work")
    >>> copy_one(b"second", mine, fingerprint(b"first")).name
    'a.new-0.1.0.ipynb'
    >>> mine.read_bytes()
    b'my own work'
    """
    if target.exists():
        shipped, theirs = fingerprint(content), fingerprint(target.read_bytes())
        if shipped in (theirs, before):
            return None
        if theirs != before:
            target = beside(target)
    write_bytes(target, content)
    return target


def copy_notebooks(source: Path, folder: Path) -> list[Path]:
    """Bring the copies in `folder` up to date with `source`, and give the files that were written.

    >>> import tempfile
    >>> from cbf_widgets.paths import notebooks_dir
    >>> folder = Path(tempfile.mkdtemp())
    >>> folder / "00-start-here.ipynb" in copy_notebooks(notebooks_dir(), folder)
    True
    >>> copy_notebooks(notebooks_dir(), folder)
    []
    """
    known = read_manifest(folder)
    written = []
    for inside in shipped_files(source):
        content = (source / inside).read_bytes()
        made = copy_one(content, folder / inside, known.get(inside.as_posix()))
        written += [made] if made else []
        known[inside.as_posix()] = fingerprint(content)
    write_bytes(folder / MANIFEST, (json.dumps(known, indent=1, sort_keys=True) + "\n").encode())
    return written
