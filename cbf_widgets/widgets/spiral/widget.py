"""The spiral builder (a placeholder: one button that counts its marks)."""

from __future__ import annotations

from typing import ClassVar

import traitlets

from cbf_widgets.widgets.base import CbfWidget


class SpiralBuilder(CbfWidget):
    """Build a spiral.

    >>> SpiralBuilder(marks=2)
    SpiralBuilder()
    """

    name: ClassVar[str] = "spiral"
    marks = traitlets.Int(0, min=0).tag(sync=True)
