/** What stands above the pictures: the title, undo and redo, and the panels, one at a time. */
import { Actions } from "../shared/actions";
import { TextField } from "../shared/field";
import { useTrait } from "../shared/hooks";
import type { Ask, Model } from "../shared/model";
import { History, Open, Panel as Frame, Save } from "../shared/panels";
import type { Store } from "../shared/store";
import { fromPlain, summary, type Preset, type Study } from "./document";
import { Export } from "./export";
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
              <p>{preset.shows} {preset.chosen && <span class="cbf-quiet">{preset.chosen}</span>}{other && <> Turned round by <button type="button" class="cbf-link" onClick={() => take(other)}>{other.title}</button>.</>}</p>
            </li>
          );
        })}
      </ul>
    </>
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
