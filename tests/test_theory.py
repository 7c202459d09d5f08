"""A theory of change stays sound, whatever is done to it."""

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cbf_widgets.errors import CbfError, FileError
from cbf_widgets.model.theory import TheoryOfChange
from cbf_widgets.model.theory_parts import Column
from tests.strategies import json_values, sound, tried
from tests.theory_strategies import edits, theories


def three():
    """Three columns, two items in the first, one in each other, two arrows."""
    theory = TheoryOfChange(id="ours", title="Ours").add_column("Now").add_column("Doing").add_column("Later")
    theory = (
        theory.add_item("now", "Long waits").add_item("now", "Nobody asks").add_item("doing", "Ask").add_item("later", "Calm")
    )
    return theory.link("i2", "i3", assumption="They feel safe").link("i3", "i4")


def error_of(change):
    with pytest.raises(CbfError) as caught:
        change(three())
    return str(caught.value)


@given(theories())
def test_a_theory_comes_back_from_plain_data_and_from_json(theory):
    assert TheoryOfChange.from_dict(theory.to_dict()) == theory
    assert TheoryOfChange.from_dict(json.loads(json.dumps(theory.to_dict()))) == theory


@given(st.data())
def test_any_sequence_of_edits_keeps_a_theory_sound(data):
    theory = data.draw(theories())
    for _ in range(data.draw(st.integers(1, 8))):
        name, given_to, fields = data.draw(edits(theory))
        before = theory.to_dict()
        after, _error = tried(lambda: getattr(theory, name)(*given_to, **fields))  # noqa: B023 - called at once
        assert theory.to_dict() == before
        if after is not None:
            assert sound(after)
            assert_whole(after)
            theory = after


def assert_whole(theory):
    columns = [column.id for column in theory.columns]
    assert [item.column for item in theory.items] == sorted((item.column for item in theory.items), key=columns.index)
    ids = [item.id for item in theory.items]
    assert len(set(ids)) == len(ids)
    assert all(link.from_item in ids and link.to_item in ids for link in theory.links)


@given(theories(), json_values, st.data())
def test_any_field_may_hold_anything_at_all(theory, value, data):
    plain = theory.to_dict()
    name = data.draw(st.sampled_from([*plain, "items", "links", "other"]))
    found, error = tried(lambda: TheoryOfChange.from_dict({**plain, name: value}))
    assert error.expected if error else sound(found)


@given(theories(), st.data())
def test_an_item_added_is_where_it_was_asked_for_and_nothing_else_moves(theory, data):
    assume(theory.columns)
    column = data.draw(st.sampled_from([one.id for one in theory.columns]))
    there = [item.id for item in theory.of_column(column)]
    before = data.draw(st.sampled_from(["", *there]))
    after = theory.add_item(column, "New", before=before)
    (new,) = {item.id for item in after.items} - {item.id for item in theory.items}
    place = there.index(before) if before else len(there)
    assert [item.id for item in after.of_column(column)] == [*there[:place], new, *there[place:]]
    assert [item for item in after.items if item.id != new] == list(theory.items)


@given(theories(), st.data())
def test_what_is_taken_away_takes_its_arrows_along_and_nothing_more(theory, data):
    assume(theory.items)
    gone = data.draw(st.sampled_from([item.id for item in theory.items]))
    after = theory.remove_item(gone)
    assert after.links == tuple(link for link in theory.links if gone not in (link.from_item, link.to_item))
    assert after.items == tuple(item for item in theory.items if item.id != gone)


@given(theories())
def test_downstream_is_upstream_seen_from_the_other_end(theory):
    ids = [item.id for item in theory.items]
    down = {(one, other) for one in ids for other in theory.downstream(one)}
    assert down == {(one, other) for other in ids for one in theory.upstream(other)}
    assert {(link.from_item, link.to_item) for link in theory.links} <= down


def test_ways_may_be_long_and_go_round():
    theory = three()
    assert theory.downstream("i2") == {"i3", "i4"}
    assert theory.upstream("i4") == {"i2", "i3"}
    assert theory.upstream("i2") == frozenset()
    round_again = theory.link("i4", "i2")
    assert round_again.downstream("i2") == round_again.upstream("i2") == {"i2", "i3", "i4"}


def test_a_moved_item_keeps_its_arrows_and_its_fields():
    moved = three().change_item("i3", note="Why", lines=[4]).move_item("i3", "now", before="i2")
    assert [item.id for item in moved.items] == ["i1", "i3", "i2", "i4"]
    assert moved.links == three().links
    assert (moved.item("i3").column, moved.item("i3").note, moved.item("i3").lines) == ("now", "Why", (4,))


def test_ids_are_never_those_of_what_is_there():
    theory = three().remove_item("i2").add_item("now", "New")
    assert [item.id for item in theory.of_column("now")] == ["i1", "i5"]
    assert three().unlink("a1").link("i1", "i4").links[-1].id == "a3"
    assert [column.id for column in three().add_column("Now").add_column("now").columns][-2:] == ["now-1", "now-2"]


def test_a_vision_of_ones_own_has_no_lines():
    theory = TheoryOfChange(id="t", title="T", vision={"text": "Calm", "lines": [3]})
    assert theory.retitle(vision="Calm").vision.lines == (3,)
    assert theory.retitle(vision="Calmer").vision.to_dict() == {"text": "Calmer"}
    assert theory.retitle(title="U").vision == theory.vision


