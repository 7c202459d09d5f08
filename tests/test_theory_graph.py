"""A theory as a graph, for Mermaid and for Kumu: all of it, there and back, and labels stay text."""

import csv
import html
import io
import re

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cbf_widgets import datasets
from cbf_widgets.errors import CbfError
from cbf_widgets.model.sheet import unguard
from cbf_widgets.model.theory import TheoryOfChange
from cbf_widgets.model.theory_graph import from_networkx, kumu, to_mermaid, to_networkx
from tests.strategies import NASTY, json_values, sound, tried
from tests.theory_strategies import theories


def full():
    theory = TheoryOfChange(id="t", title="Ours", pages=[3, 9], vision={"text": "Calm", "lines": [4]})
    theory = (
        theory.add_column("Now", stage="Today").add_column("Later").add_item("now", "Tea", lines=[5, 6]).add_item("now", "Talk")
    )
    theory = theory.add_item("later", "Calm", cut_off=True, placement="read", group="At home", note="So\nfar")
    return theory.link("i1", "i2", assumption="There is time", strength="weak").link("i2", "i3", confidence="sure")


def through_graphml(graph, write=nx.write_graphml_xml):
    stream = io.BytesIO()
    write(graph, stream)
    stream.seek(0)
    return nx.read_graphml(stream)


@given(theories())
def test_a_graph_keeps_everything(theory):
    graph = theory.to_networkx()
    assert from_networkx(graph) == theory.to_dict()
    assert TheoryOfChange.from_networkx(graph) == theory


@given(theories())
def test_graphml_keeps_everything(theory):
    assert TheoryOfChange.from_networkx(through_graphml(theory.to_networkx())) == theory


def test_graphml_as_a_text_keeps_the_twelve():
    for theory in datasets.theories().values():
        text = "\n".join(nx.generate_graphml(theory.to_networkx()))
        assert TheoryOfChange.from_networkx(nx.parse_graphml(text)) == theory


@given(theories())
def test_every_attribute_is_one_that_graphml_can_hold(theory):
    graph = to_networkx(theory)
    parts = [graph.graph, *(fields for _, fields in graph.nodes(data=True)), *(fields for *_, fields in graph.edges(data=True))]
    assert {type(value) for fields in parts for value in fields.values()} <= {str, int, bool}


def test_nodes_and_edges_say_what_they_are():
    graph = to_networkx(full())
    assert {"text": "Tea", "column": "now", "column_title": "Now", "heading": "Today", "lines": "5 6"}.items() <= graph.nodes[
        "i1"
    ].items()
    assert list(graph.edges(data="assumption")) == [("i1", "i2", "There is time"), ("i2", "i3", "")]
    assert nx.descendants(graph, "i1") == {"i2", "i3"}
    assert graph.graph["title"] == "Ours"


def test_a_graph_with_parallel_edges_and_in_another_order_does_as_well():
    graph = full().to_networkx()
    turned = nx.MultiDiGraph(**graph.graph)
    turned.add_nodes_from(reversed(list(graph.nodes(data=True))))
    turned.add_edges_from(reversed(list(graph.edges(data=True))))
    assert TheoryOfChange.from_networkx(turned) == full()


def test_the_number_that_graphml_gives_an_edge_is_not_the_arrow_s_id():
    graph = full().to_networkx()
    graph.edges["i1", "i2"]["id"] = "e0"
    assert TheoryOfChange.from_networkx(graph) == full()


def test_an_item_added_by_hand_needs_only_its_column_and_text():
    graph = full().to_networkx()
    graph.add_node("new", column="now", text="Milk")
    graph.add_edge("i3", "new", link="mine")
    theory = TheoryOfChange.from_networkx(graph)
    assert [item.id for item in theory.items] == ["i1", "i2", "new", "i3"]
    assert theory.links[-1].to_dict() == {"id": "mine", "from_item": "i3", "to_item": "new"}


def changed(change):
    graph = full().to_networkx()
    change(graph)
    return graph


ADVICE = " Use a graph that to_networkx made, or follow its attributes."


