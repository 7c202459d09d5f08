/** Theories beside each other: the matrix, what is chosen in it, sentences, and the same in words. */
import { useMemo, useRef, useState } from "preact/hooks";
import { useTrait } from "../shared/hooks";
import type { Store } from "../shared/store";
import { ByColumn } from "./comparecolumns";
import { Bar, Legend } from "./comparebar";
import { ChosenPanel } from "./comparechosen";
import { Sentences } from "./comparesaid";
import { useCounted } from "./comparetitle";
import { Twin } from "./comparetwin";
import { agrees, type Comparison, type Counted, type Entry, type Use } from "./counting";
import { AT_FIRST, arranged, chosenWords, comparedOf, standing, type Chosen, type Looking, type Seen } from "./looking";
import { Matrix } from "./matrix";
import { CodebookPanel, RecodeDialog } from "./recode";
import type { Hands } from "./view";

/** How one looks stays while one goes to a theory and back. */
const KEPT = new WeakMap<Store<any>, Looking>();

export function Compare({ hands }: { hands: Hands }) {
  const comparison = useTrait<Comparison | undefined>(hands.model, "comparison");
  const counted = useCounted(hands, comparedOf(hands), comparison);
  if (!comparison || !counted) return <p role="status">The kernel is counting…</p>;
  return <Comparing hands={hands} comparison={comparison} {...counted} />;
}

function Comparing({ hands, comparison, whole, measured }: { hands: Hands; comparison: Comparison; whole: Counted; measured: Map<string, Use[]> }) {
  const [kept, setKept] = useState(KEPT.get(hands.store) ?? AT_FIRST);
  const [codebook, setCodebook] = useState(false);
  const [recoding, recode] = useState<Entry | null>(null);
  const root = useRef<HTMLDivElement>(null);
  const title = useRef<HTMLHeadingElement>(null);
  const { wording, rows, themes } = kept;
  const counted = useMemo(() => arranged(whole, kept), [whole, wording, rows, themes]);
  const fresh = useMemo(() => agrees(comparison, whole), [comparison, whole]);
  const looking = { ...kept, chosen: standing(kept.chosen, whole, comparison.statements) };
  const look = (change: Partial<Looking>, said?: string) => {
    const next = { ...kept, ...change };
    KEPT.set(hands.store, next);
    setKept(next);
    if (said) hands.show({}, said);
  };
  const choose = (chosen: Chosen | null, enter = false) => {
    look({ chosen }, chosen ? chosenWords(chosen, { counted, comparison, measured }) : "Nothing is chosen");
    if (!chosen) return backTo(root.current!);
    requestAnimationFrame(() => (enter ? title.current?.focus() : title.current?.closest("aside")?.scrollIntoView({ block: "nearest" })));
  };
  const seen: Seen = { hands, comparison, whole, counted, measured, fresh, looking, look, choose, recode };
  return (
    <div ref={root} class="cbf-comparison" data-fresh={fresh}>
      <Bar seen={seen} codebook={codebook} onCodebook={setCodebook} />
      {codebook && <CodebookPanel hands={hands} />}
      <p class="cbf-quiet">Counted by a coding, not by the guide. One mark is one item; more items is not better.</p>
      <Legend seen={seen} />
      <div class="cbf-c-beside">
        {looking.arranged === "theme" ? <Matrix seen={seen} /> : <ByColumn seen={seen} />}
        <ChosenPanel seen={seen} heading={title} />
      </div>
      <Sentences seen={seen} />
      <Twin seen={seen} />
      {recoding && <RecodeDialog key={recoding.key} hands={hands} entry={whole.entries.get(recoding.key) ?? recoding} onClose={() => {
        recode(null);
        requestAnimationFrame(() => document.activeElement === document.body && title.current?.focus());
      }} />}
    </div>
  );
}

/** Where one was before going on to read: the cell or the card that Tab comes back to. */
function backTo(root: HTMLElement): void {
  if (document.activeElement?.closest("aside")) root.querySelector<HTMLElement>(".cbf-matrix [tabindex='0'], [data-card][tabindex='0']")?.focus();
}
