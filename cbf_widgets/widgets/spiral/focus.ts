/** Where the keyboard is: back to where one came from, and never nowhere when what has the focus moves or goes away. */
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";

const STATIONS = ".cbf-picture > svg, .cbf-row";

export interface Focus {
  /** To be told of every `focusin`. */
  follow: (event: FocusEvent) => void;
  /** Return to the picture or the row that one came from. */
  back: () => void;
}

const usable = (element: HTMLElement) => element.isConnected && !element.matches(":disabled");

export function useFocus(root: { current: HTMLElement | null }): Focus {
  const last = useRef<HTMLElement | null>(null);
  const station = useRef<HTMLElement | null>(null);
  const panel = useRef("");
  const before = document.activeElement as HTMLElement | null;
  const held = before && root.current?.contains(before) ? before : null;
  const find = (selector: string) => root.current!.querySelector<HTMLElement>(selector);
  const back = () => (station.current?.isConnected ? station.current : find(".cbf-picture > svg"))?.focus();

  // A row that moves takes the focus along only in browsers with `moveBefore`.
  useLayoutEffect(() => {
    if (held && document.activeElement !== held && usable(held)) held.focus({ preventScroll: true });
  });
  useEffect(() => {
    if (!last.current || usable(last.current)) return;
    if (document.activeElement !== document.body && document.activeElement !== last.current) return;
    const opener = panel.current && find(`.cbf-actions [data-panel="${panel.current}"]`);
    const next = opener || (last.current.isConnected && find(".cbf-actions button:not(:disabled)"))
      || find(".cbf-outline [data-chosen] .cbf-row") || find(".cbf-picture > svg");
    next?.focus({ preventScroll: true });
  });
  const follow = (event: FocusEvent) => {
    last.current = event.target as HTMLElement;
    panel.current = last.current.closest<HTMLElement>(".cbf-panel")?.dataset["panel"] ?? "";
    if (last.current.matches(STATIONS)) station.current = last.current;
  };
  return { follow, back };
}
