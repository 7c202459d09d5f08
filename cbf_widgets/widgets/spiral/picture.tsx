/** The picture: core, line, curves, ripples, ruptures, marks. Pointer events become actions. */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { Shape, sink } from "../shared/glyph";
import { ASPECT_NAMES, ASPECTS, kindIndex, kindOf, partInWords, ruptureName, summary, type Spiral } from "./document";
import * as at from "./geometry";
import { Background, curveToCore, Ripples, Ruptures } from "./ink";
import { reduce } from "./state";
import { BREAK, pick, put, type Hands } from "./view";
import { useZoom } from "./zoom";

const NEAR = 30;
const STILL = 4;

interface Drag {
  id: string;
  from: at.Point;
  moved: boolean;
  place: number;
}

/** Where a pointer is, in the picture's own units. */
function position(svg: SVGSVGElement, event: PointerEvent): at.Point {
  const matrix = svg.getScreenCTM();
  if (!matrix) return [0, 0];
  const p = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
  return [p.x, p.y];
}

/** Id of the mark or rupture under a pointer. */
function partAt(event: PointerEvent): string | null {
  return (event.target as Element).closest("[data-part]")?.getAttribute("data-part") ?? null;
}

function moved(spiral: Spiral, drag: Drag | null): Spiral {
  if (!drag?.moved) return spiral;
  const isMark = spiral.marks.some((m) => m.id === drag.id);
  const edit = isMark
    ? reduce(spiral, { type: "move", mark: drag.id, place: drag.place })
    : reduce(spiral, { type: "changeRupture", rupture: drag.id, fields: { place: drag.place } });
  return edit?.spiral ?? spiral;
}

/** How much larger marks and words are drawn when the picture itself is small, as on a phone. */
function useGrowth(svg: { current: SVGSVGElement | null }): number {
  const [growth, set] = useState(1);
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => {
      const side = Math.min(entry!.contentRect.width, entry!.contentRect.height);
      set(Math.round(10 * Math.min(Math.max(620 / Math.max(side, 1), 1), 1.8)) / 10);
    });
    watch.observe(svg.current!);
    return () => watch.disconnect();
  }, []);
  return growth;
}

export function Picture({ hands }: { hands: Hands }) {
  const svg = useRef<SVGSVGElement>(null);
  const [drag, setDrag] = useState<Drag | null>(null);
  const [ghost, setGhost] = useState<number | null>(null);
  const zoom = useZoom(svg);
  const growth = useGrowth(svg);
  const { view } = hands;
  const spiral = moved(hands.spiral, drag);

  const nearLine = (event: PointerEvent): number | null => {
    const [x, y] = position(svg.current!, event);
    const place = at.nearestPlace(x, y, spiral.loops);
    return at.distance(at.point(place, spiral.loops), [x, y]) <= NEAR ? place : null;
  };
  const down = (event: PointerEvent) => {
    if (event.button !== 0) return;
    const id = partAt(event);
    if (!id) return zoom.down(event);
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    setDrag({ id, from: position(svg.current!, event), moved: false, place: 0 });
  };
  const move = (event: PointerEvent) => {
    if (zoom.move(event)) return;
    if (!drag) return setGhost(view.armed && event.pointerType !== "touch" && !partAt(event) ? nearLine(event) : null);
    const here = position(svg.current!, event);
    if (!drag.moved && at.distance(here, drag.from) < STILL) return;
    setDrag({ ...drag, moved: true, place: at.nearestPlace(...here, spiral.loops) });
  };
  const up = (event: PointerEvent) => {
    if (zoom.up(event)) return;
    setGhost(null);
    const place = drag ? null : nearLine(event);
    if (drag) drop(drag);
    else if (event.button === 0) place === null ? hands.show({ chosen: null, joining: null }) : put(hands, place);
    setDrag(null);
  };
  const drop = (done: Drag) => {
    if (!done.moved) return pick(hands, done.id);
    const isMark = hands.spiral.marks.some((m) => m.id === done.id);
    hands.act(isMark ? { type: "move", mark: done.id, place: done.place }
      : { type: "changeRupture", rupture: done.id, fields: { place: done.place } });
    hands.settle();
  };

  const label = `The spiral: ${summary(spiral)}. Arrow keys choose a step; 1 to ${Math.min(9, spiral.vocabulary.kinds.length)} place a step; question mark lists all keys.`;
  const r = at.markRadius(spiral.loops, spiral.marks.length) * growth;
  const faint = Math.min(0.45, 0.45 * Math.sqrt(24 / Math.max(spiral.marks.length, 1)));
  return (
    <div class="cbf-picture">
      <svg ref={svg} viewBox={zoom.viewBox} role="application" aria-roledescription="spiral" aria-label={label} tabindex={0}
        style={`--cbf-growth: ${growth}; --cbf-faint: ${faint.toFixed(2)}`}
        data-armed={view.armed ?? undefined} data-joining={view.joining ?? undefined}
        data-dragging={drag?.moved || undefined} onPointerDown={down} onPointerMove={move} onPointerUp={up}
        onPointerCancel={() => { zoom.cancel(); setDrag(null); }} onPointerLeave={() => setGhost(null)} onWheel={zoom.wheel}>
        <Background loops={spiral.loops} ruptures={spiral.ruptures.map((p) => p.place)}
          held={spiral.marks.map((m) => [m.place, m.holds])} />
        <Curves spiral={spiral} chosen={view.chosen} />
        <Petals growth={growth} />
        <Ripples spiral={spiral} chosen={view.chosen} gap={r + 3} />
        <Ruptures spiral={spiral} chosen={view.chosen} />
        {spiral.marks.map((mark, i) => (
          <MarkDot key={mark.id} spiral={spiral} index={i} r={r} chosen={mark.id === view.chosen} joining={mark.id === view.joining} />
        ))}
        {ghost !== null && !drag && <Ghost spiral={spiral} armed={view.armed!} place={ghost} r={r} />}
        <ChosenLabel spiral={spiral} chosen={view.chosen} r={r} growth={growth} />
      </svg>
      {zoom.tools}
    </div>
  );
}

