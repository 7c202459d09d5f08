/** Search, filters, and one column after the other for teaching. */
import type { ComponentChildren } from "preact";
import { useMemo, useState } from "preact/hooks";
import { some } from "../shared/counting";
import { kept, names, stagesOf, themeCounts } from "./finding";
import type { Named } from "./document";
import { NO_FILTER, type Filter, type Hands } from "./view";

/** How many themes are seen at once. */
const FIRST = 5;

export function Filters({ hands, children }: { hands: Hands; children: ComponentChildren }) {
  const { theory, coding, shipped, view, show } = hands;
  const wanted = useMemo(() => kept(theory, coding, shipped, view.search, view.filter), [theory, coding, shipped, view.search, view.filter]);
  const found = wanted?.size ?? theory.items.length;
  const filter = (change: Partial<Filter>) => {
    const next = { ...view.filter, ...change };
    const count = kept(theory, coding, shipped, view.search, next)?.size ?? theory.items.length;
    show({ filter: next }, `${some(count, "card")} of ${theory.items.length}`);
  };
  const search = (text: string) => show({ search: text }, `${some(kept(theory, coding, shipped, text, view.filter)?.size ?? theory.items.length, "card")} of ${theory.items.length}`);
  return (
    <div class="cbf-tools">
      <div class="cbf-finders" role="search" aria-label="Find cards">
        <label class="cbf-search"><svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><circle cx="6.5" cy="6.5" r="4.5" /><path d="M10,10L14.5,14.5" /></svg>
          <input type="text" aria-label="Search the items" placeholder="Search the items" value={view.search} onInput={(event) => search(event.currentTarget.value)}
            onKeyDown={(event) => { if (event.key === "Escape" && view.search) { event.stopPropagation(); search(""); } }} /></label>
        <NamedSelect label="Measures" all={shipped.measures} hands={hands} value={view.filter.measure} onPick={(measure) => filter({ measure })} />
        <NamedSelect label="Programmes" all={shipped.programmes} hands={hands} value={view.filter.programme} onPick={(programme) => filter({ programme })} />
        {wanted && <button type="button" class="cbf-text-button" onClick={() => { show({ search: "", filter: NO_FILTER }, "All cards"); }}>{found} of {theory.items.length}: show all</button>}
      </div>
      {children}
      <Themes hands={hands} filter={filter} />
    </div>
  );
}

function Themes({ hands, filter }: { hands: Hands; filter: (change: Partial<Filter>) => void }) {
  const { theory, coding, view } = hands;
  const [all, setAll] = useState(false);
  const counts = useMemo(() => themeCounts(theory, coding), [theory, coding]);
  if (counts.length === 0) return null;
  const shown = all ? counts : counts.filter(({ id }, i) => i < FIRST || id === view.filter.theme);
  return (
    <div class="cbf-chips" role="group" aria-label="Themes: our coding, not the guide’s">
      <button type="button" aria-pressed={!view.filter.theme} onClick={() => filter({ theme: "" })}>All {theory.items.length}</button>
      {shown.map(({ id, title, count }) => (
        <button key={id} type="button" aria-pressed={view.filter.theme === id} onClick={() => filter({ theme: view.filter.theme === id ? "" : id })} dir="auto">{title} <span>{count}</span></button>
      ))}
      {counts.length > FIRST && <button type="button" aria-expanded={all} onClick={() => setAll(!all)}>{all ? "Fewer" : `${counts.length - shown.length} more`} <span aria-hidden="true">{all ? "▴" : "▾"}</span></button>}
    </div>
  );
}

interface NamedProps {
  label: string;
  all: Named[];
  hands: Hands;
  value: string;
  onPick: (id: string) => void;
}

/** Those that this theory names. */
function NamedSelect({ label, all, hands: { theory }, value, onPick }: NamedProps) {
  const found = useMemo(() => all.map((one) => ({ one, count: theory.items.filter((item) => names(one, theory, item)).length })).filter(({ one, count }) => count > 0 || one.id === value), [all, theory, value]);
  if (found.length === 0) return null;
  return (
    <label class="cbf-named"><span>{label}:</span>
      <select aria-label={label} value={value} onChange={(event) => onPick(event.currentTarget.value)}>
        <option value="" selected={value === ""}>any</option>
        {found.map(({ one, count }) => <option key={one.id} value={one.id} selected={one.id === value}>{one.title} ({count})</option>)}
      </select></label>
  );
}

/** One column after the other: what isn't shown yet is only a heading. */
export function Teach({ hands }: { hands: Hands }) {
  const { theory, view, show } = hands;
  const stages = useMemo(() => stagesOf(theory), [theory]);
  const count = stages.length;
  if (count < 2) return null;
  const at = view.teach ?? count;
  const go = (to: number | null) => show({ teach: to, link: null }, to === null ? "All columns" : `${stages[to - 1]?.title}: ${to} of ${count} shown`);
  return (
    <div class="cbf-teach" role="group" aria-label="Teach column by column">
      <span class="cbf-quiet">Teach column by column</span>
      <button type="button" aria-label="One column back" title="One column back (P)" aria-disabled={at <= 1} onClick={() => at > 1 && go(view.teach === null ? 1 : at - 1)}>◂</button>
      <ol>{stages.map((stage, i) => (
        <li key={stage.id}><button type="button" data-shown={i < at || undefined} aria-current={view.teach === i + 1 ? "step" : undefined} aria-label={`Up to ${stage.title}`} title={`Up to ${stage.title}`} onClick={() => go(i + 1)} /></li>
      ))}</ol>
      <button type="button" aria-label="One column on" title="One column on (N)" aria-disabled={at >= count && view.teach !== null} onClick={() => (view.teach === null ? go(1) : at < count && go(at + 1))}>▸</button>
      {view.teach === null ? <span class="cbf-quiet">{count} of {count} shown</span> : <button type="button" class="cbf-text-button" onClick={() => go(null)}>{at} of {count} shown: show all</button>}
    </div>
  );
}
