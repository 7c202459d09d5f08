"""What a person did with the theories: only what differs from what is shipped, and nothing lost."""

import json

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cbf_widgets.errors import CbfError, FileError
from cbf_widgets.model.coding import Coding
from cbf_widgets.model.theory import TheoryOfChange
from cbf_widgets.model.theory_work import TheoryWork, work_of
from tests.strategies import identifiers, json_values, sound, tried
from tests.theory_strategies import codings, theories, works

LUTON = TheoryOfChange(id="luton", title="Luton")
DORSET = TheoryOfChange(id="dorset", title="Dorset")
CODING = Coding.from_dict(
    {
        "id": "shipped", "title": "Shipped", "themes": [{"id": "money", "title": "Money"}, {"id": "fathers", "title": "Fathers"}],
        "codes": [{"theory": "luton", "item": "i1", "theme": "money", "why": "It costs"}],
    }
)  # fmt: skip


@given(works())
def test_work_comes_back_from_plain_data(work):
    assert TheoryWork.from_dict(json.loads(json.dumps(work.to_dict()))) == work


@given(works(), st.lists(theories(most=2), max_size=3, unique_by=lambda theory: theory.id), theories(most=2))
def test_a_theory_put_is_the_one_that_holds_and_taken_back_it_is_as_shipped(work, shipped, theory):
    put = work.put(theory)
    assert sound(put)
    assert put.theory(theory.id, shipped) == theory
    before = {one.id: one for one in work.all(shipped)}
    assert {one.id: one for one in put.all(shipped)} == {**before, theory.id: theory}
    back = put.take_back(theory.id)
    assert {one.id for one in back.theories} == {one.id for one in work.theories} - {theory.id}
    assert [one for one in back.all(shipped) if one.id == theory.id] == [one for one in shipped if one.id == theory.id]


@given(works(), codings(), identifiers, identifiers, st.data())
def test_an_item_carries_what_was_said_last(work, shipped, theory, item, data):
    themes = work.codebook[0].themes if work.codebook else shipped.themes
    assume(themes)
    theme = data.draw(st.sampled_from([one.id for one in themes]))
    carries = data.draw(st.booleans())
    after = work.recode(theory, item, theme, shipped, carries=carries, why="So", by="us")
    assert sound(after)
    assert (theme in after.coding(shipped).themes_of(theory, item)) == carries
    key = (theory, item, theme)
    others = {code.key for code in work.coding(shipped).codes} - {key}
    assert {code.key for code in after.coding(shipped).codes} - {key} == others
    assert after.recode(theory, item, theme, shipped, carries=carries, why="So", by="us").coding(shipped) == after.coding(shipped)


@given(works(), codings())
def test_the_coding_of_any_work_is_sound(work, shipped):
    coding = work.coding(shipped)
    assert sound(coding)
    base = work.codebook[0] if work.codebook else shipped
    assert coding.themes == base.themes
    added = {code.key for code in work.added if code.theme in {theme.id for theme in base.themes}}
    assert {code.key for code in coding.codes} == (
        {code.key for code in base.codes} - {code.key for code in work.dropped}
    ) | added


@given(works(), json_values, st.data())
def test_any_field_may_hold_anything_at_all(work, value, data):
    name = data.draw(st.sampled_from(["title", "theories", "codebook", "added", "dropped", "other"]))
    found, error = tried(lambda: TheoryWork.from_dict({**work.to_dict(), name: value}))
    assert error.expected if error else sound(found)


def test_shipped_theories_come_first_in_their_order():
    ours = TheoryOfChange(id="ours", title="Ours")
    work = TheoryWork().put(ours).put(DORSET.retitle("Dorset, changed"))
    assert [theory.title for theory in work.all([LUTON, DORSET])] == ["Luton", "Dorset, changed", "Ours"]
    assert work.theory("luton", [LUTON]) is LUTON


