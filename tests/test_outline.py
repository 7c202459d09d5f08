"""The outline in words that stands beside a picture."""

from __future__ import annotations

from cbf_widgets.draw import outline
from cbf_widgets.model.spiral import Spiral
from tests import samples


def test_a_cause_stands_in_the_outline_by_its_name():
    spiral = samples.empty().rupture(0.5, cause="logistics").rupture(1.5, cause="Snow", when="in May")
    details = [row.detail for loop in outline.rows(spiral) for row in loop]
    assert [detail.replace("\u00a0", " ") for detail in details] == [
        "Practical mishaps · not repaired",
        "Snow · in May · not repaired",
    ]


def test_the_outline_of_the_largest_spiral_has_a_row_for_each_mark():
    ripples = [{"source": f"m{i + 1}", "target": f"m{j + 1}"} for i in range(2000) for j in range(10) if i != j]
    spiral = Spiral.from_dict({**samples.many(2000, 12).to_dict(), "ripples": ripples})
    assert sum(map(len, outline.rows(spiral))) == 2000


def test_a_mark_says_which_it_ripples_to_and_what_holds_and_a_rupture_who_repaired_it():
    spiral = samples.empty().add("k0", 0.5, holds=True).add("k0", 1.0).add("k0", 1.5)
    first, second, third = (mark.id for mark in spiral.marks)
    spiral = spiral.ripple(first, third).ripple(first, second).rupture(0.75)
    spiral = spiral.repair(spiral.ruptures[0].id, third)
    said = {row.number: row.detail for loop in outline.rows(spiral) for row in loop}
    assert said[1] == "held\u00a0· ripples\u00a0to\u00a03, 2"
    assert said[2] == said[3] == ""
    assert said[0] == "repaired by 3"
