"""What a comparison says in plain words, each statement with the items and codes it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from cbf_widgets.comparing.claims import Claim
from cbf_widgets.comparing.compared import Compared
from cbf_widgets.comparing.counting import LANES, OUTCOMES, Entry
from cbf_widgets.comparing.phrases import ASKS, all_of, says, says_apart
from cbf_widgets.model.coding import Code
from cbf_widgets.model.counting import counted, in_words, joined, plural

ORDER = ("all", "only", "gap", "unmeasured", "wording")


class Statement(NamedTuple):
    """Something that a comparison says.

    Attributes
    ----------
    kind : {"all", "only", "gap", "unmeasured", "wording"}
        What all share, what only one has, what is missing, what nobody measures, whose words are the same.
    says, asks : str
        In plain words; the question that it leaves.
    theme : str
        The theme's id; empty where it is about none.
    theories : tuple of str
        Ids of those it is about.
    items : tuple of str
        ``theory/item`` of what it rests on.
    codes : tuple of Code
        The codes it rests on; none where it rests on there being none.
    claims : tuple of Claim
        What it claims, each to be tried with codes left out.

    Examples
    --------
    >>> Statement("gap", "Nothing under Indicators.", "What would belong there?", "", ("essex",), (), (), ()).kind
    'gap'
    """

    kind: str
    says: str
    asks: str
    theme: str
    theories: tuple[str, ...]
    items: tuple[str, ...]
    codes: tuple[Code, ...]
    claims: tuple[Claim, ...]

    def to_plain(self) -> dict[str, Any]:
        """Give it as plain data.

        Examples
        --------
        >>> Statement("gap", "Nothing under Indicators.", "What would belong there?", "", ("essex",), (), (), ()).to_plain()["theories"]
        ['essex']
        """
        plain = {"kind": self.kind, "says": self.says, "asks": self.asks, "theme": self.theme}
        return {**plain, "theories": list(self.theories), "items": list(self.items)}


def statements(comparison: Compared) -> tuple[Statement, ...]:
    """Give all that a comparison says.

    Examples
    --------
    >>> from cbf_widgets.comparing import compare_theories
    >>> {one.kind for one in statements(compare_theories(["Blackpool", "Newcastle upon Tyne"]))} >= {"all", "gap", "wording"}
    True
    """
    found = [*_of_claims(comparison), *_columns(comparison), *_wording(comparison)]
    return tuple(sorted(found, key=lambda one: ORDER.index(one.kind)))


def of_claims(comparison: Compared, some: Sequence[Claim]) -> Statement:
    """Put claims of one sort on one theme into words.

    Parameters
    ----------
    comparison : Compared
        In which they hold.
    some : sequence of Claim
        At least one, all of one sort and theme.

    Returns
    -------
    Statement
        One for all of them.

    Examples
    --------
    >>> from cbf_widgets.comparing import compare_theories
    >>> of_claims(compare_theories(["Croydon", "Luton"]), [Claim("silent", "fathers", "croydon")]).says
    'By this coding, Croydon says nothing of “Fathers”. That is about the page, not the place.'
    """
    sort, theme = some[0].sort, some[0].theme
    rest = _resting(comparison, some)
    ids = {entry.theory for entry in rest} if sort in {"all", "unmeasured"} else {claim.theory for claim in some}
    theories = tuple(theory.id for theory in comparison.theories if theory.id in ids)
    titles = comparison.titles
    others = [titles[one] for one in comparison.judged.theories if one not in theories]
    phrase = _silent(len(theories), len(others)) if sort == "silent" else sort
    words = says(
        phrase, theme=comparison.theme_titles[theme], theory=titles[theories[0]] if theories else "",
        theories=joined([titles[one] for one in theories]), say=plural(len(theories), "says", "say"),
        hope=plural(len(theories), "hopes", "hope"), pages=plural(len(theories), "page, not the place", "pages, not the places"),
        items=counted(len(rest), "item"), lane=LANES[some[0].lane].casefold(), all=all_of(len(comparison.judged.theories)),
        apart=_apart(comparison, theme, rest) if sort == "all" else "", others=joined(others), silent=in_words(len(theories)),
    )  # fmt: skip
    keys = {entry.key for entry in rest}
    codes = tuple(code for code in comparison.codes_of[theme] if f"{code.theory}/{code.item}" in keys)
    return Statement(some[0].kind, words, ASKS[phrase], theme, theories, tuple(entry.key for entry in rest), codes, tuple(some))


def _silent(silent: int, others: int) -> str:
    """Those fewer are named: the silent ones, or the others."""
    if not others:
        return "silent all" if silent > 1 else "silent"
    return "silent most" if others < silent else "silent"


def _resting(comparison: Compared, some: Sequence[Claim]) -> list[Entry]:
    """The items without which the claims would fall."""
    sort, theme = some[0].sort, some[0].theme
    whose = {claim.theory for claim in some}
    fits: Callable[[Entry], bool] = {
        "all": lambda _: True,
        "unmeasured": lambda _: True,
        "silent": lambda _: False,
        "only": lambda entry: entry.theory in whose,
        "only here": lambda entry: entry.theory in whose and entry.lane == some[0].lane,
        "unwatched": lambda entry: entry.theory in whose and entry.lane in OUTCOMES,
    }[sort]
    return [entry for entry in comparison.entries if theme in entry.themes and fits(entry)]


def _apart(comparison: Compared, theme: str, rest: Iterable[Entry]) -> str:
    """Say what is left of an agreement without shared wording."""
    if not any(entry.joined for entry in rest):
        return says_apart("none")
    left = {entry.theory for entry in comparison.entries if theme in entry.themes and not entry.joined}
    every = len(comparison.judged.theories)
    phrase = "all" if len(left) == every else {0: "nobody", 1: "one"}.get(len(left), "some")
    return says_apart(phrase, left=in_words(len(left)), all=in_words(every))


def _of_claims(comparison: Compared) -> Iterator[Statement]:
    together: dict[tuple[Any, ...], list[Claim]] = {}
    for claim in comparison.claims:
        apart = (claim.theory, claim.lane) if claim.sort == "only here" else ()
        together.setdefault((claim.sort, claim.theme, *apart), []).append(claim)
    if bare := [claim for claim in comparison.claims if claim.sort == "unmeasured"]:
        spoken = sum(1 for theme in comparison.coding.themes if any(theme.id in entry.themes for entry in comparison.entries))
        words = says("unmeasured all", some=in_words(len(bare)), all=in_words(spoken), themes=plural(spoken, "theme"))
        yield Statement("unmeasured", words, ASKS["unmeasured all"], "", comparison.judged.theories, (), (), tuple(bare))
    alone = {claim.theme for claim in comparison.claims if claim.sort == "only"}
    for some in together.values():
        if some[0].sort != "silent" or some[0].theme not in alone:  # that only one has it says as much
            yield of_claims(comparison, some)


def _columns(comparison: Compared) -> Iterator[Statement]:
    for theory in comparison.theories:
        if theory.id not in comparison.judged.theories:
            words = says("uncoded", theory=theory.title)
            yield Statement("gap", words, ASKS["uncoded"], "", (theory.id,), (), (), ())
        for column in theory.columns:
            if not theory.of_column(column.id):
                words = says("column", theory=theory.title, column=f"“{column.title}”")
                yield Statement("gap", words, ASKS["column"], "", (theory.id,), (), (), ())


def _wording(comparison: Compared) -> Iterator[Statement]:
    there = {entry.key for entry in comparison.entries if entry.joined}
    order = [theory.id for theory in comparison.theories]
    by: dict[tuple[str, ...], list[str]] = {}
    for group in comparison.groups:
        items = [item for item in group.items if item in there]
        ids = tuple(one for one in order if any(item.startswith(f"{one}/") for item in items))
        if items:
            by.setdefault(ids, []).extend(items)
    for ids, keys in by.items():
        words = says("wording", theories=joined([comparison.titles[one] for one in ids]), items=counted(len(keys), "item"))
        yield Statement("wording", words, ASKS["wording"], "", ids, tuple(keys), (), ())
