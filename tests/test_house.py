"""The project keeps the rules of its own house. An exception is a line here, with its reason."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path, PurePosixPath

import pytest

import cbf_widgets
from tests import house

ROOT, PACKAGE = house.ROOT, house.PACKAGE

# file, or file and function: why it may be long
MAY_BE_LONG: dict[str, str] = {}


def sources(*folders: str, ends: tuple[str, ...] = (".py",)) -> list[Path]:
    found = [path for folder in folders for path in sorted((ROOT / folder).rglob("*")) if path.suffix in ends]
    return [path for path in found if not {"_static", "node_modules"} & set(path.parts) and ".gen." not in path.name]


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


MODULES = [path for path in sources("cbf_widgets") if path != PACKAGE / "__init__.py"]
PYTHON = sources("cbf_widgets", "tools", "benchmarks")
FRONT = sources("cbf_widgets/widgets", ends=(".ts", ".tsx", ".css"))
CODE = [path for path in FRONT if path.suffix != ".css"]


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_imports_point_to_the_left(path):
    found = house.import_problems(path.read_text("utf-8"), house.module_name(path), package=path.name == "__init__.py")
    assert not found


@pytest.mark.parametrize("path", CODE, ids=name)
def test_a_front_end_imports_only_from_its_folder_and_from_shared(path):
    assert not house.front_problems(path.read_text("utf-8"), PurePosixPath(path.relative_to(PACKAGE).as_posix()))


@pytest.mark.parametrize("path", [*PYTHON, *FRONT], ids=name)
def test_a_file_is_short(path):
    assert name(path) in MAY_BE_LONG or not house.is_long(path.read_text("utf-8"))


@pytest.mark.parametrize("path", PYTHON, ids=name)
def test_functions_are_short(path):
    long = house.long_functions(path.read_text("utf-8"))
    assert [one for one in long if f"{name(path)}:{one}" not in MAY_BE_LONG] == []


def is_needed(entry: str) -> bool:
    path, _, function = entry.partition(":")
    source = (ROOT / path).read_text("utf-8")
    return function in house.long_functions(source) if function else house.is_long(source)


def test_every_exception_is_still_needed():
    assert [entry for entry in MAY_BE_LONG if not is_needed(entry)] == []
    assert not is_needed("cbf_widgets/errors.py")  # as one would be told of one that isn't


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_every_public_name_has_an_example(path):
    assert house.undocumented(path.read_text("utf-8")) == []


def public_names() -> set[str]:
    """The package's names, and those of its modules that say by `__all__` what is public."""
    names = set(cbf_widgets.__all__) - {"__version__"}
    for path in MODULES:
        if house.has_all(path.read_text("utf-8")):
            module = house.module_name(path)
            names |= {f"{module}.{one}".removeprefix("cbf_widgets.") for one in importlib.import_module(module).__all__}
    return names


def test_the_readme_lists_the_public_names_and_nothing_else():
    listed = house.listed((ROOT / "README.md").read_text("utf-8"))
    assert sorted(listed) == sorted(public_names())


def test_every_public_name_can_be_reached():
    assert {one for one in cbf_widgets.__all__ if getattr(cbf_widgets, one, None) is None} == set()


def test_a_name_that_is_not_public_is_refused():
    with pytest.raises(AttributeError, match="no attribute 'Nonsense'"):
        _ = cbf_widgets.Nonsense


def loaded_by(statement: str) -> set[str]:
    code = f"import sys; {statement}; print(*{{name.split('.')[0] for name in sys.modules}})"
    return set(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split())


def test_importing_the_package_loads_nothing_heavy():
    heavy = {"anywidget", "ipywidgets", "matplotlib", "networkx", "numpy", "pandas", "scipy", "traitlets", "yaml"}
    assert heavy & loaded_by("import cbf_widgets") == set()


def test_the_builder_loads_figures_and_networks_only_on_use():
    assert {"matplotlib", "networkx", "pandas", "scipy"} & loaded_by("from cbf_widgets import SpiralBuilder") == set()


def committed() -> list[Path]:
    git = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / line for line in git.stdout.splitlines() if (ROOT / line).is_file()]


def test_no_committed_file_names_a_registry_or_a_place_of_one_machine():
    found = {name(path): house.addresses(path.read_bytes().decode("utf-8", "ignore")) for path in committed()}
    assert {path: words for path, words in found.items() if words} == {}


def test_nothing_that_is_built_is_committed():
    assert [name(path) for path in committed() if {"_static", "node_modules", ".venv"} & set(path.parts)] == []
