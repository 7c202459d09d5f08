"""Runs of eight words, as hashes: enough to see that a text copies no run of a source, without shipping the source."""

from __future__ import annotations

import re
from hashlib import blake2b
from pathlib import Path

LENGTH = 8
SIZE = 5
FILE = Path(__file__).parent / "data" / "source_runs.bin"


def words(text: str) -> list[str]:
    """Split into words: lower case, apostrophes dropped, everything else that isn't a letter or digit parts words."""
    return re.findall(r"[^\W_]+", re.sub(r"['’‘]", "", text.casefold()))


def runs(text: str) -> list[str]:
    """Give every run of eight words."""
    each = words(text)
    return [" ".join(each[i : i + LENGTH]) for i in range(len(each) - LENGTH + 1)]


def digest(run: str) -> bytes:
    """Shorten a run to five bytes."""
    return blake2b(run.encode(), digest_size=SIZE).digest()


def known() -> frozenset[bytes]:
    """Return the hashes of all runs of the sources."""
    raw = FILE.read_bytes()
    return frozenset(raw[i : i + SIZE] for i in range(0, len(raw), SIZE))


def shared(text: str, hashes: frozenset[bytes]) -> list[str]:
    """List the runs of a text that stand in a source too."""
    return [run for run in runs(text) if digest(run) in hashes]
