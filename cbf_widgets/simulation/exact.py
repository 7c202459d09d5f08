"""The whole distribution of a small network, from the Markov chain over levels, floors and rupture.

Written from the model page's formulas, in plain floats; it shares nothing with the dynamics but the network.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import product
from math import prod
from typing import Any, NamedTuple

from cbf_widgets.errors import CbfError
from cbf_widgets.simulation.network import StepNetwork

_MOST_STATES = 5_000
_MOVES = ("advance", "slip", "stay")


class State(NamedTuple):
    """Where a run stands: levels, floors, and whether a rupture stands unrepaired.

    Examples
    --------
    >>> State((1, 0), (0, 0), False).levels
    (1, 0)
    """

    levels: tuple[int, ...]
    floors: tuple[int, ...]
    ruptured: bool


Distribution = dict[State, float]


def distributions(
    network: StepNetwork, contacts: int = 52, effort: Sequence[Sequence[float]] | None = None
) -> list[Distribution]:
    """Give the chance of every state after every contact.

    Parameters
    ----------
    network : StepNetwork
        A small one: at most 5,000 states, ((loops + 1)·(loops + 2) / 2) ** steps · 2.
    contacts : int
        How many.
    effort : sequence of sequences, optional
        A plan, contacts × steps, in place of the network's.

    Returns
    -------
    list of dict
        From `State` to its chance, for contact 0 (the start) and each one after it.

    Raises
    ------
    CbfError
        When the network is too large.

    Examples
    --------
    >>> from cbf_widgets.simulation.parts import Step
    >>> coin = StepNetwork(steps=(Step("tea", uptake=0.5),), loops=1)
    >>> [round(chances[State((1,), (0,), False)], 3) for chances in distributions(coin, 2)[1:]]
    [0.5, 0.75]
    """
    pairs = (network.loops + 1) * (network.loops + 2) // 2
    if pairs ** len(network.steps) * 2 > _MOST_STATES:
        raise CbfError(
            f"a network of at most {_MOST_STATES:,} states", f"one of {pairs ** len(network.steps) * 2:,}", place="network"
        )
    start = State(tuple(step.level for step in network.steps), tuple(step.floor for step in network.steps), ruptured=False)
    found: list[Distribution] = [{start: 1.0}]
    known: dict[Any, Distribution] = {}
    for contact in range(contacts):
        plan = tuple(effort[contact]) if effort is not None else tuple(step.effort for step in network.steps)
        after: Distribution = defaultdict(float)
        for state, chance in found[-1].items():
            if (state, plan) not in known:
                known[state, plan] = _after(network, plan, state)
            for other, part in known[state, plan].items():
                after[other] += chance * part
        found.append(dict(after))
    return found


def _after(network: StepNetwork, effort: tuple[float, ...], state: State) -> Distribution:
    """The chance of every state one contact after this one."""
    after: Distribution = defaultdict(float)
    for struck, chance in ((True, network.rupture), (False, 1 - network.rupture)):
        before = State(state.floors, state.floors, ruptured=True) if struck else state
        rates = [_rates(network, effort, before, i) for i in range(len(network.steps))]
        for moves in product(_MOVES, repeat=len(rates)):
            moved = chance * prod(rate[_MOVES.index(move)] for rate, move in zip(rates, moves, strict=True))
            if moved:
                for other, part in _settled(network, before, moves, struck=struck):
                    after[other] += moved * part
    return dict(after)


def _rates(network: StepNetwork, effort: tuple[float, ...], state: State, number: int) -> tuple[float, float, float]:
    """The chances that u < p, that u ≥ 1 − s', and that neither is so."""
    step, x = network.steps[number], dict(zip(network.nodes, (level / network.loops for level in state.levels), strict=True))
    helpers = [edge for edge in network.edges if edge.to_step == step.node]
    readiness = prod((1 - edge.readiness) ** (1 - x[edge.from_step]) for edge in helpers)
    alone = prod((1 - edge.contagion) ** x[edge.from_step] for edge in helpers)
    advance = 1 - (1 - step.uptake * effort[number] * readiness) * alone
    if state.ruptured and step.kind != "repair":
        advance = 0.0
    slip = min(step.slip * prod((1 - edge.support) ** x[edge.from_step] for edge in helpers), 1 - advance)
    return advance, slip, 1 - advance - slip


def _settled(network: StepNetwork, before: State, moves: tuple[str, ...], *, struck: bool) -> Iterator[tuple[State, float]]:
    """The states that moves lead to, once repair and ratchet have been drawn, with their chances."""
    levels = []
    for level, floor, move in zip(before.levels, before.floors, moves, strict=True):
        to = {"advance": min(level + 1, network.loops), "slip": max(level - 1, floor), "stay": level}
        levels.append(to[move])
    mended = any(step.kind == "repair" and move == "advance" for step, move in zip(network.steps, moves, strict=True))
    stands = 0.0 if not before.ruptured else 1.0 if struck else 0.0 if mended else 1 - network.repair
    for holds in product((True, False), repeat=len(levels)):
        held = prod(step.ratchet if hold else 1 - step.ratchet for step, hold in zip(network.steps, holds, strict=True))
        floors = [level if hold else floor for level, floor, hold in zip(levels, before.floors, holds, strict=True)]
        for ruptured, chance in ((True, stands), (False, 1 - stands)):
            if held * chance:
                yield State(tuple(levels), tuple(floors), ruptured), held * chance
