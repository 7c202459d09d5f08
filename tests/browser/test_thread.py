"""One thin thread through the whole house: a click in JupyterLab reaches the kernel."""

from __future__ import annotations

from playwright.sync_api import expect

SHOW = "from cbf_widgets import SpiralBuilder\nbuilder = SpiralBuilder(marks=2)\nbuilder"


def test_a_click_in_jupyterlab_reaches_the_kernel(open_notebook):
    notebook = open_notebook(SHOW)
    notebook.run()
    button = notebook.output(0).get_by_role("button", name="Place a mark")
    button.click()
    notebook.expect("builder.marks", 3)


def test_a_change_in_the_kernel_reaches_the_page(open_notebook):
    notebook = open_notebook(SHOW)
    notebook.run()
    expect(notebook.output(0).get_by_label("Marks")).to_have_text("2")
    notebook.do("builder.marks = 9")
    expect(notebook.output(0).get_by_label("Marks")).to_have_text("9")
