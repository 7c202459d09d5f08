"""The spiral builder in a real JupyterLab: from the page to the kernel and back."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.builder import Builder

SHOW = "from cbf_widgets import SpiralBuilder\nbuilder = SpiralBuilder()\nbuilder"
MARKS = "[(m.kind, round(m.place, 2)) for m in builder.spiral.marks]"
NAMES = "builder.history['names'][1:builder.history['at'] + 1]"


def shown(open_notebook, *cells):
    """A notebook whose cells have run, and the builder in its first output."""
    notebook = open_notebook(*(cells or (SHOW,)))
    notebook.run()
    return notebook, Builder.within(notebook.page, notebook.output(0))


def test_a_click_on_the_line_places_a_step_that_the_kernel_knows(open_notebook):
    notebook, widget = shown(open_notebook)
    widget.place("acceptance", 0.5)
    notebook.expect(MARKS, [["acceptance", 0.5]])
    expect(widget.root.locator(".cbf-kept")).to_contain_text("Kept at")


def test_place_drag_ripple_rupture_and_undo_reach_the_kernel_as_one_step_each(open_notebook):
    notebook, widget = shown(open_notebook)
    widget.place("acceptance", 0.5)
    widget.place("subtle", 1.5)
    widget.drag(0.5, widget.spot(0.7), widget.spot(0.8))
    notebook.expect(MARKS, [["acceptance", 0.8], ["subtle", 1.5]])
    widget.part("m1").click()
    widget.button("Draw a ripple").click()
    widget.part("m2").click()
    widget.place("rupture", 1.2)
    widget.field("Repaired by").select_option("2, Subtle intervention")
    notebook.expect("[(r.source, r.target) for r in builder.spiral.ripples]", [["m1", "m2"]])
    notebook.expect("[(round(r.place, 1), r.repair) for r in builder.spiral.ruptures]", [[1.2, "m2"]])
    notebook.expect(f"len({NAMES})", 6)
    for _ in range(6):
        widget.keys("Control+z")
    notebook.expect("len(builder.spiral.marks) + len(builder.spiral.ruptures)", 0)
    for _ in range(6):
        widget.keys("Control+Shift+z")
    notebook.expect("[(round(r.place, 1), r.repair) for r in builder.spiral.ruptures]", [[1.2, "m2"]])


def test_typing_a_name_is_one_step_in_the_kernel_too(open_notebook):
    notebook, widget = shown(open_notebook)
    widget.keys("1")
    widget.row(1).click()
    widget.row(1).click()
    widget.field("Name").press_sequentially("Listening first", delay=5)
    notebook.expect("builder.spiral.marks[0].label", "Listening first")
    notebook.expect(f"{NAMES}[1:]", ["Renamed 1, Listening first"])
    notebook.expect("[e['name'] for e in builder.edits()][2:]", ["Renamed 1, Listening first"])


def test_what_python_sets_is_shown_and_is_a_step_that_can_be_undone(open_notebook):
    notebook, widget = shown(open_notebook)
    widget.keys("1")
    notebook.expect("len(builder.spiral.marks)", 1)
    notebook.do("builder.spiral = builder.spiral.add('repair', 1.5, label='From Python').retitle('Both')")
    expect(widget.row(2)).to_contain_text("From Python")
    expect(widget.root.get_by_label("Title")).to_have_value("Both")
    expect(widget.button("Undo")).to_have_attribute("title", "Undo: Set from Python (Ctrl+Z)")
    widget.button("Undo").click()
    notebook.expect(MARKS, [["acceptance", 0.2]])
    notebook.do("builder.redo()")
    expect(widget.row(2)).to_contain_text("From Python")
    notebook.do("builder.undo(); builder.undo()")
    expect(widget.root.locator(".cbf-row")).to_have_count(0)


def test_two_views_stay_in_step(open_notebook):
    notebook, one = shown(open_notebook, SHOW, "builder")
    two = Builder.within(notebook.page, notebook.output(1))
    two.place("valuing", 0.6)
    expect(one.root.locator(".cbf-row[data-mark]")).to_have_count(1)
    one.svg.scroll_into_view_if_needed()
    one.drag(0.6, one.spot(1.1))
    notebook.expect(MARKS, [["valuing", 1.1]])
    expect(two.svg.locator("[data-part=m1] title")).to_contain_text("Loop 2")
    two.button("Undo").click()
    two.button("Undo").click()
    expect(one.root.locator(".cbf-row[data-mark]")).to_have_count(0)
    notebook.expect(MARKS, [])


LINKED = f"""import ipywidgets, traitlets
{SHOW}"""
LINKS = """words, other = ipywidgets.Label(), SpiralBuilder()
traitlets.dlink((builder, "spiral"), (words, "value"), lambda spiral: f"{len(spiral.marks)} placed")
traitlets.link((builder, "spiral"), (other, "spiral"))
seen = []
builder.observe(lambda change: seen.append(len(change.new.marks)), "spiral")
display(words)
other"""


def test_the_spiral_is_linked_and_observed_as_any_trait(open_notebook):
    notebook, widget = shown(open_notebook, LINKED, LINKS)
    other = Builder.within(notebook.page, notebook.output(1))
    widget.keys("1", "2")
    expect(notebook.output(1).locator(".widget-label")).to_have_text("2 placed")
    expect(other.root.locator(".cbf-row[data-mark]")).to_have_count(2)
    other.keys("End", "Delete")
    expect(widget.root.locator(".cbf-row[data-mark]")).to_have_count(1)
    notebook.expect("seen[-1]", 1)
    notebook.expect("builder.spiral == other.spiral", True)


def cells(notebook):
    return notebook.page.evaluate(
        """() => window.jupyterapp.shell.currentWidget.model.sharedModel.cells
            .map((cell) => [cell.cell_type, cell.source])"""
    )


def test_a_build_by_keyboard_leaves_the_notebooks_cells_alone(open_notebook):
    notebook, widget = shown(open_notebook, SHOW, "2 + 2")
    before = cells(notebook)
    notebook.cell(0).locator(".jp-InputPrompt").click()  # command mode, where letters are commands
    widget.keys(
        "1", "2", "Home", "r", "ArrowRight", "Enter", "b", "d", "d", "x", "a", "c", "v", "z", "m", "y", "0", "0", "Shift+Enter"
    )
    widget.row(1).press("d")
    widget.row(1).press("d")
    widget.button("History").press("x")
    widget.row(2).click()
    widget.field("Name").press_sequentially("add xyz dd")
    widget.page.keyboard.press("Control+Enter")
    notebook.expect("(len(builder.spiral.marks), len(builder.spiral.ripples), len(builder.spiral.ruptures))", [2, 1, 1])
    notebook.expect("builder.spiral.marks[1].label", "add xyz dd")
    assert cells(notebook) == before
    expect(notebook.panel.locator(".jp-Cell")).to_have_count(2)
    expect(widget.root).to_be_visible()


@pytest.mark.parametrize("where", [".cbf-picture > svg", ".cbf-title input"])
def test_ctrl_s_in_the_builder_saves_the_notebook(open_notebook, where):
    notebook, widget = shown(open_notebook)
    path = notebook.lab.root / notebook.path
    before = path.read_text(encoding="utf-8")
    notebook.page.evaluate("() => { window.jupyterapp.shell.currentWidget.context.model.dirty = true }")
    widget.root.locator(where).press("Control+s")  # once: JupyterLab lets a second go by while it is still saving
    notebook.page.wait_for_function("() => !window.jupyterapp.shell.currentWidget.context.model.dirty")
    assert path.read_text(encoding="utf-8") != before


def test_a_closed_output_leaves_no_error_and_the_kernel_goes_on(open_notebook):
    notebook, widget = shown(open_notebook)
    widget.keys("1")
    notebook.expect("len(builder.spiral.marks)", 1)
    notebook.page.evaluate("() => window.jupyterapp.commands.execute('notebook:clear-all-cell-outputs')")
    expect(widget.root).to_have_count(0)
    notebook.do("builder.spiral = builder.spiral.add('repair')")
    notebook.expect("len(builder.spiral.marks)", 2)
