"""The automatic accessibility check finds nothing, in light and dark, with whatever is open."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.bare import BareWidget
from tests.browser.builder import Builder, empty, full, traits
from tests.browser.conftest import watched

PANELS = ["history", "save", "open", "export", "keys"]
axe = Axe()


def violations(widget):
    """What axe finds within the widget: rule and element."""
    found = axe.run(widget.page, context=".cbf").response
    assert found["passes"], "axe looked at nothing"
    return [(rule["id"], node["target"], node["failureSummary"]) for rule in found["violations"] for node in rule["nodes"]]


@pytest.fixture(params=["light", "dark"])
def themed(request, builder, bare_page):
    """A builder in a theme of JupyterLab's."""

    def opener(*args, **others):
        widget = builder(*args, **others)
        light = str(request.param == "light").lower()
        widget.page.evaluate("(light) => { document.body.dataset.jpThemeLight = light; }", light)
        return widget

    return opener


def open_all(widget):
    for summary in widget.details.locator("summary").all():
        summary.click()


def test_an_empty_spiral_is_accessible(themed):
    widget = themed()
    assert violations(widget) == []


def test_a_full_spiral_is_accessible(themed):
    widget = themed(full())
    assert violations(widget) == []


def test_a_chosen_step_and_a_chosen_rupture_with_everything_open_are_accessible(themed):
    widget = themed(full())
    widget.row(3).click()
    open_all(widget)
    assert violations(widget) == []
    widget.root.locator(".cbf-row-rupture").first.click()
    open_all(widget)
    widget.field("How it came about").select_option(index=1)
    assert violations(widget) == []


def test_every_panel_is_accessible(themed):
    widget = themed(full())
    widget.keys("1", "2", "Control+z")
    for panel in PANELS:
        widget.panel(panel)
        assert violations(widget) == []


def test_offers_answers_and_a_ripple_being_drawn_are_accessible(themed):
    found = [
        {"id": "x", "when": "today", "about": "3 steps", "problem": False},
        {"id": "y", "when": "", "about": "?", "problem": True},
    ]
    widget = themed(full(), found=found)
    widget.bare.message({"ok": False, "said": "That did not work.", "answers": ""})
    widget.keys("Home", "r", "ArrowRight")
    assert violations(widget) == []


def test_a_phones_width_is_accessible(themed, bare_page):
    bare_page.set_viewport_size({"width": 420, "height": 900})
    widget = themed(full())
    widget.row(2).click()
    open_all(widget)
    widget.panel("export")
    assert violations(widget) == []
    bare_page.set_viewport_size({"width": 1280, "height": 900})


@pytest.fixture
def special(browser):
    """A builder on a page with settings of its own."""
    pages = []
    problems: list[str] = []

    def opener(**settings):
        page = watched(browser, problems, **settings)
        pages.append(page)
        bare = BareWidget.open(page, "spiral", traits(full()), views=1, styles=())
        return Builder.within(page, bare.view(), bare)

    yield opener
    for page in pages:
        page.context.close()
    assert not problems, problems


def test_with_forced_colours_marks_and_line_are_still_there(special):
    widget = special(forced_colors="active")
    colours = "(element) => { const s = getComputedStyle(element); return [s.fill, s.stroke]; }"
    paper = widget.root.evaluate("(root) => getComputedStyle(root).backgroundColor")
    for ink in (".cbf-line", "[data-part=m1] .cbf-shape", "[data-part=r2] .cbf-zigzag"):
        fill, stroke = widget.svg.locator(ink).first.evaluate(colours)
        assert {fill, stroke} - {paper, "none", "rgba(0, 0, 0, 0)"}
    widget.keys("1")
    expect(widget.part("m6")).to_be_visible()
    assert violations(widget) == []


def test_with_reduced_motion_nothing_moves_by_itself(special):
    widget = special(reduced_motion="reduce")
    durations = "(root) => [...new Set([...root.querySelectorAll('*')].map((e) => getComputedStyle(e).transitionDuration))]"
    assert set(widget.root.evaluate(durations)) <= {"0s", "0.00001s"}
    assert widget.root.evaluate("(root) => root.getAnimations({ subtree: true }).length") == 0


def test_an_empty_spiral_says_what_to_do_first(builder):
    widget = builder(empty())
    expect(widget.root.locator(".cbf-hint")).to_have_text("Click the line to place “Earning acceptance”.")
    widget.keys("Escape")
    expect(widget.root.locator(".cbf-hint")).to_have_text("Choose a kind of step, then click the line.")
