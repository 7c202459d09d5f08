"""The shipped concepts: complete, in order, located, in our own words, and refused in one sentence when broken."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from cbf_widgets import datasets, paths
from cbf_widgets.errors import CbfError, FileError
from tests import guide
from tests.guide import HEADINGS
from tests.source_runs import known, shared

FOLDER = paths.datasets_dir()
FILES = sorted(FOLDER.glob("*.yaml"))
SCHEMAS = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in (FOLDER / "schema").glob("*.json")}
REGISTRY = Registry().with_resources((name, Resource.from_contents(schema)) for name, schema in SCHEMAS.items())

ASSUMED = {"assumption"}  # stands for a locator where no text has the idea


def content(path: Path) -> dict:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def cited(locator: str) -> tuple[str, str]:
    """The text and the heading that a locator cites; of the guide, the part in which its lines lie."""
    short, place = locator.split(", ", 1)
    return (short, guide.part(*guide.spans(locator)[0])) if short == guide.SHORT else (short, place)


def strings(value: object, key: str = ""):
    """Every text of a file, with the key it stands under."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from strings(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner, key)
    elif isinstance(value, str):
        yield key, value


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
class TestEveryFile:
    def test_fits_its_schema(self, path):
        schema = SCHEMAS[f"{path.stem}.schema.json"]
        errors = Draft202012Validator(schema, registry=REGISTRY).iter_errors(content(path))
        assert [f"{error.json_path}: {error.message}" for error in errors] == []

    def test_says_where_it_comes_from(self, path):
        about = datasets.about(path.stem)
        assert about.made_by == "the cbf_widgets authors"
        assert about.sources
        assert about.doubts

    def test_locators_name_a_heading_that_is_there(self, path):
        found = [locator for key, text in strings(content(path)) if key == "source" for locator in text.split("; ")]
        assert found
        for locator in set(found) - ASSUMED:
            short, heading = cited(locator)
            assert heading in HEADINGS[short], locator

    def test_its_about_block_lists_the_headings_it_cites_and_no_other(self, path):
        data = content(path)
        found = {one for key, text in strings(data) if key == "source" for one in text.split("; ")} - ASSUMED
        listed = {(each["short_name"], heading) for each in data["about"]["sources"] for heading in each["headings"]}
        assert {cited(locator) for locator in found} == listed

    def test_copies_no_run_of_eight_words(self, path):
        data, hashes = content(path), known()
        del data["about"]["sources"]  # names and titles, as printed
        exempt = {"source", "name", "also_called", "ball"} | (
            {"citation", "title", "published"} if path.stem == "references" else set()
        )
        copied = [run for key, text in strings(data) if key not in exempt for run in shared(text, hashes)]
        assert copied == []

    def test_has_a_line_in_the_readme(self, path):
        assert f"`{path.name}`" in (FOLDER / "README.md").read_text(encoding="utf-8")

    def test_a_field_added_is_refused_by_schema_and_loader(self, path, tmp_path, monkeypatch):
        data = content(path)
        data["about"]["surprise"] = "x"
        schema = SCHEMAS[path.name.replace(".yaml", ".schema.json")]
        assert not Draft202012Validator(schema, registry=REGISTRY).is_valid(data)
        (tmp_path / path.name).write_text(yaml.safe_dump(data), encoding="utf-8")
        monkeypatch.setattr(paths, "datasets_dir", lambda: tmp_path)
        with pytest.raises(FileError, match=rf"{path.name}, about: .*surprise"):
            datasets.about(path.stem)


def test_every_schema_is_one_and_belongs_to_a_file():
    for schema in SCHEMAS.values():
        Draft202012Validator.check_schema(schema)
    assert {name.split(".")[0] for name in SCHEMAS} == {path.stem for path in FILES} | {"common", "theory"}


def test_a_source_is_described_in_the_same_words_everywhere():
    described = {
        (source["short_name"], source["title"], source["credit"], source["notice"])
        for path in FILES
        for source in content(path)["about"]["sources"]
    }
    assert len(described) == len(HEADINGS)


def test_the_check_for_copied_runs_finds_a_copied_run():
    title = "Let's get beyond community and practice: the many meanings of learning by participating"
    assert shared(title, known())
    assert not shared("nobody ever wrote these nine plain words like this", known())


def test_values_are_the_same_object_each_time():
    assert datasets.glossary() is datasets.glossary()


def test_yaml_is_loaded_on_first_use_only():
    code = "import sys, cbf_widgets.datasets as d; assert 'yaml' not in sys.modules; d.essence(); assert 'yaml' in sys.modules"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", ["partnership", "", None, 3, "../essence", ["partnership-building"]])
