"""Theories and codings small enough to compare by hand."""

from __future__ import annotations

from hypothesis import strategies as st

from cbf_widgets.comparing import compare_theories
from cbf_widgets.model.coding import Code, Coding, SharedWording, Theme
from cbf_widgets.model.theory import TheoryOfChange

COLUMNS = ("Opportunities", "System changes", "Intermediate outcomes", "Indicators", "Long-term outcomes")
THEMES = tuple(Theme(id=name, title=name.title()) for name in ("money", "fathers", "conflict"))


def theory(name: str, texts: str = "abcde") -> TheoryOfChange:
    """A theory with one item in each column, i1 to i5."""
    made = TheoryOfChange(id=name, title=name.title(), authority=name.title())
    for column in COLUMNS:
        made = made.add_column(column)
    for column, text in zip(made.columns, texts, strict=True):
        made = made.add_item(column.id, text)
    return made


def coding(*codes: str, name: str = "ours") -> Coding:
    """A coding of codes like ``a/i1 money``; a reason may follow."""
    made = []
    for code in codes:
        place, theme, *why = code.split(maxsplit=2)
        made.append(Code(theory=place.split("/")[0], item=place.split("/")[1], theme=theme, why=" ".join(why), by="us"))
    return Coding(id=name, title=name.title(), by="us", themes=THEMES, codes=tuple(made))


def words(*items: str, name: str = "w1") -> SharedWording:
    """A group of items that share their words."""
    return SharedWording(id=name, how="same words", items=items)


PLACES = [f"{name}/i{i}" for name in "abc" for i in range(1, 6)]
codes = st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from([one.id for one in THEMES])), unique=True, max_size=25)
codings = codes.map(lambda pairs: coding(*(f"{place} {theme}" for place, theme in pairs)))

ABC = tuple(theory(name) for name in "abc")
CODES = ("a/i1 money", "a/i3 conflict", "b/i1 money", "b/i4 conflict", "b/i5 conflict", "c/i1 money", "c/i5 fathers")
SHARED = (words("a/i1", "b/i1"),)


def compared(*codes: str, theories=ABC, wording=SHARED, measures=()):
    """Compare A, B and C by these codes, or by those above."""
    return compare_theories(theories, coding(*(codes or CODES)), wording, measures)


def said(comparison, kind: str, theme: str) -> list[str]:
    """What a comparison says of one kind on one theme."""
    return [one.says for one in comparison.statements() if (one.kind, one.theme) == (kind, theme)]
