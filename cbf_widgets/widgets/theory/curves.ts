/** The lines of arrows between boxes. No DOM. */
import type { Arrow, Box, Placed, Point } from "./layout";

export interface Curve {
  id: string;
  d: string;
  head: string;
  start: Point;
  /** Where its badge stands: on the edge of the card that it leads to. */
  end: Point;
  /** The points that it goes through, from its start to the tip of its head. */
  points: Point[];
}

/** Between the tip of an arrow and the middle of its badge. */
export const BADGE = 10;
const HEAD = 5;

interface Ends {
  start: Point;
  end: Point;
  /** Where it leaves and comes in: 1 to the right, -1 to the left. */
  out: 1 | -1;
  into: 1 | -1;
}

const round = (x: number) => Math.round(x * 10) / 10;

/** All curves at once, since arrows at one card share its edge. */
export function curves(arrows: Arrow[], { boxes, passes, frame }: Placed, landing: (arrow: string) => number | undefined): Curve[] {
  const known = arrows.filter(({ from, to }) => boxes.has(from) && boxes.has(to));
  const middle = (id: string) => boxes.get(id)!.y + boxes.get(id)!.h / 2;
  const share = (mine: (arrow: Arrow) => string, other: (arrow: Arrow) => string) => {
    const found = new Map<string, { at: number; of: number }>();
    const groups = new Map<string, Arrow[]>();
    for (const arrow of known) groups.set(mine(arrow), [...(groups.get(mine(arrow)) ?? []), arrow]);
    for (const group of groups.values()) {
      const sorted = [...group].sort((a, b) => middle(other(a)) - middle(other(b)));
      sorted.forEach((arrow, at) => found.set(arrow.id, { at, of: sorted.length }));
    }
    return found;
  };
  const leaving = share(({ from }) => from, ({ to }) => to);
  const lanes = frame.stacked ? lanesOf(known.map(({ from, to }) => [middle(from), middle(to)])) : [];
  const coming = share(({ to }) => to, ({ from }) => from);
  return known.map((arrow, i) => {
    const [a, b] = [boxes.get(arrow.from)!, boxes.get(arrow.to)!];
    const lands = landing(arrow.id);
    const [y, to] = [a.y + spread(a.h, leaving.get(arrow.id)!, 12, 4), b.y + (lands ?? spread(b.h, coming.get(arrow.id)!, 26, 2 * BADGE))];
    return frame.stacked ? bracket(arrow, a, b, y, to, lanes[i]!) : drawn(arrow, ends(a, b, y, to), passes.get(arrow.id) ?? []);
  });
}

/** Several arrows at a card stand around its middle: as far apart as usual, closer where it is low, never on each other. */
function spread(h: number, { at, of }: { at: number; of: number }, usual: number, least: number): number {
  const step = Math.max(least, Math.min(usual, h / (of + 1)));
  return h / 2 + (at - (of - 1) / 2) * step;
}

function ends(a: Box, b: Box, y: number, to: number): Ends {
  const ahead = b.x >= a.x + a.w;
  const behind = b.x + b.w <= a.x;
  return {
    start: { x: ahead ? a.x + a.w : a.x, y }, out: ahead ? 1 : -1,
    end: { x: behind ? b.x + b.w : b.x, y: to }, into: behind ? -1 : 1,
  };
}

function drawn(arrow: Arrow, { start, end, out, into }: Ends, passes: Point[]): Curve {
  const tip = { x: end.x - into * (BADGE + 1), y: end.y };
  const points = [start, ...passes, tip];
  let d = `M${round(start.x)},${round(start.y)}`;
  for (let i = 1; i < points.length; i += 1) {
    const [a, b] = [points[i - 1]!, points[i]!];
    if (i % 2 === 0 && passes.length) d += `L${round(b.x)},${round(b.y)}`;
    else {
      const bend = Math.max(16, Math.abs(b.x - a.x) * 0.55);
      const [first, last] = [i === 1 ? out : 1, i === points.length - 1 ? into : 1];
      d += `C${round(a.x + first * bend)},${round(a.y)} ${round(b.x - last * bend)},${round(b.y)} ${round(b.x)},${round(b.y)}`;
    }
  }
  return { id: arrow.id, d, head: head(tip, into), start, end, points };
}

/** Which lane each takes, shortest first, so that no two lie on each other while there is room. */
function lanesOf(spans: [number, number][]): number[] {
  const order = spans.map(([a, b], i) => ({ i, low: Math.min(a, b), high: Math.max(a, b) })).sort((one, other) => one.high - one.low - other.high + other.low);
  const taken: { low: number; high: number }[][] = [[], [], [], []];
  const lanes: number[] = [];
  for (const { i, low, high } of order) {
    const free = taken.findIndex((lane) => lane.every((span) => span.high <= low || span.low >= high));
    lanes[i] = free < 0 ? i % taken.length : free;
    taken[lanes[i]]!.push({ low, high });
  }
  return lanes;
}

/** Down the gutter on the left, for cards one below the other. */
function bracket(arrow: Arrow, a: Box, b: Box, y: number, to: number, beside: number): Curve {
  const [start, end] = [{ x: a.x, y }, { x: b.x, y: to }];
  const tip = { x: end.x - BADGE - 1, y: to };
  const lane = Math.max(1, Math.min(a.x, b.x) - 19 - 5 * beside);
  const turn = Math.min(8, Math.abs(to - y) / 2) * Math.sign(to - y || 1);
  const d = `M${round(start.x)},${round(y)}H${round(lane + 8)}Q${round(lane)},${round(y)} ${round(lane)},${round(y + turn)}V${round(to - turn)}Q${round(lane)},${round(to)} ${round(lane + 8)},${round(to)}H${round(tip.x)}`;
  return { id: arrow.id, d, head: head(tip, 1), start, end, points: [start, { x: lane, y }, { x: lane, y: to }, tip] };
}

function head({ x, y }: Point, into: 1 | -1): string {
  return `M${round(x - into * HEAD)},${round(y - HEAD + 0.5)}L${round(x)},${round(y)}L${round(x - into * HEAD)},${round(y + HEAD - 0.5)}`;
}

/** The card that an arrow key leads to: up and down in a column, left and right to the nearest of the next one. */
export function neighbour(boxes: Map<string, Box>, cards: string[], at: string, way: "ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight", narrow: boolean): string | null {
  const here = boxes.get(at);
  if (!here) return cards[0] ?? null;
  const all = cards.flatMap((id) => { const box = boxes.get(id); return box && id !== at ? [{ id, box }] : []; });
  const far = (box: Box) => Math.abs(box.y + box.h / 2 - here.y - here.h / 2);
  const same = (box: Box) => Math.abs(box.x - here.x) < here.w / 2;
  const back = way === "ArrowUp" || way === "ArrowLeft";
  if (way === "ArrowUp" || way === "ArrowDown" || narrow) {
    const column = all.filter(({ box }) => (same(box) || narrow) && (back ? box.y < here.y : box.y > here.y));
    return column.sort((a, b) => far(a.box) - far(b.box))[0]?.id ?? null;
  }
  const beside = all.filter(({ box }) => !same(box) && (back ? box.x < here.x : box.x > here.x));
  const next = back ? Math.max(...beside.map(({ box }) => box.x)) : Math.min(...beside.map(({ box }) => box.x));
  return beside.filter(({ box }) => box.x === next).sort((a, b) => far(a.box) - far(b.box))[0]?.id ?? null;
}
