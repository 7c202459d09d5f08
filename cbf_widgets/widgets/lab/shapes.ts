/** A step as its own small spiral: nested outlines, hatching, teeth. Numbers in, paths out. */

export type Point = readonly [number, number];

const fixed = (x: number) => x.toFixed(1);
export const path = (points: readonly Point[]) => points.map(([x, y], i) => `${i ? "L" : "M"}${fixed(x)},${fixed(y)}`).join("");

const ROUND: Point[] = Array.from({ length: 48 }, (_, i) => [Math.sin((i * Math.PI) / 24), -Math.cos((i * Math.PI) / 24)]);

/** The outline of a shape around the origin; a shape without corners is round. */
export function around(corners: readonly Point[] | null, r: number): Point[] {
  return (corners ?? ROUND).map(([x, y]) => [x * r, y * r]);
}

export const closed = (points: readonly Point[]) => `${path(points)}Z`;

/** How large a shape is drawn at a level, of the size at the highest. */
export function radius(level: number, loops: number, most: number): number {
  return loops === 1 ? most : most * (0.46 + (0.54 * (level - 1)) / (loops - 1));
}

/** Levels that get an outline of their own: all, or some of many, so that lines stay apart. */
export function drawnLevels(loops: number, most: number): number[] {
  const room = Math.max(1, Math.floor((most * 0.54) / 4.5));
  const every = Math.max(1, Math.ceil((loops - 1) / room));
  return Array.from({ length: loops }, (_, i) => i + 1).filter((level) => (loops - level) % every === 0);
}

function edgesOf(points: readonly Point[]): [Point, Point][] {
  return points.map((point, i) => [point, points[(i + 1) % points.length] ?? point]);
}

/** Parallel lines within a shape, at 45 degrees. */
export function hatching(points: readonly Point[], apart = 4.4): string {
  const [ux, uy] = [Math.SQRT1_2, Math.SQRT1_2];
  const across = points.map(([x, y]) => x * ux + y * uy);
  let d = "";
  for (let at = Math.ceil(Math.min(...across) / apart) * apart; at < Math.max(...across); at += apart) {
    const crossings: number[] = [];
    for (const [[x, y], [v, w]] of edgesOf(points)) {
      const [a, b] = [x * ux + y * uy - at, v * ux + w * uy - at];
      if (a < 0 === b < 0) continue;
      const share = a / (a - b);
      crossings.push((y + (w - y) * share) * ux - (x + (v - x) * share) * uy);
    }
    crossings.sort((a, b) => a - b);
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const ends = [crossings[i]!, crossings[i + 1]!].map((along): Point => [at * ux - along * uy, at * uy + along * ux]);
      d += path(ends);
    }
  }
  return d;
}

/** Ratchet's teeth on the outside of a shape, all leaning the same way round. */
export function teeth(points: readonly Point[], apart = 6.4, long = 4.6): string {
  let d = "";
  for (const [[x, y], [v, w]] of edgesOf(points)) {
    const length = Math.hypot(v - x, w - y);
    const count = Math.max(1, Math.round(length / apart));
    const [tx, ty] = [(v - x) / length, (w - y) / length];
    for (let i = 0; i < count; i += 1) {
      const [px, py] = [x + ((v - x) * (i + 0.5)) / count, y + ((w - y) * (i + 0.5)) / count];
      d += path([[px, py], [px + long * (ty * 0.88 - tx * 0.5), py + long * (-tx * 0.88 - ty * 0.5)]]);
    }
  }
  return d;
}

/** The direction in which a path of a kernel ends: from its last but one point to its last. */
export function ending(d: string): { end: Point; angle: number } {
  const numbers = (d.match(/-?\d+(?:\.\d+)?(?:e-?\d+)?/g) ?? []).map(Number);
  const [x = 0, y = 0, v = 0, w = 0] = numbers.slice(-4);
  return { end: [v, w], angle: Math.atan2(w - y, v - x) };
}

