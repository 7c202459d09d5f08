/** Where the keyboard is: back to where one came from, and never nowhere when a button with the focus goes away. */
import { useEffect, useRef } from "preact/hooks";

const STATIONS = ".cbf-picture > svg, .cbf-row";

export interface Focus {
  /** To be told of every `focusin`. */
  follow: (event: FocusEvent) => void;
  /** Return to the picture or the row that one came from. */
  back: () => void;
}

export function useFocus(root: { current: HTMLElement | null }): Focus {
  const last = useRef<HTMLElement | null>(null);
  const station = useRef<HTMLElement | null>(null);
  const panel = useRef("");
  const find = (selector: string) => root.current!.querySelector<HTMLElement>(selector);
  const back = () => (station.current?.isConnected ? station.current : find(".cbf-picture > svg"))?.focus();

  useEffect(() => {
    const gone = last.current && (!last.current.isConnected || last.current.matches(":disabled"));
    if (!gone || (document.activeElement !== document.body && document.activeElement !== last.current)) return;
    const opener = panel.current && find(`.cbf-actions [data-panel="${panel.current}"]`);
    const next = opener || (last.current!.isConnected && find(".cbf-actions button:not(:disabled)"))
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
