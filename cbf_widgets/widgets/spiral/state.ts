/** What a gesture means: `reduce(spiral, action)` gives the new spiral and the name of the step. No DOM. */
import {
  ASPECTS, kindOf, loopOf, MOST_LOOPS, MOST_MARKS, MOST_RIPPLES, nameOf, newMark, newRupture, ruptureName, toMillionth,
  type Mark, type Ripple, type Rupture, type Spiral, type Vocabulary,
} from "./document";

/** What may be said of a mark or a rupture; where it lies and what repairs it have actions of their own. */
export type MarkFields = Partial<Omit<Mark, "id" | "place">>;
export type RuptureFields = Partial<Omit<Rupture, "id" | "repair">>;

export type Action =
  | { type: "place"; kind: string; place?: number | undefined; fields?: MarkFields }
  | { type: "move"; mark: string; place: number }
  | { type: "change"; mark: string; fields: MarkFields }
  | { type: "remove"; mark: string }
  | { type: "ripple"; source: string; target: string; note?: string }
  | { type: "unripple"; source: string; target: string }
  | { type: "rupture"; place: number; fields?: RuptureFields }
  | { type: "changeRupture"; rupture: string; fields: RuptureFields }
  | { type: "repair"; rupture: string; mark: string }
  | { type: "removeRupture"; rupture: string }
  | { type: "loops"; loops: number }
  | { type: "retitle"; title?: string; alias?: string }
  | { type: "begin"; vocabulary: Vocabulary };

export interface Edit {
  spiral: Spiral;
  name: string;
  /** Edits in a row with the same key are one step of the history. */
  key?: string;
  /** The part that the edit made or changed. */
  chosen?: string;
}

/** Of a loop, from the last mark to the next when nobody says where. */
const STRIDE = 0.2;

/** Apply an action; an action that changes nothing gives `null`. */
export function reduce(spiral: Spiral, action: Action): Edit | null {
  switch (action.type) {
    case "place": return place(spiral, action.kind, action.place, action.fields);
    case "move": return move(spiral, action.mark, action.place);
    case "change": return change(spiral, action.mark, action.fields);
    case "remove": return remove(spiral, action.mark);
    case "ripple": return ripple(spiral, action.source, action.target, action.note);
    case "unripple": return unripple(spiral, action.source, action.target);
    case "rupture": return rupture(spiral, action.place, action.fields);
    case "changeRupture": return changeRupture(spiral, action.rupture, action.fields);
    case "repair": return repair(spiral, action.rupture, action.mark);
    case "removeRupture": return removeRupture(spiral, action.rupture);
    case "loops": return loops(spiral, action.loops);
    case "retitle": return retitle(spiral, action.title ?? spiral.title, action.alias ?? spiral.alias);
    case "begin": return { spiral: { ...spiral, title: "", alias: "", loops: 3, marks: [], ripples: [], ruptures: [],
      vocabulary: action.vocabulary }, name: `Began an empty spiral, ${action.vocabulary.title}` };
  }
}

const byPlace = (a: { place: number }, b: { place: number }) => a.place - b.place;
const clamp = (x: number, least: number, most: number) => Math.min(Math.max(x, least), most);

function onLine(spiral: Spiral, place: number, least = 0, most = spiral.loops): number {
  return toMillionth(clamp(place, least, most));
}

function fresh(letter: string, parts: { id: string }[]): string {
  const numbers = parts.map((p) => (/^[a-z][0-9]{1,9}$/.test(p.id) && p.id[0] === letter ? Number(p.id.slice(1)) : 0));
  return `${letter}${Math.max(0, ...numbers) + 1}`;
}

function withMarks(spiral: Spiral, marks: Mark[]): Spiral {
  return { ...spiral, marks: [...marks].sort(byPlace) };
}

function withRuptures(spiral: Spiral, ruptures: Rupture[]): Spiral {
  return { ...spiral, ruptures: [...ruptures].sort(byPlace) };
}

/** A text without what Python refuses in it: control characters, halves of pairs, non-characters. */
export function cleaned(text: string): string {
  return text.replace(/\r\n?/g, "\n").replace(/[^\P{Cc}\n\t]|[\p{Cs}\p{Noncharacter_Code_Point}]/gu, "");
}

const LONGEST: Record<string, number> = { label: 500, when: 500, title: 500, alias: 500, note: 20000 };

/** Fields as Python takes them: texts cleaned and not too long, aspects once each and in their order. */
function tidy<T extends object>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => {
    if (key === "nurtures") return [key, ASPECTS.filter((aspect) => value.includes(aspect))];
    if (typeof value !== "string" || !(key in LONGEST)) return [key, value];
    const text = key === "note" ? cleaned(value) : cleaned(value).replace(/[\n\t]/g, " ");
    return [key, [...text].slice(0, LONGEST[key]).join("")];
  })) as T;
}

