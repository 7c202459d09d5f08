/** What stands beside this setting, on the same draws. */
import { useState } from "preact/hooks";
import { Select } from "../shared/field";
import { besideName, type Beside } from "./document";
import { differenceWords, type Hands } from "./view";

const WITHOUT: [string, string][] = [["ratchet", "without the ratchet"], ["contagion", "without contagion"], ["support", "without support"],
  ["readiness", "without waiting for readiness"], ["rupture", "without ruptures"], ["slip", "without slipping"], ["ratchet+contagion", "without the ratchet and contagion"]];

export function Compare({ hands }: { hands: Hands }) {
  const { study: { beside }, facts, act } = hands;
  const [last, setLast] = useState<Beside | null>(null);
  const kept = beside.kind === "kept" ? beside : last;
  const value = beside.kind === "none" ? "" : beside.kind === "kept" ? "(kept)" : beside.names.join("+");
  const options: [string, string][] = [["", "nothing"], ...WITHOUT];
  if (beside.kind === "without" && !WITHOUT.some(([id]) => id === value)) options.push([value, besideName(beside)]);
  if (kept) options.push(["(kept)", besideName(kept)]);
  const pick = (id: string) => {
    if (beside.kind === "kept") setLast(beside);
    act({ type: "beside", beside: id === "" ? { kind: "none" } : id === "(kept)" ? kept! : { kind: "without", names: id.split("+") } });
  };
  return (
    <div class="cbf-compare">
      <div class="cbf-pair">
        <Select label="Beside it" value={value} options={options} onPick={pick} />
        <button type="button" title="Keep this setting and compare what you change with it" onClick={() => act({ type: "keep", title: "the setting kept" })}>Keep this to compare</button>
      </div>
      {facts.beside && <p class="cbf-difference" dir="auto">{differenceWords(facts.beside.difference, facts.beside.label)}</p>}
    </div>
  );
}
