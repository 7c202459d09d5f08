"""What a person changed is never written over, whatever is shipped later."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cbf_widgets import copies
from cbf_widgets.disk import write_bytes

CONTENTS = st.sampled_from([b"one", b"two", b"three", b""])


@pytest.fixture
def shipped(tmp_path) -> Path:
    folder = tmp_path / "shipped"
    write_bytes(folder / "a.ipynb", b"first")
    write_bytes(folder / "teachers" / "notes.md", b"notes")
    write_bytes(folder / ".ipynb_checkpoints" / "a.ipynb", b"not ours")
    write_bytes(folder / "my-family.json", b"not ours")
    return folder


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - {copies.MANIFEST}


def test_everything_is_copied_but_checkpoints_and_what_people_saved(shipped, tmp_path):
    copies.copy_notebooks(shipped, tmp_path / "mine")
    assert names(tmp_path / "mine") == {"a.ipynb", "teachers/notes.md"}


def test_an_unchanged_copy_is_brought_up_to_date(shipped, tmp_path):
    mine = tmp_path / "mine"
    copies.copy_notebooks(shipped, mine)
    (shipped / "a.ipynb").write_bytes(b"second")
    copies.copy_notebooks(shipped, mine)
    assert (mine / "a.ipynb").read_bytes() == b"second"
    assert names(mine) == {"a.ipynb", "teachers/notes.md"}


def test_a_changed_copy_stays_and_the_new_version_comes_beside_it_once(shipped, tmp_path):
    mine = tmp_path / "mine"
    copies.copy_notebooks(shipped, mine)
    (mine / "a.ipynb").write_bytes(b"my own")
    assert copies.copy_notebooks(shipped, mine) == []
    (shipped / "a.ipynb").write_bytes(b"second")
    copies.copy_notebooks(shipped, mine)
    copies.copy_notebooks(shipped, mine)
    assert (mine / "a.ipynb").read_bytes() == b"my own"
    assert (mine / "a.new-0.1.0.ipynb").read_bytes() == b"second"
    assert names(mine) == {"a.ipynb", "a.new-0.1.0.ipynb", "teachers/notes.md"}


def test_a_new_version_beside_is_never_written_over_either(shipped, tmp_path):
    mine = tmp_path / "mine"
    write_bytes(mine / "a.ipynb", b"my own")
    write_bytes(mine / "a.new-0.1.0.ipynb", b"my own too")
    copies.copy_notebooks(shipped, mine)
    assert (mine / "a.new-0.1.0.ipynb").read_bytes() == b"my own too"
    assert (mine / "a.new-0.1.0-2.ipynb").read_bytes() == b"first"


def test_a_removed_copy_comes_back(shipped, tmp_path):
    copies.copy_notebooks(shipped, tmp_path / "mine")
    (tmp_path / "mine" / "a.ipynb").unlink()
    assert copies.copy_notebooks(shipped, tmp_path / "mine") == [tmp_path / "mine" / "a.ipynb"]


@pytest.mark.parametrize("broken", [b"", b"{", b"[1]", b'{"a.ipynb": 3}', b"\xff\xfe"])
def test_a_broken_manifest_loses_nothing(shipped, tmp_path, broken):
    mine = tmp_path / "mine"
    write_bytes(mine / copies.MANIFEST, broken)
    write_bytes(mine / "a.ipynb", b"my own")
    copies.copy_notebooks(shipped, mine)
    assert (mine / "a.ipynb").read_bytes() == b"my own"
    assert json.loads((mine / copies.MANIFEST).read_text())["a.ipynb"] == copies.fingerprint(b"first")


@settings(max_examples=60)
@given(history=st.lists(st.tuples(st.sampled_from(["ship", "edit", "copy"]), CONTENTS), max_size=12))
def test_no_history_of_shipping_and_editing_loses_an_edit(tmp_path_factory, history):
    base = tmp_path_factory.mktemp("history")
    shipped, mine = base / "shipped", base / "mine"
    write_bytes(shipped / "a", b"one")
    mine.mkdir()
    edited: bytes | None = None
    for action, content in history:
        if action == "ship":
            write_bytes(shipped / "a", content)
        elif action == "edit":
            edited = content
            write_bytes(mine / "a", b"mine " + content)
        else:
            copies.copy_notebooks(shipped, mine)
        if edited is not None:
            assert (mine / "a").read_bytes() == b"mine " + edited
