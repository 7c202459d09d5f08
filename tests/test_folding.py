"""Answers that open with a click: everything in them is text, and a picture says what it shows."""

from __future__ import annotations

from base64 import b64decode
from xml.etree import ElementTree as ET

import pytest
from matplotlib import pyplot as plt

from cbf_widgets.draw.folding import folded


def page(*parts):
    return ET.fromstring(folded("Open <now>", *parts)._repr_html_())


def test_the_line_to_click_comes_first_and_nothing_is_open():
    details = page("Fourteen & more.")
    assert details.tag == "details"
    assert details.get("open") is None
    assert [one.text for one in details] == ["Open <now>", "Fourteen & more."]


def test_a_table_has_its_first_row_as_heading_and_names_in_front():
    table = page({"loops after": [13, 52], "a <b>": [2, "all"]})[1]
    assert [(one.text, one.get("scope")) for one in table.iter("th")] == [
        ("loops after", "col"),
        ("13", "col"),
        ("52", "col"),
        ("a <b>", "row"),
    ]
    assert [one.text for one in table.iter("td")] == ["2", "all"]


def test_words_begin_at_the_left_and_numbers_end_at_the_right():
    table = page(
        {
            "": ["how many", "of 100", "whose", "scales"],
            "a": [2, "81 in 100", "Luton", "ENRICH, PHQ-9 and another one"],
            "b": ["none", "5 in 100", "Essex", ""],
        }
    )[1]
    left = [one.get("style") for one in table.find("thead/tr")[1:]]
    assert left == [None, None, "text-align: left", "text-align: left"]
    assert [[cell.get("style") for cell in row.iter("td")] for row in table.find("tbody")] == [left, left]


def test_a_table_of_a_heading_alone_shows_it():
    assert [one.text for one in page({"loops": ["13"]})[1].iter("th")] == ["loops", "13"]


@pytest.mark.parametrize("which", ["axes", "figure"])
def test_a_picture_is_an_image_with_its_words_and_is_closed(which):
    figure, axes = plt.subplots()
    axes.set_label('Two "lines"')
    image = page(axes if which == "axes" else figure)[1]
    assert image.get("alt") == 'Two "lines"'
    assert b"<svg" in b64decode(image.get("src").removeprefix("data:image/svg+xml;base64,"))
    assert plt.get_fignums() == []


def test_as_text_it_names_only_the_line_to_click():
    assert repr(folded("Open", "the answer")) == "Folded('Open')"
