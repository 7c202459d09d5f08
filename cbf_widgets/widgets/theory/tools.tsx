/** What stands above the columns: which theory, undo and redo, and the panels, one at a time. */
import { Actions } from "../shared/actions";
import { Panel as Frame, History, Open, Save } from "../shared/panels";
import { Begin } from "./begin";
import { ExportMenu } from "./export";
import { Overlay } from "./overlay";
import { Run } from "./run";
import type { Hands, Panel } from "./view";

const PANELS: [NonNullable<Panel>, string][] = [["begin", "Begin"], ["run", "Run"], ["overlay", "Lay over"], ["history", "History"], ["save", "Save"], ["open", "Open"], ["export", "Export"], ["keys", "Keys"]];

export function Header({ hands, kept, onPresent }: { hands: Hands; kept: string; onPresent: () => void }) {
  const { theory, view, store } = hands;
  return (
    <div class="cbf-header">
      <div class="cbf-titles">
        <h3>{theory.title}</h3>
        <p class="cbf-vision">{theory.vision.text}</p>
        <p class="cbf-summary"><span class="cbf-kept" data-kept={kept}>{kept}</span></p>
      </div>
      <Actions label="The work as a whole" store={store} panels={PANELS} open={view.panel} onOpen={(panel) => hands.show({ panel })} onPresent={onPresent} />
    </div>
  );
}

export function Panels({ hands }: { hands: Hands }) {
  const { view: { panel }, store, ask, tell } = hands;
  const title = PANELS.find(([id]) => id === panel)?.[1];
  const close = () => hands.show({ panel: null });
  if (!panel || !title) return null;
  return (
    <Frame id={panel} title={title} onClose={close}>
      {panel === "begin" && <Begin hands={hands} />}
      {panel === "run" && <Run hands={hands} />}
      {panel === "overlay" && <Overlay hands={hands} />}
      {panel === "history" && <History store={store} />}
      {panel === "save" && <Save ask={ask} tell={tell} close={close} />}
      {panel === "open" && <Open what="work" ask={ask} tell={tell} close={close} />}
      {panel === "export" && <ExportMenu hands={hands} />}
    </Frame>
  );
}
