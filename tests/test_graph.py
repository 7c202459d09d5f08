"""A spiral as a graph: all of it, there and back, also through GraphML."""

import io

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cbf_widgets.errors import CbfError
from cbf_widgets.model.graph import from_networkx, to_networkx
from cbf_widgets.model.spiral import Spiral
from tests.strategies import json_values, sound, spirals, tried

OWN = {"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}]}


def full():
    spiral = Spiral(vocabulary=OWN, title="Spring").add("tea", 0.5, nurtures=["help", "challenge"]).add("tea", 1.5)
    return spiral.ripple("m1", "m2", "so").rupture(1).repair("r1", "m2")


def through_graphml(graph, write=nx.write_graphml):
    stream = io.BytesIO()
    write(graph, stream)
    stream.seek(0)
    return nx.read_graphml(stream)


@given(spirals())
def test_a_graph_keeps_everything(spiral):
    graph = spiral.to_networkx()
    assert from_networkx(graph) == spiral.to_dict()
    assert Spiral.from_networkx(graph) == spiral


@pytest.mark.parametrize("write", [nx.write_graphml_xml, nx.write_graphml_lxml])
def test_graphml_keeps_everything(write):
    @given(spirals())
    def check(spiral):
        assert Spiral.from_networkx(through_graphml(spiral.to_networkx(), write)) == spiral

    check()


@given(spirals())
def test_every_attribute_is_one_that_graphml_can_hold(spiral):
    graph = to_networkx(spiral)
    parts = [graph.graph, *(fields for _, fields in graph.nodes(data=True)), *(fields for *_, fields in graph.edges(data=True))]
    assert {type(value) for fields in parts for value in fields.values()} <= {str, int, float, bool}


def test_nodes_and_edges_say_what_they_are():
    graph = to_networkx(full())
    assert dict(graph.nodes(data="type")) == {"m1": "mark", "m2": "mark", "rupture:r1": "rupture"}
    assert list(graph.edges(data="type")) == [("m1", "m2", "ripple"), ("rupture:r1", "m2", "repair")]
    mark = {"kind": "tea", "name": "Tea", "place": 0.5, "loop": 1, "number": 1, "nurtures": "help challenge"}
    assert mark.items() <= graph.nodes["m1"].items()
    assert graph.graph["title"] == "Spring"


def test_a_mark_and_a_rupture_may_share_an_id():
    spiral = Spiral(vocabulary=OWN).add("tea", 1, id="x").rupture(0.5, id="x").repair("x", "x")
    assert Spiral.from_networkx(spiral.to_networkx()) == spiral


def test_a_graph_without_parallel_edges_does_as_well():
    assert Spiral.from_networkx(nx.DiGraph(full().to_networkx())) == full()


def test_the_order_of_nodes_and_edges_does_not_matter():
    graph = full().ripple("m2", "m1").to_networkx()
    turned = nx.MultiDiGraph(**graph.graph)
    turned.add_nodes_from(reversed(list(graph.nodes(data=True))))
    turned.add_edges_from(reversed(list(graph.edges(keys=True, data=True))))
    assert Spiral.from_networkx(turned) == full().ripple("m2", "m1")


def test_a_mark_added_by_hand_needs_only_type_kind_and_place():
    graph = full().to_networkx()
    graph.add_node("new", type="mark", kind="tea", place=3)
    graph.add_edge("m2", "new", type="ripple")
    spiral = Spiral.from_networkx(graph)
    assert (spiral.number("new"), spiral.ripples[-1].target) == (3, "new")


def changed(change):
    graph = full().to_networkx()
    change(graph)
    return graph


ADVICE = " Use a graph that to_networkx made, or follow its attributes."


@pytest.mark.parametrize(
    "change, message",
    [
        (lambda g: g.graph.clear(), "the graph, attribute format: expected 'cbf_widgets spiral graph', but got nothing." + ADVICE),
        (lambda g: g.graph.update(vocabulary="{"), "the graph, attribute vocabulary: expected a vocabulary as JSON, but got '{'." + ADVICE),
        (lambda g: g.graph.update(vocabulary='{"name": "a"}'),
         "the graph, attribute vocabulary: expected a field 'title', but got none."),
        (lambda g: g.graph.update(title=3), "the graph, attribute title: expected text, but got 3."),
        (lambda g: g.graph.update(loops="3"), "the graph, attribute loops: expected a whole number, but got '3'."),
        (lambda g: g.graph.pop("loops"), "the graph, attribute loops: expected a whole number, but got nothing."),
        (lambda g: g.add_node("a"), "node 'a', attribute type: expected mark or rupture, but got nothing." + ADVICE),
        (lambda g: g.add_node(7, type="mark", kind="tea", place=1), "node 7, attribute id: expected text, but got 7."),
        (lambda g: g.nodes["m1"].update(kind="milk"), "node 'm1', attribute kind: expected a kind of step (tea), but got 'milk'."),
        (lambda g: g.nodes["m1"].update(place=3.5), "node 'm1', attribute place: expected a number from 0 to 3, but got 3.5. Or give it more loops first, by with_loops."),
        (lambda g: g.nodes["m1"].update(place="1"), "node 'm1', attribute place: expected a number, but got '1'."),
        (lambda g: g.nodes["m1"].pop("kind"), "node 'm1': expected a field 'kind', but got none."),
        (lambda g: g.nodes["m1"].update(nurtures="hope"),
         "node 'm1', attribute nurtures[0]: expected one of 'help', 'challenge', 'possibility', but got 'hope'."),
        (lambda g: g.nodes["m1"].update(nurtures=3), "node 'm1', attribute nurtures: expected words, but got 3." + ADVICE),
        (lambda g: g.nodes["m1"].update(centrality=1),
         ("node 'm1': expected one of id, kind, place, label, note, nurtures, when, holds, but got 'centrality'."
         " Take that field out, or mend its name.")),
        (lambda g: g.add_edge("m1", "m2"), "edge 'm1' → 'm2', attribute type: expected ripple or repair, but got nothing." + ADVICE),
        (lambda g: g.add_edge("m1", "m2", type="ripple"), "edge 'm1' → 'm2': expected each ripple once, but got 'm1' to 'm2'."),
        (lambda g: g.add_edge("m1", "rupture:r1", type="ripple"),
         "edge 'm1' → 'rupture:r1', attribute target: expected an id of letters, digits, hyphens and underscores, but got 'rupture:r1'."),
        (lambda g: g.add_edge("rupture:r1", "m1", type="repair"),
         "node 'rupture:r1': expected at most one repair, but got 2. Take the others out."),
        (lambda g: g.add_edge("m2", "m1", type="repair"),
         "edge 'm2' → 'm1', attribute type: expected a rupture at its beginning, but got 'm2'." + ADVICE),
        (lambda g: g.nodes["rupture:r1"].update(place=2),
         ("node 'rupture:r1', attribute repair: expected a repair further along the line than its rupture, but got an earlier mark."
         " Move one of them.")),
    ],
)  # fmt: skip
def test_an_error_names_node_or_edge_and_attribute(change, message):
    with pytest.raises(CbfError) as caught:
        from_networkx(changed(change))
    assert str(caught.value) == message


@pytest.mark.parametrize("graph", [None, 3, nx.path_graph(3), nx.DiGraph(), nx.MultiDiGraph([(1, 2)])])
def test_a_foreign_graph_is_refused(graph):
    with pytest.raises(CbfError, match="expected"):
        Spiral.from_networkx(graph)


@given(st.data(), json_values)
def test_any_attribute_may_hold_anything_at_all(data, value):
    graph = full().to_networkx()
    parts = [graph.graph, *(fields for _, fields in graph.nodes(data=True)), *(fields for *_, fields in graph.edges(data=True))]
    part = data.draw(st.sampled_from(parts))
    part[data.draw(st.sampled_from([*part, "other"]))] = value
    spiral, error = tried(lambda: Spiral.from_networkx(graph))
    assert error.place if error else sound(spiral)
