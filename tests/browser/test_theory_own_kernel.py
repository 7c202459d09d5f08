"""One's own theory with the explorer's real Python side behind a bare page: begun, drawn, run, exported, read, laid over."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import expect

from cbf_widgets import TheoryExplorer
from tests.browser.lab_kernel import packed

TRAITS = (
    "work",
    "history",
    "kept",
    "found",
    "saved",
    "shown",
    "mode",
    "compared",
    "laid_over",
    "shipped",
    "doubts",
    "comparison",
)
QUESTION = "What has to be true for this to lead to that?"


class RealKernel:
    """A `TheoryExplorer`, and the messages between it and a bare page."""

    def __init__(self, **fields: Any) -> None:
        self.explorer = TheoryExplorer(**fields)
        self._said: list[dict[str, Any]] = []
        self.explorer.send = lambda content, files=None: self._said.append({"content": content, "files": packed(files or [])})
        self.explorer.send_state = lambda names=None: None

    def traits(self) -> dict[str, Any]:
        """What the front end holds of the explorer now."""
        return {name: packed(value) for name, value in self.explorer.get_state(list(TRAITS)).items()}

    def __call__(self, heard: dict[str, Any]) -> dict[str, Any]:
        """Hear what the page sends; what the kernel says and sets in turn."""
        before, sent, self._said = self.traits(), heard.get("saved", {}), []
        if "saved" in heard:
            self.explorer.set_state(sent)
        else:
            self.explorer._handle_custom_msg(heard["sent"], [])
        now = self.traits()
        changed = {name for name in TRAITS if now[name] != before[name] and now[name] != sent.get(name)}
        changed -= {"work", "history"} if "work" in sent else set()
        return {"traits": {name: now[name] for name in changed}, "messages": self._said}


class Opened:
    """The explorer on a page; `theory` is what Python has."""

    def __init__(self, bare_widget: Any, folder: Path) -> None:
        self.kernel = RealKernel(authority="Croydon", folder=folder)
        self.page = (bare := bare_widget("theory", self.kernel.traits(), kernel=self.kernel)).page
        self.root = bare.view().locator(".cbf-theory[data-ready]")
        expect(self.root).to_be_visible()

    @property
    def theory(self) -> Any:
        return self.kernel.explorer.theory

    def panel(self, name: str) -> Any:
        self.root.locator(f".cbf-acts [data-panel={name}]").click()
        return self.root.locator(f".cbf-panel[data-panel={name}]")

    def told(self) -> Any:
        return self.root.locator(".cbf-told")

    def begin(self, way: str, **fields: str) -> Any:
        panel = self.panel("begin")
        panel.get_by_role("radio", name=way).check()
        for label, text in fields.items():
            panel.get_by_label(label).fill(text)
        return panel

    def draw(self, start: str, end: str, assumption: str) -> None:
        guide = self.root.locator(".cbf-guide")
        guide.get_by_label("This", exact=True).select_option(start)
        guide.get_by_label("leads to that").select_option(end)
        guide.get_by_role("button", name="Draw the arrow").click()
        expect(self.root.locator(".cbf-link-panel").get_by_label(QUESTION)).to_be_focused()
        self.page.keyboard.type(assumption)


@pytest.fixture
def opened(bare_widget, tmp_path):
    return Opened(bare_widget, tmp_path)


def test_a_theory_begun_from_croydon_is_drawn_run_and_exported_in_every_form(opened):
    panel = opened.begin("From one that is here")
    panel.get_by_label("What it is called").fill("Our way")
    panel.get_by_role("button", name="Begin", exact=True).click()
    expect(opened.root.locator(".cbf-guide")).to_be_visible()
    opened.root.locator(".cbf-far button").last.click()
    opened.draw("practice-changes-1", "intermediate-outcomes-1", "They feel safe enough")
    opened.draw("intermediate-outcomes-1", "long-term-outcomes-1", "Home is where the strain was")
    expect(opened.root.locator(".cbf-kept")).to_contain_text("Kept")
    assert (opened.theory.id, opened.theory.made_from) == ("our-way", "croydon")
    assert [link.assumption for link in opened.theory.links] == ["They feel safe enough", "Home is where the strain was"]
    panel = opened.panel("run")
    expect(panel.locator(".cbf-reached li")).to_have_count(1, timeout=60_000)
    before = panel.locator(".cbf-in-100").inner_text()
    guess = panel.get_by_label("Sure or not, nobody said, of 100, 0 to 100")
    guess.fill("0")
    guess.press("Enter")
    expect(panel.locator(".cbf-in-100")).to_contain_text("0 of 100")
    assert not before.startswith(": 0")
    panel = opened.panel("export")
    options = panel.get_by_label("As").locator("option").all_inner_texts()
    for at, _ in enumerate(options):
        panel.get_by_label("As").select_option(str(at))
        with opened.page.expect_download(timeout=60_000) as download:
            panel.get_by_role("button", name="Export", exact=True).click()
        assert Path(download.value.path()).stat().st_size > 100
    assert len(options) == 10


def test_a_spreadsheet_that_cannot_be_read_names_sheet_row_and_column(opened, tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "Plan"
    for row in (["Now", "Then"], ["Waits", "Calm"], [None, "x" * 700]):
        book.active.append(row)
    book.save(tmp_path / "ours.xlsx")
    panel = opened.begin("From a spreadsheet")
    panel.locator("input[type=file]").set_input_files(tmp_path / "ours.xlsx")
    panel.get_by_role("button", name="Begin", exact=True).click()
    for words in ("ours.xlsx", "sheet 'Plan'", "row 3", "column 'Then'"):
        expect(opened.told()).to_contain_text(words)
    assert opened.kernel.explorer.work.theories == ()
    panel.locator("input[type=file]").set_input_files(
        {"name": "ours.csv", "mimeType": "text/csv", "buffer": b"column,text\nNow,Long waits\nThen,Calm\n"}
    )
    panel.get_by_role("button", name="Begin", exact=True).click()
    expect(opened.told()).to_contain_text("Read 2 items from ours.csv")
    assert [item.text for item in opened.theory.items] == ["Long waits", "Calm"]


def test_a_saved_files_arrows_are_laid_over_and_taken_over(opened, tmp_path):
    other = TheoryExplorer(authority="Croydon", folder=tmp_path)
    items = other.theory.items
    other.theory = other.theory.link(items[0].id, items[-1].id, assumption="Staff have the time", strength="weak")
    other.save("theirs.json")
    panel = opened.panel("overlay")
    panel.get_by_label("Whose arrows").select_option("file:theirs.json")
    panel.get_by_role("button", name="Lay over", exact=True).click()
    expect(panel.locator(".cbf-laid [role=status]")).to_contain_text("Both drew 0, only you 0, only they 1.")
    panel.get_by_role("button", name="Take over the arrow").click()
    expect(panel.locator(".cbf-laid [role=status]")).to_contain_text("Both drew 1, only you 0, only they 0.")
    assert (opened.theory.links[0].assumption, opened.theory.links[0].strength) == ("Staff have the time", "weak")
    panel.locator("input[type=file]").set_input_files({"name": "bad.json", "mimeType": "application/json", "buffer": b"{}"})
    expect(opened.root.get_by_role("alert")).to_contain_text("bad.json")
