"""What may be wrong with a team's spreadsheet: one clear error that names file, sheet, row and column."""

import io
import sys
import zipfile
from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cbf_widgets.errors import CbfError, FileError
from cbf_widgets.model import workbook as workbooks
from cbf_widgets.model.theory import TheoryOfChange
from cbf_widgets.model.theory_parts import Template
from cbf_widgets.model.theory_table import from_bytes
from tests.strategies import json_values, sound, tried
from tests.test_theory_table import as_lists, read, workbook

FIELDS = "id, column, title, stage, text, group, lines, placement, cut_off, note, leads_to, assumption, evidence, asks, strength, confidence"


def message_of(make):
    with pytest.raises(CbfError) as caught:
        make()
    return str(caught.value)


LONG = "Column,Text,Leads to,Assumption,Confidence\n"


@pytest.mark.parametrize(
    "text, message",
    [
        ("", "row 1: expected the headings of the columns, but got nothing. They belong into the first row."),
        ("\n \n", "row 1: expected the headings of the columns, but got nothing. They belong into the first row."),
        ("Column,Title\nNow,Tea\n",
         "row 1: expected a column 'text', but got 'Column', 'Title'. Each row is an item: say which column it stands in, and what it says."),
        ("Text\nTea\n",
         "row 1: expected a column 'column', but got 'Text'. Each row is an item: say which column it stands in, and what it says."),
        ("Column,Text,Owner\nNow,Tea,Ann\n",
         f"row 1, column 'Owner': expected one of {FIELDS}, but got 'Owner'. Rename it, or take it out; what has no place of its own can go into the note."),
        ("Now,now\nTea,Milk\n", "row 1, column 'now': expected each heading once, but got the same again. Rename one of them."),
        ("Measures,Measures or sources\nTea,Milk\n",
         "row 1, column 'Measures or sources': expected each column once, but got the same as 'Measures'. Rename one of them."),
        ("Column,Text,Note,Notes\nNow,Tea,a,b\n", "row 1, column 'Notes': expected each column once, but got 'Notes' beside 'Note'. Rename one of them."),
        ("Now,,Later\nTea,Milk,\n",
         "row 2, column 'B': expected an empty cell, as its column has no heading, but got 'Milk'. Write a heading into column B of row 1, or look for a separator too many."),
        ("Now\nTea,Milk\n",
         "row 2, column 'B': expected an empty cell, as its column has no heading, but got 'Milk'. Write a heading into column B of row 1, or look for a separator too many."),
        (LONG + "Now,Tea\n,Milk\n", "row 3, column 'Column': expected the name of a column, but got nothing. Fill in the cell, or empty the whole row."),
        (LONG + "\n\nNow, ,i1\n", "row 4, column 'Text': expected what the item says, but got nothing. Fill in the cell, or empty the whole row."),
        (LONG + f"Now,{'a' * 501}\n", "row 2, column 'Text': expected at most 500 characters, but got 501. Shorten it."),
        (f"Now\n{'a' * 501}\n", "row 2, column 'Now': expected at most 500 characters, but got 501. Shorten it."),
        (f"{'a' * 201}\nTea\n", f"row 1, column '{'a' * 201}': expected at most 200 characters, but got 201. Shorten it."),
        (LONG + "Now,Tea\x07\n", "row 2, column 'Text': expected text without control characters, but got '\\x07'. Take that character out."),
        (LONG + "Now,Tea,Milk\n", "row 2, column 'Leads to': expected the id or the words of an item, but got 'Milk'. Write one item on each line."),
        (LONG + "Now,Tea,Milk\nNow,Milk\nNow,milk\n",
         "row 2, column 'Leads to': expected the id of one item (i2, i3), but got words that 2 items share, 'Milk'."),
        (LONG + "Now,Tea,Tea\n", "row 2, column 'Leads to': expected two different items, but got 'i1'. Join it to another item."),
        (LONG + "Now,Tea,i2 i2\nNow,Milk\n", "row 2, column 'Leads to': expected each arrow once, but got i1 to i2 again. Change the arrow that is there."),
        (LONG + "Now,Tea,,There is time\n",
         "row 2, column 'Assumption': expected an empty cell, as no arrow leads from here, but got 'There is time'. Say in “leads_to” where it leads."),
        (LONG + "Now,Tea,Milk,,certain\nNow,Milk\n",
         "row 2, column 'Confidence': expected one of guess, fairly-sure, sure, or an empty cell, but got 'certain'."),
        (LONG + 'Now,Tea,i2 i3,"a\nb\nc"\nNow,Milk\nNow,Talk\n',
         "row 2, column 'Assumption': expected a line for each of the 2 arrows, or one for all, but got 3 lines."),
        ("Column,Text,Lines\nNow,Tea,three\n", "row 2, column 'Lines': expected numbers of lines, such as 12 or 12-15, but got 'three'."),
        ("Column,Text,Lines\nNow,Tea,9-3\n", "row 2, column 'Lines': expected a span of at most 200 lines, the first before the last, but got '9-3'."),
        ("Column,Text,Lines\nNow,Tea,1-999999999\n",
         "row 2, column 'Lines': expected a span of at most 200 lines, the first before the last, but got '1-999999999'."),
        ("Column,Text,Lines\nNow,Tea,0\n", "row 2, column 'Lines': expected a number of at least 1, but got 0."),
        ("Column,Text,Cut-off\nNow,Tea,maybe\n", "row 2, column 'Cut-off': expected yes or no, but got 'maybe'."),
        ("Column,Text,Placement\nNow,Tea,sure\n", "row 2, column 'Placement': expected read or an empty cell, but got 'sure'."),
        ("Column,Text,Id\nNow,Tea,a b\n", "row 2, column 'Id': expected an id of letters, digits, hyphens and underscores, but got 'a b'."),
        ("Column,Text,Id\nNow,Tea,a\nNow,Milk,a\n", "row 3, column 'Id': expected each id once, but got 'a'."),
        ("Column,Title,Text\nnow,Now,Tea\nnow,Today,Milk\n",
         "row 3, column 'Title': expected the same title for this column as before, 'Now', but got 'Today'."),
        ('Now,Later\nTea,"a\n', "row 2: expected a row of CSV, but got unexpected end of data. Look for a stray quote."),
    ],
)  # fmt: skip
def test_an_error_names_file_row_and_column(tmp_path, text, message):
    path = tmp_path / "plan.csv"
    path.write_bytes(text.encode())
    with pytest.raises(FileError) as caught:
        read(path)
    assert str(caught.value) == f"{path}, {message}"


