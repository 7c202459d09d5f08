"""What the explorer's buttons ask of the kernel: runs, tables, overlays, codebooks, exports, words."""

from __future__ import annotations

from base64 import b64encode
from io import BytesIO
from zipfile import ZipFile

import pytest

from cbf_widgets import Code, TheoryOfChange, TheoryWork, datasets
from tests.explorers import FIRST, LAST, ask, linked, work_file


def test_running_a_theory_says_what_its_arrows_imply(explorer):
    explorer.theory = linked(explorer)
    answer, _ = ask(explorer, ask="run", theory="croydon", seed=3)
    assert answer["ok"], answer
    assert answer["seed"] == 3
    assert [one["item"] for one in answer["reached"]] == [LAST]
    assert {one["link"] for one in answer["costs"]} == {"a1", "a2"}
    again, _ = ask(explorer, ask="run", theory="croydon", seed=3)
    assert again["reached"] == answer["reached"]


def test_a_theory_without_arrows_cannot_be_run_and_says_what_to_do(explorer):
    answer, _ = ask(explorer, ask="run", theory="luton")
    assert not answer["ok"]
    assert "arrow" in answer["said"]


@pytest.mark.parametrize("numbers", [{"uptake": "much"}, {"nothing": 1}, [1]])
def test_a_number_that_cannot_be_used_is_named(explorer, numbers):
    explorer.theory = linked(explorer)
    answer, _ = ask(explorer, ask="run", numbers=numbers)
    assert not answer["ok"]
    assert "number" in answer["said"] or "nothing" in answer["said"]


def test_a_spreadsheet_becomes_a_theory_and_changes_nothing_by_itself(explorer):
    table = b"column,text\nNow,Long waits\nLater,Calmer homes\n"
    answer, _ = ask(explorer, ask="table", name="plan.csv", content=b64encode(table).decode(), title="Our plan")
    assert answer["ok"], answer
    theory = TheoryOfChange.from_dict(answer["theory"])
    assert (theory.title, [item.text for item in theory.items]) == ("Our plan", ["Long waits", "Calmer homes"])
    assert explorer.work == TheoryWork()


def test_a_bad_spreadsheet_names_row_and_column(explorer):
    table = b"column,text,confidence\nNow,Long waits,\nNow,,\nLater,Calm,very\n"
    answer, _ = ask(explorer, ask="table", name="plan.csv", content=b64encode(table).decode())
    assert not answer["ok"]
    assert "plan.csv" in answer["said"]
    assert "row 3" in answer["said"] or "row 4" in answer["said"]


@pytest.mark.parametrize("content", ["not base64 at all!", b64encode(b"\x00\x01\x02").decode(), ""])
def test_what_is_no_table_gets_one_sentence(explorer, content):
    answer, _ = ask(explorer, ask="table", name="plan.xlsx", content=content)
    assert not answer["ok"]
    assert "plan.xlsx" in answer["said"]
    assert "Traceback" not in answer["said"]


def test_somebody_elses_arrows_are_laid_over_and_not_kept(explorer, tmp_path):
    file = work_file(tmp_path, linked(explorer))
    answer, _ = ask(explorer, ask="overlay", theory="croydon", path=file.name)
    assert answer["ok"], answer
    assert len(explorer.laid_over[0]["links"]) == 2
    assert explorer.work == TheoryWork()
    explorer.lay_over(None)
    content = b64encode(file.read_bytes()).decode()
    assert ask(explorer, ask="overlay", name="theirs.json", content=content)[0]["ok"]
    assert explorer.laid_over[0]["id"] == "croydon"


def test_what_is_laid_over_says_whose_it_is(explorer, tmp_path):
    theory = linked(explorer)
    file = work_file(tmp_path, theory)
    answer, _ = ask(explorer, ask="overlay", path=file.name)
    assert (explorer.laid_over[0]["whose"], file.name in answer["said"]) == (file.name, True)
    explorer.lay_over(file.name)
    assert explorer.laid_over[0]["whose"] == file.name
    TheoryWork(title="Mia and Tom", theories=(theory,)).save(file)
    answer, _ = ask(explorer, ask="overlay", path=file.name)
    assert (explorer.laid_over[0]["whose"], "Mia and Tom" in answer["said"]) == ("Mia and Tom", True)
    explorer.lay_over(file.name)
    assert explorer.laid_over[0]["whose"] == "Mia and Tom"
    explorer.lay_over(file.name, whose="Table 3")
    assert explorer.laid_over[0]["whose"] == "Table 3"
    explorer.lay_over(theory)
    assert explorer.laid_over[0]["whose"] == ""


