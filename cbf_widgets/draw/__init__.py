"""Figures and print pages: positions first, ink second; never a widget.

What is drawn is resolved on first use, so that importing the package stays light.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cbf_widgets.draw.criteria_figure import criteria
    from cbf_widgets.draw.ensemble_figure import ensemble
    from cbf_widgets.draw.folding import folded
    from cbf_widgets.draw.network_figure import network
    from cbf_widgets.draw.pages import spiral_pages
    from cbf_widgets.draw.spiral_figure import spiral, spirals
    from cbf_widgets.draw.still import spiral_svg, static_figure
    from cbf_widgets.draw.theory_figure import measure_coverage, theme_matrix, theory

__all__ = [
    "criteria",
    "ensemble",
    "folded",
    "measure_coverage",
    "network",
    "spiral",
    "spiral_pages",
    "spiral_svg",
    "spirals",
    "static_figure",
    "theme_matrix",
    "theory",
]

_WHERE = {
    "criteria": "criteria_figure",
    "network": "network_figure",
    "ensemble": "ensemble_figure",
    "folded": "folding",
    "measure_coverage": "theory_figure",
    "theme_matrix": "theory_figure",
    "theory": "theory_figure",
    "spiral": "spiral_figure",
    "spirals": "spiral_figure",
    "spiral_pages": "pages",
    "spiral_svg": "still",
    "static_figure": "still",
}


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
