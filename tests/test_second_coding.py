"""The second coding: every item looked at, in words of its own, and what the two codings say of each other."""

from __future__ import annotations

import re
from collections import Counter

import pytest
import yaml

from cbf_widgets import agreement, compare_theories, datasets, paths
from cbf_widgets.errors import FileError

FIRST = datasets.theory_coding()
SECOND = datasets.second_coding()
DATA = yaml.safe_load((paths.datasets_dir() / "theory_coding_second.yaml").read_text(encoding="utf-8"))
ITEMS = {(theory.id, item.id): item for theory in datasets.theories().values() for item in theory.items}
NO_THEME = {(one["theory"], one["item"]): one["why"] for one in DATA["no_theme"]}
BORDERLINE = "Borderline: "


def shipped_with(change, tmp_path, monkeypatch):
    """Both files in a folder of their own, the second one changed."""
    first = (paths.datasets_dir() / "theory_coding.yaml").read_text(encoding="utf-8")
    data = yaml.safe_load((paths.datasets_dir() / "theory_coding_second.yaml").read_text(encoding="utf-8"))
    change(data)
    (tmp_path / "theory_coding.yaml").write_text(first, encoding="utf-8")
    (tmp_path / "theory_coding_second.yaml").write_text(yaml.safe_dump(data), encoding="utf-8")
    monkeypatch.setattr(paths, "datasets_dir", lambda: tmp_path)


def test_the_codebook_is_the_first_codings_and_stands_in_one_file():
    assert SECOND.themes == FIRST.themes
    assert "themes" not in DATA["coding"]
    assert {code.theme for code in SECOND.codes} == {theme.id for theme in FIRST.themes}


def test_every_code_is_of_an_item_that_is_there_and_says_by_whom():
    assert [code.key for code in SECOND.codes if (code.theory, code.item) not in ITEMS] == []
    assert {code.by for code in SECOND.codes} == {"a second reader, blind to the first, for the cbf_widgets authors"}


def test_every_item_is_coded_or_listed_as_without_a_theme():
    coded = {(code.theory, code.item) for code in SECOND.codes}
    assert coded | set(NO_THEME) == set(ITEMS)
    assert coded & set(NO_THEME) == set()
    assert len(NO_THEME) == len(DATA["no_theme"])


def test_codes_stand_page_by_page_as_they_were_made():
    order = {place: i for i, place in enumerate(ITEMS)}
    places = [order[code.theory, code.item] for code in SECOND.codes]
    assert places == sorted(places)


def test_a_reason_is_a_short_clause():  # that none is copied, test_datasets sees
    reasons = [code.why for code in SECOND.codes] + list(NO_THEME.values())
    assert [why for why in reasons if not re.fullmatch(r"(Borderline: [a-z]|(?!Borderline)[A-Z])[^\n]{2,90}[^.]", why)] == []


def test_reasons_are_no_boilerplate():
    reasons = Counter(code.why for code in SECOND.codes)
    assert max(reasons.values()) <= 6
    assert len(reasons) > 0.8 * len(SECOND.codes)


def test_items_with_the_same_words_on_the_page_carry_the_same_themes():
    same = [group for group in datasets.shared_wording() if group.how == "same words"]
    assert len(same) > 3
    assert [group.id for group in same if len({SECOND.themes_of(*one.split("/")) for one in group.items}) > 1] == []


def test_it_is_another_coding_than_the_first():
    first, second = ({code.key for code in one.codes} for one in (FIRST, SECOND))
    assert first - second
    assert second - first
    assert SECOND.id != FIRST.id


def test_the_two_agree_far_and_part_over_borderlines():
    found = agreement(FIRST, SECOND)
    assert len(found.items) == len(ITEMS)
    assert 0.9 < found.overall.kappa < 0.96
    assert min(found.rows, key=lambda row: row.kappa).theme == "fathers"
    apart = found.disagreements()
    assert apart["why"].str.startswith(BORDERLINE).mean() > 0.8


def test_one_in_six_shared_codes_has_the_same_reason_as_the_doubts_say():
    first, second = ({code.key: code.why.removeprefix(BORDERLINE).lower() for code in one.codes} for one in (FIRST, SECOND))
    both = first.keys() & second.keys()
    assert round(len(both) / sum(first[key] == second[key] for key in both)) == 6
    assert any("one in six" in doubt for doubt in datasets.about("theory_coding_second").doubts)


@pytest.mark.parametrize("kind", ["all", "only", "unmeasured"])
def test_what_all_or_only_one_has_holds_by_both(kind):
    ours = compare_theories()
    first, second = (
        {claim for one in comparison.statements() if one.kind == kind for claim in one.claims}
        for comparison in (ours, ours.with_coding(SECOND))
    )
    assert len(first) >= 7
    assert first == second


def test_a_theme_that_the_codebook_does_not_have_is_refused_with_its_place(tmp_path, monkeypatch):
    shipped_with(lambda data: data["coding"]["codes"][1].update(theme="tea"), tmp_path, monkeypatch)
    wrong = r"theory_coding_second\.yaml, coding\.codes\[1\]\.theme: expected the id of a theme \(workforce, .*'tea'"
    with pytest.raises(FileError, match=wrong):
        datasets.second_coding()


def test_a_part_that_is_no_coding_is_refused_with_its_place(tmp_path, monkeypatch):
    shipped_with(lambda data: data.update(coding=["tea"]), tmp_path, monkeypatch)
    with pytest.raises(FileError, match=r"theory_coding_second\.yaml, coding: expected the fields of a coding"):
        datasets.second_coding()


def test_a_coder_named_at_a_code_stays_named(tmp_path, monkeypatch):
    shipped_with(lambda data: data["coding"]["codes"][0].update(by="another"), tmp_path, monkeypatch)
    assert [code.by == "another" for code in datasets.second_coding().codes[:2]] == [True, False]
