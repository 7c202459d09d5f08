"""The assumption sheet: nothing that a simulation uses goes without a definition, a value and an origin."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cbf_widgets import datasets
from cbf_widgets.errors import CbfError
from cbf_widgets.simulation import sheet as sheets
from cbf_widgets.simulation.network import StepNetwork
from cbf_widgets.simulation.parts import EDGE, GRAPH, STEP, Step
from cbf_widgets.simulation.sheet import MOST_NAMED, assumption_sheet
from tests.strategies import step_networks

NETWORK = StepNetwork.from_vocabulary("partnership-building")
BY_NAME = {each.name: each for each in datasets.assumptions()}
NUMBERS = [name for hints in (STEP, EDGE, GRAPH) for name in hints if name not in {"label", "kind", "source"}]


def lines(network, heading, **study):
    found = [part["lines"] for part in assumption_sheet(network, **study) if heading in part["heading"]]
    assert len(found) == 1
    return found[0]


def line(network, name, **study):
    return next(text for text in lines(network, "numbers", **study) if text.startswith(f"{BY_NAME[name].title}: "))


@pytest.mark.parametrize("name", [*NUMBERS, "contacts", "runs", "seed"])
def test_a_number_without_a_definition_is_noticed(name, monkeypatch):
    fewer = tuple(each for each in datasets.assumptions() if each.name != name)
    monkeypatch.setattr(datasets, "assumptions", lambda: fewer)
    if BY_NAME[name].on == "study":
        assert not any(BY_NAME[name].title == text.split(":")[0] for text in lines(NETWORK, "numbers"))
    else:
        with pytest.raises(CbfError, match=f"a definition of '{name}'"):
            assumption_sheet(NETWORK)


@pytest.mark.parametrize("hints", ["STEP", "EDGE", "GRAPH"])
def test_a_new_number_of_the_engine_needs_a_definition(hints, monkeypatch):
    monkeypatch.setattr(sheets, hints, {**getattr(sheets, hints), "courage": float})
    with pytest.raises(CbfError, match="a definition of 'courage'"):
        assumption_sheet(NETWORK)


def test_every_number_is_explained_once_with_the_origin_of_its_idea():
    found = lines(NETWORK, "numbers", contacts=52, runs=2_000, seed=7)
    assert [text.split(": ")[0] for text in found] == [each.title for each in datasets.assumptions()]
    for text, each in zip(found, datasets.assumptions(), strict=True):
        assert each.meaning in text
        assert each.source in text
        assert text.endswith("number: assumption.")


@settings(deadline=None, max_examples=50)
@given(step_networks())
def test_the_values_on_the_sheet_are_those_of_the_network(network):
    for name in GRAPH:
        scale = 1 if name == "loops" else 100
        here = re.search(r" Here ([\d.e-]+) ", line(network, name))[1]
        assert float(here) == pytest.approx(scale * getattr(network, name), rel=1e-5, abs=1e-4)
    for name in (name for name in STEP if name in BY_NAME):
        text, scale = line(network, name), 1 if name in {"level", "floor"} else 100
        values = {getattr(step, name) for step in network.steps}
        unit = "loops?" if scale == 1 else f"{BY_NAME[name].unit}"
        said = [float(value) for value in re.findall(rf"(?:Here|;) ([\d.e-]+) {unit} for ", text)]
        assert len(said) >= len(values)
        for value in values:
            assert min(abs(each - scale * value) for each in said) < 1e-3
    assert all(step.label in line(network, "uptake") for step in network.steps if len({s.uptake for s in network.steps}) > 1)


@settings(deadline=None, max_examples=50)
@given(step_networks(), st.data())
def test_each_edge_stands_there_with_its_numbers_and_its_source(network, data):
    found = lines(network, "links")
    if not network.edges:
        assert found == ["There are none."]
        return
    assert len(found) == len(network.edges)
    edge = data.draw(st.sampled_from(network.edges))
    text = found[network.edges.index(edge)]
    labels = dict(zip(network.nodes, network.labels, strict=True))
    assert text.startswith(f"{labels[edge.from_step]} → {labels[edge.to_step]}: ")
    assert edge.source in text
    numbers = re.search(
        r"contagion ([\d.e-]+) in 100, readiness ([\d.e-]+) of 100, support ([\d.e-]+) of 100\. The link", text
    ).groups()
    assert list(map(float, numbers)) == pytest.approx([100 * value for value in edge[2:5]], rel=1e-5, abs=1e-3)


def test_a_link_that_a_text_asserts_gets_its_locator_and_no_number_ever_does():
    found = dict(zip([edge[:2] for edge in NETWORK.edges], lines(NETWORK, "links"), strict=True))
    asserted = found["acceptance", "valuing"]
    assert "The link: partnership worksheet, 1 Earning acceptance (contagion, readiness). Its numbers: assumption." in asserted
    assert found["valuing", "subtle"].endswith("The link and its numbers: assumption.")


def test_a_plan_stands_in_place_of_effort_and_the_study_has_its_numbers():
    plan = datasets.effort_plans()[0]
    assert " Here a plan, Listening first. " in line(NETWORK, "effort", plan=plan)
    assert " Here 100 of 100 for every step. " in line(NETWORK, "effort")
    assert " Here 2,000. " in line(NETWORK, "runs", runs=2_000)
    assert "Here" not in line(NETWORK, "runs")


def test_many_different_steps_are_summed_up():
    steps = tuple(Step(i, uptake=i / 100) for i in range(MOST_NAMED + 1))
    assert " Here from 0 to 12 in 100. " in line(StepNetwork(steps=steps, loops=1), "uptake")


def test_it_says_what_it_is_not_and_where_it_fails():
    sheet = {part["heading"]: part["lines"] for part in assumption_sheet(NETWORK)}
    assert any("no evidence" in text for text in sheet["What it isn't"])
    assert any("no forecast" in text for text in sheet["What it isn't"])
    for name in ("assumptions", "starting_values"):
        assert set(datasets.about(name).doubts) <= set(sheet["Its faults and limits"])
    assert all(part["lines"] for part in assumption_sheet(NETWORK))
