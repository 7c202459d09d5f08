"""Edits of a spiral: each gives a new one, keeps the rules, and loses nothing."""

import copy
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cbf_widgets.errors import CbfError
from cbf_widgets.model.line import MOST_LOOPS, MOST_MARKS
from cbf_widgets.model.mark import Mark
from cbf_widgets.model.spiral import Spiral
from tests.strategies import json_values, lines, places, prose, spirals

OWN = {"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}, {"id": "talk", "name": "Talk"}]}


def blank(**fields):
    return Spiral(vocabulary=OWN, **fields)


def three():
    """m1 helps m2, r1 is repaired by m3."""
    built = blank().add("tea", 0.5).add("talk", 1.5).add("tea", 2.5)
    return built.ripple("m1", "m2", "so").rupture(2).repair("r1", "m3")


def ids(spiral):
    return [mark.id for mark in spiral.marks]


# --- the whole ---------------------------------------------------------------------------------------------------


@given(spirals())
def test_plain_data_makes_an_equal_spiral(spiral):
    data = spiral.to_dict()
    assert Spiral.from_dict(data) == spiral
    assert Spiral.from_dict(json.loads(json.dumps(data))) == spiral
    assert Spiral.from_dict(data).to_dict() == data


@given(spirals(), st.randoms())
def test_marks_lie_in_the_order_of_their_places(spiral, random):
    shuffled = list(spiral.marks)
    random.shuffle(shuffled)
    again = Spiral(vocabulary=spiral.vocabulary, loops=spiral.loops, marks=shuffled)
    assert [mark.place for mark in again.marks] == sorted(mark.place for mark in spiral.marks)
    assert {mark.id: mark for mark in again.marks} == {mark.id: mark for mark in spiral.marks}


@given(spirals(min_marks=1), st.data())
def test_every_edit_returns_a_new_spiral_and_leaves_the_old_as_it_was(spiral, data):
    before = copy.deepcopy(spiral.to_dict())
    mark = data.draw(st.sampled_from(ids(spiral)))
    kind = spiral.marks[0].kind
    edits = [
        lambda: spiral.add(kind),
        lambda: spiral.add(kind, data.draw(places(spiral.loops)), label=data.draw(lines)),
        lambda: spiral.change(mark, note=data.draw(prose), nurtures=["help"]),
        lambda: spiral.move(mark, data.draw(places(spiral.loops))),
        lambda: spiral.remove(mark),
        lambda: spiral.ripple(mark, data.draw(st.sampled_from(ids(spiral)))),
        lambda: spiral.rupture(data.draw(places(spiral.loops))),
        lambda: spiral.with_loops(data.draw(st.integers(1, MOST_LOOPS))),
        lambda: spiral.retitle(data.draw(lines)),
    ]
    try:
        edited = data.draw(st.sampled_from(edits))()
    except CbfError:  # a repair moved before its rupture, a ripple onto itself
        edited = None
    assert spiral.to_dict() == before
    assert edited is None or Spiral.from_dict(edited.to_dict()) == edited


@given(spirals(), st.integers(1, MOST_LOOPS))
def test_other_loops_lose_no_mark_and_keep_the_order(spiral, loops):
    other = spiral.with_loops(loops)
    assert other.loops == loops
    assert ids(other) == ids(spiral)
    assert [rupture.id for rupture in other.ruptures] == [rupture.id for rupture in spiral.ruptures]
    assert other.ripples == spiral.ripples
    gone = {"place", "loops"}
    for old, new in zip((*spiral.marks, *spiral.ruptures), (*other.marks, *other.ruptures), strict=True):
        assert {k: v for k, v in old.to_dict().items() if k not in gone} == {
            k: v for k, v in new.to_dict().items() if k not in gone
        }


@given(spirals(), st.integers(1, MOST_LOOPS))
def test_more_loops_move_nothing(spiral, loops):
    if loops >= spiral.loops:
        assert spiral.with_loops(loops).marks == spiral.marks
        assert spiral.with_loops(loops).with_loops(spiral.loops) == spiral


def test_fewer_loops_move_nothing_while_all_still_fits():
    assert blank(loops=5).add("tea", 2).with_loops(2).mark("m1").place == 2


def test_fewer_loops_draw_the_whole_line_together():
    drawn = three().with_loops(1)
    assert [mark.place for mark in drawn.marks] == [0.166667, 0.5, 0.833333]
    assert drawn.ruptures[0].place == 0.666667


@pytest.mark.parametrize("loops", [0, -1, 13, 2.5, "3", None, True, float("nan"), 10**400])
def test_loops_that_no_line_can_have_are_refused(loops):
    with pytest.raises(CbfError, match=r"^loops: expected"):
        three().with_loops(loops)


def test_a_title_and_an_alias_change_apart():
    assert blank(title="a", alias="b").retitle(alias="c").title == "a"
    assert blank(title="a", alias="b").retitle("") == blank(alias="b")


# --- reading -----------------------------------------------------------------------------------------------------


def test_the_lines_end_belongs_to_the_last_loop():
    assert [blank(loops=2).loop(place) for place in (0, 0.999, 1, 1.5, 2)] == [1, 1, 2, 2, 2]


def test_a_marks_number_is_its_rank_along_the_line():
    built = blank().add("tea", 2).add("tea", 1)
    assert [built.number("m1"), built.number("m2")] == [2, 1]


def test_what_is_not_there_is_an_error_that_lists_what_is():
    with pytest.raises(CbfError, match=r"mark: expected a mark of this spiral \(m1, m2, m3\), but got 'm9'"):
        three().mark("m9")
    with pytest.raises(CbfError, match=r"rupture: expected a rupture of this spiral \(there is none yet\)"):
        blank().remove_rupture("r1")


# --- marks -------------------------------------------------------------------------------------------------------


@given(spirals())
def test_adding_and_removing_is_nothing_at_all(spiral):
    kind = spiral.vocabulary.kinds[0].id
    added = spiral.add(kind, spiral.loops)
    (new,) = set(ids(added)) - set(ids(spiral))
    assert added.remove(new) == spiral


@given(spirals())
def test_adding_where_nobody_says_comes_last_and_adds_at_most_one_loop(spiral):
    added = spiral.add(spiral.vocabulary.kinds[0].id)
    (new,) = set(ids(added)) - set(ids(spiral))
    assert added.number(new) == len(added.marks)
    assert added.loops - spiral.loops in ((0, 1) if spiral.loops < MOST_LOOPS else (0,))


def test_a_full_line_grows_by_a_loop_and_never_beyond_twelve():
    assert blank(loops=1).add("tea", 0.9).add("tea").marks[-1].place == 1.1
    full = blank(loops=12).add("tea", 11.9).add("tea").add("tea")
    assert ([mark.place for mark in full.marks], full.loops) == ([11.9, 12, 12], 12)


def test_five_steps_fill_a_loop_exactly():
    built = blank(loops=1)
    for _ in range(5):
        built = built.add("tea")
    assert ([mark.place for mark in built.marks], built.loops) == ([0.2, 0.4, 0.6, 0.8, 1.0], 1)


@given(spirals(min_marks=1), st.data())
def test_a_mark_removed_leaves_no_ripple_or_repair_behind(spiral, data):
    gone = data.draw(st.sampled_from(ids(spiral)))
    left = spiral.remove(gone)
    assert gone not in ids(left)
    assert len(left.marks) == len(spiral.marks) - 1
    assert all(gone not in (ripple.source, ripple.target) for ripple in left.ripples)
    assert all(rupture.repair != gone for rupture in left.ruptures)
    assert {r for r in spiral.ripples if gone not in (r.source, r.target)} == set(left.ripples)
    assert len(left.ruptures) == len(spiral.ruptures)


def test_ids_of_any_length_leave_room_for_the_next():
    marks = (Mark(id="m" + "9" * 59, kind="tea", place=0), Mark(id="m7", kind="tea", place=1))
    assert ids(blank(marks=marks).add("tea", 2))[-1] == "m8"


def test_a_change_keeps_the_other_fields():
    built = blank().add("tea", 1, label="a", note="b", when="c", nurtures=["help"], holds=True)
    assert built.change("m1", label="d").mark("m1") == Mark(
        id="m1", kind="tea", place=1, label="d", note="b", when="c", nurtures=("help",), holds=True
    )


@pytest.mark.parametrize(
    "edit, message",
    [
        (lambda s: s.add("milk", 1), r"marks\[3\].kind: expected a kind of step \(tea, talk\), but got 'milk'"),
        (lambda s: s.add("tea", 3.1), r"marks\[3\].place: expected a number from 0 to 3, but got 3.1"),
        (lambda s: s.add("tea", "x"), "place: expected a number, but got 'x'"),
        (lambda s: s.add("tea", 1, id="m1"), r"marks\[3\].id: expected each id once"),
        (lambda s: s.add("tea", 1, lable="a"), "expected one of .*, but got 'lable'"),
        (lambda s: s.move("m1", float("inf")), "place: expected a number, but got inf"),
        (lambda s: s.change("m1", colour="red"), "but got 'colour'"),
        (lambda s: s.rupture(1, colour="red"), "but got 'colour'"),
        (lambda s: s.ripple("m1", "m9"), r"ripples\[1\].target: expected a mark \(m1, m2, m3\), but got 'm9'"),
        (lambda s: s.ripple("m1", "m1"), "two different marks"),
        (lambda s: s.remove_ripple("m2", "m1"), "ripples: expected a ripple of this spiral, but got 'm2' to 'm1'"),
        (lambda s: s.repair("r1", "m1"), r"ruptures\[0\].repair: expected a repair further along .* Move one of them."),
        (lambda s: s.repair("r1", "m9"), r"ruptures\[0\].repair: expected a mark"),
        (lambda s: s.move("m3", 1), "a repair further along"),
        (lambda s: s.change_rupture("r1", place=2.75), "a repair further along"),
    ],
)
def test_an_edit_that_breaks_a_rule_is_refused_with_its_place(edit, message):
    with pytest.raises(CbfError, match=message):
        edit(three())


def test_two_thousand_marks_are_the_most():
    marks = [Mark(id=f"m{i}", kind="tea", place=0) for i in range(MOST_MARKS)]
    with pytest.raises(CbfError, match="marks: expected at most 2000, but got 2001"):
        blank(marks=marks).add("tea")


# --- ripples, ruptures, repairs ----------------------------------------------------------------------------------


def test_a_ripple_drawn_twice_keeps_its_rank_and_takes_the_new_note():
    again = three().ripple("m2", "m3").ripple("m1", "m2", "because")
    assert [(r.source, r.note) for r in again.ripples] == [("m1", "because"), ("m2", "")]


def test_a_ripple_has_a_direction():
    assert len(three().ripple("m2", "m1").ripples) == 2


def test_a_repair_can_be_taken_back():
    assert three().repair("r1", "").ruptures[0].repair == ""


def test_the_mark_that_repaired_stays_when_its_rupture_goes():
    assert ids(three().remove_rupture("r1")) == ["m1", "m2", "m3"]


def test_a_repair_may_lie_at_the_very_place_of_its_rupture():
    assert three().move("m3", 2).ruptures[0].repair == "m3"


@given(json_values)
def test_any_plain_data_makes_a_spiral_or_an_error_of_ours(data):
    for fields in (data, {"vocabulary": OWN, "marks": data}, {"vocabulary": data}, {"vocabulary": OWN, "loops": data}):
        try:
            spiral = Spiral.from_dict(fields)
        except CbfError:
            continue
        assert Spiral.from_dict(spiral.to_dict()) == spiral
