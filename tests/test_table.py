"""Tables in and out: coded contacts become a spiral, a spiral becomes rows and CSV that harms no spreadsheet."""

import csv
import io
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from cbf_widgets.errors import CbfError, FileError
from cbf_widgets.model.cells import as_text, read_csv, read_rows
from cbf_widgets.model.moment import in_order, moment
from cbf_widgets.model.sheet import COLUMNS, guard, to_csv_text, to_rows, unguard
from cbf_widgets.model.spiral import Spiral
from tests.strategies import NASTY, NASTY_PROSE, json_values, lines, prose, spirals

OWN = {
    "name": "own",
    "title": "Ours",
    "kinds": [
        {"id": "tea", "name": "Cup of tea", "also_called": ["A cuppa"]},
        {"id": "talk", "name": "Talk"},
        {"id": "repair", "name": "Repair after rupture"},
    ],
}
in_tmp = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def read(rows, **options):
    return Spiral.from_table(rows, vocabulary=OWN, **options)


def csv_file(folder, text, encoding="utf-8"):
    path = folder / "contacts.csv"
    path.write_bytes(text.encode(encoding))
    return path


def facts(spiral):
    """Everything that a table carries."""
    ripples = {(ripple.source, ripple.target) for ripple in spiral.ripples}
    return spiral.marks, spiral.ruptures, ripples, spiral.loops, spiral.vocabulary


# --- there and back ----------------------------------------------------------------------------------------------


@in_tmp
@given(spiral=spirals())
def test_our_own_csv_reads_back_all_that_a_table_carries(tmp_path, spiral):
    path = tmp_path / "mine.csv"
    path.write_bytes(to_csv_text(spiral).encode("utf-8-sig"))
    assert facts(Spiral.from_table(path, vocabulary=spiral.vocabulary, loops=spiral.loops)) == facts(spiral)


@given(spirals())
def test_our_own_rows_read_back_all_that_a_table_carries(spiral):
    assert facts(Spiral.from_table(to_rows(spiral), vocabulary=spiral.vocabulary, loops=spiral.loops)) == facts(spiral)


@given(spirals())
def test_our_own_frame_reads_back_all_that_a_table_carries(spiral):
    frame = spiral.to_frame()
    assert list(frame.columns) == list(COLUMNS)
    assert facts(Spiral.from_table(frame, vocabulary=spiral.vocabulary, loops=spiral.loops)) == facts(spiral)


def test_rows_tell_what_lies_where():
    spiral = read([{"step": "tea", "nurtures": "help challenge"}, {"step": "rupture"}, {"step": "repair"}], loops=2)
    told = [tuple(row.values()) for row in spiral.ripple("m1", "m2").to_rows()]
    assert told == [
        ("mark", "m1", 1, 1, 0.333333, "tea", "Cup of tea", "", "", "help challenge", "", False, "m2", "", ""),
        ("rupture", "r1", None, 2, 1.0, "rupture", "Rupture", "", "", "", "", False, "", "", ""),
        ("mark", "m2", 2, 2, 1.666667, "repair", "Repair after rupture", "", "", "", "", False, "", "r1", ""),
    ]


