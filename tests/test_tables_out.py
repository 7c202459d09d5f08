"""Tables as files: what was in them comes back, with what made it, and no spreadsheet takes a cell for a formula."""

import csv
import io
import json
import re
import sys

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

import cbf_widgets
from cbf_widgets.errors import CbfError, FileError
from cbf_widgets.model.sheet import csv_text, unguard
from cbf_widgets.simulation.compare import compare
from cbf_widgets.simulation.criteria import criteria
from cbf_widgets.simulation.ensemble import simulate
from cbf_widgets.simulation.network import StepNetwork
from cbf_widgets.simulation.parts import Edge, Step
from cbf_widgets.simulation.tables import FORMATS, to_bytes, write
from cbf_widgets.simulation.tokens import replay
from tests.strategies import NASTY

SHIPPED = StepNetwork.from_vocabulary("partnership-building")


@pytest.fixture(scope="module")
def ensemble():
    return simulate(SHIPPED, 6, 40, seed=2, effort=0.5)


def frames(ensemble):
    """Every kind of table there is."""
    comparison = compare(ensemble, simulate(SHIPPED.with_(ratchet=0), 6, 40, seed=2, effort=0.5))
    measured = criteria(SHIPPED, 6, 40, seed=2)
    return {
        "bands": ensemble.bands(), "percent": ensemble.bands("percent"), "reached": ensemble.reached(), "times": ensemble.times(),
        "falls": ensemble.falls(), "survival": ensemble.survival(), "triggers": ensemble.triggers(), "runs": ensemble.to_frame(),
        "difference": comparison.difference(), "by_step": comparison.by_step(), "both": comparison.to_frame(),
        "criteria": measured.to_frame(), "enabled": measured.enabled(), "nothing": ensemble.to_frame([]),
    }  # fmt: skip


NAMES = ["bands", "percent", "reached", "times", "falls", "survival", "triggers", "runs", "difference", "by_step", "both", "criteria",
         "enabled", "nothing"]  # fmt: skip


def plain(values):
    """A column as texts, numbers and nothing."""
    return [None if pd.isna(value) else value for value in values.tolist()]


def cells(values):
    """A column as the cells of a CSV file."""
    words = {True: "yes", False: "no"}
    return ["" if value is None else words[value] if isinstance(value, bool) else str(value) for value in plain(values)]


@pytest.mark.parametrize("name", NAMES)
def test_csv_holds_every_cell_and_what_made_it(ensemble, name):
    frame = frames(ensemble)[name]
    content = to_bytes(frame, "csv")
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert rows[0] == [*frame.columns, "seed", "version", "token"]
    assert len(rows) == len(frame) + 1
    made_by = frame.attrs["made_by"]
    for number, column in enumerate(frame.columns):
        assert [unguard(row[number]) for row in rows[1:]] == cells(frame[column])
    assert {tuple(row[-3:]) for row in rows[1:]} <= {("2", cbf_widgets.__version__, made_by["token"])}


@pytest.mark.parametrize("name", NAMES)
def test_json_holds_every_cell_what_made_it_and_all_parameters(ensemble, name):
    frame = frames(ensemble)[name]
    document = json.loads(to_bytes(frame, ".JSON"))
    assert list(document) == ["format", "version", "written_by", "about", "made_by", "parameters", "columns", "rows"]
    assert (document["format"], document["version"]) == ("cbf_widgets table", 1)
    assert document["made_by"] == frame.attrs["made_by"]
    assert document["columns"] == list(frame.columns)
    for column in frame.columns:
        assert [row[column] for row in document["rows"]] == plain(frame[column])
    said = document["parameters"]
    assert (said["loops"], said["rupture"], said["repair"]) == (3, 0.03, 0.35)
    assert [step["uptake"] for step in said["steps"]] == [0.096, 0.06, 0.06, 0.06, 0.06]
    assert [edge["contagion"] for edge in said["edges"]] == [edge.contagion for edge in SHIPPED.edges]
    assert said["plan"] == [[0.5] * 5] * 6


@pytest.mark.parametrize("name", NAMES)
def test_parquet_comes_back_as_it_was(ensemble, name, tmp_path):
    frame = frames(ensemble)[name]
    path = write(frame, tmp_path / "table.parquet")
    back = pd.read_parquet(path)
    pd.testing.assert_frame_equal(back, frame, check_dtype=name != "nothing")
    assert back.attrs == frame.attrs
    said = json.loads(parquet.read_schema(path).metadata[b"cbf_widgets"])
    assert said["parameters"] == json.loads(to_bytes(frame, "json"))["parameters"]


def test_what_a_file_says_makes_the_ensemble_again(ensemble):
    document = json.loads(to_bytes(ensemble.bands(), "json"))
    again = replay(document["made_by"]["token"])
    assert np.array_equal(again.levels, ensemble.levels)
    assert json.loads(to_bytes(again.bands(), "json"))["rows"] == document["rows"]


def named(label, node="a"):
    return simulate(StepNetwork(steps=(Step(node, label, uptake=0.5), Step("b", uptake=0.5)), loops=1), 2, 3, seed=1)


FORMULA = re.compile("['\"\\s\ufeff]*[=+@\\-\t\r＝＋＠－]")