def test_fields_at_their_default_are_left_out():
    assert TheoryOfChange(id="t", title="T").to_dict() == {"id": "t", "title": "T"}
    assert three().to_dict()["links"][1] == {"id": "a2", "from_item": "i3", "to_item": "i4"}


def test_columns_of_one_stage_stand_under_one_heading():
    assert [Column(id="a", title="A", stage="Now").heading, Column(id="a", title="A").heading] == ["Now", "A"]


@pytest.mark.parametrize(
    "change, message",
    [
        (lambda t: t.item("i9"), "item: expected the id of an item (i1, i2, i3, i4), but got 'i9'."),
        (lambda t: t.column("x"), "column: expected the id of a column (now, doing, later), but got 'x'."),
        (lambda t: t.unlink("a9"), "link: expected the id of a link (a1, a2), but got 'a9'."),
        (lambda t: t.upstream("x"), "item: expected the id of an item (i1, i2, i3, i4), but got 'x'."),
        (lambda t: t.of_column("x"), "column: expected the id of a column (now, doing, later), but got 'x'."),
        (lambda t: t.add_item("now", "a" * 501), "text: expected at most 500 characters, but got 501. Shorten it."),
        (lambda t: t.add_item("now", "\n"), "text: expected some text, but got none. Write at least one word."),
        (lambda t: t.add_item("now", "New", id="i1"), "items[4].id: expected each id once, but got 'i1'."),
        (lambda t: t.add_item("now", "New", tea=1),
         ("expected one of id, column, text, lines, group, placement, cut_off, note, but got 'tea'."
          " Take that field out, or mend its name.")),
        (lambda t: t.add_column("Now", id="later"), "columns[3].id: expected each id once, but got 'later'."),
        (lambda t: t.change_item("i1", id="i8"), "id: expected the id it has, but got 'i8'. Ids stay as they are."),
        (lambda t: t.change_column("now", id="x"), "id: expected the id it has, but got 'x'. Ids stay as they are."),
        (lambda t: t.change_item("i1", column="x"), "items[0].column: expected the id of a column (now, doing, later), but got 'x'."),
        (lambda t: t.move_item("x", "now", before="x"), "item: expected the id of an item (i1, i2, i3, i4), but got 'x'."),
        (lambda t: t.move_item("i1", "x", before="i1"), "column: expected the id of a column (now, doing, later), but got 'x'."),
        (lambda t: t.link("i1", "i1"), "links[2]: expected two different items, but got 'i1'. Join it to another item."),
        (lambda t: t.link("i2", "i3"), "links[2]: expected each arrow once, but got i2 to i3 again. Change the arrow that is there."),
        (lambda t: t.link("i1", "x"), "item: expected the id of an item (i1, i2, i3, i4), but got 'x'."),
        (lambda t: t.link("i1", "i4", strength="huge"),
         "strength: expected one of '', 'weak', 'middling', 'strong', but got 'huge'."),
        (lambda t: t.change_link("a1", from_item="i1"),
         "change_link: expected any other field, but got 'from_item'. Take the arrow away and draw another."),
        (lambda t: t.retitle(title=" "), "title: expected some text, but got none. Write at least one word."),
        (lambda t: TheoryOfChange.from_dict({**t.to_dict(), "links": [{"id": "a", "from_item": "x", "to_item": "i1"}]}),
         "links[0].from_item: expected the id of an item, but got 'x'."),
        (lambda t: TheoryOfChange.from_dict({**t.to_dict(), "pages": [1, 2, 3]}), "pages: expected at most 2, but got 3."),
    ],
)  # fmt: skip
def test_an_error_says_what_was_expected(change, message):
    assert error_of(change) == message


def test_a_theory_may_be_large_but_not_endless():
    items = [{"id": f"i{n}", "column": "now", "text": "Tea"} for n in range(2001)]
    plain = {"id": "t", "title": "T", "columns": [{"id": "now", "title": "Now"}]}
    assert len(TheoryOfChange.from_dict({**plain, "items": items[:-1]}).items) == 2000
    with pytest.raises(CbfError, match="items: expected at most 2000, but got 2001"):
        TheoryOfChange.from_dict({**plain, "items": items})


@given(theories())
def test_a_saved_theory_is_the_same_when_it_is_read(theory):
    with tempfile.TemporaryDirectory() as folder:
        assert TheoryOfChange.load(theory.save(Path(folder) / "mine")) == theory


def test_another_document_is_refused_by_name(tmp_path):
    path = tmp_path / "mine.json"
    path.write_text('{"format": "cbf_widgets spiral", "version": 1}', encoding="utf-8")
    with pytest.raises(
        FileError, match=r"mine\.json, format: expected a cbf_widgets theory of change, but got 'cbf_widgets spiral'"
    ):
        TheoryOfChange.load(path)
    path.write_text('{"format": "cbf_widgets theory of change", "version": 1, "id": "t"}', encoding="utf-8")
    with pytest.raises(FileError, match=r"mine\.json: expected a field 'title', but got none"):
        TheoryOfChange.load(path)
