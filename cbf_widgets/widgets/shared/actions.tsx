/** Buttons for the document as a whole: undo and redo, what opens a panel, the whole screen. */
import { useEffect, useState } from "preact/hooks";
import type { Store } from "./store";

/** Whether the screen is filled. */
function useFilled(): boolean {
  const [filled, set] = useState(false);
  useEffect(() => {
    const look = () => set(document.fullscreenElement !== null);
    document.addEventListener("fullscreenchange", look);
    return () => document.removeEventListener("fullscreenchange", look);
  }, []);
  return filled;
}

interface Props<Panel extends string> {
  label: string;
  store: Store<any>;
  panels: readonly (readonly [Panel, string])[];
  open: Panel | null;
  onOpen: (panel: Panel | null) => void;
  onPresent: () => void;
}

export function Actions<Panel extends string>({ label, store, panels, open, onOpen, onPresent }: Props<Panel>) {
  const { names, at } = store.trail;
  return (
    <div class="cbf-actions" role="group" aria-label={label}>
      <button type="button" disabled={!store.canUndo} title={store.canUndo ? `Undo: ${names[at]} (Ctrl+Z)` : "Nothing to undo"}
        onClick={() => store.undo()}><span aria-hidden="true">↶</span> Undo</button>
      <button type="button" disabled={!store.canRedo} title={store.canRedo ? `Redo: ${names[at + 1]} (Ctrl+Shift+Z)` : "Nothing to redo"}
        onClick={() => store.redo()}><span aria-hidden="true">↷</span> Redo</button>
      {panels.map(([id, name]) => (
        <button key={id} type="button" aria-expanded={open === id} data-panel={id} onClick={() => onOpen(open === id ? null : id)}>{name}</button>
      ))}
      <button type="button" class="cbf-present" title="Fill the screen, for a projector" onClick={onPresent}>{useFilled() ? "Leave full screen" : "Full screen"}</button>
    </div>
  );
}

export async function present(root: HTMLElement): Promise<void> {
  if (document.fullscreenElement) await document.exitFullscreen();
  else await root.requestFullscreen();
}
