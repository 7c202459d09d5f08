/** A study as the front end holds it: the same fields as `cbf_widgets/simulation/study.py`. */
import { some } from "../shared/counting";

export type StepValue = "uptake" | "effort" | "slip" | "ratchet" | "level" | "floor";
export type EdgeValue = "contagion" | "readiness" | "support";
export type WholeValue = "contacts" | "runs" | "seed";
export type GraphValue = "rupture" | "repair" | "loops";
export const EDGE_VALUES: EdgeValue[] = ["contagion", "readiness", "support"];

export type Step = { node: string; label: string; kind: string } & Record<StepValue, number>;
export type Edge = { from_step: string; to_step: string; source: string } & Record<EdgeValue, number>;
export type Network = { steps: Step[]; edges: Edge[] } & Record<GraphValue, number>;

export interface Plan {
  id: string;
  title: string;
  phases: { share: number; effort: number[] }[];
  about?: string;
}

export type Beside =
  | { kind: "none" }
  | { kind: "without"; names: string[] }
  | { kind: "kept"; title: string; network: Network; plan: Plan | null };

export interface Study {
  title: string;
  kinds: string[];
  network: Network;
  /** What reset goes back to. */
  start: Network;
  contacts: number;
  runs: number;
  seed: number;
  plan: Plan | null;
  beside: Beside;
}

/** One kind of number that the model asks for, as the kernel explains it. */
export interface Assumption {
  name: StepValue | EdgeValue | GraphValue | WholeValue;
  title: string;
  on: "step" | "edge" | "graph" | "study";
  least: number;
  most: number;
  step: number;
  /** How far a slider goes; a field takes all up to `most`. */
  slider?: number;
  meaning: string;
  unit: string;
  source: string;
}

export interface Preset {
  id: string;
  title: string;
  shows: string;
  /** How its numbers were chosen. */
  chosen?: string;
  turned_round_by: string;
  study: Study;
}

const NO_STEP: Step = { node: "", label: "", kind: "", uptake: 0, effort: 1, slip: 0, ratchet: 0, level: 0, floor: 0 };
const NO_EDGE: Edge = { from_step: "", to_step: "", contagion: 0, readiness: 0, support: 0, source: "assumption" };
const NO_NETWORK = { loops: 3, rupture: 0, repair: 1, steps: [], edges: [] };
const NO_STUDY = { title: "", kinds: [], contacts: 52, runs: 2000, seed: 1, plan: null, beside: { kind: "none" } };

type Loose = Record<string, any>;

function network(plain: Loose): Network {
  const whole = { ...NO_NETWORK, ...plain } as Network;
  const steps = whole.steps.map((step) => ({ ...NO_STEP, ...step, label: step.label || step.node }));
  return { ...whole, steps, edges: whole.edges.map((edge) => ({ ...NO_EDGE, ...edge })) };
}

/** Fill in what Python may leave out. */
export function fromPlain(plain: Loose): Study {
  const whole = { ...NO_STUDY, ...plain } as unknown as Study;
  const beside = whole.beside.kind === "kept" ? { ...whole.beside, network: network(whole.beside.network) } : whole.beside;
  return { ...whole, beside, network: network(whole.network), start: network(plain["start"] ?? plain["network"]) };
}

/** A study is plain already; what the kernel explains of a plan stays with the kernel. */
export function toPlain(study: Study): Record<string, unknown> {
  return { ...study, plan: bare(study.plan), beside: "plan" in study.beside ? { ...study.beside, plan: bare(study.beside.plan) } : study.beside };
}

function bare(plan: Plan | null): Plan | null {
  return plan && { id: plan.id, title: plan.title, phases: plan.phases };
}

export function newEdge(from: string, to: string): Edge {
  return { ...NO_EDGE, from_step: from, to_step: to };
}

export function labelOf(network: Network, node: string): string {
  return network.steps.find((step) => step.node === node)?.label ?? node;
}

/** What shape and colour a step has: its kind's place in the vocabulary, else its own place. */
export function glyphOf(study: Study, node: string): number {
  const at = study.network.steps.findIndex((step) => step.node === node);
  const kind = study.kinds.indexOf(study.network.steps[at]?.kind ?? "");
  return kind < 0 ? Math.max(at, 0) : kind;
}

export function sameEdge(edge: Edge, [from, to]: readonly [string, string]): boolean {
  return edge.from_step === from && edge.to_step === to;
}

/** What another setting is called beside this one. */
export function besideName(beside: Beside): string {
  if (beside.kind === "kept") return beside.title;
  return beside.kind === "none" ? "" : `without ${beside.names.map((name) => (name === "ratchet" ? "the ratchet" : name)).join(" and ")}`;
}

/** The whole in one line. */
export function summary(study: Study): string {
  const { steps, edges } = study.network;
  return `${some(steps.length, "step")}, ${some(edges.length, "arrow")}, ${some(study.runs, "run")} of ${some(study.contacts, "contact")}`;
}
