"""A theory of change, or several side by side, as a file for elsewhere."""

import csv
import json
from io import BytesIO, StringIO
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import networkx as nx
import pytest

from cbf_widgets.comparing import compare_theories
from cbf_widgets.errors import CbfError
from cbf_widgets.exporting import THEORY_FORMATS, export, to_bytes
from cbf_widgets.exporting.theories import COMPARISON_MAKERS, MAKERS
from cbf_widgets.model.theory import TheoryOfChange
from tests.small_theories import coding, theory

VERSION = b"cbf_widgets 0.1.0"
NASTY = '<b> & "tea" =1+1'
OURS = (
    TheoryOfChange(id="ours", title=NASTY)
    .add_column("Now")
    .add_item("now", "=HYPERLINK(1)")
    .add_item("now", "日本 שלום")
    .link("i1", "i2", assumption="@there is <time>", evidence="+ A survey", confidence="guess")
)
EMPTY = TheoryOfChange(id="none", title="None")
PAIR = compare_theories((theory("a"), theory("b")), coding("a/i1 money =1+1", "a/i1 fathers", "b/i5 conflict"), (), ())
NOBODY = compare_theories((EMPTY,), coding(), (), ())


def table_of(work):
    return list(csv.DictReader(StringIO(to_bytes(work, "csv").decode("utf-8-sig"))))


def test_the_formats_named_are_those_there_are():
    assert set(THEORY_FORMATS) == set(MAKERS)
    assert set(COMPARISON_MAKERS) < set(MAKERS)


@pytest.mark.parametrize("name", MAKERS)
@pytest.mark.parametrize("work", [OURS, EMPTY], ids=["nasty", "empty"])
def test_any_theory_goes_out_and_gives_the_same_bytes_again(name, work):
    assert to_bytes(work, name, dpi=40) == to_bytes(work, name, dpi=40) != b""


@pytest.mark.parametrize("name", COMPARISON_MAKERS)
@pytest.mark.parametrize("work", [PAIR, NOBODY], ids=["two", "nothing in it"])
def test_any_comparison_goes_out_and_gives_the_same_bytes_again(name, work):
    assert to_bytes(work, name, dpi=40) == to_bytes(work, name, dpi=40) != b""


def test_a_comparison_as_csv_has_a_row_for_every_code_and_every_item_without():
    rows = table_of(PAIR)
    assert [(row["theory"], row["item"], row["theme"]) for row in rows if row["theme"]] == [
        ("a", "i1", "money"), ("a", "i1", "fathers"), ("b", "i5", "conflict"),
    ]  # fmt: skip
    assert len(rows) == 11
    assert list(rows[0]) == ["theory", "authority", "lane", "item", "text", "theme", "why", "by", "wording"]
    assert rows[0]["why"] == "'=1+1"


def test_a_comparison_of_nothing_as_csv_has_its_headings():
    assert table_of(NOBODY) == []
    assert to_bytes(NOBODY, "csv").startswith(
        b'\xef\xbb\xbf"theory","authority","lane","item","text","theme","why","by","wording"'
    )


def test_a_comparison_as_json_says_what_made_it():
    found = json.loads(to_bytes(PAIR, "json"))
    assert found["written_by"] == VERSION.decode()
    assert [one["id"] for one in found["theories"]] == ["a", "b"]


@pytest.mark.parametrize("work", [OURS, PAIR], ids=["theory", "comparison"])
@pytest.mark.parametrize("theme", ["light", "dark", "print", "auto"])
def test_what_people_wrote_is_no_markup_in_a_picture(work, theme):
    root = ET.fromstring(to_bytes(work, "svg", theme=theme))
    assert not [each for each in root.iter() if each.tag.endswith("}b")]
    assert work is PAIR or NASTY in root.find("{http://www.w3.org/2000/svg}title").text


def test_a_graph_says_which_version_made_it_and_keeps_what_people_wrote():
    content = to_bytes(OURS, "graphml")
    assert VERSION in content
    assert "日本 שלום" in {text for _, text in nx.read_graphml(BytesIO(content), force_multigraph=True).nodes(data="text")}


def test_no_table_holds_a_formula(tmp_path):
    path = export(OURS, tmp_path / "ours.kumu")
    texts = [name.decode("utf-8-sig") for name in map(ZipFile(path).read, ("elements.csv", "connections.csv"))]
    for text in (*texts, to_bytes(OURS, "csv").decode("utf-8-sig")):
        cells = [cell for row in csv.reader(StringIO(text)) for cell in row]
        assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []
    assert "'@there is <time>" in texts[1]


def test_a_comparison_has_no_format_of_a_theory():
    with pytest.raises(CbfError, match="expected one of svg, png, pdf, json, csv, txt, but got 'kumu'"):
        export(PAIR, format="kumu")
