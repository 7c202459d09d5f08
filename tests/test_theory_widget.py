"""The explorer's kernel side: how it begins, its one document, what follows from it."""

from __future__ import annotations

import json

import pytest

from cbf_widgets import CbfError, TheoryExplorer, TheoryOfChange, TheoryWork, datasets
from tests.explorers import FIRST, cell, linked

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
