"""Colours, shapes and patterns can be told apart by everybody."""

from __future__ import annotations

import json
import re
from itertools import combinations

import pytest

from cbf_widgets.draw import palette
from cbf_widgets.draw.palette import CORNERS, SHAPES, THEMES, contrast

KINDS = [f"kind-{i}" for i in range(1, 9)]
STAGES = [f"stage-{i}" for i in range(1, 7)]
TEXT = ["ink", "quiet", "help", "challenge", "possibility", "rupture", "chosen", "own", *STAGES]
SIGNS = ["line", "tooth", "edge", "chosen", "rupture", "mend", "ripple", "help", "challenge", "possibility", *KINDS]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("paper", ["paper", "panel", "chosen-paper", "own-paper"])
def test_text_can_be_read_on_every_paper(theme, paper):
    colours = THEMES[theme]
    assert {role: contrast(colours[role], colours[paper]) for role in TEXT if contrast(colours[role], colours[paper]) < 4.5} == {}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("paper", ["paper", "panel", "chosen-paper", "own-paper"])
def test_signs_can_be_seen_on_every_paper(theme, paper):
    colours = THEMES[theme]
    assert {role: contrast(colours[role], colours[paper]) for role in SIGNS if contrast(colours[role], colours[paper]) < 3} == {}


@pytest.mark.parametrize("theme", THEMES)
def test_numbers_can_be_read_on_every_kind(theme):
    colours = THEMES[theme]
    low = {kind: contrast(colours["on-kind"], colours[kind]) for kind in [*KINDS, *STAGES, "own"]}
    assert {kind: ratio for kind, ratio in low.items() if ratio < 4.5} == {}


def test_every_theme_has_the_same_colours_as_six_digits():
    assert all(colours.keys() == THEMES["light"].keys() for colours in THEMES.values())
    assert all(re.fullmatch("#[0-9a-f]{6}", colour) for colours in THEMES.values() for colour in colours.values())


def test_kinds_differ_in_shape_and_colour_together_for_a_long_time():
    signs = [(palette.kind_shape(i), palette.kind_colour(i)) for i in range(64)]
    assert len(set(signs)) == 64


def test_the_first_kinds_differ_in_shape_alone():
    assert len({palette.kind_shape(i) for i in range(len(SHAPES))}) == len(SHAPES)


def test_aspects_differ_in_pattern_alone():
    assert len(set(palette.ASPECT_PATTERNS.values())) == len(palette.ASPECT_PATTERNS) == len(set(palette.ASPECT_LETTERS.values()))


def area(corners):
    return abs(sum(a * d - b * c for (a, b), (c, d) in zip(corners, [*corners[1:], corners[0]], strict=True))) / 2


def test_all_shapes_look_about_as_large():
    areas = [area(corners) for corners in CORNERS.values()]
    assert 0.7 * 3.1416 < min(areas) <= max(areas) < 1.2 * 3.1416
    assert max(abs(x) for corners in CORNERS.values() for x, _ in corners) < 1.35


def test_no_two_shapes_have_the_same_corners():
    assert set(CORNERS) == set(SHAPES) - {"circle"}
    assert all(one != other for one, other in combinations(CORNERS.values(), 2))


@pytest.mark.parametrize("shape", CORNERS)
def test_a_two_digit_number_fits_in_every_shape(shape):
    """The number's box, a little less high than its letters, lies inside the outline."""
    from matplotlib.path import Path

    down = palette.NUMBER_DOWN.get(shape, 0.0)
    outline = Path([*CORNERS[shape], CORNERS[shape][0]])
    box = [(x, y + down) for x in (-0.58, 0.58) for y in (-0.26, 0.26)]
    assert outline.contains_points(box).all()


def test_the_contrast_of_black_and_white_is_21():
    assert contrast("#000000", "#ffffff") == contrast("#ffffff", "#000000") == pytest.approx(21)


def test_stages_differ_in_shape_and_colour_also_for_columns_of_ones_own():
    shown = [(palette.stage_shape(i), palette.stage_colour(i)) for i in range(6)]
    assert len(set(shown)) == len({colour for _, colour in shown}) == 6
    assert len({palette.stage_shape(i) for i in range(1, 9)}) == 8
    assert palette.stage_colour(palette.HOLLOW_STAGE) not in {palette.stage_colour(i) for i in range(1, 40)}
    assert all(palette.stage_colour(i) in THEMES["light"] for i in range(60))


def test_what_is_not_sure_is_not_drawn_solid():
    assert len(set(palette.CONFIDENCE_DASHES.values()) - {()}) == 2
    assert palette.CONFIDENCE_WIDTHS["sure"] > max(palette.CONFIDENCE_WIDTHS[one] for one in ("", "fairly-sure", "guess"))


def test_the_tokens_give_the_front_end_every_stage_with_its_columns():
    tokens = json.loads(palette.tokens_json())
    stages = tokens["stages"]
    assert tokens["stageShapes"] == [palette.stage_shape(i) for i in range(9)]
    assert [stage["colour"] for stage in stages] == STAGES
    assert [stage["hollow"] for stage in stages] == [True] + [False] * 5
    assert {column for stage in stages for column in stage["columns"]} >= {
        "focus_areas",
        "measuring_impact",
        "existing_strategies",
    }


def test_the_tokens_hold_every_colour_of_every_theme():
    css = palette.tokens_css()
    assert all(f"--cbf-{role}: {colour};" in css for colours in THEMES.values() for role, colour in colours.items())


def test_the_tokens_give_the_front_end_the_same_corners():
    tokens = json.loads(palette.tokens_json())
    assert tokens["shapes"] == list(SHAPES)
    assert {shape: len(corners) for shape, corners in tokens["corners"].items()} == {s: len(c) for s, c in CORNERS.items()}
