"""Keep the notebooks in one normal form: `python tools/notebooks.py fix|check [FILES]`.

In the normal form a cell tagged `nbval-check-output` keeps its text output and a count, without which nbval
compares nothing and says nothing; every other cell has neither. No widget state is stored, and no metadata
that depends on the machine. `fix` runs the notebooks; `check` only looks.
"""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path
from typing import Any

import nbformat

ROOT = Path(__file__).resolve().parents[1]
KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
KEPT = ("tags", "jupyter", "slideshow")
CHECKED = "nbval-check-output"
LONGEST_CELL = 10
NETWORK = {"aiohttp", "ftplib", "http", "httpx", "pooch", "requests", "smtplib", "socket", "urllib", "urllib3", "websocket"}
FETCHING = re.compile(r"""["'](?:https?|ftp)://""")


def code_cells(notebook: Any) -> list[Any]:
    """The code cells."""
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def is_checked(cell: Any) -> bool:
    """Tell whether nbval compares this cell's output."""
    return cell.cell_type == "code" and CHECKED in cell.metadata.get("tags", [])


def normal(notebook: Any) -> Any:
    """The notebook in the normal form; outputs that stay are not recomputed."""
    made = nbformat.from_dict(notebook)
    made.metadata = nbformat.from_dict({"kernelspec": KERNEL, "language_info": {"name": "python"}})
    for cell in made.cells:
        cell.metadata = nbformat.from_dict({key: value for key, value in cell.metadata.items() if key in KEPT})
    for number, cell in enumerate(code_cells(made), start=1):
        if is_checked(cell):
            cell.execution_count = number
            cell.outputs = [_text_only(output, number) for output in cell.outputs]
        else:
            cell.outputs, cell.execution_count = [], None
    return made


def _text_only(output: Any, number: int) -> Any:
    if "data" in output:
        output.data = nbformat.from_dict({"text/plain": output.data["text/plain"]})
        output.metadata = nbformat.from_dict({})
    if "execution_count" in output:
        output.execution_count = number
    return output


def text(notebook: Any) -> str:
    """The notebook as it lies on the disk."""
    return str(nbformat.writes(notebook)).rstrip("\n") + "\n"


def _plain(source: str) -> ast.Module | None:
    """A cell's code, without lines that only IPython understands; None when it isn't Python."""
    lines = ["pass" if line.startswith(("%", "!")) else line for line in source.splitlines()]
    try:
        return ast.parse("\n".join(lines))
    except SyntaxError:
        return None


def cell_problems(source: str) -> list[str]:
    """What a code cell may not hold."""
    tree = _plain(source)
    if tree is None:
        return ["is not Python"]
    found = []
    if len(source.strip().splitlines()) > LONGEST_CELL:
        found.append(f"is longer than {LONGEST_CELL} lines")
    nodes = list(ast.walk(tree))
    if any(isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) for node in nodes):
        found.append("defines what a library should hold")
    imported = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    if (
        {name.split(".")[0] for name in imported} & NETWORK
        or FETCHING.search(source)
        or source.lstrip().startswith(("!", "%pip", "%%bash"))
    ):
        found.append("reaches for the network or the shell")
    return found


def problems(path: Path) -> list[str]:
    """What is wrong with a notebook; nothing when the list is empty."""
    stored = path.read_text(encoding="utf-8")
    notebook = nbformat.reads(stored, as_version=4)
    cells = code_cells(notebook)
    found = [f"cell {cell.id} {what}" for cell in cells for what in cell_problems(cell.source)]
    if text(normal(notebook)) != stored:
        found.append("is not in the normal form: run `python tools/notebooks.py fix`")
    found += [
        f"cell {cell.id} is tagged {CHECKED} but has no stored output" for cell in cells if is_checked(cell) and not cell.outputs
    ]
    if not any(is_checked(cell) or "assert " in cell.source for cell in cells):
        found.append(f"asserts nothing: add an assert, or a cell tagged {CHECKED}")
    return found


def fix(path: Path) -> None:
    """Run a notebook and store it in the normal form."""
    from nbclient import NotebookClient

    notebook = nbformat.read(path, as_version=4)
    where = {"metadata": {"path": str(path.parent)}}
    NotebookClient(notebook, timeout=300, store_widget_state=False, resources=where).execute()
    path.write_text(text(normal(notebook)), encoding="utf-8")


def shipped() -> list[Path]:
    """The project's notebooks."""
    return [path for path in sorted((ROOT / "notebooks").rglob("*.ipynb")) if ".ipynb_checkpoints" not in path.parts]


def main(argv: list[str]) -> int:
    """`fix` or `check` the named notebooks, or all."""
    if not argv or argv[0] not in {"fix", "check"}:
        sys.exit("Say what to do: python tools/notebooks.py fix|check [FILES]")
    paths = [Path(name) for name in argv[1:]] or shipped()
    if argv[0] == "fix":
        for path in paths:
            fix(path)
    bad = [f"{path}: {problem}" for path in paths for problem in problems(path)]
    print("\n".join(bad) or f"{len(paths)} notebooks in the normal form")
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
