"""Many runs from the same assumptions: `simulate` and what it gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cbf_widgets import __version__
from cbf_widgets.simulation.dynamics import Block, Small, Truths
from cbf_widgets.simulation.network import StepNetwork
from cbf_widgets.simulation.readings import Readings
from cbf_widgets.simulation.running import Asked, Opened
from cbf_widgets.simulation.tally import Tally


@dataclass(frozen=True, eq=False, kw_only=True)
class Ensemble(Readings):
    """Runs from the same assumptions: what follows from these, not a forecast.

    Attributes
    ----------
    network : StepNetwork
        The steps and every number.
    effort : numpy.ndarray
        (contacts, steps), 0 to 1.
    contacts, runs, seed : int
        What was asked for.
    version : str
        The version of cbf_widgets that made it.
    levels, floors : numpy.ndarray
        int8, with axes run, contact, step; contact 0 is the start. They can't be written to.
    ruptured : numpy.ndarray
        Whether a rupture stands unrepaired at the end of a contact, with axes run, contact.

    Examples
    --------
    >>> ensemble = simulate(StepNetwork.from_vocabulary("partnership-building"), runs=100, seed=1)
    >>> ensemble.levels.shape, ensemble.ruptured.shape
    ((100, 53, 5), (100, 53))
    """

    network: StepNetwork
    effort: NDArray[np.float64]
    contacts: int
    runs: int
    seed: int
    version: str
    levels: Small
    floors: Small
    ruptured: Truths

    def __repr__(self) -> str:
        return f"Ensemble({self.runs} runs of {self.contacts} contacts, {len(self.network.steps)} steps, seed {self.seed})"

    @property
    def token(self) -> str:
        """A short text from which `replay` makes the same levels and floors again; it holds no labels and no sources."""
        from cbf_widgets.simulation.tokens import write_token

        return write_token(self.network, self.contacts, self.runs, self.seed, self.effort)

    def tally(self) -> Tally:
        """Count the runs by what they have reached; see `Tally`.

        Examples
        --------
        >>> simulate(StepNetwork.from_vocabulary("partnership-building"), runs=100, seed=1).tally().totals[0, 0]
        np.int64(100)
        """
        counts = Tally.empty(self.network, self.contacts)
        for contact in range(self.contacts + 1):
            counts.add(contact, self.levels[:, contact].T)
        return counts


def simulate(
    network: StepNetwork, contacts: int = 52, runs: int = 2_000, *,
    seed: int, effort: Any = None, progress: bool = False, threads: int = 1,
) -> Ensemble:  # fmt: skip
    """Run a network many times from the same assumptions.

    The same seed gives the same runs on every machine. Fewer runs are the first of more, and fewer contacts the
    first of more. Two networks with equally many steps and the same seed draw the same chances, so their difference is due to what differs between them.

    Parameters
    ----------
    network : StepNetwork
        The steps and every number.
    contacts : int
        How many contacts between helper and family, at least 1.
    runs : int
        How many runs, at least 1.
    seed : int
        Any whole number from 0 on.
    effort : float or array_like, optional
        0 to 1, in place of the network's: one number, a plan (contacts × steps), or anything that gives one by ``over(network, contacts)``.
    progress : bool
        Whether a bar shows how far it is, with the time left.
    threads : int
        How many blocks of runs are run at once; the result is the same.

    Returns
    -------
    Ensemble
        Levels and floors with axes (run, contact, step).

    Raises
    ------
    CbfError
        When an argument is of another kind or out of its range.

    Examples
    --------
    >>> network = StepNetwork.from_vocabulary("partnership-building")
    >>> with_net, without = simulate(network, seed=7), simulate(network.with_(ratchet=0), seed=7)
    >>> bool((with_net.levels >= without.levels).all())
    True

    Notes
    -----
    Can be interrupted at any time; nothing is left half-written. The random numbers are those of SFC64, its bits taken as they
    come (`numpy` keeps them), one `SeedSequence` for each block of runs with the block's number as spawn key.
    """
    asked = Asked.of(network, contacts, runs, seed, effort)
    results = asked.rows(asked.runs, asked.contacts + 1)

    def open_block(first: int) -> Opened:
        runs = slice(first, first + asked.block_size)
        return Block(results.levels[..., runs], results.floors[..., runs], results.ruptured[..., runs]), lambda _: None

    asked.run(open_block, progress=progress, threads=threads)
    for values in results:
        values.flags.writeable = False
    levels, floors = results.levels.transpose(2, 0, 1), results.floors.transpose(2, 0, 1)
    return Ensemble(**vars(asked), version=__version__, levels=levels, floors=floors, ruptured=results.ruptured.T)
