/** What these arrows imply: counts of a hundred runs, and which assumption would cost most if it failed. Never a forecast. */
import { useEffect, useRef, useState } from "preact/hooks";
import { some } from "../shared/counting";
import { Icons } from "../shared/hundred";
import type { Store } from "../shared/store";
import { Token } from "../shared/token";
import { columnOf, itemOf, itemsIn, linkOf } from "./document";
import { Ends, useReturn } from "./marks";
import { Sheet } from "./numbers";
import { costWords, ranked, runKey, type Cost, type Implied, type Numbers } from "./running";
import type { Hands } from "./view";

/** What was set by hand, kept while the panel is closed. */
const SET = new WeakMap<Store<any>, Numbers>();
const NONE = "There are no arrows yet, so nothing leads to anything. Draw one, and say what has to be true for it.";

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
  const key = theory.links.length ? runKey(theory, numbers) : "";
  const question = useRef({ theory: theory.id, numbers });
  question.current = { theory: theory.id, numbers };
  useEffect(() => () => { now.current.gone = true; }, []);
  useEffect(() => {
    now.current.wanted = key;
    if (!key) set({ implied: null, said: "", busy: false });
    else if (!now.current.busy) void go();
  }, [key]);
  const go = async () => {
    now.current.busy = true;
    set((old) => ({ ...old, busy: true }));
    for (let answered = ""; answered !== now.current.wanted && !now.current.gone;) {
      answered = now.current.wanted;
      if (!answered) break;
      const { answer } = await ask({ ask: "run", ...question.current });
      if (answered !== now.current.wanted || now.current.gone) continue;
      set(answer.ok ? { implied: answer as unknown as Implied, said: "", busy: false } : { implied: null, said: answer.said ?? "", busy: false });
    }
    now.current.busy = false;
  };
  return asked;
}

export function Run({ hands }: { hands: Hands }) {
  const { theory, store, tell } = hands;
  const [numbers, setNumbers] = useState<Numbers>(() => SET.get(store) ?? {});
  const { implied, said, busy } = useImplied(hands, numbers);
  const set = (next: Numbers) => {
    SET.set(store, next);
    setNumbers(next);
  };
  const none = theory.links.length === 0;
  const root = useReturn<HTMLDivElement>("run");
  return (
    <div ref={root} class="cbf-implied" data-busy={busy || undefined}>
      <h3>What these arrows imply</h3>
      <p class="cbf-never"><b>What these assumptions imply, never a forecast.</b> The arrows are yours, and every number is an assumption that you can change.</p>
      <p role="status" class="cbf-quiet">{none ? NONE : busy ? "The kernel is running it…" : implied ? `${some(implied.runs, "run")}, shown as 100.` : ""}</p>
      {said && <p role="alert" class="cbf-refused" dir="auto">{said}</p>}
      {implied && !none && <>
        <Reached hands={hands} implied={implied} />
        <Costs hands={hands} implied={implied} />
        <details><summary>The same in words</summary>{implied.lines.map((line, i) => <p key={i} dir="auto">{line}</p>)}</details>
        <Sheet hands={hands} implied={implied} numbers={numbers} onSet={set} />
        <Token token={implied.token} tell={tell} />
      </>}
      {!implied && said && Object.keys(numbers).length > 0 && <div class="cbf-buttons"><button type="button" onClick={() => set({})}>Reset all numbers</button></div>}
    </div>
  );
}

function Reached({ hands, implied }: { hands: Hands; implied: Implied }) {
  const { theory, show } = hands;
  const title = `${columnOf(theory, implied.column)?.title ?? "Outcomes"}: how many of 100 runs have them in the end`;
  const apart = itemsIn(theory, implied.column).length - implied.reached.length;
  return (
    <section aria-label={title}>
      <h4>{title}</h4>
      <ul class="cbf-reached">{implied.reached.map(({ item, in_100 }) => (
        <li key={item}>
          <button type="button" class="cbf-text-button" onClick={() => show({ item, link: null })} dir="auto">{itemOf(theory, item)?.text ?? item}</button>
          <Icons counts={[Math.round(in_100)]} colour="var(--cbf-possibility)" />
          <span class="cbf-in-100"><span class="cbf-unseen">: </span>{Math.round(in_100)}<small> of 100</small></span>
        </li>
      ))}</ul>
      {apart > 0 && <p class="cbf-quiet">No arrow leads to {apart === 1 ? "one more" : `${apart} more`}: the runs say nothing of {apart === 1 ? "it" : "them"}.</p>}
    </section>
  );
}

const FIRST = 5;

/** Which assumption, if it failed, would cost the outcomes most: a bar for the mean, a line for the interval. */
function Costs({ hands, implied }: { hands: Hands; implied: Implied }) {
  const there = implied.costs.filter(({ link }) => linkOf(hands.theory, link));
  const costly = ranked(there);
  const [all, setAll] = useState(false);
  const most = Math.max(1, ...costly.map(({ cost }) => cost.high));
  const free = there.length - costly.length;
  return (
    <section class="cbf-costs" aria-label="What each assumption would cost if it failed">
      <h4>If it failed, which assumption would cost most?</h4>
      {costly.length > 0 && <p class="cbf-quiet">Of 100 runs, how many fewer reach an outcome, on average; the thin line is the 95 % interval.</p>}
      <ol>{(all ? costly : costly.slice(0, FIRST)).map(({ cost, place, beside }) => (
        <li key={cost.link}><b class="cbf-place">{place}<span class="cbf-unseen">. </span></b><Failing hands={hands} cost={cost} most={most} beside={beside} /></li>
      ))}</ol>
      {costly.length > FIRST && <button type="button" aria-expanded={all} onClick={() => setAll(!all)}>{all ? "Fewer" : `${costly.length - FIRST} more`}</button>}
      {free > 0 && <p class="cbf-quiet">{free === 1 ? "One arrow costs" : `${free} arrows cost`} nothing if {free === 1 ? "it fails" : "they fail"}: there is another way, or no outcome lies that way.</p>}
    </section>
  );
}

function Failing({ hands, cost, most, beside }: { hands: Hands; cost: Cost; most: number; beside: string }) {
  const { theory, show, view } = hands;
  const link = linkOf(theory, cost.link)!;
  const at = (n: number) => 2 + (200 * Math.max(0, n)) / most;
  return (
    <>
      <button type="button" class="cbf-text-button" aria-pressed={view.link === link.id} onClick={() => show({ link: link.id })}>
        {link.assumption ? <><i class="cbf-if">if</i> <span dir="auto">{link.assumption}</span></> : "Nothing said of what has to be true"}</button>
      <small><Ends theory={theory} from={link.from_item} to={link.to_item} />{beside && <span class="cbf-tied"> {beside}</span>}</small>
      <svg class="cbf-cost" viewBox="0 0 204 14" aria-hidden="true" focusable="false" preserveAspectRatio="none">
        <rect x="2" y="3" width={at(cost.less) - 2} height="8" />
        <path d={`M${at(cost.low)},7H${at(cost.high)}M${at(cost.low)},2V12M${at(cost.high)},2V12`} />
      </svg>
      <span class="cbf-cost-words">{costWords(cost)}</span>
    </>
  );
}
