"""The lab can be read and used by everybody: the automatic check, sizes, widths, zoom, motion, forced colours, print."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.bare import BareWidget
from tests.browser.conftest import watched
from tests.browser.lab import LabView
from tests.browser.lab_kernel import LabKernel
from tests.browser.soon import soon

axe = Axe()
WITHOUT = {"kind": "without", "names": ["ratchet"]}

# A contact may have passed before anybody looks.
FOURTH_OR_LATER = re.compile(r"Contact ([4-9]|\d\d)\s*$")


def violations(lab):
    """What axe finds within the lab: rule and element."""
    found = axe.run(lab.page, context=".cbf").response
    assert found["passes"], "axe looked at nothing"
    return [(rule["id"], node["target"], node["failureSummary"]) for rule in found["violations"] for node in rule["nodes"]]


@pytest.fixture(params=["light", "dark"])
def themed(request, open_lab):
    """The lab in a theme of JupyterLab's."""

    def opener(**fields):
        lab, _ = open_lab(**fields)
        light = str(request.param == "light").lower()
        lab.page.evaluate("(light) => { document.body.dataset.jpThemeLight = light; }", light)
        return lab

    return opener


def test_a_run_and_many_are_accessible(themed):
    lab = themed()
    lab.seek(27)
    assert violations(lab) == []


def test_two_settings_a_chosen_step_a_rupture_and_all_that_unfolds_are_accessible(themed):
    lab = themed(beside=WITHOUT)
    lab.seek(48)
    lab.step(2).click()
    lab.type("ratchet", 30)
    lab.more()
    for fold in ("words", "edges", "effort", "table", "sheet"):
        lab.fold(fold)
    assert violations(lab) == []


@pytest.mark.parametrize("panel", ["presets", "history", "save", "open", "export", "keys"])
def test_every_panel_is_accessible(themed, panel):
    lab = themed()
    lab.panel(panel)
    assert violations(lab) == []


SMALL = """(root) => [...root.querySelectorAll("button, input, select, summary, .cbf-hit")].flatMap((element) => {
  const { width, height } = element.getBoundingClientRect();
  const seen = element.checkVisibility({ visibilityProperty: true }) && !element.matches("input[type=checkbox]");
  return seen && (width < 23.5 || height < 23.5) ? [`${element.outerHTML.slice(0, 120)}: ${width} × ${height}`] : [];
})"""


@pytest.mark.parametrize("width", [420, 820, 1240, 1920])
def test_nothing_is_cut_off_and_every_target_is_large_enough(browser, problems, width):
    page = watched(browser, problems, viewport={"width": width, "height": 900})
    kernel = LabKernel(beside=WITHOUT)
    bare = BareWidget.open(page, "lab", kernel.traits(), views=1, styles=["body { margin: 0 }"], kernel=kernel)
    lab = LabView.within(page, bare.view(), bare)
    lab.more()
    for fold in ("words", "edges", "effort", "table", "sheet"):
        lab.fold(fold)
    assert soon(lambda: page.evaluate("() => document.documentElement.scrollWidth")) <= width
    assert soon(lambda: lab.root.evaluate(SMALL)) == []
    page.context.close()
    assert problems == []


OUTSIDE = """(svg) => {
  const box = svg.closest(".cbf").getBoundingClientRect();
  const texts = [...svg.querySelectorAll("text")];
  const rects = texts.map((text) => text.getBoundingClientRect());
  const out = texts.filter((_, i) => rects[i].left < box.left || rects[i].right > box.right).map((text) => text.textContent);
  const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2;
  const over = texts.flatMap((text, i) => texts.slice(i + 1).filter((_, k) => meet(rects[i], rects[i + 1 + k])).map((other) => `${text.textContent} | ${other.textContent}`));
  return [...out, ...over];
}"""


@pytest.mark.parametrize("width", [420, 820, 1240, 1920])
def test_labels_stay_on_the_page_and_lie_on_no_other(browser, problems, width):
    page = watched(browser, problems, viewport={"width": width, "height": 900})
    kernel = LabKernel()
    bare = BareWidget.open(page, "lab", kernel.traits(), views=1, styles=["body { margin: 0 }"], kernel=kernel)
    lab = LabView.within(page, bare.view(), bare)
    for contact in (0, 20, 27, 48, 52):
        lab.seek(contact)
        assert soon(lambda: lab.network.locator(".cbf-names").evaluate(OUTSIDE)) == []
        assert soon(lambda: lab.plot().evaluate(OUTSIDE)) == []
    page.context.close()


ON_LINE = """(svg) => {
  const inverse = svg.getScreenCTM();
  const routes = [...svg.querySelectorAll(".cbf-line:is(path), .cbf-carry:not([data-idle]) .cbf-carry-line")];
  const points = routes.flatMap((one) => Array.from({ length: 120 }, (_, i) => {
    const { x, y } = one.getPointAtLength((one.getTotalLength() * i) / 119);
    return new DOMPoint(x, y).matrixTransform(inverse);
  }));
  return [...svg.querySelectorAll(".cbf-names tspan")].filter((span) => span.textContent).flatMap((span) => {
    const text = span.parentNode;
    const first = [...text.children].slice(0, [...text.children].indexOf(span)).reduce((sum, one) => sum + one.textContent.length, 0);
    const box = text.getExtentOfChar(first), last = text.getExtentOfChar(first + span.textContent.length - 1);
    const [a, b] = [[box.x, box.y + 3], [last.x + last.width, box.y + box.height - 3]].map(([x, y]) => new DOMPoint(x, y).matrixTransform(inverse));
    return points.some(({ x, y }) => x > a.x && x < b.x && y > a.y && y < b.y) ? [span.textContent] : [];
  });
}"""


