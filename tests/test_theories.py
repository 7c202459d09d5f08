"""The twelve theories of change: sound, whole, located, in our own words, and no more than the pages say."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from cbf_widgets import datasets, paths
from cbf_widgets.errors import CbfError, FileError
from tests.source_runs import known, shared, words

ROOT = Path(__file__).resolve().parents[1]
FOLDER = paths.datasets_dir() / "theories"
FILES = sorted(FOLDER.glob("*.yaml"))
PAGES = {
    "Blackburn with Darwen": (4019, 4287),
    "Blackpool": (4288, 4544),
    "Croydon": (4545, 4792),
    "Dorset": (4793, 5046),
    "Essex": (5047, 5219),
    "Gateshead": (5220, 5394),
    "Hertfordshire": (5395, 5633),
    "Lambeth": (5634, 5810),
    "Luton": (5811, 6015),
    "Manchester": (6016, 6191),
    "Newcastle upon Tyne": (6192, 6405),
    "Westminster": (6406, 6576),
}
SIX = {"Blackburn with Darwen", "Blackpool", "Croydon", "Dorset", "Hertfordshire", "Newcastle upon Tyne"}
CUT = {"Croydon": 2, "Essex": 1, "Luton": 4, "Manchester": 1}  # what SOURCES names as cut short on the page


def content(path: Path) -> dict:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def pages():
    return [datasets.theory_page(theory.id) for theory in datasets.theories().values()]


each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
each_page = pytest.mark.parametrize("page", pages(), ids=lambda page: page.authority)


def test_twelve_authorities_each_with_its_pages_and_form():
    theories = datasets.theories()
    assert {name: theory.pages for name, theory in theories.items()} == PAGES
    assert {name for name, theory in theories.items() if theory.template == "six-column"} == SIX
    assert list(theories) == sorted(theories)


@each_file
def test_a_file_fits_its_schema(path):
    schemas = {one.name: json.loads(one.read_text("utf-8")) for one in (paths.datasets_dir() / "schema").glob("*.json")}
    registry = Registry().with_resources((name, Resource.from_contents(schema)) for name, schema in schemas.items())
    errors = Draft202012Validator(schemas["theory.schema.json"], registry=registry).iter_errors(content(path))
    assert [f"{error.json_path}: {error.message}" for error in errors] == []


@each_page
def test_every_item_has_lines_within_its_pages(page):
    first, last = page.pages
    for item in page.items:
        assert item.lines == tuple(sorted(set(item.lines))), item.id
        assert first <= item.lines[0] <= item.lines[-1] <= last, item.id


@each_page
def test_no_line_is_both_an_item_and_furniture_but_where_the_page_ran_together(page):
    both = {line for item in page.items for line in item.lines} & set(page.furniture)
    assert len(both) <= 3, both  # a heading printed into a bullet's line


@each_page
def test_an_item_is_no_longer_than_a_short_sentence(page):
    for item in page.items:
        assert len(words(item.text)) <= 14, item.text
        assert not item.text.endswith("."), item.text


@each_file
def test_copies_no_run_of_eight_words(path):
    data, hashes = content(path), known()
    del data["about"]["sources"]  # names and titles, as printed
    texts = [data["theory"]["vision"]["text"], *data["about"]["doubts"]]
    texts += [item[key] for item in data["theory"]["items"] for key in ("text", "note", "group") if key in item]
    assert [run for text in texts for run in shared(text, hashes)] == []


@each_page
def test_items_are_numbered_in_the_order_of_their_column(page):
    theory = datasets.theories()[page.authority]
    for column in theory.columns:
        ids = [item.id for item in theory.of_column(column.id)]
        assert ids == [f"{column.id.replace('_', '-')}-{i + 1}" for i in range(len(ids))]


def test_only_what_the_pages_cut_short_is_cut_short():
    cut = {name: sum(item.cut_off for item in theory.items) for name, theory in datasets.theories().items()}
    assert {name: n for name, n in cut.items() if n} == CUT
    for theory in datasets.theories().values():
        for item in theory.items:
            assert item.cut_off == item.text.endswith("[cut short]"), item.text


def test_a_judgement_says_why():
    for theory in datasets.theories().values():
        assert all(item.note for item in theory.items if item.placement or item.cut_off), theory.title


def test_nothing_is_moved_between_forms():
    for name, theory in datasets.theories().items():
        used = {item.column for item in theory.items}
        assert not used & ({"measuring_impact", "existing_strategies"} if name in SIX else {"indicators", "measures"})
    assert datasets.theories()["Essex"].of_column("intermediate_outcomes") == ()


def test_no_theory_holds_an_arrow_since_the_guide_prints_none():
    assert {theory.links for theory in datasets.theories().values()} == {()}


def test_duplicates_on_a_page_stay():
    texts = [item.text.casefold() for item in datasets.theories()["Croydon"].of_column("opportunities")]
    assert sum("lone-parent" in text for text in texts) == 2  # printed twice


def test_about_five_hundred_items():
    assert 450 <= sum(len(theory.items) for theory in datasets.theories().values()) <= 560


def test_the_readme_prints_the_counts_as_they_are():
    spec = importlib.util.spec_from_file_location("theory_counts", ROOT / "tools" / "theory_counts.py")
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    assert tool.table() in (paths.datasets_dir() / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["Croydon", "nowhere", "", None, "../essence"])
def test_an_unknown_id_gets_the_ids_there_are(name):
    for ask in (datasets.theory_page, datasets.about_theory):
        with pytest.raises(CbfError, match="one of blackburn-with-darwen, blackpool, croydon"):
            ask(name)


BROKEN = {
    r"items\[0\]\.lines: expected lines from 4545 to 4792, but got 9": ("items", 0, {"lines": [9]}),
    r"items\[0\]\.lines: expected the lines it was read from, but got none": ("items", 0, {"lines": []}),
    r"items\[0\]\.column": ("items", 0, {"column": "somewhere"}),
    r"items\[1\]: expected one of .* but got 'surprise'": ("items", 1, {"surprise": "x"}),
}


@pytest.mark.parametrize("said", BROKEN)
def test_a_broken_file_names_file_and_place(said, tmp_path, monkeypatch):
    key, number, change = BROKEN[said]
    data = content(FOLDER / "croydon.yaml")
    data["theory"][key][number] |= change
    (tmp_path / "theories").mkdir()
    (tmp_path / "theories" / "croydon.yaml").write_text(yaml.safe_dump(data), encoding="utf-8")
    forms = (paths.datasets_dir() / "theory_templates.yaml").read_text(encoding="utf-8")
    (tmp_path / "theory_templates.yaml").write_text(forms, encoding="utf-8")
    monkeypatch.setattr(paths, "datasets_dir", lambda: tmp_path)
    with pytest.raises(FileError, match=rf"croydon\.yaml.*{said}"):
        datasets.theories.__wrapped__()


def test_a_form_has_a_question_for_each_column():
    for form in datasets.templates():
        assert all(column.question.endswith("?") for column in form.columns)
        assert [column.id for column in form.columns][:4] == [
            "opportunities",
            "focus_areas",
            "system_changes",
            "practice_changes",
        ]
    with pytest.raises(CbfError, match="one of six-column, five-column"):
        datasets.template("seven")
