"""What the engine costs, beside numpy's own draws and beside its peers: ratios within one run, each after a check that what is measured is right.

`python benchmarks/run.py engine` and `python benchmarks/run.py peers` print what stands in docs/benchmarks.md.
"""

from __future__ import annotations

import platform
import time
import tracemalloc
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any
from unittest.mock import patch

import networkx as nx
import numpy as np

import cbf_widgets
from benchmarks import peers
from cbf_widgets.simulation import dynamics
from cbf_widgets.simulation.deciding import BySums, best_way
from cbf_widgets.simulation.ensemble import simulate
from cbf_widgets.simulation.network import StepNetwork
from cbf_widgets.simulation.parts import Edge, Step
from cbf_widgets.simulation.running import Asked

CONTACTS = 52
Row = list[str]
Limit = tuple[str, float] | None  # "≤" or "≥", and how much


def row(what: str, reached: float, unit: str, limit: Limit, note: str = "") -> Row:
    """A row of a table, which says by itself whether the limit is kept."""
    digits = 0 if reached >= 100 else 1 if reached >= 10 else 2
    if limit is None:
        return [what, f"{reached:,.{digits}f} {unit}", "no limit set", "", note]
    sign, number = limit
    kept = reached <= number if sign == "≤" else reached >= number
    return [what, f"{reached:,.{digits}f} {unit}", f"{sign} {number:g} {unit}", "kept" if kept else "missed", note]


def machine() -> str:
    """What this was measured with."""
    model = platform.processor() or platform.machine()
    for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines() if Path("/proc/cpuinfo").exists() else ():
        if line.startswith("model name"):
            model = line.split(":", 1)[1].strip()
            break
    versions = f"cbf_widgets {cbf_widgets.__version__}, numpy {np.__version__}, Python {platform.python_version()}"
    return f"{time.strftime('%Y-%m-%d')}, {versions}, {model}, one core"


def seconds(work: Callable[[], object]) -> float:
    """The time of the processor, so that others at work on the machine count less."""
    start = time.process_time()
    work()
    return time.process_time() - start


def least(rounds: int, *works: Callable[[], object]) -> list[float]:
    """The least time of each work, taken in turns."""
    return [min(column) for column in zip(*[[seconds(work) for work in works] for _ in range(rounds)], strict=True)]


def network(graph: nx.DiGraph, seed: int = 1) -> StepNetwork:
    """Steps on the nodes of a graph, every parameter in use; the last is of kind repair."""
    draw, last = np.random.default_rng(seed).random, len(graph) - 1
    steps = tuple(
        Step(
            i, kind="repair" if i == last else "", uptake=0.05 + 0.05 * draw(), effort=0.5 + 0.5 * draw(), slip=0.1, ratchet=0.12
        )
        for i in graph
    )
    few = 4 * len(graph) / graph.number_of_edges()
    edges = tuple(Edge(a, b, 0.1 * few * draw(), 0.4 * few * draw(), 0.4 * few * draw()) for a, b in graph.edges)
    return StepNetwork(steps=steps, edges=edges, loops=3, rupture=0.03, repair=0.35)


def four_each(steps: int) -> StepNetwork:
    """Each step helped by four others."""
    return network(nx.random_regular_graph(4, steps, seed=1).to_directed())


def four_on_average(steps: int) -> StepNetwork:
    """Each step helped by some others, four on average."""
    return network(nx.gnm_random_graph(steps, 4 * steps, seed=1, directed=True))


def all_pairs(steps: int) -> StepNetwork:
    """Each step helped by all others."""
    return network(nx.complete_graph(steps, nx.DiGraph))


