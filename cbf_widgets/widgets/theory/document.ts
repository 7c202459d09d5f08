/** Theories of change as the front end holds them: the same fields as `cbf_widgets/model/theory_parts.py`, `coding.py` and `theory_work.py`. */

export type Strength = "" | "weak" | "middling" | "strong";
export type Confidence = "" | "guess" | "fairly-sure" | "sure";

export interface Column {
  id: string;
  title: string;
  /** The heading that it shares with its neighbours. */
  stage: string;
  question: string;
}

export interface Item {
  id: string;
  column: string;
  text: string;
  /** Lines of the guide; none for an item of one's own. */
  lines: number[];
  group: string;
  /** `read` where a damaged page leaves its column to judgement. */
  placement: "" | "read";
  cut_off: boolean;
  note: string;
}

/** An arrow that a person drew. */
export interface Link {
  id: string;
  from_item: string;
  to_item: string;
  assumption: string;
  /** What speaks for it already; empty when nothing does yet. */
  evidence: string;
  /** Who could tell. */
  asks: string;
  strength: Strength;
  confidence: Confidence;
}

export interface Theory {
  id: string;
  title: string;
  authority: string;
  template: "six-column" | "five-column" | "own";
  pages: number[];
  vision: { text: string; lines: number[] };
  made_from: string;
  columns: Column[];
  items: Item[];
  links: Link[];
}

export interface Theme {
  id: string;
  title: string;
  about: string;
  leaves_out: string;
}

export interface Code {
  theory: string;
  item: string;
  theme: string;
  why: string;
  by: string;
}

export interface Coding {
  id: string;
  title: string;
  by: string;
  themes: Theme[];
  codes: Code[];
}

/** The explorer's document: only what differs from what is shipped. */
export interface Work {
  title: string;
  theories: Theory[];
  /** One's own in place of the shipped one, or none. */
  codebook: Coding[];
  added: Code[];
  dropped: Code[];
}

export interface SharedWording {
  id: string;
  how: string;
  /** `theory/item`. */
  items: string[];
}

export interface Template {
  id: string;
  title: string;
  columns: Column[];
}

export interface Use {
  authority?: string;
  where?: string;
  note?: string;
  lines?: number[];
}

/** A measure or a programme that the guide names, and where. */
export interface Named {
  id: string;
  title: string;
  also?: string[];
  about: string;
  uses: Use[];
}

/** What comes with the library, once. */
export interface Shipped {
  theories: Theory[];
  coding: Coding;
  wording: SharedWording[];
  measures: Named[];
  programmes: Named[];
  templates: Template[];
  numbers: Loose[];
}

export type Loose = Record<string, any>;

export const NO_COLUMN: Column = { id: "", title: "", stage: "", question: "" };
export const NO_ITEM: Item = { id: "", column: "", text: "", lines: [], group: "", placement: "", cut_off: false, note: "" };
export const NO_LINK: Link = { id: "", from_item: "", to_item: "", assumption: "", evidence: "", asks: "", strength: "", confidence: "" };
export const NO_THEORY: Theory = { id: "", title: "", authority: "", template: "own", pages: [], vision: { text: "", lines: [] }, made_from: "", columns: [], items: [], links: [] };
const NO_THEME: Theme = { id: "", title: "", about: "", leaves_out: "" };
const NO_CODE: Code = { theory: "", item: "", theme: "", why: "", by: "" };
const NO_CODING: Coding = { id: "", title: "", by: "", themes: [], codes: [] };
export const NO_WORK: Work = { title: "", theories: [], codebook: [], added: [], dropped: [] };

/** What Python never leaves out. */
const NEEDED = {
  column: ["id", "title"], item: ["id", "column", "text"], link: ["id", "from_item", "to_item"], theory: ["id", "title"],
  theme: ["id", "title"], code: ["theory", "item", "theme"], coding: ["id", "title", "themes"], work: [],
} satisfies Record<string, string[]>;

/** Without fields at their default, as Python gives them. */
function bare(kind: keyof typeof NEEDED, fields: object, defaults: object): Loose {
  const usual = defaults as Loose;
  const same = (key: string, value: unknown) => JSON.stringify(value) === JSON.stringify(usual[key]);
  return Object.fromEntries(Object.entries(fields).filter(([key, value]) => (NEEDED[kind] as string[]).includes(key) || !same(key, value)));
}

export function theoryFrom(plain: Loose): Theory {
  const whole = { ...NO_THEORY, ...plain } as Theory;
  return inOrder({
    ...whole, vision: { ...NO_THEORY.vision, ...whole.vision },
    columns: whole.columns.map((one) => ({ ...NO_COLUMN, ...one })),
    items: whole.items.map((one) => ({ ...NO_ITEM, ...one })),
    links: whole.links.map((one) => ({ ...NO_LINK, ...one })),
  });
}

