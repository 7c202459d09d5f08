"""Nothing built is lost: saving by message, a kernel that is slow or gone, work that is offered again."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from cbf_widgets import datasets
from tests.browser.builder import full

SAVED = """() => Object.entries(localStorage).filter(([key]) => key.startsWith('cbf-spiral:/#'))
  .map(([, text]) => JSON.parse(text).spiral)"""
SILENT = "The kernel isn’t answering: your work is kept in this browser."


def asked(widget, ask):
    """The last question of a kind that the widget sent."""
    widget.page.wait_for_function("(ask) => window.bare.record.sent.some((each) => each.ask === ask)", arg=ask)
    return [each for each in widget.bare.sent if each["ask"] == ask][-1]


def answer(widget, ask, **values):
    widget.bare.message({"ok": True, **values, "answers": asked(widget, ask)["id"]})


def keep(widget):
    """Be the kernel that has written the last step to disk."""
    serial = widget.bare.get("history")["serial"]
    widget.bare.set(kept={"serial": serial, "said": "Kept at 12:34", "problem": ""})


def in_browser(widget):
    """The spirals that only the browser keeps."""
    return widget.page.evaluate(SAVED)


def expect_in_browser(widget, count):
    widget.page.wait_for_function(f"(count) => ({SAVED})().length === count", arg=count)


def test_save_proposes_a_name_asks_the_kernel_and_shows_its_answer(builder):
    widget = builder(full())
    panel = widget.panel("save")
    answer(widget, "name", name="the-first-spring")
    expect(panel.get_by_label("File name")).to_have_value("the-first-spring")
    panel.get_by_role("button", name="Save", exact=True).click()
    question = asked(widget, "save")
    assert (question["name"], question["replace"]) == ("the-first-spring", False)
    answer(widget, "save", said="Saved as the-first-spring.json, beside this notebook.")
    expect(widget.root.locator(".cbf-told")).to_have_text("Saved as the-first-spring.json, beside this notebook.")
    expect(widget.live).to_have_text("Saved as the-first-spring.json, beside this notebook.")
    expect(panel).to_have_count(0)


def test_a_taken_name_offers_to_replace_the_file_or_to_choose_another(builder):
    widget = builder(full())
    panel = widget.panel("save")
    panel.get_by_label("File name").fill("taken")
    panel.get_by_label("File name").press("Enter")
    answer(widget, "save", ok=False, taken=True, said="There is a file called taken.json already.")
    expect(widget.root.get_by_role("alert")).to_contain_text("There is a file called taken.json already.")
    panel.get_by_label("File name").fill("other")
    expect(panel.get_by_role("button", name="Replace the file")).to_have_count(0)
    panel.get_by_role("button", name="Save", exact=True).click()
    answer(widget, "save", ok=False, taken=True, said="There is a file called other.json already.")
    panel.get_by_role("button", name="Replace the file").click()
    widget.page.wait_for_function("() => window.bare.record.sent.at(-1).replace === true")
    answer(widget, "save", said="Saved as other.json, beside this notebook.")
    expect(panel).to_have_count(0)


def test_a_name_being_typed_is_not_replaced_by_one_suggested_late(builder):
    widget = builder(full())
    panel = widget.panel("save")
    panel.get_by_label("File name").fill("mine")
    answer(widget, "name", name="the-first-spring")
    panel.get_by_role("button", name="Save", exact=True).click()
    assert asked(widget, "save")["name"] == "mine"


def test_a_name_suggested_late_gives_way_to_what_is_typed(builder):
    widget = builder(full())
    name = widget.panel("save").get_by_label("File name")
    name.press("Control+a")
    answer(widget, "name", name="spring")
    expect(name).to_have_value("spring")
    widget.page.keyboard.type("mine")
    expect(name).to_have_value("mine")
    name.fill("sprin")
    widget.page.keyboard.type("g2")  # what was suggested, typed by hand, isn't chosen anew
    expect(name).to_have_value("spring2")


def test_open_lists_what_is_beside_the_notebook_and_asks_for_one(builder):
    widget = builder(full())
    panel = widget.panel("open")
    files = [{"name": "a.json", "about": "9 steps", "problem": False}, {"name": "b.json", "about": "broken", "problem": True}]
    answer(widget, "list", files=files)
    expect(panel.get_by_role("button", name="b.json broken")).to_be_disabled()
    panel.get_by_role("button", name="a.json 9 steps").click()
    assert asked(widget, "open")["name"] == "a.json"
    answer(widget, "open", said="Opened a.json.")
    expect(panel).to_have_count(0)


def test_a_file_of_this_computer_is_read_here_and_sent_to_the_kernel(builder):
    widget = builder()
    panel = widget.panel("open")
    file = {"name": "mine.json", "mimeType": "application/json", "buffer": b'{"x": "\xc3\xa9"}'}
    panel.locator("input[type=file]").set_input_files(file)
    assert (asked(widget, "open-text")["name"], asked(widget, "open-text")["text"]) == ("mine.json", '{"x": "é"}')
    answer(widget, "open-text", ok=False, said="mine.json holds no spiral.")
    expect(widget.root.get_by_role("alert")).to_have_text("mine.json holds no spiral.")


@pytest.mark.parametrize("content, why", [(b"caf\xe9", "isn't text in UTF-8"), (b" " * 5_000_001, "larger than 5 MB")])
def test_a_file_that_would_arrive_as_another_is_not_sent(builder, content, why):
    widget = builder()
    panel = widget.panel("open")
    panel.locator("input[type=file]").set_input_files({"name": "mine.json", "mimeType": "application/json", "buffer": content})
    expect(widget.root.get_by_role("alert")).to_contain_text(why)


def test_an_empty_spiral_of_another_vocabulary_is_begun_and_undone(builder):
    widget = builder(full())
    other = datasets.vocabularies()[1]
    widget.panel("open").get_by_role("button", name=other.title).click()
    assert (len(widget.spiral.marks), widget.spiral.vocabulary) == (0, other)
    expect(widget.root.locator(".cbf-palette button")).to_have_count(len(other.kinds) + 1)
    widget.button("Undo").click()
    assert widget.spiral == full()


def test_what_the_kernel_has_kept_is_said_and_leaves_nothing_in_the_browser(builder):
    widget = builder()
    widget.keys("1")
    expect(widget.root.locator(".cbf-kept")).to_have_text("Keeping…")
    expect_in_browser(widget, 1)
    assert [len(each["marks"]) for each in in_browser(widget)] == [1]
    keep(widget)
    expect(widget.root.locator(".cbf-kept")).to_have_text("Kept at 12:34")
    expect_in_browser(widget, 0)


@pytest.fixture
def silent(builder, bare_page):
    """A builder whose kernel never answered, with three steps, seconds later; then closed by a crash."""
    bare_page.clock.install()
    widget = builder(full())
    widget.keys("1", "2", "3")
    expect(widget.root.locator(".cbf-kept")).to_have_text("Keeping…")
    bare_page.clock.run_for(4100)
    yield widget
    bare_page.clock.resume()


def test_a_kernel_that_never_answers_is_noticed_and_the_browser_keeps_the_work(silent):
    expect(silent.root.locator(".cbf-kept")).to_have_text(SILENT)
    assert in_browser(silent) == [silent.bare.get("spiral")]


def test_the_browsers_work_is_offered_to_a_new_builder_and_brought_back_whole(silent, builder):
    built = silent.spiral
    widget = builder()
    offer = widget.root.get_by_label("Work to bring back")
    expect(offer).to_contain_text("The first spring, 8 steps on 3 loops, 2 ruptures, one repaired")
    offer.get_by_role("button", name="Bring it back").click()
    assert widget.spiral == built
    assert widget.names == ["Brought back from this browser"]
    expect(offer).to_have_count(0)
    keep(widget)
    expect_in_browser(widget, 0)


def test_the_browsers_work_is_handed_to_the_kernel_before_it_is_forgotten(silent, builder):
    built = silent.bare.get("spiral")
    widget = builder()
    widget.root.get_by_label("Work to bring back").get_by_role("button", name="Put it aside").click()
    assert asked(widget, "aside")["spiral"] == built
    assert in_browser(widget) == [built]
    answer(widget, "aside", said="Put aside.")
    expect(widget.root.get_by_label("Work to bring back")).to_have_count(0)
    expect_in_browser(widget, 0)


def test_building_on_or_a_reload_before_a_decision_loses_nothing(silent, builder):
    built = silent.spiral
    widget = builder()
    widget.keys("4")
    expect_in_browser(widget, 2)
    widget = builder()
    offers = widget.root.get_by_label("Work to bring back").locator("p")
    expect(offers).to_have_count(2)
    widget.keys("5")
    keep(widget)
    offers.filter(has_text="8 steps").get_by_role("button", name="Bring it back").click()
    assert widget.spiral == built
    expect(offers).to_have_count(1)
    widget.button("Undo").click()
    assert [m.kind for m in widget.spiral.marks] == ["repair"]


def test_a_reload_while_the_kernel_was_away_offers_what_it_missed(silent, builder):
    built = silent.spiral
    history = {"names": ["Began", "Placed"], "at": 1, "serial": 1}
    widget = builder(full(), history=history, kept={"serial": 1, "said": "Kept at 12:34", "problem": ""})
    widget.root.get_by_label("Work to bring back").get_by_role("button", name="Bring it back").click()
    assert widget.spiral == built


def test_what_the_kernel_got_after_all_is_not_offered(silent, builder):
    widget = builder(silent.spiral)
    expect(widget.root.get_by_label("Work to bring back")).to_have_count(0)
    expect_in_browser(widget, 0)


def test_what_the_kernel_cannot_write_stays_in_the_browser_too(builder):
    widget = builder()
    widget.keys("1")
    widget.bare.set(kept={"serial": 1, "said": "", "problem": "No space left on the disk."})
    expect(widget.root.locator(".cbf-kept")).to_have_text("No space left on the disk.")
    expect_in_browser(widget, 1)
    widget.keys("2")
    keep(widget)
    expect_in_browser(widget, 0)


def test_a_question_that_is_never_answered_says_so(builder, bare_page):
    bare_page.clock.install()
    widget = builder(full())
    panel = widget.panel("save")
    panel.get_by_label("File name").fill("mine")
    panel.get_by_role("button", name="Save", exact=True).click()
    bare_page.clock.run_for(21_000)
    expect(widget.root.get_by_role("alert")).to_contain_text("The kernel isn't answering.")
    expect(panel).to_be_visible()
    bare_page.clock.resume()


def test_a_file_that_comes_after_all_is_handed_over(builder, bare_page):
    bare_page.clock.install()
    widget = builder(full())
    panel = widget.panel("export")
    panel.get_by_role("button", name="Export", exact=True).click()
    question = asked(widget, "export")
    bare_page.clock.run_for(21_000)
    expect(widget.root.get_by_role("alert")).to_contain_text("The kernel isn't answering yet.")
    made = {"ok": True, "said": "Here it is.", "name": "mine.txt", "type": "text/plain", "answers": question["id"]}
    with bare_page.expect_download() as download:
        widget.bare.message(made, b"Tea")
    assert Path(download.value.path()).read_bytes() == b"Tea"
    expect(widget.root.get_by_role("alert")).to_have_count(0)
    bare_page.clock.resume()


def test_kept_work_is_offered_brought_back_or_put_aside_by_the_kernel(builder):
    one = {"id": "a", "when": "1 May 2026, 10:00", "about": "Spring, 3 steps", "problem": False}
    broken = {"id": "b", "when": "2 May 2026, 10:00", "about": "not JSON", "problem": True}
    widget = builder(found=[one, broken])
    offers = widget.root.get_by_label("Work to bring back").locator("p")
    expect(offers.nth(0)).to_contain_text("Kept on 1 May 2026, 10:00, not saved: Spring, 3 steps.")
    expect(offers.nth(1)).to_contain_text("it can't be read: not JSON")
    expect(offers.nth(1).get_by_role("button", name="Bring it back")).to_have_count(0)
    offers.nth(0).get_by_role("button", name="Bring it back").click()
    assert asked(widget, "recover")["which"] == "a"
    offers.nth(1).get_by_role("button", name="Put it aside").click()
    assert asked(widget, "discard")["which"] == "b"


def test_work_in_the_browser_that_cannot_be_read_breaks_nothing(builder):
    nonsense = [
        "{",
        "7",
        '{"when": 1, "spiral": {"marks": 3}}',
        '{"spiral": null}',
        '{"spiral": {}}',
        '{"spiral": {"vocabulary": 1}}',
    ]
    put = "(all) => all.forEach((text, i) => localStorage.setItem(`cbf-spiral:/#${i}`, text))"
    builder().page.evaluate(put, nonsense)
    widget = builder()
    widget.keys("1")
    assert len(widget.spiral.marks) == 1
    expect(widget.root.get_by_label("Work to bring back")).to_have_count(0)


def test_who_begins_empty_can_open_what_was_saved_last(builder):
    view = builder(saved=[{"name": "marigold.json", "about": "Marigold, one step on 3 loops"}])
    offers = view.root.locator(".cbf-offers")
    expect(offers).to_contain_text("Saved here last as marigold.json")
    offers.get_by_role("button", name="Open it").click()
    assert {"ask": "open", "name": "marigold.json"}.items() <= view.bare.sent[-1].items()
    offers.get_by_role("button", name="Begin anew").click()
    expect(offers).to_have_count(0)
