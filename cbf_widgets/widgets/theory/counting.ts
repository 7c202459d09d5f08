/** Several theories counted by theme and lane, at once and as the kernel counts them. No DOM. */
import { columnOf, type Coding, type Item, type Named, type SharedWording, type Theory } from "./document";

export interface Mark {
  item: string;
  lane: number;
  /** The id of a wording that the page shares with another, or nothing. */
  shared: string;
}

export interface Statement {
  kind: "all" | "only" | "gap" | "unmeasured" | "wording";
  says: string;
  asks: string;
  theme: string;
  theories: string[];
  /** What it rests on: theory/item. */
  items: string[];
}

export interface Use {
  theory: string;
  measure: string;
  items: string[];
}

/** What the kernel says of the theories compared. */
export interface Comparison {
  theories: { id: string; title: string; items: number }[];
  lanes: string[];
  themes: Theming[];
  cells: { theory: string; theme: string; marks: Mark[] }[];
  statements: Statement[];
  measured: { theme: string; uses: Use[] }[];
  measures: { measure: string; theories: string[] }[];
}

export interface Theming {
  id: string;
  title: string;
  about?: string;
}

/** A measure that the guide names, as the dataset has it. */
export type Measure = Named & { also_called?: string[]; standing?: string; measures?: string; filled_in_by?: string };

/** One item of one theory, with what it carries. */
export interface Entry {
  /** theory/item */
  key: string;
  theory: string;
  item: Item;
  column: string;
  lane: number;
  shared: string;
  /** Its themes in the codebook's order; none is "no theme". */
  themes: string[];
}

export interface Counted {
  theories: { id: string; title: string; items: number }[];
  lanes: string[];
  themes: Theming[];
  /** Each item once, theory by theme in the theory's own order. */
  entries: Map<string, Entry>;
  cells: Map<string, Entry[]>;
}

export const NO_THEME: Theming = { id: "", title: "No theme" };
const NONE: Entry[] = [];

export const keyOf = (theory: string, item: string) => `${theory}/${item}`;
const cellKey = (theory: string, theme: string) => `${theory}\n${theme}`;

export function cellOf(counted: Counted, theory: string, theme: string): Entry[] {
  return counted.cells.get(cellKey(theory, theme)) ?? NONE;
}

/** Where a column of one's own stands that is none of the lanes. */
const OTHER = "Other columns";

/** Which lane an item stands in: as the kernel said of it, of its column elsewhere, else the lane named as its heading. */
function laneFinder(comparison: Comparison, theories: Theory[]): (theory: Theory, item: Item) => number {
  const ofItem = new Map<string, number>();
  for (const { theory, marks } of comparison.cells) for (const { item, lane } of marks) ofItem.set(keyOf(theory, item), lane);
  const ofColumn = new Map<string, number>();
  for (const theory of theories) {
    for (const item of theory.items) {
      const lane = ofItem.get(keyOf(theory.id, item.id));
      if (lane !== undefined) ofColumn.set(item.column, lane);
    }
  }
  return (theory, item) => {
    const heading = columnOf(theory, item.column);
    const named = comparison.lanes.findIndex((lane) => lane === heading?.stage || lane === heading?.title);
    return ofItem.get(keyOf(theory.id, item.id)) ?? ofColumn.get(item.column) ?? (named < 0 ? comparison.lanes.indexOf(OTHER) : named);
  };
}

/** Items by what they carry, in the codebook's order. */
export function themesBy(coding: Coding): Map<string, string[]> {
  const place = new Map(coding.themes.map(({ id }, i) => [id, i]));
  const found = new Map<string, string[]>();
  for (const { theory, item, theme } of coding.codes) {
    if (!place.has(theme)) continue;
    const carried = found.get(keyOf(theory, item));
    if (carried) carried.push(theme);
    else found.set(keyOf(theory, item), [theme]);
  }
  for (const carried of found.values()) carried.sort((a, b) => place.get(a)! - place.get(b)!);
  return found;
}

/** Count what the theories say by theme; an item with two themes stands in two cells and counts once. */
export function count(theories: Theory[], coding: Coding, told: Comparison, wording: SharedWording[]): Counted {
  const comparison = told.lanes.includes(OTHER) ? told : { ...told, lanes: [...told.lanes, OTHER] };
  const laneOf = laneFinder(comparison, theories);
  const shared = new Map<string, string>();
  for (const { id, items } of wording) for (const key of items) shared.set(key, id);
  const carried = themesBy(coding);
  const counted: Counted = {
    theories: theories.map(({ id, title, items }) => ({ id, title, items: items.length })),
    lanes: comparison.lanes, themes: [...coding.themes, NO_THEME], entries: new Map(), cells: new Map(),
  };
  for (const theory of theories) {
    for (const item of theory.items) {
      const key = keyOf(theory.id, item.id);
      const column = columnOf(theory, item.column)?.title ?? item.column;
      put(counted, { key, theory: theory.id, item, column, lane: laneOf(theory, item), shared: shared.get(key) ?? "", themes: carried.get(key) ?? [] });
    }
  }
  return counted;
}

