"""A notebook that is open in JupyterLab, seen from both sides: its page and its kernel."""

from __future__ import annotations

import ast
import json
import time
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import nbformat
from jupyter_client.blocking.client import BlockingKernelClient
from playwright.sync_api import Locator, Page

from tests.browser.server import Lab

OPEN = """async (path) => {
  const app = window.jupyterapp;
  const panel = await app.commands.execute('docmanager:open', { path, factory: 'Notebook' });
  await panel.context.ready;
  await panel.context.sessionContext.ready;
  await panel.revealed;
  app.shell.activateById(panel.id);
}"""

RUN_ALL = """async () => {
  const panel = window.jupyterapp.shell.currentWidget;
  await window.jupyterapp.commands.execute('notebook:run-all-cells');
  const cells = panel.model.sharedModel.cells.flatMap((cell) => cell.toJSON().outputs ?? []);
  return cells.filter((output) => output.output_type === 'error').map((output) => output.ename + ': ' + output.evalue);
}"""

WRITE = """([index, source]) => {
  window.jupyterapp.shell.currentWidget.model.sharedModel.cells[index].setSource(source);
}"""

RUN_CELL = """async (index) => {
  const panel = window.jupyterapp.shell.currentWidget;
  panel.content.activeCellIndex = index;
  await window.jupyterapp.commands.execute('notebook:run-cell');
  const outputs = panel.model.sharedModel.cells[index].toJSON().outputs ?? [];
  return outputs.filter((output) => output.output_type === 'error').map((output) => output.ename + ': ' + output.evalue);
}"""

HTMLS = """() => window.jupyterapp.shell.currentWidget.model.sharedModel.cells.flatMap((cell) => [
  cell.cell_type === 'markdown' ? cell.source : '',
  ...(cell.toJSON().outputs ?? []).flatMap((output) => output.data?.['text/html'] ?? []).map((html) => [html].flat().join('')),
])"""

SAVE = """async () => { await window.jupyterapp.commands.execute('docmanager:save') }"""

# Whoever shuts down or restarts a kernel has it interrupted first. When that hits a kernel at work in `Thread.is_alive`, older Pythons (3.11) take a thread
# that runs for one that has ended. ipykernel then writes to the page from several threads at once: halves of two messages, which nobody can read.
# So this waits until kernels have answered all that was asked, and what the page asked in the meantime.
QUIET = """async (most) => {
  const end = performance.now() + most;
  for (const panel of window.jupyterapp.shell.widgets('main')) {
    const kernel = panel.context?.sessionContext?.session?.kernel;
    if (!kernel) continue;
    let asked = 0;
    const note = (_, { direction, msg }) => { asked += Number(direction === 'send' && msg.header.msg_type !== 'kernel_info_request'); };
    kernel.anyMessage.connect(note);
    do {
      if (kernel.isDisposed || kernel.status === 'dead') break;
      if (performance.now() > end) throw new Error(`${panel.context.path}: its kernel is still ${kernel.status}`);
      asked = 0;
      await Promise.race([
        kernel.requestKernelInfo().catch(() => new Promise((again) => setTimeout(again, 50))),  // it was restarted meanwhile
        new Promise((late) => setTimeout(late, most)),
      ]);
    } while (asked || kernel.status !== 'idle');
    kernel.anyMessage.disconnect(note);
  }
}"""

# It still happens now and then while a kernel goes, and is ipykernel's alone: what of ours got lost by it would fail a test by itself.
GARBLED = '"stream.stderr" is not valid JSON'

RESTART = """async () => {
  const session = window.jupyterapp.shell.currentWidget.context.sessionContext;
  await session.session.kernel.restart();
}"""

CLOSE_ALL = """async () => {
  for (const panel of [...window.jupyterapp.shell.widgets('main')]) {
    if (!panel.context?.sessionContext) continue;
    await panel.context.sessionContext.shutdown();
    panel.context.model.dirty = false;
    panel.dispose();
  }
}"""


