"""A stand-in for the lab's kernel on a bare page: the real engine, everything around it as simple as it can be."""

from __future__ import annotations

import base64
import math
from typing import Any

import numpy as np

from cbf_widgets import __version__
from cbf_widgets.simulation.ensemble import Ensemble, simulate
from cbf_widgets.simulation.network import StepNetwork
from cbf_widgets.simulation.parts import Edge, Step

FIVE = [(144.4, 155.6), (258.2, 68.0), (384.1, 154.8), (337.4, 310.3), (165.7, 313.8)]
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
ASSUMPTIONS = [
    ("uptake", "Uptake", "step", 0, 1, 0.01, "A step moves forward unaided.", "in 100"),
    ("contagion", "Contagion", "edge", 0, 0.99, 0.01, "How strongly a step carries others along.", "in 100"),
    ("ratchet", "Ratchet", "step", 0, 1, 0.01, "What was gained becomes secure in this contact.", "in 100"),
    ("slip", "Slip", "step", 0, 1, 0.01, "A step slides back one loop, never below what is secure.", "in 100"),
    ("rupture", "Rupture", "graph", 0, 1, 0.01, "Trust breaks: unsecured gains go, and steps wait.", "in 100"),
    ("repair", "Repair", "graph", 0, 1, 0.01, "A rupture is mended in the next contact.", "in 100"),
    ("effort", "Effort", "step", 0, 1, 0.05, "How much of the partnership's effort a step gets.", "in 100"),
    ("readiness", "Readiness", "edge", 0, 0.99, 0.01, "How much a step waits for another.", "in 100"),
    ("support", "Support", "edge", 0, 0.99, 0.01, "How much a step keeps another from slipping.", "in 100"),
    ("level", "Level at the start", "step", 0, 126, 1, "How many loops a step has come before the first contact.", "loops"),
    ("floor", "Secure at the start", "step", 0, 126, 1, "How much of that is secure.", "loops"),
    ("loops", "Loops", "graph", 1, 126, 1, "How far a step can go.", "loops"),
]  # fmt: skip
PLANS = [
    {"id": "listening-first", "title": "Listening first", "about": "Most effort on the first steps, less on those that follow.",
     "phases": [{"share": 1, "effort": [1, 0.8, 0.4, 0.2, 0.1]}]},
    {"id": "rushing", "title": "Rushing to intervene", "about": "Most effort on the interventions, little on what comes before.",
     "phases": [{"share": 1, "effort": [0.1, 0.1, 0.4, 1, 0.9]}]},
]  # fmt: skip


def packed(array: np.ndarray[Any, Any]) -> dict[str, str]:
    """Bytes as the bare page unpacks them."""
    return {"$bytes": base64.b64encode(np.ascontiguousarray(array).tobytes()).decode()}


def net(network: StepNetwork) -> dict[str, Any]:
    """A network as the study holds it."""
    steps, edges = ([part._asdict() for part in parts] for parts in (network.steps, network.edges))
    return {"loops": network.loops, "rupture": network.rupture, "repair": network.repair, "steps": steps, "edges": edges}


def study(vocabulary: str = "partnership-building", **fields: Any) -> dict[str, Any]:
    """A study of a shipped vocabulary."""
    network = StepNetwork.from_vocabulary(vocabulary)
    parts = net(network)
    return {"title": "Partnership building, contact by contact", "kinds": list(network.nodes), "network": parts, "start": parts,
            "contacts": 52, "runs": 2000, "seed": 14, "plan": None, "beside": {"kind": "none"}, **fields}  # fmt: skip


def run(study: dict[str, Any], parts: dict[str, Any], plan: dict[str, Any] | None) -> Ensemble:
    """The runs of a network under a plan."""
    steps = tuple(Step(**step) for step in parts["steps"])
    network = StepNetwork(
        steps=steps, edges=tuple(Edge(**e) for e in parts["edges"]), **{k: parts[k] for k in ("loops", "rupture", "repair")}
    )
    effort = np.tile(plan["phases"][0]["effort"], (study["contacts"], 1)) if plan else None
    return simulate(network, study["contacts"], study["runs"], seed=study["seed"], effort=effort)


