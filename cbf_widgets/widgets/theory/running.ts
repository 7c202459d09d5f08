/** What the arrows imply: what is asked of the kernel, what it answers, and what it is called. No DOM. */
import type { Theory } from "./document";

export interface Assumed {
  name: string;
  title: string;
  value: number;
  least: number;
  most: number;
  meaning: string;
}

export interface Implied {
  lines: string[];
  reached: { item: string; in_100: number }[];
  costs: { link: string; less: number; low: number; high: number }[];
  numbers: Assumed[];
  seed: number;
  runs: number;
  contacts: number;
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

/** A typed number held within what it may be; nothing when it isn't one. */
export function held(typed: number, least: number, most: number): number | null {
  return Number.isFinite(typed) ? Math.min(Math.max(typed, least), most) : null;
}

const whole = (n: number) => (Math.abs(n) > 0 && Math.abs(n) < 1 ? "less than 1" : String(Math.round(Math.abs(n))));

/** What the failure of an assumption costs, in words, with how sure that is. */
export function costWords({ less, low, high }: { less: number; low: number; high: number }): string {
  if (less === 0 && low === 0 && high === 0) return "Nothing: no run reached them through it";
  if (low <= 0) return `No difference can be made out (from ${low < 0 ? `${whole(low)} more` : "0"} to ${whole(high)} fewer)`;
  return `${whole(less)} fewer in 100 (${whole(low)} to ${whole(high)})`;
}

/** The dearest first; of two that cost alike the surer one. */
export function ranked(costs: Implied["costs"]): Implied["costs"] {
  return [...costs].sort((a, b) => b.less - a.less || b.low - a.low);
}
