/** Where cards and arrows lie: cards never on each other, arrows from card to card, the path near what it is joined to. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BADGE, curves, neighbour } from "../../cbf_widgets/widgets/theory/curves";
import { apart, frameOf, LEAST, NARROW, place, shownParts, type Arrow, type Box, type Given, type Part, type Placed } from "../../cbf_widgets/widgets/theory/layout";

interface Made {
  given: Given;
  cards: string[];
}

/** A page of made-up columns: heights, arrows and a path from seeds. */
const page = fc.record({
  columns: fc.array(fc.array(fc.integer({ min: 24, max: 260 }), { maxLength: 9 }), { minLength: 1, maxLength: 9 }),
  width: fc.integer({ min: 160, max: 2000 }),
  ends: fc.array(fc.tuple(fc.nat(200), fc.nat(200)), { maxLength: 24 }),
  chosen: fc.option(fc.nat(200)),
}).map(({ columns, width, ends, chosen }): Made => {
  const heights = new Map<string, number>([["label:path", 30], ["label:rest", 20]]);
  const stages = columns.map((sizes, c) => {
    heights.set(`stage:${c}`, 20 + (c % 3) * 20);
    const parts: Part[] = sizes.map((h, i) => {
      heights.set(`${c}-${i}`, h);
      return { id: `${c}-${i}`, kind: "card" };
    });
    if (c % 2) {
      heights.set(`sub:${c}`, 18);
      parts.unshift({ id: `sub:${c}`, kind: "sub" });
    }
    return { id: `stage:${c}`, parts };
  });
  const cards = stages.flatMap(({ parts }) => parts).filter(({ kind }) => kind === "card").map(({ id }) => id);
  const seen = new Set<string>();
  const arrows: Arrow[] = cards.length < 2 ? [] : ends.flatMap(([a, b], i) => {
    const [from, to] = [cards[a % cards.length]!, cards[b % cards.length]!];
    if (from === to || seen.has(`${from}>${to}`)) return [];
    seen.add(`${from}>${to}`);
    return [{ id: `a${i}`, from, to }];
  });
  const item = chosen === null || !cards.length ? null : cards[chosen % cards.length]!;
  const path = item === null ? null : new Set([item, ...arrows.flatMap(({ from, to }) => [from, to])]);
  const landing = (arrow: string) => { const to = arrows.find(({ id }) => id === arrow)?.to; return to === undefined ? undefined : (heights.get(to) ?? 0) / 2; };
  return { cards, given: { width, stages, path, chosen: item, arrows, height: (id) => heights.get(id) ?? 48, landing } };
});

const overlap = (a: Box, b: Box) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h - 1e-6 && b.y < a.y + a.h - 1e-6;

describe("whatever the columns, heights, arrows and width", () => {
  test("every card has a place, and none lies on another or on a heading", () => {
    fc.assert(fc.property(page, ({ given, cards }) => {
      const { boxes, height } = place(given);
      for (const card of cards) {
        expect(boxes.has(card)).toBe(true);
        expect(boxes.get(card)!.y + boxes.get(card)!.h).toBeLessThanOrEqual(height + 1e-6);
        expect(boxes.get(card)!.y).toBeGreaterThanOrEqual(0);
      }
      const all = [...boxes];
      const wrong = all.flatMap(([one, a], i) => all.slice(i + 1).filter(([, b]) => overlap(a, b)).map(([other]) => `${one} on ${other}`));
      expect(wrong).toEqual([]);
    }));
  });

  test("the path lies in its band, the rest below it", () => {
    fc.assert(fc.property(page, ({ given, cards }) => {
      const { boxes, band } = place(given);
      expect(band === null).toBe(given.path === null);
      for (const card of band ? cards : []) {
        const box = boxes.get(card)!;
        if (given.path!.has(card)) expect(box.y >= band!.y && box.y + box.h <= band!.y + band!.h).toBe(true);
        else expect(box.y).toBeGreaterThanOrEqual(band!.y + band!.h);
      }
    }));
  });

  test("every arrow goes from the edge of its card to a badge on the edge of the other", () => {
    fc.assert(fc.property(page, ({ given }) => {
      const placed = place(given);
      const drawn = curves(given.arrows, placed, given.path ? given.landing : () => undefined);
      expect(drawn.length).toBe(given.arrows.length);
      for (const { id, start, end, points } of drawn) {
        const { from, to } = given.arrows.find((arrow) => arrow.id === id)!;
        const [a, b] = [placed.boxes.get(from)!, placed.boxes.get(to)!];
        expect([a.x, a.x + a.w]).toContain(start.x);
        expect([b.x, b.x + b.w]).toContain(end.x);
        if (given.path) expect(end.y).toBeCloseTo(b.y + b.h / 2);
        expect(Math.abs(points.at(-1)!.x - end.x)).toBe(BADGE + 1);
      }
    }));
  });

  test("arrow keys stay among the cards, and lead back where they came from in a column", () => {
    fc.assert(fc.property(page, ({ given, cards }) => {
      const { boxes, frame } = place({ ...given, path: null });
      for (const card of cards) {
        const below = neighbour(boxes, cards, card, "ArrowDown", frame.stacked);
        if (below && frame.stacked) expect(boxes.get(below)!.y).toBeGreaterThan(boxes.get(card)!.y);
        if (below) expect(neighbour(boxes, cards, below, "ArrowUp", frame.stacked)).toBe(card);
        const right = neighbour(boxes, cards, card, "ArrowRight", frame.stacked);
        if (right && !frame.stacked) expect(boxes.get(right)!.x).toBeGreaterThan(boxes.get(card)!.x);
      }
    }));
  });
});

