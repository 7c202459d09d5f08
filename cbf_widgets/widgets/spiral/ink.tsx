/** The quiet parts of the picture: the line and its tail, ripples, ruptures and how they were mended. */
import { useMemo } from "preact/hooks";
import { nameOf, ruptureName, type Aspect, type Spiral } from "./document";
import * as at from "./geometry";

const fixed = ([x, y]: at.Point) => `${x.toFixed(2)},${y.toFixed(2)}`;
const path = (points: at.Point[]) => `M${points.map(fixed).join("L")}`;

/** The curve from a mark back to what it nurtures, or to the middle while nobody has said what. */
export function curveToCore(spiral: Spiral, place: number, aspect: Aspect | null): string {
  const from = at.point(place, spiral.loops);
  const to: at.Point = aspect ? at.petal(aspect) : [at.CENTRE, at.CENTRE];
  return `M${fixed(from)}Q${fixed(at.bend(from, to, at.CORE_BEND))} ${fixed(to)}`;
}

interface Line {
  loops: number;
  ruptures: number[];
  held: [number, boolean][];
}

export function Background({ loops, ruptures, held }: Line) {
  const broken = ruptures.join();
  const kept = JSON.stringify(at.heldStretches(held));
  const line = useMemo(() => at.stretches(loops, ruptures).map(([a, b]) => `${path(at.outline(a, b, loops))}Z`).join(""), [loops, broken]);
  const middle = useMemo(() => path(at.samples(0, loops).map((p) => at.point(p, loops))), [loops]);
  const teeth = useMemo(() => {
    const unbroken = at.sharedStretches(at.heldStretches(held), at.stretches(loops, ruptures));
    return unbroken.flatMap(([a, b]) => at.teeth(a, b, loops)).map(path).join("");
  }, [loops, kept, broken]);
  return (
    <g aria-hidden="true">
      <path class="cbf-line" d={line} />
      <path class="cbf-teeth" d={teeth} />
      {at.tail(loops).map(([[x, y], left], i) => (
        <circle key={i} class="cbf-tail" cx={x} cy={y} r={1 + 2 * left} opacity={0.15 + 0.75 * left} />
      ))}
      <path class="cbf-reach" d={middle} />
    </g>
  );
}

export function Ripples({ spiral, chosen, gap }: { spiral: Spiral; chosen: string | null; gap: number }) {
  const places = new Map(spiral.marks.map((m) => [m.id, m.place]));
  return (
    <g class="cbf-ripples">
      {spiral.ripples.map(({ source, target }) => {
        const [a, control, b] = at.rippleCurve(places.get(source) ?? 0, places.get(target) ?? 0, spiral.loops, gap);
        const state = chosen === source || chosen === target ? "chosen" : undefined;
        return (
          <g key={`${source}-${target}`} data-state={state}>
            <title>{`Ripple from ${nameOf(spiral, source)}, to ${nameOf(spiral, target)}`}</title>
            <path class="cbf-ripple" d={`M${fixed(a)}Q${fixed(control)} ${fixed(b)}`} />
            <path class="cbf-arrow" d={arrow(control, b)} />
          </g>
        );
      })}
    </g>
  );
}

function arrow(from: at.Point, tip: at.Point): string {
  const a = Math.atan2(tip[1] - from[1], tip[0] - from[0]);
  const side = (turn: number): at.Point => [tip[0] - 10 * Math.cos(a + turn), tip[1] - 10 * Math.sin(a + turn)];
  return path([side(0.5), tip, side(-0.5)]);
}

/** An open rupture: the jagged break, parted in the middle. */
function torn(points: at.Point[]): string {
  const half = Math.floor(points.length / 2);
  const middle = points[half]!;
  const toward = (end: at.Point): at.Point => [(end[0] + middle[0]) / 2, (end[1] + middle[1]) / 2];
  const before = [...points.slice(0, half), toward(points[half - 1]!)];
  const after = [toward(points[half + 1]!), ...points.slice(half + 1)];
  return path(before) + path(after);
}

export function Ruptures({ spiral, chosen }: { spiral: Spiral; chosen: string | null }) {
  return (
    <g>
      {spiral.ruptures.map((rupture) => {
        const mender = spiral.marks.find((m) => m.id === rupture.repair);
        const points = at.zigzag(rupture.place, spiral.loops);
        return (
          <g key={rupture.id} class="cbf-rupture" data-part={rupture.id} data-mended={mender ? "" : undefined}
            data-state={chosen === rupture.id ? "chosen" : undefined}>
            <title>{`${ruptureName(rupture)}${mender ? `, repaired by ${nameOf(spiral, mender.id)}` : ", not repaired"}`}</title>
            <path class="cbf-hit-line" d={path(points)} />
            <path class="cbf-zigzag" d={mender ? path(at.scar(rupture.place, spiral.loops)) : torn(points)} />
            {mender && <path class="cbf-stitches" d={at.stitches(rupture.place, spiral.loops).map(path).join("")} />}
            {mender && <path class="cbf-thread" d={path(at.thread(rupture.place, mender.place, spiral.loops))} />}
          </g>
        );
      })}
    </g>
  );
}
