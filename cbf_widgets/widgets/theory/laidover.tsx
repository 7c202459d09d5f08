/** What is laid over the page: whose it is, what its lines mean, how it is taken off again. */
import { useMemo } from "preact/hooks";
import { useTrait } from "../shared/hooks";
import type { Loose } from "./document";
import { lay, oversOf, WHOSE, WHOSE_NAMES, WHOSE_SIGNS, type Over, type Whose } from "./laying";
import type { Hands } from "./view";

/** All that is laid over, and which of it is drawn. */
export function useOver({ model, theory, view }: Hands): { all: Over[]; over: Over | undefined } {
  const laid = useTrait<Loose[] | undefined>(model, "laid_over");
  const all = useMemo(() => oversOf(laid ?? [], theory), [laid, theory.title]);
  return { all, over: all[view.over] ?? all[0] };
}

export function layOver({ model }: Hands, over: Loose[]): void {
  model.set("laid_over", over);
  model.save_changes();
}

export function TakeOff({ hands }: { hands: Hands }) {
  return <button type="button" onClick={() => { layOver(hands, []); hands.show({ whose: "all", over: 0 }, "Taken off again: only your arrows."); }}>Take off</button>;
}

/** Above the page for as long as anything is laid over: nobody has to guess whose arrows these are. */
export function LaidOver({ hands, over }: { hands: Hands; over: Over }) {
  const { counts } = useMemo(() => lay(hands.theory, over.theory), [hands.theory, over]);
  return (
    <section class="cbf-over" aria-label="What is laid over your arrows">
      <p><b>Laid over your arrows:</b> <bdi>{over.whose}</bdi></p>
      <ul class="cbf-arrow-key" aria-label="Whose arrows">
        {WHOSE.map((whose) => <li key={whose}><LaidSign whose={whose} />{whose === "theirs" ? <span>Only in <bdi>{over.whose}</bdi></span> : WHOSE_NAMES[whose]} <b>{counts[whose]}</b></li>)}
      </ul>
      <TakeOff hands={hands} />
    </section>
  );
}

/** A line of its own for each, apart from the dashes that say how sure: thick, thin, hollow. Sign and words say the same. */
export function LaidSign({ whose }: { whose: Whose }) {
  return (
    <svg class="cbf-laid-sign" data-whose={whose} viewBox="0 0 44 16" width="44" height="16" aria-hidden="true" focusable="false">
      <path class="cbf-laid-line" d="M2,8H26" />
      {whose === "theirs" && <path class="cbf-laid-hollow" d="M1,8H27" />}
      <text x="36" y="8">{WHOSE_SIGNS[whose]}</text>
    </svg>
  );
}
