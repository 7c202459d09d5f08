"""What is chosen in a comparison, on a bare page: a cell, a row, a sentence, a card; in the matrix, by column, in words."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.soon import soon


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
    expect(view.button("All speak of workforce confidence.")).to_have_attribute("aria-pressed", "true")
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


def test_the_table_in_words_says_the_same_and_can_do_the_same(view):
    view.root.locator("[data-fold=matrix] summary").click()
    table = view.root.locator("[data-fold=matrix] table")
    expect(table).to_be_visible()
    cells = table.locator("tbody tr").first.locator("td").all_inner_texts()
    assert [text.split(":")[0].replace("none", "0") for text in cells] == view.counts()[0]
    assert (
        cells[1]
        == "4: now 1, intermediate outcomes 1, indicators and measures 1, long-term outcomes 1 (1 in the template’s wording)"
    )
    expect(table.locator("tbody th[scope=row]")).to_have_count(3)
    expect(table.locator("thead th[scope=col]")).to_have_count(7)
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


def test_by_column_the_same_themes_stand_side_by_side(view):
    view.button("By column").click()
    table = view.root.locator("table").first
    expect(table.locator("thead th")).to_have_text(["Ashby 7", "Brindle 6", "Corfe 4"])
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
    expect(view.root.locator("[data-card][tabindex='0']")).to_have_count(1)
    view.root.locator("[data-card][tabindex='0']").focus()
    first = view.page.evaluate("() => document.activeElement.textContent")
    view.page.keyboard.press("ArrowDown")
    assert soon(lambda: view.page.evaluate("() => document.activeElement.textContent")) != first
    view.page.keyboard.press("ArrowRight")
    assert soon(lambda: view.page.evaluate("() => document.activeElement.dataset.column")) == "1"
    view.page.keyboard.press("ArrowLeft")
    assert soon(lambda: view.page.evaluate("() => document.activeElement.dataset.column")) == "0"
    view.page.keyboard.press("Enter")
    expect(view.side.locator("li p")).to_have_count(1)
