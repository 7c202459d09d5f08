"""Whoever reads a page waits first until it has drawn what was done: a reading never overtakes a slow machine.

Playwright waits before it acts, and `expect` asks again; but `locator.count()` and its like tell what stands there in that instant.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from playwright.sync_api import Locator

READINGS = (
    "all",
    "all_inner_texts",
    "all_text_contents",
    "bounding_box",
    "count",
    "evaluate",
    "evaluate_all",
    "get_attribute",
    "inner_text",
    "input_value",
    "is_visible",
    "text_content",
)

# A bare page knows when its kernel has answered; any other has drawn after a frame, and run what hangs on that after two.
REST = """async () => {
  const frame = () => new Promise(requestAnimationFrame);
  await (window.bare?.rest() ?? frame().then(frame));
}"""


def rested(read: Callable[..., Any]) -> Callable[..., Any]:
    """The same reading, of a page that has come to rest."""

    @wraps(read)
    def waiting(self: Locator, *args: Any, **kwargs: Any) -> Any:
        self.page.evaluate(REST)
        return read(self, *args, **kwargs)

    return waiting


def rest_before_reading() -> None:
    """Let every reading of a `Locator` wait so, from here on."""
    for name in READINGS:
        setattr(Locator, name, rested(getattr(Locator, name)))
