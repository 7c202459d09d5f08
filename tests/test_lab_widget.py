"""The lab in Python: what it begins with, one document seen from several sides, what the front end commits. No browser."""

from __future__ import annotations

from dataclasses import replace

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
from tests.labs import NETWORK, OTHER, SPIRAL, STUDY, WITHOUT, commit

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
