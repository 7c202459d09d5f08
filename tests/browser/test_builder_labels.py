"""Whatever a person writes is shown as text, and nothing it holds breaks the page, however narrow."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from cbf_widgets.model.spiral import Spiral
from tests.browser.bare import BareWidget
from tests.browser.builder import Builder, empty, full, traits
from tests.browser.soon import soon

LABELS = {
    "script": "<script>window.hacked = 1</script>",
    "image": "<img src=x onerror='window.hacked = 1'>",
    "entity": "&lt;b&gt; &amp; &nbsp; </text></svg>",
    "formula": '$\\frac{a}{b}$ =HYPERLINK("x") {{7*7}} `rm`',
    "rtl": "شجرة الزيتون، ثم إصلاح بعد انقطاع",
    "override": "safe\u202etxt.exe\u2066 end",
    "emoji": "👩‍👩‍👧‍👦 tea 🫖 ✨",
    "long": "W" * 500,
    "combining": "z̸̢̛͚͎̗̟̻͖̘̪̦" * 20,
}
PANELS = ["history", "save", "open", "export", "keys"]
WIDER = """(root) => [root, ...root.querySelectorAll('*')].filter((element) => {
  const [box, frame] = [element.getBoundingClientRect(), root.getBoundingClientRect()];
  const unseen = element.closest('.cbf-unseen, svg *') || !element.checkVisibility();
  return !unseen && box.width && (box.left < frame.left - 1 || box.right > frame.right + 1);
}).map((element) => `${element.tagName}.${element.getAttribute('class')}`)"""


def written(label):
    """A spiral with the label wherever a label may stand."""
    spiral = empty(title=label, alias=label).add("acceptance", 0.5, label=label, note=label, when=label)
    spiral = spiral.add("repair", 1.5, label=label).ripple("m1", "m2")
    return spiral.rupture(1, label=label, note=label).repair("r1", "m2")


def assert_fits(widget):
    """Nothing reaches beyond the widget, and the page needs no sideways scrolling."""
    assert soon(lambda: widget.root.evaluate(WIDER)) == []
    assert soon(lambda: widget.root.evaluate("(root) => root.scrollWidth - root.clientWidth")) <= 0
    assert soon(lambda: widget.page.evaluate("() => document.documentElement.scrollWidth - innerWidth")) <= 0


@pytest.fixture
def sized(builder, bare_page):
    """A builder in a window of some width."""
    usual = bare_page.viewport_size

    def opener(width, *args, **others):
        bare_page.set_viewport_size({"width": width, "height": 900})
        return builder(*args, **others)

    yield opener
    bare_page.set_viewport_size(usual)


@pytest.mark.parametrize("label", LABELS.values(), ids=LABELS.keys())
@pytest.mark.parametrize("width", [1280, 420])
def test_a_label_is_text_everywhere_and_stays_within_the_widget(sized, label, width):
    found = [{"id": "x", "when": "today", "about": label, "problem": False}]
    widget = sized(width, written(label), found=found)
    widget.row(1).click()
    widget.panel("history")
    assert widget.row(1).locator("b").text_content() == label
    assert widget.svg.locator("[data-part=m1] title").text_content().startswith(f"1, {label}")
    expect(widget.field("Name")).to_have_value(label)
    expect(widget.root.locator("script, img, iframe, text b")).to_have_count(0)
    widget.bare.rest()
    assert not widget.page.evaluate("() => window.hacked")
    assert_fits(widget)
    widget.root.locator(".cbf-row-rupture").click()
    assert_fits(widget)


@pytest.mark.parametrize("label", LABELS.values(), ids=LABELS.keys())
def test_ones_own_kinds_of_step_are_text_too(sized, label):
    own = {
        "name": "own",
        "title": label[:200],
        "kinds": [{"id": "tea", "name": label[:200], "definition": label}, {"id": "b", "name": "B"}],
    }
    widget = sized(420, Spiral(vocabulary=own).add("tea", 0.5), vocabularies=[own])
    widget.row(1).click()
    widget.details.locator(".cbf-explained summary").click()
    widget.panel("open")
    assert widget.root.locator(".cbf-palette button").first.text_content() == label[:200]
    expect(widget.root.locator("script, img, iframe")).to_have_count(0)
    widget.bare.rest()
    assert not widget.page.evaluate("() => window.hacked")
    assert_fits(widget)


def test_a_label_in_arabic_reads_from_right_to_left(builder):
    widget = builder(written(LABELS["rtl"]))
    for words in (widget.row(1).locator("b"), widget.root.get_by_label("Title")):
        expect(words).to_have_css("direction", "rtl")
    expect(widget.row(2)).to_have_css("direction", "ltr")


@pytest.mark.parametrize("width", [1280, 820, 640, 420, 320])
def test_every_panel_fits_every_width(sized, width):
    widget = sized(width, full())
    widget.row(1).click()
    for summary in widget.details.locator("summary").all():
        summary.click()
    for panel in PANELS:
        widget.panel(panel)
        assert_fits(widget)


def test_at_twice_the_size_nothing_is_cut_off(browser, problems):
    context = browser.new_context(viewport={"width": 640, "height": 450}, device_scale_factor=2, reduced_motion="reduce")
    page = context.new_page()
    bare = BareWidget.open(page, "spiral", traits(full()), views=1, styles=())
    widget = Builder.within(page, bare.view(), bare)
    widget.row(1).click()
    for panel in PANELS:
        widget.panel(panel)
        assert_fits(widget)
    context.close()


SIZES = """(root) => [...root.querySelectorAll('button, input, select, textarea, summary, .cbf-mark, .cbf-rupture')]
  .filter((element) => element.checkVisibility() && !element.closest('.cbf-unseen'))
  .map((element) => {
    const target = element.closest('.cbf-tick') ?? element.querySelector('.cbf-hit, .cbf-hit-line') ?? element;
    const { width, height } = target.getBoundingClientRect();
    const stroke = target.matches('.cbf-hit-line') ? 24 : 0;
    return [Math.round(width) + stroke, Math.round(height) + stroke, element.outerHTML.slice(0, 80)];
  })
  .filter(([width, height]) => Math.min(width, height) < 24)"""


@pytest.mark.parametrize("width", [1280, 420])
def test_every_target_is_at_least_24_pixels_wide_and_high(sized, width):
    widget = sized(width, full())
    widget.row(2).click()
    for summary in widget.details.locator("summary").all():
        summary.click()
    for panel in PANELS:
        widget.panel(panel)
        assert soon(lambda: widget.root.evaluate(SIZES)) == []
    widget.root.locator(".cbf-row-rupture").first.click()
    assert soon(lambda: widget.root.evaluate(SIZES)) == []
