/** Zoom by button, key, Ctrl and wheel, and two fingers: what was under the hand stays there. */
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { Box } from "./layout";

export const LEAST = 0.25;
export const MOST = 5;
export const STEP = 1.25;

export const clampZoom = (zoom: number) => Math.round(Math.min(MOST, Math.max(LEAST, zoom)) * 1000) / 1000;

/** The zoom at which all fits in a window, never larger than usual. */
export function wholeZoom(page: { w: number; h: number }, window: { w: number; h: number }): number {
  return clampZoom(Math.min(1, window.w / Math.max(page.w, 1), window.h / Math.max(page.h, 1)));
}

/** The zoom at which one card fills most of a window. */
export function cardZoom(card: Pick<Box, "w" | "h">, window: { w: number; h: number }): number {
  return clampZoom(Math.max(1, Math.min((window.w * 0.7) / Math.max(card.w, 1), (window.h * 0.7) / Math.max(card.h, 1))));
}

interface Held {
  /** A place on the page, at the usual size. */
  x: number;
  y: number;
  /** Where in the window it should lie. */
  at: { x: number; y: number };
}

export function useZoom(port: { current: HTMLElement | null }, zoom: number, set: (zoom: number) => void) {
  const held = useRef<Held | null>(null);
  const now = useRef(zoom);
  now.current = zoom;
  const setter = useRef(set);
  setter.current = set;
  const around = (to: number, at: { x: number; y: number }) => {
    const window = port.current;
    const next = clampZoom(to);
    if (!window || next === now.current) return;
    held.current = { x: (window.scrollLeft + at.x) / now.current, y: (window.scrollTop + at.y) / now.current, at };
    setter.current(next);
  };
  const middle = () => ({ x: (port.current?.clientWidth ?? 0) / 2, y: (port.current?.clientHeight ?? 0) / 2 });
  const onto = (box: Box, to: number) => {
    held.current = { x: box.x + box.w / 2, y: box.y + box.h / 2, at: middle() };
    setter.current(clampZoom(to));
  };
  useLayoutEffect(() => {
    const [window, place] = [port.current, held.current];
    held.current = null;
    if (!window || !place) return;
    const at = place.at.y > window.clientHeight ? { ...place.at, y: window.clientHeight / 2 } : place.at;
    window.scrollLeft = place.x * zoom - at.x;
    window.scrollTop = place.y * zoom - at.y;
  }, [zoom]);
  useEffect(() => gestures(port.current, () => now.current, around), []);
  return { by: (factor: number) => around(now.current * factor, middle()), to: (next: number) => around(next, middle()), onto };
}

/** Listeners that a component can't set: a wheel that may be kept from the page. */
function gestures(window: HTMLElement | null, zoom: () => number, around: (to: number, at: { x: number; y: number }) => void): () => void {
  if (!window) return () => {};
  const fingers = new Map<number, PointerEvent>();
  const inside = (x: number, y: number) => {
    const box = window.getBoundingClientRect();
    return { x: x - box.left, y: y - box.top };
  };
  const pair = () => {
    const [a, b] = [...fingers.values()];
    return a && b ? { far: Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY), x: (a.clientX + b.clientX) / 2, y: (a.clientY + b.clientY) / 2 } : null;
  };
  const listeners: [string, (event: any) => void][] = [
    ["wheel", (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      around(zoom() * Math.exp(-event.deltaY / 300), inside(event.clientX, event.clientY));
    }],
    ["pointerdown", (event: PointerEvent) => { if (event.pointerType === "touch") fingers.set(event.pointerId, event); }],
    ["pointermove", (event: PointerEvent) => {
      if (!fingers.has(event.pointerId)) return;
      const before = pair();
      fingers.set(event.pointerId, event);
      const after = pair();
      if (before && after && before.far > 0) around((zoom() * after.far) / before.far, inside(after.x, after.y));
    }],
    ...["pointerup", "pointercancel"].map((name): [string, (event: PointerEvent) => void] => [name, (event) => fingers.delete(event.pointerId)]),
  ];
  for (const [name, listener] of listeners) window.addEventListener(name, listener, { passive: false });
  return () => listeners.forEach(([name, listener]) => window.removeEventListener(name, listener));
}
