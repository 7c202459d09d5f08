/** Twelve runs from the same assumptions as twelve spirals: the first twelve, not chosen ones. */
import { inWords } from "../shared/counting";
import type { Small } from "./facts";
import { LIMITS } from "./state";
import { runName, runWords, type Hands } from "./view";

export function Twelve({ hands }: { hands: Hands }) {
  const { facts, study, act, showRun } = hands;
  return (
    <section class="cbf-twelve" aria-label="The first twelve runs">
      <div class="cbf-over-twelve">
        <div>
          <h3>The same beginning, {inWords(facts.twelve.length)} different paths</h3>
          <p class="cbf-quiet">Distance from the middle: loops gained. Thickness: secured. Tooth: the ratchet clicks. Zigzag: rupture until repair.</p>
        </div>
        <button type="button" title="The same assumptions with another seed: other chances" onClick={() => act({ type: "whole", name: "seed", value: study.seed < LIMITS.seed[1] ? study.seed + 1 : 0 })}>Draw again</button>
      </div>
      <div class="cbf-spirals">
        {facts.twelve.map((small) => (
          <button key={small.number} type="button" aria-pressed={small.number === facts.run.number} onClick={() => showRun(small.number)}>
            <Spiral small={small} />
            <span><b>{runName(small.number)}: {small.total}</b>{" "}<small>{runWords(small.total, small.ruptures).replace(/^\d+, /, "")}</small></span>
          </button>
        ))}
      </div>
    </section>
  );
}

function Spiral({ small: { line, teeth, breaks, end } }: { small: Small }) {
  return (
    <svg viewBox="0 0 100 100" aria-hidden="true">
      <circle class="cbf-rim" cx="50" cy="50" r="46" />
      {line.map(([d, width], i) => <path key={i} class="cbf-thread-line" d={d} stroke-width={width} />)}
      <path class="cbf-small-teeth" d={teeth} />
      <path class="cbf-small-break" d={breaks} />
      <circle class="cbf-tip" cx={end[0]} cy={end[1]} r="4" />
    </svg>
  );
}
