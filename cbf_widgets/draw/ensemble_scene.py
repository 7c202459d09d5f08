"""Many runs as a picture: bands, median, one run with its ruptures, what stands beside; every line named where it ends."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from cbf_widgets.draw.chart import Frame, Point, apart, quarters, ticks, zigzag
from cbf_widgets.draw.counts import made_by
from cbf_widgets.draw.ensemble_reading import IMPLIED, Reading, headline, in_words, read
from cbf_widgets.draw.lettering import balanced, clipped, text_width, wrap
from cbf_widgets.draw.plate import Plate
from cbf_widgets.draw.room import inside
from cbf_widgets.draw.scene import Ink, Shape, Trace, Words
from cbf_widgets.model.counting import counted
from cbf_widgets.simulation.compare import same_draws
from cbf_widgets.simulation.phrases import count

if TYPE_CHECKING:
    from cbf_widgets.simulation.ensemble import Ensemble

SIZE = (720.0, 440.0)
MARGIN, COLUMN = 24.0, 152.0
TITLE, TEXT, SMALL, LEADING = 17.0, 12.5, 11.5, 15.5
LINES = 4  # of a name at an end, at most


def ensemble_plate(
    ensemble: Ensemble,
    beside: Ensemble | None = None,
    run: int | None = None,
    *,
    unit: str = "loops",
    label: str = "",
    size: tuple[float, float] = SIZE,
) -> Plate:
    """Return the picture of an ensemble.

    Parameters
    ----------
    ensemble, beside : Ensemble
        What is drawn, and what stands beside it.
    run : int, optional
        Which run stands out, from 0.
    unit : {"loops", "percent"}
        What is counted.
    label : str
        What stands beside; by default found out.
    size : (float, float)
        Width and height.

    Returns
    -------
    Plate
        With its words.

    Raises
    ------
    CbfError
        When there is no such run or unit, or the two can't be drawn on one pair of axes.

    Examples
    --------
    >>> from cbf_widgets import StepNetwork, simulate
    >>> ensemble_plate(simulate(StepNetwork.from_vocabulary("partnership-building"), seed=7)).title
    'Half of all runs gain 14 of 15 loops or more'
    """
    reading = read(ensemble, beside, run, unit, label)
    head, top = _head(ensemble, beside, reading, size[0])
    foot = _foot(ensemble, size)
    bottom = size[1] - MARGIN - 15 * len(foot) - 32
    wide = text_width(str(reading.most), TEXT) + (text_width("%", TEXT) if unit == "percent" else 0)
    frame = Frame(left=MARGIN + wide + 10, right=size[0] - MARGIN - COLUMN, top=top + 12, bottom=bottom,
                  contacts=ensemble.contacts, most=reading.most)  # fmt: skip
    shapes = (*head, *_bands(frame, reading), *_axes(frame, reading), *_lines(frame, reading), *_names(frame, reading), *foot)
    return Plate(shapes=shapes, size=size, title=headline(reading), text=in_words(ensemble, reading))


def _head(ensemble: Ensemble, beside: Ensemble | None, reading: Reading, width: float) -> tuple[list[Shape], float]:
    steps = counted(len(ensemble.network.steps), "step")
    together = f"all {steps} together" if len(ensemble.network.steps) > 1 else "the step"
    what = "Share of all loops gained" if reading.unit == "percent" else "Loops gained"
    same = ", on the same random draws" if beside is not None and same_draws(ensemble, beside) else ""
    lines = balanced(headline(reading), TITLE, width - 2 * MARGIN, bold=True)
    shapes: list[Shape] = [
        Words(at=(MARGIN, MARGIN + 16 + 22 * i), text=line, size=TITLE, colour="ink", bold=True) for i, line in enumerate(lines)
    ]
    y = MARGIN + 16 + 22 * len(lines) - 2
    shapes.append(Words(at=(MARGIN, y), text=f"{what} by {together}, contact by contact{same}", size=TEXT, colour="quiet"))
    return shapes, y + 12


def _foot(ensemble: Ensemble, size: tuple[float, float]) -> list[Shape]:
    lines = [IMPLIED, *wrap(made_by(ensemble), SMALL, size[0] - 2 * MARGIN)]
    first = size[1] - MARGIN - 15 * (len(lines) - 1)
    return [Words(at=(MARGIN, first + 15 * i), text=line, size=SMALL, colour="quiet") for i, line in enumerate(lines)]


def _axes(frame: Frame, reading: Reading) -> list[Shape]:
    sign = " %" if reading.unit == "percent" else ""
    found: list[Shape] = []
    for value, rule in zip(_values(reading), _grid(frame, reading), strict=True):
        (left, y), _ = rule
        found.append(Trace((rule,), Ink(stroke="rule", width=1, opacity=0.8)))
        found.append(Words(at=(left - 8, y + 4.4), text=f"{value}{sign}", size=TEXT, colour="quiet", anchor="end"))
    for contact in quarters(frame.contacts):
        x, y = frame.at(contact, 0)
        last = contact == frame.contacts
        text = count(contact, "contact") if last else f"{contact:,}"
        at = (x - text_width(f"{contact:,}", TEXT) / 2 if last else x, y + 20)
        found.append(Words(at=at, text=text, size=TEXT, colour="quiet", anchor="start" if last else "middle"))
    return found


def _values(reading: Reading) -> list[int]:
    return ticks(reading.most, 4 if reading.unit == "percent" else 3)


def _grid(frame: Frame, reading: Reading) -> list[tuple[Point, ...]]:
    return [(frame.at(0, value), frame.at(frame.contacts, value)) for value in _values(reading)]


def _bands(frame: Frame, reading: Reading) -> list[Shape]:
    q = reading.quantiles
    return [
        Trace((frame.area(q[0], q[4]),), Ink(fill="band"), closed=True),
        Trace((frame.area(q[1], q[3]),), Ink(fill="band-half"), closed=True),
    ]


def _lines(frame: Frame, reading: Reading) -> list[Shape]:
    found: list[Shape] = [Trace((frame.line(reading.quantiles[2]),), Ink(stroke="line", width=2, dash=(6.5, 5.0)))]
    if reading.beside:
        found.append(Trace((frame.line(reading.beside),), Ink(stroke="line", width=2.2, dash=(0.01, 5.0))))
    if not reading.run:
        return found
    whole, torn = run_pieces(frame, reading.run, reading.torn)
    rim = Ink(stroke="paper", width=5, opacity=0.85)
    if whole:
        found += [Trace(tuple(whole), rim), Trace(tuple(whole), Ink(stroke="ink", width=2.5))]
    if torn:
        jagged = tuple(zigzag(piece) for piece in torn)
        found += [Trace(jagged, rim), Trace(jagged, Ink(stroke="rupture", width=2))]
    return found


def _names(frame: Frame, reading: Reading) -> list[Shape]:
    """A name for every line and band: inside the band where there is room, else at its end."""
    q, lines = reading.quantiles, [*_courses(frame, reading), *_grid(frame, reading)]
    ends: list[tuple[float, str, bool]] = [(reading.run[-1], "this run", True)] if reading.run else []
    ends += [(q[2][-1], "median", False)] if reading.runs > 1 else []
    ends += [(reading.beside[-1], f"median {reading.label}", False)] if reading.beside else []
    found: list[Shape] = []
    bands = ((("half of all runs", "half of\nall runs"), [(1, 3)]), (("nine in ten",), [(0, 1), (3, 4)]))
    for names, rooms in bands if reading.runs > 1 else ():
        tries = ((name.split("\n"), low, high) for name in names for low, high in rooms)
        placed = ((name, inside(frame, q[low], q[high], _extent(name), lines)) for name, low, high in tries)
        name, box = next(((name, box) for name, box in placed if box), ([], None))
        if box is None:
            low, high = q[rooms[0][0]][-1], q[rooms[-1][1]][-1]
            ends.append(((low + high) / 2, f"{names[0]}\n{reading.between(rooms[0][0], rooms[-1][1], 'to')}", False))
            continue
        lines.append(((box[0], box[1]), (box[2], box[1]), (box[2], box[3]), (box[0], box[3])))
        middle = (box[0] + box[2]) / 2
        found += [
            Words(at=(middle, box[1] + LEADING * i + 10.5), text=line, size=TEXT, colour="ink", anchor="middle")
            for i, line in enumerate(name)
        ]
    return [*found, *_ends(frame, reading, ends)]


def _extent(lines: list[str]) -> tuple[float, float]:
    return max(text_width(line, TEXT) for line in lines), LEADING * (len(lines) - 1) + TEXT


def _courses(frame: Frame, reading: Reading) -> list[tuple[Point, ...]]:
    whole, torn = run_pieces(frame, reading.run, reading.torn)
    return [frame.line(reading.quantiles[2]), *([frame.line(reading.beside)] if reading.beside else []), *whole, *torn]


def _ends(frame: Frame, reading: Reading, ends: list[tuple[float, str, bool]]) -> list[Shape]:
    x = frame.right + 14
    lines = [_end(text, reading.number(value), frame.right + COLUMN - x, bold=bold) for value, text, bold in ends]
    heights = [LEADING * len(each) + 4 for each in lines]
    wanted = [frame.at(frame.contacts, value)[1] for value, _, _ in ends]
    tops = apart(wanted, heights, frame.top - 12, frame.bottom + 10)
    found: list[Shape] = []
    for y, top, each, (_, _, bold) in zip(wanted, tops, lines, ends, strict=True):
        middle = top + (LEADING * len(each) + 4) / 2
        if abs(middle - y) > 4:
            course = ((frame.right + 2, y), (frame.right + 6, y), (x - 3, middle))
            found.append(Trace((course,), Ink(stroke="edge", width=1)))
        colour = "ink" if bold else "quiet"
        for i, line in enumerate(each):
            found.append(Words(at=(x, top + LEADING * i + 13.8), text=line, size=TEXT, colour=colour, bold=bold))
    return found


def _end(text: str, number: str, width: float, *, bold: bool) -> list[str]:
    """The lines of a name at an end, with its number unless it brings its own."""
    lines = balanced(text if "\n" in text else f"{text} {number}", TEXT, width, bold=bold)
    return lines if len(lines) <= LINES else [*clipped(text, TEXT, width, LINES - 1, bold=bold), number]


def run_pieces(frame: Frame, values: list[float], torn: list[bool]) -> tuple[list[tuple[Point, ...]], list[tuple[Point, ...]]]:
    """Return a run's whole stretches and those from a rupture to its repair, as steps.

    Examples
    --------
    >>> frame = Frame(left=0, right=4, top=0, bottom=4, contacts=4, most=4)
    >>> whole, broken = run_pieces(frame, [2, 2, 0, 0, 1], [False, False, True, False, False])
    >>> whole
    [((0.0, 2.0), (1.0, 2.0), (2.0, 2.0)), ((3.0, 4.0), (4.0, 4.0), (4.0, 3.0))]
    >>> broken
    [((2.0, 2.0), (2.0, 4.0), (3.0, 4.0))]
    """
    legs: list[tuple[bool, Point, Point]] = []
    for contact in range(1, len(values)):
        before, here = values[contact - 1], values[contact]
        left, corner, right = frame.at(contact - 1, before), frame.at(contact, before), frame.at(contact, here)
        legs += [(torn[contact - 1], left, corner), (torn[contact], corner, right)]
    pieces: tuple[list[tuple[Point, ...]], list[tuple[Point, ...]]] = ([], [])
    for broken, group in groupby(legs, key=lambda leg: leg[0]):
        points = [point for leg in group for point in leg[1:]]
        course = tuple(point for i, point in enumerate(points) if i == 0 or point != points[i - 1])
        if broken or len(course) > 1:
            pieces[broken].append(course if len(course) > 1 else ((course[0][0] - 6, course[0][1]), course[0]))
    return pieces
