"""The tools: what counts as passed, what a clean notebook is, which browser is taken."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tools"))

import bootstrap  # noqa: E402 - found through the line above
import front  # noqa: E402
import run_tests  # noqa: E402

import notebooks  # noqa: E402
from tests.browser import chromium  # noqa: E402

REPORT = "<testsuites><testsuite><testcase name='a'/><testcase name='b'>{}</testcase></testsuite></testsuites>"


@pytest.mark.parametrize(
    "inside, code, passed, failed",
    [
        ("", 0, 2, 0),
        ("<failure/>", 1, 1, 1),
        ("<error/>", 1, 1, 1),
        ("<skipped/>", 0, 1, 1),
        ("", 3, 2, 1),
    ],
)
def test_only_what_really_passed_counts_as_passed(tmp_path, inside, code, passed, failed):
    report = tmp_path / "report.xml"
    report.write_text(REPORT.format(inside))
    outcome = run_tests.counted(report, code)
    assert (outcome.passed, outcome.failed) == (passed, failed)


@pytest.mark.parametrize("text", [None, "", "<testsuites/>", "<broken"])
def test_a_stage_without_tests_or_report_fails(tmp_path, text):
    report = tmp_path / "report.xml"
    if text is not None:
        report.write_text(text)
    assert run_tests.counted(report, 0).failed == 1


def test_a_stage_whose_need_is_missing_fails_with_its_sentence(tmp_path):
    stage = run_tests.Stage("browser", lambda: ["true"], first=lambda: "No Chromium.")
    assert run_tests.run(stage, tmp_path) == run_tests.Outcome(0, 1, ("No Chromium.",))


@pytest.mark.parametrize("path", notebooks.shipped(), ids=lambda path: path.name)
def test_a_shipped_notebook_is_clean(path):
    assert notebooks.problems(path) == []


def stored(tmp_path: Path, *sources: str, tags: tuple[str, ...] = ()) -> Path:
    cells = [nbformat.v4.new_code_cell(source, metadata={"tags": list(tags)} if tags else {}) for source in sources]
    path = tmp_path / "made.ipynb"
    path.write_text(notebooks.text(notebooks.normal(nbformat.v4.new_notebook(cells=cells))))
    return path


def test_a_clean_notebook_has_no_problems(tmp_path):
    assert notebooks.problems(stored(tmp_path, "x = 1\nassert x")) == []


@pytest.mark.parametrize(
    "source, problem",
    [
        ("def f(): ...", "defines"),
        ("class A: ...", "defines"),
        ("x = (", "is not Python"),
        ("x = 1\n" * 11, "longer"),
        ("import requests", "network"),
        ("from urllib.request import urlopen", "network"),
        ("import pandas\npandas.read_csv('https://example.org/a.csv')", "network"),
        ("%pip install numpy", "network"),
        ("!ls", "network"),
    ],
)
def test_what_a_cell_may_not_hold_is_found(source, problem):
    assert [found for found in notebooks.cell_problems(source) if problem in found]


def test_a_notebook_that_asserts_nothing_is_found(tmp_path):
    assert "asserts nothing" in notebooks.problems(stored(tmp_path, "x = 1"))[0]


def test_a_checked_cell_without_output_is_found(tmp_path):
    assert "has no stored output" in notebooks.problems(stored(tmp_path, "1 + 1", tags=(notebooks.CHECKED,)))[0]


def test_stored_output_and_counts_are_found(tmp_path):
    path = stored(tmp_path, "assert 1")
    path.write_text(path.read_text().replace('"execution_count": null', '"execution_count": 7'))
    assert "normal form" in notebooks.problems(path)[0]


def test_the_normal_form_is_stable(tmp_path):
    path = stored(tmp_path, "assert 1", "2", tags=(notebooks.CHECKED,))
    again = notebooks.text(notebooks.normal(nbformat.read(path, as_version=4)))
    assert again == path.read_text()


def test_a_snap_browser_is_passed_over(tmp_path, monkeypatch):
    monkeypatch.delenv("CBF_CHROMIUM", raising=False)
    fake = tmp_path / "chromium"
    fake.write_text("#!/bin/sh\nexec /snap/bin/chromium\n")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert chromium.on_path() is None
    fake.write_text("#!/bin/sh\n")
    assert chromium.on_path() == str(fake)


def test_the_named_browser_comes_first(monkeypatch):
    monkeypatch.setenv("CBF_CHROMIUM", "mine")
    assert chromium.on_path() == "mine"


def test_without_node_it_is_asked_from_pypi(monkeypatch):
    monkeypatch.setenv("PATH", os.devnull)
    assert front.needs_node() == [front.NODE_FROM_PYPI]


def test_an_old_python_gets_one_sentence(monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 9, 0))
    with pytest.raises(SystemExit, match=r"^Python 3\.11 or newer is needed, and this is 3\.9"):
        bootstrap.check_python()


def test_a_python_without_venv_gets_one_sentence(monkeypatch):
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    with pytest.raises(SystemExit, match="cannot make virtual environments"):
        bootstrap.check_python()


def test_the_bootstrap_says_what_it_can_do():
    said = subprocess.run([sys.executable, ROOT / "tools" / "bootstrap.py", "dance"], capture_output=True, text=True, check=False)
    assert said.returncode == 1
    assert "lab|test|front|lock|clean" in said.stderr


def test_the_bootstrap_stays_readable_by_an_old_python():
    import ast

    ast.parse((ROOT / "tools" / "bootstrap.py").read_text("utf-8"), feature_version=(3, 7))
