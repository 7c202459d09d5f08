"""What is shipped of the guide to Local Family Offers: complete, each with its lines, and no more than the guide says."""

from __future__ import annotations

import json
import re
from collections import Counter

import pytest

from cbf_widgets import datasets
from cbf_widgets.errors import CbfError
from cbf_widgets.model.guide import AUTHORITIES, Measure, Programme, Use
from cbf_widgets.model.guide_parts import CaseStudy, Point
from tests import guide
from tests.source_runs import known, shared

MEASURES = {measure.id: measure for measure in datasets.measures()}
PROGRAMMES = {programme.id: programme for programme in datasets.programmes()}
NAMED = [*MEASURES.values(), *PROGRAMMES.values()]
USES = [(each, use) for each in NAMED for use in each.uses]
CASES = datasets.case_studies()
SAID = [*datasets.components(), *datasets.continuum().levels, datasets.continuum(), *CASES, *datasets.key_learning()]
OF_COMPONENT = {
    "workforce": "DEVELOPING THE WORKFORCE",
    "pathway": "DEVELOPING A PATHWAY FOR RELATIONSHIP SUPPORT SERVICES",
    "culture": "CHANGING CULTURE, SYSTEM & PROCESSES",
}
BEFORE = "THE THREE KEY COMPONENTS OF A LOCAL FAMILY OFFER"


def name(value) -> str:
    return value.id if hasattr(value, "id") else type(value).__name__


def pages(case: CaseStudy) -> tuple[int, int]:
    (only,) = guide.spans(case.source)
    return only


def parts(lines) -> set[str]:
    return {guide.part(line, line) for line in lines}


def points(value) -> list[Point]:
    found = [
        getattr(value, field) for field in ("things_to_do", "changes", "measuring", "offers", "notes") if hasattr(value, field)
    ]
    return [point for several in found for point in several]


def texts(value: object):
    """Every text of plain data."""
    if isinstance(value, dict):
        value = [*value.values()]
    if isinstance(value, list):
        for inner in value:
            yield from texts(inner)
    elif isinstance(value, str):
        yield value


# --------------------------------------------------------------------------------------------------------------- lines


def test_the_guides_parts_follow_one_another_and_lie_within_it():
    ends = [line for part in guide.PARTS.values() for line in part]
    assert guide.ascending(tuple(ends))
    assert ends[-1] <= 6588
    assert {heading.removesuffix(" Local Family Offer") for heading in guide.PARTS} >= set(AUTHORITIES)


@pytest.mark.parametrize("value", [*NAMED, *SAID], ids=name)
def test_every_list_of_lines_is_in_order_and_within_the_guides_parts(value):
    lists = [use.lines for use in getattr(value, "uses", ())] + [point.lines for point in points(value)]
    lists += [figure.lines for figure in getattr(value, "figures", ())]
    lists += [value.lines] if hasattr(value, "lines") else []
    assert lists
    assert all(lines and guide.ascending(lines) and "" not in parts(lines) for lines in lists)


@pytest.mark.parametrize("value", SAID, ids=name)
def test_what_is_said_cites_the_lines_it_rests_on(value):
    spans = guide.spans(value.source)
    assert [line for line in value.lines if not any(first <= line <= last for first, last in spans)] == []


@pytest.mark.parametrize("value", NAMED, ids=name)
def test_the_source_of_what_is_named_is_among_its_uses(value):
    used = {line for use in value.uses for line in use.lines}
    assert all(used & {*range(first, last + 1)} for first, last in guide.spans(value.source))


@pytest.mark.parametrize("value", NAMED, ids=name)
def test_uses_stand_in_the_guides_order_and_each_once(value):
    starts = [(use.lines[0], use.authority) for use in value.uses]
    assert starts == sorted(set(starts))


@pytest.mark.parametrize("value,use", USES, ids=lambda each: name(each) if not isinstance(each, Use) else str(each.lines[0]))
def test_a_use_stands_where_its_lines_do(value, use):
    theories = {authority for authority in AUTHORITIES for part in parts(use.lines) if part == f"{authority} Local Family Offer"}
    cases = {case.id: case for line in use.lines for case in CASES if pages(case)[0] <= line <= pages(case)[1]}
    assert use.where == ("theory" if theories else "case study" if cases else "text")
    if theories:
        assert theories == {use.authority}
    elif cases:
        (case,) = cases.values()
        assert use.authority in {*case.authorities, *case.also_mentioned, ""}


def test_a_locator_that_is_none_is_found():
    for wrong in (
        "LFO guide, lines 5",
        "LFO guide, line 5-6",
        "LFO guide, lines 6-5",
        "LFO guide, lines 05-6",
        "the guide, line 5",
    ):
        with pytest.raises(AssertionError):
            guide.spans(wrong)
    assert guide.part(1400, 1420) == ""  # begins in one part and ends in the next


