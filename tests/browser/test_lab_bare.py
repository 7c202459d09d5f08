"""The lab's pictures on a bare page, a stand-in for the kernel behind it: one run, all runs, by mouse, keys and touch."""

from __future__ import annotations

import itertools
import re

import pytest
from playwright.sync_api import expect

from tests.browser.bare import BareWidget
from tests.browser.conftest import watched
from tests.browser.lab import LabView
from tests.browser.lab_kernel import LabKernel

WITHOUT = {"kind": "without", "names": ["ratchet"]}


@pytest.fixture
def lab(open_lab):
    return open_lab()[0]


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
    expect(ahead).to_have_count(left)
    lab.seek(52)
    expect(ahead).to_have_count(0)
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
    expect(lab.button("One contact on")).to_be_disabled()
    lab.button("One contact back").click()
    assert lab.contact == 51
    lab.button("To the beginning").click()
    assert lab.contact == 0
    expect(lab.button("One contact back")).to_be_disabled()
    lab.button("One contact on").click()
    assert lab.contact == 1
    expect(lab.live).to_contain_text("Contact 1 of 52")


def test_the_picture_and_the_words_say_the_same_at_every_contact(lab):
    told = lab.fold("words")
    for contact in (0, 3, 27, 48):
        lab.seek(contact)
        picture = lab.network.get_attribute("aria-label")
        lines = told.locator("h4:has-text('Where the steps stand') + ul li").all_inner_texts()
        assert len(lines) == 5
        for line in lines:
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
            expect(step.locator(".cbf-unreached")).to_have_count(3 - level)
            expect(step.locator(".cbf-solid")).to_have_count(int(floor > 0))
            expect(step.locator(".cbf-notches")).to_have_count(int(floor > 0))
            expect(step.locator(".cbf-hatch")).to_have_count(int(level > floor))
            seen.add((level, floor))
    assert len(seen) > 4


def test_what_is_caught_travels_along_its_arrow(lab):
    caught = lab.bare.page.evaluate("() => window.bare.state().facts.run.reasons.find((r) => r.caught_from !== null)")
    lab.seek(caught["contact"])
    pulse = lab.root.locator(f".cbf-pulse[data-step='{caught['step']}']")
    expect(pulse).to_have_count(1)
    assert lab.root.locator(".cbf-carry[data-state=caught]").count() >= 1
    assert pulse.locator("circle").first.get_attribute("transform").startswith("translate(")
    assert lab.root.locator(".cbf-left").inner_text().count("Its chance in this contact") == sum(
        reason["contact"] == caught["contact"] for reason in lab.bare.page.evaluate("() => window.bare.state().facts.run.reasons")
    )
    lab.seek(0)
    expect(lab.root.locator(".cbf-pulse")).to_have_count(0)


def test_a_rupture_breaks_the_line_until_it_is_repaired(lab):
    ruptured = lab.bare.page.evaluate("() => [...new Uint8Array(window.bare.state().facts.run.ruptured.buffer)]")
    start = ruptured.index(1)
    lab.seek(start)
    expect(lab.network.locator(".cbf-trail[data-broken]")).to_have_count(1)
    expect(lab.network).to_have_attribute("data-struck", "true")
    assert "A rupture stands" in lab.network.get_attribute("aria-label")
    lab.seek(ruptured.index(0, start))
    expect(lab.network.locator(".cbf-trail[data-broken]")).to_have_count(0)
    expect(lab.root.locator(".cbf-score .cbf-break")).to_have_count(sum(b > a for a, b in itertools.pairwise(ruptured)))


def test_a_run_is_chosen_by_number_by_its_neighbours_and_among_the_twelve(lab):
    expect(lab.run).to_have_value("7")
    lab.run.fill("100")
    lab.run.press("Enter")
    assert lab.bare.get("run") == 99
    expect(lab.root.locator(".cbf-where")).to_contain_text("run 100")
    expect(lab.twelve.and_(lab.root.locator("[aria-pressed=true]"))).to_have_count(0)
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
    lab.page.wait_for_function("() => { const { facts, run } = window.bare.state(); return facts.run.number === run; }")
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
    expect(rows).to_have_count(53)
    median = lab.bare.page.evaluate("() => new Float32Array(window.bare.state().facts.bands.buffer)[2 * 53 + 52]")
    expect(rows.nth(52).locator("td").nth(2)).to_have_text(str(int(median)))


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
    expect(lab.step(4)).to_have_attribute("data-chosen", "true")
    box = lab.scrubber.bounding_box()
    touch_page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + 40)
    assert lab.contact == 26
    lab.plot().tap(position={"x": 90, "y": 120})
    expect(lab.run).not_to_have_value("7")
    lab.twelve.nth(0).tap()
    expect(lab.run).to_have_value("1")
