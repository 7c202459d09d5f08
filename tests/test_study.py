"""Studies: what a lab's document may be, what it runs, and that files and front ends get it back as it was."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cbf_widgets import datasets
from cbf_widgets.errors import CbfError, FileError
from cbf_widgets.model.plan import Phase
from cbf_widgets.model.spiral import Spiral
from cbf_widgets.simulation.beside import WITHOUT, Beside, Plan
from cbf_widgets.simulation.ensemble import simulate
from cbf_widgets.simulation.network import StepNetwork
from cbf_widgets.simulation.parts import Edge, Step
from cbf_widgets.simulation.plain import network_from_dict, network_to_dict
from cbf_widgets.simulation.presets import preset
from cbf_widgets.simulation.study import Study
from tests.strategies import json_values, lines, names, rates, spirals, step_networks, tried

NETWORK = StepNetwork.from_vocabulary("partnership-building")
STUDY = Study.of(NETWORK, runs=60, contacts=10, seed=7)
HALVES = Plan(id="own", title="Our own", phases=[Phase(share=0.5, effort=[1.0] * 5), Phase(share=0.5, effort=[0.2] * 5)])


@st.composite
def plans(draw, steps):
    """A plan of one to three phases for so many steps."""
    shares = draw(st.sampled_from([(1.0,), (0.25, 0.75), (0.5, 0.25, 0.25), (0.0, 1.0)]))
    phases = [Phase(share=share, effort=draw(st.lists(rates, min_size=steps, max_size=steps))) for share in shares]
    return Plan(id=draw(names), title=draw(names), phases=phases)


@st.composite
def studies(draw):
    """A study of a small network, with and without a plan, beside anything there is."""
    network = draw(step_networks(node=names))
    count = len(network.steps)
    beside = draw(
        st.just(Beside())
        | st.builds(Beside, kind=st.just("without"), names=st.lists(st.sampled_from(WITHOUT), min_size=1, unique=True))
        | st.builds(Beside, kind=st.just("kept"), title=lines, network=st.just(network), plan=st.none() | plans(count))
    )
    return Study(title=draw(lines), kinds=draw(st.lists(lines, max_size=3)), network=network, start=network, contacts=draw(st.integers(1, 9)),
                 runs=draw(st.integers(1, 9)), seed=draw(st.integers(0, 2**53 - 1)), plan=draw(st.none() | plans(count)), beside=beside)  # fmt: skip


# --- in and out --------------------------------------------------------------------------------------------------


@given(studies())
def test_a_study_comes_back_from_plain_data_as_it_was(study):
    data = json.loads(json.dumps(study.to_dict()))
    assert Study.from_dict(data) == study
    assert Study.from_dict(data).to_dict() == data


@given(studies())
def test_a_study_writes_every_field_that_a_front_end_reads(study):
    data = study.to_dict()
    assert list(data) == ["title", "kinds", "network", "start", "contacts", "runs", "seed", "plan", "beside"]
    for network in (data["network"], data["start"]):
        assert list(network) == ["loops", "rupture", "repair", "steps", "edges"]
        assert {tuple(step) for step in network["steps"]} == {Step._fields}
        assert {tuple(edge) for edge in network["edges"]} <= {Edge._fields}
    fields = {"none": ["kind"], "without": ["kind", "names"], "kept": ["kind", "title", "network", "plan"]}
    assert list(data["beside"]) == fields[study.beside.kind]


def test_a_study_is_saved_and_opened_as_it_was(tmp_path):
    study = replace(STUDY, plan=HALVES, beside=Beside(kind="kept", title="Before", network=NETWORK.with_(slip=0)))
    assert Study.load(study.save(tmp_path / "mine")) == study


def test_another_kind_of_file_is_refused_by_its_name(tmp_path):
    Spiral(vocabulary="partnership-building").save(tmp_path / "a")
    with pytest.raises(FileError, match=r"a\.json, format: expected a cbf_widgets study"):
        Study.load(tmp_path / "a.json")


@given(st.data())
def test_whatever_comes_from_a_front_end_is_a_study_or_refused_with_a_place(data):
    whole = STUDY.to_dict()
    parts = [whole, whole["network"], whole["network"]["steps"][0], whole["network"]["edges"][0], whole["beside"]]
    part = data.draw(st.sampled_from(parts))
    part[data.draw(st.sampled_from(list(part)))] = data.draw(json_values)
    study, error = tried(lambda: Study.from_dict(whole))
    assert (study is None) != (error is None)
    assert study is None or Study.from_dict(study.to_dict()) == study


def broken(*path, value):
    """The study's plain data with another value at one place."""
    data = STUDY.to_dict()
    part = data
    for name in path[:-1]:
        part = part[name]
    part[path[-1]] = value
    return data


