/** What stands above the columns: which theory, one or several, undo and redo, and the panels, one at a time. */
import { useEffect, useRef } from "preact/hooks";
import { Actions } from "../shared/actions";
import { History, Open, Panel as Frame, Save } from "../shared/panels";
import { inWords, lineWords, some } from "../shared/counting";
import { Begin } from "./begin";
import { ComparedTitle, WhichTheories } from "./comparetitle";
import { ExportMenu } from "./export";
import { stagesOf } from "./finding";
import { Overlay } from "./overlay";
import { Run } from "./run";
import type { Hands, Panel } from "./view";

const PANELS: [NonNullable<Panel>, string][] = [["history", "History"], ["save", "Save"], ["open", "Open"], ["export", "Export"], ["keys", "Keys"]];
const OWN: [NonNullable<Panel>, string][] = [["begin", "Begin your own"], ["overlay", "Lay arrows over"], ["run", "Run it"]];

/** How much of an opened panel must be in sight, in pixels. */
const LEAST_SEEN = 120;

interface HeaderProps {
  hands: Hands;
  kept: string;
  onPresent: () => void;
}

export function Header({ hands, kept, onPresent }: HeaderProps) {
  const { view, store, show } = hands;
  return (
    <div class="cbf-header">
      <div class="cbf-titles">{view.mode === "one" ? <Which hands={hands} kept={kept} /> : <ComparedTitle hands={hands} kept={kept} />}</div>
      <div class="cbf-acts">
        <Modes hands={hands} />
        {view.mode === "one" && (
          <div class="cbf-actions" role="group" aria-label="This theory">
            {OWN.map(([id, name]) => <button key={id} type="button" data-panel={id} aria-expanded={view.panel === id} onClick={() => show({ panel: view.panel === id ? null : id })}>{name}</button>)}
            <button type="button" aria-pressed={view.editing} onClick={() => show({ editing: !view.editing, link: null })}>Edit</button>
          </div>
        )}
        <Actions label="The work as a whole" store={store} panels={PANELS} open={view.panel} onOpen={(panel) => show({ panel })} onPresent={onPresent} />
      </div>
    </div>
  );
}

function Modes({ hands }: { hands: Hands }) {
  const { view, theories, show } = hands;
  const count = view.compared.length || theories.length;
  return (
    <div class="cbf-modes" role="group" aria-label="One or several">
      <button type="button" aria-pressed={view.mode === "one"} onClick={() => show({ mode: "one" }, "One theory")}>One theory</button>
      <button type="button" aria-pressed={view.mode === "compare"} onClick={() => show({ mode: "compare" }, `Compare ${count}`)}>Compare {count}</button>
    </div>
  );
}

/** Which theory is on screen, its vision, and the whole in one line. */
function Which({ hands, kept }: { hands: Hands; kept: string }) {
  const { theory, theories, shipped, show } = hands;
  const printed = new Set(shipped.theories.map(({ id }) => id));
  const own = theories.filter(({ id }) => !printed.has(id));
  const option = ({ id, title }: { id: string; title: string }) => <option key={id} value={id} selected={id === theory.id}>{title}</option>;
  const go = (id: string) => show({ shown: id, item: null, link: null, from: null, teach: null, zoom: 1 }, theories.find((one) => one.id === id)?.title ?? id);
  return (
    <>
      <h3 class="cbf-unseen">{theory.title || "No theory"}</h3>
      <div class="cbf-which"><span aria-hidden="true" dir="auto">{theory.title || "No theory yet"} <i>▾</i></span>
        <select aria-label="The theory on screen" value={theory.id} onChange={(event) => go(event.currentTarget.value)}>
          {own.length === 0 ? theories.map(option) : <><optgroup label="From the guide">{shipped.theories.map(({ id }) => option(theories.find((one) => one.id === id)!))}</optgroup><optgroup label="Your own">{own.map(option)}</optgroup></>}
        </select></div>
      {theory.vision.text && <p class="cbf-vision" dir="auto">{theory.vision.text}</p>}
      <Summary hands={hands} kept={kept} />
    </>
  );
}

function Summary({ hands, kept }: { hands: Hands; kept: string }) {
  const { theory, shipped, theories } = hands;
  const columns = stagesOf(theory).length;
  const [first, last] = theory.pages;
  const pages = first && last ? `, guide, lines ${first}–${last}` : theory.vision.lines.length ? `, guide, ${lineWords(theory.vision.lines)}` : "";
  const from = theory.made_from && (theories.find(({ id }) => id === theory.made_from)?.title ?? theory.made_from);
  const arrows = theory.links.length;
  const own = !shipped.theories.some(({ id }) => id === theory.id);
  return (
    <p class="cbf-summary">
      {some(theory.items.length, "item")} in {inWords(columns)} column{columns === 1 ? "" : "s"}{pages}{own && (from ? `, your own, begun from ${from}` : ", your own")}
      {" · "}<b class="cbf-yours-count">{arrows === 0 ? "no arrows drawn yet" : `${some(arrows, "arrow")}, drawn by you`}</b>
      <span class="cbf-kept" data-kept={kept}>{kept}</span>
    </p>
  );
}

export function Panels({ hands }: { hands: Hands }) {
  const { view: { panel, mode }, store, ask, tell } = hands;
  const several: typeof OWN = mode === "compare" ? [["compared", "Which theories are compared"]] : [];
  const title = [...PANELS, ...OWN, ...several].find(([id]) => id === panel)?.[1];
  const close = () => hands.show({ panel: null });
  const place = useRef<HTMLDivElement>(null);
  // A button far below may have opened it.
  useEffect(() => {
    const opened = place.current?.getBoundingClientRect();
    if (opened && (opened.top < 0 || opened.top > innerHeight - LEAST_SEEN)) place.current!.scrollIntoView({ block: "start" });
  }, [panel]);
  if (!panel || !title) return null;
  return (
    <div ref={place}><Frame id={panel} title={title} onClose={close}>
      {panel === "begin" && <Begin hands={hands} />}
      {panel === "run" && <Run hands={hands} />}
      {panel === "overlay" && <Overlay hands={hands} />}
      {panel === "compared" && <WhichTheories hands={hands} />}
      {panel === "history" && <History store={store} />}
      {panel === "save" && <Save ask={ask} tell={tell} close={close} />}
      {panel === "open" && <Open what="work" ask={ask} tell={tell} close={close} />}
      {panel === "export" && <ExportMenu hands={hands} />}
      {panel === "keys" && <Keys />}
    </Frame></div>
  );
}

const KEYS: [string, string][] = [
  ["← ↑ ↓ →", "go from card to card"], ["Enter", "open the card, or end an arrow there"], ["A", "begin an arrow from the card"], ["E", "edit the card"], ["Escape", "give up, let go, close"],
  ["N, P", "one column on or back, for teaching"], ["+ − 0", "closer, further away, the usual size"], ["W, Z", "the whole page, one card"], ["Home, End", "the first card, the last"],
  ["Ctrl+Z", "undo"], ["Ctrl+Shift+Z", "do again"], ["Ctrl and wheel", "closer or further away"],
];

function Keys() {
  return (
    <>
      <h3>Keys</h3>
      <p class="cbf-quiet">They work on a card. All that the page can do stands in words too, below it.</p>
      <dl class="cbf-keys">{KEYS.map(([key, what]) => <div key={key}><dt>{key}</dt><dd>{what}</dd></div>)}</dl>
    </>
  );
}
