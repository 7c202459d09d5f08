"""Many runs from the same assumptions: `simulate` and what it gives."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray

from cbf_widgets import __version__
from cbf_widgets.errors import CbfError, shown
from cbf_widgets.model.value import Range, convert
from cbf_widgets.simulation.dynamics import Block, Rules, Small, Truths, run_block
from cbf_widgets.simulation.network import StepNetwork
from cbf_widgets.simulation.readings import Readings

_WHOLE = {
    "contacts": Annotated[int, Range(1, 100_000)],
    "runs": Annotated[int, Range(1, 100_000_000)],
    "seed": Annotated[int, Range(0, 2**64 - 1)],
}


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


def simulate(network: StepNetwork, contacts: int = 52, runs: int = 2_000, *, seed: int, effort: Any = None) -> Ensemble:
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
        0 to 1, in place of the network's: one number, or a plan (contacts × steps).

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
    if not isinstance(network, StepNetwork):
        raise CbfError("a StepNetwork", shown(network), place="network", advice="See StepNetwork.from_networkx.")
    given = {"contacts": contacts, "runs": runs, "seed": seed}
    contacts, runs, seed = (_asked(name, value) for name, value in given.items())
    plan = _plan(network, contacts, effort)
    results = _start(network, contacts, runs)
    rules, size = Rules.of(network, plan), block_size(len(network.steps))
    _run(rules, seed, size, results, range(0, runs, size))
    for values in results:
        values.flags.writeable = False
    levels, floors = results.levels.transpose(2, 0, 1), results.floors.transpose(2, 0, 1)
    return Ensemble(network=network, effort=plan, contacts=contacts, runs=runs, seed=seed, version=__version__,
                    levels=levels, floors=floors, ruptured=results.ruptured.T)  # fmt: skip


def block_size(steps: int) -> int:
    """Say how many runs a block has: a power of two that depends on the network's size only.

    Examples
    --------
    >>> block_size(12), block_size(2_000)
    (2048, 512)
    """
    return int(min(4096, max(512, 2 ** (15 - (steps - 1).bit_length()))))


def _run(rules: Rules, seed: int, size: int, results: Block, firsts: Iterable[int]) -> None:
    """Run the blocks that begin with these runs, in any order."""
    for first in firsts:
        source = np.random.SFC64(np.random.SeedSequence(seed, spawn_key=(first // size,)))
        runs = slice(first, first + size)
        block = Block(results.levels[..., runs], results.floors[..., runs], results.ruptured[..., runs])
        run_block(rules, source, size, block)


def _start(network: StepNetwork, contacts: int, runs: int) -> Block:
    shape = contacts + 1, len(network.steps), runs
    results = Block(np.empty(shape, np.int8), np.empty(shape, np.int8), np.zeros((contacts + 1, runs), np.bool_))
    results.levels[0] = network.values("level")[:, None]
    results.floors[0] = network.values("floor")[:, None]
    return results


def _asked(name: str, value: Any) -> int:
    try:
        return int(convert(_WHOLE[name], value.item() if isinstance(value, np.integer) else value))
    except CbfError as error:
        raise error.inside(name) from None


def _plan(network: StepNetwork, contacts: int, effort: Any) -> NDArray[np.float64]:
    shape = contacts, len(network.steps)
    given: Any = network.values("effort") if effort is None else effort
    try:
        plan = np.array(given, dtype=float)
    except (TypeError, ValueError):
        raise CbfError("a number or an array of numbers", shown(effort), place="effort") from None
    if effort is not None and plan.shape not in {(), shape}:
        raise CbfError(f"one number or an array of {shape[0]} contacts × {shape[1]} steps", _size(plan.shape), place="effort")
    plan = np.broadcast_to(plan, shape).copy()
    outside = np.argwhere(~((plan >= 0) & (plan <= 1)))
    if len(outside):
        contact, step = outside[0]
        place = f"effort, contact {contact + 1}, step {shown(network.nodes[step])}"
        raise CbfError("a number from 0 to 1", shown(float(plan[contact, step])), place=place)
    plan.flags.writeable = False
    return plan


def _size(shape: Sequence[int]) -> str:
    return "one of " + " × ".join(map(str, shape))
