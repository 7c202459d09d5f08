/** What a gesture means: `reduce(spiral, action)` gives the new spiral and the name of the step. No DOM. */
import {
  ASPECTS, kindOf, loopOf, MOST_LOOPS, nameOf, newMark, newRupture, ruptureName,
  type Mark, type Rupture, type Spiral, type Vocabulary,
} from "./document";

export type Action =
  | { type: "place"; kind: string; place?: number | undefined; fields?: Partial<Mark> }
  | { type: "move"; mark: string; place: number }
  | { type: "change"; mark: string; fields: Partial<Mark> }
  | { type: "remove"; mark: string }
  | { type: "ripple"; source: string; target: string; note?: string }
  | { type: "unripple"; source: string; target: string }
  | { type: "rupture"; place: number; fields?: Partial<Rupture> }
  | { type: "changeRupture"; rupture: string; fields: Partial<Rupture> }
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

const STEP = 0.2;

/** Apply an action; an action that changes nothing gives `null`. */
export function reduce(spiral: Spiral, action: Action): Edit | null {
  switch (action.type) {
    case "place": return place(spiral, action.kind, action.place, action.fields);
    case "move": return move(spiral, action.mark, action.place);
    case "change": return change(spiral, action.mark, action.fields);
    case "remove": return remove(spiral, action.mark);
    case "ripple": return ripple(spiral, action.source, action.target, action.note ?? "");
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

const round = (place: number) => Math.round(place * 1e6) / 1e6;
const byPlace = (a: { place: number }, b: { place: number }) => a.place - b.place;
const clamp = (x: number, least: number, most: number) => Math.min(Math.max(x, least), most);

function fresh(letter: string, parts: { id: string }[]): string {
  const used = parts.filter((p) => /^[a-z]\d+$/.test(p.id) && p.id[0] === letter).map((p) => Number(p.id.slice(1)));
  return `${letter}${Math.max(0, ...used) + 1}`;
}

function withMarks(spiral: Spiral, marks: Mark[]): Spiral {
  return { ...spiral, marks: [...marks].sort(byPlace) };
}

function withRuptures(spiral: Spiral, ruptures: Rupture[]): Spiral {
  return { ...spiral, ruptures: [...ruptures].sort(byPlace) };
}

/** Characters that Python refuses in a label. */
export function cleaned(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/\r\n?/g, "\n").replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g, "")
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "");
}

const LONGEST: Record<string, number> = { label: 500, when: 500, title: 500, alias: 500, note: 20000 };

function tidy<T extends object>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => {
    if (typeof value !== "string" || !(key in LONGEST)) return [key, value];
    const text = key === "note" ? cleaned(value) : cleaned(value).replace(/[\n\t]/g, " ");
    return [key, [...text].slice(0, LONGEST[key]).join("")];
  })) as T;
}

/** Where the next step goes when nobody says where. */
export function nextPlace(spiral: Spiral): { loops: number; place: number } {
  const last = spiral.marks.at(-1)?.place ?? 0;
  const full = spiral.marks.length > 0 && last + STEP > spiral.loops && spiral.loops < MOST_LOOPS;
  const loops = spiral.loops + (full ? 1 : 0);
  return { loops, place: round(Math.min(last + STEP, loops)) };
}

function place(spiral: Spiral, kind: string, where: number | undefined, fields: Partial<Mark> = {}): Edit {
  const next = where === undefined ? nextPlace(spiral) : { loops: spiral.loops, place: round(where) };
  const mark = newMark({ id: fresh("m", spiral.marks), ...tidy(fields), kind, place: clamp(next.place, 0, next.loops) });
  const after = withMarks({ ...spiral, loops: next.loops }, [...spiral.marks, mark]);
  const name = `Placed ${after.marks.indexOf(mark) + 1}, ${kindOf(after, mark).name}, on loop ${loopOf(after, mark.place)}`;
  return { spiral: after, name, chosen: mark.id };
}

/** How far a mark may move without passing the rupture that it repairs. */
function least(spiral: Spiral, mark: string): number {
  return Math.max(0, ...spiral.ruptures.filter((r) => r.repair === mark).map((r) => r.place));
}

function move(spiral: Spiral, id: string, to: number): Edit | null {
  const where = round(clamp(to, least(spiral, id), spiral.loops));
  const mark = spiral.marks.find((m) => m.id === id);
  if (!mark || mark.place === where) return null;
  const after = withMarks(spiral, spiral.marks.map((m) => (m.id === id ? { ...m, place: where } : m)));
  return { spiral: after, name: `Moved ${nameOf(after, id)}, to loop ${loopOf(after, where)}`, key: `move:${id}`, chosen: id };
}

const SAID: Record<string, string> = {
  label: "Renamed", note: "Wrote a note on", nurtures: "Changed what is nurtured by", when: "Dated", kind: "Changed the kind of",
};

