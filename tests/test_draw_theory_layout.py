"""Where the columns of a theory lie: a traced path, widths, split columns, stages, extremes."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cbf_widgets.draw.lettering import text_width
from cbf_widgets.draw.theory_cards import LARGE, assumed
from cbf_widgets.draw.theory_layout import widths
from cbf_widgets.draw.theory_outline import path_said
from cbf_widgets.draw.theory_plate import theory_plate
from cbf_widgets.draw.theory_stages import split, stages, stands
from cbf_widgets.model.theory import TheoryOfChange
from tests import pictures
from tests.theory_pictures import linked, own, places, theory

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


def test_an_assumption_that_is_cut_on_a_card_says_so():
    long = "there is time and everybody knows of it " * 20
    found = own([1, 1]).link("i1", "i2", assumption=long.strip())
    lines = assumed(long, LARGE, 200)
    assert len(lines) == 8
    assert lines[-1].endswith(" …")
    assert all(text_width(line, 0.82 * LARGE.size) <= 200 for line in lines)
    assert any(text.endswith(" …") for text in pictures.texts(theory_plate(found, "i1")))
    assert assumed("help is near", LARGE, 200) == ["if help is near"]


def test_a_path_says_how_many_cards_lead_in_and_how_many_on():
    found = own([2, 1, 3], [(0, 2), (1, 2), (2, 3)])
    said = "The path through one card: two cards lead in, one card leads on"
    assert path_said(found, "i3") == said
    assert said in pictures.texts(theory_plate(found, "i3"))
    assert f"{said}: {found.item('i3').text}." in theory_plate(found, "i3").text


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


@pytest.mark.parametrize("columns", [[1] * 60, [150], [0] * 12, [1]])
def test_extreme_theories_are_drawn(columns):
    found = own(columns)
    plate = theory_plate(found)
    ET.fromstring(plate.svg())
    assert sum(len(band.columns) for band in places(found).bands) == len(columns)
    assert plate.size[0] > 700
