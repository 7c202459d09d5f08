/** The player's buttons, the run, and the sentence of the contact. */
import { useEffect, useReducer, useRef } from "preact/hooks";
import { Glyph } from "../shared/glyph";
import { Player, SPEEDS, type Clock } from "./player";
import { isChance, runName, sentences, type Hands } from "./view";

const CLOCK: Clock = {
  frame: (then) => {
    const id = requestAnimationFrame(then);
    return () => cancelAnimationFrame(id);
  },
};

/** A player for a view, kept as long as the view; drawn again at every contact, not at every frame. */
export function usePlayer(length: number): Player {
  const ref = useRef<Player | null>(null);
  const [, again] = useReducer<number, void>((n) => n + 1, 0);
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  ref.current ??= new Player(length, CLOCK, still.matches);
  const player = ref.current;
  player.fit(length);
  useEffect(() => {
    const follow = () => { player.still = still.matches; };
    still.addEventListener("change", follow);
    const stop = player.onTurn(() => again());
    return () => {
      still.removeEventListener("change", follow);
      stop();
      player.end();
    };
  }, [player]);
  return player;
}

const ICONS = {
  start: "M11,2.5L5,7L11,11.5ZM3.5,2.5V11.5", back: "M9.5,2.5L4,7L9.5,11.5", play: "M3.5,2L12,7L3.5,12Z", pause: "M4.5,2.5V11.5M9.5,2.5V11.5",
  next: "M4.5,2.5L10,7L4.5,11.5", end: "M3,2.5L9,7L3,11.5ZM10.5,2.5V11.5",
};

function Icon({ name }: { name: keyof typeof ICONS }) {
  const filled = name === "play" || name === "start" || name === "end";
  return <svg class="cbf-icon" viewBox="0 0 14 14" width="14" height="14" aria-hidden="true"><path d={ICONS[name]} fill={filled ? "currentColor" : "none"} /></svg>;
}

export function Controls({ hands, player }: { hands: Hands; player: Player }) {
  const { facts, contact, playing, seek } = hands;
  const [first, last] = [contact === 0 && !playing, contact === facts.contacts];
  return (
    <div class="cbf-controls" role="group" aria-label="Play this run">
      <button type="button" aria-label="To the beginning" title="To the beginning" disabled={first} onClick={() => seek(0)}><Icon name="start" /></button>
      <button type="button" aria-label="One contact back" title="One contact back" disabled={first} onClick={() => seek(contact - 1)}><Icon name="back" /></button>
      <button type="button" class="cbf-main cbf-play" onClick={() => (playing ? player.pause() : player.play())}>
        <Icon name={playing ? "pause" : "play"} />{playing ? "Pause" : "Play"}</button>
      <button type="button" aria-label="One contact on" title="One contact on" disabled={last} onClick={() => seek(contact + 1)}><Icon name="next" /></button>
      <button type="button" aria-label="To the end" title="To the end" disabled={last} onClick={() => seek(facts.contacts)}><Icon name="end" /></button>
      <Speed player={player} />
      <RunPicker hands={hands} />
    </div>
  );
}

/** How fast it plays; a view's own matter. */
function Speed({ player }: { player: Player }) {
  const [, again] = useReducer<number, void>((n) => n + 1, 0);
  const pick = (event: Event) => {
    player.speed = Number((event.currentTarget as HTMLSelectElement).value);
    again();
  };
  return (
    <select class="cbf-speed" aria-label="Speed" value={String(player.speed)} onChange={pick}>
      {SPEEDS.map(([speed, name]) => <option key={speed} value={String(speed)}>{name}</option>)}
    </select>
  );
}

/** Any run by its number: what a click on the chart does, for the keyboard. */
function RunPicker({ hands }: { hands: Hands }) {
  const { facts, showRun } = hands;
  const { number } = facts.run;
  const pick = (event: Event) => {
    const typed = Math.round((event.currentTarget as HTMLInputElement).valueAsNumber);
    if (Number.isFinite(typed)) showRun(Math.min(Math.max(typed, 1), facts.runs) - 1);
  };
  return (
    <div class="cbf-run" role="group" aria-label="Which run">
      <button type="button" aria-label="The run before" title="The run before" disabled={number <= 0} onClick={() => showRun(number - 1)}>‹</button>
      <label><span>Run</span> <input type="number" aria-label="Run number" min={1} max={facts.runs} value={number + 1} onChange={pick} /></label>
      <button type="button" aria-label="The next run" title="The next run" disabled={number >= facts.runs - 1} onClick={() => showRun(number + 1)}>›</button>
    </div>
  );
}

/** What happened in this contact, and why; chances stand back. */
export function Sentence({ hands }: { hands: Hands }) {
  const { facts, contact } = hands;
  const seen = [...new Set(facts.run.reasons.filter((reason) => reason.contact === contact).map(({ step }) => step))];
  return (
    <div class="cbf-why" data-many={facts.steps > 7 || undefined} role="group" aria-label={`What happened in contact ${contact}, ${runName(facts.run.number)}`}>
      <p class="cbf-where"><span class="cbf-at"><b>Contact {contact}</b> of {facts.contacts}</span>, run {(facts.run.number + 1).toLocaleString("en-GB")}</p>
      <p class="cbf-sentence" dir="auto">
        {seen.map((step) => <Glyph key={step} index={facts.glyphs[step] ?? step} text={step + 1} size={22} />)}
        <span>{sentences(facts.run.words[contact] ?? "").map((text, i) => <span key={i} class={isChance(text) ? "cbf-quiet" : undefined}>{text} </span>)}</span>
      </p>
    </div>
  );
}
