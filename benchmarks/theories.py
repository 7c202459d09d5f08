"""What the explorer costs in a real JupyterLab: opening twelve theories of change, and going about in them."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser import chromium
from tests.browser.notebook import OPEN, Notebook, write_notebook
from tests.browser.server import running_lab
from tests.browser.theory import TheoryView

ROUNDS = 12
IMPORTED = "from cbf_widgets import TheoryExplorer\nTheoryExplorer()"  # what is loaded once is loaded
SHOWN = "TheoryExplorer(compare='all')"
# From a click to the end of the frame in which what was asked for is there.
CLICK = """([button, there]) => new Promise((done) => {
  const root = document.querySelectorAll('.cbf-theory[data-ready]');
  const view = root[root.length - 1];
  const start = performance.now();
  const seen = () => view.querySelectorAll(there).length > 0;
  const watch = new MutationObserver(() => {
    if (!seen()) return;
    watch.disconnect();
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
  });
  watch.observe(view, { childList: true, subtree: true, attributes: true });
  [...view.querySelectorAll('button')].find((one) => one.textContent.trim() === button).click();
})"""
# The cell is run anew each time, as people do: what it showed before goes away.
RUN = """() => new Promise((done) => {
  const panel = window.jupyterapp.shell.currentWidget;
  document.querySelectorAll('.cbf-theory').forEach((old) => old.setAttribute('data-old', 'true'));
  const start = performance.now();
  const watch = new MutationObserver(() => {
    if (!document.querySelector('.cbf-theory[data-ready]:not([data-old])')) return;
    watch.disconnect();
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
  });
  watch.observe(document.body, { childList: true, subtree: true, attributes: true });
  panel.content.activeCellIndex = 1;
  window.jupyterapp.commands.execute('notebook:run-cell');
})"""
CARDS = 500


@contextmanager
def opened() -> Iterator[tuple[Page, Notebook]]:
    """A notebook whose first cell has made an explorer, so that what is loaded once is loaded."""
    with tempfile.TemporaryDirectory() as folder, running_lab(Path(folder)) as lab, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.on_path(), args=chromium.flags())
        page = browser.new_context(viewport={"width": 1280, "height": 1000}).new_page()
        page.goto(lab.home)
        page.wait_for_function("() => window.jupyterapp")
        page.evaluate("async () => { await window.jupyterapp.restored }")
        write_notebook(lab.root / "theories.ipynb", [IMPORTED, SHOWN])
        page.evaluate(OPEN, "theories.ipynb")
        notebook = Notebook(page, lab, "theories.ipynb")
        notebook.run_cell(0)
        yield page, notebook
        browser.close()


def row(name: str, taken: list[float], limit: str) -> list[str]:
    """Median, largest, and what we hold ourselves to."""
    return [name, f"{statistics.median(taken):.0f} ms", f"{max(taken):.0f} ms", limit]


def theory_rows() -> list[list[str]]:
    """A row for each thing that one does."""
    with opened() as (page, notebook):
        shown = [page.evaluate(RUN) for _ in range(ROUNDS)]
        view = TheoryView.within(page, notebook.output(1))
        columns, themes, one = [], [], []
        for _ in range(ROUNDS):
            columns.append(page.evaluate(CLICK, ["By column", ".cbf-c-columns-scroll"]))
            if view.root.locator(".cbf-c-card-small").count() < CARDS:
                raise AssertionError("not all items are there")
            themes.append(page.evaluate(CLICK, ["By theme", ".cbf-matrix"]))
        for _ in range(ROUNDS):
            one.append(page.evaluate(CLICK, ["One theory", ".cbf-card"]))
            page.evaluate(CLICK, ["Compare 12", ".cbf-matrix"])
    return [
        row("a cell that compares twelve is run, until they are there", shown, "1,000 ms"),
        row("from the matrix to all 535 items, column by column", columns, "1,000 ms"),
        row("back to the matrix", themes, ""),
        row("from the matrix to one theory", one, ""),
    ]
