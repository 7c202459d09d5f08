/** Loops gained over contacts: nine in ten runs, half of them, the median, and the run that is shown. */
import { useMemo, useRef } from "preact/hooks";
import { some } from "../shared/counting";
import { useWidth } from "../shared/hooks";
import { breaks, totals, type Facts, type Found, type Run } from "./facts";
import { spread, type Box } from "./labels";
import { area, inBand, nearest, polyline, quantile, steps, ticks, xAt, yAt, type Frame } from "./plot";
import { zigzag } from "./shapes";
import type { Hands } from "./view";

interface Drawn {
  found: Found;
  run: Run;
  /** Another setting's median, dotted. */
  other?: { label: string; bands: Float32Array } | null;
  width: number;
  height: number;
  /** Labels stand right of the picture; else above it. */
  labelled: boolean;
  name: string;
}

const FONT = 12;

export function Chart({ hands, found, onNear }: { hands: Hands; found: Found; onNear: (contact: number, loops: number) => void }) {
  const { facts, contact } = hands;
  const { ref, width } = useWidth<HTMLDivElement>(440);
  const { beside } = facts;
  const two = beside !== null;
  const apart = two && width >= 330;
  const each = apart ? Math.floor((width - 16) / 2) : width;
  const height = Math.round(two ? Math.min(Math.max(each * 1.2, 210), 270) : Math.min(Math.max(each * 0.72, 260), 380));
  const shared = { facts, contact, onNear };
  return (
    <div class="cbf-chart" ref={ref} data-apart={apart || undefined}>
      <Picture {...shared} found={found} run={facts.run} width={each} height={height} labelled={!two}
        other={beside && { label: beside.label, bands: beside.bands }} name={two ? "as set" : ""} />
      {beside && <Picture {...shared} found={beside} run={beside.run} width={each} height={height} labelled={false}
        other={{ label: "as set", bands: found.bands }} name={beside.label} />}
      {two && <p class="cbf-quiet">Dark: half of all runs. Light: nine in ten. Dotted: the other’s median.</p>}
    </div>
  );
}

type Shared = { facts: Facts; contact: number; onNear: (contact: number, loops: number) => void };

function Picture({ facts, contact, onNear, ...drawn }: Drawn & Shared) {
  const svg = useRef<SVGSVGElement>(null);
  const { width, height, labelled, found, run, name } = drawn;
  const most = facts.steps * facts.loops;
  const frame: Frame = { left: most > 99 ? 30 : 24, right: width - (labelled ? 118 : 10), top: 10, bottom: height - 26, contacts: facts.contacts, most };
  const still = useMemo(() => <Still facts={facts} frame={frame} drawn={drawn} />, [facts.labels, found, run, width, height, drawn.other?.bands]);
  const click = (event: MouseEvent) => {
    const box = svg.current!.getBoundingClientRect();
    const { contact: at, loops } = nearest(frame, event.clientX - box.left, event.clientY - box.top);
    onNear(at, loops);
  };
  const sums = totals(facts, run);
  const [x, y] = [xAt(frame, contact), yAt(frame, sums[contact] ?? 0)];
  return (
    <figure class="cbf-plot">
      {!labelled && <figcaption><b dir="auto">{name}</b><span><Key kind="path" /> this run {sums[facts.contacts]} </span>{" "}<span><Key kind="median" /> median {quantile(found.bands, 2)[facts.contacts]}</span></figcaption>}
      <svg ref={svg} width={width} height={height} role="img" onClick={click} aria-label={spokenChart(facts, found, sums, name)}>
        <rect class="cbf-ground" x={frame.left} y={0} width={Math.max(frame.right - frame.left, 0)} height={frame.bottom} />
        {still}
        <path class="cbf-cursor" d={`M${x.toFixed(1)},${frame.bottom}V4`} />
        <Axis frame={frame} contact={contact} word={labelled} />
        <circle class="cbf-spot" cx={x} cy={y} r={5} />
      </svg>
    </figure>
  );
}

/** A piece of a line, as it is drawn. */
function Key({ kind }: { kind: "path" | "median" }) {
  return <svg class="cbf-line-key" viewBox="0 0 24 8" width="24" height="8" aria-hidden="true"><path class={`cbf-${kind}`} d="M0,4H24" /></svg>;
}

/** The picture's main numbers, for who can't see it. */
function spokenChart(facts: Facts, { bands }: Found, sums: number[], name: string): string {
  const at = (row: number) => quantile(bands, row)[facts.contacts];
  return `Loops gained over ${some(facts.contacts, "contact")}${name && `, ${name}`}. At the end: median ${at(2)}, half of all runs ${at(1)} to ${at(3)}, nine in ten ${at(0)} to ${at(4)}, this run ${sums[facts.contacts]}. All numbers stand in words below.`;
}

