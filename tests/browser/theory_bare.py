"""The explorer of theories of change on a bare page, one theory or several, and the fixtures that open it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from playwright.sync_api import Locator, Mouse, Page, expect

from cbf_widgets.model.coding import Coding, SharedWording
from cbf_widgets.model.theory import TheoryOfChange
from cbf_widgets.model.theory_work import TheoryWork
from tests.browser.bare import BareWidget
from tests.browser.comparing import CompareKernel
from tests.browser.theory import carry
from tests.browser.theory_own import OwnKernel, shipped, with_arrows

WORDING = SharedWording(id="w1", how="same words", items=("ashby/long-term-outcomes-7", "brindle/long-term-outcomes-5"))
USES = (
    {"measure": "Two Chairs Scale", "theory": "ashby", "items": ["ashby/measures-6"]},
    {"measure": "Diary", "theory": "brindle", "items": ["brindle/measuring-impact-4"]},
)


def fingers(page: Page) -> Callable[..., None]:
    """`touch("touchStart", (10, 20), (30, 40))`: what fingers do on a page, each at its place."""
    session = page.context.new_cdp_session(page)

    def touch(kind: str, *places: tuple[float, float]) -> None:
        points = [{"x": x, "y": y, "id": i} for i, (x, y) in enumerate(places)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    return touch


class Explorer:
    """One view of one theory; `root` is its outermost element."""

    def __init__(self, bare: BareWidget, kernel: OwnKernel, view: int = 0) -> None:
        self.bare, self.kernel, self.page = bare, kernel, bare.page
        self.root = bare.view(view).locator(".cbf-theory[data-ready]")
        expect(self.root).to_be_visible()

    @classmethod
    def on(cls, page: Page, kernel: OwnKernel, **traits: Any) -> Explorer:
        """The explorer on a page of one's own, such as one that can be touched."""
        return cls(
            BareWidget.open(page, "theory", kernel.traits(**traits), views=1, styles=["body { margin: 0 }"], kernel=kernel),
            kernel,
        )

    @property
    def theory(self) -> TheoryOfChange:
        """The theory on screen as Python reads it."""
        return TheoryWork.from_dict(self.bare.get("work")).theory(self.bare.get("shown"), [shipped()])

    @property
    def links(self) -> list[tuple[str, str]]:
        """Its arrows: from, to."""
        return [(link.from_item, link.to_item) for link in self.theory.links]

    @property
    def names(self) -> list[str]:
        """What was done, step by step."""
        history = self.bare.get("history")
        named: list[str] = history["names"][1 : history["at"] + 1]
        return named

    @property
    def live(self) -> Locator:
        """What is said aloud."""
        return self.root.locator("[aria-live=polite]")

    def button(self, name: str, within: Locator | None = None) -> Locator:
        """A button of this name."""
        return (within or self.root).get_by_role("button", name=name, exact=True)

    def card(self, item: str) -> Locator:
        """A card of the page."""
        return self.root.locator(f"[data-card={item}]")

    def say(self, item: str) -> Locator:
        """What a card says: its button."""
        return self.card(item).locator(".cbf-say")

    def box(self, item: str) -> dict[str, float]:
        """Where a card lies on the screen."""
        return self.card(item).bounding_box()

    def keys(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def drag(self, start: str, end: str) -> Mouse:
        """Drag an arrow from a card's edge to another card, and hold it there."""
        carry(self.card(start), self.root, self.card(end))
        return self.page.mouse

    def panel(self, name: str) -> Locator:
        """Open a panel under the header."""
        self.root.locator(f".cbf-acts [data-panel={name}]").click()
        panel = self.root.locator(f".cbf-panel[data-panel={name}]")
        expect(panel).to_be_visible()
        return panel

    def begun(self, way: str, title: str = "Ours") -> Locator:
        """The panel where a theory of one's own begins, with a way chosen and a title given."""
        panel = self.panel("begin")
        panel.get_by_role("radio", name=re.compile(f"^{way}")).check()
        panel.get_by_label("What it is called").fill(title)
        return panel

    def open_link(self) -> Locator:
        """Open the first arrow, by a question that is about it."""
        doubt = self.root.locator(".cbf-doubt").nth(1)
        doubt.locator("summary").click()
        doubt.locator(".cbf-about button").click()
        return self.root.locator(".cbf-link-panel")

    def edit(self, item: str) -> Locator:
        """Choose a card and edit it."""
        self.root.locator(f".cbf-card [data-item={item}]").click()
        self.button("Edit", self.root.locator(".cbf-detail").first).click()
        return self.root.locator(".cbf-edit")

    def expect_focus(self, name: str) -> None:
        """Wait until what is called so has the focus."""
        expect(self.root.locator(":focus")).to_have_attribute("aria-label", name)


class CompareView:
    """Several theories as one sees them side by side."""

    def __init__(self, bare: BareWidget, kernel: CompareKernel) -> None:
        self.bare, self.kernel, self.page = bare, kernel, bare.page
        self.root = bare.view().locator(".cbf-comparison")
        expect(self.root).to_be_visible()
        self.matrix = self.root.get_by_role("grid")
        self.side = self.root.get_by_role("complementary", name="What is chosen")
        self.live = bare.view().locator(".cbf-unseen[aria-live]").last
        self.header = bare.view().locator(".cbf-header")
        self.which = bare.view().get_by_role("region", name="Which theories are compared")

    def cell(self, theory: str, theme: str) -> Locator:
        """A cell of the matrix."""
        return self.matrix.get_by_role("gridcell", name=re.compile(f"^{theory}, {theme}: "))

    def button(self, name: str) -> Locator:
        """A button of this name."""
        return self.root.get_by_role("button", name=name, exact=True)

    def counts(self) -> list[list[str]]:
        """The number in each cell, row by row."""
        rows = self.matrix.locator("tbody tr")
        return [
            [text.strip().replace("·", "0") for text in rows.nth(i).locator("td").all_inner_texts()[:-1]]
            for i in range(rows.count())
        ]

    def names(self, scope: str = "tbody tr") -> list[str]:
        """What rows or columns are called."""
        return [text.strip() for text in self.matrix.locator(f"{scope} > th").all_inner_texts()]

    def texts(self) -> list[str]:
        """The items that are listed beside the matrix."""
        return self.side.locator("li p").all_inner_texts()

    def undone(self) -> None:
        """Undo a step."""
        self.bare.view().get_by_role("button", name=re.compile("Undo")).first.click()

    def said(self) -> list[list[str]]:
        """What the kernel says now, as the matrix would show it."""
        found = self.kernel.comparison
        themes = [theme["id"] for theme in found["themes"]]
        marks = {(cell["theory"], cell["theme"]): len(cell["marks"]) for cell in found["cells"]}
        return [[str(marks[one["id"], theme]) for theme in themes] + [str(one["items"])] for one in found["theories"]]


@pytest.fixture
def opened(bare_widget: Callable[..., BareWidget]) -> Callable[..., Explorer]:
    """`opened(theory, …)`: Marsh End on a bare page, with these theories changed or made; a stand-in for the kernel behind it."""

    def opener(
        *theories: TheoryOfChange,
        views: int = 1,
        over: TheoryOfChange | None = None,
        refuses: dict[str, str] | None = None,
        **traits: Any,
    ) -> Explorer:
        kernel = OwnKernel(work=TheoryWork(theories=theories), over=over, refuses=refuses or {})
        return Explorer(bare_widget("theory", kernel.traits(**traits), views=views, kernel=kernel), kernel)

    return opener


@pytest.fixture
def explorer(opened: Callable[..., Explorer]) -> Explorer:
    """Marsh End as shipped: no arrows."""
    return opened()


@pytest.fixture
def drawn(opened: Callable[..., Explorer]) -> Explorer:
    """Marsh End with two arrows."""
    return opened(with_arrows())


@pytest.fixture
def compared(bare_widget: Callable[..., BareWidget]) -> Callable[..., CompareView]:
    """`compared(theories, coding)`: the comparison on a bare page, and the kernel behind it."""

    def opener(
        theories: list[TheoryOfChange] | None = None,
        coding: Coding | None = None,
        *,
        wording: Iterable[SharedWording] = (WORDING,),
        uses: Iterable[dict[str, Any]] = USES,
        **others: Any,
    ) -> CompareView:
        kernel = CompareKernel(theories, coding, wording, uses, **others)
        return CompareView(bare_widget("theory", kernel.traits(), kernel=kernel), kernel)

    return opener


@pytest.fixture
def view(compared: Callable[..., CompareView]) -> CompareView:
    """Three small theories compared."""
    return compared()
