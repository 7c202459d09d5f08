"""One situation built three ways (by mouse, by the picture's keys, by words alone) is the same document."""

from __future__ import annotations

from dataclasses import replace

from playwright.sync_api import expect

from tests.browser.builder import Builder, empty

TITLE = "Nine steps and a broken promise"
KINDS = [0, 1, 2, 0, 3, 4, 2, 1, 3]  # of the vocabulary, in the order of the line
NAMES = [f"Step {i}" for i in "ABCDEFGHI"]
NURTURES = {0: ["Help"], 2: ["Challenge"], 3: ["Help", "Possibility"], 8: ["Help", "Challenge", "Possibility"]}
RIPPLES = [(0, 3), (2, 6), (5, 8)]
BROKEN_AFTER, MENDED_BY, BREAK = 4, 5, "A promise not kept"


def said(number):
    return f"{number + 1}, {NAMES[number]}"


def describe_marks(widget: Builder, choose) -> None:
    """Names and what was nurtured, in the fields of each chosen step."""
    for number, name in enumerate(NAMES):
        choose(number)
        widget.field("Name").fill(name)
        for aspect in NURTURES.get(number, []):
            widget.details.get_by_label(aspect, exact=True).check()


def by_mouse(widget: Builder) -> None:
    kinds = [kind.id for kind in empty().vocabulary.kinds]
    widget.root.get_by_label("Title").fill(TITLE)
    for number, kind in enumerate(KINDS):
        widget.place(kinds[kind], 0.2 * (number + 1))
    widget.root.locator(".cbf-palette [aria-pressed=true]").click()
    describe_marks(widget, lambda number: widget.part(f"m{number + 1}").click())
    for source, target in RIPPLES:
        widget.part(f"m{source + 1}").click()
        widget.button("Draw a ripple").click()
        widget.part(f"m{target + 1}").click()
    widget.place("rupture", 1.1)
    widget.field("What happened").fill(BREAK)
    widget.field("Repaired by").select_option(said(MENDED_BY))


def by_the_pictures_keys(widget: Builder) -> None:
    """Nothing but keys; the fields are reached from the picture by Enter and left by Enter."""
    keys, type_ = widget.page.keyboard.press, widget.page.keyboard.type
    widget.svg.focus()
    for number, kind in enumerate(KINDS):
        keys(str(kind + 1))
        keys("Enter")
        type_(NAMES[number])
        for i, aspect in enumerate(["Help", "Challenge", "Possibility"]):
            keys("Tab")
            if aspect in NURTURES.get(number, []):
                keys("Space")
            expect(widget.details.get_by_role("checkbox").nth(i)).to_be_focused()
        keys("Escape")
    for source, target in RIPPLES:
        for key in ("Home", *["ArrowRight"] * source, "r", *["ArrowRight"] * (target - source), "Enter"):
            keys(key)
    for key in ("Home", *["ArrowRight"] * BROKEN_AFTER, "b", "Enter"):
        keys(key)
    type_(BREAK)
    keys("Tab")
    type_(said(MENDED_BY))
    keys("Escape")
    tab_to(widget, widget.root.get_by_label("Title"), "Shift+Tab")
    type_(TITLE)


def tab_to(widget: Builder, wanted, key: str = "Tab") -> None:
    """Press Tab until the focus is there, as one does who can't point."""
    for _ in range(60):
        if wanted.evaluate("(element) => element === document.activeElement"):
            return
        widget.page.keyboard.press(key)
    here = widget.page.evaluate("() => document.activeElement.outerHTML.slice(0, 300)")
    raise AssertionError(f"{key} never gets to {wanted}: it ends at {here}")


def by_words_alone(widget: Builder) -> None:
    """Tab, Enter, Space and typing, without ever being on the picture but to pass."""
    keys, type_ = widget.page.keyboard.press, widget.page.keyboard.type
    kinds = empty().vocabulary.kinds
    tab_to(widget, widget.root.get_by_label("Title"))
    type_(TITLE)
    adding = widget.root.get_by_label("A step after the last")
    for number, kind in enumerate(KINDS):
        tab_to(widget, adding)
        type_(kinds[kind].name)
        keys("Tab")
        keys("Enter")
        tab_to(widget, widget.field("Name"), "Shift+Tab")
        type_(NAMES[number])
        for aspect in NURTURES.get(number, []):
            tab_to(widget, widget.details.get_by_label(aspect, exact=True))
            keys("Space")
    here = len(KINDS) - 1
    for source, target in RIPPLES:
        here = open_row(widget, source, here)
        tab_to(widget, widget.field("It helped (a ripple)"))
        type_(said(target))
        keys("Tab")
        keys("Enter")
    open_row(widget, BROKEN_AFTER, here)
    tab_to(widget, widget.button("Rupture after this"))
    keys("Enter")
    tab_to(widget, widget.field("What happened"))
    type_(BREAK)
    keys("Tab")
    type_(said(MENDED_BY))


def open_row(widget: Builder, number: int, here: int) -> int:
    tab_to(widget, widget.row(number + 1), "Tab" if number > here else "Shift+Tab")
    if widget.row(number + 1).get_attribute("aria-expanded") != "true":
        widget.page.keyboard.press("Enter")
    return number


def wanted():
    """The same spiral in Python."""
    kinds = [kind.id for kind in empty().vocabulary.kinds]
    spiral = empty(title=TITLE)
    for number, kind in enumerate(KINDS):
        aspects = [aspect.lower() for aspect in NURTURES.get(number, [])]
        spiral = spiral.add(kinds[kind], round(0.2 * (number + 1), 6), label=NAMES[number], nurtures=aspects)
    for source, target in RIPPLES:
        spiral = spiral.ripple(f"m{source + 1}", f"m{target + 1}")
    return spiral.rupture(1.1, label=BREAK).repair("r1", f"m{MENDED_BY + 1}")


def to_a_hundredth(spiral):
    """Without what a mouse can't point at: a place closer than a hundredth of a loop."""
    marks = tuple(replace(mark, place=round(mark.place, 2)) for mark in spiral.marks)
    ruptures = tuple(replace(rupture, place=round(rupture.place, 2)) for rupture in spiral.ruptures)
    return replace(spiral, marks=marks, ruptures=ruptures).to_dict()


def test_built_by_mouse_it_is_the_same_spiral(builder):
    widget = builder()
    by_mouse(widget)
    assert to_a_hundredth(widget.spiral) == wanted().to_dict()


def test_built_by_the_pictures_keys_it_is_the_same_spiral(builder):
    widget = builder()
    by_the_pictures_keys(widget)
    assert widget.spiral.to_dict() == wanted().to_dict()


def test_built_by_words_alone_it_is_the_same_spiral(builder):
    widget = builder()
    by_words_alone(widget)
    assert widget.spiral.to_dict() == wanted().to_dict()
