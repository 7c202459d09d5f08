"""The lab's front end on a bare page, a stand-in for the kernel behind it: mouse, keys, touch and words."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from cbf_widgets import StepNetwork
from cbf_widgets.simulation.parts import Step
from tests.browser.bare import BareWidget
from tests.browser.conftest import watched
from tests.browser.lab import LabView
from tests.browser.lab_kernel import LabKernel

WITHOUT = {"kind": "without", "names": ["ratchet"]}


@pytest.fixture
def opened(bare_widget):
    """`opened(beside=…)`: the lab on a bare page; the kernel behind it."""

    def opener(*, views=1, **fields):
        kernel = LabKernel(**fields)
        bare = bare_widget("lab", kernel.traits(), views=views, kernel=kernel)
        return LabView.within(bare.page, bare.view(), bare), kernel

    return opener


@pytest.fixture
def lab(opened):
    return opened()[0]


# --- one run ---------------------------------------------------------------------------------------------------------


def test_it_opens_at_the_beginning_and_play_goes_on_from_there(lab):
    assert lab.contact == 0
    expect(lab.sentence).to_have_text(lab.bare.page.evaluate("() => window.bare.state().facts.run.words[0]"))
    lab.button("Play").click()
    expect(lab.button("Pause")).to_be_visible()
    expect(lab.root.locator(".cbf-at b")).to_have_text(re.compile("Contact [1-9]"))
    lab.button("Pause").click()
    expect(lab.live).to_contain_text(f"Contact {lab.contact} of 52")


def test_which_step_moves_is_a_plain_dot_on_the_score_until_it_was_seen(lab):
    notes, ahead = lab.root.locator(".cbf-note"), lab.root.locator(".cbf-note[data-ahead]")
    count = notes.count()
    assert 0 < count == ahead.count()
    lab.seek(30)
    left = ahead.count()
    assert 0 < left < count
    lab.seek(3)
    assert ahead.count() == left
    lab.seek(52)
    assert ahead.count() == 0
    lab.button("The next run").click()
    lab.seek(0)
    expect(ahead).to_have_count(0)  # it was at the end of this one too
    lab.button("The next run").click()
    expect(ahead).to_have_count(notes.count())


def test_keys_on_the_score_go_through_the_contacts(lab):
    lab.scrubber.focus()
    for key, contact in (("Home", 0), ("ArrowRight", 1), ("ArrowRight", 2), ("ArrowLeft", 1), ("End", 52)):
        lab.scrubber.press(key)
        assert lab.contact == contact
    lab.scrubber.press("PageDown")
    assert lab.contact < 50
    expect(lab.scrubber).to_have_attribute("aria-valuetext", f"Contact {lab.contact} of 52. {lab.sentence.inner_text()}")


def test_a_click_anywhere_on_the_score_goes_there(lab):
    box = lab.scrubber.bounding_box()
    for share, contact in ((0.5, 26), (0.25, 13)):
        lab.page.mouse.click(box["x"] + 10 + share * (box["width"] - 20), box["y"] + 6)
        assert lab.contact == contact
        knob = lab.root.locator(".cbf-knob").bounding_box()
        assert abs(knob["x"] + knob["width"] / 2 - (box["x"] + 10 + share * (box["width"] - 20))) < 3


def test_buttons_step_and_the_ends_stop(lab):
    lab.button("To the end").click()
    assert lab.contact == 52
    assert lab.button("One contact on").is_disabled()
    lab.button("One contact back").click()
    assert lab.contact == 51
    lab.button("To the beginning").click()
    assert lab.contact == 0
    assert lab.button("One contact back").is_disabled()
    lab.button("One contact on").click()
    assert lab.contact == 1
    expect(lab.live).to_contain_text("Contact 1 of 52")


def test_the_picture_and_the_words_say_the_same_at_every_contact(lab):
    told = lab.fold("words")
    for contact in (0, 3, 27, 48):
        lab.seek(contact)
        picture = lab.network.get_attribute("aria-label")
        for line in told.locator("h4:has-text('Where the steps stand') + ul li").all_inner_texts():
            assert line.split(" ", 1)[1] in picture


def test_a_step_is_drawn_by_what_is_secured_what_can_slip_and_what_is_not_reached(lab):
    facts = lab.bare.page.evaluate(
        "() => { const { run } = window.bare.state().facts; return [run.levels, run.floors].map((v) => [...new Int8Array(v.buffer)]); }"
    )
    levels, floors = facts
    seen = set()
    for contact in range(0, 53, 4):
        lab.seek(contact)
        for i in range(5):
            level, floor = levels[5 * contact + i], floors[5 * contact + i]
            step = lab.step(i + 1)
            assert step.locator(".cbf-unreached").count() == 3 - level
            assert step.locator(".cbf-solid").count() == (floor > 0)
            assert step.locator(".cbf-notches").count() == (floor > 0)
            assert step.locator(".cbf-hatch").count() == (level > floor)
            seen.add((level, floor))
    assert len(seen) > 4


def test_what_is_caught_travels_along_its_arrow(lab):
    caught = lab.bare.page.evaluate("() => window.bare.state().facts.run.reasons.find((r) => r.caught_from !== null)")
    lab.seek(caught["contact"])
    pulse = lab.root.locator(f".cbf-pulse[data-step='{caught['step']}']")
    assert pulse.count() == 1
    assert lab.root.locator(".cbf-carry[data-state=caught]").count() >= 1
    assert pulse.locator("circle").first.get_attribute("transform").startswith("translate(")
    assert lab.root.locator(".cbf-left").inner_text().count("Its chance in this contact") == sum(
        reason["contact"] == caught["contact"] for reason in lab.bare.page.evaluate("() => window.bare.state().facts.run.reasons")
    )
    lab.seek(0)
    assert lab.root.locator(".cbf-pulse").count() == 0


def test_a_rupture_breaks_the_line_until_it_is_repaired(lab):
    ruptured = lab.bare.page.evaluate("() => [...new Uint8Array(window.bare.state().facts.run.ruptured.buffer)]")
    start = ruptured.index(1)
    lab.seek(start)
    assert lab.network.locator(".cbf-trail[data-broken]").count() == 1
    assert lab.network.get_attribute("data-struck") == "true"
    assert "A rupture stands" in lab.network.get_attribute("aria-label")
    lab.seek(ruptured.index(0, start))
    assert lab.network.locator(".cbf-trail[data-broken]").count() == 0
    assert lab.root.locator(".cbf-score .cbf-break").count() == sum(b > a for a, b in itertools.pairwise(ruptured))


def test_a_run_is_chosen_by_number_by_its_neighbours_and_among_the_twelve(lab):
    expect(lab.run).to_have_value("7")
    lab.run.fill("100")
    lab.run.press("Enter")
    assert lab.bare.get("run") == 99
    expect(lab.root.locator(".cbf-where")).to_contain_text("run 100")
    assert lab.twelve.and_(lab.root.locator("[aria-pressed=true]")).count() == 0
    lab.button("The next run").click()
    expect(lab.run).to_have_value("101")
    lab.twelve.nth(4).click()
    expect(lab.run).to_have_value("5")
    expect(lab.twelve.nth(4)).to_have_attribute("aria-pressed", "true")
    lab.run.fill("99999")
    lab.run.press("Enter")
    expect(lab.run).to_have_value("2000")
    assert lab.names == []  # which run is shown is no step of the history


# --- all runs --------------------------------------------------------------------------------------------------------


def test_a_click_on_the_chart_shows_a_run_that_goes_there(lab):
    box = lab.plot().bounding_box()
    lab.page.mouse.click(box["x"] + box["width"] * 0.4, box["y"] + box["height"] * 0.15)
    asked = [each for each in lab.bare.sent if each["ask"] == "near"][-1]
    expect(lab.run).not_to_have_value("7")
    assert lab.contact == asked["contact"]
    total = lab.bare.page.evaluate(
        "(c) => { const { facts } = window.bare.state(); const l = new Int8Array(facts.run.levels.buffer); return l.slice(5 * c, 5 * c + 5).reduce((a, b) => a + b); }",
        asked["contact"],
    )
    assert abs(total - asked["loops"]) <= 1


def test_the_counts_are_those_of_the_contact(lab):
    lab.seek(0)
    assert lab.counted(1) == ["0", "0", "0"]
    lab.seek(52)
    late = [int(n) for n in lab.counted(1)]
    assert late == sorted(late, reverse=True)
    assert late[0] > 80
    expect(lab.root.locator(".cbf-counts caption")).to_contain_text("at contact 52")


def test_the_chart_as_a_table_has_a_row_for_each_contact(lab):
    rows = lab.fold("table").locator("tbody tr")
    assert rows.count() == 53
    median = lab.bare.page.evaluate("() => new Float32Array(window.bare.state().facts.bands.buffer)[2 * 53 + 52]")
    assert rows.nth(52).locator("td").nth(2).inner_text() == str(int(median))


def test_another_setting_stands_beside_it_with_the_difference_in_words(lab):
    lab.root.get_by_label("Beside it").select_option("ratchet")
    expect(lab.root.locator(".cbf-plot")).to_have_count(2)
    assert lab.study["beside"] == WITHOUT
    expect(lab.root.locator(".cbf-difference")).to_contain_text("On the same draws, runs end")
    expect(lab.root.locator(".cbf-difference")).to_contain_text("higher on average than without the ratchet")
    for cell in lab.counted(1):
        main, other = re.findall(r"\d+", cell)
        assert int(main) >= int(other)
    lab.root.get_by_label("Beside it").select_option("")
    expect(lab.root.locator(".cbf-plot")).to_have_count(1)


def test_a_setting_is_kept_and_what_is_changed_then_is_compared_with_it(lab):
    lab.button("Keep this to compare").click()
    lab.settled()
    expect(lab.root.locator(".cbf-difference")).to_contain_text("just as high")
    lab.type("ratchet", 60)
    assert lab.study["beside"]["network"]["steps"][0]["ratchet"] == 0.12
    expect(lab.root.locator(".cbf-difference")).to_contain_text("higher on average than the setting kept")
    lab.root.get_by_label("Beside it").select_option("contagion")
    lab.root.get_by_label("Beside it").select_option(label="the setting kept")
    assert lab.study["beside"]["kind"] == "kept"


# --- assumptions -----------------------------------------------------------------------------------------------------


def test_dragging_a_slider_tries_and_letting_go_commits_once(opened):
    lab, kernel = opened()
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
    after = lab.root.locator(".cbf-band[data-share='50']").get_attribute("d")
    lab.button("Undo").click()
    lab.settled()
    assert lab.root.locator(".cbf-band[data-share='50']").get_attribute("d") == before != after


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
    assert lab.field("slip").get_attribute("max") == "100"
    lab.type("slip", 75)
    assert lab.values("slip") == [0.75] * 5
    expect(lab.slider("slip")).to_have_value("0.75")
    lab.button("Undo").click()
    expect(lab.slider("slip")).to_have_attribute("max", "0.4")


def test_a_step_is_chosen_in_the_picture_or_the_list_and_gets_a_number_of_its_own(lab):
    lab.step(3).click()
    assert lab.step(3).get_attribute("data-chosen") == "true"
    lab.type("ratchet", 50)
    assert lab.values("ratchet") == [0.12, 0.12, 0.5, 0.12, 0.12]
    lab.choose("5 Repair after rupture when needed")
    assert lab.step(5).get_attribute("data-chosen") == "true"
    lab.type("ratchet", 0)
    assert lab.values("ratchet") == [0.12, 0.12, 0.5, 0.12, 0]
    lab.scrubber.press("Escape")
    assert lab.root.locator(".cbf-place[data-chosen]").count() == 0
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
    assert lab.slider("effort").is_disabled()
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
    assert lab.slider("effort").count() == 0
    lab.more()
    expect(lab.root.get_by_label("Effort over time", exact=True)).to_have_value("own")
    assert lab.slider("effort").is_disabled()
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


# --- the history, the kernel, the page around ------------------------------------------------------------------------


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


def test_two_views_stay_in_step(opened):
    lab, _ = opened(views=2)
    other = LabView.within(lab.page, lab.bare.view(1), lab.bare)
    lab.type("slip", 30)
    expect(other.field("slip")).to_have_value("30")
    lab.seek(10)
    assert other.contact == 0  # where one looks is each view's own


def test_a_change_from_python_is_shown(opened):
    lab, kernel = opened()
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


def test_a_label_is_text_never_markup(opened):
    nasty = StepNetwork(steps=(Step("a", label="<img src=x onerror=alert(1)>", uptake=0.1), Step("b", uptake=0.1)), loops=2)
    lab, _ = opened(source=nasty)
    lab.fold("words")
    lab.fold("edges")
    assert lab.root.locator("img").count() == 0
    assert lab.root.evaluate("(root) => root.querySelectorAll('[id]').length") == 0


def test_export_asks_for_what_was_chosen_and_the_token_can_be_copied(opened):
    lab, kernel = opened()
    panel = lab.panel("export")
    panel.get_by_label("As").select_option(label="Data, CSV table")
    panel.get_by_label("Table").select_option("triggers")
    panel.get_by_role("button", name="Export", exact=True).click()
    expect(lab.root.locator(".cbf-told")).to_be_visible()
    assert {"ask": "export", "what": "data", "format": "csv", "table": "triggers"}.items() <= kernel.asked[-1].items()
    panel.get_by_label("As").select_option(label="Picture, SVG")
    with lab.page.expect_download() as download:
        panel.get_by_role("button", name="Export", exact=True).click()
    assert download.value.suggested_filename == "partnership-building-contact-by-contact.svg"
    assert Path(download.value.path()).read_text("utf-8").startswith("<svg")
    assert panel.get_by_label("Token").input_value() == lab.bare.get("facts")["token"] == kernel.lab.ensemble.token


def test_it_lets_go_of_the_model_when_it_is_closed(lab):
    lab.button("Play").click()
    assert lab.bare.close() == 0


# --- touch -----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def touch_page(browser, problems):
    page = watched(browser, problems, has_touch=True, viewport={"width": 820, "height": 1100})
    yield page
    page.context.close()


def test_a_finger_chooses_a_step_scrubs_and_finds_a_run(touch_page):
    kernel = LabKernel()
    bare = BareWidget.open(touch_page, "lab", kernel.traits(), views=1, styles=[], kernel=kernel)
    lab = LabView.within(touch_page, bare.view(), bare)
    lab.step(4).tap()
    assert lab.step(4).get_attribute("data-chosen") == "true"
    box = lab.scrubber.bounding_box()
    touch_page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + 40)
    assert lab.contact == 26
    lab.plot().tap(position={"x": 90, "y": 120})
    expect(lab.run).not_to_have_value("7")
    lab.twelve.nth(0).tap()
    expect(lab.run).to_have_value("1")
