"""A theory of change as a picture: every item once, nothing on anything else, arrows from card to card and across none."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

import matplotlib.pyplot as plt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure

from cbf_widgets import datasets, draw
from cbf_widgets.draw.lettering import text_width
from cbf_widgets.draw.palette import THEMES, contrast
from cbf_widgets.draw.scene import Disc, Trace, Words
from cbf_widgets.draw.theory_cards import Wish, boxes, said
from cbf_widgets.draw.theory_ink import arrow_ink
from cbf_widgets.draw.theory_layout import Draft, widths
from cbf_widgets.draw.theory_outline import letter, letters
from cbf_widgets.draw.theory_plate import LANDSCAPE, theory_plate
from cbf_widgets.draw.theory_plates import points
from cbf_widgets.draw.theory_routes import BADGE, more_room
from cbf_widgets.draw.theory_stages import split, stages, stands
from cbf_widgets.errors import CbfError
from cbf_widgets.model.theory import TheoryOfChange
from tests import pictures


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


TWELVE = list(datasets.theories())
A4 = (267.0, 180.0)


def theory(name="Croydon"):
    return datasets.theories()[name]


@cache
def plate_of(name="Croydon"):
    return theory_plate(theory(name))


def linked(
    name="Croydon",
    pairs=((0, 20), (9, 14), (14, 22), (16, 22), (22, 27), (27, 30), (30, 37), (12, 18), (37, 1), (24, 38), (3, 5)),
):
    """A theory with arrows forward, over columns, within one, and back."""
    found = theory(name)
    ids = [item.id for item in found.items]
    how = ({"confidence": "sure", "evidence": "A survey"}, {"confidence": "guess"}, {"confidence": "fairly-sure"}, {})
    for i, (start, end) in enumerate(pairs):
        found = found.link(ids[start], ids[end], assumption=f"assumption number {i}" if i % 5 else "", **how[i % 4])
    return found


def own(columns, links=(), *, text="Something small that helps"):
    """A theory of one's own: how many items stand in each column, and which lead to which."""
    found = TheoryOfChange(id="ours", title="Ours")
    for i, many in enumerate(columns):
        found = found.add_column(f"Column {i + 1}")
        for k in range(many):
            found = found.add_item(found.columns[-1].id, f"{text} {i}.{k}")
    ids = [item.id for item in found.items]
    for start, end in dict.fromkeys(links):
        if start != end and max(start, end) < len(ids):
            found = found.link(ids[start], ids[end], assumption="it is so")
    return found


def places(found, trace=None, width=1600.0):
    draft = Draft(found, trace)
    return draft.lay(max(width, draft.least_width()), 100.0)


def cards(band, layout):
    """Every card of a band: item, left, top, right, bottom."""
    for pile, (left, right) in zip(band.columns, layout.sides, strict=True):
        yield from ((box.item.id, left, box.top, right, box.bottom) for box in pile if box.item)


def text_boxes(axes):
    return [(text.get_text(), text.get_window_extent().transformed(axes.transData.inverted())) for text in axes.texts]


@pytest.mark.parametrize("name", TWELVE)
def test_no_words_lie_on_others_or_leave_the_page(name):
    axes = pictures.drawn(plate_of(name))
    assert pictures.overlapping(axes) == []
    assert pictures.outside(axes) == []


@pytest.mark.parametrize("name", TWELVE)
def test_every_item_stands_there_once_with_all_its_words(name):
    found = theory(name)
    plate, drawn = plate_of(name), Counter()
    for band in places(found).bands:
        drawn.update(box.item.id for boxes in band.columns for box in boxes if box.item)
    assert drawn == Counter(item.id for item in found.items)
    there = Counter(word for line in pictures.texts(plate) for word in line.split())
    wanted = Counter(word for item in found.items for word in said(item).split())
    assert {word: many for word, many in wanted.items() if there[word] < many and "-" not in word} == {}


@pytest.mark.parametrize("name", TWELVE)
def test_every_heading_says_how_many_stand_below_it(name):
    plate, found = plate_of(name), stands(theory(name))
    bold = " ".join(words.text for words in pictures.words(plate) if words.bold)
    assert all(stand.title in bold for stand in found)
    counts = [words.text for words in pictures.words(plate) if words.anchor == "end" and words.size == 12.0]
    assert counts == [str(len(stand.items)) for stand in found]


