"""The lab and what is around it, on a bare page: history, keys, views, the kernel, export."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from cbf_widgets import StepNetwork
from cbf_widgets.simulation.parts import Step
from tests.browser.lab import LabView
from tests.browser.lab_kernel import LabKernel
from tests.browser.soon import soon


@pytest.fixture
def lab(open_lab):
    return open_lab()[0]


def test_undo_and_redo_by_key_and_keys_never_reach_the_page(lab):
    lab.bare.page.evaluate("() => { window.heard = []; document.addEventListener('keydown', (e) => window.heard.push(e.key)); }")
    lab.type("slip", 20)
    lab.scrubber.press("Control+z")
    assert lab.values("slip") == [0.1] * 5
    lab.scrubber.press("Control+Shift+z")
    assert lab.values("slip") == [0.2] * 5
    lab.scrubber.press("d")
    lab.slider("slip").press("x")
    lab.scrubber.press("Control+s")
    heard = lab.bare.page.evaluate("() => window.heard")
    assert "s" in heard
    assert not {"d", "x", "z", "Z"} & set(heard)


def test_two_views_stay_in_step(open_lab):
    lab, _ = open_lab(views=2)
    other = LabView.within(lab.page, lab.bare.view(1), lab.bare)
    lab.type("slip", 30)
    expect(other.field("slip")).to_have_value("30")
    lab.seek(10)
    assert other.contact == 0  # where one looks is each view's own


def test_a_change_from_python_is_shown(open_lab):
    lab, kernel = open_lab()
    kernel.lab.parameters = {"rupture": 0.5}
    lab.bare.set(**kernel.traits("study", "history", "facts"))
    expect(lab.field("rupture")).to_have_value("50")
    lab.button("Undo").click()
    expect(lab.field("rupture")).to_have_value("3")


def test_what_python_refuses_is_said(lab):
    lab.bare.message({"answers": "", "ok": False, "said": "expected a number"})
    expect(lab.root.get_by_role("alert")).to_have_text("expected a number")


def test_without_facts_it_waits_and_then_shows_them(bare_widget):
    kernel = LabKernel()
    traits = kernel.traits()
    facts, traits["facts"] = traits["facts"], {}
    bare = bare_widget("lab", traits, kernel=kernel)
    expect(bare.view()).to_contain_text("running the first runs")
    bare.set(facts=facts)
    LabView.within(bare.page, bare.view(), bare)


def test_a_label_is_text_never_markup(open_lab):
    nasty = StepNetwork(steps=(Step("a", label="<img src=x onerror=alert(1)>", uptake=0.1), Step("b", uptake=0.1)), loops=2)
    lab, _ = open_lab(source=nasty)
    lab.fold("words")
    lab.fold("edges")
    expect(lab.root.locator("img")).to_have_count(0)
    assert lab.root.evaluate("(root) => root.querySelectorAll('[id]').length") == 0


def test_export_asks_for_what_was_chosen_and_the_token_can_be_copied(open_lab):
    lab, kernel = open_lab()
    panel = lab.panel("export")
    panel.get_by_label("As").select_option(label="Data, CSV table")
    panel.get_by_label("Table").select_option("triggers")
    panel.get_by_role("button", name="Export", exact=True).click()
    expect(lab.root.locator(".cbf-told")).to_be_visible()
    lab.bare.rest()
    assert {"ask": "export", "what": "data", "format": "csv", "table": "triggers"}.items() <= kernel.asked[-1].items()
    panel.get_by_label("As").select_option(label="Picture, SVG")
    with lab.page.expect_download() as download:
        panel.get_by_role("button", name="Export", exact=True).click()
    assert download.value.suggested_filename == "partnership-building-contact-by-contact.svg"
    assert Path(download.value.path()).read_text("utf-8").startswith("<svg")
    assert soon(lambda: panel.get_by_label("Token").input_value()) == lab.bare.get("facts")["token"] == kernel.lab.ensemble.token


def test_it_lets_go_of_the_model_when_it_is_closed(lab):
    lab.button("Play").click()
    assert lab.bare.close() == 0
