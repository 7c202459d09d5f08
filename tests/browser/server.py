"""A private JupyterLab: its own configuration, folders and kernels, gone when the tests end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cbf_widgets

TOKEN = "t" * 32
# Every cell is rendered, and nothing happens by itself.
SETTINGS = {
    "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"},
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
    "@jupyterlab/docmanager-extension:plugin": {"autosave": False},
    "@jupyterlab/codemirror-extension:plugin": {"defaultConfig": {"autocompletion": False}},
}
# The debugger reports an error of its own whenever a kernel restarts.
PAGE = {"disabledExtensions": {"@jupyterlab/debugger-extension": True}}


@dataclass(frozen=True)
class Lab:
    """A running JupyterLab: where it answers, and the folder it serves."""

    url: str
    root: Path
    runtime: Path

    @property
    def home(self) -> str:
        """The address to open in a browser."""
        return f"{self.url}/lab?token={TOKEN}&reset"

    def get(self, path: str) -> Any:
        """The server's JSON answer."""
        request = urllib.request.Request(self.url + path, headers={"Authorization": f"token {TOKEN}"})
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)

    def connection_file(self, notebook: str) -> Path:
        """The connection file of the kernel that runs a notebook."""
        kernel = next(s["kernel"]["id"] for s in self.get("/api/sessions") if s["path"] == notebook)
        return self.runtime / f"kernel-{kernel}.json"


def environment(home: Path) -> dict[str, str]:
    """An environment in which Jupyter knows only folders under `home`, and what we ship."""
    return {
        **os.environ,
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_CONFIG_PATH": str(Path(cbf_widgets.__file__).with_name("jupyter_config")),  # as `cbf lab` does
        "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "JUPYTERLAB_SETTINGS_DIR": str(home / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces"),
        "IPYTHONDIR": str(home / "ipython"),
        "JUPYTER_PLATFORM_DIRS": "1",
    }


def words() -> list[str]:
    """What every JupyterLab of ours is told: a free port, our token, no browser of its own."""
    return ["--no-browser", "--ip=127.0.0.1", "--port=0", "--ServerApp.port_retries=0", f"--IdentityProvider.token={TOKEN}"]


@contextmanager
def running(command: list[str], root: Path, base: Path) -> Iterator[Lab]:
    """Start a server that serves `root`, with everything else it knows under `base`; stop it at the end."""
    home = base / "home"
    with (base / "lab.log").open("w", encoding="utf-8") as log:
        process = subprocess.Popen(command, env=environment(home), stdout=log, stderr=subprocess.STDOUT)
        try:
            yield _answering(process, root, home / "runtime", base / "lab.log")
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@contextmanager
def running_lab(base: Path) -> Iterator[Lab]:
    """A JupyterLab for tests under `base`."""
    root = base / "root"
    root.mkdir()
    config = base / "home" / "config" / "labconfig"
    config.mkdir(parents=True)
    (config / "default_setting_overrides.json").write_text(json.dumps(SETTINGS), encoding="utf-8")
    (config / "page_config.json").write_text(json.dumps(PAGE), encoding="utf-8")
    quiet = ["--allow-root", "--expose-app-in-browser", "--ServerApp.log_level=WARN", f"--ServerApp.root_dir={root}"]
    with running([sys.executable, "-m", "jupyterlab", *words(), *quiet], root, base) as lab:
        yield lab


def _answering(process: subprocess.Popen[bytes], root: Path, runtime: Path, log: Path) -> Lab:
    """Wait until the server has written its port and answers."""
    end = time.monotonic() + 90
    while time.monotonic() < end and process.poll() is None:
        lab = _try(root, runtime)
        if lab is not None:
            return lab
        time.sleep(0.05)
    raise AssertionError("JupyterLab did not start:\n" + log.read_text(encoding="utf-8"))


def _try(root: Path, runtime: Path) -> Lab | None:
    try:
        written = next(iter(runtime.glob("jpserver-*.json")))
        lab = Lab(json.loads(written.read_text(encoding="utf-8"))["url"].rstrip("/"), root, runtime)
        lab.get("/api/status")
    except (StopIteration, ValueError, OSError):
        return None
    return lab