function change(spiral: Spiral, id: string, given: Partial<Mark>): Edit | null {
  const mark = spiral.marks.find((m) => m.id === id);
  const fields = tidy(given);
  if (fields.nurtures) fields.nurtures = ASPECTS.filter((a) => fields.nurtures?.includes(a));
  if (!mark || !differs(mark, fields)) return null;
  const changed = { ...mark, ...fields };
  const after = { ...spiral, marks: spiral.marks.map((m) => (m.id === id ? changed : m)) };
  const field = Object.keys(fields)[0] ?? "";
  const what = field === "holds" ? (changed.holds ? "Marked as held:" : "Marked as not held:") : SAID[field];
  const typed = field === "label" || field === "note" || field === "when";
  return { spiral: after, name: `${what} ${nameOf(after, id)}`, chosen: id, ...(typed && { key: `${field}:${id}` }) };
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

function ripple(spiral: Spiral, source: string, target: string, note: string): Edit | null {
  const old = spiral.ripples.find((r) => r.source === source && r.target === target);
  const text = tidy({ note }).note;
  if (source === target || (old && old.note === text)) return null;
  const kept = spiral.ripples.filter((r) => r !== old);
  const name = old ? `Wrote a note on the ripple from ${nameOf(spiral, source)}` :
    `Ripple from ${nameOf(spiral, source)}, to ${nameOf(spiral, target)}`;
  const after = { ...spiral, ripples: [...kept, { source, target, note: text }] };
  return { spiral: after, name, chosen: source, ...(old && { key: `ripple:${source}:${target}` }) };
}

function unripple(spiral: Spiral, source: string, target: string): Edit | null {
  const kept = spiral.ripples.filter((r) => r.source !== source || r.target !== target);
  if (kept.length === spiral.ripples.length) return null;
  const name = `Removed the ripple from ${nameOf(spiral, source)}, to ${nameOf(spiral, target)}`;
  return { spiral: { ...spiral, ripples: kept }, name, chosen: source };
}

function rupture(spiral: Spiral, where: number, fields: Partial<Rupture> = {}): Edit {
  const spot = round(clamp(where, 0, spiral.loops));
  const broken = newRupture({ id: fresh("r", spiral.ruptures), ...tidy(fields), place: spot });
  const after = withRuptures(spiral, [...spiral.ruptures, broken]);
  return { spiral: after, name: `Marked a rupture on loop ${loopOf(spiral, spot)}`, chosen: broken.id };
}

function changeRupture(spiral: Spiral, id: string, given: Partial<Rupture>): Edit | null {
  const broken = spiral.ruptures.find((r) => r.id === id);
  const fields = tidy(given);
  if (!broken) return null;
  if (fields.place !== undefined) {
    const mended = spiral.marks.find((m) => m.id === broken.repair)?.place ?? spiral.loops;
    fields.place = round(clamp(fields.place, 0, mended));
  }
  if (!differs(broken, fields)) return null;
  const after = withRuptures(spiral, spiral.ruptures.map((r) => (r.id === id ? { ...r, ...fields } : r)));
  const field = Object.keys(fields)[0] ?? "";
  const said = field === "place" ? "Moved" : field === "cause" ? "Named the cause of" : "Wrote on";
  return { spiral: after, name: `${said} the rupture on loop ${loopOf(after, fields.place ?? broken.place)}`,
    chosen: id, ...(field !== "cause" && { key: `rupture:${field}:${id}` }) };
}

function repair(spiral: Spiral, id: string, mark: string): Edit | null {
  const broken = spiral.ruptures.find((r) => r.id === id);
  const mender = spiral.marks.find((m) => m.id === mark);
  if (!broken || broken.repair === mark || (mark && (!mender || mender.place < broken.place))) return null;
  const after = { ...spiral, ruptures: spiral.ruptures.map((r) => (r.id === id ? { ...r, repair: mark } : r)) };
  const name = mark ? `Repaired: ${ruptureName(broken)}, by ${nameOf(spiral, mark)}` : `Opened again: ${ruptureName(broken)}`;
  return { spiral: after, name, chosen: mark || id };
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
  const drawn = <T extends { place: number }>(part: T): T => (scale === 1 ? part : { ...part, place: round(part.place * scale) });
  const after = { ...spiral, loops: to, marks: spiral.marks.map(drawn), ruptures: spiral.ruptures.map(drawn) };
  return { spiral: after, name: `${to > spiral.loops ? "Added" : "Took away"} a loop: now ${to}` };
}

function retitle(spiral: Spiral, title: string, alias: string): Edit | null {
  const fields = tidy({ title, alias });
  if (!differs(spiral, fields)) return null;
  const field = fields.title === spiral.title ? "alias" : "title";
  return { spiral: { ...spiral, ...fields }, name: field === "title" ? "Changed the title" : "Changed the made-up name", key: field };
}
