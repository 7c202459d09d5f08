"""A network of steps: taken in checked, given out whole, never renamed."""

import io
import pickle

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cbf_widgets import datasets
from cbf_widgets.errors import CbfError
from cbf_widgets.model.spiral import Spiral
from cbf_widgets.simulation.network import StepNetwork
from cbf_widgets.simulation.parts import EDGE, GRAPH, STEP, Edge, Step
from tests.strategies import json_values, names, step_networks, tried

SHIPPED = ("partnership-building", "making-change-happen")


def small():
    steps = Step("tea", "Tea", "tea", 0.1, 0.9, 0.2, 0.3, 2, 1), Step("talk", uptake=0.5)
    return StepNetwork(steps=steps, edges=(Edge("tea", "talk", 0.1, 0.2, 0.3, "a page"),), loops=3, rupture=0.1, repair=0.2)


def through_graphml(graph):
    stream = io.BytesIO()
    nx.write_graphml(graph, stream)
    stream.seek(0)
    return nx.read_graphml(stream)


@given(step_networks())
def test_a_graph_keeps_everything(network):
    again = StepNetwork.from_networkx(network.to_networkx())
    assert again == network
    assert [type(node) for node in again.nodes] == [type(node) for node in network.nodes]


@given(step_networks(node=names))
def test_graphml_keeps_everything(network):
    assert StepNetwork.from_networkx(through_graphml(network.to_networkx())) == network


@given(step_networks())
def test_every_attribute_is_one_that_graphml_can_hold(network):
    graph = network.to_networkx()
    parts = [graph.graph, *(fields for _, fields in graph.nodes(data=True)), *(fields for *_, fields in graph.edges(data=True))]
    assert {type(value) for fields in parts for value in fields.values()} <= {str, int, float}


@given(step_networks())
def test_a_network_can_be_sent_to_another_process(network):
    assert pickle.loads(pickle.dumps(network)) == network


def test_the_order_of_nodes_is_the_order_of_steps_and_that_of_edges_does_not_matter():
    graph = nx.DiGraph(loops=1)
    graph.add_nodes_from([3, "1", 2], uptake=0)
    graph.add_edges_from([(2, 3), ("1", 2), (3, "1")], contagion=0.5)
    network = StepNetwork.from_networkx(graph)
    assert network.nodes == (3, "1", 2)
    assert [edge[:2] for edge in network.edges] == [(3, "1"), ("1", 2), (2, 3)]
    assert network.labels == ("3", "1", "2")


def test_arrays_follow_the_node_order_and_matrices_lead_from_row_to_column():
    network = small()
    assert {name: network.values(name).tolist() for name in STEP if name not in {"label", "kind"}} == {
        "uptake": [0.1, 0.5], "effort": [0.9, 1.0], "slip": [0.2, 0.0], "ratchet": [0.3, 0.0], "level": [2, 0], "floor": [1, 0],
    }  # fmt: skip
    assert [network.matrix(name)[0, 1] for name in ("contagion", "readiness", "support")] == [0.1, 0.2, 0.3]
    assert all(network.matrix(name).sum() == network.matrix(name)[0, 1] for name in ("contagion", "readiness", "support"))
    assert network.kinds == ("tea", "")


def test_what_is_missing_has_no_effect():
    graph = nx.DiGraph(loops=2)
    graph.add_node("tea", uptake=np.float32(0.5))
    network = StepNetwork.from_networkx(graph)
    assert network.steps == (Step("tea", "tea", "", 0.5, 1.0, 0.0, 0.0, 0, 0),)
    assert (network.rupture, network.repair) == (0.0, 1.0)


def graph_with(change):
    graph = small().to_networkx()
    change(graph)
    return graph


MEND = " Take that attribute out, or mend its name."


