"""The notebooks go on from the spiral saved last, and from none without complaint."""

from __future__ import annotations

import os
from pathlib import Path

from cbf_widgets.model.newest import newest_spiral
from cbf_widgets.model.spiral import Spiral

SPIRAL = Spiral(vocabulary="partnership-building").add("acceptance", 0.5)


def saved(path: Path, when: int, spiral: Spiral = SPIRAL) -> None:
    spiral.save(path)
    os.utime(path, (when, when))


def test_the_spiral_saved_last_is_read(tmp_path):
    saved(tmp_path / "b.json", 2000, SPIRAL.retitle("last"))
    saved(tmp_path / "a.json", 1000)
    saved(tmp_path / "c.json", 1500)
    assert newest_spiral(tmp_path).title == "last"


def test_what_is_empty_broken_hidden_or_no_spiral_is_passed_over(tmp_path):
    saved(tmp_path / "mine.json", 1000, SPIRAL.retitle("mine"))
    saved(tmp_path / "empty.json", 2000, Spiral(vocabulary="partnership-building"))
    saved(tmp_path / ".hidden.json", 2000)
    (tmp_path / "deeper").mkdir()
    saved(tmp_path / "deeper" / "other.json", 2000)
    (tmp_path / "broken.json").write_text('{"format": "cbf-spiral"')
    (tmp_path / "other.json").write_text('{"format": "something else"}')
    (tmp_path / "folder.json").mkdir()
    assert newest_spiral(tmp_path) == SPIRAL.retitle("mine")


def test_no_spiral_and_no_folder_are_no_error(tmp_path):
    assert newest_spiral(tmp_path) is None
    assert newest_spiral(tmp_path / "nowhere") is None


def test_the_notebooks_own_folder_is_meant(tmp_path, monkeypatch):
    saved(tmp_path / "mine.json", 1000)
    monkeypatch.chdir(tmp_path)
    assert newest_spiral() == SPIRAL