@pytest.mark.parametrize(
    "rows, message",
    [
        ([["Column", "Text", "Confidence", "Leads to"], ["Now", "Tea", "certain", "Milk"], ["Now", "Milk"]],
         "sheet 'Plan', row 2, column 'Confidence': expected one of guess, fairly-sure, sure, or an empty cell, but got 'certain'."),
        ([["A title above all"], [], ["Now", "Later"], ["Tea", "Milk"]],
         ("sheet 'Plan', row 3, column 'B': expected an empty cell, as its column has no heading, but got 'Later'."
         " Write a heading into column B of row 1, or look for a separator too many.")),
        ([[None, None], ["Column", "Text"], ["Now", None]],
         "sheet 'Plan', row 3, column 'Text': expected what the item says, but got nothing. Fill in the cell, or empty the whole row."),
        ([], "sheet 'Plan': expected headings and rows, but got nothing. Choose another sheet."),
        ([["Now"], ["=1/0"]], ("sheet 'Plan', row 2, cell A2: expected a formula's value, but got a formula that was never worked out."
         " Open the workbook in a spreadsheet program and save it, so that its formulas are worked out.")),
        ([["Now"], ["#REF!"]], "sheet 'Plan', row 2, cell A2: expected a value, but got '#REF!'. Mend the formula, or write the value in its place."),
        ([["Now"], *[["Tea"]] * 10_000], "sheet 'Plan': expected at most 10000 rows, but got 10001. Delete the empty rows below, or split the table."),
        ([["Now"] * 201], "sheet 'Plan': expected at most 200 columns, but got 201. Delete the empty columns on the right, or split the table."),
        ([[f"C{n}" for n in range(61)], ["Tea"] * 61], "sheet 'Plan', row 1, column 'C60': expected at most 60 columns, but got more. Split the table."),
        ([["Now"], *[["Tea"]] * 2_001], "sheet 'Plan', row 2002, column 'Now': expected at most 2000 items, but got more. Split the table."),
    ],
)  # fmt: skip
def test_an_error_names_sheet_row_and_column(tmp_path, rows, message):
    path = tmp_path / "plan.xlsx"
    path.write_bytes(workbook(("Plan", rows)))
    with pytest.raises(FileError) as caught:
        read(path)
    assert str(caught.value) == f"{path}, {message}"