@pytest.mark.parametrize("label", [name for name in NASTY if name.strip()])
def test_no_cell_of_a_csv_file_is_a_formula(label):
    frame = named(label, node=label).times()
    rows = list(csv.reader(io.StringIO(to_bytes(frame, "csv").decode("utf-8-sig"), newline="")))
    for row in rows:
        for cell in row:
            assert not FORMULA.match(cell) or cell.startswith("'")
    assert unguard(rows[1][1]) == frame["label"][0]
    assert unguard(rows[1][0]) == frame["node"][0]


@given(
    st.lists(
        st.sampled_from(NASTY) | st.integers() | st.none() | st.booleans() | st.floats(allow_nan=False), min_size=1, max_size=4
    )
)
def test_csv_text_gives_back_what_was_put_in(values):
    back = list(csv.reader(io.StringIO(csv_text(["a"] * len(values), [values]), newline="")))[1]
    said = ["" if one is None else {True: "yes", False: "no"}[one] if isinstance(one, bool) else str(one) for one in values]
    assert [unguard(cell) if isinstance(value, str) else cell for cell, value in zip(back, values, strict=True)] == said


def test_headings_are_guarded_too():
    assert csv_text(["=1+1"], []) == '"\'=1+1"\r\n'


@pytest.mark.parametrize("node", [("a", 1), 7, 2.5, frozenset({1})])
def test_nodes_of_any_kind_can_be_written(node, tmp_path):
    frame = named("A", node).reached()
    shown = node if isinstance(node, int | float) else str(node)
    assert json.loads(to_bytes(frame, "json"))["rows"][0]["node"] == shown
    assert f'"{shown}"' in to_bytes(frame, "csv").decode("utf-8-sig")
    back = pd.read_parquet(write(frame, tmp_path / "table.parquet"))
    assert back["node"].tolist()[:2] == [str(node), "b"]


def test_nodes_that_are_all_numbers_stay_numbers_in_parquet(tmp_path):
    steps = tuple(Step(number, f"S{number}", uptake=0.5) for number in (3, 1))
    ensemble = simulate(StepNetwork(steps=steps, edges=(Edge(3, 1, 0.1),), loops=1), 2, 3, seed=1)
    assert pd.read_parquet(write(ensemble.times(), tmp_path / "t.parquet"))["node"].tolist() == [3, 1]
    assert pd.read_parquet(write(ensemble.triggers(), tmp_path / "t.parquet"))["from"].tolist() == ["effort", "effort", "3"]


def test_a_table_without_a_token_says_so():
    ensemble = named("A", frozenset({1}))
    document = json.loads(to_bytes(ensemble.bands(), "json"))
    assert document["parameters"] is None
    assert document["made_by"]["token"] == ""


def test_columns_of_the_table_s_own_are_not_written_twice(ensemble):
    frame = ensemble.bands().assign(token="its own")
    rows = list(csv.DictReader(io.StringIO(to_bytes(frame, "csv").decode("utf-8-sig"))))
    assert list(rows[0])[-3:] == ["token", "seed", "version"]
    assert rows[0]["token"] == "its own"


def test_rows_may_be_chosen_before(ensemble):
    frame = ensemble.reached().query("contact == 3 and level == 1")
    rows = json.loads(to_bytes(frame, "json"))["rows"]
    assert [row["node"] for row in rows] == list(SHIPPED.nodes)


def test_what_pandas_forgot_can_be_said_again(ensemble):
    frame = ensemble.bands()
    frame.attrs = {}
    with pytest.raises(
        CbfError,
        match=re.escape("expected a table that says what made it, but got one that doesn't. Give made_by=ensemble.made_by"),
    ):
        to_bytes(frame, "csv")
    assert to_bytes(frame, "csv", ensemble.made_by) == to_bytes(ensemble.bands(), "csv")
    assert frame.attrs == {}


def test_the_frame_that_is_written_stays_as_it_was(ensemble, tmp_path):
    frame = ensemble.reached()
    before = frame.copy()
    for ending in FORMATS:
        write(frame, tmp_path / f"t.{ending}")
    pd.testing.assert_frame_equal(frame, before)
    assert frame.attrs == before.attrs


@pytest.mark.parametrize("name", ["t.xlsx", "t", "", "mine v1.2", 3])
def test_another_ending_is_refused_and_nothing_written(ensemble, name, tmp_path):
    with pytest.raises(CbfError, match=re.escape("the table's format: expected one of csv, parquet, json, but got")):
        write(ensemble.bands(), tmp_path / name if isinstance(name, str) and name else name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("frame", [None, [{"a": 1}]])
def test_what_is_no_table_is_refused(frame):
    with pytest.raises(CbfError, match=re.escape("the table: expected a pandas DataFrame, but got")):
        to_bytes(frame, "csv")


@pytest.mark.parametrize("ending", FORMATS)
def test_a_file_that_can_not_be_written_leaves_nothing(ensemble, ending, tmp_path):
    folder = tmp_path / f"t.{ending}"
    folder.mkdir()
    with pytest.raises(FileError):
        write(ensemble.bands(), folder)
    assert list(tmp_path.rglob("*")) == [folder]


def test_numbers_without_end_are_refused_by_json(ensemble):
    frame = ensemble.bands().assign(mean=np.inf)
    with pytest.raises(CbfError, match="the table: expected numbers that JSON can hold"):
        to_bytes(frame, "json")


def test_without_pyarrow_parquet_is_refused_in_words(ensemble, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(
        CbfError, match=re.escape("expected pyarrow to be installed, but got none. Install pyarrow, or write CSV or JSON.")
    ):
        to_bytes(ensemble.bands(), "parquet")
    assert to_bytes(ensemble.bands(), "csv")
