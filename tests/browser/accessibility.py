"""The automatic accessibility check, of our own part of the page: JupyterLab itself has violations."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


def violations(page: Page, selector: str) -> list[str]:
    """What axe finds within the elements of a selector, one line per rule and element."""
    found = Axe().run(page, context=selector).response
    assert found["passes"], "axe looked at nothing"
    return [
        f"{rule['id']}: {node['html']}: {node.get('failureSummary', '')}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]
