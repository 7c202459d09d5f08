"""The spiral builder in a real JupyterLab: from the page to the kernel, to disk, and back."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from cbf_widgets.draw import geometry

SHOW = "from cbf_widgets import SpiralBuilder\nbuilder = SpiralBuilder()\nbuilder"
TO_SCREEN = """([x, y]) => {
  const svg = [...document.querySelectorAll('.cbf-picture > svg')].find((one) => one.checkVisibility());
  const p = new DOMPoint(x, y).matrixTransform(svg.getScreenCTM());
  return [p.x, p.y];
}"""


def spot(page: Page, place: float, loops: int = 3) -> tuple[float, float]:
    """Where a place on the line is on the screen."""
    x, y = page.evaluate(TO_SCREEN, list(geometry.point(place, loops)))
    return x, y


def ready(output: Locator) -> Locator:
    """The live widget, once it is drawn."""
    widget = output.locator(".cbf-spiral[data-ready]")
    expect(widget).to_be_visible()
    widget.locator(".cbf-picture").scroll_into_view_if_needed()
    return widget


def test_a_click_on_the_line_places_a_step_that_the_kernel_knows(open_notebook, lab_page):
    notebook = open_notebook(SHOW)
    notebook.run()
    widget = ready(notebook.output(0))
    lab_page.mouse.click(*spot(lab_page, 0.5))
    notebook.expect("[(m.kind, round(m.place, 1)) for m in builder.spiral.marks]", [["acceptance", 0.5]])
    expect(widget.locator(".cbf-kept")).to_contain_text("Kept at")
