"""What is read off a spiral: right for spirals made by hand, true of any."""

import dataclasses
import json

import pytest
from hypothesis import given

from cbf_widgets.errors import CbfError
from cbf_widgets.model.essence import ASPECTS
from cbf_widgets.model.measure import Disruption, Nurtured, Return, SpiralMeasures, measure
from cbf_widgets.model.spiral import Spiral
from tests.strategies import spirals

OWN = {"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}, {"id": "talk", "name": "Talk"}]}


def journey():
    """Tea, talk, a rupture, then talk and tea on the third loop; nothing on the second."""
    spiral = Spiral(vocabulary=OWN)
    spiral = spiral.add("tea", 0.25, label="Sleep", nurtures=["help"], when="2026-01-01")
    spiral = spiral.add("talk", 0.75, label="Food", nurtures=["help", "possibility"])
    spiral = spiral.rupture(1).add("talk", 2.25, label=" sleep ", when="2026-03-01").add("tea", 2.5, nurtures=["help"])
    return spiral.repair("r1", "m4").rupture(2.75)


def test_a_journey_by_hand():
    assert measure(journey()) == SpiralMeasures(
        marks=("m1", "m2", "m3", "m4"),
        furthest=2.5,
        moves=(0.5, 1.5, 0.25),
        loops=3,
        marks_per_loop=(2, 0, 2),
        loops_reached=(1, 3),
        same="kind",
        returns=(
            Return(mark="m3", earlier="m2", loop=3, earlier_loop=1),
            Return(mark="m4", earlier="m1", loop=3, earlier_loop=1),
        ),
        disruptions=(
            Disruption(rupture="r1", place=1, loop=2, repaired_by="m4", between=("m3",)),
            Disruption(rupture="r2", place=2.75, loop=3, repaired_by="", between=()),
        ),
        open_ruptures=("r2",),
        nurtured=(
            Nurtured(
                aspect="help",
                marks=("m1", "m2", "m4"),
                places=(0.25, 0.75, 2.5),
                whens=("2026-01-01", "", ""),
                per_loop=(2, 0, 1),
            ),
            Nurtured(aspect="challenge", marks=(), places=(), whens=(), per_loop=(0, 0, 0)),
            Nurtured(aspect="possibility", marks=("m2",), places=(0.75,), whens=("",), per_loop=(1, 0, 0)),
        ),
        unsaid=("m3",),
    )


def test_one_label_is_one_issue_when_that_is_assumed():
    found = measure(journey(), same="label")
    assert (found.same, found.returns) == ("label", (Return(mark="m3", earlier="m1", loop=3, earlier_loop=1),))


def test_marks_without_a_label_are_about_no_issue():
    assert measure(Spiral(vocabulary=OWN).add("tea", 0).add("tea", 2), same="label").returns == ()


def test_a_mark_on_the_same_loop_is_no_return():
    spiral = Spiral(vocabulary=OWN).add("tea", 0.1).add("tea", 0.2).add("tea", 1.1).add("tea", 1.2)
    assert [(one.mark, one.earlier) for one in spiral.measures().returns] == [("m3", "m2"), ("m4", "m2")]


def test_a_blank_spiral_has_moved_nowhere():
    found = measure(Spiral(vocabulary=OWN, loops=2))
    assert (found.furthest, found.moves, found.marks_per_loop, found.loops_reached) == (None, (), (0, 0), ())


def test_an_open_rupture_counts_all_marks_since():
    spiral = Spiral(vocabulary=OWN).add("tea", 0.5).add("tea", 1.5).rupture(1)
    assert spiral.measures().disruptions[0].between == ("m2",)


def test_a_repair_at_the_ruptures_own_place_comes_after_no_mark():
    spiral = Spiral(vocabulary=OWN).add("tea", 1).rupture(1).repair("r1", "m1")
    assert spiral.measures().disruptions[0].between == ()


@given(spirals())
def test_measures_of_any_spiral_agree_with_each_other(spiral):
    found = spiral.measures()
    assert sum(found.marks_per_loop) == len(found.marks) == len(spiral.marks)
    assert len(found.marks_per_loop) == found.loops == spiral.loops
    assert len(found.moves) == max(len(found.marks) - 1, 0)
    assert all(move >= 0 for move in found.moves)
    assert [one.aspect for one in found.nurtured] == list(ASPECTS)
    assert {mark for one in found.nurtured for mark in one.marks} | set(found.unsaid) == set(found.marks)
    assert all(sum(one.per_loop) == len(one.marks) for one in found.nurtured)
    assert len(found.disruptions) == len(spiral.ruptures)


@given(spirals())
def test_returns_are_those_that_a_slow_search_finds(spiral):
    slow = []
    for i, mark in enumerate(spiral.marks):
        before = [m for m in spiral.marks[:i] if m.kind == mark.kind and spiral.loop(m.place) < spiral.loop(mark.place)]
        if before:
            slow.append((mark.id, before[-1].id))
    assert [(one.mark, one.earlier) for one in spiral.measures().returns] == slow


@given(spirals())
def test_measures_are_plain_data_when_asked(spiral):
    found = spiral.measures()
    data = found.to_dict()
    assert json.loads(json.dumps(data)) == data
    assert set(data) == {field.name for field in dataclasses.fields(found)}
    rows = found.to_rows()
    assert {tuple(row) for row in rows} == {("measure", "of", "value")}
    assert [row["value"] for row in rows if row["measure"] == "marks on loop"] == list(found.marks_per_loop)


def test_rows_tell_every_measure():
    told = {(row["measure"], row["of"]): row["value"] for row in journey().measures().to_rows()}
    assert told["furthest place", ""] == 2.5
    assert told["moved from the mark before", "m3"] == 1.5
    assert told["returns to", "m4"] == "m1"
    assert told["repaired by", "r1"] == "m4"
    assert told["repaired by", "r2"] is None
    assert told["marks since the rupture, before any repair", "r1"] == 1
    assert told["nurtured first at", "possibility"] == 0.75
    assert told["nurtured first at", "challenge"] is None
    assert told["marks that nurture it, loop 3", "help"] == 1
    assert told["nobody has said what it nurtures", "m3"] is True


def test_nothing_is_a_score():
    words = {field.name for field in dataclasses.fields(SpiralMeasures)} | {
        row["measure"] for row in journey().measures().to_rows()
    }
    assert not any(word in name for name in words for word in ("score", "total", "mean", "rate", "rank", "quality"))


def test_another_idea_of_an_issue_is_refused():
    with pytest.raises(CbfError, match="same: expected 'kind' or 'label', but got 'place'"):
        measure(journey(), same="place")
