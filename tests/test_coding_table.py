"""A researcher's own spreadsheet may take the place of the codebook; what doesn't fit is named by row and column."""

import io
from dataclasses import replace

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cbf_widgets import datasets
from cbf_widgets.errors import CbfError, FileError
from cbf_widgets.model.coding import Coding, Theme
from cbf_widgets.model.coding_table import coding_from_bytes, coding_from_table, coding_to_csv_text, coding_to_rows
from cbf_widgets.model.theory import TheoryOfChange
from tests.strategies import json_values, sound, tried
from tests.theory_strategies import codings

THEMES = (Theme(id="money", title="Money"), Theme(id="fathers", title="Fathers; and men", about="Both"))
LUTON = (
    TheoryOfChange(id="luton", title="Luton town")
    .add_column("Now")
    .add_item("now", "Long waits")
    .add_item("now", "Rows", id="r")
    .add_item("now", "rows")
)
ROWS = [
    {"Theory": "luton", "Item": "i1", "Theme": "Money; Work", "Why": "It names\nboth", "By": "one"},
    {"Theory": "luton", "Item": "r", "Theme": "money"},
    {"Theory": "luton", "Item": "i9", "Theme": ""},
]


def csv_of(text, name="second coder.csv", **options):
    return coding_from_bytes(text.encode("utf-8-sig"), name=name, **options)


def test_a_row_is_an_item_and_its_themes():
    assert coding_from_table(ROWS, title="Ours", by="two").to_dict() == {
        "id": "ours", "title": "Ours", "by": "two",
        "themes": [{"id": "money", "title": "Money"}, {"id": "work", "title": "Work"}],
        "codes": [
            {"theory": "luton", "item": "i1", "theme": "money", "why": "It names both", "by": "one"},
            {"theory": "luton", "item": "i1", "theme": "work", "why": "It names both", "by": "one"},
            {"theory": "luton", "item": "r", "theme": "money", "by": "two"},
        ],
    }  # fmt: skip


