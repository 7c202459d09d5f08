/** The page: columns of cards, the chosen path first, arrows between them. */
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { useTrait, useWidth } from "../shared/hooks";
import { some } from "../shared/counting";
import { Badges, Legend, Lines } from "./arrows";
import { at, Card, tint, type As } from "./cards";
import { curves, neighbour } from "./curves";
import type { Doubt } from "./doubts";
import { useDrag, type Drag } from "./drag";
import { kept, partsOf, pathOf, sign, stagesOf, type Drawn, type Path, type Stage } from "./finding";
import { place, roomOf, shownParts, type Box, type Placed } from "./layout";
import { begin, pick, type Hands } from "./view";
import { cardZoom, STEP, useZoom, wholeZoom } from "./zoom";

const EDGE = 12;
/** With more cards than this, none glides to its new place, and they follow a search when typing rests. */
const MANY = 120;
const REST = 150; // milliseconds
/** Questions about what every card tells of itself anyway. */
const TOLD = new Set(["cut-off", "reading"]);

/** Measured heights; where arrows land in a card stands under the arrow's id, after "into:". */
function useHeights(canvas: { current: HTMLElement | null }) {
  const [heights, set] = useState(new Map<string, number>());
  useLayoutEffect(() => {
    const found = new Map<string, number>();
    for (const element of canvas.current!.querySelectorAll<HTMLElement>("[data-node]")) found.set(element.dataset["node"]!, element.offsetHeight);
    for (const element of canvas.current!.querySelectorAll<HTMLElement>("[data-into]")) found.set(`into:${element.dataset["into"]}`, element.offsetTop + Math.min(element.offsetHeight / 2, 18));
    if (found.size !== heights.size || [...found].some(([id, height]) => heights.get(id) !== height)) set(found);
  });
  return heights;
}

/** A text once nobody has typed for a while; at once without a wait. */
function useRested(text: string, wait: number): string {
  const [rested, set] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => set(text), wait);
    return () => clearTimeout(timer);
  }, [text, wait]);
  return wait ? rested : text;
}

