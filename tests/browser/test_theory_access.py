"""One theory for everybody: focus, the accessibility check, sizes, every width, every panel."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import violations
from tests.browser.soon import soon
from tests.browser.theory_bare import Explorer
from tests.browser.theory_own import THEIRS, OwnKernel, shipped, with_arrows


def test_the_focus_is_never_lost(drawn):
    somewhere = "() => document.activeElement !== document.body && document.activeElement.closest('.cbf') !== null"
    drawn.say("intermediate-1").focus()
    drawn.keys("Enter")
    expect(drawn.say("intermediate-1")).to_be_focused()
    drawn.button("Close the card").press("Enter")
    expect(drawn.say("intermediate-1")).to_be_focused()
    for panel in ("history", "keys", "begin", "export"):
        opener = drawn.root.locator(f".cbf-actions [data-panel={panel}]")
        opener.press("Enter")
        drawn.root.locator(".cbf-panel .cbf-close").press("Enter")
        expect(opener).to_be_focused()
    drawn.say("intermediate-1").press("Enter")
    drawn.button("Take away arrow 1, from Teams ask gently").press("Enter")
    assert soon(lambda: drawn.page.evaluate(somewhere))
    drawn.root.locator(".cbf-ifs button").first.press("Enter")
    drawn.keys("Escape")
    assert soon(lambda: drawn.page.evaluate(somewhere))
    drawn.say("practice-2").focus()
    drawn.keys("e")
    expect(drawn.root.locator(".cbf-edit h3")).to_be_focused()
    drawn.keys("Escape")
    expect(drawn.say("practice-2")).to_be_focused()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 420])
def test_nothing_that_the_accessibility_check_finds(drawn, theme, width):
    page = drawn.page
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate("(light) => { document.documentElement.dataset.jpThemeLight = light; }", str(theme == "light").lower())
    found = violations(page, ".cbf")
    drawn.say("intermediate-1").click()
    drawn.root.locator(".cbf-in-words > summary").click()
    found += violations(page, ".cbf")
    drawn.card("intermediate-1").locator(".cbf-ifs button").click()
    drawn.root.get_by_label("Search the items").fill("calm")
    found += violations(page, ".cbf")
    page.set_viewport_size({"width": 1280, "height": 900})
    assert found == []


def test_targets_are_large_enough(drawn):
    drawn.say("intermediate-1").click()
    small = drawn.root.locator("button:visible, select:visible, summary:visible, input:visible").evaluate_all(
        "(all) => all.filter((e) => { const b = e.getBoundingClientRect(); return Math.min(b.width, b.height) < 24 && e.type !== 'radio'; }).map((e) => e.outerHTML)"
    )
    assert small == []


@pytest.mark.parametrize("width", [320, 420, 640, 1280, 1920])
def test_no_width_cuts_off_what_is_above_the_page(drawn, width):
    drawn.page.set_viewport_size({"width": width, "height": 900})
    drawn.say("intermediate-1").click()
    wide = drawn.page.evaluate("() => document.documentElement.scrollWidth")
    drawn.page.set_viewport_size({"width": 1280, "height": 900})
    assert wide <= width


@pytest.mark.parametrize("name", ["begin", "run", "overlay", "export"])
def test_the_focus_goes_back_to_the_button_that_opened_a_panel(drawn, name):
    opener = drawn.root.locator(f".cbf-acts [data-panel={name}]")
    panel = drawn.panel(name)
    panel.locator("input, select").first.focus()
    drawn.page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(opener).to_be_focused()


def all_open(explorer):
    yield "link", explorer.open_link()
    for name in ("run", "overlay", "export", "begin"):
        panel = explorer.panel(name)
        if name == "run":
            expect(panel.locator(".cbf-reached")).to_be_visible()
        if name == "overlay":
            explorer.button("Lay over", panel).click()
            expect(panel.locator(".cbf-laid")).to_be_visible()
        yield name, panel
    explorer.button("Begin", panel).click()
    yield "guide", explorer.root.locator(".cbf-guide")
    explorer.root.locator(".cbf-far button").nth(1).click()
    explorer.root.locator(".cbf-answer input").fill("Long waits")
    explorer.root.locator(".cbf-answer input").press("Enter")
    explorer.button("Edit", explorer.root.locator(".cbf-acts")).click()
    yield "edit", explorer.root.locator(".cbf-edit")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_part_is_accessible(opened, dark):
    explorer = opened(with_arrows(), over=with_arrows(*THEIRS))
    if dark:
        explorer.page.evaluate("() => document.querySelectorAll('.cbf').forEach((one) => { one.dataset.theme = 'dark'; })")
    for name, part in all_open(explorer):
        expect(part.first).to_be_visible()
        found = violations(explorer.page, ".cbf-panel, .cbf-aside, .cbf-doubts" if name != "link" else ".cbf-aside, .cbf-doubts")
        assert not found, (name, found)


SMALL = """(all) => all.filter((e) => e.checkVisibility({ visibilityProperty: true }) && !e.closest('label') && !e.matches('input[type=file]'))
  .map((e) => [e.ariaLabel || e.textContent || e.className, e.getBoundingClientRect()]).filter(([, r]) => r.width < 24 || r.height < 24).map(([name]) => name)"""


def test_on_a_small_screen_all_can_be_touched_and_nothing_runs_out_of_it(touched):
    explorer = Explorer.on(touched(420), OwnKernel(over=with_arrows(*THEIRS)))
    for name, part in all_open(explorer):
        targets = part.locator("button, select, summary, input").evaluate_all(SMALL)
        assert not targets, (name, targets)
        wide = part.evaluate_all(
            "(all) => all.flatMap((one) => [...one.querySelectorAll('*')]).filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.cbf-unseen, svg')).map((e) => e.className || e.tagName)"
        )
        assert not wide, (name, wide)


@pytest.mark.parametrize("width", [420, 800, 1280])
def test_a_card_far_down_opens_in_sight_together_with_what_is_said_of_it(opened, width):
    theory = shipped()
    for i in range(40):
        theory = theory.add_item("practice_changes", f"One thing more that staff do, number {i}")
    explorer = opened(theory.change_item("i38", note="A long story. " * 80))
    explorer.page.set_viewport_size({"width": width, "height": 800})
    try:
        explorer.say("i38").click()
        expect(explorer.root.locator(".cbf-aside .cbf-large")).to_be_in_viewport(ratio=1)
        expect(explorer.say("i38")).to_be_in_viewport(ratio=1)
        explorer.say("i2").scroll_into_view_if_needed()
        explorer.say("i2").press("Enter")
        expect(explorer.root.locator(".cbf-aside .cbf-large")).to_have_text("One thing more that staff do, number 1")
        expect(explorer.root.locator(".cbf-aside .cbf-large")).to_be_in_viewport(ratio=1)
        expect(explorer.say("i2")).to_be_in_viewport(ratio=1)
        expect(explorer.say("i2")).to_be_focused()
    finally:
        explorer.page.set_viewport_size({"width": 1280, "height": 900})


def test_a_panel_that_a_button_far_below_opens_comes_into_sight(drawn):
    drawn.page.set_viewport_size({"width": 420, "height": 240})
    try:
        drawn.button("Edit", drawn.root.locator(".cbf-acts")).click()
        drawn.button("Make a version of your own", drawn.root.locator(".cbf-edit")).click()
        expect(drawn.root.get_by_role("heading", name="Begin a theory of your own")).to_be_in_viewport()
    finally:
        drawn.page.set_viewport_size({"width": 1280, "height": 900})
