/** Where labels go so that they don't lie on each other. Numbers in, numbers out. */
import { CENTRE, type Point } from "./shapes";

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

/** How far beyond the picture a label may reach: the page has that much margin. */
const MARGIN = 18;
/** Of the middle, kept free. */
const CORE = 46;

/** A label for each step, beside it and outward where there is room; `under` are the lines that a state may need below it. */
export function besideSteps(names: readonly string[], under: readonly string[], places: readonly Point[], room: Room): Placed[] {
  const { size } = room;
  const glyphs = places.map(([x, y]): Box => ({ x: x - size, y: y - size, w: 2 * size, h: 2 * size }));
  const core: Box = { x: CENTRE[0] - CORE, y: CENTRE[1] - CORE, w: 2 * CORE, h: 2 * CORE };
  const taken: Box[] = places.length > 1 ? [core] : [];
  return places.map(([x, y], i) => {
    const outward = x >= CENTRE[0] ? 1 : -1;
    const choices = [outward, 2 * outward, 4 * outward, -outward, -2 * outward, 3, -3].flatMap((way, rank) =>
      [18, 13, 10].map((most, narrow) => candidate([x, y], way, wrap(names[i] ?? "", most), under, room, rank * 2 + narrow)));
    const cost = ({ box, rank }: { box: Box; rank: number }) => rank * 40 + 4 * outside(box, room)
      + [...glyphs, ...taken].reduce((sum, other) => sum + 4 * overlap(box, other), 0);
    const best = choices.reduce((one, other) => (cost(other) < cost(one) ? other : one));
    taken.push({ x: best.box.x - 2, y: best.box.y - 1, w: best.box.w + 4, h: best.box.h + 2 });
    return best.placed;
  });
}

/** A way is 1 right or -1 left, 2 or -2 right or left and higher, 4 or -4 lower, 3 above, -3 below. */
function candidate([x, y]: Point, way: number, lines: string[], under: readonly string[], { size, font }: Room, rank: number) {
  const line = font * 1.2;
  const w = Math.max(...lines.map((text) => wide(text, font) * 1.08), ...under.map((text) => wide(text, font * 0.96)));
  const h = line * (lines.length + under.length);
  const [side, far] = [Math.sign(way), Math.abs(way)];
  const anchor: Placed["anchor"] = far === 3 ? "middle" : side > 0 ? "start" : "end";
  const beyond = size * 1.36 + 5;
  const tx = far === 3 ? x : x + side * (far === 1 ? beyond : size * 1.1);
  const top = way === 3 ? y - beyond - h : way === -3 ? y + beyond : far === 2 ? y - size * 0.6 - h : far === 4 ? y + size * 0.6 : y - h / 2;
  const left = anchor === "start" ? tx : anchor === "end" ? tx - w : tx - w / 2;
  return { placed: { lines, x: tx, y: top + line * 0.8, anchor }, box: { x: left, y: top, w, h }, rank };
}

function outside({ x, y, w, h }: Box, { width, height }: Room): number {
  return w * h - overlap({ x, y, w, h }, { x: -MARGIN, y: 0, w: width + 2 * MARGIN, h: height });
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