@pytest.mark.parametrize("width", [420, 980, 1080, 1240, 1920])
def test_no_name_lies_on_the_line_or_on_an_arrow(browser, problems, width):
    page = watched(browser, problems, viewport={"width": width, "height": 900})
    kernel = LabKernel()
    bare = BareWidget.open(page, "lab", kernel.traits(), views=1, styles=["body { margin: 0 }"], kernel=kernel)
    lab = LabView.within(page, bare.view(), bare)
    for contact in (0, 20, 27, 48, 52):
        lab.seek(contact)
        assert soon(lambda: lab.network.evaluate(ON_LINE)) == []
    page.context.close()


def test_on_a_projector_a_run_its_sentence_its_score_and_play_are_in_view_together(browser, problems):
    page = watched(browser, problems, viewport={"width": 1280, "height": 800})
    kernel = LabKernel()
    bare = BareWidget.open(page, "lab", kernel.traits(), views=1, styles=["body { margin: 0 }"], kernel=kernel)
    lab = LabView.within(page, bare.view(), bare)
    lab.button("Full screen").click()
    expect(lab.button("Leave full screen")).to_be_visible()
    for contact in range(0, 53, 4):
        lab.seek(contact)
        for part in (lab.network, lab.sentence, lab.scrubber, lab.button("Play")):
            box = part.bounding_box()
            assert box
            assert box["y"] >= 0
            assert box["y"] + box["height"] <= 800
    chart, net = lab.plot().bounding_box(), lab.network.bounding_box()
    assert chart
    assert net
    assert chart["x"] >= net["x"] + net["width"]
    page.context.close()


def test_whoever_asks_for_no_motion_gets_none(open_lab):
    lab, _ = open_lab()  # the page asks for reduced motion
    lab.page.evaluate("""() => {
      window.places = new Set();
      const knob = document.querySelector(".cbf-knob");
      const look = () => { window.places.add(knob.style.transform); requestAnimationFrame(look); };
      look();
    }""")
    lab.seek(0)
    lab.button("Play").click()
    expect(lab.root.locator(".cbf-at b")).to_have_text(FOURTH_OR_LATER)
    lab.button("Pause").click()
    assert soon(lambda: lab.page.evaluate("() => window.places.size")) <= lab.contact + 3  # one place a contact
    running = "(root) => root.getAnimations({ subtree: true }).filter((one) => one.playState === 'running').length"
    assert lab.root.evaluate(running) == 0


def test_nothing_is_announced_while_it_plays(open_lab):
    lab, _ = open_lab()
    lab.seek(0)
    before = lab.live.inner_text()
    lab.button("Play").click()
    expect(lab.root.locator(".cbf-at b")).to_have_text(FOURTH_OR_LATER)
    assert lab.live.inner_text() == before
    lab.button("Pause").click()
    expect(lab.live).not_to_have_text(before)


def test_in_forced_colours_every_step_keeps_an_outline_and_its_number(browser, problems):
    page = watched(browser, problems, forced_colors="active")
    kernel = LabKernel()
    bare = BareWidget.open(page, "lab", kernel.traits(), views=1, styles=[], kernel=kernel)
    lab = LabView.within(page, bare.view(), bare)
    lab.seek(52)
    paints = (
        lab.step(1)
        .locator(".cbf-solid")
        .evaluate("(e) => [getComputedStyle(e).fill, getComputedStyle(e.parentNode.querySelector('text')).fill]")
    )
    assert paints[0] != paints[1]
    page.context.close()


def test_on_paper_the_pictures_stay_and_what_is_to_be_pressed_goes(open_lab):
    lab, _ = open_lab()
    lab.page.emulate_media(media="print")
    expect(lab.network).to_be_visible()
    expect(lab.twelve.first).to_be_visible()
    expect(lab.button("Play")).to_be_hidden()
    lab.page.emulate_media(media="screen")


def test_the_same_study_by_pointer_and_by_words_alone(open_lab):
    """All that the pictures can do, the words can do."""
    lab, _ = open_lab()
    lab.page.mouse.click(*lab.arrow("repair", "valuing"))
    lab.type("contagion", 20)
    lab.step(2).click()
    lab.type("slip", 5)
    lab.twelve.nth(2).click()
    lab.seek(30)
    by_pointer = (lab.study, lab.bare.get("run"), lab.contact, lab.sentence.inner_text())

    lab, _ = open_lab()
    number = lab.fold("edges").get_by_label(
        "Contagion from Repair after rupture when needed to Helping families value themselves, in 100"
    )
    number.fill("20")
    number.press("Enter")
    lab.choose("2 Helping families value themselves")
    lab.field("slip").focus()
    lab.field("slip").fill("5")
    lab.page.keyboard.press("Enter")
    lab.settled()
    lab.run.fill("3")
    lab.run.press("Enter")
    words = lab.fold("words")
    words.get_by_label("Contacts in which nothing moved, too").check()
    words.get_by_role("button", name="Go to contact 30", exact=True).press("Enter")
    expect(lab.run).to_have_value("3")
    assert (lab.study, lab.bare.get("run"), lab.contact, lab.sentence.inner_text()) == by_pointer
