/** What the comparison shows and what is chosen in it. No DOM. */
import { capital } from "../shared/counting";
import { chosenEntries, ordered, withoutWording, type Comparison, type Counted, type Entry, type RowOrder, type Statement, type ThemeOrder, type Use } from "./counting";
import { cellWords, heading, spot } from "./countwords";
import type { Hands } from "./view";

/** A cell, a row, a column, all of it, what is measured in one of them, a sentence, or one item. */
export interface Chosen {
  theory?: string;
  theme?: string;
  measured?: boolean;
  says?: string;
  item?: string;
}

export interface Looking {
  wording: "shown" | "out";
  rows: RowOrder;
  themes: ThemeOrder;
  arranged: "theme" | "column";
  chosen: Chosen | null;
}

export const AT_FIRST: Looking = { wording: "shown", rows: "name", themes: "codebook", arranged: "theme", chosen: null };

/** What every part of the comparison has in hand. */
export interface Seen {
  hands: Hands;
  comparison: Comparison;
  /** All that is compared. */
  whole: Counted;
  /** What is shown of it, in the order in which it is shown. */
  counted: Counted;
  measured: Map<string, Use[]>;
  /** Whether the kernel's sentences were said of what is shown. */
  fresh: boolean;
  looking: Looking;
  look: (change: Partial<Looking>, said?: string) => void;
  /** Choose, and say what was chosen; `enter` goes on to read it. */
  choose: (chosen: Chosen | null, enter?: boolean) => void;
  recode: (entry: Entry) => void;
}

export function arranged(whole: Counted, { wording, rows, themes }: Looking): Counted {
  return ordered(wording === "out" ? withoutWording(whole) : whole, rows, themes);
}

export function same(one: Chosen | null, other: Chosen | null): boolean {
  if (!one || !other) return one === other;
  return one.theory === other.theory && one.theme === other.theme && !!one.measured === !!other.measured && one.says === other.says && one.item === other.item;
}

/** What is chosen, without what isn't there any more. */
export function standing(chosen: Chosen | null, counted: Counted, statements: Statement[]): Chosen | null {
  if (!chosen) return null;
  const there = (all: { id: string }[], id: string | undefined) => id === undefined || all.some((one) => one.id === id);
  const sound = there(counted.theories, chosen.theory) && there(counted.themes, chosen.theme)
    && (chosen.says === undefined || statements.some(({ says }) => says === chosen.says)) && (chosen.item === undefined || counted.entries.has(chosen.item));
  return sound ? chosen : null;
}

const usesOf = (measured: Map<string, Use[]>, { theory, theme }: Chosen) => [...measured].flatMap(([id, uses]) => (theme === undefined || theme === id ? uses.filter((use) => theory === undefined || use.theory === theory) : []));

/** The items that a choice rests on. */
export function entriesOf(chosen: Chosen, { counted, comparison, measured }: Pick<Seen, "counted" | "comparison" | "measured">): Entry[] {
  const found = (keys: Iterable<string>) => [...new Set(keys)].flatMap((key) => counted.entries.get(key) ?? []);
  if (chosen.item !== undefined) return found([chosen.item]);
  if (chosen.says !== undefined) return found(comparison.statements.find(({ says }) => says === chosen.says)?.items ?? []);
  if (chosen.measured) return found(usesOf(measured, chosen).flatMap(({ items }) => items));
  return chosenEntries(counted, chosen.theory, chosen.theme);
}

/** The measures that a choice is about, with the theories that name them. */
export function measuresOf(chosen: Chosen, measured: Map<string, Use[]>, comparison: Comparison): { measure: string; theories: string[] }[] {
  if (!chosen.measured) return [];
  if (chosen.theme === undefined) {
    const all = comparison.measures.filter(({ theories }) => chosen.theory === undefined || theories.includes(chosen.theory));
    return chosen.theory === undefined ? all : all.map(({ measure }) => ({ measure, theories: [chosen.theory!] }));
  }
  const found = new Map<string, string[]>();
  for (const { measure, theory } of usesOf(measured, chosen)) found.set(measure, [...new Set([...(found.get(measure) ?? []), theory])]);
  return [...found].map(([measure, theories]) => ({ measure, theories }));
}

export const titleOf = (all: { id: string; title: string }[], id: string) => all.find((one) => one.id === id)?.title ?? id;

/** What is chosen, as a heading of one or two lines. */
export function chosenTitle({ theory, theme, measured, says, item }: Chosen, counted: Counted): string[] {
  if (says !== undefined) return [says];
  if (item !== undefined) return [titleOf(counted.theories, item.split("/")[0]!)];
  const names = [...(theory === undefined ? [] : [titleOf(counted.theories, theory)]), ...(theme === undefined ? [] : [titleOf(counted.themes, theme)])];
  if (measured) return [...names, "What it is measured with"];
  return names.length ? names : [heading(counted.theories.length)];
}

/** The same for the ear, with the counts. */
export function chosenWords(chosen: Chosen, seen: Pick<Seen, "counted" | "comparison" | "measured">): string {
  const { theory, theme, measured } = chosen;
  if (theory !== undefined && theme !== undefined && !measured) return spot(seen.counted, theory, theme);
  const title = chosenTitle(chosen, seen.counted).join(", ");
  return `${title}${/[.?!]$/.test(title) ? "" : ":"} ${capital(cellWords(entriesOf(chosen, seen), seen.counted.lanes))}`;
}

/** Sentences of the kernel that a choice calls for. */
export function saidOf({ theory, theme, says, item, measured }: Chosen, statements: Statement[]): Statement[] {
  if (says !== undefined) return statements.filter((one) => one.says === says);
  if (item !== undefined || theme === undefined) return [];
  const kinds = measured ? ["unmeasured", "gap"] : ["gap", "only", "unmeasured"];
  return statements.filter((one) => one.theme === theme && kinds.includes(one.kind) && (theory === undefined ? one.theories.length !== 1 : one.theories.length === 0 || one.theories.includes(theory)));
}

/** How many may be chosen; more than that can be compared from Python. */
export const MOST = 12;
export const FEWEST = 2;

/** The theories compared: those named, else all, as the kernel takes it. */
export function comparedOf({ view, theories }: Pick<Hands, "view" | "theories">): string[] {
  const known = theories.map(({ id }) => id);
  const named = known.filter((id) => view.compared.includes(id));
  return named.length >= FEWEST ? named : known;
}
