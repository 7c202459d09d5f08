/** Where things lie on a spiral: the same answers as `cbf_widgets/draw/geometry.py`. */
import G from "../../draw/spiral_geometry.json";

export type Point = [number, number];
export type Segment = [Point, Point];

export const SIZE = G.size;
export const CENTRE = G.centre;
const START = (G.start_degrees * Math.PI) / 180;
const TURN = 2 * Math.PI;

/** Distance of a place from the centre. */
export function radius(place: number, loops: number): number {
  return G.r_start + (G.r_end - G.r_start) * (Math.max(place, 0) / loops) ** G.growth;
}

/** Angle of a place in radians, clockwise from the right. */
export function angle(place: number): number {
  return START + TURN * place;
}

/** Position of a place, optionally some units further outward. */
export function point(place: number, loops: number, outward = 0): Point {
  const r = radius(place, loops) + outward;
  const a = angle(place);
  return [CENTRE + r * Math.cos(a), CENTRE + r * Math.sin(a)];
}

/** How thick the line is at a place: thinner when many loops lie close. */
export function width(place: number, loops: number): number {
  const full = G.width_start + ((G.width_end - G.width_start) * place) / loops;
  return full * Math.min(1, pitch(loops) / G.width_pitch);
}

/** The usual distance between neighbouring loops. */
export function pitch(loops: number): number {
  return (G.r_end - G.r_start) / loops;
}

/** Radius of a mark: smaller when loops or marks are crowded. */
export function markRadius(loops: number, marks: number): number {
  const inner = (TURN * G.r_start * loops) / Math.max(marks, 1);
  const room = Math.min(0.36 * pitch(loops), 0.62 * inner);
  return Math.max(G.mark_radius_least, Math.min(G.mark_radius, room));
}

/** The place on the line nearest to a position, along its ray from the centre. */
export function nearestPlace(x: number, y: number, loops: number): number {
  const turn = (Math.atan2(y - CENTRE, x - CENTRE) - START) / TURN;
  const fraction = turn - Math.floor(turn);
  const rays = [...Array.from({ length: loops }, (_, k) => fraction + k), 0, loops];
  const away = (place: number) => distance(point(place, loops), [x, y]);
  return rays.reduce((best, place) => (away(place) < away(best) ? place : best));
}

export function distance(one: Point, other: Point): number {
  return Math.hypot(one[0] - other[0], one[1] - other[1]);
}

/** Middle of an aspect's petal at the core. */
export function petal(aspect: keyof typeof G.petal_degrees): Point {
  const a = (G.petal_degrees[aspect] * Math.PI) / 180;
  return [CENTRE + G.petal_distance * Math.cos(a), CENTRE + G.petal_distance * Math.sin(a)];
}

/** Control point of a curve that bends to its right by a share of its length. */
export function bend(start: Point, end: Point, by: number): Point {
  const [[x0, y0], [x1, y1]] = [start, end];
  return [(x0 + x1) / 2 - by * (y1 - y0), (y0 + y1) / 2 + by * (x1 - x0)];
}

/** Start, control and end of a ripple between two places, bending away from the centre. */
export function rippleCurve(source: number, target: number, loops: number, gap: number): [Point, Point, Point] {
  const a = point(source, loops);
  const b = point(target, loops);
  const middle: Point = [CENTRE, CENTRE];
  const one = bend(a, b, G.ripple_bend);
  const other = bend(a, b, -G.ripple_bend);
  const control = distance(other, middle) > distance(one, middle) ? other : one;
  return [toward(a, control, gap), control, toward(b, control, gap + G.ripple_gap)];
}

function toward(start: Point, end: Point, by: number): Point {
  const share = Math.min(by / (distance(start, end) || 1), 0.5);
  return [start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])];
}

/** The two places that lie half a length before and after a place. */
export function span(place: number, loops: number, length: number): [number, number] {
  const half = length / (2 * TURN * radius(place, loops));
  return [Math.max(place - half, 0), Math.min(place + half, loops)];
}

