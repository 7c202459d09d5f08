"""Our coding of the twelve theories: every item looked at, every code with its reason, by rules that hold for all twelve."""

from __future__ import annotations

import re
from collections import Counter

import pytest
import yaml

from cbf_widgets import datasets, paths
from tests.source_runs import known, shared, words

CODING = datasets.theory_coding()
ITEMS = {(theory.id, item.id): item for theory in datasets.theories().values() for item in theory.items}
DATA = yaml.safe_load((paths.datasets_dir() / "theory_coding.yaml").read_text(encoding="utf-8"))
NO_THEME = {(one["theory"], one["item"]): one["why"] for one in DATA["no_theme"]}
BORDERLINE = "Borderline: "


def carried_by_items(*, plain: bool) -> dict[tuple[str, str], set[str]]:
    """What each item carries; if plain, without the borderlines."""
    held: dict[tuple[str, str], set[str]] = {place: set() for place in ITEMS}
    for code in CODING.codes:
        if (code.theory, code.item) in held and not (plain and code.why.startswith(BORDERLINE)):
            held[code.theory, code.item].add(code.theme)
    return held


CARRIED = carried_by_items(plain=False)
PLAIN = carried_by_items(plain=True)


def carriers(theme: str) -> list[tuple[str, str]]:
    return [place for place, carried in CARRIED.items() if theme in carried]


def test_every_code_is_of_an_item_that_is_there():
    assert [code.key for code in CODING.codes if (code.theory, code.item) not in ITEMS] == []


def test_every_item_was_looked_at():
    coded = {place for place, carried in CARRIED.items() if carried}
    assert coded | set(NO_THEME) == set(ITEMS)
    assert coded & set(NO_THEME) == set()
    assert len(NO_THEME) == len(DATA["no_theme"])


def test_every_code_says_by_whom():
    assert {code.by for code in CODING.codes} == {"the cbf_widgets authors"}


def test_a_reason_is_a_short_clause_of_our_own():
    reasons = [code.why for code in CODING.codes] + list(NO_THEME.values())
    odd = [why for why in reasons if not re.fullmatch(r"(Borderline: \w|[A-Z]\w*).{2,80}[^.]", why)]
    assert odd == []
    assert [run for why in reasons for run in shared(why, known())] == []


def test_reasons_are_no_boilerplate():
    reasons = Counter(code.why for code in CODING.codes)
    assert max(reasons.values()) <= 6
    assert len(reasons) > 0.8 * len(CODING.codes)
    repeated = [code.key for code in CODING.codes if words(code.why) == words(ITEMS[code.theory, code.item].text)]
    assert len(repeated) < 0.05 * len(CODING.codes)  # single words such as "Debt" leave no other


def test_codes_stand_in_the_order_of_the_items_and_of_the_codebook():
    order = {place: i for i, place in enumerate(ITEMS)}
    rank = {theme.id: i for i, theme in enumerate(CODING.themes)}
    keys = [(code.theory, order[code.theory, code.item], rank[code.theme]) for code in CODING.codes]
    assert keys == sorted(keys)


@pytest.mark.parametrize("theme", CODING.themes, ids=lambda theme: theme.id)
class TestEveryTheme:
    def test_says_what_belongs_to_it_and_what_does_not(self, theme):
        assert len(words(theme.about)) >= 8
        assert len(words(theme.leaves_out)) >= 8
        assert len(theme.title) <= 32

    def test_is_needed_and_is_not_everything(self, theme):
        held = carriers(theme.id)
        assert 12 <= len(held) <= len(ITEMS) / 5
        assert len({theory for theory, _ in held}) >= 6

    def test_rests_on_more_than_borderlines(self, theme):
        plain = [place for place in carriers(theme.id) if theme.id in PLAIN[place]]
        assert len(plain) > 0.65 * len(carriers(theme.id))


def test_what_no_theme_catches_is_little_and_a_few_themes_are_enough_for_an_item():
    assert 0 < len(NO_THEME) < 0.05 * len(ITEMS)
    assert max(len(carried) for carried in CARRIED.values()) <= 4
    assert sum(len(carried) <= 2 for carried in CARRIED.values()) > 0.9 * len(ITEMS)


def test_every_theory_carries_half_of_the_themes():
    for theory in datasets.theories().values():
        carried = set().union(*(CARRIED[theory.id, item.id] for item in theory.items))
        assert len(carried) >= len(CODING.themes) / 2, theory.id


def test_the_same_words_carry_the_same_themes():
    by_text: dict[str, list[tuple[str, str]]] = {}
    for place, item in ITEMS.items():
        if not item.cut_off:
            by_text.setdefault(item.text, []).append(place)
    twice = {text: places for text, places in by_text.items() if len(places) > 1}
    assert len(twice) > 5
    assert [text for text, places in twice.items() if len({frozenset(PLAIN[p]) for p in places}) > 1] == []


def test_items_that_share_their_words_on_the_page_share_a_theme():
    for group in datasets.shared_wording():
        carried = [CARRIED[tuple(one.split("/"))] for one in group.items]
        assert set.intersection(*carried), group.id
        if group.how == "same words":
            assert all(one == carried[0] for one in carried), group.id


# Where the codebook says "wherever it is named"; what stands beside it is why another rule of the codebook wins.
NAMED = {
    "fathers": (r"\bfathers?\b|\bDads\b|absent parents", {}),
    "abuse": (r"\bviolen(t|ce)\b|\babus(e|ive)\b", {}),
    "conflict": (r"\bconflicts?\b|\bdisputes?\b", {}),
    "money": (r"\bpoverty\b|\bdebt\b|\bdepriv|\bemploy(ed|ment)\b|\bjobs?\b|\bhomeless", {}),
    "separation": (
        r"break(s|ing)? (up|down)|\bsole reg|\blone.parent|\bsingle parent|famil(y|ies) (in)?stability|stable famil",
        {("hertfordshire", "opportunities-3"): "what relationships tell on is awareness alone"},
    ),
    "demand": (r"social care (is needed|less)|[Cc]hild [Pp]rotection|registered for protection|statutory", {}),
    "early-years": (r"\bpregnan|\bbab(y|ies)\b|[Pp]erinatal|\bnew parents|pre-birth|before birth|[Ee]arly [Yy]ears", {}),
    "workforce": (
        r"\bconfiden(t|ce)\b|\btrain(ed|ing)\b|\bsupervision\b|[Ww]orkforce development",
        {("lambeth", "measuring-impact-2"): "supervised contact of parents and child"},
    ),
    "pathways": (r"\brefer(s|red|rals?)?\b|\bsignpost|\bpathways?\b", {}),
    "assessment": (
        r"\bask(s|ed|ing)?\b|\b[Aa]ssessments?\b|\benquiry\b",
        {
            ("dorset", "measures-1"): "staff assess themselves",
            ("gateshead", "long-term-outcomes-1"): "assessment by services that are to be needed less",
            ("manchester", "intermediate-outcomes-1"): "asked to join, not about relationships",
        },
    ),
}


@pytest.mark.parametrize("theme", NAMED)
def test_what_is_named_is_coded(theme):
    pattern, exempt = NAMED[theme]
    named = {place for place, item in ITEMS.items() if re.search(pattern, item.text)}
    assert len(named) >= 8
    assert {place: ITEMS[place].text for place in named - set(carriers(theme))} == {place: ITEMS[place].text for place in exempt}


def test_awareness_takes_in_what_relationships_are_said_to_tell_on():
    held = carriers("awareness")
    only = [place for place in held if re.search(r"child", ITEMS[place].text) and "children" not in CARRIED[place]]
    assert len(only) >= 10
