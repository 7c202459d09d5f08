"""No test fails by chance: nothing is drawn without a seed, nobody sleeps, no health check looks at the clock."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, settings

from tests import house
from tests.browser.soon import soon

CHANCE = {
    "a generator without a seed": r"\b(default_rng|SFC64|PCG64|SeedSequence|Random|Generator|RandomState)\(\s*\)",
    "numpy's common source": r"\bnp\.random\.(rand|randn|random|randint|choice|shuffle|permutation|normal|uniform)\(",
    "Python's common source": r"(?ms)^import random$.*?(?<![\w.])random\.(random|randint|randrange|choice|choices|shuffle|sample|uniform|gauss)\(",
    "true randomness": r"use_true_random=True|\bos\.urandom\(|\bsecrets\.|\buuid4\(",
    "a stopwatch": r"\b(process_time|perf_counter|thread_time|timeit)\(",
    "a page read once": r"(?m)^ +assert (?!not |soon\()[^\n]*\bpage\.evaluate\(",
    "a sleep": r"\bwait_for_timeout\(|\btime\.sleep\(",
    "a deadline": r"deadline=(?!None)",
    "a health check of speed": r"suppress_health_check=\[(?![^\]]*too_slow)",
}
# Where it is said why: these wait for a process, a little at a time, until an end that is far off.
MAY = {(f"tests/browser/{name}.py", "a sleep") for name in ("notebook", "server", "soon")}
SOURCES = [path for folder in ("tests", "benchmarks") for path in sorted((house.ROOT / folder).rglob("*.py"))]


def chances(source: str) -> set[str]:
    """What in a test could come out otherwise another time."""
    return {what for what, pattern in CHANCE.items() if re.search(pattern, source)}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(house.ROOT).as_posix())
def test_nothing_hangs_on_chance_or_on_the_machines_speed(path):
    name = path.relative_to(house.ROOT).as_posix()
    may = {what for place, what in MAY if place == name} | ({"a stopwatch"} if name.startswith("benchmarks/") else set())
    if name != "tests/test_no_chance.py":
        assert chances(path.read_text("utf-8")) - may == set()


@pytest.mark.parametrize(
    "source, what",
    [
        ("source = np.random.default_rng()", "a generator without a seed"),
        ("x = np.random.randint(3)", "numpy's common source"),
        ("import random\nx = random.choice([1, 2])", "Python's common source"),
        ("@given(st.randoms(use_true_random=True))", "true randomness"),
        ("start = time.process_time()", "a stopwatch"),
        ("page.wait_for_timeout(300)", "a sleep"),
        ('    assert page.evaluate("() => scrollY") == 0', "a page read once"),
        ("@settings(deadline=200)", "a deadline"),
        ("settings(suppress_health_check=[HealthCheck.function_scoped_fixture])", "a health check of speed"),
    ],
)
def test_each_is_found(source, what):
    assert chances(source) == {what}


@pytest.mark.parametrize(
    "source",
    [
        "source = np.random.default_rng(3)",
        "chance = random.Random(seed)",
        "def test_a(spiral, random):\n    random.shuffle(spiral)\n",
        "@settings(deadline=None)",
        '    assert soon(lambda: page.evaluate("() => scrollY")) == 0',
        "settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])",
    ],
)
def test_what_repeats_itself_is_let_be(source):
    assert chances(source) == set()


def test_hypothesis_takes_the_same_examples_each_time_and_looks_at_no_clock():
    house_rules = settings.get_profile("house")
    assert settings.get_current_profile_name() == "house"
    assert house_rules.deadline is None
    assert house_rules.database is None
    assert HealthCheck.too_slow in house_rules.suppress_health_check
    assert house_rules.derandomize == (house_rules.max_examples == 50)  # CBF_EXAMPLES searches elsewhere


def test_so_does_fast_check():
    assert "tests/front/setup.ts" in (house.ROOT / "vitest.config.mjs").read_text("utf-8")
    assert re.search(r"configureGlobal\(.*\bseed: \d+", (house.ROOT / "tests/front/setup.ts").read_text("utf-8"))


def test_soon_reads_again_until_it_is_so():
    readings = iter([0, 1, 2, 3])
    assert soon(lambda: next(readings)) == 2
    assert next(readings) == 3
    assert soon(lambda: "now")
    assert soon(lambda: 3) != 4
