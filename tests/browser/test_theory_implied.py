"""What the checks ask, what the arrows imply, and what is exported, on a bare page."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.theory import QUESTION
from tests.browser.theory_own import with_arrows

RUNS = "() => window.bare.record.sent.filter((one) => one.ask === 'run')"


def runs(explorer):
    """Each time that the kernel was asked to run the theory."""
    return explorer.page.evaluate(RUNS)


def test_a_question_opens_what_it_is_about(drawn):
    doubt = drawn.root.locator(".cbf-doubt").first
    expect(doubt).to_contain_text("One long-term outcome has no arrow in. What would bring it about?")
    doubt.locator("summary").focus()
    drawn.page.keyboard.press("Enter")
    about = doubt.get_by_role("button", name="Steadier homes")
    about.press("Enter")
    expect(about).to_have_attribute("aria-pressed", "true")
    expect(drawn.root.locator(".cbf-card[data-card=long-2]")).to_have_attribute("data-as", "chosen")


def test_without_questions_it_says_that_this_proves_nothing(opened):
    explorer = opened(with_arrows(), doubts=[])
    expect(explorer.root.locator(".cbf-doubts")).to_contain_text("That doesn’t make the theory true.")


def test_what_the_arrows_imply_in_hundreds_and_never_as_a_forecast(drawn):
    panel = drawn.panel("run")
    expect(panel.locator(".cbf-never")).to_contain_text("never a forecast")
    rows = panel.locator(".cbf-reached li")
    expect(rows).to_have_text([re.compile("Calmer children.*61 of 100")])
    expect(panel).to_contain_text("No arrow leads to one more: the runs say nothing of it.")
    discs = rows.locator(".cbf-disc").evaluate_all("(all) => all.map((e) => (e.getAttribute('d').match(/M/g) ?? []).length)")
    assert sum(discs) == 61
    costs = panel.locator(".cbf-costs li")
    expect(costs.first).to_contain_text("They feel safe enough to answer")
    expect(costs.first).to_contain_text("40 fewer of 100 (33 to 47)")
    expect(costs.nth(1)).to_contain_text("38 fewer of 100 (30 to 46)")
    expect(costs.nth(1)).to_contain_text("These runs can’t tell it from the first.")
    expect(costs.locator(".cbf-place")).to_have_text(["1. ", "1. "])
    costs.first.get_by_role("button").click()
    expect(drawn.root.locator(".cbf-link-panel")).to_contain_text("Arrow 1 of 2")


def test_numbers_are_changed_held_in_range_kept_and_reset(drawn):
    panel = drawn.panel("run")
    guess = panel.get_by_label("A guess, of 100, 0 to 100")
    guess.fill("250")
    guess.press("Enter")
    expect(guess).to_have_value("100")
    expect(panel.locator(".cbf-reached li").first).to_contain_text("121 of 100")
    drawn.bare.rest()
    assert drawn.kernel.asked[-1]["numbers"] == {"guess": 1}
    seed = panel.get_by_label("Seed, a number", exact=True)
    seed.fill("12")
    seed.press("Enter")
    expect(panel.get_by_label("Token")).to_have_value("cbf-12")
    drawn.bare.rest()
    assert drawn.kernel.asked[-1]["numbers"] == {"guess": 1, "seed": 12}
    drawn.root.locator(".cbf-acts [data-panel=run]").click()
    panel = drawn.panel("run")
    expect(panel.get_by_label("A guess, of 100, 0 to 100")).to_have_value("100")
    drawn.button("Reset A guess", panel).click()
    expect(panel.get_by_label("A guess, of 100, 0 to 100")).to_have_value("40")
    drawn.page.wait_for_function(f"() => !('guess' in ({RUNS})().at(-1).numbers)")
    assert runs(drawn)[-1]["numbers"] == {"seed": 12}
    drawn.button("Reset all", panel).click()
    expect(panel.get_by_label("Token")).to_have_value("cbf-7")


def test_it_is_asked_again_when_a_strength_changes_and_not_when_words_do(drawn):
    panel = drawn.panel("run")
    expect(panel.locator(".cbf-reached")).to_be_visible()
    panel.locator(".cbf-costs li button").first.click()
    link = drawn.root.locator(".cbf-link-panel")
    before = len(runs(drawn))
    link.get_by_label(QUESTION).fill("Other words")
    link.get_by_role("radio", name="Sure", exact=True).check()
    drawn.page.wait_for_function(f"(before) => ({RUNS})().length > before", arg=before)
    expect(panel.locator("[data-busy]")).to_have_count(0)
    assert len(runs(drawn)) == before + 1


def test_without_arrows_nothing_is_run(opened):
    explorer = opened()
    expect(explorer.panel("run").get_by_role("status")).to_contain_text("There are no arrows yet")
    explorer.bare.rest()
    assert "run" not in {one["ask"] for one in explorer.kernel.asked}


def test_why_it_could_not_be_run_is_said(opened):
    explorer = opened(with_arrows(), refuses={"run": "expected arrows, but got none. Draw one."})
    expect(explorer.panel("run").get_by_role("alert")).to_have_text("expected arrows, but got none. Draw one.")


def test_export_asks_for_what_was_chosen_and_hands_over_the_file(drawn):
    panel = drawn.panel("export")
    panel.get_by_label("Paper").select_option("A3")
    panel.get_by_label("Orientation").select_option("portrait")
    with drawn.page.expect_download() as download:
        drawn.button("Export", panel).click()
    assert download.value.suggested_filename == "marsh-end.pdf"
    assert Path(download.value.path()).read_bytes() == b"made"
    wanted = {"ask": "export", "what": "theory", "format": "pdf", "theory": "marsh-end", "paper": "A3", "orientation": "portrait"}
    drawn.bare.rest()
    assert wanted.items() <= drawn.kernel.asked[-1].items()
    panel.get_by_label("As").select_option(label="For Kumu, two CSV tables in a zip")
    expect(panel.get_by_label("Paper")).to_have_count(0)
    with drawn.page.expect_download():
        drawn.button("Export", panel).click()
    drawn.bare.rest()
    assert "paper" not in drawn.kernel.asked[-1]


def test_it_lets_go_of_the_model_when_it_is_closed(drawn):
    drawn.panel("run")
    assert drawn.bare.close() == 0
