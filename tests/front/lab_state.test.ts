import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromPlain, toPlain, type Network, type Study } from "../../cbf_widgets/widgets/lab/document";
import { factor, LIMITS, mostFactor, reading, reduce, usual, type Action } from "../../cbf_widgets/widgets/lab/state";
import { Store } from "../../cbf_widgets/widgets/shared/store";
import { ABOUTS, named, STUDY } from "./lab_study";

const edit = (study: Study, action: Action) => reduce(study, action)?.study ?? study;
const values = (study: Study, name: "uptake" | "slip" | "level" | "floor") => study.network.steps.map((step) => step[name]);
const weights = (study: Study, name: "contagion" | "readiness") => study.network.edges.map((edge) => edge[name]);
const set = (name: string, value: number, scope = {}): Action => ({ type: "set", about: named(name), value, scope });

const NODES = STUDY.network.steps.map(({ node }) => node);
const node = fc.constantFrom(...NODES, "nobody");
const number = fc.oneof(fc.double({ min: -1, max: 2, noNaN: true }), fc.integer({ min: -3, max: 200 }), fc.constantFrom(NaN, Infinity, 0, 1));
const scope = fc.oneof(fc.constant({}), node.map((step) => ({ step })), fc.tuple(node, node).map((edge) => ({ edge })));
const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constant("set" as const), about: fc.constantFrom(...ABOUTS), value: number, scope }) },
  fc.record({ type: fc.constant("reset" as const), about: fc.constantFrom(...ABOUTS), scope }),
  fc.record({ type: fc.constantFrom("join" as const, "part" as const), from: node, to: node }),
  fc.record({ type: fc.constant("whole" as const), name: fc.constantFrom("contacts" as const, "runs" as const, "seed" as const), value: number }),
  fc.record({ type: fc.constantFrom("keep" as const, "retitle" as const), title: fc.string({ unit: "binary" }) }),
  fc.constantFrom<Action>({ type: "resetAll" }, { type: "beside", beside: { kind: "without", names: ["ratchet"] } }, { type: "plan", plan: { id: "p", title: "P", phases: [{ share: 1, effort: [1, 0, 0.5] }] } }),
);

/** What Python checks of a network. */
function faults({ steps, edges, loops, rupture, repair }: Network): string[] {
  const found: string[] = [];
  const share = (x: number, below = false) => x >= 0 && (below ? x < 1 : x <= 1);
  for (const step of steps) {
    for (const name of ["uptake", "effort", "slip", "ratchet"] as const) if (!share(step[name])) found.push(`${step.node} ${name} ${step[name]}`);
    if (!(Number.isInteger(step.floor) && Number.isInteger(step.level) && step.floor >= 0 && step.floor <= step.level && step.level <= loops)) found.push(`${step.node}: ${step.floor}, ${step.level}`);
  }
  for (const edge of edges) for (const name of ["contagion", "readiness", "support"] as const) if (!share(edge[name], true)) found.push(`${edge.from_step} ${name} ${edge[name]}`);
  if (new Set(edges.map(({ from_step, to_step }) => `${from_step}>${to_step}`)).size < edges.length) found.push("an arrow twice");
  if (!(share(rupture) && share(repair) && Number.isInteger(loops) && loops >= 1 && loops <= 126)) found.push("the graph");
  return found;
}

