"""How a JupyterLab opened by `cbf lab` hears from kernels."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from types import SimpleNamespace

import pytest

from cbf_widgets import cli
from cbf_widgets.connection import PromptConnection, ZMQChannelsWebsocketConnection


def test_small_answers_go_off_at_once_and_jupyters_own_connection_does_the_rest(monkeypatch):
    happened = []
    monkeypatch.setattr(ZMQChannelsWebsocketConnection, "connect", lambda self: happened.append("connected") or "a future")
    handler = SimpleNamespace(set_nodelay=lambda value: happened.append(("no delay", value)))
    assert PromptConnection.connect(Standing(handler)) == "a future"
    assert happened == [("no delay", True), "connected"]


class Standing(PromptConnection):
    """A connection without a kernel."""

    def __init__(self, handler):
        self.__dict__["handler"] = handler

    @property
    def websocket_handler(self):
        return self.__dict__["handler"]


@pytest.mark.parametrize(
    "own, used",
    [
        ("", "PromptConnection"),
        ("JUPYTER_CONFIG_PATH", "ZMQChannelsWebsocketConnection"),
        ("JUPYTER_CONFIG_DIR", "ZMQChannelsWebsocketConnection"),
    ],
)
def test_the_server_is_told_and_a_persons_own_settings_win(monkeypatch, tmp_path, own, used):
    if own:
        monkeypatch.setenv(own, str(tmp_path))
        theirs = "jupyter_server.services.kernels.connection.channels.ZMQChannelsWebsocketConnection"
        told = {"ServerApp": {"kernel_websocket_connection_class": theirs}}
        (tmp_path / "jupyter_server_config.json").write_text(json.dumps(told), encoding="utf-8")
    env = {**os.environ, "JUPYTER_CONFIG_PATH": os.pathsep.join(cli._config_path())}
    words = [sys.executable, "-m", "jupyterlab", "--show-config-json", "--no-browser", "--allow-root"]
    shown = subprocess.run(words, env=env, capture_output=True, text=True, timeout=300, check=True)
    config = json.loads(shown.stdout)
    assert config["ServerApp"]["kernel_websocket_connection_class"].endswith(f".{used}")
