/** Edits of a theory and of the work: the same sums as `model/theory_edit.py` and `theory_work.py`; `null` is what Python refuses. */
import {
  columnOf, inOrder, itemOf, linkOf, NO_COLUMN, NO_ITEM, NO_LINK,
  type Code, type Coding, type Column, type Item, type Link, type Theory, type Work,
} from "./document";

export const MOST = { columns: 60, items: 2000, links: 10_000, theories: 200 } as const;
/** How long texts may be, in characters. */
export const LONGEST: Record<string, number> = { title: 200, stage: 500, question: 500, text: 500, group: 500, note: 2000, assumption: 2000, evidence: 2000, asks: 500, vision: 500, why: 500, by: 500 };
const SEVERAL_LINES = new Set(["note", "assumption", "evidence"]);

/** A text without what Python refuses, cut where it ends. */
export function tidy(field: string, text: string): string {
  const clean = text.replace(/\r\n?/g, "\n").replace(SEVERAL_LINES.has(field) ? /(?![\n\t])[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/gu : /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/gu, " ");
  return [...clean].slice(0, LONGEST[field] ?? 500).join("");
}

function tidied<T extends object>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, typeof value === "string" && key in LONGEST ? tidy(key, value) : value])) as T;
}

/** An id that wasn't there: one more than the highest of its kind. */
export function fresh(letter: string, ids: string[]): string {
  const numbers = ids.filter((id) => id.startsWith(letter)).map((id) => id.slice(letter.length)).filter((rest) => /^[0-9]+$/.test(rest)).map(Number);
  return `${letter}${Math.max(0, ...numbers) + 1}`;
}

/** Python's `casefold`, for the letters that an id keeps. */
function folded(text: string): string {
  return [...text].map((one) => (one === "ı" ? one : one.toUpperCase().toLowerCase())).join("");
}

export function slug(title: string, ids: string[], usual = "column"): string {
  const made = folded(title).replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 40) || usual;
  return ids.includes(made) ? fresh(`${made}-`, ids) : made;
}

function put<T extends { id: string }>(values: T[], one: T, before: string): T[] {
  const at = before ? values.findIndex((each) => each.id === before) : -1;
  return at < 0 ? [...values, one] : [...values.slice(0, at), one, ...values.slice(at)];
}

const swapped = <T extends { id: string }>(values: T[], one: T): T[] => values.map((each) => (each.id === one.id ? one : each));

export function retitle(theory: Theory, fields: { title?: string; vision?: string }): Theory | null {
  const { title = theory.title, vision = theory.vision.text } = tidied(fields);
  if (!title.trim()) return null;
  return { ...theory, title, vision: vision === theory.vision.text ? theory.vision : { text: vision, lines: [] } };
}

export function addColumn(theory: Theory, title: string, before = "", fields: Partial<Column> = {}): Theory | null {
  if (!title.trim() || theory.columns.length >= MOST.columns || (before && !columnOf(theory, before))) return null;
  const name = tidy("title", title);
  const column = { ...NO_COLUMN, id: slug(name, theory.columns.map((one) => one.id)), ...tidied(fields), title: name };
  return inOrder({ ...theory, columns: put(theory.columns, column, before) });
}

export function changeColumn(theory: Theory, id: string, fields: Partial<Omit<Column, "id">>): Theory | null {
  const old = columnOf(theory, id);
  const column = { ...old, ...tidied(fields) } as Column;
  return old && column.title.trim() ? { ...theory, columns: swapped(theory.columns, column) } : null;
}

export function removeColumn(theory: Theory, id: string): Theory | null {
  if (!columnOf(theory, id)) return null;
  const gone = new Set(theory.items.filter((item) => item.column === id).map((item) => item.id));
  return { ...without(theory, gone), columns: theory.columns.filter((one) => one.id !== id) };
}

export function addItem(theory: Theory, column: string, text: string, before = "", fields: Partial<Item> = {}): Theory | null {
  if (!text.trim() || !columnOf(theory, column) || theory.items.length >= MOST.items || (before && !itemOf(theory, before))) return null;
  const item = { ...NO_ITEM, id: fresh("i", theory.items.map((one) => one.id)), ...tidied(fields), column, text: tidy("text", text) };
  return inOrder({ ...theory, items: put(theory.items, item, before) });
}

export function changeItem(theory: Theory, id: string, fields: Partial<Omit<Item, "id">>): Theory | null {
  const old = itemOf(theory, id);
  const item = { ...old, ...tidied(fields) } as Item;
  return old && item.text.trim() && columnOf(theory, item.column) ? inOrder({ ...theory, items: swapped(theory.items, item) }) : null;
}

export function moveItem(theory: Theory, id: string, column: string, before = ""): Theory | null {
  const item = itemOf(theory, id);
  if (!item) return null;
  if (before === id) return theory;
  if (!columnOf(theory, column) || (before && !itemOf(theory, before))) return null;
  return inOrder({ ...theory, items: put(theory.items.filter((one) => one.id !== id), { ...item, column }, before) });
}

