/** What stands above the pictures: the title, undo and redo, and the panels, one at a time. */
import { useState } from "preact/hooks";
import { Actions } from "../shared/actions";
import { Select, TextField } from "../shared/field";
import { useTrait } from "../shared/hooks";
import type { Ask, Model } from "../shared/model";
import { download, History, Open, Panel as Frame, Save } from "../shared/panels";
import type { Store } from "../shared/store";
import { fromPlain, summary, type Preset, type Study } from "./document";
import type { Action } from "./state";
import type { Hands, Panel } from "./view";

const PANELS: [NonNullable<Panel>, string][] = [["presets", "Presets"], ["history", "History"], ["save", "Save"], ["open", "Open"], ["export", "Export"], ["keys", "Keys"]];

interface HeaderProps {
  store: Store<Study>;
  study: Study;
  act: (action: Action) => void;
  settle: () => void;
  kept: string;
  open: Panel;
  onOpen: (panel: Panel) => void;
  onPresent: () => void;
}

export function Header({ store, study, act, settle, kept, open, onOpen, onPresent }: HeaderProps) {
  return (
    <div class="cbf-header">
      <div class="cbf-titles">
        <TextField className="cbf-title" label="Title" value={study.title} placeholder="A study without a title" onText={(title) => act({ type: "retitle", title })} onLeave={settle} />
        <p class="cbf-summary">What these assumptions imply. Not evidence, not a forecast.</p>
        <p class="cbf-summary">{summary(study)} <span class="cbf-kept" data-kept={kept}>{kept}</span></p>
      </div>
      <Actions label="The study as a whole" store={store} panels={PANELS} open={open} onOpen={onOpen} onPresent={onPresent} />
    </div>
  );
}

interface Desk {
  model: Model;
  store: Store<Study>;
  ask: Ask;
  tell: (said: string, ok: boolean) => void;
  hands: Hands;
  onClose: () => void;
}

export function Panels({ panel, ...desk }: Desk & { panel: Panel }) {
  const title = PANELS.find(([id]) => id === panel)?.[1];
  if (!panel || !title) return null;
  const { store, ask, tell, onClose } = desk;
  return (
    <Frame id={panel} title={title} onClose={onClose}>
      {panel === "presets" && <Presets {...desk} />}
      {panel === "history" && <History store={store} />}
      {panel === "save" && <Save ask={ask} tell={tell} close={onClose} />}
      {panel === "open" && <Open what="study" ask={ask} tell={tell} close={onClose} />}
      {panel === "export" && <Export {...desk} />}
      {panel === "keys" && <Keys />}
    </Frame>
  );
}

/** Settings that show something, each with the one under which it fails. */
function Presets({ model, hands, onClose }: Desk) {
  const presets = useTrait<Preset[]>(model, "presets") ?? [];
  const take = (preset: Preset) => {
    hands.act({ type: "preset", title: preset.title, study: fromPlain(preset.study as never) });
    onClose();
  };
  return (
    <>
      <h3>Presets</h3>
      <p class="cbf-quiet">Chosen because they show something. For each there is another under which it fails: no assumption is a finding.</p>
      <ul class="cbf-presets">
        {presets.map((preset) => {
          const other = presets.find((one) => one.id === preset.turned_round_by);
          return (
            <li key={preset.id} dir="auto">
              <button type="button" onClick={() => take(preset)}>{preset.title}</button>
              <p>{preset.shows}{other && <> Turned round by <button type="button" class="cbf-link" onClick={() => take(other)}>{other.title}</button>.</>}</p>
            </li>
          );
        })}
      </ul>
    </>
  );
}

const FORMATS: [string, string, string][] = [["picture", "pdf", "Picture, PDF to print"], ["picture", "svg", "Picture, SVG"], ["picture", "png", "Picture, PNG"],
  ["data", "csv", "Data, CSV table"], ["data", "parquet", "Data, Parquet"], ["data", "json", "Data, JSON"], ["words", "txt", "Words"],
  ["study", "json", "The study, to open again"], ["token", "txt", "Token, which makes the same runs again"]];

function Export({ ask, tell, hands }: Desk) {
  const [at, pick] = useState("0");
  const [busy, setBusy] = useState(false);
  const make = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    const [what, format] = FORMATS[Number(at)]!;
    const { answer, files } = await ask({ ask: "export", what, format });
    setBusy(false);
    if (answer.ok && files[0]) download(String(answer["name"]), files[0], String(answer["type"]));
    tell(answer.said ?? "", answer.ok);
  };
  return (
    <>
      <form onSubmit={(event) => void make(event)}>
        <h3>Export</h3>
        <div class="cbf-pair">
          <Select label="As" value={at} options={FORMATS.map(([, , name], i): [string, string] => [String(i), name])} onPick={pick} />
          <button type="submit" class="cbf-main" disabled={busy}>{busy ? "Making it…" : "Export"}</button>
        </div>
      </form>
      <Token token={hands.facts.token} tell={tell} />
    </>
  );
}

/** A short text from which anybody makes the same runs. */
function Token({ token, tell }: { token: string; tell: (said: string, ok: boolean) => void }) {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(token);
      tell("Token copied.", true);
    } catch {
      tell("The browser doesn’t let us copy: choose the token’s text and copy it yourself.", false);
    }
  };
  return (
    <div class="cbf-pair cbf-token">
      <label class="cbf-field"><span>Token</span><input type="text" readOnly value={token} onFocus={(event) => (event.currentTarget as HTMLInputElement).select()} /></label>
      <button type="button" onClick={() => void copy()}>Copy the token</button>
    </div>
  );
}

const KEYS: [string, string][] = [["← →", "on the score: a contact back or on"], ["Home, End", "on the score: the beginning, the end"], ["Page Up, Page Down", "on the score: several contacts"],
  ["↑ ↓", "on a slider: a little more or less"], ["Ctrl+Z", "undo"], ["Ctrl+Shift+Z", "do again"], ["Escape", "close a panel; all steps and arrows again"]];

function Keys() {
  return (
    <>
      <h3>Keys</h3>
      <dl class="cbf-keys">{KEYS.map(([key, what]) => <div key={key}><dt>{key}</dt><dd>{what}</dd></div>)}</dl>
      <p class="cbf-quiet">All that the pictures can do stands in words too: fields for the run and the contact, a list for the step, a table for the arrows.</p>
    </>
  );
}
