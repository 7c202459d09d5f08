"""What every value keeps: frozen, checked field by field, with errors that name the place."""

import pickle
from fractions import Fraction
from typing import Annotated

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cbf_widgets.errors import CbfError, FileError, listed, renamed, shown
from cbf_widgets.model.mark import Mark, Ripple, Rupture
from cbf_widgets.model.step import StepKind, StepLink, Vocabulary, as_vocabulary
from cbf_widgets.model.value import AtMost, Identifier, Line, Name, Prose, Range, Value, convert
from tests.strategies import json_values, vocabularies


class Pot(Value):
    size: Annotated[float, Range(0, 10)] = 1
    label: Line = ""
    cups: tuple[Identifier, ...] = ()


def test_a_value_cannot_be_changed():
    with pytest.raises(AttributeError):
        Pot().size = 2


def test_plain_data_makes_an_equal_value():
    pot = Pot(size=2, label="blue", cups=["a", "b"])
    assert pot.to_dict() == {"size": 2.0, "label": "blue", "cups": ["a", "b"]}
    assert Pot.from_dict(pot.to_dict()) == pot


def test_fields_at_their_default_are_left_out():
    assert Pot(size=1.0).to_dict() == {}


@pytest.mark.parametrize(
    "data, message",
    [
        ({"size": 11}, "size: expected a number from 0 to 10, but got 11.0."),
        ({"size": float("nan")}, "size: expected a number, but got nan."),
        ({"size": "2"}, "size: expected a number, but got '2'."),
        ({"size": True}, "size: expected a number, but got True."),
        ({"size": 10**400}, "size: expected a number, but got one far too large."),
        ({"label": None}, "label: expected text, but got nothing."),
        ({"cups": "ab"}, "cups: expected a list, but got 'ab'."),
        ({"cups": ["a", ""]}, "cups[1]: expected some text, but got none. Write at least one word."),
        ({"cups": ["a b"]}, "cups[0]: expected an id of letters, digits, hyphens and underscores, but got 'a b'."),
        ({"__proto__": {}}, "expected one of size, label, cups, but got '__proto__'. Take that field out, or mend its name."),
        ([], "expected the fields of a pot, but got []."),
    ],
)
def test_an_error_names_the_place_and_both_sides(data, message):
    with pytest.raises(CbfError) as caught:
        Pot.from_dict(data)
    assert str(caught.value) == message


@given(json_values)
def test_any_plain_data_makes_a_value_or_an_error_of_ours(data):
    for cls in (Pot, Mark, Ripple, Rupture, Vocabulary):
        try:
            value = cls.from_dict(data)
        except CbfError:
            continue
        assert cls.from_dict(value.to_dict()) == value


@pytest.mark.parametrize("text", ["a\x00", "a\x1b", "\ud800", "a\ufffe", "a\r", "a\x85"])
def test_characters_that_no_file_can_carry_are_refused(text):
    for hint in (Name, Line, Prose):
        with pytest.raises(CbfError, match="control characters"):
            convert(hint, text)


def test_line_breaks_belong_in_prose_alone():
    assert convert(Prose, "a\n\tb") == "a\n\tb"
    with pytest.raises(CbfError, match="control characters"):
        convert(Line, "a\nb")


def test_a_list_too_long_is_refused_before_its_items_are_looked_at():
    with pytest.raises(CbfError, match="at most 2, but got 3"):
        convert(Annotated[tuple[Mark, ...], AtMost(2)], [None] * 3)


def test_whole_numbers_of_any_size_are_compared_not_converted():
    with pytest.raises(CbfError, match="a number from 1 to 12, but got a number of more than 60 digits"):
        convert(Annotated[int, Range(1, 12)], 10**400)


@given(st.recursive(st.integers() | st.text() | st.floats() | st.none(), lambda s: st.lists(s) | st.dictionaries(st.text(), s)))
def test_whatever_came_is_shown_in_few_words(value):
    assert 0 < len(shown(value)) <= 61
    shown(value).encode()


def test_depth_and_length_cost_nothing_to_show():
    deep: list = []
    for _ in range(100_000):
        deep = [deep]
    assert shown(deep) == "[[[...]]]"
    assert len(shown({"a": 10**5000, "b": "x" * 10**6})) <= 61
    assert len(shown(-(10**5000))) <= 61


