"""What the builder's buttons ask of the kernel: save, open, export, bring back."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cbf_widgets.autosave import FOLDER
from cbf_widgets.disk import LARGEST
from cbf_widgets.errors import CbfError, FileError, shown
from cbf_widgets.files import parse_document
from cbf_widgets.model.spiral import FORMAT, VERSION, Spiral
from cbf_widgets.model.value import unprintable
from cbf_widgets.model.words import summarise
from cbf_widgets.widgets.base import Answer

if TYPE_CHECKING:
    from cbf_widgets.widgets.spiral.widget import SpiralBuilder

_MOST_LISTED = 200
_MOST_BYTES = 200  # of a name: no disk takes more than 255
_FORBIDDEN = re.compile(r'[\\/:*?"<>|]|^\.|^(con|prn|aux|nul|com\d|lpt\d)(\.|$)', re.IGNORECASE)  # the last are Windows' devices


def answer(builder: SpiralBuilder, question: dict[str, Any]) -> Answer:
    """Answer one question of the front end.

    Parameters
    ----------
    builder : SpiralBuilder
        Whose button was pressed.
    question : dict
        ``ask`` names what; the rest are its arguments.

    Returns
    -------
    tuple of dict and list of bytes
        What to say and show; files.

    Examples
    --------
    >>> from cbf_widgets import SpiralBuilder
    >>> answer(SpiralBuilder(), {"ask": "name"})
    ({'name': 'my-spiral'}, [])
    """
    return ASKS[question["ask"]](builder, question)


def slug(title: str) -> str:
    """Return a file name for a title: letters and digits of any script, hyphens between.

    Examples
    --------
    >>> slug("A family we know!")
    'a-family-we-know'
    """
    words = re.findall(r"\w+", unicodedata.normalize("NFKC", title).casefold())
    return "-".join(words)[:60].strip("-_") or "my-spiral"


def _name(builder: SpiralBuilder, _: dict[str, Any]) -> Answer:
    return {"name": builder.file.stem if builder.file else slug(builder.spiral.title)}, []


def _checked(name: str) -> str:
    name = name.strip()
    if not name or _FORBIDDEN.search(name) or any(map(unprintable, name)):
        raise CbfError('a file name without / \\ : * ? " < > |', shown(name), advice="Choose another name.")
    if len(name.encode()) > _MOST_BYTES:
        raise CbfError("a shorter file name", f"one of {len(name)} characters", advice="Choose another name.")
    return f"{name[:-5] if name.casefold().endswith('.json') else name}.json"


def _save(builder: SpiralBuilder, question: dict[str, Any]) -> Answer:
    name = _checked(str(question.get("name", "")))
    same = builder.file is not None and builder.file.resolve() == (builder.folder / name).resolve()
    if (builder.folder / name).exists() and not (same or question.get("replace")):
        return {
            "ok": False,
            "taken": True,
            "said": f"There is a file called {name} already. Replace it, or choose another name.",
        }, []
    builder.save(name)
    return {"said": f"Saved as {name}, beside this notebook."}, []


def _list(builder: SpiralBuilder, _: dict[str, Any]) -> Answer:
    return {"files": saved_spirals(builder.folder, _MOST_LISTED)}, []


def saved_spirals(folder: Path, most: int) -> list[dict[str, Any]]:
    """List the spirals saved in a folder, newest first.

    Parameters
    ----------
    folder : Path
        Where to look; its subfolders are left alone.
    most : int
        How many at most.

    Returns
    -------
    list of dict
        ``name``, ``about`` (title and summary, or why it can't be read), ``problem`` (bool).

    Examples
    --------
    >>> import tempfile
    >>> saved_spirals(Path(tempfile.mkdtemp()), 1)
    []
    """
    listed = []
    paths = [p for p in folder.glob("*.json") if not p.name.startswith(".") and _looks_right(p)]
    for path in sorted(paths, key=lambda p: -p.stat().st_mtime)[:most]:
        try:
            spiral = Spiral.load(path)
            about, problem = ", ".join(filter(None, [spiral.title, summarise(spiral)])), False
        except FileError as error:
            about, problem = str(error), True
        listed.append({"name": path.name, "about": about, "problem": problem})
    return listed


def _looks_right(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            return FORMAT.encode() in stream.read(400)
    except OSError:
        return False


def _open(builder: SpiralBuilder, question: dict[str, Any]) -> Answer:
    name = str(question.get("name", ""))
    if not name.strip(".") or (builder.folder / name).parent != builder.folder:
        raise CbfError("the name of a file beside this notebook", shown(name), advice="Choose one from the list.")
    builder.load(name)
    return {"said": f"Opened {name}."}, []


def _open_text(builder: SpiralBuilder, question: dict[str, Any]) -> Answer:
    name = str(question.get("name", "the file"))[:120]
    content = str(question.get("text", "")).encode("utf-8", "replace")
    if len(content) > LARGEST:
        raise FileError(f"at most {LARGEST // 1_000_000} MB", "a larger file", file=name)
    spiral = parse_document(content, FORMAT, VERSION, Spiral.from_dict, file=name)
    builder.put(spiral, f"Opened {name}")
    builder.file = None
    return {"said": f"Opened {name}."}, []


def _export(builder: SpiralBuilder, question: dict[str, Any]) -> Answer:
    from cbf_widgets.exporting import MEDIA_TYPES, to_bytes

    kind = str(question.get("format")).casefold()
    content = to_bytes(
        builder.spiral, kind, paper=question.get("paper", "A4"), orientation=question.get("orientation", "portrait")
    )
    name = f"{slug(builder.spiral.title)}.{kind}"
    return {"name": name, "type": MEDIA_TYPES[kind], "said": f"Made {name}: look among your downloads."}, [content]


def _recover(builder: SpiralBuilder, question: dict[str, Any]) -> Answer:
    path = builder.kept_work(question.get("which"))
    builder.put(Spiral.load(path), "Brought back kept work")
    builder.put_away(path, saved=True)
    return {"said": "Brought back. Undo takes you to where you were."}, []


def _discard(builder: SpiralBuilder, question: dict[str, Any]) -> Answer:
    builder.put_away(builder.kept_work(question.get("which")), saved=False)
    return {"said": PUT_ASIDE}, []


def _aside(builder: SpiralBuilder, question: dict[str, Any]) -> Answer:
    builder.keep_aside(Spiral.from_dict(question.get("spiral")))
    return {"said": PUT_ASIDE}, []


PUT_ASIDE = f"Put aside: the file is in {FOLDER}/discarded, beside this notebook."
ASKS = {
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
