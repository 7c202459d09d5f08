"""Run every test and say how many passed: `python tools/run_tests.py [STAGE ...]`.

Every stage runs, also when an earlier one failed. A skipped test counts as failed: nobody looked.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tools"))

import browser  # noqa: E402 - found through the line above
import front  # noqa: E402

PY = [sys.executable, "-m"]
SHARED_OUT = [*PY, "pytest", "-q", "-n2", "--dist=loadfile"]


@dataclass(frozen=True)
class Stage:
    """One tool: what it checks, how it is called, and whether it writes a JUnit report to `{xml}`."""

    name: str
    command: Callable[[], list[str]]
    first: Callable[[], str] = lambda: ""  # makes sure of what must be there; a sentence when it isn't

    def counts(self) -> bool:
        """Tell whether its report counts tests; else the stage is one check."""
        return any("{xml}" in word for word in self.command())


@dataclass(frozen=True)
class Outcome:
    """What came of a stage."""

    passed: int
    failed: int
    remarks: tuple[str, ...] = ()


def _node(script: str, *words: str) -> list[str]:
    return [*front.node_and_npm()[0], f"node_modules/{script}", *words]


STAGES = (
    Stage("ruff", lambda: [*PY, "ruff", "check", "."]),
    Stage("format", lambda: [*PY, "ruff", "format", "--check", "."]),
    Stage("mypy", lambda: [*PY, "mypy"]),
    Stage("tsc", lambda: _node("typescript/bin/tsc", "--noEmit")),
    Stage(
        "front",
        lambda: _node(
            "vitest/vitest.mjs", "run", "--testTimeout=60000", "--reporter=dot", "--reporter=junit", "--outputFile.junit={xml}"
        ),
    ),
    Stage("python", lambda: [*SHARED_OUT, "--ignore=tests/browser", "--junitxml={xml}", "tests", "cbf_widgets"]),
    Stage("notebooks", lambda: [*SHARED_OUT, "--nbval-lax", "--junitxml={xml}", "notebooks"]),
    Stage("browser", lambda: [*SHARED_OUT, "--junitxml={xml}", "tests/browser"], first=browser.ensure),
)


def counted(report: Path, code: int) -> Outcome:
    """The outcome that a JUnit report tells; a tool that ended badly never counts as good."""
    try:
        cases = list(ET.parse(report).iter("testcase"))
    except (OSError, ET.ParseError):
        return Outcome(0, 1, ("it ended without a report",))
    bad = [case for case in cases if any(case.find(kind) is not None for kind in ("failure", "error", "skipped"))]
    skipped = [f"skipped: {case.get('classname')} {case.get('name')}" for case in bad if case.find("skipped") is not None]
    passed = len(cases) - len(bad)
    if not cases:
        return Outcome(0, 1, ("it found no tests",))
    if code and not bad:
        return Outcome(passed, 1, (f"it ended with code {code}",))
    return Outcome(passed, len(bad), tuple(skipped))


def run(stage: Stage, folder: Path) -> Outcome:
    """Run a stage and count."""
    missing = stage.first()
    if missing:
        return Outcome(0, 1, (missing,))
    report = folder / f"{stage.name}.xml"
    words = [word.replace("{xml}", str(report)) for word in stage.command()]
    code = subprocess.run(words, cwd=ROOT, env={**os.environ, "PYTHONUTF8": "1"}, check=False).returncode
    return counted(report, code) if stage.counts() else Outcome(int(code == 0), int(code != 0))


def chosen(names: list[str]) -> list[Stage]:
    """The named stages, or all."""
    unknown = set(names) - {stage.name for stage in STAGES}
    if unknown:
        sys.exit(f"No stage is called {', '.join(sorted(unknown))}; there are {', '.join(stage.name for stage in STAGES)}.")
    return [stage for stage in STAGES if not names or stage.name in names]


def main(names: list[str]) -> int:
    """Run the stages; the last line says how many tests passed."""
    stages = chosen(names)
    front.modules(everything=True)
    front.build()
    lines, total = [], Outcome(0, 0)
    with tempfile.TemporaryDirectory() as folder:
        for stage in stages:
            print(f"\n── {stage.name} ──", flush=True)
            start = time.monotonic()
            outcome = run(stage, Path(folder))
            total = Outcome(total.passed + outcome.passed, total.failed + outcome.failed)
            took = time.monotonic() - start
            lines.append(f"{stage.name:<10} {outcome.passed:>5} passed {outcome.failed:>3} failed {took:>6.0f} s")
            lines += [f"           {remark}" for remark in outcome.remarks]
    print("\n" + "\n".join(lines))
    print(f"{total.passed} passed, {total.failed} failed")
    return int(total.failed > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
