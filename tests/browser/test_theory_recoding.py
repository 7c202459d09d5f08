"""Items coded anew on a bare page, and codebooks of one's own."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from cbf_widgets.files import document_text
from cbf_widgets.model.coding import FORMAT, VERSION


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
