"""A network as a matplotlib figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cbf_widgets.draw.network_plate import network_plate
from cbf_widgets.draw.plate import front

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from cbf_widgets.simulation.ensemble import Ensemble
    from cbf_widgets.simulation.network import StepNetwork


@front
def network(
    network: StepNetwork | Ensemble,
    ensemble: Ensemble | None = None,
    ax: Axes | None = None,
    *,
    run: int = 0,
    contact: int | None = None,
    theme: str = "light",
) -> Axes:
    """Draw a network of steps on a spiral of its own, each step filled by how far it has got.

    Parameters
    ----------
    network : StepNetwork or Ensemble
        What to draw; an ensemble brings its network.
    ensemble : Ensemble, optional
        Whose run is shown, with the network's steps; without one, the network is as it is at the start.
    run : int
        Which of its runs, from 0.
    contact : int, optional
        After which of its contacts; by default the last.

    Raises
    ------
    CbfError
        When there is no such run, contact or theme, or the ensemble has other steps.

    Examples
    --------
    >>> from cbf_widgets import StepNetwork, draw, simulate
    >>> ensemble = simulate(StepNetwork.from_vocabulary("partnership-building"), seed=7)
    >>> axes = draw.network(ensemble, run=6, contact=0)
    >>> axes.texts[0].get_text()
    'Run 7 at contact 0: 0 of 15 loops gained'

    Notes
    -----
    Solid with teeth is secured, hatched can still slip, dashed isn't reached yet; a thicker arrow helps more.
    """
    from cbf_widgets.simulation.ensemble import Ensemble

    if isinstance(network, Ensemble):
        return network_plate(network.network, network, run, contact).axes(ax, theme)
    return network_plate(network, ensemble, run, contact).axes(ax, theme)
