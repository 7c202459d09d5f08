"""One contact after the other, for many runs at once: the four lines of the model page in whole numbers (see `fixed`).

With E = −ln(1 − u), the page's u < p becomes E < f(z) + Σ contagion, and u ≥ 1 − s' becomes E ≥ −ln s + Σ support where p didn't win.
Arrays here have the steps first and the runs last.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from cbf_widgets.simulation import fixed
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
    """A network and its effort as the whole numbers that decide; one column, where a value is each step's own.

    Attributes
    ----------
    loops : int
        The highest level.
    helping, waiting : numpy.ndarray
        Contagion above support (2·steps × steps), in units a level; readiness (steps × steps), in steps of its table a level.
    uptake : numpy.ndarray
        (contacts, steps, 1): −ln(a·e) in steps of the table of readiness, and a half, for rounding.
    slip : numpy.ndarray
        −ln s in units.
    ratchet, always : numpy.ndarray
        v below it secures what was gained; where even the largest v does.
    rupture, repair : int
        w or w' below it.
    mends : numpy.ndarray
        The numbers of the steps of kind ``repair``.

    Examples
    --------
    >>> network = StepNetwork.from_vocabulary("partnership-building")
    >>> Rules.of(network, np.ones((52, 5))).uptake.shape
    (52, 5, 1)
    """

    loops: int
    helping: fixed.Singles
    waiting: fixed.Singles
    uptake: fixed.Singles
    slip: fixed.Singles
    ratchet: NDArray[np.uint16]
    always: Truths
    rupture: np.uint64
    repair: np.uint64
    mends: NDArray[np.intp]

    @classmethod
    def of(cls, network: StepNetwork, effort: fixed.Floats) -> Self:
        """Round a network and an effort (contacts × steps) once and for all.

        Examples
        --------
        >>> rules = Rules.of(StepNetwork.from_vocabulary("partnership-building"), np.ones((1, 5)))
        >>> round(int(rules.rupture) / 2**32, 9)
        0.03
        """
        per_level = {name: fixed.hazards(network.matrix(name).T, network.loops) for name in ("contagion", "readiness", "support")}
        ready = np.minimum(fixed.rarities(network.values("uptake")) + fixed.rarities(effort), fixed.FAINT)
        ratchet = np.rint(network.values("ratchet") * 2**16)[:, None]
        return cls(
            loops=network.loops,
            helping=np.concatenate([per_level["contagion"], per_level["support"]]).astype(np.float32),
            waiting=(per_level["readiness"] / fixed.FINE).astype(np.float32),
            uptake=(ready[:, :, None] / fixed.FINE + 0.5).astype(np.float32),
            slip=fixed.rarities(network.values("slip"))[:, None].astype(np.float32),
            ratchet=np.minimum(ratchet, 2**16 - 1).astype(np.uint16),
            always=ratchet == 2**16,
            rupture=np.uint64(np.rint(network.rupture * 2**32)),
            repair=np.uint64(np.rint(network.repair * 2**32)),
            mends=np.array([number for number, kind in enumerate(network.kinds) if kind == "repair"], dtype=np.intp),
        )


class Desk:
    """Room to work in for some runs, so that a contact asks for no new memory.

    Examples
    --------
    >>> Desk(steps=3, runs=10).helped.shape
    (6, 10)
    """

    def __init__(self, steps: int, runs: int) -> None:
        shape = steps, runs
        self.levels, self.missing, self.drawn, self.open = (np.empty(shape, np.float32) for _ in range(4))
        self.helped = np.empty((2 * steps, runs), np.float32)
        self.index = np.empty(shape, np.int32)
        self.advance, self.slip, self.hold = (np.empty(shape, np.bool_) for _ in range(3))


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
    desk = Desk(steps, runs)
    rows = len(block.levels)
    for contact in range(len(rules.uptake)):
        draws = Draws.of(source, steps, drawn).first(runs)
        before, after = contact % rows, (contact + 1) % rows
        levels, floors, ruptured = block.levels[after], block.floors[after], block.ruptured[after]
        np.copyto(levels, block.levels[before])
        struck = draws.w < rules.rupture
        if struck.any():
            levels -= (levels - block.floors[before]) * struck.view(np.int8)  # faster than a mask with many gaps
        np.logical_or(block.ruptured[before], struck, out=ruptured)
        _move(rules, contact, draws.u, Block(levels, block.floors[before], ruptured), desk)
        mended = (draws.w_repair < rules.repair) | desk.advance[rules.mends].any(axis=0)
        np.logical_and(ruptured, struck | ~mended, out=ruptured)
        np.less(draws.v, rules.ratchet, out=desk.hold)
        np.logical_or(desk.hold, rules.always, out=desk.hold)
        np.subtract(levels, block.floors[before], out=floors)
        np.multiply(floors, desk.hold.view(np.int8), out=floors)
        np.add(floors, block.floors[before], out=floors)
        done(contact + 1)


def _move(rules: Rules, contact: int, u: NDArray[np.uint16], now: Block, desk: Desk) -> None:
    """Move all steps at once; whether u < p stays in `desk.advance`."""
    steps, openings = len(now.levels), fixed.readiness_table()
    np.copyto(desk.levels, now.levels)
    np.subtract(rules.loops, desk.levels, out=desk.missing)
    np.matmul(rules.helping, desk.levels, out=desk.helped)
    np.matmul(rules.waiting, desk.missing, out=desk.open)
    contagion, support = desk.helped[:steps], desk.helped[steps:]
    np.add(desk.open, rules.uptake[contact], out=desk.open)
    np.minimum(desk.open, len(openings) - 1, out=desk.open)
    np.copyto(desk.index, desk.open, casting="unsafe")  # towards 0, and a half was added: to the nearest
    np.take(openings, desk.index, out=desk.open, mode="clip")
    np.take(fixed.draw_table(), u, out=desk.drawn, mode="clip")
    np.add(contagion, desk.open, out=contagion)
    np.less(desk.drawn, contagion, out=desk.advance)
    unblocked = desk.advance[rules.mends]
    np.logical_and(desk.advance, ~now.ruptured, out=desk.advance)
    desk.advance[rules.mends] = unblocked
    np.add(support, rules.slip, out=support)
    np.greater_equal(desk.drawn, support, out=desk.slip)
    np.greater(desk.slip, desk.advance, out=desk.slip)
    np.add(now.levels, desk.advance.view(np.int8), out=now.levels)
    np.subtract(now.levels, desk.slip.view(np.int8), out=now.levels)
    np.minimum(now.levels, np.int8(rules.loops), out=now.levels)
    np.maximum(now.levels, now.floors, out=now.levels)
