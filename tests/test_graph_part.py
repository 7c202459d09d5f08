"""What both graphs, a spiral's and a theory's, refuse and sort in the same way."""

from __future__ import annotations

from math import inf, nan

import networkx as nx
import pytest

from cbf_widgets import CbfError, Spiral, TheoryOfChange
from cbf_widgets.model.graph_part import GraphPart, attributes, parts_of
from tests import samples

THEORY = TheoryOfChange(id="ours", title="Ours").add_column("Now").add_item("now", "Tea").add_item("now", "Talk")
GRAPHS = {
    "spiral": (Spiral, samples.nine().to_networkx, "vocabulary", "a vocabulary as JSON"),
    "theory": (TheoryOfChange, THEORY.to_networkx, "columns", "columns as JSON"),
}
both = pytest.mark.parametrize("cls, graph, attribute, expected", GRAPHS.values(), ids=GRAPHS)


@both
@pytest.mark.parametrize("broken", [7, "{", "[" * 100_000], ids=["a number", "cut short", "nested too deeply"])
def test_what_is_no_json_is_named_with_its_attribute(cls, graph, attribute, expected, broken):
    read = graph()
    read.graph[attribute] = broken
    with pytest.raises(CbfError, match=f"the graph, attribute {attribute}: expected {expected}"):
        cls.from_networkx(read)


@both
def test_a_graph_without_directions_is_refused(cls, graph, attribute, expected):
    with pytest.raises(CbfError, match=r"expected a directed networkx graph, but got (Multi)?Graph"):
        cls.from_networkx(graph().to_undirected())


@pytest.mark.parametrize("order, place", [(3, 3), (0.5, 0.5), (nan, inf), ("3", inf), (None, inf)])
def test_a_part_without_a_number_to_go_by_comes_last(order, place):
    assert GraphPart("node 'a'", "a", {"order": order}).order == place


def test_the_parts_keep_the_graphs_own_attributes_as_they_are():
    graph = nx.DiGraph(format="cup")
    graph.add_edge("a", "b", size=2)
    whole, _, (edge,) = parts_of(graph, "cup")
    edge.fields["size"], whole.fields["format"] = 3, "tea"
    assert (graph.edges["a", "b"]["size"], graph.graph["format"]) == (2, "cup")


def test_a_rupture_says_by_an_edge_what_repaired_it_and_not_twice():
    spiral = samples.nine()
    graph = spiral.to_networkx()
    repaired = [rupture for rupture in spiral.ruptures if rupture.repair]
    assert repaired
    assert [name for name, fields in graph.nodes(data=True) if "repair" in fields] == []
    assert "repair" not in attributes(repaired[0], "repair")
