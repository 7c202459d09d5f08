"""The sign of a step: solid is secured, hatched can slip, dashed isn't reached."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cbf_widgets import Spiral, StepNetwork
from cbf_widgets.draw.palette import kind_colour, kind_shape
from cbf_widgets.draw.scene import Disc, Trace
from cbf_widgets.draw.step_sign import around, hatching, outline_radius, outlined_levels, signs, step_sign
from cbf_widgets.simulation.parts import Step
from tests.networks import inside, network


@pytest.mark.parametrize("level, floor", [(a, b) for a in range(4) for b in range(a + 1)])
@pytest.mark.parametrize("sign", range(8))
def test_solid_is_secured_hatched_can_slip_dashed_is_not_reached(sign, level, floor):
    shapes = step_sign(sign, (0, 0), 31, level=level, floor=floor, loops=3, number=1)
    colour = kind_colour(sign)
    solid = [s for s in shapes if getattr(s, "ink", None) and s.ink.fill == colour and s.ink.opacity == 1]
    dashed = [s for s in shapes if getattr(s, "ink", None) and s.ink.dash]
    hatched = [s for s in shapes if isinstance(s, Trace) and not s.closed and s.ink.stroke == colour]
    toothed = [s for s in shapes if isinstance(s, Trace) and s.ink.stroke == "line"]
    outlines = [s for s in shapes if getattr(s, "ink", None) and s.ink.stroke == colour and not s.ink.fill and (s not in hatched)]
    assert (len(solid), len(toothed)) == ((1, 1) if floor else (0, 0))
    assert len(dashed) == 3 - level
    assert len(hatched) == (1 if level > floor else 0)
    assert len(outlines) == level - floor
    if floor:
        reach = max(abs(c) for c in extent(solid[0]))
        assert reach == pytest.approx(max(abs(c) for c in extent_of(sign, outline_radius(floor, 3, 31))))


def extent(shape):
    if isinstance(shape, Disc):
        return [shape.radius]
    return [c for piece in shape.pieces for point in piece for c in point]


def extent_of(sign, r):
    return [r] if sign == 0 else [c for point in around(sign, (0, 0), r) for c in point]


@pytest.mark.parametrize("sign", range(8))
def test_teeth_stand_on_the_outside_of_what_is_secured(sign):
    shapes = step_sign(sign, (0, 0), 31, level=2, floor=2, loops=3, number=1)
    (teeth,) = [s for s in shapes if isinstance(s, Trace) and s.ink.stroke == "line"]
    r = outline_radius(2, 3, 31)
    assert len(teeth.pieces) >= 12
    for root, tip in teeth.pieces:
        shrunk = tuple(c / (r * 1.04 + 0.6) for c in root)
        assert inside(shrunk, kind_shape(sign))
        assert not inside(tuple(c / r for c in tip), kind_shape(sign))


@pytest.mark.parametrize("sign", range(8))
def test_hatching_stays_inside_the_shape(sign):
    lines = hatching(around(sign, (0, 0), 30), 4.4)
    assert len(lines) >= 9
    for a, b in lines:
        for share in (0.03, 0.5, 0.97):
            x, y = ((1 - share) * p + share * q for p, q in zip(a, b, strict=True))
            assert inside((x / 30.3, y / 30.3), kind_shape(sign))


@given(st.integers(1, 126), st.floats(5, 40))
def test_outlines_nest_and_keep_apart(loops, most):
    levels = outlined_levels(loops, most)
    sizes = [outline_radius(level, loops, most) for level in levels]
    assert levels[-1] == loops
    assert sizes == sorted(set(sizes))
    assert sizes[-1] == pytest.approx(most)
    assert all(b - a > 2 for a, b in pairwise(sizes)) or most < 12


def test_a_sign_is_that_of_the_kind_in_a_shipped_vocabulary():
    spiral = Spiral(vocabulary="partnership-building").add("repair", 0.5).add("subtle", 1)
    assert signs(StepNetwork.from_spiral(spiral)) == [2, 4]
    assert signs(network(3)) == [0, 1, 2]
    own = StepNetwork(steps=tuple(Step(i, kind=kind, uptake=0.1) for i, kind in enumerate(("tea", "talk", "tea"))), loops=1)
    assert signs(own) == [0, 1, 0]
