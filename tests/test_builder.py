"""The builder in Python: what it begins with, its history, its file, what its buttons ask for. No browser."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from cbf_widgets.disk import LARGEST
from cbf_widgets.errors import CbfError, FileError
from cbf_widgets.model.spiral import Spiral
from cbf_widgets.widgets import desk
from cbf_widgets.widgets.spiral.widget import SpiralBuilder

OURS = {"name": "ours", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}]}
BEGAN = Spiral(vocabulary=OURS, title="Spring")
ONE, TWO = BEGAN.add("tea", 0.5), BEGAN.add("tea", 0.5).add("tea", 1)


@pytest.fixture
def builder(tmp_path: Path) -> SpiralBuilder:
    return SpiralBuilder(BEGAN, folder=tmp_path)


def ask(builder: SpiralBuilder, what: str, **question: object) -> dict[str, object]:
    """Ask as a button does; the answer as the front end gets it."""
    sent: list[dict[str, object]] = []
    builder.send = lambda content, buffers=None: sent.append(content)  # type: ignore[method-assign]
    builder._asked(builder, {"ask": what, "id": "1", **question}, [])
    return sent[-1]


# --- what it begins with -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("wrong", [3, [], {}, False, ["spiral"]])
def test_what_is_no_spiral_is_refused(tmp_path, wrong):
    with pytest.raises(CbfError):
        SpiralBuilder(wrong, folder=tmp_path)


@pytest.mark.parametrize("wrong", ["nope", 3, None, {}])
def test_what_is_no_vocabulary_is_refused_at_its_place(tmp_path, wrong):
    with pytest.raises(CbfError) as caught:
        SpiralBuilder(vocabulary=wrong, folder=tmp_path)
    assert caught.value.place == "vocabulary"


def test_a_word_misspelt_is_not_passed_over(tmp_path):
    with pytest.raises(TypeError, match="'vocabulery'"):
        SpiralBuilder(vocabulery="making-change-happen", folder=tmp_path)


def test_a_file_is_looked_for_in_the_folder(tmp_path):
    with pytest.raises(FileError, match="mine"):
        SpiralBuilder("mine.json", folder=tmp_path)
    ONE.save(tmp_path / "mine")
    for name in ("mine", "mine.json", tmp_path / "mine.json"):
        assert SpiralBuilder(name, folder=tmp_path).spiral == ONE


@pytest.mark.parametrize("wrong", ["x", None, 3, {"loops": 3}])
def test_what_is_no_spiral_cannot_be_set_and_changes_nothing(builder, wrong):
    with pytest.raises(CbfError):
        builder.spiral = wrong
    assert builder.spiral == BEGAN
    assert len(builder.edits()) == 1


# --- history -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", [-1, 2, 1.0, "1", None])
def test_only_a_step_that_there_is_can_be_gone_to(builder, step):
    builder.spiral = ONE
    with pytest.raises(CbfError, match="a step from 0 to 1"):
        builder.go(step)


def test_a_step_done_again_in_the_picture_keeps_its_time(builder, monkeypatch):
    names = ["Began", "Placed 1"]
    for serial, (spiral, at) in enumerate([(ONE, 1), (BEGAN, 0), (ONE, 1)], start=1):
        monkeypatch.setattr("cbf_widgets.widgets.document._now", lambda serial=serial: f"time {serial}")
        builder.set_state({"spiral": spiral.to_dict(), "history": {"names": names, "at": at, "serial": serial}})
    assert [edit["when"] for edit in builder.edits()][1:] == ["time 1"]
    assert builder.spiral == ONE


def test_what_the_picture_sends_and_python_refuses_changes_nothing(builder):
    builder.spiral = ONE
    broken = {**ONE.to_dict(), "loops": 99}
    builder.set_state({"spiral": broken, "history": {"names": ["Began", "Set from Python", "x"], "at": 2, "serial": 2}})
    assert builder.spiral == ONE


# --- the still picture -------------------------------------------------------------------------------------------


class Handle:
    """What IPython gives for a picture that can be renewed."""

    def __init__(self, display_id: object) -> None:
        self.display_id, self.shown = display_id, []

    def update(self, bundle: dict[str, str], *, raw: bool) -> None:
        assert raw
        self.shown.append(bundle["text/html"])


@pytest.fixture
def handles(monkeypatch):
    """The handles of the pictures displayed, the same for the same id."""
    made: dict[object, Handle] = {}

    def display(bundle, *, display_id=None, **_):
        name = f"id {len(made)}" if display_id is True else display_id
        return made.setdefault(name, Handle(name)) if name else None

    monkeypatch.setattr("IPython.display.display", display)
    return made


def test_a_builder_shown_often_sends_its_picture_once(builder, handles):
    for _ in range(3):
        builder._ipython_display_()
    builder.spiral = ONE
    assert [len(handle.shown) for handle in handles.values()] == [1]


def test_many_changes_in_a_row_draw_one_picture_of_the_last(builder, handles, monkeypatch):
    monkeypatch.setattr("cbf_widgets.widgets.base._STILL_AFTER", 0.01)

    async def change():
        builder._ipython_display_()
        builder.spiral = ONE
        builder.spiral = TWO
        await asyncio.sleep(0.1)

    asyncio.run(change())
    (handle,) = handles.values()
    assert handle.shown == [builder.still()]


# --- save, open --------------------------------------------------------------------------------------------------

NO_NAMES = [
    "",
    " ",
    ".",
    "..",
    "../x",
    "a/b",
    "a\\b",
    "C:x",
    "x?",
    "x\ny",
    "\ud800",
    "CON",
    "con.json",
    "Lpt1",
    ".hidden",
    "ä" * 120,
]


@pytest.mark.parametrize("name", NO_NAMES)
def test_a_name_that_some_disk_would_not_take_is_refused(builder, name):
    answer = ask(builder, "save", name=name)
    assert not answer["ok"]
    assert "expected" in str(answer["said"])
    assert list(builder.folder.glob("**/*.json")) == []


@pytest.mark.parametrize("name", ["mine", "mine.json", "MINE.JSON", "Über uns 2", "日本", "console"])
def test_a_saved_file_is_listed_and_opens(builder, name):
    assert ask(builder, "save", name=name)["ok"]
    (listed,) = ask(builder, "list")["files"]
    builder.spiral = ONE
    assert ask(builder, "open", name=listed["name"])["ok"]
    assert builder.spiral == BEGAN


def test_what_stands_in_the_folder_opens_whatever_its_name(builder):
    ONE.save(builder.folder / "what?.json")
    assert ask(builder, "open", name="what?.json")["ok"]


@pytest.mark.parametrize("name", ["", ".", "..", "../mine.json", "/etc/hostname", "sub/mine.json", "\0"])
def test_nothing_is_opened_from_elsewhere(builder, name):
    (builder.folder / "sub").mkdir()
    ONE.save(builder.folder / "sub" / "mine.json")
    ONE.save(builder.folder.parent / "mine.json")
    answer = ask(builder, "open", name=name)
    assert not answer["ok"]
    assert "expected" in str(answer["said"])
    assert builder.spiral == BEGAN


def test_a_file_that_is_there_is_replaced_only_when_told_to(builder):
    ONE.save(builder.folder / "mine.json")
    assert ask(builder, "save", name="mine")["taken"]
    assert Spiral.load(builder.folder / "mine.json") == ONE
    assert ask(builder, "save", name="mine", replace=True)["ok"]
    assert ask(builder, "save", name="mine")["ok"]  # its own file by now
    assert Spiral.load(builder.folder / "mine.json") == BEGAN


def test_a_text_too_large_is_refused_unread(builder, monkeypatch):
    monkeypatch.setattr(desk, "LARGEST", 10)
    answer = ask(builder, "open-text", name="big.json", text="[" * 11)
    assert str(answer["said"]).startswith("big.json: expected at most")
    assert LARGEST == 20_000_000


def test_who_begins_empty_is_offered_what_was_saved_last(tmp_path):
    SpiralBuilder(folder=tmp_path).save("marigold")
    assert [one["name"] for one in SpiralBuilder(folder=tmp_path).saved] == ["marigold.json"]
    assert SpiralBuilder("marigold.json", folder=tmp_path).saved == []
