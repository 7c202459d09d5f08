/** Where labels go so that they don't lie on each other. Numbers in, numbers out. */
import type { Point } from "./shapes";

export interface Box {
  x: number;
  y: number;
  w: number;
  h: number;
}

export interface Placed {
  lines: string[];
  x: number;
  /** The first line's baseline. */
  y: number;
  anchor: "start" | "middle" | "end";
}

/** A name in lines of at most so many letters; what is too long ends in an ellipsis. */
export function wrap(text: string, most: number, lines = 3): string[] {
  const found: string[] = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const last = found.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= most) found[found.length - 1] = `${last} ${word}`;
    else found.push(word);
  }
  const cut = (line: string) => ([...line].length > most + 4 ? `${[...line].slice(0, most + 2).join("")}…` : line);
  if (found.length <= lines) return found.map(cut);
  return [...found.slice(0, lines - 1).map(cut), `${cut(found[lines - 1] ?? "").replace(/…$/, "")}…`];
}

export function overlap(a: Box, b: Box): number {
  const w = Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x);
  const h = Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y);
  return w > 0 && h > 0 ? w * h : 0;
}

/** About as wide as system fonts set it. */
export const wide = (text: string, size: number) => [...text].length * size * 0.56;

interface Room {
  width: number;
  height: number;
  /** Half of a step's height and width. */
  size: number;
  font: number;
}

/** A label for each step, beside it and outward where there is room; `under` is what a second part needs below it. */
export function besideSteps(names: readonly string[], under: readonly string[], places: readonly Point[], room: Room): Placed[] {
  const { size, font } = room;
  const glyphs = places.map(([x, y]): Box => ({ x: x - size, y: y - size, w: 2 * size, h: 2 * size }));
  const [mx] = [places.reduce((sum, [x]) => sum + x, 0) / Math.max(places.length, 1)];
  const taken: Box[] = [];
  return places.map(([x, y], i) => {
    const outward = x >= mx ? 1 : -1;
    const choices = [outward, 2 * outward, 3, -3, -outward, -2 * outward].flatMap((way, rank) =>
      [18, 13].map((most, narrow) => candidate([x, y], way, wrap(names[i] ?? "", most), under[i] ?? "", room, rank * 2 + narrow)));
    const cost = ({ box, rank }: { box: Box; rank: number }) => rank * 30 + 3 * outside(box, room)
      + [...glyphs, ...taken].reduce((sum, other) => sum + 4 * overlap(box, other), 0);
    const best = choices.reduce((a, b) => (cost(b) < cost(a) ? b : a));
    taken.push({ x: best.box.x - 2, y: best.box.y - 1, w: best.box.w + 4, h: best.box.h + 2 });
    void font;
    return best.placed;
  });
}

/** A way is 1 right or -1 left, 2 or -2 right or left and higher, 3 above, -3 below. */
function candidate([x, y]: Point, way: number, lines: string[], under: string, { size, font }: Room, rank: number) {
  const line = font * 1.2;
  const w = Math.max(...lines.map((text) => wide(text, font) * 1.06), wide(under, font * 0.96));
  const h = line * (lines.length + (under ? 1 : 0));
  const anchor: Placed["anchor"] = Math.abs(way) === 3 ? "middle" : way > 0 ? "start" : "end";
  const beyond = size * 1.28 + 6;
  const tx = anchor === "middle" ? x : x + Math.sign(way) * (Math.abs(way) === 2 ? size * 0.9 : beyond);
  const top = way === 3 ? y - beyond - h : way === -3 ? y + beyond : Math.abs(way) === 2 ? y - size - h * 0.55 : y - h / 2;
  const left = anchor === "start" ? tx : anchor === "end" ? tx - w : tx - w / 2;
  return { placed: { lines, x: tx, y: top + line * 0.8, anchor }, box: { x: left, y: top, w, h }, rank };
}

function outside({ x, y, w, h }: Box, { width, height }: Room): number {
  return w * h - overlap({ x, y, w, h }, { x: 0, y: 0, w: width, h: height });
}

/** Numbers moved apart as little as need be: at least `gap` from one to the next, all within the ends where they fit. */
export function spread(wanted: readonly number[], gap: number, least: number, most: number): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a]! - wanted[b]! || a - b);
  const blocks: { members: number[]; sum: number }[] = [];
  const start = (block: { members: number[]; sum: number }) => {
    const n = block.members.length;
    return Math.max(least, Math.min(block.sum / n - ((n - 1) * gap) / 2, most - (n - 1) * gap));
  };
  for (const i of order) {
    let block = { members: [i], sum: wanted[i]! };
    for (let last = blocks.at(-1); last && start(block) < start(last) + last.members.length * gap; last = blocks.at(-1)) {
      blocks.pop();
      block = { members: [...last.members, ...block.members], sum: last.sum + block.sum };
    }
    blocks.push(block);
  }
  const placed: number[] = [];
  for (const block of blocks) block.members.forEach((i, k) => { placed[i] = start(block) + k * gap; });
  return placed;
}
