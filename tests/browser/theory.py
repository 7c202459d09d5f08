"""The explorer of theories of change as its user sees it in JupyterLab: where things are, and what one does."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.soon import soon

QUESTION = "What has to be true for this to lead to that?"


def carry(card: Locator, root: Locator, to: Locator) -> None:
    """Drag an arrow from a card's edge over another card, and hold it there, as a hand does that sees where things move."""
    mouse = card.page.mouse
    card.hover()
    card.locator(".cbf-handle").hover()
    mouse.down()
    handle = card.locator(".cbf-handle").bounding_box()
    mouse.move(handle["x"] + 60, handle["y"] + 40)
    expect(root.locator(".cbf-arrow-drag")).to_have_count(1)

    def resting_on_it() -> bool:
        before = to.bounding_box()
        mouse.move(before["x"] + before["width"] / 2, before["y"] + before["height"] / 2)
        return to.bounding_box() == before and to.get_attribute("data-aimed") == "true"

    assert soon(resting_on_it)  # near an edge the page comes along


class TheoryView:
    """One view of the explorer; `root` is its outermost element."""

    def __init__(self, page: Page, root: Locator) -> None:
        self.page, self.root = page, root

    @classmethod
    def within(cls, page: Page, where: Locator) -> TheoryView:
        """The explorer shown somewhere, once it is drawn."""
        view = cls(page, where.locator(".cbf-theory[data-ready]"))
        expect(view.root).to_be_visible()
        return view

    def button(self, name: str) -> Locator:
        """A button of this name."""
        return self.root.get_by_role("button", name=name, exact=True)

    def panel(self, name: str) -> Locator:
        """The panel under the header that a button opens."""
        self.button(name).click()
        return self.root.locator(".cbf-panel").first

    def card(self, item: str) -> Locator:
        """A card of the page."""
        return self.root.locator(f"[data-card={item}]")

    def say(self, item: str) -> Locator:
        """What a card says: its button."""
        return self.card(item).locator(".cbf-say")

    @property
    def assumption(self) -> Locator:
        """The field that asks what has to be true."""
        return self.root.get_by_label(QUESTION)

    @property
    def chosen(self) -> Locator:
        """What is chosen in the comparison: items and the codes they rest on."""
        return self.root.get_by_role("complementary", name="What is chosen")

    @property
    def told(self) -> Locator:
        """What happened last, in words."""
        return self.root.locator(".cbf-told")

    def keys(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def drag(self, start: str, end: str) -> None:
        """Drag an arrow from a card's edge to another card."""
        carry(self.card(start), self.root, self.card(end))
        self.page.mouse.up()

    def downloaded(self, press, choice: str | None = None) -> tuple[bytes, str]:
        """The file that the Export panel makes, and its name."""
        panel = self.root.locator(".cbf-panel").first
        if choice:
            panel.get_by_label("As", exact=True).select_option(choice)
        with self.page.expect_download() as waiting:
            press(panel.get_by_role("button", name="Export", exact=True))
        return Path(waiting.value.path()).read_bytes(), waiting.value.suggested_filename
