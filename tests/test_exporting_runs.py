"""Ensembles and studies as files for elsewhere: each says what made it."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from io import BytesIO, StringIO

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from PIL import Image
from pypdf import PdfReader

from cbf_widgets import __version__
from cbf_widgets.errors import CbfError
from cbf_widgets.exporting import RUN_FORMATS, export, to_bytes
from cbf_widgets.exporting.runs import TABLES
from cbf_widgets.simulation.beside import Beside
from cbf_widgets.simulation.ensemble import simulate
from cbf_widgets.simulation.network import StepNetwork
from cbf_widgets.simulation.study import Study
from cbf_widgets.simulation.tokens import replay

NETWORK = StepNetwork.from_vocabulary("partnership-building")
ENSEMBLE = simulate(NETWORK, 12, 60, seed=7)
STUDY = replace(Study.of(NETWORK, contacts=12, runs=60, seed=7), beside=Beside(kind="without", names=("ratchet",)))
STARTS = {
    "svg": b"<svg ",
    "png": b"\x89PNG",
    "pdf": b"%PDF-",
    "csv": b"\xef\xbb\xbf",
    "parquet": b"PAR1",
    "json": b"{",
    "graphml": b"<?xml",
    "txt": b"After 12 contacts",
    "token": b"cbf1-",
}
CHEAP = {"dpi": 60}


def test_every_format_has_a_test():
    assert set(RUN_FORMATS) == set(STARTS)


@pytest.mark.parametrize("work", [ENSEMBLE, STUDY], ids=["ensemble", "study"])
@pytest.mark.parametrize("name", RUN_FORMATS)
def test_the_ending_decides_the_format(tmp_path, name, work):
    path = export(work, tmp_path / f"mine.{name.upper()}", **CHEAP)
    assert path.read_bytes().startswith(STARTS[name])


@pytest.mark.parametrize("name", RUN_FORMATS)
def test_the_same_runs_give_the_same_bytes_again(name):
    assert to_bytes(STUDY, name, **CHEAP) == to_bytes(STUDY, name, **CHEAP)


def said_by(name, content):
    """What a file says of its origin."""
    if name == "png":
        return str(Image.open(BytesIO(content)).info)
    if name == "pdf":
        return str(PdfReader(BytesIO(content)).metadata)
    if name == "parquet":
        frame = pd.read_parquet(BytesIO(content))
        return f"{frame.attrs} {frame.iloc[0].to_dict()}"
    return content.decode("utf-8-sig")


@pytest.mark.parametrize("name", RUN_FORMATS)
def test_every_file_says_what_made_it(name):
    said = said_by(name, to_bytes(STUDY, name, **CHEAP))
    assert ENSEMBLE.token in said
    if name != "token":
        assert __version__ in said
        assert "7" in said


@pytest.mark.parametrize("name", RUN_FORMATS)
def test_a_study_and_its_ensemble_have_the_same_numbers(name):
    same = {"csv", "parquet", "json", "graphml", "token"}
    assert (to_bytes(STUDY, name, **CHEAP) == to_bytes(ENSEMBLE, name, **CHEAP)) == (name in same)


def test_the_graph_is_the_network():
    graph = nx.read_graphml(BytesIO(to_bytes(STUDY, "graphml")))
    assert StepNetwork.from_networkx(graph) == NETWORK


def test_the_token_makes_the_same_runs():
    assert np.array_equal(replay(to_bytes(STUDY, "token").decode()).levels, ENSEMBLE.levels)


@pytest.mark.parametrize("table", TABLES)
def test_every_table_goes_out_as_it_is(table):
    content = to_bytes(STUDY, "csv", table=table).decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(content)))
    assert json.loads(to_bytes(STUDY, "json", table=table))
    assert rows
    assert {row["token"] for row in rows} == {ENSEMBLE.token}


def test_bands_are_those_of_the_ensemble():
    rows = csv.DictReader(StringIO(to_bytes(ENSEMBLE, "csv").decode("utf-8-sig")))
    assert [float(row["q50"]) for row in rows] == ENSEMBLE.bands()["q50"].tolist()


def test_words_tell_the_comparison_and_the_run_that_is_asked_for():
    both, one = to_bytes(STUDY, "txt").decode(), to_bytes(ENSEMBLE, "txt").decode()
    assert "without the ratchet" in both
    assert "without the ratchet" not in one
    assert "Run 4" in to_bytes(ENSEMBLE, "txt", run=3).decode()


def test_paper_and_theme_reach_the_pictures():
    assert to_bytes(ENSEMBLE, "svg", theme="dark") != to_bytes(ENSEMBLE, "svg")
    portrait, landscape = (
        PdfReader(BytesIO(to_bytes(ENSEMBLE, "pdf", orientation=o))).pages[0] for o in ("portrait", "landscape")
    )
    assert portrait.mediabox.height == landscape.mediabox.width


@pytest.mark.parametrize(
    "given, place",
    [
        ({"format": "docx"}, "format"),
        ({"format": "csv", "table": "chairs"}, "table"),
        ({"format": "csv", "table": "difference"}, "table"),
        ({"format": "pdf", "paper": "A5"}, "paper"),
        ({"format": "png", "dpi": 5}, "dpi"),
        ({"format": "svg", "theme": "pink"}, "theme"),
    ],
)
def test_what_cannot_be_exported_is_said(given, place):
    with pytest.raises(CbfError) as caught:
        export(ENSEMBLE, **given)
    assert caught.value.place == place