@pytest.mark.parametrize("name", TWELVE)
def test_a_page_fits_on_a4_and_can_be_read_there(name):
    plate = plate_of(name)
    assert plate.size[0] >= 0.995 * LANDSCAPE * plate.size[1]
    assert points(plate, A4) > 6.2


@pytest.mark.parametrize("name", TWELVE)
def test_the_picture_says_all_of_it_in_words(name):
    found, plate = theory(name), plate_of(name)
    assert all(said(item) in plate.text for item in found.items)
    assert found.vision.text in plate.text
    assert plate.text.count("column read from a damaged page") == sum(bool(item.placement) for item in found.items)


@pytest.mark.parametrize("name", ["Croydon", "Essex"])
def test_the_same_theory_gives_the_same_bytes_in_every_theme(name):
    plate, again = theory_plate(theory(name)), theory_plate(theory(name))
    for theme in (*THEMES, "auto"):
        document = plate.svg(theme)
        ET.fromstring(document)
        assert document == again.svg(theme)
    assert plate.png("dark", dpi=40) == again.png("dark", dpi=40)


def test_words_are_text_and_never_markup():
    found = own([1, 1], [(0, 1)], text='<b onload="x">&amp;').retitle(title="<script>alert(1)</script>")
    document = theory_plate(found).svg()
    ET.fromstring(document)
    assert "<script" not in document
    assert "<b " not in document
    assert "&lt;script&gt;" in document


@pytest.mark.parametrize("found", [theory(), linked()], ids=["without arrows", "with arrows"])
@pytest.mark.parametrize("trace", [None, "intermediate-outcomes-5"])
def test_all_words_can_be_read(found, trace):
    plate = theory_plate(found, trace)
    low = {one for one in pictures.faint(plate, ("paper", "panel", "own-paper")) if one[1] != "on-kind"}
    assert low == set()
    assert all(contrast(colours["on-kind"], colours["own"]) >= 4.5 for colours in THEMES.values())


# --- what is doubtful, and whose it is -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", TWELVE)
def test_a_reading_has_a_dotted_edge_and_nothing_else_has(name):
    found = theory(name)
    dotted = [shape for shape in pictures.flat(plate_of(name).shapes) if isinstance(shape, Trace) and shape.ink.dash]
    assert len(dotted) == sum(bool(item.placement) for item in found.items)


@pytest.mark.parametrize("name", TWELVE)
def test_what_the_page_cuts_short_says_so(name):
    found = theory(name)
    said_short = " ".join(pictures.texts(plate_of(name))).count("[cut short]:")
    assert said_short == any(item.cut_off for item in found.items)
    assert all("[cut short]" in said(item) for item in found.items if item.cut_off)


def test_a_picture_says_whose_the_arrows_are_and_what_made_it():
    bare, drawn = (" ".join(pictures.texts(theory_plate(found))) for found in (theory(), linked()))
    assert "no arrows: the guide prints none" in bare
    assert "eleven arrows, the reader's own" in drawn
    assert "are the reader's own; the guide prints none" in drawn
    assert re.search(r"cbf_widgets \d+\.\d+", bare)
    assert "nobody" not in bare


def test_a_theory_of_ones_own_speaks_of_no_guide():
    plate = theory_plate(own([2, 1], [(0, 2)]))
    assert "guide" not in plate.text
    assert "not a forecast" in plate.text or "nothing here is a forecast" in plate.text


def test_an_empty_column_says_so():
    assert "The page has none here." in " ".join(pictures.texts(plate_of("Essex")))
    assert "None here yet." in pictures.texts(theory_plate(own([1, 0])))
    assert "Nothing stands in it yet." in pictures.texts(theory_plate(own([])))


# --- arrows --------------------------------------------------------------------------------------------------------------


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


# --- a traced path -------------------------------------------------------------------------------------------------------


def test_only_the_traced_path_is_large_and_everything_is_there():
    found = linked()
    trace = found.links[2].to_item
    path = {trace, *found.upstream(trace), *found.downstream(trace)}
    large, small = places(found, trace).bands
    ids = [{box.item.id for boxes in band.columns for box in boxes if box.item} for band in (large, small)]
    assert ids == [path, {item.id for item in found.items} - path]
    assert large.look.size > 1.2 * small.look.size
    assert large.bottom <= small.top