def write_notebook(path: Path, cells: Sequence[str]) -> None:
    """A notebook of code cells."""
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells], metadata={"kernelspec": kernel})
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(made, path)


def quiet(page: Page) -> None:
    """Wait until no kernel of the page's notebooks is at work, so that it can be shut down or restarted."""
    page.evaluate(QUIET, 60_000)


class Notebook:
    """An open notebook."""

    def __init__(self, page: Page, lab: Lab, path: str) -> None:
        self.page, self.lab, self.path = page, lab, path

    @property
    def panel(self) -> Locator:
        """The notebook on the page."""
        return self.page.locator(".jp-NotebookPanel:visible")

    def cell(self, index: int) -> Locator:
        """A cell on the page, counted from 0."""
        return self.panel.locator(".jp-Notebook .jp-Cell").nth(index)

    def output(self, index: int) -> Locator:
        """The output area of a cell."""
        return self.cell(index).locator(".jp-OutputArea")

    def run(self) -> None:
        """Run all cells; none may end in an error."""
        errors = self.page.evaluate(RUN_ALL)
        assert not errors, errors

    def write(self, index: int, source: str) -> None:
        """Put other code into a cell; it isn't run."""
        self.page.evaluate(WRITE, [index, source])

    def run_cell(self, index: int) -> None:
        """Run one cell; it may not end in an error."""
        errors = self.page.evaluate(RUN_CELL, index)
        assert not errors, errors

    def htmls(self) -> list[str]:
        """What is written in markdown, and the HTML of all outputs: shown already or not yet."""
        htmls: list[str] = self.page.evaluate(HTMLS)
        return htmls

    def save(self) -> dict[str, Any]:
        """Save, and give what now lies on the disk."""
        self.page.evaluate(SAVE)
        saved: dict[str, Any] = json.loads((self.lab.root / self.path).read_text(encoding="utf-8"))
        return saved

    def theme(self, name: str) -> None:
        """Switch JupyterLab's colours: "JupyterLab Light" or "JupyterLab Dark"."""
        self.page.evaluate("(theme) => window.jupyterapp.commands.execute('apputils:change-theme', { theme })", name)
        self.page.wait_for_function("(theme) => document.body.dataset.jpThemeName === theme", arg=name)

    def restart(self) -> None:
        """Restart the kernel; the cells are not run again."""
        quiet(self.page)
        self.page.evaluate(RESTART)

    @cached_property
    def kernel(self) -> BlockingKernelClient:
        """A second client of the notebook's kernel, so that no cell is added."""
        client = BlockingKernelClient(connection_file=str(self.lab.connection_file(self.path)))
        client.load_connection_file()
        client.start_channels()
        client.wait_for_ready(timeout=120)
        return client

    def do(self, code: str) -> None:
        """Run code in the kernel, unseen by the notebook."""
        reply = self.kernel.execute_interactive(code, silent=True, store_history=False, timeout=120, output_hook=lambda _: None)
        assert reply["content"]["status"] == "ok", reply["content"]

    def eval(self, expression: str) -> Any:
        """The value of a Python expression in the kernel, if JSON can hold it."""
        reply = self.kernel.execute_interactive(
            "import json as _json",
            silent=True,
            store_history=False,
            timeout=120,
            user_expressions={"value": f"_json.dumps({expression})"},
            output_hook=lambda _: None,
        )
        value = reply["content"]["user_expressions"]["value"]
        assert value["status"] == "ok", value
        return json.loads(ast.literal_eval(value["data"]["text/plain"]))

    def expect(self, expression: str, wanted: Any, timeout: float = 60) -> None:
        """Ask the kernel until the expression has the wanted value."""
        end = time.monotonic() + timeout
        while (got := self.eval(expression)) != wanted and time.monotonic() < end:
            time.sleep(0.05)
        assert got == wanted, f"{expression} is {got!r}, not {wanted!r}, after {timeout} s"

    def close(self) -> None:
        """Let go of the kernel."""
        if "kernel" in self.__dict__:
            self.kernel.stop_channels()
