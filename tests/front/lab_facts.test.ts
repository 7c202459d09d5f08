import { describe, expect, it } from "vitest";
import { breaks, events, found, inHundred, standing, standingLines, standingWords, total, totals } from "../../cbf_widgets/widgets/lab/facts";
import { differenceWords, heading, isChance, pulses, sentences, travelling } from "../../cbf_widgets/widgets/lab/view";
import { facts, plainFacts } from "./lab_study";

describe("bytes", () => {
  it("become numbers wherever their buffer begins", () => {
    const { bands, reached, run } = facts();
    expect([...bands.subarray(0, 5)]).toEqual([0, 1, 2, 3, 4]);
    expect(reached[1]).toBe(1960);
    expect([...run.levels.subarray(3, 9)]).toEqual([1, 0, 0, 2, 1, 0]);
  });

  it("are read the same from the answer to a try", () => {
    const plain = plainFacts();
    expect(found(plain["bands"] as DataView, plain["reached"] as DataView).bands).toEqual(facts().bands);
  });
});

describe("a run", () => {
  const known = facts();

  it("is counted in loops of all steps", () => {
    expect(totals(known, known.run)).toEqual([0, 1, 3, 1, 2]);
    expect(total(known, known.run, 2)).toBe(3);
  });

  it("goes forward and back; what a rupture takes is told once", () => {
    expect(events(known, known.run)).toEqual([
      { contact: 1, step: 0, what: "forward", level: 1 }, { contact: 2, step: 0, what: "forward", level: 2 },
      { contact: 2, step: 1, what: "forward", level: 1 }, { contact: 4, step: 2, what: "forward", level: 1 },
    ]);
    expect(breaks(known, known.run)).toEqual([{ from: 3, to: 4, lost: 2 }]);
  });

  it("keeps a rupture open that nobody mends", () => {
    const run = { ...known.run, ruptured: new Uint8Array([0, 0, 0, 1, 1]) };
    expect(breaks(known, run)).toEqual([{ from: 3, to: null, lost: 2 }]);
  });

  it("shows how a step stands, and what just happened to it", () => {
    expect(standing(known, known.run, 1, 0)).toEqual({ level: 1, floor: 1, moved: "forward", clicked: true });
    expect(standing(known, known.run, 3, 1)).toMatchObject({ level: 0, moved: "lost", clicked: false });
    expect(standing(known, { ...known.run, ruptured: new Uint8Array(5) }, 3, 1).moved).toBe("back");
    expect(standing(known, known.run, 0, 0)).toEqual({ level: 0, floor: 0, moved: "", clicked: false });
  });

  it("is said as it is drawn", () => {
    expect([standingWords(0, 0), standingWords(2, 0), standingWords(2, 1), standingWords(2, 2)])
      .toEqual(["not begun", "loop 2, none secured", "loop 2, 1 secured", "loop 2, all secured"]);
    expect(standingLines(1, 1, "lost")).toEqual(["back to loop 1", "all secured"]);
    expect(standingLines(0, 0, "back")).toEqual(["back to the start"]);
  });
});

describe("counts of 100", () => {
  it("are whole, and 0 or 100 only for none or all", () => {
    const known = facts();
    const count = (n: number) => inHundred(known, new Uint32Array([n]), 0, 0, 1);
    expect([0, 1, 9, 1000, 1999, 2000].map(count)).toEqual([0, 1, 1, 50, 99, 100]);
  });

  it("are found by contact, step and level", () => {
    const known = facts();
    expect(inHundred(known, known.reached, 1, 2, 3)).toBe(Math.round((2000 - 40 * 17) / 20));
  });
});

describe("what was caught", () => {
  const known = facts();

  it("travels along the arrow that it came by; without an arrow nothing travels", () => {
    expect(pulses(known, 2).map(({ edge }) => edge)).toEqual([0]);
    expect(pulses(known, 4)).toEqual([]);
  });

  it("is under way to the next contact while time runs, and shown as it came while it stands", () => {
    expect(travelling(3)).toEqual({ contact: 3, share: 0.74 });
    const { contact, share } = travelling(3.25);
    expect([contact, share]).toEqual([4, 0.25]);
  });
});

describe("a difference in words", () => {
  it("names its interval, higher or lower", () => {
    expect(differenceWords({ mean: 6.555, low: 6.34, high: 6.77 }, "without the ratchet"))
      .toBe("On the same draws, runs end 6.6 loops higher on average than without the ratchet (95 % interval: 6.3 to 6.8).");
    expect(differenceWords({ mean: -2, low: -2.5, high: -1.5 }, "the setting kept")).toContain("2 loops lower on average than the setting kept (95 % interval: 1.5 to 2.5)");
  });

  it("claims nothing when the interval holds 0, or nothing differs", () => {
    expect(differenceWords({ mean: 0.1, low: -0.2, high: 0.4 }, "without slip")).toContain("no difference");
    expect(differenceWords({ mean: 0, low: 0, high: 0 }, "without slip")).toBe("On the same draws, runs end just as high without slip.");
  });
});

it("the heading counts, and says that steps help one another only where one does", () => {
  const edge = (from: number, to: number, weight: number) => ({ from, to, weight, d: "" });
  const said = (steps: number, ...edges: ReturnType<typeof edge>[]) => heading({ steps, edges });
  expect([said(1, edge(0, 0, 1)), said(5, edge(0, 1, 0), edge(2, 3, 0.1)), said(40, edge(1, 0, 1))])
    .toEqual(["One step, by itself", "Five steps carry one another along", "40 steps carry one another along"]);
  expect([said(5), said(2, edge(0, 1, 0), edge(1, 1, 1))]).toEqual(["Five steps, each on its own", "Two steps, each on its own"]);
});

it("a text is taken apart into sentences, and chances are known", () => {
  const told = sentences("Valuing: loop 1 again, caught from Dr. Who. Its chance in this contact was 1.5 in 100. A rupture!");
  expect(told).toEqual(["Valuing: loop 1 again, caught from Dr.", "Who.", "Its chance in this contact was 1.5 in 100.", "A rupture!"]);
  expect(told.map(isChance)).toEqual([false, false, true, false]);
});
