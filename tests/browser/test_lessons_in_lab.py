"""The lessons in a real JupyterLab: every cell runs, and no answer shows before somebody opens it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from cbf_widgets.model.spiral import Spiral

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
LESSONS = sorted(path for path in NOTEBOOKS.glob("0[2-9]-*.ipynb"))


def opened(lab, open_notebook, path):
    (lab.root / path.parent.name).mkdir(exist_ok=True)
    shutil.copy(path, lab.root / path.parent.name)
    notebook = open_notebook(path=f"{path.parent.name}/{path.name}")
    notebook.run()
    return notebook


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_a_lesson_runs_and_its_answers_open_with_a_click(lab, open_notebook, path):
    notebook = opened(lab, open_notebook, path)
    expect(notebook.panel.locator(".cbf-lab, .cbf-theory").first).to_be_visible()
    for bench in notebook.panel.locator(".cbf-lab").all():
        expect(bench.get_by_role("slider", name="Contact", exact=True)).to_have_value("0")  # no lab gives a guess away
    folded = notebook.panel.locator(".jp-RenderedHTMLCommon details")
    answers = sum(html.count("<details") for html in notebook.htmls())
    assert answers >= 4
    expect(folded).to_have_count(answers)
    for answer in folded.all():
        inside = answer.locator(":scope > *").nth(1)
        expect(inside).to_be_hidden()
        answer.locator("summary").click()
        expect(inside).to_be_visible()


@pytest.mark.parametrize("path", [path for path in LESSONS if path.stem[:2] in {"06", "08"}], ids=lambda path: path.stem)
def test_no_arrow_is_drawn_for_anybody(lab, open_notebook, path):
    notebook = opened(lab, open_notebook, path)
    expect(notebook.panel.locator(".cbf-theory").first).to_contain_text("no arrows drawn yet")


def lesson(number):
    return next(path for path in LESSONS if path.stem.startswith(number))


def test_lesson_06_draws_an_arrow_and_lays_the_lessons_own_over_it(lab, open_notebook):
    notebook = opened(lab, open_notebook, lesson("06"))
    explorer = notebook.panel.locator(".cbf-theory").first
    explorer.locator("[data-card='practice-changes-1']").click()
    explorer.get_by_role("button", name="Draw an arrow from here").click()
    explorer.locator("[data-card='intermediate-outcomes-5']").click()
    explorer.get_by_label("What has to be true for this to lead to that?").fill("They come")
    notebook.expect("[link.assumption for link in explorer.theory.links]", ["They come"])
    # The still picture is renewed a moment later: whatever else the kernel is asked then waits for it.
    expect(notebook.panel.locator("figure.cbf-static").first).to_contain_text("They come")
    notebook.eval("explorer.lay_over(ours, whose='The authors')")
    explorer.get_by_role("button", name="Lay arrows over").click()
    expect(explorer.get_by_text("Both drew 1, only you 0, only they 2.")).to_be_visible()
    expect(explorer.get_by_role("list", name="What the lines mean")).to_contain_text("◇ only in The authors")


def test_lesson_07_turns_a_sentence_over_by_leaving_one_code_out(lab, open_notebook):
    notebook = opened(lab, open_notebook, lesson("07"))
    explorer = notebook.panel.locator(".cbf-theory").first
    says = "[one['says'] for one in explorer.comparison['statements'] if one['kind'] == 'all' and one['theme'] == 'relationship']"
    (sentence,) = notebook.eval(says)
    item = notebook.eval("turning[0][1]")
    group = explorer.locator(".cbf-c-sentences section").filter(has_text="What all share")
    group.locator("summary").click()
    group.get_by_role("button", name=sentence).click()
    explorer.get_by_role("button", name=f"Recode “{item}”").click()
    asked = explorer.get_by_role("dialog")
    asked.get_by_role("checkbox", name="Relationship quality").uncheck()
    asked.get_by_role("button", name="Keep").click()
    notebook.expect(says, [])
    expect(group.get_by_role("button", name=sentence)).to_have_count(0)


def test_lesson_02_opens_the_spiral_that_was_saved_beside_it(lab, open_notebook):
    spiral = Spiral(vocabulary="partnership-building", title="Rosa's spring").add("acceptance", 0.2, label="Tea on the step")
    (lab.root / "notebooks").mkdir(exist_ok=True)
    spiral.add("subtle", 0.8, label="Tummy time").ripple("m1", "m2").save(lab.root / "notebooks" / "rosa.json")
    notebook = opened(lab, open_notebook, LESSONS[0])
    expect(notebook.panel.get_by_text("This is your spiral Rosa's spring.")).to_be_visible()
    expect(notebook.panel.locator(".cbf-lab").first).to_contain_text("Tea on the step")
