"""Many runs in one picture: bands where the counts have them, every line named, nothing on anything else."""

from __future__ import annotations

from itertools import pairwise
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib import pyplot as plt
from matplotlib.figure import Figure

from cbf_widgets import StepNetwork, draw, simulate
from cbf_widgets.draw import chart, counts
from cbf_widgets.draw.ensemble_reading import read
from cbf_widgets.draw.ensemble_scene import ensemble_plate, run_pieces
from cbf_widgets.draw.lettering import balanced, text_width, wrap
from cbf_widgets.draw.palette import THEMES, contrast
from cbf_widgets.draw.room import inside
from cbf_widgets.draw.scene import Trace
from cbf_widgets.errors import CbfError
from tests import pictures

NETWORK = StepNetwork.from_vocabulary("partnership-building")
WITH = simulate(NETWORK, runs=500, seed=7)
WITHOUT = simulate(NETWORK.with_(ratchet=0), runs=500, seed=7)


def made(network=NETWORK, **asked):
    return simulate(network, **{"runs": 200, "seed": 7, **asked})


CASES = {
    "alone": (WITH, None, None, "loops", ""),
    "everything": (WITH, WITHOUT, 6, "loops", ""),
    "percent": (WITH, WITHOUT, 3, "percent", ""),
    "one contact": (made(contacts=1), None, 0, "loops", ""),
    "one run": (made(runs=1), None, 0, "loops", ""),
    "all there is": (made(NETWORK.with_(uptake=1.0)), WITHOUT, 3, "loops", "with less uptake in every contact from the start"),
    "nothing": (made(NETWORK.with_(uptake=0.0, contagion=0)), WITH, 5, "loops", "as it was"),
    "many ruptures": (made(NETWORK.with_(rupture=0.3, repair=0.2)), WITHOUT, 5, "percent", ""),
    "long": (made(contacts=200), None, 9, "loops", ""),
}  # fmt: skip
EVERY = pytest.mark.parametrize("case", CASES.values(), ids=CASES)


def plate(case):
    ensemble, beside, run, unit, label = case
    return ensemble_plate(ensemble, beside, run, unit=unit, label=label)


