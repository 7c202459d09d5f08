"""Where the names of few steps go beside them, so that they lie on nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cbf_widgets.draw.lettering import balanced, clipped, text_width
from cbf_widgets.draw.network_course import CENTRE, HEIGHT, WIDTH
from cbf_widgets.draw.scene import Point, Shape, Words

SIZE, UNDER, LEADING = 11.4, 10.9, 13.6
LINES = 5  # of a name, at most
_EDGE = 2.0  # how far names keep from the box's rim


class Label(NamedTuple):
    """A name in lines, with what stands under it, and where.

    Examples
    --------
    >>> Label(["Tea"], ["loop 1"], (8, 8), "start").box[:2]
    (8.0, 8)
    """

    name: list[str]
    under: list[str]
    at: Point
    anchor: str

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom."""
        widths = [text_width(line, SIZE, bold=True) for line in self.name] + [text_width(line, UNDER) for line in self.under]
        x, y = self.at
        left = x - max(widths) * {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor]
        return left, y, left + max(widths), y + LEADING * len(widths)

    def shapes(self) -> list[Shape]:
        """The words, line by line.

        Examples
        --------
        >>> Label(["Tea"], [], (8, 8), "start").shapes()[0].text
        'Tea'
        """
        x, y = self.at
        lines = [(line, True) for line in self.name] + [(line, False) for line in self.under]
        return [
            Words(at=(x, y + LEADING * i + 10.6), text=line, size=SIZE if bold else UNDER,
                  colour="ink" if bold else "quiet", anchor=self.anchor, bold=bold)
            for i, (line, bold) in enumerate(lines)
        ]  # fmt: skip


def labels(
    names: Sequence[str], under: Sequence[str], steps: Sequence[tuple[Point, float]], taken: NDArray[np.float64]
) -> list[Label]:
    """Return a label for each step, beside it where there is room.

    Parameters
    ----------
    names, under : sequence of str
        What stands there, and what under it.
    steps : sequence of ((float, float), float)
        The steps' middles, and how wide they are to either side.
    taken : numpy.ndarray
        Points that a label may not lie on, with axes point, (x, y).

    Returns
    -------
    list of Label
        In the order given.

    Examples
    --------
    >>> import numpy as np
    >>> labels(["Tea"], ["loop 1"], [((144, 156), 31)], np.empty((0, 2)))[0].anchor
    'end'
    """
    found: list[Label] = []
    for name, below, step in zip(names, under, steps, strict=True):
        best = min(_tries(name, below, *step), key=lambda one: one[1] + _crowded(one[0], found, taken))
        found.append(best[0])
    return found


def _tries(name: str, below: str, at: Point, wide: float) -> list[tuple[Label, float]]:
    outward = 1 if at[0] >= CENTRE[0] else -1
    found = []
    for side in (outward, -outward):
        x = at[0] + side * (wide + 10)
        room = (WIDTH - _EDGE - x) if side > 0 else x - _EDGE
        for width in (min(room, 150.0), min(room, 96.0)):
            if width < 40:
                continue
            lines = balanced(_loose(name, width), SIZE, width, bold=True)
            lines = lines if len(lines) <= LINES else clipped(_loose(name, width), SIZE, width, LINES, bold=True)
            cut = any(text_width(word, SIZE, bold=True) > width for word in _loose(name, width).split())
            others = [below] if text_width(below, UNDER) <= width else below.split(", ")
            others = others if below else []
            tall = LEADING * (len(lines) + len(others))
            for off in range(-72, 73, 4):
                label = Label(lines, others, (x, at[1] - tall / 2 + off), "start" if side > 0 else "end")
                found.append((label, 0.25 * abs(off) + (0 if side == outward else 30) + 3.0 * len(lines) + 40 * cut))
    return found


def _loose(name: str, width: float) -> str:
    """Let a word that is too long break after its hyphen."""
    words = name.split(" ")
    return " ".join(word.replace("-", "- ", 1) if text_width(word, SIZE, bold=True) > width else word for word in words)


def _crowded(label: Label, others: Sequence[Label], taken: NDArray[np.float64]) -> float:
    left, top, right, bottom = label.box
    x, y = taken[:, 0], taken[:, 1]
    hit = np.count_nonzero((x > left - 4) & (x < right + 4) & (y > top - 3) & (y < bottom + 2))
    out = max(0.0, _EDGE - left, right - WIDTH + _EDGE, _EDGE - top, bottom - HEIGHT + _EDGE)
    lying = sum(
        max(0.0, min(right, o.box[2]) - max(left, o.box[0]) + 6) * max(0.0, min(bottom, o.box[3]) - max(top, o.box[1]) + 4)
        for o in others
    )
    return 8.0 * float(hit) + 20.0 * out + lying
