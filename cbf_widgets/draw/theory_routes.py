"""How the arrows of a theory run: out of a card, along the gutters, through the gaps between cards, to the card they end at.

An arrow never crosses a card. It bends in the gutter between two columns, on a lane of its own as far as there is room.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cbf_widgets.draw.theory_arrows import Ends, Route
from cbf_widgets.draw.theory_cards import Box
from cbf_widgets.draw.theory_geometry import rounded

BADGE = 9.0  # radius of the letter at an arrow's end
TIP = BADGE + 2.0  # how far before a card's edge an arrow's tip lies
PLAIN_GUTTER, STUB, LANE, LANES = 16.0, 8.0, 6.5, 10
PASS = 5.0  # between arrows that pass through one gap

Spot = tuple[int, int]  # a column, and the box above which a gap lies


def gutter_widths(ends: Sequence[Ends], columns: int) -> list[float]:
    """Return how wide the gutters are: before the first column, between columns, after the last.

    Examples
    --------
    >>> gutter_widths([], 3)
    [0.0, 16.0, 16.0]
    """
    found = []
    for gutter in range(columns):
        through = sum(gutter in each.gutters for each in ends)
        rest = 0.0 if gutter == 0 else PLAIN_GUTTER
        before, after = _reserved(ends, gutter)
        found.append(max(rest, before + after + LANE * (min(through, LANES) + 1)) if through else rest)
    return found


def _reserved(ends: Sequence[Ends], gutter: int) -> tuple[float, float]:
    """Room at the left and at the right of a gutter for badges and arrowheads."""
    left = any(not each.arrives_left and each.end == gutter - 1 for each in ends)
    right = any(each.arrives_left and each.end == gutter for each in ends)
    return TIP + STUB if left else 4.0, TIP + STUB if right else 4.0


def needs(ends: Sequence[Ends]) -> dict[str, tuple[float, float, float]]:
    """Return what the arrows of an item ask of its card: how tall it is at least, and room for badges at its left and right.

    Examples
    --------
    >>> from cbf_widgets.model.theory_parts import Link
    >>> needs([Ends(link=Link(id="a1", from_item="i1", to_item="i2"), start=0, end=1)])
    {'i1': (10.0, 0.0, 0.0), 'i2': (22.0, 5.0, 0.0)}
    """
    many: dict[tuple[str, bool], int] = {}
    badged: set[tuple[str, bool]] = set()
    for each in ends:
        out, into = (each.link.from_item, each.leaves_right), (each.link.to_item, not each.arrives_left)
        for side in (out, into):
            many[side] = many.get(side, 0) + 1
        badged.add(into)
    tall = {side: count * (2 * BADGE + 4 if side in badged else 10.0) for side, count in many.items()}
    return {
        item: (
            max(tall.get((item, right), 0.0) for right in (False, True)),
            5.0 if (item, False) in badged else 0.0,
            7.0 if (item, True) in badged else 0.0,
        )
        for item, _ in many
    }


def passes(columns: Sequence[Sequence[Box]], ends: Sequence[Ends]) -> dict[tuple[str, int], Spot]:
    """Choose the gap through which each arrow passes each column between its cards: the one nearest to the straight line.

    Examples
    --------
    >>> passes([[], [], []], [])
    {}
    """
    middles = {box.item.id: (box.top + box.bottom) / 2 for boxes in columns for box in boxes if box.item}
    found = {}
    for each in ends:
        low, high = sorted((each.start, each.end))
        y0, y1 = middles[each.link.from_item], middles[each.link.to_item]
        for column in range(low + 1, high):
            wanted = y0 + (y1 - y0) * (column - each.start) / (each.end - each.start)
            gaps = _gaps(columns[column])
            found[each.link.id, column] = column, min(gaps, key=lambda k: abs(sum(gaps[k]) / 2 - wanted))
    return found


def _gaps(boxes: Sequence[Box]) -> dict[int, tuple[float, float]]:
    """The free room above each box that may have some, and below the last."""
    found = {}
    for k, box in enumerate(boxes):
        if k == 0 or boxes[k - 1].kind in ("card", "none"):
            found[k] = boxes[k - 1].bottom if k else 0.0, box.top
    end = boxes[-1].bottom if boxes else 4.0
    found[len(boxes)] = end, end + 12.0
    return found


def more_room(columns: Sequence[Sequence[Box]], passed: Mapping[tuple[str, int], Spot]) -> list[dict[int, float]]:
    """Return how much wider each gap must be for the arrows that pass through it.

    Examples
    --------
    >>> more_room([[]], {})
    [{}]
    """
    found: list[dict[int, float]] = [{} for _ in columns]
    for (column, k), many in _counts(passed).items():
        top, bottom = _gaps(columns[column])[k]
        found[column][k] = max(0.0, PASS * (many + 1) - (bottom - top))
    return found


def _counts(passed: Mapping[tuple[str, int], Spot]) -> dict[Spot, int]:
    counts: dict[Spot, int] = {}
    for spot in passed.values():
        counts[spot] = counts.get(spot, 0) + 1
    return counts


def bottoms(columns: Sequence[Sequence[Box]], passed: Mapping[tuple[str, int], Spot]) -> list[float]:
    """Return where each column ends, with the arrows that pass below its last card.

    Examples
    --------
    >>> bottoms([[], []], {})
    [0.0, 0.0]
    """
    counts = _counts(passed)
    found = []
    for column, boxes in enumerate(columns):
        below = counts.get((column, len(boxes)), 0)
        end = boxes[-1].bottom if boxes else 0.0
        found.append(end + (PASS * (below + 2) if below else 0.0))
    return found


def routes(
    columns: Sequence[Sequence[Box]],
    sides: Sequence[tuple[float, float]],
    gutters: Sequence[tuple[float, float]],
    ends: Sequence[Ends],
    passed: Mapping[tuple[str, int], Spot],
) -> list[Route]:
    """Return the course of every arrow.

    Parameters
    ----------
    columns : sequence of sequence of Box
        The boxes of each column.
    sides, gutters : sequence of (float, float)
        Left and right of each column, and of the gutter before each.
    ends : sequence of Ends
        The arrows.
    passed : mapping
        What `passes` found.

    Returns
    -------
    list of Route
        In the order of the arrows.

    Examples
    --------
    >>> routes([[]], [(0, 100)], [(0, 0)], [], {})
    []
    """
    from cbf_widgets.draw.theory_lanes import lanes, ports

    at = ports(columns, ends)
    heights = _heights(columns, passed)
    runs: dict[int, list[tuple[str, float, float]]] = {}
    for each in ends:
        over = [heights.get((each.link.id, c), sum(at[each.link.id]) / 2) for c in _between(each)]
        ys = [at[each.link.id][0], *over, at[each.link.id][1]]
        for gutter, y0, y1 in zip(each.gutters, ys, ys[1:], strict=False):
            runs.setdefault(gutter, []).append((each.link.id, y0, y1))
    legs: dict[str, list[tuple[int, float, float, float]]] = {}
    for gutter, found in runs.items():
        before, after = _reserved(ends, gutter)
        left, right = gutters[gutter]
        x_of = lanes(found, left + before, right - after)
        for link, y0, y1 in found:
            legs.setdefault(link, []).append((gutter, x_of[link], y0, y1))
    return [_route(each, legs[each.link.id], sides) for each in ends]


def _between(each: Ends) -> list[int]:
    step = 1 if each.end > each.start else -1
    return list(range(each.start + step, each.end, step)) if each.end != each.start else []


def _heights(columns: Sequence[Sequence[Box]], passed: Mapping[tuple[str, int], Spot]) -> dict[tuple[str, int], float]:
    """How high each arrow passes each column that has cards."""
    counts, seen, found = _counts(passed), dict.fromkeys(passed.values(), 0), {}
    for (link, column), spot in passed.items():
        if not columns[column]:
            continue
        top, bottom = _gaps(columns[column])[spot[1]]
        if spot[1] == len(columns[column]):
            bottom = top + PASS * (counts[spot] + 2)
        seen[spot] += 1
        found[link, column] = top + (bottom - top) * seen[spot] / (counts[spot] + 1)
    return found


def _route(each: Ends, legs: Sequence[tuple[int, float, float, float]], sides: Sequence[tuple[float, float]]) -> Route:
    """Out of the card, up or down in each gutter, into the other card."""
    legs = sorted(legs, key=lambda leg: each.gutters.index(leg[0]))
    start = sides[each.start][1 if each.leaves_right else 0]
    edge = sides[each.end][0 if each.arrives_left else 1]
    tip = edge - TIP if each.arrives_left else edge + TIP
    corners = [(start, legs[0][2])]
    for _, x, y0, y1 in legs:
        corners += [(x, y0), (x, y1)]
    last = legs[-1][3]
    return Route(link=each.link, points=rounded([*corners, (tip, last)]), badge=(edge, last), before=corners[-1])
