/** Panels under the header, one at a time: history, save, open, export, keys. */
import { useState } from "preact/hooks";
import { useExport } from "../shared/exporting";
import { Select } from "../shared/field";
import type { Ask } from "../shared/model";
import { History, Open as OpenFile, Panel, Save as SaveFile } from "../shared/panels";
import type { Store } from "../shared/store";
import type { Spiral, Vocabulary } from "./document";
import { KEYS, type Hands } from "./view";

export interface Desk {
  hands: Hands;
  store: Store<Spiral>;
  ask: Ask;
  vocabularies: Vocabulary[];
  /** Say aloud and on screen how something went. */
  tell: (said: string, ok: boolean) => void;
}

export function Panels(desk: Desk) {
  const { panel } = desk.hands.view;
  if (!panel) return null;
  const [title, Body] = { history: ["History", History], save: ["Save", Save], open: ["Open", Open], export: ["Export", Export], keys: ["Keys", Keys] }[panel] as
    [string, (desk: Desk) => preact.JSX.Element];
  return (
    <Panel id={panel} title={title} onClose={() => desk.hands.show({ panel: null })}>
      <Body {...desk} />
    </Panel>
  );
}

function Save({ hands, ask, tell }: Desk) {
  return <SaveFile ask={ask} tell={tell} close={() => hands.show({ panel: null })} />;
}

function Open({ hands, ask, tell, vocabularies }: Desk) {
  return (
    <OpenFile what="spiral" ask={ask} tell={tell} close={() => hands.show({ panel: null, chosen: null })}>
      <h4>Or begin an empty spiral</h4>
      <div class="cbf-buttons">
        {vocabularies.map((vocabulary) => (
          <button key={vocabulary.name} type="button" onClick={() => { hands.act({ type: "begin", vocabulary }); hands.show({ panel: null, chosen: null, armed: vocabulary.kinds[0]?.id ?? null }); }}>
            {vocabulary.title}</button>
        ))}
      </div>
    </OpenFile>
  );
}

const FORMATS: [string, string][] = [["pdf", "PDF, to print"], ["png", "PNG picture"], ["svg", "SVG picture"], ["txt", "Words"],
  ["json", "JSON, the whole spiral"], ["csv", "CSV table"], ["graphml", "GraphML graph"]];

function Export(desk: Desk) {
  const [format, setFormat] = useState("pdf");
  const [paper, setPaper] = useState("A4");
  const [orientation, setOrientation] = useState("portrait");
  const { busy, make } = useExport(desk);
  const send = (event: Event) => {
    event.preventDefault();
    void make({ format, paper, orientation });
  };
  return (
    <form onSubmit={send}>
      <h3>Export</h3>
      <div class="cbf-pair">
        <Select label="As" value={format} options={FORMATS} onPick={setFormat} />
        {format === "pdf" && <Select label="Paper" value={paper} options={[["A4", "A4"], ["A3", "A3"]]} onPick={setPaper} />}
        {format === "pdf" && <Select label="Orientation" value={orientation} options={[["portrait", "Portrait"], ["landscape", "Landscape"]]} onPick={setOrientation} />}
        <button type="submit" class="cbf-main" disabled={busy}>{busy ? "Making it…" : "Export"}</button>
      </div>
    </form>
  );
}

function Keys() {
  return (
    <>
      <h3>Keys on the picture</h3>
      <dl class="cbf-keys">{KEYS.map(([key, what]) => <div key={key}><dt>{key}</dt><dd>{what}</dd></div>)}</dl>
      <p class="cbf-quiet">The list beside the picture can do all of this too, with Tab, the arrow keys and Enter.</p>
    </>
  );
}