def test_on_a_traced_path_assumptions_stand_on_the_cards():
    found = linked()
    trace = found.links[2].to_item
    axes = pictures.drawn(theory_plate(found, trace))
    assert pictures.overlapping(axes) == []
    assert pictures.outside(axes) == []
    (large, _) = places(found, trace).bands
    texts = " ".join(text.get_text() for text in axes.texts)
    on = {link.assumption for route in large.routes if (link := route.link).assumption}
    assert on
    assert all(f"if {text}" in texts for text in on)


def test_arrows_between_the_path_and_the_rest_are_counted_not_drawn():
    found = own([2, 2], [(0, 2), (0, 3), (1, 3)])
    ids = [item.id for item in found.items]
    text = " ".join(pictures.texts(theory_plate(found, ids[2])))
    assert "One arrow between the path and the rest not drawn." in text
    assert "between the path" not in " ".join(pictures.texts(theory_plate(found)))


def test_tracing_a_card_without_arrows_shows_it_alone():
    (large, _) = places(theory(), "indicators-1").bands
    assert [box.item.id for boxes in large.columns for box in boxes] == ["indicators-1"]
    assert "no cards lead in, no cards lead on" in " ".join(pictures.texts(theory_plate(theory(), "indicators-1")))


# --- columns -------------------------------------------------------------------------------------------------------------


def test_the_widths_even_out_the_heights_and_fill_the_page():
    found = widths(600.0, [90.0, 90.0, 90.0], lambda c, w: (1 + c) * 20_000 / w)
    assert sum(found) == pytest.approx(600.0)
    assert found == sorted(found)
    tall = [(1 + c) * 20_000 / w for c, w in enumerate(found)]
    assert max(tall) < 1.1 * min(tall)


@pytest.mark.parametrize("many", [1, 2, 3])
def test_a_split_column_keeps_every_item_in_order(many):
    for stand in stands(theory("Luton")):
        pieces = split(stand, many, lambda item: 50.0)
        assert [item for piece in pieces for item in piece.items] == list(stand.items)
        assert len(pieces) <= many


def test_columns_that_share_a_stage_stand_under_one_heading():
    titles = [stand.title for stand in stands(theory())]
    assert titles[:2] == ["Now", "Changes"]
    assert [len(stand.parts) for stand in stands(theory())][:2] == [2, 2]


def test_the_guides_columns_have_the_stages_of_the_matrix():
    assert set(stages(theory("Essex")).values()) == set(range(6))
    assert stages(theory())["indicators"] == stages(theory())["measures"] == 3


@given(st.lists(st.text("abc", min_size=1, max_size=3), max_size=9, unique=True))
def test_columns_of_ones_own_have_colours_of_their_own(titles):
    found = TheoryOfChange(id="ours", title="Ours")
    for title in titles:
        found = found.add_column(title)
    used = list(stages(found).values())
    assert len(set(used)) == len(used) == len(titles)


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


@settings(max_examples=40)
@given(st.text(max_size=200).filter(lambda text: text.strip()))
def test_any_words_become_a_sound_picture(text):
    found = TheoryOfChange(id="ours", title="Ours").add_column("Now")
    try:
        found = found.add_item("now", text)
    except CbfError:
        return
    document = theory_plate(found).svg()
    ET.fromstring(document)


@pytest.mark.parametrize("columns", [[1] * 60, [150], [0] * 12, [1]])
def test_extreme_theories_are_drawn(columns):
    found = own(columns)
    plate = theory_plate(found)
    ET.fromstring(plate.svg())
    assert sum(len(band.columns) for band in places(found).bands) == len(columns)
    assert plate.size[0] > 700


# --- the figure ----------------------------------------------------------------------------------------------------------


def test_a_theory_is_drawn_with_matplotlib():
    axes = draw.theory(linked(), theme="dark", trace="intermediate-outcomes-5")
    assert axes.get_label() == theory_plate(linked(), "intermediate-outcomes-5").text
    assert axes.texts[0].get_text() == "Croydon"
    place = Figure().add_subplot()
    assert draw.theory(theory(), ax=place) is place


@pytest.mark.parametrize("wrong, place", [({"trace": "nowhere"}, "item"), ({"theme": "pink"}, "theme")])
def test_what_cannot_be_drawn_is_said(wrong, place):
    with pytest.raises(CbfError) as caught:
        draw.theory(theory(), **wrong)
    assert caught.value.place == place


def test_the_chosen_card_stands_out():
    plain, chosen = theory_plate(theory(), "indicators-1"), said(theory().item("indicators-1"))
    bold = " ".join(words.text for words in pictures.words(plain) if isinstance(words, Words) and words.bold)
    assert chosen in bold
