/** How far each step has come in 100 runs: a disc, a ring with a dot, a ring, a speck for each run, and the numbers. */
import { colourOf, Glyph } from "../shared/glyph";
import { inHundred, type Facts } from "./facts";
import type { Hands } from "./view";

/** Levels that get a column: all, or the first, a middle one and the last of many. */
export function columns(loops: number): number[] {
  return loops <= 4 ? Array.from({ length: loops }, (_, i) => i + 1) : [1, Math.ceil(loops / 2), loops];
}

const [ACROSS, APART, R] = [20, 8, 2.7];

/** Circles as one path, from the run of a number to that of another, in rows of twenty. */
function circles(from: number, to: number, r: number): string {
  let d = "";
  for (let i = from; i < to; i += 1) {
    const [x, y] = [4 + APART * Math.floor(i / 5), 4 + APART * (i % 5)];
    d += `M${x - r},${y}a${r},${r} 0 1 0 ${2 * r},0a${r},${r} 0 1 0 ${-2 * r},0`;
  }
  return d;
}

/** Those that have come furthest stand first: full discs, then dotted rings, then rings, then specks. */
function Icons({ counts, colour }: { counts: number[]; colour: string }) {
  const all = counts[0] ?? 0;
  const top = counts.at(-1) ?? 0;
  const middle = counts.length > 1 ? (counts.at(-2) ?? 0) : all;
  const dotted = counts.length > 2 ? middle : top;
  return (
    <svg class="cbf-icons" viewBox={`0 0 ${ACROSS * APART} ${5 * APART}`} aria-hidden="true" style={{ color: colour }}>
      <path class="cbf-disc" d={circles(0, counts.length > 1 ? top : all, R + 0.4)} />
      <path class="cbf-circle" d={circles(counts.length > 1 ? top : all, all, R)} />
      <path class="cbf-disc" d={circles(top, dotted, 1.2)} />
      <path class="cbf-speck" d={circles(all, 100, 0.7)} />
    </svg>
  );
}

function Key({ level, levels }: { level: number; levels: number[] }) {
  const [first, last] = [level === levels[0], level === levels.at(-1)];
  return (
    <svg class="cbf-key" viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
      <circle cx="5" cy="5" r="4" class={last ? "cbf-disc" : "cbf-circle"} />
      {!first && !last && <circle cx="5" cy="5" r="1.6" class="cbf-disc" />}
    </svg>
  );
}

export function Counts({ hands, reached }: { hands: Hands; reached: Uint32Array }) {
  const { facts, contact } = hands;
  const levels = columns(facts.loops);
  return (
    <table class="cbf-counts">
      <caption>How far each step has come at contact {contact}, in 100 runs{facts.beside && <small dir="auto">Below each number: {facts.beside.label}</small>}</caption>
      <thead>
        <tr>
          <th scope="col"><span class="cbf-unseen">Step</span></th>
          <td>at least loop</td>
          {levels.map((level) => <th key={level} scope="col"><Key level={level} levels={levels} /> <span class="cbf-unseen">at least loop </span>{level}</th>)}
        </tr>
      </thead>
      <tbody>{facts.labels.map((label, step) => <Row key={step} facts={facts} contact={contact} step={step} label={label} levels={levels} reached={reached} />)}</tbody>
    </table>
  );
}

interface RowProps {
  facts: Facts;
  contact: number;
  step: number;
  label: string;
  levels: number[];
  reached: Uint32Array;
}

function Row({ facts, contact, step, label, levels, reached }: RowProps) {
  const index = facts.glyphs[step] ?? step;
  const { beside } = facts;
  const count = (from: Uint32Array, level: number) => inHundred(facts, from, contact, step, level);
  return (
    <tr>
      <th scope="row"><Glyph index={index} text={step + 1} size={22} /><span dir="auto">{label}</span></th>
      <td><Icons counts={levels.map((level) => count(reached, level))} colour={colourOf(index)} /></td>
      {levels.map((level) => (
        <td key={level} class="cbf-number">{count(reached, level)}
          {beside && <small><span class="cbf-unseen">, {beside.label} </span>{count(beside.reached, level)}</small>}</td>
      ))}
    </tr>
  );
}
