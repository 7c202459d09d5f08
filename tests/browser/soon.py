"""What a page shows in a moment: read again until it is so, however slow the machine."""

from __future__ import annotations

import operator
import time
from collections.abc import Callable
from typing import Any

# How long to wait for what is to come, at most, in seconds: a machine that does much else is no failure.
PATIENCE = 30
NAP = 0.02


class Soon:
    """A reading that compares as it comes to be: `assert soon(lambda: rows.count()) == 7`."""

    def __init__(self, read: Callable[[], Any]) -> None:
        self.read = read
        self.last: Any = None

    def _until(self, holds: Callable[[Any, Any], bool], wanted: Any) -> bool:
        end = time.monotonic() + PATIENCE
        while True:
            self.last = self.read()
            if holds(self.last, wanted):
                return True
            if time.monotonic() > end:
                return False
            time.sleep(NAP)

    def __eq__(self, wanted: object) -> bool:
        return self._until(operator.eq, wanted)

    def __ne__(self, other: object) -> bool:
        return self._until(operator.ne, other)

    def __le__(self, most: Any) -> bool:
        return self._until(operator.le, most)

    def __lt__(self, more: Any) -> bool:
        return self._until(operator.lt, more)

    def __ge__(self, least: Any) -> bool:
        return self._until(operator.ge, least)

    def __gt__(self, less: Any) -> bool:
        return self._until(operator.gt, less)

    def __bool__(self) -> bool:
        return self._until(lambda now, _: bool(now), None)

    def __repr__(self) -> str:
        return f"in the end {self.last!r}"

    __hash__ = None  # type: ignore[assignment]  # what changes is no key


def soon(read: Callable[[], Any]) -> Soon:
    """What `read()` comes to; it asks the page, not a variable of the test's own, or nothing ever moves."""
    return Soon(read)
