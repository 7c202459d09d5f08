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
  /** Names lie away from here. */
  centre: Point;
  /** Points of the line and of arrows, that no name may lie on. */
  taken: readonly Point[];
}

/** How far beyond the picture a label may reach: the page has that much margin. */
const MARGIN = 18;
/** Of the middle, kept free. */
const CORE = 46;

interface Try {
  placed: Placed;
  box: Box;
  cost: number;
}

/** A label for each step, beside it and outward where there is room, on nothing else where that can be helped; `under` are the lines that a state may need below it. */
export function besideSteps(names: readonly string[], under: readonly string[], places: readonly Point[], room: Room): Placed[] {
  const { size, centre } = room;
  const half = size * 1.16; // with its teeth
  const boxes = places.map(([x, y]): Box => ({ x: x - half, y: y - half, w: 2 * half, h: 2 * half }));
  if (places.length > 1) boxes.push({ x: centre[0] - CORE, y: centre[1] - CORE, w: 2 * CORE, h: 2 * CORE });
  return places.map((place, i) => {
    const choices = tries(place, names[i] ?? "", under, room);
    const cost = ({ box, cost: own }: Try) => own + 8 * crossed(box, room.taken) + 4 * outside(box, room) + boxes.reduce((sum, other) => sum + 4 * overlap(box, other), 0);
    const [best] = choices.reduce<[Try, number]>((one, other) => { const dear = cost(other); return dear < one[1] ? [other, dear] : one; }, [choices[0]!, Infinity]);
    boxes.push({ x: best.box.x - 2, y: best.box.y - 1, w: best.box.w + 4, h: best.box.h + 2 });
    return best.placed;
  });
}

/** Places beside a step, wide and narrow, higher and lower; then above and below it. */
function tries([x, y]: Point, name: string, under: readonly string[], { size, font, centre }: Room): Try[] {
  const outward = x >= centre[0] ? 1 : -1;
  const line = font * 1.2;
  const beyond = size * 1.36 + 5;
  return [18, 13, 10].flatMap((most) => {
    const lines = wrap(name, most);
    const w = Math.max(...lines.map((text) => wide(text, font) * 1.08), ...under.map((text) => wide(text, font * 0.96)));
    const h = line * (lines.length + under.length);
    const at = (tx: number, top: number, anchor: Placed["anchor"], cost: number): Try => {
      const left = anchor === "start" ? tx : anchor === "end" ? tx - w : tx - w / 2;
      return { placed: { lines, x: tx, y: top + line * 0.8, anchor }, box: { x: left, y: top, w, h }, cost: cost + 3 * lines.length };
    };
    const beside = [outward, -outward].flatMap((side) => [beyond, size * 1.16 + 2].flatMap((away, near) => OFFS.map((off) =>
      at(x + side * away, y - h / 2 + off * size, side > 0 ? "start" : "end", 8 * Math.abs(off) + 8 * near + (side === outward ? 0 : 30)))));
    return [...beside, at(x, y - beyond - h, "middle", 24), at(x, y + beyond, "middle", 24)];
  });
}

/** How much higher or lower than its step a name may stand, in sizes of a step. */
const OFFS = Array.from({ length: 31 }, (_, i) => (i - 15) / 5);

function crossed({ x, y, w, h }: Box, taken: readonly Point[]): number {
  return taken.reduce((sum, [a, b]) => sum + (a > x - 4 && a < x + w + 4 && b > y - 3 && b < y + h + 2 ? 1 : 0), 0);
}

function outside({ x, y, w, h }: Box, { width, height }: Room): number {
  return w * h - overlap({ x, y, w, h }, { x: -MARGIN, y: 0, w: width + 2 * MARGIN, h: height });
}

/** How far up and down steps and names really go. */
export function extent(places: readonly Point[], size: number, placed: readonly Placed[], line: number, under: number): [number, number] {
  const ys = places.map(([, y]) => y);
  const top = Math.min(...ys.map((y) => y - size), ...placed.map(({ y }) => y - line));
  const bottom = Math.max(...ys.map((y) => y + size), ...placed.map(({ y, lines }) => y + line * (lines.length + under - 0.5)));
  return [Math.floor(top), Math.ceil(bottom)];
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
