"""The model again, slow and obvious: one run after the other, one step after the other, on the draws that the engine uses.

It reads the page's four lines twice: `page` with its own formulas in floats, `fixed` with the whole numbers that `simulation.fixed`
promises, each worked out by `decimal`. The first says that the engine runs the model; the second, that it rounds as promised.
"""

import math
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import cache

import numpy as np

UNIT = 2**20


def draws(seed, block, size, steps, contacts):
    """Of each contact and run: w, w', and lists u and v, as whole numbers."""
    source = np.random.SFC64(np.random.SeedSequence(seed, spawn_key=(block,)))
    found = []
    for _ in range(contacts):
        words = [int(word) for word in source.random_raw(size + steps * size // 2)]
        long = [word >> shift & 0xFFFFFFFF for word in words[:size] for shift in (0, 32)]
        short = [word >> shift & 0xFFFF for word in words[size:] for shift in (0, 16, 32, 48)]
        u, v = short[: steps * size], short[steps * size :]
        found.append([(long[run], long[size + run], u[run::size], v[run::size]) for run in range(size)])
    return found


def page(network, effort, levels, ruptured, number, u):
    """What a step does, by the page's own formulas: +1, −1 or 0, and whether u < p."""
    step, x = network.steps[number], {node: level / network.loops for node, level in zip(network.nodes, levels, strict=True)}
    g = s = stays = 1.0
    for edge in network.edges:
        if edge.to_step == step.node:
            g *= (1 - edge.readiness) ** (1 - x[edge.from_step])
            stays *= (1 - edge.contagion) ** x[edge.from_step]
            s *= (1 - edge.support) ** x[edge.from_step]
    p = 0.0 if ruptured and step.kind != "repair" else 1 - (1 - step.uptake * effort * g) * stays
    chance = (u + 0.5) / 2**16
    if chance < p:
        return +1, True
    return (-1, False) if chance >= 1 - min(step.slip * s, 1 - p) else (0, False)


@cache
def units(chance, parts=1):
    """−ln(chance) / parts as a whole number of units; infinite for 0."""
    if chance == 0:
        return math.inf
    with localcontext(prec=80):
        return int((-chance.ln() * UNIT / parts).to_integral_value(ROUND_HALF_UP))


@cache
def opening(index):
    """−ln(1 − e⁻ᶻ) in units, where z is so many 16,384ths."""
    if index == 0:
        return math.inf
    with localcontext(prec=80):
        return units(1 - (-Decimal(index) / 2**14).exp())


def _left(chance):
    with localcontext(prec=80):
        return 1 - Decimal(chance)


def fixed(network, effort, levels, ruptured, number, u):
    """What a step does, by whole numbers."""
    step, level = network.steps[number], dict(zip(network.nodes, levels, strict=True))
    contagion = support = waiting = 0
    for edge in network.edges:
        if edge.to_step == step.node:
            contagion += level[edge.from_step] * units(_left(edge.contagion), network.loops)
            support += level[edge.from_step] * units(_left(edge.support), network.loops)
            waiting += (network.loops - level[edge.from_step]) * units(_left(edge.readiness), network.loops)
    z = min(units(Decimal(step.uptake)) + units(Decimal(effort)), 12 * UNIT) + waiting
    alone = 0 if z >= 12 * UNIT - 32 else opening(int(z + 32) // 64)
    drawn = units((Decimal(2**17) - 2 * u - 1) / 2**17)
    blocked = ruptured and step.kind != "repair"
    if not blocked and drawn < alone + contagion:
        return +1, True
    return (-1, False) if drawn >= units(Decimal(step.slip)) + support else (0, False)


def run(network, effort, drawn, decide):
    """One run: for the start and each contact its levels, its floors, and whether a rupture stands."""
    levels, floors, ruptured = [step.level for step in network.steps], [step.floor for step in network.steps], False
    story = [(list(levels), list(floors), ruptured)]
    for efforts, (w, w_repair, u, v) in zip(effort, drawn, strict=True):
        struck = w < round(network.rupture * 2**32)
        if struck:
            levels, ruptured = list(floors), True
        said = [decide(network, efforts[i], levels, ruptured, i, u[i]) for i in range(len(levels))]
        mends = any(wins for step, (_, wins) in zip(network.steps, said, strict=True) if step.kind == "repair")
        for i, (move, _) in enumerate(said):
            levels[i] = max(min(levels[i] + move, network.loops), floors[i])
        if not struck and (w_repair < round(network.repair * 2**32) or mends):
            ruptured = False
        for i, step in enumerate(network.steps):
            if v[i] < round(step.ratchet * 2**16):
                floors[i] = levels[i]
        story.append((list(levels), list(floors), ruptured))
    return story
