"""Our coding of the twelve, and which items share their words: of items that are there, each with a reason."""

import importlib.util
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from cbf_widgets import datasets, paths
from cbf_widgets.errors import FileError
from cbf_widgets.model.coding import Coding

ROOT = Path(__file__).resolve().parents[1]
KEYS = {f"{theory.id}/{item.id}" for theory in datasets.theories().values() for item in theory.items}


@pytest.fixture(scope="module")
def tool():
    spec = importlib.util.spec_from_file_location("shared_wording", ROOT / "tools" / "shared_wording.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_code_is_of_an_item_that_is_there_and_says_why_and_by_whom():
    coding = datasets.theory_coding()
    assert coding.codes
    for code in coding.codes:
        assert f"{code.theory}/{code.item}" in KEYS, code
        assert code.why.strip(), code
        assert code.by == "the cbf_widgets authors"


def test_every_theme_says_what_belongs_and_what_does_not():
    for theme in datasets.theory_coding().themes:
        assert theme.about.endswith(".")
        assert theme.leaves_out.endswith(".")


def test_a_coder_named_at_a_code_stays_named(tmp_path, monkeypatch):
    text = (paths.datasets_dir() / "theory_coding.yaml").read_text(encoding="utf-8")
    first = text.index("    - {theory: ")
    code = '    - {theory: croydon, item: opportunities-1, theme: money, why: "Tea", by: another}\n'
    (tmp_path / "theory_coding.yaml").write_text(text[:first] + code, encoding="utf-8")
    monkeypatch.setattr(paths, "datasets_dir", lambda: tmp_path)
    assert [one.by for one in datasets.theory_coding().codes] == ["another"]


def test_a_code_of_a_theme_that_is_not_there_is_refused_with_its_place(tmp_path, monkeypatch):
    content = yaml.safe_load((paths.datasets_dir() / "theory_coding.yaml").read_text(encoding="utf-8"))
    content["coding"]["codes"] = [{"theory": "croydon", "item": "i1", "theme": "tea", "why": "x"}]
    (tmp_path / "theory_coding.yaml").write_text(yaml.safe_dump(content), encoding="utf-8")
    monkeypatch.setattr(paths, "datasets_dir", lambda: tmp_path)
    with pytest.raises(FileError, match=r"theory_coding\.yaml, coding\.codes\[0\]\.theme: expected the id of a theme .*'tea'"):
        datasets.theory_coding()


def test_the_coding_can_be_saved_changed_and_read_again(tmp_path):
    ours = datasets.theory_coding()
    mine = replace(ours.without(ours.codes[:1]), id="mine", by="me")
    assert Coding.load(mine.save(tmp_path / "mine")) == mine


def test_groups_of_shared_words_join_items_of_several_authorities_each_item_once():
    groups = datasets.shared_wording()
    assert groups
    counts = Counter(item for group in groups for item in group.items)
    assert set(counts) <= KEYS
    assert set(counts.values()) == {1}
    assert all(len(group.theories) > 1 for group in groups)
    assert all(group.source for group in groups)


def test_groups_cite_the_lines_their_items_were_read_from(tool):
    lines = {f"{theory.id}/{item.id}": item.lines for theory in datasets.theories().values() for item in theory.items}
    for group in datasets.shared_wording():
        places = [tool.locator(tool.Printed("", "", lines[item], ())) for item in group.items]
        assert group.source.split("; ") == places


@pytest.mark.parametrize(
    "one, other",
    [
        ("fewer cups of tea", "fewer cups of tea"),
        ("many fewer cups of hot tea", "many fewer cups of hot milk"),  # five of six, in order
        ("of hot tea many fewer cups", "many fewer cups of hot tea"),  # scrambled
        ("how to count it fewer cups of hot tea there", "fewer cups of hot tea there"),  # whole in the other
        (
            "helpers who pour know of more teas in town than before",
            "more helpers who pour and who also know of more teas in town and of milk",
        ),  # three quarters of a long one
    ],
)
def test_words_that_are_alike_are_found(tool, one, other):
    assert tool.alike(tool.words(one), tool.words(other))
    assert tool.alike(tool.words(other), tool.words(one))


@pytest.mark.parametrize(
    "one, other",
    [
        ("hot tea", "hot tea"),  # too short to say anything
        ("high levels of tea", "high levels of milk in town"),
        ("of hot tea many fewer cups", "many fewer cups of cold milk"),
        ("cups of tea in the town hall", "a very long walk and then some cups of tea in the town"),
        ("tea cup pot jug urn mug jar tin box bag", "bag box tin jar mug urn jug pot cup tea by night and all day"),
        (
            "one two three four five six seven eight nine ten",
            "one a b two a b three a b four a b five a b six a b seven a b eight a b nine a b ten",
        ),
    ],
)
def test_words_that_are_not_alike_are_left(tool, one, other):
    assert not tool.alike(tool.words(one), tool.words(other))


def test_groups_grow_by_what_their_items_share(tool):
    item = lambda theory, name, text: tool.Printed(theory, name, (1,), tool.words(text))  # noqa: E731
    items = [
        item("a", "1", "fewer cups of tea"),
        item("a", "2", "fewer cups of tea"),
        item("b", "1", "fewer cups of tea"),
        item("c", "1", "longer walks by the sea"),
        item("d", "1", "longer walks by the sea"),
        item("e", "1", "nothing of the kind here"),
        item("e", "2", "nothing of the kind here"),  # the same page twice: no wording that two share
    ]
    assert [[one.key for one in group] for group in tool.groups(items)] == [["a/1", "a/2", "b/1"], ["c/1", "d/1"]]
    assert "how: same words" in tool.written(tool.groups(items))
