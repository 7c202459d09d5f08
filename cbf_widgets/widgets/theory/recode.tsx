/** Coding anew: the themes of one item, a theme more, a codebook from a file. */
import { useEffect, useRef, useState } from "preact/hooks";
import { TextField } from "../shared/field";
import type { Entry } from "./counting";
import type { Coding } from "./document";
import { slug } from "./edits";
import { base64 } from "./files";
import { titleOf } from "./looking";
import type { Hands } from "./view";

/** Who codes stays the same from one item to the next. */
let lastBy = "";

export function RecodeDialog({ hands, entry, onClose }: { hands: Hands; entry: Entry; onClose: () => void }) {
  const box = useRef<HTMLDialogElement>(null);
  const [themes, setThemes] = useState(entry.themes);
  const [why, setWhy] = useState("");
  const [by, setBy] = useState(lastBy);
  useEffect(() => {
    box.current!.showModal();
  }, []);
  // The dialogue gives the focus back to where it came from as it closes.
  const leave = () => box.current!.close();
  const keep = () => {
    lastBy = by;
    const { theory, item } = entry;
    for (const { id: theme } of hands.coding.themes) {
      const carries = themes.includes(theme);
      if (carries !== entry.themes.includes(theme)) hands.act({ type: "recode", theory, item: item.id, theme, carries, ...(carries && { why: why.trim(), by: by.trim() }) });
    }
    hands.settle();
    leave();
  };
  return (
    <dialog ref={box} class="cbf-c-recode" aria-label="Recode this item" onClose={onClose} onKeyDown={(event) => {
      event.stopPropagation();
      if (event.key === "Escape") { event.preventDefault(); leave(); }
    }}>
      <form onSubmit={(event) => { event.preventDefault(); keep(); }}>
        <p class="cbf-quiet" dir="auto">{titleOf(hands.theories, entry.theory)} · {entry.column}</p>
        <h4 dir="auto">{entry.item.text}</h4>
        <fieldset>
          <legend>Themes that it carries</legend>
          <ul class="cbf-c-ticks">{hands.coding.themes.map(({ id, title, about, leaves_out }) => (
            <li key={id}><label class="cbf-tick"><input type="checkbox" checked={themes.includes(id)} onChange={() => setThemes(themes.includes(id) ? themes.filter((one) => one !== id) : [...themes, id])} />
              <span dir="auto"><span>{title}{about && <small>{about}</small>}{leaves_out && <small>Not: {leaves_out}</small>}</span></span></label></li>
          ))}</ul>
        </fieldset>
        <TextField label="Why" value={why} onText={setWhy} hint="For themes that you add. It is kept with the code." />
        <TextField label="By" value={by} onText={setBy} hint="Initials or a role; never a private name." />
        <div class="cbf-buttons">
          <button type="submit" class="cbf-main">Keep</button>
          <button type="button" onClick={leave}>Leave it as it is</button>
        </div>
      </form>
    </dialog>
  );
}

/** A codebook of one's own from the one at hand, with one theme more. */
export function withTheme(coding: Coding, own: boolean, title: string, about: string): Coding {
  const theme = { id: slug(title, coding.themes.map(({ id }) => id), "theme"), title, about, leaves_out: "" };
  const base = own ? coding : { ...coding, id: "own", title: `Own, from: ${coding.title}`.slice(0, 200), by: "" };
  return { ...base, themes: [...coding.themes, theme] };
}

export function CodebookPanel({ hands }: { hands: Hands }) {
  const { coding, shipped, work } = hands;
  const own = work.codebook[0];
  const [title, setTitle] = useState("");
  const [about, setAbout] = useState("");
  const add = () => {
    if (!title.trim()) return;
    const name = [...title.trim()].slice(0, 200).join("");
    hands.act({ type: "codebook", codebook: withTheme(own ?? shipped.coding, own !== undefined, name, about.trim()), name: `Added the theme ${name}` });
    setTitle("");
    setAbout("");
  };
  return (
    <section class="cbf-panel cbf-c-codebook" aria-label="Codebook">
      <h4 dir="auto">{coding.title}</h4>
      <p class="cbf-quiet" dir="auto">{coding.themes.length} themes, {coding.codes.length} codes{coding.by && `, by ${coding.by}`}. A coding is a reading: every code says why and by whom, and another codebook may take its place.</p>
      <dl class="cbf-c-themes">{coding.themes.map((theme) => <div key={theme.id}><dt dir="auto">{theme.title}</dt><dd dir="auto">{theme.about}{theme.leaves_out && ` Not: ${theme.leaves_out}`}</dd></div>)}</dl>
      <form onSubmit={(event) => { event.preventDefault(); add(); }}>
        <h5>Add a theme</h5>
        <div class="cbf-pair">
          <TextField label="Theme" value={title} onText={setTitle} />
          <TextField label="What belongs to it" value={about} onText={setAbout} />
          <button type="submit" disabled={!title.trim()}>Add the theme</button>
        </div>
        {!own && <small>The shipped codebook stays as it is: yours begins as a copy of it.</small>}
      </form>
      <LoadCodebook hands={hands} />
      {own && <div class="cbf-buttons"><button type="button" onClick={() => hands.act({ type: "codebook", codebook: null })}>The shipped codebook again</button></div>}
    </section>
  );
}

/** The kernel reads the file, since it says best what is wrong with it. */
function LoadCodebook({ hands }: { hands: Hands }) {
  const read = async (input: HTMLInputElement) => {
    const file = input.files?.[0];
    if (!file) return;
    try {
      const { answer } = await hands.ask({ ask: "codebook", name: file.name, base64: await base64(file) });
      hands.tell(answer.said ?? "", answer.ok);
    } catch (error) {
      hands.tell(`${file.name}: ${(error as Error).message}`, false);
    }
    input.value = "";
  };
  return (
    <label class="cbf-field"><span>Load a codebook from a file</span>
      <input type="file" accept=".json,application/json,.csv,.tsv,.xlsx" onChange={(event) => void read(event.currentTarget as HTMLInputElement)} />
      <small>A codebook that was exported here, or a table with the columns theory, item, theme, why and by.</small></label>
  );
}
