"""Several theories of change side by side: what they share by a coding, what only one has, what nobody measures."""

from __future__ import annotations

from cbf_widgets.comparing.coders import agreement as agreement
from cbf_widgets.comparing.comparison import compare_theories as compare_theories
