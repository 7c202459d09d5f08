/** A card, and the headings among cards. */
import { useMemo } from "preact/hooks";
import { some } from "../shared/counting";
import { itemOf, type Item, type Theory } from "./document";
import { type Drawn } from "./finding";
import { short } from "./state";
import type { Box } from "./layout";
import { begin, pick, type Hands } from "./view";

/** How a card stands: as usual, chosen, on the path, or behind what is asked for. */
export type As = "plain" | "path" | "chosen" | "rest";

const TINTS = ["quiet", "challenge", "kind-2", "kind-3", "possibility", "kind-7", "kind-4", "kind-5"];
const KNOWN: Record<string, number> = { opportunities: 0, focus_areas: 0, system_changes: 1, practice_changes: 1, intermediate_outcomes: 2, indicators: 3, measures: 3, measuring_impact: 3, long_term_outcomes: 4, existing_strategies: 5 };

/** The colour of a column: that of its kind in every theory, else by its place. */
export const tint = (column: string, place: number) => `var(--cbf-${TINTS[KNOWN[column] ?? place % TINTS.length]})`;

export const at = (box: Box | undefined) => (box ? { transform: `translate(${box.x}px, ${box.y}px)`, width: `${box.w}px` } : { visibility: "hidden" as const });

interface Props {
  /** As they were when this was drawn. */
  hands: Hands;
  /** As they are when it is pressed. */
  now: { current: Hands };
  item: Item;
  as: As;
  box: Box | undefined;
  /** Its colour. */
  stage: string;
  /** Words to mark. */
  search: string;
  heading: string;
  /** Whether it is the only column under its heading. */
  single: boolean;
  /** Whether the Tab key comes here. */
  stop: boolean;
  /** Whether a question of the checks is about it. */
  asked: boolean;
  /** Whether the words are the user's, in a theory that is not. */
  own: boolean;
  into: Drawn[];
  out: number;
  /** What a badge says. */
  sign: (arrow: Drawn) => string;
  onHandle: (event: PointerEvent, id: string) => void;
}

/** Where a card lies; what stands in it is drawn anew only when that has changed: there may be two thousand. */
export function Card(props: Props) {
  const { hands: { view }, item, as, box, stage, single, heading, search, stop, asked, own, into, out } = props;
  const large = as === "path" || as === "chosen";
  const inside = useMemo(() => <Inside {...props} />, [large ? props : null, item, as, heading, search, stop, asked, own, into.length, out]);
  return (
    <div class="cbf-card" data-node={item.id} data-card={item.id} data-as={as} data-read={item.placement || undefined} data-single={single || undefined} data-from={view.from === item.id || undefined}
      style={{ ...at(box), "--stage": stage }}>
      {inside}
    </div>
  );
}

function Inside({ hands, now, item, as, heading, search, stop, asked, own, into, out, sign, onHandle }: Props) {
  const { theory } = hands;
  const large = as === "path" || as === "chosen";
  const arrows = into.length + out > 0 ? `. ${some(into.length, "arrow")} in, ${out} out` : "";
  return (
    <>
      <button type="button" class="cbf-say" data-item={item.id} tabIndex={stop ? 0 : -1} aria-pressed={as === "chosen"} onClick={() => pick(now.current, item.id)}>
        {large && <small class="cbf-of">{heading}</small>}
        {asked && <i class="cbf-asked" title="A question of the checks is about it"><span aria-hidden="true">?</span><span class="cbf-unseen">A question is about it. </span></i>}
        <span class="cbf-text" dir="auto"><Marked text={item.text} search={search} /></span>
        {own && <small class="cbf-own"> yours</small>}
        <span class="cbf-unseen">. {heading}{item.placement && ", a reading of a damaged page"}{item.cut_off && ", cut short on the page"}{arrows}</span>
      </button>
      {large && into.length > 0 && <ul class="cbf-ifs">{into.map((arrow) => <If key={arrow.id} hands={hands} arrow={arrow} sign={sign(arrow)} theory={theory} />)}</ul>}
      <span class="cbf-handle" title="Drag to another card: an arrow" aria-hidden="true" onPointerDown={(event) => onHandle(event, item.id)} onClick={() => begin(now.current, item.id)}>
        <svg viewBox="0 0 24 24" width="24" height="24" focusable="false"><path d="M4,12H18M13,7L18,12L13,17" /></svg>
      </span>
    </>
  );
}

/** What an arrow into a card assumes: pressed, it opens the arrow. */
function If({ hands, arrow, sign, theory }: { hands: Hands; arrow: Drawn; sign: string; theory: Theory }) {
  const { link, whose, by } = arrow;
  const said = link.assumption.trim();
  const name = <span class="cbf-unseen">Arrow {sign} from {itemOf(theory, arrow.from)?.text}{whose === "theirs" ? `, only in ${by}` : whose === "both" ? `, also in ${by}` : ""}: </span>;
  const words = <span dir="auto"><b class="cbf-if">if</b> {said || <i>… not said yet</i>}</span>;
  const opened = hands.view.link === link.id && whose !== "theirs";
  return (
    <li data-into={arrow.id} data-whose={whose}>
      {whose === "theirs" ? <p>{name}<small class="cbf-by" aria-hidden="true"><bdi>{short(by, 28)}</bdi></small>{words}</p>
        : <button type="button" aria-pressed={opened} onClick={() => hands.show(opened ? { link: null } : { link: link.id })}>{name}{words}</button>}
    </li>
  );
}

/** A text with the words that were looked for marked. */
export function Marked({ text, search }: { text: string; search: string }) {
  const words = search.trim().split(/\s+/).filter(Boolean).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  if (!words.length) return <>{text}</>;
  const parts = text.split(new RegExp(`(${words.join("|")})`, "giu"));
  return <>{parts.map((part, i) => (i % 2 ? <mark key={i}>{part}</mark> : part))}</>;
}