KEPT = {
    "kind": "kept",
    "title": "",
    "network": network_to_dict(StepNetwork.from_vocabulary("making-change-happen")),
    "plan": None,
}
PHASES = [{"share": 0.5, "effort": [1] * 5}]


@pytest.mark.parametrize(
    "path, value, place",
    [
        (("contacts",), 0, "contacts"),
        (("runs",), 100_001, "runs"),
        (("seed",), 2**53, "seed"),
        (("network", "steps", 0, "uptake"), 1.5, "network.node 'acceptance', attribute uptake"),
        (("network", "steps", 0, "node"), 7, "network.steps[0].node"),
        (("network", "steps", 0, "colour"), "red", "network.steps[0]"),
        (("network", "edges", 0), [], "network.edges[0]"),
        (("network", "edges", 0, "to_step"), "nowhere", "network.edge 'acceptance' → 'nowhere'"),
        (("start",), KEPT["network"], "start"),
        (("start", "rupture"), "much", "start.the graph, attribute rupture"),
        (("plan",), {"id": "x", "title": "x", "phases": PHASES}, "plan.phases"),
        (("plan",), {"id": "x", "title": "x", "phases": [{"share": 1, "effort": [1] * 4}]}, "plan.phases[0].effort"),
        (("beside",), {"kind": "kept"}, "beside.network"),
        (("beside",), KEPT, "beside.network"),
        (("beside",), {"kind": "without", "names": []}, "beside.names"),
        (("beside",), {"kind": "without", "names": ["uptake"]}, "beside.names[0]"),
        (("beside",), {"kind": "other"}, "beside.kind"),
        (("beside",), {"kind": "none", "much": 1}, "beside"),
        (("beside",), {**KEPT, "network": network_to_dict(NETWORK), "plan": 3}, "beside.plan"),
    ],
)
def test_a_value_that_cannot_be_is_named_with_its_place(path, value, place):
    with pytest.raises(CbfError) as caught:
        Study.from_dict(broken(*path, value=value))
    assert caught.value.place == place


def test_more_than_memory_should_hold_is_refused():
    with pytest.raises(CbfError, match="contacts × steps × runs"):
        replace(STUDY, contacts=1_000, runs=100_000)


@given(step_networks())
def test_a_network_comes_back_or_its_nodes_are_no_texts(network):
    back, error = tried(lambda: network_from_dict(json.loads(json.dumps(network_to_dict(network)))))
    assert back == network if all(isinstance(node, str) and node.strip() for node in network.nodes) else "node" in error.place


def test_nodes_that_are_no_texts_are_refused_and_never_renamed():
    with pytest.raises(CbfError, match="relabel_nodes") as caught:
        Study.of(StepNetwork(steps=(Step(1, uptake=0.5),), loops=1))
    assert caught.value.place == "network.steps[0].node"


# --- where it comes from -----------------------------------------------------------------------------------------


@given(spirals(min_marks=1))
def test_the_study_of_a_spiral_has_its_network_title_and_kinds(spiral):
    study = Study.of(spiral, seed=3)
    assert study.network == study.start == StepNetwork.from_spiral(spiral)
    assert (study.title, study.kinds, study.seed) == (spiral.title, tuple(kind.id for kind in spiral.vocabulary.kinds), 3)


def test_a_network_with_some_kinds_of_a_vocabulary_gets_its_order():
    steps = Step("a", kind="repair", uptake=0.1), Step("b", kind="acceptance", uptake=0.1)
    shipped = tuple(kind.id for kind in datasets.vocabulary("partnership-building").kinds)
    assert Study.of(StepNetwork(steps=steps, loops=1)).kinds == shipped
    other = steps[0]._replace(kind="tea")
    assert Study.of(StepNetwork(steps=(other, steps[1]), loops=1)).kinds == ("tea", "acceptance")


@pytest.mark.parametrize("wrong", [None, 3, "partnership-building", {}])
def test_what_is_no_source_is_refused(wrong):
    with pytest.raises(CbfError, match="a Spiral, a StepNetwork, a Preset or a Study"):
        Study.of(wrong)


# --- what it runs ------------------------------------------------------------------------------------------------


def same(one, other):
    return np.array_equal(one.levels, other.levels) and np.array_equal(one.floors, other.floors)


def test_a_study_runs_its_network_with_its_numbers():
    assert same(STUDY.run(), simulate(NETWORK, 10, 60, seed=7))