def without(parts: dict[str, Any], names: list[str]) -> dict[str, Any]:
    """A network with some assumptions at 0 everywhere."""
    gone = dict.fromkeys(names, 0.0)
    cleared = {name: [{**p, **{n: v for n, v in gone.items() if n in p}} for p in parts[name]] for name in ("steps", "edges")}
    return {**parts, **{n: v for n, v in gone.items() if n in parts}, **cleared}


def bands(ensemble: Ensemble) -> np.ndarray[Any, Any]:
    """Quantiles of the loops gained."""
    total = ensemble.levels.sum(axis=2, dtype=np.int32)
    return np.quantile(total, QUANTILES, axis=0, method="inverted_cdf").astype("<f4")


def reached(ensemble: Ensemble) -> np.ndarray[Any, Any]:
    """Runs at a level or above, by contact, step and level."""
    levels = np.arange(1, ensemble.network.loops + 1)
    return (ensemble.levels[..., None] >= levels).sum(axis=0).astype("<u4")


def _reasons(ensemble: Ensemble, number: int) -> list[dict[str, Any]]:
    """Advances with chances by the formula; who it was caught from is only made up plausibly."""
    network, found = ensemble.network, []
    carries = network.matrix("contagion")
    uptake = network.values("uptake")
    levels = ensemble.levels[number].astype(int)
    for contact, step in zip(*np.nonzero(np.diff(levels, axis=0) > 0), strict=True):
        x = levels[contact] / network.loops
        alone = float(uptake[step])
        hazards = -np.log1p(-carries[:, step]) * x
        chance = 1 - (1 - alone) * math.exp(-hazards.sum())
        caught = int(hazards.argmax()) if (contact * 7 + step * 3) % 10 < 10 * (1 - alone / chance) else None
        found.append({"contact": int(contact) + 1, "step": int(step), "level": int(levels[contact + 1, step]),
                      "chance": chance, "alone": alone, "caught_from": caught})  # fmt: skip
    return found


def told(ensemble: Ensemble, number: int) -> dict[str, Any]:
    """One run."""
    reasons = _reasons(ensemble, number)
    labels = ensemble.network.labels
    levels, ruptured = ensemble.levels[number].astype(int), ensemble.ruptured[number]
    words = ["The beginning: nothing is gained yet."]
    for contact in range(1, ensemble.contacts + 1):
        here = [r for r in reasons if r["contact"] == contact]
        said = [
            f"{labels[r['step']]}: loop {r['level']}"
            + (f", caught from {labels[r['caught_from']]}." if r["caught_from"] is not None else ", by its own effort.")
            for r in here
        ]
        said += [
            f"{labels[i]} slips back to loop {levels[contact, i]}." for i in np.nonzero(levels[contact] < levels[contact - 1])[0]
        ]
        if ruptured[contact] and not ruptured[contact - 1]:
            said = ["A rupture: what was not secure is lost."]
        elif ruptured[contact - 1] and not ruptured[contact]:
            said.append("The rupture is repaired.")
        words.append(
            " ".join(said) or ("The rupture stands; steps wait." if ruptured[contact] else "Nothing moves in this contact.")
        )
    parts = {name: packed(getattr(ensemble, name)[number].astype("i1")) for name in ("levels", "floors", "ruptured")}
    return {"number": number, **parts, "reasons": reasons, "words": words}


