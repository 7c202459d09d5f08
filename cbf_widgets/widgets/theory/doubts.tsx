/** Questions from the checks, at the foot: each opens the items and the arrows that it is about. */
import { useState } from "preact/hooks";
import { useTrait } from "../shared/hooks";
import { capital, inWords } from "../shared/counting";
import { itemOf, linkOf } from "./document";
import { Ends } from "./marks";
import type { Hands } from "./view";

export interface Doubt {
  kind: string;
  says: string;
  asks: string;
  items: string[];
  links: string[];
}

/** What is seen at once; the rest opens below. */
export const FIRST = 6;

export function headline(count: number): string {
  return `${capital(inWords(count))} ${count === 1 ? "question" : "questions"} from the checks`;
}

export function Doubts({ hands }: { hands: Hands }) {
  const doubts = useTrait<Doubt[] | undefined>(hands.model, "doubts") ?? [];
  const [all, setAll] = useState(false);
  const shown = all ? doubts : doubts.slice(0, FIRST);
  return (
    <section class="cbf-doubts" aria-label="Questions from the checks">
      <h3>{headline(doubts.length)}</h3>
      {doubts.length === 0 ? <p class="cbf-quiet">The checks find nothing to ask. That doesn’t make the theory true.</p> : (
        <ul>{shown.map((doubt) => <Asked key={`${doubt.kind} ${doubt.says}`} hands={hands} doubt={doubt} />)}</ul>
      )}
      {doubts.length > FIRST && <button type="button" aria-expanded={all} onClick={() => setAll(!all)}>{all ? "Fewer" : `${doubts.length - FIRST} more`}</button>}
    </section>
  );
}

function Asked({ hands, doubt }: { hands: Hands; doubt: Doubt }) {
  const [open, setOpen] = useState(false);
  const { theory, view, show } = hands;
  const items = doubt.items.filter((id) => itemOf(theory, id));
  const links = doubt.links.map((id) => linkOf(theory, id)).filter((link) => link !== undefined);
  const words = <span><span dir="auto">{doubt.says}</span> <b dir="auto">{doubt.asks}</b></span>;
  if (items.length + links.length === 0) return <li class="cbf-doubt"><p><Sign />{words}</p></li>;
  return (
    <li class="cbf-doubt">
      <details open={open} onToggle={(event) => setOpen((event.currentTarget as HTMLDetailsElement).open)}>
        <summary><Sign />{words}</summary>
        {open && (
          <ul class="cbf-about">
            {items.map((id) => <li key={id}><button type="button" class="cbf-text-button" aria-pressed={view.item === id} onClick={() => show({ item: id, link: null })} dir="auto">{itemOf(theory, id)!.text}</button></li>)}
            {links.map((link) => <li key={link.id}><button type="button" class="cbf-text-button" aria-pressed={view.link === link.id} onClick={() => show({ link: link.id })}>
              <Ends theory={theory} from={link.from_item} to={link.to_item} /></button></li>)}
          </ul>
        )}
      </details>
    </li>
  );
}

function Sign() {
  return <i class="cbf-asks" aria-hidden="true">?</i>;
}