def in_book(content, **options):
    return message_of(lambda: from_bytes(TheoryOfChange, content, name="plan.xlsx", **options))


def test_merged_cells_are_refused_by_name():
    content = workbook(("Plan", [["Now", None, "Later"], ["Tea", "Milk", "Talk"]]), Plan=lambda sheet: sheet.merge_cells("A1:B1"))
    assert in_book(content) == (
        "plan.xlsx, sheet 'Plan', cells A1:B1: expected cells that aren't merged, but got merged ones."
        " Take the merging back, and write into each cell what belongs there."
    )


def formula_cells(kind):
    """A workbook in which A2 is a formula whose value a spreadsheet program wrote beside it."""
    content = workbook(("Plan", [["Now"], ["=1+1"]]))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            data = old.read(part)
            if part.filename == "xl/worksheets/sheet1.xml":
                assert b"<f>1+1</f><v></v>" in data or b"<f>1+1</f><v />" in data or b"<f>1+1</f><v/>" in data
                for empty in (b"<v></v>", b"<v />", b"<v/>"):
                    data = data.replace(b'r="A2"><f>1+1</f>' + empty, kind)
            new.writestr(part, data)
    return out.getvalue()


@pytest.mark.parametrize(
    "cell, texts",
    [
        (b'r="A2"><f>1+1</f><v>2</v>', ["2"]),
        (b'r="A2" t="str"><f>A1&amp;"x"</f><v>Nowx</v>', ["Nowx"]),
        (b'r="A2" t="str"><f>""</f><v></v>', []),
        (b'r="A2" t="b"><f>TRUE()</f><v>1</v>', ["True"]),
    ],
)
def test_formulas_are_read_as_their_values(cell, texts):
    theory = from_bytes(TheoryOfChange, formula_cells(cell), name="plan.xlsx")
    assert [item.text for item in theory.items] == texts


def test_a_formula_that_went_wrong_is_refused():
    assert "row 2, cell A2: expected a value, but got '#DIV/0!'" in in_book(
        formula_cells(b'r="A2" t="e"><f>1/0</f><v>#DIV/0!</v>')
    )


def test_numbers_and_dates_are_read_as_people_write_them():
    content = workbook(("Plan", [["Now", 2026], [24, date(2026, 3, 14)], [0.5, None]]))
    theory = from_bytes(TheoryOfChange, content, name="plan.xlsx")
    assert [column.title for column in theory.columns] == ["Now", "2026"]
    assert [item.text for item in theory.items] == ["24", "0.5", "2026-03-14"]


TWO = workbook(("Notes", [["Tea"], ["Milk"]]), ("Plan", [["Now"], ["Waits"]]))


