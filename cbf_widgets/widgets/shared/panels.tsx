/** Panels that every document has: history, save, open, and what hands a file to the browser. */
import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { TextField } from "./field";
import type { Ask } from "./model";
import type { Store } from "./store";

export interface Desk {
  store: Store<any>;
  ask: Ask;
  /** Say aloud and on screen how something went. */
  tell: (said: string, ok: boolean) => void;
  /** Close the panel; what was opened is another document. */
  close: (opened?: boolean) => void;
}

/** A panel under the header, with its way out. */
export function Panel({ id, title, onClose, children }: { id: string; title: string; onClose: () => void; children: ComponentChildren }) {
  return (
    <section class="cbf-panel" aria-label={title} data-panel={id}>
      {children}
      <button type="button" class="cbf-close" aria-label={`Close ${title.toLowerCase()}`} onClick={onClose}>×</button>
    </section>
  );
}

export function History({ store }: Pick<Desk, "store">) {
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

export function Save({ ask, tell, close }: Pick<Desk, "ask" | "tell" | "close">) {
  const [name, setName] = useState("");
  const [offered, setOffered] = useState("");
  const [taken, setTaken] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => void ask({ ask: "name" }).then(({ answer }) => {
    if (!answer.ok) return;
    setName((typed) => typed || String(answer["name"]));
    setOffered(String(answer["name"]));
  }), []);
  // A name that comes late, into a field where somebody is about to type, gives way to what is typed.
  useLayoutEffect(() => {
    const field = form.current!.querySelector("input")!;
    if (offered && field.value === offered && field === document.activeElement) field.select();
  }, [offered]);
  const save = async (replace: boolean) => {
    const { answer } = await ask({ ask: "save", name, replace });
    setTaken(answer["taken"] === true);
    tell(answer.said ?? "", answer.ok);
    if (answer.ok) close();
  };
  return (
    <form ref={form} onSubmit={(event) => { event.preventDefault(); void save(false); }}>
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

export function Open({ ask, tell, close, what, children }: Pick<Desk, "ask" | "tell" | "close"> & { what: string; children?: ComponentChildren }) {
  const [files, setFiles] = useState<{ name: string; about: string; problem: boolean }[] | null>(null);
  useEffect(() => void ask({ ask: "list" }).then(({ answer }) => setFiles((answer["files"] as never) ?? [])), []);
  const open = async (question: Record<string, unknown>) => {
    const { answer } = await ask(question);
    tell(answer.said ?? "", answer.ok);
    if (answer.ok) close(true);
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
      {files === null ? <p class="cbf-quiet">Looking beside this notebook…</p> : files.length === 0 ? <p class="cbf-quiet">No {what} is saved beside this notebook yet.</p> : (
        <ul class="cbf-files">
          {files.map((file) => (
            <li key={file.name}><button type="button" disabled={file.problem} onClick={() => void open({ ask: "open", name: file.name })}>
              <b>{file.name}</b> <small dir="auto">{file.about}</small></button></li>
          ))}
        </ul>
      )}
      <label class="cbf-field"><span>A file from elsewhere on this computer</span>
        <input type="file" accept=".json,application/json" onChange={(event) => void fromComputer(event)} /></label>
      {children}
      <p class="cbf-quiet">What you have now is not lost: undo brings it back.</p>
    </>
  );
}

/** Hand a file to the browser's own download. */
export function download(name: string, file: DataView, type: string): void {
  const url = URL.createObjectURL(new Blob([file.buffer as ArrayBuffer], { type }));
  Object.assign(document.createElement("a"), { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
