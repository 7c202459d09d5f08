/** What one view shows beside the study, and what it can do. No DOM. */
import { capital, inWords } from "../shared/counting";
import { edgeOf, type Facts, type Reason } from "./facts";
import type { Assumption, Study } from "./document";
import type { Action, Scope } from "./state";

export type Panel = "presets" | "history" | "save" | "open" | "export" | "keys" | null;

export interface View {
  scope: Scope;
  panel: Panel;
}

export interface Hands {
  /** As it stands on screen, a slider's move included. */
  study: Study;
  facts: Facts;
  abouts: Assumption[];
  scope: Scope;
  contact: number;
  playing: boolean;
  /** Carry out an action as one named step. */
  act: (action: Action) => void;
  /** Show what an action would bring about, without doing it. */
  attempt: (action: Action) => void;
  settle: () => void;
  choose: (scope: Scope, said?: string) => void;
  seek: (contact: number) => void;
  showRun: (run: number) => void;
}

export interface Pulse {
  edge: number;
  reason: Reason;
}

/** Advances of a contact that were caught, with the arrow that they came along. */
export function pulses(facts: Facts, contact: number): Pulse[] {
  return facts.run.reasons.filter((reason) => reason.contact === contact && reason.caught_from !== null)
    .map((reason) => ({ edge: edgeOf(facts, reason.caught_from!, reason.step), reason }))
    .filter(({ edge }) => edge >= 0);
}

/** Where pulses are at a time: on their way to the next contact, or shown as they came to this one. */
export function travelling(time: number): { contact: number; share: number } {
  const before = Math.floor(time + 1e-9);
  const share = time - before;
  return share < 1e-6 ? { contact: before, share: 0.74 } : { contact: before + 1, share };
}

export function heading({ steps, edges }: Pick<Facts, "steps" | "edges">): string {
  if (steps === 1) return "One step, by itself";
  const helps = edges.some(({ from, to, weight }) => weight > 0 && from !== to);
  return `${capital(inWords(steps))} steps${helps ? " carry one another along" : ", each on its own"}`;
}

/** A text in its sentences. */
export function sentences(text: string): string[] {
  return text.split(/(?<=[.!?]) (?=[^a-z0-9])/);
}

/** Whether a sentence only adds a number to the one before. */
export const isChance = (text: string) => /^Its chance /.test(text);

/** People count runs from 1; the kernel from 0. */
export const runName = (number: number) => `Run ${(number + 1).toLocaleString("en-GB")}`;

export function contactWords(facts: Facts, contact: number): string {
  return `Contact ${contact} of ${facts.contacts}. ${facts.run.words[contact] ?? ""}`;
}

export function runWords(total: number, ruptures: number): string {
  return `${total}, ${ruptures === 0 ? "no rupture" : ruptures === 1 ? "1 rupture" : `${ruptures} ruptures`}`;
}

/** Without a sign, to a tenth: 8.9 loops. */
const loops = (x: number) => `${(Math.round(Math.abs(x) * 10) / 10).toLocaleString("en-GB")} loop${Math.abs(x) === 1 ? "" : "s"}`;

/** The paired difference at the end, with its interval, in words. */
export function differenceWords({ mean, low, high }: { mean: number; low: number; high: number }, label: string): string {
  if (mean === 0 && low === 0 && high === 0) return `On the same draws, runs end just as high ${label}.`;
  if (low <= 0 && high >= 0) {
    return `On the same draws, no difference from ${label} can be made out: from ${loops(low)} lower to ${loops(high)} higher (95 % interval).`;
  }
  const [near, far] = [Math.min(Math.abs(low), Math.abs(high)), Math.max(Math.abs(low), Math.abs(high))].map((x) => loops(x).split(" ")[0]);
  return `On the same draws, runs end ${loops(mean)} ${mean > 0 ? "higher" : "lower"} on average than ${label} (95 % interval: ${near} to ${far}).`;
}