# -------------------------------------------------------------------------------------------------------- completeness


def test_case_studies_are_27_in_three_components():
    assert [case.component for case in CASES] == ["workforce"] * 8 + ["pathway"] * 11 + ["culture"] * 8


def test_case_studies_follow_one_another_each_in_its_components_part():
    assert guide.ascending(tuple(line for case in CASES for line in pages(case)))
    assert all(guide.part(*pages(case)) == OF_COMPONENT[case.component] for case in CASES)


@pytest.mark.parametrize("case", CASES, ids=name)
def test_a_case_studys_figures_stand_in_it_and_hold_a_number(case):
    first, last = pages(case)
    assert all(first <= line <= last for figure in case.figures for line in figure.lines)
    number = re.compile(r"\d|\b(half|one|two|three|four|six|seven|nine|fifteen)\b", re.IGNORECASE)
    assert all(number.search(figure.value) for figure in case.figures)


def test_every_authority_has_a_case_study_and_each_is_named_once_in_it():
    assert {authority for case in CASES for authority in case.authorities} == set(AUTHORITIES)
    for case in CASES:
        assert max(Counter([*case.authorities, *case.also_mentioned]).values()) == 1


def test_only_the_case_study_of_a_programme_is_about_no_authority():
    assert [case.id for case in CASES if not case.authorities] == ["parents-as-partners"]


def test_summaries_are_two_short_lines():
    assert max(len(line) for case in CASES for line in case.summary) <= 140


def test_key_learning_is_eight_nine_and_seven_points():
    order = [point.component for point in datasets.key_learning()]
    assert order == ["workforce"] * 8 + ["pathway"] * 9 + ["culture"] * 7
    assert all(parts(point.lines) == {OF_COMPONENT[point.component]} for point in datasets.key_learning())


def test_components_are_told_from_their_own_parts():
    for component in datasets.components():
        assert parts(component.lines) == {BEFORE, OF_COMPONENT[component.id]}
        assert parts(line for point in points(component) for line in point.lines) == {OF_COMPONENT[component.id]}
    assert [len(component.changes) for component in datasets.components()] == [6, 10, 0]  # for culture the guide lists none


def test_things_to_do_stand_under_the_guides_headings():
    headings = [[*dict.fromkeys(point.heading for point in component.things_to_do)] for component in datasets.components()]
    assert headings == [
        ["Workforce Development", "Tools, Resources & Expert Support for Frontline Practitioners"],
        ["A Continuum of Support", "Tailoring and Flexing the Offer"],
        ["Changing the Culture", "Changing the processes and ways of working"],
    ]


def test_the_continuum_has_three_levels_with_what_survives_of_each():
    assert [(level.id, len(level.offers)) for level in datasets.continuum().levels] == [
        ("early-intervention", 3),
        ("targeted", 1),
        ("specialist", 2),
    ]
    assert not datasets.continuum().levels[1].text  # of the middle nothing is said


@pytest.mark.parametrize(
    "text",
    [
        "ENRICH", "PHQ-9", "SDQ", "QMI", "WEMWBS", "Relationship Quality Scale", "Parental stress scale", "Parenting Scale",
        "Relationships Dynamics Scale", "Couple Satisfaction Index", "Child Wellbeing Index", "Outcomes Star for relationship quality",
        "Relate pre and post questionnaires", "Commissioned services outcomes tracker", "Family Outcomes methodology", "CAF",
    ],
)  # fmt: skip
def test_a_measure_of_this_name_is_there_once(text):
    assert sum(text in (measure.name, *measure.also_called) for measure in MEASURES.values()) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Brief Encounters", "Think Couple", "Couple Conflict", "Parents at War", "How to Argue Better", "Parents as Partners",
        "Caring Dads", "Me, You and Baby Too", "Bump to Babe", "Incredible Years", "Incredible Years Advanced", "Triple P",
        "Standard Teen Triple P", "Flying Start", "Think Family", "Birth, Bump and Beyond", "Positive Parenting programme",
        "Working Well programme", "Troubled Families", "Relationship Navigator", "Change Project", "DIVA programme",
    ],
)  # fmt: skip
def test_a_programme_of_this_name_is_there_once(text):
    assert sum(text in (programme.name, *programme.also_called) for programme in PROGRAMMES.values()) == 1


# ------------------------------------------------------------------------------------------------ facts, and no more


def test_the_guide_calls_two_measures_validated():
    assert {measure.id for measure in MEASURES.values() if measure.standing == "validated"} == {
        "enrich",
        "parents-as-partners-questionnaires",
    }


