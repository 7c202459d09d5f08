"""From a fresh clone to a running JupyterLab or a full test run: `python tools/bootstrap.py lab|test|front|lock|clean`.

Standard library only, and readable by an old Python too, so that it can say what is missing.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
WINDOWS = os.name == "nt"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
LOCK = "constraints.txt"
OLDEST = (3, 11)


def check_python() -> None:
    """Leave with one sentence when this Python cannot do it."""
    if sys.version_info < OLDEST:
        sys.exit("Python 3.11 or newer is needed, and this is %d.%d: install a newer one." % sys.version_info[:2])  # noqa: UP031
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        sys.exit(
            "This Python cannot make virtual environments: install its venv package "
            f"(on Debian and Ubuntu: apt install python3-venv, or python3.{sys.version_info[1]}-venv).",
        )


def run(*command: object, env: dict[str, str] | None = None) -> None:
    """Run a command in the project's folder; leave with its code when it fails."""
    words = [str(word) for word in command]
    code = subprocess.run(words, cwd=ROOT, env={**os.environ, **(env or {})}, check=False).returncode
    if code:
        sys.exit(f"`{' '.join(words)}` ended with code {code}." if code > 0 else code)


def hand_over(*command: object) -> None:
    """Let another program go on in our place, so that Ctrl-C is its own affair."""
    words = [str(word) for word in command]
    os.chdir(ROOT)
    if not WINDOWS:
        os.execv(words[0], words)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.exit(subprocess.run(words, check=False).returncode)


def declared(extra: str) -> list[str]:
    """The names that pyproject.toml asks for directly, those of an extra included."""
    import tomllib

    whole = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project = whole["project"]
    asked = project["dependencies"] + whole["dependency-groups"]["build"]
    asked += project["optional-dependencies"][extra] if extra else []
    names = [re.split(r"[^\w.-]", one)[0].lower().replace("_", "-") for one in asked]
    ours = [re.findall(r"\[(\w+)\]", one)[0] for one in asked if one.startswith(project["name"])]  # an extra that names another
    return [name for name in names if name != "cbf-widgets"] + [name for other in ours for name in declared(other)]


def locked() -> list[tuple[str, set[str], str]]:
    """The lock's packages: name, the names that brought it in, and its lines."""
    found = []
    for lines in re.split(r"^(?=\w)", (ROOT / LOCK).read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        via = re.search(r"# via (.*)", lines)
        found.append((lines.split("==")[0], set(re.findall(r"[\w.-]+", via[1])) if via else set(), lines))
    return found


def pinned(extra: str, skip: set[str]) -> str:
    """The part of the lock that is needed: what is declared, and whatever that brings in."""
    packages = locked()
    needed = set(declared(extra)) - skip
    size = 0
    while size < len(needed):
        size = len(needed)
        needed |= {name for name, via, _ in packages if via & needed}
    return "".join(lines for name, _, lines in packages if name in needed)


def install(*words: object) -> None:
    """`pip install`, by uv when it is on the PATH."""
    uv = shutil.which("uv")
    pip = [uv, "pip", "install", "--python", PYTHON] if uv else [PYTHON, "-m", "pip", "install", "--disable-pip-version-check"]
    run(*pip, "--quiet", *words)


def front_tool() -> ModuleType:
    """tools/front.py, which finds Node and builds the front end."""
    sys.path.insert(0, str(ROOT / "tools"))
    import front

    return front


def _short(*parts: bytes) -> str:
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def environment(extra: str = "") -> None:
    """Make .venv with the pinned versions, unless it is there already."""
    stamp = VENV / ".cbf-stamp"
    python = _short(sys.version.encode(), str(ROOT).encode())
    packages = _short(*((ROOT / name).read_bytes() for name in ("pyproject.toml", LOCK, "hatch_build.py", "tools/bootstrap.py")))
    known = stamp.read_text(encoding="utf-8").split() if stamp.is_file() and PYTHON.is_file() else []
    if known in ([python, packages, extra or "lab"], [python, packages, "test"]):
        return
    print(f"Setting up {VENV.name} (a minute or so, once) …", flush=True)
    if known[:1] != [python]:  # another Python, another place, or a set-up that was broken off
        run(sys.executable, "-m", "venv", "--clear", VENV)
    stamp.unlink(missing_ok=True)
    fill(extra)
    stamp.write_text(f"{python} {packages} {extra or 'lab'}", encoding="utf-8")


def fill(extra: str) -> None:
    """Install what is pinned, then the package itself."""
    tool = front_tool()
    listed = VENV / "pinned.txt"
    listed.write_text(pinned(extra, set() if tool.needs_node() else {tool.NODE_FROM_PYPI}), encoding="utf-8")
    # The lock's hashes are checked for every package; our own package has none, so it comes alone and last.
    install("--require-hashes", "--no-deps", "--requirement", listed)
    install("--no-deps", "--no-build-isolation", "--editable", ".")


def front() -> None:
    """Build the front end with the environment's Node."""
    run(PYTHON, "tools/front.py", "--quiet")


def lab(arguments: list[str]) -> None:
    """Open JupyterLab on the start notebook, in a folder of the person's own."""
    environment()
    front()
    hand_over(PYTHON, "-m", "cbf_widgets.cli", "lab", "my-work", *arguments)


def test(arguments: list[str]) -> None:
    """Run every test."""
    environment("test")
    front()
    hand_over(PYTHON, "tools/run_tests.py", *arguments)


def lock(_: list[str]) -> None:
    """Resolve the Python and the npm lock anew, with hashes and without addresses."""
    tools = ROOT / ".cbf-build" / "uv"
    run(sys.executable, "-m", "venv", tools)
    uv = tools / ("Scripts/uv.exe" if WINDOWS else "bin/uv")
    run(uv.with_name("python" + uv.suffix), "-m", "pip", "install", "--quiet", "uv")
    plain = [
        "--generate-hashes",
        "--no-emit-index-url",
        "--no-emit-find-links",
        "--no-header",
        "--annotation-style=line",
        "--quiet",
    ]
    run(uv, "pip", "compile", "--upgrade", "--universal", "--python-version", "3.11", *plain,
        "--extra", "test", "--group", "build", "-o", LOCK, "pyproject.toml")  # fmt: skip
    tool = front_tool()
    tool.run([*tool.node_and_npm()[1], "update", "--package-lock-only", "--ignore-scripts"])
    without_addresses(ROOT / "package-lock.json")


def without_addresses(path: Path) -> None:
    """Strip npm's lock of the addresses that nobody needs."""
    content = json.loads(path.read_text(encoding="utf-8"))
    for package in content["packages"].values():
        package.pop("resolved", None)
        package.pop("funding", None)
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def clean(_: list[str]) -> None:
    """Remove what was made; nobody's work is touched."""
    for name in (".venv", "node_modules", ".cbf-build", "cbf_widgets/_static", ".pytest_cache", ".mypy_cache", ".ruff_cache"):
        shutil.rmtree(ROOT / name, ignore_errors=True)


def only_front(_: list[str]) -> None:
    """Build the front end, for development."""
    environment()
    front()


def main(argv: list[str]) -> None:
    """Do what the first word says, with the rest as its arguments."""
    tasks = {"lab": lab, "test": test, "front": only_front, "lock": lock, "clean": clean}
    if not argv or argv[0] not in tasks:
        sys.exit(f"Say what to do: python tools/bootstrap.py {'|'.join(tasks)}")
    check_python()
    try:
        tasks[argv[0]](argv[1:])
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main(sys.argv[1:])
