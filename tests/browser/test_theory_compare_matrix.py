"""Theories compared on a bare page: the matrix, its order, what is drawn, which theories."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from cbf_widgets.model.coding import Coding
from tests.browser.comparing import THEMES, CompareKernel, many, sample
from tests.browser.soon import soon
from tests.browser.theory_bare import CompareView


def test_the_matrix_counts_what_the_kernel_counts(view):
    assert view.counts() == view.said()
    assert view.names() == ["Ashby", "Brindle", "Corfe"]
    assert view.names("thead tr")[-3:] == ["No theme", "All", "Scales named"]
    totals = view.matrix.locator("tfoot tr").first.locator("td").all_inner_texts()
    assert [text.strip() for text in totals] == ["5", "5", "2", "3", "4", "17", "2"]


def test_until_the_kernel_has_counted_it_says_so(bare_widget):
    kernel = CompareKernel()
    bare = bare_widget("theory", {**kernel.traits(), "comparison": {}}, kernel=kernel)
    expect(bare.view().get_by_text("The kernel is counting")).to_be_visible()
    bare.set(comparison=kernel.comparison)
    assert CompareView(bare, kernel).counts() == [
        ["2", "4", "0", "1", "1", "7"],
        ["2", "1", "1", "0", "2", "6"],
        ["1", "0", "1", "2", "1", "4"],
    ]


def test_each_mark_stands_in_its_lane_with_the_lane_s_shape(view):
    cell = view.cell("Ashby", "Conflict and abuse")
    lanes = cell.locator("g[data-lane]")
    assert [lanes.nth(i).get_attribute("data-lane") for i in range(lanes.count())] == ["0", "2", "3", "4"]
    heights = [lanes.nth(i).bounding_box()["y"] for i in range(lanes.count())]
    assert heights == sorted(heights)
    other = view.cell("Brindle", "Conflict and abuse").locator("g[data-lane='4']")
    assert abs(other.bounding_box()["y"] - view.cell("Brindle", "Conflict and abuse").bounding_box()["y"]
               - (heights[3] - cell.bounding_box()["y"])) < 1  # fmt: skip
    corners = [cell.locator(f"g[data-lane='{lane}'] path").first.get_attribute("d").count("L") for lane in (0, 2, 3, 4)]
    assert corners == [3, 15, 3, 2]


def test_shared_wording_is_hatched_and_can_be_taken_out(view):
    shared = view.cell("Ashby", "Conflict and abuse").locator("g[data-lane='4']")
    expect(shared.locator("path")).to_have_count(2)
    expect(view.cell("Ashby", "Conflict and abuse").locator("g[data-lane='3'] path")).to_have_count(1)
    view.cell("Ashby", "Conflict and abuse").click()
    expect(view.side).to_contain_text("same words: Brindle")
    view.root.get_by_label("Template wording").select_option("taken out")
    expect(view.cell("Ashby", "Conflict and abuse")).to_have_attribute("aria-label", re.compile("3 items"))
    expect(view.cell("Brindle", "Conflict and abuse")).to_have_attribute("aria-label", re.compile("no item"))
    expect(view.side).to_contain_text("3 items; 1 in the template’s wording taken out")
    expect(view.matrix.get_by_role("gridcell", name="All items, each once: 15")).to_be_visible()


def test_rows_and_themes_take_the_order_that_is_wanted(compared):
    theories, coding = sample()
    view = compared([one.retitle(title="Abbot") if one.id == "corfe" else one for one in theories], coding)
    assert view.names() == ["Abbot", "Ashby", "Brindle"]
    view.root.get_by_label("Rows", exact=True).select_option("most items first")
    view.root.get_by_label("Themes", exact=True).select_option("most items first")
    assert view.names() == ["Ashby", "Brindle", "Abbot"]
    assert view.names("thead tr") == [
        "Workforce confidence",
        "Conflict and abuse",
        "Money and housing",
        "Fathers",
        "No theme",
        "All",
        "Scales named",
    ]


def test_what_no_one_measures_is_a_visible_gap(view):
    foot = view.matrix.locator("tfoot tr").last
    assert [text.replace("\n", " ") for text in foot.locator("td").all_inner_texts()[:5]] == [
        "Brindle Diary", "Ashby Two Chairs Scale", "no one measures fathers", "no one measures money and housing", "–"
    ]  # fmt: skip
    border = foot.locator("td").nth(2).locator("> *").evaluate("(e) => getComputedStyle(e).borderTopStyle")
    assert border == "dashed"
    expect(view.header.locator("h3 + p")).to_have_text("For two of the four themes, no page names a scale or questionnaire.")
    foot.locator("td").nth(1).click()
    expect(view.side.get_by_role("heading", level=4)).to_contain_text("What it is measured with")
    assert view.texts() == ["The Two Chairs Scale, before and after"]


def test_labels_are_text(compared):
    theories, coding = many(2, 6)
    wild = [one.retitle(title=f"<b>{one.title}</b> & <img src=x onerror=alert(1)>") for one in theories]
    view = compared(wild, coding, wording=(), uses=())
    assert view.names()[0].startswith("<b>Place-1</b> &")
    assert view.root.locator("img").count() == 0


def test_choosing_theories_shows_them_at_once_and_needs_two(view):
    view.kernel.silent = True
    view.header.get_by_role("button", name="Three theories, side by side").click()
    view.which.get_by_label("Brindle", exact=True).uncheck()
    assert view.names() == ["Ashby", "Corfe"]
    assert view.bare.get("compared") == ["ashby", "corfe"]
    view.which.get_by_label("Corfe", exact=True).uncheck()
    expect(view.which.get_by_text("Choose at least two")).to_be_visible()
    assert view.names() == ["Ashby", "Corfe"]
    view.which.get_by_label("Brindle", exact=True).check()
    assert view.names() == ["Ashby", "Brindle"]
    view.which.get_by_role("button", name="All", exact=True).click()
    assert view.counts() == view.said()


def test_python_chooses_theories_too(view):
    view.bare.set(compared=["brindle", "corfe"])
    assert view.names() == ["Brindle", "Corfe"]
    expect(view.header.get_by_role("heading", level=3)).to_contain_text("Two theories, side by side")


def test_five_hundred_items_are_a_drawing_a_cell_and_no_more(compared):
    view = compared(*many(12, 42), wording=(), uses=())
    assert view.counts() == view.said()
    assert view.matrix.locator("svg").count() <= 12 * 6
    assert view.matrix.locator("*").count() < 1500
    before = view.cell("Place-1", "No theme").locator("svg").element_handle()
    view.cell("Place-2", "No theme").click()
    assert before.evaluate("(e) => e.isConnected")  # choosing draws no cell anew


def test_many_themes_are_drawn_close_with_their_headings_on_their_side(compared):
    theories, coding = many(4, 20)
    more = [{"id": f"t{i}", "title": f"Theme number {i}"} for i in range(11)]
    book = Coding.from_dict({**coding.to_dict(), "themes": [*THEMES, *more]})
    view = compared(theories, book, wording=(), uses=())
    head = view.matrix.get_by_role("columnheader", name="Theme number 3", exact=True)
    expect(head.locator("span")).to_have_css("writing-mode", "vertical-rl")
    scroll = view.matrix.locator("xpath=..")
    assert soon(lambda: scroll.evaluate("(e) => e.scrollWidth <= e.clientWidth"))
    assert view.counts() == view.said()
    foot = view.matrix.get_by_role("gridcell", name="no one measures theme number 3", exact=True)
    expect(foot).to_be_visible()
    view.page.set_viewport_size({"width": 600, "height": 900})
    try:
        expect(scroll).not_to_have_attribute("data-dense", "true")  # it wouldn't fit drawn close either
    finally:
        view.page.set_viewport_size({"width": 1280, "height": 900})


def test_on_paper_the_matrix_is_whole(view):
    view.page.emulate_media(media="print")
    try:
        expect(view.matrix.locator("xpath=..")).to_have_css("overflow-x", "visible")
        expect(view.root.get_by_label("Rows", exact=True)).to_be_hidden()
    finally:
        view.page.emulate_media(media="screen")


def test_the_header_says_how_many_which_ones_and_how_to_change_it(view):
    title = view.header.get_by_role("button", name="Three theories, side by side")
    expect(view.header.locator(".cbf-summary")).to_contain_text("17 items: all three that are here")
    title.press("Enter")
    expect(title).to_have_attribute("aria-expanded", "true")
    view.which.get_by_label("Brindle", exact=True).press("Space")
    title = view.header.get_by_role("button", name="Two theories, side by side")
    expect(view.header.locator(".cbf-summary")).to_contain_text("11 items: Ashby and Corfe")
    expect(view.header.locator("h3 + p")).to_have_text("For three of the four themes, no page names a scale or questionnaire.")
    view.page.keyboard.press("Escape")
    expect(view.which).to_have_count(0)
    expect(title).to_be_focused()
    view.button("Theories: 2 of 3").click()
    expect(view.which).to_be_visible()
    view.bare.set(mode="one")
    expect(view.which).to_have_count(0)
    expect(view.bare.view().get_by_label("The theory on screen")).to_be_visible()


def test_the_legend_counts_the_shared_wording_of_what_is_shown_only(view):
    hatched = view.root.get_by_role("list", name="What the marks mean").get_by_role("listitem").last
    expect(hatched).to_have_text("hatched: template wording, on two or more of these pages (2)")
    view.bare.set(compared=["ashby", "corfe"])
    expect(hatched).to_have_text("hatched: template wording, on a page that isn’t compared here (1)")
    view.root.get_by_label("Template wording").select_option("taken out")
    expect(hatched).to_contain_text("(1): taken out")
    view.bare.set(compared=["corfe", "brindle"])
    expect(hatched).to_contain_text("isn’t compared here (1)")
