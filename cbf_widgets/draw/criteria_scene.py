"""The five criteria of a small thing with a big effect as a picture: a panel for each, in its own units, and no total."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, floor, isfinite, log10
from typing import TYPE_CHECKING, Any

from cbf_widgets import datasets
from cbf_widgets.draw.counts import made_by
from cbf_widgets.draw.lettering import balanced, clipped, wrap
from cbf_widgets.draw.palette import kind_colour, kind_shape
from cbf_widgets.draw.plate import Plate
from cbf_widgets.draw.scene import Ink, Shape, Trace, Words, glyph
from cbf_widgets.draw.step_sign import signs

if TYPE_CHECKING:
    from cbf_widgets.simulation.criteria import Criteria

WIDTH, MARGIN, NAMES, GAP = 880.0, 24.0, 272.0, 32.0
TITLE, HEAD, TEXT, SMALL = 17.0, 13.5, 12.5, 11.5
ROW, VALUE = 22.0, 44.0
TITLE_TEXT = "What a little more effort on one step brings about"
UNDER = "Each step in turn has more effort for a while; all draws are the same as without it. Line: 95 % interval of the mean."
LANES = {
    "leverage": "loops more for a contact of full effort",
    "still_there": "share of the lead still there at the end",
    "through_rupture": "share of the lead that a rupture leaves",
    "others": "other steps that reach a level more",
    "any_other": "runs of 100 in which another step gains",
    "forward": "loops more at the end",
    "outward": "steps more under way at the end",
    "fall": "loops by which the worst fall is smaller",
    "secure": "loops more that are secure at the end",
}


@dataclass(frozen=True)
class Lane:
    """One quantity of every step, on an axis of its own.

    Attributes
    ----------
    quantity, caption : str
        Which, and what it is in a line.
    rows : tuple
        A row of the criteria for each step.
    least, most, stride : float
        Of the axis, and from tick to tick.

    Examples
    --------
    >>> Lane("forward", "loops more", (), 0.0, 1.0, 0.5).ticks()
    [0.0, 0.5, 1.0]
    """

    quantity: str
    caption: str
    rows: tuple[Any, ...]
    least: float
    most: float
    stride: float

    @classmethod
    def of(cls, quantity: str, rows: Iterable[Any]) -> Lane:
        """Fit an axis to a quantity: round numbers, with 0 in it, and all of every interval.

        Examples
        --------
        >>> from cbf_widgets.simulation.criteria import CriterionRow
        >>> row = CriterionRow("a", "A", "bigger", "Bigger", "leverage", 0.14, 0.12, 0.17, "loops")
        >>> Lane.of("leverage", [row]).ticks()
        [0.0, 0.1, 0.2]
        """
        rows = tuple(rows)
        known = [value for row in rows for value in (row.value, row.low, row.high) if isfinite(value)]
        low, high = min([0.0, *known]), max([0.0, *known])
        if rows and rows[0].unit == "share":
            high = max(high, 1.0)
        high = high if high - low > 1e-9 else 1.0
        rough = (high - low) / 3
        tens = 10.0 ** floor(log10(rough))
        stride = next(n * tens for n in (1, 2, 5, 10) if n * tens >= rough * 0.999)
        caption = LANES.get(quantity, rows[0].unit if rows else quantity)
        return cls(quantity, caption, rows, floor(low / stride + 1e-9) * stride, ceil(high / stride - 1e-9) * stride, stride)

    def ticks(self) -> list[float]:
        """Return where the axis is marked.

        Examples
        --------
        >>> Lane("fall", "", (), -0.2, 0.1, 0.1).ticks()
        [-0.2, -0.1, 0.0, 0.1]
        """
        return [round(self.stride * i, 9) for i in range(round(self.least / self.stride), round(self.most / self.stride) + 1)]

    def said(self, value: float) -> str:
        """Return a value as it stands in the picture.

        Examples
        --------
        >>> Lane("fall", "", (), -0.2, 0.1, 0.1).said(-0.069), Lane("any_other", "", (), 0, 20, 10).said(17.2)
        ('−0.07', '17')
        """
        wide = self.most - self.least
        return _signed(value, 0 if wide >= 10 else 2 if wide >= 0.1 else 1 - floor(log10(wide)))

    def marked(self, tick: float) -> str:
        """Return a tick as it stands below the axis.

        Examples
        --------
        >>> Lane("fall", "", (), -0.2, 0.1, 0.1).marked(-0.1)
        '−0.1'
        """
        return _signed(tick, max(0, -floor(log10(self.stride) + 1e-9)))


def _signed(value: float, digits: int) -> str:
    text = f"{value:.{digits}f}"
    return text.replace("-", "\u2212") if float(text) else text.lstrip("-")


def criteria_plate(criteria: Criteria) -> Plate:
    """Return the picture of the criteria of every step.

    Parameters
    ----------
    criteria : Criteria
        What `cbf_widgets.criteria` gives.

    Returns
    -------
    Plate
        With its words.

    Examples
    --------
    >>> from cbf_widgets import StepNetwork
    >>> from cbf_widgets.simulation.criteria import criteria
    >>> found = criteria(StepNetwork.from_vocabulary("partnership-building"), runs=100, seed=7)
    >>> criteria_plate(found).title
    'What a little more effort on one step brings about'
    """
    shapes: list[Shape] = [Words(at=(MARGIN, MARGIN + 16), text=TITLE_TEXT, size=TITLE, colour="ink", bold=True)]
    y = MARGIN + 36
    for line in wrap(UNDER, TEXT, WIDTH - 2 * MARGIN):
        shapes.append(Words(at=(MARGIN, y), text=line, size=TEXT, colour="quiet"))
        y += 17
    texts = {concept.id: concept.text for concept in datasets.criteria()}
    for criterion, name, lanes in panels(criteria):
        drawn, y = _panel(criteria, name, texts.get(criterion, ""), lanes, y + 20)
        shapes += drawn
    y += 22
    for line in wrap(" ".join(_foot(criteria)), SMALL, WIDTH - 2 * MARGIN):
        shapes.append(Words(at=(MARGIN, y), text=line, size=SMALL, colour="quiet"))
        y += 15
    return Plate(shapes=tuple(shapes), size=(WIDTH, y - 15 + MARGIN), title=TITLE_TEXT, text=in_words(criteria))


def panels(criteria: Criteria) -> list[tuple[str, str, list[Lane]]]:
    """Return the criteria in order: id, name, and a lane for each of its quantities.

    Examples
    --------
    >>> from cbf_widgets import StepNetwork
    >>> from cbf_widgets.simulation.criteria import criteria
    >>> found = criteria(StepNetwork.from_vocabulary("partnership-building"), runs=100, seed=7)
    >>> [(name, [lane.quantity for lane in lanes]) for _, name, lanes in panels(found)][0]
    ('Bigger than the work', ['leverage'])
    """
    quantities: dict[str, dict[str, list[Any]]] = {}
    names = {row.criterion: row.name for row in criteria.rows}
    for row in criteria.rows:
        quantities.setdefault(row.criterion, {}).setdefault(row.quantity, []).append(row)
    return [(key, names[key], [Lane.of(quantity, rows) for quantity, rows in found.items()]) for key, found in quantities.items()]


def _foot(criteria: Criteria) -> list[str]:
    return [*criteria.assumptions, f"Without the extra effort: {made_by(criteria.base)}."]


def in_words(criteria: Criteria) -> str:
    """Say all that the picture shows.

    Examples
    --------
    >>> from cbf_widgets import StepNetwork
    >>> from cbf_widgets.simulation.criteria import criteria
    >>> found = criteria(StepNetwork.from_vocabulary("partnership-building"), runs=100, seed=7)
    >>> in_words(found).split(". ")[3].split(": ")[0]
    'Bigger than the work, loops more for a contact of full effort'
    """
    said = [TITLE_TEXT, UNDER.rstrip(".")]
    for _, name, lanes in panels(criteria):
        for lane in lanes:
            each = "; ".join(f"{row.label} {_interval(lane, row)}" for row in lane.rows)
            said.append(f"{name}, {lane.caption}: {each}")
    return ". ".join([*said, *(text.rstrip(".") for text in _foot(criteria))]) + "."


def _interval(lane: Lane, row: Any) -> str:
    if not isfinite(row.value):
        return "nothing gained"
    return (
        f"{lane.said(row.value)} ({lane.said(row.low)} to {lane.said(row.high)})" if isfinite(row.low) else lane.said(row.value)
    )


def _panel(criteria: Criteria, name: str, text: str, lanes: Sequence[Lane], top: float) -> tuple[list[Shape], float]:
    shapes: list[Shape] = [
        Trace((((MARGIN, top - 8), (WIDTH - MARGIN, top - 8)),), Ink(stroke="rule", width=1)),
        Words(at=(MARGIN, top + 14), text=name, size=HEAD, colour="ink", bold=True),
    ]
    y = top + 14
    aside = MARGIN + NAMES
    lines = wrap(text, TEXT, 0.9 * (WIDTH - MARGIN - aside))
    for i, line in enumerate(lines):
        shapes.append(Words(at=(aside, y + 17 * i), text=line, size=TEXT, colour="quiet"))
    y += 17 * max(len(lines) - 1, 0) + 24
    width = (WIDTH - MARGIN - aside - GAP) / 2
    captions = [balanced(lane.caption, SMALL, width) for lane in lanes]
    rows_top = y + 15 * max(map(len, captions)) - 2
    for i, (lane, caption) in enumerate(zip(lanes, captions, strict=True)):
        x = aside + i * (width + GAP)
        shapes += [Words(at=(x, y + 15 * k), text=line, size=SMALL, colour="ink") for k, line in enumerate(caption)]
        shapes += _lane(criteria, lane, x, x + width - VALUE, rows_top)
    bottom = rows_top
    for i, (sign, label) in enumerate(zip(signs(criteria.base.network), criteria.base.network.labels, strict=True)):
        middle = rows_top + ROW * (i + 0.5)
        shapes.append(glyph(kind_shape(sign), (MARGIN + 7, middle), 5.6, Ink(fill=kind_colour(sign))))
        name = "".join(clipped(label, TEXT, NAMES - 36, 1))
        shapes.append(Words(at=(MARGIN + 22, middle + 4.4), text=name, size=TEXT, colour="ink"))
        bottom = middle + ROW / 2
    return shapes, bottom + 22


def _lane(criteria: Criteria, lane: Lane, left: float, right: float, top: float) -> list[Shape]:
    count = len(lane.rows)

    def at(value: float) -> float:
        return left + (right - left) * (value - lane.least) / (lane.most - lane.least)

    shapes: list[Shape] = []
    for tick in lane.ticks():
        strong = tick == 0 or (tick == 1 and lane.rows[0].unit == "share")
        ink = Ink(stroke="edge" if strong else "rule", width=1)
        shapes.append(Trace((((at(tick), top), (at(tick), top + ROW * count)),), ink))
        shapes.append(
            Words(at=(at(tick), top + ROW * count + 15), text=lane.marked(tick), size=SMALL, colour="quiet", anchor="middle")
        )
    for i, (row, sign) in enumerate(zip(lane.rows, signs(criteria.base.network), strict=True)):
        y = top + ROW * (i + 0.5)
        if not isfinite(row.value):
            shapes.append(Words(at=(left + 8, y + 4), text="nothing gained", size=SMALL, colour="quiet"))
            continue
        if isfinite(row.low) and isfinite(row.high):
            shapes.append(Trace((((at(row.low), y), (at(row.high), y)),), Ink(stroke=kind_colour(sign), width=2)))
        shapes.append(glyph(kind_shape(sign), (at(row.value), y), 5.2, Ink(fill=kind_colour(sign), stroke="paper", width=1.2)))
        shapes.append(Words(at=(right + VALUE, y + 4.2), text=lane.said(row.value), size=TEXT, colour="ink", anchor="end"))
    return shapes
