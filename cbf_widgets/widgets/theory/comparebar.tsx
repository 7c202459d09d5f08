/** How the comparison is set up: its order, what is drawn; and what each mark means. */
import { LaneGlyph } from "./cell";
import { lanesShown } from "./matrix";
import { hatchedWords } from "./countwords";
import type { Looking, Seen } from "./looking";

export function Bar({ seen, codebook, onCodebook }: { seen: Seen; codebook: boolean; onCodebook: (open: boolean) => void }) {
  const { looking, look, hands, counted } = seen;
  const which = hands.view.panel === "compared";
  const pick = <K extends "rows" | "themes" | "wording">(name: K, label: string, options: [Looking[K], string][]) => (
    <label class="cbf-c-pick"><span>{label}</span>
      <select aria-label={label} value={looking[name]} onChange={(event) => look({ [name]: (event.currentTarget as HTMLSelectElement).value } as Partial<Looking>)}>
        {options.map(([value, text]) => <option key={value} value={value} selected={looking[name] === value}>{text}</option>)}
      </select></label>
  );
  return (
    <div class="cbf-c-compare-bar">
      <div class="cbf-c-either" role="group" aria-label="Arrangement">
        {([["theme", "By theme"], ["column", "By column"]] as const).map(([value, text]) => (
          <button key={value} type="button" aria-pressed={looking.arranged === value} onClick={() => look({ arranged: value }, value === "theme" ? "Authorities by theme" : "Theories side by side, column by column")}>{text}</button>
        ))}
      </div>
      <button type="button" aria-expanded={which} onClick={() => hands.show({ panel: which ? null : "compared" })}>Theories: {counted.theories.length} of {hands.theories.length}</button>
      <button type="button" aria-expanded={codebook} onClick={() => onCodebook(!codebook)}>Codebook</button>
      {pick("wording", "Template wording", [["shown", "shown"], ["out", "taken out"]])}
      {pick("rows", "Rows", [["name", "by name"], ["most", "most items first"]])}
      {pick("themes", "Themes", [["codebook", "as in the codebook"], ["most", "most items first"]])}
    </div>
  );
}

/** What the marks mean; beside the hatched one, how many there are, and of how many the words are shared here. */
export function Legend({ seen: { counted, whole, looking } }: { seen: Seen }) {
  const hatched = hatchedWords([...whole.entries.values()]);
  return (
    <ul class="cbf-c-legend" aria-label="What the marks mean">
      {lanesShown(whole).map((lane) => <li key={lane}><LaneGlyph lane={lane} size={13} /> {counted.lanes[lane]}</li>)}
      {hatched && <li><LaneGlyph lane={1} shared size={13} /> <span>hatched: template wording, {hatched}{looking.wording === "out" && ": taken out"}</span></li>}
    </ul>
  );
}
