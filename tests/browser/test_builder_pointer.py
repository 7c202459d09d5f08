"""The picture under mouse, finger and pen: place, choose, drag, zoom."""

from __future__ import annotations

import math

import pytest
from playwright.sync_api import expect

from tests.browser.bare import BareWidget
from tests.browser.builder import Builder, empty, full, off_the_line, traits
from tests.browser.conftest import watched

NEAR = pytest.approx


def places(widget):
    return {mark.id: round(mark.place, 2) for mark in widget.spiral.marks}


def test_a_click_on_the_line_places_the_step_in_hand_there(builder):
    widget = builder()
    widget.place("subtle", 1.5)
    assert [(m.kind, round(m.place, 2)) for m in widget.spiral.marks] == [("subtle", 1.5)]
    expect(widget.part("m1")).to_be_visible()


def test_a_click_beside_the_line_places_nothing(builder):
    widget = builder()
    widget.arm("acceptance")
    widget.page.mouse.click(*widget.spot(0, 3, outward=-40))
    assert widget.bare.saved == []


@pytest.fixture
def finger(browser):
    """A page on a device with a touch screen."""
    problems: list[str] = []
    page = watched(browser, problems, has_touch=True, viewport={"width": 820, "height": 1180})
    bare = BareWidget.open(page, "spiral", traits(full()), views=1, styles=())
    yield Builder.within(page, bare.view(), bare)
    page.context.close()
    assert not problems, problems


def test_a_tap_places_a_step(finger):
    finger.root.locator(".cbf-palette [data-kind=acceptance]").tap()
    finger.page.touchscreen.tap(*finger.spot(2.8))
    assert places(finger)["m6"] == NEAR(2.8, abs=0.02)


def touch(page, *points):
    """A finger put down, moved and lifted."""
    line = page.context.new_cdp_session(page)
    for i, (x, y) in enumerate(points):
        line.send("Input.dispatchTouchEvent", {"type": "touchMove" if i else "touchStart", "touchPoints": [{"x": x, "y": y}]})
    line.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_a_finger_drags_a_mark_along_the_line(finger):
    touch(finger.page, *[finger.spot(p) for p in (0.4, 0.5, 0.6, 0.7)])
    assert places(finger)["m1"] == NEAR(0.7, abs=0.02)
    assert len(finger.bare.saved) == 1


def test_two_fingers_zoom_the_picture_and_place_nothing(finger):
    finger.root.locator(".cbf-palette [data-kind=acceptance]").tap()
    (x, y), line = finger.spot(0, 3, outward=-40), finger.page.context.new_cdp_session(finger.page)
    for kind, apart in (("touchStart", 20), ("touchMove", 60), ("touchMove", 120)):
        points = [{"x": x - apart, "y": y, "id": 0}, {"x": x + apart, "y": y, "id": 1}]
        line.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    line.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(finger.button("Fit")).to_be_enabled()
    assert finger.bare.saved == []


def test_a_pen_places_a_step_and_drags_it(builder):
    widget = builder()
    line = widget.page.context.new_cdp_session(widget.page)

    def pen(kind, place):
        x, y = widget.spot(place)
        button = {"button": "left", "buttons": 1, "clickCount": 1}
        line.send("Input.dispatchMouseEvent", {"type": kind, "x": x, "y": y, "pointerType": "pen", **button})

    pen("mousePressed", 0.5)
    pen("mouseReleased", 0.5)
    assert places(widget) == {"m1": 0.5}
    for kind, place in (("mousePressed", 0.5), ("mouseMoved", 0.6), ("mouseMoved", 0.75), ("mouseReleased", 0.75)):
        pen(kind, place)
    assert places(widget) == {"m1": 0.75}


def test_a_dragged_mark_stays_on_the_line_all_the_way(builder):
    widget = builder(full())
    widget.page.mouse.move(*widget.spot(0.4))
    widget.page.mouse.down()
    for place in (0.5, 0.65, 0.8):
        x, y = widget.spot(place, outward=12)
        widget.page.mouse.move(x, y)
        expect(widget.svg).to_have_attribute("data-dragging", "true")
        assert off_the_line(widget, "m1") < 0.02
    widget.page.mouse.up()
    assert places(widget)["m1"] == NEAR(0.8, abs=0.02)
    assert off_the_line(widget, "m1") < 0.02


def test_a_mark_can_be_dragged_to_another_loop(builder):
    widget = builder(full())
    widget.drag(0.4, widget.spot(2.5))
    assert places(widget)["m1"] == NEAR(2.5, abs=0.02)
    assert widget.names == ["Moved 5, Visit 1, to loop 3"]


