"""A comparison for everybody: keys, touch, the accessibility check, every width."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import violations
from tests.browser.bare import BareWidget
from tests.browser.comparing import CompareKernel, many
from tests.browser.soon import soon
from tests.browser.theory_bare import CompareView


def test_the_matrix_is_one_stop_and_arrows_go_through_it(view):
    page = view.page
    expect(view.matrix.locator("[tabindex='0']")).to_have_count(1)
    view.matrix.locator("[tabindex='0']").focus()
    focused = "() => [document.activeElement.dataset.r, document.activeElement.dataset.c].join()"
    for key, at in (
        ("ArrowRight", "1,2"),
        ("ArrowDown", "2,2"),
        ("End", "2,7"),
        ("Home", "2,0"),
        ("ArrowUp", "1,0"),
        ("ArrowUp", "1,0"),
        ("Control+End", "5,6"),
    ):
        page.keyboard.press(key)
        assert soon(lambda: page.evaluate(focused)) == at, key
    expect(view.matrix.locator("[tabindex='0']")).to_have_count(1)
    page.keyboard.press("Tab")
    expect(view.matrix.locator(":focus")).to_have_count(0)
    page.keyboard.press("Shift+Tab")
    assert soon(lambda: page.evaluate(focused)) == "5,6"


def test_enter_goes_on_to_read_and_escape_comes_back(view):
    view.cell("Brindle", "Fathers").focus()
    view.page.keyboard.press("Enter")
    expect(view.side.get_by_role("heading", level=4)).to_be_focused()
    expect(view.side).to_contain_text("Fathers are seldom invited")
    view.page.keyboard.press("Tab")
    view.page.keyboard.press("Escape")
    expect(view.cell("Brindle", "Fathers")).to_be_focused()
    expect(view.side).to_contain_text("Nothing is chosen")


def test_a_finger_chooses_and_the_first_column_stays_in_sight(touched):
    page = touched(420, 800)
    kernel = CompareKernel(*many(), (), ())
    view = CompareView(BareWidget.open(page, "theory", kernel.traits(), views=1, styles=[], kernel=kernel), kernel)
    scroll = view.matrix.locator("xpath=..")
    scroll.evaluate("(e) => { e.scrollLeft = 400; }")
    name = view.matrix.get_by_role("rowheader", name="Place-3")
    assert abs(name.bounding_box()["x"] - scroll.bounding_box()["x"]) < 8
    view.cell("Place-3", "No theme").tap()
    expect(view.side.get_by_role("heading", level=4)).to_contain_text("Place-3")
    assert soon(lambda: page.evaluate("() => document.documentElement.scrollWidth")) <= 420


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_keeps_anybody_out(compared, theme):
    view = compared()
    if theme == "dark":
        view.bare.view().locator(".cbf-theory").evaluate("(e) => { e.dataset.theme = 'dark'; }")
    view.cell("Ashby", "Conflict and abuse").click()
    for fold in ("matrix", "measures", "themes"):
        view.root.locator(f"[data-fold={fold}] summary").click()
    assert violations(view.page, ".cbf-comparison") == []
    view.button("Codebook").click()
    assert violations(view.page, ".cbf-comparison") == []
    view.header.get_by_role("button", name="Three theories, side by side").click()
    assert violations(view.page, ".cbf-header, .cbf-panel") == []
    view.button("By column").click()
    assert violations(view.page, ".cbf-comparison") == []
    view.side.get_by_role("button", name=re.compile("Recode")).first.click()
    assert violations(view.page, "dialog") == []


def test_every_target_is_large_enough(view):
    view.cell("Ashby", "Conflict and abuse").click()
    small = view.root.locator("button:visible, select:visible, input:visible, [data-r]:visible").evaluate_all(
        "(all) => all.filter((e) => { const b = e.getBoundingClientRect(); return b.width < 24 || b.height < 24; }).map((e) => e.outerHTML.slice(0, 90))"
    )
    assert small == []


@pytest.mark.parametrize("width", [420, 620, 1240, 1920])
def test_the_page_never_scrolls_sideways(view, width):
    view.page.set_viewport_size({"width": width, "height": 900})
    try:
        view.cell("Ashby", "Conflict and abuse").click()
        assert soon(lambda: view.page.evaluate("() => document.documentElement.scrollWidth")) <= width
        view.button("By column").click()
        assert soon(lambda: view.page.evaluate("() => document.documentElement.scrollWidth")) <= width
    finally:
        view.page.set_viewport_size({"width": 1280, "height": 900})


def test_it_lets_go_of_the_model(view):
    assert view.bare.close() == 0