def spiral(ensemble: Ensemble, number: int) -> dict[str, Any]:
    """One of the twelve: a line that goes outward with the loops gained."""
    levels = ensemble.levels[number].sum(axis=1).astype(int)
    floors, broken = ensemble.floors[number].sum(axis=1).astype(int), ensemble.ruptured[number]
    most = ensemble.network.loops * len(ensemble.network.steps)

    def at(c: int, r: float = 0) -> str:
        radius, angle = 6 + 36 * levels[c] / most + r, 2 * math.pi * 3 * c / ensemble.contacts - 1.7
        return f"{50 + radius * math.cos(angle):.1f},{50 + radius * math.sin(angle):.1f}"

    pairs = range(ensemble.contacts)
    line = [[f"M{at(c)}L{at(c + 1)}", round(0.8 + 3 * floors[c] / most, 2)] for c in pairs if not broken[c + 1]]
    teeth = "".join(f"M{at(c)}L{at(c, -3)}" for c in pairs if floors[c + 1] > floors[c])
    breaks = "".join(f"M{at(c)}L{at(c, 3)}L{at(c + 1, -3)}L{at(c + 1)}" for c in pairs if broken[c + 1])
    end = [float(x) for x in at(ensemble.contacts).split(",")]
    ruptures = int((np.diff(broken.astype(int)) > 0).sum())
    return {
        "number": number,
        "total": int(levels[-1]),
        "ruptures": ruptures,
        "line": line,
        "teeth": teeth,
        "breaks": breaks,
        "end": end,
    }


def _place(count: int) -> list[tuple[float, float]]:
    if count == len(FIVE):
        return FIVE
    turns = [2 * math.pi * i / count - 2.8 for i in range(count)]
    return [(256 + 150 * math.cos(t), 196 + 140 * math.sin(t)) for t in turns]


def _edges(network: StepNetwork, places: list[tuple[float, float]]) -> list[dict[str, Any]]:
    order, drawn = {node: i for i, node in enumerate(network.nodes)}, []
    for edge in network.edges:
        a, b = order[edge.from_step], order[edge.to_step]
        (x, y), (u, v) = places[a], places[b]
        far = math.dist((x, y), (u, v)) or 1
        dx, dy = (u - x) / far, (v - y) / far
        bend = 0.16 * far
        d = f"M{x + 40 * dx:.1f},{y + 40 * dy:.1f}Q{(x + u) / 2 - bend * dy:.1f},{(y + v) / 2 + bend * dx:.1f} {u - 42 * dx:.1f},{v - 42 * dy:.1f}"
        drawn.append({"from": a, "to": b, "d": d, "weight": 7 * edge.contagion})
    return drawn


