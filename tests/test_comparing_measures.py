"""Which measures theories side by side name, at which items, and for which themes."""

from cbf_widgets import datasets
from cbf_widgets.comparing import compare_theories
from cbf_widgets.comparing.measuring import namings, scales
from cbf_widgets.model.guide import Measure
from cbf_widgets.model.theory import TheoryOfChange
from tests.small_theories import coding, compared

MEASURE = Measure(
    id="tea", name="Tea Scale", also_called=("TS",), standing="not said", source="LFO guide, line 4100",
    uses=({"authority": "Croydon", "where": "theory", "lines": [10, 11]}, {"authority": "Luton", "where": "case study", "lines": [99]}),
)  # fmt: skip


def measured(**items):
    """Croydon with these indicators and measures, beside Luton."""
    found = (
        TheoryOfChange(id="croydon", title="Croydon", authority="Croydon").add_column("Opportunities").add_column("Indicators")
    )
    found = found.add_item("opportunities", "Cups", lines=(11,)).add_item("indicators", "Pots", **items)
    luton = TheoryOfChange(id="luton", title="Luton", authority="Luton").add_column("Now").add_item("now", "Milk")
    return compare_theories([found, luton], coding("croydon/i1 fathers", "croydon/i2 money", "luton/i1 money"), (), [MEASURE])


def test_a_measure_belongs_to_the_items_read_from_its_lines_among_measures_first():
    table = measured(lines=(11,)).measures()
    assert table["items"].tolist() == [["croydon/i2"], []]
    assert table["where"].tolist() == ["theory", "case study"]
    assert table["themes"].tolist() == [["money"], []]
    assert measured(lines=(12,)).measures()["items"].tolist()[0] == ["croydon/i1"]
    named = measured(lines=(12,)).theories[0].change_item("i2", text="Tea Scale")  # read from other lines than those that name it
    luton = measured(lines=(12,)).theories[1].change_item("i1", lines=(99,))  # its line belongs to a case study
    found = compare_theories([named, luton], coding(), (), [MEASURE]).measures()
    assert found["items"].tolist() == [["croydon/i1"], []]
    assert measured(lines=(12,), group="Tea scale").measures()["items"].tolist()[0] == ["croydon/i1", "croydon/i2"]


def test_an_item_of_ones_own_names_a_measure_in_words():
    assert measured(lines=()).measures()["items"].tolist()[0] == ["croydon/i1"]
    comparison = measured(lines=())
    own = comparison.theories[0].change_item("i2", text="Filled in the TS twice")
    found = compare_theories([own, comparison.theories[1]], comparison.coding, (), [MEASURE])
    assert found.measures()["items"].tolist()[0] == ["croydon/i1", "croydon/i2"]
    assert compare_theories([own.change_item("i2", text="Tests")], comparison.coding, (), [MEASURE]).measures()["items"][0] == [
        "croydon/i1"
    ]


def test_a_theme_whose_item_names_a_measure_is_measured():
    comparison = measured(lines=(11,))
    assert comparison.unmeasured()["theme"].tolist() == ["fathers"]
    plain = comparison.to_plain()
    assert plain["measured"] == [{"theme": "money", "uses": [{"theory": "croydon", "measure": "tea", "items": ["croydon/i2"]}]}]
    assert plain["measures"] == [{"measure": "tea", "theories": ["croydon"]}]


def test_the_measures_that_count_are_scales_with_a_name_and_three_pages_name_some():
    named = {measure.id for measure in scales()}
    assert {"sdq", "wemwbs", "enrich", "qmi"} < named < {measure.id for measure in datasets.measures()}
    assert len(named) == 12
    table = compare_theories().measures().query("where == 'theory'")
    assert sorted(set(table["authority"])) == ["Dorset", "Gateshead", "Newcastle upon Tyne"]
    assert all(table["items"].map(len) > 0)


def test_every_name_of_every_measure_is_found_in_words_and_never_within_a_word():
    ours = TheoryOfChange(id="ours", title="Ours").add_column("Now")
    for measure in datasets.measures():
        for name in (measure.name, *measure.also_called):
            texts = (f"We use the {name} twice", name.upper(), f"Not {name}x", f"nor x{name}")
            named = [bool(namings([ours.add_item("now", text)], [measure])) for text in texts]
            within = any(other != name and other.casefold() in name.casefold() for other in (measure.name, *measure.also_called))
            assert named[:2] == [True, True], name
            assert within or named[2:] == [False, False], name


def test_what_no_one_measures_is_counted_among_the_themes_that_are_spoken_of():
    says = [one.says for one in compared("a/i1 money", "b/i1 money", "c/i1 conflict").statements()]
    assert "For two of two themes, no page here names a scale or questionnaire." in says
