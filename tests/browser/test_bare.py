"""The same widget without Jupyter: fast, for everything that needs no kernel."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.accessibility import violations


def test_a_click_commits_once(bare_widget):
    widget = bare_widget("spiral", {"marks": 2})
    widget.view().get_by_role("button").click()
    assert widget.saved == [{"marks": 3}]


def test_two_views_stay_in_step(bare_widget):
    widget = bare_widget("spiral", {"marks": 2}, views=2)
    widget.view(0).get_by_role("button").click()
    expect(widget.view(1).get_by_label("Marks")).to_have_text("3")


def test_the_accessibility_check_finds_nothing_here(bare_widget):
    widget = bare_widget("spiral", {"marks": 2})
    assert violations(widget.page, ".view") == []


def test_the_accessibility_check_finds_a_button_without_a_name(bare_widget):
    widget = bare_widget("spiral", {"marks": 2})
    widget.page.evaluate("() => document.querySelector('.view').append(document.createElement('button'))")
    assert [line.split(":")[0] for line in violations(widget.page, ".view")] == ["button-name"]


def test_a_closed_widget_leaves_no_listener(bare_widget):
    assert bare_widget("spiral", {"marks": 2}).close() == 0