@pytest.mark.parametrize(
    "change, message",
    [
        (lambda g: g.graph.clear(),
         "the graph, attribute format: expected 'cbf_widgets theory of change graph', but got nothing." + ADVICE),
        (lambda g: g.graph.update(columns="["), "the graph, attribute columns: expected columns as JSON, but got '['." + ADVICE),
        (lambda g: g.graph.update(columns="3"), "the graph, attribute columns: expected a list, but got 3."),
        (lambda g: g.graph.update(title=3), "the graph, attribute title: expected text, but got 3."),
        (lambda g: g.graph.pop("theory"), "the graph, attribute theory: expected text, but got nothing."),
        (lambda g: g.graph.update(pages="3 x"), "the graph, attribute pages: expected whole numbers with spaces between them, but got '3 x'." + ADVICE),
        (lambda g: g.graph.update(vision_lines=3),
         "the graph, attribute vision_lines: expected whole numbers with spaces between them, but got 3." + ADVICE),
        (lambda g: g.nodes["i1"].update(lines="٣"),
         "node 'i1', attribute lines: expected whole numbers with spaces between them, but got '٣'." + ADVICE),
        (lambda g: g.add_node("a"), "node 'a': expected a field 'column', but got none."),
        (lambda g: g.add_node(7, column="now", text="x"), "node 7, attribute id: expected text, but got 7."),
        (lambda g: g.nodes["i1"].update(column="x"), "node 'i1', attribute column: expected the id of a column (now, later), but got 'x'."),
        (lambda g: g.nodes["i1"].update(cut_off="yes"), "node 'i1', attribute cut_off: expected true or false, but got 'yes'."),
        (lambda g: g.nodes["i1"].update(centrality=1),
         ("node 'i1': expected one of id, column, text, lines, group, placement, cut_off, note, but got 'centrality'."
          " Take that field out, or mend its name.")),
        (lambda g: g.add_edge("i3", "i1"), "edge 'i3' → 'i1', attribute link: expected text, but got nothing."),
        (lambda g: g.add_edge("i3", "i1", link="a1"), "edge 'i3' → 'i1', attribute link: expected each id once, but got 'a1'."),
        (lambda g: g.edges["i1", "i2"].update(strength=3),
         "edge 'i1' → 'i2', attribute strength: expected one of '', 'weak', 'middling', 'strong', but got 3."),
        (lambda g: g.add_edge("i3", "i3", link="x"), "edge 'i3' → 'i3': expected two different items, but got 'i3'. Join it to another item."),
    ],
)  # fmt: skip
def test_an_error_names_node_or_edge_and_attribute(change, message):
    with pytest.raises(CbfError) as caught:
        from_networkx(changed(change))
    assert str(caught.value) == message


@pytest.mark.parametrize("graph", [None, 3, nx.path_graph(3), nx.DiGraph(), nx.MultiDiGraph([(1, 2)])])
def test_a_foreign_graph_is_refused(graph):
    with pytest.raises(CbfError, match="expected"):
        TheoryOfChange.from_networkx(graph)


@given(st.data(), json_values)
def test_any_attribute_may_hold_anything_at_all(data, value):
    graph = full().to_networkx()
    parts = [graph.graph, *(fields for _, fields in graph.nodes(data=True)), *(fields for *_, fields in graph.edges(data=True))]
    part = data.draw(st.sampled_from(parts))
    part[data.draw(st.sampled_from([*part, "other"]))] = value
    theory, error = tried(lambda: TheoryOfChange.from_networkx(graph))
    assert error.place if error else sound(theory)


# --- Mermaid ---------------------------------------------------------------------------------------------------------

LABEL = re.compile(r'\["([^"]*)"\]|\|"([^"]*)"\|')
SAFE = re.compile(r"(?:[A-Za-z0-9 ,']|#[0-9]+;|(?<=[a-z])\.(?= |$)|(?<=[A-Za-z])-(?=[A-Za-z])|[^\x00-\x7fﬂ¶])*")


def read_label(label):
    """What Mermaid shows: it turns #60; into a character reference, which the browser reads."""
    return html.unescape(re.sub(r"#([0-9]+);", r"&#\1;", label))


@given(theories())
def test_labels_in_mermaid_are_text_and_nothing_else(theory):
    lines = to_mermaid(theory).split("\n")
    assert lines[0] == "flowchart LR"
    shape = re.compile(r'  (  )*(?:subgraph [sc]\d+\["[^"]*"\]|n\d+\["[^"]*"\]|end|n\d+ -->(?:\|"[^"]*"\|)? n\d+)')
    for line in lines[1:]:
        assert shape.fullmatch(line)
        for found in LABEL.finditer(line):
            assert SAFE.fullmatch(found[1] or found[2])
    nodes = [LABEL.search(line)[1] for line in lines if re.match(r" +n\d+\[", line)]
    expected = [" ".join(item.text.split()) for item in theory.items]
    assert [read_label(node) for node in nodes] == expected
    assert sum("-->" in line for line in lines) == len(theory.links)
    assert sum("subgraph" in line for line in lines) == sum(line.strip() == "end" for line in lines)


