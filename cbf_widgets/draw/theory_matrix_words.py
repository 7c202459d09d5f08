"""A matrix of theories by theme in words: for those who can't see it."""

from __future__ import annotations

from collections.abc import Sequence

from cbf_widgets.draw.theory_compared import Compared, Mark, foot, gap_said
from cbf_widgets.model import counting


def in_words(found: Compared, title: str) -> str:
    """Say all that the matrix shows.

    Examples
    --------
    >>> from cbf_widgets.comparing import compare_theories
    >>> from cbf_widgets.draw.theory_compared import compared
    >>> in_words(compared(compare_theories(["Croydon", "Luton"])), "Two theories").splitlines()[0]
    'Two theories'
    """
    said = [title, gap_said(found)]
    for theory, name in found.theories:
        each = [
            f"{theme_title} {len(found.cells[theory, theme])}{lanes_said(found, found.cells[theory, theme])}"
            for theme, theme_title in found.themes
            if found.cells[theory, theme]
        ]
        named = counting.counted(len(found.by(theory)), "measure")
        said.append(f"{name}, {counting.counted(found.items[theory], 'item')}, {named} named: {'; '.join(each) or 'nothing'}.")
    totals = "; ".join(f"{theme_title} {found.total(theme)}" for theme, theme_title in found.themes)
    return "\n".join([*said, f"All together: {totals}.", " ".join(foot(found))])


def lanes_said(found: Compared, marks: Sequence[Mark]) -> str:
    """Return at which stages the items of a cell stand, and how many share their words with another page.

    Examples
    --------
    >>> from cbf_widgets.comparing import compare_theories
    >>> from cbf_widgets.draw.theory_compared import compared
    >>> lanes_said(compared(compare_theories(["Croydon", "Luton"])), [(0, False), (0, True)])
    ' (two Now; one in shared words)'
    """
    each = [f"{counting.in_words(n)} {found.lanes[lane]}" for lane in found.used if (n := sum(one == lane for one, _ in marks))]
    shared = sum(shared for _, shared in marks)
    words = f"; {counting.in_words(shared)} in shared words" if shared else ""
    return f" ({', '.join(each)}{words})" if each else ""