export function Page({ hands, arrows }: { hands: Hands; arrows: Drawn[] }) {
  const { theory, view, coding, shipped, show } = hands;
  const { ref: port, width } = useWidth<HTMLDivElement>(960);
  const canvas = useRef<HTMLDivElement>(null);
  const stages = useMemo(() => stagesOf(theory), [theory]);
  const seen = view.teach === null ? stages : stages.slice(0, view.teach);
  const there = useMemo(() => new Set(seen.flatMap(({ items }) => items.map(({ id }) => id))), [theory, view.teach]);
  const search = useRested(view.search, theory.items.length > MANY ? REST : 0);
  const wanted = useMemo(() => kept(theory, coding, shipped, search, view.filter), [theory, coding, shipped, search, view.filter]);
  const drawn = useMemo(() => arrows.filter(({ from, to }) => there.has(from) && there.has(to)), [arrows, there]);
  const path = useMemo(() => (view.item && there.has(view.item) ? pathOf(theory, drawn, view.item) : null), [theory, drawn, view.item, there]);
  const heights = useHeights(canvas);
  const landing = (arrow: string) => heights.get(`into:${arrow}`);
  const parts = useMemo(() => stages.map((stage, i) => (i < seen.length ? partsOf(stage) : { id: stage.id, parts: [] })), [stages, seen.length]);
  const chosenWeight = 1 + 400 / Math.max(96, roomOf(width, stages.length).spare);
  const weights = useMemo(() => stages.map(({ items }) => {
    if (path) return items.some(({ id }) => id === view.item) ? chosenWeight : 1;
    return items.reduce((sum, item) => sum + 40 + item.text.length, 320);
  }), [stages, view.item, path !== null, chosenWeight]);
  const placed = useMemo(() => place({
    width: Math.max(width - 2 * EDGE, 160), stages: parts, weights, path: path?.items ?? null, chosen: view.item, arrows: path?.arrows ?? [], height: (id) => heights.get(id) ?? 48, landing,
  }), [width, parts, weights, path, view.item, heights]);
  const zoom = useZoom(port, view.zoom, (next) => show({ zoom: next }));
  const drag = useDrag(hands, canvas, view.zoom);
  const [last, setLast] = useState<string | null>(null);
  const stop = [view.item, last, stages[0]?.items[0]?.id, theory.items[0]?.id].find((id) => id && there.has(id)) ?? null;
  const size = { w: placed.frame.width + 2 * EDGE, h: placed.height + 2 * EDGE };
  const window_ = () => ({ w: port.current?.clientWidth ?? size.w, h: 0.85 * (globalThis.innerHeight || 800) });
  const views = {
    by: zoom.by, usual: () => zoom.to(1), whole: () => zoom.to(wholeZoom(size, window_())),
    card: () => { const box = placed.boxes.get(view.item ?? stop ?? ""); if (box) zoom.onto({ ...box, x: box.x + EDGE, y: box.y + EDGE }, cardZoom(box, window_())); },
  };
  useTopInSight(port, view.item);
  const now = useRef(hands);
  now.current = hands;
  // Drawn anew for what it shows, not for every letter that somebody types elsewhere.
  const cards = useMemo(() => <Cards {...{ hands, now, stages, seen: seen.length, path, wanted, search, placed, drawn, stop, onHandle: drag.begin }} />,
    [theory, shipped, stages, seen.length, path, wanted, search, placed, drawn, stop, view.item, view.link, view.from, view.teach]);
  const keyed = (event: KeyboardEvent) => {
    const what = meant(event, hands, { boxes: placed.boxes, stacked: placed.frame.stacked, there, stages: stages.length, views, canvas });
    if (!what) return;
    event.preventDefault();
    event.stopPropagation();
    what();
  };
  return (
    <section class="cbf-page" aria-label={`${theory.title}, column by column`}>
      <Zoom zoom={view.zoom} views={views} chosen={view.item !== null} />
      <div ref={port} class="cbf-port" data-zoomed={view.zoom > 1 || undefined}>
        <div style={{ width: `${size.w * view.zoom}px`, height: `${size.h * view.zoom}px` }}>
          <div ref={canvas} class="cbf-canvas" role="group" aria-label="Cards. Arrow keys go from card to card; Enter opens one; A begins an arrow." data-stacked={placed.frame.stacked || undefined} data-drawing={view.from ? true : undefined} data-many={theory.items.length > MANY || undefined}
            style={{ width: `${size.w}px`, height: `${size.h}px`, padding: `${EDGE}px`, transform: `scale(${view.zoom})` }} onKeyDown={keyed}
            onFocusIn={(event) => setLast((event.target as Element).closest<HTMLElement>("[data-card]")?.dataset["card"] ?? last)}>
            <div class="cbf-inner">
              {path && <Band hands={hands} path={path} placed={placed} />}
              {cards}
              <Arrows {...{ hands, placed, path, drawn, landing, drag }} />
            </div>
          </div>
        </div>
      </div>
    </section>
  );
}

/** The top comes into sight when a path is laid out there; on a narrow page the opened card stands above it, and comes too. */
function useTopInSight(port: { current: HTMLElement | null }, item: string | null): void {
  const first = useRef(true);
  useLayoutEffect(() => {
    const window_ = port.current;
    if (first.current || !item || !window_) { first.current = false; return; }
    const both = window_.closest(".cbf-both") ?? window_;
    if (both.getBoundingClientRect().top < 0) both.scrollIntoView({ block: "start" });
    if (document.activeElement?.closest(".cbf-port")) window_.scrollTop = 0;
  }, [item]);
}

interface Views {
  by: (factor: number) => void;
  usual: () => void;
  whole: () => void;
  card: () => void;
}

function Zoom({ zoom, views, chosen }: { zoom: number; views: Views; chosen: boolean }) {
  return (
    <div class="cbf-zooming" role="group" aria-label="Zoom">
      <button type="button" aria-label="Zoom out" title="Zoom out (−)" onClick={() => views.by(1 / STEP)}>−</button>
      <button type="button" aria-label={`Usual size, now ${Math.round(zoom * 100)} %`} title="Usual size (0)" onClick={views.usual}>{Math.round(zoom * 100)} %</button>
      <button type="button" aria-label="Zoom in" title="Zoom in (+)" onClick={() => views.by(STEP)}>+</button>
      <button type="button" title="All of it at once (W)" onClick={views.whole}>Whole page</button>
      {chosen && <button type="button" title="The chosen card fills the screen (Z)" onClick={views.card}>One card</button>}
    </div>
  );
}

