/** What these arrows imply: counts of a hundred runs, and which assumption would cost most if it failed. Never a forecast. */
import { useEffect, useRef, useState } from "preact/hooks";
import { Icons } from "../shared/hundred";
import type { Store } from "../shared/store";
import { itemOf, linkOf } from "./document";
import { Ends } from "./marks";
import { costWords, held, ranked, runKey, without, withNumber, type Assumed, type Implied, type Numbers } from "./running";
import type { Hands } from "./view";

/** What was set by hand, kept while the panel is closed. */
const SET = new WeakMap<Store<any>, { numbers: Numbers; usual: Numbers }>();

interface Asked {
  implied: Implied | null;
  said: string;
  busy: boolean;
}

/** Ask the kernel whenever something changes that a run depends on: one question on its way, then the newest. */
function useImplied(hands: Hands, numbers: Numbers): Asked {
  const { ask, theory } = hands;
  const [asked, set] = useState<Asked>({ implied: null, said: "", busy: true });
  const now = useRef({ busy: false, wanted: "", gone: false });
  const key = runKey(theory, numbers);
  const question = useRef({ theory: theory.id, numbers, seed: undefined as number | undefined });
  question.current = { theory: theory.id, numbers: without(numbers, "seed"), seed: numbers["seed"] };
  useEffect(() => () => { now.current.gone = true; }, []);
  useEffect(() => {
    now.current.wanted = key;
    now.current.gone = false;
    if (!now.current.busy) void go();
  }, [key]);
  const go = async () => {
    now.current.busy = true;
    set((old) => ({ ...old, busy: true }));
    for (let answered = ""; answered !== now.current.wanted && !now.current.gone;) {
      answered = now.current.wanted;
      const { seed, ...rest } = question.current;
      const { answer } = await ask({ ask: "run", ...rest, ...(seed !== undefined && { seed }) });
      if (answered !== now.current.wanted || now.current.gone) continue;
      set(answer.ok ? { implied: answer as unknown as Implied, said: "", busy: false } : { implied: null, said: answer.said ?? "", busy: false });
    }
    now.current.busy = false;
  };
  return asked;
}

export function Run({ hands }: { hands: Hands }) {
  const { theory, store } = hands;
  const [{ numbers, usual }, keep] = useState(() => SET.get(store) ?? { numbers: {}, usual: {} });
  const { implied, said, busy } = useImplied(hands, numbers);
  const set = (next: Numbers) => keep((old) => ({ ...old, numbers: next }));
  useEffect(() => void SET.set(store, { numbers, usual }), [numbers, usual]);
  useEffect(() => {
    if (!implied) return;
    const first = Object.fromEntries([...implied.numbers.map(({ name, value }) => [name, value]), ["seed", implied.seed]]);
    keep((old) => ({ ...old, usual: { ...Object.keys(old.numbers).reduce(without, first), ...old.usual } }));
  }, [implied]);
  return (
    <div class="cbf-implied" data-busy={busy || undefined}>
      <h3>What these arrows imply</h3>
      <p class="cbf-never"><b>What these assumptions imply, never a forecast.</b> The arrows are yours, and so is every number below: none is the source’s.</p>
      {theory.links.length === 0 && <p>There are no arrows yet, so nothing leads to anything. Draw one, and say what has to be true for it.</p>}
      <p role="status" class="cbf-quiet">{busy ? "The kernel is running it…" : implied ? `${implied.runs.toLocaleString("en-GB")} runs, shown as 100.` : ""}</p>
      {said && <p role="alert" class="cbf-refused" dir="auto">{said}</p>}
      {implied && <>
        {implied.lines.map((line, i) => <p key={i} dir="auto">{line}</p>)}
        <Reached hands={hands} implied={implied} />
        <Costs hands={hands} implied={implied} />
        <Sheet implied={implied} numbers={numbers} usual={usual} onSet={set} />
      </>}
    </div>
  );
}

function Reached({ hands, implied }: { hands: Hands; implied: Implied }) {
  const { theory, show } = hands;
  if (implied.reached.length === 0) return null;
  return (
    <section aria-label="Long-term outcomes in 100 runs">
      <h4>Long-term outcomes that come about, in 100 runs</h4>
      <ul class="cbf-reached">{implied.reached.map(({ item, in_100 }) => (
        <li key={item}>
          <button type="button" class="cbf-text-button" onClick={() => show({ item, link: null })} dir="auto">{itemOf(theory, item)?.text ?? item}</button>
          <Icons counts={[Math.round(in_100)]} colour="var(--cbf-possibility)" />
          <span class="cbf-in-100"><span class="cbf-unseen">: </span>{Math.round(in_100)}<small> of 100</small></span>
        </li>
      ))}</ul>
    </section>
  );
}

