/** A slider and a field for every assumption, for all steps at once or for one. */
import { useState } from "preact/hooks";
import { Select } from "../shared/field";
import { labelOf, type Assumption, type Plan, type Study } from "./document";
import { hundredths, isShare, LIMITS, reading, type Reading, type Scope } from "./state";
import type { Hands } from "./view";

/** What is seen at once; the rest opens below. */
const FIRST = ["uptake", "contagion", "ratchet", "slip", "rupture", "repair"];

export function Assumptions({ hands, plans }: { hands: Hands; plans: Plan[] }) {
  const { abouts, study, act } = hands;
  const [open, setOpen] = useState(false);
  const first = FIRST.map((name) => abouts.find((about) => about.name === name)).filter((about) => about !== undefined);
  const others = abouts.filter((about) => !first.includes(about) && about.on !== "study");
  const moved = study.plan !== null || JSON.stringify(study.network) !== JSON.stringify(study.start);
  return (
    <section class="cbf-assumptions" aria-label="Assumptions">
      <div class="cbf-over"><h3>Assumptions</h3>
        <button type="button" class="cbf-quiet-button" disabled={!moved} onClick={() => act({ type: "resetAll" })}>Reset all</button></div>
      <ScopePicker hands={hands} />
      <div class="cbf-sliders">{first.map((about) => <Control key={about.name} hands={hands} about={about} />)}</div>
      <details open={open} onToggle={(event) => setOpen((event.currentTarget as HTMLDetailsElement).open)}>
        <summary>{open ? "Fewer" : `${others.length} more assumptions, effort over time`}</summary>
        {open && <div class="cbf-sliders">
          <PlanPicker hands={hands} plans={plans} />
          {others.map((about) => <Control key={about.name} hands={hands} about={about} />)}
        </div>}
      </details>
      <Wholes hands={hands} />
    </section>
  );
}

const ALL = "(all)";

/** Which step, or which arrow, the sliders are for. */
function ScopePicker({ hands }: { hands: Hands }) {
  const { study: { network }, scope, choose } = hands;
  const value = scope.edge ? `edge:${scope.edge.join("\u0000")}` : scope.step !== undefined ? `step:${scope.step}` : ALL;
  const options: [string, string][] = [[ALL, "all steps and arrows"], ...network.steps.map(({ node, label }, i): [string, string] => [`step:${node}`, `${i + 1} ${label}`])];
  if (scope.edge) options.push([value, `${labelOf(network, scope.edge[0])} → ${labelOf(network, scope.edge[1])}`]);
  const pick = (id: string) => choose(id === ALL || id.startsWith("edge:") ? (id === ALL ? {} : scope) : { step: id.slice(5) });
  return <Select label="For" value={value} options={options} onPick={pick} />;
}

/** A scope as one assumption takes it: a chosen step says nothing about arrows. */
function scopeFor(about: Assumption, scope: Scope): Scope {
  return about.on === "step" ? { step: scope.step } : about.on === "edge" ? { edge: scope.edge } : {};
}

function Control({ hands, about }: { hands: Hands; about: Assumption }) {
  const { study, act, attempt, settle } = hands;
  const scope = scopeFor(about, hands.scope);
  const shown = reading(study, about, scope);
  const planned = about.name === "effort" && study.plan !== null;
  const whose = scope.step !== undefined ? ` of ${labelOf(study.network, scope.step)}` : scope.edge ? " of this arrow" : "";
  const valueOf = (event: Event) => (event.currentTarget as HTMLInputElement).valueAsNumber;
  const set = (value: number) => ({ type: "set" as const, about, value, scope });
  return (
    <div class="cbf-assume" data-name={about.name} data-moved={shown.moved || undefined}>
      <div class="cbf-over">
        <span class="cbf-assume-name">{about.title}
          <button type="button" class="cbf-small cbf-reset" aria-label={`Reset ${about.title}${whose}`} title="Back to the start" disabled={!shown.moved || planned}
            onClick={() => act({ type: "reset", about, scope })}>↺</button></span>
        <Field shown={shown} about={about} whose={whose} disabled={planned} onSet={(value) => { act(set(value)); }} onLeave={settle} />
      </div>
      <input type="range" min={shown.least} max={shown.most} step={shown.step} value={shown.value} disabled={planned}
        aria-label={about.title + whose} aria-valuetext={shown.words}
        onInput={(event) => attempt(set(valueOf(event)))} onChange={(event) => act(set(valueOf(event)))} onBlur={settle} />
      <small dir="auto" title={about.meaning}>{firstSentence(about.meaning)} {planned ? "The plan sets it." : shown.others.length > 0 && <b>{others(shown.others)}</b>}</small>
    </div>
  );
}

