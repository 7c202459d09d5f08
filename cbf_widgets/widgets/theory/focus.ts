/** Where the keyboard is: never nowhere when what has the focus goes away, and back at the card that one came from. */
import { useEffect, useRef } from "preact/hooks";

const usable = (element: HTMLElement) => element.isConnected && !element.matches(":disabled");

/** To be told of every `focusin`. */
export function useFocus(root: { current: HTMLElement | null }): (event: FocusEvent) => void {
  const last = useRef<HTMLElement | null>(null);
  const opener = useRef("");
  /** The card, the row or the arrow's row that one was at. */
  const station = useRef("");
  useEffect(() => {
    const here = last.current;
    if (!here || usable(here) || (document.activeElement !== document.body && document.activeElement !== here)) return;
    const find = (selector: string) => (selector ? [...root.current!.querySelectorAll<HTMLElement>(selector)].find(usable) : undefined);
    const next = find(opener.current) ?? find(station.current) ?? find(".cbf-card[data-as=chosen] .cbf-say") ?? find(".cbf-say[tabindex='0']")
      ?? find(".cbf-actions button");
    next?.focus({ preventScroll: true });
  });
  return (event) => {
    const element = event.target as HTMLElement;
    last.current = element;
    const panel = element.closest<HTMLElement>(".cbf-panel[data-panel]")?.dataset["panel"];
    opener.current = panel ? `button[data-panel="${panel}"]` : "";
    const { item, row, arrowRow } = element.dataset;
    if (item && element.matches(".cbf-say")) station.current = `.cbf-say[data-item="${CSS.escape(item)}"]`;
    else if (row) station.current = `[data-row="${CSS.escape(row)}"]`;
    else if (arrowRow) station.current = `[data-arrow-row="${CSS.escape(arrowRow)}"]`;
  };
}