function Still({ facts, frame, drawn }: { facts: Facts; frame: Frame; drawn: Drawn }) {
  const { found, run, other, labelled } = drawn;
  const rows = [0, 1, 2, 3, 4].map((row) => quantile(found.bands, row));
  const [low, q25, median, q75, high] = rows as [Float32Array, Float32Array, Float32Array, Float32Array, Float32Array];
  const beside = other && quantile(other.bands, 2);
  const sums = totals(facts, run);
  const lines: ArrayLike<number>[] = [median, sums, ...(beside ? [beside] : [])];
  const inside = placedInside(frame, lines, [["half of all runs", q25, q75], ["nine in ten", low, q25], ["nine in ten", q75, high]]);
  return (
    <g>
      {ticks(frame.most, 4).map((loops) => (
        <g key={loops}><path class="cbf-grid" d={`M${frame.left},${yAt(frame, loops)}H${frame.right}`} />
          <text class="cbf-quiet-text" x={frame.left - 6} y={yAt(frame, loops) + 4} text-anchor="end">{loops}</text></g>
      ))}
      <path class="cbf-band" data-share="90" d={area(frame, low, high)} />
      <path class="cbf-band" data-share="50" d={area(frame, q25, q75)} />
      {beside && <path class="cbf-median" data-other="true" d={polyline(frame, beside)} />}
      <path class="cbf-median" d={polyline(frame, median)} />
      <RunLine facts={facts} run={run} frame={frame} sums={sums} />
      {inside.map(({ text, box }) => <text key={text} class="cbf-ink-text" x={box.x + box.w - 4} y={box.y + FONT} text-anchor="end">{text}</text>)}
      {labelled && <Ends frame={frame} sums={sums} rows={rows} missing={["half of all runs", "nine in ten"].filter((text) => !inside.some((one) => one.text === text))} />}
    </g>
  );
}

/** Labels within the bands, where there is room; each text once. */
function placedInside(frame: Frame, lines: ArrayLike<number>[], wanted: [string, Float32Array, Float32Array][]) {
  const placed: { text: string; box: Box }[] = [];
  for (const [text, low, high] of wanted) {
    if (placed.some((one) => one.text === text)) continue;
    const box = inBand(frame, { text, low, high }, lines, placed.map((one) => one.box), FONT);
    if (box) placed.push({ text, box });
  }
  return placed;
}

/** Labels at the lines' ends, moved apart; a band that found no room for its own stands here too. */
function Ends({ frame, sums, rows, missing }: { frame: Frame; sums: number[]; rows: Float32Array[]; missing: string[] }) {
  const at = (row: number) => rows[row]?.[frame.contacts] ?? 0;
  const range = (low: number, high: number) => ({ loops: (at(low) + at(high)) / 2, to: `${at(low)} to ${at(high)}` });
  const said = [{ text: `this run ${sums[frame.contacts]}`, loops: sums[frame.contacts] ?? 0, strong: true }, { text: `median ${at(2)}`, loops: at(2), strong: false }];
  for (const text of missing) {
    const { loops, to } = text === "nine in ten" ? range(0, 4) : range(1, 3);
    said.push({ text: `${text === "nine in ten" ? text : "half"}: ${to}`, loops, strong: false });
  }
  const ys = spread(said.map(({ loops }, i) => yAt(frame, loops) + i * 0.01), 17, frame.top + 2, frame.bottom - 4);
  return <g>{said.map(({ text, strong }, i) => <text key={text} class="cbf-ink-text" data-strong={strong || undefined} x={frame.right + 8} y={(ys[i] ?? 0) + 4}>{text}</text>)}</g>;
}

/** The run as steps; from a rupture to its repair the line is another, and it falls in a zigzag. */
function RunLine({ facts, run, frame, sums }: { facts: Facts; run: Run; frame: Frame; sums: number[] }) {
  const broken = breaks(facts, run);
  const whole: string[] = [];
  const torn: string[] = [];
  let from = 0;
  for (const gap of broken) {
    const x = xAt(frame, gap.from);
    const [above, below] = [yAt(frame, sums[gap.from - 1] ?? 0), yAt(frame, sums[gap.from] ?? 0)];
    whole.push(`${steps(frame, sums, from, gap.from - 1)}H${x.toFixed(1)}`);
    if (below > above) torn.push(zigzag([x, above], [x, below], 3.4, 8));
    torn.push(steps(frame, sums, gap.from, gap.to ?? facts.contacts));
    from = gap.to ?? facts.contacts;
  }
  whole.push(steps(frame, sums, from, facts.contacts));
  return (
    <g>
      <path class="cbf-path-halo" d={whole.join("") + torn.join("")} />
      <path class="cbf-path" d={whole.join("")} />
      <path class="cbf-torn" d={torn.join("")} />
    </g>
  );
}

/** Contacts along the foot, the one shown in bold; its neighbours give way. */
function Axis({ frame, contact, word }: { frame: Frame; contact: number; word: boolean }) {
  const { contacts, bottom } = frame;
  const marks = ticks(contacts, frame.right - frame.left > 260 ? 4 : 2).filter((at) => Math.abs(xAt(frame, at) - xAt(frame, contact)) > 24);
  const last = contact === contacts || xAt(frame, contacts) - xAt(frame, contact) <= 24;
  return (
    <g>
      {marks.map((at) => <text key={at} class="cbf-quiet-text" x={xAt(frame, at)} y={bottom + 18} text-anchor="middle">{at}</text>)}
      <text class="cbf-ink-text" data-strong="true" x={xAt(frame, contact)} y={bottom + 18} text-anchor="middle">{contact}</text>
      {word && <text class="cbf-quiet-text" x={xAt(frame, last ? contact : contacts) + 14} y={bottom + 18}>contacts</text>}
    </g>
  );
}