/** The rest stands in the assumption sheet, and in the title. */
function firstSentence(text: string): string {
  return /^.*?[.!?](?= |$)/.exec(text)?.[0] ?? text;
}

function others(list: string[]): string {
  return list.length <= 2 ? `${list.join(". ")}.` : `${list.slice(0, 2).join(". ")}, and ${list.length - 2} more.`;
}

interface FieldProps {
  shown: Reading;
  about: Assumption;
  whose: string;
  disabled: boolean;
  onSet: (value: number) => void;
  onLeave: () => void;
}

/** The number itself; what is typed counts once it is a number in range. */
function Field({ shown, about, whose, disabled, onSet, onLeave }: FieldProps) {
  const hundred = isShare(about) && !shown.factor;
  const scale = hundred ? 100 : 1;
  const value = hundred ? hundredths(shown.value) : Math.round(shown.value * 100) / 100;
  const take = (event: Event) => {
    const typed = (event.currentTarget as HTMLInputElement).valueAsNumber;
    if (Number.isFinite(typed)) onSet(typed / scale);
  };
  return (
    <label class="cbf-amount">
      {shown.factor && <span aria-hidden="true">×</span>}
      <input type="number" min={shown.least * scale} max={Math.round(shown.limit * scale * 100) / 100} step="any" value={value} disabled={disabled}
        aria-label={`${about.title}${whose}, ${shown.factor ? "times its start" : about.unit || "number"}, ${shown.least * scale} to ${Math.round(shown.limit * scale)}`}
        onChange={take} onBlur={onLeave} />
      <span aria-hidden="true">{shown.factor ? "" : about.unit}</span>
    </label>
  );
}

function PlanPicker({ hands, plans }: { hands: Hands; plans: Plan[] }) {
  const { study, act } = hands;
  const own = study.plan && !plans.some((plan) => plan.id === study.plan?.id) ? study.plan : null;
  const about = plans.find((plan) => plan.id === study.plan?.id)?.about ?? (own ? "Set by hand, phase by phase: see “Effort over time, by hand” below the pictures." : "The same effort in every contact, as set below.");
  const options: [string, string][] = [["", "the same throughout"], ...plans.map((plan): [string, string] => [plan.id, plan.title])];
  if (own) options.push([own.id, own.title]);
  return (
    <div class="cbf-assume" data-name="plan">
      <Select label="Effort over time" value={study.plan?.id ?? ""} options={options}
        onPick={(id) => act({ type: "plan", plan: plans.find((plan) => plan.id === id) ?? (id && own ? own : null) })} />
      <small dir="auto">{about}</small>
    </div>
  );
}

/** Seed, runs, contacts. */
function Wholes({ hands }: { hands: Hands }) {
  const { study, act, settle } = hands;
  return (
    <div class="cbf-wholes">
      {([["contacts", "Contacts"], ["runs", "Runs"], ["seed", "Seed"]] as const).map(([name, title]) => (
        <label key={name}><span>{title}</span>
          <input type="number" min={LIMITS[name][0]} max={LIMITS[name][1]} value={study[name as keyof Study] as number} onBlur={settle}
            onChange={(event) => act({ type: "whole", name, value: (event.currentTarget as HTMLInputElement).valueAsNumber })} />
        </label>
      ))}
    </div>
  );
}