describe("any actions in a row", () => {
  it("give a study that Python takes", () => {
    fc.assert(fc.property(fc.array(action, { maxLength: 12 }), (actions) => {
      const after = actions.reduce(edit, STUDY);
      expect(faults(after.network)).toEqual([]);
      for (const name of ["contacts", "runs", "seed"] as const) expect(after[name] >= LIMITS[name][0] && after[name] <= LIMITS[name][1] && Number.isInteger(after[name])).toBe(true);
      expect(after.contacts * after.runs * after.network.steps.length).toBeLessThanOrEqual(100_000_000);
      expect(after.title).not.toMatch(/[\n\r\u0000]/);
    }));
  });

  it("never change the study they were given", () => {
    const before = JSON.stringify(STUDY);
    fc.assert(fc.property(fc.array(action, { maxLength: 6 }), (actions) => {
      actions.reduce(edit, STUDY);
      expect(JSON.stringify(STUDY)).toBe(before);
    }));
  });

  it("go back to the start with one reset", () => {
    fc.assert(fc.property(fc.array(action, { maxLength: 12 }), (actions) => {
      const after = edit(actions.reduce(edit, STUDY), { type: "resetAll" });
      expect(after.network).toEqual(STUDY.network);
      expect(after.plan).toBeNull();
    }));
  });

  it("are taken back and done again by the history", () => {
    fc.assert(fc.property(fc.array(action, { minLength: 1, maxLength: 8 }), (actions) => {
      const store = new Store(STUDY, { names: ["Began"], at: 0, serial: 0 }, () => {});
      const seen = [STUDY];
      for (const one of actions) {
        const next = reduce(store.doc, one);
        if (!next) continue;
        store.commit({ doc: next.study, name: next.name });
        seen.push(next.study);
      }
      for (const study of [...seen].reverse().slice(1)) { store.undo(); expect(store.doc).toBe(study); }
      for (const study of seen.slice(1)) { store.redo(); expect(store.doc).toBe(study); }
    }));
  });

  it("survive the way to Python and back", () => {
    fc.assert(fc.property(fc.array(action, { maxLength: 8 }), (actions) => {
      const after = actions.reduce(edit, STUDY);
      expect(fromPlain(JSON.parse(JSON.stringify(toPlain(after))))).toEqual(after);
    }));
  });
});

describe("a number for all steps", () => {
  it("moves those that differ in proportion to the start", () => {
    expect(values(edit(STUDY, set("uptake", 0.12)), "uptake")).toEqual([0.192, 0.12, 0.12]);
  });

  it("stops each at its limit, and finds the way back", () => {
    const high = edit(STUDY, set("uptake", 0.9));
    expect(values(high, "uptake")).toEqual([1, 0.9, 0.9]);
    expect(values(edit(high, set("uptake", 0.06)), "uptake")).toEqual([0.096, 0.06, 0.06]);
  });

  it("comes to the same whatever was tried before: a slider leaves no trace", () => {
    fc.assert(fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 5 }), fc.double({ min: 0, max: 1, noNaN: true }), (before, last) => {
      const after = [...before, last].reduce((study, value) => edit(study, set("uptake", value)), STUDY);
      expect(values(after, "uptake")).toEqual(values(edit(STUDY, set("uptake", last)), "uptake"));
    }));
  });

  it("is the same for all where the start is the same", () => {
    expect(values(edit(STUDY, set("slip", 0.3)), "slip")).toEqual([0.3, 0.3, 0.3]);
  });

  it("moves all from a start of nothing", () => {
    const idle = { ...STUDY, start: { ...STUDY.network, steps: STUDY.network.steps.map((step) => ({ ...step, slip: 0 })) } };
    expect(values(edit(idle, set("slip", 0.2)), "slip")).toEqual([0.2, 0.2, 0.2]);
  });

  it("says which steps have another", () => {
    expect(reading(STUDY, named("uptake"), {})).toMatchObject({ value: 0.06, words: "6 in 100", others: ["Acceptance: 9.6"], moved: false });
  });
});

describe("a number for one", () => {
  it("leaves the others", () => {
    const after = edit(STUDY, set("uptake", 0.5, { step: "valuing" }));
    expect(values(after, "uptake")).toEqual([0.096, 0.5, 0.06]);
    expect(reading(after, named("uptake"), { step: "valuing" })).toMatchObject({ value: 0.5, moved: true });
    expect(reading(after, named("uptake"), { step: "repair" }).moved).toBe(false);
  });

  it("is reset alone", () => {
    const after = [set("uptake", 0.5, { step: "valuing" }), set("uptake", 0.4, { step: "repair" })].reduce(edit, STUDY);
    expect(values(edit(after, { type: "reset", about: named("uptake"), scope: { step: "valuing" } }), "uptake")).toEqual([0.096, 0.06, 0.4]);
  });

  it("of an arrow is its own, not a factor", () => {
    expect(weights(edit(STUDY, set("contagion", 0.3, { edge: ["acceptance", "repair"] })), "contagion")).toEqual([0.1, 0.3, 0.05]);
  });
});

describe("level, floor and loops", () => {
  it("lift the level with the floor, and lower the floor with the level", () => {
    const secured = edit(STUDY, set("floor", 2, { step: "valuing" }));
    expect([values(secured, "level"), values(secured, "floor")]).toEqual([[0, 2, 0], [0, 2, 0]]);
    expect(values(edit(secured, set("level", 1)), "floor")).toEqual([0, 1, 0]);
  });

  it("never exceed the loops", () => {
    const full = edit(STUDY, set("level", 3));
    expect(values(edit(full, set("loops", 2)), "level")).toEqual([2, 2, 2]);
    expect(reading(full, named("level"), {}).most).toBe(3);
  });
});

