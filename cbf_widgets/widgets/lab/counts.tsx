/** How far each step has come in 100 runs: a disc, a ring with a dot, a ring, a speck for each run, and the numbers. */
import { colourOf, Glyph } from "../shared/glyph";
import { Icons } from "../shared/hundred";
import { inHundred, type Facts } from "./facts";
import type { Hands } from "./view";

/** Levels that get a column: all, or the first, a middle one and the last of many. */
export function columns(loops: number): number[] {
  return loops <= 4 ? Array.from({ length: loops }, (_, i) => i + 1) : [1, Math.ceil(loops / 2), loops];
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
