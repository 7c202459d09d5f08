"""The guide to Local Family Offers is cited by line numbers: what they mean."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import yaml

SHORT = "LFO guide"
HEADINGS = yaml.safe_load((Path(__file__).parent / "data" / "headings.yaml").read_text(encoding="utf-8"))
PARTS: dict[str, tuple[int, int]] = {heading: (first, last) for heading, (first, last) in HEADINGS[SHORT].items()}
LOCATOR = re.compile(r"LFO guide, (?:line ([1-9]\d*)|lines ([1-9]\d*)-([1-9]\d*))")


def spans(source: str) -> list[tuple[int, int]]:
    """First and last line of every locator of a source."""
    found = []
    for locator in source.split("; "):
        match = LOCATOR.fullmatch(locator)
        assert match, locator
        first, last = (int(match[1]), int(match[1])) if match[1] else (int(match[2]), int(match[3]))
        assert first < last or match[1], locator
        found.append((first, last))
    return found


def part(first: int, last: int) -> str:
    """The heading of the part in which these lines lie; empty where no one part holds them."""
    return next((heading for heading, (start, end) in PARTS.items() if start <= first <= last <= end), "")


def ascending(lines: tuple[int, ...]) -> bool:
    """Tell whether each line number is larger than the one before."""
    return all(one < other for one, other in pairwise(lines))
