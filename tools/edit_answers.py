"""Write what edits make of a spiral, for both languages' tests: ``python tools/edit_answers.py``.

An action is what the front end's ``reduce`` takes; here it becomes the edit of the Python model with the same meaning.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from cbf_widgets.errors import CbfError  # noqa: E402 - found through the line above, also when nothing is installed
from cbf_widgets.model.spiral import Spiral  # noqa: E402
from cbf_widgets.model.words import summarise  # noqa: E402

TARGET = ROOT / "tests" / "shared" / "spiral_edits.json"
Action = dict[str, Any]

OURS: Action = {"name": "ours", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}, {"id": "talk", "name": "A talk"}]}
OTHER: Action = {"name": "other", "title": "Other", "kinds": [{"id": "walk", "name": "A walk", "nurtures": ["help"]}]}
KEPT: Action = {
    "title": "Kept", "loops": 2,
    "marks": [{"id": "m7", "kind": "tea", "place": 0.5}, {"id": "first", "kind": "talk", "place": 1.25, "holds": True}],
    "ripples": [{"source": "m7", "target": "first"}, {"source": "first", "target": "m7", "note": "Both ways"}],
    "ruptures": [{"id": "r2", "place": 0.75, "repair": "first"}],
    "vocabulary": OURS,
}  # fmt: skip


def act(what: str, /, **fields: Any) -> Action:
    """Give an action as plain data.

    Examples
    --------
    >>> act("loops", loops=2)
    {'type': 'loops', 'loops': 2}
    """
    return {"type": what, **fields}


def place(kind: str, place: float | None = None, **fields: Any) -> Action:
    """Give the action that places a step.

    Examples
    --------
    >>> place("tea", 0.5)
    {'type': 'place', 'kind': 'tea', 'place': 0.5}
    """
    where = {} if place is None else {"place": place}
    return act("place", kind=kind, **where, **({"fields": fields} if fields else {}))


SEQUENCES: dict[str, tuple[Action, list[Action]]] = {
    "steps one after the other, until the line is full and a loop is added": (
        {"loops": 1, "vocabulary": OURS},
        [place("tea"), *[place("talk")] * 6, place("tea", 1.9), place("tea"), place("tea", 3), place("tea")],
    ),
    "the last loop there may be fills up": (
        {"loops": 12, "vocabulary": OURS}, [place("tea", 11.7), *[place("talk")] * 4],
    ),
    "places are kept to a millionth of a loop, halves upward": (
        {"vocabulary": OURS},
        [place("tea", 1 / 3), place("tea", 1 / 128), place("tea", 0.0000005), place("tea", 2.9999996),
         act("move", mark="m1", place=2 / 3), act("rupture", place=0.1234565), act("rupture", place=0.1234575),
         act("changeRupture", rupture="r1", fields={"place": 3 / 128})],
    ),
    "marks at the same place stay in the order in which they came": (
        {"vocabulary": OURS},
        [place("tea", 1, label="a"), place("tea", 0.5, label="b"), place("tea", 1, label="c"), place("tea", 0, label="d"),
         act("move", mark="m2", place=1), act("move", mark="m4", place=1)],
    ),
    "everything that may be said of a mark": (
        {"vocabulary": OURS},
        [place("tea", 0.4, label="First visit", note="Rain\n\tall day", nurtures=["possibility", "help"], when="2026-03-14"),
         act("change", mark="m1", fields={"label": "שלום 👩‍👩‍👧"}), act("change", mark="m1", fields={"note": ""}),
         act("change", mark="m1", fields={"nurtures": ["challenge", "help", "challenge"]}),
         act("change", mark="m1", fields={"nurtures": []}), act("change", mark="m1", fields={"when": "week 3"}),
         act("change", mark="m1", fields={"holds": True}), act("change", mark="m1", fields={"kind": "talk"}),
         act("change", mark="m1", fields={"holds": False, "label": "<script>=1+1</script>"})],
    ),
    "a removed mark takes its ripples along and opens what it repaired": (
        KEPT,
        [place("tea", 1.5), act("ripple", source="m7", target="m8"), act("rupture", place=1), act("repair", rupture="r3", mark="m8"),
         act("remove", mark="first"), act("remove", mark="m8"), place("talk", 0.6), act("remove", mark="m7"), place("tea")],
    ),
    "ripples there and back, noted, drawn again and removed": (
        KEPT,
        [place("tea"), act("ripple", source="first", target="m8", note="It opened a door"),
         act("ripple", source="m7", target="first", note="Trust"), act("ripple", source="m7", target="m8"),
         act("unripple", source="first", target="m7"), act("ripple", source="first", target="m7"),
         act("ripple", source="m7", target="first", note="")],
    ),
    "ruptures are named, moved, repaired, opened again and removed": (
        KEPT,
        [act("rupture", place=1.75, fields={"label": "A missed visit", "when": "May", "cause": "asking-too-much"}),
         act("rupture", place=0.25), act("changeRupture", rupture="r3", fields={"place": 0.1, "note": "Nobody\nwas there"}),
         act("repair", rupture="r3", mark="m7"), act("repair", rupture="r4", mark="first"), act("repair", rupture="r2", mark=""),
         act("changeRupture", rupture="r4", fields={"place": 1.25}), act("removeRupture", rupture="r3"),
         act("changeRupture", rupture="r2", fields={"cause": "", "label": "Later"}), act("rupture", place=2),
         act("repair", rupture="r4", mark="first"), act("move", mark="m7", place=0.75), act("repair", rupture="r2", mark="m7")],
    ),
    "loops come and go, the line drawing together when what is marked no longer fits": (
        KEPT,
        [act("loops", loops=3), place("tea", 2.345678), act("loops", loops=2), act("loops", loops=1), act("rupture", place=1),
         act("loops", loops=12), place("talk", 11.999999), act("loops", loops=7), act("loops", loops=5), act("loops", loops=1)],
    ),
    "a line that is full to its last loop keeps its places when only empty loops go": (
        {"loops": 5, "vocabulary": OURS},
        [place("tea", 0.3), place("talk", 2), act("loops", loops=2), act("loops", loops=3), act("rupture", place=2.5), act("loops", loops=2)],
    ),
    "title, alias and a new beginning": (
        KEPT,
        [act("retitle", title="Spring"), act("retitle", alias="Rosa"), act("retitle", title="", alias=""),
         act("retitle", title="Autumn", alias="Rosa"), act("begin", vocabulary=OTHER), place("walk")],
    ),
}  # fmt: skip


def edited(spiral: Spiral, action: Action) -> Spiral:
    """Apply an action by the edit of the model that means the same.

    Examples
    --------
    >>> edited(Spiral(vocabulary=OURS), act("loops", loops=2)).loops
    2
    """
    given = {name: value for name, value in action.items() if name not in ("type", "fields")}
    methods: dict[str, Callable[..., Spiral]] = {
        "place": spiral.add, "move": spiral.move, "change": spiral.change, "remove": spiral.remove,
        "ripple": spiral.ripple, "unripple": spiral.remove_ripple, "rupture": spiral.rupture,
        "changeRupture": spiral.change_rupture, "repair": spiral.repair, "removeRupture": spiral.remove_rupture,
        "loops": spiral.with_loops, "retitle": spiral.retitle, "begin": Spiral,
    }  # fmt: skip
    return methods[action["type"]](**given, **action.get("fields", {}))


def answers() -> list[dict[str, Any]]:
    """Give every sequence, what each of its actions is, and the spiral after it."""
    found = []
    for name, (begin, actions) in SEQUENCES.items():
        spiral, steps = Spiral.from_dict(begin), []
        for action in actions:
            spiral = edited(spiral, action)
            steps.append({"action": action, **_told(spiral)})
        found.append({"name": name, "begin": begin, "steps": steps})
    return [*found, *(long_day(seed) for seed in range(20))]


def long_day(seed: int) -> dict[str, Any]:
    """Give a long sequence of edits by chance, and only the spiral after the last of them."""
    chance = random.Random(seed)
    begin = {"loops": chance.randint(1, 4), "vocabulary": OURS}
    steps: list[dict[str, Any]] = []
    spiral = Spiral.from_dict(begin)
    while len(steps) < 40:
        action = by_chance(chance, spiral)
        try:
            spiral = edited(spiral, action)
        except CbfError:  # a repair that would come to lie before its rupture: the front end stops there instead
            continue
        steps.append({"action": action})
    steps[-1].update(_told(spiral))
    return {"name": f"a long day, number {seed}", "begin": begin, "steps": steps}


def _told(spiral: Spiral) -> dict[str, Any]:
    return {"after": spiral.to_dict(), "summary": summarise(spiral)}


def by_chance(chance: random.Random, spiral: Spiral) -> Action:
    """Give an action that suits the spiral, in most cases."""
    where = chance.choice([chance.random(), chance.randint(0, 128) / 128]) * spiral.loops
    if len(spiral.marks) < 2 or chance.random() < 0.2:
        return place(chance.choice(["tea", "talk"]), chance.choice([None, where]))
    if not spiral.ruptures or chance.random() < 0.1:
        return act("rupture", place=where)
    one, other = (mark.id for mark in chance.sample(spiral.marks, 2))
    broken = chance.choice(spiral.ruptures).id
    return chance.choice([
        act("move", mark=one, place=where), act("move", mark=one, place=where), act("loops", loops=chance.randint(1, 12)),
        act("change", mark=one, fields={"label": f"Label {chance.random():.3f}"}), act("ripple", source=one, target=other),
        act("changeRupture", rupture=broken, fields={"place": where}), act("repair", rupture=broken, mark=one),
        act("remove", mark=one), act("removeRupture", rupture=broken),
    ])  # fmt: skip


def text() -> str:
    """Give the sequences as JSON, one step a line."""
    return "[\n" + ",\n".join(map(_sequence, answers())) + "\n]\n"


def _sequence(one: dict[str, Any]) -> str:
    steps = ",\n  ".join(json.dumps(step, ensure_ascii=False) for step in one["steps"])
    return f'{{"name": {json.dumps(one["name"])}, "begin": {json.dumps(one["begin"])}, "steps": [\n  {steps}]}}'


if __name__ == "__main__":
    TARGET.write_text(text(), encoding="utf-8")
