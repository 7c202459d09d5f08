"""Spirals to draw, print and export."""

from __future__ import annotations

from typing import Any

from cbf_widgets.model.spiral import Spiral

KINDS = ("Earning acceptance", "Valuing themselves", "Subtle intervention", "Obvious intervention", "Repair after rupture")
OWN = {"name": "own", "title": "Ours", "kinds": [{"id": f"k{i}", "name": name} for i, name in enumerate(KINDS)]}
STRANGE = (
    "<script>alert(1)</script>",
    "=1+1",
    "$\\frac{1}{$ & \"'",
    "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627",
    "\U0001f642 \u65e5\u672c",
)

STEPS: list[tuple[int, float, str, list[str], bool]] = [
    (0, 0.13, "Listening to the whole story", ["help"], True),
    (0, 0.45, "A quick win with a form", ["help", "possibility"], True),
    (1, 0.75, "Saying what went well, precisely", ["possibility"], True),
    (2, 1.35, "A question that makes one think", ["challenge"], False),
    (3, 1.52, "A plan for bedtime, made together", ["help", "challenge"], False),
    (4, 1.86, "Putting a missed visit right", ["help"], True),
    (1, 2.2, "Her idea, her words", [], True),
    (2, 2.48, "Watching tummy time together", ["challenge", "possibility"], False),
    (3, 2.88, "", ["help", "challenge", "possibility"], False),
]


def empty(loops: int = 3) -> Spiral:
    return Spiral(vocabulary=OWN, loops=loops)


def nine() -> Spiral:
    spiral = Spiral(vocabulary=OWN, title="A family we know", alias="The Larches")
    for kind, place, label, nurtures, holds in STEPS:
        spiral = spiral.add(f"k{kind}", place, label=label, nurtures=nurtures, holds=holds)
    spiral = spiral.ripple("m1", "m4").ripple("m3", "m7").ripple("m6", "m9")
    spiral = spiral.change("m4", note="She wondered what would happen.\n\nThen we tried it.", when="2026-03-14")
    return spiral.rupture(1.7, label="A missed visit", repair="m6").rupture(2.7, label="A sharp word")


def many(count: int, loops: int = 3, *, label: str = "Step {}", note: str = "") -> Spiral:
    marks: list[dict[str, Any]] = [
        {
            "id": f"m{i + 1}",
            "kind": f"k{i % len(KINDS)}",
            "place": loops * (i + 1) / (count + 1),
            "label": label.replace("{}", f"{i + 1:03}"),
            "note": note,
            "nurtures": (["help"], ["challenge", "possibility"], [])[i % 3],
            "holds": i % 4 == 0,
        }
        for i in range(count)
    ]
    return Spiral.from_dict({"vocabulary": OWN, "title": "Many", "loops": loops, "marks": marks})


def strange() -> Spiral:
    spiral = Spiral(vocabulary=OWN, title=STRANGE[0], alias=STRANGE[3])
    for i, text in enumerate(STRANGE):
        spiral = spiral.add("k0", 0.3 + 0.4 * i, label=text, note=text, when=text)
    return spiral.rupture(0.5, label=STRANGE[0])
