"""The build hook: the front end is built when the package is built or installed from a clone."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SHIPPED = {"datasets": "cbf_widgets/_datasets", "notebooks": "cbf_widgets/_notebooks"}


def front_tool(root: str) -> ModuleType:
    """tools/front.py as a module, found by its path."""
    spec = importlib.util.spec_from_file_location("cbf_front", Path(root) / "tools" / "front.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class FrontEnd(BuildHookInterface):  # type: ignore[type-arg]
    """Build the widgets' modules, and put datasets and notebooks into the wheel."""

    def dependencies(self) -> list[str]:
        """Node from PyPI when the machine has none."""
        return front_tool(self.root).needs_node() if self.target_name == "wheel" else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build; an editable install finds datasets and notebooks in the clone, a wheel takes them along."""
        if self.target_name != "wheel":
            return
        front_tool(self.root).build()
        if version == "editable":
            return
        for folder, inside in SHIPPED.items():
            if (Path(self.root) / folder).is_dir():
                build_data["force_include"][folder] = inside
