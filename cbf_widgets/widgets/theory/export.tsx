/** Exports: pictures, tables, what other tools read, words. */
import { useState } from "preact/hooks";
import { useExport } from "../shared/exporting";
import { Select } from "../shared/field";
import { useReturn } from "./marks";
import type { Hands, Mode } from "./view";

/** What is exported, as what, and what it is called. */
type Format = [what: "theory" | "comparison" | "coding" | "work", format: string, title: string];

export const FORMATS: Record<Mode, Format[]> = {
  one: [["theory", "pdf", "Picture, PDF to print"], ["theory", "svg", "Picture, SVG"], ["theory", "png", "Picture, PNG"], ["theory", "txt", "Words"],
    ["theory", "json", "This theory, JSON, to open again"], ["work", "json", "All your work, JSON, to open again"], ["theory", "csv", "Items and arrows, CSV table"],
    ["theory", "kumu", "For Kumu, two CSV tables in a zip"], ["theory", "mermaid", "For Mermaid, a flowchart as text"], ["theory", "graphml", "Network, GraphML"]],
  compare: [["comparison", "pdf", "Picture, PDF to print"], ["comparison", "svg", "Picture, SVG"], ["comparison", "png", "Picture, PNG"], ["comparison", "txt", "Words"],
    ["comparison", "csv", "Themes by authority, CSV table"], ["comparison", "json", "The comparison, JSON"], ["coding", "json", "The coding as it is now, JSON"], ["work", "json", "All your work, JSON, to open again"]],
};

export function ExportMenu({ hands }: { hands: Hands }) {
  const { ask, tell, theory, view } = hands;
  const [at, pick] = useState("0");
  const [paper, setPaper] = useState("A4");
  const [orientation, setOrientation] = useState("landscape");
  const { busy, make } = useExport({ ask, tell });
  const root = useReturn<HTMLFormElement>("export");
  const formats = FORMATS[view.mode];
  const [what, format] = formats[Number(at)] ?? formats[0]!;
  const send = (event: Event) => {
    event.preventDefault();
    const which = what === "theory" ? { theory: theory.id } : what === "comparison" ? { compared: view.compared } : {};
    void make({ what, format, ...which, ...(format === "pdf" && { paper, orientation }) });
  };
  return (
    <form ref={root} onSubmit={send}>
      <h3>Export {view.mode === "one" ? <span dir="auto">{theory.title}</span> : "the comparison"}</h3>
      <div class="cbf-pair">
        <Select label="As" value={at} options={formats.map(([, , title], i): [string, string] => [String(i), title])} onPick={pick} />
        {format === "pdf" && <Select label="Paper" value={paper} options={[["A4", "A4"], ["A3", "A3"]]} onPick={setPaper} />}
        {format === "pdf" && <Select label="Orientation" value={orientation} options={[["portrait", "Portrait"], ["landscape", "Landscape"]]} onPick={setOrientation} />}
        <button type="submit" class="cbf-main" aria-disabled={busy} onClick={(event) => busy && event.preventDefault()}>{busy ? "Making it…" : "Export"}</button>
      </div>
      <p class="cbf-quiet">Every export says whose the arrows are.</p>
    </form>
  );
}
