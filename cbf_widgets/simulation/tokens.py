"""Ensembles as short texts: what decides their levels and floors, and nothing that only names things.

A token is ``cbf1-`` and Crockford's base 32 (no i, l, o, u; either case is read) of: a checksum of what follows (4 bytes); the number of
the shipped network that it begins from, and that network's fingerprint (3 bytes, none where it begins from nothing); contacts, runs and seed; and as JSON,
packed where that is shorter, what differs. JSON keeps every float exactly. The ``1`` stands for this form *and* for what a seed means: a version of the engine
that drew otherwise would write ``cbf2-``.
"""

from __future__ import annotations

import json
import re
import zlib
from base64 import b32decode, b32encode
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import sha256
from itertools import groupby
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cbf_widgets.errors import CbfError, shown
from cbf_widgets.simulation.ensemble import Ensemble, simulate
from cbf_widgets.simulation.network import StepNetwork
from cbf_widgets.simulation.parts import Edge, Step
from cbf_widgets.simulation.running import Asked, whole

_START = "cbf1-"
_CROCKFORD = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "0123456789abcdefghjkmnpqrstvwxyz")
_RFC = str.maketrans("0123456789abcdefghjkmnpqrstvwxyzilo", "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567BBA")
_BASES = ("", "partnership-building", "making-change-happen")  # a name's place is its number: only ever added to
_GRAPH = ("loops", "rupture", "repair")
_STEP = ("kind", "uptake", "effort", "slip", "ratchet", "level", "floor")
_MOST = 50_000_000  # characters that a token may unpack to
# What reading may end in when the checksum is sound and yet what was packed isn't ours.
_NOT_OURS = (ValueError, TypeError, AttributeError, LookupError, OverflowError, RecursionError, zlib.error)


def write_token(network: StepNetwork, contacts: int, runs: int, seed: int, effort: NDArray[np.float64]) -> str:
    """Write what an ensemble is made from as a text.

    Parameters
    ----------
    network : StepNetwork
        Its nodes are texts, numbers, or tuples of these.
    contacts, runs, seed : int
        As for `cbf_widgets.simulate`.
    effort : numpy.ndarray
        (contacts, steps).

    Returns
    -------
    str
        A few dozen characters for a shipped network with few changes; with its own edges, some hundreds.

    Raises
    ------
    CbfError
        When a node is something that no text can hold.

    Examples
    --------
    >>> network = StepNetwork.from_vocabulary("partnership-building")
    >>> token = write_token(network, 52, 2000, 7, np.ones((52, 5)))
    >>> token[:5], len(token)
    ('cbf1-', 25)
    """
    said = _whole(network)
    if not (effort == network.values("effort")).all():
        said["plan"] = [[len(list(same)), row] for row, same in groupby(map(_column, effort.tolist()))]
    numbers = b"".join(map(_varint, (contacts, runs, seed)))
    bodies = [
        bytes([base]) + _fingerprint(base) + numbers + _packed(_difference(_base(base), said)) for base in range(len(_BASES))
    ]
    body = min(bodies, key=len)
    return _START + b32encode(sha256(body).digest()[:4] + body).decode().rstrip("=").translate(_CROCKFORD)


def read_token(token: str) -> dict[str, Any]:
    """Read what an ensemble is made from.

    Parameters
    ----------
    token : str
        As `write_token` gives it; blanks around it, and capitals, do no harm.

    Returns
    -------
    dict
        What `cbf_widgets.simulate` takes: ``network``, ``contacts``, ``runs``, ``seed``, ``effort``.

    Raises
    ------
    CbfError
        When it isn't a token, is of another version, holds a typing error, or begins from a shipped network that has changed since.

    Examples
    --------
    >>> network = StepNetwork.from_vocabulary("partnership-building").with_(ratchet=0)
    >>> read_token(write_token(network, 52, 2000, 7, np.ones((52, 5))))["network"] == network
    True
    """
    body = _body(token)
    base = body[0]
    if base >= len(_BASES):
        raise CbfError("a token that this version reads", "one from a later version", place="token", advice="Update cbf_widgets.")
    fingerprint = _fingerprint(base)
    if body[1 : 1 + len(fingerprint)] != fingerprint:
        raise CbfError(
            f"a token made with the starting values of {_BASES[base]} that are shipped now", "one made with others",
            place="token", advice="Use the version of cbf_widgets that made it.",
        )  # fmt: skip
    rest = body[1 + len(fingerprint) :]
    try:
        given = {}
        for name in ("contacts", "runs", "seed"):
            number, rest = _read_varint(rest)
            given[name] = whole(name, number)
        said = _merged(_base(base), _unpacked(rest))
        found = {"network": _network(said, _BASES[base]), **given, "effort": _effort(said, given["contacts"])}
        Asked.of(**found)
    except _NOT_OURS as error:
        raise CbfError("a token", f"one that says something else ({error})", place="token") from None
    return found


