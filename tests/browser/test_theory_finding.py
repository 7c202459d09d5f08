"""Cards found on a bare page: search, filters, one column after the other, zoom; also with very many cards."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from cbf_widgets.model.theory import TheoryOfChange
from tests.browser.soon import soon
from tests.browser.theory_bare import Explorer, fingers
from tests.browser.theory_own import OwnKernel


def test_search_marks_what_it_finds_and_counts(explorer):
    explorer.root.get_by_label("Search the items").fill("calm")
    expect(explorer.card("long-1").locator("mark")).to_have_text("Calm")
    expect(explorer.card("long-1")).to_have_attribute("data-as", "plain")
    expect(explorer.card("long-2")).to_have_attribute("data-as", "rest")
    expect(explorer.live).to_have_text("1 card of 7")
    expect(explorer.root.locator(".cbf-stage-head").last).to_contain_text("1 of 2")
    explorer.root.get_by_label("Search the items").press("Escape")
    expect(explorer.card("long-2")).to_have_attribute("data-as", "plain")


def test_filters_by_theme_measure_and_programme(explorer):
    kept = explorer.root.locator(".cbf-card[data-as=plain]")
    explorer.button("The couple 2").click()
    assert soon(lambda: kept.evaluate_all("(all) => all.map((e) => e.dataset.card)")) == ["practice-1", "intermediate-1"]
    explorer.button("No theme 4").click()
    expect(kept).to_have_count(4)
    explorer.button("All 7").click()
    explorer.root.get_by_label("Measures").select_option("sdq")
    assert soon(lambda: kept.evaluate_all("(all) => all.map((e) => e.dataset.card)")) == ["long-1"]
    explorer.root.get_by_label("Measures").select_option("")
    explorer.root.get_by_label("Programmes").select_option("steps")
    assert soon(lambda: kept.evaluate_all("(all) => all.map((e) => e.dataset.card)")) == ["practice-2"]
    explorer.root.get_by_role("button", name=re.compile("show all")).click()
    expect(kept).to_have_count(7)


def test_columns_are_taught_one_after_the_other_by_button_and_key(explorer):
    cards = explorer.root.locator(".cbf-card")
    explorer.button("One column on").click()
    expect(cards).to_have_count(2)
    expect(explorer.root.locator(".cbf-stage-asks")).to_have_text("What strains couples here?")
    expect(explorer.root.locator(".cbf-stage-head[data-ahead]")).to_have_count(3)
    expect(explorer.live).to_have_text("Now: 1 of 4 shown")
    explorer.say("opportunities-1").focus()
    explorer.keys("n", "n")
    expect(cards).to_have_count(5)
    explorer.keys("p")
    expect(cards).to_have_count(4)
    explorer.button("Up to Long-term outcomes").click()
    expect(cards).to_have_count(7)
    explorer.root.get_by_role("button", name="4 of 4 shown: show all").click()
    expect(explorer.root.locator(".cbf-stage-asks")).to_have_count(0)


def test_zoom_by_button_key_and_wheel_and_to_one_card(explorer):
    usual = explorer.box("long-1")["width"]
    explorer.button("Zoom in").click()
    assert explorer.box("long-1")["width"] == pytest.approx(1.25 * usual)
    explorer.say("long-1").focus()
    explorer.keys("+")
    assert explorer.box("long-1")["width"] == pytest.approx(1.25**2 * usual, rel=0.01)
    explorer.keys("0")
    assert explorer.box("long-1")["width"] == pytest.approx(usual)
    box = explorer.box("practice-1")
    explorer.page.mouse.move(box["x"] + 20, box["y"] + 10)
    explorer.page.keyboard.down("Control")
    explorer.page.mouse.wheel(0, -120)
    explorer.page.keyboard.up("Control")
    expect(explorer.button("Usual size, now 149 %")).to_be_visible()
    now = explorer.box("practice-1")
    assert now["x"] + 20 * 1.49 == pytest.approx(box["x"] + 20, abs=4)
    explorer.keys("0", "z")
    port, card = explorer.root.locator(".cbf-port").bounding_box(), explorer.box("long-1")
    assert card["width"] > 0.5 * port["width"]
    assert card["x"] >= port["x"] - 1
    explorer.keys("w")
    expect(explorer.button("Usual size, now 100 %")).to_be_visible()


def test_two_thousand_cards_stay_usable(opened):
    theory = TheoryOfChange(id="marsh-end", title="Long", columns=[{"id": f"c{i}", "title": f"Column {i}"} for i in range(20)])
    items = [{"id": f"i{i}", "column": f"c{i % 20}", "text": f"Item {i}"} for i in range(2000)]
    theory = TheoryOfChange.from_dict(
        {**theory.to_dict(), "items": items, "links": [{"id": "a1", "from_item": "i0", "to_item": "i21"}]}
    )
    explorer = opened(theory)
    expect(explorer.root.locator(".cbf-card")).to_have_count(2000)
    explorer.say("i21").click()
    expect(explorer.card("i0")).to_have_attribute("data-as", "path")
    explorer.button("Whole theory").click()
    explorer.root.get_by_label("Search the items").fill("Item 1999")
    expect(explorer.live).to_have_text("1 card of 2000")
    expect(explorer.card("i1999")).to_have_attribute("data-as", "plain")
    expect(explorer.root.locator(".cbf-card[data-as=rest]")).to_have_count(1999)
    expect(explorer.card("i1999").locator("mark")).to_have_text(["Item", "1999"])
    explorer.say("i0").click()
    expect(explorer.card("i0")).to_have_attribute("data-as", "chosen")


def test_two_fingers_zoom_in_and_out_and_what_is_between_them_stays(touched):
    page = touched()
    explorer = Explorer.on(page, OwnKernel())
    touch = fingers(page)
    card = explorer.box("intermediate-1")
    x, y = card["x"] + card["width"] / 2, card["y"] + card["height"] / 2
    touch("touchStart", (x - 40, y))
    touch("touchStart", (x - 40, y), (x + 40, y))
    for far in (50, 65, 80):
        touch("touchMove", (x - far, y), (x + far, y))
    expect(explorer.button("Usual size, now 200 %")).to_be_visible()
    wide = explorer.box("intermediate-1")
    assert wide["width"] == pytest.approx(2 * card["width"], rel=0.01)
    assert wide["x"] + wide["width"] / 2 == pytest.approx(x, abs=4)
    for far in (60, 40):
        touch("touchMove", (x - far, y), (x + far, y))
    expect(explorer.button("Usual size, now 100 %")).to_be_visible()
    touch("touchEnd")
    touch("touchStart", (x, y))
    touch("touchMove", (x + 90, y))
    touch("touchEnd")
    expect(explorer.button("Usual size, now 100 %")).to_be_visible()
    touch("touchStart", (x - 40, y), (x + 40, y))
    touch("touchMove", (x - 60, y), (x + 60, y))
    expect(explorer.button("Usual size, now 150 %")).to_be_visible()
    touch("touchEnd")
    scale = page.evaluate("() => visualViewport.scale")
    assert scale == 1  # the browser's own zoom keeps out of it
    expect(explorer.root.locator(".cbf-band")).to_have_count(0)
