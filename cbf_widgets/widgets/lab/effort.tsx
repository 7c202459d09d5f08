/** Effort over time as a table to be changed by hand: a row for each phase, a column for each step. */
import { contactsOf, effortWords, MOST_PHASES, ownPlan, phasesOf, without, withEffort, withOneMore, withShare, type Phase } from "./phases";
import { hundredths } from "./state";
import type { Hands } from "./view";

export function Effort({ hands }: { hands: Hands }) {
  const { study, act, settle } = hands;
  const phases = phasesOf(study);
  const set = (next: Phase[]) => act({ type: "plan", plan: ownPlan(next) });
  const counts = contactsOf(phases, study.contacts);
  return (
    <>
      <p class="cbf-quiet">How much work goes into each step, from 0 to 100, phase after phase. {study.plan ? "" : "Until you change a number, it’s the same throughout."}</p>
      <div class="cbf-scroll" tabIndex={0} role="region" aria-label="Effort, phase by phase">
        <table class="cbf-table cbf-edges cbf-efforts">
          <thead><tr><th scope="col">Phase</th><th scope="col">Share, in 100</th>{study.network.steps.map(({ node, label }, i) => <th key={node} scope="col" dir="auto" title={label}>{i + 1} {label}</th>)}<td /></tr></thead>
          <tbody>
            {phases.map(({ share, effort }, at) => (
              <tr key={at}>
                <th scope="row">{at + 1} <small>{counts[at]} contact{counts[at] === 1 ? "" : "s"}</small></th>
                <td><Hundred label={`Share of phase ${at + 1}, in 100`} value={share} disabled={phases.length === 1} onSet={(value) => set(withShare(phases, at, value))} onLeave={settle} /></td>
                {effort.map((value, step) => (
                  <td key={step}><Hundred label={`Effort for ${study.network.steps[step]?.label ?? step + 1} in phase ${at + 1}, of 100`} value={value}
                    onSet={(next) => set(withEffort(phases, at, step, next))} onLeave={settle} /></td>
                ))}
                <td><button type="button" class="cbf-small cbf-danger" aria-label={`Take away phase ${at + 1}`} title="Take it away" disabled={phases.length === 1}
                  onClick={() => set(without(phases, at))}>×</button></td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div class="cbf-pair"><button type="button" disabled={phases.length >= MOST_PHASES} onClick={() => set(withOneMore(phases))}>Add a phase</button></div>
      {effortWords(study).map((line) => <p key={line} class="cbf-mean" dir="auto">{line}</p>)}
    </>
  );
}

interface HundredProps {
  label: string;
  value: number;
  disabled?: boolean;
  onSet: (value: number) => void;
  onLeave: () => void;
}

function Hundred({ label, value, disabled, onSet, onLeave }: HundredProps) {
  const take = (event: Event) => {
    const typed = (event.currentTarget as HTMLInputElement).valueAsNumber;
    if (Number.isFinite(typed)) onSet(typed / 100);
  };
  return <input type="number" min={0} max={100} step="any" value={hundredths(value)} disabled={disabled} aria-label={label} onChange={take} onBlur={onLeave} />;
}
