"""What edits make of a spiral, as both languages have it."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from cbf_widgets.model.spiral import Spiral
from cbf_widgets.model.words import summarise

ROOT = Path(__file__).parents[1]
SEQUENCES = json.loads((ROOT / "tests" / "shared" / "spiral_edits.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("edit_answers", ROOT / "tools" / "edit_answers.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_shared_edits_are_those_the_tool_writes(tool: ModuleType) -> None:
    assert tool.text() == tool.TARGET.read_text(encoding="utf-8")


@pytest.mark.parametrize("sequence", SEQUENCES, ids=lambda sequence: sequence["name"])
def test_every_step_leaves_the_spiral_that_the_file_tells(sequence: dict[str, Any], tool: ModuleType) -> None:
    spiral = Spiral.from_dict(sequence["begin"])
    for step in sequence["steps"]:
        spiral = tool.edited(spiral, step["action"])
        if "after" in step:
            assert spiral == Spiral.from_dict(step["after"])
            assert summarise(spiral) == step["summary"]


def test_every_action_of_the_front_end_is_among_the_shared_edits() -> None:
    source = (ROOT / "cbf_widgets" / "widgets" / "spiral" / "state.ts").read_text(encoding="utf-8")
    actions = set(re.findall(r'\| \{ type: "(\w+)"', source))
    assert actions == {step["action"]["type"] for sequence in SEQUENCES for step in sequence["steps"]}
