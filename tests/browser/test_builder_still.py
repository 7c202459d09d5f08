"""What is left of the builder with no kernel: in the saved notebook, its HTML, and on paper."""

from __future__ import annotations

import base64
import json
import re
import subprocess
import sys

import nbformat
import pytest
from playwright.sync_api import expect

from tests.browser.builder import Builder
from tests.browser.notebook import quiet
from tests.browser.soon import soon

SHOW = "from cbf_widgets import SpiralBuilder\nbuilder = SpiralBuilder()\nbuilder"
STILL = ".cbf-static"
OPEN_WITHOUT_KERNEL = """async (path) => {
  const app = window.jupyterapp;
  const panel = await app.commands.execute('docmanager:open', { path, factory: 'Notebook', kernelPreference: { shouldStart: false } });
  await panel.context.ready;
  await panel.revealed;
  app.shell.activateById(panel.id);
}"""
SHUT_DOWN = """async () => {
  const panel = window.jupyterapp.shell.currentWidget;
  await panel.context.sessionContext.shutdown();
  panel.context.model.dirty = false;
  panel.dispose();
}"""
TRUSTED = "() => window.jupyterapp.shell.currentWidget.model.cells.get(0).trusted"


def built(open_notebook):
    """A notebook with two named steps, the second placed and named last of all."""
    notebook = open_notebook(SHOW)
    notebook.run()
    widget = Builder.within(notebook.page, notebook.output(0))
    widget.place("acceptance", 0.5)
    widget.field("Name").fill("Listening first")
    widget.place("subtle", 1.5)
    widget.field("Name").fill("A cup of <tea> & time")
    notebook.expect("builder.spiral.marks[1].label", "A cup of <tea> & time")
    expect(notebook.output(0).locator(STILL)).to_contain_text("A cup of <tea> & time")
    return notebook, widget


def outputs(saved):
    return [output for cell in saved["cells"] for output in cell.get("outputs", [])]


def test_the_saved_notebook_holds_the_picture_and_the_words_of_the_latest_state(open_notebook):
    notebook, _ = built(open_notebook)
    stills = [text for output in outputs(notebook.save()) if STILL[1:] in (text := "".join(output["data"].get("text/html", "")))]
    assert len(stills) == 1
    picture = base64.b64decode(stills[0].split("data:image/svg+xml;base64,")[1].split('"')[0]).decode()
    assert picture.startswith("<svg")
    assert "Listening first" in picture
    assert "A cup of &lt;tea&gt; &amp; time" in stills[0]


def test_while_the_builder_is_alive_only_it_is_seen(open_notebook):
    notebook, widget = built(open_notebook)
    expect(widget.root).to_be_visible()
    expect(notebook.output(0).locator(STILL)).to_be_hidden()


def test_on_paper_the_still_picture_stands_for_the_builder(open_notebook):
    notebook, widget = built(open_notebook)
    notebook.page.emulate_media(media="print")
    expect(notebook.output(0).locator(STILL)).to_be_visible()
    expect(widget.root).to_be_hidden()
    notebook.page.emulate_media(media="screen")
    expect(widget.root).to_be_visible()


@pytest.mark.parametrize("trusted", [True, False])
def test_with_no_kernel_the_picture_and_the_words_are_seen(open_notebook, trusted, problems):
    notebook, _ = built(open_notebook)
    saved = notebook.save()
    page, path = notebook.page, notebook.path
    quiet(page)
    page.evaluate(SHUT_DOWN)
    if not trusted:  # what nobody signed here: as sent by a colleague
        path = f"sent-{path}"
        sent = json.dumps(saved).replace("import SpiralBuilder", "import SpiralBuilder  # sent")
        (notebook.lab.root / path).write_text(sent, encoding="utf-8")
    page.evaluate(OPEN_WITHOUT_KERNEL, path)
    assert soon(lambda: page.evaluate(TRUSTED)) == trusted
    still = notebook.output(0).locator(STILL)
    expect(still).to_be_visible()
    expect(still.locator("img")).to_be_visible()
    assert soon(lambda: still.locator("img").evaluate("(img) => img.decode().then(() => img.naturalWidth)")) > 100
    expect(still).to_contain_text("Listening first")
    expect(still.locator("img")).to_have_attribute("alt", re.compile("2 steps on 3 loops"))
    text = notebook.output(0).inner_text()
    for broken in ("model not found", "Error displaying widget", "Traceback", "SpiralBuilder("):
        assert broken not in text, text
    # ipywidgets' manager stumbles by itself over a notebook that has no kernel.
    problems[:] = [problem for problem in problems if "jupyterlab-manager/static" not in problem]
    height = "(area) => area.querySelector('.jp-OutputArea-child').getBoundingClientRect().height"
    assert soon(lambda: notebook.output(0).evaluate(height)) < 40  # JupyterLab's "Loading widget..." at most


@pytest.fixture
def offline(browser):
    """A page that can reach files on this machine and nothing else."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_offline(True)
    context.route(lambda url: not url.startswith(("file:", "data:", "blob:")), lambda route: route.abort())
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("state", [True, False], ids=["widget state saved", "widget state not saved"])
def test_nbconverts_html_shows_the_picture_and_the_words_with_no_network(open_notebook, offline, tmp_path, state):
    notebook, _ = built(open_notebook)
    saved = notebook.save()
    if state:
        types = {"application/vnd.jupyter.widget-state+json": widget_state(notebook)}
        saved["metadata"]["widgets"] = types
    file = tmp_path / "page.ipynb"
    nbformat.write(nbformat.from_dict(saved), file)
    subprocess.run([sys.executable, "-m", "nbconvert", "--to", "html", str(file)], check=True, capture_output=True, timeout=300)
    offline.goto((tmp_path / "page.html").as_uri(), wait_until="domcontentloaded")
    still = offline.locator(STILL)
    expect(still).to_be_visible()
    assert soon(lambda: still.locator("img").evaluate("(img) => img.decode().then(() => img.naturalWidth)")) > 100
    expect(still).to_contain_text("A cup of <tea> & time")
    expect(offline.locator("body")).not_to_contain_text("Loading widget")


def widget_state(notebook):
    """What JupyterLab writes when widget states are saved automatically."""
    return notebook.eval("__import__('ipywidgets').Widget.get_manager_state()")
