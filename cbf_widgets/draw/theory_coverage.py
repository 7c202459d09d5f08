"""The picture of what is measured: each theme with the measures named for it, and by whom; what no one measures is a gap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cbf_widgets.draw.lettering import text_width, wrap
from cbf_widgets.draw.plate import Plate
from cbf_widgets.draw.scene import Ink, Shape, Trace, Words
from cbf_widgets.draw.theory_compared import WATCHED, Compared, compared, foot, gap_said, namings
from cbf_widgets.draw.theory_matrix import gap
from cbf_widgets.draw.theory_stages import stage_sign
from cbf_widgets.model import counting

if TYPE_CHECKING:
    from cbf_widgets.comparing.comparison import TheoryComparison

WIDTH, MARGIN, TITLE, SUB, HEAD, TEXT, SMALL = 1120.0, 24.0, 24.0, 14.5, 13.0, 12.5, 11.0
SAID, WATCH, NAMED = 250.0, 396.0, 534.0  # where the columns begin
LINE, PAD = 17.0, 9.0
TITLE_TEXT = "What is measured, and what no one measures"


def coverage_plate(comparison: TheoryComparison) -> Plate:
    """Return the picture of the measures that theories name, theme by theme.

    Parameters
    ----------
    comparison : TheoryComparison
        What `cbf_widgets.compare_theories` gives.

    Returns
    -------
    Plate
        With its words.

    Examples
    --------
    >>> from cbf_widgets.comparing import compare_theories
    >>> coverage_plate(compare_theories(["Croydon", "Luton"])).text.splitlines()[2][:22]
    'Workforce confidence: '
    """
    found = compared(comparison)
    shapes: list[Shape] = [Words(at=(MARGIN, MARGIN + 20), text=TITLE_TEXT, size=TITLE, colour="ink", bold=True)]
    y = MARGIN + 20
    for line in wrap(gap_said(found), SUB, WIDTH - 2 * MARGIN):
        y += 24
        shapes.append(Words(at=(MARGIN, y), text=line, size=SUB, colour="ink", slanted=True))
    y += 34
    for x, text in ((MARGIN, "Theme"), (SAID, "Spoken of"), (WATCH, "Watched"), (NAMED, "Measured with")):
        shapes.append(Words(at=(x, y), text=text, size=HEAD, colour="ink", bold=True))
    y += 9
    shapes.append(Trace((((MARGIN, y), (WIDTH - MARGIN, y)),), Ink(stroke="stage-4", width=2.5)))
    for theme, title in found.themes:
        if theme or found.measured.get(theme):
            drawn, y = _row(found, theme, title, y)
            shapes += drawn
            shapes.append(Trace((((MARGIN, y), (WIDTH - MARGIN, y)),), Ink(stroke="rule", width=1)))
    drawn, y = _each(found, y + 30)
    shapes += drawn
    y += 14
    for line in wrap(" ".join(foot(found)), SMALL, 0.96 * (WIDTH - 2 * MARGIN)):
        shapes.append(Words(at=(MARGIN, y), text=line, size=SMALL, colour="quiet"))
        y += 15
    return Plate(shapes=tuple(shapes), size=(WIDTH, round(y - 15 + MARGIN)), title=TITLE_TEXT, text=in_words(found))


def spoken(found: Compared, theme: str) -> tuple[int, int]:
    """Return how many items carry a theme, and in how many theories.

    Examples
    --------
    >>> from cbf_widgets.comparing import compare_theories
    >>> spoken(compared(compare_theories(["Croydon", "Luton"])), "no such theme")
    (0, 0)
    """
    each = [len(found.cells.get((theory, theme), ())) for theory, _ in found.theories]
    return sum(each), sum(map(bool, each))


def watched(found: Compared, theme: str) -> tuple[int, int]:
    """Return how many indicators and measures carry a theme, and in how many theories.

    Examples
    --------
    >>> from cbf_widgets.comparing import compare_theories
    >>> watched(compared(compare_theories(["Croydon", "Luton"])), "no such theme")
    (0, 0)
    """
    lanes = {i for i, lane in enumerate(found.lanes) if lane == WATCHED}
    each = [sum(lane in lanes for lane, _ in found.cells.get((theory, theme), ())) for theory, _ in found.theories]
    return sum(each), sum(map(bool, each))


def _row(found: Compared, theme: str, title: str, top: float) -> tuple[list[Shape], float]:
    names = wrap(title, TEXT, SAID - MARGIN - 16, bold=bool(theme))
    named = [
        (wrap(name, TEXT, 292.0), wrap(", ".join(places), TEXT, WIDTH - MARGIN - NAMED - 326))
        for name, places in namings(found, theme)
    ]
    base = top + PAD + 12
    shapes: list[Shape] = [
        Words(at=(MARGIN, base + LINE * i), text=line, size=TEXT, colour="ink" if theme else "quiet", bold=bool(theme))
        for i, line in enumerate(names)
    ]
    for x, (items, where) in ((SAID, spoken(found, theme)), (WATCH, watched(found, theme))):
        text = f"{items:,} {counting.plural(items, 'item')} · {where} of {len(found.theories)}" if items else "not at all"
        shapes.append(Words(at=(x, base), text=text, size=TEXT, colour="ink" if items else "quiet"))
    lines = len(names)
    if named:
        y = base
        for measure, who in named:
            shapes += stage_sign(3, (NAMED + 6, y - 4.4), 5.4)
            for i, line in enumerate(measure):
                shapes.append(Words(at=(NAMED + 20, y + LINE * i), text=line, size=TEXT, colour="ink"))
            for i, line in enumerate(who):
                shapes.append(Words(at=(NAMED + 326, y + LINE * i), text=line, size=TEXT, colour="quiet"))
            y += LINE * max(len(measure), len(who))
        lines = max(lines, round((y - base) / LINE))
    else:
        shapes += gap(NAMED, top + 5, WIDTH - MARGIN, top + 2 * PAD + LINE * lines - 7, ["no one names a measure"])
    return shapes, top + 2 * PAD + LINE * lines - 2


def _each(found: Compared, y: float) -> tuple[list[Shape], float]:
    """Each measure once, with those who name it."""
    titles = dict(found.theories)
    head = "Each measure, and who names it" if found.measures else "No scale or questionnaire is named on these pages."
    shapes: list[Shape] = [Words(at=(MARGIN, y), text=head, size=HEAD, colour="ink", bold=True)]
    y += 22
    x, right = MARGIN, WIDTH - MARGIN
    for measure, theories in found.measures.items():
        text = f"{found.names[measure]}: {', '.join(titles[one] for one in theories)}"
        lines = wrap(text, TEXT, right - MARGIN - 20)
        if x > MARGIN and x + 20 + text_width(lines[0], TEXT) > right:
            x, y = MARGIN, y + 21
        shapes += stage_sign(3, (x + 6, y - 4.4), 5.4)
        for i, line in enumerate(lines):
            shapes.append(Words(at=(x + 18, y + LINE * i), text=line, size=TEXT, colour="ink"))
        y += LINE * (len(lines) - 1)
        x += 18 + text_width(lines[-1], TEXT) + 28 if len(lines) == 1 else right
    return shapes, y + 18


def in_words(found: Compared) -> str:
    """Say all that the picture shows.

    Examples
    --------
    >>> from cbf_widgets.comparing import compare_theories
    >>> in_words(compared(compare_theories(["Croydon", "Luton"]))).splitlines()[0]
    'What is measured, and what no one measures'
    """
    said = [TITLE_TEXT, gap_said(found)]
    for theme, title in found.themes:
        named = "; ".join(f"{name} ({', '.join(places)})" for name, places in namings(found, theme))
        if theme or named:
            (items, of), (watching, places) = spoken(found, theme), watched(found, theme)
            speaks = f"{title}: spoken of in {counting.counted(items, 'item')} of {counting.counted(of, 'theory', 'theories')}"
            watches = f"watched by {counting.counted(watching, 'indicator or measure', 'indicators and measures')} in {counting.in_words(places)}"
            said.append(f"{speaks}, {watches}; {f'measured with {named}' if named else 'no one names a measure'}.")
    return "\n".join([*said, " ".join(foot(found))])
