/** Zoom by button, by Ctrl and wheel, by two fingers; drag the paper to move it; back to the whole at a press. */
import { useRef, useState } from "preact/hooks";
import { SIZE } from "./geometry";

interface Window {
  x: number;
  y: number;
  size: number;
}

const WHOLE: Window = { x: 0, y: 0, size: SIZE };
const CLOSEST = SIZE / 8;

function about(window: Window, factor: number, cx: number, cy: number): Window {
  const size = Math.min(Math.max(window.size * factor, CLOSEST), SIZE);
  const share = size / window.size;
  return within({ x: cx - (cx - window.x) * share, y: cy - (cy - window.y) * share, size });
}

function within({ x, y, size }: Window): Window {
  const most = SIZE - size;
  return { x: Math.min(Math.max(x, 0), most), y: Math.min(Math.max(y, 0), most), size };
}

export function useZoom(svg: { current: SVGSVGElement | null }) {
  const [window, set] = useState(WHOLE);
  const fingers = useRef(new Map<number, PointerEvent>());
  const travelled = useRef(0);

  const spot = (event: MouseEvent) => {
    const matrix = svg.current?.getScreenCTM();
    return matrix ? new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse()) : new DOMPoint();
  };
  const scale = () => window.size / (svg.current?.getBoundingClientRect().width || SIZE);
  const apart = () => {
    const [a, b] = [...fingers.current.values()];
    return a && b ? Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY) : 0;
  };

  const down = (event: PointerEvent) => {
    travelled.current = 0;
    fingers.current.set(event.pointerId, event);
    if (window.size < SIZE) (event.currentTarget as Element).setPointerCapture(event.pointerId);
  };
  /** True while the paper itself moves. */
  const move = (event: PointerEvent): boolean => {
    const before = fingers.current.get(event.pointerId);
    if (!before) return false;
    const old = apart();
    fingers.current.set(event.pointerId, event);
    const [dx, dy] = [event.clientX - before.clientX, event.clientY - before.clientY];
    travelled.current += Math.hypot(dx, dy);
    if (fingers.current.size === 2 && old > 0) {
      const p = spot(event);
      set((w) => about(w, old / Math.max(apart(), 1), p.x, p.y));
    } else if (window.size < SIZE && travelled.current > 4) {
      set((w) => within({ ...w, x: w.x - dx * scale(), y: w.y - dy * scale() }));
    }
    return travelled.current > 4;
  };
  /** True when the gesture moved the paper, so that it is no click. */
  const up = (event: PointerEvent): boolean => fingers.current.delete(event.pointerId) && travelled.current > 4;
  const cancel = () => fingers.current.clear();
  const wheel = (event: WheelEvent) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const p = spot(event);
    set((w) => about(w, Math.exp(event.deltaY / 300), p.x, p.y));
  };
  const by = (factor: number) => () => set((w) => about(w, factor, w.x + w.size / 2, w.y + w.size / 2));

  const tools = (
    <div class="cbf-zoom" role="group" aria-label="Zoom">
      <button type="button" aria-label="Zoom in" title="Zoom in" disabled={window.size <= CLOSEST} onClick={by(0.7)}>+</button>
      <button type="button" aria-label="Zoom out" title="Zoom out" disabled={window.size >= SIZE} onClick={by(1 / 0.7)}>−</button>
      <button type="button" class="cbf-fit" disabled={window.size >= SIZE} onClick={() => set(WHOLE)}>Fit</button>
    </div>
  );
  return { viewBox: `${window.x} ${window.y} ${window.size} ${window.size}`, down, move, up, cancel, wheel, tools };
}
