"""Write the geometry's answers that both languages' tests check: ``python tools/geometry_answers.py``."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from cbf_widgets.draw import breaks, geometry  # noqa: E402 - found through the line above, also when nothing is installed

TARGET = ROOT / "tests" / "shared" / "spiral_geometry_answers.json"

CASES: dict[str, list[list[Any]]] = {
    "radius": [[0, 3], [1.37, 3], [3, 3], [0.5, 1], [11.9, 12], [-1, 3], [2.2, 2]],
    "angle": [[0], [0.25], [2.125], [12]],
    "point": [[0, 3], [1.37, 3], [3, 3, 8], [0.5, 1, -3.5], [11.9, 12]],
    "width": [[0, 3], [1.5, 3], [3, 3], [7.25, 12]],
    "pitch": [[1], [3], [12]],
    "mark_radius": [[3, 9], [12, 9], [3, 0], [3, 200], [1, 2000]],
    "nearest_place": [
        [400, 60, 3], [610, 420, 3], [400, 400, 3], [95, 310, 3], [367, 310, 3], [-900, 30, 2], [520, 777, 12],
        [401.5, 700.25, 1], [280, 90, 3],
    ],
    "petal": [["help"], ["challenge"], ["possibility"]],
    "bend": [[[0, 0], [10, 0], 0.2], [[400, 425], [310, 120.5], -0.16], [[5, 5], [5, 5], 0.3]],
    "ripple_curve": [[0.2, 1.4, 3, 20], [2.9, 0.35, 3, 16], [1.1, 1.12, 3, 16], [0.5, 11.8, 12, 6.5]],
    "span": [[1.5, 3, 46], [0, 3, 46], [3, 3, 46], [0.99, 1, 46]],
    "stretches": [
        [3, []], [2, [1.0]], [3, [2.2, 0.4]], [3, [1.5, 1.51]], [2, [0.0, 2.0]], [12, [3.25, 7.5, 11.75]],
    ],
    "outline": [[0, 0.1, 3], [1.5, 1.6, 3], [0.9, 1.0, 1]],
    "samples": [[0, 0.05], [1.3, 1.4], [2, 2]],
    "zigzag": [[1, 3], [0, 3], [3, 3], [5.5, 12]],
    "scar": [[1, 3], [0, 2], [11.75, 12]],
    "stitches": [[1, 3], [0, 2], [5.5, 12]],
    "thread": [[1, 1.15, 3], [1.5, 1.5, 3], [0.2, 0.3, 12]],
    "teeth": [[1, 1.1, 3], [0, 0.15, 1], [2, 2.001, 3]],
    "tail": [[1], [3], [12]],
    "shared_stretches": [[[[0.0, 2.0]], [[0.0, 0.5], [1.5, 3.0]]], [[], [[0.0, 1.0]]], [[[0.2, 0.4], [1.0, 1.5]], [[0.0, 1.2]]]],
    "held_stretches": [
        [[]], [[[0.5, True], [1.0, False], [1.5, True]]], [[[0.0, True], [0.7, True], [0.7, True]]], [[[2.5, False]]],
    ],
}  # fmt: skip


def function(name: str) -> Callable[..., Any]:
    """Return the function of this name, wherever it lives."""
    found: Callable[..., Any] = getattr(geometry if hasattr(geometry, name) else breaks, name)
    return found


def answers() -> list[dict[str, Any]]:
    """Return every case with the answer that the Python geometry gives, as plain data."""
    return [
        {"function": name, "arguments": arguments, "answer": function(name)(*arguments)}
        for name, cases in CASES.items()
        for arguments in cases
    ]


def text() -> str:
    """Return the answers as JSON, one case a line."""
    return "[\n" + ",\n".join(json.dumps(case) for case in answers()) + "\n]\n"


if __name__ == "__main__":
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(text(), encoding="utf-8")
