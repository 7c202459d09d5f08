"""The explorer's kernel side: one document, what follows from it, and what its buttons ask."""

from __future__ import annotations

import json
from base64 import b64encode
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from cbf_widgets import CbfError, Code, TheoryExplorer, TheoryOfChange, TheoryWork, datasets

FIRST, LAST = "practice-changes-1", "long-term-outcomes-2"


@pytest.fixture
def explorer(tmp_path: Path) -> TheoryExplorer:
    return TheoryExplorer(authority="Croydon", folder=tmp_path)


def ask(explorer: TheoryExplorer, **question):
    """What the kernel answers, and the files that come with it."""
    sent = []
    explorer.send = lambda content, buffers=None: sent.append((content, buffers or []))
    explorer._asked(explorer, {"id": "1", **question}, [])
    return next((content, files) for content, files in sent if content["answers"] == "1")


def linked(explorer: TheoryExplorer) -> TheoryOfChange:
    theory = explorer.theory.link("focus-areas-1", FIRST, assumption="Teams have time", confidence="sure", strength="strong")
    return theory.link(FIRST, LAST, assumption="Home gets calmer", confidence="guess")


def work_file(folder: Path, theory: TheoryOfChange) -> Path:
    return TheoryWork(theories=(theory,)).save(folder / "theirs.json")


# --- how it begins -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Newcastle upon Tyne", "newcastle upon tyne", "newcastle-upon-tyne"])
def test_an_authority_is_found_by_name_or_id(name, tmp_path):
    assert TheoryExplorer(authority=name, folder=tmp_path).theory.authority == "Newcastle upon Tyne"


def test_croydon_comes_first_when_nobody_says(tmp_path):
    explorer = TheoryExplorer(folder=tmp_path)
    assert (explorer.shown, explorer.mode, len(explorer.compared)) == ("croydon", "one", 12)
    assert repr(explorer) == "TheoryExplorer(Croydon; 0 theories worked on, 0 arrows)"


@pytest.mark.parametrize(
    "given, said",
    [
        ({"authority": "Atlantis"}, "authority: expected one of Blackburn with Darwen, Blackpool, .* but got 'Atlantis'"),
        ({"compare": ["Croydon"]}, "compare: expected two or more authorities, but got 1"),
        ({"compare": ["Croydon", "croydon"]}, "compare: expected two or more authorities, but got 1"),
        ({"compare": "some"}, "compare: expected \"all\", or a list of authorities, but got 'some'"),
        ({"compare": ["Croydon", "Atlantis"]}, "but got 'Atlantis'"),
    ],
)
def test_a_beginning_that_cannot_be_used_is_refused_in_one_sentence(given, said, tmp_path):
    with pytest.raises(CbfError, match=said):
        TheoryExplorer(folder=tmp_path, **given)


def test_an_unknown_keyword_is_an_error(tmp_path):
    with pytest.raises(TypeError, match="unexpected keyword argument 'county'"):
        TheoryExplorer(county="Dorset", folder=tmp_path)


def test_ones_own_theory_is_shown_first(tmp_path):
    own = TheoryOfChange(id="ours", title="Ours").add_column("Now").add_item("now", "Long waits")
    explorer = TheoryExplorer(own, folder=tmp_path)
    assert explorer.theory == own
    assert [one.id for one in explorer.theories][-1] == "ours"
    assert len(explorer.theories) == 13


# --- the document ------------------------------------------------------------------------------------------------------


def test_a_theory_that_is_set_is_a_step_that_can_be_undone(explorer):
    explorer.theory = linked(explorer)
    assert [len(explorer.theory.links), len(explorer.work.theories)] == [2, 1]
    explorer.undo()
    assert explorer.work == TheoryWork()
    assert explorer.theory.links == ()


def test_a_shipped_theory_that_was_not_touched_is_not_in_the_file(explorer, tmp_path):
    explorer.theory = linked(explorer)
    written = explorer.save("mine")
    held = json.loads(written.read_text("utf-8"))
    assert [theory["id"] for theory in held["theories"]] == ["croydon"]
    again = TheoryExplorer("mine.json", folder=tmp_path)
    assert again.theory == explorer.theory
    assert again.work == explorer.work


