"""The spiral builder as its user sees it, on a bare page or in JupyterLab: where things are, and what one does."""

from __future__ import annotations

import math
from typing import Any

from playwright.sync_api import Locator, Page, expect

from cbf_widgets import datasets
from cbf_widgets.draw import geometry
from cbf_widgets.model.spiral import Spiral
from tests.browser.bare import BareWidget

TO_SCREEN = """(svg, [x, y]) => {
  const p = new DOMPoint(x, y).matrixTransform(svg.getScreenCTM());
  return [p.x, p.y];
}"""


def empty(**fields: Any) -> Spiral:
    """A spiral without marks."""
    return Spiral(vocabulary=datasets.vocabulary("partnership-building"), **fields)


def full() -> Spiral:
    """A spiral with all that one can hold: five named steps, ripples, a mended and an open rupture."""
    spiral = empty(title="The first spring", alias="Marigold")
    for i, kind in enumerate(spiral.vocabulary.kinds):
        aspects = ["help", "challenge", "possibility"][: i % 4]
        spiral = spiral.add(kind.id, 0.4 + 0.5 * i, label=f"Visit {i + 1}", nurtures=aspects, holds=i == 3)
    spiral = spiral.ripple("m1", "m3").ripple("m2", "m5", "So it went on")
    return spiral.rupture(1.1, label="A missed visit", cause="").repair("r1", "m4").rupture(2.2)


def traits(spiral: Spiral | None = None, **others: Any) -> dict[str, Any]:
    """What the kernel gives the front end to begin with."""
    return {
        "spiral": (spiral or empty()).to_dict(),
        "history": {"names": ["Began"], "at": 0, "serial": 0},
        "kept": {"serial": 0, "said": "", "problem": ""},
        "found": [],
        "concepts": {"causes": [cause.to_dict() for cause in datasets.rupture_causes()]},
        "vocabularies": [each.to_dict() for each in datasets.vocabularies()],
        **others,
    }


class Builder:
    """One view of the builder; `root` is its outermost element."""

    def __init__(self, page: Page, root: Locator, bare: BareWidget | None = None) -> None:
        self.page, self.root = page, root
        self._bare = bare
        self.svg = root.locator(".cbf-picture > svg")

    @classmethod
    def within(cls, page: Page, where: Locator, bare: BareWidget | None = None) -> Builder:
        """The builder shown somewhere, once it is drawn and its picture in sight."""
        built = cls(page, where.locator(".cbf-spiral[data-ready]"), bare)
        expect(built.root).to_be_visible()
        built.svg.scroll_into_view_if_needed()
        return built

    # --- the model, on a bare page -------------------------------------------------------------------------------

    @property
    def bare(self) -> BareWidget:
        """The model's side of a bare page."""
        assert self._bare, "not on a bare page"
        return self._bare

    @property
    def spiral(self) -> Spiral:
        """The document that the model holds now; Python accepts it."""
        return Spiral.from_dict(self.bare.get("spiral"))

    @property
    def names(self) -> list[str]:
        """The steps of the history up to the one shown."""
        history = self.bare.get("history")
        return list(history["names"][1 : history["at"] + 1])

    # --- the picture ---------------------------------------------------------------------------------------------

    def spot(self, place: float, loops: int = 3, outward: float = 0) -> tuple[float, float]:
        """Where a place on the line is on the screen."""
        x, y = self.svg.evaluate(TO_SCREEN, list(geometry.point(place, loops, outward)))
        return x, y

    def arm(self, kind: str) -> None:
        """Take a kind of step, or a rupture, in hand."""
        button = self.root.locator(f".cbf-palette [data-kind={kind}]")
        if button.get_attribute("aria-pressed") != "true":
            button.click()
        expect(button).to_have_attribute("aria-pressed", "true")

    def place(self, kind: str, place: float, loops: int = 3) -> None:
        """Take a kind in hand and click the line."""
        self.arm(kind)
        self.svg.scroll_into_view_if_needed()
        self.page.mouse.click(*self.spot(place, loops))

    def part(self, identifier: str) -> Locator:
        """A mark or a rupture in the picture."""
        return self.svg.locator(f"[data-part={identifier}]")

    def drag(self, start: float, *to: tuple[float, float], loops: int = 3) -> None:
        """Drag what lies at a place, through points on the screen."""
        self.page.mouse.move(*self.spot(start, loops))
        self.page.mouse.down()
        for x, y in to:
            self.page.mouse.move(x, y, steps=4)
        self.page.mouse.up()

    def keys(self, *keys: str) -> None:
        """Press keys on the picture."""
        for key in keys:
            self.svg.press(key)

    # --- the words -----------------------------------------------------------------------------------------------

    def button(self, name: str) -> Locator:
        """A button by its whole name."""
        return self.root.get_by_role("button", name=name, exact=True)

    def row(self, number: int) -> Locator:
        """A mark's row in the outline, by the mark's number."""
        return self.root.locator(".cbf-row[data-mark]").nth(number - 1)

    @property
    def details(self) -> Locator:
        """The fields of what is chosen."""
        return self.root.locator(".cbf-details")

    def field(self, label: str) -> Locator:
        """A field of what is chosen."""
        return self.details.get_by_label(label, exact=True)

    def panel(self, name: str) -> Locator:
        """Open a panel."""
        self.root.locator(f".cbf-actions [data-panel={name}]").click()
        panel = self.root.locator(f".cbf-panel[data-panel={name}]")
        expect(panel).to_be_visible()
        return panel

    @property
    def live(self) -> Locator:
        """What is said to screen readers."""
        return self.root.locator("[aria-live]")


def off_the_line(widget: Builder, identifier: str, loops: int = 3) -> float:
    """How far a mark's drawing is from the nearest place of the line, in the picture's units."""
    x, y = widget.part(identifier).evaluate("(g) => { const m = g.transform.baseVal[0].matrix; return [m.e, m.f]; }")
    nearest = geometry.point(geometry.nearest_place(x, y, loops), loops)
    return math.dist(nearest, (x, y))
