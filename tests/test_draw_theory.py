"""A theory of change as a picture: every item once, nothing on anything else, doubts and owners said."""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby
from xml.etree import ElementTree as ET

import matplotlib.pyplot as plt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure

from cbf_widgets import draw
from cbf_widgets.draw.palette import THEMES, contrast
from cbf_widgets.draw.scene import Trace, Words
from cbf_widgets.draw.theory_cards import said
from cbf_widgets.draw.theory_plate import LANDSCAPE, theory_plate
from cbf_widgets.draw.theory_plates import points
from cbf_widgets.draw.theory_stages import stands
from cbf_widgets.draw.theory_still import theory_still
from cbf_widgets.errors import CbfError
from cbf_widgets.model.theory import TheoryOfChange
from cbf_widgets.model.theory_parts import Column
from tests import pictures
from tests.theory_pictures import A4, TWELVE, linked, own, places, plate_of, theory


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


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
    for column in found.columns:
        for group, together in groupby(found.of_column(column.id), key=lambda item: item.group):
            first = next(iter(together))
            assert not group or f"{group}: {said(first)}" in plate.text


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


# --- the figure ----------------------------------------------------------------------------------------------------------


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


def test_a_heading_of_nothing_but_spaces_is_none():
    column = Column(id="tea", title="Tea", stage=" ")
    found = TheoryOfChange(id="ours", title="Ours", columns=(column,)).add_item("tea", "Milk")
    assert [stand.title for stand in stands(found)] == ["Tea"]
    assert "Tea" in pictures.texts(theory_plate(found))
    assert theory_still(found).count("<bdi>Tea</bdi>") == 1


def test_letters_that_no_slanted_font_has_stand_upright():
    arabic, german = "خطوة صغيرة", "Ein Löffel Zeit"
    found = TheoryOfChange(id="ours", title="Ours", vision={"text": arabic}).add_column("Now")
    found = found.add_item("now", "Tea", group=german).add_item("now", "Talk", group=arabic)
    drawn = {text.get_text(): text.get_fontstyle() for text in pictures.drawn(theory_plate(found)).texts}
    assert (drawn[arabic], drawn[german]) == ("normal", "italic")


def test_every_column_below_a_shared_heading_says_how_many_items_it_has():
    found = theory("Croydon")
    drawn = pictures.words(plate_of("Croydon"))
    counts = [words.text for words in drawn if words.anchor == "end" and words.size == 11.5]
    parts = [column for column in found.columns if column.title != column.heading]
    assert counts == [str(len(found.of_column(column.id))) for column in parts]
    assert len(set(counts)) > 1
