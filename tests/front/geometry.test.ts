/** The answers that Python's geometry gives, given by the front end's, too. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as geometry from "../../cbf_widgets/widgets/spiral/geometry";
import answers from "../shared/spiral_geometry_answers.json";

type Numbers = (...given: unknown[]) => unknown;

interface Case {
  function: string;
  arguments: unknown[];
  answer: unknown;
}

const cases = answers as Case[];
const camel = (name: string) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
const functions = Object.entries(geometry).filter(([, value]) => typeof value === "function") as [string, Numbers][];
const named = new Map(functions);

/** Where two answers differ, in words; empty when they don't. */
function difference(given: unknown, wanted: unknown, where = "answer"): string {
  if (typeof wanted === "number" && typeof given === "number") {
    return Math.abs(given - wanted) <= 1e-9 ? "" : `${where}: ${given}, not ${wanted}`;
  }
  if (Array.isArray(wanted) && Array.isArray(given)) {
    if (wanted.length !== given.length) return `${where}: ${given.length} items, not ${wanted.length}`;
    return wanted.map((item, i) => difference(given[i], item, `${where}[${i}]`)).find(Boolean) ?? "";
  }
  return given === wanted ? "" : `${where}: ${JSON.stringify(given)}, not ${JSON.stringify(wanted)}`;
}

describe("the shared answers hold", () => {
  test.each(cases.map((one) => [`${one.function}(${JSON.stringify(one.arguments).slice(1, -1)})`, one] as const))("%s", (_, one) => {
    const calculate = named.get(camel(one.function));
    expect(calculate, `geometry.ts has no ${camel(one.function)}`).toBeDefined();
    expect(difference(calculate!(...one.arguments), one.answer)).toBe("");
  });
});

test("an answer that is off by a little, shorter, or of another kind counts as different", () => {
  expect(difference(1 + 1e-8, 1)).not.toBe("");
  expect(difference([1], [1, 2])).not.toBe("");
  expect(difference([[1, NaN]], [[1, 2]])).not.toBe("");
  expect(difference(undefined, 0)).not.toBe("");
});

test("every function has shared answers, but for the one that only measures", () => {
  const answered = new Set(cases.map((one) => camel(one.function)));
  expect(functions.map(([name]) => name).filter((name) => !answered.has(name))).toEqual(["distance"]);
});

const line = fc.integer({ min: 1, max: 12 }).chain((loops) =>
  fc.record({ loops: fc.constant(loops), place: fc.double({ min: 0, max: loops, noNaN: true }) }));

test("the place nearest to a point of the line lies at that point", () => {
  fc.assert(fc.property(line, ({ loops, place }) => {
    const here = geometry.point(place, loops);
    const found = geometry.point(geometry.nearestPlace(...here, loops), loops);
    expect(geometry.distance(found, here)).toBeLessThan(1e-6);
  }));
});

test("the nearest place is always on the line, wherever the pointer is", () => {
  const anywhere = fc.double({ min: -5000, max: 5000, noNaN: true });
  fc.assert(fc.property(anywhere, anywhere, fc.integer({ min: 1, max: 12 }), (x, y, loops) => {
    const place = geometry.nearestPlace(x, y, loops);
    expect(place).toBeGreaterThanOrEqual(0);
    expect(place).toBeLessThanOrEqual(loops);
  }));
});
