"""What the explorer's own buttons ask of the kernel: run, read a spreadsheet, lay over, load a codebook, export."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cbf_widgets import datasets
from cbf_widgets.disk import LARGEST, read_bytes
from cbf_widgets.errors import CbfError, FileError, shown
from cbf_widgets.files import document_text, found_file, parse_document
from cbf_widgets.model.coding import FORMAT as CODING_FORMAT
from cbf_widgets.model.coding import VERSION as CODING_VERSION
from cbf_widgets.model.coding import Coding
from cbf_widgets.model.theory import TheoryOfChange
from cbf_widgets.model.theory_work import FORMAT, VERSION, TheoryWork, work_of
from cbf_widgets.widgets.base import Answer
from cbf_widgets.widgets.desk import parse, slug

if TYPE_CHECKING:
    from cbf_widgets.comparing.comparison import TheoryComparison
    from cbf_widgets.widgets.theory.widget import TheoryExplorer


@cache
def shipped() -> dict[str, Any]:
    """Give what the project ships for every explorer, as plain data.

    Examples
    --------
    >>> shipped()["theories"][0]["id"], shipped()["templates"][0]["id"]
    ('blackburn-with-darwen', 'six-column')
    """
    from cbf_widgets.simulation.theory_run import numbers

    return {
        "theories": [one.to_dict() for one in datasets.theories().values()],
        "coding": datasets.theory_coding().to_dict(),
        "wording": [one.to_dict() for one in datasets.shared_wording()],
        "measures": [one.to_dict() for one in datasets.measures()],
        "programmes": [one.to_dict() for one in datasets.programmes()],
        "templates": [one.to_dict() for one in datasets.templates()],
        "numbers": [one.to_dict() for one in numbers()],
    }


def compared(explorer: TheoryExplorer, ids: Sequence[str] | None = None) -> TheoryComparison:
    """Compare the theories of these ids, else those that the explorer compares, with its coding as it is now.

    Examples
    --------
    >>> from cbf_widgets import TheoryExplorer
    >>> len(compared(TheoryExplorer(compare=["Croydon", "Luton"])).theories)
    2
    """
    from cbf_widgets.comparing import compare_theories

    wanted = explorer.compared if ids is None else ids
    chosen = [one for one in explorer.theories if one.id in wanted]
    return compare_theories(chosen or explorer.theories, explorer.coding)


def comparison(explorer: TheoryExplorer) -> dict[str, Any]:
    """Give the comparison as plain data for the front end.

    Examples
    --------
    >>> from cbf_widgets import TheoryExplorer
    >>> len(comparison(TheoryExplorer(compare="all"))["theories"])
    12
    """
    return compared(explorer).to_plain()


def laid(explorer: TheoryExplorer, other: Any, whose: str = "") -> list[dict[str, Any]]:
    """Give the theories of somebody else that go with the one that is shown, as plain data that says whose they are.

    Raises
    ------
    CbfError
        When there is none with the same id, or none that was begun from it.

    Examples
    --------
    >>> from cbf_widgets import TheoryExplorer, datasets
    >>> [one["whose"] for one in laid(TheoryExplorer(authority="Luton"), datasets.theories()["Luton"], "Group B")]
    ['Group B']
    """
    name = ""
    if isinstance(other, str | Path):
        path = Path(found_file(explorer.folder / other))
        name, other = path.name, parse(read_bytes(path), explorer.kinds, file=str(path))[0]
    work = work_of(other)
    named = whose or work.title or name
    return [{**one.to_dict(), "whose": named} for one in _fitting(explorer, work)]


def _fitting(explorer: TheoryExplorer, work: TheoryWork) -> list[TheoryOfChange]:
    mine = explorer.theory
    same = {mine.id, mine.made_from} - {""}
    fitting = [one for one in work.theories if {one.id, one.made_from} & same]
    if not fitting:
        there = ", ".join(one.title for one in work.theories) or "none"
        raise CbfError(
            f"a theory that goes with {mine.title}", there, place="theories", advice="Open the theory that it goes with first."
        )
    return fitting


def _run(explorer: TheoryExplorer, question: dict[str, Any]) -> Answer:
    from cbf_widgets.simulation.theory_run import run_theory

    given = question.get("numbers") or {}
    if not isinstance(given, dict):
        raise CbfError("numbers by name", shown(given), place="numbers")
    seed = {"seed": question["seed"]} if "seed" in question else {}
    return run_theory(_asked_for(explorer, question), {**given, **seed}).to_plain(), []


def _table(explorer: TheoryExplorer, question: dict[str, Any]) -> Answer:
    """A spreadsheet becomes a theory; the front end makes it a step of the history, under an id of its own."""
    from cbf_widgets.model.theory_table import from_bytes

    name = _name_of(question)
    theory = from_bytes(
        TheoryOfChange,
        _content(question),
        name=name,
        title=str(question.get("title") or ""),
        taken={one.id for one in explorer.theories},
    )
    return {"said": f"Read {len(theory.items)} items from {name}.", "theory": theory.to_dict()}, []


def _overlay(explorer: TheoryExplorer, question: dict[str, Any]) -> Answer:
    if "path" in question:
        name = str(question["path"])
        path = explorer.folder / name
        if path.parent != explorer.folder:
            raise CbfError("the name of a file beside this notebook", shown(name), advice="Choose one from the list.")
        content = read_bytes(path)
    else:
        name, content = _name_of(question), _content(question)
    work, _ = parse(content, explorer.kinds, file=name)
    explorer.laid_over = laid(explorer, work, work.title or name)
    return {"said": f"Laid the arrows of {work.title or name} over yours."}, []


def _codebook(explorer: TheoryExplorer, question: dict[str, Any]) -> Answer:
    """Somebody's own codebook in place of the shipped one: JSON that `Coding.save` wrote, or a table."""
    from cbf_widgets.model.coding_table import coding_from_bytes

    name, content = _name_of(question), _content(question)
    if name.casefold().endswith(".json"):
        coding = parse_document(content, CODING_FORMAT, CODING_VERSION, Coding.from_dict, file=name)
    else:
        coding = coding_from_bytes(content, name=name, theories=explorer.theories)
    explorer.coding = coding
    return {"said": f"{name}: {len(coding.themes)} themes, {len(coding.codes)} codes."}, []


