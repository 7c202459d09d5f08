"""Make tests/data/source_runs.bin from a folder of source texts: python tools/make_source_runs.py FOLDER."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.source_runs import FILE, digest, runs


def main(folder: Path) -> None:
    """Write the sorted hashes of every run of eight words of every text in the folder."""
    texts = sorted(folder.glob("*.txt"))
    hashes = sorted({digest(run) for text in texts for run in runs(text.read_text(encoding="utf-8"))})
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_bytes(b"".join(hashes))
    print(f"{len(hashes)} runs of {len(texts)} texts")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