@pytest.mark.parametrize(
    "change, message",
    [
        (lambda g: g.nodes["tea"].update(uptake=1.5), "node 'tea', attribute uptake: expected a number from 0 to 1, but got 1.5."),
        (lambda g: g.nodes["tea"].update(uptake="0.5"), "node 'tea', attribute uptake: expected a number, but got '0.5'."),
        (lambda g: g.nodes["tea"].update(slip=float("nan")), "node 'tea', attribute slip: expected a number, but got nan."),
        (lambda g: g.nodes["tea"].update(ratchet=True), "node 'tea', attribute ratchet: expected a number, but got True."),
        (lambda g: g.nodes["tea"].pop("uptake"), "node 'tea', attribute uptake: expected a number, but got nothing."),
        (lambda g: g.nodes["tea"].update(level=4), "node 'tea', attribute level: expected at most 3, loops, but got 4."),
        (lambda g: g.nodes["tea"].update(floor=3), "node 'tea', attribute floor: expected at most 2, its level, but got 3."),
        (lambda g: g.nodes["tea"].update(level=1.0), "node 'tea', attribute level: expected a whole number, but got 1.0."),
        (lambda g: g.nodes["tea"].update(label=3), "node 'tea', attribute label: expected text, but got 3."),
        (lambda g: g.nodes["tea"].update(uptak=0.1),
         "node 'tea': expected one of label, kind, uptake, effort, slip, ratchet, level, floor, but got 'uptak'." + MEND),
        (lambda g: g.add_node("milk"), "node 'milk', attribute uptake: expected a number, but got nothing."),
        (lambda g: g.edges["tea", "talk"].update(contagion=1),
         "edge 'tea' → 'talk', attribute contagion: expected a number from 0 to just below 1, but got 1.0."),
        (lambda g: g.edges["tea", "talk"].update(weight=1),
         "edge 'tea' → 'talk': expected one of contagion, readiness, support, source, but got 'weight'." + MEND),
        (lambda g: g.add_edge("talk", "tea"), "edge 'talk' → 'tea': expected contagion, readiness or support, but got none of them."),
        (lambda g: g.graph.pop("loops"), "the graph, attribute loops: expected a whole number, but got nothing."),
        (lambda g: g.graph.update(loops=127), "the graph, attribute loops: expected a number from 1 to 126, but got 127."),
        (lambda g: g.graph.update(ruptures=1), "the graph: expected one of loops, rupture, repair, but got 'ruptures'." + MEND),
        (lambda g: g.clear(), "the graph, attribute loops: expected a whole number, but got nothing."),
        (lambda g: g.remove_nodes_from(["tea", "talk"]), "the graph: expected at least one step, but got none."),
    ],
)  # fmt: skip
def test_an_error_names_node_or_edge_and_attribute(change, message):
    with pytest.raises(CbfError) as caught:
        StepNetwork.from_networkx(graph_with(change))
    assert str(caught.value) == message


@pytest.mark.parametrize("graph", [None, 3, nx.path_graph(3), nx.MultiDiGraph(loops=1)])
def test_another_kind_of_graph_is_refused(graph):
    with pytest.raises(CbfError, match="expected a networkx DiGraph, but got"):
        StepNetwork.from_networkx(graph)


@given(st.data(), json_values)
def test_any_attribute_may_hold_anything_at_all(data, value):
    graph = small().to_networkx()
    part, hints = data.draw(
        st.sampled_from([(graph.graph, GRAPH), (graph.nodes["tea"], STEP), (graph.edges["tea", "talk"], EDGE)])
    )
    part[data.draw(st.sampled_from([*hints, "other"]))] = value
    network, error = tried(lambda: StepNetwork.from_networkx(graph))
    assert error.place if error else StepNetwork.from_networkx(network.to_networkx()) == network


@pytest.mark.parametrize(
    "parts, message",
    [
        ({"edges": (Edge("a", "c", 0.1),)}, "edge 'a' → 'c': expected a node (a, b), but got 'c'."),
        ({"edges": (Edge("a", "b", 0.1), Edge("a", "b"))}, "edge 'a' → 'b': expected each edge once, but got two."),
        ({"steps": (Step("a", uptake=0), Step("a", uptake=0))}, "the graph: expected each node once, but got 2 steps, 1 nodes."),
    ],
)
def test_parts_that_do_not_fit_together_are_refused(parts, message):
    with pytest.raises(CbfError) as caught:
        StepNetwork(**{"steps": (Step("a", uptake=0), Step("b", uptake=0)), "loops": 1, **parts})
    assert str(caught.value) == message


# --- edits ---------------------------------------------------------------------------------------------------------------


def test_an_edit_changes_what_it_names_and_nothing_else():
    network = small()
    assert network.with_(slip=0.4).values("slip").tolist() == [0.4, 0.4]
    assert network.with_(slip=[0.4, 0.5]).values("slip").tolist() == [0.4, 0.5]
    assert network.with_(step="talk", slip=0.4).values("slip").tolist() == [0.2, 0.4]
    assert network.with_(rupture=0.3, contagion=0.5) == small().with_(contagion=0.5).with_(rupture=0.3)
    assert network.with_(edge=("talk", "tea"), support=0.5).edges == (*network.edges, Edge("talk", "tea", 0, 0, 0.5))
    assert network.with_(edge=("tea", "talk"), support=0.5).edges == (network.edges[0]._replace(support=0.5),)
    assert network.without("tea", "talk").edges == ()
    assert network.with_() == network == small()


