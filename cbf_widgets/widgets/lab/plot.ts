/** Where things lie in the chart of loops over contacts. Numbers in, numbers and paths out. */
import { overlap, wide, type Box } from "./labels";
import { path, type Point } from "./shapes";

export interface Frame {
  left: number;
  right: number;
  top: number;
  bottom: number;
  contacts: number;
  most: number;
}

export const xAt = ({ left, right, contacts }: Frame, contact: number) => left + ((right - left) * contact) / Math.max(contacts, 1);
export const yAt = ({ top, bottom, most }: Frame, loops: number) => bottom - ((bottom - top) * loops) / Math.max(most, 1);

/** The contact and the loops nearest to a place in the chart. */
export function nearest(frame: Frame, x: number, y: number): { contact: number; loops: number } {
  const { left, right, top, bottom, contacts, most } = frame;
  const share = (value: number, from: number, to: number) => Math.min(Math.max((value - from) / (to - from), 0), 1);
  return { contact: Math.round(share(x, left, right) * contacts), loops: Math.round(share(y, bottom, top) * most) };
}

/** A quantile's row of the bands. */
export function quantile(bands: Float32Array, row: number): Float32Array {
  const length = bands.length / 5;
  return bands.subarray(row * length, (row + 1) * length);
}

export function polyline(frame: Frame, values: ArrayLike<number>): string {
  return path(Array.from(values, (value, contact): Point => [xAt(frame, contact), yAt(frame, value)]));
}

export function area(frame: Frame, low: ArrayLike<number>, high: ArrayLike<number>): string {
  const up = Array.from(high, (value, contact): Point => [xAt(frame, contact), yAt(frame, value)]);
  const down = Array.from(low, (value, contact): Point => [xAt(frame, contact), yAt(frame, value)]).reverse();
  return `${path([...up, ...down])}Z`;
}

/** A run as steps: level until the next contact, then up or down; from and to are contacts. */
export function steps(frame: Frame, values: ArrayLike<number>, from = 0, to = values.length - 1): string {
  const points: Point[] = [[xAt(frame, from), yAt(frame, values[from] ?? 0)]];
  for (let contact = from + 1; contact <= to; contact += 1) {
    const x = xAt(frame, contact);
    points.push([x, yAt(frame, values[contact - 1] ?? 0)], [x, yAt(frame, values[contact] ?? 0)]);
  }
  return path(points);
}

/** Round numbers along an axis, about so many, both ends included. */
export function ticks(most: number, about: number): number[] {
  if (most <= 0) return [0];
  const rough = most / Math.max(about, 1);
  const tens = 10 ** Math.floor(Math.log10(rough));
  const stride = Math.max(1, [1, 2, 5, 10].map((n) => n * tens).find((n) => n >= rough) ?? rough);
  const found = Array.from({ length: Math.floor(most / stride) + 1 }, (_, i) => i * stride);
  if (found.at(-1) === most) return found;
  return most - found.at(-1)! < stride * 0.6 && found.length > 1 ? [...found.slice(0, -1), most] : [...found, most];
}

interface Inside {
  text: string;
  low: Float32Array;
  high: Float32Array;
}

/** A place for a label between two quantiles, clear of the lines and of other labels; null when there is none. */
export function inBand(frame: Frame, { text, low, high }: Inside, lines: ArrayLike<number>[], taken: Box[], font: number): Box | null {
  const [w, h] = [wide(text, font) + 8, font * 1.3];
  const span = Math.max(1, Math.ceil((w / (frame.right - frame.left)) * frame.contacts));
  for (let to = frame.contacts - 1; to - span >= 1; to -= 1) {
    const over = Array.from({ length: span + 1 }, (_, i) => to - i);
    const top = Math.max(...over.map((contact) => yAt(frame, high[contact] ?? 0)));
    const bottom = Math.min(...over.map((contact) => yAt(frame, low[contact] ?? 0)));
    for (let y = bottom - h - 1; y >= top + 1; y -= 3) {
      const box = { x: xAt(frame, to) - w, y, w, h };
      const crossed = lines.some((values) => over.some((contact) => {
        const [a, b] = [yAt(frame, values[contact] ?? 0), yAt(frame, values[Math.min(contact + 1, frame.contacts)] ?? 0)];
        return Math.min(a, b) < y + h + 3 && Math.max(a, b) > y - 3;
      }));
      if (!crossed && !taken.some((other) => overlap(box, other) > 0)) return box;
    }
  }
  return null;
}