def test_a_sheet_is_chosen_by_its_name_or_is_the_first_to_be_seen():
    assert from_bytes(TheoryOfChange, TWO, name="plan.xlsx", sheet="Plan").items[0].text == "Waits"
    assert from_bytes(TheoryOfChange, TWO, name="plan.xlsx").items[0].text == "Milk"
    hidden = workbook(
        ("Notes", [["Tea"], ["Milk"]]),
        ("Plan", [["Now"], ["Waits"]]),
        Notes=lambda sheet: setattr(sheet, "sheet_state", "hidden"),
    )
    assert from_bytes(TheoryOfChange, hidden, name="plan.xlsx").items[0].text == "Waits"
    assert in_book(TWO, sheet="Tea") == "plan.xlsx, sheet: expected the name of a sheet ('Notes', 'Plan'), but got 'Tea'."


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(**files):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), text)
    return stream.getvalue()


OTHER = "expected an Excel workbook (.xlsx), but got a damaged file, or one of another kind. Open it in the program that made it and save it again as .xlsx."


@pytest.mark.parametrize(
    "content, name, message",
    [
        (OLD + b"\0" * 600, "plan.xls", "expected an Excel workbook of today's kind (.xlsx), but got one of the old kind (.xls). Save it again as .xlsx."),
        (OLD + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "plan.xlsx",
         "expected a workbook without a password, but got one that is locked. Take its password off, then save it again."),
        (b"", "plan.xlsx", OTHER), (b"Now,Later", "plan.xlsx", OTHER), (b"<html>", "plan.xls", OTHER), (TWO[:2000], "plan.xlsx", OTHER),
        (TWO[:2000], "plan.csv", OTHER),
        (zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "plan.ods",
         "expected an Excel workbook (.xlsx), but got a file of another kind. Open it in the program that made it and save it again as .xlsx."),
        (zipped(xl__workbook_dot_xml="<workbook"), "plan.xlsx",
         "expected an Excel workbook (.xlsx) that can be read, but got a damaged file. Open it in the program that made it and save it again as .xlsx."),
        ("Zoë".encode("latin-1"), "plan.csv", "expected text in UTF-8, but got other bytes at 2. Save it again as “CSV UTF-8”."),
    ],
)  # fmt: skip
def test_a_file_of_another_kind_is_refused_in_one_sentence(content, name, message):
    assert message_of(lambda: from_bytes(TheoryOfChange, content, name=name)) == f"{name}: {message}"


def test_a_workbook_that_would_unpack_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(workbooks, "LARGEST", 3_000_000)
    bomb = zipped(xl__workbook_dot_xml=" " * 3_000_001)
    assert len(bomb) < 3_100_000
    assert in_book(bomb) == "plan.xlsx: expected at most 3 MB, unpacked, but got more. Take out what isn't needed."


def test_without_openpyxl_a_workbook_is_refused_in_words(monkeypatch):
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    said = "plan.xlsx, an Excel workbook: expected openpyxl to be installed, but got none. Install openpyxl, or save the sheet as CSV UTF-8."
    assert in_book(TWO) == said
    assert from_bytes(TheoryOfChange, b"Now\nTea", name="plan.csv").items[0].text == "Tea"


