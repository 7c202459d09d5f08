"""People's files: written whole or not at all, under the name that a person chose."""

import errno
import os
import stat

import pytest
from hypothesis import given

from cbf_widgets import files
from cbf_widgets.errors import CbfError, FileError
from cbf_widgets.model.spiral import FORMAT, VERSION, Spiral
from tests.saved import FULL
from tests.strategies import in_tmp, spirals


@in_tmp
@given(spiral=spirals())
def test_a_saved_spiral_opens_as_it_was(tmp_path, spiral):
    assert Spiral.load(spiral.save(tmp_path / "mine.json")) == spiral


def test_a_file_says_what_it_is_and_can_be_read_by_a_person():
    text = files.document_text(FORMAT, VERSION, FULL.retitle("Māori").to_dict())
    assert text.splitlines()[:5] == [
        "{", '  "format": "cbf_widgets spiral",', '  "version": 1,', '  "written_by": "cbf_widgets 0.1.0",', '  "title": "Māori",',
    ]  # fmt: skip
    assert text.endswith("}\n")


@pytest.mark.parametrize(
    "given_name, written",
    [
        ("mine", "mine.json"),
        ("mine.json", "mine.json"),
        ("mine v1.2", "mine v1.2.json"),
        ("Mr. A", "Mr. A.json"),
        ("a.spiral", "a.spiral"),
    ],
)
def test_an_ending_is_added_where_there_is_none(tmp_path, given_name, written):
    assert FULL.save(tmp_path / given_name) == tmp_path / written
    assert [path.name for path in tmp_path.iterdir()] == [written]


def test_folders_are_made_as_needed(tmp_path):
    assert Spiral.load(FULL.save(tmp_path / "a" / "b" / "mine")) == FULL


def test_a_name_that_is_taken_stays_untouched_when_asked(tmp_path):
    path = FULL.save(tmp_path / "mine.json")
    before = path.read_bytes()
    with pytest.raises(FileError, match="expected a new name, but got one that is taken"):
        FULL.retitle("other").save(path, replace=False)
    assert path.read_bytes() == before


@pytest.mark.parametrize("path", ["", ".", "a\0b", "/dev/null/mine", "x" * 300, "~nobody-at-all/mine"])
def test_what_cannot_be_written_is_an_error_of_ours(path):
    with pytest.raises(FileError):
        FULL.save(path)


FULL_DISK = OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("failing", ["os.replace", "os.fsync"])
@pytest.mark.parametrize("failure", [FULL_DISK, KeyboardInterrupt()], ids=["full disk", "interrupted"])
def test_a_write_that_fails_leaves_the_old_file_and_no_other(tmp_path, monkeypatch, failing, failure):
    path = FULL.save(tmp_path / "mine.json")
    before = path.read_bytes()

    def fail(*_):
        raise failure

    monkeypatch.setattr(failing, fail)
    with pytest.raises(KeyboardInterrupt if isinstance(failure, KeyboardInterrupt) else FileError) as caught:
        FULL.retitle("other").save(path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]
    if failure is FULL_DISK:
        assert str(caught.value) == (
            f"{path}: expected a file that can be written, but got No space left on device. Choose another folder or name."
        )


def test_a_file_keeps_its_permissions(tmp_path):
    path = FULL.save(tmp_path / "mine.json")
    path.chmod(0o600)
    FULL.save(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_new_file_has_the_permissions_that_the_person_chose(tmp_path):
    before = os.umask(0o027)
    try:
        path = FULL.save(tmp_path / "mine.json")
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_stays_a_link(tmp_path):
    real = FULL.save(tmp_path / "real.json")
    link = tmp_path / "link.json"
    link.symlink_to(real)
    FULL.retitle("other").save(link)
    assert link.is_symlink()
    assert Spiral.load(real).title == "other"


@pytest.mark.parametrize("data", [{"a": float("nan")}, {"a": {1, 2}}, {"a": "\ud800"}, {"format": "other"}, {"a": object()}])
def test_only_plain_data_becomes_a_document(tmp_path, data):
    with pytest.raises(CbfError):
        files.write_document(tmp_path / "mine", "cup", 1, data)
    assert list(tmp_path.iterdir()) == []


# --- what a person may call a file -------------------------------------------------------------------------------


def test_what_was_saved_without_an_ending_opens_without_one(tmp_path):
    for name in ("mine", "mine v1.2"):
        FULL.save(tmp_path / name)
        assert Spiral.load(tmp_path / name) == FULL
    (tmp_path / "mine").write_bytes(b"{}")
    with pytest.raises(FileError, match="a cbf_widgets spiral"):  # a file of just this name comes first
        Spiral.load(tmp_path / "mine")


@pytest.mark.parametrize("name", [3, None, b"mine", ["mine"], "", "/"])
def test_what_is_no_name_of_a_file_is_said(name):
    with pytest.raises(FileError):
        FULL.save(name)
    with pytest.raises(FileError):
        Spiral.load(name)