/** Where the next step goes when nobody says where. */
export function nextPlace(spiral: Spiral): { loops: number; place: number } {
  const last = spiral.marks.at(-1)?.place ?? 0;
  const full = spiral.marks.length > 0 && toMillionth(last + STRIDE) > spiral.loops && spiral.loops < MOST_LOOPS;
  const loops = spiral.loops + (full ? 1 : 0);
  return { loops, place: toMillionth(Math.min(last + STRIDE, loops)) };
}

function place(spiral: Spiral, kind: string, where: number | undefined, fields: MarkFields = {}): Edit | null {
  if (!spiral.vocabulary.kinds.some((k) => k.id === kind) || spiral.marks.length >= MOST_MARKS) return null;
  const next = where === undefined ? nextPlace(spiral) : { loops: spiral.loops, place: onLine(spiral, where) };
  const mark = newMark({ ...tidy(fields), id: fresh("m", spiral.marks), kind, place: next.place });
  const after = withMarks({ ...spiral, loops: next.loops }, [...spiral.marks, mark]);
  const name = `Placed ${after.marks.indexOf(mark) + 1}, ${kindOf(after, mark).name}, on loop ${loopOf(after, mark.place)}`;
  return { spiral: after, name, chosen: mark.id };
}

/** How far a mark may move without passing the rupture that it repairs. */
function least(spiral: Spiral, mark: string): number {
  return Math.max(0, ...spiral.ruptures.filter((r) => r.repair === mark).map((r) => r.place));
}

function move(spiral: Spiral, id: string, to: number): Edit | null {
  const where = onLine(spiral, to, least(spiral, id));
  const mark = spiral.marks.find((m) => m.id === id);
  if (!mark || mark.place === where) return null;
  const after = withMarks(spiral, spiral.marks.map((m) => (m.id === id ? { ...m, place: where } : m)));
  return { spiral: after, name: `Moved ${nameOf(after, id)}, to loop ${loopOf(after, where)}`, key: `move:${id}`, chosen: id };
}

const SAID: Record<string, string> = {
  label: "Renamed", note: "Wrote a note on", nurtures: "Changed what is nurtured by", when: "Dated", kind: "Changed the kind of",
};

function change(spiral: Spiral, id: string, given: MarkFields): Edit | null {
  const mark = spiral.marks.find((m) => m.id === id);
  const fields = tidy(given);
  if (!mark || !differs(mark, fields)) return null;
  const changed = { ...mark, ...fields };
  const after = { ...spiral, marks: spiral.marks.map((m) => (m.id === id ? changed : m)) };
  const field = Object.keys(fields)[0] ?? "";
  const what = field === "holds" ? (changed.holds ? "Marked as held:" : "Marked as not held:") : SAID[field];
  const inARow = field !== "holds" && field !== "nurtures"; // letters typed, and arrow keys in a list
  return { spiral: after, name: `${what} ${nameOf(after, id)}`, chosen: id, ...(inARow && { key: `${field}:${id}` }) };
}

function differs(old: object, fields: object): boolean {
  const was = old as Record<string, unknown>;
  return Object.entries(fields).some(([key, value]) => JSON.stringify(was[key]) !== JSON.stringify(value));
}

function remove(spiral: Spiral, id: string): Edit | null {
  if (!spiral.marks.some((m) => m.id === id)) return null;
  const after = {
    ...spiral,
    marks: spiral.marks.filter((m) => m.id !== id),
    ripples: spiral.ripples.filter((r) => r.source !== id && r.target !== id),
    ruptures: spiral.ruptures.map((r) => (r.repair === id ? { ...r, repair: "" } : r)),
  };
  return { spiral: after, name: `Removed ${nameOf(spiral, id)}` };
}

function ripple(spiral: Spiral, source: string, target: string, note: string | undefined): Edit | null {
  const old = spiral.ripples.find((r) => r.source === source && r.target === target);
  return old ? noteRipple(spiral, old, note) : newRipple(spiral, source, target, note);
}

function newRipple(spiral: Spiral, source: string, target: string, note = ""): Edit | null {
  const there = (id: string) => spiral.marks.some((m) => m.id === id);
  if (source === target || !there(source) || !there(target) || spiral.ripples.length >= MOST_RIPPLES) return null;
  const after = { ...spiral, ripples: [...spiral.ripples, { source, target, ...tidy({ note }) }] };
  return { spiral: after, name: `Ripple from ${nameOf(spiral, source)}, to ${nameOf(spiral, target)}`, chosen: source };
}

