/** The network on its own spiral: steps filled by how far they have got, arrows by what they carry. */
import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { colourOf } from "../shared/glyph";
import { useWidth } from "../shared/hooks";
import { standing, standingLines, standingWords, type Facts } from "./facts";
import { besideSteps, extent, type Placed } from "./labels";
import type { Player } from "./player";
import { along, head, zigzag, type Point } from "./shapes";
import { StepGlyph } from "./step";
import { heading, pulses, travelling, type Hands } from "./view";

export const BOX = { width: 512, height: 392 };

export function Network({ hands, player }: { hands: Hands; player: Player }) {
  const { facts, contact, playing } = hands;
  const { ref, width } = useWidth<HTMLDivElement>(BOX.width);
  const growth = Math.min(Math.max(BOX.width / Math.max(width, 1), 0.8), 1.15);
  const told = playing && contact < facts.contacts ? contact + 1 : contact;
  const ruptured = Boolean(facts.run.ruptured[contact]);
  const struck = contact > 0 && ruptured && !facts.run.ruptured[contact - 1];
  const names = useNames(facts, growth);
  const [top, bottom] = extent(facts.places, facts.size * 1.5, names.placed, names.font * 1.2, names.stated ? STATES.length : 0);
  const box = `0 ${top} ${BOX.width} ${bottom - top}`;
  const words = facts.labels.map((label, i) => { const { level, floor } = standing(facts, facts.run, contact, i); return `${label}: ${standingWords(level, floor)}`; });
  return (
    <div class="cbf-net" ref={ref} style={{ "--growth": growth, "--shape": (BOX.width / (bottom - top)).toFixed(3) } as never}>
      <svg viewBox={box} role="img" data-struck={struck || undefined}
        aria-label={`${heading(facts)}, at contact ${contact}. ${words.join(". ")}.${ruptured ? " A rupture stands." : ""}`}>
        <g key={struck ? contact : "calm"} class="cbf-shaken">
          <Line facts={facts} broken={ruptured} />
          <Core at={facts.centre} />
          <Arrows hands={hands} told={told} />
          <Steps hands={hands} size={facts.size} />
          <Labels hands={hands} names={names} />
        </g>
      </svg>
      <Pulses facts={facts} told={told} player={player} box={box} />
    </div>
  );
}

/** The line itself; broken between every two steps while a rupture stands. */
function Line({ facts, broken }: { facts: Facts; broken: boolean }) {
  return (
    <g class="cbf-trail" data-broken={broken || undefined}>
      <path class="cbf-line" d={facts.line} />
      {facts.dots.map(([x, y, r, opacity], i) => <circle key={i} class="cbf-line" cx={x} cy={y} r={r} opacity={opacity} />)}
      {broken && facts.gaps.map(([x, y, v, w], i) => (
        <g key={`gap${i}`}>
          <path class="cbf-gap" d={`M${x},${y}L${v},${w}`} />
          <path class="cbf-zigzag" d={zigzag([x, y], [v, w], Math.min(6, facts.size / 4))} />
        </g>
      ))}
    </g>
  );
}

const PETALS = [["help", "Help", -1, 0], ["challenge", "Challenge", 1, 0], ["possibility", "Possibility", 0, 1]] as const;

/** Of a petal, as in pictures that are exported. */
const PETAL = 27;

function Core({ at: [x, y] }: { at: Point }) {
  const r = PETAL;
  return (
    <g class="cbf-heart" transform={`translate(${x} ${y})`}>
      {PETALS.map(([id, , dx, down]) => <circle key={id} class="cbf-petal" data-aspect={id} cx={dx * r * 0.61} cy={down ? r * 0.65 : -r * 0.41} r={r} />)}
      {PETALS.map(([id, name, dx, down]) => <text key={id} class="cbf-petal-word" data-aspect={id} x={dx * r} y={down ? r * 0.97 : -r * 0.44}>{name}</text>)}
    </g>
  );
}

function Arrows({ hands, told }: { hands: Hands; told: number }) {
  const { facts, study, scope, choose } = hands;
  const caught = new Set(pulses(facts, told).map(({ edge }) => edge));
  const node = (i: number) => study.network.steps[i]?.node ?? "";
  return (
    <g class="cbf-arrows">
      {facts.edges.map(({ from, to, d, weight }, i) => {
        const chosen = scope.edge?.[0] === node(from) && scope.edge[1] === node(to);
        const near = scope.step !== undefined && (scope.step === node(from) || scope.step === node(to));
        const width = 0.9 + 2.7 * weight;
        return (
          <g key={`${from}-${to}`} class="cbf-carry" data-idle={weight === 0 || undefined} data-state={chosen ? "chosen" : caught.has(i) ? "caught" : near ? "near" : undefined}>
            <path class="cbf-carry-line" d={d} stroke-width={width} />
            <path class="cbf-carry-head" d={head(d, 6 + width)} stroke-width={Math.min(2.4, 1 + width / 3)} />
            <path class="cbf-carry-hit" d={d} data-edge={`${node(from)}>${node(to)}`} onClick={() => choose(chosen ? {} : { edge: [node(from), node(to)] },
              chosen ? "All arrows" : `Arrow from ${facts.labels[from]} to ${facts.labels[to]}`)}>
              <title>{`From ${facts.labels[from]} to ${facts.labels[to]}`}</title>
            </path>
          </g>
        );
      })}
    </g>
  );
}

