"""Where a rupture and its mending lie: the line torn or drawn together, the stitches, the thread."""

from __future__ import annotations

from cbf_widgets.draw.geometry import G, Point, Segment, point, samples, span, width


def zigzag(place: float, loops: int) -> list[Point]:
    """Return the jagged break of the line at a rupture.

    Examples
    --------
    >>> len(zigzag(1, 3))
    7
    """
    return _jagged(place, loops, G["rupture_height"])


def scar(place: float, loops: int) -> list[Point]:
    """Return the line of a mended rupture: the jagged break drawn together.

    Examples
    --------
    >>> len(scar(1, 3))
    7
    """
    return _jagged(place, loops, G["rupture_height"] * G["scar"])


def _jagged(place: float, loops: int, height: float) -> list[Point]:
    before, after = span(place, loops, G["rupture_length"])
    last = G["rupture_points"] - 1
    heights = [0 if i in (0, last) else height * (1 if i % 2 else -1) for i in range(last + 1)]
    return [point(before + (after - before) * i / last, loops, h) for i, h in enumerate(heights)]


def stitches(place: float, loops: int) -> list[Segment]:
    """Return the stitches that mend a rupture: short bars across the break.

    Examples
    --------
    >>> len(stitches(1, 3))
    5
    """
    before, after = span(place, loops, G["rupture_length"])
    places = [before + (after - before) * i / 6 for i in range(1, 6)]
    return [(point(p, loops, -G["stitch"]), point(p, loops, G["stitch"])) for p in places]


def thread(rupture: float, repair: float, loops: int) -> list[Point]:
    """Return the thread that runs outside the line from a mended rupture to the mark that repaired it.

    Examples
    --------
    >>> len(thread(1, 1.5, 3)) > 10
    True
    """
    start = span(rupture, loops, G["rupture_length"])[1]
    return [point(p, loops, width(p, loops) / 2 + 5) for p in samples(min(start, repair), repair)]
