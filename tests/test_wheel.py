"""A built wheel brings the front end, the datasets and the notebooks, and finds them without a clone."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from cbf_widgets.paths import datasets_dir, notebooks_dir, static_dir
from hatch_build import shipped

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """The wheel's content, unpacked."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as packed:
        packed.extractall(folder / "site")
    return folder / "site"


def within(folder: Path, ends: str = "*") -> set[str]:
    found = (path.relative_to(folder) for path in folder.rglob(ends) if path.is_file())
    return {path.as_posix() for path in found if not any(part.startswith(".") for part in path.parts)}  # but what running leaves


def test_the_wheel_brings_the_front_end(wheel):
    built = within(static_dir(), "*.js") | within(static_dir(), "*.css")
    assert built
    assert within(wheel / "cbf_widgets" / "_static") == built


def test_the_wheel_brings_every_dataset_and_notebook(wheel):
    assert within(wheel / "cbf_widgets" / "_notebooks") == within(notebooks_dir())
    assert within(wheel / "cbf_widgets" / "_datasets") == within(datasets_dir())


def test_what_people_leave_beside_a_notebook_never_reaches_the_wheel(tmp_path):
    for name in ("01-tea.ipynb", "my-family.json", ".cbf-autosave/spiral_1.json", "teacher-notes/01-tea.md", "mine.ipynb"):
        (tmp_path / "notebooks" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "notebooks" / name).write_text("{}", encoding="utf-8")
    assert list(shipped(tmp_path)) == ["notebooks/01-tea.ipynb", "notebooks/teacher-notes/01-tea.md"]


def test_the_wheel_carries_its_licence_and_nothing_of_the_clone(wheel):
    assert list(wheel.glob("*.dist-info/licenses/LICENSE"))
    assert {path.name for path in wheel.iterdir() if not path.name.endswith(".dist-info")} == {"cbf_widgets"}


def test_an_installed_wheel_finds_what_it_brought(wheel, tmp_path):
    code = (
        "import cbf_widgets; from pathlib import Path; from cbf_widgets import cli, paths;"
        "print(cbf_widgets.__file__, *[p.name for p in cli.prepare(Path('mine'))], len(cbf_widgets.SpiralBuilder()._esm))"
    )
    # Isolated from the clone: the package comes from the wheel alone.
    environment = {**os.environ, "PYTHONPATH": str(wheel)}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    file, *copied, length = done.stdout.split()
    assert Path(file).is_relative_to(wheel)
    assert "00-start-here.ipynb" in copied
    assert int(length) > 1000
