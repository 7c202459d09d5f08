"""Find items of the twelve theories whose words on the page are the same, or nearly: ``python tools/shared_wording.py GUIDE.txt``.

The guide itself is never shipped: its text is read from the path given. What is found replaces the items of datasets/shared_wording.yaml, whose
``about:`` block is kept. Look at every group by eye: lines may hold words of a neighbour where the extraction ran columns together.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from cbf_widgets import datasets  # noqa: E402 - found through the line above, also when nothing is installed

FILE = ROOT / "datasets" / "shared_wording.yaml"
SHORTEST = 4  # words; what is shorter is shared by chance
ALIKE = 0.8  # of the words of both, in the same order
SCRAMBLED = 0.9  # of the words of both, in any order: the extraction scrambles lines
WHOLE = 6  # words of one that stand unbroken in the other
LONG, PART = 10, 0.75  # of so many words, so large a part stands in the other, in the same order


class Printed(NamedTuple):
    """An item as it stands on the page."""

    theory: str
    item: str
    lines: tuple[int, ...]
    words: tuple[str, ...]

    @property
    def key(self) -> str:
        """``theory/item``."""
        return f"{self.theory}/{self.item}"


def words(text: str) -> tuple[str, ...]:
    """Split into words: lower case, apostrophes dropped.

    Examples
    --------
    >>> words("Parents’ tea, twice")
    ('parents', 'tea', 'twice')
    """
    return tuple(re.findall(r"[^\W_]+", re.sub(r"['’‘]", "", text.casefold())))


def alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two wordings are the same or nearly.

    Examples
    --------
    >>> alike(words("Fewer cups of tea"), words("Fewer cups of tea")), alike(words("tea"), words("tea"))
    (True, False)
    >>> alike(words("cups of tea, fewer"), words("Fewer cups of tea")), alike(words("Fewer cups of tea"), words("More pots of milk"))
    (True, False)
    """
    short, long = sorted((one, other), key=len)
    if len(short) < SHORTEST:
        return False
    same = sum((Counter(one) & Counter(other)).values())
    matcher = SequenceMatcher(None, short, long, autojunk=False)
    blocks = [block.size for block in matcher.get_matching_blocks()]
    return (
        matcher.ratio() >= ALIKE
        or 2 * same / (len(one) + len(other)) >= SCRAMBLED
        or (max(blocks) == len(short) >= WHOLE)
        or (len(short) >= LONG and sum(size for size in blocks if size > 1) >= PART * len(short))
    )


def printed(lines: Sequence[str]) -> Iterator[Printed]:
    """Give every item of the twelve theories with its words on the page."""
    for theory in datasets.theories().values():
        for item in theory.items:
            yield Printed(theory.id, item.id, item.lines, words(" ".join(lines[number - 1] for number in item.lines)))


def groups(items: Sequence[Printed]) -> list[list[Printed]]:
    """Give items that are alike across authorities, each group in the order of the items."""
    of = {item.key: {item.key} for item in items}
    for one, other in combinations(items, 2):
        if one.theory != other.theory and alike(one.words, other.words):
            both = of[one.key] | of[other.key]
            for key in both:
                of[key] = both
    seen: set[str] = set()
    found = []
    for item in items:
        if len(of[item.key]) > 1 and item.key not in seen:
            found.append([one for one in items if one.key in of[item.key]])
            seen |= of[item.key]
    return found


def locator(item: Printed) -> str:
    """Say where an item stands."""
    first, last = item.lines[0], item.lines[-1]
    return f"LFO guide, line {first}" if first == last else f"LFO guide, lines {first}-{last}"


def written(found: Sequence[Sequence[Printed]]) -> str:
    """Write groups as YAML."""
    parts = ["items:"]
    for number, group in enumerate(found, 1):
        how = "same words" if len({item.words for item in group}) == 1 else "nearly the same words"
        parts += [f"  - id: w{number}", f"    how: {how}", "    items:"]
        parts += [f"      - {item.key}" for item in group]
        parts.append(f'    source: "{"; ".join(dict.fromkeys(map(locator, group)))}"')
    return "\n".join(parts) + "\n"


def main() -> None:
    """Read the guide, write the data set, show each group."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("guide", type=Path, help="the text of the guide")
    found = groups([*printed(parser.parse_args().guide.read_text(encoding="utf-8").split("\n"))])
    about = FILE.read_text(encoding="utf-8").split("\nitems:\n")[0]
    FILE.write_text(f"{about}\n{written(found)}", encoding="utf-8")
    for group in found:
        print("\n".join(f"{item.key}: {' '.join(item.words)}" for item in group), end="\n\n")


if __name__ == "__main__":
    main()
