/** What the comparison says in words: counts, cells, lines, headlines. No DOM. */
import { capital, inWords, lineWords, some } from "../shared/counting";
import { byLane, cellOf, NO_THEME, type Counted, type Entry, type Measure, type Use } from "./counting";

export function laneWords(entries: Entry[], lanes: string[]): string {
  const counts = byLane(entries, lanes.length);
  return lanes.flatMap((lane, i) => (counts[i] ? [`${lane.toLowerCase()} ${counts[i]}`] : [])).join(", ");
}

/** How many are in the template's wording. */
export const sharedIn = (entries: Entry[]) => entries.filter(({ shared }) => shared).length;

/** On which pages the template's words are shared: those that are compared, others, or both; how many items each. */
export function hatchedWords(entries: Entry[]): string {
  const pages = new Map<string, Set<string>>();
  for (const { shared, theory } of entries) if (shared) pages.set(shared, (pages.get(shared) ?? new Set()).add(theory));
  const here = entries.filter(({ shared }) => (pages.get(shared)?.size ?? 0) > 1).length;
  const elsewhere = sharedIn(entries) - here;
  return [here && `on two or more of these pages (${here})`, elsewhere && `on a page that isn’t compared here (${elsewhere})`].filter(Boolean).join(" or ");
}

/** A cell, a row or a column as one hears it. */
export function cellWords(entries: Entry[], lanes: string[]): string {
  if (entries.length === 0) return "no item";
  const shared = sharedIn(entries);
  return `${some(entries.length, "item")}: ${laneWords(entries, lanes)}${shared ? `; ${shared} in the template’s wording` : ""}`;
}

/** Where in the guide it stands; nothing of what is one's own. */
export const guideWords = (lines: number[]) => (lines.length ? `guide, ${lineWords(lines)}` : "");

export function heading(n: number): string {
  return `${capital(inWords(n))} theories, side by side`;
}

const listed = new Intl.ListFormat("en-GB");

/** Which theories are compared, of how many there are: all, all but a few, or each by its title. */
export function whichWords(titles: string[], all: number): string {
  return titles.length === all ? `all ${inWords(all)} that are here` : listed.format(titles);
}

/** What the foot of the matrix comes to. */
export function headline(counted: Counted, measured: Map<string, Use[]>): string {
  const themes = counted.themes.filter(({ id }) => id !== NO_THEME.id);
  const without = themes.filter(({ id }) => !measured.get(id)?.length).length;
  if (themes.length === 0) return "This codebook has no theme yet.";
  if (without === 0) return "For every theme, some page names a scale or questionnaire.";
  if (without === themes.length) return "For no theme does any page name a scale or questionnaire.";
  return `For ${inWords(without)} of the ${inWords(themes.length)} themes, no page names a scale or questionnaire.`;
}

/** A measure by the shortest of its names. */
export function measureName(measure: string, measures: Measure[]): string {
  const one = measures.find(({ id, title }) => id === measure || title === measure);
  return one ? [one.title, ...(one.also_called ?? [])].reduce((best, name) => (name.length < best.length ? name : best)) : measure;
}

/** What is said of a measure: its whole name, what it measures, who fills it in, how it stands. */
export function measureWords(measure: string, measures: Measure[]): string {
  const one = measures.find(({ id, title }) => id === measure || title === measure);
  if (!one) return "";
  const standing = one.standing && one.standing !== "not said" ? `${capital(one.standing)}, by the guide.` : "";
  return [one.measures ?? one.about, one.filled_in_by && `Filled in by: ${one.filled_in_by}.`, standing].filter(Boolean).join(" ");
}

/** Whether a measure is somebody's own, or not ready: drawn hollow. */
export function unsettled(measure: string, measures: Measure[]): boolean {
  const standing = measures.find(({ id, title }) => id === measure || title === measure)?.standing ?? "";
  return /own|development/.test(standing);
}

/** What a screen reader hears of a cell that was moved to or chosen. */
export function spot(counted: Counted, theory: string, theme: string): string {
  const title = (all: { id: string; title: string }[], id: string) => all.find((one) => one.id === id)?.title ?? id;
  return `${title(counted.theories, theory)}, ${title(counted.themes, theme)}: ${cellWords(cellOf(counted, theory, theme), counted.lanes)}`;
}