describe("a factor for all arrows", () => {
  it("multiplies what each had at the start", () => {
    const after = edit(STUDY, set("contagion", 2));
    expect(weights(after, "contagion")).toEqual([0.2, 0.2, 0.1]);
    expect(factor(after, "contagion")).toBe(2);
    expect(reading(after, named("contagion"), {})).toMatchObject({ words: "× 2", factor: true, moved: true });
  });

  it("comes to the same whatever was tried before", () => {
    const after = [set("contagion", 2), set("contagion", 0), set("contagion", 3)].reduce(edit, STUDY);
    expect(weights(after, "contagion")).toEqual([0.3, 0.3, 0.15]);
  });

  it("goes as far as the largest arrow allows", () => {
    expect(mostFactor(STUDY, named("contagion"))).toBe(9.9);
    expect(Math.max(...weights(edit(STUDY, set("contagion", 40)), "contagion"))).toBe(0.99);
  });

  it("leaves arrows added by hand, and says when an arrow has a number of its own", () => {
    const added = edit(edit(STUDY, { type: "join", from: "valuing", to: "repair" }), set("contagion", 0));
    expect(added.network.edges.map(({ from_step, contagion }) => [from_step, contagion])).toEqual([["acceptance", 0], ["acceptance", 0], ["valuing", 0.1], ["repair", 0]]);
    expect(reading(edit(STUDY, set("contagion", 0.4, { edge: ["repair", "acceptance"] })), named("contagion"), {}).others).toEqual(["1 arrow has a number of its own"]);
  });
});

describe("arrows", () => {
  it("are added once, in the order of steps, even from a step to itself", () => {
    const after = edit(STUDY, { type: "join", from: "valuing", to: "valuing" });
    expect(after.network.edges.map(({ from_step }) => from_step)).toEqual(["acceptance", "acceptance", "valuing", "repair"]);
    expect(reduce(after, { type: "join", from: "valuing", to: "valuing" })).toBeNull();
  });

  it("come back with their numbers of the start", () => {
    const gone = edit(STUDY, { type: "part", from: "acceptance", to: "valuing" });
    expect(gone.network.edges).toHaveLength(2);
    expect(edit(gone, { type: "join", from: "acceptance", to: "valuing" }).network).toEqual(STUDY.network);
  });
});

describe("names and keys", () => {
  it("tell what was done", () => {
    expect(reduce(STUDY, set("uptake", 0.08))?.name).toBe("Uptake: 8 in 100");
    expect(reduce(STUDY, set("slip", 0.2, { step: "repair" }))?.name).toBe("Slip of Repair: 20 in 100");
    expect(reduce(STUDY, set("contagion", 1.5))?.name).toBe("Contagion: × 1.5");
    expect(reduce(STUDY, { type: "keep", title: " " })?.name).toBe("Kept to compare: the setting kept");
  });

  it("are the same for the same slider only", () => {
    const key = (one: Action) => reduce(STUDY, one)?.key;
    expect(key(set("slip", 0.2))).toBe(key(set("slip", 0.3)));
    expect(key(set("slip", 0.2))).not.toBe(key(set("slip", 0.2, { step: "repair" })));
  });

  it("say nothing when nothing changes", () => {
    expect(reduce(STUDY, set("slip", 0.1))).toBeNull();
    expect(reduce(STUDY, set("slip", NaN))).toBeNull();
    expect(reduce(STUDY, { type: "beside", beside: { kind: "none" } })).toBeNull();
  });
});

it("runs are so many that contacts, runs and steps together stay within what Python takes", () => {
  const long = edit(STUDY, { type: "whole", name: "contacts", value: 1000 });
  expect(edit(long, { type: "whole", name: "runs", value: 1e9 }).runs).toBe(33_333);
  expect(edit({ ...STUDY, runs: 100_000 }, { type: "whole", name: "contacts", value: 1000 }).contacts).toBe(333);
});

it("the usual number is the most frequent, the first of several", () => {
  expect(usual([0.1, 0.2, 0.2])).toBe(0.2);
  expect(usual([0.3, 0.2])).toBe(0.3);
  expect(usual([])).toBe(0);
});
