"""One theory in the explorer's front end on a bare page: read, follow, draw, search, teach, zoom; by mouse, key and touch, and in words."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from cbf_widgets.model.theory import TheoryOfChange
from cbf_widgets.model.theory_work import TheoryWork
from tests.browser.accessibility import violations
from tests.browser.bare import BareWidget
from tests.browser.conftest import watched
from tests.browser.theory_own import DOUBTS, LINKS, TEMPLATES, OwnKernel, shipped, with_arrows

CODING = {
    "id": "ours",
    "title": "Ours",
    "themes": [{"id": "couple", "title": "The couple"}, {"id": "money", "title": "Money"}],
    "codes": [
        {"theory": "marsh-end", "item": "practice-1", "theme": "couple", "why": "It asks about them", "by": "the authors"},
        {"theory": "marsh-end", "item": "opportunities-1", "theme": "money", "why": "Work", "by": "the authors"},
        {"theory": "marsh-end", "item": "intermediate-1", "theme": "couple"},
    ],
}
SHIPPED = {
    "theories": [
        shipped().to_dict(),
        {"id": "ford", "title": "Ford", "authority": "Ford", "columns": [{"id": "a", "title": "A"}]},
    ],
    "coding": CODING,
    "wording": [{"id": "w1", "how": "same words", "items": ["marsh-end/long-1", "ford/x"]}],
    "measures": [{"id": "sdq", "name": "SDQ", "uses": [{"authority": "Marsh End", "lines": [40]}]}],
    "programmes": [{"id": "steps", "name": "Help comes", "what": "A course", "uses": []}],
    "templates": TEMPLATES,
    "numbers": [],
}
QUESTION = "What has to be true for this to lead to that?"


class Explorer:
    """One view of the explorer; `root` is its outermost element."""

    def __init__(self, bare, kernel):
        self.bare, self.kernel, self.page = bare, kernel, bare.page
        self.root = bare.view().locator(".cbf-theory[data-ready]")
        expect(self.root).to_be_visible()

    def button(self, name, within=None):
        return (within or self.root).get_by_role("button", name=name, exact=True)

    def card(self, item):
        return self.root.locator(f"[data-card={item}]")

    def say(self, item):
        return self.card(item).locator(".cbf-say")

    def box(self, item):
        return self.card(item).bounding_box()

    @property
    def links(self):
        """Arrows as Python reads them: from, to."""
        theory = TheoryWork.from_dict(self.bare.get("work")).theory(self.bare.get("shown"), [shipped()])
        return [(link.from_item, link.to_item) for link in theory.links]

    @property
    def live(self):
        return self.root.locator("[aria-live=polite]")

    def keys(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)


def opener_of(open_bare):
    def opener(*theories, views=1, **traits):
        kernel = OwnKernel(work=TheoryWork(theories=theories))
        return Explorer(open_bare("theory", kernel.traits(shipped=SHIPPED, **traits), views=views, kernel=kernel), kernel)

    return opener


@pytest.fixture
def opened(bare_widget):
    """`opened(theory, …)`: the explorer with these theories changed, on a bare page."""
    return opener_of(bare_widget)


@pytest.fixture
def explorer(opened):
    """Marsh End as shipped: no arrows."""
    return opened()


@pytest.fixture
def drawn(opened):
    """Marsh End with two arrows."""
    return opened(with_arrows())


# --- reading ---------------------------------------------------------------------------------------------------------


def test_the_page_tells_its_vision_its_lines_and_its_columns(explorer):
    expect(explorer.root.locator(".cbf-vision").first).to_have_text("Couples who weather hard times")
    assert explorer.root.locator(".cbf-vision").first.evaluate("(e) => getComputedStyle(e).fontStyle") == "italic"
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
    assert explorer.root.locator(".cbf-group").all_inner_texts() == ["Money"]


def test_a_damaged_page_and_a_cut_bullet_are_told_by_more_than_colour(opened):
    theory = shipped().change_item("practice-1", placement="read").change_item("practice-2", cut_off=True)
    explorer = opened(theory)
    assert explorer.card("practice-1").evaluate("(e) => getComputedStyle(e).borderInlineStartStyle") == "dotted"
    assert explorer.card("practice-2").evaluate("(e) => getComputedStyle(e).borderInlineStartStyle") == "solid"
    expect(explorer.say("practice-1")).to_contain_text("a reading of a damaged page")
    expect(explorer.say("practice-2")).to_contain_text("cut short on the page")
    explorer.say("practice-2").click()
    expect(explorer.root.locator(".cbf-detail")).to_contain_text("The page itself cuts it short.")


def test_a_card_that_a_question_is_about_carries_its_sign_once_there_are_arrows(opened):
    reading = {"kind": "reading", "says": "One is read.", "asks": "Where?", "items": ["practice-2"], "links": []}
    explorer = opened(with_arrows(), doubts=[*DOUBTS, reading])
    signs = "(all) => all.map((e) => e.dataset.card)"
    assert explorer.root.locator(".cbf-card:has(.cbf-asked)").evaluate_all(signs) == ["long-2"]
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
    assert badges.locator("text").all_text_contents() == ["1", "2"]
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
    assert explorer.root.locator(".cbf-card:has(.cbf-own)").evaluate_all("(all) => all.map((e) => e.dataset.card)") == [
        "practice-1",
        "i1",
    ]


# --- drawing ---------------------------------------------------------------------------------------------------------


def drag(explorer, start, end):
    explorer.card(start).hover()
    handle = explorer.card(start).locator(".cbf-handle").bounding_box()
    to = explorer.say(end).bounding_box()
    mouse = explorer.page.mouse
    mouse.move(handle["x"] + 14, handle["y"] + 14)
    mouse.down()
    mouse.move(handle["x"] + 60, handle["y"] + 40)
    expect(explorer.root.locator(".cbf-arrow-drag")).to_have_count(1)
    mouse.move(to["x"] + to["width"] / 2, to["y"] + to["height"] / 2)
    return mouse


def test_an_arrow_is_dragged_from_a_cards_edge_and_asks_its_question(explorer):
    mouse = drag(explorer, "practice-1", "intermediate-1")
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
    mouse = drag(explorer, "practice-1", "intermediate-1")
    explorer.keys("Escape")
    expect(explorer.root.locator(".cbf-arrow-drag")).to_have_count(0)
    mouse.up()
    drag(explorer, "practice-1", "practice-1").up()
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
    drawn.card("long-1").locator(".cbf-ifs button").press("Enter")
    expect(panel.get_by_label(QUESTION)).to_have_value("Children feel the calmer home")
    expect(panel.get_by_label(QUESTION)).to_be_focused()


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


def test_by_touch(browser, problems):
    page = watched(browser, problems, has_touch=True, viewport={"width": 420, "height": 800})
    kernel = OwnKernel(work=TheoryWork())
    explorer = Explorer(
        BareWidget.open(page, "theory", kernel.traits(shipped=SHIPPED), views=1, styles=(), kernel=kernel), kernel
    )
    explorer.say("practice-1").tap()
    explorer.button("Draw an arrow from here").tap()
    explorer.say("long-2").tap()
    assert explorer.links == [("practice-1", "long-2")]
    expect(explorer.root.locator(".cbf-canvas[data-stacked]")).to_be_visible()
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 420
    page.context.close()
    assert not problems


def test_a_finger_drags_an_arrow(browser, problems):
    page = watched(browser, problems, has_touch=True)
    kernel = OwnKernel(work=TheoryWork())
    explorer = Explorer(
        BareWidget.open(page, "theory", kernel.traits(shipped=SHIPPED), views=1, styles=(), kernel=kernel), kernel
    )
    explorer.say("practice-1").tap()
    start, end = explorer.card("practice-1").locator(".cbf-handle").bounding_box(), explorer.box("long-2")
    touch = page.context.new_cdp_session(page)
    way = [(start["x"] + 14, start["y"] + 14), (start["x"] + 50, start["y"] + 50), (end["x"] + 30, end["y"] + 10)]
    for kind, at in zip(("touchStart", "touchMove", "touchMove"), way, strict=True):
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": at[0], "y": at[1]}]})
    expect(explorer.card("long-2")).to_have_attribute("data-aimed", "true")
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(explorer.root.locator(".cbf-link-panel")).to_be_visible()
    assert explorer.links == [("practice-1", "long-2")]
    page.context.close()
    assert not problems


# --- what lies over it -----------------------------------------------------------------------------------------------


def test_anothers_arrows_lie_over_ones_own(opened):
    theirs = TheoryOfChange.from_dict(
        {**shipped().to_dict(), "links": [LINKS[1], {"id": "a9", "from_item": "practice-2", "to_item": "intermediate-1"}]}
    )
    explorer = opened(with_arrows(), laid_over=[theirs.to_dict()])
    whose = explorer.root.locator(".cbf-inner > .cbf-arrow-lines > g").evaluate_all("(all) => all.map((e) => e.dataset.whose)")
    assert sorted(whose) == ["both", "mine", "theirs"]
    explorer.say("intermediate-1").click()
    expect(explorer.card("intermediate-1").locator("[data-whose=theirs]")).to_contain_text("not said yet")
    assert explorer.root.locator(".cbf-badge text").all_text_contents() == ["1", "2", "◇"]
    assert len(explorer.links) == 2


# --- finding and teaching --------------------------------------------------------------------------------------------


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
    assert kept.evaluate_all("(all) => all.map((e) => e.dataset.card)") == ["practice-1", "intermediate-1"]
    explorer.button("No theme 4").click()
    expect(kept).to_have_count(4)
    explorer.button("All 7").click()
    explorer.root.get_by_label("Measures").select_option("sdq")
    assert kept.evaluate_all("(all) => all.map((e) => e.dataset.card)") == ["long-1"]
    explorer.root.get_by_label("Measures").select_option("")
    explorer.root.get_by_label("Programmes").select_option("steps")
    assert kept.evaluate_all("(all) => all.map((e) => e.dataset.card)") == ["practice-2"]
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


# --- the same in words -----------------------------------------------------------------------------------------------


@pytest.fixture
def words(drawn):
    drawn.root.locator(".cbf-in-words > summary").click()
    return drawn.root.locator(".cbf-outline")


def test_every_card_and_arrow_stands_in_words(drawn, words):
    assert words.locator("[data-row]").count() == 7
    expect(words.locator("[data-row=practice-1]")).to_contain_text("line 20 · 0 in, 1 on")
    assert words.locator("[data-arrow-row]").count() == 2
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
    assert drawn.page.evaluate("() => document.activeElement !== document.body")


# --- for everybody ---------------------------------------------------------------------------------------------------


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
    assert drawn.page.evaluate(somewhere)
    drawn.root.locator(".cbf-ifs button").first.press("Enter")
    drawn.keys("Escape")
    assert drawn.page.evaluate(somewhere)
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
    explorer.root.get_by_label("Search the items").fill("Item 1999")
    expect(explorer.live).to_have_text("1 card of 2000")
