"""Theories of change in a real JupyterLab: read, traced, arrows drawn and saved, opened again, compared, exported; by mouse and by keyboard."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import violations
from tests.browser.soon import soon
from tests.browser.theory import TheoryView

OPEN = "from cbf_widgets import TheoryExplorer\nexplorer = TheoryExplorer({given}, folder={folder!r})\nexplorer"
WAY = ("focus-areas-1", "practice-changes-1", "intermediate-outcomes-5", "long-term-outcomes-3")
ASSUMED = ("Teams take it to heart", "Help fits the quarrel", "Home is where the strain was")
LINKS = "[(link.from_item, link.to_item, link.assumption) for link in explorer.theory.links]"
DRAWN = [[start, end, said] for (start, end), said in zip(pairwise(WAY), ASSUMED, strict=True)]


def shown(open_notebook, folder: Path, given: str = "authority='Croydon'", *more: str):
    """A notebook with an explorer, and further cells."""
    notebook = open_notebook(OPEN.format(given=given, folder=str(folder)), *more)
    notebook.run()
    return notebook, TheoryView.within(notebook.page, notebook.output(0))


def reopened(notebook, folder: Path, file: str) -> TheoryView:
    """The saved work, opened in the second cell."""
    notebook.write(1, OPEN.format(given=repr(file), folder=str(folder)))
    notebook.run_cell(1)
    return TheoryView.within(notebook.page, notebook.output(1))


def unmeasured(notebook, view: TheoryView):
    """The first sentence on a theme that no one measures."""
    says = notebook.eval(
        "[one['says'] for one in explorer.comparison['statements'] if one['kind'] == 'unmeasured' and one['theme']]"
    )
    return view.root.locator(".cbf-c-saying", has_text=says[0]).first


def test_by_mouse_from_croydons_page_to_what_no_one_measures(open_notebook, tmp_path):
    notebook, view = shown(open_notebook, tmp_path, "authority='Croydon'", "again = None")
    for start, end, said in DRAWN:
        view.drag(start, end)
        expect(view.assumption).to_be_focused()
        notebook.page.keyboard.type(said)
        view.button("Close the arrow").click()
        view.button("Whole theory").click()
    notebook.expect(LINKS, DRAWN)
    view.say(WAY[-1]).click()
    expect(view.root.locator(".cbf-path-label")).to_contain_text("3 cards lead in, 0 lead on")
    for item, said in zip(WAY[1:], ASSUMED, strict=True):
        expect(view.card(item).locator(".cbf-ifs")).to_contain_text(f"if {said}")
    panel = view.panel("Save")
    panel.get_by_label("File name").fill("croydon arrows")
    panel.get_by_role("button", name="Save", exact=True).click()
    expect(view.told).to_contain_text("Saved as croydon arrows.json, beside this notebook.")

    again = reopened(notebook, tmp_path, "croydon arrows.json")
    expect(again.root.locator(".cbf-summary").first).to_contain_text("3 arrows, drawn by you")
    notebook.expect(LINKS, DRAWN)
    again.button("Compare 12").click()
    again.button("Theories: 12 of 12").click()
    which = again.root.get_by_role("region", name="Which theories are compared")
    which.get_by_role("button", name="None", exact=True).click()
    for title in ("Croydon", "Newcastle upon Tyne"):
        which.get_by_label(title, exact=True).check()
    notebook.expect("explorer.compared", ["croydon", "newcastle-upon-tyne"])
    unmeasured(notebook, again).click()
    expect(again.chosen).to_contain_text("How would anybody tell that it changed?")

    again.button("One theory").click()
    again.button("Export").click()
    content, name = again.downloaded(lambda button: button.click(), "Words")
    assert name == "croydon.txt"
    assert all(said in content.decode() for said in ASSUMED)


def test_by_keyboard_alone(open_notebook, tmp_path):
    notebook, view = shown(open_notebook, tmp_path, "authority='Croydon'", "again = None")
    page = notebook.page
    for start, end, said in DRAWN:
        view.say(start).focus()
        view.keys("a")
        view.say(end).focus()
        view.keys("Enter")
        expect(view.assumption).to_be_focused()
        page.keyboard.type(said)
        view.keys("Escape")
        expect(view.say(end)).to_be_focused()
    notebook.expect(LINKS, DRAWN)
    view.keys("Control+z")
    notebook.expect("explorer.theory.links[-1].assumption", "")
    view.keys("Control+Shift+z")
    notebook.expect(LINKS, DRAWN)
    view.say(WAY[-1]).focus()
    view.keys("Enter")
    expect(view.root.locator(".cbf-path-label")).to_contain_text("3 cards lead in, 0 lead on")
    view.button("Save").press("Enter")
    view.root.get_by_label("File name").press("Control+a")
    page.keyboard.type("by keys")
    view.keys("Enter")
    expect(view.told).to_contain_text("Saved as by keys.json")

    again = reopened(notebook, tmp_path, "by keys.json")
    again.button("Compare 12").press("Enter")
    again.button("Theories: 12 of 12").press("Enter")
    again.button("None").press("Enter")
    for title in ("Croydon", "Newcastle upon Tyne"):
        again.root.get_by_role("region", name="Which theories are compared").get_by_label(title, exact=True).press("Space")
    notebook.expect("explorer.compared", ["croydon", "newcastle-upon-tyne"])
    grid = again.root.get_by_role("grid").first
    grid.locator("[tabindex='0']").first.focus()
    again.keys("ArrowDown", "Enter")
    expect(again.chosen).to_contain_text("Newcastle upon Tyne")
    unmeasured(notebook, again).press("Enter")
    expect(again.chosen).to_contain_text("How would anybody tell that it changed?")
    again.button("Export").press("Enter")
    content, name = again.downloaded(lambda button: button.press("Enter"), "Themes by authority, CSV table")
    assert name == "theories-compared.csv"
    assert "Newcastle upon Tyne" in content.decode("utf-8-sig")


def test_recoding_an_item_changes_the_counts_and_is_kept(open_notebook, tmp_path):
    notebook, _ = shown(open_notebook, tmp_path, "compare=['Croydon', 'Luton']")
    before = notebook.eval("len(explorer.coding.codes)")
    script = "explorer.work = explorer.work.recode('croydon', 'practice-changes-1', 'fathers', __import__('cbf_widgets').datasets.theory_coding(), carries=True)"
    notebook.eval(f"exec({script!r})")
    notebook.expect("len(explorer.coding.codes)", before + 1)
    assert soon(
        lambda: [bool(json.loads(kept.read_text("utf-8"))["added"]) for kept in tmp_path.glob(".cbf-autosave/*.json")]
    ) == [True]


def test_the_saved_notebook_shows_the_theory_with_no_kernel(open_notebook, tmp_path):
    notebook, view = shown(open_notebook, tmp_path)
    view.say(WAY[0]).focus()
    view.keys("a")
    view.say(WAY[1]).focus()
    view.keys("Enter")
    notebook.page.keyboard.type(ASSUMED[0])
    view.keys("Escape")
    expect(notebook.output(0).locator("figure.cbf-static")).to_contain_text(ASSUMED[0], timeout=10_000)
    outputs = notebook.save()["cells"][0]["outputs"]
    html = "".join(map("".join, (output["data"]["text/html"] for output in outputs if "text/html" in output.get("data", {}))))
    assert "data:image/svg+xml" in html
    assert "<script" not in html


def test_keys_pressed_in_the_explorer_leave_the_notebooks_cells_alone(open_notebook, tmp_path):
    notebook, view = shown(open_notebook, tmp_path)
    for key in ("d", "d", "x", "b", "m", "z", "0"):
        view.say(WAY[0]).press(key)
    expect(notebook.panel.locator(".jp-Cell")).to_have_count(1)
    expect(view.root).to_be_visible()


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
@pytest.mark.parametrize("given", ["authority='Croydon'", "compare='all'"])
def test_accessibility(open_notebook, tmp_path, theme, given):
    notebook, view = shown(open_notebook, tmp_path, given)
    notebook.theme(theme)
    if "Croydon" in given:
        view.say(WAY[1]).click()
    assert violations(notebook.page, ".cbf-theory") == []
    notebook.theme("JupyterLab Light")