@pytest.mark.parametrize(
    "edit, message",
    [
        (lambda n: n.with_(weight=1), "with_: expected one of loops, rupture"),
        (lambda n: n.with_(step="tea", rupture=1), "with_: expected one of label, kind"),
        (lambda n: n.with_(step="milk", slip=0), "with_, step: expected a node (tea, talk), but got 'milk'."),
        (lambda n: n.with_(slip=[0.1]), "with_, slip: expected one value or 2, one for each step, but got 1."),
        (lambda n: n.with_(slip=2), "node 'tea', attribute slip: expected a number from 0 to 1, but got 2.0."),
        (lambda n: n.with_(edge=("tea", "milk"), support=0), "edge 'tea' → 'milk': expected a node (tea, talk), but got 'milk'."),
        (lambda n: n.with_(loops=1), "node 'tea', attribute level: expected at most 1, loops, but got 2."),
        (lambda n: n.without("talk", "tea"), "edge 'talk' → 'tea': expected an edge of the network, but got none."),
    ],
)
def test_an_edit_that_makes_no_sense_is_refused(edit, message):
    with pytest.raises(CbfError) as caught:
        edit(small())
    assert str(caught.value).startswith(message)


# --- starting values -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_network_has_every_asserted_link_with_its_locator(name):
    vocabulary = datasets.vocabulary(name)
    sources = {edge[:2]: edge.source for edge in StepNetwork.from_vocabulary(name).edges}
    assert vocabulary.links
    for link in vocabulary.links:
        ends = [link.to_kind] if link.to_kind else [kind.id for kind in vocabulary.kinds if kind.id != link.from_kind]
        for end in ends:
            assert link.source in sources[link.from_kind, end]
            assert link.kind in sources[link.from_kind, end]


@pytest.mark.parametrize("name", SHIPPED)
def test_an_edge_that_no_text_asserts_is_an_assumption(name):
    links = datasets.vocabulary(name).links
    edges = StepNetwork.from_vocabulary(name).edges
    assert edges
    for edge in edges:
        asserted = [
            link for link in links
            if link.from_kind == edge.from_step and (link.to_kind == edge.to_step or (not link.to_kind and edge.from_step != edge.to_step))
        ]  # fmt: skip
        assert (edge.source == "assumption") == (not asserted)


def test_a_shipped_network_starts_from_nothing_with_the_values_of_the_model_page():
    network = StepNetwork.from_vocabulary("partnership-building")
    assert (network.loops, network.rupture, network.repair) == (3, 0.03, 0.35)
    assert network.values("uptake").tolist() == [0.096, 0.06, 0.06, 0.06, 0.06]
    values = {edge[:2]: edge[2:5] for edge in network.edges}
    assert values["acceptance", "obvious"] == (0.10, 0.7, 0.4)
    assert values["repair", "obvious"] == (0, 0, 0)
    assert not network.values("level").any()


def spiral():
    built = Spiral(vocabulary=datasets.vocabulary("partnership-building"))
    built = (
        built.add("subtle", 0.5, holds=True).add("subtle", 0.7, holds=True).add("subtle", 1.5, holds=True, label="On the floor")
    )
    return built.add("repair", 2).ripple("m4", "m3").ripple("m1", "m2")


def test_a_spiral_by_kind_has_a_step_for_each_marked_kind():
    network = StepNetwork.from_spiral(spiral())
    assert network.nodes == ("subtle", "repair")
    assert network.values("floor").tolist() == network.values("level").tolist() == [2, 0]
    assert {edge[:2]: edge.source for edge in network.edges} == {
        ("subtle", "subtle"): "ripple on the spiral",
        ("repair", "subtle"): "ripple on the spiral",
    }


def test_a_spiral_by_mark_has_a_step_for_each_mark():
    network = StepNetwork.from_spiral(spiral().add("obvious", 2.5), by="mark")
    assert network.nodes == ("m1", "m2", "m3", "m4", "m5")
    assert network.labels[2] == "On the floor"
    assert network.labels[3] == datasets.vocabulary("partnership-building").kind("repair").name
    assert network.values("floor").tolist() == [1, 1, 1, 0, 0]
    edges = {edge[:2]: edge for edge in network.edges}
    assert set(edges) == {("m4", "m3"), ("m1", "m2"), ("m1", "m5"), ("m2", "m5"), ("m3", "m5"), ("m4", "m5")}
    assert edges["m1", "m5"][2:] == (0.08, 0.3, 0.2, "partnership worksheet, 4 Obvious intervention (readiness)")


def test_ones_own_vocabulary_gives_its_asserted_links_a_value():
    own = {"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}, {"id": "talk", "name": "Talk"}],
           "links": [{"from_kind": "tea", "kind": "readiness", "says": "x", "source": "a page"}]}  # fmt: skip
    network = StepNetwork.from_spiral(Spiral.from_dict({"vocabulary": own}).add("tea", 0).add("talk", 1))
    assert network.edges == (Edge("tea", "talk", 0.0, 0.4, 0.0, "a page (readiness)"),)


def test_a_spiral_without_marks_or_another_word_is_refused():
    with pytest.raises(CbfError, match="at least one mark"):
        StepNetwork.from_spiral(Spiral(vocabulary=datasets.vocabulary("partnership-building")))
    with pytest.raises(CbfError, match="'kind' or 'mark'"):
        StepNetwork.from_spiral(spiral(), by="loop")
