"""Print pages of theories: the picture, and where its letters would be too small, all of it in words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import TYPE_CHECKING

from cbf_widgets import __version__
from cbf_widgets.draw.blocks import Column, flow
from cbf_widgets.draw.lettering import clipped
from cbf_widgets.draw.pages import EDGE, page_size
from cbf_widgets.draw.plate import Plate
from cbf_widgets.draw.scene import Group, Shape, Words
from cbf_widgets.draw.theory_blocks import blocks
from cbf_widgets.draw.theory_cards import PLAIN
from cbf_widgets.draw.theory_coverage import coverage_plate
from cbf_widgets.draw.theory_key import MOST_LINES
from cbf_widgets.draw.theory_matrix import theme_plate
from cbf_widgets.draw.theory_plate import theory_plate

if TYPE_CHECKING:
    from cbf_widgets.comparing.comparison import TheoryComparison
    from cbf_widgets.model.theory import TheoryOfChange

SMALLEST = 7.0  # points; smaller letters on a card are tiring to read
UNIT = 0.272  # millimetres on a page of words: its letters have 10 points
GAP, FOOT, NARROW, INSIDE = 32.0, 30.0, 300.0, 8.0
TITLE = 180.0  # of a title at the foot of a page, at most


def theory_plates(theory: TheoryOfChange, *, paper: str = "A4", orientation: str = "portrait") -> list[Plate]:
    """Return the pages of a theory: its picture, then pages of words where the picture's letters are too small on this paper.

    Parameters
    ----------
    theory : TheoryOfChange
        What is printed.
    paper, orientation : str
        ``A4`` or ``A3``, ``portrait`` or ``landscape``.

    Returns
    -------
    list of Plate
        The picture first.

    Raises
    ------
    CbfError
        When there is no such paper or orientation.

    Examples
    --------
    >>> from cbf_widgets import datasets
    >>> croydon = datasets.theories()["Croydon"]
    >>> len(theory_plates(croydon, orientation="landscape")), len(theory_plates(croydon)) > 2
    (1, True)
    """
    page = page_size(paper, orientation)
    room = page[0] - 2 * EDGE, page[1] - 2 * EDGE
    picture = theory_plate(theory)
    long = any(len(link.assumption) > 40 * MOST_LINES or link.asks or link.evidence for link in theory.links)
    return [picture, *word_plates(theory, room)] if points(picture, room) < SMALLEST or long else [picture]


def comparison_plates(comparison: TheoryComparison) -> list[Plate]:
    """Return the pages of a comparison: authorities by theme, then what is measured and what no one measures.

    Parameters
    ----------
    comparison : TheoryComparison
        What `cbf_widgets.compare_theories` gives.

    Returns
    -------
    list of Plate
        Two pictures.

    Examples
    --------
    >>> from cbf_widgets.comparing import compare_theories
    >>> [plate.title for plate in comparison_plates(compare_theories(["Croydon", "Luton"]))]
    ['Two theories, side by side', 'What is measured, and what no one measures']
    """
    return [theme_plate(comparison), coverage_plate(comparison)]


def points(plate: Plate, room: tuple[float, float]) -> float:
    """Return how large the letters of cards are when a picture of a theory fills its room on paper.

    Parameters
    ----------
    plate : Plate
        The picture.
    room : (float, float)
        In millimetres.

    Returns
    -------
    float
        In points.

    Examples
    --------
    >>> round(points(Plate(shapes=(), size=(1000, 500), title="", text=""), (254, 180)), 1)
    9.0
    """
    scale = min(room[0] / plate.size[0], room[1] / plate.size[1])
    return PLAIN.size * scale / 25.4 * 72


def word_plates(theory: TheoryOfChange, room: tuple[float, float]) -> list[Plate]:
    """Return a theory in words, as many pages as it takes.

    Examples
    --------
    >>> from cbf_widgets import datasets
    >>> pages = word_plates(datasets.theories()["Croydon"], (180, 267))
    >>> pages[0].title
    'Croydon in words, page 1 of ...'
    """
    width, height = room[0] / UNIT, room[1] / UNIT
    many = max(1, int((width + GAP) // (NARROW + GAP)))
    column = (width - 2 * INSIDE - (many - 1) * GAP) / many
    placed = flow(blocks(theory, column), _columns(many, column, height - FOOT))
    pages = placed[-1][0]
    found = []
    for page in range(1, pages + 1):
        here: list[Shape] = [group for on, group in placed if on == page]
        title = f"{theory.title} in words, page {page} of {pages}"
        foot = Words(at=(INSIDE, height - 6), text=_foot(theory, page, pages), size=10.0, colour="quiet")
        said = " ".join(
            words.text for group in here if isinstance(group, Group) for words in group.shapes if isinstance(words, Words)
        )
        found.append(Plate(shapes=(*here, foot), size=(round(width), round(height)), title=title, text=said))
    return found


def _foot(theory: TheoryOfChange, page: int, pages: int) -> str:
    whose = " · the arrows are the reader's own" if theory.links and (theory.pages or theory.made_from) else ""
    title = "".join(clipped(theory.title, 10.0, TITLE, 1))
    return f"{title} in words, page {page} of {pages}{whose} · cbf_widgets {__version__}"


def _columns(many: int, column: float, bottom: float) -> Iterator[Column]:
    for page in count(1):
        for i in range(many):
            yield Column(page, INSIDE + i * (column + GAP), INSIDE, bottom)
