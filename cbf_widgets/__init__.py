"""Teaching and research tools for *Creating Better Futures*, in JupyterLab.

Importing this package imports nothing heavy: each public name is looked up on first use.

>>> import cbf_widgets
>>> "SpiralBuilder" in dir(cbf_widgets)
True
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

# The public names, and the module that holds each.
_HOME = {
    "SpiralBuilder": "cbf_widgets.widgets.spiral.widget",
}

__all__ = ["SpiralBuilder", "__version__"]

if TYPE_CHECKING:
    from cbf_widgets.widgets.spiral.widget import SpiralBuilder


def __getattr__(name: str) -> object:
    """Import a public name's module on first use (PEP 562)."""
    if name not in _HOME:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