def test_a_plan_takes_the_place_of_the_networks_effort():
    plan = np.repeat([[1.0], [0.2]], 5, axis=0).repeat(5, axis=1)
    assert same(replace(STUDY, plan=HALVES).run(), simulate(NETWORK, 10, 60, seed=7, effort=plan))


@pytest.mark.parametrize("contacts", [1, 2, 3, 7, 10, 52])
def test_a_plan_speaks_for_every_contact(contacts):
    phases = [Phase(share=1 / 3, effort=[0.1]), Phase(share=1 / 3, effort=[0.2]), Phase(share=1 / 3, effort=[0.3])]
    effort = Plan(id="x", title="x", phases=phases).over(contacts)
    assert effort.shape == (contacts, 1)
    assert np.all(np.diff(effort[:, 0]) >= 0)


def test_nothing_stands_beside_unless_asked_for():
    assert STUDY.run_beside() is None


@pytest.mark.parametrize("name", WITHOUT)
def test_beside_a_study_stands_itself_without_something_on_the_same_draws(name):
    study = replace(STUDY, plan=HALVES, beside=Beside(kind="without", names=(name,)))
    assert same(study.run_beside(), simulate(NETWORK.with_(**{name: 0}), 10, 60, seed=7, effort=HALVES.over(10)))


def test_beside_a_study_stand_settings_kept_with_their_own_plan():
    kept = NETWORK.with_(slip=0.5)
    study = replace(STUDY, plan=HALVES, beside=Beside(kind="kept", network=kept))
    assert same(study.run_beside(), simulate(kept, 10, 60, seed=7))
    study = replace(STUDY, beside=Beside(kind="kept", network=kept, plan=HALVES))
    assert same(study.run_beside(), simulate(kept, 10, 60, seed=7, effort=HALVES.over(10)))


@pytest.mark.parametrize(
    "names, label",
    [
        (("ratchet",), "without the ratchet"),
        (("rupture", "ratchet"), "without the ratchet and ruptures"),
        (("slip", "contagion", "ratchet"), "without the ratchet, contagion and slipping"),
    ],
)
def test_what_stands_beside_has_a_label_in_words(names, label):
    assert Beside(kind="without", names=names).label == label


def test_another_network_takes_along_what_goes_with_its_steps():
    study = replace(STUDY, plan=HALVES, beside=Beside(kind="kept", network=NETWORK))
    same_steps = study.with_network(NETWORK.with_(slip=0))
    assert (same_steps.plan, same_steps.start, same_steps.beside) == (HALVES, NETWORK, study.beside)
    renamed = StepNetwork(
        steps=(*NETWORK.steps[:4], NETWORK.steps[4]._replace(node="mending")), loops=3
    )  # as many, and not the same
    for other in (StepNetwork.from_vocabulary("making-change-happen"), renamed):
        assert study.with_network(other) == Study.of(other, runs=60, contacts=10, seed=7)


@pytest.mark.parametrize("contacts", [7, 52])
@pytest.mark.parametrize("plan", datasets.effort_plans(), ids=lambda plan: plan.id)
def test_a_shipped_plan_is_the_effort_that_it_is_elsewhere(plan, contacts):
    study = replace(STUDY, contacts=contacts, plan=plan)
    assert np.array_equal(study.effort(), plan.over(NETWORK, contacts))
    assert (study.plan.id, study.plan.title) == (plan.id, plan.title)


def test_a_spirals_marks_can_be_the_steps_under_their_own_names():
    spiral = Spiral(vocabulary="partnership-building").add("subtle", 0.5, label="A toy").add("subtle", 1, label="A photo")
    assert Study.of(spiral).network.nodes == ("subtle",)
    assert Study.of(spiral, by="mark").network.labels == ("A toy", "A photo")


def test_a_preset_is_a_study_with_what_it_is_compared_with():
    study = Study.of(preset("ratchet-holds"), runs=50)
    assert (study.beside.names, study.runs, study.network.rupture) == (("ratchet",), 50, 0.03)


@pytest.mark.parametrize("names", [("ratchet",), ("contagion", "rupture"), ("ratchet", "readiness", "slip")])
def test_what_stands_beside_can_be_said_in_the_words_that_it_is_shown_in(names):
    beside = Beside(kind="without", names=names)
    assert Beside.from_dict(beside.label) == beside


@pytest.mark.parametrize(
    "words", ["", "the ratchet", "with the ratchet", "without", "without tea", "without the ratchet and tea"]
)
def test_other_words_are_refused_with_an_example(words):
    with pytest.raises(CbfError, match="Write for example 'without the ratchet and contagion'"):
        Beside.from_dict(words)