def test_an_unknown_vocabulary_gets_the_names_there_are(name):
    with pytest.raises(CbfError, match="one of partnership-building, making-change-happen"):
        datasets.vocabulary(name)


@pytest.mark.parametrize("name", ["nothing", None, ["essence"], "schema/common"])
def test_an_unknown_data_set_gets_the_names_there_are(name):
    with pytest.raises(CbfError, match="one of activities, assumptions, balance_pairs"):
        datasets.about(name)


BROKEN = {
    "items: [1, 2": "essence.yaml, line ",  # which one, the two parsers of PyYAML see differently
    "about: {}": "essence.yaml: expected a part 'items', but got none",
    "- a": "essence.yaml: expected named parts",
    "": "essence.yaml: expected named parts, but got nothing",
    "items: tea": "essence.yaml, items: expected a list, but got 'tea'",
    "items: [tea]": "essence.yaml, items[0]: expected the fields of an aspect",
    "items: [{id: help, name: Help}]": "essence.yaml, items[0]: expected a field 'source'",
    "items: [{id: tea, name: Tea, source: x}]": "essence.yaml, items[0].id: expected one of 'help'",
    "items: [{id: help, name: 3, source: x}]": "essence.yaml, items[0].name: expected text, but got 3",
    "items: [{id: help, name: No, source: x}]": "essence.yaml, items[0].name: expected text, but got False",
    "items: [{id: help, name: A, source: x}, {id: help, name: B, source: x}]": "items[1].id: expected each id once",
    "items: []\nitems: []": "essence.yaml, line 2, column 1: expected YAML, but got the key 'items' twice",
    "items: !!python/object/apply:os.getcwd []": "essence.yaml, line 1, column 8: expected YAML",
    "items: [{[a]: b}]": "essence.yaml, line 1, column 10: expected YAML",
    "items: \x07": "essence.yaml: expected YAML",
    "items: 2020-99-99": "essence.yaml: expected a YAML file",
    "items: " + "[" * 5000: "essence.yaml",
}


@pytest.mark.parametrize("text,message", BROKEN.items(), ids=range(len(BROKEN)))
def test_a_broken_file_gets_one_sentence_with_file_and_place(text, message, tmp_path, monkeypatch):
    (tmp_path / "essence.yaml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(paths, "datasets_dir", lambda: tmp_path)
    with pytest.raises(FileError) as caught:
        datasets.essence()
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_or_undecodable_file_gets_one_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "datasets_dir", lambda: tmp_path)
    with pytest.raises(FileError, match=r"essence\.yaml: expected a data file, but got none"):
        datasets.essence()
    (tmp_path / "essence.yaml").write_bytes(b"items: \xff\xfe")
    with pytest.raises(FileError, match=r"essence\.yaml: expected a YAML file, but got one that isn't UTF-8"):
        datasets.essence()


def test_a_link_to_an_unknown_kind_is_refused_with_its_place(tmp_path, monkeypatch):
    shutil.copy(FOLDER / "partnership_building.yaml", tmp_path)
    path = tmp_path / "partnership_building.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("to_kind: obvious", "to_kind: tea", 1), encoding="utf-8")
    monkeypatch.setattr(paths, "datasets_dir", lambda: tmp_path)
    with pytest.raises(FileError, match=r"partnership_building\.yaml, vocabulary\.links\[2\]\.to_kind: .*'tea'"):
        datasets.vocabulary("partnership-building")


leaves = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20)
junk = st.recursive(leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3))


def places(value: object, path: tuple = ()):
    """Every place in a file's content that something else could stand in."""
    if path:
        yield path
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places(inner, (*path, key))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_whatever_stands_anywhere_a_file_loads_or_is_refused_by_name(tmp_path_factory, data):
    whole = content(FOLDER / "exercises.yaml")
    *way, last = data.draw(st.sampled_from(list(places(whole))))
    inner = whole
    for key in way:
        inner = inner[key]
    inner[last] = data.draw(junk)
    folder = tmp_path_factory.mktemp("fuzz")
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)  # many times as fast, where there is one
    (folder / "exercises.yaml").write_text(yaml.dump(whole, Dumper=dumper, allow_unicode=True), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paths, "datasets_dir", lambda: folder)
        for load in (datasets.exercises, lambda: datasets.about("exercises")):
            try:
                load()
            except FileError as error:
                assert str(error).startswith("exercises.yaml")  # noqa: PT017 - either outcome is right
