/** Which cards are meant: stages, search, filters, the path through a card, where a programme or a measure is named. No DOM. */
import { reached, type Coding, type Item, type Link, type Named, type Shipped, type Theory } from "./document";
import { lay, wanted, type Over, type Whose } from "./laying";
import type { Arrow, StageParts } from "./layout";
import type { Filter } from "./view";

/** An arrow as drawn: one's own, or another's laid over. */
export interface Drawn extends Arrow {
  whose: Whose;
  /** Whose else it is: the name of what is laid over; empty where only oneself drew it. */
  by: string;
  link: Link;
}

/** All arrows to draw: one's own, or both sets when another's are laid over. */
export function drawnArrows(theory: Theory, over: Over | undefined, whose: "all" | Whose): Drawn[] {
  if (!over) return theory.links.map((link) => ({ id: link.id, from: link.from_item, to: link.to_item, whose: "mine", by: "", link }));
  return wanted(lay(theory, over.theory), whose).map(({ from, to, whose: drew, mine, theirs }) => ({ id: mine?.id ?? `theirs:${theirs!.id}`, from, to, whose: drew, by: drew === "mine" ? "" : over.whose, link: (mine ?? theirs)! }));
}

/** Columns under one heading. */
export interface Stage {
  id: string;
  title: string;
  columns: Theory["columns"];
  items: Item[];
}

/** Columns with the same stage that stand beside each other share a heading. */
export function stagesOf(theory: Theory): Stage[] {
  const stages: Stage[] = [];
  for (const column of theory.columns) {
    const title = column.stage || column.title;
    const last = stages.at(-1);
    const items = theory.items.filter((item) => item.column === column.id);
    if (column.stage && last?.title === title) {
      last.columns.push(column);
      last.items.push(...items);
    } else stages.push({ id: `stage:${column.id}`, title, columns: [column], items });
  }
  return stages;
}

/** What stands under each heading; a column says its name where it shares the heading, a group where it begins. */
export function partsOf(stage: Stage): StageParts {
  const parts: StageParts["parts"] = [];
  for (const column of stage.columns) {
    if (stage.columns.length > 1) parts.push({ id: `sub:${column.id}`, kind: "sub" });
    let group = "";
    for (const item of stage.items.filter((one) => one.column === column.id)) {
      if (item.group && item.group !== group) parts.push({ id: `group:${item.id}`, kind: "group" });
      group = item.group;
      parts.push({ id: item.id, kind: "card" });
    }
  }
  return { id: stage.id, parts };
}

const words = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** Whether every word that is looked for stands in the item, its group or its note. */
export function hasWords(item: Item, search: string): boolean {
  const text = words(`${item.text} ${item.group} ${item.note}`);
  return words(search).split(/\s+/).every((word) => text.includes(word));
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const patterns = new WeakMap<Named, RegExp>();

/** Finds any of its names, each as words of their own. */
function pattern(named: Named): RegExp {
  const made = patterns.get(named) ?? new RegExp(`(?<![\\p{L}\\p{N}])(?:${[named.title, ...(named.also ?? [])].map(escaped).join("|")})(?![\\p{L}\\p{N}])`, "iu");
  patterns.set(named, made);
  return made;
}

/** Whether an item names a programme or a measure: by the lines it was read from, or by its words. */
export function names(named: Named, theory: Theory, item: Item): boolean {
  const uses = named.uses.filter((use) => use.authority === theory.authority && theory.authority !== "");
  return uses.some((use) => (use.lines ?? []).some((line) => item.lines.includes(line))) || pattern(named).test(item.text);
}

export function namedIn(all: Named[], theory: Theory, item: Item): Named[] {
  return all.filter((one) => names(one, theory, item));
}

export const NO_THEME = "(none)";

/** The themes that items of a theory carry, with how many items, most first; last, those that carry none. */
export function themeCounts(theory: Theory, coding: Coding): { id: string; title: string; count: number }[] {
  const carried = new Map<string, Set<string>>();
  const coded = new Set<string>();
  const there = new Set(theory.items.map((item) => item.id));
  for (const code of coding.codes) {
    if (code.theory !== theory.id || !there.has(code.item)) continue;
    coded.add(code.item);
    carried.set(code.theme, (carried.get(code.theme) ?? new Set()).add(code.item));
  }
  const found = coding.themes.map(({ id, title }) => ({ id, title, count: carried.get(id)?.size ?? 0 })).filter(({ count }) => count > 0);
  const none = theory.items.length - coded.size;
  return [...found.sort((a, b) => b.count - a.count), ...(coding.themes.length && none ? [{ id: NO_THEME, title: "No theme", count: none }] : [])];
}

/** The items that search and filters keep; `null` when nothing is asked for. */
export function kept(theory: Theory, coding: Coding, shipped: Shipped, search: string, filter: Filter): Set<string> | null {
  if (!search.trim() && !filter.theme && !filter.measure && !filter.programme) return null;
  const measure = shipped.measures.find((one) => one.id === filter.measure);
  const programme = shipped.programmes.find((one) => one.id === filter.programme);
  const themes = (item: string) => coding.codes.filter((code) => code.theory === theory.id && code.item === item).map((code) => code.theme);
  const carries = (item: string) => (filter.theme === NO_THEME ? themes(item).length === 0 : themes(item).includes(filter.theme));
  return new Set(theory.items.filter((item) => (!search.trim() || hasWords(item, search.trim())) && (!filter.theme || carries(item.id))
    && (!measure || names(measure, theory, item)) && (!programme || names(programme, theory, item))).map((item) => item.id));
}

export interface Path {
  items: Set<string>;
  before: number;
  after: number;
  /** Arrows between cards of the path. */
  arrows: Drawn[];
  /** How many others begin or end at a card of it. */
  others: number;
}

/** What leads to a card and what it leads to. */
export function pathOf(theory: Theory, arrows: Drawn[], item: string): Path {
  const whole = { ...theory, links: arrows.map(({ id, from, to }) => ({ id, from_item: from, to_item: to })) as Theory["links"] };
  const [before, after] = [reached(whole, item, "upstream"), reached(whole, item, "downstream")];
  const items = new Set([item, ...before, ...after]);
  const inside = arrows.filter(({ from, to }) => items.has(from) && items.has(to));
  const touching = arrows.filter(({ from, to }) => items.has(from) || items.has(to));
  before.delete(item);
  after.delete(item);
  return { items, before: before.size, after: after.size, arrows: inside, others: touching.length - inside.length };
}

/** What an arrow is called on screen: its number in the order in which they were drawn; another's has a sign. */
export function sign(theory: Theory, { id, whose }: Drawn): string {
  return whose === "theirs" ? "◇" : String(theory.links.findIndex((link) => link.id === id) + 1);
}