def replay(token: str, *, progress: bool = False, threads: int = 1) -> Ensemble:
    """Make the ensemble that a token stands for: the same levels and floors, on every machine.

    Parameters
    ----------
    token : str
        `Ensemble.token`.
    progress, threads
        As for `cbf_widgets.simulate`.

    Returns
    -------
    Ensemble
        Its steps are labelled as the shipped network that they come from, or by their nodes; a token holds no labels and no sources.

    Raises
    ------
    CbfError
        As `read_token` does.

    Examples
    --------
    >>> ensemble = simulate(StepNetwork.from_vocabulary("partnership-building"), runs=100, seed=7, effort=0.5)
    >>> bool((replay(ensemble.token).levels == ensemble.levels).all())
    True
    """
    return simulate(**read_token(token), progress=progress, threads=threads)


# --- what decides, as plain data -------------------------------------------------------------------------------------------


def _whole(network: StepNetwork) -> dict[str, Any]:
    """All that decides: columns of the steps, a single value where all are equal; edges by the numbers of their ends."""
    order = {node: number for number, node in enumerate(network.nodes)}
    said: dict[str, Any] = {name: getattr(network, name) for name in _GRAPH}
    said["node"] = [_plain(node) for node in network.nodes]
    said |= {name: _column([getattr(step, name) for step in network.steps]) for name in _STEP}
    said["edges"] = {f"{order[edge.from_step]} {order[edge.to_step]}": list(edge[2:5]) for edge in network.edges}
    return said


def _column(values: Sequence[Any]) -> Any:
    return values[0] if all(value == values[0] for value in values) else list(values)


def _plain(node: Any) -> Any:
    if isinstance(node, tuple):
        return [_plain(part) for part in node]
    node = node.item() if isinstance(node, np.generic) else node
    if node is None or type(node) in {str, int, float, bool}:
        return node
    raise CbfError("nodes that are texts, numbers or tuples of these, for a token", shown(node), place=f"node {shown(node)}")


def _node(plain: Any) -> Any:
    return tuple(map(_node, plain)) if isinstance(plain, list) else plain


def _network(said: dict[str, Any], base: str) -> StepNetwork:
    nodes = list(map(_node, said["node"]))
    columns = {name: _spread(said[name], len(nodes)) for name in _STEP}
    steps = tuple(Step(node, **{name: columns[name][i] for name in _STEP}) for i, node in enumerate(nodes))
    ends = [[nodes[int(number)] for number in pair.split()] for pair in said["edges"]]
    edges = tuple(Edge(*pair, *values) for pair, values in zip(ends, said["edges"].values(), strict=True))
    network = StepNetwork(steps=steps, edges=edges, **{name: said[name] for name in _GRAPH})
    return _named_as(StepNetwork.from_vocabulary(base), network) if base else network


def _named_as(shipped: StepNetwork, network: StepNetwork) -> StepNetwork:
    """Give the network the labels and sources of the shipped one, where it has the same nodes and edges."""
    labels = dict(zip(shipped.nodes, shipped.labels, strict=True))
    sources = {edge[:2]: edge.source for edge in shipped.edges}
    steps = tuple(step._replace(label=labels.get(step.node, "")) for step in network.steps)
    edges = tuple(edge._replace(source=sources.get(edge[:2], "")) for edge in network.edges)
    return StepNetwork(steps=steps, edges=edges, **{name: getattr(network, name) for name in _GRAPH})