function Band({ hands, path, placed }: { hands: Hands; path: Path; placed: Placed }) {
  const { theory, view, show } = hands;
  const dotted = theory.items.filter((item) => item.placement === "read").length;
  const alone = path.items.size === 1;
  const box = placed.band;
  return (
    <>
      {box && <div class="cbf-band" style={{ ...at(box), height: `${box.h}px` }} />}
      <div class="cbf-path-label" data-node="label:path" style={at(placed.boxes.get("label:path"))}>
        <p>{alone ? <><b>Your path begins here:</b> no arrow leads in or on yet. Draw one from the card’s edge, or press A.</>
          : <><b>Your path through one card:</b> {some(path.before, "card leads", "cards lead")} in, {path.after} {path.after === 1 ? "leads" : "lead"} on{path.others > 0 && `; ${some(path.others, "other arrow touches", "other arrows touch")} it`}</>}
          {" "}<button type="button" class="cbf-text-button" onClick={() => show({ item: null, link: null }, "The whole theory.")}>Whole theory</button></p>
        {!alone && <Legend arrows={path.arrows} />}
      </div>
      <p class="cbf-rest-label" data-node="label:rest" style={at(placed.boxes.get("label:rest"))}>
        <span><b>The rest of the theory,</b> {theory.authority ? "in the order of the source" : "column by column"}</span>
        {dotted > 0 && view.item && <span class="cbf-dotted">dotted edge: a reading of a damaged page ({some(dotted, "item")})</span>}
      </p>
    </>
  );
}

interface CardsProps {
  hands: Hands;
  now: { current: Hands };
  stages: Stage[];
  seen: number;
  path: Path | null;
  wanted: Set<string> | null;
  search: string;
  placed: Placed;
  drawn: Drawn[];
  stop: string | null;
  onHandle: Drag["begin"];
}

function Cards({ hands, now, stages, seen, path, wanted, search, placed, drawn, stop, onHandle }: CardsProps) {
  const { theory, shipped, view } = hands;
  const doubts = useTrait<Doubt[] | undefined>(hands.model, "doubts") ?? [];
  const asked = useMemo(() => new Set(theory.links.length ? doubts.filter(({ kind }) => !TOLD.has(kind)).flatMap(({ items }) => items) : []), [doubts, theory]);
  const was = shipped.theories.find(({ id }) => id === theory.id);
  const old = useMemo(() => new Map(was?.items.map((item) => [item.id, item])), [was]);
  const into = useMemo(() => grouped(drawn, ({ to }) => to), [drawn]);
  const out = useMemo(() => grouped(drawn, ({ from }) => from), [drawn]);
  const { boxes } = placed;
  const how = (id: string): As => (id === view.item && path ? "chosen" : path?.items.has(id) ? "path" : path || (wanted && !wanted.has(id)) ? "rest" : "plain");
  return (
    <>{stages.flatMap((stage, i) => {
      const colour = tint(stage.columns[0]?.id ?? "", i);
      const columns = new Map(stage.columns.map((column) => [column.id, column]));
      const items = new Map(stage.items.map((item) => [item.id, item]));
      const parts = i < seen ? partsOf(stage).parts : [];
      const standing = new Set(shownParts({ path: path?.items ?? null }, parts).map(({ id }) => id));
      const count = wanted ? `${stage.items.filter(({ id }) => wanted.has(id)).length} of ${stage.items.length}` : stage.items.length;
      return [
        <div key={stage.id} class="cbf-stage-head" data-node={stage.id} data-ahead={i >= seen || undefined} style={{ ...at(boxes.get(stage.id)), "--stage": colour }}>
          <h4><span dir="auto">{stage.title}</span> {i < seen && <small>{count}<span class="cbf-unseen"> {stage.items.length === 1 ? "item" : "items"}</span></small>}</h4>
          {view.teach !== null && i === seen - 1 && stage.columns.map(({ id, question }) => question && <p key={id} class="cbf-stage-asks" dir="auto">{question}</p>)}
        </div>,
        ...parts.map((part) => {
          const box = boxes.get(part.id);
          const style = { ...at(box), "--stage": colour };
          if (part.kind === "card") {
            const item = items.get(part.id)!;
            const before = old.get(item.id);
            const own = was !== undefined && (!before || before.text !== item.text || before.column !== item.column);
            const as = how(item.id);
            return <Card key={item.id} {...{ hands, now, item, as, box, own, search, onHandle }} stage={colour} stop={item.id === stop} asked={asked.has(item.id)} heading={columns.get(item.column)?.title ?? ""} single={stage.columns.length === 1}
              into={(into.get(item.id) ?? []).filter(({ from }) => !path || !(as === "path" || as === "chosen") || path.items.has(from))} out={out.get(item.id)?.length ?? 0} sign={(arrow) => sign(theory, arrow)} />;
          }
          if (!standing.has(part.id)) return null;
          if (part.kind === "sub") return <h5 key={part.id} class="cbf-sub" data-node={part.id} style={style} dir="auto">{columns.get(part.id.slice(4))?.title}</h5>;
          return <p key={part.id} class="cbf-group" data-node={part.id} style={style} dir="auto">{items.get(part.id.slice(6))?.group}</p>;
        }),
      ];
    })}</>
  );
}

