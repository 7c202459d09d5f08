"""Other people's implementations of two special cases of our model, SI and SIS, beside ours: equal work, on the same graphs.

Each takes a graph, the chance c of infection by a neighbour in a contact, the chance μ of recovery, who is infected at the start, contacts, runs and a seed,
and gives how many are infected: (run, contact). They are written as their own documentation does it, and left to run at their best.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any, NamedTuple

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from cbf_widgets.simulation.ensemble import Ensemble, simulate
from cbf_widgets.simulation.network import StepNetwork
from cbf_widgets.simulation.parts import Edge, Step

Totals = NDArray[np.int64]


class Case(NamedTuple):
    """An epidemic on a graph. With c = 0.1 and four neighbours, SIS is a special case of our model up to μ = 0.9⁴ (see the model page)."""

    graph: Any
    infection: float
    recovery: float
    started: tuple[int, ...]

    @classmethod
    def of(cls, steps: int, *, recovery: float = 0.0, infection: float = 0.1) -> Case:
        """Each of so many steps has four neighbours: those 1 and 3 away on a ring. Even and odd ones alternate, so the graph is bipartite."""
        return cls(nx.circulant_graph(steps, [1, 3]), infection, recovery, tuple(range(0, max(2, steps // 10), 2)))

    def network(self) -> StepNetwork:
        """The same as a network of ours: one loop, no uptake, contagion c, slip μ."""
        steps = tuple(Step(node, uptake=0, slip=self.recovery, level=int(node in self.started)) for node in self.graph)
        edges = tuple(Edge(start, end, contagion=self.infection) for start, end in self.graph.to_directed().edges)
        return StepNetwork(steps=steps, edges=edges, loops=1)


def ours(case: Case, contacts: int, runs: int, seed: int) -> Totals:
    """Our engine."""
    ensemble: Ensemble = simulate(case.network(), contacts, runs, seed=seed)
    totals: Totals = ensemble.levels.sum(axis=2, dtype=np.int64)
    return totals


def ndlib(case: Case, contacts: int, runs: int, seed: int) -> Totals:
    """NDlib's SIModel or SISModel."""
    from ndlib.models import ModelConfig, epidemics

    config = ModelConfig.Configuration()
    config.add_model_parameter("beta", case.infection)
    if case.recovery:
        config.add_model_parameter("lambda", case.recovery)
    config.add_model_initial_configuration("Infected", list(case.started))
    found = np.empty((runs, contacts + 1), np.int64)
    for run in range(runs):
        # A new model without a seed seeds numpy's own generator afresh from the machine, whatever seed was set before.
        model = (epidemics.SISModel if case.recovery else epidemics.SIModel)(case.graph, seed=seed + run)
        model.set_initial_status(config)
        for contact in range(contacts + 1):
            found[run, contact] = model.iteration(node_status=False)["node_count"][1]
    return found


def eon(case: Case, contacts: int, runs: int, seed: int) -> Totals:
    """EoN's discrete SIS, in which everybody recovers after one contact and can't be infected in it.

    Ours does the same on a bipartite graph, with μ = 1, when the infected are on one side: then nobody infected has an infected neighbour.
    """
    import EoN

    source = np.random.default_rng(seed)
    found = np.zeros((runs, contacts + 1), np.int64)
    for run in range(runs):
        infected = EoN.basic_discrete_SIS(
            case.graph, case.infection, initial_infecteds=list(case.started), tmax=contacts, rng=source
        )[2]
        found[run, : len(infected)] = infected
    return found


def mesa(case: Case, contacts: int, runs: int, seed: int) -> Totals:
    """A model in Mesa: one agent a node, all of them deciding and then all of them moving."""
    import mesa as package

    class Person(package.Agent):  # type: ignore[misc]
        infected = False
        neighbours: tuple[Person, ...] = ()

        def decide(self) -> None:
            if self.infected:
                self.next = self.random.random() >= case.recovery
            else:
                ill = sum(other.infected for other in self.neighbours)
                self.next = self.random.random() < 1 - (1 - case.infection) ** ill

        def move(self) -> None:
            self.infected = self.next

    found = np.empty((runs, contacts + 1), np.int64)
    for run in range(runs):
        model = package.Model(seed=seed + run)
        people = {node: Person(model) for node in case.graph}
        for node, person in people.items():
            person.infected, person.neighbours = node in case.started, tuple(people[other] for other in case.graph[node])
        for contact in range(contacts + 1):
            found[run, contact] = sum(person.infected for person in people.values())
            model.agents.do("decide")
            model.agents.do("move")
    return found


def loop(case: Case, contacts: int, runs: int, seed: int) -> Totals:
    """A plain loop over a networkx graph, as one would write it in a lesson."""
    source, graph = random.Random(seed), case.graph
    found = np.empty((runs, contacts + 1), np.int64)
    for run in range(runs):
        infected = {node: node in case.started for node in graph}
        for contact in range(contacts + 1):
            found[run, contact] = sum(infected.values())
            after = {}
            for node in graph:
                if infected[node]:
                    after[node] = source.random() >= case.recovery
                else:
                    ill = sum(infected[other] for other in graph[node])
                    after[node] = source.random() < 1 - (1 - case.infection) ** ill
            infected = after
    return found


Peer = Callable[[Case, int, int, int], Totals]


def furthest(one: Totals, other: Totals) -> float:
    """How many standard errors the means of two ensembles lie apart, at the contact where they are furthest."""
    gap = np.abs(one.mean(axis=0) - other.mean(axis=0))
    error = np.sqrt(one.var(axis=0) / len(one) + other.var(axis=0) / len(other))
    return float(np.max(gap[error > 0] / error[error > 0])) if (error > 0).any() else float(gap.max() > 0)
