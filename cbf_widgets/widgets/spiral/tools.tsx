/** What stands above the picture: the title, the steps to place, undo and redo, and what opens a panel. */
import { Actions } from "../shared/actions";
import { Glyph } from "../shared/glyph";
import type { Store } from "../shared/store";
import { TextField } from "../shared/field";
import { capital } from "../shared/counting";
import { summary, type Spiral } from "./document";
import { BreakGlyph } from "./outline";
import { BREAK, type Hands, type Panel } from "./view";

const PANELS: [NonNullable<Panel>, string][] = [["history", "History"], ["save", "Save"], ["open", "Open"], ["export", "Export"], ["keys", "Keys"]];

export function Header({ hands, store, kept, onPresent }: { hands: Hands; store: Store<Spiral>; kept: string; onPresent: () => void }) {
  const { spiral, view, act, settle } = hands;
  return (
    <div class="cbf-header">
      <div class="cbf-titles">
        <TextField className="cbf-title" label="Title" value={spiral.title} placeholder="A spiral without a title" onText={(title) => act({ type: "retitle", title })} onLeave={settle} />
        <div class="cbf-under-title">
          <TextField className="cbf-alias" label="Made-up name for the family" value={spiral.alias} placeholder="Never a real name"
            onText={(alias) => act({ type: "retitle", alias })} onLeave={settle} />
          <p class="cbf-summary">{capital(summary(spiral))} <span class="cbf-kept" data-kept={kept}>{kept}</span></p>
        </div>
      </div>
      <Actions label="The spiral as a whole" store={store} panels={PANELS} open={view.panel} onOpen={(panel) => hands.show({ panel })} onPresent={onPresent} />
    </div>
  );
}

/** The steps to place: choose one, then click the line. */
export function Palette({ hands }: { hands: Hands }) {
  const { spiral, view } = hands;
  const kinds = spiral.vocabulary.kinds;
  const arm = (id: string) => hands.show({ armed: view.armed === id ? null : id, joining: null });
  return (
    <div class="cbf-palette" role="group" aria-label="Place a step">
      {kinds.map((kind, i) => (
        <button key={kind.id} type="button" aria-pressed={view.armed === kind.id} data-kind={kind.id}
          title={i < 9 ? `Key ${i + 1} places it after the last step` : undefined} onClick={() => arm(kind.id)}>
          <Glyph index={i} size={22} />{kind.name}
        </button>
      ))}
      <button type="button" aria-pressed={view.armed === BREAK} data-kind="rupture" onClick={() => arm(BREAK)}><BreakGlyph />Rupture</button>
    </div>
  );
}

export function Hint({ hands }: { hands: Hands }) {
  const { spiral, view } = hands;
  const kind = spiral.vocabulary.kinds.find((k) => k.id === view.armed);
  const text = view.joining ? "Now choose the step that it helped. Escape ends it."
    : view.armed === BREAK ? "Click the line where the relationship was strained or broke."
    : kind ? `Click the line to place “${kind.name}”.`
    : spiral.marks.length ? "Drag a step along the line, or choose it to say more."
    : "Choose a kind of step, then click the line.";
  return <p class="cbf-hint">{text}</p>;
}
