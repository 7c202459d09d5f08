"""`cbf` on the command line; JupyterLab itself is not started here."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import jupyterlab.labapp
import pytest
from jupyterlab_server.config import get_page_config

import cbf_widgets
from cbf_widgets import Spiral, cli


@pytest.fixture
def started(monkeypatch, tmp_path):
    """In an empty folder, with a JupyterLab that only records where and how it was started."""
    calls: list[tuple[Path, list[str]]] = []
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(jupyterlab.labapp, "main", lambda argv: calls.append((Path.cwd(), argv)))
    monkeypatch.setattr(cli, "is_root", lambda: False)
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", "")
    return calls


def test_lab_opens_the_start_notebook_in_the_folder(started, tmp_path):
    assert cli.main(["lab", "mine"]) == 0
    assert started == [(tmp_path / "mine", ["--LabApp.default_url=/lab/tree/00-start-here.ipynb"])]
    assert (tmp_path / "mine" / "00-start-here.ipynb").is_file()


@pytest.mark.parametrize("more", [["--no-browser"], ["--port", "9999"], ["--port=9999", "--no-browser"], []])
def test_without_a_folder_further_words_still_go_to_jupyterlab(started, tmp_path, more):
    cli.main(["lab", *more])
    folder, words = started[0]
    assert folder == tmp_path / "cbf-work"
    assert words[1:] == more


def test_further_words_go_to_jupyterlab_in_order(started):
    cli.main(["lab", "mine", "--port", "9999", "--no-browser"])
    assert started[0][1][1:] == ["--port", "9999", "--no-browser"]


def test_root_is_let_in(started, monkeypatch):
    monkeypatch.setattr(cli, "is_root", lambda: True)
    cli.main(["lab"])
    assert "--allow-root" in started[0][1]


def test_jupyterlab_asks_nobody_about_news(started):
    cli.main(["lab"])
    folder = Path(os.environ["JUPYTER_CONFIG_PATH"].split(os.pathsep)[-1])
    overrides = json.loads((folder / "labconfig" / "default_setting_overrides.json").read_text("utf-8"))
    assert overrides["@jupyterlab/apputils-extension:notification"]["fetchNews"] == "false"


@pytest.mark.parametrize("theirs, still", [(None, True), (True, True), (False, False)])
def test_the_tabs_icon_stays_still_unless_a_person_wants_it_otherwise(started, monkeypatch, tmp_path, theirs, still):
    plugin = "@jupyterlab/application-extension:faviconbusy"
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path / "own"))
    if theirs is not None:
        (tmp_path / "own" / "labconfig").mkdir(parents=True)
        page = {"disabledExtensions": {plugin: theirs}}
        (tmp_path / "own" / "labconfig" / "page_config.json").write_text(json.dumps(page))
    cli.main(["lab"])
    assert (plugin in get_page_config([])["disabledExtensions"]) is still


def test_a_persons_own_jupyter_settings_come_first(started, monkeypatch):
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", "theirs")
    cli.main(["lab"])
    assert os.environ["JUPYTER_CONFIG_PATH"].split(os.pathsep)[0] == "theirs"


def test_a_changed_notebook_is_mentioned(started, tmp_path, capsys, monkeypatch):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "00-start-here.ipynb").write_text("my own")
    cli.main(["lab", "mine"])
    assert "You changed 00-start-here.ipynb: it stays as it is" in capsys.readouterr().out
    assert (tmp_path / "mine" / "00-start-here.ipynb").read_text() == "my own"


def test_the_shipped_notebooks_are_never_worked_on(started):
    with pytest.raises(SystemExit, match="name another folder"):
        cli.main(["lab", str(cli.notebooks_dir())])


def test_a_file_in_the_folders_place_gives_one_sentence(started, tmp_path):
    (tmp_path / "mine").write_text("a file")
    with pytest.raises(SystemExit, match="can't be put into mine"):
        cli.main(["lab", "mine"])
    assert (tmp_path / "mine").read_text() == "a file"


def test_a_file_in_the_place_of_a_folder_inside_it_gives_one_sentence(started, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "teacher-notes").write_text("a file")
    with pytest.raises(SystemExit, match="can't be put into mine"):
        cli.main(["lab", "mine"])


def test_a_command_that_passes_nothing_on_refuses_unknown_words(monkeypatch, capsys):
    quiet = cli.Command("does nothing", lambda parser: None, lambda args, more: 0)
    monkeypatch.setitem(cli.COMMANDS, "quiet", quiet)
    assert cli.main(["quiet"]) == 0
    with pytest.raises(SystemExit):
        cli.main(["quiet", "--loud"])
    assert "unrecognized arguments: --loud" in capsys.readouterr().err


def test_the_installed_command_knows_its_version():
    cbf = Path(sys.executable).with_name("cbf.exe" if os.name == "nt" else "cbf")
    said = subprocess.run([cbf, "--version"], capture_output=True, text=True, check=True).stdout
    assert said.strip() == f"cbf_widgets {cbf_widgets.__version__}"


@pytest.fixture
def saved(tmp_path):
    spiral = Spiral(vocabulary="partnership-building", title="Marigold").add("acceptance", 0.4, label="Tea first")
    return spiral.save(tmp_path / "marigold.json")


def test_export_makes_a_page_to_print_beside_each_file(saved, capsys):
    assert cli.main(["export", str(saved)]) == 0
    assert saved.with_suffix(".pdf").read_bytes().startswith(b"%PDF")
    assert capsys.readouterr().out.strip() == str(saved.with_suffix(".pdf"))


def test_export_says_what_it_cannot_read_and_goes_on(saved, tmp_path, capsys):
    broken = tmp_path / "broken.json"
    broken.write_text("{", encoding="utf-8")
    assert cli.main(["export", str(broken), str(saved), "--to", "txt"]) == 1
    assert "Tea first" in saved.with_suffix(".txt").read_text("utf-8")
    assert capsys.readouterr().err.startswith(f"cbf: {broken}, line 1")


def test_export_never_writes_over_the_saved_spiral(saved, capsys):
    before = saved.read_bytes()
    assert cli.main(["export", str(saved), "--to", "json"]) == 1
    assert saved.read_bytes() == before
    assert "another format" in capsys.readouterr().err
