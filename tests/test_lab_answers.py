"""What the lab tells its front end: facts, answers to buttons, words, pictures and files. No browser."""

from __future__ import annotations

import struct
from dataclasses import replace

import numpy as np
import pytest

from cbf_widgets.simulation.beside import Plan
from cbf_widgets.simulation.study import Study
from cbf_widgets.widgets.lab.widget import ContagionLab
from tests.labs import NETWORK, OTHER, SPIRAL, STUDY, WITHOUT, ask, commit, numbers

# --- facts -------------------------------------------------------------------------------------------------------


def test_facts_say_what_the_ensemble_says(lab):
    commit(lab, WITHOUT)
    lab.run = 3
    facts, ensemble, other = lab.facts, STUDY.run(), WITHOUT.run_beside()
    assert [facts[name] for name in ("steps", "loops", "contacts", "runs", "seed")] == [5, 3, 20, 200, 7]
    assert facts["labels"] == list(NETWORK.labels)
    for shown, said in ((facts, ensemble), (facts["beside"], other)):
        bands, reached = numbers(shown["bands"], "<f4").reshape(5, 21), numbers(shown["reached"], "<u4").reshape(21, 5, 3)
        totals = np.sort(said.levels.sum(axis=2), axis=0)
        assert bands[:, 20].tolist() == [totals[int(np.ceil(q * 200)) - 1, 20] for q in (0.05, 0.25, 0.5, 0.75, 0.95)]
        assert reached[20, 2].tolist() == [int((said.levels[:, 20, 2] >= level).sum()) for level in (1, 2, 3)]
        run = shown["run"]
        assert np.array_equal(numbers(run["levels"], "i1").reshape(21, 5), said.levels[3])
        assert np.array_equal(numbers(run["floors"], "i1").reshape(21, 5), said.floors[3])
        assert np.array_equal(numbers(run["ruptured"], "u1").astype(bool), said.ruptured[3])
        assert [tuple(reason.values()) for reason in run["reasons"]] == [tuple(reason) for reason in said.reasons(3)]
        assert len(run["words"]) == 21


def test_facts_compare_run_by_run_at_the_end(lab):
    commit(lab, WITHOUT)
    gains = STUDY.run().levels[:, -1].sum(axis=1) - WITHOUT.run_beside().levels[:, -1].sum(axis=1)
    difference = lab.facts["beside"]["difference"]
    assert difference["mean"] == pytest.approx(gains.mean())
    assert difference["low"] < gains.mean() < difference["high"]


def test_twelve_runs_are_the_first_twelve(lab):
    ends = STUDY.run().levels[:12, -1].sum(axis=1).tolist()
    assert [(one["number"], one["total"]) for one in lab.facts["twelve"]] == list(enumerate(ends))
    lab.parameters = {"runs": 4}
    assert len(lab.facts["twelve"]) == 4


def test_a_step_keeps_the_sign_of_its_kind(tmp_path):
    lab = ContagionLab(SPIRAL, folder=tmp_path, runs=20)
    assert lab.facts["glyphs"] == [2, 4]


def test_plans_are_fitted_to_the_steps_and_contacts_of_the_study(lab):
    for contacts in (20, 7):
        lab.parameters = {"contacts": contacts}
        assert lab.plans
        for plan in lab.plans:
            own = Plan(id=plan["id"], title=plan["title"], phases=plan["phases"])
            assert own.over(contacts).mean() == pytest.approx(0.5)


# --- questions ---------------------------------------------------------------------------------------------------


def test_try_answers_with_bands_and_counts_and_leaves_no_trace(lab):
    study = replace(STUDY, network=OTHER)
    state = lab.get_state()
    answer, (bands, reached) = ask(lab, "try", study=study.to_dict())
    assert answer == {"ok": True, "answers": "1"}
    assert lab.get_state() == state
    commit(lab, study)
    assert (bands, reached) == (lab.facts["bands"], lab.facts["reached"])


@pytest.mark.parametrize("study", [None, {}, {**STUDY.to_dict(), "runs": -1}])
def test_try_says_what_cannot_be(lab, study):
    answer, files = ask(lab, "try", study=study)
    assert not answer["ok"]
    assert "expected" in str(answer["said"])
    assert files == []


@pytest.mark.parametrize("contact, loops", [(20, 7), (20, 0), (10, 100), (0, 0), (20, 6.4)])
def test_near_gives_the_first_run_that_comes_nearest(lab, contact, loops):
    totals = lab.ensemble.levels[:, contact].sum(axis=1).astype(int)
    answer, _ = ask(lab, "near", contact=contact, loops=loops)
    away = abs(totals - loops)
    assert away[answer["run"]] == away.min()
    assert (away[: answer["run"]] > away.min()).all()


