"""A theory from a spreadsheet that a team has, and back; nothing is dropped in silence."""

import csv
import io

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cbf_widgets import datasets
from cbf_widgets.errors import CbfError
from cbf_widgets.model.theory import TheoryOfChange
from cbf_widgets.model.theory_table import from_bytes, to_csv_text, to_frame, to_rows
from tests.strategies import NASTY
from tests.theory_strategies import theories

LONG = [
    {"Column": "Opportunities", "Text": "Long waits", "Group": "Services", "Lines": "3, 5-7", "Leads to": "Ask about the couple",
     "Assumption": "There is time", "Confidence": "A guess"},
    {"Column": "Changes to practice", "Text": "Ask about the couple", "Leads to": "calmer HOMES\nFewer rows", "Assumption": "It helps",
     "Confidence": "sure\nFairly sure"},
    {"Column": "Long-term outcomes", "Text": "Calmer homes", "Cut short": "yes", "Placement": "Reading", "Note": " As the page\nhas it "},
    {"Column": "long-term outcomes", "Text": "Fewer rows"},
]  # fmt: skip


def read(table, **options):
    return TheoryOfChange.from_table(table, **options)


def workbook(*sheets, **more):
    """The bytes of a workbook: each sheet a name and its rows."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        more.get(name, lambda _sheet: None)(sheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def as_lists(rows):
    headings = list(dict.fromkeys(key for row in rows for key in row))
    return [headings, *([row.get(key) for key in headings] for row in rows)]


def as_csv(rows, sign=","):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=sign).writerows(as_lists(rows))
    return text.getvalue().encode("utf-8-sig")


def test_a_row_may_be_an_item():
    theory = read(LONG, title="Our place")
    assert theory.to_dict() == {
        "id": "our-place", "title": "Our place",
        "columns": [
            {"id": "opportunities", "title": "Opportunities", "stage": "Now"},
            {"id": "practice_changes", "title": "Changes to practice", "stage": "Changes"},
            {"id": "long_term_outcomes", "title": "Long-term outcomes"},
        ],
        "items": [
            {"id": "i1", "column": "opportunities", "text": "Long waits", "group": "Services", "lines": [3, 5, 6, 7]},
            {"id": "i2", "column": "practice_changes", "text": "Ask about the couple"},
            {"id": "i3", "column": "long_term_outcomes", "text": "Calmer homes", "cut_off": True, "placement": "read", "note": "As the page\nhas it"},
            {"id": "i4", "column": "long_term_outcomes", "text": "Fewer rows"},
        ],
        "links": [
            {"id": "a1", "from_item": "i1", "to_item": "i2", "assumption": "There is time", "confidence": "guess"},
            {"id": "a2", "from_item": "i2", "to_item": "i3", "assumption": "It helps", "confidence": "sure"},
            {"id": "a3", "from_item": "i2", "to_item": "i4", "assumption": "It helps", "confidence": "fairly-sure"},
        ],
    }  # fmt: skip


WIDE = [["Opportunities", "Our own", "", "Measures or sources"],
        ["• Long waits\n• Nobody asks", "- Ask", None, None],
        [None, None, None, None],
        ["–\u00a0Rows at home", "* Listen\r\n\n◦\tTalk -- and wait", None, "1. A survey\n-5% is no bullet"]]  # fmt: skip


def wide_rows():
    headings, *rows = WIDE
    return [{heading: cell for heading, cell in zip(headings, row, strict=True) if heading} for row in rows]


def check_wide(theory):
    assert [(column.id, column.title, column.stage) for column in theory.columns] == [
        ("opportunities", "Opportunities", "Now"), ("our-own", "Our own", ""), ("measures", "Measures or sources", ""),
    ]  # fmt: skip
    assert {column.title: [item.text for item in theory.of_column(column.id)] for column in theory.columns} == {
        "Opportunities": ["Long waits", "Nobody asks", "Rows at home"],
        "Our own": ["Ask", "Listen", "Talk -- and wait"],
        "Measures or sources": ["1. A survey", "-5% is no bullet"],
    }


@pytest.mark.parametrize(
    "content, name",
    [
        (as_csv(wide_rows()), "plan.csv"),
        (as_csv(wide_rows(), ";"), "plan.csv"),
        (as_csv(wide_rows(), "\t"), "plan.tsv"),
        (workbook(("Plan", WIDE)), "plan.xlsx"),
    ],
)
def test_each_column_of_a_table_may_be_one_of_the_theory(content, name, tmp_path):
    path = tmp_path / name
    path.write_bytes(content)
    theory = read(path)
    check_wide(theory)
    assert (theory.id, theory.title) == ("plan", "plan")
    check_wide(from_bytes(TheoryOfChange, content, name=name))
    check_wide(read(str(path)))


def test_frames_and_rows_do_as_well():
    check_wide(read(wide_rows()))
    check_wide(read(pd.DataFrame(wide_rows())))
    assert read(pd.DataFrame(LONG)) == read(LONG) == read(iter(LONG))
    assert read(LONG).title == "From a table"


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_csv_and_excel_say_the_same_as_rows(sign):
    assert from_bytes(TheoryOfChange, as_csv(LONG, sign), name="x.csv", title="From a table") == read(LONG)
    assert from_bytes(TheoryOfChange, workbook(("Plan", as_lists(LONG))), name="x.xlsx", title="From a table") == read(LONG)


def test_an_id_that_is_taken_is_not_given_again():
    taken = {"our-plan", "our-plan-2"}
    assert from_bytes(TheoryOfChange, b"Now\nTea", name="Our plan.csv", taken=taken).id == "our-plan-3"
    assert from_bytes(TheoryOfChange, b"Now\nTea", name="Our plan.csv", taken=["x"]).id == "our-plan"
    assert read([{"Now": "Tea"}], id="mine", title="T").id == "mine"
    assert read([{"Now": "Tea"}], title="日本").id == "ours"


# --- forms -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("template", ["six-column", datasets.template("six-column")])
def test_with_a_form_all_its_columns_are_there_in_its_order(template):
    theory = read([{"Long term outcomes": "Calm", "Opportunities": "Waits"}], template=template)
    assert [column.id for column in theory.columns] == [column.id for column in datasets.template("six-column").columns]
    assert theory.template == "six-column"
    assert [item.text for item in theory.items] == ["Waits", "Calm"]
    assert theory.column("long_term_outcomes").title == "Long term outcomes"


def test_a_form_of_ones_own_is_followed_too():
    form = {
        "id": "two",
        "title": "Two",
        "columns": [{"id": "now", "title": "Now", "question": "What?"}, {"id": "then", "title": "Then"}],
    }
    from cbf_widgets.model.theory_parts import Template

    theory = read([{"Column": "then", "Text": "Calm"}], template=Template.from_dict(form))
    assert (theory.template, theory.column("now").question, len(theory.columns)) == ("own", "What?", 2)


# --- out and in again ------------------------------------------------------------------------------------------------


def plain(theory):
    """What rows can hold of a theory: spaces drawn together, arrows numbered anew in the order of their items."""

    def line(text):
        return " ".join(text.split())

    used = [column for column in theory.columns if theory.of_column(column.id)]
    order = {item.id: place for place, item in enumerate(theory.items)}
    many = {link.from_item for link in theory.links if sum(other.from_item == link.from_item for other in theory.links) > 1}
    links = sorted(theory.links, key=lambda link: order[link.from_item])

    def said(link, name):
        text = getattr(link, name)
        dash = link.from_item in many and text.strip() == "—"
        return line(text) if link.from_item in many or name == "asks" else text.strip() if not dash else ""

    return {
        "columns": [(column.id, line(column.title), line(column.stage)) for column in used],
        "items": [(i.id, i.column, line(i.text), line(i.group), i.lines, i.placement, i.cut_off, i.note.strip()) for i in theory.items],
        "links": [(link.from_item, link.to_item, *(said(link, name) for name in ("assumption", "evidence", "asks")),
                   link.strength, link.confidence) for link in links],
    }  # fmt: skip


@given(theories().filter(lambda theory: theory.items))
def test_what_went_out_as_csv_comes_in_again(theory):
    known = {"opportunities": "Now", "focus_areas": "Now", "system_changes": "Changes", "practice_changes": "Changes"}
    for column in theory.columns:
        theory = theory.change_column(column.id, stage=column.stage if column.stage.strip() else known.get(column.id, ""))
    back = from_bytes(TheoryOfChange, to_csv_text(theory).encode("utf-8-sig"), name="x.csv")
    assert plain(back) == plain(theory)
    assert plain(read(to_frame(theory))) == plain(theory)
    assert plain(read(to_rows(theory))) == plain(theory)


def test_the_twelve_come_back_whole():
    for theory in datasets.theories().values():
        back = from_bytes(TheoryOfChange, to_csv_text(theory).encode("utf-8-sig"), name="x.csv", template=theory.template)
        assert back.items == theory.items
        assert [(column.id, column.title, column.stage) for column in back.columns] == [
            (column.id, column.title, column.stage) for column in theory.columns
        ]


def test_several_arrows_stand_a_line_each():
    theory = (
        TheoryOfChange(id="t", title="T").add_column("Now").add_item("now", "Tea").add_item("now", "Talk").add_item("now", "Calm")
    )
    theory = (
        theory.link("i1", "i2", confidence="guess")
        .link("i1", "i3", assumption="There\nis time")
        .link("i2", "i3", assumption="So\nwhat")
    )
    row, alone, _ = to_rows(theory)
    assert (row["leads_to"], row["assumption"], row["confidence"], row["evidence"]) == (
        "i2\ni3",
        "—\nThere is time",
        "guess\n—",
        "",
    )
    assert alone["assumption"] == "So\nwhat"
    assert [link.to_dict() for link in read(to_rows(theory)).links[:2]] == [
        {"id": "a1", "from_item": "i1", "to_item": "i2", "confidence": "guess"},
        {"id": "a2", "from_item": "i1", "to_item": "i3", "assumption": "There is time"},
    ]


@pytest.mark.parametrize(
    "cell, expected",
    [
        ("i2", ["i2"]),
        ("i2 i3", ["i2", "i3"]),
        ("i2, i3", ["i2", "i3"]),
        ("i2;i3", ["i2", "i3"]),
        ("tea; MILK, and  honey\ni3", ["i4", "i2", "i3"]),
        ("One; or two", ["i3"]),
        ("", []),
    ],
)
def test_items_are_named_by_id_or_by_their_words(cell, expected):
    texts = ["Start", "Milk, and honey", "One; or two", "Tea"]
    rows = [{"column": "Now", "text": text, "leads to": cell if text == "Start" else ""} for text in texts]
    assert [link.to_item for link in read(rows).links] == expected


def test_ids_given_and_ids_made_go_together():
    theory = read([{"column": "Now", "text": "a", "id": "i2"}, {"column": "Now", "text": "b"}, {"column": "Now", "text": "c"}])
    assert [item.id for item in theory.items] == ["i2", "i1", "i3"]


def test_frames_have_all_their_columns_without_rows():
    empty = TheoryOfChange(id="t", title="T")
    assert list(to_frame(empty).columns)[:5] == ["id", "column", "title", "stage", "text"]
    assert list(to_frame(empty, "links").columns) == [
        "id",
        "from_item",
        "to_item",
        "assumption",
        "evidence",
        "asks",
        "strength",
        "confidence",
    ]
    croydon = datasets.theories()["Croydon"]
    assert len(to_frame(croydon)) == len(croydon.items)
    with pytest.raises(CbfError, match="what: expected 'items' or 'links', but got 'tea'"):
        to_frame(croydon, "tea")


@pytest.mark.parametrize("text", [text for text in NASTY if text.strip()])
def test_no_cell_of_a_csv_file_is_a_formula(text):
    theory = TheoryOfChange(id="t", title="T").add_column("Now").add_item("now", text, note=text, group=text)
    cells = list(csv.reader(io.StringIO(to_csv_text(theory), newline="")))[1]
    assert not [cell for cell in cells if cell[:1] in "=+@-\t\r＝＋＠－" and cell]
    assert from_bytes(TheoryOfChange, to_csv_text(theory).encode(), name="x.csv").items[0].text == " ".join(text.split())


@given(st.data())
def test_a_workbook_says_the_same_as_csv(data):
    letters = st.text("ab =+-'\"•;,\n", max_size=6)
    rows = data.draw(st.lists(st.tuples(letters, letters), min_size=1, max_size=4))
    table = [["Now", "Later"], *rows]
    text = io.StringIO(newline="")
    csv.writer(text).writerows(table)
    book = openpyxl.Workbook()
    for r, row in enumerate(table, start=1):
        for c, cell in enumerate(row, start=1):
            book.active.cell(r, c).value = cell
            book.active.cell(r, c).data_type = "s"
    stream = io.BytesIO()
    book.save(stream)
    from_csv = from_bytes(TheoryOfChange, text.getvalue().encode(), name="x.csv")
    from_excel = from_bytes(TheoryOfChange, stream.getvalue(), name="x.xlsx")
    if not any("'" in cell for row in rows for cell in row):  # in CSV, an apostrophe may be our guard against formulas
        assert from_csv == from_excel
    assert len(from_csv.items) <= sum(cell.count("\n") + 1 for row in rows for cell in row)
