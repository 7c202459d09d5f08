"""Somebody else's arrows laid over one's own, on a bare page."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from cbf_widgets.model.theory import TheoryOfChange
from tests.browser.soon import soon
from tests.browser.theory_own import LINKS, THEIRS, shipped, with_arrows


def test_anothers_arrows_lie_over_ones_own(opened):
    theirs = TheoryOfChange.from_dict(
        {**shipped().to_dict(), "links": [LINKS[1], {"id": "a9", "from_item": "practice-2", "to_item": "intermediate-1"}]}
    )
    explorer = opened(with_arrows(), laid_over=[theirs.to_dict()])
    whose = explorer.root.locator(".cbf-inner > .cbf-arrow-lines > g").evaluate_all("(all) => all.map((e) => e.dataset.whose)")
    assert sorted(whose) == ["both", "mine", "theirs"]
    explorer.say("intermediate-1").click()
    expect(explorer.card("intermediate-1").locator("[data-whose=theirs]")).to_contain_text("not said yet")
    expect(explorer.root.locator(".cbf-badge text")).to_have_text(["1", "2", "◇"])
    assert len(explorer.links) == 2


@pytest.fixture
def laid(opened):
    explorer = opened(with_arrows(), over=with_arrows(*THEIRS))
    panel = explorer.panel("overlay")
    panel.get_by_label("Whose arrows").select_option("file:theirs.json")
    explorer.button("Lay over", panel).click()
    expect(panel.locator(".cbf-laid")).to_be_visible()
    return explorer, panel


def test_both_sides_arrows_are_told_with_sign_words_and_line(laid):
    explorer, panel = laid
    expect(panel.locator(".cbf-laid [role=status]")).to_contain_text("Both drew 1, only you 1, only they 2.")
    rows = panel.locator(".cbf-laid-arrows > li")
    assert soon(lambda: rows.evaluate_all("(all) => all.map((e) => e.dataset.whose)")) == ["both", "mine", "theirs", "theirs"]
    expect(rows.nth(0)).to_contain_text("They feel safe enough to answer")
    expect(rows.nth(0)).to_contain_text("Staff have the time")
    expect(rows.nth(0).locator(".cbf-said b")).to_have_text(
        ["They feel safe enough to answer", "a guess", "Staff have the time", "sure"]
    )
    expect(rows.nth(1)).to_contain_text("They drew it the other way round.")
    widths = rows.locator(".cbf-laid-line").evaluate_all("(all) => all.slice(0, 3).map((e) => getComputedStyle(e).strokeWidth)")
    assert len(set(widths)) == 3
    assert explorer.names == []


def test_only_theirs_can_be_shown_and_taken_over(laid):
    explorer, panel = laid
    panel.get_by_role("radio", name=re.compile("Only theirs")).check()
    rows = panel.locator(".cbf-laid-arrows > li")
    expect(rows).to_have_count(2)
    rows.first.get_by_role("button", name=re.compile("^Take over the arrow")).click()
    new = explorer.theory.links[-1]
    assert (new.from_item, new.to_item, new.assumption, new.strength) == (
        "opportunities-1",
        "practice-2",
        "Money opens the door",
        "weak",
    )
    expect(rows).to_have_count(1)
    panel.get_by_role("radio", name=re.compile("^All")).check()
    panel.get_by_role("button", name=re.compile("^Take over what they assume")).click()
    assert explorer.theory.links[0].assumption == "Staff have the time"
    explorer.button("Take off", panel).click()
    assert explorer.bare.get("laid_over") == []
    expect(panel.locator(".cbf-laid")).to_have_count(0)


def test_a_file_from_elsewhere_goes_to_the_kernel(opened):
    explorer = opened(with_arrows(), over=with_arrows(*THEIRS))
    panel = explorer.panel("overlay")
    panel.locator("input[type=file]").set_input_files({"name": "x.json", "mimeType": "application/json", "buffer": b"{}"})
    expect(explorer.root.locator(".cbf-told")).to_have_text("Laid over: x.json.")
    asked = explorer.kernel.asked[-1]
    assert (asked["name"], asked["content"], asked["theory"]) == ("x.json", "e30=", "marsh-end")


def test_another_theory_of_the_same_items_is_laid_over_without_the_kernel(opened):
    copy = {**with_arrows(*THEIRS).to_dict(), "id": "ours", "title": "Ours", "made_from": "marsh-end"}
    explorer = opened(with_arrows().to_dict(), copy)
    panel = explorer.panel("overlay")
    expect(panel.get_by_label("Whose arrows").locator("option").first).to_have_text("Ours, here")
    panel.get_by_label("Whose arrows").select_option("theory:ours")
    explorer.button("Lay over", panel).click()
    expect(panel.locator(".cbf-laid")).to_contain_text("Both drew 1")
    assert explorer.bare.get("laid_over")[0]["id"] == "ours"


def test_words_are_text_never_markup(opened):
    nasty = "<img src=x onerror=alert(1)>"
    links = ({**LINKS[0], "assumption": nasty, "asks": nasty}, LINKS[1])
    theory = {**with_arrows(*links).to_dict(), "title": nasty}
    explorer = opened(theory, over=with_arrows(*links))
    explorer.open_link()
    explorer.panel("run")
    panel = explorer.panel("overlay")
    explorer.button("Lay over", panel).click()
    expect(panel.locator(".cbf-laid")).to_be_visible()
    assert explorer.root.locator("img").count() == 0


def test_whose_they_are_stands_above_the_page_beside_the_lines_and_in_words(laid):
    explorer, panel = laid
    root = explorer.root
    expect(panel.locator(".cbf-laid [role=status]")).to_contain_text("theirs.json is laid over.")
    over = root.get_by_role("region", name="What is laid over your arrows")
    expect(over).to_contain_text("Laid over your arrows: theirs.json")
    expect(over.locator("li")).to_have_text(["=Both drew it 1", "+Only yours 1", "◇Only in theirs.json 2"])
    explorer.say("practice-2").click()
    expect(explorer.card("practice-2").locator("[data-whose=theirs] .cbf-by")).to_have_text("theirs.json")
    expect(explorer.card("practice-2").locator("[data-whose=theirs]")).to_contain_text("only in theirs.json")
    expect(root.locator(".cbf-path-label .cbf-arrow-key")).to_contain_text("◇ only in theirs.json")
    explorer.say("intermediate-1").click()
    expect(root.locator(".cbf-path-label .cbf-arrow-key")).to_contain_text("= also in theirs.json")
    root.locator(".cbf-in-words > summary").click()
    expect(root.locator("[data-arrow-row=a1]")).to_contain_text("also in theirs.json")
    expect(root.locator("[data-arrow-row=a2]")).not_to_contain_text("theirs.json")
    rows = root.get_by_role("list", name="Arrows only in theirs.json").get_by_role("listitem")
    expect(rows).to_have_text(
        [re.compile("Many out of work.*Help comes in steps.*Money opens the door"), re.compile("Calmer children")]
    )
    explorer.button("Take off", over).click()
    expect(over).to_have_count(0)
    expect(rows).to_have_count(0)
    assert explorer.bare.get("laid_over") == []


def test_two_that_are_laid_over_are_told_apart(opened):
    mia, tom = with_arrows(*THEIRS), with_arrows(THEIRS[1])
    explorer = opened(with_arrows(), laid_over=[{**mia.to_dict(), "whose": "Mia"}, {**tom.to_dict(), "whose": "Tom"}])
    over = explorer.root.locator(".cbf-over")
    expect(over).to_contain_text("Only in Mia 2")
    panel = explorer.panel("overlay")
    select = panel.get_by_label("Laid over now")
    expect(select.locator("option")).to_have_text(["Mia", "Tom"])
    select.select_option(label="Tom")
    expect(over).to_contain_text("Only in Tom 1")
    explorer.bare.set(laid_over=[{**mia.to_dict(), "whose": "Mia"}, {**tom.to_dict(), "whose": "Mia"}])
    expect(select.locator("option")).to_have_text(["Mia: Marsh End (1)", "Mia: Marsh End (2)"])
