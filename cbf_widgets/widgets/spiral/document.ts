/** A spiral as the front end holds it: the same fields as `cbf_widgets/model/spiral.py`. */

export type Aspect = "help" | "challenge" | "possibility";
export const ASPECTS: Aspect[] = ["help", "challenge", "possibility"];
export const ASPECT_NAMES: Record<Aspect, string> = { help: "Help", challenge: "Challenge", possibility: "Possibility" };

export interface Example {
  text: string;
  source: string;
}

export interface StepKind {
  id: string;
  name: string;
  also_called?: string[];
  definition?: string;
  examples?: Example[];
  nurtures?: Aspect[];
  nurtures_text?: string;
  source?: string;
}

export interface StepLink {
  from_kind: string;
  to_kind?: string;
  kind: "contagion" | "readiness" | "support";
  says: string;
  source: string;
}

export interface Vocabulary {
  name: string;
  title: string;
  text?: string;
  kinds: StepKind[];
  links?: StepLink[];
  source?: string;
}

export interface Mark {
  id: string;
  kind: string;
  place: number;
  label: string;
  note: string;
  nurtures: Aspect[];
  when: string;
  holds: boolean;
}

export interface Ripple {
  source: string;
  target: string;
  note: string;
}

export interface Rupture {
  id: string;
  place: number;
  label: string;
  note: string;
  when: string;
  cause: string;
  repair: string;
}

export interface Spiral {
  title: string;
  alias: string;
  loops: number;
  marks: Mark[];
  ripples: Ripple[];
  ruptures: Rupture[];
  vocabulary: Vocabulary;
}

export const MOST_LOOPS = 12;
export const MOST_MARKS = 2000;
export const MOST_RIPPLES = 20_000;
const NO_MARK: Mark = { id: "", kind: "", place: 0, label: "", note: "", nurtures: [], when: "", holds: false };
const NO_RUPTURE: Rupture = { id: "", place: 0, label: "", note: "", when: "", cause: "", repair: "" };
const NO_SPIRAL = { title: "", alias: "", loops: 3, marks: [], ripples: [], ruptures: [] };

export function newMark(fields: Partial<Mark>): Mark {
  return { ...NO_MARK, ...fields };
}

export function newRupture(fields: Partial<Rupture>): Rupture {
  return { ...NO_RUPTURE, ...fields };
}

/** A place to a millionth of a loop, halves upward: the same sum as Python's `to_millionth`. */
export function toMillionth(place: number): number {
  return Math.floor(place * 1e6 + 0.5) / 1e6;
}

type Loose<T> = { [K in keyof T]?: unknown };

/** Fill in the defaults that Python leaves out. */
export function fromPlain(plain: Loose<Spiral>): Spiral {
  const spiral = { ...NO_SPIRAL, ...plain } as Spiral;
  return {
    ...spiral,
    marks: spiral.marks.map(newMark),
    ripples: spiral.ripples.map((r) => ({ ...r, note: r.note ?? "" })),
    ruptures: spiral.ruptures.map(newRupture),
  };
}

/** Leave the defaults out, as Python does, so that both sides send the same. */
export function toPlain(spiral: Spiral): Record<string, unknown> {
  const parts = {
    ...spiral,
    marks: spiral.marks.map((m) => without(m, NO_MARK)),
    ripples: spiral.ripples.map((r) => without(r, { note: "" })),
    ruptures: spiral.ruptures.map((r) => without(r, NO_RUPTURE)),
  };
  return { ...without(parts, NO_SPIRAL), vocabulary: spiral.vocabulary };
}

const NEEDED = new Set(["id", "kind", "place"]);

function without(fields: object, defaults: object): Record<string, unknown> {
  const usual = defaults as Record<string, unknown>;
  const same = (key: string, value: unknown) =>
    value === usual[key] || (Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(fields).filter(([key, value]) => NEEDED.has(key) || !same(key, value)));
}

export function kindOf(spiral: Spiral, mark: Mark): StepKind {
  return spiral.vocabulary.kinds.find((kind) => kind.id === mark.kind) ?? { id: mark.kind, name: mark.kind };
}

export function kindIndex(spiral: Spiral, kind: string): number {
  return Math.max(0, spiral.vocabulary.kinds.findIndex((k) => k.id === kind));
}

/** The loop that a place lies on, from 1. */
export function loopOf(spiral: Spiral, place: number): number {
  return Math.min(Math.floor(place), spiral.loops - 1) + 1;
}

/** What a mark is called: its number, and its label or the name of its kind. */
export function nameOf(spiral: Spiral, id: string): string {
  const at = spiral.marks.findIndex((mark) => mark.id === id);
  const mark = spiral.marks[at];
  return mark ? `${at + 1}, ${mark.label || kindOf(spiral, mark).name}` : id;
}

/** What a rupture is called. */
export function ruptureName(rupture: Rupture): string {
  return rupture.label ? `Rupture: ${rupture.label}` : "Rupture";
}

const FRACTIONS = ["at the start", "an eighth round", "a quarter round", "three eighths round", "halfway round",
  "five eighths round", "three quarters round", "seven eighths round", "at the end"];

/** A place in words, for a slider and a screen reader. */
export function placeInWords(spiral: Spiral, place: number): string {
  const loop = loopOf(spiral, place);
  return `Loop ${loop}, ${FRACTIONS[Math.round((place - loop + 1) * 8)] ?? ""}`;
}

/** A mark or a rupture in words: what it is, and where. */
export function partInWords(spiral: Spiral, id: string): string {
  const mark = spiral.marks.find((m) => m.id === id);
  const broken = spiral.ruptures.find((r) => r.id === id);
  const name = mark ? nameOf(spiral, id) + (mark.label && ` (${kindOf(spiral, mark).name})`)
    : broken ? `${ruptureName(broken)}, ${broken.repair ? `repaired by ${nameOf(spiral, broken.repair)}` : "not repaired"}` : id;
  return `${name}. ${placeInWords(spiral, (mark ?? broken)?.place ?? 0)}.`;
}

function count(n: number, noun: string): string {
  if (n === 0) return noun === "step" ? "no steps yet" : `no ${noun}s`;
  return n === 1 ? `one ${noun}` : `${n} ${noun}s`;
}

function mended(ruptures: number, repaired: number): string {
  if (ruptures === 1) return repaired ? "repaired" : "not repaired";
  if (repaired === ruptures) return ruptures === 2 ? "both repaired" : "all repaired";
  return `${repaired === 0 ? "none" : repaired === 1 ? "one" : repaired} repaired`;
}

/** The whole in one line: the same words as `cbf_widgets/model/words.py`. */
export function summary(spiral: Spiral): string {
  const steps = `${count(spiral.marks.length, "step")} on ${count(spiral.loops, "loop")}`;
  const broken = spiral.ruptures.length;
  return broken ? `${steps}, ${count(broken, "rupture")}, ${mended(broken, spiral.ruptures.filter((r) => r.repair).length)}` : steps;
}