/** A ripple drawn over another one keeps the note that was there. */
function noteRipple(spiral: Spiral, old: Ripple, note = old.note): Edit | null {
  const fields = tidy({ note });
  if (!differs(old, fields)) return null;
  const after = { ...spiral, ripples: spiral.ripples.map((r) => (r === old ? { ...r, ...fields } : r)) };
  const name = `Wrote a note on the ripple from ${nameOf(spiral, old.source)}, to ${nameOf(spiral, old.target)}`;
  return { spiral: after, name, chosen: old.source, key: `ripple:${old.source}:${old.target}` };
}

function unripple(spiral: Spiral, source: string, target: string): Edit | null {
  const kept = spiral.ripples.filter((r) => r.source !== source || r.target !== target);
  if (kept.length === spiral.ripples.length) return null;
  const name = `Removed the ripple from ${nameOf(spiral, source)}, to ${nameOf(spiral, target)}`;
  return { spiral: { ...spiral, ripples: kept }, name, chosen: source };
}

function rupture(spiral: Spiral, where: number, fields: RuptureFields = {}): Edit | null {
  if (spiral.ruptures.length >= MOST_MARKS) return null;
  const spot = onLine(spiral, where);
  const broken = newRupture({ ...tidy(fields), id: fresh("r", spiral.ruptures), place: spot });
  const after = withRuptures(spiral, [...spiral.ruptures, broken]);
  return { spiral: after, name: `Marked a rupture on loop ${loopOf(spiral, spot)}`, chosen: broken.id };
}

function changeRupture(spiral: Spiral, id: string, given: RuptureFields): Edit | null {
  const broken = spiral.ruptures.find((r) => r.id === id);
  const fields = tidy(given);
  if (!broken) return null;
  if (fields.place !== undefined) {
    const mended = spiral.marks.find((m) => m.id === broken.repair)?.place ?? spiral.loops;
    fields.place = onLine(spiral, fields.place, 0, mended);
  }
  if (!differs(broken, fields)) return null;
  const after = withRuptures(spiral, spiral.ruptures.map((r) => (r.id === id ? { ...r, ...fields } : r)));
  const field = Object.keys(fields)[0] ?? "";
  const said = field === "place" ? "Moved" : field === "cause" ? "Named the cause of" : "Wrote on";
  return { spiral: after, name: `${said} the rupture on loop ${loopOf(after, fields.place ?? broken.place)}`,
    chosen: id, key: `rupture:${field}:${id}` };
}

function repair(spiral: Spiral, id: string, mark: string): Edit | null {
  const broken = spiral.ruptures.find((r) => r.id === id);
  const mender = spiral.marks.find((m) => m.id === mark);
  if (!broken || broken.repair === mark || (mark && (!mender || mender.place < broken.place))) return null;
  const after = { ...spiral, ruptures: spiral.ruptures.map((r) => (r.id === id ? { ...r, repair: mark } : r)) };
  const name = mark ? `Repaired: ${ruptureName(broken)}, by ${nameOf(spiral, mark)}` : `Opened again: ${ruptureName(broken)}`;
  return { spiral: after, name, key: `repair:${id}` };
}

function removeRupture(spiral: Spiral, id: string): Edit | null {
  const broken = spiral.ruptures.find((r) => r.id === id);
  if (!broken) return null;
  return { spiral: { ...spiral, ruptures: spiral.ruptures.filter((r) => r !== broken) }, name: `Removed: ${ruptureName(broken)}` };
}

function loops(spiral: Spiral, count: number): Edit | null {
  const to = clamp(Math.round(count), 1, MOST_LOOPS);
  if (to === spiral.loops) return null;
  const last = Math.max(0, ...spiral.marks.map((m) => m.place), ...spiral.ruptures.map((r) => r.place));
  const scale = last <= to ? 1 : to / spiral.loops;
  const drawn = <T extends { place: number }>(part: T): T => (scale === 1 ? part : { ...part, place: toMillionth(part.place * scale) });
  const after = { ...spiral, loops: to, marks: spiral.marks.map(drawn), ruptures: spiral.ruptures.map(drawn) };
  return { spiral: after, name: `${to > spiral.loops ? "Added" : "Took away"} a loop: now ${to}` };
}

function retitle(spiral: Spiral, title: string, alias: string): Edit | null {
  const fields = tidy({ title, alias });
  if (!differs(spiral, fields)) return null;
  const field = fields.title === spiral.title ? "alias" : "title";
  return { spiral: { ...spiral, ...fields }, name: field === "title" ? "Changed the title" : "Changed the made-up name", key: field };
}
