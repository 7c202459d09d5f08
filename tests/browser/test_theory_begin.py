"""A theory of one's own begun on a bare page: from a template, a copy, a spreadsheet; and the guide."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.theory import QUESTION
from tests.browser.theory_own import shipped, with_arrows


def test_a_template_gives_columns_and_the_guide_asks_for_the_rest_by_key_alone(drawn):
    panel = drawn.begun("From a template")
    panel.get_by_label("Template", exact=True).select_option("four")
    panel.get_by_role("button", name="Begin", exact=True).click()
    keys = drawn.page.keyboard
    assert drawn.theory.title == "Ours"
    assert [column.id for column in drawn.theory.columns][:2] == ["opportunities", "practice_changes"]
    drawn.expect_focus("What do you want to come about?")
    keys.type("Calmer homes")
    keys.press("Tab")  # back
    keys.press("Tab")
    keys.press("Enter")
    drawn.expect_focus("What strains couples here?")
    for text in ("Rows about money", "Long waits"):
        keys.type(text)
        keys.press("Enter")
    assert [item.text for item in drawn.theory.items] == ["Rows about money", "Long waits"]
    assert drawn.theory.vision.text == "Calmer homes"
    expect(panel.locator(".cbf-far p")).to_have_text("Question 2 of 6; 2 have an answer.")
    panel.get_by_role("button", name="Next question").click()
    panel.get_by_role("button", name="Skip", exact=True).click()
    expect(panel.locator(".cbf-question")).to_have_text("What will be better first?")
    panel.get_by_role("button", name="Back").click()
    expect(panel.locator(".cbf-question")).to_have_text("What will staff do otherwise?")
    drawn.expect_focus("What will staff do otherwise?")
    panel.get_by_label("Close begin your own").click()
    expect(drawn.root.locator(".cbf-guide")).to_have_count(0)


def test_the_guide_works_back_and_draws_an_arrow_whose_question_is_asked_at_once(drawn):
    panel = drawn.begun("From one that is here")
    panel.get_by_role("button", name="Begin", exact=True).click()
    panel.get_by_label("Begin with what is wanted in the long term").check()
    titles = panel.locator(".cbf-far button").evaluate_all("(all) => all.map((e) => e.ariaLabel.split(':')[0])")
    assert titles == ["Vision", "Long-term outcomes", "Intermediate outcomes", "Practice", "Opportunities", "Arrows"]
    panel.locator(".cbf-far button").last.click()
    panel.get_by_label("This", exact=True).select_option(label="Help comes in steps")
    panel.get_by_label("leads to that").select_option(label="Parents get on better")
    panel.get_by_role("button", name="Draw the arrow").click()
    new = drawn.theory.links[-1]
    assert (new.from_item, new.to_item) == ("practice-2", "intermediate-1")
    expect(drawn.root.locator(".cbf-link-panel").get_by_label(QUESTION)).to_be_focused()
    drawn.page.keyboard.type("There is time")
    assert drawn.theory.links[-1].assumption == "There is time"


def test_one_of_the_twelve_is_copied_with_its_lines_and_where_it_came_from(drawn):
    panel = drawn.begun("From one that is here", "Our way")
    panel.get_by_role("button", name="Begin", exact=True).click()
    ours = drawn.theory
    assert (ours.id, ours.title, ours.made_from, ours.authority) == ("our-way", "Our way", "marsh-end", "")
    assert ours.items == shipped().items
    assert [one["id"] for one in drawn.bare.get("work")["theories"]] == ["marsh-end", "our-way"]
    assert drawn.names == ["Began from Marsh End"]
    drawn.button("Undo").click()
    assert drawn.bare.get("shown") in {"marsh-end", "our-way"}
    assert [one["id"] for one in drawn.bare.get("work")["theories"]] == ["marsh-end"]


def test_a_spreadsheet_becomes_a_theory(drawn):
    panel = drawn.begun("From a spreadsheet", "")
    panel.locator("input[type=file]").set_input_files({"name": "ours.csv", "mimeType": "text/csv", "buffer": b"waits rows"})
    panel.get_by_role("button", name="Begin", exact=True).click()
    expect(drawn.root.locator(".cbf-told")).to_have_text("Read 2 items.")
    assert [item.text for item in drawn.theory.items] == ["waits", "rows"]
    assert drawn.names == ["Read ours.csv"]


def test_a_bad_spreadsheet_is_told_whole_and_nothing_is_lost(opened):
    said = "ours.xlsx: sheet “Plan”, row 7, column “Column”: expected the name of a column, but got nothing. Fill it in."
    explorer = opened(with_arrows(), refuses={"table": said})
    panel = explorer.begun("From a spreadsheet", "Kept title")
    explorer.button("Begin", panel).click()
    expect(explorer.root.get_by_role("alert")).to_have_text("Choose a spreadsheet first.")
    panel.locator("input[type=file]").set_input_files({"name": "ours.xlsx", "mimeType": "x/y", "buffer": b"\x00"})
    explorer.button("Begin", panel).click()
    expect(explorer.root.get_by_role("alert")).to_have_text(said)
    expect(panel.get_by_label("What it is called")).to_have_value("Kept title")
    assert explorer.names == []
    assert explorer.theory == with_arrows()


def test_from_the_guide_to_another_beginning_and_back(drawn):
    panel = drawn.begun("From a template")
    drawn.button("Begin", panel).click()
    drawn.button("Begin another", panel).press("Enter")
    expect(panel.get_by_role("radio", name=re.compile("^From a template"))).to_be_focused()
    drawn.button("Back to the guide", panel).press("Enter")
    drawn.expect_focus("What do you want to come about?")
