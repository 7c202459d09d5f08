"""What the lab costs in a real JupyterLab: from a slider's move to the new bands on screen, and the frames while it plays."""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from tests.browser import chromium
from tests.browser.lab import LabView
from tests.browser.notebook import OPEN, Notebook, write_notebook
from tests.browser.server import running_lab

MOVES, SECONDS = 60, 4
CELL = """from cbf_widgets import ContagionLab, StepNetwork
from cbf_widgets.simulation.parts import Edge, Step
nodes = [f"s{{i}}" for i in range({steps})]
steps = tuple(Step(node, label=f"Step {{i + 1}}", uptake=0.06, slip=0.1, ratchet=0.12) for i, node in enumerate(nodes))
edges = tuple(Edge(node, nodes[(i + by) % {steps}], 0.06, 0.3, 0.3) for i, node in enumerate(nodes) for by in (1, 3))
lab = ContagionLab(StepNetwork(steps=steps, edges=edges, loops=3, rupture=0.03, repair=0.35), runs={runs}, seed=7)
lab"""
# A move counts until the frame in which other bands have been painted; each move asks for other bands than the last.
MOVE = """async (slider, moves) => {
  const band = slider.closest(".cbf-lab").querySelector(".cbf-chart .cbf-band");
  const drawn = () => new Promise((done) => {
    const watch = new MutationObserver(() => { watch.disconnect(); requestAnimationFrame(() => setTimeout(done)); });
    watch.observe(band, { attributes: true, attributeFilter: ["d"] });
  });
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;
  const taken = [];
  for (let i = 0; i < moves; i += 1) {
    const seen = drawn();
    const start = performance.now();
    set.call(slider, String(i % 2 ? 0.02 + 0.004 * (i % 9) : 0.3 + 0.01 * (i % 7)));
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    await seen;
    taken.push(performance.now() - start);
  }
  const tried = band.getAttribute("d");
  slider.dispatchEvent(new Event("change", { bubbles: true }));
  return [taken, tried];
}"""
PLAY = """async (seconds) => {
  const times = [];
  await new Promise((done) => {
    const frame = (now) => { times.push(now); if (now - times[0] < 1000 * seconds) requestAnimationFrame(frame); else done(); };
    requestAnimationFrame(frame);
  });
  return times.slice(1).map((time, i) => time - times[i]);
}"""


def measured(page: Page, bench: LabView, moves: int) -> tuple[list[float], list[float]]:
    """How many milliseconds each move took, and each frame of playing; the bands tried have to be those of the study kept."""
    taken, tried = bench.slider("ratchet").evaluate(MOVE, moves)
    bench.settled()
    if bench.root.locator(".cbf-chart .cbf-band").first.get_attribute("d") != tried:
        raise AssertionError("the bands tried are not those of the study")
    bench.button("Play").click()
    return taken, page.evaluate(PLAY, SECONDS)


def row(name: str, taken: list[float], limit: str) -> list[str]:
    """Median, 95th percentile, and what we hold ourselves to."""
    return [name, f"{statistics.median(taken):.1f} ms", f"{statistics.quantiles(taken, n=20)[-1]:.1f} ms", limit]


def lab_rows(moves: int = MOVES) -> list[list[str]]:
    """Two rows a network: 12 steps with 2,000 runs, and what is smaller and larger; with 1 run it is the way there and back."""
    rows: list[list[str]] = []
    with tempfile.TemporaryDirectory() as folder, running_lab(Path(folder)) as lab, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.on_path(), args=chromium.flags())
        page = browser.new_context(viewport={"width": 1280, "height": 1000}).new_page()
        page.goto(lab.home)
        page.wait_for_function("() => window.jupyterapp")
        page.evaluate("async () => { await window.jupyterapp.restored }")
        for steps, runs, limit in ((12, 1, ""), (5, 2_000, ""), (12, 2_000, "50 ms"), (12, 10_000, "")):
            path = f"lab{steps}-{runs}.ipynb"
            write_notebook(lab.root / path, [CELL.format(steps=steps, runs=runs)])
            page.evaluate(OPEN, path)
            notebook: Any = Notebook(page, lab, path)
            notebook.run()
            bench = LabView.within(page, notebook.output(0))
            taken, frames = measured(page, bench, moves)
            rows.append(row(f"{steps} steps, {runs:,} runs: bands after a move", taken, limit))
            rows.append(row(f"{steps} steps, {runs:,} runs: a frame while playing", frames, "16.7 ms" if limit else ""))
        browser.close()
    return rows
