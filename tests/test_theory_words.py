"""A theory in words says all that its picture shows, and whose it is."""

import re

from hypothesis import given

from cbf_widgets import datasets
from cbf_widgets.model.theory import TheoryOfChange
from cbf_widgets.model.theory_words import describe, summarise
from tests.theory_strategies import theories

FULL = TheoryOfChange.from_dict(
    {
        "id": "t", "title": "Our place", "template": "six-column", "pages": [3, 90], "made_from": "luton",
        "vision": {"text": "Every child heard"},
        "columns": [
            {"id": "opportunities", "title": "Opportunities", "stage": "Now"}, {"id": "focus_areas", "title": "Focus areas", "stage": "Now"},
            {"id": "c", "title": "Changes", "stage": "Changes"}, {"id": "l", "title": "Long-term outcomes"},
        ],
        "items": [
            {"id": "a", "column": "opportunities", "text": "Long waits", "group": "Services"},
            {"id": "b", "column": "opportunities", "text": "Nobody\u00a0asks", "group": "Services", "cut_off": True},
            {"id": "c", "column": "opportunities", "text": "Rows", "placement": "read", "note": "Two\nlines"},
            {"id": "d", "column": "c", "text": "Ask"}, {"id": "e", "column": "l", "text": "Calm"},
        ],
        "links": [
            {"id": "x", "from_item": "a", "to_item": "d", "assumption": "There is\ntime", "strength": "weak", "confidence": "fairly-sure"},
            {"id": "y", "from_item": "d", "to_item": "e", "evidence": "A survey", "asks": "Parents", "confidence": "guess"},
            {"id": "z", "from_item": "a", "to_item": "e", "strength": "strong"},
        ],
    }
)  # fmt: skip


def test_an_outline_says_everything():
    assert describe(FULL).splitlines() == [
        "Our place: a theory of change with five items in four columns, three arrows.",
        "Vision: Every child heard",
        "It follows the form with six columns.",
        "Read from lines 3 to 90 of the guide, in our own words.",
        "Begun from luton.",
        "Arrows and what they assume are drawn by people; none is the guide's.",
        "Now:",
        "Opportunities:",
        "(Services)",
        "1. Long waits",
        "   leads to 4, “Ask”, if There is time (weak push, fairly sure)",
        "   leads to 5, “Calm”; what has to be true for it isn't said yet (strong push)",
        "2. Nobody asks [cut short on the page]",
        "(no heading)",
        "3. Rows [its column is our reading of a damaged page]",
        "   note: Two lines",
        "Focus areas: nothing yet.",
        "Changes:",
        "4. Ask",
        "   leads to 5, “Calm”; what has to be true for it isn't said yet (a guess). What speaks for it: A survey. Who could tell: Parents",
        "Long-term outcomes:",
        "5. Calm",
    ]


def test_an_empty_theory_says_so():
    assert describe(TheoryOfChange(id="t", title="Ours")) == "Ours: a theory of change with no items yet."
    assert (
        summarise(TheoryOfChange(id="t", title="Ours").add_column("Now").add_item("now", "Tea"))
        == "one item in one column, no arrows"
    )


@given(theories())
def test_every_item_and_every_arrow_is_told_on_a_line_of_its_own(theory):
    lines = describe(theory).split("\n")
    numbers = [int(found[1]) for line in lines if (found := re.match(r"(\d+)\. ", line))]
    assert [number for number in numbers if number] == list(range(1, len(theory.items) + 1)) or any(
        re.match(r"\d+\. ", column.title.strip() + " ") for column in theory.columns
    )
    told = "\n".join(lines)
    for item in theory.items:
        assert " ".join(item.text.split()) in told
    for link in theory.links:
        assert " ".join(link.assumption.split()) in told
        assert " ".join(link.evidence.split()) in told
    assert sum(line.startswith("   leads to ") for line in lines) == len(theory.links)


def test_the_twelve_say_what_is_cut_short_and_what_is_a_reading():
    for theory in datasets.theories().values():
        told = describe(theory)
        assert told.count("[cut short on the page]") == sum(item.cut_off for item in theory.items)
        assert told.count("our reading of a damaged page]") == sum(item.placement == "read" for item in theory.items)
