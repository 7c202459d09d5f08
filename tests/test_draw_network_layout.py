"""The network on its own spiral: where steps, arrows and the line lie."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from math import dist, hypot, pi

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cbf_widgets import StepNetwork
from cbf_widgets.draw import network_course as course
from cbf_widgets.draw import network_layout as layout
from cbf_widgets.draw.palette import CORNERS, kind_shape
from tests.networks import SHIPPED, inside, network

COUNTS = (1, 2, 3, 5, 7, 8, 12, 14, 15, 24, 40, 60, 200)


def curve(points, pieces=40):
    """The points along a curve of Bézier, by its definition."""
    for i in range(pieces + 1):
        rest = list(points)
        while len(rest) > 1:
            rest = [tuple(a + i / pieces * (b - a) for a, b in zip(p, q, strict=True)) for p, q in pairwise(rest)]
        yield rest[0]


@pytest.mark.parametrize("count", COUNTS)
def test_every_step_lies_in_the_box_with_its_whole_shape(count):
    net = network(count)
    r = layout.step_radius(net)
    for i, (x, y) in enumerate(layout.places(net)):
        corners = CORNERS.get(kind_shape(i), [(1, 0), (-1, 0), (0, 1), (0, -1)])
        for dx, dy in corners:
            assert 2 < x + r * dx < course.WIDTH - 2
            assert 2 < y + r * dy < course.HEIGHT - 2


@pytest.mark.parametrize("count", COUNTS)
def test_steps_lie_apart_from_each_other_and_from_the_core(count):
    net = network(count)
    r, places = layout.step_radius(net), layout.places(net)
    assert all(dist(a, b) > 2 * r for a, b in combinations(places, 2))
    assert all(dist(place, course.CENTRE) > course.CORE + r for place in places)


@pytest.mark.parametrize("count, least", [(5, 31), (12, 24), (24, 14), (60, 10), (200, 5)])
def test_steps_are_large_enough_to_read(count, least):
    assert layout.step_radius(network(count)) >= least


@pytest.mark.parametrize("count", [n for n in COUNTS if n > 2])
def test_the_line_leads_outward_in_node_order(count):
    line = course.Course.of(count)
    assert list(line.radii) == sorted(set(line.radii))
    assert list(line.angles) == sorted(set(line.angles))


@pytest.mark.parametrize("count, turns", [(5, 0.8), (14, 0.93), (60, 2.5), (200, 4.5)])
def test_few_steps_make_a_ring_and_many_a_spiral(count, turns):
    line = course.Course.of(count)
    assert (line.angles[count - 1] - line.angles[0]) / (2 * pi) == pytest.approx(turns, abs=0.25)


@pytest.mark.parametrize("count", COUNTS)
def test_the_line_grows_thicker_and_stays_in_the_box(count):
    corners = course.line_outline(count)
    half = len(corners) // 2
    widths = [dist(corners[i], corners[-1 - i]) for i in range(half)]
    assert widths == sorted(widths)
    assert widths[-1] > 2 * widths[0] > 0
    numbers = [float(x) for x in re.findall(r"-?[\d.]+", course.line_path(count))]
    assert min(numbers) > 0
    assert max(numbers[::2]) < course.WIDTH
    assert max(numbers[1::2]) < course.HEIGHT


@pytest.mark.parametrize("count", COUNTS)
def test_the_line_ends_in_fading_dots(count):
    dots = course.line_dots(count)
    assert len(dots) >= 3
    for x, y, r, opacity in dots:
        assert 0 < x - r < x + r < course.WIDTH
        assert 0 < y - r < y + r < course.HEIGHT
        assert 0 < opacity <= 0.72
    assert [d[3] for d in dots] == sorted((d[3] for d in dots), reverse=True)
    assert [d[2] for d in dots] == sorted((d[2] for d in dots), reverse=True)


@pytest.mark.parametrize("count", [3, 5, 7, 12])
def test_the_dots_keep_off_the_first_step(count):
    net = network(count)
    first, r = layout.places(net)[0], layout.step_radius(net)
    assert all(dist((x, y), first) > r for x, y, _, _ in course.line_dots(count))


@pytest.mark.parametrize("count", [2, 5, 12, 60])
def test_arrows_run_from_rim_to_rim(count):
    pairs = [(a, b) for a in range(min(count, 12)) for b in range(min(count, 12))]
    net = network(count, pairs)
    places, r = layout.places(net), layout.step_radius(net)
    for path in layout.edge_paths(net):
        for end, step, gap in ((path.points[0], path.source, layout.GAP), (path.points[-1], path.target, layout.GAP + 1)):
            toward = path.points[1] if end == path.points[0] else path.points[-2]
            assert on_rim(end, places[step], r, step) == pytest.approx(
                gap, abs=0.8 * r if path.source == path.target else 0.01
            ), toward


def on_rim(point, middle, r, sign):
    """How far beyond the outline a point lies, along the ray from the middle: by halving."""
    dx, dy = point[0] - middle[0], point[1] - middle[1]
    low, high = 0.0, 1.0
    for _ in range(50):
        share = (low + high) / 2
        low, high = (share, high) if inside((share * dx / r, share * dy / r), kind_shape(sign)) else (low, share)
    return (1 - low) * hypot(dx, dy)


@pytest.mark.parametrize("count", [2, 5, 12, 40])
def test_arrows_to_and_fro_lie_apart(count):
    pairs = [pair for a, b in combinations(range(min(count, 12)), 2) for pair in ((a, b), (b, a))]
    net = network(count, pairs)
    found = {(p.source, p.target): p.points for p in layout.edge_paths(net)}
    for (a, b), there in found.items():
        middle, back = list(curve(there))[20], list(curve(found[b, a]))[20]
        assert dist(middle, back) > min(20, 0.15 * dist(there[0], there[-1]))


def test_arrows_keep_off_the_core():
    net = network(5, [(a, b) for a in range(5) for b in range(5) if a != b])
    for path in layout.edge_paths(net):
        assert min(dist(point, course.CENTRE) for point in curve(path.points)) > 44


def test_a_step_that_helps_itself_has_an_arrow_on_its_outer_side():
    net = network(5, [(i, i) for i in range(5)])
    places, r = layout.places(net), layout.step_radius(net)
    for path, at in zip(layout.edge_paths(net), places, strict=True):
        assert "C" in path.d
        loop = list(curve(path.points))
        assert max(dist(point, at) for point in loop) > 1.4 * r
        assert dist(loop[20], course.CENTRE) > dist(at, course.CENTRE)
        assert dist(path.points[0], path.points[-1]) > 8


@given(st.lists(st.floats(0, 0.99), min_size=3, max_size=3), st.integers(0, 2), st.floats(0.001, 0.5))
def test_an_edge_weighs_more_when_any_of_its_weights_rises(weights, which, by):
    before = layout.edge_weight(*weights)
    weights[which] = min(weights[which] + by, 0.999)
    assert 0 <= before < layout.edge_weight(*weights) < 1


def test_an_edge_without_weights_weighs_nothing():
    assert layout.edge_weight(0, 0, 0) == 0


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_network_has_an_arrow_for_each_edge(name):
    net = StepNetwork.from_vocabulary(name)
    paths = layout.edge_paths(net)
    assert [(net.nodes[p.source], net.nodes[p.target]) for p in paths] == [(e.from_step, e.to_step) for e in net.edges]
    assert all(re.fullmatch(r"M[\d.]+ [\d.]+[QC]([\d.]+ ){3,5}[\d.]+", p.d) for p in paths)


def test_signs_of_a_vocabulary_change_where_arrows_end():
    net = StepNetwork.from_vocabulary("partnership-building")
    assert layout.edge_paths(net)[0].d != layout.edge_paths(net, [7, 6, 5, 4, 3])[0].d
    assert layout.edge_paths(net, [0, 1, 2, 3, 4]) == layout.edge_paths(net)
