import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { besideSteps, extent, overlap, spread, wide, wrap, type Box } from "../../cbf_widgets/widgets/lab/labels";
import { area, inBand, nearest, quantile, steps, ticks, xAt, yAt, type Frame } from "../../cbf_widgets/widgets/lab/plot";
import { along, around, drawnLevels, ending, hatching, head, radius, teeth, zigzag, type Point } from "../../cbf_widgets/widgets/lab/shapes";
import { columns } from "../../cbf_widgets/widgets/lab/counts";
import { placedWords } from "../../cbf_widgets/widgets/lab/score";

const FRAME: Frame = { left: 20, right: 320, top: 10, bottom: 210, contacts: 50, most: 15 };
const numbers = (d: string) => (d.match(/-?\d+(\.\d+)?/g) ?? []).map(Number);
const pointsOf = (d: string): Point[] => { const all = numbers(d); return all.flatMap((x, i) => (i % 2 ? [] : [[x, all[i + 1]!] as Point])); };
const SQUARE: Point[] = [[1, 1], [-1, 1], [-1, -1], [1, -1]];

describe("the chart", () => {
  it("finds back the contact and the loops of a place", () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 15 }), (contact, loops) => {
      expect(nearest(FRAME, xAt(FRAME, contact) + 1, yAt(FRAME, loops) - 2)).toEqual({ contact, loops });
    }));
  });

  it("takes a click outside to the edge", () => {
    expect(nearest(FRAME, -50, 999)).toEqual({ contact: 0, loops: 0 });
    expect(nearest(FRAME, 999, -50)).toEqual({ contact: 50, loops: 15 });
  });

  it("draws a run level until the next contact", () => {
    const flat: Frame = { left: 0, right: 2, top: 0, bottom: 3, contacts: 2, most: 3 };
    expect(steps(flat, [0, 2, 1])).toBe("M0.0,3.0L1.0,3.0L1.0,1.0L2.0,1.0L2.0,2.0");
    expect(steps(flat, [0, 2, 1], 1, 1)).toBe("M1.0,1.0");
  });

  it("closes an area, and takes quantiles apart", () => {
    expect(area({ ...FRAME, contacts: 1 }, [0, 0], [1, 1]).endsWith("Z")).toBe(true);
    expect([...quantile(new Float32Array([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]), 2)]).toEqual([4, 5]);
  });

  it("has few round ticks from 0 to the end", () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 2, max: 6 }), (most, about) => {
      const found = ticks(most, about);
      expect([found[0], found.at(-1)]).toEqual([0, most]);
      expect(found.length).toBeLessThanOrEqual(about + 2);
      expect([...new Set(found)].sort((a, b) => a - b)).toEqual(found);
    }));
    expect(ticks(15, 4)).toEqual([0, 5, 10, 15]);
  });

  it("puts a label into a band only where no line crosses it", () => {
    const [low, high] = [new Float32Array(51).fill(2), new Float32Array(51).fill(14)];
    const box = inBand(FRAME, { text: "nine in ten", low, high }, [new Float32Array(51).fill(3)], [], 12)!;
    expect(box.y + box.h).toBeLessThan(yAt(FRAME, 3));
    expect(inBand(FRAME, { text: "nine in ten", low, high }, [], [{ x: 0, y: 0, w: 999, h: 999 }], 12)).toBeNull();
    expect(inBand(FRAME, { text: "nine in ten", low, high: low }, [], [], 12)).toBeNull();
  });
});

describe("labels", () => {
  it("moved apart keep their order, their distance, and the picture's edges", () => {
    fc.assert(fc.property(fc.array(fc.double({ min: -20, max: 120, noNaN: true }), { minLength: 1, maxLength: 5 }), (wanted) => {
      const placed = spread(wanted, 17, 0, 100);
      const order = wanted.map((_, i) => i).sort((a, b) => wanted[a]! - wanted[b]! || a - b);
      order.slice(1).forEach((i, k) => expect(placed[i]! - placed[order[k]!]!).toBeGreaterThanOrEqual(17 - 1e-9));
      expect(Math.min(...placed)).toBeGreaterThanOrEqual(-1e-9);
      expect(Math.max(...placed)).toBeLessThanOrEqual(100 + 1e-9);
    }));
  });

  it("that have room stay where they are", () => {
    expect(spread([80, 10], 17, 0, 100)).toEqual([80, 10]);
  });

  it("are wrapped between words and cut with an ellipsis", () => {
    expect(wrap("Helping families value themselves", 18)).toEqual(["Helping families", "value themselves"]);
    expect(wrap("one two three four", 5, 2)).toEqual(["one", "two…"]);
    expect(wrap("Donaudampfschifffahrtsgesellschaft", 10)[0]).toMatch(/^.{12}…$/);
  });

  const PLACES: Point[] = [[144.4, 155.6], [258.2, 68], [384.1, 154.8], [337.4, 310.3], [165.7, 313.8]];
  const NAMES = ["Earning acceptance", "Helping families value themselves", "Subtle intervention", "Obvious intervention", "Repair after rupture when needed"];

  const AROUND = Array.from({ length: 90 }, (_, i): Point => [256 + 128 * Math.sin(i / 14.3), 194 + 128 * Math.cos(i / 14.3)]);

  it("beside the five steps lie on no step, on no other label and not on the line", () => {
    for (const font of [12.5, 14]) {
      const placed = besideSteps(NAMES, ["back to loop 2", "none secured"], PLACES, { width: 512, height: 392, size: 31, font, centre: [256, 194], taken: AROUND });
      const boxes = placed.map(({ lines, x, y, anchor }): Box => {
        const w = Math.max(...[...lines, "back to loop 2"].map((text) => wide(text, font)));
        return { x: anchor === "start" ? x : anchor === "end" ? x - w : x - w / 2, y: y - font, w, h: font * 1.2 * (lines.length + 2) };
      });
      const others = PLACES.map(([x, y]): Box => ({ x: x - 30, y: y - 30, w: 60, h: 60 }));
      boxes.forEach((box, i) => [...others, ...boxes.filter((_, k) => k !== i)].forEach((other) => expect(overlap(box, other)).toBe(0)));
      for (const { x, y, w, h } of boxes) for (const [a, b] of AROUND) expect(a > x && a < x + w && b > y && b < y + h).toBe(false);
    }
  });

  it("and steps say how tall the picture is", () => {
    expect(extent([[0, 50], [0, 90]], 10, [], 15, 2)).toEqual([40, 100]);
    expect(extent([[0, 50], [0, 90]], 10, [{ lines: ["a", "b"], x: 0, y: 30, anchor: "end" }, { lines: ["c"], x: 0, y: 90, anchor: "end" }], 20, 1)).toEqual([10, 120]);
  });
});

