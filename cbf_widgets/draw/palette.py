"""Every colour, shape and its meaning, once; the front end's tokens are made from this file."""

from __future__ import annotations

import json
from math import cos, pi, sin

THEMES: dict[str, dict[str, str]] = {
    "light": {
        "paper": "#fffdf8",
        "panel": "#f6f2e9",
        "ink": "#242933",
        "quiet": "#625b50",
        "rule": "#d9d2c4",
        "band": "#e9ebec",
        "band-half": "#cdd4da",
        "edge": "#7d766a",
        "line": "#3b4658",
        "tooth": "#6b7280",
        "chosen": "#0b6e87",
        "chosen-paper": "#e2eff0",
        "rupture": "#b23a22",
        "mend": "#4c6b10",
        "ripple": "#a35400",
        "help": "#ad4029",
        "challenge": "#34548f",
        "possibility": "#1c7450",
        "kind-1": "#b35a00",
        "kind-2": "#7a4db0",
        "kind-3": "#1b7891",
        "kind-4": "#b3336c",
        "kind-5": "#5b7a12",
        "kind-6": "#3f62b5",
        "kind-7": "#8a5a3c",
        "kind-8": "#5e6572",
        "stage-1": "#625b50",
        "stage-2": "#34548f",
        "stage-3": "#7a4db0",
        "stage-4": "#17708a",
        "stage-5": "#1c7450",
        "stage-6": "#9c3f6b",
        "own": "#a04e06",
        "own-paper": "#fbf1e1",
        "on-kind": "#ffffff",
    },
    "dark": {
        "paper": "#171920",
        "panel": "#20232c",
        "ink": "#ece8df",
        "quiet": "#a9a59c",
        "rule": "#383c48",
        "band": "#242a34",
        "band-half": "#34404d",
        "edge": "#868b98",
        "line": "#aab6c8",
        "tooth": "#8d95a5",
        "chosen": "#62c4dc",
        "chosen-paper": "#1d3239",
        "rupture": "#ff8a70",
        "mend": "#a9c95a",
        "ripple": "#f0a04b",
        "help": "#ec8d74",
        "challenge": "#93a9ee",
        "possibility": "#5fcba3",
        "kind-1": "#e8964a",
        "kind-2": "#b795e6",
        "kind-3": "#5bb8d1",
        "kind-4": "#ec86b0",
        "kind-5": "#a3c455",
        "kind-6": "#8fadf0",
        "kind-7": "#d0a585",
        "kind-8": "#aab2c0",
        "stage-1": "#b4afa5",
        "stage-2": "#93a9ee",
        "stage-3": "#c49bea",
        "stage-4": "#5bb8d1",
        "stage-5": "#5fcba3",
        "stage-6": "#ec86b0",
        "own": "#f0a04b",
        "own-paper": "#33291c",
        "on-kind": "#171920",
    },
}
THEMES["print"] = {
    **THEMES["light"], "paper": "#ffffff", "panel": "#ffffff", "chosen-paper": "#ffffff", "own-paper": "#ffffff",
}  # fmt: skip

SHAPES = ("circle", "diamond", "square", "triangle", "hexagon", "pentagon", "cross", "star")
ASPECT_LETTERS = {"help": "H", "challenge": "C", "possibility": "P"}
ASPECT_PATTERNS = {"help": "solid", "challenge": "dashed", "possibility": "dotted"}

# The stages of a theory of change: name, shape, and the columns that stand in each; colour `stage-1` and on.
# The first is hollow. An arrow that a person drew is `own`: dashes by how sure they are, width by how strong it is thought to be.
STAGES = (
    ("Now", "square", ("opportunities", "focus_areas")),
    ("Changes", "square", ("system_changes", "practice_changes")),
    ("Intermediate outcomes", "circle", ("intermediate_outcomes",)),
    ("Indicators and measures", "diamond", ("indicators", "measures", "measuring_impact")),
    ("Long-term outcomes", "triangle", ("long_term_outcomes",)),
    ("Existing strategies", "cross", ("existing_strategies",)),
)
HOLLOW_STAGE = 0
_STAGE_SHAPES = (*(shape for _, shape, _ in STAGES), "hexagon", "pentagon", "star")  # the last for columns of one's own
CONFIDENCE_DASHES: dict[str, tuple[float, ...]] = {"": (), "sure": (), "fairly-sure": (7.0, 4.0), "guess": (0.5, 4.0)}
CONFIDENCE_WIDTHS = {"": 1.2, "sure": 2.6, "fairly-sure": 1.8, "guess": 1.8}
STRENGTH_WIDTHS = {"": 1.0, "weak": 0.75, "middling": 1.0, "strong": 1.5}  # times the width by confidence