def test_what_does_not_go_with_the_theory_shown_is_not_laid_over(explorer, tmp_path):
    file = work_file(tmp_path, linked(explorer))
    explorer.shown = "luton"
    answer, _ = ask(explorer, ask="overlay", path=file.name)
    assert not answer["ok"]
    assert "a theory that goes with Luton" in answer["said"]
    assert explorer.laid_over == []
    assert not ask(explorer, ask="overlay", path="../theirs.json")[0]["ok"]


def test_a_codebook_from_a_table_or_a_file(explorer, tmp_path):
    table = "theory,item,theme,why,by\ncroydon,practice-changes-1,Tea,It says so,Me\n"
    answer, _ = ask(explorer, ask="codebook", name="codes.csv", text=table)
    assert answer["ok"], answer
    assert [code.theory for code in explorer.coding.codes] == ["croydon"]
    file = datasets.theory_coding().with_code(Code(theory="croydon", item=FIRST, theme="fathers")).save(tmp_path / "coding")
    assert ask(explorer, ask="codebook", name="coding.json", text=file.read_text("utf-8"))[0]["ok"]
    assert explorer.coding.themes == datasets.theory_coding().themes
    assert "row 2" in ask(explorer, ask="codebook", name="codes.csv", text="theory,item,theme\ncroydon,,tea\n")[0]["said"]


# --- exports -----------------------------------------------------------------------------------------------------------

BEGINS = {
    "svg": b"<svg", "png": b"\x89PNG", "pdf": b"%PDF", "json": b"{", "csv": b"\xef\xbb\xbf", "kumu": b"PK", "mermaid": b"%% Made with",
    "graphml": b"<?xml", "txt": b"Croydon",
}  # fmt: skip


@pytest.mark.parametrize("kind", BEGINS)
def test_a_theory_goes_out_in_every_format(explorer, kind):
    explorer.theory = linked(explorer)
    answer, files = ask(explorer, ask="export", what="theory", format=kind, theory="croydon", paper="A4", orientation="landscape")
    assert answer["ok"], answer
    assert files[0].startswith(BEGINS[kind])
    assert answer["name"].startswith("croydon.")


def test_what_goes_to_kumu_are_two_tables_safe_against_formulas(explorer):
    explorer.theory = explorer.theory.add_item("measures", "=HYPERLINK(1)").link(FIRST, "i1")
    _, files = ask(explorer, ask="export", what="theory", format="kumu")
    archive = ZipFile(BytesIO(files[0]))
    assert sorted(archive.namelist()) == ["connections.csv", "elements.csv"]
    text = archive.read("elements.csv").decode("utf-8-sig")
    assert '"=HYPERLINK' not in text
    assert "=HYPERLINK(1)" in text


@pytest.mark.parametrize(
    "kind, begins", [("svg", b"<svg"), ("pdf", b"%PDF"), ("csv", b"\xef\xbb\xbf"), ("json", b"{"), ("txt", b"")]
)
def test_a_comparison_goes_out(explorer, kind, begins):
    answer, files = ask(explorer, ask="export", what="comparison", format=kind, compared=["croydon", "luton"])
    assert answer["ok"], answer
    assert files[0].startswith(begins)
    assert b"Croydon" in files[0] or kind in ("pdf", "svg")


def test_all_of_ones_work_goes_out_and_comes_back(explorer, tmp_path):
    explorer.theory = linked(explorer)
    _, files = ask(explorer, ask="export", what="work", format="json")
    (tmp_path / "back.json").write_bytes(files[0])
    assert TheoryWork.load(tmp_path / "back.json") == explorer.work


def test_an_unknown_format_names_those_there_are(explorer):
    answer, _ = ask(explorer, ask="export", what="theory", format="docx")
    assert not answer["ok"]
    assert "expected one of svg, png, pdf" in answer["said"]


# --- in words and still ------------------------------------------------------------------------------------------------


def test_the_still_picture_needs_nothing_and_says_all(explorer):
    explorer.theory = linked(explorer)
    html = explorer.still()
    assert "<script" not in html
    assert "http" not in html.replace("http://www.w3.org", "")
    for text in (explorer.theory.items[0].text, "Teams have time"):
        assert text in html
    explorer.mode = "compare"
    assert "Newcastle upon Tyne" in explorer.still()


def test_words_say_whose_the_arrows_are(explorer):
    explorer.theory = linked(explorer)
    assert "Teams have time" in explorer.describe()
    explorer.mode = "compare"
    assert "coding" in explorer.describe()
