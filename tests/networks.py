"""Networks to draw."""

from __future__ import annotations

from math import hypot

from cbf_widgets import StepNetwork
from cbf_widgets.draw.palette import CORNERS
from cbf_widgets.simulation.parts import Edge, Step

SHIPPED = ("partnership-building", "making-change-happen")


def network(count, pairs=(), *, loops=3):
    steps = tuple(Step(i, label=f"Step {i + 1}", uptake=0.1, slip=0.1, ratchet=0.12) for i in range(count))
    edges = tuple(Edge(a, b, contagion=0.1, readiness=0.4, support=0.4) for a, b in pairs)
    return StepNetwork(steps=steps, edges=edges, loops=loops, rupture=0.03, repair=0.35)


def inside(point, shape):
    """Whether a point lies in a shape of radius 1."""
    x, y = point
    if shape == "circle":
        return hypot(x, y) <= 1
    corners = CORNERS[shape]
    crossings = [
        (x0 + (y - y0) * (x1 - x0) / (y1 - y0))
        for (x0, y0), (x1, y1) in zip(corners, [*corners[1:], corners[0]], strict=True)
        if (y0 > y) != (y1 > y)
    ]
    return sum(at > x for at in crossings) % 2 == 1