@pytest.mark.parametrize(
    "make, message",
    [
        (lambda: read([{"Now": "Tea"}], sheet="Plan"), "sheet: expected no name of a sheet where there is no workbook, but got 'Plan'."),
        (lambda: from_bytes(TheoryOfChange, b"Now", name="p.csv", sheet="Plan"),
         "p.csv, sheet: expected no name of a sheet for a file of text, but got 'Plan'. A CSV file has one table only."),
        (lambda: read([{"Now": "Tea"}], template="seven"), "template: expected one of 'six-column', 'five-column', 'own', but got 'seven'."),
        (lambda: read([{"Measures": "Tea"}], template="five-column"),
         ("the columns, column 'Measures': expected a column of the form (opportunities, focus_areas, system_changes, practice_changes,"
         " intermediate_outcomes, measuring_impact, long_term_outcomes, existing_strategies), but got 'Measures'."
         " Rename it, or read the table as a theory of your own.")),
        (lambda: read([{"column": "Tea", "text": "Milk"}], template=Template.from_dict({"id": "t", "title": "T", "columns": [{"id": "a", "title": "A"}]})),
         "row 1, column 'column': expected a column of the form (a), but got 'Tea'. Rename it, or read the table as a theory of your own."),
        (lambda: read([{"column": "a", "title": "Tea", "text": "Milk"}], template="six-column"),
         ("row 1, column 'column': expected a column of the form (opportunities, focus_areas, system_changes, practice_changes,"
         " intermediate_outcomes, indicators, measures, long_term_outcomes), but got 'a'. Rename it, or read the table as a theory of your own.")),
        (lambda: read([{"Now": "Tea"}, 3]), "row 2: expected a row as a dict, but got 3."),
        (lambda: read([{"column": "Now", "text": "Tea"}, {"column": "Now"}]),
         "row 2, column 'text': expected what the item says, but got nothing. Fill in the cell, or empty the whole row."),
        (lambda: read(pd.DataFrame([{"column": "Now", "text": "Tea", "cut_off": "x?"}], index=["AB"])),
         "the row with index AB, column 'cut_off': expected yes or no, but got 'x?'."),
        (lambda: read([{"Now": "Tea"}], title="a" * 201), "title: expected at most 200 characters, but got 201. Shorten it."),
        (lambda: read([]), "the columns: expected the headings of the columns, but got nothing. They belong into the first row."),
        (lambda: read(3), "expected a table: rows as dicts, a DataFrame, or the path of a CSV or Excel file, but got 3."),
        (lambda: read({"Now": ["Tea"]}),
         "expected a table: rows as dicts, a DataFrame, or the path of a CSV or Excel file, but got {'Now': ['Tea']}."),
        (lambda: read("no such file.csv"), "no such file.csv: expected a file that can be read, but got No such file or directory. Check its name."),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused(make, message):
    assert message_of(make) == message


@given(
    st.binary(max_size=60) | st.text("Nowcolumntext,;\t\n\r\"'=•-1", max_size=80).map(str.encode),
    st.sampled_from(["p.csv", "p.tsv", "p", "p.xlsx"]),
)
def test_any_bytes_are_a_table_or_an_error_of_ours(content, name):
    theory, error = tried(lambda: from_bytes(TheoryOfChange, content, name=name))
    assert str(error).startswith(name) if error else sound(theory)


@given(st.data())
def test_a_workbook_with_broken_bytes_is_a_table_or_an_error_of_ours(data):
    content = bytearray(TWO)
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    theory, error = tried(lambda: from_bytes(TheoryOfChange, bytes(content), name="p.xlsx"))
    assert str(error).startswith("p.xlsx") if error else sound(theory)


columns = st.sampled_from(["column", "text", "id", "lines", "leads_to", "assumption", "confidence", "cut_off", "stage", "title"])
cells = json_values | st.sampled_from(["Now", "Tea", "i1", "i2", "1 2", "yes", "guess", "read", "Measures", "a\nb", "•"])


@given(st.lists(st.dictionaries(columns | st.text(max_size=4), cells, max_size=6), max_size=4))
def test_any_dicts_are_a_table_or_an_error_of_ours(rows):
    theory, error = tried(lambda: read(rows))
    assert error.expected if error else sound(theory)


@given(
    st.lists(
        st.fixed_dictionaries(
            {"column": st.sampled_from(["Now", "Measures"]), "text": cells.filter(bool)},
            optional={"leads_to": cells, "lines": cells},
        ),
        max_size=4,
    )
)
def test_any_items_are_a_table_or_an_error_that_says_where(rows):
    theory, error = tried(lambda: read(rows))
    assert error.place if error else len(theory.items) == len(rows)


def test_a_large_table_is_read_whole():
    rows = [["Column", "Text"], *[["Now", f"Item {n}"] for n in range(2000)]]
    assert len(from_bytes(TheoryOfChange, workbook(("Plan", rows)), name="p.xlsx").items) == 2000
    assert as_lists([{"a": 1}]) == [["a"], [1]]
