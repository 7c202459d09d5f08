/** A plan of effort set by hand, phase by phase. Numbers in, numbers out; no DOM. */
import type { Plan, Study } from "./document";

export type Phase = Plan["phases"][number];

export const MOST_PHASES = 12;
/** The least part of all contacts that a phase takes. */
const LEAST = 0.01;

const clamp = (x: number, least: number, most: number) => Math.min(Math.max(x, least), most);

/** What is to be edited: the plan's phases, or one in which every step has its effort of now. */
export function phasesOf({ plan, network }: Pick<Study, "plan" | "network">): Phase[] {
  return plan?.phases ?? [{ share: 1, effort: network.steps.map((step) => step.effort) }];
}

export const ownPlan = (phases: Phase[]): Plan => ({ id: "own", title: "set by hand", phases });

/** One phase's part of all contacts; the others give way in proportion, so that all make 1. */
export function withShare(phases: readonly Phase[], at: number, share: number): Phase[] {
  const others = phases.length - 1;
  if (others === 0) return [...phases];
  const mine = clamp(share, LEAST, 1 - others * LEAST);
  const spare = phases.reduce((sum, phase, i) => sum + (i === at ? 0 : Math.max(phase.share - LEAST, 0)), 0);
  const room = 1 - mine - others * LEAST;
  return phases.map((phase, i) => ({ ...phase, share: i === at ? mine : LEAST + (spare > 0 ? (room * Math.max(phase.share - LEAST, 0)) / spare : room / others) }));
}

export function withEffort(phases: readonly Phase[], at: number, step: number, effort: number): Phase[] {
  return phases.map((phase, i) => (i === at ? { ...phase, effort: phase.effort.map((old, k) => (k === step ? clamp(effort, 0, 1) : old)) } : phase));
}

/** The last phase, cut in two. */
export function withOneMore(phases: readonly Phase[]): Phase[] {
  const last = phases.at(-1);
  if (!last || phases.length >= MOST_PHASES) return [...phases];
  return [...phases.slice(0, -1), { ...last, share: last.share / 2 }, { ...last, share: last.share / 2 }];
}

/** One phase less; the others take its contacts. */
export function without(phases: readonly Phase[], at: number): Phase[] {
  if (phases.length < 2) return [...phases];
  const left = phases.filter((_, i) => i !== at);
  const sum = left.reduce((all, { share }) => all + share, 0);
  return left.map((phase) => ({ ...phase, share: sum > 0 ? phase.share / sum : 1 / left.length }));
}

/** To the nearest whole number, and from the middle to the even one, as the kernel does. */
function whole(x: number): number {
  const down = Math.floor(x);
  return x - down === 0.5 ? down + (down % 2) : Math.round(x);
}

/** How many contacts each phase takes, cut where the kernel cuts. */
export function contactsOf(phases: readonly Phase[], contacts: number): number[] {
  let [sum, before] = [0, 0];
  return phases.map(({ share }) => {
    sum += share;
    const end = whole(sum * contacts);
    const count = end - before;
    before = end;
    return count;
  });
}

/** Of all contacts and steps together. */
export function meanEffort(phases: readonly Phase[], contacts: number): number {
  const counts = contactsOf(phases, contacts);
  return phases.reduce((sum, { effort }, i) => sum + (counts[i]! * effort.reduce((all, one) => all + one, 0)) / effort.length, 0) / contacts;
}

const inHundred = (phases: readonly Phase[], contacts: number) => Math.round(1000 * meanEffort(phases, contacts)) / 10;

/** The mean effort in words, that of a setting kept beside it too. */
export function effortWords(study: Pick<Study, "plan" | "network" | "contacts" | "beside">): string[] {
  const now = `Mean effort: ${inHundred(phasesOf(study), study.contacts)} of 100.`;
  const { beside } = study;
  const kept = beside.kind === "kept" ? ` ${beside.title}: ${inHundred(phasesOf(beside), study.contacts)} of 100.` : "";
  return [now + kept, "Two plans are compared at equal total effort only when their means are equal."];
}
