"""What things cost, as ratios within one run: `python benchmarks/run.py [NAME ...]`."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROUNDS = 11
BASE = "import ipywidgets"
IMPORTS = (
    "import cbf_widgets",
    "import ipywidgets, cbf_widgets",
    "from cbf_widgets import SpiralBuilder",
    "from cbf_widgets import SpiralBuilder; SpiralBuilder()",
)


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Rows as lines of aligned columns, the first to the left, the others to the right."""
    widths = [max(len(row[i]) for row in [heads, *rows]) for i in range(len(heads))]
    lines = [
        [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        for row in [heads, *rows]
    ]
    return "\n".join("  ".join(line) for line in lines)


def milliseconds(statement: str) -> float:
    """How long a fresh interpreter takes to run a statement, its own start included."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", statement], check=True)
    return 1000 * (time.perf_counter() - start)


def import_cost() -> None:
    """What an import of ours costs beside the import of ipywidgets alone."""
    statements = ["pass", BASE, *IMPORTS]
    for statement in statements:  # the first run fills the caches
        milliseconds(statement)
    # Interleaved, so that a busy moment of the machine touches all alike.
    rounds = [[milliseconds(statement) for statement in statements] for _ in range(ROUNDS)]
    bare, *taken = (statistics.median(column) for column in zip(*rounds, strict=True))
    base = taken[0] - bare
    overs = [statistics.median(row[i + 1] - row[1] for row in rounds) for i in range(len(taken))]
    rows = [
        [statement, f"{took - bare:.0f} ms", f"{(took - bare) / base:.2f}", f"{over:+.0f} ms"]
        for statement, took, over in zip(statements[1:], taken, overs, strict=True)
    ]
    print(table(["in a fresh interpreter", "median", "ratio", "over ipywidgets"], rows))


def drag() -> None:
    """What a drag over the picture costs with few marks and with many."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    from benchmarks.drag import drag_rows

    print(table(["dragging one mark among", "median frame", "95th percentile", "ratio"], drag_rows()))


def lab() -> None:
    """What a slider's move and playing cost in a real JupyterLab."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    from benchmarks.lab import lab_rows

    print(table(["52 contacts, in JupyterLab", "median", "95th percentile", "at most"], lab_rows()))


def theories() -> None:
    """What opening twelve theories and going about in them costs in a real JupyterLab."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    from benchmarks.theories import theory_rows

    print(table(["twelve theories, in JupyterLab", "median", "largest", "at most"], theory_rows()))


def in_one_thread(what: str) -> None:
    """Run a benchmark of the engine in a fresh interpreter whose linear algebra keeps to one core."""
    command = [sys.executable, "-W", "ignore", "-m", "benchmarks.engine", what]
    only_one = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    subprocess.run(command, check=True, cwd=Path(__file__).resolve().parents[1], env={**os.environ, **only_one})


def engine() -> None:
    """What a simulation costs beside numpy's draws alone."""
    in_one_thread("engine")


def peers() -> None:
    """How much faster it is than other packages, for equal work."""
    in_one_thread("peers")


BENCHMARKS: dict[str, Callable[[], None]] = {
    "import_cost": import_cost,
    "drag": drag,
    "lab": lab,
    "theories": theories,
    "engine": engine,
    "peers": peers,
}


def main(names: Sequence[str]) -> None:
    """Run the named benchmarks, or all."""
    unknown = set(names) - set(BENCHMARKS)
    if unknown:
        sys.exit(f"No benchmark is called {', '.join(sorted(unknown))}; there are {', '.join(BENCHMARKS)}.")
    for name in names or BENCHMARKS:
        print(f"{name}\n")
        BENCHMARKS[name]()
        print()


if __name__ == "__main__":
    main(sys.argv[1:])
