"""Teaching and research tools for *Creating Better Futures*, in JupyterLab.

Importing this package imports nothing heavy: each public name is looked up on first use.

>>> import cbf_widgets
>>> "SpiralBuilder" in dir(cbf_widgets)
True
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from cbf_widgets.model.step import find_shipped_with

__version__ = "0.1.0"

# The public names, and the module that holds each.
_HOME = {
    "CbfError": "cbf_widgets.errors",
    "Code": "cbf_widgets.model.coding",
    "Coding": "cbf_widgets.model.coding",
    "Comparison": "cbf_widgets.simulation.compare",
    "ContagionLab": "cbf_widgets.widgets.lab.widget",
    "Criteria": "cbf_widgets.simulation.criteria",
    "EffortPlan": "cbf_widgets.model.plan",
    "Ensemble": "cbf_widgets.simulation.ensemble",
    "FileError": "cbf_widgets.errors",
    "Mark": "cbf_widgets.model.mark",
    "Ripple": "cbf_widgets.model.mark",
    "Rupture": "cbf_widgets.model.mark",
    "Spiral": "cbf_widgets.model.spiral",
    "SpiralBuilder": "cbf_widgets.widgets.spiral.widget",
    "StepKind": "cbf_widgets.model.step",
    "StepNetwork": "cbf_widgets.simulation.network",
    "Study": "cbf_widgets.simulation.study",
    "Tally": "cbf_widgets.simulation.tally",
    "Theme": "cbf_widgets.model.coding",
    "TheoryComparison": "cbf_widgets.comparing.comparison",
    "TheoryExplorer": "cbf_widgets.widgets.theory.widget",
    "TheoryOfChange": "cbf_widgets.model.theory",
    "TheoryWork": "cbf_widgets.model.theory_work",
    "Vocabulary": "cbf_widgets.model.step",
    "agreement": "cbf_widgets.comparing.coders",
    "compare": "cbf_widgets.simulation.compare",
    "compare_plans": "cbf_widgets.simulation.plans",
    "compare_theories": "cbf_widgets.comparing.comparison",
    "criteria": "cbf_widgets.simulation.criteria",
    "export": "cbf_widgets.exporting",
    "newest_spiral": "cbf_widgets.model.newest",
    "preset": "cbf_widgets.simulation.presets",
    "replay": "cbf_widgets.simulation.tokens",
    "run_theory": "cbf_widgets.simulation.theory_run",
    "scale": "cbf_widgets.simulation.parameter",
    "sensitivity": "cbf_widgets.simulation.sensitivity",
    "simulate": "cbf_widgets.simulation.ensemble",
    "spectral_radius": "cbf_widgets.simulation.onward",
    "sweep": "cbf_widgets.simulation.sweep",
    "tally": "cbf_widgets.simulation.tally",
    "tell": "cbf_widgets.simulation.story",
    "tell_comparison": "cbf_widgets.simulation.story",
    "tell_run": "cbf_widgets.simulation.story",
    "theory_network": "cbf_widgets.simulation.theory_network",
}
_MODULES = ("datasets", "draw")

__all__ = [
    "CbfError",
    "Code",
    "Coding",
    "Comparison",
    "ContagionLab",
    "Criteria",
    "EffortPlan",
    "Ensemble",
    "FileError",
    "Mark",
    "Ripple",
    "Rupture",
    "Spiral",
    "SpiralBuilder",
    "StepKind",
    "StepNetwork",
    "Study",
    "Tally",
    "Theme",
    "TheoryComparison",
    "TheoryExplorer",
    "TheoryOfChange",
    "TheoryWork",
    "Vocabulary",
    "__version__",
    "agreement",
    "compare",
    "compare_plans",
    "compare_theories",
    "criteria",
    "datasets",
    "draw",
    "export",
    "newest_spiral",
    "preset",
    "replay",
    "run_theory",
    "scale",
    "sensitivity",
    "simulate",
    "spectral_radius",
    "sweep",
    "tally",
    "tell",
    "tell_comparison",
    "tell_run",
    "theory_network",
]

if TYPE_CHECKING:
    from cbf_widgets import datasets, draw
    from cbf_widgets.comparing.coders import agreement
    from cbf_widgets.comparing.comparison import TheoryComparison, compare_theories
    from cbf_widgets.errors import CbfError, FileError
    from cbf_widgets.exporting import export
    from cbf_widgets.model.coding import Code, Coding, Theme
    from cbf_widgets.model.mark import Mark, Ripple, Rupture
    from cbf_widgets.model.newest import newest_spiral
    from cbf_widgets.model.plan import EffortPlan
    from cbf_widgets.model.spiral import Spiral
    from cbf_widgets.model.step import StepKind, Vocabulary
    from cbf_widgets.model.theory import TheoryOfChange
    from cbf_widgets.model.theory_work import TheoryWork
    from cbf_widgets.simulation.compare import Comparison, compare
    from cbf_widgets.simulation.criteria import Criteria, criteria
    from cbf_widgets.simulation.ensemble import Ensemble, simulate
    from cbf_widgets.simulation.network import StepNetwork
    from cbf_widgets.simulation.onward import spectral_radius
    from cbf_widgets.simulation.parameter import scale
    from cbf_widgets.simulation.plans import compare_plans
    from cbf_widgets.simulation.presets import preset
    from cbf_widgets.simulation.sensitivity import sensitivity
    from cbf_widgets.simulation.story import tell, tell_comparison, tell_run
    from cbf_widgets.simulation.study import Study
    from cbf_widgets.simulation.sweep import sweep
    from cbf_widgets.simulation.tally import Tally, tally
    from cbf_widgets.simulation.theory_network import theory_network
    from cbf_widgets.simulation.theory_run import run_theory
    from cbf_widgets.simulation.tokens import replay
    from cbf_widgets.widgets.lab.widget import ContagionLab
    from cbf_widgets.widgets.spiral.widget import SpiralBuilder
    from cbf_widgets.widgets.theory.widget import TheoryExplorer

# The model asks for shipped vocabularies by name; who knows them lies in a layer above it and is loaded when asked.
find_shipped_with(lambda name: import_module("cbf_widgets.datasets").vocabulary(name))


def __getattr__(name: str) -> object:
    """Import a public name's module on first use (PEP 562)."""
    if name in _MODULES:
        return import_module(f"cbf_widgets.{name}")
    if name not in _HOME:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
