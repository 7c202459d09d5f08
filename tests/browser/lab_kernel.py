"""The lab's own Python side behind a bare page: what the widget would hear and say through JupyterLab, without it."""

from __future__ import annotations

import base64
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from cbf_widgets.widgets.lab.widget import ContagionLab

TRAITS = ("study", "history", "kept", "found", "saved", "run", "facts", "assumptions", "presets", "plans", "sheet")


def packed(value: Any) -> Any:
    """Plain data with bytes as the bare page unpacks them."""
    if isinstance(value, bytes | memoryview):
        return {"$bytes": base64.b64encode(value).decode()}
    if isinstance(value, dict):
        return {name: packed(inner) for name, inner in value.items()}
    return [packed(inner) for inner in value] if isinstance(value, list | tuple) else value


class LabKernel:
    """A `ContagionLab`, and the messages between it and a bare page; `asked` keeps the questions."""

    def __init__(self, source: Any = None, folder: Path | None = None, **numbers: Any) -> None:
        numbers = {"run": 6, "seed": 14, "title": "Partnership building, contact by contact", **numbers}
        self.lab = ContagionLab(source, folder=folder or Path(mkdtemp()), **numbers)
        self.asked: list[dict[str, Any]] = []
        self._said: list[dict[str, Any]] = []
        self._again: set[str] = set()
        self.lab.send = self._hear  # type: ignore[method-assign]
        self.lab.send_state = lambda names=None: self._again.update(names or ())  # type: ignore[method-assign]

    def _hear(self, content: dict[str, Any], files: list[bytes] | None = None) -> None:
        self._said.append({"content": content, "files": packed(files or [])})

    def traits(self, *names: str) -> dict[str, Any]:
        """What the front end holds of the lab now."""
        state = self.lab.get_state(list(names or TRAITS))
        return {name: packed(value) for name, value in state.items()}

    def __call__(self, heard: dict[str, Any]) -> dict[str, Any]:
        """Hear what the page sends; what the kernel says and sets in turn."""
        before, serial = self.traits(), self.lab.history["serial"]
        self._said, self._again = [], set()
        sent = heard.get("saved", {})
        if "saved" in heard:
            self.lab.set_state(sent)
        else:
            self.asked.append(heard["sent"])
            self.lab._handle_custom_msg(heard["sent"], [])
        now = self.traits()
        changed = {name for name in TRAITS if now[name] != before[name] and now[name] != sent.get(name)}
        if self.lab.history["serial"] == max(serial, sent.get("history", {}).get("serial", 0)):
            changed -= {"study", "history"} & sent.keys()
        return {"traits": {name: now[name] for name in sorted(changed | self._again)}, "messages": self._said}
