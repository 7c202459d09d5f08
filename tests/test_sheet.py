"""A spiral as rows, a frame and CSV: nothing lost on the way back, nothing that a spreadsheet would run."""

import csv
import io
import sys

import pytest
from hypothesis import given

from cbf_widgets.errors import CbfError
from cbf_widgets.model.sheet import COLUMNS, guard, to_csv_text, to_rows, unguard
from cbf_widgets.model.spiral import Spiral
from tests.strategies import NASTY, NASTY_PROSE, in_tmp, lines, prose, spirals
from tests.tea_and_talk import read


def facts(spiral):
    """Everything that a table carries."""
    ripples = {(ripple.source, ripple.target) for ripple in spiral.ripples}
    return spiral.marks, spiral.ruptures, ripples, spiral.loops, spiral.vocabulary


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


def test_a_rupture_comes_before_the_mark_at_its_own_place():
    spiral = read([{"step": "tea"}]).rupture(0.5).repair("r1", "m1")
    assert [row["type"] for row in spiral.to_rows()] == ["rupture", "mark"]


def test_pandas_is_only_needed_for_a_frame(monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    assert len(read([{"step": "tea"}]).to_rows()) == 1
    with pytest.raises(CbfError) as caught:
        read([]).to_frame()
    assert str(caught.value) == "to_frame: expected pandas to be installed, but got none. Install pandas, or use to_rows()."


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
            assert not any(cell.startswith(tuple("=@＝＠")) or (formula(cell) and separator == ",") for cell in record)


@pytest.mark.parametrize(
    "text, guarded",
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
