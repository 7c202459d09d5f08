"""The contagion lab as its user sees it, on a bare page or in JupyterLab: where things are, and what one does."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browser.bare import BareWidget

# A place on a path at which nothing else lies above it.
CLEAR = """(path) => {
  for (let share = 0.2; share < 0.9; share += 0.02) {
    const on = path.getPointAtLength(path.getTotalLength() * share);
    const p = new DOMPoint(on.x, on.y).matrixTransform(path.getScreenCTM());
    if (document.elementFromPoint(p.x, p.y) === path) return [p.x, p.y];
  }
}"""


class LabView:
    """One view of the lab; `root` is its outermost element."""

    def __init__(self, page: Page, root: Locator, bare: BareWidget | None = None) -> None:
        self.page, self.root = page, root
        self._bare = bare

    @classmethod
    def within(cls, page: Page, where: Locator, bare: BareWidget | None = None) -> LabView:
        """The lab shown somewhere, once it is drawn."""
        lab = cls(page, where.locator(".cbf-lab[data-ready]"), bare)
        expect(lab.root).to_be_visible()
        lab.settled()
        return lab

    def settled(self) -> None:
        """Wait until the pictures show what was done last."""
        expect(self.root).not_to_have_attribute("data-late", "true")

    # --- the model, on a bare page -------------------------------------------------------------------------------

    @property
    def bare(self) -> BareWidget:
        """The model's side of a bare page."""
        assert self._bare, "not on a bare page"
        return self._bare

    @property
    def study(self) -> dict[str, Any]:
        """The document that the model holds now."""
        study: dict[str, Any] = self.bare.get("study")
        return study

    @property
    def names(self) -> list[str]:
        """The steps of the history up to the one shown."""
        history = self.bare.get("history")
        return list(history["names"][1 : history["at"] + 1])

    def values(self, name: str) -> list[float]:
        """One number of every step."""
        return [step[name] for step in self.study["network"]["steps"]]

    def weights(self, name: str = "contagion") -> dict[tuple[str, str], float]:
        """One number of every arrow, by its ends."""
        return {(edge["from_step"], edge["to_step"]): edge[name] for edge in self.study["network"]["edges"]}

    # --- one run -------------------------------------------------------------------------------------------------

    @property
    def network(self) -> Locator:
        """The picture of the network."""
        return self.root.locator(".cbf-net > svg").first

    @property
    def scrubber(self) -> Locator:
        """The slider of contacts."""
        return self.root.get_by_role("slider", name="Contact", exact=True)

    @property
    def contact(self) -> int:
        """The contact that is shown."""
        return int(self.scrubber.input_value())

    def seek(self, contact: int) -> None:
        """Go to a contact."""
        self.scrubber.fill(str(contact))
        expect(self.root.locator(".cbf-at b")).to_have_text(f"Contact {contact}")

    def step(self, number: int) -> Locator:
        """A step in the picture, by its number."""
        return self.network.locator(f".cbf-place[data-step='{number - 1}']")

    def arrow(self, start: str, end: str) -> tuple[float, float]:
        """Where an arrow can be clicked on the screen: other arrows may cross it."""
        self.network.scroll_into_view_if_needed()
        x, y = self.network.locator(f"[data-edge='{start}>{end}']").evaluate(CLEAR)
        return x, y

    @property
    def sentence(self) -> Locator:
        """What happened in the contact, in words."""
        return self.root.locator(".cbf-sentence")

    @property
    def run(self) -> Locator:
        """The field with the run's number, from 1."""
        return self.root.get_by_label("Run number", exact=True)

    @property
    def twelve(self) -> Locator:
        """The first runs, as buttons."""
        return self.root.locator(".cbf-spirals button")

    # --- all runs ------------------------------------------------------------------------------------------------

    def plot(self, index: int = 0) -> Locator:
        """A chart; the second is that of the setting beside."""
        return self.root.locator(".cbf-plot > svg").nth(index)

    def counted(self, step: int) -> list[str]:
        """The numbers of a step in the table of counts."""
        return self.root.locator(".cbf-counts tbody tr").nth(step - 1).locator(".cbf-number").all_inner_texts()

    # --- assumptions ---------------------------------------------------------------------------------------------

    def slider(self, name: str) -> Locator:
        """An assumption's slider, by the assumption's name."""
        return self.root.locator(f".cbf-assume[data-name={name}] input[type=range]")

    def field(self, name: str) -> Locator:
        """An assumption's field."""
        return self.root.locator(f".cbf-assume[data-name={name}] input[type=number]")

    def type(self, name: str, value: float) -> None:
        """Type an assumption's number."""
        self.field(name).fill(str(value))
        self.field(name).press("Enter")
        self.settled()

    def more(self) -> None:
        """Open the assumptions that aren't seen at once."""
        self.root.locator(".cbf-assumptions summary").click()

    def drag(self, name: str, *shares: float) -> None:
        """Drag a slider through places, each a share of its length; the button stays down."""
        self.slider(name).scroll_into_view_if_needed()
        box = self.slider(name).bounding_box()
        assert box
        left, long, y = box["x"] + 8, box["width"] - 16, box["y"] + box["height"] / 2  # half a thumb at both ends
        now = self.slider(name).evaluate("(e) => (e.valueAsNumber - e.min) / (e.max - e.min)")
        self.page.mouse.move(left + now * long, y)
        self.page.mouse.down()
        for share in shares:
            self.page.mouse.move(left + share * long, y, steps=3)

    def choose(self, what: str) -> None:
        """Choose by name which step the sliders are for."""
        self.root.get_by_label("For", exact=True).select_option(label=what)

    # --- words and panels ----------------------------------------------------------------------------------------

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
        """Open what lies folded below the pictures: words, edges, table, sheet."""
        fold = self.root.locator(f"[data-fold={name}]")
        fold.locator("summary").click()
        expect(fold.locator("> div")).to_be_visible()
        return fold

    @property
    def live(self) -> Locator:
        """What is said to screen readers."""
        return self.root.locator("[aria-live]")
