"""Arrows drawn on a bare page: by mouse, key, button and finger."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from cbf_widgets.model.theory_work import TheoryWork
from tests.browser.soon import soon
from tests.browser.theory import QUESTION
from tests.browser.theory_bare import Explorer, fingers
from tests.browser.theory_own import OwnKernel


def test_an_arrow_is_dragged_from_a_cards_edge_and_asks_its_question(explorer):
    mouse = explorer.drag("practice-1", "intermediate-1")
    expect(explorer.card("intermediate-1")).to_have_attribute("data-aimed", "true")
    mouse.up()
    assert explorer.links == [("practice-1", "intermediate-1")]
    expect(explorer.root.get_by_label(QUESTION)).to_be_focused()
    explorer.page.keyboard.type("There is time")
    expect(explorer.card("intermediate-1").locator(".cbf-ifs")).to_contain_text("if There is time")
    expect(explorer.root.locator(".cbf-summary").first).to_contain_text("1 arrow, drawn by you")
    explorer.button("Undo").click()
    explorer.button("Undo").click()
    assert explorer.links == []
    explorer.button("Redo").click()
    assert explorer.links == [("practice-1", "intermediate-1")]


def test_a_drag_that_ends_nowhere_draws_nothing(explorer):
    mouse = explorer.drag("practice-1", "intermediate-1")
    explorer.keys("Escape")
    expect(explorer.root.locator(".cbf-arrow-drag")).to_have_count(0)
    mouse.up()
    mouse = explorer.drag("practice-1", "intermediate-1")
    home = explorer.box("practice-1")
    mouse.move(home["x"] + home["width"] / 2, home["y"] + home["height"] / 2)
    expect(explorer.card("intermediate-1")).not_to_have_attribute("data-aimed", "true")
    mouse.up()
    expect(explorer.root.locator(".cbf-arrow-drag")).to_have_count(0)
    assert explorer.links == []


def test_a_button_and_a_click_draw_an_arrow_too(explorer):
    explorer.say("opportunities-2").click()
    explorer.button("Draw an arrow from here").click()
    expect(explorer.live).to_contain_text("An arrow from “Strain goes unseen”")
    explorer.say("practice-1").click()
    assert explorer.links == [("opportunities-2", "practice-1")]
    assert explorer.bare.get("history")["names"][-1] == "Drew an arrow from “Strain goes unseen” to “Teams ask gently”"


def test_all_by_keys(explorer):
    page = explorer.page
    explorer.say("opportunities-1").focus()
    explorer.keys("ArrowDown")
    expect(explorer.say("opportunities-2")).to_be_focused()
    explorer.keys("ArrowRight")
    expect(explorer.say("practice-2")).to_be_focused()
    explorer.keys("a", "ArrowRight")
    expect(explorer.say("intermediate-1")).to_be_focused()
    explorer.keys("Enter")
    assert explorer.links == [("practice-2", "intermediate-1")]
    expect(explorer.root.get_by_label(QUESTION)).to_be_focused()
    page.keyboard.type("Help")
    explorer.keys("Escape")
    expect(explorer.say("intermediate-1")).to_be_focused()
    explorer.keys("a", "Escape")
    expect(explorer.live).to_contain_text("No arrow.")
    explorer.keys("Home")
    expect(explorer.say("opportunities-1")).to_be_focused()
    explorer.keys("Control+z", "Control+z")
    assert explorer.links == []
    explorer.keys("Control+Shift+z")
    assert explorer.links == [("practice-2", "intermediate-1")]


def test_one_card_is_a_tab_stop(explorer):
    stops = explorer.root.locator(".cbf-say[tabindex='0']")
    expect(stops).to_have_count(1)
    explorer.say("long-2").focus()
    expect(stops).to_have_attribute("data-item", "long-2")
    expect(stops).to_have_count(1)


def test_an_arrow_that_is_there_is_opened(drawn):
    drawn.say("practice-1").focus()
    drawn.keys("a")
    drawn.say("intermediate-1").click()
    assert len(drawn.links) == 2
    expect(drawn.root.locator(".cbf-link-panel")).to_be_visible()
    expect(drawn.live).to_contain_text("That arrow is there already.")


def test_an_arrow_is_opened_by_its_badge_its_line_and_its_words(drawn):
    panel = drawn.root.locator(".cbf-link-panel")
    drawn.root.locator(".cbf-badge").first.click()
    expect(panel.get_by_label(QUESTION)).to_have_value("They feel safe enough to answer")
    expect(drawn.card("intermediate-1").locator(".cbf-ifs button")).to_have_attribute("aria-pressed", "true")
    drawn.button("Close the arrow").click()
    expect(panel).to_have_count(0)
    expect(drawn.card("intermediate-1").locator(".cbf-ifs button")).to_have_attribute("aria-pressed", "false")
    drawn.card("long-1").locator(".cbf-ifs button").press("Enter")
    expect(panel.get_by_label(QUESTION)).to_have_value("Children feel the calmer home")
    expect(panel.get_by_label(QUESTION)).to_be_focused()


def test_by_touch(touched):
    page = touched(420, 800)
    explorer = Explorer.on(page, OwnKernel(work=TheoryWork()))
    explorer.say("practice-1").tap()
    explorer.button("Draw an arrow from here").tap()
    explorer.say("long-2").tap()
    assert explorer.links == [("practice-1", "long-2")]
    expect(explorer.root.locator(".cbf-canvas[data-stacked]")).to_be_visible()
    assert soon(lambda: page.evaluate("() => document.documentElement.scrollWidth")) <= 420


def test_a_finger_drags_an_arrow(touched):
    page = touched()
    explorer = Explorer.on(page, OwnKernel(work=TheoryWork()))
    explorer.say("practice-1").tap()
    start, end = explorer.card("practice-1").locator(".cbf-handle").bounding_box(), explorer.box("long-2")
    touch = fingers(page)
    touch("touchStart", (start["x"] + 14, start["y"] + 14))
    touch("touchMove", (start["x"] + 50, start["y"] + 50))
    touch("touchMove", (end["x"] + 30, end["y"] + 10))
    expect(explorer.card("long-2")).to_have_attribute("data-aimed", "true")
    touch("touchEnd")
    expect(explorer.root.locator(".cbf-link-panel")).to_be_visible()
    assert explorer.links == [("practice-1", "long-2")]


class Hand:
    """A mouse, a finger or a pen that drags on a page."""

    def __init__(self, page, kind):
        self.page, self.kind = page, kind
        self.touch, self.cdp = fingers(page), page.context.new_cdp_session(page)

    def pen(self, kind, x, y):
        about = {"type": kind, "x": x, "y": y, "pointerType": "pen", "button": "left", "buttons": 1, "clickCount": 1}
        self.cdp.send("Input.dispatchMouseEvent", about)

    def down(self, x, y):
        if self.kind == "mouse":
            self.page.mouse.move(x, y)
            self.page.mouse.down()
        else:
            self.touch("touchStart", (x, y)) if self.kind == "touch" else self.pen("mousePressed", x, y)
        self.at = x, y

    def move(self, x, y):
        if self.kind == "mouse":
            self.page.mouse.move(x, y)
        else:
            self.touch("touchMove", (x, y)) if self.kind == "touch" else self.pen("mouseMoved", x, y)
        self.at = x, y

    def up(self):
        if self.kind == "mouse":
            self.page.mouse.up()
        else:
            self.touch("touchEnd") if self.kind == "touch" else self.pen("mouseReleased", *self.at)


def at_the_edge(explorer, hand, handle, x, y):
    """Drag from a card's handle to a place near an edge, and stay there."""
    hand.down(handle["x"] + 14, handle["y"] + 14)
    hand.move(handle["x"] + 40, handle["y"] + 30)
    hand.move(x, y)
    expect(explorer.root.locator(".cbf-arrow-drag")).to_have_count(1)


