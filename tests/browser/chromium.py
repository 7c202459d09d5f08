"""Which Chromium the browser tests use, and how it is started."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")

# A closed network stays quiet; animations end at once.
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-prefers-reduced-motion",
)


def is_root() -> bool:
    """Tell whether we are the superuser, whom Chromium's sandbox refuses."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def flags() -> list[str]:
    """Chromium's command line."""
    return [*FLAGS, *(["--no-sandbox"] if is_root() else [])]


def is_snap(path: str) -> bool:
    """Tell whether a browser comes from a snap, which cannot read our temporary folders."""
    if "/snap/" in os.path.realpath(path):
        return True
    try:
        with Path(path).open("rb") as program:
            return b"/snap/bin" in program.read(4096)
    except OSError:
        return False


def on_path() -> str | None:
    """CBF_CHROMIUM, else a Chromium on the PATH that is not a snap, else None."""
    named = os.environ.get("CBF_CHROMIUM")
    if named:
        return named
    found = (shutil.which(name) for name in NAMES)
    return next((path for path in found if path and not is_snap(path)), None)