def test_a_saved_theory_opens_too(explorer, tmp_path):
    linked(explorer).save(tmp_path / "theory")
    explorer.load("theory.json")
    assert len(explorer.theory.links) == 2
    assert explorer.history["names"][-1] == "Opened theory.json"


def test_what_the_front_end_sends_is_checked_and_the_last_good_work_stays(explorer):
    explorer.theory = linked(explorer)
    good, sent = explorer.work, []
    explorer.send = lambda content, buffers=None: sent.append(content)
    bad = {"theories": [{"id": "croydon", "title": "Croydon", "items": [{"id": "x", "column": "nowhere", "text": "x"}]}]}
    explorer.set_state({"work": bad, "history": explorer.history})
    assert explorer.work == good
    assert "theories[0].items[0].column: expected the id of a column" in sent[0]["said"]


def test_a_theory_that_is_gone_is_not_shown_or_compared_any_more(tmp_path):
    own = TheoryOfChange(id="ours", title="Ours").add_column("Now").add_item("now", "Long waits")
    explorer = TheoryExplorer(own, compare=["Ours", "Croydon", "Luton"], folder=tmp_path)
    explorer.work = TheoryWork()
    assert explorer.shown != "ours"
    assert explorer.compared == ["croydon", "luton"]


def test_when_one_theory_is_left_to_compare_all_are_compared(tmp_path):
    own = TheoryOfChange(id="ours", title="Ours").add_column("Now").add_item("now", "Long waits")
    explorer = TheoryExplorer(own, compare=["Ours", "Croydon"], folder=tmp_path)
    explorer.work = TheoryWork()
    assert len(explorer.compared) == 12
    assert len(explorer.comparison["theories"]) == 12


# --- what follows from it ----------------------------------------------------------------------------------------------


def test_questions_follow_the_theory_that_is_shown(explorer):
    assert "no-arrows" in {doubt["kind"] for doubt in explorer.doubts}
    explorer.theory = linked(explorer)
    kinds = {doubt["kind"] for doubt in explorer.doubts}
    assert "no-arrows" not in kinds
    assert "leap" in " ".join(kinds)
    explorer.shown = "luton"
    assert "no-arrows" in {doubt["kind"] for doubt in explorer.doubts}


def test_the_comparison_is_worked_out_when_it_is_wanted(explorer):
    assert explorer.comparison == {}
    explorer.mode = "compare"
    assert len(explorer.comparison["theories"]) == 12
    explorer.compared = ["croydon", "luton"]
    assert [one["id"] for one in explorer.comparison["theories"]] == ["croydon", "luton"]


def cell(explorer, theory: str, theme: str) -> list[str]:
    return [
        mark["item"]
        for one in explorer.comparison["cells"]
        if (one["theory"], one["theme"]) == (theory, theme)
        for mark in one["marks"]
    ]


def test_recoding_an_item_moves_it_in_the_comparison(tmp_path):
    explorer = TheoryExplorer(compare=["Croydon", "Luton"], folder=tmp_path)
    shipped = datasets.theory_coding()
    theme = next(one.id for one in shipped.themes if one.id not in shipped.themes_of("croydon", FIRST))
    assert FIRST not in cell(explorer, "croydon", theme)
    explorer.work = explorer.work.recode("croydon", FIRST, theme, shipped, carries=True, why="It says so")
    assert FIRST in cell(explorer, "croydon", theme)
    explorer.undo()
    assert FIRST not in cell(explorer, "croydon", theme)


def test_a_codebook_of_ones_own_takes_the_place_of_the_shipped_one(explorer):
    own = {"id": "mine", "title": "Mine", "themes": [{"id": "tea", "title": "Tea"}]}
    explorer.coding = datasets.theory_coding().from_dict({**own, "codes": [{"theory": "croydon", "item": FIRST, "theme": "tea"}]})
    explorer.mode = "compare"
    assert [theme["id"] for theme in explorer.comparison["themes"]] == ["tea", ""]
    assert cell(explorer, "croydon", "tea") == [FIRST]


# --- what its buttons ask ----------------------------------------------------------------------------------------------


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