def test_what_is_in_the_making_is_marked():
    assert {measure.id for measure in MEASURES.values() if measure.standing == "in development"} == {
        "outcomes-star-relationship-quality", "dorset-dashboard", "gateshead-outcomes-framework", "family-stability-measure",
    }  # fmt: skip


def test_a_scale_that_the_guide_only_names_says_nothing_of_itself():
    only_named = ("qmi", "wemwbs", "parenting-scale", "relationship-quality-scale", "co-parenting-scale", "parental-stress-scale")
    assert not any(MEASURES[one].measures or MEASURES[one].filled_in_by for one in only_named)
    assert {MEASURES[one].standing for one in only_named} == {"not said"}


@pytest.mark.parametrize(
    "identifier,users",
    [
        ("enrich", {"Luton"}),
        ("sdq", {"Luton", "Dorset", "Newcastle upon Tyne"}),
        ("qmi", {"Dorset"}),
        ("outcomes-star-relationship-quality", {"Essex", "Hertfordshire"}),
        ("couple-satisfaction-index", {"Gateshead"}),
        ("parents-as-partners", {"Croydon", "Gateshead", "Luton", "Manchester", "Westminster"}),
        ("brief-encounters", {"Croydon", "Dorset", "Essex", "Hertfordshire", "Westminster"}),
        ("incredible-years", {"Essex", "Gateshead", "Newcastle upon Tyne"}),
        ("relationship-navigator", {"Dorset", "Gateshead", "Newcastle upon Tyne"}),
        ("relationship-ambassadors", {"Blackburn with Darwen", "Hertfordshire"}),
        ("relate-counselling", {"Luton", "Newcastle upon Tyne"}),
    ],
)
def test_who_uses_what(identifier, users):
    assert set((MEASURES | PROGRAMMES)[identifier].used_by) == users


def test_an_uncertain_number_keeps_its_mark():
    marked = [text for value in [*NAMED, *SAID] for text in texts(value.to_dict()) if "[?]" in text]
    assert marked == ["nine [?]"]


def test_no_lost_letter_and_no_spelling_out_of_letters_that_the_guide_leaves_alone():
    told = " ".join(text for value in [*NAMED, *SAID] for text in texts(value.to_dict()))
    assert "·" not in told
    assert not re.search(r"Quality of Marriage|Quality Marriage|Warwick|Edinburgh", told)


def test_names_are_each_given_to_one_thing_only():
    for several in (MEASURES, PROGRAMMES):
        names = Counter(text.casefold() for value in several.values() for text in {value.name, *value.also_called})
        assert [text for text, count in names.items() if count > 1] == []


def test_the_check_for_copied_runs_knows_the_guide():
    assert shared("Creating a Local Family Offer: lessons from local authority pioneers", known())


# -------------------------------------------------------------------------------------------------------------- values


@pytest.mark.parametrize("value", [*NAMED, *SAID], ids=name)
def test_shipped_values_come_back_unchanged_through_json(value):
    assert type(value).from_dict(json.loads(json.dumps(value.to_dict()))) == value


def use(**fields) -> Use:
    return Use(**{"authority": "Luton", "where": "text", "lines": [5], **fields})


@pytest.mark.parametrize(
    "fields,message",
    [
        ({"authority": "Leeds"}, "authority: expected one of 'Blackburn with Darwen'"),
        ({"where": "elsewhere"}, "where: expected one of 'theory', 'case study', 'text'"),
        ({"lines": [0]}, r"lines\[0\]: expected a number from 1 to 6588, but got 0"),
        ({"lines": [3, 6589]}, r"lines\[1\]: expected a number from 1 to 6588, but got 6589"),
        ({"lines": 5}, "lines: expected a list, but got 5"),
        ({"lines": [1] * 201}, "lines: expected at most 200, but got 201"),
    ],
)
def test_a_use_that_is_none_is_refused(fields, message):
    with pytest.raises(CbfError, match=message):
        use(**fields)


def test_a_standing_is_one_of_four():
    with pytest.raises(CbfError, match="standing: expected one of 'validated', 'own', 'in development', 'not said'"):
        Measure(id="m", name="M", standing="good", uses=[], source="x")


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_summary_has_two_lines(count):
    with pytest.raises(CbfError, match=f"summary: expected two lines, but got {count}"):
        CaseStudy(id="c", title="C", authorities=[], component="culture", summary=["x"] * count, lines=[1], source="x")


def test_users_are_each_named_once_and_nobody_is_made_up():
    programme = Programme(id="p", name="P", uses=[use(), use(lines=[6]), use(authority="Essex"), use(authority="")], source="x")
    assert programme.used_by == ("Essex", "Luton")
