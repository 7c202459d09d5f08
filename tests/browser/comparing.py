"""The comparison's kernel behind a bare page, plain and slow: theories of our own making, counted again after every commit."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterable, Sequence
from typing import Any

from cbf_widgets.errors import CbfError
from cbf_widgets.files import parse_document
from cbf_widgets.model.coding import FORMAT, VERSION, Coding, SharedWording
from cbf_widgets.model.theory import TheoryOfChange
from cbf_widgets.model.theory_work import TheoryWork

LANES = ["Now", "Changes", "Intermediate outcomes", "Indicators and measures", "Long-term outcomes", "Existing strategies"]
COLUMNS = {
    "opportunities": ("Opportunities", "Now", 0),
    "focus_areas": ("Focus areas", "Now", 0),
    "system_changes": ("Changes to the system", "Changes", 1),
    "practice_changes": ("Changes to practice", "Changes", 1),
    "intermediate_outcomes": ("Intermediate outcomes", "", 2),
    "indicators": ("Indicators", "", 3),
    "measures": ("Measures", "", 3),
    "measuring_impact": ("Measuring impact", "", 3),
    "long_term_outcomes": ("Long-term outcomes", "", 4),
    "existing_strategies": ("Existing strategies", "", 5),
}
THEMES = [
    {"id": "staff", "title": "Workforce confidence", "about": "Whether staff feel able to ask and help"},
    {"id": "conflict", "title": "Conflict and abuse", "about": "Quarrels that harm, and violence"},
    {"id": "fathers", "title": "Fathers", "about": "Fathers as such"},
    {"id": "money", "title": "Money and housing", "about": "Debt, work, homes"},
]
TEXTS = {
    "ashby": [
        ("opportunities", "Many couples argue about money", "conflict money"),
        ("opportunities", "A team that knows the families", "staff"),
        ("practice_changes", "Midwives ask how the couple is doing", "staff"),
        ("intermediate_outcomes", "Parents settle quarrels sooner", "conflict"),
        ("indicators", "Couples seen, counted", ""),
        ("measures", "The Two Chairs Scale, before and after", "conflict"),
        ("long_term_outcomes", "Fewer children grow up with violence", "conflict"),
    ],
    "brindle": [
        ("focus_areas", "Fathers are seldom invited", "fathers"),
        ("system_changes", "One list of who can help", ""),
        ("practice_changes", "Staff learn to begin the talk", "staff"),
        ("measuring_impact", "Staff say how sure they feel", "staff"),
        ("long_term_outcomes", "Fewer children grow up with violence", "conflict"),
        ("existing_strategies", "The plan for early help", ""),
    ],
    "corfe": [
        ("opportunities", "Rents rise faster than wages", "money"),
        ("practice_changes", "Advisers ask about the couple too", "staff money"),
        ("intermediate_outcomes", "Fathers come of their own accord", "fathers"),
        ("long_term_outcomes", "Homes are calmer", ""),
    ],
}


def theory(name: str, items: Sequence[tuple[str, str]]) -> TheoryOfChange:
    """A theory with the columns that its items need."""
    used = dict.fromkeys(column for column, _ in items)
    columns = [{"id": one, "title": COLUMNS[one][0], "stage": COLUMNS[one][1]} for one in COLUMNS if one in used]
    made = [
        {"id": f"{column.replace('_', '-')}-{i}", "column": column, "text": text, "lines": [100 + i, 101 + i]}
        for i, (column, text) in enumerate(items, 1)
    ]
    return TheoryOfChange.from_dict({"id": name, "title": name.title(), "columns": columns, "items": made})


def sample() -> tuple[list[TheoryOfChange], Coding]:
    """Three small theories, with a coding of them."""
    theories = [theory(name, [(column, text) for column, text, _ in rows]) for name, rows in TEXTS.items()]
    codes = [
        {"theory": one.id, "item": item.id, "theme": theme, "why": f"It speaks of {theme}", "by": "ours"}
        for one in theories
        for item, (_, _, themes) in zip(one.items, TEXTS[one.id], strict=True)
        for theme in themes.split()
    ]
    return theories, Coding.from_dict({"id": "sample", "title": "A sample", "themes": THEMES, "codes": codes})


def many(count: int = 12, size: int = 42) -> tuple[list[TheoryOfChange], Coding]:
    """Theories as many and as large as the guide's, item by item out of the same few texts."""
    columns = [name for name in COLUMNS if name != "measuring_impact"]
    rows = [[(columns[(i * 7 + t) % len(columns)], f"Item {i} of {t}") for i in range(size)] for t in range(count)]
    theories = [theory(f"place-{t + 1}", row) for t, row in enumerate(rows)]
    codes = [
        {"theory": one.id, "item": item.id, "theme": THEMES[(i * 3 + t) % 5]["id"]}
        for t, one in enumerate(theories)
        for i, item in enumerate(one.items)
        if (i * 3 + t) % 5 < 4
    ]
    return theories, Coding.from_dict({"id": "many", "title": "Many", "themes": THEMES, "codes": codes})


