"""What a widget's buttons ask of the kernel, whatever its document is: save, open, export, bring back."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from cbf_widgets.autosave import FOLDER
from cbf_widgets.disk import LARGEST, read_bytes
from cbf_widgets.errors import CbfError, FileError, shown
from cbf_widgets.files import parse_document
from cbf_widgets.model.value import unprintable
from cbf_widgets.widgets.base import Answer

if TYPE_CHECKING:
    from cbf_widgets.widgets.filed import FiledWidget

_MOST_LISTED = 200
_MOST_BYTES = 200  # of a name: no disk takes more than 255
_FORBIDDEN = re.compile(r'[\\/:*?"<>|]|^\.|^(con|prn|aux|nul|com\d|lpt\d)(\.|$)', re.IGNORECASE)  # the last are Windows' devices


class Kind(NamedTuple):
    """A kind of file that a widget opens.

    Attributes
    ----------
    format, version : str, int
        As in the file's heading.
    build : callable
        From plain data to the widget's document.
    about : callable
        From that document to a few words.

    Examples
    --------
    >>> Kind("cup", 1, dict, str).format
    'cup'
    """

    format: str
    version: int
    build: Callable[[dict[str, Any]], Any]
    about: Callable[[Any], str]


def slug(title: str, otherwise: str) -> str:
    """Return a file name for a title: letters and digits of any script, hyphens between.

    Examples
    --------
    >>> slug("A family we know!", "my-spiral"), slug("?", "my-spiral")
    ('a-family-we-know', 'my-spiral')
    """
    words = re.findall(r"\w+", unicodedata.normalize("NFKC", title).casefold())
    return "-".join(words)[:60].strip("-_") or otherwise


def parse(content: bytes, kinds: tuple[Kind, ...], *, file: str) -> tuple[Any, Kind]:
    """Read a file of any of the kinds.

    Parameters
    ----------
    content : bytes
        All of it.
    kinds : tuple of Kind
        What it may be; an error speaks of the first.
    file : str
        What messages call it.

    Returns
    -------
    tuple of object and Kind
        The document, and which kind of file it was.

    Raises
    ------
    FileError
        Naming the file and the place in it.

    Examples
    --------
    >>> cup = Kind("cup", 1, dict, str)
    >>> parse(b'{"format": "cup", "version": 1, "size": 2}', (cup,), file="mine.json")[0]
    {'size': 2}
    """
    refused: FileError | None = None
    for kind in kinds:
        try:
            return parse_document(content, kind.format, kind.version, kind.build, file=file), kind
        except FileError as error:
            if error.place != "format":
                raise
            refused = refused or error
    raise refused or FileError("a file that can be opened here", "another", file=file)


def listing(folder: Path, kinds: tuple[Kind, ...], most: int = _MOST_LISTED) -> list[dict[str, Any]]:
    """List the files of these kinds in a folder, newest first.

    Parameters
    ----------
    folder : Path
        Where to look; its subfolders are left alone.
    kinds : tuple of Kind
        What to list.
    most : int
        How many at most.

    Returns
    -------
    list of dict
        ``name``, ``about`` (title and summary, or why it can't be read), ``problem`` (bool).

    Examples
    --------
    >>> import tempfile
    >>> listing(Path(tempfile.mkdtemp()), (Kind("cup", 1, dict, str),))
    []
    """
    listed = []
    paths = [p for p in folder.glob("*.json") if not p.name.startswith(".") and _looks_right(p, kinds)]
    for path in sorted(paths, key=lambda p: -p.stat().st_mtime)[:most]:
        try:
            document, kind = parse(read_bytes(path), kinds, file=str(path))
            about, problem = ", ".join(filter(None, [document.title, kind.about(document)])), False
        except FileError as error:
            about, problem = str(error), True
        listed.append({"name": path.name, "about": about, "problem": problem})
    return listed


def _looks_right(path: Path, kinds: tuple[Kind, ...]) -> bool:
    try:
        with path.open("rb") as stream:
            head = stream.read(400)
    except OSError:
        return False
    return any(f'"{kind.format}"'.encode() in head for kind in kinds)


def _name(widget: FiledWidget, _: dict[str, Any]) -> Answer:
    return {"name": widget.file.stem if widget.file else widget.slug()}, []


def _checked(name: str) -> str:
    name = name.strip()
    if not name or _FORBIDDEN.search(name) or any(map(unprintable, name)):
        raise CbfError('a file name without / \\ : * ? " < > |', shown(name), advice="Choose another name.")
    if len(name.encode()) > _MOST_BYTES:
        raise CbfError("a shorter file name", f"one of {len(name)} characters", advice="Choose another name.")
    return f"{name[:-5] if name.casefold().endswith('.json') else name}.json"


def _save(widget: FiledWidget, question: dict[str, Any]) -> Answer:
    name = _checked(str(question.get("name", "")))
    same = widget.file is not None and widget.file.resolve() == (widget.folder / name).resolve()
    if (widget.folder / name).exists() and not (same or question.get("replace")):
        said = f"There is a file called {name} already. Replace it, or choose another name."
        return {"ok": False, "taken": True, "said": said}, []
    widget.save(name)
    return {"said": f"Saved as {name}, beside this notebook."}, []


def _list(widget: FiledWidget, _: dict[str, Any]) -> Answer:
    return {"files": listing(widget.folder, widget.kinds)}, []


def _open(widget: FiledWidget, question: dict[str, Any]) -> Answer:
    name = str(question.get("name", ""))
    if not name.strip(".") or (widget.folder / name).parent != widget.folder:
        raise CbfError("the name of a file beside this notebook", shown(name), advice="Choose one from the list.")
    widget.load(name)
    return {"said": f"Opened {name}."}, []


def _open_text(widget: FiledWidget, question: dict[str, Any]) -> Answer:
    name = str(question.get("name", "the file"))[:120]
    content = str(question.get("text", "")).encode("utf-8", "replace")
    if len(content) > LARGEST:
        raise FileError(f"at most {LARGEST // 1_000_000} MB", "a larger file", file=name)
    document, _ = parse(content, widget.kinds, file=name)
    widget.put(document, f"Opened {name}")
    widget.file = None
    return {"said": f"Opened {name}."}, []


def _export(widget: FiledWidget, question: dict[str, Any]) -> Answer:
    name, media, content = widget.exported(question)
    return {"name": name, "type": media, "said": f"Made {name}: look among your downloads."}, [content]


def _recover(widget: FiledWidget, question: dict[str, Any]) -> Answer:
    path = widget.kept_work(question.get("which"))
    document, _ = parse(read_bytes(path), widget.kinds[:1], file=str(path))
    widget.put(document, "Brought back kept work")
    widget.put_away(path, saved=True)
    return {"said": "Brought back. Undo takes you to where you were."}, []


def _discard(widget: FiledWidget, question: dict[str, Any]) -> Answer:
    widget.put_away(widget.kept_work(question.get("which")), saved=False)
    return {"said": PUT_ASIDE}, []


def _aside(widget: FiledWidget, question: dict[str, Any]) -> Answer:
    widget.keep_aside(widget.kinds[0].build(question.get(widget.document, {})))
    return {"said": PUT_ASIDE}, []


PUT_ASIDE = f"Put aside: the file is in {FOLDER}/discarded, beside this notebook."
ASKS: dict[str, Callable[[FiledWidget, dict[str, Any]], Answer]] = {
    "name": _name,
    "save": _save,
    "list": _list,
    "open": _open,
    "open-text": _open_text,
    "export": _export,
    "recover": _recover,
    "discard": _discard,
    "aside": _aside,
}
