/** How fast an area scrolls while something is dragged near its edge. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { pace } from "../../cbf_widgets/widgets/theory/edgescroll";

test("away from the edges nothing scrolls; at them and beyond it is fastest", () => {
  expect([100, 148, 300, 552, 600].map((at) => pace(at, 100, 600))).toEqual([-16, 0, 0, 0, 16]);
  expect([124, 576].map((at) => pace(at, 100, 600))).toEqual([-8, 8]);
  expect([-500, 5000].map((at) => pace(at, 100, 600))).toEqual([-16, 16]);
});

test("a small area has a middle that is still, and none at all never scrolls", () => {
  expect([0, 9, 10, 30, 31, 40].map((at) => Math.sign(pace(at, 0, 40)))).toEqual([-1, -1, 0, 0, 1, 1]);
  expect(pace(5, 10, 10)).toBe(0);
});

test("the nearer the edge, the faster, and both edges alike", () => {
  fc.assert(fc.property(fc.integer({ min: 40, max: 2000 }), fc.integer({ min: 0, max: 1000 }), (size, at) => {
    expect(pace(at, 0, size)).toBeLessThanOrEqual(pace(at + 1, 0, size));
    expect(pace(at, 0, size) + pace(size - at, 0, size)).toBeCloseTo(0, 9);
  }));
});