SCROLLED = "(e) => e.scrollLeft >= e.scrollWidth - e.clientWidth - 1 && e.scrollLeft > 100"


@pytest.mark.parametrize("kind", ["mouse", "touch", "pen"])
def test_near_the_edge_the_page_comes_along_and_the_arrow_ends_on_what_was_out_of_sight(touched, kind):
    page = touched(900)
    explorer = Explorer.on(page, OwnKernel(work=TheoryWork()))
    explorer.say("opportunities-1").click()
    for _ in range(4):
        explorer.button("Zoom in").click()
    port = explorer.root.locator(".cbf-port")
    port.evaluate("(e) => { e.scrollLeft = 0; }")
    right, handle = port.bounding_box(), explorer.card("opportunities-1").locator(".cbf-handle").bounding_box()
    assert explorer.box("long-2")["x"] > 900
    page.evaluate("() => addEventListener('pointerdown', (event) => { window.heard = event.pointerType; }, true)")
    hand = Hand(page, kind)
    at_the_edge(explorer, hand, handle, right["x"] + right["width"] - 6, handle["y"] + 60)
    assert soon(lambda: page.evaluate("() => window.heard")) == kind
    page.wait_for_function(SCROLLED, arg=port.element_handle())
    end = explorer.box("long-2")
    hand.move(end["x"] + 20, end["y"] + 12)
    expect(explorer.card("long-2")).to_have_attribute("data-aimed", "true")
    hand.up()
    assert explorer.links == [("opportunities-1", "long-2")]


def test_whoever_only_passes_an_edge_takes_nothing_along(touched):
    page = touched(420, 500)
    page.clock.install(time=0)
    explorer = Explorer.on(page, OwnKernel(work=TheoryWork()))
    explorer.say("opportunities-1").click()
    handle = explorer.card("opportunities-1").locator(".cbf-handle")
    handle.scroll_into_view_if_needed()
    at_the_edge(explorer, Hand(page, "mouse"), handle.bounding_box(), 200, 250)
    page.clock.pause_at(600_000)
    before = page.evaluate("() => scrollY")
    page.mouse.move(200, 495)
    page.clock.run_for(300)
    passed = page.evaluate("() => scrollY")
    assert passed == before
    page.clock.run_for(600)
    assert soon(lambda: page.evaluate("() => scrollY")) > before
    page.clock.resume()
    explorer.page.mouse.up()


@pytest.mark.parametrize("kind", ["mouse", "touch"])
def test_escape_ends_drag_and_scrolling(touched, kind):
    page = touched(420, 500)
    explorer = Explorer.on(page, OwnKernel(work=TheoryWork()))
    explorer.say("opportunities-1").click()
    handle = explorer.card("opportunities-1").locator(".cbf-handle")
    handle.scroll_into_view_if_needed()
    before = page.evaluate("() => scrollY")
    hand = Hand(page, kind)
    at_the_edge(explorer, hand, handle.bounding_box(), 200, 495)
    page.wait_for_function("(before) => scrollY > before + 40", arg=before)
    explorer.keys("Escape")
    expect(explorer.root.locator(".cbf-arrow-drag")).to_have_count(0)
    still = """async () => {
      const before = scrollY;
      for (let frame = 0; frame < 5; frame += 1) await new Promise(requestAnimationFrame);
      return scrollY - before;
    }"""
    moved = page.evaluate(still)
    assert moved == 0
    hand.up()
    assert explorer.links == []
