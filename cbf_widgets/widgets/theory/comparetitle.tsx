/** The header of a comparison: how many theories, what it comes to, which they are, and the way to others. */
import { useMemo, useState } from "preact/hooks";
import { useTrait } from "../shared/hooks";
import { some } from "../shared/counting";
import { count, measuredNow, type Comparison, type Counted, type Use } from "./counting";
import { headline, heading, whichWords } from "./countwords";
import { comparedOf, FEWEST, MOST } from "./looking";
import type { Hands } from "./view";

/** What is compared as it is now, and how it is measured; before the kernel has said anything there is nothing to count by. */
export function useCounted({ theories, coding, shipped }: Hands, compared: string[], comparison: Comparison | undefined): { whole: Counted; measured: Map<string, Use[]> } | null {
  const whole = useMemo(() => (comparison?.cells ? count(theories.filter(({ id }) => compared.includes(id)), coding, comparison, shipped.wording) : null), [theories, compared.join("\n"), coding, comparison, shipped]);
  const measured = useMemo(() => (whole && comparison ? measuredNow(comparison, whole) : null), [comparison, whole]);
  return whole && measured && { whole, measured };
}

export function ComparedTitle({ hands, kept }: { hands: Hands; kept: string }) {
  const { view, show, theories, model } = hands;
  const compared = comparedOf(hands);
  const counted = useCounted(hands, compared, useTrait<Comparison | undefined>(model, "comparison"));
  const shown = theories.filter(({ id }) => compared.includes(id));
  const open = view.panel === "compared";
  return (
    <>
      <h3 class="cbf-which">
        <button type="button" data-panel="compared" aria-expanded={open} title="Choose which theories" onClick={() => show({ panel: open ? null : "compared" })}>{heading(compared.length)} <i aria-hidden="true">{open ? "▴" : "▾"}</i></button>
      </h3>
      {counted && <p class="cbf-vision cbf-c-headline">{headline(counted.whole, counted.measured)}</p>}
      <p class="cbf-summary">
        {some(shown.reduce((sum, { items }) => sum + items.length, 0), "item")}: <span dir="auto">{whichWords(shown.map(({ title }) => title), theories.length)}</span>
        <span class="cbf-kept" data-kept={kept}>{kept}</span>
      </p>
    </>
  );
}

/** Which theories are compared; fewer than two are only noted, not shown. */
export function WhichTheories({ hands }: { hands: Hands }) {
  const [draft, setDraft] = useState<string[] | null>(null);
  const ticked = draft ?? comparedOf(hands);
  const set = (ids: string[]) => {
    const sorted = hands.theories.map(({ id }) => id).filter((id) => ids.includes(id)).slice(0, MOST);
    setDraft(sorted.length < FEWEST ? sorted : null);
    if (sorted.length >= FEWEST) hands.show({ compared: sorted }, `${some(sorted.length, "theory", "theories")} compared`);
  };
  return (
    <div class="cbf-c-which">
      <h3>Which theories?</h3>
      <div class="cbf-buttons">
        <button type="button" onClick={() => set(hands.theories.map(({ id }) => id))}>All</button>
        <button type="button" onClick={() => set([])}>None</button>
      </div>
      <ul class="cbf-c-ticks">{hands.theories.map(({ id, title }) => {
        const on = ticked.includes(id);
        return <li key={id}><label class="cbf-tick"><input type="checkbox" checked={on} disabled={!on && ticked.length >= MOST} onChange={() => set(on ? ticked.filter((one) => one !== id) : [...ticked, id])} /><span dir="auto">{title}</span></label></li>;
      })}</ul>
      <p class="cbf-quiet" role="status">{ticked.length < FEWEST ? `Choose at least two; until then the last choice stays on screen.` : hands.theories.length > MOST ? "Up to twelve at a time." : ""}</p>
    </div>
  );
}
