"""The shipped concepts: complete, in order, located, in our own words, and refused in one sentence when broken."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from cbf_widgets import datasets, paths
from cbf_widgets.errors import CbfError, FileError
from cbf_widgets.model.step import as_vocabulary
from tests.source_runs import known, shared

FOLDER = paths.datasets_dir()
FILES = sorted(FOLDER.glob("*.yaml"))
SCHEMAS = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in (FOLDER / "schema").glob("*.json")}
REGISTRY = Registry().with_resources((name, Resource.from_contents(schema)) for name, schema in SCHEMAS.items())

# Headings as printed; where a text has lost one, the words in which it is to be cited.
HEADINGS = {
    "making change happen": {
        "how do i make change happen with families?",
        "It helps to think of making change happen in terms of an expanding spiral",
        "Enabling new action",
        "Essence of partnership",
        "Ensuring families feel respected and listened to",
        "Making families' strengths visible",
        "Key concept: dynamic balance",
        "ensuring families feel respected and listened to",
        "making families' strengths visible",
        "re-imagining through dynamic balance",
        "Me and my child",
        "The problem",
        "What is changing?",
        "Is that normal?",
        "enabling parents to take new action",
        "Using the making change happen spiral to enhance your practice",
    },
    "partnership worksheet": {
        "KEY CONCEPT / Partnership-building as an expansive, evolving art",
        "Summary",
        "1 Earning acceptance",
        "2 Helping families value themselves",
        "3 Subtle intervention",
        "4 Obvious intervention",
        "5 Repair after rupture when needed",
        "NOTES",
        "FRAMING IDEAS FOR Impactful Partnership",
        "Revision",
        "1. Key concepts – check your understanding",
        "2. Linking ideas to practice",
        "3. Understanding the diagram",
        "4. Working with the diagram",
        "5. Enhancing your practice",
        "QUESTIONS FOR REFLECTIVE PRACTICE",
        "QUESTIONS TO ADAPT AND ASK WITH PARENTS",
        "Suggested citation",
        "Acknowledgements",
    },
    "partnership activities": {
        "what kinds of work does partnership involve, and how can I navigate fluidly between them?",
        "sequence of activities",
        "Key concept: partnership activity",
        "locating and orienting change - Show me the ball",
        "creating new meaning for change - Let's look differently at the ball",
        "Change through joint live action - Let's hold the ball together",
        "Planning for change - How will it be for you holding this new ball?",
        "Using the four partnership activity resources to enhance your practice",
        "[1]",
        "[2]",
    },
    "impactful partnership": {
        "opening list of five principles",
        "section on partnership",
        "section on impact",
        "Small things with big effects",
        "section on mind-expanding",
        "Productive entanglement",
        "Intimate outsiders",
        "Evolving Art",
        "references under Family Partnership Model",
        "references under Family Systems Nursing",
        "references under McGill Model of nursing",
        "references under Cultural-historical concepts of learning",
        "references under Intimate outsidership",
    },
}


def content(path: Path) -> dict:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


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


def ids(values) -> list[str]:
    return [value.id for value in values]


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
        for locator in found:
            short, heading = locator.split(", ", 1)
            assert heading in HEADINGS[short], locator

    def test_its_about_block_lists_the_headings_it_cites_and_no_other(self, path):
        data = content(path)
        cited = {one for key, text in strings(data) if key == "source" for one in text.split("; ")}
        listed = {f"{each['short_name']}, {heading}" for each in data["about"]["sources"] for heading in each["headings"]}
        assert cited == listed

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
    assert {name.split(".")[0] for name in SCHEMAS} == {path.stem for path in FILES} | {"common"}


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


def test_essence_has_three_aspects():
    assert ids(datasets.essence()) == ["help", "challenge", "possibility"]


def test_principles_stand_in_the_order_of_the_text():
    names = ["Diverse impacts", "Small things with big effects", "Mind-expanding", "Intimate outsiders", "Evolving art"]
    assert [principle.name for principle in datasets.principles()] == names


def test_criteria_are_five():
    assert ids(datasets.criteria()) == ["bigger", "endures", "enables", "forward-outward", "ratchet"]


def test_partnership_building_has_five_kinds():
    kinds = datasets.vocabulary("partnership-building").kinds
    assert ids(kinds) == ["acceptance", "valuing", "subtle", "obvious", "repair"]
    assert [len(kind.examples) for kind in kinds] == [4, 3, 3, 0, 0]
    essence = ("help", "challenge", "possibility")
    assert [kind.nurtures for kind in kinds] == [essence, (), (), essence, ()]


def test_making_change_happen_has_four_kinds():
    kinds = datasets.vocabulary("making-change-happen").kinds
    assert ids(kinds) == ["respect", "strengths", "reimagining", "action"]
    assert [len(kind.examples) for kind in kinds] == [3, 2, 0, 3]
    assert all(not kind.nurtures for kind in kinds)


def test_links_are_those_that_the_texts_assert():
    asserted = {
        name: {(link.from_kind, link.to_kind, link.kind) for link in datasets.vocabulary(name).links}
        for name in ("partnership-building", "making-change-happen")
    }
    others = ("acceptance", "valuing", "subtle", "repair")
    assert asserted["partnership-building"] == {
        ("acceptance", "", "contagion"),
        *((kind, "obvious", "readiness") for kind in others),
    }
    earlier = ("respect", "strengths", "reimagining")
    assert asserted["making-change-happen"] == {
        *((kind, "", "contagion") for kind in (*earlier, "action")),
        ("respect", "", "support"),
        ("respect", "", "readiness"),
        *((kind, "action", how) for kind in earlier for how in ("readiness", "support")),
        ("reimagining", "action", "contagion"),
        ("action", "action", "contagion"),
        ("action", "reimagining", "contagion"),
    }


@pytest.mark.parametrize("vocabulary", datasets.vocabularies(), ids=lambda each: each.name)
def test_links_are_each_given_once_and_kinds_known(vocabulary):
    ends = Counter((link.from_kind, link.to_kind, link.kind) for link in vocabulary.links)
    assert set(ends.values()) == {1}
    assert {end for link in vocabulary.links for end in (link.from_kind, link.to_kind)} <= {*ids(vocabulary.kinds), ""}


@pytest.mark.parametrize(
    "said,meant",
    [
        ("working to gain acceptance", "acceptance"),
        ("Working so that families value themselves", "valuing"),
        ("making families' strengths visible", "strengths"),
        ("Making family strengths visible", "strengths"),
        ("ensuring families feel respected and listened to", "respect"),
        ("Respect and  Listening", "respect"),
        ("enabling parents to take new action", "action"),
    ],
)
def test_a_step_is_found_by_either_of_its_names(said, meant):
    found = []
    for vocabulary in datasets.vocabularies():
        try:
            found.append(vocabulary.find(said).id)
        except CbfError:
            continue
    assert found == [meant]


def test_the_model_knows_the_shipped_vocabularies_by_name():
    assert as_vocabulary("making-change-happen") is datasets.vocabulary("making-change-happen")


def test_causes_of_rupture_are_three():
    assert ids(datasets.rupture_causes()) == ["logistics", "expectations", "confrontation"]


def test_balance_pairs_are_four_with_their_sides():
    assert {pair.id: tuple(ids(pair.sides)) for pair in datasets.balance_pairs()} == {
        "me-and-my-child": ("trust", "charge"),
        "the-problem": ("child", "parents"),
        "what-is-changing": ("specific", "big-picture"),
        "is-that-normal": ("general", "family"),
    }


def test_activities_are_four_with_their_balls():
    assert [(activity.id, activity.ball) for activity in datasets.activities()] == [
        ("locating", "Show me the ball"),
        ("meaning", "Let's look differently at the ball"),
        ("live-action", "Let's hold the ball together"),
        ("planning", "How will it be for you holding this new ball?"),
    ]


def test_described_sequences_use_known_activities_and_order_only_where_words_give_it():
    orders = [sequence.order for sequence in datasets.described_sequences()]
    assert orders == [tuple(ids(datasets.activities())), (), ()]


def test_glossary_is_in_alphabetical_order_and_refers_to_itself_only():
    entries = datasets.glossary()
    names = [entry.name.casefold() for entry in entries]
    assert names == sorted(names)
    assert {other for entry in entries for other in entry.see} <= set(ids(entries))
    assert all(entry.id not in entry.see for entry in entries)


@pytest.mark.parametrize(
    "identifier",
    [
        "impactful-partnership", "partnership", "impact", "small-things", "mind-expanding", "productive-entanglement",
        "intimate-outsider", "evolving-art", "expanding-spiral", "helpful-contagion", "ratchet", "dynamic-balance",
        "partnership-activity", "essence", "rupture", "repair", "relational-place", "frontier", "subtle-intervention",
        "obvious-intervention", "learning", "parents", "relationally-safe-space", "guided-change", "zpd",
        "optimal-challenge-zone", "noticing", "expansive", "partnership-building",
    ],
)  # fmt: skip
def test_glossary_explains(identifier):
    assert identifier in ids(datasets.glossary())


def test_what_the_texts_only_point_to_is_marked():
    named = {entry.id for entry in datasets.glossary() if entry.only_named}
    assert named == {"frontier", "guided-change", "living-partnership", "noticing", "optimal-challenge-zone", "pathways", "zpd"}


def test_questions_are_eight_for_each_audience_and_address_the_right_person():
    asked = datasets.questions()
    assert [question.audience for question in asked] == ["practitioner"] * 8 + ["parent"] * 8
    first, second = re.compile(r"\b(I|me|we|mine)\b"), re.compile(r"\byour?\b")
    assert not any(second.search(question.text) for question in asked[:8])
    assert all(second.search(question.text) for question in asked[8:])
    assert sum(bool(first.search(question.text)) for question in asked[:8]) >= len("practice") - 1


def test_exercises_are_five_and_their_kinds_known():
    exercises = datasets.exercises()
    kinds = ids(datasets.vocabulary("partnership-building").kinds)
    assert [exercise.number for exercise in exercises] == [1, 2, 3, 4, 5]
    assert [[prompt.kind for prompt in exercise.prompts] for exercise in exercises[:2]] == [kinds, kinds]
    assert [(prompt.choose, prompt.choose_from) for prompt in exercises[4].prompts] == [(2, "practitioner"), (2, "parent")]


def test_references_are_ten_and_their_parts_stand_in_the_citation():
    references = datasets.references()
    assert len(references) == 10
    for reference in references:
        parts = (*reference.authors, reference.year, reference.title, reference.published, reference.doi)
        assert [part for part in parts if part not in reference.citation] == []
    assert {reference.id for reference in references if reference.doi} == {
        "bell-2009", "edwards-2005", "ganong-2011", "hopwood-clerke-2016",
    }  # fmt: skip


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
    with pytest.raises(CbfError, match="one of activities, balance_pairs"):
        datasets.about(name)


BROKEN = {
    "items: [1, 2": "essence.yaml, line 1, column 13: expected YAML",
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
    with pytest.raises(FileError, match=r"partnership_building\.yaml, vocabulary\.links\[1\]\.to_kind: .*'tea'"):
        datasets.vocabulary("partnership-building")
