"""Tables of every make: dicts, frames, CSV with any separator; the same rows make the same spiral."""

import csv
import io
from datetime import date

import pandas as pd
import pytest

from cbf_widgets.errors import FileError
from cbf_widgets.model.cells import as_text, read_csv, read_rows
from cbf_widgets.model.spiral import Spiral
from tests.tea_and_talk import OWN, csv_file, read

THREE = [("tea", "2026-03-14", 'Rain; and "snow"'), ("Talk", "2026-03-15", "two\nlines"), ("tea", "2026-03-16", "")]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_csv_of_every_make_reads_alike(tmp_path, separator, end, encoding):
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=separator, lineterminator=end)
    writer.writerows([(" Step", "WHEN", "Note"), *THREE])
    path = csv_file(tmp_path, text.getvalue().replace("two\n", f"two{end}") + end, encoding)
    dicts = [dict(zip(("step", "when", "note"), row, strict=True)) for row in THREE]
    assert read(path) == read(str(path)) == read(dicts) == read(pd.DataFrame(dicts)) == read(iter(dicts))


def test_empty_cells_of_a_frame_are_empty():
    frame = pd.DataFrame(
        {"step": ["tea", "talk"], "when": [1, None], "note": [None, float("nan")], "label": [pd.NA, "a"], "holds": [True, False]}
    )
    spiral = read(frame)
    assert [(mark.when, mark.note, mark.label, mark.holds) for mark in spiral.marks] == [
        ("1", "", "", True),
        ("", "", "a", False),
    ]


def test_dates_of_a_frame_become_iso_dates():
    frame = pd.DataFrame({"step": ["tea", "talk"], "when": pd.to_datetime(["2026-03-14", None])})
    assert [mark.when for mark in read(frame).marks] == ["2026-03-14", ""]


def test_empty_rows_count_but_make_nothing(tmp_path):
    path = csv_file(tmp_path, "step,when\n\n,\ntea,1\n , \nmilk,2\n")
    with pytest.raises(FileError, match="row 6, column step"):
        read(path)


def test_columns_of_the_persons_own_are_left_alone():
    assert read([{"step": "tea", "coder": "AB", 3: "x"}]) == read([{"step": "tea"}])


def test_a_table_with_headings_only_is_a_blank_spiral(tmp_path):
    assert read(csv_file(tmp_path, "step,when\n")) == read([]) == Spiral(vocabulary=OWN, loops=1)


@pytest.mark.parametrize("nurtures", ["help possibility", "Possibility, help", "possibility;HELP", ["help", "possibility"]])
def test_aspects_may_be_listed_in_any_way(nurtures):
    assert read([{"step": "tea", "nurtures": nurtures}]).marks[0].nurtures == ("help", "possibility")


@pytest.mark.parametrize(
    "value, text",
    [(None, ""), (3, "3"), (3.0, "3"), (0.1, "0.1"), (True, "True"), (float("nan"), ""), (float("inf"), "inf"), (pd.NaT, ""), (pd.NA, ""),
     (date(2026, 3, 1), "2026-03-01"), (1e300, "1e+300"), (["a", None, 2], "a  2"), ("a\r\nb\rc", "a\nb\nc")],
)  # fmt: skip
def test_a_cell_becomes_the_text_that_a_person_would_write(value, text):
    assert as_text(value) == text


def test_numbers_of_numpy_are_numbers():
    frame = pd.DataFrame({"step": ["tea"], "place": [1.5], "loop": [2]})
    rows = frame.to_dict("records")
    assert read([{key: frame[key].iloc[0] for key in frame}]) == read(rows) == read(frame)


@pytest.mark.parametrize("heading", ["step", " STEP ", "Step"])
def test_a_heading_is_known_whatever_its_capitals_and_spaces(heading):
    columns, rows = read_csv(f'"{heading}",note\ntea,a\n'.encode())
    assert (columns, rows[0].cells) == (["step", "note"], {"step": "tea", "note": "a"})


def test_the_separator_is_the_one_that_names_a_step():
    assert read_csv(b"step;what, where, when\ntea;a, b\n")[1][0].cells == {"step": "tea", "what, where, when": "a, b"}


def test_reading_rows_changes_none_of_them():
    rows = [{"Step": "tea", "note": None}]
    read_rows(rows)
    assert rows == [{"Step": "tea", "note": None}]
