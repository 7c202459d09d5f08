"""What a sweep has done is kept: nothing is lost or done twice, and nobody else's file is touched."""

import json
from concurrent.futures import Executor, Future, ThreadPoolExecutor

import pytest

import cbf_widgets
from cbf_widgets.errors import FileError
from cbf_widgets.simulation.sweep import sweep
from tests.sweeping import GRID, SHIPPED, SMALL, counted, done, repaired, same


@pytest.mark.parametrize("stop", range(1, 7))
def test_an_interrupted_sweep_goes_on_where_it_stopped(tmp_path, monkeypatch, stop):
    kept = tmp_path / "kept.jsonl"
    expected = sweep(SHIPPED, GRID, **SMALL)
    first = counted(monkeypatch, stop)
    with pytest.raises(KeyboardInterrupt):
        sweep(SHIPPED, GRID, keep=kept, **SMALL)
    second = counted(monkeypatch)
    same(sweep(SHIPPED, GRID, keep=kept, **SMALL), expected)
    assert first[:-1] + second == [(r, c) for r in (0, 0.12, 0.5) for c in (0, 0.1)], "none lost, none done twice"
    third = counted(monkeypatch)
    same(sweep(SHIPPED, GRID, keep=kept, **SMALL), expected)
    assert third == []


class Interrupted(Executor):
    """Does three points; waiting for the fourth is interrupted by hand, when two more have been done unseen."""

    def __init__(self):
        self.futures = []

    def submit(self, function, /, job):
        future = Future()
        self.futures.append(future)
        if len(self.futures) in {1, 3, 5}:
            future.set_result(function(job))
        return future


def test_an_interrupt_cancels_what_is_pending_and_keeps_what_is_done(tmp_path, monkeypatch):
    from cbf_widgets.simulation import work

    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(work, "wait", interrupted)
    executor, kept = Interrupted(), tmp_path / "kept.jsonl"
    with pytest.raises(KeyboardInterrupt):
        sweep(SHIPPED, GRID, executor=executor, keep=kept, **SMALL)
    assert done(kept) == {0, 2, 4}
    assert [future.cancelled() for future in executor.futures] == [False, True, False, True, False, True]


def test_many_points_are_not_all_submitted_at_once(monkeypatch):
    from cbf_widgets.simulation import work

    class Counting(ThreadPoolExecutor):
        open = most = 0

        def submit(self, *arguments):
            future = super().submit(*arguments)
            Counting.open += 1
            Counting.most = max(Counting.open, Counting.most)
            return future

    def counting_wait(pending, **named):
        assert len(pending) <= 2
        return wait(pending, **named)

    wait = work.wait
    monkeypatch.setattr(work, "_MOST_PENDING", 2)
    monkeypatch.setattr(work, "wait", counting_wait)
    with Counting(1) as pool:
        same(sweep(SHIPPED, GRID, executor=pool, **SMALL), sweep(SHIPPED, GRID, **SMALL))
    assert Counting.open == 6


@pytest.mark.parametrize("cut", [1, 2, 30])
def test_a_half_written_last_line_is_dropped_and_its_point_done_again(tmp_path, monkeypatch, cut):
    kept = tmp_path / "kept.jsonl"
    expected = sweep(SHIPPED, GRID, keep=kept, **SMALL)
    whole = kept.read_bytes()
    kept.write_bytes(whole[:-cut])
    made = counted(monkeypatch)
    same(sweep(SHIPPED, GRID, keep=kept, **SMALL), expected)
    assert made == [(0.5, 0.1)]
    assert kept.read_bytes() == whole


@pytest.mark.parametrize("length", [0, 5, 200])
def test_a_file_cut_off_in_its_heading_begins_anew(tmp_path, length):
    kept = tmp_path / "kept.jsonl"
    expected = sweep(SHIPPED, GRID, keep=kept, **SMALL)
    whole = kept.read_bytes()
    kept.write_bytes(whole[:length])
    same(sweep(SHIPPED, GRID, keep=kept, **SMALL), expected)
    assert kept.read_bytes() == whole


