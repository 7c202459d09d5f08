"""The lab in a real JupyterLab: what is built on the spiral opens in it, runs, is scrubbed, compared, told in words and exported."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import violations
from tests.browser.builder import Builder
from tests.browser.lab import LabView

BUILD = "from cbf_widgets import SpiralBuilder\nmine = SpiralBuilder(vocabulary='partnership-building', folder={folder!r})\nmine"
OPEN = "from cbf_widgets import ContagionLab\nlab = ContagionLab({source}, folder={folder!r}, seed=7)\nlab"
NAMES = "lab.history['names'][1:]"


def shown(open_notebook, folder: Path, source: str = "vocabulary='partnership-building'"):
    """A notebook with a lab."""
    notebook = open_notebook(OPEN.format(source=source, folder=str(folder)))
    notebook.run()
    return notebook, LabView.within(notebook.page, notebook.output(0))


def built(open_notebook, folder: Path, build):
    """A notebook in which a spiral was built, and the lab that opened on it."""
    notebook = open_notebook(BUILD.format(folder=str(folder)), "lab = None")
    notebook.run()
    widget = Builder.within(notebook.page, notebook.output(0))
    build(widget)
    notebook.expect("len(mine.spiral.marks)", 4)
    notebook.write(1, OPEN.format(source="mine", folder=str(folder)))
    notebook.run_cell(1)
    return notebook, LabView.within(notebook.page, notebook.output(1))


def bands(bench: LabView):
    """The bands of the charts: nine in ten, half of all; those as set first."""
    return bench.root.locator(".cbf-chart .cbf-band")


def by_mouse(widget: Builder) -> None:
    for kind, place in (("acceptance", 0.3), ("valuing", 0.8), ("subtle", 1.3), ("repair", 2.2)):
        widget.place(kind, place)


def by_keyboard(widget: Builder) -> None:
    widget.keys("1", "2", "3", "5")


def downloaded(bench: LabView, choose, press):
    """Export by what `press` does; the file."""
    panel = bench.panel("export")
    choose(panel.get_by_label("As", exact=True))
    with bench.page.expect_download() as waiting:
        press(panel.get_by_role("button", name="Export", exact=True))
    return Path(waiting.value.path()).read_bytes(), waiting.value.suggested_filename


def test_a_spiral_built_by_mouse_runs_is_scrubbed_compared_told_and_exported(open_notebook, tmp_path):
    notebook, bench = built(open_notebook, tmp_path, by_mouse)
    notebook.expect("[step.kind for step in lab.network.steps]", ["acceptance", "valuing", "subtle", "repair"])
    notebook.expect("lab.facts['glyphs']", [0, 1, 2, 4])
    expect(bench.scrubber).to_have_value("0")
    bench.button("Play").click()
    expect(bench.scrubber).not_to_have_value("0")
    bench.button("Pause").click()
    bench.scrubber.click()  # in its middle
    expect(bench.scrubber).to_have_value("26")
    bench.root.get_by_label("Beside it").select_option("without the ratchet")
    notebook.expect("lab.facts['beside'] and lab.facts['beside']['label']", "without the ratchet")
    expect(bands(bench)).to_have_count(4)
    said = notebook.eval("lab.facts['summary'][0]")
    words = bench.fold("words")
    expect(words).to_contain_text(said)
    expect(words).to_contain_text(notebook.eval("lab.facts['run']['words'][26]"))
    content, name = downloaded(bench, lambda field: field.select_option("Words"), lambda button: button.click())
    assert said.encode() in content
    assert notebook.eval("lab.ensemble.token").encode() in content
    assert name == "my-study.txt"


def test_a_spiral_built_by_keyboard_runs_is_scrubbed_compared_told_and_exported(open_notebook, tmp_path):
    notebook, bench = built(open_notebook, tmp_path, by_keyboard)
    expect(bench.scrubber).to_have_value("0")
    bench.button("Play").press("Enter")
    expect(bench.scrubber).not_to_have_value("0")
    bench.button("Pause").press("Enter")
    for key in ("Home", "PageUp", "ArrowRight"):
        bench.scrubber.press(key)
    before = notebook.eval("lab.network.values('ratchet').tolist()")
    bench.slider("ratchet").press("Home")
    notebook.expect("lab.network.values('ratchet').tolist()", [0.0] * 4)
    bench.root.press("Control+z")
    notebook.expect("lab.network.values('ratchet').tolist()", before)
    beside = bench.root.get_by_label("Beside it")
    beside.focus()
    bench.page.keyboard.type("without the ratchet")
    notebook.expect("lab.study.beside.names", ["ratchet"])
    bench.root.locator(".cbf-fold[data-fold=words] summary").press("Enter")
    expect(bench.root.locator(".cbf-fold[data-fold=words]")).to_contain_text(notebook.eval("lab.facts['summary'][0]"))

    def choose(field):
        field.focus()
        bench.page.keyboard.type("Data, CSV")

    content, _ = downloaded(bench, choose, lambda button: button.press("Enter"))
    assert content.startswith(b"\xef\xbb\xbf")


# Whenever something in the page's head changes: which icon the browser's tab has.
ICONS = """() => {
  const icon = () => (document.querySelector("link[rel~=icon]")?.href ?? "").split("/").at(-1);
  window.tabIcons = [icon()];
  new MutationObserver(() => window.tabIcons.push(icon())).observe(document.head, { subtree: true, childList: true, attributes: true });
}"""


def test_a_slider_shows_its_bands_as_it_moves_and_is_one_step(open_notebook, tmp_path):
    notebook, bench = shown(open_notebook, tmp_path)
    notebook.page.evaluate(ICONS)
    before = bands(bench).first.get_attribute("d")
    bench.drag("ratchet", 0.5, 0.0)
    expect(bands(bench).first).not_to_have_attribute("d", before)
    notebook.expect(f"len({NAMES})", 0)
    notebook.page.mouse.up()
    notebook.expect("float(lab.network.values('ratchet').max())", 0.0)
    notebook.expect(f"len({NAMES})", 1)
    expect(bands(bench).first).not_to_have_attribute("d", before)
    bench.settled()
    bench.button("Undo").click()
    notebook.expect("lab.network.steps[0].ratchet", 0.12)
    expect(bands(bench).first).to_have_attribute("d", before)
    icons = notebook.page.evaluate("window.tabIcons")
    assert {icon.split("?")[0] for icon in icons} == {"favicon.ico"}  # else it flickers


def test_what_python_sets_is_shown_at_once_and_can_be_undone(open_notebook, tmp_path):
    notebook, bench = shown(open_notebook, tmp_path)
    before = bands(bench).first.get_attribute("d")
    notebook.do("lab.parameters = {'contagion': 0}")
    expect(bands(bench).first).not_to_have_attribute("d", before)
    notebook.do("lab.run = 41")
    expect(bench.run).to_have_value("42")
    expect(bench.button("Undo")).to_have_attribute("title", "Undo: Set the parameters from Python (Ctrl+Z)")
    bench.button("Undo").click()
    notebook.expect("lab.study.network == lab.study.start", True)
    expect(bands(bench).first).to_have_attribute("d", before)


def test_a_click_on_a_band_shows_a_run_that_goes_there(open_notebook, tmp_path):
    notebook, bench = shown(open_notebook, tmp_path)
    ground = bench.root.locator(".cbf-chart .cbf-ground").first
    box = ground.bounding_box()
    ground.click(position={"x": box["width"] * 26 / 52, "y": box["height"] - 30}, force=True)
    expect(bench.scrubber).to_have_value("26")
    notebook.expect("lab.run != 0", True)
    run = notebook.eval("lab.run")
    expect(bench.run).to_have_value(str(run + 1))
    assert notebook.eval(f"len({NAMES})") == 0


def test_two_views_stay_in_step(open_notebook, tmp_path):
    notebook = open_notebook(OPEN.format(source="vocabulary='partnership-building'", folder=str(tmp_path)), "lab")
    notebook.run()
    one, two = (LabView.within(notebook.page, notebook.output(i)) for i in range(2))
    two.run.fill("5")
    two.run.press("Enter")
    expect(one.run).to_have_value("5")
    two.slider("ratchet").press("Home")
    expect(one.slider("ratchet")).to_have_value("0")


def test_a_study_is_saved_and_after_a_restart_opened_as_it_was(open_notebook, tmp_path):
    notebook, bench = shown(open_notebook, tmp_path)
    bench.slider("slip").press("End")
    notebook.expect(f"len({NAMES})", 1)
    study = notebook.eval("lab.study.to_dict()")
    panel = bench.panel("save")
    panel.get_by_label("File name").fill("ours")
    panel.get_by_role("button", name="Save", exact=True).click()
    expect(bench.root.locator(".cbf-told")).to_have_text("Saved as ours.json, beside this notebook.")
    assert json.loads((tmp_path / "ours.json").read_text("utf-8"))["network"] == study["network"]
    notebook.close()
    notebook.__dict__.pop("kernel", None)
    notebook.restart()
    notebook.run()
    again = LabView.within(notebook.page, notebook.output(0))
    again.panel("open").get_by_role("button", name="ours.json").click()
    notebook.expect("lab.study.to_dict()", study)


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_nothing_bars_the_way_in_light_and_dark(open_notebook, tmp_path, theme):
    notebook, bench = shown(
        open_notebook, tmp_path, "vocabulary='partnership-building', beside={'kind': 'without', 'names': ['ratchet']}"
    )
    notebook.theme(theme)
    for name in ("words", "edges", "table", "sheet"):
        bench.fold(name)
    assert violations(notebook.page, ".cbf-lab") == []
    for name in ("presets", "history", "save", "open", "export", "keys"):
        bench.panel(name)
        assert violations(notebook.page, ".cbf-lab") == []
    notebook.theme("JupyterLab Light")


def test_keys_pressed_in_the_lab_leave_the_notebooks_cells_alone(open_notebook, tmp_path):
    notebook, bench = shown(open_notebook, tmp_path)
    for key in ("d", "d", "x", "a", "b", "m", "0", "0", "z"):
        bench.scrubber.press(key)
        bench.button("Play").press(key)
    expect(notebook.panel.locator(".jp-Cell")).to_have_count(1)
    expect(bench.root).to_be_visible()


def test_the_saved_notebook_shows_the_lab_with_no_kernel(open_notebook, tmp_path):
    notebook, bench = shown(open_notebook, tmp_path)
    bench.slider("ratchet").press("Home")
    notebook.expect(f"len({NAMES})", 1)
    said = f"Half of all runs gain {int(notebook.eval('lab.ensemble.tally().bands([0.5])[0, -1]'))} of 15 loops"
    expect(notebook.output(0).locator("figure.cbf-static")).to_contain_text(said)
    outputs = notebook.save()["cells"][0]["outputs"]
    stills = [output["data"]["text/html"] for output in outputs if "text/html" in output.get("data", {})]
    assert [said in "".join(still) for still in stills] == [True]
