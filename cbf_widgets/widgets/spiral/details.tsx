/** What can be said of the chosen mark or rupture, and what the texts say of its kind. */
import { Select, SelectAndDo, TextField, Tick } from "../shared/field";
import { ASPECT_NAMES, ASPECTS, kindOf, nameOf, placeInWords, ruptureName, type Mark, type Rupture, type Spiral, type StepKind } from "./document";
import type { MarkFields, RuptureFields } from "./state";
import { breakAfter, type Hands } from "./view";

export interface Concept {
  id: string;
  name: string;
  text?: string;
  source: string;
}

/** What the panel explains beside the kinds of step; from the datasets. */
export interface Concepts {
  causes: Concept[];
}

const others = (spiral: Spiral, id: string): [string, string][] =>
  spiral.marks.filter((m) => m.id !== id).map((m) => [m.id, nameOf(spiral, m.id)]);

function Place({ hands, place, least, most, onMove }: { hands: Hands; place: number; least: number; most: number; onMove: (to: number) => void }) {
  return (
    <label class="cbf-field">
      <span>Place on the line: {placeInWords(hands.spiral, place).toLowerCase()}</span>
      <input type="range" aria-label="Place on the line" min={least} max={most} step={0.01} value={place}
        aria-valuetext={placeInWords(hands.spiral, place)} onBlur={hands.settle} onChange={hands.settle}
        onInput={(event) => onMove(Number((event.currentTarget as HTMLInputElement).value))} />
    </label>
  );
}

export function MarkDetails({ hands, mark }: { hands: Hands; mark: Mark }) {
  const { spiral, act, settle } = hands;
  const change = (fields: MarkFields) => act({ type: "change", mark: mark.id, fields });
  const kinds = spiral.vocabulary.kinds.map((k): [string, string] => [k.id, k.name]);
  const least = Math.max(0, ...spiral.ruptures.filter((r) => r.repair === mark.id).map((r) => r.place));
  return (
    <div class="cbf-details" data-details={mark.id}>
      <TextField label="Name" value={mark.label} placeholder="What happened, in a few words" onText={(label) => change({ label })} onLeave={settle} />
      <fieldset>
        <legend>What did it nurture?</legend>
        <div class="cbf-ticks">
          {ASPECTS.map((aspect) => (
            <Tick key={aspect} label={ASPECT_NAMES[aspect]} on={mark.nurtures.includes(aspect)}
              onTick={(on) => change({ nurtures: on ? [...mark.nurtures, aspect] : mark.nurtures.filter((a) => a !== aspect) })}>
              <i class="cbf-swatch" data-aspect={aspect} aria-hidden="true" />{ASPECT_NAMES[aspect]}
            </Tick>
          ))}
        </div>
      </fieldset>
      <Tick label="This gain holds, like a ratchet" on={mark.holds} onTick={(holds) => change({ holds })} />
      <TextField label="Note" lines value={mark.note} onText={(note) => change({ note })} onLeave={settle} />
      <Explained kind={kindOf(spiral, mark)} spiral={spiral} />
      <details class="cbf-more">
        <summary>Kind, time and place</summary>
        <div class="cbf-pair">
          <Select label="Kind of step" value={mark.kind} options={kinds} onPick={(kind) => change({ kind })} onLeave={settle} />
          <TextField label="When" value={mark.when} placeholder="2026-03-14, or week 3" onText={(when) => change({ when })} onLeave={settle} />
        </div>
        <Place hands={hands} place={mark.place} least={least} most={spiral.loops} onMove={(place) => act({ type: "move", mark: mark.id, place })} />
      </details>
      <Links hands={hands} mark={mark} />
      <div class="cbf-buttons">
        <button type="button" onClick={() => act({ type: "rupture", place: breakAfter(spiral, mark.place) })}>Rupture after this</button>
        <button type="button" class="cbf-danger" onClick={() => act({ type: "remove", mark: mark.id })}>Remove</button>
      </div>
    </div>
  );
}