def test_a_drag_is_one_commit_and_one_step_of_the_history(builder):
    widget = builder(full())
    widget.drag(0.4, widget.spot(0.6), widget.spot(1.6), widget.spot(0.7))
    assert len(widget.bare.saved) == 1
    assert set(widget.bare.saved[0]) == {"spiral", "history"}
    assert len(widget.names) == 1
    widget.drag(0.7, widget.spot(0.5))
    assert len(widget.names) == 2


def test_a_click_on_a_mark_chooses_it_and_moves_nothing(builder):
    widget = builder(full())
    widget.part("m2").click()
    expect(widget.field("Name")).to_have_value("Visit 2")
    expect(widget.part("m2")).to_have_attribute("data-state", "chosen")
    assert widget.bare.saved == []


def test_a_drag_that_is_cancelled_changes_nothing(builder):
    widget = builder(full())
    widget.page.mouse.move(*widget.spot(0.4))
    widget.page.mouse.down()
    widget.page.mouse.move(*widget.spot(0.7), steps=3)
    expect(widget.svg).to_have_attribute("data-dragging", "true")
    widget.svg.dispatch_event("pointercancel", {"pointerId": 1})
    expect(widget.svg).not_to_have_attribute("data-dragging", "true")
    widget.page.mouse.up()
    assert widget.bare.saved == []


def test_a_repair_is_never_dragged_before_its_rupture_nor_a_rupture_past_its_repair(builder):
    widget = builder(full())
    widget.drag(1.9, widget.spot(0.8))
    assert places(widget)["m4"] == 1.1
    widget.bare.set(spiral=full().to_dict())
    widget.drag(1.1, widget.spot(2.6))
    assert widget.spiral.ruptures[0].place == NEAR(1.9)
    assert widget.names[-1].startswith("Moved the rupture")


def view_box(widget):
    x, y, size, _ = map(float, widget.svg.get_attribute("viewBox").split())
    return x, y, size


def test_zoom_goes_in_and_out_and_back_to_the_whole(builder):
    widget = builder(full())
    whole = view_box(widget)
    widget.button("Zoom in").click()
    closer = view_box(widget)
    assert closer[2] < whole[2]
    widget.button("Zoom in").click()
    widget.button("Zoom out").click()
    assert view_box(widget) == NEAR(closer)
    widget.button("Fit").click()
    assert view_box(widget) == whole
    expect(widget.button("Zoom out")).to_be_disabled()


def test_ctrl_and_wheel_zoom_about_the_pointer(builder):
    widget = builder(full())
    heard = "() => { window.wheels = 0; document.documentElement.style.overflow = 'hidden'; addEventListener('wheel', () => { window.wheels += 1; }, true); }"
    widget.page.evaluate(heard)  # and the page doesn't scroll away under the pointer
    spot = widget.spot(1.9)
    widget.page.mouse.move(*spot)
    widget.page.mouse.wheel(0, 40)
    widget.page.wait_for_function("() => window.wheels === 1")
    assert view_box(widget)[0] == 0
    widget.page.keyboard.down("Control")
    widget.page.mouse.wheel(0, -240)
    expect(widget.button("Fit")).to_be_enabled()
    widget.page.keyboard.up("Control")
    assert math.dist(widget.spot(1.9), spot) < 3  # the wheel knows whole pixels only
    widget.bare.rest()
    scale = widget.page.evaluate("() => window.visualViewport.scale")
    assert scale == 1


def test_the_wheel_alone_scrolls_the_page_and_zooms_nothing(builder):
    widget = builder(full())
    widget.page.evaluate("() => { document.body.style.minHeight = '3000px'; scrollTo(0, 0) }")
    widget.page.mouse.move(*widget.spot(1.9))
    widget.page.mouse.wheel(0, 200)
    widget.page.wait_for_function("() => scrollY > 0")
    expect(widget.button("Fit")).to_be_disabled()


def test_a_zoomed_picture_moves_with_the_paper_and_a_step_still_lands_where_one_clicks(builder):
    widget = builder(empty())
    widget.button("Zoom in").click()
    before, (x, y) = view_box(widget), widget.spot(0, outward=-30)
    widget.page.mouse.move(x, y)
    widget.page.mouse.down()
    widget.page.mouse.move(x + 50, y + 20, steps=3)
    widget.page.mouse.up()
    after = view_box(widget)
    assert after[0] < before[0]
    assert after[1] < before[1]
    assert widget.bare.saved == []
    widget.place("acceptance", 0.9)
    assert places(widget) == {"m1": 0.9}
