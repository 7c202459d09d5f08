"""Ratings by a class become a network: the mean is its number, the disagreement stays with it, and a bad row stops everything."""

import io
from statistics import mean, stdev

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cbf_widgets.errors import CbfError, FileError
from cbf_widgets.simulation.network import StepNetwork
from cbf_widgets.simulation.parts import Step
from cbf_widgets.simulation.ratings import RATED, ratings_of

SHIPPED = StepNetwork.from_vocabulary("partnership-building")
CSV = """rater,from,to,contagion,readiness,support
A,acceptance,repair,4,0,10
B,acceptance,repair,6,5,
A,Valuing parents,acceptance,1,,
"""


def saved(tmp_path, text=CSV, name="class.csv"):
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return path


def row(rater="A", start="acceptance", end="repair", **values):
    return {"rater": rater, "from": start, "to": end, **values}


def test_the_mean_of_the_ratings_is_the_number_and_the_spread_stands_beside_it(tmp_path):
    text = CSV.replace("Valuing parents", "valuing")
    network = StepNetwork.from_ratings(saved(tmp_path, text))
    assert network.steps == SHIPPED.steps
    edges = {edge[:2]: edge for edge in network.edges}
    assert set(edges) == {("acceptance", "repair"), ("valuing", "acceptance")}
    first = edges["acceptance", "repair"]
    assert first[2:5] == pytest.approx((0.1, 0.2, 0.8))
    assert first.source == "mean of 2 ratings; spread contagion 0.0283, readiness 0.283, support unknown (1)"
    assert edges["valuing", "acceptance"].source == "mean of 1 rating; spread contagion unknown"
    assert [tuple(rating)[2:4] for rating in ratings_of(network)] == [
        ("contagion", 2), ("readiness", 2), ("support", 1), ("contagion", 1)
    ]  # fmt: skip


@given(
    st.dictionaries(
        st.tuples(st.sampled_from(SHIPPED.nodes), st.sampled_from(SHIPPED.nodes)),
        st.lists(st.tuples(*[st.floats(0, 10)] * 3), min_size=1, max_size=4),
        min_size=1,
        max_size=5,
    )
)
def test_means_and_spreads_come_back_as_numbers_also_through_graphml(said):
    rows = [
        row(f"rater {i}", *pair, **dict(zip(RATED, values, strict=True)))
        for pair, given in said.items()
        for i, values in enumerate(given)
    ]
    network = StepNetwork.from_ratings(rows)
    stream = io.BytesIO()
    nx.write_graphml(network.to_networkx(), stream)
    stream.seek(0)
    again = StepNetwork.from_networkx(nx.read_graphml(stream))
    assert again == network
    for rating in ratings_of(again):
        values = [one[RATED.index(rating.name)] for one in said[rating.from_step, rating.to_step]]
        unit = {"contagion": 0.02, "readiness": 0.08, "support": 0.08}[rating.name]
        assert rating.mean == pytest.approx(mean(values) * unit)
        assert rating.raters == len(values)
        assert rating.spread == (pytest.approx(stdev(values) * unit, rel=0.01) if len(values) > 1 else None)
    assert len(ratings_of(again)) == 3 * len(said)


def test_a_frame_and_a_file_with_semicolons_and_commas_say_the_same(tmp_path):
    rows = [row("A", contagion=4.5), row("B", contagion=6)]
    text = "rater;from;to;contagion\nA;acceptance;repair;4,5\nB;acceptance;repair;6\n"
    assert StepNetwork.from_ratings(pd.DataFrame(rows)) == StepNetwork.from_ratings(rows)
    assert StepNetwork.from_ratings(saved(tmp_path, text)) == StepNetwork.from_ratings(rows)


def test_the_scale_and_what_the_highest_rating_stands_for_can_be_said():
    most = {"contagion": 0.5, "readiness": 0.5, "support": 0.5}
    assert StepNetwork.from_ratings([row(contagion=1)], scale=1, most=most).edges[0].contagion == 0.5


def test_steps_of_ones_own_keep_their_names_and_their_order():
    network = StepNetwork.from_ratings([row("A", "Talk", "Tea", contagion=5), row("A", "Tea", "Snow", contagion=5)])
    assert network.nodes == network.labels == ("Talk", "Tea", "Snow")
    assert [edge[:2] for edge in network.edges] == [("Talk", "Tea"), ("Tea", "Snow")]
    assert network.values("uptake").tolist() == [SHIPPED.values("uptake")[1]] * 3


def test_a_given_network_keeps_its_steps_and_gets_the_rated_edges():
    own = StepNetwork(steps=(Step(3, "Tea", "repair", 0.5), Step("talk", uptake=0.1)), loops=2, rupture=0.1)
    network = StepNetwork.from_ratings([row("A", "tea", "TALK", contagion=5)], own)
    assert (network.steps, network.loops, network.rupture) == (own.steps, 2, 0.1)
    assert network.edges[0][:3] == (3, "talk", 0.1)


def test_who_rated_is_not_kept():
    assert "Ama" not in repr(StepNetwork.from_ratings([row("Ama", contagion=3), row("Bo", contagion=5)]))


@pytest.mark.parametrize(
    "text, message",
    [
        ("rater,from,to,contagion\nA,acceptance,repair,11\n", "row 2, column contagion: expected a number from 0 to 10, but got '11'."),
        ("rater,from,to,contagion\nA,acceptance,repair,much\n", "row 2, column contagion: expected a number from 0 to 10, but got 'much'."),
        ("rater,from,to,contagion\nA,acceptance,repair,nan\n", "row 2, column contagion: expected a number from 0 to 10, but got 'nan'."),
        ("rater,from,to,contagion\nA,acceptance,,1\n", "row 2, column to: expected some text, but got nothing."),
        ("rater,from,to,contagion\nA,acceptance,repair,1\n,acceptance,repair,1\n", "row 3, column rater: expected some text, but got nothing."),
        ("rater,from,to,contagion\nA,acceptance,repair,1\nA,acceptance,repair,2\n",
         "row 3: expected one rating of each pair by each rater, but got a second. There is one in row 2; leave one of them."),
        ("rater,from,contagion\nA,acceptance,1\n", "the headings: expected a column 'to', but got rater, from, contagion."),
        ("rater,from,to\nA,acceptance,repair\n",
         "the headings: expected a column 'contagion', 'readiness' or 'support', but got rater, from, to."),
        ("rater,from,to,contagion\n", "expected at least one rating, but got none."),
    ],
)  # fmt: skip
def test_a_bad_row_is_named_by_file_row_and_column(text, message, tmp_path):
    path = saved(tmp_path, text)
    with pytest.raises(FileError) as caught:
        StepNetwork.from_ratings(path)
    where = f"{path}, " if ": expected" in message else f"{path}: "
    assert str(caught.value) == where + message


def test_a_step_that_the_given_network_lacks_is_named():
    with pytest.raises(CbfError, match=r"row 1, column to: expected a step \(acceptance, .*repair\), but got 'milk'\."):
        StepNetwork.from_ratings([row(end="milk", contagion=1)], SHIPPED)