class FakeKernel:
    """What the kernel would answer; `asked` keeps the questions."""

    def __init__(self, study: dict[str, Any]) -> None:
        self.study, self.run, self.serial = study, 6, 0
        self.asked: list[dict[str, Any]] = []
        self.files: dict[str, dict[str, Any]] = {}

    def facts(self) -> dict[str, Any]:
        """Everything that the pictures need."""
        study = self.study
        ensemble = run(study, study["network"], study["plan"])
        self.run = min(self.run, study["runs"] - 1)
        network, places = ensemble.network, _place(len(ensemble.network.steps))
        most, median = network.loops * len(places), int(bands(ensemble)[2, -1])
        self._ensemble = ensemble
        return {
            "serial": self.serial, "token": "cbf1:cc1c4cf2", "version": __version__, "steps": len(places), "loops": network.loops,
            "contacts": study["contacts"], "runs": study["runs"], "seed": study["seed"], "labels": list(network.labels),
            "glyphs": [study["kinds"].index(s.kind) if s.kind in study["kinds"] else i for i, s in enumerate(network.steps)],
            "places": places, "edges": _edges(network, places), "bands": packed(bands(ensemble)), "reached": packed(reached(ensemble)),
            "beside": self._beside(ensemble), "run": told(ensemble, self.run),
            "twelve": [spiral(ensemble, i) for i in range(min(12, study["runs"]))],
            "headline": f"Half of all runs gain {median} of {most} loops or more", "radius": 1.32,
            "summary": [f"{study['runs']:,} runs of {study['contacts']} contacts: what these assumptions imply.",
                        f"Half of all runs gain {median} of {most} loops or more."],
        }  # fmt: skip

    def _beside(self, ensemble: Ensemble) -> dict[str, Any] | None:
        beside = self.study["beside"]
        if beside["kind"] == "none":
            return None
        kept = beside["kind"] == "kept"
        parts = beside["network"] if kept else without(self.study["network"], beside["names"])
        other = run(self.study, parts, beside["plan"] if kept else self.study["plan"])
        gain = ensemble.levels[:, -1].sum(axis=1).astype(float) - other.levels[:, -1].sum(axis=1)
        wide = 1.96 * gain.std() / math.sqrt(len(gain))
        difference = {"mean": gain.mean(), "low": gain.mean() - wide, "high": gain.mean() + wide}
        label = beside["title"] if kept else "without " + " and ".join(f"the {name}" for name in beside["names"])
        return {"label": label, "bands": packed(bands(other)), "reached": packed(reached(other)), "difference": difference,
                "run": told(other, self.run)}  # fmt: skip

    def traits(self) -> dict[str, Any]:
        """What the kernel gives the front end to begin with."""
        names = ("name", "title", "on", "least", "most", "step", "meaning", "unit")
        hardly = study()
        hardly["network"] = {
            **hardly["network"],
            "steps": [{**s, "slip": 0.01} for s in hardly["network"]["steps"]],
            "rupture": 0.0,
        }
        presets = [
            {"id": "as-given", "title": "The ratchet holds", "shows": "Where much slips, what is secured decides.", "turned_round_by": "hardly",
             "study": study(beside={"kind": "without", "names": ["ratchet"]})},
            {"id": "hardly", "title": "A ratchet that hardly matters", "shows": "Where little slips, there is little to hold.", "turned_round_by": "as-given",
             "study": {**hardly, "beside": {"kind": "without", "names": ["ratchet"]}}},
        ]  # fmt: skip
        return {
            "study": self.study, "history": {"names": ["Began"], "at": 0, "serial": 0}, "kept": {"serial": 0, "said": "", "problem": ""},
            "found": [], "run": self.run, "facts": self.facts(), "presets": presets, "plans": PLANS,
            "assumptions": [{**dict(zip(names, one, strict=True)), "source": "assumption"} for one in ASSUMPTIONS],
            "sheet": [{"heading": "What this is", "lines": ["What these assumptions imply. Not evidence, not a forecast."]},
                      {"heading": "Where the numbers come from", "lines": ["Every number is an assumption."]}],
        }  # fmt: skip

    def __call__(self, heard: dict[str, Any]) -> dict[str, Any]:
        """Hear what the page sends; answer with traits, or with a message and its files."""
        if "saved" in heard:
            saved = heard["saved"]
            self.study, self.run = saved.get("study", self.study), saved.get("run", self.run)
            self.serial = saved.get("history", {}).get("serial", self.serial)
            kept = {"serial": self.serial, "said": "Kept at 10:00", "problem": ""}
            return {"traits": {"facts": self.facts(), "kept": kept, **({"run": self.run} if "run" not in saved else {})}}
        question = heard["sent"]
        self.asked.append(question)
        answer, files = self._answer(question)
        return {"message": {"ok": True, **answer, "answers": question["id"]}, "files": files} if answer is not None else {}

    def _answer(self, question: dict[str, Any]) -> tuple[dict[str, Any] | None, list[Any]]:
        ask = question["ask"]
        if ask == "try":
            tried = run(question["study"], question["study"]["network"], question["study"]["plan"])
            return {}, [packed(bands(tried)), packed(reached(tried))]
        if ask == "near":
            total = self._ensemble.levels[:, question["contact"]].sum(axis=1, dtype=int)
            return {"run": int(np.abs(total - question["loops"]).argmin())}, []
        if ask == "export":
            return {"name": f"lab.{question['format']}", "type": "text/plain", "said": "Made it."}, [
                packed(np.frombuffer(b"made", "u1"))
            ]
        return {"name": "my-study", "files": []} if ask in {"name", "list"} else None, []
