"""Theories of change as matplotlib figures: one, several by theme, and what is measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cbf_widgets.draw.plate import front
from cbf_widgets.draw.theory_coverage import coverage_plate
from cbf_widgets.draw.theory_matrix import theme_plate
from cbf_widgets.draw.theory_plate import theory_plate

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from cbf_widgets.comparing.comparison import TheoryComparison
    from cbf_widgets.model.theory import TheoryOfChange


@front
def theory(theory: TheoryOfChange, ax: Axes | None = None, *, theme: str = "light", trace: str | None = None) -> Axes:
    """Draw a theory of change: its columns of cards, the arrows that a person drew, and what each of them assumes.

    Parameters
    ----------
    theory : TheoryOfChange
        What to draw.
    trace : str, optional
        Id of one of its items: what leads to it and what it leads to stands large above the rest.

    Raises
    ------
    CbfError
        When there is no such item or theme.

    Examples
    --------
    >>> from cbf_widgets import datasets, draw
    >>> axes = draw.theory(datasets.theories()["Croydon"])
    >>> axes.texts[0].get_text()
    'Croydon'

    Notes
    -----
    A dotted edge marks a reading of a damaged page. An arrow is solid, dashed or dotted by how sure the person is who drew it, and
    its letter stands in a filled disc where there is evidence. The guide prints no arrows.
    """
    return theory_plate(theory, trace).axes(ax, theme)


@front
def theme_matrix(comparison: TheoryComparison, ax: Axes | None = None, *, theme: str = "light") -> Axes:
    """Draw several theories side by side: authority by theme, and in each cell a lane for every stage.

    Parameters
    ----------
    comparison : TheoryComparison
        What `cbf_widgets.compare_theories` gives.

    Examples
    --------
    >>> from cbf_widgets import draw
    >>> from cbf_widgets.comparing import compare_theories
    >>> axes = draw.theme_matrix(compare_theories(["Croydon", "Luton"]))
    >>> axes.texts[0].get_text()
    'Two theories, side by side'

    Notes
    -----
    A sign is an item: hollow squares now, squares changes, discs intermediate outcomes, diamonds indicators and measures, triangles
    long-term outcomes, crosses existing strategies. Hatched ones share their words with another page. The coding is a reading.
    """
    return theme_plate(comparison).axes(ax, theme)


@front
def measure_coverage(comparison: TheoryComparison, ax: Axes | None = None, *, theme: str = "light") -> Axes:
    """Draw for which themes a measure is named, by whom, and which one; what no one measures stands as a gap.

    Parameters
    ----------
    comparison : TheoryComparison
        What `cbf_widgets.compare_theories` gives.

    Examples
    --------
    >>> from cbf_widgets import draw
    >>> from cbf_widgets.comparing import compare_theories
    >>> axes = draw.measure_coverage(compare_theories(["Croydon", "Luton"]))
    >>> axes.texts[0].get_text()
    'What is measured, and what no one measures'

    Notes
    -----
    A measure is a scale or questionnaire that the guide names; which of its tools are such is our reading, and so is the coding.
    """
    return coverage_plate(comparison).axes(ax, theme)