def _effort(said: dict[str, Any], contacts: int) -> Any:
    if "plan" not in said:
        return None
    size = len(said["node"])
    rows = [_spread(row, size) for times, row in said["plan"] for _ in range(min(times, contacts + 1))]
    return np.array(rows, dtype=float)


def _spread(values: Any, size: int) -> list[Any]:
    return values if isinstance(values, list) else [values] * size


# --- what differs from a shipped network -----------------------------------------------------------------------------------


@cache
def _base(number: int) -> dict[str, Any]:
    return _whole(StepNetwork.from_vocabulary(_BASES[number])) if number else {"edges": {}}


@cache
def _fingerprint(number: int) -> bytes:
    return sha256(json.dumps(_base(number), sort_keys=True).encode()).digest()[:3] if number else b""


def _difference(base: dict[str, Any], said: dict[str, Any]) -> dict[str, Any]:
    differs = {name: value for name, value in said.items() if name != "edges" and base.get(name) != value}
    edges = {pair: values for pair, values in said["edges"].items() if base["edges"].get(pair) != values}
    edges |= dict.fromkeys(set(base["edges"]) - set(said["edges"]))
    return {**differs, "edges": edges} if edges else differs


def _merged(base: dict[str, Any], differs: dict[str, Any]) -> dict[str, Any]:
    edges = {**base["edges"], **differs.get("edges", {})}
    return {**base, **differs, "edges": {pair: values for pair, values in edges.items() if values is not None}}


# --- as text -----------------------------------------------------------------------------------------------------------------

# The commonest pieces, for the packer to point back to. Changing them changes what old tokens mean.
_KNOWN = (
    b'"plan":[[0.1,0.2,0.3,0.4,0.5,0.6,0.7,0.8,0.9]],"kind":"","node":["m1","m2","m3","m4","m5","m6","m7","m8","m9","m10","m11","m12"],"loops":3,'
    b'"rupture":0.03,"repair":0.35,"uptake":0.06,"effort":1.0,"slip":0.1,"ratchet":0.12,"level":0,"floor":0,"edges":{"0 1":[0.1,0.4,0.4],"'
)


def _packed(differs: dict[str, Any]) -> bytes:
    if not differs:
        return b""
    text = json.dumps(differs, separators=(",", ":"), sort_keys=True).encode()
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zdict=_KNOWN)
    return packer.compress(text) + packer.flush()


def _unpacked(packed: bytes) -> dict[str, Any]:
    if not packed:
        return {}
    found = zlib.decompressobj(-15, zdict=_KNOWN).decompress(packed, _MOST)
    return dict(json.loads(found))


def _varint(number: int) -> bytes:
    return bytes([*_sevens(number)])


def _sevens(number: int) -> Iterator[int]:
    while number > 127:
        yield 128 | number & 127
        number >>= 7
    yield number


def _read_varint(data: bytes) -> tuple[int, bytes]:
    number = 0
    for place, byte in enumerate(data):
        number |= (byte & 127) << 7 * place
        if byte < 128:
            return number, data[place + 1 :]
    raise ValueError("it ends too early")


def _body(token: Any) -> bytes:
    """Undo the letters and look at the checksum."""
    text = re.sub(r"\s", "", token).lower() if isinstance(token, str) else ""
    if re.match(r"cbf\d+-", text) and not text.startswith(_START):
        raise CbfError(f"a token of this version ({_START}…)", shown(token), place="token", advice="Update cbf_widgets.")
    try:
        letters = text.removeprefix(_START).translate(_RFC)
        data = b32decode(letters + "=" * (-len(letters) % 8)) if text.startswith(_START) else b""
    except ValueError:
        data, letters = b"", ""
    if len(data) < 6 or b32encode(data).decode().rstrip("=") != letters or sha256(data[4:]).digest()[:4] != data[:4]:
        raise CbfError(f"a token ({_START}…)", shown(token), place="token", advice="Copy it again, the whole of it.")
    return data[4:]
