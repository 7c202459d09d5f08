"""The picture under the keyboard, undo and redo, and which keys JupyterLab gets to see."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.builder import empty, full
from tests.browser.soon import soon

LISTEN = """() => {
  window.heard = [];
  document.addEventListener('keydown', (event) => window.heard.push(event.key));
}"""
WITH_CTRL = ["Control", "s", "Control", "Shift", "c"]


def chosen(widget):
    return widget.svg.locator("[data-part][data-state=chosen]").get_attribute("data-part")


def test_a_digit_places_that_kind_of_step_after_the_last(builder):
    widget = builder()
    widget.keys("1", "4", "1")
    assert [(m.kind, m.place) for m in widget.spiral.marks] == [("acceptance", 0.2), ("obvious", 0.4), ("acceptance", 0.6)]


def test_arrow_keys_choose_marks_and_ruptures_in_the_order_of_the_line(builder):
    widget = builder(full())
    order = []
    widget.keys("Home")
    for _ in range(7):
        order.append(chosen(widget))
        widget.keys("ArrowRight")
    assert order == ["m1", "m2", "r1", "m3", "m4", "r2", "m5"]
    assert chosen(widget) == "m1"
    widget.keys("End")
    assert chosen(widget) == "m5"
    widget.keys("ArrowLeft")
    assert chosen(widget) == "r2"


def test_shift_and_arrows_move_what_is_chosen_as_one_step_of_the_history(builder):
    widget = builder(full())
    widget.keys("Home", "Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight")
    assert widget.spiral.marks[0].place == pytest.approx(0.46)
    assert widget.names == ["Moved 1, Visit 1, to loop 1"]
    widget.keys("End", "ArrowLeft", "Shift+ArrowLeft")
    assert widget.spiral.ruptures[1].place == pytest.approx(2.18)
    assert len(widget.names) == 2


def test_keys_never_move_a_repair_before_its_rupture(builder):
    spiral = full().move("m4", 1.15)
    widget = builder(spiral)
    widget.keys("Home", "ArrowRight", "ArrowRight", "ArrowRight")
    assert chosen(widget) == "m4"
    widget.keys(*["Shift+ArrowLeft"] * 5)
    assert next(m for m in widget.spiral.marks if m.id == "m4").place == 1.1


@pytest.mark.parametrize("key", ["r", "R"])
def test_r_and_enter_join_two_steps_with_a_ripple(builder, key):
    widget = builder(full())
    widget.keys("Home", key, "ArrowRight", "ArrowRight", "ArrowRight")
    expect(widget.part("m1")).to_have_attribute("data-state", "joining")
    widget.keys("Enter")
    assert [(r.source, r.target) for r in widget.spiral.ripples][-1] == ("m1", "m4")
    expect(widget.part("m1")).not_to_have_attribute("data-state", "joining")


def test_b_marks_a_rupture_between_the_chosen_step_and_the_next(builder):
    widget = builder(full())
    widget.keys("Home", "b")
    rupture = next(r for r in widget.spiral.ruptures if r.id == "r3")
    assert rupture.place == pytest.approx(0.65)
    assert chosen(widget) == "r3"


@pytest.mark.parametrize("key", ["Delete", "Backspace"])
def test_delete_removes_what_is_chosen_with_its_ripples(builder, key):
    widget = builder(full())
    widget.keys("Home", key)
    assert [m.id for m in widget.spiral.marks] == ["m2", "m3", "m4", "m5"]
    assert [r.source for r in widget.spiral.ripples] == ["m2"]
    widget.keys("End", "ArrowLeft", key)
    assert [r.id for r in widget.spiral.ruptures] == ["r1"]


def test_plus_and_minus_add_and_take_away_loops_and_lose_no_mark(builder):
    widget = builder(full())
    widget.keys("+")
    assert (widget.spiral.loops, len(widget.spiral.marks)) == (4, 5)
    assert [m.place for m in widget.spiral.marks] == [m.place for m in full().marks]
    widget.keys(*["-"] * 5)
    small = widget.spiral
    assert (small.loops, len(small.marks), len(small.ruptures), small.ripples) == (1, 5, 2, full().ripples)
    assert all(0 <= part.place <= 1 for part in (*small.marks, *small.ruptures))
    assert [m.id for m in small.marks] == [m.id for m in full().marks]


def test_escape_lets_go_of_the_step_in_hand_the_ripple_and_the_choice(builder):
    widget = builder(full())
    widget.arm("acceptance")
    widget.keys("Home", "Escape")
    expect(widget.root.locator(".cbf-palette [aria-pressed=true]")).to_have_count(0)
    widget.keys("r", "Escape")
    expect(widget.svg.locator("[data-state=joining]")).to_have_count(0)
    assert chosen(widget) == "m1"
    widget.keys("Escape")
    expect(widget.svg.locator("[data-state=chosen]")).to_have_count(0)


@pytest.mark.parametrize("back", ["Enter", "Escape"])
def test_enter_goes_from_a_chosen_step_to_its_name_and_enter_or_escape_back_to_the_picture(builder, back):
    widget = builder(full())
    widget.keys("Home", "Enter")
    expect(widget.field("Name")).to_be_focused()
    widget.page.keyboard.press("Control+a")
    widget.page.keyboard.type("Listening")
    widget.page.keyboard.press(back)
    expect(widget.svg).to_be_focused()
    assert widget.spiral.marks[0].label == "Listening"


def test_the_question_mark_lists_all_keys(builder):
    widget = builder()
    widget.keys("?")
    expect(widget.root.locator(".cbf-panel[data-panel=keys]")).to_contain_text("place that kind of step after the last")


@pytest.mark.parametrize(
    "undo, redo", [("Control+z", "Control+Shift+z"), ("Control+z", "Control+y"), ("Meta+z", "Meta+Shift+z"), ("Undo", "Redo")]
)
def test_every_step_can_be_undone_and_done_again(builder, undo, redo):
    widget = builder(full())
    press = widget.keys if "+" in undo else lambda name: widget.button(name).click()
    before = [widget.spiral]
    for key in ("1", "b", "Home", "Shift+ArrowRight", "+", "Delete"):
        widget.keys(key)
        if widget.spiral != before[-1]:
            before.append(widget.spiral)
    assert len(before) == 6
    for spiral in before[-2::-1]:
        press(undo)
        assert widget.spiral == spiral
    for spiral in before[1:]:
        press(redo)
        assert widget.spiral == spiral


def test_undo_and_redo_say_what_they_would_do(builder):
    widget = builder()
    undo, redo = widget.button("Undo"), widget.button("Redo")
    expect(undo).to_be_disabled()
    expect(undo).to_have_attribute("title", "Nothing to undo")
    widget.keys("1")
    expect(undo).to_have_attribute("title", "Undo: Placed 1, Earning acceptance, on loop 1 (Ctrl+Z)")
    undo.click()
    expect(redo).to_have_attribute("title", "Redo: Placed 1, Earning acceptance, on loop 1 (Ctrl+Shift+Z)")
    widget.keys("2")
    expect(redo).to_be_disabled()


def test_the_history_panel_goes_back_and_forth(builder):
    widget = builder()
    widget.keys("1", "2", "3")
    panel = widget.panel("history")
    steps = panel.locator("ol button")
    expect(steps).to_have_count(4)
    expect(steps.nth(3)).to_have_attribute("aria-current", "step")
    steps.nth(1).click()
    assert len(widget.spiral.marks) == 1
    expect(steps.nth(1)).to_have_attribute("aria-current", "step")
    steps.nth(3).click()
    assert len(widget.spiral.marks) == 3
    steps.nth(0).click()
    assert widget.spiral == empty()


def test_keys_typed_in_the_builder_reach_jupyterlab_only_with_ctrl_meta_or_alt(builder):
    widget = builder(full())
    widget.page.evaluate(LISTEN)
    widget.keys("Home", "d", "d", "x", "a", "j", "Shift+Enter", "Enter")
    for key in ("d", "0", "ArrowDown"):
        widget.row(1).press(key)
        widget.button("History").press(key)
        widget.field("Name").press(key)
        widget.field("Note").press(key)
    widget.bare.rest()
    assert not widget.page.evaluate("() => window.heard")
    widget.keys("Control+s")
    widget.field("Name").press("Control+Shift+c")
    assert soon(lambda: widget.page.evaluate("() => window.heard")) == WITH_CTRL


@pytest.mark.parametrize("key", ["Control+Enter", "Alt+Enter", "Meta+Enter"])
def test_no_key_runs_the_cell_and_takes_the_builder_away(builder, key):
    widget = builder(full())
    widget.page.evaluate(LISTEN)
    widget.keys(key)
    widget.row(1).press(key)
    assert not [heard for heard in widget.page.evaluate("() => window.heard") if heard == "Enter"]


def test_undo_in_a_name_is_the_texts_own(builder):
    widget = builder(full())
    widget.row(1).click()
    widget.page.evaluate(LISTEN)
    widget.field("Name").press("End")
    widget.page.keyboard.type("!")
    widget.page.keyboard.press("Control+z")
    expect(widget.field("Name")).to_have_value("Visit 1")
    assert not [heard for heard in widget.page.evaluate("() => window.heard") if heard == "z"]


def test_the_keyboard_is_never_left_nowhere_when_a_button_goes_away(builder):
    widget = builder(full())
    widget.row(2).press("Enter")
    widget.button("Remove the ripple from 2, Visit 2, to 5, Visit 5").press("Enter")
    expect(widget.row(2)).to_be_focused()
    widget.details.get_by_role("button", name="Remove", exact=True).press("Enter")
    expect(widget.svg).to_be_focused()
    widget.panel("keys").get_by_role("button", name="Close keys").press("Enter")
    expect(widget.button("Keys")).to_be_focused()
    for _ in range(2):
        widget.button("Undo").press("Enter")
    expect(widget.button("Redo")).to_be_focused()