export function removeItem(theory: Theory, id: string): Theory | null {
  return itemOf(theory, id) ? without(theory, new Set([id])) : null;
}

function without(theory: Theory, gone: Set<string>): Theory {
  const links = theory.links.filter((link) => !gone.has(link.from_item) && !gone.has(link.to_item));
  return { ...theory, items: theory.items.filter((item) => !gone.has(item.id)), links };
}

export type LinkFields = Partial<Omit<Link, "id" | "from_item" | "to_item">>;

export function link(theory: Theory, from_item: string, to_item: string, fields: LinkFields = {}): Theory | null {
  if (from_item === to_item || !itemOf(theory, from_item) || !itemOf(theory, to_item) || theory.links.length >= MOST.links) return null;
  if (theory.links.some((one) => one.from_item === from_item && one.to_item === to_item)) return null;
  const id = fresh("a", theory.links.map((one) => one.id));
  return { ...theory, links: [...theory.links, { ...NO_LINK, id, ...tidied(fields), from_item, to_item }] };
}

export function changeLink(theory: Theory, id: string, fields: LinkFields): Theory | null {
  const old = linkOf(theory, id);
  if (!old || ["id", "from_item", "to_item"].some((name) => name in fields)) return null;
  return { ...theory, links: swapped(theory.links, { ...old, ...tidied(fields) }) };
}

export function unlink(theory: Theory, id: string): Theory | null {
  return linkOf(theory, id) ? { ...theory, links: theory.links.filter((one) => one.id !== id) } : null;
}

// --- the work --------------------------------------------------------------------------------------------------------

/** All theories as they are now: the shipped ones in their order, then those made. */
export function allTheories(work: Work, shipped: Theory[]): Theory[] {
  const own = new Map(work.theories.map((one) => [one.id, one]));
  const first = shipped.map((one) => own.get(one.id) ?? one);
  const there = new Set(shipped.map((one) => one.id));
  return [...first, ...work.theories.filter((one) => !there.has(one.id))];
}

export function putTheory(work: Work, theory: Theory): Work {
  const there = work.theories.some((one) => one.id === theory.id);
  return { ...work, theories: there ? swapped(work.theories, theory) : [...work.theories, theory] };
}

export function takeBack(work: Work, theory: string): Work {
  return { ...work, theories: work.theories.filter((one) => one.id !== theory) };
}

const keyOf = (code: Code) => `${code.theory}\n${code.item}\n${code.theme}`;

/** The coding as it is now; codes whose theme the codebook doesn't have any more are left out. */
export function codingNow(work: Work, shipped: Coding): Coding {
  const base = work.codebook[0] ?? shipped;
  const themes = new Set(base.themes.map((one) => one.id));
  const added = work.added.filter((one) => themes.has(one.theme));
  const gone = new Set([...work.dropped, ...added].map(keyOf));
  return { ...base, codes: [...base.codes.filter((one) => !gone.has(keyOf(one))), ...added] };
}

export interface Recoding {
  theory: string;
  item: string;
  theme: string;
  carries: boolean;
  why?: string;
  by?: string;
}

/** The work in which an item carries a theme, or doesn't; nothing is noted for what the codebook says already. */
export function recode(work: Work, shipped: Coding, { theory, item, theme, carries, why = "", by = "" }: Recoding): Work {
  const code: Code = { theory, item, theme, why: tidy("why", why), by: tidy("by", by) };
  const key = keyOf(code);
  const there = (work.codebook[0] ?? shipped).codes.some((one) => keyOf(one) === key);
  const added = work.added.filter((one) => keyOf(one) !== key);
  const dropped = work.dropped.filter((one) => keyOf(one) !== key);
  return {
    ...work,
    added: carries && !there ? [...added, code] : added,
    dropped: !carries && there ? [...dropped, code] : dropped,
  };
}

/** The themes that an item carries, in the codebook's order, each with its code. */
export function codesOf(coding: Coding, theory: string, item: string): Code[] {
  const order = new Map(coding.themes.map((one, i) => [one.id, i]));
  return coding.codes.filter((one) => one.theory === theory && one.item === item).sort((a, b) => (order.get(a.theme) ?? 0) - (order.get(b.theme) ?? 0));
}

/** A copied theory carries the codes of its original, each with its reason and its coder. */
export function withCodesOf(work: Work, shipped: Coding, original: string | undefined, copy: string): Work {
  if (original === undefined) return work;
  const { by: coder, codes } = codingNow(work, shipped);
  const own = codes.filter(({ theory }) => theory === original).map((code) => ({ ...code, theory: copy, by: code.by || coder }));
  return { ...work, added: [...work.added.filter(({ theory }) => theory !== copy), ...own] };
}
