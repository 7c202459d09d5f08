"""A small sweep, and what tests of sweeps share."""

import json

import numpy as np
import pandas as pd

from cbf_widgets.simulation import job as jobs
from cbf_widgets.simulation.job import ending
from cbf_widgets.simulation.network import StepNetwork
from cbf_widgets.simulation.parameter import scale

SHIPPED = StepNetwork.from_vocabulary("partnership-building")
SMALL = {"contacts": 8, "runs": 50, "seed": 3}
GRID = {"ratchet": [0, 0.12, 0.5], "contagion": scale(0, 1)}


def same(one, other):
    pd.testing.assert_frame_equal(one, other, check_exact=True)
    assert one.attrs == other.attrs


def repaired(ensemble):
    return {"repaired": np.float32(ensemble.ruptured[:, -1].mean()), "least": ensemble.levels.min()}


def done(path):
    return {json.loads(line)["number"] for line in path.read_text().splitlines()[1:]}


def counted(monkeypatch, stop=None):
    """Counts the simulations of jobs; the one with this number is interrupted."""
    made = []

    def counting(asked):
        made.append((asked.network.values("ratchet")[0], asked.network.matrix("contagion").max()))
        if len(made) == stop:
            raise KeyboardInterrupt
        return ending(asked)

    monkeypatch.setattr(jobs, "ending", counting)
    return made
