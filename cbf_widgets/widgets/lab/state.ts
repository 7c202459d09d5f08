/** What a gesture means: `reduce(study, action)` gives the new study and the name of the step. No DOM. */
import {
  besideName, EDGE_VALUES, labelOf, newEdge, sameEdge,
  type Assumption, type Beside, type Edge, type EdgeValue, type GraphValue, type Network, type Plan, type Step, type StepValue, type Study,
} from "./document";

/** Which step or arrow a number is for; none means all. */
export interface Scope {
  step?: string | undefined;
  edge?: readonly [string, string] | undefined;
}

export type Action =
  | { type: "set"; about: Assumption; value: number; scope?: Scope }
  | { type: "reset"; about: Assumption; scope?: Scope }
  | { type: "resetAll" }
  | { type: "join"; from: string; to: string }
  | { type: "part"; from: string; to: string }
  | { type: "whole"; name: "contacts" | "runs" | "seed"; value: number }
  | { type: "plan"; plan: Plan | null }
  | { type: "beside"; beside: Beside }
  | { type: "keep"; title: string }
  | { type: "preset"; title: string; study: Study }
  | { type: "retitle"; title: string };

export interface Edit {
  study: Study;
  name: string;
  /** Edits in a row with the same key are one step of the history. */
  key?: string;
}

/** What Python's `Study` takes. */
export const LIMITS = { contacts: [1, 1000], runs: [1, 100_000], seed: [0, 2 ** 53 - 1] } as const;
const MOST_CELLS = 100_000_000;
const MOST_EDGES = 2000;
const INTEGERS = new Set<string>(["level", "floor", "loops"]);

