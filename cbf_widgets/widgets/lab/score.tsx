/** The scrubber as a score: advances above the line, slips below, the line itself broken from rupture to repair. */
import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { colourOf, Shape } from "../shared/glyph";
import { useWidth } from "../shared/hooks";
import { breaks, events, type Break, type Event as Move, type Facts } from "./facts";
import { wide } from "./labels";
import type { Player } from "./player";
import { zigzag } from "./shapes";
import { contactWords, type Hands } from "./view";

const [LINE, STEP] = [46, 10];
/** Half of the native slider's thumb: its middle goes from here to here. */
const THUMB = 10;

interface Stave {
  left: number;
  right: number;
  contacts: number;
}

const xOf = ({ left, right, contacts }: Stave, contact: number) => left + ((right - left) * contact) / Math.max(contacts, 1);

export function Score({ hands, player }: { hands: Hands; player: Player }) {
  const { facts, contact, seek } = hands;
  const { ref, width } = useWidth<HTMLDivElement>(512);
  const left = width < 440 ? THUMB : 58;
  const stave: Stave = { left, right: width - THUMB - 2, contacts: facts.contacts };
  const knob = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const move = (time: number) => { knob.current!.style.transform = `translate(${xOf(stave, time).toFixed(2)}px, ${LINE}px)`; };
    move(player.still ? player.contact : player.time);
    return player.onFrame(move);
  }, [player, width, facts.contacts, contact]);
  const seen = useSeen(facts, contact);
  return (
    <div class="cbf-score" ref={ref}>
      <svg width={width} height={92} aria-hidden="true">
        {left > THUMB && <text class="cbf-quiet-text" x={0} y={LINE - 14}>forward</text>}
        {left > THUMB && <text class="cbf-quiet-text" x={0} y={LINE + 22}>back</text>}
        <Notes facts={facts} stave={stave} seen={seen} />
        <path class="cbf-done" d={`M${stave.left},${LINE}H${xOf(stave, contact)}`} />
        <Broken facts={facts} stave={stave} contact={contact} />
      </svg>
      <span ref={knob} class="cbf-knob" />
      <input type="range" min={0} max={facts.contacts} step={1} value={contact} aria-label="Contact" aria-valuetext={contactWords(facts, contact)}
        style={{ insetInlineStart: `${left - THUMB}px`, width: `${stave.right - left + 2 * THUMB}px` }}
        onInput={(event) => seek((event.currentTarget as HTMLInputElement).valueAsNumber)} />
    </div>
  );
}

/** The furthest contact of this run that was on screen. */
function useSeen(facts: Facts, contact: number): number {
  const ref = useRef({ of: "", contact: 0 });
  const of = `${facts.token} ${facts.run.number}`;
  ref.current = { of, contact: Math.max(contact, ref.current.of === of ? ref.current.contact : 0) };
  return ref.current.contact;
}

/** All that happens; what nobody has seen yet is a plain dot, so that a guess which step it is can be made first. */
function Notes({ facts, stave, seen }: { facts: Facts; stave: Stave; seen: number }) {
  const all = useMemo(() => drawnNotes(facts, stave), [facts.run, stave.left, stave.right]);
  return (
    <g>
      <path class="cbf-stave" d={`M${stave.left},${LINE}H${stave.right}`} />
      {all.map(({ contact, known, ahead }) => (contact <= seen ? known : ahead))}
      <text class="cbf-quiet-text" x={stave.left} y={88} text-anchor="middle">0</text>
      <text class="cbf-quiet-text" x={stave.right} y={88} text-anchor="end">{facts.contacts}</text>
    </g>
  );
}

/** Every note as it is known and as it is before, drawn once for a run. */
function drawnNotes(facts: Facts, stave: Stave) {
  const stacks = new Map<string, number>();
  const r = Math.min(3.6, Math.max(1.4, ((stave.right - stave.left) / Math.max(facts.contacts, 1)) * 0.46));
  return events(facts, facts.run).map(({ contact, step, what }: Move) => {
    const key = `${contact}${what}`;
    const high = stacks.get(key) ?? 0;
    stacks.set(key, high + 1);
    const index = facts.glyphs[step] ?? step;
    const y = what === "forward" ? LINE - 13 - Math.min(high, 3) * (STEP - 1) : LINE + 14 + Math.min(high, 1) * 8;
    const place = { key: `${key}${step}`, transform: `translate(${xOf(stave, contact).toFixed(1)} ${y})`, class: "cbf-note", "data-what": what };
    const back = what === "back" ? { fill: "var(--cbf-paper)", stroke: colourOf(index), "stroke-width": 1.5 } : {};
    return { contact, known: <g {...place}><Shape index={index} r={r} {...back} /></g>, ahead: <g {...place} data-ahead><circle r={r * 0.8} /></g> };
  });
}

function Broken({ facts, stave, contact }: { facts: Facts; stave: Stave; contact: number }) {
  const all = useMemo(() => breaks(facts, facts.run), [facts.run]);
  const said = placedWords(all, stave);
  return (
    <g>
      {all.map(({ from, to }, i) => {
        const [a, b] = [xOf(stave, from), xOf(stave, to ?? stave.contacts)];
        const words = said[i];
        return (
          <g key={from} data-done={contact >= from || undefined} class="cbf-break">
            <path class="cbf-gap" d={`M${a},${LINE}H${Math.max(b, a + 6)}`} />
            <path class="cbf-zigzag" d={zigzag([a, LINE], [Math.max(b, a + 6), LINE], 5, 5)} />
            {words?.lost && <path class="cbf-fall" d={`M${a},${LINE + 9}V76`} />}
            {words?.lost && <text class="cbf-rupture-text" x={words.lost.x} y={88} text-anchor={words.lost.anchor}>{words.lost.text}</text>}
            {words?.mended && <path class="cbf-mended" d={`M${b},${LINE + 9}V76`} />}
            {words?.mended && <text class="cbf-ink-text" x={b + 2} y={88}>repaired</text>}
          </g>
        );
      })}
    </g>
  );
}

type Anchor = "start" | "end";
interface Said {
  lost?: { text: string; x: number; anchor: Anchor };
  mended?: boolean;
}

/** Which ruptures get words under the line: those that have room between the ends and the words before. */
export function placedWords(all: Break[], stave: Stave): Said[] {
  let free = stave.left + 14;
  const ends = stave.right - 20;
  return all.map(({ from, to, lost }, i) => {
    const a = xOf(stave, from);
    const said: Said = {};
    const text = lost ? `rupture: back ${lost} loop${lost === 1 ? "" : "s"}` : "rupture";
    for (const [words, anchor] of [[text, "end"], [text, "start"], ["rupture", "end"], ["rupture", "start"]] as const) {
      const w = wide(words, 12);
      const [x0, x1] = anchor === "end" ? [a - 2 - w, a - 2] : [a + 2, a + 2 + w];
      if (x0 < free || x1 > ends) continue;
      said.lost = { text: words, x: anchor === "end" ? a - 2 : a + 2, anchor };
      free = x1 + 8;
      break;
    }
    const b = to === null ? null : xOf(stave, to);
    const next = all[i + 1];
    const until = Math.min(ends, next ? xOf(stave, next.from) - 4 : Infinity);
    if (b !== null && said.lost && b + 2 >= free - 6 && b + 2 + wide("repaired", 12) <= until) {
      said.mended = true;
      free = b + 2 + wide("repaired", 12) + 8;
    }
    return said;
  });
}