def _name_of(question: dict[str, Any]) -> str:
    return str(question.get("name", "the file"))[:120]


def _content(question: dict[str, Any]) -> bytes:
    """The file that came with a question: as text, or in base64 where it may hold more than text."""
    if "text" in question:
        return str(question["text"]).encode("utf-8", "replace")
    try:
        content = b64decode(str(question.get("content", question.get("base64", ""))), validate=True)
    except ValueError:
        raise FileError("a file in base64", "something else", file=_name_of(question)) from None
    if len(content) > LARGEST:
        raise FileError(f"at most {LARGEST // 1_000_000} MB", "a larger file", file=_name_of(question))
    return content


def _asked_for(explorer: TheoryExplorer, question: dict[str, Any]) -> TheoryOfChange:
    work: TheoryWork = explorer.work
    return work.theory(str(question.get("theory") or explorer.shown), datasets.theories().values())


def exported(explorer: TheoryExplorer, question: dict[str, Any]) -> tuple[str, str, bytes]:
    """Give what a button asks to export: a file's name, its media type, its content.

    Examples
    --------
    >>> from cbf_widgets import TheoryExplorer
    >>> exported(TheoryExplorer(authority="Luton"), {"what": "theory", "format": "json"})[0]
    'luton.json'
    """
    from cbf_widgets.exporting import MEDIA_TYPES, to_bytes

    what, kind = str(question.get("what", "theory")), str(question.get("format")).casefold()
    if what == "work":
        return f"{explorer.slug()}.json", MEDIA_TYPES["json"], document_text(FORMAT, VERSION, explorer.work.to_dict()).encode()
    if what == "coding":
        return f"{explorer.slug()}-coding.json", MEDIA_TYPES["json"], _coding_text(explorer.coding)
    one = _asked_for(explorer, question) if what == "theory" else compared(explorer, question.get("compared"))
    asked = {name: question[name] for name in ("paper", "orientation", "theme") if name in question}
    content = to_bytes(one, kind, **asked)
    name = slug(one.title if isinstance(one, TheoryOfChange) else "theories compared", "theory")
    ending = {"kumu": "kumu.zip", "mermaid": "mmd"}.get(kind, kind)
    return f"{name}.{ending}", MEDIA_TYPES[kind], content


def _coding_text(coding: Coding) -> bytes:
    return document_text(CODING_FORMAT, CODING_VERSION, coding.to_dict()).encode()


ASKS = {"run": _run, "table": _table, "overlay": _overlay, "codebook": _codebook}
