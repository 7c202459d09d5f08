"""Items that say the same, or nearly."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from cbf_widgets.model.theory_parts import Item

ALIKE = 0.8  # of all the words of two items together, so many are shared; below, they say different things
FEWEST = 4  # words; of shorter texts only the same words are alike


def alike(items: Iterable[Item]) -> list[tuple[str, ...]]:
    """Group items that are said in the same words, or in nearly the same.

    Capitals, stops and the order of the words don't count. Nearly the same are texts of four words or more that share four
    fifths of the words that stand in either; how near is near enough is an assumption.

    Parameters
    ----------
    items : iterable of Item
        As many as there are.

    Returns
    -------
    list of tuple of str
        Ids of two or more items, in their order.

    Examples
    --------
    >>> texts = ("Calmer homes.", "calmer homes", "Fewer rows at home")
    >>> alike(Item(id=f"i{n}", column="c", text=text) for n, text in enumerate(texts))
    [('i0', 'i1')]
    """
    words = {item.id: frozenset(re.findall(r"\w+", item.text.casefold())) or frozenset({item.text}) for item in items}
    same: dict[frozenset[str], list[str]] = {}
    for item, found in words.items():
        same.setdefault(found, []).append(item)
    first = {found: found for found in same}
    for one, other in _near(list(same)):
        first[_root(first, other)] = _root(first, one)
    groups: dict[frozenset[str], list[str]] = {}
    for item, found in words.items():
        groups.setdefault(_root(first, found), []).append(item)
    return [tuple(group) for group in groups.values() if len(group) > 1]


def _root(first: dict[frozenset[str], frozenset[str]], one: frozenset[str]) -> frozenset[str]:
    while first[one] != one:
        first[one] = one = first[first[one]]
    return one


def _near(texts: list[frozenset[str]]) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    """Pairs that share enough; only those are compared that share one of their rarest words, as all such pairs do."""
    often = Counter(word for text in texts for word in text)
    seen: dict[str, list[frozenset[str]]] = {}
    for text in texts:
        if len(text) < FEWEST:
            continue
        rarest = sorted(text, key=lambda word: (often[word], word))[: len(text) - int(ALIKE * len(text)) + 1]
        for other in {other for word in rarest for other in seen.get(word, ())}:
            if len(text & other) >= ALIKE * len(text | other):
                yield other, text
        for word in rarest:
            seen.setdefault(word, []).append(text)