@pytest.mark.parametrize(
    "text, label",
    [
        ('say "no"', "say #34;no#34;"),
        ("<script>alert(1)</script>", "#60;script#62;alert#40;1#41;#60;#47;script#62;"),
        ("1. first", "1#46; first"),
        ("- first", "#45; first"),
        ("long-term. Or not.", "long-term. Or not."),
        ("v2.0 at 3.5 - see www.x.org", "v2#46;0 at 3#46;5 #45; see www#46;x#46;org"),
        ("a #60; b", "a #35;60#59; b"),
        ("`*_~[x](y)", "#96;#42;#95;#126;#91;x#93;#40;y#41;"),
        ("fa:fa-car", "fa#58;fa-car"),
        ("style x:#f00;", "style x#58;#35;f00#59;"),
        ("50% {x} \\n %%", "50#37; #123;x#125; #92;n #37;#37;"),
        ("ﬂ°°60¶ß", "#64258;°°60#182;ß"),
        ("Zoë, 日本 👪", "Zoë, 日本 👪"),
        ("\u2028x", "x"),
        ("end", "end"),
    ],
)
def test_signs_that_mermaid_or_markdown_would_read_are_written_as_numbers(text, label):
    theory = TheoryOfChange(id="t", title="T").add_column("Now").add_item("now", text)
    assert to_mermaid(theory).split("\n")[2] == f'    n1["{label}"]'
    assert read_label(label) == " ".join(text.split())


def test_stages_are_boxes_around_their_columns():
    theory = full().add_column("Soon", stage="Today", before="later")
    assert to_mermaid(theory).split("\n") == [
        "flowchart LR",
        '  subgraph s1["Today"]',
        '    subgraph c1["Now"]',
        '      n1["Tea"]',
        '      n2["Talk"]',
        "    end",
        '    subgraph c2["Soon"]',
        "    end",
        "  end",
        '  subgraph c3["Later"]',
        '    n3["Calm"]',
        "  end",
        '  n1 -->|"There is time"| n2',
        "  n2 --> n3",
    ]


# --- Kumu ------------------------------------------------------------------------------------------------------------


def sheets(theory):
    files = kumu(theory)
    assert list(files) == ["elements.csv", "connections.csv"]
    return [list(csv.DictReader(io.StringIO(text, newline=""))) for text in files.values()]


def test_kumu_gets_elements_and_connections():
    elements, connections = sheets(full())
    assert elements[0] == {"ID": "i1", "Label": "Tea", "Type": "Now", "Description": "Lines of the guide: 5, 6", "Tags": "Today"}
    assert elements[2]["Tags"] == "At home|cut short|reading"
    assert elements[2]["Description"] == "Note: So\nfar\n\nThe page cuts it short.\n\nIts column is a reading of a damaged page."
    assert connections[0] == {
        "ID": "a1", "From": "i1", "To": "i2", "Label": "There is time", "Type": "leads-to", "Strength": "weak", "Confidence": "",
        "Description": "",
    }  # fmt: skip
    told = full().change_link("a2", evidence="A *survey*", asks="Parents")
    assert sheets(told)[1][1]["Description"] == "What speaks for it: A \\*survey\\*\n\nWho could tell: Parents"


def test_kumu_tells_items_of_the_same_words_apart():
    theory = TheoryOfChange(id="t", title="T").add_column("Now").add_item("now", "Tea").add_item("now", "Tea").link("i1", "i2")
    elements, connections = sheets(theory)
    assert [(one["ID"], one["Label"]) for one in elements] == [("i1", "Tea"), ("i2", "Tea")]
    assert (connections[0]["From"], connections[0]["To"]) == ("i1", "i2")


def test_ids_have_no_underscores_in_kumu_unless_they_are_needed():
    theory = TheoryOfChange(id="t", title="T").add_column("Now").add_item("now", "Tea", id="a_b")
    assert sheets(theory)[0][0]["ID"] == "a-b"
    elements, _ = sheets(theory.add_item("now", "Milk", id="a-b"))
    assert [one["ID"] for one in elements] == ["a_b", "a-b"]


FORMULA = re.compile("['\"\\s\ufeff]*[=+@\\-\t\r＝＋＠－]")


@given(theories())
def test_no_cell_for_kumu_is_a_formula_or_parted_by_a_bar(theory):
    elements, connections = sheets(theory)
    assert [unguard(row["Label"]) for row in elements] == [" ".join(i.text.replace("|", "/").split()) for i in theory.items]
    ids = [row["ID"] for row in elements]
    assert len(set(ids)) == len(ids)
    assert all(row["From"] in ids and row["To"] in ids for row in connections)
    for row in [*elements, *connections]:
        for name, cell in row.items():
            assert not FORMULA.match(cell) or cell.startswith("'")
            assert name == "Tags" or "|" not in cell


@pytest.mark.parametrize("text", [text for text in NASTY if text.strip()])
def test_every_nasty_label_goes_to_kumu_as_a_text(text):
    theory = (
        TheoryOfChange(id="t", title="T")
        .add_column(text, stage=text)
        .add_item(TheoryOfChange(id="t", title="T").add_column(text).columns[0].id, text)
    )
    (row,), _ = sheets(theory)
    assert unguard(row["Label"]) == " ".join(text.split())
    assert unguard(row["Type"]) == " ".join(text.split())