/** The whole stretches of the line between its ruptures. */
export function stretches(loops: number, ruptures: number[]): [number, number][] {
  const whole: [number, number][] = [];
  let start = 0;
  for (const place of [...ruptures].sort((a, b) => a - b)) {
    const [before, after] = span(place, loops, G.rupture_length);
    if (before > start) whole.push([start, before]);
    start = Math.max(start, after);
  }
  return start < loops ? [...whole, [start, loops]] : whole;
}

/** Evenly spread places from start to end, both included. */
export function samples(start: number, end: number): number[] {
  const steps = Math.max(Math.ceil((end - start) * G.samples_per_loop - 1e-9), 1);
  return Array.from({ length: steps + 1 }, (_, i) => start + ((end - start) * i) / steps);
}

/** Outline of a stretch of the line, thin inside and thick outside, as a closed polygon. */
export function outline(start: number, end: number, loops: number): Point[] {
  const places = samples(start, end);
  const outer = places.map((p) => point(p, loops, width(p, loops) / 2));
  const inner = places.map((p) => point(p, loops, -width(p, loops) / 2));
  return [...outer, ...inner.reverse()];
}

/** The jagged break of the line at a rupture. */
export function zigzag(place: number, loops: number): Point[] {
  return jagged(place, loops, G.rupture_height);
}

/** The line of a mended rupture: the jagged break drawn together. */
export function scar(place: number, loops: number): Point[] {
  return jagged(place, loops, G.rupture_height * G.scar);
}

function jagged(place: number, loops: number, height: number): Point[] {
  const [before, after] = span(place, loops, G.rupture_length);
  const last = G.rupture_points - 1;
  return Array.from({ length: last + 1 }, (_, i) => {
    const out = i === 0 || i === last ? 0 : height * (i % 2 ? 1 : -1);
    return point(before + ((after - before) * i) / last, loops, out);
  });
}

/** The stitches that mend a rupture: short bars across the break. */
export function stitches(place: number, loops: number): Segment[] {
  const [before, after] = span(place, loops, G.rupture_length);
  return [1, 2, 3, 4, 5].map((i) => {
    const p = before + ((after - before) * i) / 6;
    return [point(p, loops, -G.stitch), point(p, loops, G.stitch)];
  });
}

/** The thread outside the line from a mended rupture to the mark that repaired it. */
export function thread(rupture: number, repair: number, loops: number): Point[] {
  const start = span(rupture, loops, G.rupture_length)[1];
  return samples(Math.min(start, repair), repair).map((p) => point(p, loops, width(p, loops) / 2 + 5));
}

/** The ratchet's teeth on the inner side of a stretch that holds. */
export function teeth(start: number, end: number, loops: number): Segment[] {
  const mean = radius((start + end) / 2, loops);
  const count = Math.floor((TURN * mean * (end - start)) / G.tooth_every);
  const lean = 3 / (TURN * mean);
  return Array.from({ length: count }, (_, i) => {
    const p = start + ((end - start) * (i + 0.5)) / count;
    const inside = -width(p, loops) / 2 - 1;
    return [point(p, loops, inside), point(p - lean, loops, inside - G.tooth_length)];
  });
}

/** The fading dots after the line's end, each with how much of it is left (1 to 0). */
export function tail(loops: number): [Point, number][] {
  const step = G.tail_every / (TURN * G.r_end);
  return Array.from({ length: G.tail_dots }, (_, i) => [point(loops + step * (i + 1), loops), 1 - i / G.tail_dots]);
}

/** The stretches that hold: each from the mark before up to a mark that holds. */
export function heldStretches(marks: [number, boolean][]): [number, number][] {
  const before = [0, ...marks.map(([place]) => place)];
  return marks
    .map(([place, holds], i): [number, number, boolean] => [before[i] ?? 0, place, holds])
    .filter(([a, b, holds]) => holds && b > a)
    .map(([a, b]) => [a, b]);
}

/** The stretches that lie in both lists. */
export function sharedStretches(one: [number, number][], other: [number, number][]): [number, number][] {
  return one.flatMap(([a, b]) => other.map(([c, d]): [number, number] => [Math.max(a, c), Math.min(b, d)])).filter(([a, b]) => a < b);
}

export const CORE_BEND = G.core_bend;
export const PETAL_RADIUS = G.petal_radius;
