"""A theory of change as a matplotlib figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cbf_widgets.draw.theory_plate import theory_plate

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from cbf_widgets.model.theory import TheoryOfChange


def theory(theory: TheoryOfChange, ax: Axes | None = None, *, theme: str = "light", trace: str | None = None) -> Axes:
    """Draw a theory of change: its columns of cards, the arrows that a person drew, and what each of them assumes.

    Parameters
    ----------
    theory : TheoryOfChange
        What to draw.
    ax : Axes, optional
        Where; by default on a new figure.
    theme : str
        ``light``, ``dark`` or ``print``.
    trace : str, optional
        Id of an item: what leads to it and what it leads to stands large above the rest.

    Returns
    -------
    Axes
        Its data are the picture's units, y pointing down; its label is the picture in words.

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