const TRAIL = [[0, 5.4, 1], [0.05, 3.8, 0.7], [0.1, 2.8, 0.5], [0.15, 2, 0.35]] as const;

/** What is caught travels along its arrow; each frame moves the dots alone, in a layer of their own. */
function Pulses({ facts, told, player, box }: { facts: Facts; told: number; player: Player; box: string }) {
  const group = useRef<SVGGElement>(null);
  const found = pulses(facts, told);
  useLayoutEffect(() => {
    const routes = [...group.current!.querySelectorAll<SVGGElement>(".cbf-pulse")].map((one) => {
      const route = one.querySelector("path")!;
      return { route, length: route.getTotalLength(), dots: [...one.querySelectorAll("circle")] };
    });
    const move = (time: number) => {
      const { share } = travelling(time);
      for (const { route, length, dots } of routes) {
        dots.forEach((dot, k) => {
          const { x, y } = route.getPointAtLength(length * Math.max(share - (TRAIL[Math.max(k - 1, 0)]?.[0] ?? 0), 0));
          dot.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
        });
      }
    };
    move(player.still ? player.contact : player.time);
    return routes.length ? player.onFrame(move) : undefined;
  }, [facts, told, player]);
  return (
    <svg class="cbf-pulses" viewBox={box} aria-hidden="true"><g ref={group}>
      {found.map(({ edge, reason }) => (
        <g key={`${told}-${edge}`} class="cbf-pulse" data-step={reason.step}>
          <path d={facts.edges[edge]!.d} fill="none" />
          <circle class="cbf-halo" r={9} />
          {TRAIL.map(([, r, opacity], k) => <circle key={k} r={r} opacity={opacity} />)}
        </g>
      ))}
    </g></svg>
  );
}

function Steps({ hands, size }: { hands: Hands; size: number }) {
  const { facts, contact, scope, study, choose } = hands;
  return (
    <g>
      {facts.places.map(([x, y], i) => {
        const { level, floor, moved, clicked } = standing(facts, facts.run, contact, i);
        const node = study.network.steps[i]?.node;
        const chosen = scope.step !== undefined && scope.step === node;
        const index = facts.glyphs[i] ?? i;
        return (
          <g key={i} class="cbf-place" transform={`translate(${x} ${y})`} data-step={i} data-chosen={chosen || undefined}
            onClick={() => choose(chosen ? {} : { step: node }, chosen ? "All steps" : `${facts.labels[i]} chosen`)}>
            <title>{`${facts.labels[i]}: ${standingWords(level, floor)}`}</title>
            <circle class="cbf-hit" r={Math.max(size * 1.2, 16)} />
            {moved && <circle key={`${contact}${moved}`} class="cbf-moved" data-moved={moved} r={size * 1.42} stroke={moved === "forward" ? colourOf(index) : undefined} />}
            {chosen && <circle class="cbf-ring" r={size * 1.36} />}
            <StepGlyph index={index} number={i + 1} loops={facts.loops} level={level} floor={floor} size={size} moved={moved} clicked={clicked} />
          </g>
        );
      })}
    </g>
  );
}

/** Room for the longest state that a step may be in. */
const STATES = ["back to loop 2", "none secured"];
const MOST_STATES = 9;

/** More steps than these lie too close for names: numbers and signs stand for them, as in the list of counts. */
const MOST_NAMES = 14;

interface Names {
  placed: Placed[];
  stated: boolean;
  font: number;
}

function useNames(facts: Facts, growth: number): Names {
  const font = 12.5 * growth;
  const stated = facts.steps <= MOST_STATES;
  const placed = useMemo(() => (facts.steps > MOST_NAMES ? [] : besideSteps(facts.labels, stated ? STATES : [], facts.places,
    { ...BOX, size: facts.size, font, centre: facts.centre, taken: takenBy(facts) })), [facts.labels, facts.places, facts.edges, facts.size, font]);
  return { placed, stated, font };
}

/** Points on the line and on arrows. */
function takenBy(facts: Facts): Point[] {
  const points = [...facts.line.matchAll(/(-?[\d.]+)[ ,](-?[\d.]+)/g)].map(([, a, b]): Point => [Number(a), Number(b)]);
  const dots = facts.dots.map(([a, b]): Point => [a, b]);
  return [...points, ...dots, ...facts.edges.flatMap(({ d }) => along(d))];
}

function Labels({ hands: { facts, contact }, names: { placed, stated, font } }: { hands: Hands; names: Names }) {
  return (
    <g class="cbf-names" aria-hidden="true">
      {placed.map(({ lines, x, y, anchor }, i) => {
        const { level, floor, moved } = standing(facts, facts.run, contact, i);
        return (
          <text key={i} x={x.toFixed(1)} y={y.toFixed(1)} text-anchor={anchor}>
            {lines.map((words, k) => <tspan key={k} class="cbf-name" x={x.toFixed(1)} dy={k ? font * 1.2 : 0}>{words}</tspan>)}
            {stated && standingLines(level, floor, moved).map((words, k) => <tspan key={`state${k}`} class="cbf-state" x={x.toFixed(1)} dy={font * 1.2}>{words}</tspan>)}
          </text>
        );
      })}
    </g>
  );
}