/** Which assumption, if it failed, would cost the long-term outcomes most: a bar for the mean, a line for the interval. */
function Costs({ hands, implied }: { hands: Hands; implied: Implied }) {
  const { theory, show, view } = hands;
  const costs = ranked(implied.costs).filter(({ link }) => linkOf(theory, link));
  const [all, setAll] = useState(false);
  if (costs.length === 0) return null;
  const most = Math.max(1, ...costs.map(({ high }) => high));
  const at = (n: number) => (200 * Math.max(0, n)) / most;
  return (
    <section class="cbf-costs" aria-label="What each assumption would cost if it failed">
      <h4>If it failed, which assumption would cost most?</h4>
      <ol>{(all ? costs : costs.slice(0, 5)).map((cost) => {
        const link = linkOf(theory, cost.link)!;
        return (
          <li key={cost.link}>
            <button type="button" class="cbf-text-button" aria-pressed={view.link === link.id} onClick={() => show({ link: link.id })}>
              {link.assumption ? <><i class="cbf-if">if</i> <span dir="auto">{link.assumption}</span></> : "No assumption said"}</button>
            <small><Ends theory={theory} from={link.from_item} to={link.to_item} /></small>
            <svg class="cbf-cost" viewBox="0 0 204 14" aria-hidden="true" focusable="false" preserveAspectRatio="none">
              <rect x="0" y="3" width={at(cost.less)} height="8" />
              <path d={`M${at(cost.low)},7H${at(cost.high)}M${at(cost.low)},2V12M${at(cost.high)},2V12`} />
            </svg>
            <span class="cbf-cost-words">{costWords(cost)}</span>
          </li>
        );
      })}</ol>
      {costs.length > 5 && <button type="button" aria-expanded={all} onClick={() => setAll(!all)}>{all ? "Fewer" : `${costs.length - 5} more`}</button>}
    </section>
  );
}

interface SheetProps {
  implied: Implied;
  numbers: Numbers;
  usual: Numbers;
  onSet: (numbers: Numbers) => void;
}

/** Every number as a field, with what it means and how far it may go. */
function Sheet({ implied, numbers, usual, onSet }: SheetProps) {
  const fields: Assumed[] = [...implied.numbers, { name: "seed", title: "Seed", value: implied.seed, least: 0, most: 2 ** 31 - 1, meaning: "Draws the same luck again." }];
  return (
    <section class="cbf-sheet" aria-label="The numbers">
      <div class="cbf-sheet-head"><h4>The numbers, all assumed</h4>
        <button type="button" aria-disabled={Object.keys(numbers).length === 0} onClick={() => onSet({})}>Reset all</button></div>
      <div class="cbf-sheet-fields">{fields.map((one) => (
        <Field key={one.name} one={one} moved={one.name in numbers} onSet={(value) => onSet(withNumber(numbers, one.name, value, usual[one.name]))}
          onReset={() => onSet(without(numbers, one.name))} />
      ))}</div>
      <label class="cbf-field cbf-run-token"><span>Token, from which anybody makes the same runs</span>
        <input type="text" readOnly value={implied.token} onFocus={(event) => (event.currentTarget as HTMLInputElement).select()} /></label>
    </section>
  );
}

function Field({ one, moved, onSet, onReset }: { one: Assumed; moved: boolean; onSet: (value: number) => void; onReset: () => void }) {
  const take = (event: Event) => {
    const field = event.currentTarget as HTMLInputElement;
    const value = held(field.valueAsNumber, one.least, one.most);
    if (value !== null) onSet(value);
    field.value = String(value ?? one.value);
  };
  const range = one.name === "seed" ? "" : `${one.least} to ${one.most}`;
  return (
    <div class="cbf-number-field" data-name={one.name} data-moved={moved || undefined}>
      <label><span>{one.title}</span>
        <input type="number" step="any" min={one.least} max={one.most} value={one.value} onChange={take} aria-label={range ? `${one.title}, ${range}` : one.title} /></label>
      <button type="button" class="cbf-small" aria-label={`Reset ${one.title}`} title="Back to the start" aria-disabled={!moved} onClick={onReset}>↺</button>
      <small dir="auto">{one.meaning}{range && <> <span class="cbf-range">{range}</span></>}</small>
    </div>
  );
}
