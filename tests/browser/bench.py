"""The contagion lab as its user sees it, on a bare page or in JupyterLab: where things are, and what one does."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page, expect


class Bench:
    """One view of the lab; `root` is its outermost element."""

    def __init__(self, page: Page, root: Locator) -> None:
        self.page, self.root = page, root

    @classmethod
    def within(cls, page: Page, where: Locator) -> Bench:
        """The lab shown somewhere, once the kernel has told it what to show."""
        bench = cls(page, where.locator(".cbf-lab[data-ready]"))
        expect(bench.root).to_be_visible(timeout=60_000)
        bench.root.scroll_into_view_if_needed()
        return bench

    def settled(self) -> Bench:
        """Wait until the kernel has found what belongs to the study shown."""
        expect(self.root.locator("xpath=self::*[not(@data-late)]")).to_be_visible()
        return self

    def button(self, name: str) -> Locator:
        """A button by its whole name."""
        return self.root.get_by_role("button", name=name, exact=True)

    def panel(self, name: str) -> Locator:
        """Open a panel."""
        self.root.locator(f".cbf-actions [data-panel={name}]").click()
        panel = self.root.locator(f".cbf-panel[data-panel={name}]")
        expect(panel).to_be_visible()
        return panel

    def fold(self, name: str) -> Locator:
        """Open a fold of the words: `words`, `edges`, `table` or `sheet`."""
        fold = self.root.locator(f".cbf-fold[data-fold={name}]")
        if fold.get_attribute("open") is None:
            fold.locator("summary").first.click()
        expect(fold.locator("> div")).to_be_visible()
        return fold

    def slider(self, name: str) -> Locator:
        """The slider of an assumption."""
        return self.root.locator(f".cbf-assume[data-name={name}] input[type=range]")

    @property
    def score(self) -> Locator:
        """The scrubber."""
        return self.root.get_by_role("slider", name="Contact", exact=True)

    @property
    def at(self) -> Locator:
        """Which contact is shown, in words."""
        return self.root.locator(".cbf-at")

    @property
    def bands(self) -> Locator:
        """The bands of the chart: nine in ten, half of all; those as set first."""
        return self.root.locator(".cbf-chart .cbf-band")

    def drawn(self) -> list[str | None]:
        """The bands as they are drawn now."""
        return [band.get_attribute("d") for band in self.bands.all()]

    @property
    def run(self) -> Locator:
        """The field of the run's number, from 1."""
        return self.root.get_by_label("Run number", exact=True)

    def drag(self, handle: Locator, share: float) -> None:
        """Take a slider's thumb to a share of its width, in several moves."""
        handle.scroll_into_view_if_needed()
        box: Any = handle.bounding_box()
        least, most, value = (float(handle.evaluate(f"(input) => input.{name}")) for name in ("min", "max", "value"))
        y, inner = box["y"] + box["height"] / 2, box["width"] - 16
        start = box["x"] + 8 + inner * (value - least) / (most - least)
        self.page.mouse.move(start, y)
        self.page.mouse.down()
        self.page.mouse.move(box["x"] + 8 + inner * share, y, steps=6)
        self.page.mouse.up()
