"""The lab in Python: one document seen from several sides, its history, its facts, what its buttons ask for. No browser."""

from __future__ import annotations

import struct
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from cbf_widgets.errors import CbfError, FileError
from cbf_widgets.model.plan import Phase
from cbf_widgets.model.spiral import Spiral
from cbf_widgets.simulation.beside import Beside, Plan
from cbf_widgets.simulation.ensemble import simulate
from cbf_widgets.simulation.network import StepNetwork
from cbf_widgets.simulation.parts import Step
from cbf_widgets.simulation.study import Study
from cbf_widgets.widgets.lab.widget import ContagionLab
from cbf_widgets.widgets.spiral.widget import SpiralBuilder

NETWORK = StepNetwork.from_vocabulary("partnership-building")
STUDY = Study.of(NETWORK, runs=200, contacts=20, seed=7, title="Spring")
WITHOUT = replace(STUDY, beside=Beside(kind="without", names=("ratchet",)))
SPIRAL = Spiral(vocabulary="partnership-building", title="Ours").add("subtle", 0.5, holds=True).add("repair", 1)


@pytest.fixture
def lab(tmp_path: Path) -> ContagionLab:
    return ContagionLab(STUDY, folder=tmp_path)


@pytest.fixture
def simulated(monkeypatch):
    """The seeds of the ensembles that were simulated since."""
    seeds = []

    def counted(self):
        seeds.append(self.seed)
        return simulate(self.network, self.contacts, self.runs, seed=self.seed, effort=self.effort())

    monkeypatch.setattr(Study, "run", counted)
    return seeds


def ask(lab: ContagionLab, asks: str, **question: object) -> tuple[dict[str, object], list[bytes]]:
    """Ask as a button does; the answer and files as the front end gets them."""
    sent: list[tuple[dict[str, object], list[bytes]]] = []
    lab.send = lambda content, buffers=None: sent.append((content, buffers or []))  # type: ignore[method-assign]
    lab._asked(lab, {"ask": asks, "id": "1", **question}, [])
    return sent[-1]


def commit(lab: ContagionLab, study: object, name: str = "Changed the ratchet") -> None:
    """Commit a study as the front end does."""
    history, data = lab.history, study.to_dict() if isinstance(study, Study) else study
    names = [*history["names"][: history["at"] + 1], name]
    lab.set_state({"study": data, "history": {"names": names, "at": len(names) - 1, "serial": history["serial"] + 1}})


def numbers(content: bytes, kind: str) -> np.ndarray:
    return np.frombuffer(content, kind)


# --- what it begins with -----------------------------------------------------------------------------------------


def test_it_opens_on_a_spiral_a_network_a_study_and_a_builder(tmp_path):
    assert ContagionLab(SPIRAL, folder=tmp_path).study == Study.of(SPIRAL)
    assert ContagionLab(NETWORK, folder=tmp_path, seed=9).study == Study.of(NETWORK, seed=9)
    assert ContagionLab(STUDY, folder=tmp_path).study == STUDY
    assert ContagionLab(SpiralBuilder(SPIRAL, folder=tmp_path), folder=tmp_path).study == Study.of(SPIRAL)


def test_it_opens_on_an_ensemble_and_on_its_token(tmp_path):
    effort = np.linspace(0, 1, 20 * 5).reshape(20, 5)
    ensemble = simulate(NETWORK.with_(slip=0.3), 20, 200, seed=7, effort=effort)
    for source in (ensemble, ensemble.token, f" {ensemble.token.upper()}"):
        assert np.array_equal(ContagionLab(source, folder=tmp_path).ensemble.levels, ensemble.levels)
    with pytest.raises(CbfError, match="token"):
        ContagionLab("cbf1-nonsense", folder=tmp_path)


