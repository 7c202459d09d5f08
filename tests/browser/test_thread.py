"""One thin thread through the whole house: a click in JupyterLab reaches the kernel."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.accessibility import violations

SHOW = "from cbf_widgets import SpiralBuilder\nbuilder = SpiralBuilder(marks=2)\nbuilder"


def test_a_click_in_jupyterlab_reaches_the_kernel(open_notebook):
    notebook = open_notebook(SHOW)
    notebook.run()
    button = notebook.output(0).get_by_role("button", name="Place a mark")
    button.click()
    notebook.expect("builder.marks", 3)


def test_both_themes_can_be_shown(open_notebook):
    notebook = open_notebook(SHOW)
    notebook.run()
    for theme in ("JupyterLab Dark", "JupyterLab Light"):
        notebook.theme(theme)
        assert violations(notebook.page, ".jp-OutputArea-output") == []


def test_a_saved_and_restarted_notebook_runs_again(open_notebook):
    notebook = open_notebook(SHOW)
    notebook.run()
    assert notebook.save()["cells"][0]["outputs"][0]["data"]["text/plain"] == ["SpiralBuilder()"]
    notebook.restart()
    notebook.run()
    notebook.expect("builder.marks", 2)


def test_a_change_in_the_kernel_reaches_the_page(open_notebook):
    notebook = open_notebook(SHOW)
    notebook.run()
    expect(notebook.output(0).get_by_label("Marks")).to_have_text("2")
    notebook.do("builder.marks = 9")
    expect(notebook.output(0).get_by_label("Marks")).to_have_text("9")
