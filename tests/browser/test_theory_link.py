"""What a person says of an arrow, on a bare page."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.theory import QUESTION
from tests.browser.theory_bare import Explorer
from tests.browser.theory_own import OwnKernel


def test_an_arrow_tells_its_ends_and_whose_it_is(drawn):
    link = drawn.open_link()
    expect(link.locator(".cbf-ends")).to_have_text(re.compile("Teams ask gently.*leads to.*Parents get on better"))
    expect(link).to_contain_text("These arrows are yours.")
    expect(link).to_contain_text("never shown as Marsh End’s")
    expect(link.locator(".cbf-sample")).to_have_count(4)
    drawn = link.locator(".cbf-sample path").evaluate_all(
        "(all) => all.map((e) => { const s = getComputedStyle(e); return s.strokeDasharray + s.strokeWidth; })"
    )
    assert len(set(drawn)) == 4


def test_typing_is_one_step_a_field_named_in_words(drawn):
    link = drawn.open_link()
    text = link.get_by_label(QUESTION)
    text.press("End")
    text.press_sequentially(", and soon")
    assert drawn.theory.links[0].assumption == "They feel safe enough to answer, and soon"
    link.get_by_label("Who could tell you?").fill("Families")
    assert [name.split(" from ")[0] for name in drawn.names] == ["Said what has to be true", "Said who could tell"]
    drawn.button("Undo").click()
    drawn.button("Undo").click()
    expect(text).to_have_value("They feel safe enough to answer")


def test_how_sure_and_how_strong_are_chosen_by_key(drawn):
    link = drawn.open_link()
    link.get_by_role("radio", name="A guess").focus()
    drawn.page.keyboard.press("ArrowUp")
    assert drawn.theory.links[0].confidence == "fairly-sure"
    link.get_by_role("radio", name="Strong", exact=True).check()
    assert drawn.theory.links[0].strength == "strong"


@pytest.mark.parametrize("by", ["mouse", "key"])
def test_how_sure_and_how_strong_can_be_left_open_again(drawn, by):
    link = drawn.open_link()
    for group, there, field, said in (
        ("How sure are you?", "A guess", "confidence", "No longer said how sure: from"),
        ("How strong a push is it?", "Middling", "strength", "No longer said how strong the push is from"),
    ):
        choices = link.get_by_role("group", name=group)
        expect(choices.get_by_role("radio", name=there)).to_be_checked()
        unsaid = choices.get_by_role("radio", name="Not said")
        if by == "mouse":
            choices.get_by_text("Not said").click()
        else:
            choices.get_by_role("radio", name=there).focus()
            drawn.keys(*["ArrowUp"] * (3 if field == "confidence" else 2))  # round to the last
            expect(unsaid).to_be_focused()
        expect(unsaid).to_be_checked()
        assert getattr(drawn.theory.links[0], field) == ""
        assert drawn.names[-1].startswith(said)
        drawn.button("Undo").click()
        expect(choices.get_by_role("radio", name=there)).to_be_checked()


def test_evidence_is_there_once_it_has_words(drawn):
    link = drawn.open_link()
    expect(link.get_by_role("radio", name="Not yet")).to_be_checked()
    link.get_by_role("radio", name="Yes").check()
    assert drawn.theory.links[0].evidence == ""
    assert drawn.names == []
    link.get_by_label("What speaks for it already?").fill("Told in visits")
    assert drawn.theory.links[0].evidence == "Told in visits"
    assert drawn.theory.links[0].asks == "The teams"
    link.get_by_role("radio", name="Not yet").check()
    assert drawn.theory.links[0].evidence == ""
    expect(link.get_by_label("What speaks for it already?")).to_have_count(0)


def test_the_next_arrow_and_away_with_one(drawn):
    link = drawn.open_link()
    expect(link).to_contain_text("Arrow 1 of 2")
    drawn.button("Next arrow", link).click()
    expect(link).to_contain_text("Arrow 2 of 2")
    expect(link.get_by_label(QUESTION)).to_have_value("Children feel the calmer home")
    expect(link.get_by_role("radio", name="Yes")).to_be_checked()
    drawn.button("Next arrow", link).click()
    drawn.button("Remove", link).click()
    assert [link.id for link in drawn.theory.links] == ["a2"]
    expect(drawn.root.locator(".cbf-card [data-item=practice-1]")).to_be_focused()
    drawn.button("Undo").click()
    assert len(drawn.theory.links) == 2


def test_two_views_of_one_arrow_do_not_share_a_choice(bare_widget):
    kernel = OwnKernel()
    bare = bare_widget("theory", kernel.traits(), views=2, kernel=kernel)
    first, other = Explorer(bare, kernel), Explorer(bare, kernel, view=1)
    for one in (first, other):
        expect(one.open_link().get_by_role("radio", name="A guess")).to_be_checked()
    first.root.get_by_role("radio", name="Yes").check()
    expect(other.root.get_by_role("radio", name="Not yet")).to_be_checked()
    first.root.get_by_role("radio", name="Sure", exact=True).check()
    for one in (first, other):
        expect(one.root.get_by_role("radio", name="Sure", exact=True)).to_be_checked()