def test_pandas_is_only_needed_for_a_frame(monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    assert len(read([{"step": "tea"}]).to_rows()) == 1
    with pytest.raises(CbfError) as caught:
        read([]).to_frame()
    assert str(caught.value) == "to_frame: expected pandas to be installed, but got none. Install pandas, or use to_rows()."


# --- formulas ----------------------------------------------------------------------------------------------------


def formula(cell):
    """Say whether a spreadsheet could take a cell for a formula."""
    return cell.lstrip(" \t\r\n\"'\ufeff\u2028")[:1] in set("=+-@＝＋－＠") and not cell.startswith("'")


@given(lines | prose)
def test_a_guarded_text_is_no_formula_and_comes_back_whole(text):
    assert not formula(guard(text))
    assert unguard(guard(text)) == text


@pytest.mark.parametrize("text", [*NASTY, *NASTY_PROSE])
def test_every_nasty_text_comes_back_whole(text):
    assert unguard(guard(text)) == text
    assert unguard(unguard(guard(guard(text)))) == text


@given(spirals())
def test_no_cell_of_our_csv_is_a_formula(spiral):
    text = to_csv_text(spiral)
    for separator in ",;\t":
        for record in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            assert not any(cell.startswith(tuple("=@＝＠")) or formula(cell) and separator == "," for cell in record)


@pytest.mark.parametrize(
    ("text", "guarded"),
    [
        ("=1", "'=1"), (" =1", "' =1"), ('"=1', "'\"=1"), ("＝1", "'＝1"), ("\t1", "'\t1"), ("- a", "'- a"), ("a", "a"), ("", ""),
        ("a;=1", "a;'=1"), ("a\n=1", "a\n'=1"), ("a\n- b", "a\n- b"), ("a = b", "a = b"), ("'tis", "'tis"), ("'=1", "''=1"),
    ],
)  # fmt: skip
def test_an_apostrophe_stands_where_a_formula_could_begin(text, guarded):
    assert guard(text) == guarded


def test_lines_end_as_spreadsheets_expect_and_notes_keep_theirs():
    text = to_csv_text(read([{"step": "tea", "note": "a\nb"}]))
    assert text.count("\r\n") == 2
    assert '"a\nb"' in text


# --- steps, order, loops -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", ["tea", "TEA", " Cup of  tea ", "a CUPPA"])
def test_a_step_is_known_by_any_of_its_names(step):
    assert read([{"step": step}]).marks[0].kind == "tea"


def test_dates_put_rows_in_order():
    rows = [{"step": "tea", "when": "2026-03-14"}, {"step": "talk", "when": "2026-03"}, {"step": "repair", "when": "2025-12-31T23:59"}]
    assert [mark.kind for mark in read(rows).marks] == ["repair", "talk", "tea"]


def test_dates_of_every_make_read_alike():
    rows = [
        {"step": "tea", "when": datetime(2026, 3, 14, tzinfo=UTC)},
        {"step": "talk", "when": pd.Timestamp("2026-03-13 09:30")},
        {"step": "repair", "when": date(2026, 3, 12)},
    ]
    whens = [mark.when for mark in read(rows).marks]
    assert whens == ["2026-03-12", "2026-03-13T09:30:00", "2026-03-14T00:00:00+00:00"]


def test_whole_numbers_put_rows_in_order_and_equal_ones_keep_theirs():
    rows = [{"step": "tea", "when": 10}, {"step": "talk", "when": "9"}, {"step": "repair", "when": 9.0}]
    assert [mark.kind for mark in read(rows).marks] == ["talk", "repair", "tea"]


def test_words_leave_the_rows_in_their_own_order():
    rows = [{"step": "tea", "when": "later"}, {"step": "talk", "when": "before"}, {"step": "tea"}]
    assert [mark.kind for mark in read(rows).marks] == ["tea", "talk", "tea"]


def test_a_row_with_no_date_stays_after_the_row_above_it():
    rows = [{"step": "tea", "when": 2}, {"step": "talk"}, {"step": "repair", "when": 1}]
    assert [mark.kind for mark in read(rows).marks] == ["repair", "tea", "talk"]


@given(st.lists(st.sampled_from(["", "1", "5", "30"]), max_size=8))
def test_sorting_by_when_moves_no_row_past_its_equals(whens):
    rows = [{"step": "tea", "when": when, "note": str(i)} for i, when in enumerate(whens)]
    found = [(int(mark.when), int(mark.note)) for mark in read(rows).marks if mark.when]
    assert found == sorted(found)


@pytest.mark.parametrize(
    ("whens", "place", "message"),
    [
        (["2026-03-14", "3"], "[1]", "expected a date like the rows above, but got '3'. Write all of them the same way."),
        (["3", "soon"], "[1]", "expected a whole number like the rows above, but got 'soon'. Write all of them the same way."),
        (["soon", "", "3"], "[2]", "expected words like the rows above, but got '3'. Write all of them the same way."),
        (["2026-02-30"], "[0]", "expected a date such as 2026-03-14, but got '2026-02-30'. Mend that date."),
        (["2026-3-1"], "[0]", "expected a date such as 2026-03-14, but got '2026-3-1'. Mend that date."),
        (["3/4/2026"], "[0]", "expected a date such as 2026-03-14, but got '3/4/2026'. Write the year first, then month and day."),
        (["3.4.26"], "[0]", "expected a date such as 2026-03-14, but got '3.4.26'. Write the year first, then month and day."),
    ],
)
def test_a_mixture_of_dates_numbers_and_words_is_refused(whens, place, message):
    with pytest.raises(CbfError) as caught:
        in_order(whens)
    assert str(caught.value) == f"{place}: {message}"


@given(st.text(max_size=25) | st.from_regex(r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}[+-][0-9]{2}:[0-9]{2}\Z"))
def test_any_text_is_a_moment_or_an_error_of_ours(text):
    try:
        assert moment(text).order in {"a date", "a whole number", "words"}
    except CbfError as error:
        assert error.expected == "a date such as 2026-03-14"


@pytest.mark.parametrize(("rows", "loops"), [(0, 1), (1, 1), (5, 1), (6, 2), (60, 12), (200, 12)])
def test_five_rows_make_a_loop_and_twelve_are_the_most(rows, loops):
    spiral = read([{"step": "tea"}] * rows)
    assert spiral.loops == loops
    assert len({mark.place for mark in spiral.marks}) == rows
    assert all(0 < mark.place < loops for mark in spiral.marks)


def test_rows_lie_evenly_on_the_line_or_as_far_apart_as_their_dates():
    rows = [{"step": "tea", "when": when} for when in (0, 1, 10)]
    assert [mark.place for mark in read(rows, loops=3).marks] == [0.5, 1.5, 2.5]
    assert [mark.place for mark in read(rows, loops=3, spacing="time").marks] == [0.1, 0.38, 2.9]
    assert [mark.place for mark in read(rows[:1], spacing="time").marks] == [0.5]


def test_a_column_of_loops_is_kept():
    spiral = read([{"step": "tea", "loop": loop} for loop in (1, 1, 3)])
    assert [mark.place for mark in spiral.marks] == [0.25, 0.75, 2.5]
    assert spiral.loops == 3


def test_a_column_of_places_is_kept_to_the_last_digit_and_decides_the_order():
    spiral = read([{"step": "tea", "place": "1,5", "when": 1}, {"step": "talk", "place": 0.1 + 0.2, "when": 2}])
    assert [(mark.kind, mark.place) for mark in spiral.marks] == [("talk", 0.1 + 0.2), ("tea", 1.5)]
    assert spiral.loops == 2


# --- ruptures and repairs ----------------------------------------------------------------------------------------


def repaired(spiral):
    return {rupture.id: rupture.repair for rupture in spiral.ruptures}


def test_a_step_of_kind_repair_is_taken_to_repair_the_nearest_open_rupture():
    steps = ["rupture", "Rupture", "tea", "repair", "Repair after rupture", "repair"]
    assert repaired(read([{"step": step} for step in steps])) == {"r1": "m3", "r2": "m2"}


def test_a_column_of_repairs_decides_alone():
    rows = [{"step": "rupture"}, {"step": "repair", "repairs": ""}, {"step": "tea", "repairs": "Yes"}]
    assert repaired(read(rows)) == {"r1": "m2"}


def test_a_repair_may_name_its_ruptures():
    rows = [{"step": "rupture", "id": "x"}, {"step": "rupture", "id": "no"}, {"step": "tea", "repairs": "no, x"}]
    assert repaired(read(rows)) == {"x": "m1", "no": "m1"}


def test_a_kind_called_rupture_can_be_told_by_the_type():
    own = {"name": "own", "title": "Ours", "kinds": [{"id": "rupture", "name": "Rupture"}]}
    rows = [{"step": "rupture", "type": "mark"}, {"step": "rupture", "type": ""}]
    spiral = Spiral.from_table(rows, vocabulary=own)
    assert (len(spiral.marks), len(spiral.ruptures)) == (1, 1)


def test_given_ids_are_kept_and_others_stay_clear_of_them():
    spiral = read([{"step": "tea"}, {"step": "tea", "id": "m1"}, {"step": "tea"}])
    assert [mark.id for mark in spiral.marks] == ["m2", "m1", "m3"]


# --- tables of every make ----------------------------------------------------------------------------------------

THREE = [("tea", "2026-03-14", "Rain; and \"snow\""), ("Talk", "2026-03-15", "two\nlines"), ("tea", "2026-03-16", "")]


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
    assert [(mark.when, mark.note, mark.label, mark.holds) for mark in spiral.marks] == [("1", "", "", True), ("", "", "a", False)]


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
    ("value", "text"),
    [(None, ""), (3, "3"), (3.0, "3"), (0.1, "0.1"), (True, "True"), (float("nan"), ""), (float("inf"), "inf"), (pd.NaT, ""), (pd.NA, ""),
     (date(2026, 3, 1), "2026-03-01"), (1e300, "1e+300"), (["a", None, 2], "a  2"), ("a\r\nb\rc", "a\nb\nc")],
)  # fmt: skip
def test_a_cell_becomes_the_text_that_a_person_would_write(value, text):
    assert as_text(value) == text


def test_numbers_of_numpy_are_numbers():
    frame = pd.DataFrame({"step": ["tea"], "place": [1.5], "loop": [2]})
    rows = frame.to_dict("records")
    assert read([{key: frame[key].iloc[0] for key in frame}]) == read(rows) == read(frame)


# --- what may be wrong -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "row 1: expected the headings of the columns, but got nothing. One of them is “step”."),
        ("when,note\n1,a\n", "the headings: expected a column 'step', but got 'when', 'note'. Call the column with the steps “step”."),
        ("step,Step\ntea,tea\n", "row 1: expected each column once, but got 'step' twice. Rename one of them."),
        ("step\ntea\n\nmilk\n", "row 4, column step: expected one of Cup of tea, Talk, Repair after rupture, or rupture, but got 'milk'."),
        ("step,note\n,a\n", "row 2, column step: expected one of Cup of tea, Talk, Repair after rupture, or rupture, but got nothing."),
        ("step,when\ntea,1\ntea,2026-03-14\n",
         "row 3, column when: expected a whole number like the rows above, but got '2026-03-14'. Write all of them the same way."),
        ("step,nurtures\ntea,help hope\n", "row 2, column nurtures: expected help, challenge or possibility, but got 'hope'."),
        ("step,holds\ntea,maybe\n", "row 2, column holds: expected yes or no, but got 'maybe'."),
        ("step,place\ntea,1\ntea,\n", "row 3, column place: expected a place as in other rows, but got nothing. Fill in all of them or none."),
        ("step,place\ntea,far\n", "row 2, column place: expected a number such as 1.5, but got 'far'."),
        ("step,place\ntea,1\ntea,13\n", "row 3, column place: expected a number from 0 to 12, but got 13.0."),
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
        ("step,id\ntea,a\ntea,a\n", "row 3, column id: expected each id once, but got 'a'."),
        ("step,id\ntea,a b\n", "row 2, column id: expected an id of letters, digits, hyphens and underscores, but got 'a b'."),
        ("step,type\ntea,dot\n", "row 2, column type: expected mark or rupture, but got 'dot'."),
        ("step,label\ntea,\"a\nb\"\n", "row 2, column label: expected text without control characters, but got '\\n'. Take that character out."),
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
    with pytest.raises(CbfError, match="^row 2, column step"):
        read(rows)
    with pytest.raises(CbfError, match="^the row with index AB, column step"):
        read(pd.DataFrame(rows, index=["XY", "AB"]))


@pytest.mark.parametrize("table", [None, 3, {"step": ["tea"]}, b"step", [1], [["tea"]], "no such file.csv", Path("no such file.csv")])
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
    with pytest.raises(FileError, match="expected text in UTF-8, but got other bytes at .* Save it again as “CSV UTF-8”."):
        read(csv_file(tmp_path, "step,note\ntea,Zoë\n", encoding))


@in_tmp
@given(content=st.binary(max_size=60) | st.text("step,;\t\n\r\"'=teaplc12", max_size=60).map(lambda text: f"step,{text}".encode()))
def test_any_bytes_are_a_table_or_an_error_of_ours(tmp_path, content):
    path = tmp_path / "any.csv"
    path.write_bytes(content)
    try:
        spiral = read(path)
    except FileError as error:
        assert str(error).startswith(str(path))
    else:
        assert Spiral.from_dict(spiral.to_dict()) == spiral


columns = st.sampled_from(["step", "when", "note", "place", "loop", "repairs", "helps", "id", "type", "nurtures", "holds"])
cells = json_values | st.sampled_from(["tea", "rupture", "repair", "yes", "r1", "m1", "1", "2026-01-01"])


@given(st.lists(st.dictionaries(columns | st.text(max_size=4), cells, max_size=5), max_size=4))
def test_any_dicts_are_a_table_or_an_error_of_ours(rows):
    try:
        spiral = read(rows)
    except CbfError as error:
        assert error.expected
    else:
        assert Spiral.from_dict(spiral.to_dict()) == spiral


@given(st.text(max_size=20))
def test_any_heading_is_found_whatever_its_capitals(text):
    assume("\r" not in text and "\n" not in text)
    head = io.StringIO(newline="")
    csv.writer(head).writerow(["step", text + "x"])
    assert read_csv(head.getvalue().replace("\ud800", "").encode("utf-8", "ignore"))[0][0] == "step"


def test_reading_rows_changes_none_of_them():
    rows = [{"Step": "tea", "note": None}]
    read_rows(rows)
    assert rows == [{"Step": "tea", "note": None}]
