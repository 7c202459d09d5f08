"""What stands in docs/benchmarks.md is what the benchmarks print, limits that were missed included."""

import re

from benchmarks import engine
from tests import house

TEXT = (house.ROOT / "docs" / "benchmarks.md").read_text("utf-8")
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in TEXT.splitlines() if line.startswith("|")]
MEASURED = [row for row in ROWS if re.match(r"[\d,.]+ (×|ms|MB)", row[1])]


def test_the_tables_have_the_columns_and_the_judgement_that_the_program_gives():
    assert [cell for cell in engine.HEADS if cell] == [cell for cell in ROWS[0] if cell]
    assert len(MEASURED) == 14 + 16
    for what, reached, limit, judged, note in MEASURED:
        number, unit = reached.replace(",", "").split()
        said = None if limit == "no limit set" else (limit[0], float(limit.split()[1]))
        assert engine.row(what, float(number), unit, said, note)[2:] == [limit, judged, note]


def test_every_limit_of_the_issue_stands_in_the_tables():
    limits = [row[2] for row in MEASURED if row[2] != "no limit set"]
    assert limits[:8] == ["≤ 1.8 ×", "≤ 2.3 ×", "≤ 2.3 ×", "≤ 3 ×", "≤ 1.1 ×", "≤ 16 ms", "≤ 2 MB", "≥ 10 ×"]
    assert [limit.split()[1] for limit in limits[8:]] == [
        "250",
        "250",
        "100",
        "100",
        "40",
        "40",
        "30",
        "30",
        "150",
        "150",
        "60",
        "60",
        "50",
        "50",
        "25",
        "25",
    ]


def test_a_row_says_whether_its_limit_is_kept():
    assert engine.row("x", 1.8, "×", ("≤", 1.8))[3] == engine.row("x", 250, "×", ("≥", 250))[3] == "kept"
    assert engine.row("x", 1.81, "×", ("≤", 1.8))[3] == engine.row("x", 249.9, "×", ("≥", 250))[3] == "missed"
    assert engine.row("x", 1.81, "×", None)[2:4] == ["no limit set", ""]
