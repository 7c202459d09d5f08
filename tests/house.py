"""The rules of the house, as functions that say what is wrong; `test_house.py` holds the project to them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "cbf_widgets"

# From left to right; a module may import from its own layer and from those before it.
LAYERS = (
    {"errors", "disk", "files", "paths", "copies", "process"},
    {"autosave"},
    {"model"},
    {"datasets", "yamlfiles"},
    {"simulation"},
    {"comparing"},
    {"draw"},
    {"exporting"},
    {"widgets"},
    {"cli", "connection"},
)
NOT_FEATURES = {"base", "document", "filed", "desk", "shared", "__init__"}
FRONT_PACKAGES = re.compile(r"preact(/[\w-]+)*|@anywidget/types")
FRONT_IMPORT = re.compile(r"""(?:\bfrom|\bimport)\s*\(?\s*["']([^"']+)["']""")


def module_name(path: Path, root: Path = ROOT) -> str:
    """`cbf_widgets.model.spiral` of a file."""
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(source: str, module: str, *, package: bool = False) -> Iterator[str]:
    """Every module of ours that the source imports, inside functions too."""
    parents = module.split(".") if package else module.split(".")[:-1]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = parents[: len(parents) - node.level + 1] if node.level else []
            origin = ".".join([*base, *([node.module] if node.module else [])])
            for alias in node.names:
                yield f"{origin}.{alias.name}"


def layer(module: str) -> int | None:
    """The number of a module's layer; None when the house doesn't know it."""
    parts = module.split(".")
    return next((number for number, names in enumerate(LAYERS) if len(parts) > 1 and parts[1] in names), None)


def feature(module: str) -> str | None:
    """The feature a module belongs to: `spiral` of `cbf_widgets.widgets.spiral.widget`."""
    parts = module.split(".")
    return parts[2] if len(parts) > 2 and parts[1] == "widgets" and parts[2] not in NOT_FEATURES else None


def import_problems(source: str, module: str, *, package: bool = False) -> list[str]:
    """Imports that point to a later layer, or from feature to feature."""
    own, found = layer(module), []
    if own is None:
        return [f"{module} stands in no layer: name it in LAYERS"]
    for name in imports(source, module, package=package):
        if not name.startswith("cbf_widgets.") or name == "cbf_widgets.__version__":
            continue
        theirs = layer(name)
        if theirs is None or theirs > own:
            found.append(f"{module} imports {name}, which is not to its left")
        elif feature(name) and feature(name) != feature(module):
            found.append(f"{module} imports the feature {feature(name)}")
    return found


def front_problems(source: str, path: PurePosixPath) -> list[str]:
    """Imports of a front-end file, `path` below cbf_widgets, that leave its own folder and shared/."""
    found = []
    for name in FRONT_IMPORT.findall(source):
        if not name.startswith("."):
            allowed = bool(FRONT_PACKAGES.fullmatch(name))
        else:
            target = _joined(path.parent, name)
            inside = target.parts[:2] in {path.parts[:2], ("widgets", "shared")}
            allowed = inside or (target.parts[0] == "draw" and target.suffix == ".json")
        if not allowed:
            found.append(f"{path} imports {name}")
    return found


def _joined(folder: PurePosixPath, name: str) -> PurePosixPath:
    parts = list(folder.parts)
    for part in PurePosixPath(name).parts:
        if part == "..":
            parts = parts[:-1] if parts else [".."]
        else:
            parts.append(part)
    return PurePosixPath(*parts)


def functions(tree: ast.AST, prefix: str = "") -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    """Every function with its dotted name."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            name = f"{prefix}{node.name}"
            if not isinstance(node, ast.ClassDef):
                yield name, node
            yield from functions(node, f"{name}.")
        else:
            yield from functions(node, prefix)


def body_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """How many lines a function's body has; its docstring isn't counted."""
    body = node.body[1:] if ast.get_docstring(node, clean=False) is not None else node.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def long_functions(source: str, most: int = 40) -> list[str]:
    """The names of functions with too long a body."""
    return [name for name, node in functions(ast.parse(source)) if body_lines(node) > most]


def is_long(source: str, most: int = 300) -> bool:
    """Tell whether a file has too many lines."""
    return len(source.splitlines()) > most


def undocumented(source: str) -> list[str]:
    """The public functions and classes of a module whose docstring has no example."""
    public = [node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)]
    return [n.name for n in public if not n.name.startswith("_") and ">>> " not in (ast.get_docstring(n) or "")]


def has_all(source: str) -> bool:
    """Tell whether a module says by `__all__` what of it is public."""
    targets = [t for node in ast.parse(source).body if isinstance(node, ast.Assign) for t in node.targets]
    return any(isinstance(target, ast.Name) and target.id == "__all__" for target in targets)


def listed(readme: str) -> list[str]:
    """The names in the README's list of public names: those in backticks before a line's colon."""
    part = re.search(r"<!-- public names -->(.*?)<!-- end of public names -->", readme, re.DOTALL)
    lines = part[1].splitlines() if part else []
    return [name for line in lines if line.startswith("- ") for name in re.findall(r"`([\w.]+)`", line.split(": ")[0])]


# Written so that this file doesn't hold what it forbids.
HOSTS = "|".join(
    [r"pypi\.(?:org|python)", r"python" + r"hosted\.", r"registry\." + r"(?:npmjs|yarnpkg)", r"npm" + r"js\.(?:org|com)"]
)
PLACES = r"(?<![\w.])/" + r"(?:work|root|home/\w+)/"
FORBIDDEN = re.compile(f"{HOSTS}|{PLACES}")


def addresses(text: str) -> list[str]:
    """Package registries and places of one machine that a text names."""
    return FORBIDDEN.findall(text)
