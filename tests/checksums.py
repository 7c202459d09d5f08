"""What shipped and made-up networks come to, as checksums: `python -m tests.checksums` prints them.

They are a promise: one that changes means that everybody's results change.
"""

import hashlib
import json
import sys

import numpy as np

from cbf_widgets.simulation import fixed
from cbf_widgets.simulation.ensemble import simulate
from cbf_widgets.simulation.network import StepNetwork
from cbf_widgets.simulation.parts import Edge, Step


def crowd(steps=60):
    """A network of many steps, every number in use and most of them awkward; some of its sums are beyond what float32 holds exactly."""
    source = np.random.SFC64(1)
    number = iter((source.random_raw(20_000) >> np.uint64(11)).astype(float) * 2.0**-53)
    rows = tuple(
        Step(
            i,
            kind="repair" if i % 7 == 0 else "",
            uptake=next(number),
            effort=next(number),
            slip=next(number),
            ratchet=next(number) / 4,
        )
        for i in range(steps)
    )
    edges = tuple(
        Edge(i, j, next(number) ** 60, next(number) ** 30, next(number) ** 20)
        for i in range(steps)
        for j in range(steps)
        if i != j
    )
    edges = tuple(edge._replace(contagion=1 - 1e-9) if number % 500 == 0 else edge for number, edge in enumerate(edges))
    return StepNetwork(steps=rows, edges=edges, loops=7, rupture=0.05, repair=0.3)


def checksum(*arrays):
    """A checksum of arrays that doesn't depend on how they lie in memory, or on the order of bytes."""
    state = hashlib.sha256()
    for array in arrays:
        state.update(np.ascontiguousarray(array).astype(array.dtype.newbyteorder("<")).tobytes())
    return state.hexdigest()[:16]


def found():
    """The checksums of tables and ensembles."""
    plan = np.linspace(0, 1, 52 * 5).reshape(52, 5)
    ensembles = {
        "partnership-building": simulate(StepNetwork.from_vocabulary("partnership-building"), runs=5_000, seed=1),
        "making-change-happen": simulate(StepNetwork.from_vocabulary("making-change-happen"), seed=2**64 - 1),
        "plan": simulate(StepNetwork.from_vocabulary("partnership-building"), seed=3, effort=plan),
        "crowd": simulate(crowd(), contacts=30, runs=1_100, seed=4),
    }
    return {
        "draws": checksum(fixed.draw_table()),
        "readiness": checksum(fixed.readiness_table()),
        **{name: checksum(one.levels, one.floors, one.ruptured) for name, one in ensembles.items()},
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(found()))
