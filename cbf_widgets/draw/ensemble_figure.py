"""Many runs as a matplotlib figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cbf_widgets.draw.ensemble_scene import ensemble_plate
from cbf_widgets.draw.plate import front

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from cbf_widgets.simulation.ensemble import Ensemble


@front
def ensemble(
    ensemble: Ensemble,
    ax: Axes | None = None,
    *,
    beside: Ensemble | None = None,
    run: int | None = None,
    theme: str = "light",
    unit: str = "loops",
    label: str = "",
) -> Axes:
    """Draw what the runs of an ensemble have gained, contact by contact: half of all runs, nine in ten, the median.

    The picture is 720 by 440 units large.

    Parameters
    ----------
    ensemble : Ensemble
        What to draw.
    beside : Ensemble, optional
        Whose median stands beside, dotted: as many contacts, and as much to gain.
    run : int, optional
        Which of its runs stands out, from 0; its ruptures are zigzags until they are repaired.
    unit : {"loops", "percent"}
        Loops gained by all steps together, or their share of all there are.
    label : str
        What stands beside, in words; by default found out, for instance ``without the ratchet``.

    Raises
    ------
    CbfError
        When there is no such run, unit or theme, or the two can't be drawn on one pair of axes.

    Examples
    --------
    >>> from cbf_widgets import StepNetwork, draw, simulate
    >>> network = StepNetwork.from_vocabulary("partnership-building")
    >>> axes = draw.ensemble(simulate(network, seed=7), beside=simulate(network.with_(ratchet=0), seed=7), run=6)
    >>> axes.texts[0].get_text().split(";")[0]
    'Half of all runs gain 14 of 15 loops or more'
    """
    return ensemble_plate(ensemble, beside, run, unit=unit, label=label).axes(ax, theme)
