/** Begin a theory of one's own: empty, from a template, from one of the twelve, from a spreadsheet. */
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Select, TextField } from "../shared/field";
import { copyOf, empty, fromTemplate, taken } from "./beginning";
import { theoryFrom, type Loose, type Theory } from "./document";
import { base64 } from "./files";
import { Guide } from "./guide";
import { OneOf, useReturn } from "./marks";
import { original } from "./changes";
import type { Hands } from "./view";

type Way = "empty" | "template" | "copy" | "table";

const WAYS: [Way, string, string][] = [
  ["template", "From a template", "The columns are there, nothing in them."],
  ["copy", "From one that is here", "Its items too, to change. It stays said where they came from."],
  ["table", "From a spreadsheet", "Excel or CSV: a row an item, or a column of the sheet a column of the theory."],
  ["empty", "Empty", "Not even columns."],
];

/** The guide for a theory of one's own that is on screen; else what there is to begin from. */
export function Begin({ hands }: { hands: Hands }) {
  const { theory, shipped } = hands;
  const own = theory.id !== "" && !original(shipped, theory.id);
  const [anew, setAnew] = useState(!own);
  const root = useReturn<HTMLDivElement>("begin");
  useEffect(() => setAnew(!own), [theory.id]);
  return (
    <div ref={root}>
      {!anew && own ? <Guide hands={hands} onAnew={() => setAnew(true)} /> : <Chooser hands={hands} onBack={own ? () => setAnew(false) : null} />}
    </div>
  );
}

function Chooser({ hands, onBack }: { hands: Hands; onBack: (() => void) | null }) {
  const { shipped, theories, theory, act, ask, tell } = hands;
  const [way, setWay] = useState<Way>(shipped.templates.length ? "template" : "copy");
  const [title, setTitle] = useState("");
  const [template, setTemplate] = useState(shipped.templates[0]?.id ?? "");
  const [source, setSource] = useState(theory.id);
  const [file, setFile] = useState<File | null>(null);
  const [busy, setBusy] = useState(false);
  const root = useRef<HTMLFormElement>(null);
  // After the guide, whose button had the focus.
  useLayoutEffect(() => { if (onBack) root.current?.querySelector<HTMLElement>("input:checked")?.focus(); }, []);
  const ids = theories.map(({ id }) => id);
  const put = (made: Theory, name: string, codedAs?: string) => act({ type: "put", put: made, name, ...(codedAs !== undefined && { codedAs }) });
  const begin = async (event: Event) => {
    event.preventDefault();
    if (way === "empty") put(empty(title, ids), "Began an empty theory");
    const from = shipped.templates.find(({ id }) => id === template);
    if (way === "template" && from) put(fromTemplate(from, title, ids), `Began from the template ${from.title}`);
    const one = theories.find(({ id }) => id === source);
    if (way === "copy" && one) put(copyOf(one, title, ids), `Began from ${one.title}`, one.id);
    if (way === "table") await read();
  };
  const read = async () => {
    if (!file) return tell("Choose a spreadsheet first.", false);
    setBusy(true);
    try {
      const { answer } = await ask({ ask: "table", name: file.name, content: await base64(file), title: title.trim() });
      const made = answer["theory"] as Loose | undefined;
      if (answer.ok && made) put(taken(theoryFrom(made), title, ids), `Read ${file.name}`);
      tell(answer.said ?? "", answer.ok); // after the step, which would put away what was told before it
    } catch (error) {
      tell(`${file.name}: ${(error as Error).message}`, false);
    }
    setBusy(false);
  };
  return (
    <form ref={root} class="cbf-begin" onSubmit={(event) => void begin(event)}>
      <h3>Begin a theory of your own</h3>
      <p class="cbf-quiet">What you have now stays: yours is added to the list of theories, and undo takes it away again.</p>
      <OneOf legend="What do you begin from?" value={way} onPick={setWay} options={WAYS.map(([id, words, about]) => [id, <span class="cbf-way"><b>{words}</b><small>{about}</small></span>])} />
      <div class="cbf-pair">
        {way === "template" && <Select label="Template" value={template} options={shipped.templates.map((one): [string, string] => [one.id, one.title])} onPick={setTemplate} />}
        {way === "copy" && <Select label="Which" value={source} options={theories.map((one): [string, string] => [one.id, one.title])} onPick={setSource} />}
        {way === "table" && <label class="cbf-field"><span>Spreadsheet (.xlsx or .csv)</span>
          <input type="file" accept=".xlsx,.csv,text/csv" onChange={(event) => setFile((event.currentTarget as HTMLInputElement).files?.[0] ?? null)} /></label>}
        <TextField label="What it is called" value={title} placeholder={placeholder(way, theories.find(({ id }) => id === source))} onText={setTitle} />
      </div>
      <div class="cbf-buttons">
        <button type="submit" class="cbf-main" aria-disabled={busy}>{busy ? "Reading it…" : "Begin"}</button>
        {onBack && <button type="button" onClick={onBack}>Back to the guide</button>}
      </div>
    </form>
  );
}

function placeholder(way: Way, source: Theory | undefined): string {
  return way === "copy" && source ? copyOf(source, "", []).title : way === "table" ? "As the file is called" : empty("", []).title;
}
