/** A study, what the kernel explains of it, and facts as it sends them: the same in all tests of the lab. */
import type { Assumption, Study } from "../../cbf_widgets/widgets/lab/document";
import { fromKernel, type Facts } from "../../cbf_widgets/widgets/lab/facts";

const step = (node: string, label: string, uptake: number) => ({ node, label, kind: node, uptake, effort: 1, slip: 0.1, ratchet: 0.12, level: 0, floor: 0 });
const edge = (from_step: string, to_step: string, contagion: number, readiness = 0, support = 0.2) => ({ from_step, to_step, contagion, readiness, support, source: "assumption" });

const network = {
  loops: 3, rupture: 0.03, repair: 0.35,
  steps: [step("acceptance", "Acceptance", 0.096), step("valuing", "Valuing", 0.06), step("repair", "Repair", 0.06)],
  edges: [edge("acceptance", "valuing", 0.1, 0.4), edge("acceptance", "repair", 0.1), edge("repair", "acceptance", 0.05)],
};

export const STUDY: Study = {
  title: "A study", kinds: ["acceptance", "valuing", "subtle", "repair"], network, start: network, contacts: 4, runs: 2000, seed: 1, plan: null, beside: { kind: "none" },
};

const about = (name: Assumption["name"], on: Assumption["on"], most: number, unit = "in 100", least = 0): Assumption =>
  ({ name, title: name[0]!.toUpperCase() + name.slice(1), on, least, most, step: unit === "loops" ? 1 : 0.01, meaning: `What ${name} means.`, unit, source: "assumption" });

export const ABOUTS: Assumption[] = [
  about("uptake", "step", 1), about("effort", "step", 1, "of 100"), about("slip", "step", 1), about("ratchet", "step", 1),
  about("level", "step", 126, "loops"), about("floor", "step", 126, "loops"),
  about("contagion", "edge", 0.99), about("readiness", "edge", 0.99, "of 100"), about("support", "edge", 0.99, "of 100"),
  about("rupture", "graph", 1), about("repair", "graph", 1), about("loops", "graph", 126, "loops", 1),
];

export function named(name: string): Assumption {
  return ABOUTS.find((one) => one.name === name)!;
}

/** Bytes somewhere within a larger buffer, as they come from the kernel. */
function bytes(array: Float32Array | Uint32Array | Int8Array | Uint8Array): DataView {
  const whole = new Uint8Array(array.byteLength + 3);
  whole.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), 3);
  return new DataView(whole.buffer, 3, array.byteLength);
}

/** Contact by contact, the levels of three steps: one up, one down, a rupture that takes two, its repair. */
const LEVELS = [[0, 0, 0], [1, 0, 0], [2, 1, 0], [1, 0, 0], [1, 0, 1]];
const FLOORS = [[0, 0, 0], [1, 0, 0], [1, 0, 0], [1, 0, 0], [1, 0, 0]];

export function plainFacts(changes: Record<string, unknown> = {}): Record<string, unknown> {
  const bands = new Float32Array([0, 1, 2, 3].flatMap((row) => Array.from({ length: 5 }, (_, c) => row + c)).concat([5, 6, 7, 8, 9]));
  const reached = new Uint32Array(5 * 3 * 3).map((_, i) => 2000 - 40 * i);
  const run = { number: 6, levels: bytes(new Int8Array(LEVELS.flat())), floors: bytes(new Int8Array(FLOORS.flat())), ruptured: bytes(new Uint8Array([0, 0, 0, 1, 0])),
    reasons: [{ contact: 2, step: 1, level: 1, chance: 0.23, alone: 0.05, caught_from: 0 }, { contact: 2, step: 0, level: 2, chance: 0.096, alone: 0.096, caught_from: null },
      { contact: 4, step: 2, level: 1, chance: 0.004, alone: 0.004, caught_from: 1 }],
    words: ["The beginning.", "One.", "Two.", "A rupture.", "Repaired."] };
  return { serial: 0, token: "cbf1-token", version: "0", steps: 3, loops: 3, contacts: 4, runs: 2000, seed: 1, labels: ["Acceptance", "Valuing", "Repair"], glyphs: [0, 1, 3],
    places: [[140, 150], [258, 68], [380, 150]], edges: [{ from: 0, to: 1, d: "M0 0Q5 0 10 10", weight: 0.7 }, { from: 0, to: 2, d: "M0 0L9 0", weight: 0.7 }, { from: 2, to: 0, d: "M9 0L0 0", weight: 0.3 }],
    bands: bytes(bands), reached: bytes(reached), beside: null, run, twelve: [], size: 31, line: "M0 0L9 0L9 1Z", dots: [[10, 0, 2, 0.5]], gaps: [[1, 0, 2, 0], [3, 0, 4, 0]], centre: [256, 194], headline: "A headline", summary: [], radius: 1, ...changes };
}

export function facts(changes: Record<string, unknown> = {}): Facts {
  return fromKernel(plainFacts(changes));
}
