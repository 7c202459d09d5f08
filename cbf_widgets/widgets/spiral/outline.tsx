/** The twin in words: the same spiral as a list by loops, from which everything can be done. */
import { useEffect, useRef } from "preact/hooks";
import { Glyph } from "../shared/glyph";
import { SelectAndDo } from "../shared/field";
import { ASPECT_NAMES, kindIndex, kindOf, loopOf, ruptureName, type Mark, type Rupture, type Spiral } from "./document";
import { MarkDetails, RuptureDetails, type Concepts } from "./details";
import { breakAfter, pick, type Hands } from "./view";

type Row = { loop: number; place: number; mark: Mark; number: number } | { loop: number; place: number; rupture: Rupture };

function rows(spiral: Spiral): Row[] {
  const marks: Row[] = spiral.marks.map((mark, i) => ({ loop: loopOf(spiral, mark.place), place: mark.place, mark, number: i + 1 }));
  const broken: Row[] = spiral.ruptures.map((rupture) => ({ loop: loopOf(spiral, rupture.place), place: rupture.place, rupture }));
  return [...marks, ...broken].sort((a, b) => a.place - b.place);
}

/** One list, its rows kept whole when they pass from loop to loop, so that a slider in use stays in hand. */
export function Outline({ hands, concepts }: { hands: Hands; concepts: Concepts }) {
  const { spiral } = hands;
  const all = rows(spiral);
  const loops = Array.from({ length: spiral.loops }, (_, i) => i + 1);
  return (
    <section class="cbf-outline" aria-label="The spiral in words">
      <ul class="cbf-rows">{loops.flatMap((loop) => {
        const inside = all.filter((row) => row.loop === loop);
        return [
          <li key={`loop ${loop}`} class="cbf-loop">
            <h3>Loop {loop}</h3>
            {inside.length === 0 && <p class="cbf-quiet">Nothing here yet.</p>}
          </li>,
          ...inside.map((row) => ("mark" in row
            ? <MarkRow key={`mark ${row.mark.id}`} hands={hands} mark={row.mark} number={row.number} />
            : <RuptureRow key={`rupture ${row.rupture.id}`} hands={hands} rupture={row.rupture} concepts={concepts} />)),
        ];
      })}
      </ul>
      <Adding hands={hands} />
    </section>
  );
}

/** Keep the chosen row in sight, without moving the page. */
function useInSight(chosen: boolean) {
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    const list = row.current?.closest(".cbf-outline");
    if (!chosen || !row.current || !list) return;
    const [item, frame] = [row.current.getBoundingClientRect(), list.getBoundingClientRect()];
    if (item.top < frame.top) list.scrollTop += item.top - frame.top - 8;
    else if (item.bottom > frame.bottom) list.scrollTop += Math.min(item.bottom - frame.bottom + 8, item.top - frame.top - 8);
  }, [chosen]);
  return row;
}

function MarkRow({ hands, mark, number }: { hands: Hands; mark: Mark; number: number }) {
  const { spiral, view } = hands;
  const chosen = view.chosen === mark.id;
  const row = useInSight(chosen);
  const kind = kindOf(spiral, mark);
  return (
    <li ref={row} data-chosen={chosen || undefined}>
      <button type="button" class="cbf-row" aria-expanded={chosen} data-mark={mark.id}
        onClick={() => (chosen && !view.joining ? hands.show({ chosen: null }) : pick(hands, mark.id))}>
        <span class="cbf-unseen">{number}, </span>
        <Glyph index={kindIndex(spiral, mark.kind)} text={number} size={28} />
        <span class="cbf-row-words">
          <b dir="auto">{mark.label || kind.name}</b>
          <small>{[mark.label ? kind.name : "", mark.when, mark.holds ? "held" : ""].filter(Boolean).join(" · ") || "No name yet"}</small>
        </span>
        <span class="cbf-aspects">
          {mark.nurtures.map((aspect) => (
            <abbr key={aspect} role="img" data-aspect={aspect} aria-label={`nurtures ${ASPECT_NAMES[aspect].toLowerCase()}`} title={`nurtures ${ASPECT_NAMES[aspect].toLowerCase()}`}>{ASPECT_NAMES[aspect][0]}</abbr>
          ))}
        </span>
      </button>
      {chosen && <MarkDetails hands={hands} mark={mark} />}
    </li>
  );
}

function RuptureRow({ hands, rupture, concepts }: { hands: Hands; rupture: Rupture; concepts: Concepts }) {
  const chosen = hands.view.chosen === rupture.id;
  const row = useInSight(chosen);
  const mender = hands.spiral.marks.findIndex((m) => m.id === rupture.repair);
  return (
    <li ref={row} data-chosen={chosen || undefined}>
      <button type="button" class="cbf-row cbf-row-rupture" aria-expanded={chosen} data-rupture={rupture.id}
        onClick={() => hands.show({ chosen: chosen ? null : rupture.id, joining: null })}>
        <BreakGlyph />
        <span class="cbf-row-words">
          <b dir="auto">{ruptureName(rupture)}</b>
          <small>{[rupture.when, mender >= 0 ? `repaired by ${mender + 1}` : "not repaired"].filter(Boolean).join(" · ")}</small>
        </span>
      </button>
      {chosen && <RuptureDetails hands={hands} rupture={rupture} concepts={concepts} />}
    </li>
  );
}

export function BreakGlyph() {
  return (
    <svg class="cbf-glyph" viewBox="-14 -14 28 28" width={28} height={28} aria-hidden="true" focusable="false">
      <polyline class="cbf-zigzag" points="-12,2 -7,-7 -2,6 3,-6 8,5 12,-2" />
    </svg>
  );
}

/** Adding from words alone: a step after the last, a rupture, a loop. */
function Adding({ hands }: { hands: Hands }) {
  const { spiral } = hands;
  const options = spiral.vocabulary.kinds.map((k): [string, string] => [k.id, k.name]);
  return (
    <div class="cbf-adding">
      <SelectAndDo label="A step after the last" options={options} button="Add the step" onDo={(kind) => hands.act({ type: "place", kind })} />
      <div class="cbf-buttons">
        <button type="button" onClick={() => hands.act({ type: "rupture", place: breakAfter(spiral) })}>Add a rupture</button>
        <button type="button" onClick={() => hands.act({ type: "loops", loops: spiral.loops + 1 })} disabled={spiral.loops >= 12}>Add a loop</button>
        <button type="button" onClick={() => hands.act({ type: "loops", loops: spiral.loops - 1 })} disabled={spiral.loops <= 1}>Take away a loop</button>
      </div>
    </div>
  );
}
