"""Fixtures for tests in a real browser: `open_notebook` in JupyterLab, `bare_widget` without."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from cbf_widgets.model.spiral import Spiral
from tests.browser import chromium
from tests.browser.bare import BareWidget, Kernel
from tests.browser.builder import Builder, traits
from tests.browser.lab import LabView
from tests.browser.lab_kernel import LabKernel
from tests.browser.notebook import CLOSE_ALL, GARBLED, OPEN, Notebook, quiet, write_notebook
from tests.browser.resting import rest_before_reading
from tests.browser.server import Lab, running_lab
from tests.browser.soon import PATIENCE
from tests.browser.theory_bare import compared, drawn, explorer, opened, view  # noqa: F401 - pytest finds fixtures by name

NUMBERS = count()

expect.set_options(timeout=1000 * PATIENCE)
rest_before_reading()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder, and share a worker within a file."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Remember whether the test failed, for the screenshot."""
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


FAILED = pytest.StashKey[bool]()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole session."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium.on_path(), args=chromium.flags())
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """One JupyterLab for the whole session."""
    with running_lab(tmp_path_factory.mktemp("lab")) as running:
        yield running


def watched(browser: Browser, problems: list[str], **settings: Any) -> Page:
    """A page of its own that notes what goes wrong on it."""
    usual = {"viewport": {"width": 1280, "height": 900}, "locale": "en-GB", "reduced_motion": "reduce"}
    context = browser.new_context(**{**usual, **settings})
    page = context.new_page()
    page.set_default_timeout(1000 * PATIENCE)
    page.on("pageerror", lambda error: problems.append(str(error.stack or error)))
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    return page


@pytest.fixture(scope="module")
def problems() -> list[str]:
    """What went wrong on the page: exceptions and console errors. A test that expects one clears it."""
    return []


@pytest.fixture(scope="module")
def lab_page(lab: Lab, browser: Browser, problems: list[str]) -> Iterator[Page]:
    """A page with JupyterLab loaded, shared by a module's tests (loading takes 3 s)."""
    page = watched(browser, problems)
    page.goto(lab.home)
    page.wait_for_function("() => window.jupyterapp")
    page.evaluate("async () => { await window.jupyterapp.restored }")
    page.evaluate("() => window.jupyterapp.commands.execute('application:set-mode', { mode: 'single-document' })")
    yield page
    page.context.close()


def _photograph(page: Page, request: pytest.FixtureRequest) -> None:
    wanted = os.environ.get("CBF_SHOTS")
    if not wanted and not request.node.stash.get(FAILED, False):
        return
    folder = Path(wanted or request.config.rootpath / ".shots")
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=folder / f"{request.node.name.replace('/', '_')}.png")


@pytest.fixture
def open_notebook(
    lab: Lab, lab_page: Page, problems: list[str], request: pytest.FixtureRequest
) -> Iterator[Callable[..., Notebook]]:
    """`open_notebook("cell", "cell")` writes a notebook and opens it with a kernel of its own.

    `open_notebook(path="made.ipynb")` opens one that lies in the lab's folder already.
    """
    notebooks: list[Notebook] = []
    problems.clear()

    def opener(*cells: str, path: str = "") -> Notebook:
        path = path or f"test{next(NUMBERS)}.ipynb"
        if cells:
            write_notebook(lab.root / path, cells)
        lab_page.evaluate(OPEN, path)
        notebooks.append(Notebook(lab_page, lab, path))
        return notebooks[-1]

    yield opener
    _photograph(lab_page, request)
    for notebook in notebooks:
        notebook.close()
    quiet(lab_page)
    lab_page.evaluate(CLOSE_ALL)
    ours = [problem for problem in problems if GARBLED not in problem]
    assert not ours, ours


@pytest.fixture
def builder(bare_widget: Callable[..., BareWidget]) -> Callable[..., Builder]:
    """`builder(spiral)`: the spiral builder on a bare page; its `bare` is the model's side."""

    def opener(spiral: Spiral | None = None, *, views: int = 1, **others: object) -> Builder:
        bare = bare_widget("spiral", traits(spiral, **others), views=views)
        return Builder.within(bare.page, bare.view(), bare)

    return opener


@pytest.fixture
def open_lab(bare_widget: Callable[..., BareWidget]) -> Callable[..., tuple[LabView, LabKernel]]:
    """`open_lab(beside=…)`: the contagion lab on a bare page, and the kernel behind it."""

    def opener(*, views: int = 1, **fields: Any) -> tuple[LabView, LabKernel]:
        kernel = LabKernel(**fields)
        bare = bare_widget("lab", kernel.traits(), views=views, kernel=kernel)
        return LabView.within(bare.page, bare.view(), bare), kernel

    return opener


@pytest.fixture(scope="module")
def bare_page(browser: Browser, problems: list[str]) -> Iterator[Page]:
    """A page without Jupyter, shared by a module's tests; `bare_widget` fills it."""
    page = watched(browser, problems)
    yield page
    page.context.close()


@pytest.fixture
def bare_widget(bare_page: Page, problems: list[str], request: pytest.FixtureRequest) -> Iterator[Callable[..., BareWidget]]:
    """`bare_widget("spiral", {"marks": 2})`: a built widget on a bare page, with a model that records what it is told."""
    problems.clear()

    def opener(
        name: str, state: dict[str, object], *, views: int = 1, styles: Sequence[str] = (), kernel: Kernel | None = None
    ) -> BareWidget:
        return BareWidget.open(bare_page, name, state, views=views, styles=styles, kernel=kernel)

    yield opener
    _photograph(bare_page, request)
    bare_page.evaluate("() => localStorage.clear()")
    assert not problems, problems


@pytest.fixture
def touched(browser: Browser, problems: list[str]) -> Iterator[Callable[..., Page]]:
    """`touched(420)`: a page that fingers can touch, so many pixels wide."""
    pages: list[Page] = []
    problems.clear()

    def opener(width: int = 1280, height: int = 900) -> Page:
        pages.append(watched(browser, problems, has_touch=True, viewport={"width": width, "height": height}))
        return pages[-1]

    yield opener
    for page in pages:
        page.context.close()
    assert not problems, problems