def test_it_opens_files_of_spirals_and_studies(tmp_path):
    SPIRAL.save(tmp_path / "spiral")
    STUDY.save(tmp_path / "study")
    assert ContagionLab("spiral.json", folder=tmp_path).study == Study.of(SPIRAL)
    lab = ContagionLab("study", folder=tmp_path)
    assert lab.study == STUDY
    assert lab.history["names"] == ["Opened study"]
    with pytest.raises(FileError, match="mine"):
        ContagionLab("mine.json", folder=tmp_path)


@pytest.mark.parametrize("wrong", [3, [], {}, False, ["spiral"], Spiral(vocabulary="partnership-building")])
def test_what_it_cannot_open_is_refused(tmp_path, wrong):
    with pytest.raises(CbfError):
        ContagionLab(wrong, folder=tmp_path)


def test_a_word_misspelt_is_not_passed_over(tmp_path):
    with pytest.raises(TypeError, match="'rnus'"):
        ContagionLab(NETWORK, rnus=3, folder=tmp_path)


def test_it_reads_the_same_wherever_it_stands(lab):
    assert repr(lab) == "ContagionLab(Spring: 5 steps, 200 runs of 20 contacts)"


# --- one document, seen from several sides -----------------------------------------------------------------------

OTHER = NETWORK.with_(slip=0.5)


@pytest.mark.parametrize(
    "name, value, study",
    [
        ("study", replace(STUDY, seed=8), replace(STUDY, seed=8)),
        ("network", OTHER, replace(STUDY, network=OTHER)),
        ("parameters", {"slip": 0.5}, replace(STUDY, network=OTHER)),
        ("parameters", {"contacts": 5, "runs": 30}, replace(STUDY, contacts=5, runs=30)),
        ("seed", 8, replace(STUDY, seed=8)),
        ("ensemble", simulate(OTHER, 5, 30, seed=3), replace(STUDY, network=OTHER, contacts=5, runs=30, seed=3)),
    ],
)
def test_setting_one_side_is_one_step_that_all_sides_follow(lab, name, value, study):
    setattr(lab, name, value)
    assert lab.study == study
    assert (lab.network, lab.seed, lab.ensemble.runs) == (study.network, study.seed, study.runs)
    assert (lab.parameters["slip"], lab.parameters["contacts"]) == (study.network.steps[0].slip, study.contacts)
    assert np.array_equal(lab.ensemble.levels, study.run().levels)
    said = {"study": "Set from Python"}.get(name, f"Set the {name} from Python")
    assert [edit["name"] for edit in lab.edits()] == ["Began", said]
    lab.undo()
    assert (lab.study, lab.network, lab.seed) == (STUDY, NETWORK, 7)
    assert np.array_equal(lab.ensemble.levels, STUDY.run().levels)
    lab.redo()
    assert lab.study == study


@pytest.mark.parametrize("name", ["study", "network", "parameters", "ensemble", "seed"])
def test_every_side_can_be_observed_whoever_changes_the_study(lab, name):
    seen = []
    lab.observe(lambda change: seen.append(change["new"]), name)
    commit(lab, replace(STUDY, network=OTHER, seed=8))
    assert len(seen) == 1
    assert seen[0] is getattr(lab, name)


