/** What the kernel found, its bytes as typed arrays. Axes are written out: index (contact, step) by hand. */

export interface Reason {
  contact: number;
  step: number;
  level: number;
  chance: number;
  alone: number;
  caught_from: number | null;
}

export interface Run {
  number: number;
  /** (contact, step) */
  levels: Int8Array;
  floors: Int8Array;
  /** (contact) */
  ruptured: Uint8Array;
  reasons: Reason[];
  words: string[];
}

export interface Found {
  /** (quantile, contact): 5, 25, 50, 75, 95 in 100, in loops. */
  bands: Float32Array;
  /** (contact, step, level - 1): runs at that level or above. */
  reached: Uint32Array;
}

export interface Besides extends Found {
  label: string;
  difference: { mean: number; low: number; high: number };
  run: Run;
}

export interface Small {
  number: number;
  total: number;
  ruptures: number;
  line: [string, number][];
  teeth: string;
  breaks: string;
  end: [number, number];
}

export interface DrawnEdge {
  from: number;
  to: number;
  d: string;
  weight: number;
}

export interface Facts extends Found {
  serial: number;
  token: string;
  version: string;
  steps: number;
  loops: number;
  contacts: number;
  runs: number;
  seed: number;
  labels: string[];
  glyphs: number[];
  places: [number, number][];
  edges: DrawnEdge[];
  /** Of a step's outermost outline. */
  size: number;
  /** The line that the steps lie on, as a shape; the dots in which it ends: x, y, radius, opacity. */
  line: string;
  dots: [number, number, number, number][];
  /** Where it breaks while a rupture stands: from x, y to x, y. */
  gaps: [number, number, number, number][];
  /** The middle, where the core lies. */
  centre: [number, number];
  beside: Besides | null;
  run: Run;
  twelve: Small[];
  headline: string;
  summary: string[];
  radius: number;
}

type Loose = Record<string, any>;
type Array4 = Float32ArrayConstructor | Uint32ArrayConstructor;

/** Numbers of four bytes; copied, since a view may begin anywhere in its buffer. */
function four<A extends Array4>(view: DataView, Kind: A): InstanceType<A> {
  const bytes = new Uint8Array(view.byteLength);
  bytes.set(new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
  return new Kind(bytes.buffer) as InstanceType<A>;
}

const one = (view: DataView) => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
const signed = (view: DataView) => new Int8Array(view.buffer, view.byteOffset, view.byteLength);

function run(plain: Loose): Run {
  return { ...plain, levels: signed(plain["levels"]), floors: signed(plain["floors"]), ruptured: one(plain["ruptured"]) } as Run;
}

/** The two files that answer a `try`, or the same two in the facts. */
export function found(bands: DataView, reached: DataView): Found {
  return { bands: four(bands, Float32Array), reached: four(reached, Uint32Array) };
}

export function fromKernel(plain: Loose): Facts {
  const beside = plain["beside"] && { ...plain["beside"], ...found(plain["beside"].bands, plain["beside"].reached), run: run(plain["beside"].run) };
  return { ...plain, ...found(plain["bands"], plain["reached"]), beside, run: run(plain["run"]) } as Facts;
}

/** Loops gained by all steps together at a contact. */
export function total(facts: Facts, { levels }: Run, contact: number): number {
  let sum = 0;
  for (let step = 0; step < facts.steps; step += 1) sum += levels[contact * facts.steps + step] ?? 0;
  return sum;
}

export function totals(facts: Facts, run: Run): number[] {
  return Array.from({ length: facts.contacts + 1 }, (_, contact) => total(facts, run, contact));
}

/** Of 100 runs, how many have a step at a level or above: a whole number, and 0 or 100 only when it is none or all. */
export function inHundred(facts: Facts, reached: Uint32Array, contact: number, step: number, level: number): number {
  const share = (100 * (reached[(contact * facts.steps + step) * facts.loops + level - 1] ?? 0)) / facts.runs;
  if (share <= 0 || share >= 100) return Math.round(share);
  return Math.min(Math.max(Math.round(share), 1), 99);
}

export type Event = { contact: number; step: number; what: "forward" | "back"; level: number };

export interface Break {
  /** The contact in which the line broke. */
  from: number;
  /** The contact in which it was mended; null while it stands at the end. */
  to: number | null;
  lost: number;
}

/** Every move of a run, contact by contact; what a rupture takes away stands in `breaks`. */
export function events(facts: Facts, run: Run): Event[] {
  const found: Event[] = [];
  for (let contact = 1; contact <= facts.contacts; contact += 1) {
    const struck = run.ruptured[contact] && !run.ruptured[contact - 1];
    for (let step = 0; step < facts.steps; step += 1) {
      const [was, is] = [run.levels[(contact - 1) * facts.steps + step] ?? 0, run.levels[contact * facts.steps + step] ?? 0];
      if (is > was) found.push({ contact, step, what: "forward", level: is });
      else if (is < was && !struck) found.push({ contact, step, what: "back", level: is });
    }
  }
  return found;
}

export function breaks(facts: Facts, run: Run): Break[] {
  const found: Break[] = [];
  for (let contact = 1; contact <= facts.contacts; contact += 1) {
    const [was, is] = [run.ruptured[contact - 1], run.ruptured[contact]];
    if (is && !was) found.push({ from: contact, to: null, lost: Math.max(0, total(facts, run, contact - 1) - total(facts, run, contact)) });
    const open = found.at(-1);
    if (!is && was && open) open.to = contact;
  }
  return found;
}

export type Moved = "forward" | "back" | "lost" | "";

/** How a step stands at a contact. */
export function standing(facts: Facts, run: Run, contact: number, step: number) {
  const at = (array: Int8Array, when: number) => array[Math.max(when, 0) * facts.steps + step] ?? 0;
  const [level, floor] = [at(run.levels, contact), at(run.floors, contact)];
  const [before, secured] = [at(run.levels, contact - 1), at(run.floors, contact - 1)];
  const struck = contact > 0 && run.ruptured[contact] && !run.ruptured[contact - 1];
  const moved: Moved = level > before ? "forward" : level < before ? (struck ? "lost" : "back") : "";
  return { level, floor, moved, clicked: floor > secured };
}

/** A standing in words; the same as the picture shows by filling, teeth and hatching. */
export function standingWords(level: number, floor: number): string {
  if (level === 0) return "not begun";
  const secured = floor === 0 ? "none secured" : floor === level ? "all secured" : `${floor} secured`;
  return `loop ${level}, ${secured}`;
}

/** The same in short lines, as they stand beside a step, saying that it went back. */
export function standingLines(level: number, floor: number, moved: Moved): string[] {
  if (level === 0) return [moved ? "back to the start" : "not begun"];
  const [, secured = ""] = standingWords(level, floor).split(", ");
  return [moved === "back" || moved === "lost" ? `back to loop ${level}` : `loop ${level}`, secured];
}

/** Which drawn arrow leads from a step to another; -1 when none does. */
export function edgeOf(facts: Facts, from: number, to: number): number {
  return facts.edges.findIndex((edge) => edge.from === from && edge.to === to);
}
