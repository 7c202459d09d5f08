/** An arrow drawn by hand: from a card's edge to where the pointer is, ended on a card. */
import { useEffect, useRef, useState } from "preact/hooks";
import { edgeScroll } from "./edgescroll";
import { draw, type Hands } from "./view";

export interface Drag {
  /** The line so far, in the page's own measure; empty while nothing is drawn. */
  line: string;
  begin: (event: PointerEvent, id: string) => void;
}

const FAR = 6;

export function useDrag(hands: Hands, canvas: { current: HTMLElement | null }, zoom: number): Drag {
  const [line, setLine] = useState("");
  const now = useRef({ hands, zoom });
  now.current = { hands, zoom };
  const stop = useRef<() => void>(() => {});
  useEffect(() => () => stop.current(), []);
  const begin = (event: PointerEvent, id: string) => {
    if (event.button !== 0 || !canvas.current) return;
    event.preventDefault();
    stop.current();
    const inner = canvas.current.querySelector(".cbf-inner")!;
    const spot = (at: PointerEvent) => {
      const box = inner.getBoundingClientRect();
      return { x: (at.clientX - box.left) / now.current.zoom, y: (at.clientY - box.top) / now.current.zoom };
    };
    const start = spot(event);
    const over = (at: PointerEvent) => document.elementFromPoint(at.clientX, at.clientY)?.closest<HTMLElement>("[data-card]") ?? null;
    let aimed: HTMLElement | null = null;
    const aim = (card: HTMLElement | null) => {
      aimed?.removeAttribute("data-aimed");
      aimed = card && card.dataset["card"] !== id ? card : null;
      aimed?.setAttribute("data-aimed", "true");
    };
    let moved = false;
    let last = event;
    const edge = edgeScroll(inner, () => follow());
    const move = (at: PointerEvent) => {
      last = at;
      const here = spot(at);
      moved ||= Math.hypot(here.x - start.x, here.y - start.y) > FAR;
      if (!moved) return;
      edge.at(at.clientX, at.clientY);
      follow();
    };
    const follow = () => {
      const here = spot(last);
      aim(over(last));
      const bend = Math.max(24, Math.abs(here.x - start.x) / 2);
      setLine(`M${start.x},${start.y}C${start.x + bend},${start.y} ${here.x - bend},${here.y} ${here.x},${here.y}`);
    };
    const up = () => {
      const to = aimed?.dataset["card"];
      stop.current();
      if (to) draw(now.current.hands, id, to);
    };
    const giveUp = (key: KeyboardEvent) => { if (key.key === "Escape") stop.current(); };
    stop.current = () => {
      edge.stop();
      aim(null);
      setLine("");
      document.removeEventListener("pointermove", move);
      document.removeEventListener("pointerup", up);
      document.removeEventListener("pointercancel", stop.current);
      document.removeEventListener("keydown", giveUp, true);
    };
    document.addEventListener("pointermove", move);
    document.addEventListener("pointerup", up);
    document.addEventListener("pointercancel", stop.current);
    document.addEventListener("keydown", giveUp, true);
  };
  return { line, begin };
}