export function theoryToPlain(theory: Theory): Loose {
  const vision = bare("work", theory.vision, NO_THEORY.vision);
  return bare("theory", {
    ...theory, vision: Object.keys(vision).length ? vision : NO_THEORY.vision,
    columns: theory.columns.map((one) => bare("column", one, NO_COLUMN)),
    items: theory.items.map((one) => bare("item", one, NO_ITEM)),
    links: theory.links.map((one) => bare("link", one, NO_LINK)),
  }, NO_THEORY);
}

export function codingFrom(plain: Loose): Coding {
  const whole = { ...NO_CODING, ...plain } as Coding;
  return { ...whole, themes: whole.themes.map((one) => ({ ...NO_THEME, ...one })), codes: whole.codes.map((one) => ({ ...NO_CODE, ...one })) };
}

export function codingToPlain(coding: Coding): Loose {
  return bare("coding", { ...coding, themes: coding.themes.map((one) => bare("theme", one, NO_THEME)), codes: coding.codes.map(codeToPlain) }, NO_CODING);
}

function codeToPlain(code: Code): Loose {
  return bare("code", code, NO_CODE);
}

/** Fill in the defaults that Python leaves out. */
export function fromPlain(plain: Loose): Work {
  const whole = { ...NO_WORK, ...plain } as Work;
  const codes = (all: Code[]) => all.map((one) => ({ ...NO_CODE, ...one }));
  return { ...whole, theories: whole.theories.map(theoryFrom), codebook: whole.codebook.map(codingFrom), added: codes(whole.added), dropped: codes(whole.dropped) };
}

/** Leave the defaults out, as Python does, so that both sides send the same. */
export function toPlain(work: Work): Loose {
  return bare("work", {
    ...work, theories: work.theories.map(theoryToPlain), codebook: work.codebook.map(codingToPlain),
    added: work.added.map(codeToPlain), dropped: work.dropped.map(codeToPlain),
  }, NO_WORK);
}

const EMPTY: Shipped = { theories: [], coding: NO_CODING, wording: [], measures: [], programmes: [], templates: [], numbers: [] };

/** What the kernel ships; names that carry no `title` are called by their `name`. */
export function shippedFrom(plain: Loose): Shipped {
  const named = (all: Loose[] = []): Named[] => all.map((one) => ({ ...one, id: one["id"], title: one["title"] ?? one["name"] ?? one["id"], also: one["also_called"] ?? [], about: one["about"] ?? one["measures"] ?? one["what"] ?? "", uses: one["uses"] ?? [] }));
  const whole = { ...EMPTY, ...plain } as Shipped;
  return {
    ...whole, theories: whole.theories.map(theoryFrom), coding: codingFrom(whole.coding), measures: named(plain["measures"]), programmes: named(plain["programmes"]),
    templates: whole.templates.map((one) => ({ ...one, columns: one.columns.map((column) => ({ ...NO_COLUMN, ...column })) })),
  };
}

/** Items column by column, in a column as they stood. */
export function inOrder(theory: Theory): Theory {
  const places = new Map(theory.columns.map((column, i) => [column.id, i]));
  const place = (item: Item) => places.get(item.column) ?? places.size;
  return { ...theory, items: [...theory.items].sort((a, b) => place(a) - place(b)) };
}

export function itemOf(theory: Theory, id: string | null): Item | undefined {
  return id === null ? undefined : theory.items.find((one) => one.id === id);
}

export function linkOf(theory: Theory, id: string | null): Link | undefined {
  return id === null ? undefined : theory.links.find((one) => one.id === id);
}

export function columnOf(theory: Theory, id: string): Column | undefined {
  return theory.columns.find((one) => one.id === id);
}

export function itemsIn(theory: Theory, column: string): Item[] {
  return theory.items.filter((one) => one.column === column);
}

/** Items from which arrows lead here, or to which they lead, however long the way. */
export function reached(theory: Theory, item: string, way: "upstream" | "downstream"): Set<string> {
  const next = new Map<string, string[]>();
  for (const { from_item, to_item } of theory.links) {
    const [start, end] = way === "downstream" ? [from_item, to_item] : [to_item, from_item];
    next.set(start, [...(next.get(start) ?? []), end]);
  }
  const found = new Set<string>();
  const ahead = [item];
  for (let here = ahead.pop(); here !== undefined; here = ahead.pop()) {
    for (const one of next.get(here) ?? []) {
      if (found.has(one)) continue;
      found.add(one);
      ahead.push(one);
    }
  }
  return found;
}
