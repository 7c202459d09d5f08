"""A spiral as a file for elsewhere."""

from __future__ import annotations

import csv
import json
from io import BytesIO, StringIO

import networkx as nx
import pytest
from PIL import Image

from cbf_widgets.errors import CbfError, FileError
from cbf_widgets.exporting import FORMATS, MEDIA_TYPES, RUN_FORMATS, THEORY_FORMATS, export, to_bytes
from cbf_widgets.model.spiral import Spiral
from tests import samples

VERSION = "cbf_widgets 0.1.0"
STARTS = {
    "svg": b"<svg ",
    "png": b"\x89PNG",
    "pdf": b"%PDF-",
    "json": b"{",
    "csv": b'\xef\xbb\xbf"type"',
    "graphml": b"<?xml",
    "txt": "“".encode(),
}
CHEAP = {"dpi": 60}


@pytest.mark.parametrize("name", FORMATS)
def test_the_ending_decides_the_format(tmp_path, name):
    path = export(samples.nine(), tmp_path / f"mine.{name.upper()}", **CHEAP)
    assert path == tmp_path / f"mine.{name.upper()}"
    assert path.read_bytes().startswith(STARTS[name])


@pytest.mark.parametrize("name", FORMATS)
def test_without_a_path_the_bytes_are_returned(name):
    assert export(samples.nine(), format=name, **CHEAP) == to_bytes(samples.nine(), name, **CHEAP)


def test_every_format_has_a_media_type_and_a_test():
    assert set(FORMATS) == set(STARTS)
    assert {*FORMATS, *RUN_FORMATS, *THEORY_FORMATS} == set(MEDIA_TYPES)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("spiral", [samples.empty(), samples.strange()], ids=["none", "strange"])
def test_every_spiral_can_be_exported_and_gives_the_same_bytes_again(name, spiral):
    assert to_bytes(spiral, name, **CHEAP) == to_bytes(spiral, name, **CHEAP) != b""


def test_an_ending_is_added_where_there_is_none(tmp_path):
    assert export(samples.nine(), tmp_path / "mine", "txt") == tmp_path / "mine.txt"


def test_what_follows_a_point_in_a_name_is_no_ending(tmp_path):
    assert export(samples.empty(), tmp_path / "mine v1.2", "txt") == tmp_path / "mine v1.2.txt"


def test_the_format_named_wins_over_the_ending(tmp_path):
    assert export(samples.nine(), tmp_path / "mine.data", "json").read_bytes().startswith(b"{")


def test_json_opens_again_unchanged(tmp_path):
    path = export(samples.nine(), tmp_path / "mine.json")
    assert Spiral.load(path) == samples.nine()
    assert json.loads(path.read_text("utf-8"))["written_by"] == VERSION


def test_graphml_keeps_everything():
    content = to_bytes(samples.nine(), "graphml")
    assert VERSION.encode() in content
    graph = nx.read_graphml(BytesIO(content), force_multigraph=True)
    assert Spiral.from_networkx(graph) == samples.nine()


def test_a_csv_file_is_read_back_with_every_letter(tmp_path):
    spiral = samples.empty().add("k0", 1, label="Möbius, 日本")
    path = export(spiral, tmp_path / "mine.csv")
    assert Spiral.from_table(path, vocabulary=samples.OWN).marks == spiral.marks


def test_csv_has_a_row_for_every_mark_and_rupture():
    rows = list(csv.DictReader(StringIO(to_bytes(samples.nine(), "csv").decode("utf-8-sig"))))
    assert len(rows) == 9 + 2


def test_png_is_for_print_and_says_what_it_shows():
    image = Image.open(BytesIO(to_bytes(samples.nine(), "png")))
    assert image.width == pytest.approx(200 / 25.4 * 300, abs=1)
    assert image.info["dpi"] == pytest.approx((300, 300), abs=0.1)
    assert image.info["Title"] == "A family we know"
    assert image.info["Software"] == VERSION
    assert image.info["Description"] == samples.nine().describe()


def test_a_png_never_grows_beyond_all_measure():
    image = Image.open(BytesIO(to_bytes(samples.many(200, 6, label="{} " + "long " * 60), "png", dpi=40)))
    assert image.height <= 4 * image.width


def test_words_and_svg_say_which_version_made_them():
    assert VERSION in to_bytes(samples.nine(), "txt").decode()
    assert samples.nine().describe() in to_bytes(samples.nine(), "txt").decode()
    assert VERSION in to_bytes(samples.nine(), "svg").decode()


def test_paper_and_theme_reach_the_pages_and_the_picture():
    assert to_bytes(samples.nine(), "pdf", paper="A3") != to_bytes(samples.nine(), "pdf")
    assert to_bytes(samples.nine(), "pdf", orientation="landscape") != to_bytes(samples.nine(), "pdf")
    assert to_bytes(samples.nine(), "svg", theme="dark") != to_bytes(samples.nine(), "svg")


@pytest.mark.parametrize(
    "given, place",
    [
        ({"format": "docx"}, "format"),
        ({"format": ""}, "format"),
        ({"path": "mine.bmp"}, "format"),
        ({"path": "mine"}, "format"),
        ({}, "format"),
        ({"path": "mine.pdf", "paper": "A5"}, "paper"),
        ({"path": "mine.pdf", "paper": ["A4"]}, "paper"),
        ({"path": "mine.pdf", "orientation": "up"}, "orientation"),
        ({"path": "mine.png", "dpi": 5}, "dpi"),
        ({"path": "mine.png", "dpi": "many"}, "dpi"),
        ({"path": "mine.png", "dpi": 10**400}, "dpi"),
        ({"path": "mine.svg", "theme": "pink"}, "theme"),
    ],
)
def test_what_cannot_be_exported_is_said_and_nothing_is_written(tmp_path, given, place):
    given = {**given, "path": tmp_path / given["path"]} if "path" in given else given
    with pytest.raises(CbfError) as caught:
        export(samples.nine(), **given)
    assert caught.value.place == place
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("wrong", [None, "mine.json", samples.nine().to_dict()], ids=["nothing", "text", "dict"])
def test_only_a_spiral_can_be_exported(wrong):
    with pytest.raises(CbfError, match="a Spiral"):
        export(wrong, format="txt")


@pytest.mark.parametrize("path", [3, ".", "/"])
def test_what_is_no_name_of_a_file_is_said(path):
    with pytest.raises(FileError, match="a file name"):
        export(samples.empty(), path, "txt")


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("tea")
    with pytest.raises(FileError, match="file"):
        export(samples.nine(), tmp_path / "file" / "mine.txt")
