"""Items and columns changed on a bare page, and what was changed in a theory that is shipped."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.theory_own import shipped


def test_an_item_is_reworded_and_says_that_it_was(drawn):
    edit = drawn.edit("opportunities-2")
    text = edit.get_by_label("What it says")
    text.fill("")
    drawn.bare.set(kept={"serial": 0, "said": "", "problem": ""})  # all is drawn again
    expect(text).to_have_value("")
    assert drawn.theory.item("opportunities-2").text == "Strain goes unseen"
    text.press_sequentially("Nobody asks")
    assert drawn.theory.item("opportunities-2").text == "Nobody asks"
    assert len(drawn.names) == 1
    expect(edit).to_contain_text("Changed by you: its words.")
    expect(edit).to_contain_text("As shipped: “Strain goes unseen”")
    edit.get_by_role("button", name="Take back", exact=True).click()
    assert drawn.theory.item("opportunities-2") == shipped().item("opportunities-2")


def test_an_emptied_text_comes_back_when_it_is_left(drawn):
    edit = drawn.edit("opportunities-2")
    text = edit.get_by_label("What it says")
    text.fill("")
    edit.get_by_label("Note").fill("Seen in visits")
    expect(text).to_have_value("Strain goes unseen")
    assert drawn.theory.item("opportunities-2").note == "Seen in visits"


def test_items_move_are_added_and_removed(drawn):
    edit = drawn.edit("opportunities-2")
    up = edit.get_by_role("button", name="Up")
    up.click()
    assert [item.id for item in drawn.theory.of_column("opportunities")] == ["opportunities-2", "opportunities-1"]
    expect(up).to_be_focused()
    expect(up).to_have_attribute("aria-disabled", "true")
    up.press("Enter")
    assert len(drawn.names) == 1
    edit.get_by_role("button", name="Add after").click()
    new = edit.get_by_label("A new item after it")
    expect(new).to_be_focused()
    new.fill("Rents rise")
    new.press("Enter")
    assert [item.text for item in drawn.theory.of_column("opportunities")][1] == "Rents rise"
    expect(edit).to_contain_text("Added by you.")
    edit.get_by_label("Move to the column").select_option(label="Practice")
    assert drawn.theory.item("i1").column == "opportunities"
    drawn.button("Move", edit).click()
    assert drawn.theory.item("i1").column == "practice_changes"
    edit.get_by_role("button", name="Remove the item").click()
    assert len(drawn.theory.items) == 7


def test_to_remove_an_item_says_which_arrows_go_too(drawn):
    edit = drawn.edit("intermediate-1")
    edit.get_by_role("button", name="Remove the item and its 2 arrows").click()
    assert drawn.theory.links == ()
    expect(drawn.root.locator(".cbf-edit h3")).to_be_focused()


def test_a_changed_theory_says_what_was_changed_and_is_taken_back(drawn):
    edit = drawn.edit("practice-1")
    edit.get_by_label("Stands under the heading").fill("Asking")
    expect(edit).to_contain_text("This theory was changed by you: 2 arrows drawn, 1 item reworded.")
    edit.get_by_role("button", name="Take all of it back").click()
    assert drawn.bare.get("work").get("theories", []) == []
    assert drawn.theory == shipped()


def test_the_columns_of_a_shipped_theory_stay(drawn):
    drawn.button("Edit", drawn.root.locator(".cbf-acts")).click()
    edit = drawn.root.locator(".cbf-edit")
    expect(edit).to_contain_text("the columns are the source’s, and stay")
    expect(edit.get_by_label("Name of the column")).to_have_count(0)
    edit.get_by_role("button", name="Make a version of your own").click()
    expect(drawn.root.locator(".cbf-panel[data-panel=begin]")).to_be_visible()


def test_columns_of_ones_own_are_added_renamed_and_removed(drawn):
    drawn.begun("Empty").get_by_role("button", name="Begin", exact=True).click()
    drawn.button("Edit", drawn.root.locator(".cbf-acts")).click()
    edit = drawn.root.locator(".cbf-edit")
    for title in ("Now", "Then"):
        edit.get_by_label("A new column").fill(title)
        edit.get_by_label("A new column").press("Enter")
    edit.get_by_label("A new column").fill("Between")
    edit.get_by_label("Where the new column goes").select_option("then")
    drawn.button("Add the column", edit).click()
    assert [column.title for column in drawn.theory.columns] == ["Now", "Between", "Then"]
    edit.get_by_label("Name of the column").first.fill("Today")
    assert drawn.theory.columns[0].title == "Today"
    edit.get_by_label("Title", exact=True).fill("Our own")
    assert drawn.theory.title == "Our own"
    edit.get_by_role("button", name="Remove the column Between").click()
    assert [column.title for column in drawn.theory.columns] == ["Today", "Then"]