def test_files_and_frames_say_the_same(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "Codes"
    for row in (list(ROWS[0]), *(list(row.values()) for row in ROWS)):
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    expected = coding_from_table(ROWS, title="Ours")
    assert coding_from_bytes(stream.getvalue(), name="x.xlsx", title="Ours") == expected
    assert coding_from_table(pd.DataFrame(ROWS), title="Ours") == expected
    path = tmp_path / "our_codes.csv"
    path.write_text("Authority,item,Code\nluton,i1,Money\n", encoding="utf-8")
    read = coding_from_table(path)
    assert (read.id, read.title, read.themes_of("luton", "i1")) == ("our-codes", "our codes", ("money",))


def test_a_codebook_keeps_its_themes_and_what_they_say():
    coding = coding_from_table(
        [{"theory": "luton", "item": "i1", "theme": "FATHERS; and men"}, {"theory": "luton", "item": "r", "theme": "money"}],
        themes=THEMES,
    )
    assert coding.themes == THEMES
    assert [code.theme for code in coding.codes] == ["fathers", "money"]


def test_theories_and_items_are_found_by_what_they_are_called():
    rows = [{"theory": "LUTON Town", "item": "long  waits", "theme": "Money"}, {"theory": "luton", "item": "r", "theme": "Money"}]
    assert [code.key for code in coding_from_table(rows, theories=[LUTON]).codes] == [
        ("luton", "i1", "money"),
        ("luton", "r", "money"),
    ]
    by_name = [{"theory": "Newcastle upon Tyne", "item": "opportunities-1", "theme": "Money"}]
    assert coding_from_table(by_name, theories=datasets.theories().values()).codes[0].theory == "newcastle-upon-tyne"


@given(codings())
def test_what_went_out_comes_in_again(coding):
    text = coding_to_csv_text(coding).encode("utf-8-sig")
    back = coding_from_bytes(text, name="x.csv", themes=coding.themes)
    assert back.codes == tuple(
        replace(code, why=" ".join(code.why.split()), by=" ".join(code.by.split())) for code in coding.codes
    )
    assert len(coding_to_rows(coding)) == len(coding.codes)


HEAD = "Theory,Item,Theme,Why\n"


@pytest.mark.parametrize(
    "text, message",
    [
        ("Item,Theme\ni1,Money\n", "row 1: expected a column 'theory', but got 'Item', 'Theme'. Each row is an item and a theme."),
        ("Theory,Item,Theme,Mood\nluton,i1,Money,good\n",
         "row 1, column 'Mood': expected one of theory, item, theme, why, by, but got 'Mood'. Rename it, or take it out."),
        ("Theory,Authority,Item,Theme\na,b,c,d\n", "row 1, column 'Authority': expected each column once, but got 'Authority' beside 'Theory'. Rename one of them."),
        (HEAD + "\n,i1,Money\n", "row 3, column 'Theory': expected the id of a theory, but got nothing. Fill in the cell, or empty the whole row."),
        (HEAD + "luton,,Money\n", "row 2, column 'Item': expected the id of an item, but got nothing. Fill in the cell, or empty the whole row."),
        (HEAD + "luton,i1,,So\n", "row 2, column 'Theme': expected the theme that the reason is for, but got nothing."),
        (HEAD + "a b,i1,Money\n", "row 2, column 'Theory': expected an id of letters, digits, hyphens and underscores, but got 'a b'."),
        (HEAD + "luton,i1,Money\nluton,i1,money\n", "row 3: expected each code once, but got luton i1 money again."),
        (HEAD + f"luton,i1,{'a' * 201}\n", "row 2, column 'Theme': expected at most 200 characters, but got 201. Shorten it."),
        (HEAD + f"luton,i1,Money,{'a' * 501}\n", "row 2, column 'Why': expected at most 500 characters, but got 501. Shorten it."),
        (HEAD + "".join(f"luton,i1,Theme {n}\n" for n in range(201)), "row 202, column 'Theme': expected at most 200 themes, but got 'Theme 200'."),
    ],
)  # fmt: skip
def test_an_error_names_file_row_and_column(text, message):
    with pytest.raises(FileError) as caught:
        csv_of(text)
    assert str(caught.value) == f"second coder.csv, {message}"


@pytest.mark.parametrize(
    "row, message",
    [
        (
            {"theory": "dorset", "item": "i1", "theme": "Money"},
            "row 1, column 'theory': expected a theory (luton), but got 'dorset'.",
        ),
        (
            {"theory": "luton", "item": "Tea", "theme": "Money"},
            "row 1, column 'item': expected the id or the words of an item of Luton town, but got 'Tea'.",
        ),
        (
            {"theory": "luton", "item": "ROWS", "theme": "Money"},
            "row 1, column 'item': expected the id of one item (r, i2), but got words that 2 items share, 'ROWS'.",
        ),
        (
            {"theory": "luton", "item": "r", "theme": "Tea"},
            "row 1, column 'theme': expected a theme of the codebook (money, fathers), but got 'Tea'.",
        ),
    ],
)
def test_what_is_not_in_the_codebook_or_the_theories_is_refused(row, message):
    with pytest.raises(CbfError) as caught:
        coding_from_table([row], themes=THEMES, theories=[LUTON])
    assert str(caught.value) == message


cells = json_values | st.sampled_from(["luton", "i1", "Money", "money; work", ""])


@given(st.lists(st.dictionaries(st.sampled_from(["theory", "item", "theme", "why", "by"]), cells, min_size=3), max_size=4))
def test_any_dicts_are_a_coding_or_an_error_of_ours(rows):
    coding, error = tried(lambda: coding_from_table(rows))
    assert error.expected if error else sound(coding)


def test_a_coding_of_a_thousand_codes_is_read_whole():
    text = HEAD + "".join(f"luton,i{n},Money\n" for n in range(1000))
    coding = csv_of(text)
    assert len(coding.codes) == 1000
    assert isinstance(coding, Coding)
