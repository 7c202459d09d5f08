"""An explorer's front end's part: to ask; and arrows to begin with."""

from __future__ import annotations

from pathlib import Path

from cbf_widgets import TheoryExplorer, TheoryOfChange, TheoryWork

FIRST, LAST = "practice-changes-1", "long-term-outcomes-2"


def ask(explorer: TheoryExplorer, **question):
    """What the kernel answers, and the files that come with it."""
    sent = []
    explorer.send = lambda content, buffers=None: sent.append((content, buffers or []))
    explorer._asked(explorer, {"id": "1", **question}, [])
    return next((content, files) for content, files in sent if content["answers"] == "1")


def linked(explorer: TheoryExplorer) -> TheoryOfChange:
    theory = explorer.theory.link("focus-areas-1", FIRST, assumption="Teams have time", confidence="sure", strength="strong")
    return theory.link(FIRST, LAST, assumption="Home gets calmer", confidence="guess")


def work_file(folder: Path, theory: TheoryOfChange) -> Path:
    return TheoryWork(theories=(theory,)).save(folder / "theirs.json")


def cell(explorer, theory: str, theme: str) -> list[str]:
    return [
        mark["item"]
        for one in explorer.comparison["cells"]
        if (one["theory"], one["theme"]) == (theory, theme)
        for mark in one["marks"]
    ]
