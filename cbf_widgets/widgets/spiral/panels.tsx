/** Panels under the header, one at a time: history, save, open, export, keys. */
import { useEffect, useState } from "preact/hooks";
import { Select, TextField } from "../shared/field";
import type { Ask } from "../shared/model";
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
    <section class="cbf-panel" aria-label={title} data-panel={panel}>
      <Body {...desk} />
      <button type="button" class="cbf-close" aria-label={`Close ${title.toLowerCase()}`} onClick={() => desk.hands.show({ panel: null })}>×</button>
    </section>
  );
}

function History({ store }: Desk) {
  const { names, at } = store.trail;
  return (
    <>
      <h3>History</h3>
      <p class="cbf-quiet">Choose a step to go back to it; nothing after it is lost until you change something.</p>
      <ol class="cbf-history" start={0}>
        {names.map((name, i) => (
          <li key={i}><button type="button" aria-current={i === at ? "step" : undefined} data-later={i > at || undefined} onClick={() => store.go(i)} dir="auto">{name}</button></li>
        ))}
      </ol>
    </>
  );
}

function Save({ hands, ask, tell }: Desk) {
  const [name, setName] = useState("");
  const [taken, setTaken] = useState(false);
  useEffect(() => void ask({ ask: "name" }).then(({ answer }) => answer.ok && setName((typed) => typed || String(answer["name"]))), []);
  const save = async (replace: boolean) => {
    const { answer } = await ask({ ask: "save", name, replace });
    setTaken(answer["taken"] === true);
    tell(answer.said ?? "", answer.ok);
    if (answer.ok) hands.show({ panel: null });
  };
  return (
    <form onSubmit={(event) => { event.preventDefault(); void save(false); }}>
      <h3>Save</h3>
      <p class="cbf-quiet">The file is written beside this notebook, on this machine, and goes nowhere else.</p>
      <div class="cbf-pair">
        <TextField label="File name" value={name} onText={(text) => { setName(text); setTaken(false); }} />
        {taken ? <button type="button" class="cbf-danger" onClick={() => void save(true)}>Replace the file</button> : <button type="submit" class="cbf-main">Save</button>}
      </div>
    </form>
  );
}

const LARGEST = 5_000_000; // what a message to the kernel safely holds

/** A file's text, or an error in words: letters that aren't UTF-8 would silently become others. */
async function textOf(file: File): Promise<string> {
  if (file.size > LARGEST) throw new Error("it is larger than 5 MB; put it beside the notebook and open it there.");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
  } catch {
    throw new Error("it isn't text in UTF-8; choose a file that was saved here.");
  }
}

function Open({ hands, ask, tell, vocabularies }: Desk) {
  const [files, setFiles] = useState<{ name: string; about: string; problem: boolean }[] | null>(null);
  useEffect(() => void ask({ ask: "list" }).then(({ answer }) => setFiles((answer["files"] as never) ?? [])), []);
  const open = async (question: Record<string, unknown>) => {
    const { answer } = await ask(question);
    tell(answer.said ?? "", answer.ok);
    if (answer.ok) hands.show({ panel: null, chosen: null });
  };
  const fromComputer = async (event: Event) => {
    const file = (event.currentTarget as HTMLInputElement).files?.[0];
    if (!file) return;
    try {
      await open({ ask: "open-text", name: file.name, text: await textOf(file) });
    } catch (error) {
      tell(`${file.name}: ${(error as Error).message}`, false);
    }
  };
  return (
    <>
      <h3>Open</h3>
      {files === null ? <p class="cbf-quiet">Looking beside this notebook…</p> : files.length === 0 ? <p class="cbf-quiet">No spiral is saved beside this notebook yet.</p> : (
        <ul class="cbf-files">
          {files.map((file) => (
            <li key={file.name}><button type="button" disabled={file.problem} onClick={() => void open({ ask: "open", name: file.name })}>
              <b>{file.name}</b> <small dir="auto">{file.about}</small></button></li>
          ))}
        </ul>
      )}
      <label class="cbf-field"><span>A file from elsewhere on this computer</span>
        <input type="file" accept=".json,application/json" onChange={(event) => void fromComputer(event)} /></label>
      <h4>Or begin an empty spiral</h4>
      <div class="cbf-buttons">
        {vocabularies.map((vocabulary) => (
          <button key={vocabulary.name} type="button" onClick={() => { hands.act({ type: "begin", vocabulary }); hands.show({ panel: null, chosen: null, armed: vocabulary.kinds[0]?.id ?? null }); }}>
            {vocabulary.title}</button>
        ))}
      </div>
      <p class="cbf-quiet">What you have now is not lost: undo brings it back.</p>
    </>
  );
}

const FORMATS: [string, string][] = [["pdf", "PDF, to print"], ["png", "PNG picture"], ["svg", "SVG picture"], ["txt", "Words"],
  ["json", "JSON, the whole spiral"], ["csv", "CSV table"], ["graphml", "GraphML graph"]];

/** Hand a file to the browser's own download. */
export function download(name: string, file: DataView, type: string): void {
  const url = URL.createObjectURL(new Blob([file.buffer as ArrayBuffer], { type }));
  Object.assign(document.createElement("a"), { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

function Export({ ask, tell }: Desk) {
  const [format, setFormat] = useState("pdf");
  const [paper, setPaper] = useState("A4");
  const [orientation, setOrientation] = useState("portrait");
  const [busy, setBusy] = useState(false);
  const make = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    const { answer, files } = await ask({ ask: "export", format, paper, orientation });
    setBusy(false);
    if (answer.ok && files[0]) download(String(answer["name"]), files[0], String(answer["type"]));
    tell(answer.said ?? "", answer.ok);
  };
  return (
    <form onSubmit={(event) => void make(event)}>
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
