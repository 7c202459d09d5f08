"""Make sure that there is a Chromium for the browser tests: `python tools/browser.py`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.browser import chromium  # noqa: E402 - found through the line above

NONE = "No Chromium was found for the browser tests: install Chromium or Chrome (not as a snap), or name one in CBF_CHROMIUM."


def quietly(*command: str, minutes: int = 10) -> bool:
    """Run a command without a word; tell whether it went well."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(command, env=environment, capture_output=True, check=False, timeout=60 * minutes)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def from_debian() -> bool:
    """Install Debian's Chromium, when we may."""
    if not chromium.is_root() or not shutil.which("apt-get") or not Path("/etc/debian_version").is_file():
        return False
    # Ubuntu's package of that name is a snap, which doesn't work for us.
    if "ID=debian" not in Path("/etc/os-release").read_text(encoding="utf-8").splitlines():
        return False
    print("Installing Chromium for the browser tests …", flush=True)
    quietly("apt-get", "update")
    return quietly("apt-get", "install", "--yes", "--no-install-recommends", "chromium")


def starts() -> bool:
    """Tell whether a Chromium of ours or of Playwright's starts."""
    from playwright.sync_api import Error, sync_playwright

    try:
        with sync_playwright() as playwright:
            playwright.chromium.launch(executable_path=chromium.on_path(), args=chromium.flags()).close()
    except Error:
        return False
    return True


def ensure() -> str:
    """An empty text when a browser is there, else one sentence."""
    named = os.environ.get("CBF_CHROMIUM")
    if named:
        return "" if starts() else f"CBF_CHROMIUM names {named}, which does not start: name another."
    if chromium.on_path() is None and not starts():
        _ = from_debian() or quietly(sys.executable, "-m", "playwright", "install", "chromium", minutes=5)
    return "" if starts() else NONE


if __name__ == "__main__":
    sys.exit(ensure() or 0)
