"""What all tests share."""

from __future__ import annotations

import os

from hypothesis import settings

# No screen is needed, and a busy machine is no failure.
os.environ.setdefault("MPLBACKEND", "agg")
settings.register_profile("house", deadline=None, print_blob=True)
settings.load_profile("house")