/** An arrow's head. */
export function head(d: string, size: number): string {
  const { end: [x, y], angle } = ending(d);
  const wing = (turn: number): Point => [x - size * Math.cos(angle + turn), y - size * Math.sin(angle + turn)];
  return path([wing(0.5), [x, y], wing(-0.5)]);
}

/** The middle of the spiral that the kernel lays steps on. */
export const CENTRE: Point = [256, 194];

/** Of the middle, in which the core has room. */
export function room(places: readonly Point[]): number {
  return Math.min(...places.map(([x, y]) => Math.hypot(x - CENTRE[0], y - CENTRE[1])));
}

/** How large steps are drawn, so that neighbours stay apart. */
export function sizeOf(places: readonly Point[]): number {
  let nearest = Infinity;
  places.forEach(([x, y], i) => places.slice(i + 1).forEach(([v, w]) => { nearest = Math.min(nearest, Math.hypot(x - v, y - w)); }));
  return Math.min(Math.max(0.32 * nearest, 7), 31);
}

const TAU = 2 * Math.PI;

/** The line that the steps lie on, as points from step to step, and on beyond the last: angle and distance go on evenly. */
export function line(places: readonly Point[], per = 14): { spans: Point[][]; tail: Point[] } {
  const [cx, cy] = CENTRE;
  const turns: [number, number][] = [];
  for (const [x, y] of places) {
    const before = turns.at(-1)?.[0];
    let angle = Math.atan2(y - cy, x - cx);
    if (before !== undefined) angle = before + (((angle - before) % TAU) + TAU) % TAU;
    turns.push([angle, Math.hypot(x - cx, y - cy)]);
  }
  const point = ([angle, r]: readonly [number, number]): Point => [cx + r * Math.cos(angle), cy + r * Math.sin(angle)];
  const pick = (i: number) => turns[Math.min(Math.max(i, 0), turns.length - 1)]!;
  const spans = turns.slice(1).map((_, i) => Array.from({ length: per + 1 }, (__, k) =>
    point([0, 1].map((axis) => smooth([i - 1, i, i + 1, i + 2].map((j) => pick(j)[axis]!), k / per)) as [number, number])));
  const [last, r] = turns.at(-1) ?? [0, 0];
  const step = Math.min(0.6, (turns.length > 1 ? last - pick(turns.length - 2)[0] : 1) * 0.8);
  const tail = Array.from({ length: 9 }, (_, k) => point([last + step * (0.35 + (0.65 * k) / 8), r * (1 + 0.004 * k)]));
  return { spans, tail };
}

/** Between the second and third of four numbers, smoothly. */
function smooth([a = 0, b = 0, c = 0, d = 0]: number[], t: number): number {
  return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
}

/** A stroke that grows thicker, as one shape. */
export function growing(points: readonly Point[], from: number, to: number): string {
  const sides = points.map(([x, y], i): [Point, Point] => {
    const [px, py] = points[Math.max(i - 1, 0)]!;
    const [nx, ny] = points[Math.min(i + 1, points.length - 1)]!;
    const far = Math.hypot(nx - px, ny - py) || 1;
    const half = (from + ((to - from) * i) / Math.max(points.length - 1, 1)) / 2;
    const [ox, oy] = [(-(ny - py) / far) * half, ((nx - px) / far) * half];
    return [[x + ox, y + oy], [x - ox, y - oy]];
  });
  return closed([...sides.map(([left]) => left), ...sides.map(([, right]) => right).reverse()]);
}

/** A zigzag between two points: what is broken. */
export function zigzag([x, y]: Point, [v, w]: Point, wide = 5, apart = 6): string {
  const far = Math.hypot(v - x, w - y) || 1;
  const count = Math.max(4, 2 * Math.round(far / apart / 2));
  const [nx, ny] = [-(w - y) / far, (v - x) / far];
  return path(Array.from({ length: count + 1 }, (_, i): Point => {
    const off = i === 0 || i === count ? 0 : i % 2 ? wide : -wide;
    return [x + ((v - x) * i) / count + nx * off, y + ((w - y) * i) / count + ny * off];
  }));
}