@pytest.mark.parametrize(
    "change, name",
    [
        ({"seed": 4}, "the same seed, 4, but got 3"),
        ({"runs": 51}, "the same runs, 51, but got 50"),
        ({"contacts": 9}, "the same contacts, 9, but got 8"),
        ({"grid": {"ratchet": [0, 0.1]}}, "the same grid"),
        ({"measure": repaired}, "the same measure"),
        ({"network": SHIPPED.with_(rupture=0.5)}, "the same sum"),
        ({"effort": 0.5}, "the same sum"),
    ],
)
def test_a_file_of_another_sweep_is_refused_and_left_alone(tmp_path, change, name):
    kept = tmp_path / "kept.jsonl"
    sweep(SHIPPED, GRID, keep=kept, **SMALL)
    before = kept.read_bytes()
    with pytest.raises(FileError, match=name) as caught:
        sweep(**{"network": SHIPPED, "grid": GRID, **SMALL, **change, "keep": kept})
    assert str(kept) in str(caught.value)
    assert kept.read_bytes() == before


def test_plans_of_one_name_but_other_effort_are_another_sweep(tmp_path):
    sweep(SHIPPED, {"plan": {"a": 0.5}}, keep=tmp_path / "kept", **SMALL)
    with pytest.raises(FileError, match="the same sum"):
        sweep(SHIPPED, {"plan": {"a": 0.6}}, keep=tmp_path / "kept", **SMALL)


def test_a_file_of_another_version_is_refused(tmp_path):
    kept = tmp_path / "kept.jsonl"
    sweep(SHIPPED, GRID, keep=kept, **SMALL)
    kept.write_text(kept.read_text().replace(f"cbf_widgets {cbf_widgets.__version__}", "cbf_widgets 9.9", 1))
    with pytest.raises(FileError, match=r"the same written_by, 'cbf_widgets .*', but got 'cbf_widgets 9\.9'"):
        sweep(SHIPPED, GRID, keep=kept, **SMALL)


@pytest.mark.parametrize("content", ["dear diary", "dear diary\n", "{}\n", "[]\n", '"tea"\n', "\n"])
def test_a_file_of_somebody_elses_is_refused_and_left_alone(tmp_path, content):
    kept = tmp_path / "diary.txt"
    kept.write_text(content)
    with pytest.raises(FileError):
        sweep(SHIPPED, GRID, keep=kept, **SMALL)
    assert kept.read_text() == content


@pytest.mark.parametrize(
    "line", ["tea", "{}", '{"number": 6, "result": {}}', '{"number": -1, "result": {}}', '{"number": 0, "result": 1}']
)
def test_a_broken_line_in_the_middle_is_named(tmp_path, line):
    kept = tmp_path / "kept.jsonl"
    sweep(SHIPPED, GRID, keep=kept, **SMALL)
    lines = kept.read_text().splitlines()
    kept.write_text("\n".join([*lines[:3], line, *lines[3:]]) + "\n")
    with pytest.raises(FileError, match="line 4"):
        sweep(SHIPPED, GRID, keep=kept, **SMALL)


def test_the_heading_names_the_sweep_and_the_folder_is_made(tmp_path):
    sweep(SHIPPED, GRID, keep=tmp_path / "mine" / "first try", **SMALL)
    heading = json.loads((tmp_path / "mine" / "first try.jsonl").read_text().splitlines()[0])
    assert {name: heading[name] for name in ("format", "seed", "runs", "contacts", "written_by", "grid")} == {
        "format": "sweep", "seed": 3, "runs": 50, "contacts": 8, "written_by": f"cbf_widgets {cbf_widgets.__version__}",
        "grid": {"ratchet": [0, 0.12, 0.5], "contagion times": [0.0, 1.0]},
    }  # fmt: skip
    assert heading["network"]["steps"][0]["label"] == "Earning acceptance"


def test_a_folder_is_no_file_to_keep_work_in(tmp_path):
    (tmp_path / "kept.jsonl").mkdir()
    with pytest.raises(FileError, match="expected a file to keep work in"):
        sweep(SHIPPED, GRID, keep=tmp_path / "kept.jsonl", **SMALL)


def test_progress_shows_a_bar_to_the_end_and_begins_at_what_is_done(tmp_path, capsys):
    kept = tmp_path / "kept.jsonl"
    sweep(SHIPPED, GRID, keep=kept, progress=True, **SMALL)
    assert "6/6" in capsys.readouterr().err
    lines = kept.read_text().splitlines(keepends=True)
    kept.write_text("".join(lines[:5]))
    sweep(SHIPPED, GRID, keep=kept, progress=True, **SMALL)
    assert "4/6" in capsys.readouterr().err
    sweep(SHIPPED, GRID, **SMALL)
    assert capsys.readouterr().err == ""
