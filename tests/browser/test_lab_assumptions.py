"""The lab's assumptions on a bare page, a stand-in for the kernel behind it: sliders, fields, arrows, plans, presets."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

WITHOUT = {"kind": "without", "names": ["ratchet"]}


@pytest.fixture
def lab(open_lab):
    return open_lab()[0]


def test_dragging_a_slider_tries_and_letting_go_commits_once(open_lab):
    lab, kernel = open_lab()
    before = lab.root.locator(".cbf-band[data-share='50']").get_attribute("d")
    lab.drag("slip", 0.3, 0.5, 0.7)
    expect(lab.root.locator(".cbf-band[data-share='50']")).not_to_have_attribute("d", before)
    tries = [each for each in kernel.asked if each["ask"] == "try"]
    assert tries
    assert lab.names == []
    assert lab.values("slip") == [0.1] * 5
    lab.page.mouse.up()
    lab.settled()
    assert len(lab.names) == 1
    assert lab.names[0].startswith("Slip: ")
    assert lab.values("slip") == [pytest.approx(0.28, abs=0.02)] * 5  # 0.7 of a slider that ends at 40 in 100
    assert len([saved for saved in lab.bare.saved if "study" in saved]) == 1
    expect(lab.root.locator(".cbf-band[data-share='50']")).not_to_have_attribute("d", before)
    lab.button("Undo").click()
    expect(lab.root.locator(".cbf-band[data-share='50']")).to_have_attribute("d", before)


def test_arrow_keys_on_a_slider_are_one_step_of_the_history(lab):
    lab.slider("rupture").focus()
    for _ in range(3):
        lab.slider("rupture").press("ArrowRight")
    lab.settled()
    assert lab.study["network"]["rupture"] == pytest.approx(0.06)
    assert lab.names == ["Rupture: 6 in 100"]


def test_a_typed_number_for_all_keeps_what_differs_in_proportion(lab):
    expect(lab.root.locator(".cbf-assume[data-name=uptake]")).to_contain_text("Earning acceptance: 9.6")
    lab.type("uptake", 12)
    assert lab.values("uptake") == [0.192, 0.12, 0.12, 0.12, 0.12]
    lab.button("Reset Uptake").click()
    assert lab.values("uptake") == [0.096, 0.06, 0.06, 0.06, 0.06]


def test_a_number_beyond_the_end_of_a_slider_can_be_typed_and_is_shown(lab):
    for name in ("uptake", "slip", "rupture"):
        expect(lab.slider(name)).to_have_attribute("max", "0.4")
    expect(lab.field("slip")).to_have_attribute("max", "100")
    lab.type("slip", 75)
    assert lab.values("slip") == [0.75] * 5
    expect(lab.slider("slip")).to_have_value("0.75")
    lab.button("Undo").click()
    expect(lab.slider("slip")).to_have_attribute("max", "0.4")


def test_a_step_is_chosen_in_the_picture_or_the_list_and_gets_a_number_of_its_own(lab):
    lab.step(3).click()
    expect(lab.step(3)).to_have_attribute("data-chosen", "true")
    lab.type("ratchet", 50)
    assert lab.values("ratchet") == [0.12, 0.12, 0.5, 0.12, 0.12]
    lab.choose("5 Repair after rupture when needed")
    expect(lab.step(5)).to_have_attribute("data-chosen", "true")
    lab.type("ratchet", 0)
    assert lab.values("ratchet") == [0.12, 0.12, 0.5, 0.12, 0]
    lab.scrubber.press("Escape")
    expect(lab.root.locator(".cbf-place[data-chosen]")).to_have_count(0)
    expect(lab.root.locator(".cbf-assume[data-name=ratchet]")).to_contain_text("Subtle intervention: 50")


def test_an_arrow_is_chosen_in_the_picture_and_gets_a_number_of_its_own(lab):
    lab.page.mouse.click(*lab.arrow("acceptance", "subtle"))
    expect(lab.root.locator(".cbf-carry[data-state=chosen]")).to_have_count(1)
    lab.type("contagion", 33)
    assert lab.weights()["acceptance", "subtle"] == 0.33
    assert lab.weights()["acceptance", "valuing"] == 0.1
    assert lab.names == ["Helpful contagion from Earning acceptance to Subtle intervention: 33 in 100"]


def test_a_factor_moves_all_arrows(lab):
    lab.type("contagion", 2)
    assert lab.weights()["acceptance", "valuing"] == 0.2
    assert lab.weights()["valuing", "acceptance"] == 0.1
    assert lab.names == ["Helpful contagion: × 2"]


def test_arrows_are_changed_added_and_taken_away_in_words(lab):
    fold = lab.fold("edges")
    number = fold.get_by_label("Readiness from Earning acceptance to Obvious intervention, in 100")
    number.fill("25")
    number.press("Enter")
    assert lab.weights("readiness")["acceptance", "obvious"] == 0.25
    fold.get_by_role("button", name="Take away the arrow from Earning acceptance to Obvious intervention").click()
    assert ("acceptance", "obvious") not in lab.weights()
    fold.get_by_label("From", exact=True).select_option(label="Repair after rupture when needed")
    fold.get_by_label("To", exact=True).select_option(label="Repair after rupture when needed")
    fold.get_by_role("button", name="Add an arrow").click()
    assert lab.weights()["repair", "repair"] == 0.1
    lab.settled()
    lab.button("Reset all").click()
    assert lab.study["network"] == lab.study["start"]


def test_a_plan_takes_the_place_of_effort(lab):
    lab.more()
    lab.root.get_by_label("Effort over time").select_option("listening-first")
    lab.settled()
    assert lab.study["plan"]["id"] == "listening-first"
    assert "about" not in lab.study["plan"]
    expect(lab.slider("effort")).to_be_disabled()
    lab.root.get_by_label("Effort over time").select_option("")
    assert lab.study["plan"] is None


def test_effort_over_time_is_set_by_hand_phase_by_phase(lab):
    fold = lab.fold("effort")
    expect(fold).to_contain_text("Mean effort: 100 of 100.")
    fold.get_by_role("button", name="Add a phase").click()
    for label, typed in (("Share of phase 1, in 100", "25"), ("Effort for Obvious intervention in phase 1, of 100", "0")):
        fold.get_by_label(label).fill(typed)
        fold.get_by_label(label).press("Enter")
    lab.settled()
    plan = lab.study["plan"]
    assert (plan["id"], [phase["share"] for phase in plan["phases"]]) == ("own", [0.25, 0.75])
    assert [phase["effort"] for phase in plan["phases"]] == [[1, 1, 1, 0, 1], [1] * 5]
    expect(fold).to_contain_text("Mean effort: 95 of 100.")
    expect(fold).to_contain_text("at equal total effort only when their means are equal")
    expect(lab.slider("effort")).to_have_count(0)
    lab.more()
    expect(lab.root.get_by_label("Effort over time", exact=True)).to_have_value("own")
    expect(lab.slider("effort")).to_be_disabled()
    fold.get_by_role("button", name="Take away phase 1").click()
    lab.settled()
    assert lab.study["plan"]["phases"] == [{"share": 1, "effort": [1] * 5}]
    lab.root.get_by_label("Effort over time", exact=True).select_option("")
    assert lab.study["plan"] is None


def test_a_preset_and_the_one_that_turns_it_round_are_a_click_away(lab):
    lab.panel("presets").get_by_role("button", name="The ratchet holds the gains").first.click()
    lab.settled()
    assert lab.names == ["Preset: The ratchet holds the gains"]
    assert lab.study["beside"] == WITHOUT
    row = (
        lab.panel("presets")
        .locator("li")
        .filter(has=lab.page.locator("button:first-child", has_text="The ratchet holds the gains"))
    )
    row.first.get_by_role("button", name="A ratchet that hardly matters").click()
    assert lab.study["network"]["rupture"] == 0
    lab.button("Undo").click()
    assert lab.study["network"]["rupture"] == 0.03


def test_seed_runs_and_contacts_are_set_and_held_within_their_range(lab):
    lab.seek(50)
    for label, typed, name, value in (
        ("Contacts", "20", "contacts", 20),
        ("Runs", "100", "runs", 100),
        ("Seed", "-5", "seed", 0),
    ):
        field = lab.root.locator(".cbf-wholes").get_by_label(label)
        field.fill(typed)
        field.press("Enter")
        assert lab.study[name] == value
        lab.settled()
    assert lab.contact == 20
    lab.button("Draw again").click()
    assert lab.study["seed"] == 1
