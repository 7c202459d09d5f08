"""The command line: `cbf lab [FOLDER]`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from cbf_widgets import __version__
from cbf_widgets.paths import notebooks_dir


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="cbf")
    parser.add_argument("--version", action="version", version=__version__)
    parser.parse_args(argv)
    return 0
