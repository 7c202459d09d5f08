"""The arrows of a theory as a picture: from card to card and across none, each with its letter and its assumption."""

from __future__ import annotations

import re
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cbf_widgets.draw.lettering import text_width
from cbf_widgets.draw.scene import Disc, Trace
from cbf_widgets.draw.theory_cards import Wish, boxes
from cbf_widgets.draw.theory_ink import arrow_ink
from cbf_widgets.draw.theory_outline import letter, letters
from cbf_widgets.draw.theory_plate import theory_plate
from cbf_widgets.draw.theory_routes import BADGE, more_room
from cbf_widgets.draw.theory_stages import stands
from cbf_widgets.model.theory import TheoryOfChange
from tests import pictures
from tests.theory_pictures import cards, linked, own, places, text_boxes, theory


def along(points, step=4.0):
    """Spots all along a course of straight lines."""
    for p, q in pairwise(points):
        many = int(max(abs(p[0] - q[0]), abs(p[1] - q[1])) / step) + 1
        yield from ((p[0] + (q[0] - p[0]) * k / many, p[1] + (q[1] - p[1]) * k / many) for k in range(many + 1))


def check_arrows(found, trace=None):
    layout = places(found, trace)
    for band in layout.bands:
        where = {item: box for item, *box in cards(band, layout)}
        for route in band.routes:
            (left, top, right, bottom), (a, b, c, d) = where[route.link.from_item], where[route.link.to_item]
            x, y = route.points[0]
            assert x in (left, right)
            assert top <= y <= bottom
            x, y = route.badge
            assert x in (a, c)
            assert b <= y <= d
            assert abs(abs(route.points[-1][0] - x) - BADGE) < 4
            for px, py in along(route.points):
                assert not any(w + 0.5 < px < e - 0.5 and n < py < s for w, n, e, s in where.values())
        for one, other in combinations([route.badge for route in band.routes], 2):
            assert abs(one[0] - other[0]) >= 2 * BADGE or abs(one[1] - other[1]) >= 2 * BADGE + 1
    return layout


@pytest.mark.parametrize("name", ["Croydon", "Luton", "Dorset"])
@pytest.mark.parametrize("trace", [None, "intermediate-outcomes-1", "opportunities-1"])
def test_arrows_go_from_card_to_card_and_across_none(name, trace):
    layout = check_arrows(linked(name), trace)
    assert sum(len(band.routes) for band in layout.bands) >= (11 if trace is None else 1)


def test_no_words_lie_on_an_arrow_or_under_a_letter():
    plate = theory_plate(linked())
    axes = pictures.drawn(plate)
    assert pictures.overlapping(axes) == []
    lettered = [(text, box) for text, box in text_boxes(axes) if len(text) > 2]
    on = []
    for shape in pictures.flat(plate.shapes):
        if isinstance(shape, Disc) and shape.ink.stroke == "own":
            (x, y), r = shape.centre, shape.radius
            spots = [(x + r * a, y + r * b) for a, b in ((1, 0), (-1, 0), (0, 1), (0, -1), (0, 0))]
        elif isinstance(shape, Trace) and shape.ink.stroke == "own":
            (piece,) = shape.pieces
            spots = list(along(piece))
        else:
            continue
        on += [text for x, y in spots for text, box in lettered if box.x0 < x < box.x1 and box.y1 < y < box.y0]
    assert on == []


def test_arrows_side_by_side_have_lanes_of_their_own():
    layout = places(own([4, 4], [(0, 7), (1, 6), (2, 5), (3, 4)]))
    (band,) = layout.bands
    upright = [{round(p[0], 1) for p, q in pairwise(r.points) if abs(p[0] - q[0]) < 0.01 < abs(p[1] - q[1])} for r in band.routes]
    assert all(len(xs) == 1 for xs in upright)
    assert len(set.union(*upright)) == 4


def test_arrows_that_pass_through_one_gap_stay_apart():
    found = own([4, 1, 4], [(i, 5 + i) for i in range(4)])
    layout = places(found)
    (left, right), (band,) = layout.sides[1], layout.bands
    heights = [{round(y, 1) for x, y in along(route.points) if left < x < right} for route in band.routes]
    assert all(len(ys) == 1 for ys in heights)
    ordered = sorted(y for ys in heights for y in ys)
    assert all(other - one >= 4.9 for one, other in pairwise(ordered))


def test_a_gap_grows_with_the_arrows_that_pass_through_it():
    column = boxes(stands(own([3]))[0], 160.0, Wish())
    passed = {(letter, 0): (0, 1) for letter in "abcd"}
    (extra,) = more_room([column], passed)
    assert extra == {1: 25.0 - (column[1].top - column[0].bottom)}
    wider = boxes(stands(own([3]))[0], 160.0, Wish(), extra)
    assert wider[1].top - wider[0].bottom == 25.0


def long_headings():
    found = TheoryOfChange(id="ours", title="Ours")
    for i in range(9):
        found = found.add_column(f"Existing strategies and plans {'again ' * i}".strip())
    return found


@pytest.mark.parametrize("found", [theory("Lambeth"), long_headings()], ids=["Lambeth", "long"])
def test_headings_leave_room_for_their_counts(found):
    for head in places(found, width=0.0).heads:
        assert head.left + 17 + text_width(head.lines[-1], 14.0, bold=True) + 20 <= head.right
        assert " ".join(head.lines) == head.stand.title


def test_the_line_says_how_sure_and_the_disc_whether_there_is_evidence():
    plate, found = theory_plate(linked()), linked()
    assert arrow_ink(found.links[1]).dash != arrow_ink(found.links[2]).dash != arrow_ink(found.links[0]).dash == ()
    filled = [shape for shape in pictures.flat(plate.shapes) if isinstance(shape, Disc) and shape.ink.fill == "own"]
    evidence = sum(bool(link.evidence) for link in found.links)
    assert len(filled) == 2 * evidence - 1 + 1  # on the card, in the list where an assumption is written, in the key


def test_every_assumption_stands_below_by_its_letter():
    found = linked()
    lines, named = pictures.texts(theory_plate(found)), letters(found)
    for link in found.links:
        if link.assumption:
            assert link.assumption in lines
            assert lines[lines.index(link.assumption) - 1] == "if"
            assert lines[lines.index(link.assumption) - 2] == named[link.id]
    unsaid = ", ".join(named[link.id] for link in found.links if not link.assumption)
    assert f"No assumption is written yet for {unsaid}." in lines


def test_letters_of_arrows_never_repeat():
    assert len({letter(i) for i in range(2000)}) == 2000
    assert all(re.fullmatch("[a-z]{1,3}", letter(i)) for i in range(2000))


# --- theories of one's own -----------------------------------------------------------------------------------------------


COLUMNS = st.lists(st.integers(0, 6), max_size=6)
LINKS = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=12)


@settings(max_examples=40)
@given(COLUMNS, LINKS)
def test_arrows_of_any_theory_cross_no_card(columns, links):
    found = own(columns, links)
    layout = check_arrows(found)
    assert sum(len(band.routes) for band in layout.bands) == len(found.links)


@settings(max_examples=8)
@given(COLUMNS, LINKS, st.data())
def test_any_theory_is_drawn_with_nothing_on_anything_else(columns, links, data):
    found = own(columns, links)
    trace = data.draw(st.sampled_from([None, *(item.id for item in found.items)]))
    plate = theory_plate(found, trace)
    axes = pictures.drawn(plate)
    assert pictures.overlapping(axes) == []
    assert pictures.outside(axes) == []
    check_arrows(found, trace)
