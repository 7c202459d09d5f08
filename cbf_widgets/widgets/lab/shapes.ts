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

/** Points along an arrow of the kernel's: a line, a quadratic curve or a cubic one. */
export function along(d: string, pieces = 24): Point[] {
  const numbers = (d.match(/-?\d+(?:\.\d+)?(?:e-?\d+)?/g) ?? []).map(Number);
  const points = Array.from({ length: numbers.length / 2 }, (_, i): Point => [numbers[2 * i]!, numbers[2 * i + 1]!]);
  return Array.from({ length: pieces + 1 }, (_, k) => {
    const t = k / pieces;
    let rest = points;
    while (rest.length > 1) rest = rest.slice(1).map(([x, y], i): Point => [(1 - t) * rest[i]![0] + t * x, (1 - t) * rest[i]![1] + t * y]);
    return rest[0] ?? [0, 0];
  });
}

/** An arrow's head. */
export function head(d: string, size: number): string {
  const { end: [x, y], angle } = ending(d);
  const wing = (turn: number): Point => [x - size * Math.cos(angle + turn), y - size * Math.sin(angle + turn)];
  return path([wing(0.5), [x, y], wing(-0.5)]);
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
