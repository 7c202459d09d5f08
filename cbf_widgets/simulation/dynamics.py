"""One contact after the other, for many runs at once: the four lines of the model page in whole numbers (see `fixed`).

With E = −ln(1 − u), the page's u < p becomes E < f(z) + Σ contagion, and u ≥ 1 − s' becomes E ≥ −ln s + Σ support where p didn't win (see `deciding`).
Arrays here have the steps first and the runs last.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from cbf_widgets.simulation import fixed
from cbf_widgets.simulation.deciding import Numbers, Way, best_way
from cbf_widgets.simulation.network import StepNetwork

Small = NDArray[np.int8]
Truths = NDArray[np.bool_]


class Draws(NamedTuple):
    """What one contact draws for a block of runs, as whole numbers: w, w' below 2³², u, v below 2¹⁶.

    Examples
    --------
    >>> Draws.of(np.random.SFC64(1), steps=3, runs=8).u.shape
    (3, 8)
    """

    w: NDArray[np.uint32]
    w_repair: NDArray[np.uint32]
    u: NDArray[np.uint16]
    v: NDArray[np.uint16]

    @classmethod
    def of(cls, source: np.random.BitGenerator, steps: int, runs: int) -> Self:
        """Draw w and w' of all runs, then u of all steps and runs, then v: the same words whatever the parameters are.

        Examples
        --------
        >>> Draws.of(np.random.SFC64(1), steps=1, runs=4).w.dtype
        dtype('uint32')
        """
        words = source.random_raw(runs + steps * runs // 2).astype("<u8", copy=False)
        w = words[:runs].view("<u4").reshape(2, runs)
        u = words[runs:].view("<u2").reshape(2, steps, runs)
        return cls(w[0], w[1], u[0], u[1])

    def first(self, runs: int) -> Self:
        """Keep the first runs only.

        Examples
        --------
        >>> Draws.of(np.random.SFC64(1), steps=3, runs=8).first(5).v.shape
        (3, 5)
        """
        return type(self)(self.w[:runs], self.w_repair[:runs], self.u[:, :runs], self.v[:, :runs])


@dataclass(frozen=True, eq=False)
class Rules:
    """A network and its effort as the whole numbers that decide.

    Attributes
    ----------
    loops, steps, contacts : int
        The highest level; how many steps and contacts.
    way : Way
        How it is decided which steps advance and which slip.
    ratchet, always : numpy.ndarray
        (steps): v below it secures what was gained; where even the largest v does.
    rupture, repair : int
        w or w' below it.
    mends : numpy.ndarray
        The numbers of the steps of kind ``repair``.
    slips : bool
        Whether any step can slip at all.

    Examples
    --------
    >>> network = StepNetwork.from_vocabulary("partnership-building")
    >>> Rules.of(network, np.ones((52, 5))).contacts
    52
    """

    loops: int
    steps: int
    contacts: int
    way: Way
    ratchet: NDArray[np.uint16]
    always: Truths
    rupture: int
    repair: int
    mends: NDArray[np.intp]
    slips: bool

    @classmethod
    def of(cls, network: StepNetwork, effort: fixed.Floats, runs: int = 1) -> Self:
        """Round a network and an effort (contacts × steps) once and for all; how many runs there will be decides what is faster.

        Examples
        --------
        >>> rules = Rules.of(StepNetwork.from_vocabulary("partnership-building"), np.ones((1, 5)))
        >>> round(rules.rupture / 2**32, 9)
        0.03
        """
        ratchet = np.rint(network.values("ratchet") * 2**16)
        return cls(
            loops=network.loops,
            steps=len(network.steps),
            contacts=len(effort),
            way=best_way(Numbers.of(network, effort), effort.size * runs),
            ratchet=np.minimum(ratchet, 2**16 - 1).astype(np.uint16),
            always=ratchet == 2**16,
            rupture=round(network.rupture * 2**32),
            repair=round(network.repair * 2**32),
            mends=np.array([number for number, kind in enumerate(network.kinds) if kind == "repair"], dtype=np.intp),
            slips=bool(network.values("slip").any()),
        )


class Desk:
    """Room to work in for some runs, so that a contact asks for no new memory.

    Examples
    --------
    >>> rules = Rules.of(StepNetwork.from_vocabulary("partnership-building"), np.ones((1, 5)))
    >>> Desk(rules, runs=10).advance.shape
    (5, 10)
    """

    def __init__(self, rules: Rules, runs: int) -> None:
        shape = rules.steps, runs
        self.way = rules.way.desk(runs)
        self.advance, self.slip, self.hold = (np.empty(shape, np.bool_) for _ in range(3))
        self.spared, self.free, self.mended = (np.empty(runs, np.bool_) for _ in range(3))
        self.mending = [self.advance[step] for step in rules.mends]
        ends = [-1, *rules.mends, rules.steps]
        self.blocked = [self.advance[a + 1 : b] for a, b in itertools.pairwise(ends) if a + 1 < b]
        # Whole arrays, since numpy is slow with single numbers.
        self.loops = np.full(shape, rules.loops, np.int8)
        self.ratchet = np.broadcast_to(rules.ratchet[:, None], shape).copy()


class Block(NamedTuple):
    """The results of some runs, to be filled: (contact, step, run) and, for `ruptured`, (contact, run).

    Examples
    --------
    >>> Block(*(np.zeros((3, 2, 4), np.int8) for _ in range(2)), np.zeros((3, 4), bool)).ruptured.shape
    (3, 4)
    """

    levels: Small
    floors: Small
    ruptured: Truths


def run_block(
    rules: Rules, source: np.random.BitGenerator, drawn: int, block: Block, done: Callable[[int], None] = lambda _: None
) -> None:
    """Run all contacts for a block of runs, from what stands in it at contact 0.

    Parameters
    ----------
    rules : Rules
        The numbers that decide.
    source : numpy.random.BitGenerator
        Where the draws come from.
    drawn : int
        For how many runs draws are made; the block may hold fewer, the first of them. A multiple of 4.
    block : Block
        Filled from contact 1 on; with fewer rows than contacts + 1, each row is used again (at least 2).
    done : callable
        Called with each contact once its row is written.

    Examples
    --------
    >>> network = StepNetwork.from_vocabulary("partnership-building")
    >>> block = Block(*(np.zeros((53, 5, 4), np.int8) for _ in range(2)), np.zeros((53, 4), bool))
    >>> run_block(Rules.of(network, np.ones((52, 5))), np.random.SFC64(1), 4, block)
    >>> bool((block.floors <= block.levels).all())
    True
    """
    steps, runs = block.levels.shape[1:]
    desk, rows = Desk(rules, runs), len(block.levels)
    for contact in range(rules.contacts):
        draws = Draws.of(source, steps, drawn).first(runs)
        before, after = contact % rows, (contact + 1) % rows
        levels, floors, ruptured = block.levels[after], block.floors[after], block.ruptured[after]
        now = Block(levels, block.floors[before], ruptured)
        np.copyto(levels, block.levels[before])
        np.copyto(ruptured, block.ruptured[before])
        _strike(rules, draws, now, desk)
        _move(rules, contact, draws.u, now, desk)
        _mend(rules, draws, now, desk)
        _secure(rules, draws, now, floors, desk)
        done(contact + 1)


def _secure(rules: Rules, draws: Draws, now: Block, floors: Small, desk: Desk) -> None:
    """Let the ratchet click: what was gained becomes secure."""
    if not (rules.ratchet.any() or rules.always.any()):
        np.copyto(floors, now.floors)
        return
    np.less(draws.v, desk.ratchet, out=desk.hold)
    if rules.always.any():
        desk.hold[rules.always] = True
    np.multiply(now.levels, desk.hold.view(np.int8), out=floors)
    np.maximum(floors, now.floors, out=floors)


def _strike(rules: Rules, draws: Draws, now: Block, desk: Desk) -> None:
    """Let ruptures strike; which runs were spared stays in `desk.spared`."""
    if not rules.rupture:
        return
    np.greater(draws.w, np.uint32(rules.rupture - 1), out=desk.spared)
    np.multiply(now.levels, desk.spared.view(np.int8), out=now.levels)
    np.maximum(now.levels, now.floors, out=now.levels)
    np.greater_equal(now.ruptured, desk.spared, out=now.ruptured)  # stands already, or wasn't spared


def _mend(rules: Rules, draws: Draws, now: Block, desk: Desk) -> None:
    """Repair ruptures, but for those that struck in this contact."""
    if not rules.rupture:
        return
    if rules.repair:
        np.less_equal(draws.w_repair, np.uint32(rules.repair - 1), out=desk.mended)
    else:
        desk.mended[:] = False
    for advance in desk.mending:
        np.logical_or(desk.mended, advance, out=desk.mended)
    np.logical_and(desk.mended, desk.spared, out=desk.mended)
    np.greater(now.ruptured, desk.mended, out=now.ruptured)


def _move(rules: Rules, contact: int, u: NDArray[np.uint16], now: Block, desk: Desk) -> None:
    """Move all steps at once; whether u < p stays in `desk.advance`."""
    desk.way.decide(contact, now.levels, u, desk.advance, desk.slip if rules.slips else None)
    if rules.rupture:
        np.logical_not(now.ruptured, out=desk.free)
        for blocked in desk.blocked:
            np.logical_and(blocked, desk.free, out=blocked)
    np.add(now.levels, desk.advance.view(np.int8), out=now.levels)
    if rules.slips:
        np.greater(desk.slip, desk.advance, out=desk.slip)
        np.subtract(now.levels, desk.slip.view(np.int8), out=now.levels)
        np.maximum(now.levels, now.floors, out=now.levels)
    np.minimum(now.levels, desk.loops, out=now.levels)