function grouped(drawn: Drawn[], by: (arrow: Drawn) => string): Map<string, Drawn[]> {
  const found = new Map<string, Drawn[]>();
  for (const arrow of drawn) found.set(by(arrow), [...(found.get(by(arrow)) ?? []), arrow]);
  return found;
}

interface ArrowsProps {
  hands: Hands;
  placed: Placed;
  path: Path | null;
  drawn: Drawn[];
  landing: (arrow: string) => number | undefined;
  drag: Drag;
}

function Arrows({ hands, placed, path, drawn, landing, drag }: ArrowsProps) {
  const { frame, height } = placed;
  const inside = new Set(path?.arrows.map(({ id }) => id));
  const shown = path ? drawn.filter(({ id, from, to }) => inside.has(id) || (!frame.stacked && !path.items.has(from) && !path.items.has(to))) : frame.stacked ? [] : drawn;
  const lines = curves(shown, placed, (id) => (path ? landing(id) : undefined));
  const known = new Map(shown.map((arrow) => [arrow.id, arrow]));
  const shared = { hands, width: frame.width, height, curves: lines, arrows: known, strong: (id: string) => !path || inside.has(id) };
  return (
    <>
      <Lines {...shared} />
      <Badges {...shared} sign={(arrow) => sign(hands.theory, arrow)} />
      {drag.line && <svg class="cbf-arrow-lines cbf-arrow-drag" width={frame.width} height={height} aria-hidden="true"><path class="cbf-line" d={drag.line} /></svg>}
    </>
  );
}

interface Reach {
  boxes: Map<string, Box>;
  stacked: boolean;
  there: Set<string>;
  stages: number;
  views: Views;
  canvas: { current: HTMLElement | null };
}

/** What a key means on a card. */
function meant(event: KeyboardEvent, hands: Hands, { boxes, stacked, there, stages, views, canvas }: Reach): (() => void) | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  const { view, show } = hands;
  const card = (event.target as Element).closest<HTMLElement>("[data-card]")?.dataset["card"];
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const cards = [...there];
  const focus = (id: string | null | undefined) => id && canvas.current?.querySelector<HTMLElement>(`[data-card="${CSS.escape(id)}"] .cbf-say`)?.focus();
  const teach = (by: number) => () => show({ teach: Math.min(stages, Math.max(1, (view.teach ?? (by < 0 ? stages : 0)) + by)) });
  if (card && (key === "ArrowUp" || key === "ArrowDown" || key === "ArrowLeft" || key === "ArrowRight")) return () => focus(neighbour(boxes, cards, card, key, stacked));
  switch (key) {
    case "Home": return () => focus(cards[0]);
    case "End": return () => focus(cards.at(-1));
    case "a": return card ? () => begin(hands, card) : null;
    case "Escape": return view.from ? () => show({ from: null }, "No arrow.") : view.link ? () => show({ link: null }, "The arrow is put away.") : view.item ? () => pick(hands, view.item!) : null;
    case "+": case "=": return () => views.by(STEP);
    case "-": return () => views.by(1 / STEP);
    case "0": return views.usual;
    case "w": return views.whole;
    case "z": return views.card;
    case "n": return teach(1);
    case "p": return teach(-1);
    case "e": return card ? () => show({ item: card, link: null, editing: !view.editing }) : null;
    default: return null;
  }
}
