"""Work beside the notebook: kept at every change, offered again after a crash, never lost, never in the way."""

import errno
import gc
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cbf_widgets import process
from cbf_widgets.autosave import FOLDER, Autosave
from cbf_widgets.model.spiral import FORMAT, VERSION, Spiral
from cbf_widgets.model.words import summarise
from cbf_widgets.process import is_alive

OWN = {"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}]}
SPRING = Spiral(vocabulary=OWN, title="Spring").add("tea", 0.5)


def autosave(folder, name="spiral"):
    return Autosave(name, kind=FORMAT, version=VERSION, folder=folder, build=Spiral.from_dict, summary=summarise)


CHILD = """
import sys
from cbf_widgets.autosave import Autosave
from cbf_widgets.model.spiral import FORMAT, VERSION, Spiral
own = {"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}]}
save = Autosave("spiral", kind=FORMAT, version=VERSION, folder=sys.argv[1])
print(save.write(Spiral(vocabulary=own, title=sys.argv[2]).to_dict()), flush=True)
sys.stdin.read()
"""


@pytest.fixture
def another_session():
    """Start a process that writes an autosave and then waits; end it without warning."""
    running = []

    def start(folder, title):
        child = subprocess.Popen(
            [sys.executable, "-c", CHILD, str(folder), title],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=Path(__file__).parents[1],
        )  # fmt: skip
        running.append(child)
        assert child.stdout.readline().strip() == b"True"
        return child

    yield start
    for child in running:
        child.kill()
        child.communicate()


def crash(child):
    child.kill()
    child.wait()


def leave(folder, name="spiral_20260314T101500Z_00000000_77_1.json", text=None):
    """Leave a file as another machine's session would have."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(text if text is not None else SPRING.save(folder.parent / "x.json").read_text())
    return path


def test_what_was_written_opens_like_any_other_file(tmp_path):
    save = autosave(tmp_path)
    assert save.write(SPRING.to_dict()) is True
    assert save.write(SPRING.retitle("Summer").to_dict()) is True
    assert Spiral.load(save.path).title == "Summer"


def test_the_folder_lies_beside_the_notebook_and_out_of_git(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    save = Autosave("spiral", kind=FORMAT, version=VERSION)
    assert save.write(SPRING.to_dict())
    assert save.path.parent == tmp_path / FOLDER
    assert (tmp_path / FOLDER / ".gitignore").read_text() == "*\n"
    assert (tmp_path / FOLDER).stat().st_mode & 0o077 == 0


def test_nothing_is_made_before_the_first_write(tmp_path):
    save = autosave(tmp_path / "new")
    assert save.found() == []
    assert not save.path.parent.exists()


def test_every_widget_of_a_session_has_a_file_of_its_own(tmp_path):
    paths = {autosave(tmp_path).path for _ in range(3)}
    assert len(paths) == 3


def test_any_name_makes_a_file_name(tmp_path):
    assert autosave(tmp_path, "../a b/ü").write({}) is True
    assert [path.parent for path in tmp_path.rglob("*.json")] == [tmp_path]


# --- offered again -----------------------------------------------------------------------------------------------


def test_work_of_a_running_session_is_not_offered_and_that_of_a_crashed_one_is(tmp_path, another_session):
    begun = datetime.now(UTC) - timedelta(seconds=1)  # a disk's clock is coarser
    child = another_session(tmp_path, "Rosa’s")
    mine = autosave(tmp_path)
    assert mine.found() == []
    crash(child)
    (earlier,) = mine.found()
    assert (earlier.title, earlier.summary, earlier.problem) == ("Rosa’s", "no steps yet on 3 loops", "")
    assert Spiral.load(earlier.path).title == "Rosa’s"
    assert begun <= earlier.when <= datetime.now(UTC)


def test_a_process_that_ended_but_was_never_cleared_away_counts_as_ended(tmp_path, another_session):
    child = another_session(tmp_path, "a")
    os.kill(child.pid, 9)
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)  # ended, its number still taken
    assert [one.title for one in autosave(tmp_path).found()] == ["a"]


def test_ones_own_work_is_not_offered_nor_that_of_the_widget_next_door(tmp_path):
    mine, next_door = autosave(tmp_path), autosave(tmp_path)
    assert mine.write({})
    assert next_door.write(SPRING.to_dict())
    assert mine.found() == []
    assert [one.path for one in mine.found(ours=True)] == [next_door.path]


def test_work_of_a_widget_that_is_gone_is_offered_in_the_same_session(tmp_path):
    gone = autosave(tmp_path)
    path = gone.path
    assert gone.write(SPRING.to_dict())
    del gone
    gc.collect()
    assert [one.path for one in autosave(tmp_path).found()] == [path]


def test_work_from_another_machine_is_offered(tmp_path):
    path = leave(tmp_path / "a", f"spiral_20260314T101500Z_00000000_{os.getppid()}_1.json")
    assert [one.path for one in autosave(tmp_path / "a").found()] == [path]


def test_a_process_that_took_the_number_of_an_ended_one_hides_nothing(tmp_path):
    host = autosave(tmp_path).path.name.split("_")[2]
    path = leave(tmp_path / "a", f"spiral_20010101T000000Z_{host}_{os.getppid()}_1.json")
    assert [one.path for one in autosave(tmp_path / "a").found()] == [path]


def test_the_newest_comes_first(tmp_path):
    paths = [leave(tmp_path / "a", f"spiral_20260314T10150{i}Z_00000000_77_1.json") for i in range(3)]
    for path, age in zip(paths, (2, 9, 5), strict=True):
        os.utime(path, (1e9 - age, 1e9 - age))
    assert [one.path for one in autosave(tmp_path / "a").found()] == [paths[0], paths[2], paths[1]]


def test_other_files_and_other_widgets_work_are_left_alone(tmp_path):
    folder = tmp_path / "a"
    for name in ("mine.json", "theory_20260314T101500Z_00000000_77_1.json", "spiral_2026_00000000_77_1.json"):
        leave(folder, name)
    assert autosave(folder).found() == []


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": "other"}', '{"format": "cbf_widgets spiral", "version": 99}'])
def test_what_cannot_be_read_is_listed_with_its_reason_and_kept(tmp_path, text):
    path, good = leave(tmp_path / "a", text=text), leave(tmp_path / "a", "spiral_20260314T101500Z_00000000_78_1.json")
    found = {one.path: one for one in autosave(tmp_path / "a").found()}
    assert str(path) in found[path].problem
    assert found[path].title == ""
    assert found[good].title == "Spring"
    assert path.read_text() == text


def test_a_builder_that_breaks_is_listed_as_a_problem(tmp_path):
    leave(tmp_path / "a")
    save = Autosave("spiral", kind=FORMAT, version=VERSION, folder=tmp_path / "a", summary=lambda _: 1 / 0)
    assert [one.problem for one in save.found()] == ["division by zero"]
    assert save.problem == ""


def test_a_time_that_does_not_exist_hides_nothing(tmp_path):
    host = autosave(tmp_path).path.name.split("_")[2]
    path = leave(tmp_path / "a", f"spiral_20269999T999999Z_{host}_{os.getppid()}_1.json")
    assert [one.path for one in autosave(tmp_path / "a").found()] == [path]


# --- put away ----------------------------------------------------------------------------------------------------


def test_discarding_moves_and_never_deletes(tmp_path):
    path = leave(tmp_path / "a")
    content = path.read_bytes()
    save = autosave(tmp_path / "a")
    assert save.discard(path) is True
    assert save.found() == []
    assert (tmp_path / "a" / "discarded" / path.name).read_bytes() == content


def test_discarding_twice_keeps_both(tmp_path):
    save = autosave(tmp_path / "a")
    for text in ("1", "2"):
        assert save.discard(leave(tmp_path / "a", text=text))
    assert sorted(path.read_text() for path in (tmp_path / "a" / "discarded").iterdir()) == ["1", "2"]


@pytest.mark.parametrize("name", ["../x.json", "x.json", "none/a.json"])
def test_only_autosaves_of_the_folder_can_be_discarded(tmp_path, name):
    leave(tmp_path / "a")
    leave(tmp_path / "a", "x.json")
    save = autosave(tmp_path / "a")
    assert save.discard(tmp_path / "a" / name) is False
    assert "expected an autosave of this folder" in save.problem
    assert (tmp_path / "x.json").exists()
    assert (tmp_path / "a" / "x.json").exists()


def test_an_autosave_of_another_folder_stays_there(tmp_path):
    elsewhere = leave(tmp_path / "b")
    assert autosave(tmp_path / "a").discard(elsewhere) is False
    assert elsewhere.exists()


def test_saved_work_is_kept_and_not_offered_until_it_changes_again(tmp_path):
    save = autosave(tmp_path)
    assert save.done() is True
    assert save.write(SPRING.to_dict())
    assert save.done()
    name, other = save.path.name, autosave(tmp_path)
    assert other.found(ours=True) == []
    assert Spiral.load(tmp_path / "saved" / name) == SPRING
    assert save.write(SPRING.retitle("Summer").to_dict())
    assert [one.title for one in other.found(ours=True)] == ["Summer"]


def test_work_that_was_taken_up_again_can_be_marked_as_saved(tmp_path):
    path = leave(tmp_path / "a")
    save = autosave(tmp_path / "a")
    assert save.done(path) is True
    assert save.found() == []


# --- never in the way --------------------------------------------------------------------------------------------


def test_an_unwritable_folder_is_a_problem_in_words_not_an_exception(tmp_path):
    file = tmp_path / "file"
    file.write_text("")
    save = autosave(file / "in")
    assert save.write(SPRING.to_dict()) is False
    assert str(file) in save.problem
    assert save.found() == []


def test_a_full_disk_keeps_what_was_kept_before(tmp_path, monkeypatch):
    save = autosave(tmp_path)
    assert save.write(SPRING.to_dict())

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert save.write(SPRING.retitle("Summer").to_dict()) is False
    assert "No space left on device" in save.problem
    assert Spiral.load(save.path) == SPRING
    monkeypatch.undo()
    assert save.write(SPRING.to_dict()) is True
    assert save.problem == ""


def test_data_that_no_file_can_hold_is_a_problem_too(tmp_path):
    save = autosave(tmp_path)
    assert save.write({"title": float("nan")}) is False
    assert "expected data that JSON can hold" in save.problem


def test_a_folder_that_vanished_is_made_again(tmp_path):
    save = autosave(tmp_path / "a")
    assert save.write({})
    save.path.unlink()
    (tmp_path / "a" / ".gitignore").unlink()
    (tmp_path / "a").rmdir()
    assert save.write({}) is True


# --- processes ---------------------------------------------------------------------------------------------------


def test_no_process_has_an_impossible_number():
    for pid in (2**31 - 1, 10**18, -5):
        assert is_alive(pid, 2e9) is False


def test_without_a_record_of_beginnings_the_number_alone_decides(monkeypatch, tmp_path, another_session):
    monkeypatch.setattr(process, "_PROC", tmp_path / "none")
    child = another_session(tmp_path, "a")
    assert is_alive(child.pid, 0.0) is True
    crash(child)
    assert is_alive(child.pid, 2e9) is False


def test_somebody_elses_process_runs_too(monkeypatch, tmp_path):
    def forbidden(*_):
        raise PermissionError

    monkeypatch.setattr(process, "_PROC", tmp_path / "none")
    monkeypatch.setattr(os, "kill", forbidden)
    assert is_alive(1, 2e9) is True


def test_a_record_that_makes_no_sense_hides_nothing(monkeypatch, tmp_path):
    (tmp_path / "stat").write_text("cpu 1\n")
    (tmp_path / "7").mkdir()
    (tmp_path / "7" / "stat").write_text("7 (a) S")
    monkeypatch.setattr(process, "_PROC", tmp_path)
    assert is_alive(7, 2e9) is False