@pytest.mark.parametrize("contact, loops", [(21, 0), (-1, 0), ("1", 0), (True, 0), (1, None), (1, float("nan"))])
def test_near_refuses_what_is_no_place_in_the_picture(lab, contact, loops):
    answer, _ = ask(lab, "near", contact=contact, loops=loops)
    assert not answer["ok"]
    assert "expected" in str(answer["said"])


def test_it_saves_lists_and_opens_studies_and_opens_spirals(lab):
    SPIRAL.save(lab.folder / "ours.json")
    assert ask(lab, "name")[0]["name"] == "spring"
    assert ask(lab, "save", name="mine")[0]["ok"]
    listed = {one["name"]: one["about"] for one in ask(lab, "list")[0]["files"]}
    assert set(listed) == {"mine.json", "ours.json"}
    assert listed["mine.json"] == "Spring, 5 steps, 200 runs of 20 contacts"
    assert ask(lab, "open", name="ours.json")[0]["ok"]
    assert lab.study == Study.of(SPIRAL)
    assert ask(lab, "open", name="mine.json")[0]["ok"]
    assert lab.study == STUDY
    assert [edit["name"] for edit in lab.edits()] == ["Began", "Opened ours.json", "Opened mine.json"]


def test_kept_work_is_offered_and_brought_back(tmp_path):
    first = ContagionLab(STUDY, folder=tmp_path)
    commit(first, WITHOUT)
    first._seen(1)
    first._seen(-1)
    again = ContagionLab(STUDY, folder=tmp_path)
    (offered,) = again.found
    assert offered["about"] == "Spring, 5 steps, 200 runs of 20 contacts"
    assert ask(again, "recover", which=offered["id"])[0]["ok"]
    assert again.study == WITHOUT
    assert again.found == []


def test_work_that_only_a_browser_kept_is_put_aside(lab):
    assert ask(lab, "aside", study=WITHOUT.to_dict())[0]["ok"]
    (aside,) = (lab.folder / ".cbf-autosave" / "discarded").glob("*.json")
    assert Study.load(aside) == WITHOUT


def test_bytes_are_little_endian(lab):
    (first,) = struct.unpack("<I", lab.facts["reached"][-12:-8])
    assert first == int((lab.ensemble.levels[:, 20, 4] >= 1).sum())


# --- in words, as a picture, as files ----------------------------------------------------------------------------


def test_its_words_tell_runs_comparison_and_the_run_that_is_shown(lab):
    commit(lab, WITHOUT)
    lab.run = 3
    told = lab.describe()
    assert lab.facts["headline"] in told
    assert "without the ratchet" in told
    assert "Run 4, one of" in told
    for said in lab.facts["summary"]:
        assert said in told


def test_its_still_picture_has_the_words_and_nothing_from_elsewhere(lab):
    commit(lab, WITHOUT)
    still = lab.still()
    assert still.count("<img ") == 2
    assert "without the ratchet" in still
    assert " id=" not in still
    assert "<script" not in still


WHAT = [
    ("picture", "svg", "spring.svg", b"<svg "),
    ("picture", "png", "spring.png", b"\x89PNG"),
    ("picture", "pdf", "spring.pdf", b"%PDF"),
    ("data", "csv", "spring.csv", b"\xef\xbb\xbf"),
    ("data", "parquet", "spring.parquet", b"PAR1"),
    ("data", "json", "spring.json", b"{"),
    ("data", "graphml", "spring.graphml", b"<?xml"),
    ("words", "txt", "spring.txt", b"After 20 contacts"),
    ("token", "txt", "spring.txt", b"cbf1-"),
    ("study", "json", "spring.json", b"{"),
]


@pytest.mark.parametrize("what, kind, name, start", WHAT)
def test_a_button_exports_what_is_shown_and_simulates_nothing_anew(lab, simulated, what, kind, name, start):
    answer, (content,) = ask(lab, "export", what=what, format=kind)
    assert answer["ok"]
    assert answer["name"] == name
    assert content.startswith(start)
    assert simulated == []


def test_an_exported_study_opens_again(lab):
    _, (content,) = ask(lab, "export", what="study", format="json")
    lab.seed = 8
    assert ask(lab, "open-text", name="mine.json", text=content.decode())[0]["ok"]
    assert lab.study == STUDY


@pytest.mark.parametrize(
    "question", [{"what": "picture", "format": "docx"}, {"what": "data", "format": "csv", "table": "chairs"}]
)
def test_what_cannot_be_exported_is_said(lab, question):
    answer, files = ask(lab, "export", **question)
    assert not answer["ok"]
    assert "expected one of" in str(answer["said"])
    assert files == []