const two = (arrows: Arrow[], path: string[] | null, chosen: string | null, width = 1200): Placed => place({
  width, path: path && new Set(path), chosen, arrows, height: (id) => (id.startsWith("tall") ? 200 : 40), landing: (id) => (id === "low" ? 180 : 20),
  stages: [["a", "b"], ["c", "d"], ["tall"], ["e", "f"]].map((ids, i) => ({ id: `stage:${i}`, parts: ids.map((id): Part => ({ id, kind: "card" })) })),
});
const middle = (placed: Placed, id: string) => placed.boxes.get(id)!.y + placed.boxes.get(id)!.h / 2;

test("a card of the path stands where its arrow lands", () => {
  const placed = two([{ id: "low", from: "c", to: "tall" }], ["c", "tall"], "tall");
  expect(middle(placed, "c")).toBe(placed.boxes.get("tall")!.y + 180);
  const [curve] = curves([{ id: "low", from: "c", to: "tall" }], placed, () => 180);
  expect(curve!.start.y).toBe(curve!.end.y);
});

test("an arrow that leaps over a column passes between its cards", () => {
  const arrows = [{ id: "x", from: "a", to: "c" }, { id: "y", from: "c", to: "tall" }, { id: "leap", from: "a", to: "tall" }];
  const placed = two(arrows, ["a", "c", "tall"], "tall");
  const pass = placed.passes.get("leap")!;
  expect(pass.length).toBe(2);
  const c = placed.boxes.get("c")!;
  expect(pass[0]!.x).toBe(c.x);
  expect(pass[0]!.y < c.y || pass[0]!.y > c.y + c.h).toBe(true);
  const leap = curves(arrows, placed, () => 20).find(({ id }) => id === "leap")!;
  expect(leap.points.length).toBe(4);
  expect(leap.start.x).toBe(placed.boxes.get("a")!.x + placed.boxes.get("a")!.w);
  expect(leap.d.replace(/[-\d., ]/g, "")).toBe("MCLC");
  expect(leap.d).toContain(`L${pass[1]!.x},`);
});

test("an arrow back goes from the left edge to the right edge, one in its column stays on the left", () => {
  const placed = two([], null, null);
  const [back] = curves([{ id: "x", from: "e", to: "a" }], placed, () => undefined);
  expect(back!.start.x).toBe(placed.boxes.get("e")!.x);
  expect(back!.end.x).toBe(placed.boxes.get("a")!.x + placed.boxes.get("a")!.w);
  const [same] = curves([{ id: "x", from: "a", to: "b" }], placed, () => undefined);
  expect([same!.start.x, same!.end.x]).toEqual([0, 0]);
});

test("badges of several arrows into a low card stand apart", () => {
  const arrows = ["a", "b", "c", "d"].map((from) => ({ id: from, from, to: "e" }));
  const ends = curves(arrows, two([], null, null), () => undefined).map(({ end }) => end.y).sort((x, y) => x - y);
  for (const [i, y] of ends.slice(1).entries()) expect(y - ends[i]!).toBeGreaterThanOrEqual(2 * BADGE);
});

test("columns share the room by what they have to say, never below the least, and stand one below the other on a narrow page", () => {
  const frame = frameOf(1200, 6, [5, 1, 1, 1, 1, 1]);
  expect(frame.columns[0]!.w).toBeGreaterThan(2 * frame.columns[1]!.w);
  expect(frame.width).toBeLessThanOrEqual(1200);
  expect(Math.min(...frameOf(600, 12, []).columns.map(({ w }) => w))).toBe(LEAST);
  expect(frameOf(600, 12, []).width).toBeGreaterThan(600);
  expect(frameOf(NARROW - 1, 6).stacked).toBe(true);
  expect(frameOf(NARROW, 6).stacked).toBe(false);
});

test("headings that the path left empty go with it, others stay", () => {
  const parts: Part[] = [{ id: "s1", kind: "sub" }, { id: "g1", kind: "group" }, { id: "a", kind: "card" }, { id: "g2", kind: "group" }, { id: "b", kind: "card" }, { id: "s2", kind: "sub" }, { id: "c", kind: "card" }];
  const ids = (...path: string[]) => shownParts({ path: new Set(path) }, parts).map(({ id }) => id);
  expect(ids()).toEqual(["s1", "g1", "a", "g2", "b", "s2", "c"]);
  expect(ids("a")).toEqual(["s1", "g2", "b", "s2", "c"]);
  expect(ids("c")).toEqual(["s1", "g1", "a", "g2", "b"]);
  expect(ids("a", "b")).toEqual(["s2", "c"]);
  expect(ids("b")).toEqual(["s1", "g1", "a", "s2", "c"]);
});

test("slots keep to their wishes, and share the way when they would overlap", () => {
  expect(apart([{ h: 10, wish: 5 }, { h: 10, wish: 100 }], 4)).toEqual([0, 95]);
  expect(apart([{ h: 10, wish: 5 }, { h: 10, wish: 5 }], 4)).toEqual([-7, 7]);
  expect(apart([{ h: 10, wish: 5 }, { h: 10, wish: 5 }, { h: 10, wish: 5 }], 5)).toEqual([-15, 0, 15]);
});