def test_nothing_is_noted_for_what_the_codebook_says_already():
    work = TheoryWork().recode("luton", "i1", "money", CODING, carries=True)
    assert work == TheoryWork()
    assert TheoryWork().recode("luton", "i2", "money", CODING, carries=False) == TheoryWork()
    dropped = TheoryWork().recode("luton", "i1", "money", CODING, carries=False)
    assert [code.key for code in dropped.dropped] == [("luton", "i1", "money")]
    assert dropped.recode("luton", "i1", "money", CODING, carries=True) == TheoryWork()


def test_what_was_added_takes_the_place_of_what_a_new_codebook_says():
    work = TheoryWork(added=({"theory": "luton", "item": "i1", "theme": "money", "why": "Ours"},))
    assert [code.why for code in work.coding(CODING).codes] == ["Ours"]


def test_codes_of_a_theme_that_is_gone_are_kept_but_left_out():
    work = TheoryWork(added=({"theory": "luton", "item": "i1", "theme": "gone"},))
    assert work.coding(CODING) == CODING
    assert work.recode("luton", "i1", "gone", CODING, carries=False).added == ()


@pytest.mark.parametrize(
    "change, message",
    [
        (lambda: TheoryWork().theory("x", [LUTON, DORSET]), "theory: expected the id of a theory (luton, dorset), but got 'x'."),
        (lambda: TheoryWork(theories=(LUTON, LUTON)), "theories[1].id: expected each theory once, but got 'luton'."),
        (lambda: TheoryWork(codebook=(CODING, CODING)), "codebook: expected at most 1, but got 2."),
        (lambda: TheoryWork(added=CODING.codes * 2), "added[1]: expected each code once, but got luton i1 money again."),
        (lambda: TheoryWork(dropped=CODING.codes * 2), "dropped[1]: expected each code once, but got luton i1 money again."),
        (lambda: TheoryWork().recode("luton", "i1", "tea", CODING, carries=True),
         "theme: expected the id of a theme (money, fathers), but got 'tea'."),
        (lambda: TheoryWork().recode("a b", "i1", "money", CODING, carries=True),
         "theory: expected an id of letters, digits, hyphens and underscores, but got 'a b'."),
        (lambda: TheoryWork.from_dict({"theories": [{"id": "t"}]}), "theories[0]: expected a field 'title', but got none."),
    ],
)  # fmt: skip
def test_an_error_says_what_was_expected(change, message):
    with pytest.raises(CbfError) as caught:
        change()
    assert str(caught.value) == message


@pytest.mark.parametrize("data", [LUTON, LUTON.to_dict(), TheoryWork(theories=(LUTON,)), {"theories": [LUTON.to_dict()]}])
def test_work_is_made_of_whatever_a_person_hands_over(data):
    assert work_of(data) == TheoryWork(theories=(LUTON,))


@pytest.mark.parametrize("data", [None, 3, "luton", [LUTON]])
def test_what_is_no_work_is_refused(data):
    with pytest.raises(CbfError, match="expected the fields of a theorywork"):
        work_of(data)


def test_saved_work_is_the_same_when_it_is_read(tmp_path):
    work = TheoryWork(title="Spring").put(LUTON).recode("luton", "i2", "money", CODING, carries=True, why="Debt")
    assert TheoryWork.load(work.save(tmp_path / "mine")) == work
    with pytest.raises(FileError, match=r"expected a new name"):
        work.save(tmp_path / "mine.json", replace=False)


def test_much_recoding_is_put_together_at_once():
    themes = [{"id": "t", "title": "T"}]
    codes = [{"theory": "luton", "item": f"i{n}", "theme": "t"} for n in range(20_000)]
    base = Coding.from_dict({"id": "c", "title": "C", "themes": themes, "codes": codes[:10_000]})
    work = TheoryWork(added=codes[10_000:], dropped=codes[:5_000])
    assert len(work.coding(base).codes) == 15_000
