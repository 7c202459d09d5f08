"""A small theory of change and a stand-in for its kernel, behind the explorer on a bare page."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from typing import Any

from cbf_widgets.errors import CbfError
from cbf_widgets.model.theory import TheoryOfChange
from cbf_widgets.model.theory_work import TheoryWork

COLUMNS = (
    {"id": "opportunities", "title": "Opportunities", "stage": "Now", "question": "What strains couples here?"},
    {"id": "practice_changes", "title": "Practice", "stage": "Changes", "question": "What will staff do otherwise?"},
    {"id": "intermediate_outcomes", "title": "Intermediate outcomes", "question": "What will be better first?"},
    {"id": "long_term_outcomes", "title": "Long-term outcomes", "question": "What will be better in the end?"},
)
ITEMS = (
    {"id": "opportunities-1", "column": "opportunities", "text": "Many out of work", "lines": [10, 11], "group": "Money"},
    {"id": "opportunities-2", "column": "opportunities", "text": "Strain goes unseen", "lines": [12]},
    {"id": "practice-1", "column": "practice_changes", "text": "Teams ask gently", "lines": [20]},
    {"id": "practice-2", "column": "practice_changes", "text": "Help comes in steps", "lines": [21, 23]},
    {"id": "intermediate-1", "column": "intermediate_outcomes", "text": "Parents get on better", "lines": [30]},
    {"id": "long-1", "column": "long_term_outcomes", "text": "Calmer children", "lines": [40]},
    {"id": "long-2", "column": "long_term_outcomes", "text": "Steadier homes", "lines": [41]},
)
LINKS = (
    {
        "id": "a1",
        "from_item": "practice-1",
        "to_item": "intermediate-1",
        "assumption": "They feel safe enough to answer",
        "asks": "The teams",
        "strength": "middling",
        "confidence": "guess",
    },
    {
        "id": "a2",
        "from_item": "intermediate-1",
        "to_item": "long-1",
        "assumption": "Children feel the calmer home",
        "evidence": "Seen in visits",
        "strength": "strong",
        "confidence": "sure",
    },
)
THEIRS = (
    {**LINKS[0], "id": "z1", "assumption": "Staff have the time", "confidence": "sure"},
    {
        "id": "z2",
        "from_item": "opportunities-1",
        "to_item": "practice-2",
        "assumption": "Money opens the door",
        "strength": "weak",
    },
    {"id": "z3", "from_item": "long-1", "to_item": "intermediate-1"},
)


def shipped() -> TheoryOfChange:
    """The theory as it is shipped: no arrows."""
    vision = {"text": "Couples who weather hard times", "lines": [1]}
    given = {"authority": "Marsh End", "template": "own", "pages": [1, 60], "columns": COLUMNS, "items": ITEMS}
    return TheoryOfChange.from_dict({"id": "marsh-end", "title": "Marsh End", "vision": vision, **given})


def with_arrows(*links: dict[str, Any]) -> TheoryOfChange:
    """The same with arrows drawn."""
    return TheoryOfChange.from_dict({**shipped().to_dict(), "links": links or LINKS})


CODING = {
    "id": "ours",
    "title": "Ours",
    "themes": [{"id": "couple", "title": "The couple"}, {"id": "money", "title": "Money"}],
    "codes": [
        {"theory": "marsh-end", "item": "practice-1", "theme": "couple", "why": "It asks about them", "by": "the authors"},
        {"theory": "marsh-end", "item": "opportunities-1", "theme": "money", "why": "Work", "by": "the authors"},
        {"theory": "marsh-end", "item": "intermediate-1", "theme": "couple"},
    ],
}
WORDING = [{"id": "w1", "how": "same words", "items": ["marsh-end/long-1", "ford/x"]}]
MEASURES = [{"id": "sdq", "name": "SDQ", "uses": [{"authority": "Marsh End", "lines": [40]}]}]
PROGRAMMES = [{"id": "steps", "name": "Help comes", "what": "A course", "uses": []}]
FORD = {"id": "ford", "title": "Ford", "authority": "Ford", "columns": [{"id": "a", "title": "A"}]}
TEMPLATES = [
    {"id": "four", "title": "Four columns", "columns": list(COLUMNS)},
    {"id": "two", "title": "Two columns", "columns": [{"id": "now", "title": "Now"}, {"id": "then", "title": "Then"}]},
]
NUMBERS = [
    {
        "name": "sure",
        "title": "Sure",
        "value": 0.9,
        "least": 0,
        "most": 1,
        "unit": "of 100",
        "meaning": "What is kept of a push that somebody is sure of.",
    },
    {
        "name": "guess",
        "title": "A guess",
        "value": 0.4,
        "least": 0,
        "most": 1,
        "unit": "of 100",
        "meaning": "What is kept of a push that is a guess.",
    },
    {
        "name": "seed",
        "title": "Seed",
        "value": 7,
        "least": 0,
        "most": 2**53 - 1,
        "step": 1,
        "unit": "a number",
        "meaning": "The same seed gives the same runs.",
    },
]
DOUBTS = [
    {"kind": "no-arrow-in", "says": "One long-term outcome has no arrow in.", "asks": "What would bring it about?", "items": ["long-2"], "links": []},
    {"kind": "guess", "says": "One arrow is a guess.", "asks": "Who could tell you?", "items": [], "links": ["a1"]},
]  # fmt: skip


@dataclass
class OwnKernel:
    """Answers what the front end asks, with the real model where there is one; `asked` keeps the questions."""

    work: TheoryWork = field(default_factory=lambda: TheoryWork(theories=(with_arrows(),)))
    refuses: dict[str, str] = field(default_factory=dict)
    over: TheoryOfChange | None = None
    asked: list[dict[str, Any]] = field(default_factory=list)

    def traits(self, **others: Any) -> dict[str, Any]:
        """What the front end begins with."""
        ship = {"theories": [shipped().to_dict(), FORD], "coding": CODING, "wording": WORDING}
        named = {"measures": MEASURES, "programmes": PROGRAMMES, "templates": TEMPLATES, "numbers": NUMBERS}
        return {
            "work": self.work.to_dict(),
            "history": {"names": ["Began"], "at": 0, "serial": 0},
            "kept": {"serial": 0, "said": "", "problem": ""},
            "found": [],
            "saved": [],
            "shown": "marsh-end",
            "mode": "one",
            "compared": ["marsh-end"],
            "laid_over": [],
            "shipped": {**ship, **named},
            "doubts": DOUBTS,
            "comparison": {},
            **others,
        }

    def __call__(self, heard: dict[str, Any]) -> dict[str, Any]:
        """Hear what the page sends; what the kernel says and sets in turn."""
        if "saved" in heard:
            return self._keep(heard["saved"])
        question = heard["sent"]
        self.asked.append(question)
        if question["ask"] == "seen":
            return {}
        if (said := self.refuses.get(question["ask"])) is not None:
            return {"messages": [{"content": {"answers": question["id"], "ok": False, "said": said}, "files": []}]}
        answer, traits, files = getattr(self, f"_{question['ask']}")(question)
        return {"messages": [{"content": {"ok": True, **answer, "answers": question["id"]}, "files": files}], "traits": traits}

    def _keep(self, saved: dict[str, Any]) -> dict[str, Any]:
        if "work" not in saved:
            return {}
        try:
            self.work = TheoryWork.from_dict(saved["work"])
        except CbfError as error:
            return {"messages": [{"content": {"answers": "", "ok": False, "said": str(error)}, "files": []}]}
        return {"traits": {"kept": {"serial": saved["history"]["serial"], "said": "Kept", "problem": ""}}}

    def _list(self, _: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any], list[Any]]:
        return {"files": [{"name": "theirs.json", "about": "a classmate’s", "problem": False}]}, {}, []

    def _overlay(self, question: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any], list[Any]]:
        whose = question.get("path") or question["name"]
        over = [{**(self.over or with_arrows()).to_dict(), "whose": whose}]
        return {"said": f"Laid over: {whose}."}, {"laid_over": over}, []

    def _table(self, question: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any], list[Any]]:
        words = base64.b64decode(question["content"]).decode().split()
        theory = TheoryOfChange(id="sheet", title=question["title"] or "A sheet").add_column("Now")
        for word in words:
            theory = theory.add_item("now", word)
        return {"theory": theory.to_dict(), "said": f"Read {len(words)} items."}, {}, []

    def _run(self, question: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any], list[Any]]:
        numbers = [{**one, "value": question["numbers"].get(one["name"], one["value"])} for one in NUMBERS]
        value = {one["name"]: one["value"] for one in numbers}
        reached = [{"item": "long-1", "in_100": round(100 * value["guess"]) + 21}]
        costs = [
            {"link": "a1", "less": 40, "low": 33.2, "high": 46.9},
            {"link": "a2", "less": 38.4, "low": 30.1, "high": 45.7, "tied": True},
        ]
        said = {
            "lines": ["No arrow leads to Steadier homes."],
            "column": "long_term_outcomes",
            "runs": 2000,
            "token": f"cbf-{value['seed']}",
        }
        return {**said, "reached": reached, "costs": costs, "numbers": numbers}, {}, []

    def _export(self, question: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any], list[Any]]:
        name = f"marsh-end.{question['format']}"
        content = {"$bytes": base64.b64encode(b"made").decode()}
        return {"name": name, "type": "text/plain", "said": f"Made {name}."}, {}, [content]