function put(counted: Counted, entry: Entry): void {
  counted.entries.set(entry.key, entry);
  for (const theme of entry.themes.length ? entry.themes : [NO_THEME.id]) {
    const cell = counted.cells.get(cellKey(entry.theory, theme));
    if (cell) cell.push(entry);
    else counted.cells.set(cellKey(entry.theory, theme), [entry]);
  }
}

/** The same without what the template's wording brought. */
export function withoutWording(counted: Counted): Counted {
  const left: Counted = { ...counted, entries: new Map(), cells: new Map() };
  for (const entry of counted.entries.values()) if (!entry.shared) put(left, entry);
  const items = (id: string) => [...left.entries.values()].filter(({ theory }) => theory === id).length;
  return { ...left, theories: counted.theories.map((one) => ({ ...one, items: items(one.id) })) };
}

/** All items of a theme, of a theory, or of both. */
export function chosenEntries(counted: Counted, theory?: string, theme?: string): Entry[] {
  if (theory !== undefined && theme !== undefined) return cellOf(counted, theory, theme);
  if (theme !== undefined) return counted.theories.flatMap(({ id }) => cellOf(counted, id, theme));
  return [...counted.entries.values()].filter((entry) => theory === undefined || entry.theory === theory);
}

export type RowOrder = "name" | "most";
export type ThemeOrder = "codebook" | "most";

/** Rows by name or by how many items they have, themes by the codebook or by how many carry them; no theme stays last. */
export function ordered(counted: Counted, rows: RowOrder, themes: ThemeOrder): Counted {
  const many = (theme: string) => chosenEntries(counted, undefined, theme).length;
  const by = [...counted.theories].sort((a, b) => (rows === "most" ? b.items - a.items : 0) || a.title.localeCompare(b.title, "en-GB", { numeric: true }));
  const named = counted.themes.filter(({ id }) => id !== NO_THEME.id);
  const sorted = themes === "most" ? named.map((theme) => ({ theme, n: many(theme.id) })).sort((a, b) => b.n - a.n).map(({ theme }) => theme) : named;
  return { ...counted, theories: by, themes: [...sorted, ...counted.themes.filter(({ id }) => id === NO_THEME.id)] };
}

/** How many items of each lane. */
export function byLane(entries: Entry[], lanes: number): number[] {
  const found = new Array<number>(lanes).fill(0);
  for (const { lane } of entries) found[lane] = (found[lane] ?? 0) + 1;
  return found;
}

/** Which measures are named where, theme by theme, by what the items carry now. */
export function measuredNow(comparison: Comparison, counted: Counted): Map<string, Use[]> {
  const uses = new Map<string, Use>();
  for (const { uses: some } of comparison.measured) {
    for (const { theory, measure, items } of some) {
      const use = uses.get(cellKey(theory, measure)) ?? { theory, measure, items: [] };
      uses.set(cellKey(theory, measure), { ...use, items: [...new Set([...use.items, ...items.map((item) => (item.includes("/") ? item : keyOf(theory, item)))])] });
    }
  }
  const found = new Map<string, Use[]>();
  for (const { theory, measure, items } of uses.values()) {
    for (const { id: theme } of counted.themes) {
      const cell = new Set(cellOf(counted, theory, theme).map(({ key }) => key));
      const carrying = items.filter((key) => cell.has(key));
      if (carrying.length) found.set(theme, [...(found.get(theme) ?? []), { theory, measure, items: carrying }]);
    }
  }
  return found;
}

/** Whether what the kernel said last was said of what is shown now. */
export function agrees(comparison: Comparison, counted: Counted): boolean {
  const marks = (cells: Iterable<[string, string[]]>) => JSON.stringify([...cells].filter(([, items]) => items.length).map(([key, items]) => [key, [...items].sort()]).sort());
  const kernel = comparison.cells.map(({ theory, theme, marks: some }): [string, string[]] => [cellKey(theory, theme), some.map(({ item }) => item)]);
  const own = [...counted.cells].map(([key, entries]): [string, string[]] => [key, entries.map(({ item }) => item.id)]);
  return marks(kernel) === marks(own) && JSON.stringify(comparison.theories.map(({ id }) => id).sort()) === JSON.stringify(counted.theories.map(({ id }) => id).sort());
}

/** Other theories whose page has the words of an item, and how near they are. */
export function sharing(entry: Entry, wording: SharedWording[], title: (theory: string) => string): string {
  const one = wording.find(({ id }) => id === entry.shared);
  if (!one) return "";
  const others = [...new Set(one.items.map((key) => key.split("/")[0]!))].filter((theory) => theory !== entry.theory).map(title);
  return `${one.how}: ${others.length ? others.join(", ") : "elsewhere on this page"}`;
}
