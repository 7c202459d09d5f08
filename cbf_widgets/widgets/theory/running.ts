/** What the arrows imply: what is asked of the kernel, what it answers, and what it is called. No DOM. */
import type { Theory } from "./document";

/** A number that a run takes, as `datasets/theory_numbers.yaml` has it. */
export interface Assumed {
  name: string;
  title: string;
  value: number;
  least: number;
  most: number;
  step?: number;
  meaning: string;
  unit?: string;
}

export interface Cost {
  link: string;
  less: number;
  low: number;
  high: number;
  /** Whether these runs can't tell it from the largest, or it costs just as much run by run. */
  tied?: boolean;
  same?: boolean;
}

export interface Implied {
  lines: string[];
  /** Id of the column looked at. */
  column: string;
  reached: { item: string; in_100: number }[];
  costs: Cost[];
  numbers: Assumed[];
  runs: number;
  token: string;
}

export type Numbers = Record<string, number>;

/** What a run depends on; words that are typed don't change it. */
export function runKey(theory: Theory, numbers: Numbers): string {
  const links = theory.links.map(({ id, from_item, to_item, strength, confidence }) => [id, from_item, to_item, strength, confidence]);
  return JSON.stringify([theory.id, theory.items.map(({ id, column }) => [id, column]), theory.columns.map(({ id }) => id), links, numbers]);
}

export function without(numbers: Numbers, name: string): Numbers {
  const { [name]: _, ...rest } = numbers;
  return rest;
}

/** Numbers with one more set; one that is as it was at first isn't kept. */
export function withNumber(numbers: Numbers, name: string, value: number, usual: number | undefined): Numbers {
  return value === usual ? without(numbers, name) : { ...numbers, [name]: value };
}

/** Shares are shown and typed as hundredths. */
export const scale = ({ unit = "" }: Assumed) => (/^(in|of) 100$/.test(unit) ? 100 : 1);
const tidy = (n: number) => Math.round(n * 1e6) / 1e6;
export const shown = (one: Assumed, n = one.value) => tidy(n * scale(one));

/** A typed number held within what it may be, whole where it must be; nothing when it isn't one. */
export function held(typed: number, one: Assumed): number | null {
  if (!Number.isFinite(typed)) return null;
  const within = Math.min(Math.max(tidy(typed / scale(one)), one.least), one.most);
  return one.step === 1 ? Math.round(within) : within;
}

/** How far a number may go, in words; nothing where there is hardly an end. */
export function range(one: Assumed): string {
  return one.most > 1e9 ? "" : `${shown(one, one.least).toLocaleString("en-GB")} to ${shown(one, one.most).toLocaleString("en-GB")}`;
}

const whole = (n: number) => (Math.abs(n) > 0 && Math.abs(n) < 1 ? "less than 1" : String(Math.round(Math.abs(n))));

/** What the failure of an assumption costs, in words, with how sure that is. */
export function costWords({ less, low, high }: Cost): string {
  if (low <= 0) return `No difference can be made out (from ${low < 0 ? `${whole(low)} more` : "0"} to ${whole(high)} fewer)`;
  return `${whole(less)} fewer of 100 (${whole(low)} to ${whole(high)})`;
}

/** Those that cost something, in the kernel's order, each with its place: one that can't be told from the first is first too. */
export function ranked(costs: Cost[]): { cost: Cost; place: number; beside: string }[] {
  const some = costs.filter(({ less, low, high }) => less !== 0 || low !== 0 || high !== 0);
  return some.map((cost, i) => ({
    cost, place: cost.tied || cost.same ? 1 : i + 1,
    beside: cost.same ? "Just as much as the first: without another way, a chain holds only if each of its arrows does."
      : cost.tied ? "These runs can’t tell it from the first." : "",
  }));
}
