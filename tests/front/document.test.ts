/** A spiral as the front end holds it: in and out unchanged, and in words. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  ASPECTS, fromPlain, kindIndex, kindOf, loopOf, nameOf, newMark, newRupture, placeInWords, ruptureName, summary, toMillionth, toPlain,
} from "../../cbf_widgets/widgets/spiral/document";
import sequences from "../shared/spiral_edits.json";
import { EMPTY, OURS, SMALL } from "./ours";

describe("in and out", () => {
  test("what Python leaves out is filled in", () => {
    expect(fromPlain({ vocabulary: OURS })).toEqual({ title: "", alias: "", loops: 3, marks: [], ripples: [], ruptures: [], vocabulary: OURS });
    expect(SMALL.marks[1]).toEqual({ id: "m2", kind: "talk", place: 1, label: "", note: "", nurtures: [], when: "", holds: false });
    expect(SMALL.ruptures[0]).toEqual({ id: "r1", place: 1.5, label: "", note: "", when: "", cause: "", repair: "m3" });
    expect(fromPlain({ ripples: [{ source: "a", target: "b" }], vocabulary: OURS }).ripples).toEqual([{ source: "a", target: "b", note: "" }]);
  });

  test("what Python leaves out is left out, and what it needs stays", () => {
    expect(toPlain(EMPTY)).toEqual({ vocabulary: OURS });
    const spiral = fromPlain({ marks: [{ id: "m1", kind: "tea", place: 0 }], ruptures: [{ id: "r1", place: 0 }], vocabulary: OURS });
    expect(toPlain(spiral)).toEqual({ marks: [{ id: "m1", kind: "tea", place: 0 }], ruptures: [{ id: "r1", place: 0 }], vocabulary: OURS });
  });

  test("every spiral that Python wrote goes in and out unchanged", () => {
    const written = sequences.flatMap((one) => one.steps.flatMap((step) => ("after" in step && step.after ? [step.after] : [])));
    expect(written.length).toBeGreaterThan(50);
    for (const plain of written) expect(toPlain(fromPlain(plain as object))).toEqual(plain);
  });

  const text = fc.string({ maxLength: 20 });
  const place = fc.double({ min: 0, max: 3, noNaN: true, noDefaultInfinity: true }).map((x) => x + 0);
  const marks = fc.array(fc.record({ id: text, kind: text, place, label: text, note: text, when: text, nurtures: fc.subarray([...ASPECTS]), holds: fc.boolean() }));
  const ruptures = fc.array(fc.record({ id: text, place, label: text, note: text, when: text, cause: text, repair: text }));
  const ripples = fc.array(fc.record({ source: text, target: text, note: text }));
  const spirals = fc.record({ title: text, alias: text, loops: fc.integer({ min: 1, max: 12 }), marks, ripples, ruptures, vocabulary: fc.constant(OURS) });

  test("every spiral goes out and in unchanged", () => {
    fc.assert(fc.property(spirals, (spiral) => {
      expect(fromPlain(JSON.parse(JSON.stringify(toPlain(spiral))))).toEqual(JSON.parse(JSON.stringify(spiral)));
    }));
  });

  test("nothing at its default goes out, and going out changes nothing", () => {
    fc.assert(fc.property(spirals, (spiral) => {
      const before = JSON.stringify(spiral);
      const plain = toPlain(spiral);
      expect(JSON.stringify(spiral)).toBe(before);
      const sent = JSON.stringify(plain, (key, value) => (["vocabulary", "id", "kind", "source", "target"].includes(key) ? undefined : value));
      expect(sent).not.toMatch(/:(""|\[\]|false)[,}]/);
    }));
  });
});

test("a place is kept to a millionth of a loop, halves upward", () => {
  expect([1 / 3, 2 / 3, 1 / 128, 0.6172835, 2.9999996, 0, 12].map(toMillionth)).toEqual([0.333333, 0.666667, 0.007813, 0.617284, 3, 0, 12]);
});

describe("in words", () => {
  test("a mark is called by its number, and its label or kind", () => {
    expect(nameOf(SMALL, "m1")).toBe("1, Hello");
    expect(nameOf(SMALL, "m2")).toBe("2, A talk");
    expect(nameOf(SMALL, "gone")).toBe("gone");
  });

  test("a kind that the vocabulary hasn't is called by its id and drawn like the first", () => {
    const stray = newMark({ id: "m1", kind: "walk" });
    expect(kindOf(SMALL, stray)).toEqual({ id: "walk", name: "walk" });
    expect([kindIndex(SMALL, "walk"), kindIndex(SMALL, "tea"), kindIndex(SMALL, "talk")]).toEqual([0, 0, 1]);
  });

  test("a rupture is called by its label", () => {
    expect(ruptureName(newRupture({ label: "Rain" }))).toBe("Rupture: Rain");
    expect(ruptureName(newRupture({}))).toBe("Rupture");
  });

  test.each([
    [0, "Loop 1, at the start"], [0.125, "Loop 1, an eighth round"], [0.25, "Loop 1, a quarter round"], [0.4, "Loop 1, three eighths round"],
    [1, "Loop 2, at the start"], [1.5, "Loop 2, halfway round"], [1.6, "Loop 2, five eighths round"], [2.75, "Loop 3, three quarters round"],
    [2.9, "Loop 3, seven eighths round"], [2.97, "Loop 3, at the end"], [3, "Loop 3, at the end"],
  ])("place %d is “%s”", (place, words) => {
    expect(placeInWords(SMALL, place)).toBe(words);
  });

  test("every place of the line has words and a loop", () => {
    fc.assert(fc.property(fc.double({ min: 0, max: 3, noNaN: true }), (place) => {
      expect(placeInWords(SMALL, place)).toMatch(/^Loop [123], \S/);
      expect(loopOf(SMALL, place)).toBe(Math.min(Math.floor(place) + 1, 3));
    }));
  });

  const some = <T>(n: number, make: (i: number) => T) => Array.from({ length: n }, (_, i) => make(i));
  const spiral = (steps: number, loops: number, open = 0, repaired = 0) => ({
    ...EMPTY, loops, marks: some(steps, (i) => newMark({ id: `m${i}` })),
    ruptures: some(open + repaired, (i) => newRupture({ id: `r${i}`, repair: i < open ? "" : "m0" })),
  });
  test.each([
    [spiral(0, 3), "no steps yet on 3 loops"],
    [spiral(1, 1), "one step on one loop"],
    [spiral(2, 12), "2 steps on 12 loops"],
    [spiral(1, 2, 1), "one step on 2 loops, one rupture, not repaired"],
    [spiral(1, 2, 0, 1), "one step on 2 loops, one rupture, repaired"],
    [spiral(1, 2, 2), "one step on 2 loops, 2 ruptures, none repaired"],
    [spiral(1, 2, 0, 2), "one step on 2 loops, 2 ruptures, both repaired"],
    [spiral(1, 2, 0, 3), "one step on 2 loops, 3 ruptures, all repaired"],
    [spiral(1, 2, 2, 1), "one step on 2 loops, 3 ruptures, one repaired"],
    [spiral(1, 2, 1, 2), "one step on 2 loops, 3 ruptures, 2 repaired"],
  ])("summary %#: $1", (whole, words) => {
    expect(summary(whole)).toBe(words);
  });
});
