/** Keys that every widget hears at its root. JupyterLab listens further out, and hears only those with Ctrl. */
import type { Store } from "./store";

/**
 * Undo and redo anywhere but in a text; what other keys mean the widget says. `data-lm-suppress-shortcuts` would
 * keep Ctrl+S from JupyterLab too.
 */
export function onKey(event: KeyboardEvent, store: Store<any>, meant: () => (() => void) | null): void {
  const typing = (event.target as Element).matches("input[type=text], input[type=number], textarea");
  const held = event.ctrlKey || event.metaKey || event.altKey;
  if (held && event.key !== "Enter" && !/^[zy]$/i.test(event.key)) return;
  event.stopPropagation();
  const what = held ? (typing ? null : stepped(event, store)) : meant();
  if (!what) return;
  event.preventDefault();
  what();
}

function stepped(event: KeyboardEvent, store: Store<any>): (() => void) | null {
  if (event.altKey || event.key === "Enter") return null;
  return () => (event.key.toLowerCase() === "y" || event.shiftKey ? store.redo() : store.undo());
}
