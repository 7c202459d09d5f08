"""The five criteria as a matplotlib figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cbf_widgets.draw.criteria_scene import criteria_plate
from cbf_widgets.draw.plate import front

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from cbf_widgets.simulation.criteria import Criteria


@front
def criteria(criteria: Criteria, ax: Axes | None = None, *, theme: str = "light") -> Axes:
    """Draw what a little more effort on each step brings about: five panels, one a criterion, each in units of its own.

    There is no total: which criterion counts most is for people to say.

    Parameters
    ----------
    criteria : Criteria
        What `cbf_widgets.criteria` gives.

    Examples
    --------
    >>> from cbf_widgets import StepNetwork, draw
    >>> from cbf_widgets.simulation.criteria import criteria
    >>> axes = draw.criteria(criteria(StepNetwork.from_vocabulary("partnership-building"), runs=100, seed=7))
    >>> axes.texts[0].get_text()
    'What a little more effort on one step brings about'

    Notes
    -----
    Source of the criteria: making change happen, *How do I make change happen with families?*; it gives no measure for any of them.
    """
    return criteria_plate(criteria).axes(ax, theme)
