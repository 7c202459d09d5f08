/** How the comparison is set up: which theories, which order, what is drawn; and what each mark means. */
import { useState } from "preact/hooks";
import { LaneGlyph } from "./cell";
import { lanesShown } from "./matrix";
import { sharedIn, some } from "./countwords";
import { FEWEST, MOST, type Looking, type Seen } from "./looking";

export function Bar({ seen, compared, panel, onPanel }: { seen: Seen; compared: string[]; panel: string | null; onPanel: (panel: "theories" | "codebook" | null) => void }) {
  const { looking, look, hands } = seen;
  const pick = <K extends "rows" | "themes" | "wording">(name: K, label: string, options: [Looking[K], string][]) => (
    <label class="cbf-c-pick"><span>{label}</span>
      <select aria-label={label} value={looking[name]} onChange={(event) => look({ [name]: (event.currentTarget as HTMLSelectElement).value } as Partial<Looking>)}>
        {options.map(([value, text]) => <option key={value} value={value} selected={looking[name] === value}>{text}</option>)}
      </select></label>
  );
  const open = (id: "theories" | "codebook", text: string) => <button type="button" aria-expanded={panel === id} onClick={() => onPanel(panel === id ? null : id)}>{text}</button>;
  return (
    <div class="cbf-c-compare-bar">
      <div class="cbf-c-either" role="group" aria-label="Arrangement">
        {([["theme", "By theme"], ["column", "By column"]] as const).map(([value, text]) => (
          <button key={value} type="button" aria-pressed={looking.arranged === value} onClick={() => look({ arranged: value }, value === "theme" ? "Authorities by theme" : "Theories side by side, column by column")}>{text}</button>
        ))}
      </div>
      {open("theories", `Theories: ${compared.length} of ${hands.theories.length}`)}
      {open("codebook", "Codebook")}
      {pick("wording", "Template wording", [["shown", "shown"], ["out", "taken out"]])}
      {pick("rows", "Rows", [["name", "by name"], ["most", "most items first"]])}
      {pick("themes", "Themes", [["codebook", "as in the codebook"], ["most", "most items first"]])}
    </div>
  );
}

/** What the marks mean; beside the hatched one, how many there are. */
export function Legend({ seen: { counted, whole, looking } }: { seen: Seen }) {
  const shared = sharedIn([...whole.entries.values()]);
  return (
    <ul class="cbf-c-legend" aria-label="What the marks mean">
      {lanesShown(whole).map((lane) => <li key={lane}><LaneGlyph lane={lane} size={13} /> {counted.lanes[lane]}</li>)}
      {shared > 0 && <li><LaneGlyph lane={1} shared size={13} /> hatched: template wording, on two or more pages ({shared}{looking.wording === "out" ? ", taken out" : ""})</li>}
    </ul>
  );
}

/** Which theories are compared; fewer than two are only noted, not shown. */
export function WhichTheories({ seen, compared }: { seen: Seen; compared: string[] }) {
  const { hands } = seen;
  const [draft, setDraft] = useState<string[] | null>(null);
  const ticked = draft ?? compared;
  const set = (ids: string[]) => {
    const sorted = hands.theories.map(({ id }) => id).filter((id) => ids.includes(id)).slice(0, MOST);
    setDraft(sorted.length < FEWEST ? sorted : null);
    if (sorted.length >= FEWEST) hands.show({ compared: sorted }, `${some(sorted.length, "theory", "theories")} compared`);
  };
  return (
    <section class="cbf-panel cbf-c-which" aria-label="Which theories are compared">
      <div class="cbf-buttons">
        <button type="button" onClick={() => set(hands.theories.map(({ id }) => id))}>All</button>
        <button type="button" onClick={() => set([])}>None</button>
      </div>
      <ul class="cbf-c-ticks">{hands.theories.map(({ id, title }) => {
        const on = ticked.includes(id);
        return <li key={id}><label class="cbf-tick"><input type="checkbox" checked={on} disabled={!on && ticked.length >= MOST} onChange={() => set(on ? ticked.filter((one) => one !== id) : [...ticked, id])} /><span dir="auto">{title}</span></label></li>;
      })}</ul>
      <p class="cbf-quiet" role="status">{ticked.length < FEWEST ? `Choose at least two; until then the last choice stays on screen.` : hands.theories.length > MOST ? "Up to twelve at a time." : ""}</p>
    </section>
  );
}
