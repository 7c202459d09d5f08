"""The figure of a network: steps as far as they have got, their names, what helps what."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from matplotlib import pyplot as plt
from matplotlib.figure import Figure

from cbf_widgets import StepNetwork, draw, simulate
from cbf_widgets.draw import network_course as course
from cbf_widgets.draw import network_layout as layout
from cbf_widgets.draw.lettering import text_width
from cbf_widgets.draw.network_plate import headline, network_plate
from cbf_widgets.draw.network_scene import state
from cbf_widgets.draw.palette import THEMES
from cbf_widgets.draw.scene import Curve, Group, Words
from cbf_widgets.errors import CbfError
from cbf_widgets.simulation.parts import Edge
from tests import pictures
from tests.networks import SHIPPED, network

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


@pytest.mark.parametrize("name", SHIPPED)
def test_the_names_of_shipped_steps_are_broken_between_words_or_after_a_hyphen(name):
    net = StepNetwork.from_vocabulary(name)
    plate = network_plate(net, simulate(net, runs=2, seed=1), 0)
    (box,) = [shape for shape in plate.shapes if isinstance(shape, Group)]
    said = [shape.text for shape in box.shapes if isinstance(shape, Words) and shape.bold and not shape.halo]
    pieces = {piece for label in net.labels for word in label.split() for piece in (word, *re.findall(r"[^-]+-?", word))}
    assert {word for line in said for word in line.split()} <= pieces


ALONE = {
    "no arrows": network(5),
    "arrows that do nothing": StepNetwork(steps=network(2).steps, edges=(Edge(0, 1),), loops=3, rupture=0.03, repair=0.35),
    "to itself only": network(2, [(0, 0)]),
}


@pytest.mark.parametrize("name", ALONE)
def test_steps_that_help_no_other_are_not_said_to_carry_one_another(name):
    plate = network_plate(ALONE[name])
    count = "Five" if name == "no arrows" else "Two"
    assert plate.title == f"{count} steps, each on its own"
    assert plate.text.startswith(plate.title)
    assert any("Thicker arrow" in text for text in pictures.texts(plate)) == (name == "to itself only")


def test_the_foot_is_part_of_the_words():
    start, run = network_plate(*FIGURES["start"]), network_plate(*FIGURES["run"])
    assert pictures.texts(start)[-1] == "Every number in it is an assumption."
    assert start.text.endswith(". Every number in it is an assumption.")
    assert "not a forecast" not in start.text
    assert "Seed 14, 50 runs" in pictures.texts(run)[-1]
    assert pictures.texts(run)[-1] in run.text
    assert ".." not in run.text


@pytest.mark.parametrize("letters", ["A step whose name goes on ", "日本語", "Donaudampfschiff", "خطوة صغيرة "])
@pytest.mark.parametrize("count", [1, 2, 5, 7])
def test_names_as_long_as_may_be_lie_on_no_other_and_stay_in_the_picture(letters, count):
    net = named(count, (letters * 80)[:190].strip() + " {}")
    for case in ((net, None), (net, simulate(net, runs=1, seed=1))):
        plate = network_plate(*case)
        axes = pictures.drawn(plate, dpi=200)
        assert pictures.overlapping(axes) == []
        assert pictures.outside(axes) == []
        assert net.labels[0] in plate.text


def test_no_run_is_an_error_that_says_so():
    with pytest.raises(CbfError, match="expected a run from 0 to 49, but got nothing"):
        network_plate(NETWORK, ENSEMBLE, None)


def test_an_arrow_is_the_thicker_the_more_it_helps():
    net = StepNetwork(
        steps=network(3).steps, edges=(Edge(0, 1, contagion=0.1), Edge(1, 2, contagion=0.5), Edge(2, 0, contagion=0.9)), loops=3
    )
    (box,) = [shape for shape in network_plate(net).shapes if isinstance(shape, Group)]
    widths = [shape.ink.width for shape in box.shapes if isinstance(shape, Curve)]
    assert widths == pytest.approx([0.8 + 2.2 * weight for weight in (0.1, 0.5, 0.9)])
