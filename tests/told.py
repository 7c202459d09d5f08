"""What tests read back out of sentences: numbers, shares of 100, ensembles to tell of."""

import re
from dataclasses import replace

from hypothesis import strategies as st

from cbf_widgets.simulation.ensemble import simulate
from cbf_widgets.simulation.network import StepNetwork
from tests.strategies import step_networks

SHIPPED = StepNetwork.from_vocabulary("partnership-building")
CLOSING = "This is what the assumptions imply. It's no evidence and no forecast."
LABELS = "ABCDE"
IN_100 = "(fewer than 1|more than 99|[0-9]+)"
LOOPS = "([0-9,]+) loops?"


def lettered(network):
    """The same network, its steps called A, B, C …"""
    return replace(network, steps=tuple(step._replace(label=LABELS[i]) for i, step in enumerate(network.steps)))


def whole(text):
    return int(text.replace(",", ""))


def agrees(said, part, everything):
    """Whether a count of 100 says what there is."""
    share = 100 * part / everything
    if said == "fewer than 1":
        return 0 < share < 0.5
    if said == "more than 99":
        return 99.5 <= share < 100
    return abs(int(said) - share) <= 0.5 + 1e-9 and (int(said) not in {0, 100} or int(said) == share)


def read(pattern, sentence):
    found = re.fullmatch(pattern, sentence)
    assert found, sentence
    return found.groups()


@st.composite
def ensembles(draw, most=40):
    network = lettered(draw(step_networks()))
    return simulate(network, draw(st.integers(1, 12)), draw(st.integers(1, most)), seed=draw(st.integers(0, 99)))