def _ring(count: int, size: float, inner: float = 1.0, down: float = 0.0) -> list[tuple[float, float]]:
    sizes = [size * (inner if i % 2 else 1.0) for i in range(count)]
    return [(r * sin(2 * pi * i / count), down - r * cos(2 * pi * i / count)) for i, r in enumerate(sizes)]


_ARM, _SIDE = 1.06, 0.53
CORNERS = {  # around the middle, for a radius of 1; sized so that all look as large as the circle and hold a number
    "diamond": _ring(4, 1.24),
    "square": [(0.9, 0.9), (-0.9, 0.9), (-0.9, -0.9), (0.9, -0.9)],
    "triangle": _ring(3, 1.36, down=0.2),
    "hexagon": _ring(6, 1.1),
    "pentagon": _ring(5, 1.15, down=0.06),
    "cross": [
        (x * a, y * b)
        for x, y, tips in ((1, -1, 0), (1, 1, 1), (-1, 1, 0), (-1, -1, 1))
        for a, b in ((_SIDE, _ARM), (_SIDE, _SIDE), (_ARM, _SIDE))[:: -1 if tips else 1]
    ],
    "star": _ring(12, 1.3, inner=0.72),
}  # fmt: skip
NUMBER_DOWN = {"triangle": 0.14}  # how far a number sinks to sit in the optical middle, for a radius of 1


def kind_shape(index: int) -> str:
    """Return the shape of the kind at this place in its vocabulary.

    Examples
    --------
    >>> kind_shape(0), kind_shape(9)
    ('circle', 'diamond')
    """
    return SHAPES[index % len(SHAPES)]


def kind_colour(index: int) -> str:
    """Return the name of the colour of the kind at this place; colours and shapes repeat out of step.

    Examples
    --------
    >>> kind_colour(0), kind_colour(8)
    ('kind-1', 'kind-2')
    """
    rounds, place = divmod(index, len(SHAPES))
    return f"kind-{(place + rounds) % len(SHAPES) + 1}"


def stage_colour(index: int) -> str:
    """Return the name of the colour of the stage at this place; beyond the last they begin again after the hollow one.

    Examples
    --------
    >>> stage_colour(0), stage_colour(6)
    ('stage-1', 'stage-2')
    """
    return f"stage-{_again(index, len(STAGES)) + 1}"


def stage_shape(index: int) -> str:
    """Return the shape of the stage at this place; beyond the last they begin again after the hollow one.

    Examples
    --------
    >>> stage_shape(2), stage_shape(6), stage_shape(9)
    ('circle', 'hexagon', 'square')
    """
    return _STAGE_SHAPES[_again(index, len(_STAGE_SHAPES))]


def _again(index: int, count: int) -> int:
    return index if index < count else 1 + (index - 1) % (count - 1)


def contrast(one: str, other: str) -> float:
    """Return the WCAG contrast ratio of two colours, 1 to 21.

    Examples
    --------
    >>> round(contrast("#000000", "#ffffff"))
    21
    """
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def tokens_css() -> str:
    """Return the colours as custom properties: light, JupyterLab's dark themes, print.

    Examples
    --------
    >>> "--cbf-paper: #fffdf8;" in tokens_css()
    True
    """

    def rules(theme: str) -> str:
        return " ".join(f"--cbf-{name}: {colour};" for name, colour in THEMES[theme].items())

    dark = "[data-jp-theme-light='false'] .cbf, .cbf[data-theme='dark']"
    return (
        f".cbf {{ color-scheme: light; {rules('light')} }}\n"
        f"{dark} {{ color-scheme: dark; {rules('dark')} }}\n"
        f"@media print {{ .cbf.cbf {{ color-scheme: light; {rules('print')} }} }}\n"
    )


def tokens_json() -> str:
    """Return shapes, their corners, and patterns for the front end, as JSON.

    Examples
    --------
    >>> json.loads(tokens_json())["shapes"][0]
    'circle'
    """
    corners = {shape: [[round(x, 4), round(y, 4)] for x, y in around] for shape, around in CORNERS.items()}
    tokens = {
        "shapes": SHAPES,
        "corners": corners,
        "numberDown": NUMBER_DOWN,
        "aspectPatterns": ASPECT_PATTERNS,
        "stages": [
            {"title": title, "colour": stage_colour(i), "shape": shape, "hollow": i == HOLLOW_STAGE, "columns": columns}
            for i, (title, shape, columns) in enumerate(STAGES)
        ],
        "stageShapes": _STAGE_SHAPES,
        "confidenceDashes": CONFIDENCE_DASHES,
        "confidenceWidths": CONFIDENCE_WIDTHS,
        "strengthWidths": STRENGTH_WIDTHS,
    }
    return json.dumps(tokens) + "\n"
