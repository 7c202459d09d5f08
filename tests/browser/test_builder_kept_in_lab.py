"""Saved, kept and brought back in a real JupyterLab: through restarts, cells run anew, and reloads."""

from __future__ import annotations

import json

from playwright.sync_api import expect

from tests.browser.builder import Builder, full
from tests.browser.soon import soon

SHOW = "from cbf_widgets import SpiralBuilder\nbuilder = SpiralBuilder(folder={folder!r})\nbuilder"
FULL = f"import json\nbuilder.spiral = json.loads({json.dumps(full().to_dict())!r})"


def shown(open_notebook, tmp_path):
    """A notebook with a builder that works in a folder of its own."""
    notebook = open_notebook(SHOW.format(folder=str(tmp_path)))
    notebook.run()
    return notebook, Builder.within(notebook.page, notebook.output(0))


def run_anew(notebook):
    """Run the cell again; the builder that is there afterwards."""
    notebook.run()
    return Builder.within(notebook.page, notebook.output(0))


def offers(widget):
    return widget.root.get_by_label("Work to bring back").locator("p")


def restart(notebook):
    """Restart the kernel, and let go of the line to the old one."""
    notebook.close()
    notebook.__dict__.pop("kernel", None)
    notebook.restart()


def test_saved_through_the_panel_and_reopened_after_a_restart_it_is_unchanged(open_notebook, tmp_path):
    notebook, widget = shown(open_notebook, tmp_path)
    notebook.do(FULL)
    expect(widget.row(5)).to_be_visible()
    panel = widget.panel("save")
    expect(panel.get_by_label("File name")).to_have_value("the-first-spring")
    panel.get_by_role("button", name="Save", exact=True).click()
    expect(widget.root.locator(".cbf-told")).to_have_text("Saved as the-first-spring.json, beside this notebook.")
    restart(notebook)
    again = run_anew(notebook)
    expect(again.root.locator(".cbf-row")).to_have_count(0)
    expect(offers(again)).to_contain_text(["Saved here last as the-first-spring.json"])  # and no kept work beside it
    again.panel("open").get_by_role("button", name="the-first-spring.json").click()
    expect(again.row(5)).to_be_visible()
    notebook.expect("builder.spiral.to_dict()", full().to_dict())


def test_a_taken_name_is_never_overwritten_unasked(open_notebook, tmp_path):
    (tmp_path / "mine.json").write_text("precious", encoding="utf-8")
    _, widget = shown(open_notebook, tmp_path)
    panel = widget.panel("save")
    panel.get_by_label("File name").fill("mine")
    panel.get_by_role("button", name="Save", exact=True).click()
    expect(widget.root.get_by_role("alert")).to_contain_text("There is a file called mine.json already")
    assert (tmp_path / "mine.json").read_text(encoding="utf-8") == "precious"
    panel.get_by_role("button", name="Replace the file").click()
    expect(panel).to_have_count(0)
    assert json.loads((tmp_path / "mine.json").read_text(encoding="utf-8"))


def test_after_a_restart_unsaved_work_is_offered_and_brought_back_whole(open_notebook, tmp_path):
    notebook, widget = shown(open_notebook, tmp_path)
    notebook.do(FULL)
    expect(widget.row(5)).to_be_visible()
    widget.keys("1")
    expect(widget.root.locator(".cbf-kept")).to_contain_text("Kept at")
    notebook.expect("len(builder.spiral.marks)", 6)
    built = notebook.eval("builder.spiral.to_dict()")
    restart(notebook)
    again = run_anew(notebook)
    expect(offers(again)).to_have_count(1)
    expect(offers(again)).to_contain_text("not saved: The first spring, 6 steps on 3 loops")
    again.button("Bring it back").click()
    expect(again.row(6)).to_be_visible()
    notebook.expect("builder.spiral.to_dict()", built)
    expect(offers(again)).to_have_count(0)


def test_running_the_cell_anew_offers_what_was_built_in_it(open_notebook, tmp_path):
    notebook, widget = shown(open_notebook, tmp_path)
    widget.keys("1", "2", "3")
    notebook.expect("len(builder.spiral.marks)", 3)
    again = run_anew(notebook)
    expect(offers(again)).to_have_count(1)
    expect(offers(again)).to_contain_text("3 steps on 3 loops")
    again.button("Bring it back").click()
    notebook.expect("len(builder.spiral.marks)", 3)
    expect(offers(again)).to_have_count(0)


def test_work_put_aside_is_offered_no_more_and_not_deleted(open_notebook, tmp_path):
    notebook, widget = shown(open_notebook, tmp_path)
    widget.keys("1")
    notebook.expect("len(builder.spiral.marks)", 1)
    again = run_anew(notebook)
    again.button("Put it aside").click()
    expect(offers(again)).to_have_count(0)
    aside = tmp_path / ".cbf-autosave" / "discarded"
    assert soon(lambda: [len(json.loads(path.read_text(encoding="utf-8"))["marks"]) for path in aside.glob("*.json")]) == [1]
    expect(offers(run_anew(notebook))).to_have_count(0)


def test_what_was_built_while_the_kernel_was_gone_is_offered_by_the_browser(open_notebook, tmp_path, problems):
    notebook, widget = shown(open_notebook, tmp_path)
    widget.keys("1")
    notebook.expect("len(builder.spiral.marks)", 1)
    restart(notebook)
    widget.keys("2", "3")
    expect(widget.root.locator(".cbf-row[data-mark]")).to_have_count(3)
    again = run_anew(notebook)
    offer = offers(again).filter(has_text="This browser kept work")
    expect(offer).to_contain_text("3 steps on 3 loops")
    offer.get_by_role("button", name="Bring it back").click()
    notebook.expect("len(builder.spiral.marks)", 3)


def test_a_reloaded_page_shows_the_kernels_state_and_undoes_further_back(open_notebook, tmp_path, lab_page):
    notebook, widget = shown(open_notebook, tmp_path)
    for number, key in enumerate("123"):
        widget.keys(key)
        notebook.expect("len(builder.spiral.marks)", number + 1)
    notebook.save()
    reload(lab_page, notebook)
    again = Builder.within(notebook.page, notebook.output(0))
    expect(again.root.locator(".cbf-row[data-mark]")).to_have_count(3)
    expect(offers(again)).to_have_count(0)
    for left in (2, 1, 0):
        again.button("Undo").click()
        notebook.expect("len(builder.spiral.marks)", left)
        expect(again.root.locator(".cbf-row[data-mark]")).to_have_count(left)


def reload(page, notebook):
    """Reload JupyterLab and open the notebook again, its kernel still running."""
    from tests.browser.notebook import OPEN

    page.reload()
    page.wait_for_function("() => window.jupyterapp")
    page.evaluate("async () => { await window.jupyterapp.restored }")
    # The address names the notebook, so JupyterLab opens it by itself; who opens it a second time meanwhile may get a line to the kernel without widgets.
    page.wait_for_function("(path) => window.jupyterapp.shell.currentWidget?.context?.path === path", arg=notebook.path)
    page.evaluate(OPEN, notebook.path)