/** Ripples from and to the mark, and the ruptures it repairs. */
function Links({ hands, mark }: { hands: Hands; mark: Mark }) {
  const { spiral, act, view } = hands;
  const ripples = spiral.ripples.filter((r) => r.source === mark.id || r.target === mark.id);
  const free = others(spiral, mark.id).filter(([id]) => !ripples.some((r) => r.source === mark.id && r.target === id));
  const later = spiral.marks.slice(spiral.marks.indexOf(mark)).find((m) => free.some(([id]) => id === m.id));
  const before = spiral.ruptures.filter((r) => r.repair === mark.id || (!r.repair && r.place <= mark.place));
  return (
    <div class="cbf-links">
      {ripples.length > 0 && (
        <ul>{ripples.map(({ source, target }) => (
          <li key={`${source}-${target}`}>
            <span dir="auto">{source === mark.id ? `Helped ${nameOf(spiral, target)}` : `Was helped by ${nameOf(spiral, source)}`}</span>
            <button type="button" class="cbf-small" aria-label={`Remove the ripple from ${nameOf(spiral, source)}, to ${nameOf(spiral, target)}`}
              onClick={() => act({ type: "unripple", source, target })}>×</button>
          </li>
        ))}</ul>
      )}
      {free.length > 0 && (
        <>
          <SelectAndDo label="It helped (a ripple)" options={free} button="Add" usual={later?.id} onDo={(target) => act({ type: "ripple", source: mark.id, target })} />
          <div class="cbf-buttons">
            <button type="button" aria-pressed={view.joining === mark.id} title="Then click the step that it helped"
              onClick={() => hands.show({ joining: view.joining ? null : mark.id })}>Draw a ripple</button>
          </div>
        </>
      )}
      {before.map((r) => (
        <Tick key={r.id} label={`Repairs ${ruptureName(r)}`} on={r.repair === mark.id}
          onTick={(on) => act({ type: "repair", rupture: r.id, mark: on ? mark.id : "" })}>Repairs: <span dir="auto">{r.label || "rupture"}</span></Tick>
      ))}
    </div>
  );
}

export function RuptureDetails({ hands, rupture, concepts }: { hands: Hands; rupture: Rupture; concepts: Concepts }) {
  const { spiral, act, settle } = hands;
  const change = (fields: RuptureFields) => act({ type: "changeRupture", rupture: rupture.id, fields });
  const menders = spiral.marks.filter((m) => m.place >= rupture.place);
  const mender = menders.find((m) => m.id === rupture.repair);
  const cause = concepts.causes.find((c) => c.id === rupture.cause);
  return (
    <div class="cbf-details" data-details={rupture.id}>
      <TextField label="What happened" value={rupture.label} onText={(label) => change({ label })} onLeave={settle} />
      <Select label="Repaired by" value={rupture.repair}
        options={[["", menders.length ? "Not repaired yet" : "No step after it yet"], ...menders.map((m): [string, string] => [m.id, nameOf(spiral, m.id)])]}
        onPick={(mark) => act({ type: "repair", rupture: rupture.id, mark })} onLeave={settle} />
      <Select label="How it came about" value={rupture.cause}
        options={[["", "Not said"], ...concepts.causes.map((c): [string, string] => [c.id, c.name])]} onPick={(id) => change({ cause: id })} onLeave={settle} />
      {cause?.text && <p class="cbf-quiet">{cause.text} <Source text={cause.source} /></p>}
      <TextField label="Note" lines value={rupture.note} onText={(note) => change({ note })} onLeave={settle} />
      <details class="cbf-more">
        <summary>Time and place</summary>
        <TextField label="When" value={rupture.when} onText={(when) => change({ when })} onLeave={settle} />
        <Place hands={hands} place={rupture.place} least={0} most={mender?.place ?? spiral.loops} onMove={(place) => change({ place })} />
      </details>
      <div class="cbf-buttons">
        <button type="button" class="cbf-danger" onClick={() => act({ type: "removeRupture", rupture: rupture.id })}>Remove</button>
      </div>
    </div>
  );
}

export function Source({ text }: { text: string | undefined }) {
  return <cite class="cbf-source">{text === "assumption" ? "An assumption, not from the texts." : `Source: ${text}.`}</cite>;
}

/** What a kind of step is, in our words, with its source. */
export function Explained({ kind, spiral }: { kind: StepKind; spiral: Spiral }) {
  const links = (spiral.vocabulary.links ?? []).filter((l) => l.from_kind === kind.id || l.to_kind === kind.id);
  const texts = kind.definition || kind.examples?.length || kind.nurtures_text || links.length;
  return (
    <details class="cbf-explained">
      <summary>What is “{kind.name}”?</summary>
      {!texts && <p>No words have been written about this kind of step.</p>}
      {kind.also_called && kind.also_called.length > 0 && <p class="cbf-quiet">Also called: {kind.also_called.join("; ")}.</p>}
      {kind.definition && <p>{kind.definition}</p>}
      {kind.examples && kind.examples.length > 0 && (
        <>
          <h4>What it can look like</h4>
          <ul>{kind.examples.map((e) => <li key={e.text}>{e.text}</li>)}</ul>
        </>
      )}
      {kind.nurtures_text && (
        <>
          <h4>What it nurtures</h4>
          <p>{kind.nurtures_text}</p>
        </>
      )}
      {links.length > 0 && (
        <>
          <h4>How it is linked to other steps</h4>
          <ul>{links.map((l) => <li key={l.says}>{l.says} <Source text={l.source} /></li>)}</ul>
        </>
      )}
      <p><Source text={kind.source} /></p>
    </details>
  );
}
