"""Theories compared, on a bare page: the matrix, what is chosen, recoding, words; by mouse, by key and by touch."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from cbf_widgets.files import document_text
from cbf_widgets.model.coding import FORMAT, VERSION, Coding, SharedWording
from tests.browser.accessibility import violations
from tests.browser.bare import BareWidget
from tests.browser.comparing import THEMES, CompareKernel, many, sample
from tests.browser.conftest import watched

WORDING = SharedWording(id="w1", how="same words", items=("ashby/long-term-outcomes-7", "brindle/long-term-outcomes-5"))
USES = (
    {"measure": "Two Chairs Scale", "theory": "ashby", "items": ["ashby/measures-6"]},
    {"measure": "Diary", "theory": "brindle", "items": ["brindle/measuring-impact-4"]},
)


class View:
    """The comparison as one sees it."""

    def __init__(self, bare: BareWidget, kernel: CompareKernel) -> None:
        self.bare, self.kernel, self.page = bare, kernel, bare.page
        self.root = bare.view().locator(".cbf-comparison")
        expect(self.root).to_be_visible()
        self.matrix = self.root.get_by_role("grid")
        self.side = self.root.get_by_role("complementary", name="What is chosen")
        self.live = bare.view().locator(".cbf-unseen[aria-live]").last

    def cell(self, theory, theme):
        return self.matrix.get_by_role("gridcell", name=re.compile(f"^{theory}, {theme}: "))

    def button(self, name):
        return self.root.get_by_role("button", name=name, exact=True)

    def counts(self):
        """The number in each cell, row by row."""
        rows = self.matrix.locator("tbody tr")
        return [
            [text.strip().replace("·", "0") for text in rows.nth(i).locator("td").all_inner_texts()[:-1]]
            for i in range(rows.count())
        ]

    def names(self, scope="tbody tr"):
        return [text.strip() for text in self.matrix.locator(f"{scope} > th").all_inner_texts()]

    def texts(self):
        return self.side.locator("li p").all_inner_texts()

    def undone(self):
        self.bare.view().get_by_role("button", name=re.compile("Undo")).first.click()

    def said(self):
        """What the kernel says now, as the matrix would show it."""
        found = self.kernel.comparison
        themes = [theme["id"] for theme in found["themes"]]
        marks = {(cell["theory"], cell["theme"]): len(cell["marks"]) for cell in found["cells"]}
        return [[str(marks[one["id"], theme]) for theme in themes] + [str(one["items"])] for one in found["theories"]]


@pytest.fixture
def opened(bare_widget):
    """`opened(theories, coding)`: the comparison, the kernel behind it."""

    def opener(theories=None, coding=None, *, wording=(WORDING,), uses=USES, **others):
        kernel = CompareKernel(theories, coding, wording, uses, **others)
        return View(bare_widget("theory", kernel.traits(), kernel=kernel), kernel)

    return opener


@pytest.fixture
def view(opened):
    return opened()


# --- the matrix ------------------------------------------------------------------------------------------------------


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
    assert View(bare, kernel).counts() == [
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
    assert view.matrix.get_by_role("gridcell", name="All items, each once: 15").is_visible()


def test_rows_and_themes_take_the_order_that_is_wanted(opened):
    theories, coding = sample()
    view = opened([one.retitle(title="Abbot") if one.id == "corfe" else one for one in theories], coding)
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
    expect(view.root.locator("h3 + p")).to_have_text("For two of the four themes, no page names a scale or questionnaire.")
    foot.locator("td").nth(1).click()
    expect(view.side.get_by_role("heading", level=4)).to_contain_text("What it is measured with")
    assert view.texts() == ["The Two Chairs Scale, before and after"]


# --- what is chosen --------------------------------------------------------------------------------------------------


def test_a_cell_lists_its_items_with_column_lines_and_codes(view):
    view.cell("Corfe", "Workforce confidence").click()
    assert view.texts() == ["Advisers ask about the couple too"]
    expect(view.side).to_contain_text("Changes to practice · guide, lines 102–103")
    expect(view.side).to_contain_text("Workforce confidence: It speaks of staff (ours)")
    expect(view.side).to_contain_text("Money and housing: It speaks of money (ours)")
    expect(view.live).to_have_text("Corfe, Workforce confidence: 1 item: changes 1")
    expect(view.cell("Corfe", "Workforce confidence")).to_have_attribute("aria-selected", "true")


def test_row_and_column_of_the_chosen_cell_are_tinted_and_no_others(view):
    view.cell("Brindle", "Fathers").click()
    tinted = view.matrix.locator("[data-tint]").evaluate_all("(all) => all.map((e) => [+e.dataset.r, +e.dataset.c])")
    assert all(r == 2 or c == 3 for r, c in tinted)
    assert len(tinted) == 8 + 6 - 1
    plain, tint = (
        view.matrix.locator(f"[data-r='{r}'][data-c='4']").evaluate("(e) => getComputedStyle(e).backgroundColor") for r in (1, 2)
    )
    assert plain != tint


def test_a_theme_an_authority_and_the_whole_open_too(view):
    view.matrix.get_by_role("columnheader", name="Fathers").click()
    assert view.texts() == ["Fathers are seldom invited", "Fathers come of their own accord"]
    view.matrix.get_by_role("rowheader", name="Corfe").click()
    assert len(view.texts()) == 4
    view.matrix.get_by_role("gridcell", name="All items, each once: 17").click()
    assert len(view.texts()) == 17


def test_a_sentence_opens_what_it_rests_on(view):
    view.button("All speak of workforce confidence.").click()
    assert view.texts() == [
        "A team that knows the families", "Midwives ask how the couple is doing", "Staff learn to begin the talk",
        "Staff say how sure they feel", "Advisers ask about the couple too",
    ]  # fmt: skip
    assert view.button("All speak of workforce confidence.").get_attribute("aria-pressed") == "true"
    view.button("No one measures fathers.").click()
    expect(view.side).to_contain_text("What would tell?")


def test_open_theory_goes_to_the_theory_and_the_item(view):
    view.cell("Brindle", "Fathers").click()
    view.side.get_by_role("button", name="Open “Fathers are seldom invited” in Brindle").click()
    assert (view.bare.get("mode"), view.bare.get("shown")) == ("one", "brindle")
    view.bare.set(mode="compare")
    expect(view.side).to_contain_text("Fathers are seldom invited")  # what was chosen still is
    view.button("Open theory").click()
    assert view.bare.get("mode") == "one"


def test_labels_are_text(opened):
    theories, coding = many(2, 6)
    wild = [one.retitle(title=f"<b>{one.title}</b> & <img src=x onerror=alert(1)>") for one in theories]
    view = opened(wild, coding, wording=(), uses=())
    assert view.names()[0].startswith("<b>Place-1</b> &")
    assert view.root.locator("img").count() == 0


# --- which theories ---------------------------------------------------------------------------------------------------


def test_choosing_theories_shows_them_at_once_and_needs_two(view):
    view.kernel.silent = True
    view.button("Theories: 3 of 3").click()
    view.root.get_by_label("Brindle", exact=True).uncheck()
    assert view.names() == ["Ashby", "Corfe"]
    assert view.bare.get("compared") == ["ashby", "corfe"]
    view.root.get_by_label("Corfe", exact=True).uncheck()
    expect(view.root.get_by_text("Choose at least two")).to_be_visible()
    assert view.names() == ["Ashby", "Corfe"]
    view.root.get_by_label("Brindle", exact=True).check()
    assert view.names() == ["Ashby", "Brindle"]
    view.button("All").click()
    assert view.counts() == view.said()


def test_python_chooses_theories_too(view):
    view.bare.set(compared=["brindle", "corfe"])
    assert view.names() == ["Brindle", "Corfe"]
    expect(view.root.locator("h3").first).to_have_text("Two theories, side by side")


# --- recoding --------------------------------------------------------------------------------------------------------


def test_recoding_shows_at_once_what_the_kernel_will_say(view):
    view.kernel.silent = True
    view.cell("Corfe", "No theme").click()
    view.side.get_by_role("button", name="Recode “Homes are calmer”").click()
    box = view.page.get_by_role("dialog")
    box.get_by_role("checkbox", name=re.compile("^Conflict and abuse")).check()
    box.get_by_role("checkbox", name=re.compile("^Fathers")).check()
    box.get_by_label("Why").fill("Calm is the other side of quarrels")
    box.get_by_label("By", exact=True).fill("second coder")
    box.get_by_role("button", name="Keep").click()
    expect(box).to_have_count(0)
    assert view.counts() == view.said()
    assert view.counts()[2] == ["1", "1", "2", "2", "0", "4"]
    added = view.bare.get("work")["added"]
    assert [(code["theme"], code["why"], code["by"]) for code in added] == [
        ("conflict", "Calm is the other side of quarrels", "second coder"), ("fathers", "Calm is the other side of quarrels", "second coder"),
    ]  # fmt: skip
    expect(view.root.get_by_text("worked out anew")).to_be_visible()
    view.bare.set(comparison=view.kernel.comparison)
    expect(view.root.get_by_text("worked out anew")).to_have_count(0)
    expect(view.button("All speak of conflict and abuse.")).to_be_visible()
    view.undone()
    view.undone()
    assert view.counts()[2] == ["1", "0", "1", "2", "1", "4"]


def test_a_code_can_be_taken_away_and_leaving_changes_nothing(view):
    view.cell("Ashby", "Money and housing").click()
    recode = view.side.get_by_role("button", name="Recode “Many couples argue about money”")
    recode.click()
    box = view.page.get_by_role("dialog")
    box.get_by_role("checkbox", name=re.compile("^Money")).uncheck()
    view.page.keyboard.press("Escape")
    expect(box).to_have_count(0)
    expect(recode).to_be_focused()
    assert view.bare.get("work") == {}
    recode.click()
    box.get_by_role("checkbox", name=re.compile("^Money")).uncheck()
    box.get_by_role("button", name="Keep").click()
    assert [code["theme"] for code in view.bare.get("work")["dropped"]] == ["money"]
    expect(view.cell("Ashby", "Money and housing")).to_have_attribute("aria-label", re.compile("no item"))
    expect(view.side.get_by_role("heading", level=4)).to_be_focused()


def test_recoding_leaves_the_reasons_of_other_codes_alone(view):
    for theme, why in (("Fathers", "First reason"), ("Money", "Second reason")):
        view.matrix.get_by_role("rowheader", name="Brindle").click()
        view.side.get_by_role("button", name="Recode “One list of who can help”").click()
        box = view.page.get_by_role("dialog")
        box.get_by_role("checkbox", name=re.compile(f"^{theme}")).check()
        box.get_by_label("Why").fill(why)
        box.get_by_role("button", name="Keep").click()
        expect(box).to_have_count(0)
    assert [code["why"] for code in view.bare.get("work")["added"]] == ["First reason", "Second reason"]


def test_a_theme_of_one_s_own_makes_a_codebook_of_one_s_own(view):
    view.button("Codebook").click()
    view.root.get_by_label("Theme", exact=True).fill("Grandparents")
    view.root.get_by_label("What belongs to it").fill("They too")
    view.button("Add the theme").click()
    assert view.names("thead tr")[4] == "Grandparents"
    assert view.counts() == view.said()
    book = view.bare.get("work")["codebook"][0]
    assert (book["title"], book["themes"][-1]["about"], len(book["codes"])) == (
        "Own, from: A sample",
        "They too",
        len(view.kernel.coding.codes),
    )
    view.button("The shipped codebook again").click()
    assert "Grandparents" not in view.names("thead tr")


def test_a_codebook_is_loaded_from_a_file_and_a_bad_one_says_so(view):
    view.button("Codebook").click()
    field = view.root.get_by_label("Load a codebook from a file")
    book = {
        "id": "other",
        "title": "Another coder",
        "themes": [{"id": "hope", "title": "Hope"}],
        "codes": [{"theory": "corfe", "item": "long-term-outcomes-4", "theme": "hope"}],
    }
    field.set_input_files(
        {"name": "book.json", "mimeType": "application/json", "buffer": document_text(FORMAT, VERSION, book).encode()}
    )
    expect(view.matrix.get_by_role("columnheader", name="Hope")).to_be_visible()
    assert view.counts()[2] == ["1", "3", "4"]
    field.set_input_files(
        {
            "name": "bad.json",
            "mimeType": "application/json",
            "buffer": document_text(FORMAT, VERSION, {"id": "x", "title": "X"}).encode(),
        }
    )
    expect(view.bare.view().get_by_role("alert")).to_contain_text("themes")
    assert view.names("thead tr")[0] == "Hope"


# --- by key, by touch, in words ---------------------------------------------------------------------------------------


def test_the_matrix_is_one_stop_and_arrows_go_through_it(view):
    page = view.page
    assert view.matrix.locator("[tabindex='0']").count() == 1
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
        assert page.evaluate(focused) == at, key
    assert view.matrix.locator("[tabindex='0']").count() == 1
    page.keyboard.press("Tab")
    assert not view.matrix.locator(":focus").count()
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(focused) == "5,6"


def test_enter_goes_on_to_read_and_escape_comes_back(view):
    view.cell("Brindle", "Fathers").focus()
    view.page.keyboard.press("Enter")
    expect(view.side.get_by_role("heading", level=4)).to_be_focused()
    expect(view.side).to_contain_text("Fathers are seldom invited")
    view.page.keyboard.press("Tab")
    view.page.keyboard.press("Escape")
    expect(view.cell("Brindle", "Fathers")).to_be_focused()
    expect(view.side).to_contain_text("Nothing is chosen")


def test_keys_alone_recode_an_item(view):
    page = view.page
    view.cell("Corfe", "No theme").focus()
    page.keyboard.press("Enter")
    expect(view.side.get_by_role("heading", level=4)).to_be_focused()
    view.side.get_by_role("button", name="Recode “Homes are calmer”").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("checkbox", name=re.compile("^Workforce"))).to_be_focused()
    page.keyboard.press("Space")
    page.get_by_label("By", exact=True).focus()
    page.keyboard.press("Enter")
    expect(view.cell("Corfe", "Workforce confidence")).to_have_attribute("aria-label", re.compile("2 items"))
    expect(view.live).to_have_text("Coded “Homes are calmer” as Workforce confidence")


def test_the_table_in_words_says_the_same_and_can_do_the_same(view):
    view.root.locator("[data-fold=matrix] summary").click()
    table = view.root.locator("[data-fold=matrix] table")
    cells = table.locator("tbody tr").first.locator("td").all_inner_texts()
    assert [text.split(":")[0].replace("none", "0") for text in cells] == view.counts()[0]
    assert (
        cells[1]
        == "4: now 1, intermediate outcomes 1, indicators and measures 1, long-term outcomes 1 (1 in the template’s wording)"
    )
    assert table.locator("tbody th[scope=row]").count() == 3
    assert table.locator("thead th[scope=col]").count() == 7
    table.get_by_role("row", name="Corfe").get_by_role("button", name="2: now 1, changes 1").click()
    assert view.texts() == ["Rents rise faster than wages", "Advisers ask about the couple too"]
    expect(view.side.get_by_role("heading", level=4)).to_be_focused()


def test_themes_and_measures_are_told_in_lists_too(view):
    view.root.locator("[data-fold=themes] summary").click()
    lists = view.root.locator("[data-fold=themes]")
    expect(lists.get_by_role("heading", name="Fathers: 2 items")).to_be_visible()
    expect(lists).to_contain_text("None in: Ashby.")
    lists.get_by_role("button", name="Corfe: intermediate outcomes 1").click()
    assert view.texts() == ["Fathers come of their own accord"]
    view.root.locator("[data-fold=measures] summary").click()
    expect(view.root.locator("[data-fold=measures] tbody tr").first).to_contain_text("Two Chairs Scale")


def test_a_finger_chooses_and_the_first_column_stays_in_sight(browser, problems):
    page = watched(browser, problems, viewport={"width": 420, "height": 800}, has_touch=True)
    kernel = CompareKernel(*many(), (), ())
    view = View(BareWidget.open(page, "theory", kernel.traits(), views=1, styles=[], kernel=kernel), kernel)
    scroll = view.matrix.locator("xpath=..")
    scroll.evaluate("(e) => { e.scrollLeft = 400; }")
    name = view.matrix.get_by_role("rowheader", name="Place-3")
    assert abs(name.bounding_box()["x"] - scroll.bounding_box()["x"]) < 8
    view.cell("Place-3", "No theme").tap()
    expect(view.side.get_by_role("heading", level=4)).to_contain_text("Place-3")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 420
    page.context.close()


# --- by column -------------------------------------------------------------------------------------------------------


def test_by_column_the_same_themes_stand_side_by_side(view):
    view.button("By column").click()
    table = view.root.locator("table").first
    assert table.locator("thead th").all_inner_texts() == ["Ashby 7", "Brindle 6", "Corfe 4"]
    stage = table.locator("tbody").first
    assert stage.locator("tr").first.inner_text().strip() == "Now"
    rows = [row.locator("td").all_inner_texts() for row in stage.locator("tr").all()[1:]]
    assert [[len(cell.replace("·", "").strip()) > 0 for cell in row] for row in rows] == [
        [True, False, False], [True, False, False], [False, True, False], [True, False, True]
    ]  # fmt: skip
    view.root.locator("[data-card]").first.click()
    assert view.texts() == ["A team that knows the families"]


def test_sideways_the_nearest_card_is_next(view):
    view.button("By column").click()
    cards = view.root.locator("[data-card]").filter(has_text="Fewer children grow up with violence")
    cards.first.focus()
    view.page.keyboard.press("ArrowRight")
    expect(cards.nth(1)).to_be_focused()
    view.page.keyboard.press("ArrowLeft")
    expect(cards.first).to_be_focused()


def test_arrow_keys_go_from_card_to_card(view):
    view.button("By column").click()
    assert view.root.locator("[data-card][tabindex='0']").count() == 1
    view.root.locator("[data-card][tabindex='0']").focus()
    first = view.page.evaluate("() => document.activeElement.textContent")
    view.page.keyboard.press("ArrowDown")
    assert view.page.evaluate("() => document.activeElement.textContent") != first
    view.page.keyboard.press("ArrowRight")
    assert view.page.evaluate("() => document.activeElement.dataset.column") == "1"
    view.page.keyboard.press("ArrowLeft")
    assert view.page.evaluate("() => document.activeElement.dataset.column") == "0"
    view.page.keyboard.press("Enter")
    expect(view.side.locator("li p")).to_have_count(1)


# --- for everybody ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_keeps_anybody_out(opened, theme):
    view = opened()
    if theme == "dark":
        view.bare.view().locator(".cbf-theory").evaluate("(e) => { e.dataset.theme = 'dark'; }")
    view.cell("Ashby", "Conflict and abuse").click()
    for fold in ("matrix", "measures", "themes"):
        view.root.locator(f"[data-fold={fold}] summary").click()
    assert violations(view.page, ".cbf-comparison") == []
    for panel in ("Theories: 3 of 3", "Codebook"):
        view.button(panel).click()
        assert violations(view.page, ".cbf-comparison") == []
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
        assert view.page.evaluate("() => document.documentElement.scrollWidth") <= width
        view.button("By column").click()
        assert view.page.evaluate("() => document.documentElement.scrollWidth") <= width
    finally:
        view.page.set_viewport_size({"width": 1280, "height": 900})


def test_five_hundred_items_are_a_drawing_a_cell_and_no_more(opened):
    view = opened(*many(12, 42), wording=(), uses=())
    assert view.counts() == view.said()
    assert view.matrix.locator("svg").count() <= 12 * 6
    assert view.matrix.locator("*").count() < 1500
    before = view.cell("Place-1", "No theme").locator("svg").element_handle()
    view.cell("Place-2", "No theme").click()
    assert before.evaluate("(e) => e.isConnected")  # choosing draws no cell anew


def test_many_themes_are_drawn_close_with_their_headings_on_their_side(opened):
    theories, coding = many(4, 20)
    more = [{"id": f"t{i}", "title": f"Theme number {i}"} for i in range(11)]
    book = Coding.from_dict({**coding.to_dict(), "themes": [*THEMES, *more]})
    view = opened(theories, book, wording=(), uses=())
    head = view.matrix.get_by_role("columnheader", name="Theme number 3", exact=True)
    assert head.locator("span").evaluate("(e) => getComputedStyle(e).writingMode") == "vertical-rl"
    scroll = view.matrix.locator("xpath=..")
    assert scroll.evaluate("(e) => e.scrollWidth <= e.clientWidth")
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
        assert view.matrix.locator("xpath=..").evaluate("(e) => getComputedStyle(e).overflowX") == "visible"
        assert not view.root.get_by_label("Rows", exact=True).is_visible()
    finally:
        view.page.emulate_media(media="screen")


def test_it_lets_go_of_the_model(view):
    assert view.bare.close() == 0