@pytest.mark.parametrize(
    "name, value",
    [
        ("seed", -1),
        ("seed", 2**53),
        ("parameters", {"slip": 2}),
        ("parameters", {"slop": 0.1}),
        ("parameters", {"slip": [0.1]}),
        ("parameters", {"contagion": [0.1]}),
        ("network", StepNetwork(steps=(Step(1, uptake=0.5),), loops=1)),
        ("study", {"runs": 3}),
        ("run", 200),
        ("run", -1),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(lab, name, value):
    before = getattr(lab, name)
    with pytest.raises(CbfError):
        setattr(lab, name, value)
    assert getattr(lab, name) == before
    assert lab.study == STUDY
    assert len(lab.edits()) == 1


def test_parameters_give_one_number_or_one_for_each(lab):
    assert lab.parameters["uptake"] == [0.096, 0.06, 0.06, 0.06, 0.06]
    lab.parameters = {"contagion": 0.2, "uptake": [0.1, 0.2, 0.3, 0.4, 0.5]}
    assert lab.network.matrix("contagion").max() == 0.2
    assert lab.network.values("uptake").tolist() == [0.1, 0.2, 0.3, 0.4, 0.5]
    assert lab.parameters["contagion"] == 0.2
    supports = [0.01 * i for i in range(len(lab.network.edges))]
    lab.parameters = {"support": supports}
    assert [edge.support for edge in lab.network.edges] == supports
    assert lab.parameters["contagion"] == 0.2


def test_effort_set_by_hand_takes_the_place_of_a_plan(lab):
    lab.study = replace(STUDY, plan=Plan(id="x", title="x", phases=[Phase(share=1, effort=[0.1] * 5)]))
    lab.parameters = {"slip": 0.2}
    assert lab.study.plan
    lab.parameters = {"effort": 0.5}
    assert lab.study.plan is None


def test_an_ensemble_with_a_plan_of_its_own_is_shown_with_it(lab):
    effort = np.linspace(0, 1, 20 * 5).reshape(20, 5)
    lab.ensemble = simulate(NETWORK, 20, 200, seed=7, effort=effort)
    assert np.array_equal(lab.study.plan.over(20), effort)
    assert np.array_equal(lab.study.run().levels, lab.ensemble.levels)


def test_a_network_with_other_steps_begins_anew(lab):
    lab.study = replace(WITHOUT, beside=Beside(kind="kept", network=OTHER))
    other = StepNetwork.from_vocabulary("making-change-happen")
    lab.network = other
    assert (lab.study.start, lab.study.beside.kind, lab.study.kinds[0]) == (other, "none", "respect")


# --- what the front end commits ----------------------------------------------------------------------------------


def test_a_commit_is_a_step_kept_on_disk_with_its_facts(lab):
    commit(lab, WITHOUT)
    assert lab.study == WITHOUT
    assert (lab.facts["serial"], lab.kept["serial"], lab.kept["problem"]) == (1, 1, "")
    assert lab.facts["beside"]["label"] == "without the ratchet"
    (kept,) = (lab.folder / ".cbf-autosave").glob("lab_*.json")
    assert Study.load(kept) == WITHOUT


@pytest.mark.parametrize("broken", [{**STUDY.to_dict(), "runs": 0}, {}, {"network": 3}, [], None])
def test_a_document_that_cannot_be_is_refused_in_words_and_the_last_good_one_sent_back(lab, broken):
    told, sent = [], []
    lab.send = lambda content, buffers=None: told.append(content)
    lab.send_state = lambda key=None: sent.append(key)
    commit(lab, broken)
    assert lab.study == STUDY
    assert "expected" in told[0]["said"]
    assert ["study", "history"] in sent


def test_facts_belong_to_the_step_that_is_shown_even_where_the_study_stays_as_it_is(lab):
    for name in ("Tried", "Tried again"):
        commit(lab, STUDY, name)
        assert lab.facts["serial"] == lab.history["serial"]
    lab.undo()
    lab.seed = 8
    assert lab.facts["serial"] == lab.history["serial"] == 4
    assert lab.facts["seed"] == 8


def test_a_run_that_is_chosen_is_shown_and_no_step(lab, simulated):
    lab.set_state({"run": 5})
    assert (lab.run, lab.facts["run"]["number"]) == (5, 5)
    assert len(lab.edits()) == 1
    assert simulated == []
    lab.set_state({"run": 999})
    assert lab.run == 199


def test_a_run_that_is_no_longer_there_is_left_for_the_last(lab):
    lab.run = 150
    lab.parameters = {"runs": 100}
    assert (lab.run, lab.facts["run"]["number"]) == (99, 99)


def test_undo_and_redo_simulate_nothing_anew(lab, simulated):
    lab.seed = 8
    lab.seed = 9
    assert simulated == [8, 9]
    lab.undo()
    lab.undo()
    lab.redo()
    commit(lab, replace(STUDY, seed=9, title="Other"))
    assert simulated == [8, 9]


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
