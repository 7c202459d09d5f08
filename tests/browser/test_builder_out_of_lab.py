"""Out of JupyterLab by the Export button, and the accessibility check in JupyterLab's own themes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.builder import Builder, full

SHOW = f"""import json
from cbf_widgets import SpiralBuilder
builder = SpiralBuilder(json.loads({json.dumps(full().to_dict())!r}))
builder"""
FIRST = {
    "pdf": b"%PDF-",
    "svg": b"<svg ",
    "png": b"\x89PNG\r\n",
    "json": b"{",
    "csv": b"\xef\xbb\xbf",
    "graphml": b"<?xml",
    "txt": "“The first spring”".encode(),
}
HOLDS = {"svg": "Visit 3", "json": "Visit 3", "csv": "Visit 3", "graphml": "Visit 3", "txt": "Visit 3"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("downloads")


def shown(open_notebook):
    notebook = open_notebook(SHOW)
    notebook.run()
    return notebook, Builder.within(notebook.page, notebook.output(0))


def test_every_format_is_downloaded_by_button(open_notebook, folder):
    notebook, widget = shown(open_notebook)
    panel = widget.panel("export")
    offered = panel.get_by_label("As").locator("option").evaluate_all("(all) => all.map((one) => one.value)")
    assert set(offered) == set(FIRST)
    for kind, first in FIRST.items():
        panel.get_by_label("As").select_option(kind)
        with notebook.page.expect_download() as started:
            panel.get_by_role("button", name="Export", exact=True).click()
        download = started.value
        assert download.suggested_filename == f"the-first-spring.{kind}"
        content = Path(download.path()).read_bytes()
        assert content.startswith(first), (kind, content[:40])
        assert HOLDS.get(kind, "") in (content.decode("utf-8") if kind in HOLDS else "")
        expect(widget.root.locator(".cbf-told")).to_contain_text(f"Made the-first-spring.{kind}")
        expect(panel.get_by_role("button", name="Export", exact=True)).to_be_enabled()


@pytest.mark.parametrize("paper, points", [(("A4", "portrait"), (595, 842)), (("A3", "landscape"), (1191, 842))])
def test_a_pdf_has_the_paper_and_the_orientation_that_were_chosen(open_notebook, paper, points):
    from pypdf import PdfReader

    notebook, widget = shown(open_notebook)
    panel = widget.panel("export")
    panel.get_by_label("Paper").select_option(paper[0])
    panel.get_by_label("Orientation").select_option(paper[1])
    with notebook.page.expect_download() as started:
        panel.get_by_role("button", name="Export", exact=True).click()
    box = PdfReader(started.value.path()).pages[0].mediabox
    assert (round(box.width), round(box.height)) == points


THEME = """async (name) => {
  await window.jupyterapp.commands.execute('apputils:change-theme', { theme: name });
}"""


@pytest.mark.parametrize("theme", ["JupyterLab Dark", "JupyterLab Light"])
def test_the_builder_is_accessible_in_jupyterlabs_themes(open_notebook, theme):
    notebook, widget = shown(open_notebook)
    notebook.page.evaluate(THEME, theme)
    light = str(theme.endswith("Light")).lower()
    expect(notebook.page.locator("body")).to_have_attribute("data-jp-theme-light", light)
    for opened in (None, "history", "save", "open", "export", "keys"):
        if opened:
            widget.panel(opened)
        else:
            widget.row(3).click()
        found = Axe().run(notebook.page, context=".jp-OutputArea .cbf").response
        assert found["passes"]
        assert [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found["violations"]] == []