/** Apply an action; an action that changes nothing gives `null`. */
export function reduce(study: Study, action: Action): Edit | null {
  switch (action.type) {
    case "set": return set(study, action.about, action.value, action.scope ?? {});
    case "reset": return reset(study, action.about, action.scope ?? {});
    case "resetAll": return changed(study, { network: study.start, plan: null }, "Everything back to the start");
    case "join": return join(study, action.from, action.to);
    case "part": return part(study, action.from, action.to);
    case "whole": return whole(study, action.name, action.value);
    case "plan": return changed(study, { plan: action.plan }, action.plan ? `Plan: ${action.plan.title}` : "No plan: the same effort throughout", "plan");
    case "beside": return changed(study, { beside: action.beside }, besideName(action.beside) ? `Beside it: ${besideName(action.beside)}` : "Nothing beside it", "beside");
    case "keep": return keep(study, action.title);
    case "preset": return changed(study, action.study, `Preset: ${action.title}`);
    case "retitle": return changed(study, { title: [...action.title.replace(/[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/gu, " ")].slice(0, 200).join("") }, "Renamed", "title");
  }
}

function changed(study: Study, fields: Partial<Study>, name: string, key?: string): Edit | null {
  const after = { ...study, ...fields };
  if (JSON.stringify(after) === JSON.stringify(study)) return null;
  return key === undefined ? { study: after, name } : { study: after, name, key };
}

const clamp = (x: number, least: number, most: number) => Math.min(Math.max(x, least), most);
/** To a millionth, so that sliders leave no tails of decimals. */
const tidy = (x: number) => Math.round(x * 1e6) / 1e6;

function within(about: Assumption, value: number): number {
  const inside = clamp(value, about.least, about.most);
  return INTEGERS.has(about.name) ? Math.round(inside) : tidy(inside);
}

/** The number that most steps have: what a slider for all of them shows. */
export function usual(numbers: number[]): number {
  const counts = new Map<number, number>();
  for (const n of numbers) counts.set(n, (counts.get(n) ?? 0) + 1);
  return [...counts].reduce((best, one) => (one[1] > best[1] ? one : best), [0, 0])[0];
}

/** Arrows that were there at the start, with their numbers of then. */
function pairs(study: Study, name: EdgeValue): [number, number][] {
  return study.network.edges.flatMap((edge): [number, number][] => {
    const then = study.start.edges.find((one) => sameEdge(one, [edge.from_step, edge.to_step]))?.[name];
    return then ? [[edge[name], then]] : [];
  });
}

/** How many times its number at the start most arrows have. */
export function factor(study: Study, name: EdgeValue): number {
  const found = pairs(study, name);
  return found.length ? usual(found.map(([now, then]) => Math.round((1000 * now) / then) / 1000)) : 1;
}

/** The most that a factor can be before the first arrow stops at its limit, but never less than 2. */
export function mostFactor(study: Study, about: Assumption): number {
  const largest = Math.max(0, ...study.start.edges.map((edge) => edge[about.name as EdgeValue]));
  return largest > 0 ? Math.max(2, Math.floor((10 * about.most) / largest) / 10) : 2;
}

function set(study: Study, about: Assumption, value: number, scope: Scope): Edit | null {
  if (!Number.isFinite(value)) return null;
  const next = about.on === "graph" ? graph(study, about, value) : about.on === "step" ? steps(study, about, value, scope) : edges(study, about, value, scope);
  const whose = scope.step !== undefined && about.on === "step" ? ` of ${labelOf(study.network, scope.step)}`
    : scope.edge && about.on === "edge" ? ` from ${labelOf(study.network, scope.edge[0])} to ${labelOf(study.network, scope.edge[1])}` : "";
  const all = about.on === "edge" && !scope.edge;
  return changed(study, { network: next }, `${about.title}${whose}: ${all ? times(value) : inUnits(about, within(about, value))}`, `${about.name}:${scope.step ?? ""}:${scope.edge?.join(">") ?? ""}`);
}

function graph(study: Study, about: Assumption, value: number): Network {
  const next = { ...study.network, [about.name as GraphValue]: within(about, value) };
  return { ...next, steps: next.steps.map((step) => sound(step, next.loops)) };
}

/** A step whose level is at most the loops, and whose floor is at most its level. */
function sound(step: Step, loops: number): Step {
  const level = Math.min(step.level, loops);
  return level === step.level && step.floor <= level ? step : { ...step, level, floor: Math.min(step.floor, level) };
}

function steps({ network, start }: Study, about: Assumption, value: number, scope: Scope): Network {
  const name = about.name as StepValue;
  const before = (step: Step) => start.steps.find((one) => one.node === step.node)?.[name] ?? step[name];
  const ref = usual(network.steps.map(before));
  /** All move in proportion to the start; where that is 0, together. */
  const shared = (step: Step) => (INTEGERS.has(name) || before(step) === ref ? value : ref > 0 ? (value * before(step)) / ref : before(step) + value);
  const next = network.steps.map((step) => {
    if (scope.step !== undefined && step.node !== scope.step) return step;
    const number = within(about, scope.step === undefined ? shared(step) : value);
    if (name === "floor") return sound({ ...step, floor: Math.min(number, network.loops), level: clamp(step.level, number, network.loops) }, network.loops);
    return sound({ ...step, [name]: number }, network.loops);
  });
  return { ...network, steps: next };
}

function edges({ network, start }: Study, about: Assumption, value: number, scope: Scope): Network {
  const name = about.name as EdgeValue;
  const next = network.edges.map((edge): Edge => {
    if (scope.edge) return sameEdge(edge, scope.edge) ? { ...edge, [name]: within(about, value) } : edge;
    const then = start.edges.find((one) => sameEdge(one, [edge.from_step, edge.to_step]));
    return then ? { ...edge, [name]: within(about, then[name] * Math.max(value, 0)) } : edge;
  });
  return { ...network, edges: next };
}

function reset(study: Study, about: Assumption, scope: Scope): Edit | null {
  const { network, start } = study;
  const name = about.name;
  const stepThen = (step: Step) => start.steps.find((one) => one.node === step.node) ?? step;
  const edgeThen = (edge: Edge) => start.edges.find((one) => sameEdge(one, [edge.from_step, edge.to_step])) ?? edge;
  const mine = (edge: Edge) => !scope.edge || sameEdge(edge, scope.edge);
  const next = about.on === "graph" ? { ...network, [name]: start[name as GraphValue] }
    : about.on === "edge" ? { ...network, edges: network.edges.map((edge) => (mine(edge) ? { ...edge, [name]: edgeThen(edge)[name as EdgeValue] } : edge)) }
    : { ...network, steps: network.steps.map((step) => (scope.step === undefined || step.node === scope.step ? back(step, stepThen(step), name as StepValue) : step)) };
  return changed(study, { network: { ...next, steps: next.steps.map((step) => sound(step, next.loops)) } }, `${about.title} back to the start`);
}

/** A step with one number of the start; level and floor keep their order. */
function back(step: Step, then: Step, name: StepValue): Step {
  const one = { ...step, [name]: then[name] };
  return name === "floor" ? { ...one, level: Math.max(one.level, one.floor) } : one;
}

function join(study: Study, from: string, to: string): Edit | null {
  const { steps: all, edges: drawn } = study.network;
  const order = (node: string) => all.findIndex((step) => step.node === node);
  if (order(from) < 0 || order(to) < 0 || drawn.length >= MOST_EDGES || drawn.some((edge) => sameEdge(edge, [from, to]))) return null;
  const was = study.start.edges.find((edge) => sameEdge(edge, [from, to]));
  const next = [...drawn, was ?? { ...newEdge(from, to), contagion: 0.1 }]
    .sort((a, b) => order(a.from_step) - order(b.from_step) || order(a.to_step) - order(b.to_step));
  return changed(study, { network: { ...study.network, edges: next } }, `An arrow from ${labelOf(study.network, from)} to ${labelOf(study.network, to)}`);
}

function part(study: Study, from: string, to: string): Edit | null {
  const next = study.network.edges.filter((edge) => !sameEdge(edge, [from, to]));
  return changed(study, { network: { ...study.network, edges: next } }, `No arrow from ${labelOf(study.network, from)} to ${labelOf(study.network, to)}`);
}

function whole(study: Study, name: "contacts" | "runs" | "seed", value: number): Edit | null {
  if (!Number.isFinite(value)) return null;
  const [least, most] = LIMITS[name];
  const others = { contacts: study.runs, runs: study.contacts, seed: 0 }[name] * study.network.steps.length;
  const number = clamp(Math.round(value), least, others ? Math.max(least, Math.min(most, Math.floor(MOST_CELLS / others))) : most);
  return changed(study, { [name]: number }, `${{ contacts: "Contacts", runs: "Runs", seed: "Seed" }[name]}: ${number.toLocaleString("en-GB")}`, name);
}

function keep(study: Study, title: string): Edit | null {
  const beside: Beside = { kind: "kept", title: title.trim().slice(0, 200) || "the setting kept", network: study.network, plan: study.plan };
  return changed(study, { beside }, `Kept to compare: ${beside.title}`);
}

/** A number as people say it: 6 in 100, loop 2. */
export function inUnits(about: Assumption, value: number): string {
  if (!isShare(about)) return about.unit ? `${value} ${about.unit}` : String(value);
  return `${hundredths(value)} ${about.unit}`;
}

/** Whether a number is a share, said of 100. */
export function isShare(about: Assumption): boolean {
  return /(in|of) 100$/.test(about.unit);
}

/** A share as a number of 100, with as many decimals as it needs, at most two. */
export function hundredths(value: number): number {
  return Math.round(value * 1e4) / 100;
}

export function times(value: number): string {
  return `× ${Math.round(value * 100) / 100}`;
}

/** What the control of an assumption shows. */
export interface Reading {
  value: number;
  least: number;
  /** Where the slider ends. */
  most: number;
  /** What can be typed. */
  limit: number;
  step: number;
  /** The value in words. */
  words: string;
  /** Whether it differs from the start. */
  moved: boolean;
  /** Steps that have another number, in words. */
  others: string[];
  /** A factor over all arrows instead of a number. */
  factor: boolean;
}

export function reading(study: Study, about: Assumption, scope: Scope): Reading {
  if (about.on === "graph") return plain(about, study.network[about.name as GraphValue], study.start[about.name as GraphValue]);
  return about.on === "edge" ? edgeReading(study, about, scope) : stepReading(study, about, scope);
}

function plain(about: Assumption, value: number, then: number | undefined, highest = about.most): Reading {
  const { least, step } = about;
  // A slider's end gives way to a number that was typed beyond it.
  const most = Math.max(Math.min(about.slider ?? highest, highest), value);
  return { value, least, most, limit: highest, step, words: inUnits(about, value), moved: then !== undefined && then !== value, others: [], factor: false };
}

function stepReading({ network, start }: Study, about: Assumption, scope: Scope): Reading {
  const name = about.name as StepValue;
  const most = name === "level" || name === "floor" ? network.loops : about.most;
  const then = (node: string) => start.steps.find((one) => one.node === node)?.[name];
  const chosen = network.steps.find((step) => step.node === scope.step);
  if (chosen) return plain(about, chosen[name], then(chosen.node), most);
  const value = usual(network.steps.map((step) => step[name]));
  const others = network.steps.filter((step) => step[name] !== value).map((step) => `${step.label}: ${inUnits(about, step[name]).replace(/ (in|of) 100$/, "")}`);
  return { ...plain(about, value, undefined, most), others, moved: network.steps.some((step) => step[name] !== (then(step.node) ?? step[name])) };
}

function edgeReading(study: Study, about: Assumption, scope: Scope): Reading {
  const name = about.name as EdgeValue;
  const chosen = scope.edge && study.network.edges.find((edge) => sameEdge(edge, scope.edge!));
  if (chosen) return plain(about, chosen[name], study.start.edges.find((edge) => sameEdge(edge, scope.edge!))?.[name]);
  const value = factor(study, name);
  const own = pairs(study, name).filter(([now, then]) => Math.abs(now - within(about, then * value)) > 2e-3).length;
  const others = own ? [`${own} arrow${own === 1 ? " has" : "s have"} a number of ${own === 1 ? "its" : "their"} own`] : [];
  return { value, least: 0, most: mostFactor(study, about), limit: mostFactor(study, about), step: 0.05, words: times(value), moved: value !== 1 || own > 0, others, factor: true };
}

/** A scope without what the study doesn't hold (any more). */
export function fitting(scope: Scope, study: Study): Scope {
  const step = study.network.steps.some((one) => one.node === scope.step) ? scope.step : undefined;
  return { step, edge: scope.edge && study.network.edges.some((one) => sameEdge(one, scope.edge!)) ? scope.edge : undefined };
}

/** All of an arrow's numbers in words. */
export function edgeWords(edge: Edge, abouts: Assumption[]): string {
  return EDGE_VALUES.map((name) => `${name} ${inUnits(abouts.find((one) => one.name === name) ?? ({ unit: "in 100" } as Assumption), edge[name])}`).join(", ");
}
