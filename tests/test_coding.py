"""A coding: which item carries which theme, why and by whom."""

import json

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cbf_widgets.errors import CbfError, FileError
from cbf_widgets.model.coding import Code, Coding, SharedWording
from tests.strategies import json_values, sound, tried
from tests.theory_strategies import codes, codings


def two():
    codes = [
        {"theory": "luton", "item": "i1", "theme": "money", "why": "It costs"},
        {"theory": "luton", "item": "i1", "theme": "fathers"},
        {"theory": "dorset", "item": "i1", "theme": "money", "by": "us"},
    ]
    themes = [{"id": "fathers", "title": "Fathers"}, {"id": "money", "title": "Money"}]
    return Coding.from_dict({"id": "ours", "title": "Ours", "themes": themes, "codes": codes})


@given(codings())
def test_a_coding_comes_back_from_plain_data(coding):
    assert Coding.from_dict(json.loads(json.dumps(coding.to_dict()))) == coding


@given(codings(), st.data())
def test_a_code_is_there_after_it_was_given_and_gone_after_it_was_taken(coding, data):
    assume(coding.themes)
    code = data.draw(codes([theme.id for theme in coding.themes]))
    given_ = coding.with_code(code)
    assert sound(given_)
    assert [one for one in given_.codes if one.key == code.key] == [code]
    assert {one.key for one in given_.codes} == {one.key for one in coding.codes} | {code.key}
    assert code.theme in given_.themes_of(code.theory, code.item)
    taken = given_.without([code])
    assert {one.key for one in taken.codes} == {one.key for one in coding.codes} - {code.key}
    assert code.theme not in taken.themes_of(code.theory, code.item)


@given(codings(), st.data())
def test_a_theme_goes_with_its_codes_and_with_nothing_else(coding, data):
    assume(coding.themes)
    gone = data.draw(st.sampled_from(coding.themes)).id
    rest = coding.without_theme(gone)
    assert [theme.id for theme in rest.themes] == [theme.id for theme in coding.themes if theme.id != gone]
    assert rest.codes == tuple(code for code in coding.codes if code.theme != gone)


@given(codings(), json_values, st.data())
def test_any_field_may_hold_anything_at_all(coding, value, data):
    name = data.draw(st.sampled_from(["id", "title", "by", "themes", "codes", "other"]))
    found, error = tried(lambda: Coding.from_dict({**coding.to_dict(), name: value}))
    assert error.expected if error else sound(found)


def test_themes_of_an_item_stand_in_the_order_of_the_codebook():
    assert two().themes_of("luton", "i1") == ("fathers", "money")
    assert two().themes_of("dorset", "i1") == ("money",)
    assert two().themes_of("dorset", "i2") == ()


def test_a_code_that_says_the_same_takes_the_place_of_the_old():
    changed = two().with_code(Code(theory="luton", item="i1", theme="money", why="Debt"))
    assert [code.why for code in changed.codes] == ["", "", "Debt"]


@pytest.mark.parametrize(
    "change, message",
    [
        (lambda c: c.with_code(Code(theory="luton", item="i1", theme="tea")),
         "codes[3].theme: expected the id of a theme (fathers, money), but got 'tea'."),
        (lambda c: c.without_theme("tea"), "theme: expected the id of a theme (fathers, money), but got 'tea'."),
        (lambda c: Coding(id="o", title="O", themes=(*c.themes, c.themes[0])), "themes: expected each theme once, but got 'fathers'."),
        (lambda c: Coding(id="o", title="O", themes=c.themes, codes=(*c.codes, c.codes[0])),
         "codes[3]: expected each code once, but got luton i1 money again."),
        (lambda _: Code(theory="a b", item="i1", theme="t"), "theory: expected an id of letters, digits, hyphens and underscores, but got 'a b'."),
    ],
)  # fmt: skip
def test_an_error_says_what_was_expected(change, message):
    with pytest.raises(CbfError) as caught:
        change(two())
    assert str(caught.value) == message


def test_a_saved_coding_is_the_same_when_it_is_read(tmp_path):
    assert Coding.load(two().save(tmp_path / "mine")) == two()
    (tmp_path / "other.json").write_text('{"format": "cbf_widgets coding", "version": 1, "id": "o", "title": "O", "themes": 3}')
    with pytest.raises(FileError, match=r"other\.json, themes: expected a list, but got 3"):
        Coding.load(tmp_path / "other.json")


def test_shared_wording_names_its_theories_once():
    wording = SharedWording(id="w", how="same words", items=("luton/i1", "dorset/i2", "luton/i3"))
    assert wording.theories == ("luton", "dorset")
