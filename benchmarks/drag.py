"""What a drag costs in a real browser: the frame that follows each move of the pointer, few marks beside many."""

from __future__ import annotations

import statistics

from playwright.sync_api import Page, sync_playwright

from cbf_widgets import Spiral, datasets
from tests.browser import chromium
from tests.browser.bare import BareWidget
from tests.browser.builder import traits

MOVES = 60
# Each move is dispatched by hand; its frame ends when the browser has painted and is idle again.
DRAG = """async (moves) => {
  const svg = document.querySelector(".cbf-picture > svg");
  const mark = document.querySelector("[data-part=m5]").getBoundingClientRect();
  const at = (i) => ({ bubbles: true, pointerId: 1, button: 0, pointerType: "mouse", clientX: mark.x + 8 + 3 * i, clientY: mark.y + 8 + 2 * i });
  svg.setPointerCapture = () => {};
  document.querySelector("[data-part=m5]").dispatchEvent(new PointerEvent("pointerdown", at(0)));
  const frames = [];
  for (let i = 1; i <= moves; i += 1) {
    const start = performance.now();
    svg.dispatchEvent(new PointerEvent("pointermove", at(i)));
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    frames.push(performance.now() - start);
  }
  return frames;
}"""


def crowded(marks: int) -> Spiral:
    """A spiral of five loops with marks spread evenly, each nurturing help."""
    spiral = Spiral(vocabulary=datasets.vocabulary("partnership-building"), loops=5)
    kinds = [kind.id for kind in spiral.vocabulary.kinds]
    for i in range(marks):
        spiral = spiral.add(kinds[i % len(kinds)], 0.1 + i * 4.8 / marks, label=f"Step {i + 1}", nurtures=["help"])
    return spiral


def frames(page: Page, marks: int) -> list[float]:
    """How many milliseconds each frame of a drag took."""
    BareWidget.open(page, "spiral", traits(crowded(marks)), views=1, styles=())
    taken: list[float] = page.evaluate(DRAG, MOVES)
    return taken


def drag_rows() -> list[list[str]]:
    """One row a number of marks: median and ninety-fifth percentile of its frames, and the ratio of medians."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.on_path(), args=chromium.flags())
        page = browser.new_context(viewport={"width": 1280, "height": 1000}).new_page()
        taken = {marks: frames(page, marks) for marks in (10, 50, 200)}
        browser.close()
    base = statistics.median(taken[10])
    return [
        [
            f"{marks} marks",
            f"{statistics.median(t):.1f} ms",
            f"{statistics.quantiles(t, n=20)[-1]:.1f} ms",
            f"{statistics.median(t) / base:.2f}",
        ]
        for marks, t in taken.items()
    ]
