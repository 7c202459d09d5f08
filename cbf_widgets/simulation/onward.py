"""Onward steps per step: what one small step brings about by contagion alone, and whether that keeps itself going."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from cbf_widgets.errors import CbfError, shown
from cbf_widgets.simulation.network import StepNetwork
from cbf_widgets.simulation.running import whole

Floats = NDArray[np.float64]
_FEW = 300  # steps; a larger network is first cut into parts that lead back to themselves
_DOUBLINGS = 48
_ROUNDS = 2_000
_CLOSE = 1e-11
_TINY = 1e-250


def onward_steps(network: StepNetwork, contacts: int = 52) -> Floats:
    """Give the expected number of onward steps that each step brings to each by contagion alone.

    A step gains one level in the first contact, while all else stands as at the start and no rupture does. Onward steps are the contacts in which
    another catches an advance from that one level:

    - The level stands in the next contact, and in each one after it until the horizon, unless it is lost. In each contact, a rupture strikes (``rupture``) and
      takes it if it isn't secure; it slips (``slip``, less by the support of what stands at the start) if it isn't secure; and the ratchet secures it (``ratchet``; in the contact
      in which it is gained, too). What is secure stays.
    - In a contact in which it stands, it is caught with the chance 1 − (1 − contagion) ** (1 / loops), what one level is worth. While a rupture stands
      (until ``repair``) only steps of kind ``repair`` catch anything.
    - Effort, uptake and readiness don't enter: what comes about by effort isn't caught. A step that begins at its highest level neither gains nor catches.

    Left out, since a level is looked at on its own: that a step has room for so many levels only; that of several levels of a step only the highest
    slips, while a rupture takes all that aren't secure; and that a step of kind ``repair`` mends a rupture sooner.

    Parameters
    ----------
    network : StepNetwork
        The steps and every number.
    contacts : int
        The horizon; the level is gained in the first of them.

    Returns
    -------
    numpy.ndarray
        Row: the step that gained; column: the step that catches.

    Examples
    --------
    >>> from cbf_widgets.simulation.parts import Edge, Step
    >>> steps = Step("tea", uptake=0.1, slip=0.5), Step("talk", uptake=0.1, ratchet=1)
    >>> network = StepNetwork(steps=steps, edges=(Edge("tea", "talk", contagion=0.2), Edge("talk", "tea", contagion=0.2)), loops=1)
    >>> onward_steps(network, 4).round(2)
    array([[0.  , 0.35],
           [0.6 , 0.  ]])
    """
    if not isinstance(network, StepNetwork):
        raise CbfError("a StepNetwork", shown(network), place="network", advice="See StepNetwork.from_networkx.")
    free, ruptured = _stay(network, whole("contacts", contacts))
    caught = -np.expm1(np.log1p(-network.matrix("contagion")) / network.loops)
    mends = np.array([kind == "repair" for kind in network.kinds])
    room = network.values("level") < network.loops
    found: Floats = (free[:, None] + ruptured[:, None] * mends) * caught * room[:, None] * room
    return found


def _stay(network: StepNetwork, contacts: int) -> tuple[Floats, Floats]:
    """In how many contacts after its first a level stands, on average: with no rupture, and with one standing."""
    ratchet, strikes, repair = network.values("ratchet"), network.rupture, network.repair
    support = np.log1p(-network.matrix("support"))
    slip = network.values("slip") * np.exp((network.values("level") / network.loops) @ support)
    loose, secure, blocked = 1 - ratchet, ratchet.astype(float), np.zeros(len(ratchet))
    free, ruptured = np.zeros(len(ratchet)), np.zeros(len(ratchet))
    for _ in range(contacts - 1):
        mended = (1 - strikes) * repair * blocked
        blocked = blocked + strikes * secure
        loose, secure = (1 - strikes) * loose, (1 - strikes) * secure
        free, ruptured = free + loose + secure, ruptured + blocked
        loose = (1 - slip) * loose
        loose, secure, blocked = (1 - ratchet) * loose, secure + ratchet * loose + mended, blocked - mended
    return free, ruptured


def spectral_radius(network: StepNetwork, contacts: int = 52) -> float:
    """Give the number of onward steps per step: above 1, contagion keeps itself going; below 1, it dies out by itself.

    It is the spectral radius of `onward_steps`, the factor by which steps multiply from one generation of caught steps to the next, once these have mixed. It
    speaks of how contagion starts, on a network where there is room; and a network that dies out by itself can still be kept going by effort.
    With one loop and neither ratchet nor rupture it is contagion · spectral radius of the graph / slip, the threshold of the discrete SIS model.

    Parameters
    ----------
    network : StepNetwork
        The steps and every number.
    contacts : int
        The horizon of each step; see `onward_steps`.

    Returns
    -------
    float
        0 where no step leads back to itself.

    Examples
    --------
    >>> network = StepNetwork.from_vocabulary("partnership-building")
    >>> round(spectral_radius(network), 2), round(spectral_radius(network.with_(ratchet=0)), 2)
    (1.86, 0.54)
    """
    onward = onward_steps(network, contacts)
    return max(map(_radius, _parts(onward)))


def _radius(part: Floats) -> float:
    """The spectral radius of a matrix without negative numbers: how its powers grow. Where much is far from symmetric, as in a ring, `eigvals` is off by percents."""
    from scipy.linalg import matrix_balance

    power = matrix_balance(part, permute=False)[0]
    found = _settled(power) if len(part) > _FEW else None
    if found is not None:
        return found
    growth = 0.0
    for doubling in range(_DOUBLINGS):
        most = float(power.max())
        if most == 0:
            return 0.0
        growth += np.log(most) / 2**doubling
        power = power / most
        power = power @ power
    return float(np.exp(growth))


def _settled(part: Floats) -> float | None:
    """The radius of a strongly connected matrix, if few rounds of it settle how much each step grows: it lies between the least and the most of that."""
    from scipy.sparse import csr_array

    sparse, shift, size = csr_array(part), part.sum(axis=1).mean(), np.ones(len(part))  # the shift calms what goes round
    for _ in range(_ROUNDS):
        grown = sparse @ size + shift * size
        growth = grown / size
        if growth.max() - growth.min() <= _CLOSE * growth.max():
            return float(growth.mean() - shift)
        size = np.maximum(grown / grown.max(), _TINY)
    return None


def _parts(onward: Floats) -> list[Floats]:
    """Cut a large matrix into its strongly connected parts; the eigenvalues stay the same."""
    if len(onward) <= _FEW:
        return [onward]
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    _, label = connected_components(csr_array(onward > 0), connection="strong")
    order = np.argsort(label, kind="stable")
    members: list[Any] = np.split(order, np.flatnonzero(np.diff(label[order])) + 1)
    return [onward[np.ix_(part, part)] for part in members]
