"""A token gives the same runs back, says nothing that it needn't, and notices a typing error."""

import zlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cbf_widgets.errors import CbfError
from cbf_widgets.simulation import tokens
from cbf_widgets.simulation.ensemble import simulate
from cbf_widgets.simulation.network import StepNetwork
from cbf_widgets.simulation.parts import Edge, Step
from cbf_widgets.simulation.tokens import read_token, replay, write_token
from tests import checksums
from tests.strategies import rates, step_networks, tried
from tests.test_ensemble import KEPT, same

SHIPPED = StepNetwork.from_vocabulary("partnership-building")
PLAIN = simulate(SHIPPED, runs=10, seed=7).token


def bare(network):
    """A network without its labels and sources."""
    steps = tuple(step._replace(label="") for step in network.steps)
    return StepNetwork(steps=steps, edges=tuple(edge._replace(source="") for edge in network.edges), loops=network.loops,
                       rupture=network.rupture, repair=network.repair)  # fmt: skip


@st.composite
def efforts(draw, network, contacts):
    """None, one number, or a plan whose rows often repeat."""
    row = st.lists(rates, min_size=len(network.steps), max_size=len(network.steps))
    rows = draw(st.lists(row, min_size=1, max_size=2))
    plan = st.lists(st.sampled_from(rows), min_size=contacts, max_size=contacts)
    return draw(st.none() | rates | plan)


@settings(max_examples=60)
@given(step_networks(), st.integers(1, 9), st.integers(0, 2**64 - 1), st.data())
def test_a_token_gives_the_same_runs_back(network, contacts, seed, data):
    ensemble = simulate(network, contacts, 6, seed=seed, effort=data.draw(efforts(network, contacts)))
    again = replay(ensemble.token)
    assert same(again, ensemble)
    assert (again.contacts, again.runs, again.seed) == (contacts, 6, seed)
    assert np.array_equal(again.effort, ensemble.effort)
    assert bare(again.network) == bare(network)
    assert [type(node) for node in again.network.nodes] == [type(node) for node in network.nodes]
    assert again.token == ensemble.token


@settings(max_examples=40)
@given(st.sampled_from(["partnership-building", "making-change-happen"]), st.data())
def test_a_change_to_a_shipped_network_comes_back_whole(name, data):
    shipped = StepNetwork.from_vocabulary(name)
    network = shipped.with_(rupture=data.draw(rates), **{data.draw(st.sampled_from(["slip", "ratchet"])): data.draw(rates)})
    network = network.with_(step=data.draw(st.sampled_from(network.nodes)), uptake=data.draw(rates))
    edge = data.draw(st.sampled_from(network.edges))
    network = network.without(*edge[:2]) if data.draw(st.booleans()) else network.with_(edge=edge[:2], support=0.123)
    assert read_token(write_token(network, 52, 100, 1, network.values("effort")))["network"] == network


def test_a_token_of_a_shipped_network_is_short_whatever_its_seed():
    assert len(PLAIN) == 23
    assert len(simulate(SHIPPED, 100, 10_000, seed=2**64 - 1).token) < 40


@pytest.mark.parametrize(
    "name, token",
    [
        ("partnership-building", "cbf1-6cjtwag12rp6yd484w0g"),
        ("making-change-happen", "cbf1-mc5jn8g2fkcspd6g1zzzzzzzzzzzzzzz04"),
    ],
)
def test_a_token_that_was_given_out_means_what_it_meant(name, token):
    """Never change one: people have written them down. Only when starting values change is each refused, and a new one stands here."""
    again = replay(token)
    assert checksums.checksum(again.levels, again.floors, again.ruptured) == KEPT[name]


def test_labels_and_sources_stay_at_home():
    named = Step("tea", "Tea with Ama", "repair", 0.1), Step("talk", "A talk with Ama", uptake=0.2)
    network = StepNetwork(steps=named, edges=(Edge("tea", "talk", 0.1, source="told by Ama"),), loops=1)
    token = write_token(network, 52, 10, 1, network.values("effort"))
    assert token == write_token(bare(network), 52, 10, 1, network.values("effort"))
    assert read_token(token)["network"] == bare(network)


def test_the_steps_of_a_shipped_network_have_their_labels_again():
    again = replay(PLAIN).network
    assert again.labels == SHIPPED.labels
    assert [edge.source for edge in again.edges] == [edge.source for edge in SHIPPED.edges]


