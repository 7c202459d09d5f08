/** Where cards and arrows lie: heights in, boxes and curves out. No DOM. */

export interface Box {
  x: number;
  y: number;
  w: number;
  h: number;
}

export interface Point {
  x: number;
  y: number;
}

/** What stands in a column, in the page's order: its headings and its cards. */
export interface Part {
  id: string;
  kind: "sub" | "group" | "card";
}

export interface StageParts {
  /** Id of the heading. */
  id: string;
  parts: Part[];
}

export interface Arrow {
  id: string;
  from: string;
  to: string;
}

export interface Frame {
  /** One column of cards below another, for a narrow page. */
  stacked: boolean;
  columns: { x: number; w: number }[];
  width: number;
}

export interface Given {
  width: number;
  stages: StageParts[];
  /** How much each column has to say: the more, the wider. */
  weights?: number[];
  /** Cards of the path, which come first; `null` without one. */
  path: ReadonlySet<string> | null;
  chosen: string | null;
  /** Arrows between cards of the path. */
  arrows: Arrow[];
  /** Measured heights of everything by id; labels are "label:path" and "label:rest". */
  height: (id: string) => number;
  /** How far below its card's top an arrow ends; without a number in the card's middle. */
  landing: (arrow: string) => number | undefined;
}

export interface Placed {
  frame: Frame;
  boxes: Map<string, Box>;
  /** Where the path lies, when there is one. */
  band: Box | null;
  /** The way of an arrow past cards that it leaps over, by arrow and column. */
  passes: Map<string, Point[]>;
  height: number;
}

export const NARROW = 560;
export const LEAST = 96;
const MOST = 360;
const GUTTER = 40;
const GAPS = { sub: 16, group: 12, card: 8, path: 16, pad: 16 } as const;

/** The gap between columns, and what is left when every column has the least. */
export function roomOf(width: number, count: number): { gap: number; spare: number } {
  const gap = Math.min(48, Math.max(24, 8 * Math.floor((width + 72) / 250)));
  return { gap, spare: Math.max(0, width - gap * (count - 1) - LEAST * count) };
}

/** How wide columns are, and whether they stand side by side; what has more to say gets more of the room. */
export function frameOf(width: number, count: number, weights: number[] = []): Frame {
  if (width < NARROW) return { stacked: true, columns: [{ x: GUTTER, w: Math.max(width - GUTTER, LEAST) }], width: Math.max(width, LEAST + GUTTER) };
  const { gap, spare } = roomOf(width, count);
  const weight = (i: number) => Math.max(weights[i] ?? 1, 0.001);
  const sum = Array.from({ length: count }, (_, i) => weight(i)).reduce((a, b) => a + b, 0);
  let x = 0;
  const columns = Array.from({ length: count }, (_, i) => {
    const w = Math.min(MOST, Math.floor(LEAST + (spare * weight(i)) / sum));
    x += w + gap;
    return { x: x - w - gap, w };
  });
  return { stacked: false, columns, width: Math.max(x - gap, 0) };
}

export function place(given: Given): Placed {
  const frame = frameOf(given.width, given.stages.length, given.weights);
  return frame.stacked ? stacked(given, frame) : sideBySide(given, frame);
}

const inPath = ({ path }: Pick<Given, "path">, part: Part) => part.kind === "card" && (path?.has(part.id) ?? false);

/** Whether a card stands under a heading, before the next of its kind or a higher one. */
function covers(parts: Part[], at: number): boolean {
  const ends = parts[at]!.kind === "sub" ? ["sub"] : ["sub", "group"];
  const next = parts.slice(at + 1).find(({ kind }) => kind === "card" || ends.includes(kind));
  return next?.kind === "card";
}

/** What is left below the path; a heading goes when the path took all that stood under it. */
export function shownParts(given: Pick<Given, "path">, parts: Part[]): Part[] {
  const left = parts.filter((part) => !inPath(given, part));
  if (left.length === parts.length) return left;
  return left.filter((part, i) => part.kind === "card" || covers(left, i) || !covers(parts, parts.indexOf(part)));
}

function stack(given: Given, parts: Part[], x: number, w: number, top: number, boxes: Map<string, Box>): number {
  let y = top;
  shownParts(given, parts).forEach((part, i) => {
    if (i > 0) y += GAPS[part.kind];
    const h = given.height(part.id);
    boxes.set(part.id, { x, y, w, h });
    y += h;
  });
  return y;
}

function sideBySide(given: Given, frame: Frame): Placed {
  const { stages, height } = given;
  const boxes = new Map<string, Box>();
  const column = (i: number) => frame.columns[i]!;
  const heads = Math.max(0, ...stages.map(({ id }) => height(id)));
  stages.forEach(({ id }, i) => boxes.set(id, { ...column(i), y: heads - height(id), h: height(id) }));
  let y = heads + GAPS.pad;
  const passes = new Map<string, Point[]>();
  let band: Box | null = null;
  if (given.path) {
    const label = height("label:path");
    boxes.set("label:path", { x: 0, y: y + 12, w: frame.width, h: label });
    const bottom = placePath(given, frame, y + 12 + label + GAPS.pad, boxes, passes);
    band = { x: -12, y, w: frame.width + 24, h: bottom + GAPS.pad - y };
    y = band.y + band.h + GAPS.pad;
    const rest = height("label:rest");
    boxes.set("label:rest", { x: 0, y, w: frame.width, h: rest });
    y += rest + GAPS.pad;
  }
  const ends = stages.map(({ parts }, i) => stack(given, parts, column(i).x, column(i).w, y, boxes));
  return { frame, boxes, band, passes, height: Math.max(y, ...ends) };
}

