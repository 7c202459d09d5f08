"""Print how many items each column of each theory of change holds, as it stands in datasets/README.md: ``python tools/theory_counts.py``."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from cbf_widgets import datasets  # noqa: E402 - found through the line above, also when nothing is installed

HEADS = {
    "opportunities": "opportunities",
    "focus_areas": "focus areas",
    "system_changes": "changes to the system",
    "practice_changes": "changes to practice",
    "intermediate_outcomes": "intermediate outcomes",
    "indicators": "indicators",
    "measures": "measures",
    "measuring_impact": "measuring impact",
    "long_term_outcomes": "long-term outcomes",
    "existing_strategies": "existing strategies",
}


def table() -> str:
    """Give the counts as a Markdown table; a dash where a page's form has no such column.

    Examples
    --------
    >>> table().splitlines()[0].startswith("| authority | opportunities |")
    True
    """
    rows = [["authority", *HEADS.values(), "all", "a reading", "cut short"], ["---", *["---:"] * (len(HEADS) + 3)]]
    totals: Counter[str] = Counter()
    for theory in datasets.theories().values():
        there = {column.id for column in theory.columns}
        counts = Counter(item.column for item in theory.items)
        counts["all"] = len(theory.items)
        counts["read"] = sum(item.placement == "read" for item in theory.items)
        counts["cut"] = sum(item.cut_off for item in theory.items)
        totals += counts
        cells = [str(counts[name]) if name in there else "–" for name in HEADS]
        rows.append([theory.authority, *cells, *(str(counts[name]) for name in ("all", "read", "cut"))])
    rows.append(["**all twelve**", *(str(totals[name]) for name in (*HEADS, "all", "read", "cut"))])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


if __name__ == "__main__":
    print(table())
