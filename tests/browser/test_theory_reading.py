"""One theory on a bare page: its page, its cards, the path through one of them."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from cbf_widgets.model.theory import TheoryOfChange
from tests.browser.soon import soon
from tests.browser.theory import QUESTION
from tests.browser.theory_own import DOUBTS, shipped, with_arrows


def test_the_page_tells_its_vision_its_lines_and_its_columns(explorer):
    expect(explorer.root.locator(".cbf-vision").first).to_have_text("Couples who weather hard times")
    expect(explorer.root.locator(".cbf-vision").first).to_have_css("font-style", "italic")
    expect(explorer.root.locator(".cbf-summary").first).to_contain_text(
        "7 items in four columns, guide, lines 1–60 · no arrows drawn yet"
    )
    heads = explorer.root.locator(".cbf-stage-head")
    assert heads.all_text_contents() == [
        "Now 2 items",
        "Changes 2 items",
        "Intermediate outcomes 1 item",
        "Long-term outcomes 2 items",
    ]
    expect(explorer.root.locator(".cbf-group")).to_have_text(["Money"])


def test_a_damaged_page_and_a_cut_bullet_are_told_by_more_than_colour(opened):
    theory = shipped().change_item("practice-1", placement="read").change_item("practice-2", cut_off=True)
    explorer = opened(theory)
    expect(explorer.card("practice-1")).to_have_css("border-inline-start-style", "dotted")
    expect(explorer.card("practice-2")).to_have_css("border-inline-start-style", "solid")
    expect(explorer.say("practice-1")).to_contain_text("a reading of a damaged page")
    expect(explorer.say("practice-2")).to_contain_text("cut short on the page")
    explorer.say("practice-2").click()
    expect(explorer.root.locator(".cbf-detail")).to_contain_text("The page itself cuts it short.")


def test_a_card_that_a_question_is_about_carries_its_sign_once_there_are_arrows(opened):
    reading = {"kind": "reading", "says": "One is read.", "asks": "Where?", "items": ["practice-2"], "links": []}
    explorer = opened(with_arrows(), doubts=[*DOUBTS, reading])
    signs = "(all) => all.map((e) => e.dataset.card)"
    assert soon(lambda: explorer.root.locator(".cbf-card:has(.cbf-asked)").evaluate_all(signs)) == ["long-2"]
    expect(explorer.say("long-2")).to_contain_text("A question is about it.")
    assert opened(doubts=DOUBTS).root.locator(".cbf-asked").count() == 0


def test_a_chosen_card_opens_large_before_there_are_arrows(explorer):
    explorer.say("practice-1").click()
    detail = explorer.root.locator(".cbf-detail")
    expect(detail).to_contain_text("Guide, line 20")
    expect(detail).to_contain_text("The couple: It asks about them coded by the authors")
    expect(detail).to_contain_text("No arrows yet.")
    size = explorer.say("practice-1").evaluate("(e) => parseFloat(getComputedStyle(e).fontSize)")
    assert size > 1.2 * explorer.say("practice-2").evaluate("(e) => parseFloat(getComputedStyle(e).fontSize)")
    explorer.say("long-1").click()
    expect(detail).to_contain_text("SDQ")
    expect(detail).to_contain_text("On the page, same words as in Ford: the template’s wording rather than agreement.")


def test_the_path_comes_first_with_what_each_arrow_assumes(drawn):
    drawn.say("intermediate-1").click()
    expect(drawn.root.locator(".cbf-path-label")).to_contain_text("1 card leads in, 1 leads on")
    band = drawn.root.locator(".cbf-band").bounding_box()
    bottom = band["y"] + band["height"]
    for item in ("practice-1", "intermediate-1", "long-1"):
        assert drawn.box(item)["y"] + drawn.box(item)["height"] < bottom
    for item in ("opportunities-1", "practice-2", "long-2"):
        assert drawn.box(item)["y"] > bottom
    expect(drawn.card("intermediate-1").locator(".cbf-ifs")).to_have_text(re.compile("if They feel safe enough to answer"))
    badges = drawn.root.locator(".cbf-inner > .cbf-arrow-badges .cbf-badge")
    expect(badges.locator("text")).to_have_text(["1", "2"])
    x = badges.first.locator("circle").nth(1).bounding_box()
    assert abs(x["x"] + x["width"] / 2 - drawn.box("intermediate-1")["x"]) < 4
    drawn.button("Whole theory").click()
    expect(drawn.root.locator(".cbf-band")).to_have_count(0)


def test_a_loop_and_a_leap_are_drawn_too(opened):
    theory = with_arrows().link("long-1", "practice-1").link("opportunities-1", "long-1").link("long-1", "long-2")
    explorer = opened(theory)
    expect(explorer.root.locator(".cbf-arrow-lines > g")).to_have_count(5)
    explorer.say("long-1").click()
    expect(explorer.root.locator(".cbf-inner > .cbf-arrow-lines > g[data-strong]")).to_have_count(5)
    ways = explorer.root.locator(".cbf-line").evaluate_all("(all) => all.map((path) => path.getAttribute('d'))")
    assert all(re.fullmatch(r"M[-\d.,]+([CLHVQ][-\d., ]+)+", way) for way in ways)


def test_another_theory_is_chosen_from_the_list(explorer):
    explorer.root.get_by_label("The theory on screen").select_option("ford")
    assert explorer.bare.get("shown") == "ford"
    expect(explorer.root.locator(".cbf-which span")).to_contain_text("Ford")
    expect(explorer.root.locator(".cbf-card")).to_have_count(0)
    explorer.bare.set(shown="marsh-end")
    expect(explorer.root.locator(".cbf-card")).to_have_count(7)


def test_what_is_chosen_in_one_theory_is_not_in_another_that_python_shows(opened):
    other = TheoryOfChange.from_dict({**shipped().to_dict(), "id": "other", "title": "Other"})
    explorer = opened(other)
    explorer.say("practice-1").click()
    expect(explorer.root.locator(".cbf-band")).to_have_count(1)
    explorer.bare.set(shown="other")
    expect(explorer.root.locator(".cbf-which span")).to_contain_text("Other")
    expect(explorer.root.locator(".cbf-band")).to_have_count(0)


def test_what_a_person_changed_in_a_shipped_theory_says_so(opened):
    explorer = opened(shipped().add_item("long_term_outcomes", "Rested parents").change_item("practice-1", text="Teams ask"))
    assert soon(
        lambda: explorer.root.locator(".cbf-card:has(.cbf-own)").evaluate_all("(all) => all.map((e) => e.dataset.card)")
    ) == [
        "practice-1",
        "i1",
    ]


def test_arrows_differ_by_how_sure_and_by_evidence_not_by_colour_alone(opened):
    theory = with_arrows().link("practice-2", "intermediate-1", confidence="fairly-sure").link("opportunities-1", "practice-1")
    explorer = opened(theory)
    explorer.say("intermediate-1").click()
    lines = explorer.root.locator(".cbf-inner > .cbf-arrow-lines [data-strong] > .cbf-line")
    looks = lines.evaluate_all(
        "(all) => all.map((e) => { const s = getComputedStyle(e); return s.strokeDasharray + ' ' + s.strokeWidth; })"
    )
    assert len(set(looks)) == 4
    fills = explorer.root.locator(".cbf-inner > .cbf-arrow-badges circle:not(.cbf-around)").evaluate_all(
        "(all) => all.map((e) => getComputedStyle(e).fill)"
    )
    assert len(set(fills)) == 2
    assert explorer.root.locator(".cbf-arrow-key li").all_inner_texts() == [
        "sure",
        "fairly sure",
        "a guess",
        "not said",
        "evidence",
        "none yet",
    ]


@pytest.fixture
def words(drawn):
    drawn.root.locator(".cbf-in-words > summary").click()
    return drawn.root.locator(".cbf-outline")


def test_every_card_and_arrow_stands_in_words(drawn, words):
    expect(words.locator("[data-row]")).to_have_count(7)
    expect(words.locator("[data-row=practice-1]")).to_contain_text("line 20 · 0 in, 1 on")
    expect(words.locator("[data-arrow-row]")).to_have_count(2)
    expect(words.locator("[data-arrow-row=a2]")).to_have_text(
        re.compile("Parents get on better.*leads to.*Calmer children.*if Children feel the calmer home")
    )


def test_words_draw_open_and_take_away(drawn, words):
    row = words.locator("[data-row=practice-2]")
    row.press("Enter")
    expect(row).to_have_attribute("aria-expanded", "true")
    expect(drawn.card("practice-2")).to_have_attribute("data-as", "chosen")
    words.get_by_label("An arrow from it to").select_option("long-2")
    words.get_by_role("button", name="Draw the arrow").press("Enter")
    assert drawn.links[-1] == ("practice-2", "long-2")
    expect(drawn.root.get_by_label(QUESTION)).to_be_focused()
    words.locator("[data-arrow-row=a1]").press("Enter")
    expect(drawn.root.get_by_label(QUESTION)).to_have_value("They feel safe enough to answer")
    words.get_by_role("button", name="Take away arrow 3").last.press("Enter")
    assert len(drawn.links) == 2
    assert soon(lambda: drawn.page.evaluate("() => document.activeElement !== document.body"))


def test_markup_in_a_text_stays_text(opened):
    explorer = opened(shipped().change_item("practice-1", text="<img src=x onerror=alert(1)> & <b>so</b>"))
    expect(explorer.say("practice-1")).to_contain_text("<img src=x onerror=alert(1)>")
    explorer.say("practice-1").click()
    assert explorer.root.locator(".cbf-card img, .cbf-detail img").count() == 0


def test_two_views_share_one_work_and_look_apart(opened):
    explorer = opened(views=2)
    other = explorer.bare.view(1).locator(".cbf-theory")
    explorer.say("practice-1").focus()
    explorer.keys("a", "ArrowRight", "Enter")
    assert len(explorer.links) == 1
    expect(other.locator(".cbf-inner > .cbf-arrow-lines > g")).to_have_count(1)
    expect(other.locator(".cbf-band")).to_have_count(0)
    assert explorer.bare.close() == 0
