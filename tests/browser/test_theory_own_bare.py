"""What a person adds to a theory of change, on a bare page: arrows, edits, a theory of one's own, what lies over it, what it implies."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from cbf_widgets.model.theory_work import TheoryWork
from tests.browser.accessibility import violations
from tests.browser.bare import BareWidget
from tests.browser.conftest import watched
from tests.browser.theory_own import LINKS, OwnKernel, shipped, with_arrows


class Explorer:
    """One view of the explorer; `root` is its outermost element."""

    def __init__(self, bare, kernel):
        self.bare, self.kernel, self.page = bare, kernel, bare.page
        self.root = bare.view().locator(".cbf-theory[data-ready]")
        expect(self.root).to_be_visible()

    def panel(self, name):
        self.root.locator(f".cbf-acts [data-panel={name}]").click()
        panel = self.root.locator(f".cbf-panel[data-panel={name}]")
        expect(panel).to_be_visible()
        return panel

    def button(self, name, within=None):
        return (within or self.root).get_by_role("button", name=name, exact=True)

    def open_link(self):
        doubt = self.root.locator(".cbf-doubt").nth(1)
        doubt.locator("summary").click()
        doubt.locator(".cbf-about button").click()
        return self.root.locator(".cbf-link-panel")

    def edit(self, item):
        self.root.locator(f".cbf-card [data-item={item}]").click()
        self.button("Edit", self.root.locator(".cbf-detail").first).click()
        return self.root.locator(".cbf-edit")

    @property
    def theory(self):
        """The theory on screen as Python reads it."""
        return TheoryWork.from_dict(self.bare.get("work")).theory(self.bare.get("shown"), [shipped()])

    @property
    def names(self):
        history = self.bare.get("history")
        return history["names"][1 : history["at"] + 1]

    def expect_focus(self, name):
        expect(self.root.locator(":focus")).to_have_attribute("aria-label", name)


@pytest.fixture
def opened(bare_widget):
    """`opened(work=…)`: the explorer on a bare page, a stand-in for the kernel behind it."""

    def opener(*, traits=None, **fields):
        kernel = OwnKernel(**fields)
        return Explorer(bare_widget("theory", kernel.traits(**(traits or {})), kernel=kernel), kernel)

    return opener


@pytest.fixture
def explorer(opened):
    return opened()


QUESTION = "What has to be true for this to lead to that?"


# --- an arrow --------------------------------------------------------------------------------------------------------


def test_an_arrow_tells_its_ends_and_whose_it_is(explorer):
    link = explorer.open_link()
    expect(link.locator(".cbf-ends")).to_have_text(re.compile("Teams ask gently.*leads to.*Parents get on better"))
    expect(link).to_contain_text("These arrows are yours.")
    expect(link).to_contain_text("never shown as Marsh End’s")
    expect(link.locator(".cbf-sample")).to_have_count(3)
    drawn = link.locator(".cbf-sample path").evaluate_all(
        "(all) => all.map((e) => { const s = getComputedStyle(e); return s.strokeDasharray + s.strokeWidth; })"
    )
    assert len(set(drawn)) == 3


def test_typing_is_one_step_a_field_named_in_words(explorer):
    link = explorer.open_link()
    text = link.get_by_label(QUESTION)
    text.press("End")
    text.press_sequentially(", and soon")
    assert explorer.theory.links[0].assumption == "They feel safe enough to answer, and soon"
    link.get_by_label("Who could tell you?").fill("Families")
    assert [name.split(" from ")[0] for name in explorer.names] == ["Said what has to be true", "Said who could tell"]
    explorer.button("Undo").click()
    explorer.button("Undo").click()
    expect(text).to_have_value("They feel safe enough to answer")


def test_how_sure_and_how_strong_are_chosen_by_key(explorer):
    link = explorer.open_link()
    link.get_by_role("radio", name="A guess").focus()
    explorer.page.keyboard.press("ArrowUp")
    assert explorer.theory.links[0].confidence == "fairly-sure"
    link.get_by_role("radio", name="Strong", exact=True).check()
    assert explorer.theory.links[0].strength == "strong"


def test_evidence_is_there_once_it_has_words(explorer):
    link = explorer.open_link()
    expect(link.get_by_role("radio", name="Not yet")).to_be_checked()
    link.get_by_role("radio", name="Yes").check()
    assert explorer.theory.links[0].evidence == ""
    assert explorer.names == []
    link.get_by_label("What speaks for it already?").fill("Told in visits")
    assert explorer.theory.links[0].evidence == "Told in visits"
    assert explorer.theory.links[0].asks == "The teams"
    link.get_by_role("radio", name="Not yet").check()
    assert explorer.theory.links[0].evidence == ""
    expect(link.get_by_label("What speaks for it already?")).to_have_count(0)


def test_the_next_arrow_and_away_with_one(explorer):
    link = explorer.open_link()
    expect(link).to_contain_text("Arrow 1 of 2")
    explorer.button("Next arrow", link).click()
    expect(link).to_contain_text("Arrow 2 of 2")
    expect(link.get_by_label(QUESTION)).to_have_value("Children feel the calmer home")
    expect(link.get_by_role("radio", name="Yes")).to_be_checked()
    explorer.button("Next arrow", link).click()
    explorer.button("Remove", link).click()
    assert [link.id for link in explorer.theory.links] == ["a2"]
    expect(explorer.root.locator(".cbf-card [data-item=practice-1]")).to_be_focused()
    explorer.button("Undo").click()
    assert len(explorer.theory.links) == 2


# --- editing ---------------------------------------------------------------------------------------------------------


def test_an_item_is_reworded_and_says_that_it_was(explorer):
    edit = explorer.edit("opportunities-2")
    text = edit.get_by_label("What it says")
    text.fill("")
    explorer.bare.set(kept={"serial": 0, "said": "", "problem": ""})  # all is drawn again
    expect(text).to_have_value("")
    assert explorer.theory.item("opportunities-2").text == "Strain goes unseen"
    text.press_sequentially("Nobody asks")
    assert explorer.theory.item("opportunities-2").text == "Nobody asks"
    assert len(explorer.names) == 1
    expect(edit).to_contain_text("Changed by you: its words.")
    expect(edit).to_contain_text("As shipped: “Strain goes unseen”")
    edit.get_by_role("button", name="Take back", exact=True).click()
    assert explorer.theory.item("opportunities-2") == shipped().item("opportunities-2")


def test_an_emptied_text_comes_back_when_it_is_left(explorer):
    edit = explorer.edit("opportunities-2")
    text = edit.get_by_label("What it says")
    text.fill("")
    edit.get_by_label("Note").fill("Seen in visits")
    expect(text).to_have_value("Strain goes unseen")
    assert explorer.theory.item("opportunities-2").note == "Seen in visits"


def test_items_move_are_added_and_removed(explorer):
    edit = explorer.edit("opportunities-2")
    up = edit.get_by_role("button", name="Up")
    up.click()
    assert [item.id for item in explorer.theory.of_column("opportunities")] == ["opportunities-2", "opportunities-1"]
    expect(up).to_be_focused()
    expect(up).to_have_attribute("aria-disabled", "true")
    up.press("Enter")
    assert len(explorer.names) == 1
    edit.get_by_role("button", name="Add after").click()
    new = edit.get_by_label("A new item after it")
    expect(new).to_be_focused()
    new.fill("Rents rise")
    new.press("Enter")
    assert [item.text for item in explorer.theory.of_column("opportunities")][1] == "Rents rise"
    expect(edit).to_contain_text("Added by you.")
    edit.get_by_label("Move to the column").select_option(label="Practice")
    assert explorer.theory.item("i1").column == "opportunities"
    explorer.button("Move", edit).click()
    assert explorer.theory.item("i1").column == "practice_changes"
    edit.get_by_role("button", name="Remove the item").click()
    assert len(explorer.theory.items) == 7


def test_to_remove_an_item_says_which_arrows_go_too(explorer):
    edit = explorer.edit("intermediate-1")
    edit.get_by_role("button", name="Remove the item and its 2 arrows").click()
    assert explorer.theory.links == ()
    expect(explorer.root.locator(".cbf-edit h3")).to_be_focused()


def test_a_changed_theory_says_what_was_changed_and_is_taken_back(explorer):
    edit = explorer.edit("practice-1")
    edit.get_by_label("Stands under the heading").fill("Asking")
    expect(edit).to_contain_text("This theory was changed by you: 2 arrows drawn, 1 item reworded.")
    edit.get_by_role("button", name="Take all of it back").click()
    assert explorer.bare.get("work").get("theories", []) == []
    assert explorer.theory == shipped()


def test_the_columns_of_a_shipped_theory_stay(explorer):
    explorer.button("Edit", explorer.root.locator(".cbf-acts")).click()
    edit = explorer.root.locator(".cbf-edit")
    expect(edit).to_contain_text("the columns are the source’s, and stay")
    expect(edit.get_by_label("Name of the column")).to_have_count(0)
    edit.get_by_role("button", name="Make a version of your own").click()
    expect(explorer.root.locator(".cbf-panel[data-panel=begin]")).to_be_visible()


# --- one's own -------------------------------------------------------------------------------------------------------


def begun(explorer, way, title="Ours"):
    panel = explorer.panel("begin")
    panel.get_by_role("radio", name=re.compile(f"^{way}")).check()
    panel.get_by_label("What it is called").fill(title)
    return panel


def test_a_template_gives_columns_and_the_guide_asks_for_the_rest_by_key_alone(explorer):
    panel = begun(explorer, "From a template")
    panel.get_by_label("Template", exact=True).select_option("four")
    panel.get_by_role("button", name="Begin", exact=True).click()
    keys = explorer.page.keyboard
    assert explorer.theory.title == "Ours"
    assert [column.id for column in explorer.theory.columns][:2] == ["opportunities", "practice_changes"]
    explorer.expect_focus("What do you want to come about?")
    keys.type("Calmer homes")
    keys.press("Tab")  # back
    keys.press("Tab")
    keys.press("Enter")
    explorer.expect_focus("What strains couples here?")
    for text in ("Rows about money", "Long waits"):
        keys.type(text)
        keys.press("Enter")
    assert [item.text for item in explorer.theory.items] == ["Rows about money", "Long waits"]
    assert explorer.theory.vision.text == "Calmer homes"
    expect(panel.locator(".cbf-far p")).to_have_text("Question 2 of 6; 2 have an answer.")
    panel.get_by_role("button", name="Next question").click()
    panel.get_by_role("button", name="Skip", exact=True).click()
    expect(panel.locator(".cbf-question")).to_have_text("What will be better first?")
    panel.get_by_role("button", name="Back").click()
    expect(panel.locator(".cbf-question")).to_have_text("What will staff do otherwise?")
    explorer.expect_focus("What will staff do otherwise?")
    panel.get_by_label("Close begin your own").click()
    expect(explorer.root.locator(".cbf-guide")).to_have_count(0)


def test_the_guide_works_back_and_draws_an_arrow_whose_question_is_asked_at_once(explorer):
    panel = begun(explorer, "From one that is here")
    panel.get_by_role("button", name="Begin", exact=True).click()
    panel.get_by_label("Begin with what is wanted in the long term").check()
    titles = panel.locator(".cbf-far button").evaluate_all("(all) => all.map((e) => e.ariaLabel.split(':')[0])")
    assert titles == ["Vision", "Long-term outcomes", "Intermediate outcomes", "Practice", "Opportunities", "Arrows"]
    panel.locator(".cbf-far button").last.click()
    panel.get_by_label("This", exact=True).select_option(label="Help comes in steps")
    panel.get_by_label("leads to that").select_option(label="Parents get on better")
    panel.get_by_role("button", name="Draw the arrow").click()
    new = explorer.theory.links[-1]
    assert (new.from_item, new.to_item) == ("practice-2", "intermediate-1")
    expect(explorer.root.locator(".cbf-link-panel").get_by_label(QUESTION)).to_be_focused()
    explorer.page.keyboard.type("There is time")
    assert explorer.theory.links[-1].assumption == "There is time"


def test_one_of_the_twelve_is_copied_with_its_lines_and_where_it_came_from(explorer):
    panel = begun(explorer, "From one that is here", "Our way")
    panel.get_by_role("button", name="Begin", exact=True).click()
    ours = explorer.theory
    assert (ours.id, ours.title, ours.made_from, ours.authority) == ("our-way", "Our way", "marsh-end", "")
    assert ours.items == shipped().items
    assert [one["id"] for one in explorer.bare.get("work")["theories"]] == ["marsh-end", "our-way"]
    assert explorer.names == ["Began from Marsh End"]
    explorer.button("Undo").click()
    assert explorer.bare.get("shown") in {"marsh-end", "our-way"}
    assert [one["id"] for one in explorer.bare.get("work")["theories"]] == ["marsh-end"]


def test_columns_of_ones_own_are_added_renamed_and_removed(explorer):
    begun(explorer, "Empty").get_by_role("button", name="Begin", exact=True).click()
    explorer.button("Edit", explorer.root.locator(".cbf-acts")).click()
    edit = explorer.root.locator(".cbf-edit")
    for title in ("Now", "Then"):
        edit.get_by_label("A new column").fill(title)
        edit.get_by_label("A new column").press("Enter")
    edit.get_by_label("A new column").fill("Between")
    edit.get_by_label("Where the new column goes").select_option("then")
    explorer.button("Add the column", edit).click()
    assert [column.title for column in explorer.theory.columns] == ["Now", "Between", "Then"]
    edit.get_by_label("Name of the column").first.fill("Today")
    assert explorer.theory.columns[0].title == "Today"
    edit.get_by_label("Title", exact=True).fill("Our own")
    assert explorer.theory.title == "Our own"
    edit.get_by_role("button", name="Remove the column Between").click()
    assert [column.title for column in explorer.theory.columns] == ["Today", "Then"]


def test_a_spreadsheet_becomes_a_theory(explorer):
    panel = begun(explorer, "From a spreadsheet", "")
    panel.locator("input[type=file]").set_input_files({"name": "ours.csv", "mimeType": "text/csv", "buffer": b"waits rows"})
    panel.get_by_role("button", name="Begin", exact=True).click()
    expect(explorer.root.locator(".cbf-told")).to_have_text("Read 2 items.")
    assert [item.text for item in explorer.theory.items] == ["waits", "rows"]
    assert explorer.names == ["Read ours.csv"]


def test_a_bad_spreadsheet_is_told_whole_and_nothing_is_lost(opened):
    said = "ours.xlsx: sheet “Plan”, row 7, column “Column”: expected the name of a column, but got nothing. Fill it in."
    explorer = opened(refuses={"table": said})
    panel = begun(explorer, "From a spreadsheet", "Kept title")
    explorer.button("Begin", panel).click()
    expect(explorer.root.get_by_role("alert")).to_have_text("Choose a spreadsheet first.")
    panel.locator("input[type=file]").set_input_files({"name": "ours.xlsx", "mimeType": "x/y", "buffer": b"\x00"})
    explorer.button("Begin", panel).click()
    expect(explorer.root.get_by_role("alert")).to_have_text(said)
    expect(panel.get_by_label("What it is called")).to_have_value("Kept title")
    assert explorer.names == []
    assert explorer.theory == with_arrows()


# --- laid over -------------------------------------------------------------------------------------------------------

THEIRS = (
    {**LINKS[0], "id": "z1", "assumption": "Staff have the time", "confidence": "sure"},
    {
        "id": "z2",
        "from_item": "opportunities-1",
        "to_item": "practice-2",
        "assumption": "Money opens the door",
        "strength": "weak",
    },
    {"id": "z3", "from_item": "long-1", "to_item": "intermediate-1"},
)


@pytest.fixture
def laid(opened):
    explorer = opened(over=with_arrows(*THEIRS))
    panel = explorer.panel("overlay")
    panel.get_by_label("Whose arrows").select_option("file:theirs.json")
    explorer.button("Lay over", panel).click()
    expect(panel.locator(".cbf-laid")).to_be_visible()
    return explorer, panel


def test_both_sides_arrows_are_told_with_sign_words_and_line(laid):
    explorer, panel = laid
    expect(panel.locator(".cbf-laid [role=status]")).to_contain_text("Both drew 1, only you 1, only they 2.")
    rows = panel.locator(".cbf-laid-arrows > li")
    assert rows.evaluate_all("(all) => all.map((e) => e.dataset.whose)") == ["both", "mine", "theirs", "theirs"]
    expect(rows.nth(0)).to_contain_text("They feel safe enough to answer")
    expect(rows.nth(0)).to_contain_text("Staff have the time")
    expect(rows.nth(0).locator(".cbf-said b")).to_have_text(
        ["They feel safe enough to answer", "a guess", "Staff have the time", "sure"]
    )
    expect(rows.nth(1)).to_contain_text("They drew it the other way round.")
    widths = rows.locator(".cbf-laid-line").evaluate_all("(all) => all.slice(0, 3).map((e) => getComputedStyle(e).strokeWidth)")
    assert len(set(widths)) == 3
    assert explorer.names == []


def test_only_theirs_can_be_shown_and_taken_over(laid):
    explorer, panel = laid
    panel.get_by_role("radio", name=re.compile("Only theirs")).check()
    rows = panel.locator(".cbf-laid-arrows > li")
    expect(rows).to_have_count(2)
    rows.first.get_by_role("button", name=re.compile("^Take over the arrow")).click()
    new = explorer.theory.links[-1]
    assert (new.from_item, new.to_item, new.assumption, new.strength) == (
        "opportunities-1",
        "practice-2",
        "Money opens the door",
        "weak",
    )
    expect(rows).to_have_count(1)
    panel.get_by_role("radio", name=re.compile("^All")).check()
    panel.get_by_role("button", name=re.compile("^Take over what they assume")).click()
    assert explorer.theory.links[0].assumption == "Staff have the time"
    explorer.button("Take off", panel).click()
    assert explorer.bare.get("laid_over") == []
    expect(panel.locator(".cbf-laid")).to_have_count(0)


def test_a_file_from_elsewhere_goes_to_the_kernel(opened):
    explorer = opened(over=with_arrows(*THEIRS))
    panel = explorer.panel("overlay")
    panel.locator("input[type=file]").set_input_files({"name": "x.json", "mimeType": "application/json", "buffer": b"{}"})
    expect(explorer.root.locator(".cbf-told")).to_have_text("Laid over: x.json.")
    asked = explorer.kernel.asked[-1]
    assert (asked["name"], asked["content"], asked["theory"]) == ("x.json", "e30=", "marsh-end")


def test_another_theory_of_the_same_items_is_laid_over_without_the_kernel(opened):
    copy = {**with_arrows(*THEIRS).to_dict(), "id": "ours", "title": "Ours", "made_from": "marsh-end"}
    explorer = opened(work=TheoryWork.from_dict({"theories": [with_arrows().to_dict(), copy]}))
    panel = explorer.panel("overlay")
    expect(panel.get_by_label("Whose arrows").locator("option").first).to_have_text("Ours, here")
    panel.get_by_label("Whose arrows").select_option("theory:ours")
    explorer.button("Lay over", panel).click()
    expect(panel.locator(".cbf-laid")).to_contain_text("Both drew 1")
    assert explorer.bare.get("laid_over")[0]["id"] == "ours"


# --- questions, what the arrows imply, exports -----------------------------------------------------------------------


def test_a_question_opens_what_it_is_about(explorer):
    doubt = explorer.root.locator(".cbf-doubt").first
    expect(doubt).to_contain_text("One long-term outcome has no arrow in. What would bring it about?")
    doubt.locator("summary").focus()
    explorer.page.keyboard.press("Enter")
    about = doubt.get_by_role("button", name="Steadier homes")
    about.press("Enter")
    expect(about).to_have_attribute("aria-pressed", "true")
    expect(explorer.root.locator(".cbf-card[data-card=long-2]")).to_have_attribute("data-as", "chosen")


def test_without_questions_it_says_that_this_proves_nothing(opened):
    explorer = opened(traits={"doubts": []})
    expect(explorer.root.locator(".cbf-doubts")).to_contain_text("That doesn’t make the theory true.")


def test_what_the_arrows_imply_in_hundreds_and_never_as_a_forecast(explorer):
    panel = explorer.panel("run")
    expect(panel.locator(".cbf-never")).to_contain_text("never a forecast")
    rows = panel.locator(".cbf-reached li")
    expect(rows).to_have_text([re.compile("Calmer children.*61 of 100")])
    expect(panel).to_contain_text("No arrow leads to one more: the runs say nothing of it.")
    discs = rows.locator(".cbf-disc").evaluate_all("(all) => all.map((e) => (e.getAttribute('d').match(/M/g) ?? []).length)")
    assert sum(discs) == 61
    costs = panel.locator(".cbf-costs li")
    expect(costs.first).to_contain_text("They feel safe enough to answer")
    expect(costs.first).to_contain_text("40 fewer of 100 (33 to 47)")
    expect(costs.nth(1)).to_contain_text("38 fewer of 100 (30 to 46)")
    expect(costs.nth(1)).to_contain_text("These runs can’t tell it from the first.")
    expect(costs.locator(".cbf-place")).to_have_text(["1. ", "1. "])
    costs.first.get_by_role("button").click()
    expect(explorer.root.locator(".cbf-link-panel")).to_contain_text("Arrow 1 of 2")


def test_numbers_are_changed_held_in_range_kept_and_reset(explorer):
    panel = explorer.panel("run")
    guess = panel.get_by_label("A guess, of 100, 0 to 100")
    guess.fill("250")
    guess.press("Enter")
    expect(guess).to_have_value("100")
    expect(panel.locator(".cbf-reached li").first).to_contain_text("121 of 100")
    assert explorer.kernel.asked[-1]["numbers"] == {"guess": 1}
    seed = panel.get_by_label("Seed, a number", exact=True)
    seed.fill("12")
    seed.press("Enter")
    expect(panel.get_by_label("Token")).to_have_value("cbf-12")
    assert explorer.kernel.asked[-1]["numbers"] == {"guess": 1, "seed": 12}
    explorer.root.locator(".cbf-acts [data-panel=run]").click()
    panel = explorer.panel("run")
    expect(panel.get_by_label("A guess, of 100, 0 to 100")).to_have_value("100")
    explorer.button("Reset A guess", panel).click()
    expect(panel.get_by_label("A guess, of 100, 0 to 100")).to_have_value("40")
    assert explorer.kernel.asked[-1]["numbers"] == {"seed": 12}
    explorer.button("Reset all", panel).click()
    expect(panel.get_by_label("Token")).to_have_value("cbf-7")


def test_it_is_asked_again_when_a_strength_changes_and_not_when_words_do(explorer):
    panel = explorer.panel("run")
    expect(panel.locator(".cbf-reached")).to_be_visible()
    panel.locator(".cbf-costs li button").first.click()
    link = explorer.root.locator(".cbf-link-panel")
    runs = lambda: len([one for one in explorer.kernel.asked if one["ask"] == "run"])  # noqa: E731
    before = runs()
    link.get_by_label(QUESTION).fill("Other words")
    assert runs() == before
    link.get_by_role("radio", name="Sure", exact=True).check()
    expect(panel.locator("[data-busy]")).to_have_count(0)
    assert runs() == before + 1


def test_without_arrows_nothing_is_run(opened):
    explorer = opened(work=TheoryWork())
    expect(explorer.panel("run").get_by_role("status")).to_contain_text("There are no arrows yet")
    assert "run" not in {one["ask"] for one in explorer.kernel.asked}


def test_why_it_could_not_be_run_is_said(opened):
    explorer = opened(refuses={"run": "expected arrows, but got none. Draw one."})
    expect(explorer.panel("run").get_by_role("alert")).to_have_text("expected arrows, but got none. Draw one.")


def test_export_asks_for_what_was_chosen_and_hands_over_the_file(explorer):
    panel = explorer.panel("export")
    panel.get_by_label("Paper").select_option("A3")
    panel.get_by_label("Orientation").select_option("portrait")
    with explorer.page.expect_download() as download:
        explorer.button("Export", panel).click()
    assert download.value.suggested_filename == "marsh-end.pdf"
    assert Path(download.value.path()).read_bytes() == b"made"
    wanted = {"ask": "export", "what": "theory", "format": "pdf", "theory": "marsh-end", "paper": "A3", "orientation": "portrait"}
    assert wanted.items() <= explorer.kernel.asked[-1].items()
    panel.get_by_label("As").select_option(label="For Kumu, two CSV tables in a zip")
    expect(panel.get_by_label("Paper")).to_have_count(0)
    with explorer.page.expect_download():
        explorer.button("Export", panel).click()
    assert "paper" not in explorer.kernel.asked[-1]


# --- for everybody ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["begin", "run", "overlay", "export"])
def test_the_focus_goes_back_to_the_button_that_opened_a_panel(explorer, name):
    opener = explorer.root.locator(f".cbf-acts [data-panel={name}]")
    panel = explorer.panel(name)
    panel.locator("input, select").first.focus()
    explorer.page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(opener).to_be_focused()


def test_from_the_guide_to_another_beginning_and_back(explorer):
    panel = begun(explorer, "From a template")
    explorer.button("Begin", panel).click()
    explorer.button("Begin another", panel).press("Enter")
    expect(panel.get_by_role("radio", name=re.compile("^From a template"))).to_be_focused()
    explorer.button("Back to the guide", panel).press("Enter")
    explorer.expect_focus("What do you want to come about?")


def test_words_are_text_never_markup(opened):
    nasty = "<img src=x onerror=alert(1)>"
    links = ({**LINKS[0], "assumption": nasty, "asks": nasty}, LINKS[1])
    theory = {**with_arrows(*links).to_dict(), "title": nasty}
    explorer = opened(work=TheoryWork.from_dict({"theories": [theory]}), over=with_arrows(*links))
    explorer.open_link()
    explorer.panel("run")
    panel = explorer.panel("overlay")
    explorer.button("Lay over", panel).click()
    expect(panel.locator(".cbf-laid")).to_be_visible()
    assert explorer.root.locator("img").count() == 0


def all_open(explorer):
    yield "link", explorer.open_link()
    for name in ("run", "overlay", "export", "begin"):
        panel = explorer.panel(name)
        if name == "run":
            expect(panel.locator(".cbf-reached")).to_be_visible()
        if name == "overlay":
            explorer.button("Lay over", panel).click()
            expect(panel.locator(".cbf-laid")).to_be_visible()
        yield name, panel
    explorer.button("Begin", panel).click()
    yield "guide", explorer.root.locator(".cbf-guide")
    explorer.root.locator(".cbf-far button").nth(1).click()
    explorer.root.locator(".cbf-answer input").fill("Long waits")
    explorer.root.locator(".cbf-answer input").press("Enter")
    explorer.button("Edit", explorer.root.locator(".cbf-acts")).click()
    yield "edit", explorer.root.locator(".cbf-edit")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_part_is_accessible(opened, dark):
    explorer = opened(over=with_arrows(*THEIRS))
    if dark:
        explorer.page.evaluate("() => document.querySelectorAll('.cbf').forEach((one) => { one.dataset.theme = 'dark'; })")
    for name, part in all_open(explorer):
        expect(part.first).to_be_visible()
        found = violations(explorer.page, ".cbf-panel, .cbf-aside, .cbf-doubts" if name != "link" else ".cbf-aside, .cbf-doubts")
        assert not found, (name, found)


SMALL = """(all) => all.filter((e) => e.checkVisibility({ visibilityProperty: true }) && !e.closest('label') && !e.matches('input[type=file]'))
  .map((e) => [e.ariaLabel || e.textContent || e.className, e.getBoundingClientRect()]).filter(([, r]) => r.width < 24 || r.height < 24).map(([name]) => name)"""


@pytest.fixture(scope="module")
def narrow_page(browser, problems):
    page = watched(browser, problems, has_touch=True, viewport={"width": 420, "height": 900})
    yield page
    page.context.close()


def test_on_a_small_screen_all_can_be_touched_and_nothing_runs_out_of_it(narrow_page):
    kernel = OwnKernel(over=with_arrows(*THEIRS))
    explorer = Explorer(
        BareWidget.open(narrow_page, "theory", kernel.traits(), views=1, styles=["body { margin: 0 }"], kernel=kernel), kernel
    )
    for name, part in all_open(explorer):
        targets = part.locator("button, select, summary, input").evaluate_all(SMALL)
        assert not targets, (name, targets)
        wide = part.evaluate_all(
            "(all) => all.flatMap((one) => [...one.querySelectorAll('*')]).filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.cbf-unseen, svg')).map((e) => e.className || e.tagName)"
        )
        assert not wide, (name, wide)


def test_it_lets_go_of_the_model_when_it_is_closed(explorer):
    explorer.panel("run")
    assert explorer.bare.close() == 0


def test_two_views_of_one_arrow_do_not_share_a_choice(bare_widget):
    kernel = OwnKernel()
    bare = bare_widget("theory", kernel.traits(), views=2, kernel=kernel)
    first, other = Explorer(bare, kernel), Explorer(bare, kernel)
    other.root = bare.view(1).locator(".cbf-theory[data-ready]")
    for one in (first, other):
        expect(one.open_link().get_by_role("radio", name="A guess")).to_be_checked()
    first.root.get_by_role("radio", name="Yes").check()
    expect(other.root.get_by_role("radio", name="Not yet")).to_be_checked()
    first.root.get_by_role("radio", name="Sure", exact=True).check()
    for one in (first, other):
        expect(one.root.get_by_role("radio", name="Sure", exact=True)).to_be_checked()
