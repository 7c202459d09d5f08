"""The draws of an ensemble, made again: what an ensemble doesn't keep can be read from them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from cbf_widgets.simulation.dynamics import Draws, Rules, Truths
from cbf_widgets.simulation.running import block_size, block_source

if TYPE_CHECKING:
    from cbf_widgets.simulation.readings import Readings


class Drawn(NamedTuple):
    """What one contact drew for some runs.

    Examples
    --------
    >>> Drawn(3, slice(0, 8), Draws.of(np.random.SFC64(1), steps=2, runs=8)).contact
    3
    """

    contact: int
    runs: slice
    draws: Draws


def draw_again(ensemble: Readings, runs: range | None = None) -> Iterator[Drawn]:
    """Give the draws of an ensemble block by block, and in each contact by contact, from contact 1 on.

    Parameters
    ----------
    ensemble : Ensemble
        The runs.
    runs : range, optional
        Consecutive ones; all by default.

    Yields
    ------
    Drawn
        For the runs of one block that were asked for.

    Examples
    --------
    >>> import cbf_widgets as cbf
    >>> ensemble = cbf.simulate(cbf.StepNetwork.from_vocabulary("partnership-building"), contacts=4, runs=9, seed=1)
    >>> [(one.contact, one.draws.u.shape) for one in draw_again(ensemble, range(2, 9))][0]
    (1, (5, 7))
    """
    runs, steps = range(ensemble.runs) if runs is None else runs, len(ensemble.network.steps)
    size = block_size(steps)
    for block in range(runs.start // size, (runs.stop - 1) // size + 1):
        first, last = max(runs.start, block * size), min(runs.stop, (block + 1) * size)
        mine = slice(first - block * size, last - block * size)
        source = block_source(ensemble.seed, block)
        for contact in range(1, ensemble.contacts + 1):
            w, w_repair, u, v = Draws.of(source, steps, size)
            yield Drawn(contact, slice(first, last), Draws(w[mine], w_repair[mine], u[:, mine], v[:, mine]))


def strikes(ensemble: Readings) -> Truths:
    """Say in which contacts a rupture struck, one that stood unrepaired included.

    Returns
    -------
    numpy.ndarray
        With axes run, contact; never in contact 0, the start.

    Examples
    --------
    >>> import cbf_widgets as cbf
    >>> network = cbf.StepNetwork.from_vocabulary("partnership-building").with_(rupture=1)
    >>> strikes(cbf.simulate(network, contacts=2, runs=2, seed=1)).tolist()
    [[False, True, True], [False, True, True]]
    """
    struck, rupture = np.zeros_like(ensemble.ruptured), Rules.of(ensemble.network, ensemble.effort).rupture
    for contact, runs, draws in draw_again(ensemble):
        struck[runs, contact] = draws.w < rupture
    return struck
