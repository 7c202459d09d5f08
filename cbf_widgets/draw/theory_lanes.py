"""Where arrows leave and reach a card, and on which lane of a gutter each runs up or down."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cbf_widgets.draw.theory_cards import Box, assumed_height

if TYPE_CHECKING:
    from cbf_widgets.draw.theory_arrows import Ends

Side = tuple[str, bool]  # an item, and whether at its right


def ports(columns: Sequence[Sequence[Box]], ends: Sequence[Ends]) -> dict[str, tuple[float, float]]:
    """Return how high each arrow leaves its card and reaches the other: in the order of where it goes, evenly apart.

    Examples
    --------
    >>> ports([[]], [])
    {}
    """
    boxes = {box.item.id: box for found in columns for box in found if box.item}
    middles = {item: (box.top + box.bottom) / 2 for item, box in boxes.items()}
    sides: dict[Side, list[tuple[float, str, int]]] = {}
    for each in ends:
        link = each.link
        sides.setdefault((link.from_item, each.leaves_right), []).append((middles[link.to_item], link.id, 0))
        sides.setdefault((link.to_item, not each.arrives_left), []).append((middles[link.from_item], link.id, 1))
    found: dict[tuple[str, int], float] = {}
    for (item, _), at in sides.items():
        fixed = _written(boxes[item])
        loose = [one for one in sorted(at) if one[2] == 0 or one[1] not in fixed]
        found |= {(arrow, 1): fixed[arrow] for _, arrow, end in at if end == 1 and arrow in fixed}
        room = boxes[item].top, min([boxes[item].bottom, *(y - 11 for y in fixed.values())]) if _mixed(at) else boxes[item].bottom
        for i, (_, arrow, end) in enumerate(loose):
            found[arrow, end] = room[0] + (room[1] - room[0]) * (i + 0.5) / len(loose)
    return {each.link.id: (found[each.link.id, 0], found[each.link.id, 1]) for each in ends}


def _mixed(at: Sequence[tuple[float, str, int]]) -> bool:
    return len({end for _, _, end in at}) > 1


def _written(box: Box) -> dict[str, float]:
    """How high on a card the assumptions stand that are written on it."""
    found, y = {}, box.top + box.look.above + box.look.lead * len(box.lines)
    for link, lines in box.under:
        found[link] = y + 5 + 0.42 * box.look.lead
        y += assumed_height(lines, box.look)
    return found


def lanes(runs: Sequence[tuple[str, float, float]], left: float, right: float) -> dict[str, float]:
    """Return where each arrow runs up or down in a gutter; arrows side by side have lanes of their own.

    Parameters
    ----------
    runs : sequence of (str, float, float)
        Each arrow, from which height to which.
    left, right : float
        The room for lanes.

    Returns
    -------
    dict of str to float
        How far across each arrow runs.

    Examples
    --------
    >>> lanes([("a", 0, 50), ("b", 20, 80)], 0, 30)
    {'b': 10.0, 'a': 20.0}
    """
    down = sorted((run for run in runs if run[2] >= run[1]), key=lambda run: (-run[1], -run[2], run[0]))
    up = sorted((run for run in runs if run[2] < run[1]), key=lambda run: (run[1], run[2], run[0]))
    taken: list[list[tuple[float, float]]] = []
    lane_of: dict[str, int] = {}
    for link, y0, y1 in (*down, *up):
        low, high = min(y0, y1) - 4, max(y0, y1) + 4
        lane = next((i for i, spans in enumerate(taken) if all(high <= a or low >= b for a, b in spans)), len(taken))
        if lane == len(taken):
            taken.append([])
        taken[lane].append((low, high))
        lane_of[link] = lane
    return {link: left + (right - left) * (lane + 1) / (len(taken) + 1) for link, lane in lane_of.items()}