def compared(
    theories: Iterable[TheoryOfChange], coding: Coding, wording: Iterable[SharedWording] = (), uses: Iterable[dict[str, Any]] = ()
) -> dict[str, Any]:
    """What the kernel says of theories, counted item by item."""
    theories, shared = list(theories), {item: one.id for one in wording for item in one.items}
    themes = [{"id": one.id, "title": one.title, "about": one.about} for one in coding.themes] + [{"id": "", "title": "No theme"}]
    cells, carried = [], {(one.id, item.id): coding.themes_of(one.id, item.id) or ("",) for one in theories for item in one.items}
    for one in theories:
        for theme in themes:
            marks = [
                {"item": item.id, "lane": COLUMNS[item.column][2], "shared": shared.get(f"{one.id}/{item.id}", "")}
                for item in one.items
                if theme["id"] in carried[one.id, item.id]
            ]
            cells.append({"theory": one.id, "theme": theme["id"], "marks": marks})
    known = {one.id for one in theories}
    named = [use for use in uses if use["theory"] in known]
    measured = [
        {
            "theme": theme["id"],
            "uses": [
                {**use, "items": kept}
                for use in named
                if (kept := [key for key in use["items"] if theme["id"] in carried[tuple(key.split("/"))]])
            ],
        }
        for theme in themes
    ]
    names = list(dict.fromkeys(use["measure"] for use in named))
    return {
        "theories": [{"id": one.id, "title": one.title, "items": len(one.items)} for one in theories],
        "lanes": LANES,
        "themes": themes,
        "cells": cells,
        "statements": statements(theories, themes, cells, measured),
        "measured": measured,
        "measures": [{"measure": name, "theories": [use["theory"] for use in named if use["measure"] == name]} for name in names],
    }


def statements(
    theories: list[TheoryOfChange], themes: list[dict[str, Any]], cells: list[dict[str, Any]], measured: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Sentences as the kernel has them: what all have, what only one has, what nobody measures."""
    found = []
    for theme, with_measures in zip(themes[:-1], measured, strict=False):
        have = {cell["theory"]: cell["marks"] for cell in cells if cell["theme"] == theme["id"] and cell["marks"]}
        keys = [f"{one}/{mark['item']}" for one, marks in have.items() for mark in marks]
        about = {"theme": theme["id"], "theories": list(have), "items": keys}
        if len(have) == len(theories):
            found.append({"kind": "all", "says": f"All speak of {theme['title'].lower()}.", "asks": "", **about})
        if len(have) == 1:
            found.append(
                {"kind": "only", "says": f"Only one speaks of {theme['title'].lower()}.", "asks": "Why only there?", **about}
            )
        if not with_measures["uses"]:
            asks = "What would tell?"
            found.append({"kind": "unmeasured", "says": f"No one measures {theme['title'].lower()}.", "asks": asks, **about})
    return found


class CompareKernel:
    """The explorer's Python side, as far as comparing goes; `asked` keeps the questions."""

    def __init__(
        self,
        theories: list[TheoryOfChange] | None = None,
        coding: Coding | None = None,
        wording: Iterable[SharedWording] = (),
        uses: Iterable[dict[str, Any]] = (),
        **others: Any,
    ) -> None:
        if theories is None or coding is None:
            theories, coding = sample()
        self.theories, self.coding, self.wording, self.uses = theories, coding, list(wording), list(uses)
        self.asked: list[dict[str, Any]] = []
        self.silent = False
        self.now: dict[str, Any] = {
            "work": {},
            "history": {"names": ["Begun"], "at": 0, "serial": 0},
            "kept": {"serial": 0, "said": "", "problem": ""},
            "found": [],
            "saved": [],
            "shown": theories[0].id,
            "mode": "compare",
            "compared": [],
            "laid_over": [],
            "doubts": [],
            "shipped": {
                "theories": [one.to_dict() for one in theories],
                "coding": coding.to_dict(),
                "wording": [one.to_dict() for one in self.wording],
                "measures": [{"id": use["measure"], "name": use["measure"]} for use in self.uses],
                "programmes": [],
                "templates": [],
                "numbers": [],
            },
            **others,
        }

    @property
    def comparison(self) -> dict[str, Any]:
        """What holds for the work as it is now."""
        work = TheoryWork.from_dict(self.now["work"])
        ids = self.now["compared"]
        theories = [one for one in work.all(self.theories) if not ids or one.id in ids]
        return compared(theories, work.coding(self.coding), self.wording, self.uses)

    def traits(self) -> dict[str, Any]:
        """What the front end holds."""
        return {**self.now, "comparison": self.comparison}

    def __call__(self, heard: dict[str, Any]) -> dict[str, Any]:
        """Hear what the page sends; what the kernel says in turn."""
        if "saved" in heard:
            self.now |= heard["saved"]
            self.now["kept"] = {"serial": self.now["history"]["serial"], "said": "Kept", "problem": ""}
            return {} if self.silent else {"traits": {"kept": self.now["kept"], "comparison": self.comparison}}
        asked = heard["sent"]
        self.asked.append(asked)
        if asked["ask"] != "codebook":
            return {}
        try:
            book = parse_document(b64decode(asked["base64"]), FORMAT, VERSION, Coding.from_dict, file=asked["name"])
        except CbfError as problem:
            return {"messages": [{"content": {"answers": asked["id"], "ok": False, "said": str(problem)}}]}
        self.now["work"] = {**self.now["work"], "codebook": [book.to_dict()]}
        history = self.now["history"]
        self.now["history"] = {"names": [*history["names"], "Codebook"], "at": history["at"] + 1, "serial": history["serial"] + 1}
        said = {"answers": asked["id"], "ok": True, "said": f"Read {book.title}"}
        return {
            "traits": {"work": self.now["work"], "history": self.now["history"], "comparison": self.comparison},
            "messages": [{"content": said}],
        }
