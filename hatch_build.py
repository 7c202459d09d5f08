"""The build hook: the front end is built when the package is built or installed from a clone."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# Only what we wrote: a notebook that was run here may have left a family's story beside it.
SHIPPED = {
    "datasets": ("*.yaml", "*.md", "schema/*.json", "theories/*.yaml"),
    "notebooks": ("[0-9][0-9]-*.ipynb", "teacher-notes/*.md"),
}


def shipped(root: Path) -> dict[str, str]:
    """Files of the clone, and where each goes in the wheel."""
    found = {}
    for folder, patterns in SHIPPED.items():
        for path in (path for pattern in patterns for path in sorted((root / folder).glob(pattern))):
            inside = path.relative_to(root)
            found[inside.as_posix()] = f"cbf_widgets/_{inside.as_posix()}"
    return found


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
        build_data["force_include"].update(shipped(Path(self.root)))