describe("a step's shape", () => {
  it("grows with its level up to its size", () => {
    fc.assert(fc.property(fc.integer({ min: 2, max: 126 }), fc.integer({ min: 1, max: 125 }), (loops, level) => {
      fc.pre(level < loops);
      expect(radius(level, loops, 31)).toBeLessThan(radius(level + 1, loops, 31));
      expect(radius(loops, loops, 31)).toBeCloseTo(31);
    }));
    expect(radius(1, 1, 31)).toBe(31);
  });

  it("has an outline for every level as long as they stay apart, and always for the last", () => {
    expect(drawnLevels(3, 31)).toEqual([1, 2, 3]);
    expect(drawnLevels(126, 31).length).toBeLessThan(6);
    expect(drawnLevels(126, 31).at(-1)).toBe(126);
  });

  it("is hatched within, also where it has bays", () => {
    const bay: Point[] = [[10, 10], [0, 2], [-10, 10], [-10, -10], [10, -10]];
    for (const [x, y] of pointsOf(hatching(bay))) expect(Math.abs(x) <= 10.1 && Math.abs(y) <= 10.1).toBe(true);
    const ends = pointsOf(hatching(SQUARE.map(([x, y]): Point => [10 * x, 10 * y])));
    expect(ends.length).toBeGreaterThan(8);
    for (const [x, y] of ends) expect(Math.max(Math.abs(x), Math.abs(y))).toBeCloseTo(10, 0);
  });

  it("has its teeth outside", () => {
    for (const shape of [around(null, 20), around(SQUARE, 20)]) {
      const ends = pointsOf(teeth(shape));
      for (let i = 0; i < ends.length; i += 2) expect(Math.hypot(...ends[i + 1]!)).toBeGreaterThan(Math.hypot(...ends[i]!));
    }
  });
});

describe("the line and its arrows", () => {
  it("an arrow can be walked along, whatever curve it is", () => {
    for (const d of ["M0 0L8 4", "M0 0Q4 -9 8 4", "M0 0C-3 5 11 5 8 4"]) {
      const found = along(d, 10);
      expect([found[0], found.at(-1), found.length]).toEqual([[0, 0], [8, 4], 11]);
    }
    expect(along("M0 0Q5 10 10 0", 2)[1]).toEqual([5, 5]);
  });

  it("an arrow's head stands where its path ends, in its direction", () => {
    expect(ending("M0,0Q5,0 10 10")).toEqual({ end: [10, 10], angle: Math.atan2(10, 5) });
    expect(pointsOf(head("M0 0L9 0", 6))[1]).toEqual([9, 0]);
  });

  it("a zigzag begins and ends where it should", () => {
    const all = pointsOf(zigzag([0, 0], [30, 0]));
    expect([all[0], all.at(-1)]).toEqual([[0, 0], [30, 0]]);
    expect(all.slice(1, -1).every(([, y]) => Math.abs(y) === 5)).toBe(true);
  });
});

it("counts have a column for each of a few loops, and three for many", () => {
  expect([columns(1), columns(3), columns(12)]).toEqual([[1], [1, 2, 3], [1, 6, 12]]);
});

it("words under the score never lie on each other", () => {
  const stave = { left: 58, right: 500, contacts: 52 };
  const gap = fc.tuple(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 9 }));
  fc.assert(fc.property(fc.array(gap, { maxLength: 6 }), (gaps) => {
    let at = 0;
    const all = gaps.flatMap(([wait, long, lost]) => { const from = at + wait; at = from + long; return at > 52 ? [] : [{ from, to: at, lost }]; });
    let free = 58;
    placedWords(all, stave).forEach(({ lost, mended }, i) => {
      if (lost) {
        const w = wide(lost.text, 12);
        const x = lost.anchor === "end" ? lost.x - w : lost.x;
        expect(x).toBeGreaterThanOrEqual(free);
        free = x + w;
      }
      if (mended) {
        const x = 58 + (442 * all[i]!.to) / 52 + 2;
        expect(x).toBeGreaterThanOrEqual(free);
        free = x + wide("repaired", 12);
      }
      expect(free).toBeLessThanOrEqual(500);
    });
  }));
});
