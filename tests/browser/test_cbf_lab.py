"""`cbf lab`, as a person starts it: the folder is filled, and JupyterLab opens on the start notebook."""

from __future__ import annotations

import sys

from playwright.sync_api import expect

from tests.browser.server import TOKEN, running, words


def test_cbf_lab_opens_the_start_notebook_and_asks_nothing(browser, tmp_path):
    folder = tmp_path / "my-work"
    command = [sys.executable, "-m", "cbf_widgets.cli", "lab", str(folder), *words()]
    with running(command, folder, tmp_path) as lab:
        page = browser.new_page()
        page.goto(f"{lab.url}/?token={TOKEN}")
        expect(page.locator(".jp-NotebookPanel .jp-RenderedMarkdown h1").first).to_be_visible(timeout=60_000)
        # A server that is stopped while a kernel starts waits for it in vain.
        expect(page.get_by_text("Python 3 (ipykernel) | Idle")).to_be_visible(timeout=60_000)
        assert page.url.split("?")[0].endswith("/lab/tree/00-start-here.ipynb")
        news = lab.get("/lab/api/settings/@jupyterlab/apputils-extension:notification")
        assert news["schema"]["properties"]["fetchNews"]["default"] == "false"
        page.context.close()
    assert (folder / "00-start-here.ipynb").is_file()