def trace(picture, **ink):
    (found,) = [
        shape
        for shape in pictures.flat(picture.shapes)
        if isinstance(shape, Trace) and all(getattr(shape.ink, name) == value for name, value in ink.items())
    ]
    return found


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def test_bands_lie_where_the_counted_quantiles_are():
    picture = ensemble_plate(WITH)
    totals = np.sort(WITH.levels.sum(axis=2, dtype=int), axis=0)
    runs = len(totals)
    q05, q25, q50, q75, q95 = (totals[max(-(-round(100 * q) * runs // 100) - 1, 0)] for q in (0.05, 0.25, 0.5, 0.75, 0.95))
    grid = [shape for shape in picture.shapes if isinstance(shape, Trace) and shape.ink.stroke == "rule"]
    ((left, bottom), (right, _)) = grid[0].pieces[0]
    top = grid[-1].pieces[0][0][1]

    def at(contact, value):
        return left + (right - left) * contact / 52, bottom - (bottom - top) * value / 15

    for fill, low, high in (("band", q05, q95), ("band-half", q25, q75)):
        (corners,) = trace(picture, fill=fill).pieces
        expected = [at(c, v) for c, v in enumerate(high)] + [at(c, v) for c, v in enumerate(low)][::-1]
        assert np.array(corners) == pytest.approx(np.array(expected))
    (median,) = trace(picture, stroke="line").pieces
    assert np.array(median) == pytest.approx(np.array([at(c, v) for c, v in enumerate(q50)]))


@given(st.integers(0, 10_000), st.integers(1, 60))
def test_a_band_is_a_number_that_some_run_has_and_holds_as_many_as_it_says(seed, runs):
    ensemble = made(runs=runs, seed=seed, contacts=5)
    totals, found = counts.totals(ensemble), counts.bands(ensemble)
    for q, row in zip(counts.QUANTILES, found, strict=True):
        for contact, value in enumerate(row):
            below, at_most = (totals[:, contact] < value).sum(), (totals[:, contact] <= value).sum()
            assert below < at_most
            assert below <= q * runs + 1e-9
            assert at_most >= q * runs - 1e-9


def test_percent_is_the_share_of_all_loops():
    loops, percent = read(WITH, WITHOUT, 6, "loops"), read(WITH, WITHOUT, 6, "percent")
    assert np.array(percent.quantiles) == pytest.approx(np.array(loops.quantiles) * 100 / 15)
    assert percent.run == pytest.approx([100 / 15 * value for value in loops.run])
    assert (percent.most, loops.most) == (100, 15)


def test_every_line_is_named_where_it_ends():
    said = pictures.texts(ensemble_plate(WITH, WITHOUT, 6))
    total = int(WITH.levels[6, -1].sum())
    assert f"this run {total}" in said
    assert "median 14" in said
    assert {"median without", f"the ratchet {counts.bands(WITHOUT)[2, -1]}"} <= set(said)
    assert {"nine in ten", "half of", "all runs"} <= set(said)
    assert {"0", "5", "10", "15", "13", "26", "39", "52 contacts"} <= set(said)


def test_the_foot_says_what_made_it_and_what_it_is():
    said = " ".join(pictures.texts(ensemble_plate(WITH)))
    assert "What these assumptions imply: not evidence, not a forecast." in said
    assert f"Seed 7, 500 runs of 52 contacts, cbf_widgets {WITH.version}" in said


@EVERY
@pytest.mark.parametrize("dpi", [60, 160])
def test_no_words_lie_on_each_other_or_leave_the_picture(case, dpi):
    axes = pictures.drawn(plate(case), dpi=dpi)
    assert pictures.overlapping(axes) == []
    assert pictures.outside(axes) == []


@EVERY
def test_names_inside_bands_lie_on_no_line(case):
    picture = plate(case)
    lines = [shape for shape in pictures.flat(picture.shapes) if isinstance(shape, Trace) and shape.ink.stroke in {"line", "ink"}]
    for each in pictures.words(picture):
        if each.text not in {"nine in ten", "half of", "all runs", "half of all runs"} or each.anchor != "middle":
            continue
        half = text_width(each.text, each.size) / 2
        x, y = each.at
        for line in lines:
            for piece in line.pieces:
                assert not any(x - half < px < x + half and y - 9 < py < y + 2 for px, py in piece)


@pytest.mark.parametrize("theme", THEMES)
def test_words_on_bands_can_be_read(theme):
    assert all(contrast(THEMES[theme]["ink"], THEMES[theme][band]) >= 4.5 for band in ("band", "band-half"))
    assert all(contrast(THEMES[theme][line], THEMES[theme]["band-half"]) >= 3 for line in ("line", "ink", "rupture"))


@EVERY
def test_all_words_can_be_read(case):
    assert pictures.faint(plate(case)) == set()


@EVERY
def test_the_same_ensemble_gives_the_same_bytes_in_every_theme(case):
    for theme in (*THEMES, "auto"):
        document = plate(case).svg(theme)
        assert document == plate(case).svg(theme)
        ET.fromstring(document)


def test_themes_differ_in_colours_only():
    picture = ensemble_plate(WITH, WITHOUT, 6)
    light, dark = picture.svg("light"), picture.svg("dark")
    for name in THEMES["light"]:
        light, dark = light.replace(THEMES["light"][name], "#"), dark.replace(THEMES["dark"][name], "#")
    assert light.replace("cbf-light", "") == dark.replace("cbf-dark", "")


def test_a_run_is_cut_where_a_rupture_stands():
    frame = chart.Frame(left=0, right=6, top=0, bottom=6, contacts=6, most=6)
    whole, broken = run_pieces(frame, [0, 3, 1, 1, 2, 2, 2], [False, False, True, True, False, False, True])
    assert whole == [((0, 6), (1, 6), (1, 3), (2, 3)), ((4, 5), (4, 4), (5, 4), (6, 4))]
    assert broken[0] == ((2, 3), (2, 5), (3, 5), (4, 5))
    assert len(broken) == 2
    assert broken[1][-1] == (6, 4)


@given(st.integers(0, 500))
def test_a_zigzag_for_each_rupture_of_the_run(seed):
    ensemble = made(NETWORK.with_(rupture=0.1), runs=1, seed=seed)
    torn = ensemble.ruptured[0]
    picture = ensemble_plate(ensemble, run=0)
    zigzags = [s for s in pictures.flat(picture.shapes) if isinstance(s, Trace) and s.ink.stroke == "rupture"]
    assert sum(len(shape.pieces) for shape in zigzags) == np.count_nonzero(torn[1:] & ~torn[:-1])


def test_what_stands_beside_is_said_when_it_is_the_lack_of_something():
    assert counts.beside_words(WITH, WITHOUT) == "without the ratchet"
    both = made(NETWORK.with_(ratchet=0, contagion=0), runs=3)
    assert counts.beside_words(WITH, both) == "without the ratchet and contagion"
    assert counts.beside_words(WITHOUT, WITH) == "beside"
    assert counts.beside_words(WITH, made(NETWORK.with_(rupture=0))) == "without ruptures"


@pytest.mark.parametrize(
    "case, sentence",
    [
        ("alone", "Half of all runs gain 14 of 15 loops or more"),
        ("everything", "Half of all runs gain 14 of 15 loops or more; without the ratchet, {beside}"),
        ("percent", "Half of all runs gain 93 % of all loops or more; without the ratchet, {beside}"),
        ("nothing", "At least half of all runs gain nothing; as it was, 14"),
        (
            "all there is",
            "At least half of all runs gain all 15 loops; with less uptake in every contact from the start, {beside}",
        ),
    ],
)
def test_the_title_is_a_sentence_that_is_true(case, sentence):
    _, beside, _, unit, _ = CASES[case]
    median = sorted(beside.levels[:, -1].sum(axis=1, dtype=int))[beside.runs // 2 - 1] if beside else 0
    said = f"{100 * median / 15:.0f} %" if unit == "percent" else median
    assert plate(CASES[case]).title == sentence.format(beside=said)


@EVERY
def test_the_picture_says_in_words_what_it_shows(case):
    picture = plate(case)
    reading = read(*case[:2], *case[2:])
    assert picture.text.startswith(picture.title)
    assert "What these assumptions imply" in picture.text
    assert case[1] is None or f"The median {reading.label} is {reading.number(reading.beside[-1])}" in picture.text
    assert picture.svg().count(f"<desc>{picture.text}</desc>") == 1


def test_an_ensemble_is_drawn_on_new_or_given_axes():
    axes = draw.ensemble(WITH, beside=WITHOUT, run=6, theme="dark")
    assert axes.get_xlim() == (0, 720)
    assert axes.get_label() == ensemble_plate(WITH, WITHOUT, 6).text
    given_axes = Figure().add_subplot()
    assert draw.ensemble(WITH, given_axes) is given_axes


def test_a_png_carries_its_words():
    data = ensemble_plate(WITH).png(dpi=40)
    assert data[1:4] == b"PNG"
    assert b"Half of all runs gain 14" in data


@pytest.mark.parametrize(
    "wrong, expected, came",
    [
        ({"run": 500}, "a run from 0 to 499", "500"),
        ({"run": -1}, "a run from 0 to 499", "-1"),
        ({"unit": "steps"}, "'loops' or 'percent'", "'steps'"),
        ({"beside": made(contacts=3)}, "an ensemble of 52 contacts and 15 loops in all", "3 contacts and 15 loops"),
        ({"theme": "pink"}, "one of light, dark, print", "'pink'"),
    ],
)
def test_what_cannot_be_drawn_is_said(wrong, expected, came):
    with pytest.raises(CbfError) as caught:
        draw.ensemble(WITH, **wrong)
    assert (caught.value.expected, caught.value.came) == (expected, came)


@given(st.lists(st.tuples(st.floats(0, 300), st.floats(5, 40)), min_size=1, max_size=7))
def test_names_in_a_column_never_lie_on_each_other_and_stay_in_it(boxes):
    wanted, heights = [box[0] for box in boxes], [box[1] for box in boxes]
    tops = chart.apart(wanted, heights, 0, 300)
    order = sorted(range(len(boxes)), key=lambda i: tops[i])
    for i, j in pairwise(order):
        assert tops[i] + heights[i] <= tops[j] + 1e-6
    assert min(tops) >= -1e-9
    assert max(top + height for top, height in zip(tops, heights, strict=True)) <= 300 + 1e-6


def test_a_name_that_nothing_pushes_stays_where_it_wants_to_be():
    assert chart.apart([50, 150, 250], [20, 20, 20], 0, 300) == [40, 140, 240]


@given(st.integers(1, 5000), st.integers(2, 6))
def test_ticks_are_few_rise_and_include_both_ends(most, about):
    found = chart.ticks(most, about)
    assert found == sorted(set(found))
    assert (found[0], found[-1]) == (0, most)
    assert len(found) <= about + 2


def test_room_between_two_lines_is_found_only_where_it_is():
    frame = chart.Frame(left=0, right=200, top=0, bottom=100, contacts=20, most=10)
    flat, high = [0.0] * 21, [10.0] * 21
    left, top, right, bottom = inside(frame, flat, high, (50, 12), [((0, 50), (200, 50))])
    assert 0 < left < right < 200
    assert (right - left, bottom - top) == (50, 12)
    assert top > 54 or bottom < 46
    assert inside(frame, flat, [1.0] * 21, (50, 12), []) is None


def test_lines_are_broken_about_equally_long_and_nothing_is_lost():
    text = "median without the ratchet and contagion 14"
    lines = balanced(text, 12.5, 150)
    assert " ".join(lines) == text
    assert len(lines) == len(wrap(text, 12.5, 150))
    assert max(text_width(line, 12.5) for line in lines) <= 150