function stacked(given: Given, frame: Frame): Placed {
  const { stages, height } = given;
  const boxes = new Map<string, Box>();
  const row = (id: string, x: number, y: number) => {
    boxes.set(id, { x, y, w: frame.width - x, h: height(id) });
    return y + height(id);
  };
  let y = 0;
  let band: Box | null = null;
  if (given.path) {
    y = row("label:path", 0, 12);
    for (const part of stages.flatMap(({ parts }) => parts).filter((one) => inPath(given, one))) y = row(part.id, GUTTER, y + GAPS.path);
    band = { x: -12, y: 0, w: frame.width + 24, h: y + GAPS.pad };
    y = row("label:rest", 0, band.h + GAPS.pad);
  }
  for (const { id, parts } of stages) {
    y = row(id, 0, y + (y ? 24 : 0));
    y = stack(given, parts, 0, frame.width, y + GAPS.pad, boxes);
  }
  return { frame, boxes, band, passes: new Map(), height: y };
}

// --- the path --------------------------------------------------------------------------------------------------------

interface Slot {
  id: string;
  h: number;
  /** Where its middle would like to be. */
  wish: number;
  y: number;
}

/** Move slots apart, each as near its wish as the others let it: neighbours that would overlap are moved as one. */
export function apart(slots: { h: number; wish: number }[], gap: number): number[] {
  const blocks: { sum: number; count: number; first: number; size: number }[] = [];
  let below = 0;
  slots.forEach((slot, i) => {
    blocks.push({ sum: slot.wish - slot.h / 2 - below, count: 1, first: i, size: below });
    below += slot.h + gap;
    for (let last = blocks.at(-1)!, before = blocks.at(-2); before && before.sum / before.count > last.sum / last.count; last = blocks.at(-1)!, before = blocks.at(-2)) {
      blocks.pop();
      before.sum += last.sum;
      before.count += last.count;
    }
  });
  const tops: number[] = [];
  let offset = 0;
  blocks.forEach((block, b) => {
    const next = blocks[b + 1]?.first ?? slots.length;
    for (let i = block.first; i < next; i += 1) {
      tops.push(block.sum / block.count + offset);
      offset += slots[i]!.h + gap;
    }
  });
  return tops;
}

/** Cards of the path in their columns, each near those that it is joined to, from the chosen one outward. */
function placePath(given: Given, frame: Frame, top: number, boxes: Map<string, Box>, passes: Map<string, Point[]>): number {
  const { columns, hops, home } = slotsOf(given);
  const placed = new Map<string, Slot>();
  const settle = (column: Slot[]) => {
    column.sort((a, b) => a.wish - b.wish);
    apart(column, GAPS.path).forEach((y, i) => { column[i]!.y = y; });
    for (const slot of column) placed.set(slot.id, slot);
  };
  const middle = (slot: Slot) => slot.y + slot.h / 2;
  const wished = (slot: Slot, order: number) => {
    const near = hops.flatMap((hop) => {
      const other = placed.get(hop.from === slot.id ? hop.to : hop.to === slot.id ? hop.from : "");
      if (!other) return [];
      const end = given.landing(hop.arrow);
      const lands = hop.last && end !== undefined;
      if (hop.from === slot.id) return [lands ? other.y + end : middle(other)];
      return [middle(other) + (lands ? slot.h / 2 - end : 0)];
    });
    slot.wish = near.length ? near.reduce((a, b) => a + b) / near.length + order / 1000 : order;
  };
  const order = [home, ...columns.keys()].filter((at, i, all) => all.indexOf(at) === i).sort((a, b) => Math.abs(a - home) - Math.abs(b - home));
  for (const at of order) {
    const column = columns[at]!;
    column.forEach(at === home ? (slot, i) => { slot.wish = i; } : wished);
    settle(column);
  }
  const least = Math.min(...[...placed.values()].map(({ y }) => y));
  columns.forEach((column, i) => column.forEach((slot) => {
    const box = { ...frame.columns[i]!, y: slot.y - least + top, h: slot.h };
    const arrow = hops.find((hop) => hop.to === slot.id && !hop.last)?.arrow;
    if (arrow === undefined) boxes.set(slot.id, box);
    else passes.set(arrow, [...(passes.get(arrow) ?? []), { x: box.x, y: box.y + box.h / 2 }, { x: box.x + box.w, y: box.y + box.h / 2 }]);
  }));
  return Math.max(...[...placed.values()].map(({ y, h }) => y + h)) - least + top;
}

interface Hop {
  arrow: string;
  from: string;
  to: string;
  /** Whether it ends at a card, not at a place that lets it pass. */
  last: boolean;
}

function slotsOf(given: Given): { columns: Slot[][]; hops: Hop[]; home: number } {
  const columnOf = new Map<string, number>();
  const columns = given.stages.map(({ parts }, i) => parts.filter((one) => inPath(given, one)).map((part): Slot => {
    columnOf.set(part.id, i);
    return { id: part.id, h: given.height(part.id), wish: 0, y: 0 };
  }));
  const hops: Hop[] = [];
  for (const { id, from, to } of given.arrows) {
    const [start, end] = [columnOf.get(from), columnOf.get(to)];
    if (start === undefined || end === undefined || end <= start) continue;
    let last = from;
    for (let at = start + 1; at < end; at += 1) {
      const pass = `${id}@${at}`;
      columns[at]!.push({ id: pass, h: 8, wish: 0, y: 0 });
      hops.push({ arrow: id, from: last, to: pass, last: false });
      last = pass;
    }
    hops.push({ arrow: id, from: last, to, last: true });
  }
  return { columns, hops, home: columnOf.get(given.chosen ?? "") ?? 0 };
}
