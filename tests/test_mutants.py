"""The exact chain notices what is wrong: the model's formulas, put into the engine and then broken in one place each."""

from functools import cache

import numpy as np
import pytest

from cbf_widgets.simulation import dynamics
from tests import test_exact
from tests.test_exact import assert_agrees, pair, three_with_repair

RUNS = 60_000
exact = cache(test_exact.distributions)


class Formulas:
    """A way to decide by the page's own formulas, in floats; `mutant` names what is wrong with it."""

    def __init__(self, network, mutant=""):
        self.network, self.mutant = network, mutant
        self.c, self.r, self.h = (network.matrix(name) for name in ("contagion", "readiness", "support"))
        if mutant == "contagion + 10 %":
            self.c = 1.1 * self.c
        self.before = None

    def desk(self, runs):
        del runs
        return self

    def chances(self, contact, levels):
        """P, and s' where nothing advances."""
        x = levels / self.network.loops
        self.before, x = x, self.before if self.mutant == "helpers as they stood a contact ago" and contact else x
        opened = [[step.uptake * step.effort] for step in self.network.steps] * self._ready(x)
        stays = np.array([np.prod((1 - self.c[:, [i]]) ** x, axis=0) for i in range(len(x))])
        p = np.minimum(1, opened + self.c.T @ x) if self.mutant == "sum instead of noisy-or" else 1 - (1 - opened) * stays
        slips = [step.slip * np.prod((1 - self.h[:, [i]]) ** x, axis=0) for i, step in enumerate(self.network.steps)]
        return p, np.array(slips)

    def _ready(self, x):
        if self.mutant == "readiness waits for nobody":
            return np.ones_like(x)
        return np.array([np.prod((1 - self.r[:, [i]]) ** (1 - x), axis=0) for i in range(len(x))])

    def decide(self, contact, levels, u, advance, slip):
        p, s = self.chances(contact, levels.astype(float))
        drawn = (u + 0.5) / 2**16
        np.less(drawn, p, out=advance)
        np.greater_equal(drawn, 1 - s, out=slip)


def noticed(monkeypatch, network, mutant=""):
    """Whether comparing the engine with the exact chain fails."""
    monkeypatch.setattr(test_exact, "RUNS", RUNS)
    monkeypatch.setattr(test_exact, "distributions", lambda network, contacts, _: exact(network, contacts))
    monkeypatch.setattr(dynamics, "best_way", lambda numbers, updates: Formulas(network, mutant))
    try:
        assert_agrees(network, 8, [1, 2, 4, 8])
    except AssertionError:
        return True
    return False


NETWORKS = {"two": pair(), "three, one of them repair": three_with_repair()}


@pytest.mark.parametrize("name", NETWORKS)
def test_the_formulas_as_they_stand_agree(name, monkeypatch):
    assert not noticed(monkeypatch, NETWORKS[name])


@pytest.mark.parametrize(
    "mutant", ["contagion + 10 %", "helpers as they stood a contact ago", "sum instead of noisy-or", "readiness waits for nobody"]
)
def test_a_wrong_formula_is_noticed(mutant, monkeypatch):
    assert noticed(monkeypatch, NETWORKS["three, one of them repair"], mutant)


def no_floor(rules, draws, now, desk):
    """A rupture that lets everything fall to nothing."""
    np.greater(draws.w, np.uint32(rules.rupture - 1), out=desk.spared)
    np.multiply(now.levels, desk.spared.view(np.int8), out=now.levels)
    np.greater_equal(now.ruptured, desk.spared, out=now.ruptured)


def one_short(rules, draws, now, desk):
    """A rupture that leaves a level more than what is secure."""
    levels = now.levels.copy()
    REAL["_strike"](rules, draws, now, desk)
    np.copyto(now.levels, np.minimum(now.levels + 1, levels))


def mends_at_once(rules, draws, now, desk):
    """A repair in the very contact in which the rupture struck."""
    desk.spared[:] = True
    REAL["_mend"](rules, draws, now, desk)


REAL = {name: getattr(dynamics, name) for name in ("_strike", "_mend")}


@pytest.mark.parametrize("name, broken", [("_strike", no_floor), ("_strike", one_short), ("_mend", mends_at_once)])
def test_a_rupture_that_forgets_the_floor_or_mends_too_soon_is_noticed(name, broken, monkeypatch):
    monkeypatch.setattr(dynamics, name, broken)
    assert noticed(monkeypatch, NETWORKS["three, one of them repair"])


def test_results_one_contact_late_are_noticed(monkeypatch):
    real = test_exact.simulate

    def late(*arguments, **named):
        ensemble = real(*arguments, **named)
        levels, floors, ruptured = (
            np.roll(values, 1, axis=1) for values in (ensemble.levels, ensemble.floors, ensemble.ruptured)
        )
        return type("Late", (), {"levels": levels, "floors": floors, "ruptured": ruptured})

    monkeypatch.setattr(test_exact, "simulate", late)
    assert noticed(monkeypatch, NETWORKS["three, one of them repair"])
