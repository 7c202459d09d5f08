"""What may be wrong with a table: one clear error that names file, row and column."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cbf_widgets.errors import CbfError, FileError
from tests.strategies import in_tmp, json_values, sound, tried
from tests.tea_and_talk import csv_file, read


@pytest.mark.parametrize(
    "text, message",
    [
        ("", "row 1: expected the headings of the columns, but got nothing. One of them is “step”."),
        ("when,note\n1,a\n", "the headings: expected a column 'step', but got 'when', 'note'. Call the column with the steps “step”."),
        ("step,notes\ntea,a\n",
         "the headings: expected a column 'note', but got 'notes'. Rename it, or take it out if it is something else."),
        ("step,Step\ntea,tea\n", "row 1: expected each column once, but got 'step' twice. Rename one of them."),
        ("step\ntea\n\nmilk\n", "row 4, column step: expected one of Cup of tea, Talk, Repair after rupture, or rupture, but got 'milk'."),
        ("step,note\n,a\n", "row 2, column step: expected one of Cup of tea, Talk, Repair after rupture, or rupture, but got nothing."),
        ("step,when\ntea,1\ntea,2026-03-14\n",
         "row 3, column when: expected a whole number like the rows above, but got '2026-03-14'. Write all of them the same way."),
        ("step,nurtures\ntea,help hope\n", "row 2, column nurtures: expected help, challenge or possibility, but got 'hope'."),
        ("step,holds\ntea,maybe\n", "row 2, column holds: expected yes or no, but got 'maybe'."),
        ("step,place\ntea,1\ntea,\n", "row 3, column place: expected a place as in other rows, but got nothing. Fill in all of them or none."),
        ("step,place\ntea,far\n", "row 2, column place: expected a number such as 1.5, but got 'far'."),
        ("step,place\ntea,1\ntea,13\n", "row 3, column place: expected a number from 0 to 12, but got 13.0. Or give it more loops first, by with_loops."),
        ("step,loop\ntea,2\ntea,1\n",
         "row 3, column loop: expected loop 2 or later, as for row 2, but got 1. Mend the loop, or the order of the rows."),
        ("step,loop\ntea,1.5\n", "row 2, column loop: expected a whole number from 1 to 12, but got '1.5'."),
        ("step,loop\ntea,0\n", "row 2, column loop: expected a whole number from 1 to 12, but got '0'."),
        ("step,repairs\ntea,yes\n", "row 2, column repairs: expected an open rupture before it, but got none. Add a row with the step rupture."),
        ("step,repairs\nrupture,\ntea,r9\n", "row 3, column repairs: expected yes, no or ids of ruptures, but got 'r9'."),
        ("step,id,repairs\ntea,,r1\nrupture,r1,\n", "row 2, column repairs: expected a rupture before it, but got 'r1'. Move one of them."),
        ("step,repairs\nrupture,\ntea,r1\ntea,r1\n",
         "row 4, column repairs: expected a rupture that no other row repairs, but got 'r1'."),
        ("step,helps\ntea,m9\n", "row 2, column helps: expected a mark (m1), but got 'm9'."),
        ("step,helps\ntea,m1\n", "row 2, column helps: expected two different marks, but got 'm1' twice."),
        ("step,helps\ntea,m2 m2\ntea,\n", "row 2, column helps: expected each ripple once, but got 'm1' to 'm2'."),
        ("step,cause\ntea,rain\n",
         "row 2, column cause: expected an empty cell, but got 'rain'. Only a rupture has a cell there: move it, or take it out."),
        ("step,helps\nrupture,m1\n",
         "row 2, column helps: expected an empty cell, but got 'm1'. Only a step has a cell there: move it, or take it out."),
        ("step,id\ntea,a\ntea,a\n", "row 3, column id: expected each id once, but got 'a'."),
        ("step,id\ntea,a b\n", "row 2, column id: expected an id of letters, digits, hyphens and underscores, but got 'a b'."),
        ("step,type\ntea,dot\n", "row 2, column type: expected mark or rupture, but got 'dot'."),
        ('step,label\ntea,"a\nb"\n', "row 2, column label: expected text without control characters, but got '\\n'. Take that character out."),
        ("step\ntea,1\n", "row 2: expected at most 1 cells, but got 2. Look for a separator too many, or a missing quote."),
        ('step,note\ntea,"a\n', "row 2: expected a row of CSV, but got unexpected end of data. Look for a stray quote."),
        ('step,note\ntea,"a" b\n', "row 2: expected a row of CSV, but got ',' expected after '\"'. Look for a stray quote."),
    ],
)  # fmt: skip
def test_an_error_names_file_row_and_column(tmp_path, text, message):
    path = csv_file(tmp_path, text)
    with pytest.raises(FileError) as caught:
        read(path)
    assert str(caught.value) == f"{path}, {message}"


def test_rows_of_dicts_and_frames_are_called_by_what_a_person_sees():
    rows = [{"step": "tea"}, {"step": "milk"}]
    with pytest.raises(CbfError, match=r"^row 2, column step"):
        read(rows)
    with pytest.raises(CbfError, match=r"^the row with index AB, column step"):
        read(pd.DataFrame(rows, index=["XY", "AB"]))


@pytest.mark.parametrize(
    "table", [None, 3, {"step": ["tea"]}, b"step", [1], [["tea"]], "no such file.csv", Path("no such file.csv")]
)
def test_what_is_no_table_is_refused(table):
    with pytest.raises(CbfError):
        read(table)


def test_spacing_by_time_needs_a_time_in_every_row():
    with pytest.raises(CbfError, match="row 2, column when: expected a date or a whole number, but got nothing"):
        read([{"step": "tea", "when": 1}, {"step": "tea"}], spacing="time")
    with pytest.raises(CbfError, match="row 1, column when: expected a date or a whole number, but got 'soon'"):
        read([{"step": "tea", "when": "soon"}], spacing="time")
    with pytest.raises(CbfError, match="spacing: expected 'order' or 'time', but got 'even'"):
        read([], spacing="even")


def test_too_many_rows_are_refused_in_seconds(tmp_path):
    with pytest.raises(FileError, match="row 10002: expected at most 10000 rows"):
        read(csv_file(tmp_path, "step\n" + "tea\n" * 500_000))
    with pytest.raises(CbfError, match="marks: expected at most 2000, but got 2001"):
        read([{"step": "tea"}] * 2001)


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16"])
def test_csv_in_another_encoding_is_refused_with_what_to_do(tmp_path, encoding):
    with pytest.raises(FileError, match=r"expected text in UTF-8, but got other bytes at .* Save it again as “CSV UTF-8”\."):
        read(csv_file(tmp_path, "step,note\ntea,Zoë\n", encoding))


@in_tmp
@given(
    content=st.binary(max_size=60) | st.text("step,;\t\n\r\"'=teaplc12", max_size=60).map(lambda text: f"step,{text}".encode())
)
def test_any_bytes_are_a_table_or_an_error_of_ours(tmp_path, content):
    path = tmp_path / "any.csv"
    path.write_bytes(content)
    spiral, error = tried(lambda: read(path))
    assert str(error).startswith(str(path)) if error else sound(spiral)


columns = st.sampled_from(["step", "when", "note", "place", "loop", "repairs", "helps", "id", "type", "nurtures", "holds"])
cells = json_values | st.sampled_from(["tea", "rupture", "repair", "yes", "r1", "m1", "1", "2026-01-01"])


@given(st.lists(st.dictionaries(columns | st.text(max_size=4), cells, max_size=5), max_size=4))
def test_any_dicts_are_a_table_or_an_error_of_ours(rows):
    spiral, error = tried(lambda: read(rows))
    assert error.expected if error else sound(spiral)
