"""What a page shows in a moment: read again until it is so, however slow the machine.

For what is to come, and then stays. What must not be, even for a moment, is read once, when the page has come to rest.
"""

from __future__ import annotations

import operator
import time
from collections.abc import Callable
from typing import Any

# How long to wait for what is to come, at most, in seconds: a machine that does much else is no failure.
PATIENCE = 30
NAP = 0.02


def _comparing(holds: Callable[[Any, Any], bool]) -> Callable[[Soon, Any], bool]:
    return lambda soon, wanted: soon.until(holds, wanted)


class Soon:
    """A reading that compares as it comes to be: `assert soon(lambda: rows.count()) == 7`."""

    def __init__(self, read: Callable[[], Any]) -> None:
        self.read = read
        self.last: Any = None

    def until(self, holds: Callable[[Any, Any], bool], wanted: Any) -> bool:
        """Read until it holds between what is read and what is wanted; whether it came to be."""
        end = time.monotonic() + PATIENCE
        while True:
            self.last = self.read()
            if holds(self.last, wanted):
                return True
            if time.monotonic() > end:
                return False
            time.sleep(NAP)

    __eq__ = _comparing(operator.eq)  # type: ignore[assignment]
    __ne__ = _comparing(operator.ne)  # type: ignore[assignment]
    __le__ = _comparing(operator.le)
    __lt__ = _comparing(operator.lt)
    __gt__ = _comparing(operator.gt)

    def __bool__(self) -> bool:
        return self.until(lambda now, _: bool(now), None)

    def __repr__(self) -> str:
        return f"in the end {self.last!r}"

    __hash__ = None  # type: ignore[assignment]  # what changes is no key


def soon(read: Callable[[], Any]) -> Soon:
    """What `read()` comes to; it asks the page, not a variable of the test's own, or nothing ever moves."""
    return Soon(read)