function Petals({ growth }: { growth: number }) {
  return (
    <g class="cbf-core" aria-hidden="true">
      {ASPECTS.map((aspect) => {
        const [x, y] = at.petal(aspect);
        return <circle key={aspect} class="cbf-petal" data-aspect={aspect} cx={x} cy={y} r={at.PETAL_RADIUS} />;
      })}
      {ASPECTS.map((aspect) => {
        const [x, y] = at.petal(aspect);
        const out = { help: -1, challenge: 1, possibility: 0 }[aspect] * (9 + 34 * (growth - 1));
        return <text key={aspect} class="cbf-petal-name" data-aspect={aspect} x={x + out} y={y + (aspect === "possibility" ? 12 : -5)}>{ASPECT_NAMES[aspect]}</text>;
      })}
    </g>
  );
}

function Curves({ spiral, chosen }: { spiral: Spiral; chosen: string | null }) {
  return (
    <g class="cbf-curves" aria-hidden="true">
      {spiral.marks.map((mark) => {
        const state = chosen === mark.id ? "chosen" : undefined;
        if (mark.nurtures.length === 0) return <path key={mark.id} d={curveToCore(spiral, mark.place, null)} data-state={state} />;
        return mark.nurtures.map((aspect) => (
          <path key={`${mark.id}-${aspect}`} d={curveToCore(spiral, mark.place, aspect)} data-aspect={aspect} data-state={state} />
        ));
      })}
    </g>
  );
}

function MarkDot({ spiral, index, r, chosen, joining }: { spiral: Spiral; index: number; r: number; chosen: boolean; joining: boolean }) {
  const mark = spiral.marks[index]!;
  const [x, y] = at.point(mark.place, spiral.loops);
  const kind = kindIndex(spiral, mark.kind);
  const title = partInWords(spiral, mark.id);
  return useMemo(() => (
    <g class="cbf-mark" data-part={mark.id} data-state={joining ? "joining" : chosen ? "chosen" : undefined}
      transform={`translate(${x.toFixed(2)} ${y.toFixed(2)})`}>
      <title>{title}</title>
      <circle class="cbf-hit" r={Math.max(r * 1.3, 20)} />
      {(chosen || joining) && <circle class="cbf-ring" r={r * 1.75} />}
      <Shape index={kind} r={r} class="cbf-shape" />
      <text class="cbf-numeral" y={sink(kind, r)} font-size={Math.max(index > 98 ? 0.72 * r : r * 0.95, 7)}>{index + 1}</text>
    </g>
  ), [mark.id, x, y, kind, index, r, chosen, joining, title]);
}

function Ghost({ spiral, armed, place, r }: { spiral: Spiral; armed: string; place: number; r: number }) {
  const [x, y] = at.point(place, spiral.loops);
  if (armed === BREAK) return <polyline class="cbf-zigzag cbf-ghost" points={at.zigzag(place, spiral.loops).join(" ")} />;
  return <g class="cbf-ghost" transform={`translate(${x} ${y})`}><Shape index={kindIndex(spiral, armed)} r={r} /></g>;
}

/** The chosen part's own words, beside it. */
function ChosenLabel({ spiral, chosen, r, growth }: { spiral: Spiral; chosen: string | null; r: number; growth: number }) {
  const mark = spiral.marks.find((m) => m.id === chosen);
  const broken = spiral.ruptures.find((p) => p.id === chosen);
  const part = mark ?? broken;
  if (!part) return null;
  const text = mark ? mark.label || kindOf(spiral, mark).name : ruptureName(broken!);
  const short = [...text].length > 40 ? `${[...text].slice(0, 39).join("")}…` : text;
  const width = 8.4 * growth * [...short].length;
  const { x, y, anchor } = beside(at.point(part.place, spiral.loops), r * 1.9 + 6, width);
  return <text class="cbf-label" aria-hidden="true" x={x} y={y} text-anchor={anchor}>{short}</text>;
}

/** Where words fit without covering what they name: on the outer side, else below or above. */
function beside([x, y]: at.Point, away: number, width: number): { x: number; y: number; anchor: "start" | "end" | "middle" } {
  const steep = Math.abs(y - at.CENTRE) > 2 * Math.abs(x - at.CENTRE);
  if (!steep && x > at.CENTRE && x + away + width <= at.SIZE) return { x: x + away, y, anchor: "start" };
  if (!steep && x <= at.CENTRE && x - away - width >= 0) return { x: x - away, y, anchor: "end" };
  const down = y > at.CENTRE ? away + 8 : -away - 8;
  return { x: Math.min(Math.max(x, width / 2), at.SIZE - width / 2), y: y + down, anchor: "middle" };
}
