"""What the builder's buttons ask of the kernel: save, open, export, bring back."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cbf_widgets.errors import CbfError, FileError, shown
from cbf_widgets.files import parse_document
from cbf_widgets.model.spiral import FORMAT, VERSION, Spiral

if TYPE_CHECKING:
    from cbf_widgets.widgets.spiral.widget import SpiralBuilder

Answer = tuple[dict[str, Any], list[bytes]]
_MOST_LISTED = 200
_FORBIDDEN = re.compile(r'[\\/:*?"<>|]|^\.|[\x00-\x1f]')


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
    """
    asks = {
        "go": _go, "name": _name, "save": _save, "list": _list, "open": _open, "open-text": _open_text,
        "export": _export, "recover": _recover, "discard": _discard, "aside": _aside,
    }  # fmt: skip
    what = question.get("ask")
    if what not in asks:
        raise CbfError(f"one of {', '.join(asks)}", shown(what), place="ask")
    return asks[what](builder, question)


def _go(builder: SpiralBuilder, question: dict[str, Any]) -> Answer:
    builder._go(question["step"])
    return {}, []


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
    if not name or len(name) > 120 or _FORBIDDEN.search(name):
        raise CbfError("a file name without / \\ : * ? \" < > |", shown(name), advice="Choose another name.")
    return name if name.endswith(".json") else f"{name}.json"


def _save(builder: SpiralBuilder, question: dict[str, Any]) -> Answer:
    name = _checked(str(question.get("name", "")))
    same = builder.file is not None and builder.file.resolve() == (builder.folder / name).resolve()
    if (builder.folder / name).exists() and not (same or question.get("replace")):
        return {"ok": False, "taken": True, "said": f"There is a file called {name} already. Replace it, or choose another name."}, []
    builder.save(name)
    return {"said": f"Saved as {name}, beside this notebook."}, []


def _list(builder: SpiralBuilder, _: dict[str, Any]) -> Answer:
    listed = []
    paths = [p for p in builder.folder.glob("*.json") if not p.name.startswith(".") and _looks_right(p)]
    for path in sorted(paths, key=lambda p: -p.stat().st_mtime)[:_MOST_LISTED]:
        try:
            spiral = Spiral.load(path)
            about, problem = f"{spiral.title} {spiral.summarise()}".strip(), False
        except FileError as error:
            about, problem = str(error), True
        listed.append({"name": path.name, "about": about, "problem": problem})
    return {"files": listed}, []


def _looks_right(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            return FORMAT.encode() in stream.read(400)
    except OSError:
        return False


def _open(builder: SpiralBuilder, question: dict[str, Any]) -> Answer:
    name = _checked(str(question.get("name", "")))
    builder.open(name)
    return {"said": f"Opened {name}."}, []


def _open_text(builder: SpiralBuilder, question: dict[str, Any]) -> Answer:
    name = str(question.get("name", "the file"))[:120]
    content = str(question.get("text", "")).encode("utf-8", "replace")
    spiral = parse_document(content, FORMAT, VERSION, Spiral.from_dict, file=name)
    builder._set(spiral, f"Opened {name}")
    builder.file = None
    return {"said": f"Opened {name}."}, []


def _export(builder: SpiralBuilder, question: dict[str, Any]) -> Answer:
    from cbf_widgets.export import MEDIA_TYPES, to_bytes

    kind = str(question.get("format"))
    content = to_bytes(builder.spiral, kind, paper=question.get("paper", "A4"), orientation=question.get("orientation", "portrait"))
    name = f"{slug(builder.spiral.title)}.{kind}"
    return {"name": name, "type": MEDIA_TYPES[kind], "said": f"Made {name}: look among your downloads."}, [content]


def _recover(builder: SpiralBuilder, question: dict[str, Any]) -> Answer:
    one = _kept(builder, question)
    builder._set(Spiral.load(one.path), "Brought back kept work")
    builder.found = builder._found()
    return {"said": "Brought back. Undo takes you to where you were."}, []


def _discard(builder: SpiralBuilder, question: dict[str, Any]) -> Answer:
    one = _kept(builder, question)
    builder._autosave.discard(one.path)
    builder.found = builder._found()
    return {"said": "Put aside: the file is in .cbf-autosave/discarded, beside this notebook."}, []


def _aside(builder: SpiralBuilder, question: dict[str, Any]) -> Answer:
    builder._autosave.put_aside(Spiral.from_dict(question.get("spiral")).to_dict())
    return {"said": "Put aside: the file is in .cbf-autosave/discarded, beside this notebook."}, []


def _kept(builder: SpiralBuilder, question: dict[str, Any]) -> Any:
    for one in builder._autosave.found():
        if one.path.name == question.get("which"):
            return one
    raise CbfError("work that is still kept", "a name that isn't there", advice="It may have been brought back already.")