def two_uniforms(steps: int, runs: int) -> Callable[[], object]:
    """Draw two float32 uniforms for each of a million and more node-updates, in arrays that fit the cache."""
    source, room = np.random.Generator(np.random.SFC64(1)), np.empty(24_576, np.float32)
    times = max(1, steps * runs * 4 // room.size)

    def work() -> None:
        for _ in range(2 * times):
            source.random(out=room, dtype=np.float32)

    work.updates = times * room.size  # type: ignore[attr-defined]
    return work


def sound(tried: StepNetwork, runs: int, contacts: int) -> None:
    """The gate: the same runs by the other way to decide, and, where that isn't too slow, by the oracle that the tests believe in."""
    oracle: Any = import_module("tests.oracle")

    found = simulate(tried, contacts, runs, seed=1)
    with patch.object(dynamics, best_way.__name__, lambda numbers, _: BySums(numbers)):
        other = simulate(tried, contacts, runs, seed=1)
    assert np.array_equal(found.levels, other.levels)
    assert np.array_equal(found.floors, other.floors)
    if len(tried.edges) <= 1_000:
        steps, asked = len(tried.steps), Asked.of(tried, contacts, runs, 1)
        drawn = oracle.draws(1, 0, asked.block_size, steps, contacts)
        story = oracle.run(tried, found.effort.tolist(), [contact[0] for contact in drawn], oracle.fixed)
        assert found.levels[0].tolist() == [levels for levels, _, _ in story]
        assert found.floors[0].tolist() == [floors for _, floors, _ in story]


def cost(what: str, tried: StepNetwork, runs: int, limit: Limit, contacts: int = CONTACTS, rounds: int = 15) -> Row:
    """A node-update over two uniforms."""
    sound(tried, 300, 3)
    steps, draws = len(tried.steps), two_uniforms(len(tried.steps), min(runs, 10_000))
    simulate(tried, 1, runs, seed=1)
    ours, theirs = least(rounds, lambda: simulate(tried, contacts, runs, seed=1), draws)
    update, drawn = ours / (steps * contacts * runs), theirs / draws.updates  # type: ignore[attr-defined]
    return row(what, update / drawn, "×", limit, f"{1e9 * update:.1f} ns against {1e9 * drawn:.1f} ns")


def costs() -> list[Row]:
    """The engine beside numpy's draws."""
    return [
        cost("12 steps, each helped by 4; 10,000 runs", four_each(12), 10_000, ("≤", 1.8), rounds=30),
        cost("12 steps, each helped by 4; 2,000 runs", four_each(12), 2_000, ("≤", 2.3), rounds=25),
        cost("200 steps, each helped by 4; 1,000 runs", four_each(200), 1_000, ("≤", 2.3)),
        cost("2,000 steps, each helped by 4; 1,000 runs", four_each(2_000), 1_000, ("≤", 3.0), rounds=4),
        cost("12 steps, helped by 4 on average; 10,000 runs", four_on_average(12), 10_000, None),
        cost("12 steps, all pairs; 10,000 runs", all_pairs(12), 10_000, None),
        cost("200 steps, helped by 4 on average; 1,000 runs", four_on_average(200), 1_000, None),
        cost("200 steps, all 39,800 pairs; 1,000 runs", all_pairs(200), 1_000, None, rounds=5),
        cost("2,000 steps, helped by 4 on average; 1,000 runs", four_on_average(2_000), 1_000, None, rounds=3),
    ]


def growth() -> Row:
    """Ten times as many runs, for each of them."""
    tried = four_each(12)
    many, few = least(5, lambda: simulate(tried, CONTACTS, 100_000, seed=1), lambda: simulate(tried, CONTACTS, 10_000, seed=1))
    return row("100,000 runs against 10,000, for each update", many / few / 10, "×", ("≤", 1.1))


def bands() -> Row:
    """From a network to quantile bands."""
    tried = four_each(12)

    def work() -> np.ndarray:
        return simulate(tried, CONTACTS, 2_000, seed=1).tally().bands()

    assert work().shape == (5, CONTACTS + 1)
    taken = sorted(seconds(work) for _ in range(41))
    said = f"median of 41 {1000 * taken[20]:.1f} ms"
    return row("network in, bands out: 12 steps, 52 contacts, 2,000 runs", 1000 * taken[0], "ms", ("≤", 16), said)


def memory() -> Row:
    """What is needed beyond the result."""
    tried = four_each(12)
    simulate(tried, 2, 10, seed=1)
    tracemalloc.start()
    found = simulate(tried, CONTACTS, 100_000, seed=1)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    result = found.levels.nbytes + found.floors.nbytes + found.ruptured.nbytes
    return row(
        "memory beyond the result, 12 steps × 100,000 runs",
        (most - result) / 1e6,
        "MB",
        ("≤", 2),
        f"result {result / 1e6:.0f} MB",
    )


def pairing() -> list[Row]:
    """A difference on the same draws against one on other draws: loops of all steps after 52 contacts, for a small change and for a large one."""
    tried = StepNetwork.from_vocabulary("partnership-building").with_(effort=0.5)
    more, without = tried.with_(step="valuing", effort=0.7), tried.with_(ratchet=0)
    what = "variance of an unpaired difference over that of a paired one"
    return [
        _pairing(f"{what}: a fifth more effort for one step", more, tried, ("≥", 10)),
        _pairing(f"{what}: the ratchet taken away", tried, without, None),
    ]


def _pairing(what: str, one: StepNetwork, other: StepNetwork, limit: Limit) -> Row:
    def loops(network: StepNetwork, seed: int) -> np.ndarray:
        totals: np.ndarray = simulate(network, CONTACTS, 20_000, seed=seed).levels[:, -1].sum(axis=1, dtype=float)
        return totals

    paired, unpaired = loops(one, 1) - loops(other, 1), loops(one, 1) - loops(other, 2)
    note = f"{paired.mean():.2f} loops ± {paired.std() / 141:.3f} against ± {unpaired.std() / 141:.3f}"
    return row(what, unpaired.var() / paired.var(), "×", limit, note)


HEADS = ["engine", "reached", "asked for", "", ""]
PEER_HEADS = ["peer, node-update for node-update", "ours is faster by", "asked for", "", ""]


def engine_rows() -> list[Row]:
    """The rows of the engine's table."""
    return [*costs(), growth(), bands(), memory(), *pairing()]


def beside(name: str, peer: peers.Peer, case: peers.Case, limit: float, runs: int) -> Row:
    """A peer beside ours: the same epidemic, agreeing within five standard errors."""
    steps, contacts, ours = len(case.graph), 30, 10_000 if len(case.graph) <= 12 else 1_000
    apart = peers.furthest(peer(case, contacts, runs, 1), peers.ours(case, contacts, 10 * ours, 1))
    assert apart < 5, f"{name}: {apart:.1f} standard errors apart"
    took = min(seconds(lambda: peer(case, contacts, runs, 1)) for _ in range(3)) / (steps * contacts * runs)
    mine = min(seconds(lambda: simulate(case.network(), contacts, ours, seed=1)) for _ in range(9)) / (steps * contacts * ours)
    return row(name, took / mine, "×", ("≥", limit), f"{1e9 * took:,.0f} ns against {1e9 * mine:.1f} ns")


def peer_rows() -> list[Row]:
    """The rows of the peers' table."""
    rows = []
    for steps, runs, limits in ((12, 300, (250, 100, 40, 30)), (200, 20, (150, 60, 50, 25))):
        si, sis = peers.Case.of(steps), peers.Case.of(steps, recovery=0.25)
        few, many = (peers.Case.of(steps, recovery=1.0, infection=chance) for chance in (0.4, 0.6))
        plan = [
            ("NDlib SI", peers.ndlib, si, limits[0]),
            ("NDlib SIS", peers.ndlib, sis, limits[0]),
            ("Mesa SI", peers.mesa, si, limits[1]),
            ("Mesa SIS", peers.mesa, sis, limits[1]),
            ("EoN discrete SIS, few infected (c = 0.4)", peers.eon, few, limits[2]),
            ("EoN discrete SIS, many infected (c = 0.6)", peers.eon, many, limits[2]),
            ("plain networkx loop SI", peers.loop, si, limits[3]),
            ("plain networkx loop SIS", peers.loop, sis, limits[3]),
        ]
        rows += [beside(f"{name}, {steps} steps", peer, case, limit, runs) for name, peer, case, limit in plan]
    return rows


def show(heads: Sequence[str], rows: list[Row]) -> None:
    """Print a table as Markdown, with what it was measured with."""
    print(f"{machine()}\n")
    for row in [heads, ["---", "---:", "---:", "---", "---"], *rows]:
        print("| " + " | ".join(row) + " |")


if __name__ == "__main__":
    import sys

    show(PEER_HEADS, peer_rows()) if sys.argv[1:] == ["peers"] else show(HEADS, engine_rows())
