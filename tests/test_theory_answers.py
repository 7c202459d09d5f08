"""What edits make of a theory and of the work, as both languages have it."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from cbf_widgets.model.coding import Coding
from cbf_widgets.model.theory import TheoryOfChange
from cbf_widgets.model.theory_edit import TheoryEdits
from cbf_widgets.model.theory_work import TheoryWork

ROOT = Path(__file__).parents[1]
ANSWERS = json.loads((ROOT / "tests" / "shared" / "theory_answers.json").read_text(encoding="utf-8"))


def called(sequence: dict[str, Any]) -> str:
    return str(sequence["name"])


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("theory_answers", ROOT / "tools" / "theory_answers.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_shared_answers_are_those_the_tool_writes(tool: ModuleType) -> None:
    assert tool.text() == tool.TARGET.read_text(encoding="utf-8")


@pytest.mark.parametrize("sequence", ANSWERS["theories"], ids=called)
def test_every_edit_gives_the_theory_that_the_file_tells(sequence: dict[str, Any], tool: ModuleType) -> None:
    theory = TheoryOfChange.from_dict(sequence["begin"])
    for step in sequence["steps"]:
        after = tool.edited(theory, step["action"])
        if "after" in step:
            assert (after.to_dict() if after else None) == step["after"]
        theory = after or theory
    for item, (above, below) in sequence.get("reached", {}).items():
        assert theory.upstream(item) == set(above)
        assert theory.downstream(item) == set(below)


@pytest.mark.parametrize("sequence", ANSWERS["works"], ids=called)
def test_every_edit_gives_the_work_and_the_coding_that_the_file_tells(sequence: dict[str, Any], tool: ModuleType) -> None:
    work = TheoryWork.from_dict(sequence["begin"])
    for step in sequence["steps"]:
        after = tool.worked(work, step["action"])
        assert (after.to_dict() if after else None) == step["after"]
        work = after or work
        assert work.coding(Coding.from_dict(ANSWERS["shipped"])).to_dict() == step["coding"]
        assert [theory.title for theory in work.all([TheoryOfChange.from_dict(tool.LUTON)])] == step["all"]


@pytest.mark.parametrize("sequence", ANSWERS["codings"], ids=called)
def test_every_edit_gives_the_coding_that_the_file_tells(sequence: dict[str, Any], tool: ModuleType) -> None:
    coding = Coding.from_dict(sequence["begin"])
    for step in sequence["steps"]:
        after = tool.coded(coding, step["action"])
        assert (after.to_dict() if after else None) == step["after"]
        coding = after or coding


def test_every_edit_of_a_theory_is_among_the_shared_answers_done_and_refused() -> None:
    edits = {name for name in vars(TheoryEdits) if not name.startswith("_") and callable(getattr(TheoryEdits, name))} - {
        "replace"
    }
    steps = [step for sequence in ANSWERS["theories"] for step in sequence["steps"] if "after" in step]
    assert {step["action"]["type"] for step in steps if step["after"]} == edits
    assert {step["action"]["type"] for step in steps if not step["after"]} == edits