def test_blanks_and_capitals_and_look_alikes_do_no_harm():
    swapped = PLAIN[5:].replace("0", "o").replace("1", "L")
    for token in (f"  {PLAIN}\n", PLAIN.upper(), f"{PLAIN[:9]}\n{PLAIN[9:]}", PLAIN[:5] + swapped):
        assert read_token(token)["seed"] == 7


@pytest.mark.parametrize("number", range(5, len(PLAIN)))
def test_a_wrong_letter_or_a_missing_one_is_noticed(number):
    for letter in "0123456789abcdefghjkmnpqrstvwxyz":
        wrong = PLAIN[:number] + letter + PLAIN[number + 1 :]
        assert wrong == PLAIN or refused(wrong)
    assert refused(PLAIN[:number] + PLAIN[number + 1 :])
    assert refused(PLAIN[:number])
    if number + 1 < len(PLAIN) and PLAIN[number] != PLAIN[number + 1]:
        assert refused(PLAIN[:number] + PLAIN[number + 1] + PLAIN[number] + PLAIN[number + 2 :])


def refused(token):
    network, error = tried(lambda: read_token(token))
    return network is None and error.place == "token"


@pytest.mark.parametrize("token", ["", "cbf1-", "tea", None, 3, b"cbf1-", "cbf1-ü", "cbf1-00000000", ["cbf1-"]])
def test_what_is_no_token_is_refused_in_one_sentence(token):
    with pytest.raises(CbfError) as caught:
        replay(token)
    assert str(caught.value).startswith("token: expected a token (cbf1-…), but got ")
    assert str(caught.value).endswith(". Copy it again, the whole of it.")


def test_a_token_of_another_version_says_so():
    with pytest.raises(CbfError, match=r"expected a token of this version \(cbf1-…\), but got 'cbf2-3f'\. Update cbf_widgets\."):
        replay("cbf2-3f")


def sealed(body):
    """A token with a sound checksum around anything at all."""
    from base64 import b32encode
    from hashlib import sha256

    return "cbf1-" + b32encode(sha256(body).digest()[:4] + body).decode().rstrip("=").translate(tokens._CROCKFORD)


@given(st.binary(min_size=2, max_size=40), st.binary(max_size=60), st.booleans())
def test_a_sound_checksum_around_anything_else_is_refused(body, text, packed):
    if packed:
        packer = zlib.compressobj(9, zlib.DEFLATED, -15, zdict=tokens._KNOWN)
        body = b"\x00\x05\x05\x05" + packer.compress(text) + packer.flush()
    assert refused(sealed(body))


@pytest.mark.parametrize(
    "text", ['{"edges": 3}', '{"plan": [[9e9, 1]]}', '{"edges": {"0 9": [0, 0, 0]}}', "[" * 99_999, '{"slip": 7}']
)
def test_a_sound_checksum_around_another_text_is_refused(text):
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, zdict=tokens._KNOWN)
    assert refused(sealed(b"\x01" + tokens._fingerprint(1) + b"\x05\x05\x05" + packer.compress(text.encode()) + packer.flush()))


def test_a_token_that_unpacks_to_a_flood_is_refused():
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, zdict=tokens._KNOWN)
    assert refused(sealed(b"\x00\x05\x05\x05" + packer.compress(b" " * 60_000_000 + b"{}") + packer.flush()))


def test_starting_values_that_have_changed_since_are_noticed(monkeypatch):
    changed = tokens._whole(SHIPPED.with_(step="subtle", slip=0.11))
    monkeypatch.setattr(tokens, "_base", lambda number: changed if number == 1 else {"edges": {}})
    tokens._fingerprint.cache_clear()
    try:
        with pytest.raises(CbfError) as caught:
            replay(PLAIN)
    finally:
        monkeypatch.undo()
        tokens._fingerprint.cache_clear()
    assert str(caught.value) == (
        "token: expected a token made with the starting values of partnership-building that are shipped now, but got one made with others. "
        "Use the version of cbf_widgets that made it."
    )


def test_a_node_that_no_text_can_hold_is_named():
    network = StepNetwork(steps=(Step(frozenset({1}), uptake=0.5),), loops=1)
    with pytest.raises(CbfError, match="node frozenset"):
        simulate(network, 2, 2, seed=1).token  # noqa: B018
