"""The network on its own spiral: where steps, arrows and the line lie; and the figure made of them."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from math import dist, hypot, pi
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib import pyplot as plt
from matplotlib.figure import Figure

from cbf_widgets import Spiral, StepNetwork, draw, simulate
from cbf_widgets.draw import network_course as course
from cbf_widgets.draw import network_layout as layout
from cbf_widgets.draw.lettering import text_width
from cbf_widgets.draw.network_plate import headline, network_plate
from cbf_widgets.draw.network_scene import state
from cbf_widgets.draw.palette import CORNERS, THEMES, kind_colour, kind_shape
from cbf_widgets.draw.scene import Disc, Group, Trace, Words
from cbf_widgets.draw.step_sign import around, hatching, outline_radius, outlined_levels, signs, step_sign
from cbf_widgets.errors import CbfError
from cbf_widgets.simulation.parts import Edge, Step
from tests import pictures

SHIPPED = ("partnership-building", "making-change-happen")
COUNTS = (1, 2, 3, 5, 7, 8, 12, 14, 15, 24, 40, 60, 200)


def network(count, pairs=(), *, loops=3):
    steps = tuple(Step(i, label=f"Step {i + 1}", uptake=0.1, slip=0.1, ratchet=0.12) for i in range(count))
    edges = tuple(Edge(a, b, contagion=0.1, readiness=0.4, support=0.4) for a, b in pairs)
    return StepNetwork(steps=steps, edges=edges, loops=loops, rupture=0.03, repair=0.35)


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


def inside(point, shape):
    x, y = point
    if shape == "circle":
        return hypot(x, y) <= 1
    corners = CORNERS[shape]
    crossings = [
        (x0 + (y - y0) * (x1 - x0) / (y1 - y0))
        for (x0, y0), (x1, y1) in zip(corners, [*corners[1:], corners[0]], strict=True)
        if (y0 > y) != (y1 > y)
    ]
    return sum(at > x for at in crossings) % 2 == 1


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


# --- the figure ------------------------------------------------------------------------------------------------------

NETWORK = StepNetwork.from_vocabulary("partnership-building")
ENSEMBLE = simulate(NETWORK, runs=50, seed=14)
GAINED, HELD = (int(values[6, 27].sum()) for values in (ENSEMBLE.levels, ENSEMBLE.floors))
TITLE = f"Run 7 at contact 27: {GAINED} of 15 loops gained, { {GAINED: 'all', 0: 'none'}.get(HELD, HELD) } secured"
LONG = "A step whose name goes on for so long that it can't stand beside it in one line or even in two of them"


def named(count, label="{}"):
    net = network(count, [(a, (a * 7 + 3) % count) for a in range(count)])
    return net.__class__(
        steps=tuple(s._replace(label=label.format(s.label)) for s in net.steps),
        edges=net.edges,
        loops=3,
        rupture=0.03,
        repair=0.3,
    )


FIGURES = {
    "start": (NETWORK, None, 0, None),
    "run": (NETWORK, ENSEMBLE, 6, 27),
    "end": (NETWORK, ENSEMBLE, 6, None),
    "one": (named(1), None, 0, None),
    "two": (named(2), simulate(named(2), runs=2, seed=1), 0, None),
    "seven": (named(7), simulate(named(7), runs=2, seed=1), 0, 30),
    "long names": (named(5, LONG[:40] + " {}"), None, 0, None),
    "twelve": (named(12), simulate(named(12), runs=2, seed=1), 1, 20),
    "twelve long": (named(12, LONG + " {}"), simulate(named(12), runs=2, seed=1), 1, 20),
    "sixty": (named(60), simulate(named(60), runs=2, seed=1), 1, 20),
    "two hundred": (named(200), None, 0, None),
    "many loops": (network(4, loops=12), simulate(network(4, loops=12), runs=2, seed=3), 0, 40),
    "one loop": (network(4, loops=1), simulate(network(4, loops=1), runs=2, seed=3), 0, 9),
}
EVERY = pytest.mark.parametrize("case", FIGURES.values(), ids=FIGURES)
SMALL = pytest.mark.parametrize("case", [case for name, case in FIGURES.items() if name != "two hundred"])


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def groups(plate):
    """The signs of the steps, by their names."""
    (box,) = [shape for shape in plate.shapes if isinstance(shape, Group)]
    return {shape.name: shape.shapes for shape in box.shapes if isinstance(shape, Group) and shape.name}


@EVERY
def test_each_step_stands_there_with_its_number_and_says_how_far_it_has_got(case):
    found = groups(network_plate(*case))
    net, ensemble, run, contact = case
    at = ensemble.contacts if ensemble and contact is None else contact
    levels = ensemble.levels[run, at].tolist() if ensemble else [0] * len(net.steps)
    floors = ensemble.floors[run, at].tolist() if ensemble else [0] * len(net.steps)
    expected = [
        f"{i + 1} {name}: {state(level, floor)}"
        for i, (name, level, floor) in enumerate(zip(net.labels, levels, floors, strict=True))
    ]
    assert list(found) == expected
    for i, shapes in enumerate(found.values()):
        assert shapes[-1].text == str(i + 1)


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


@SMALL
def test_no_words_lie_on_each_other_or_leave_the_picture(case):
    axes = pictures.drawn(network_plate(*case))
    within = {"Help", "Challenge", "Possibility"}
    assert [pair for pair in pictures.overlapping(axes) if not within & set(pair)] == []
    assert pictures.outside(axes) == []


@pytest.mark.parametrize("name", ["start", "run", "one", "two", "seven", "long names"])
def test_names_lie_on_no_step_and_not_on_the_line(name):
    net, ensemble, run, contact = FIGURES[name]
    plate = network_plate(net, ensemble, run, contact)
    (box,) = [shape for shape in plate.shapes if isinstance(shape, Group)]
    r = layout.step_radius(net)
    beside = [shape for shape in box.shapes if isinstance(shape, Words) and not shape.halo]
    assert beside
    for words in beside:
        half = text_width(words.text, words.size, bold=words.bold)
        left = words.at[0] - half * {"start": 0, "middle": 0.5, "end": 1}[words.anchor]
        for x, y in [*layout.places(net), *course.line_outline(len(net.steps))]:
            near = r * 0.8 if (x, y) in layout.places(net) else 0
            assert not (left - near < x < left + half + near and words.at[1] - 9 - near < y < words.at[1] + 2 + near)


@EVERY
def test_all_words_can_be_read(case):
    assert pictures.faint(network_plate(*case)) == set()


@EVERY
def test_the_same_network_gives_the_same_bytes_in_every_theme(case):
    plate, again = network_plate(*case), network_plate(*case)
    for theme in (*THEMES, "auto"):
        document = plate.svg(theme)
        ET.fromstring(document)
        assert document == again.svg(theme)


@pytest.mark.parametrize(
    "case, title",
    [
        ("start", "Five steps carry one another along"),
        ("run", TITLE),
        ("one", "One step on its own"),
    ],
)
def test_the_title_says_what_is_shown(case, title):
    assert network_plate(*FIGURES[case]).title == title


def test_titles_say_when_all_or_none_is_secured_or_nothing_gained():
    said = [
        headline(NETWORK, ENSEMBLE, 0, 3, *reached)
        for reached in (([0] * 5, [0] * 5), ([1, 1, 0, 0, 0], [0] * 5), ([1] * 5, [1] * 5))
    ]
    assert said == [
        "Run 1 at contact 3: 0 of 15 loops gained",
        "Run 1 at contact 3: 2 of 15 loops gained, none secured",
        "Run 1 at contact 3: 5 of 15 loops gained, all secured",
    ]


def test_the_picture_says_in_words_what_helps_what():
    text = network_plate(NETWORK, ENSEMBLE, 6, 27).text
    assert re.search(r"2 Helping families value themselves: [a-z0-9, ]+, helps 1, 3 and 4\.", text)
    assert re.search(r"3 Subtle intervention: [a-z0-9, ]+, helps 2 and 4\.", text)
    assert text.endswith("What these assumptions imply: not evidence, not a forecast.")


def test_an_arrow_that_does_nothing_is_not_drawn():
    net = network(3, [(0, 1)])
    idle = StepNetwork(steps=net.steps, edges=(*net.edges, Edge(1, 2)), loops=3)
    assert len(layout.edge_paths(idle)) == 2
    assert network_plate(idle).shapes == network_plate(net).shapes


def test_a_network_or_an_ensemble_is_drawn_with_matplotlib():
    axes = draw.network(ENSEMBLE, run=6, contact=27, theme="dark")
    assert axes.get_label() == network_plate(NETWORK, ENSEMBLE, 6, 27).text
    assert axes.texts[0].get_text() == TITLE
    assert len(axes.patches) == len(draw.network(NETWORK, ENSEMBLE, run=6, contact=27).patches)
    own = Figure().add_subplot()
    assert draw.network(NETWORK, ax=own) is own


@pytest.mark.parametrize(
    "wrong, place",
    [
        ({"run": 50}, "run"),
        ({"contact": 53}, "contact"),
        ({"contact": -1}, "contact"),
        ({"ensemble": simulate(network(5), runs=2, seed=1)}, "ensemble"),
        ({"theme": "pink"}, "theme"),
    ],
)
def test_what_cannot_be_drawn_is_said(wrong, place):
    with pytest.raises(CbfError) as caught:
        draw.network(NETWORK, **{"ensemble": ENSEMBLE, **wrong})
    assert caught.value.place == place
