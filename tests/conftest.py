"""What all tests share."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

# No screen is needed.
os.environ.setdefault("MPLBACKEND", "agg")

# A test fails each time or never: the same examples always, and a slow machine is no failure. CBF_EXAMPLES=2000 searches long, and elsewhere each time.
_SEARCHED = os.environ.get("CBF_EXAMPLES")
settings.register_profile(
    "house",
    max_examples=int(_SEARCHED or 50),
    derandomize=not _SEARCHED,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    print_blob=True,
)
settings.load_profile("house")


@pytest.fixture
def lab(tmp_path):
    """A lab with a small study."""
    from cbf_widgets.widgets.lab.widget import ContagionLab
    from tests.labs import STUDY

    return ContagionLab(STUDY, folder=tmp_path)


@pytest.fixture
def simulated(monkeypatch):
    """The seeds of the ensembles that labs simulated since."""
    from cbf_widgets.simulation.ensemble import simulate
    from cbf_widgets.simulation.study import Study

    seeds = []

    def counted(self):
        seeds.append(self.seed)
        return simulate(self.network, self.contacts, self.runs, seed=self.seed, effort=self.effort())

    monkeypatch.setattr(Study, "run", counted)
    return seeds


@pytest.fixture
def explorer(tmp_path):
    """An explorer that shows Croydon's page."""
    from cbf_widgets import TheoryExplorer

    return TheoryExplorer(authority="Croydon", folder=tmp_path)
