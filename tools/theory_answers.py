"""Write what edits make of a theory and of the work, for both languages' tests: ``python tools/theory_answers.py``.

An action names an edit of `cbf_widgets/model/theory_edit.py`, `theory_work.py` or `coding.py` and what it is given.
What the model refuses is among the answers: there, nothing comes out.
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from cbf_widgets.errors import CbfError  # noqa: E402 - found through the line above, also when nothing is installed
from cbf_widgets.model.coding import Code, Coding  # noqa: E402
from cbf_widgets.model.theory import TheoryOfChange  # noqa: E402
from cbf_widgets.model.theory_work import TheoryWork  # noqa: E402

TARGET = ROOT / "tests" / "shared" / "theory_answers.json"
Plain = dict[str, Any]

EMPTY: Plain = {"id": "ours", "title": "Ours"}
THREE: Plain = {
    "id": "ours", "title": "Ours", "vision": {"text": "Calmer homes", "lines": [12]},
    "columns": [{"id": "now", "title": "Now"}, {"id": "changes", "title": "Changes", "stage": "Changes"}, {"id": "later", "title": "Later"}],
    "items": [
        {"id": "now-1", "column": "now", "text": "Long waits", "lines": [3, 4]},
        {"id": "i4", "column": "now", "text": "Nobody asks", "group": "Practice"},
        {"id": "i2", "column": "changes", "text": "Ask about the couple", "cut_off": True},
        {"id": "i3", "column": "later", "text": "Calmer homes", "placement": "read", "note": "One line\nand another"},
    ],
    "links": [{"id": "a1", "from_item": "i4", "to_item": "i2"}, {"id": "a5", "from_item": "i2", "to_item": "i3", "assumption": "Help is near"}],
}  # fmt: skip
LUTON: Plain = {"id": "luton", "title": "Luton", "authority": "Luton", "template": "five-column", "pages": [1, 9]}
CODEBOOK: Plain = {
    "id": "ours", "title": "Ours", "themes": [{"id": "money", "title": "Money"}, {"id": "fathers", "title": "Fathers"}],
    "codes": [{"theory": "ours", "item": "now-1", "theme": "money", "why": "It costs", "by": "us"}, {"theory": "ours", "item": "i3", "theme": "fathers"}],
}  # fmt: skip
THEIRS: Plain = {"id": "theirs", "title": "Theirs", "themes": [{"id": "money", "title": "Cash"}], "codes": []}


def act(what: str, /, *given: Any, **fields: Any) -> Plain:
    """Give an action as plain data: the edit's name, what it is given in order, and by name.

    Examples
    --------
    >>> act("remove_item", "i1")
    {'type': 'remove_item', 'given': ['i1']}
    """
    return {"type": what, "given": list(given), **({"fields": fields} if fields else {})}


THEORIES: dict[str, tuple[Plain, list[Plain]]] = {
    "a theory from nothing": (
        EMPTY,
        [act("add_column", "Now"), act("add_column", "Long-term outcomes", stage="Later", question="What should be different?"),
         act("add_item", "now", "Long waits"), act("add_item", "long-term-outcomes", "Calmer homes"), act("link", "i1", "i2"),
         act("retitle", title="Our place"), act("retitle", vision="Every child heard"), act("retitle", title="Ours", vision=""), act("retitle")],
    ),
    "columns get their ids from their titles": (
        EMPTY,
        [act("add_column", "Now"), act("add_column", "now"), act("add_column", "NOW!"), act("add_column", "  Now, and then?  "),
         act("add_column", "日本"), act("add_column", "—"), act("add_column", "Über Größe"), act("add_column", "straße"), act("add_column", "İstanbul"),
         act("add_column", "A title that is so long that its id has to end somewhere in the middle"),
         act("add_column", "A title that is so long that its id has to end somewhere else"), act("add_column", "now-2"), act("add_column", "Now"),
         act("add_column", ""), act("add_column", "   "), act("add_column", "First", before="now"), act("add_column", "No", before="nowhere"),
         act("add_column", "ﬁnal ŉ \u212a ſ ı")],
    ),
    "items are put where they are asked for and stand column by column": (
        THREE,
        [act("add_item", "now", "First", before="now-1"), act("add_item", "now", "Second", before="i4"), act("add_item", "later", "Other column", before="now-1"),
         act("add_item", "changes", "Last"), act("add_item", "changes", "Told in full", group="Training", lines=[7, 9], note="a\nb", placement="read", cut_off=True),
         act("add_item", "nowhere", "No"), act("add_item", "now", ""), act("add_item", "now", " "), act("add_item", "now", "No", before="nowhere"),
         act("add_item", "now", "👩‍👩‍👧 <b>=1+1</b>")],
    ),
    "items are changed, moved and removed with their arrows": (
        THREE,
        [act("change_item", "i2", text="Ask about both parents"), act("change_item", "i2", cut_off=False, note="Mended"), act("change_item", "i2", note=""),
         act("change_item", "i2", column="later"), act("change_item", "i2", column="nowhere"), act("change_item", "i2", text=""),
         act("change_item", "nobody", text="No"), act("change_item", "now-1", lines=[]),
         act("move_item", "i2", "now"), act("move_item", "i2", "now", before="now-1"), act("move_item", "i2", "now", before="i2"),
         act("move_item", "i2", "changes", before="i2"), act("move_item", "i2", "later", before="now-1"), act("move_item", "i2", "later", before="i3"),
         act("move_item", "i2", "nowhere"), act("move_item", "nobody", "now"), act("move_item", "i2", "now", before="nobody"),
         act("move_item", "nobody", "now", before="nobody"), act("remove_item", "i2"), act("remove_item", "i2"), act("remove_item", "i4"),
         act("add_item", "now", "After the highest")],
    ),
    "columns are changed and removed with their items": (
        THREE,
        [act("change_column", "changes", title="What we do", stage=""), act("change_column", "changes", question="What will you do?"), act("change_column", "changes", title=""),
         act("change_column", "nowhere", title="No"), act("remove_column", "nowhere"), act("remove_column", "changes"), act("add_column", "Changes", before="later"),
         act("add_item", "changes", "Anew"), act("remove_column", "now"), act("remove_column", "later"), act("remove_column", "changes"), act("add_item", "now", "Nowhere to go")],
    ),
    "arrows are drawn, told, and taken away": (
        THREE,
        [act("link", "now-1", "i3"), act("link", "now-1", "i3"), act("link", "i3", "now-1", assumption="It comes round", evidence="A survey", asks="Parents", strength="weak", confidence="guess"),
         act("link", "i3", "i3"), act("link", "i3", "nobody"), act("link", "nobody", "i3"), act("change_link", "a6", strength="strong"),
         act("change_link", "a6", confidence="fairly-sure", asks=""), act("change_link", "a6", strength=""),
         act("change_link", "a6", from_item="now-1"), act("change_link", "a6", id="a6"), act("change_link", "a9", strength="weak"),
         act("unlink", "a5"), act("unlink", "a5"), act("unlink", "a7"), act("link", "i2", "i3"), act("link", "i4", "i3"),
         act("unlink", "a6"), act("unlink", "a7"), act("unlink", "a8"), act("link", "now-1", "i2")],
    ),
    "ids that look like numbers": (
        {**EMPTY, "columns": [{"id": "c", "title": "C"}], "items": [{"id": one, "column": "c", "text": one} for one in ("i09", "i-3", "i2x", "I77", "j8")],
         "links": [{"id": "a007", "from_item": "j8", "to_item": "i09"}]},
        [act("add_item", "c", "Ten"), act("add_item", "c", "Eleven"), act("remove_item", "i11"), act("add_item", "c", "Eleven again"),
         act("link", "i10", "i09"), act("link", "i09", "j8"), act("add_column", "C"), act("add_column", "c-41"), act("add_column", "C")],
    ),
    "the vision keeps its lines only as long as its words": (
        THREE, [act("retitle", vision="Calmer homes"), act("retitle", title="Ours, again"), act("retitle", vision="Calm homes"), act("retitle", vision="Calmer homes"), act("retitle", title="")],
    ),
}  # fmt: skip

WORKS: dict[str, tuple[Plain, list[Plain]]] = {
    "theories are put, put again and taken back": (
        {},
        [act("put", THREE), act("put", LUTON), act("put", {**THREE, "title": "Changed"}), act("put", {**EMPTY, "id": "mine", "made_from": "luton"}),
         act("take_back", "luton"), act("take_back", "luton"), act("take_back", "ours"), act("put", LUTON), act("take_back", "mine")],
    ),
    "coded against what is shipped": (
        {"title": "Spring"},
        [act("recode", "ours", "i2", "money", carries=True, why="It costs", by="a class"), act("recode", "ours", "i2", "fathers", carries=True),
         act("recode", "ours", "i2", "money", carries=True, why="Another reason"), act("recode", "ours", "i4", "money", carries=False),
         act("recode", "ours", "now-1", "money", carries=True, why="Said already"), act("recode", "ours", "now-1", "money", carries=False, why="It doesn't", by="us"),
         act("recode", "ours", "now-1", "money", carries=False, why="Said twice"), act("recode", "ours", "i3", "fathers", carries=False),
         act("recode", "ours", "now-1", "money", carries=True), act("recode", "ours", "i2", "money", carries=False)],
    ),
    "coded against a codebook of one's own, in which themes are missing": (
        {"codebook": [THEIRS], "added": [{"theory": "ours", "item": "i2", "theme": "fathers"}], "dropped": [{"theory": "ours", "item": "now-1", "theme": "money", "why": "No"}]},
        [act("recode", "ours", "now-1", "money", carries=True), act("recode", "ours", "now-1", "money", carries=False),
         act("recode", "ours", "i2", "fathers", carries=False), act("recode", "ours", "i3", "money", carries=True, by="me")],
    ),
}  # fmt: skip


def edited(theory: TheoryOfChange, action: Plain) -> TheoryOfChange | None:
    """Apply an edit of a theory; nothing where the model refuses it.

    Examples
    --------
    >>> edited(TheoryOfChange(id="t", title="T"), act("remove_item", "i1")) is None
    True
    """
    try:
        changed: TheoryOfChange = getattr(theory, action["type"])(*action["given"], **action.get("fields", {}))
    except CbfError:
        return None
    return changed


def worked(work: TheoryWork, action: Plain) -> TheoryWork | None:
    """Apply an edit of the work; nothing where the model refuses it.

    Examples
    --------
    >>> len(worked(TheoryWork(), act("put", EMPTY)).theories)
    1
    """
    given, fields = action["given"], action.get("fields", {})
    try:
        if action["type"] == "put":
            return work.put(TheoryOfChange.from_dict(given[0]))
        if action["type"] == "take_back":
            return work.take_back(*given)
        theory, item, theme = given
        return work.recode(theory, item, theme, Coding.from_dict(CODEBOOK), **fields)
    except CbfError:
        return None


def answers() -> Plain:
    """Give every sequence, what each of its actions is, and what comes out: nothing where the model refuses it."""
    theories = [_theory(name, begin, actions) for name, (begin, actions) in THEORIES.items()]
    works = [_work(name, begin, actions) for name, (begin, actions) in WORKS.items()]
    codings = [_coding(name, actions) for name, actions in CODINGS.items()]
    return {"theories": [*theories, *(long_day(seed) for seed in range(12))], "works": works, "codings": codings}


def _theory(name: str, begin: Plain, actions: list[Plain]) -> Plain:
    theory, steps = TheoryOfChange.from_dict(begin), []
    for action in actions:
        after = edited(theory, action)
        steps.append({"action": action, "after": after.to_dict() if after else None})
        theory = after or theory
    reached = {item.id: [sorted(theory.upstream(item.id)), sorted(theory.downstream(item.id))] for item in theory.items}
    return {"name": name, "begin": begin, "steps": steps, "reached": reached}


def _work(name: str, begin: Plain, actions: list[Plain]) -> Plain:
    work, steps = TheoryWork.from_dict(begin), []
    shipped, luton = Coding.from_dict(CODEBOOK), TheoryOfChange.from_dict(LUTON)
    for action in actions:
        after = worked(work, action)
        work = after or work
        told = {"coding": work.coding(shipped).to_dict(), "all": [theory.title for theory in work.all([luton])]}
        steps.append({"action": action, "after": after.to_dict() if after else None, **told})
    return {"name": name, "begin": begin, "steps": steps}


CODINGS: dict[str, list[Plain]] = {
    "codes come and go": [
        act("with_code", {"theory": "ours", "item": "i2", "theme": "fathers", "why": "Both parents"}),
        act("with_code", {"theory": "ours", "item": "now-1", "theme": "money", "why": "Another reason"}),
        act("with_code", {"theory": "ours", "item": "now-1", "theme": "nothing"}),
        act("without", [{"theory": "ours", "item": "i3", "theme": "fathers", "by": "somebody else"}]),
        act("without", [{"theory": "ours", "item": "i9", "theme": "money"}]),
        act("without_theme", "money"),
        act("without_theme", "money"),
    ]
}


def coded(coding: Coding, action: Plain) -> Coding | None:
    """Apply an edit of a coding; nothing where the model refuses it.

    Examples
    --------
    >>> coded(Coding.from_dict(THEIRS), act("without_theme", "fathers")) is None
    True
    """
    (given,) = action["given"]
    try:
        if action["type"] == "with_code":
            return coding.with_code(Code.from_dict(given))
        return coding.without_theme(given) if isinstance(given, str) else coding.without(map(Code.from_dict, given))
    except CbfError:
        return None


def _coding(name: str, actions: list[Plain]) -> Plain:
    coding, steps = Coding.from_dict(CODEBOOK), []
    for action in actions:
        after = coded(coding, action)
        coding = after or coding
        steps.append({"action": action, "after": after.to_dict() if after else None})
    return {"name": name, "begin": CODEBOOK, "steps": steps}


def long_day(seed: int) -> Plain:
    """Give a long sequence of edits by chance, and only the theory after the last of them."""
    chance = random.Random(seed)
    theory = TheoryOfChange.from_dict(THREE)
    steps: list[Plain] = []
    while len(steps) < 60:
        action = by_chance(chance, theory)
        after = edited(theory, action)
        if after:
            theory = after
            steps.append({"action": action})
    steps[-1]["after"] = theory.to_dict()
    return {"name": f"a long day, number {seed}", "begin": THREE, "steps": steps}


def by_chance(chance: random.Random, theory: TheoryOfChange) -> Plain:
    """Give an edit that suits the theory, in most cases."""
    columns = [column.id for column in theory.columns]
    items = [item.id for item in theory.items]
    links = [link.id for link in theory.links]
    if len(columns) < 2 or chance.random() < 0.04:
        return act("add_column", f"Column {chance.randint(1, 9)}", before=chance.choice(["", *columns]))
    column, before = chance.choice(columns), chance.choice(["", *items])
    if len(items) < 3 or chance.random() < 0.25:
        return act("add_item", column, f"Item {chance.randint(1, 99)}", before=before)
    one, other = chance.sample(items, 2)
    some = [
        act("move_item", one, column, before=before), act("move_item", one, column), act("link", one, other), act("link", other, one),
        act("link", one, other, strength="weak"), act("change_item", one, text=f"Text {chance.randint(1, 99)}", column=column), act("retitle", vision=f"Vision {chance.randint(1, 9)}"),
        act("change_column", column, stage=chance.choice(["", "Now"])),
    ]  # fmt: skip
    if links:
        arrow = chance.choice(links)
        some += [act("change_link", arrow, confidence=chance.choice(["", "guess", "sure"])), act("unlink", arrow)]
    rare = [act("remove_item", one), act("remove_item", other), act("remove_column", column)]
    return chance.choice(rare if chance.random() < 0.12 else some)


def text() -> str:
    """Give the answers as JSON, one step a line."""
    found = answers()
    lists = {name: ",\n".join(map(_sequence, sequences)) for name, sequences in found.items()}
    return "{\n" + ",\n".join([f'"shipped": {_json(CODEBOOK)}', *(f'"{n}": [\n{one}\n]' for n, one in lists.items())]) + "\n}\n"


def _sequence(one: Plain) -> str:
    steps = ",\n  ".join(map(_json, one["steps"]))
    heading = ", ".join(f"{_json(name)}: {_json(value)}" for name, value in one.items() if name != "steps")
    return f'{{{heading}, "steps": [\n  {steps}]}}'


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False)


if __name__ == "__main__":
    TARGET.write_text(text(), encoding="utf-8")