def test_letters_of_every_script_stay_readable_in_errors():
    assert shown("Māori") == "'Māori'"
    assert "\u202e" not in shown("a\u202eb")


def test_names_in_a_message_stop_at_a_dozen():
    assert listed([str(n) for n in range(14)]).endswith("11 and 2 more")
    assert listed([]) == ""


def test_an_error_survives_the_way_to_another_process():
    error = FileError("tea", "milk", place="cup", advice="Stir.", file="a.json")
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), again.place, again.file) == (FileError, str(error), "cup", "a.json")


def test_an_error_can_be_told_in_the_words_of_a_table():
    error = CbfError("tea", "milk", place="marks[0].kind")
    assert renamed(error, {"marks[0]": "row 5"}, "column", {"kind": "step"}).place == "row 5, column step"
    assert renamed(error, {"marks[1]": "row 6"}, "column") is error


def test_what_a_mark_nurtures_has_one_order_and_no_repeats():
    assert Mark(id="a", kind="a", place=0, nurtures=["possibility", "help", "help"]).nurtures == ("help", "possibility")


def test_a_ripple_joins_two_marks():
    with pytest.raises(CbfError, match="two different marks"):
        Ripple(source="a", target="a")


@given(vocabularies())
def test_a_vocabulary_makes_the_round_trip(vocabulary):
    assert Vocabulary.from_dict(vocabulary.to_dict()) == vocabulary
    assert as_vocabulary(vocabulary.to_dict()) == vocabulary


def kind(identifier, name="Tea", **more):
    return StepKind(id=identifier, name=name, **more)


def test_every_kind_is_found_by_its_own_id_first():
    own = Vocabulary(name="own", title="Ours", kinds=(kind("tea", "Rupture"), kind("Tea", "milk"), kind("milk", "tea")))
    assert [own.find(text).id for text in ("tea", "Tea", "TEA", " milk ", "RUPTURE")] == ["tea", "Tea", "tea", "milk", "tea"]


def test_a_kind_is_found_by_its_id_whatever_its_capitals():
    own = Vocabulary(name="own", title="Ours", kinds=(kind("Tea", "milk"),))
    assert own.find("TEA").id == "Tea"


def test_a_kind_is_found_by_any_name_whatever_its_capitals_and_spaces():
    own = Vocabulary(name="own", title="Ours", kinds=(kind("a", "Cup  of Tea", also_called=("Straße",)),))
    assert own.find("cup of\tTEA") is own.find("STRASSE") is own.kinds[0]
    with pytest.raises(CbfError, match="expected one of Cup  of Tea, but got 'milk'"):
        own.find("milk")


@pytest.mark.parametrize(
    "fields, message",
    [
        ({"kinds": ()}, "kinds: expected at least one kind"),
        ({"kinds": (kind("a"), kind("a"))}, r"kinds\[1\].id: expected each id once"),
        ({"kinds": [kind("a")] * 201}, "kinds: expected at most 200"),
        ({"links": [StepLink(from_kind="a", to_kind="b", kind="support", says="", source="")]}, r"links\[0\].to_kind"),
    ],
)
def test_a_vocabulary_that_contradicts_itself_is_refused(fields, message):
    with pytest.raises(CbfError, match=message):
        Vocabulary(**{"name": "own", "title": "Ours", "kinds": (kind("a"),), **fields})


def test_an_unknown_vocabulary_is_an_error_of_ours():
    with pytest.raises(CbfError):
        as_vocabulary("no such vocabulary")


@pytest.mark.parametrize("two", [2, np.int64(2), np.uint8(2), Fraction(2)])
def test_a_number_of_another_library_is_a_number(two):
    assert convert(float, two) == 2
    assert type(convert(float, two)) is float
    if not isinstance(two, Fraction):
        assert type(convert(int, two)) is int


@pytest.mark.parametrize("value", [np.bool_(True), np.float32("nan"), np.array([2]), 2j])
def test_what_only_looks_like_a_number_is_none(value):
    with pytest.raises(CbfError):
        convert(float, value)
