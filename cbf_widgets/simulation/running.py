"""What was asked of a simulation, checked once; and its runs in blocks, one after the other or in threads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any, Self

import numpy as np
from numpy.typing import NDArray

from cbf_widgets.errors import CbfError, shown
from cbf_widgets.model.value import Range, convert
from cbf_widgets.simulation.dynamics import Block, Rules, run_block
from cbf_widgets.simulation.network import StepNetwork
from cbf_widgets.simulation.progress import Tick, progress_bar

_WHOLE = {
    "contacts": Annotated[int, Range(1, 100_000)],
    "runs": Annotated[int, Range(1, 100_000_000)],
    "seed": Annotated[int, Range(0, 2**64 - 1)],
    "threads": Annotated[int, Range(1, 256)],
}

# From a block's first run to rows for its results, and what is done with them after each contact.
Opened = tuple[Block, Callable[[int], None]]


@dataclass(frozen=True, eq=False, kw_only=True)
class Asked:
    """A network and what to do with it, every value checked.

    Attributes
    ----------
    network : StepNetwork
        The steps and every number.
    contacts, runs, seed : int
        How many contacts, how many runs, and which draws.
    effort : numpy.ndarray
        (contacts, steps), 0 to 1.

    Examples
    --------
    >>> asked = Asked.of(StepNetwork.from_vocabulary("partnership-building"), 52, 10, 1)
    >>> asked.effort.shape, asked.block_size
    ((52, 5), 2048)
    """

    network: StepNetwork
    contacts: int
    runs: int
    seed: int
    effort: NDArray[np.float64]

    @classmethod
    def of(cls, network: StepNetwork, contacts: int, runs: int, seed: int, effort: Any = None) -> Self:
        """Check what came.

        Raises
        ------
        CbfError
            When an argument is of another kind or out of its range.

        Examples
        --------
        >>> Asked.of(StepNetwork.from_vocabulary("partnership-building"), 52, 0, 1)
        Traceback (most recent call last):
        ...
        cbf_widgets.errors.CbfError: runs: expected a number from 1 to 1e+08, but got 0.
        """
        if not isinstance(network, StepNetwork):
            raise CbfError("a StepNetwork", shown(network), place="network", advice="See StepNetwork.from_networkx.")
        contacts, runs, seed = whole("contacts", contacts), whole("runs", runs), whole("seed", seed)
        return cls(network=network, contacts=contacts, runs=runs, seed=seed, effort=_plan(network, contacts, effort))

    @property
    def block_size(self) -> int:
        """How many runs a block has: a power of two that depends on the network's size only."""
        return block_size(len(self.network.steps))

    def run(self, open_block: Callable[[int], Opened], *, progress: bool = False, threads: int = 1) -> None:
        """Run all blocks, in any order; it can be interrupted at any contact.

        Parameters
        ----------
        open_block : callable
            From the number of a block's first run to where its contacts are written, and what is called after each.
        progress : bool
            Whether a bar is shown.
        threads : int
            How many blocks are run at once.

        Examples
        --------
        >>> asked, done = Asked.of(StepNetwork.from_vocabulary("partnership-building"), 2, 10, 1), []
        >>> asked.run(lambda first: (asked.rows(10, 2), done.append))
        >>> done
        [1, 2]
        """
        rules, firsts = Rules.of(self.network, self.effort, self.runs), range(0, self.runs, self.block_size)
        threads, ticks = min(whole("threads", threads), len(firsts)), len(firsts) * self.contacts
        # The bar ends before the pool does, so that an interrupt stops the other threads too.
        with ThreadPoolExecutor(threads) as pool, progress_bar(ticks, "contacts", shown=progress) as tick:
            work = partial(self._block, rules, open_block, tick)
            for _ in map(work, firsts) if threads == 1 else pool.map(work, firsts):
                pass

    def _block(self, rules: Rules, open_block: Callable[[int], Opened], tick: Tick, first: int) -> None:
        source = block_source(self.seed, first // self.block_size)
        rows, keep = open_block(first)

        def done(contact: int) -> None:
            keep(contact)
            tick()

        run_block(rules, source, self.block_size, rows, done)

    def rows(self, runs: int, contacts: int) -> Block:
        """Give room for some runs at some contacts, with the start written in the first.

        Examples
        --------
        >>> Asked.of(StepNetwork.from_vocabulary("partnership-building"), 52, 10, 1).rows(10, 53).levels.shape
        (53, 5, 10)
        """
        shape = contacts, len(self.network.steps), runs
        room = Block(np.empty(shape, np.int8), np.empty(shape, np.int8), np.zeros((contacts, runs), np.bool_))
        room.levels[0] = self.network.values("level")[:, None]
        room.floors[0] = self.network.values("floor")[:, None]
        return room


def block_size(steps: int) -> int:
    """Say how many runs a block has: a power of two that depends on the network's size only.

    Examples
    --------
    >>> block_size(12), block_size(2_000)
    (2048, 256)
    """
    return int(min(2048, max(256, 2 ** (16 - (steps - 1).bit_length()))))


def block_source(seed: int, block: int) -> np.random.SFC64:
    """Give where the draws of a block come from.

    Examples
    --------
    >>> block_source(seed=7, block=0).random_raw() == block_source(seed=7, block=1).random_raw()
    False
    """
    return np.random.SFC64(np.random.SeedSequence(seed, spawn_key=(block,)))


def whole(name: str, value: Any) -> int:
    """Check one of the whole numbers that are asked for.

    Examples
    --------
    >>> whole("seed", 7)
    7
    """
    try:
        return int(convert(_WHOLE[name], value.item() if isinstance(value, np.integer) else value))
    except CbfError as error:
        raise error.inside(name) from None


def _plan(network: StepNetwork, contacts: int, effort: Any) -> NDArray[np.float64]:
    shape = contacts, len(network.steps)
    given: Any = network.values("effort") if effort is None else effort
    if hasattr(given, "over"):
        given = given.over(network, contacts)
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
