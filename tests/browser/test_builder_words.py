"""The outline and the fields: everything by words alone, explained, announced, in step with other views."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from cbf_widgets import datasets
from cbf_widgets.model.spiral import Spiral
from tests.browser.builder import Builder, empty, full


def test_a_step_is_added_after_the_last_from_the_outline(builder):
    widget = builder()
    widget.root.get_by_label("A step after the last").select_option("Subtle intervention")
    widget.button("Add the step").click()
    widget.button("Add the step").click()
    assert [(m.kind, m.place) for m in widget.spiral.marks] == [("subtle", 0.2), ("subtle", 0.4)]


def test_arrow_keys_and_letters_in_a_list_add_nothing_by_themselves(builder):
    widget = builder(full())
    widget.row(1).click()
    for field in (widget.root.get_by_label("A step after the last"), widget.field("It helped (a ripple)")):
        field.press("ArrowDown")
        field.press("s")
        field.press("ArrowDown")
    assert widget.bare.saved == []


def test_looking_through_a_list_of_kinds_by_arrow_keys_is_one_step_of_the_history(builder):
    widget = builder(full())
    widget.row(1).click()
    widget.details.get_by_text("Kind, time and place").click()
    for _ in range(3):
        widget.field("Kind of step").press("ArrowDown")
    assert widget.spiral.marks[0].kind == "obvious"
    assert widget.names == ["Changed the kind of 1, Visit 1"]


def test_typing_a_name_is_one_step_of_the_history_however_many_letters(builder):
    widget = builder(full())
    widget.row(1).click()
    widget.field("Name").press("End")
    widget.page.keyboard.type(" and tea")
    assert widget.spiral.marks[0].label == "Visit 1 and tea"
    assert widget.names == ["Renamed 1, Visit 1 and tea"]
    widget.button("Undo").click()
    expect(widget.field("Name")).to_have_value("Visit 1")


def test_leaving_a_field_ends_the_step(builder):
    widget = builder(full())
    widget.row(1).click()
    name = widget.field("Name")
    for _ in range(2):
        name.press("End")
        name.press("!")
        widget.field("Note").focus()
    assert widget.names == ["Renamed 1, Visit 1!", "Renamed 1, Visit 1!!"]


def test_a_step_can_be_renamed_annotated_dated_held_and_given_what_it_nurtures(builder):
    widget = builder(full())
    widget.row(1).click()
    widget.field("Name").fill("Listening first")
    widget.field("Note").fill("Two lines\nof note")
    widget.details.get_by_label("Possibility").check()
    widget.details.get_by_label("Help", exact=True).check()
    widget.details.get_by_text("Kind, time and place").click()
    widget.field("When").fill("week 3")
    widget.details.get_by_label("This gain holds, like a ratchet").check()
    widget.field("Kind of step").select_option("Subtle intervention")
    mark = widget.spiral.marks[0]
    assert (mark.label, mark.note, mark.when, mark.holds) == ("Listening first", "Two lines\nof note", "week 3", True)
    assert (mark.kind, mark.nurtures) == ("subtle", ("help", "possibility"))
    expect(widget.row(1)).to_contain_text("Listening first")
    widget.details.get_by_label("Help", exact=True).uncheck()
    assert widget.spiral.marks[0].nurtures == ("possibility",)


@pytest.mark.parametrize("browser_moves", [True, False])
def test_the_slider_moves_a_step_along_the_line_stays_in_hand_and_says_where_it_is(builder, browser_moves):
    widget = builder(full())
    if not browser_moves:  # as where elements can't be moved in the page without losing the focus
        widget.page.evaluate("() => { Element.prototype.moveBefore = undefined }")
    widget.row(1).click()
    widget.details.get_by_text("Kind, time and place").click()
    slider = widget.field("Place on the line")
    slider.press("End")
    assert widget.spiral.marks[-1].id == "m1"
    assert widget.spiral.marks[-1].place == 3
    expect(slider).to_have_attribute("aria-valuetext", "Loop 3, at the end")
    expect(slider).to_be_focused()
    widget.page.keyboard.press("Home")
    assert widget.spiral.marks[0].place == 0
    expect(slider).to_be_focused()


def test_a_ripple_is_drawn_by_button_and_click(builder):
    widget = builder(full())
    widget.row(4).click()
    widget.button("Draw a ripple").click()
    expect(widget.root.locator(".cbf-hint")).to_contain_text("choose the step that it helped")
    widget.part("m5").click()
    assert [(r.source, r.target) for r in widget.spiral.ripples][-1] == ("m4", "m5")
    assert widget.names == ["Ripple from 4, Visit 4, to 5, Visit 5"]


def test_a_ripple_is_chosen_from_the_list_and_removed_again(builder):
    widget = builder(full())
    widget.row(4).click()
    widget.field("It helped (a ripple)").select_option("5, Visit 5")
    widget.button("Add").click()
    expect(widget.details).to_contain_text("Helped 5, Visit 5")
    widget.button("Remove the ripple from 4, Visit 4, to 5, Visit 5").click()
    assert widget.spiral == full()


def test_a_rupture_is_marked_by_palette_and_click_and_from_the_outline(builder):
    widget = builder(full())
    widget.place("rupture", 0.7)
    widget.button("Add a rupture").click()
    widget.row(2).click()
    widget.button("Rupture after this").click()
    new = [r for r in widget.spiral.ruptures if r.id in {"r3", "r4", "r5"}]
    assert [(r.id, round(r.place, 2)) for r in new] == [("r3", 0.7), ("r5", 1.15), ("r4", 2.5)]
    expect(widget.root.locator(".cbf-row-rupture")).to_have_count(5)


def test_a_rupture_is_repaired_by_tick_and_opened_again(builder):
    widget = builder(full())
    widget.row(5).click()
    tick = widget.details.get_by_label("Repairs: rupture")
    tick.check()
    assert widget.spiral.ruptures[1].repair == "m5"
    expect(widget.part("r2")).to_have_attribute("data-mended", "")
    tick.uncheck()
    assert widget.spiral.ruptures[1].repair == ""
    expect(widget.part("r2")).not_to_have_attribute("data-mended", "")


def test_a_rupture_is_repaired_by_select_which_offers_only_later_steps(builder):
    widget = builder(full())
    widget.root.locator(".cbf-row[data-rupture=r2]").click()
    menders = widget.field("Repaired by")
    expect(menders.locator("option")).to_have_text(["Not repaired yet", "5, Visit 5"])
    menders.select_option("5, Visit 5")
    assert widget.spiral.ruptures[1].repair == "m5"
    assert widget.names == ["Repaired: Rupture, by 5, Visit 5"]


def test_a_rupture_can_be_named_annotated_and_given_a_cause_that_is_explained(builder):
    widget = builder(full())
    widget.part("r2").click()
    cause = datasets.rupture_causes()[0]
    widget.field("What happened").fill("The car broke down")
    widget.field("How it came about").select_option(cause.name)
    widget.field("Note").fill("We rang")
    rupture = widget.spiral.ruptures[1]
    assert (rupture.label, rupture.cause, rupture.note) == ("The car broke down", cause.id, "We rang")
    expect(widget.details).to_contain_text(cause.text)
    expect(widget.details).to_contain_text(f"Source: {cause.source}.")


def test_loops_are_added_and_taken_away_from_the_outline_and_no_mark_is_lost(builder):
    widget = builder(full())
    widget.button("Add a loop").click()
    assert widget.spiral.loops == 4
    widget.button("Take away a loop").click()
    assert widget.spiral == full()
    widget.button("Take away a loop").click()
    small = widget.spiral
    assert (small.loops, [m.id for m in small.marks]) == (2, [m.id for m in full().marks])
    assert (len(small.ripples), len(small.ruptures)) == (2, 2)


@pytest.mark.parametrize("vocabulary", datasets.vocabularies(), ids=lambda v: v.name)
def test_every_kind_of_step_is_explained_with_its_source(builder, vocabulary):
    spiral = Spiral(vocabulary=vocabulary)
    for kind in vocabulary.kinds:
        spiral = spiral.add(kind.id)
    widget = builder(spiral)
    for number, kind in enumerate(vocabulary.kinds, 1):
        widget.row(number).click()
        widget.details.get_by_text(f"What is “{kind.name}”?").click()
        panel = widget.details.locator(".cbf-explained")
        for words in (kind.definition, *[e.text for e in kind.examples], f"Source: {kind.source}."):
            expect(panel.get_by_text(words, exact=True).first).to_be_visible()


def test_what_changed_is_announced(builder):
    widget = builder()
    said = widget.live
    expect(said).to_have_attribute("aria-live", "polite")
    widget.keys("1")
    expect(said).to_have_text("Placed 1, Earning acceptance, on loop 1")
    widget.keys("2", "Home")
    expect(said).to_have_text("1, Earning acceptance. Loop 1, a quarter round.")
    widget.keys("r")
    expect(said).to_contain_text("choose the step that it helped, then Enter")
    widget.keys("Escape", "Delete")
    expect(said).to_have_text("Removed 1, Earning acceptance")
    widget.keys("Control+z")
    expect(said).to_have_text("Undone: Removed 1, Earning acceptance")
    widget.keys("Control+y")
    expect(said).to_have_text("Done again: Removed 1, Earning acceptance")


def test_the_title_and_the_made_up_name_are_part_of_the_spiral(builder):
    widget = builder()
    widget.root.get_by_label("Title").fill("Spring")
    widget.root.get_by_label("Made-up name for the family").fill("Marigold")
    assert (widget.spiral.title, widget.spiral.alias) == ("Spring", "Marigold")
    assert widget.names == ["Changed the title", "Changed the made-up name"]


def test_two_views_stay_in_step_and_choose_for_themselves(builder):
    one = builder(full(), views=2)
    two = Builder.within(one.page, one.bare.view(1))
    one.keys("1")
    expect(two.root.locator(".cbf-row[data-mark]")).to_have_count(6)
    two.button("Undo").click()
    expect(one.root.locator(".cbf-row[data-mark]")).to_have_count(5)
    expect(one.button("Redo")).to_be_enabled()
    two.row(2).click()
    expect(one.details).to_have_count(0)
    expect(two.details).to_have_count(1)


def test_what_python_sets_is_shown_and_can_be_undone(builder):
    widget = builder(full())
    history = {"names": ["Began", "Set from Python"], "at": 1, "serial": 1}
    widget.bare.set(spiral=empty(title="From Python").add("repair", 1).to_dict(), history=history)
    expect(widget.root.get_by_label("Title")).to_have_value("From Python")
    expect(widget.root.locator(".cbf-row[data-mark]")).to_have_count(1)
    widget.button("Undo").click()
    assert widget.spiral == full()


def test_a_closed_builder_listens_no_more(builder):
    widget = builder(full(), views=2)
    widget.row(1).click()
    widget.panel("save")
    assert widget.bare.close() == 0
    expect(widget.page.locator(".cbf")).to_have_count(0)
