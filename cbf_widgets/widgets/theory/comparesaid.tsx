/** What all share, what only one has, what no one measures: sentences, each a way to the items and codes it rests on. */
import type { Statement } from "./counting";
import { same, type Seen } from "./looking";

const GROUPS: { title: string; kinds: Statement["kind"][] }[] = [
  { title: "What all share", kinds: ["all"] },
  { title: "What only one has", kinds: ["only"] },
  { title: "What no one measures", kinds: ["unmeasured"] },
  { title: "Where one leaves a gap", kinds: ["gap"] },
  { title: "The template’s words", kinds: ["wording"] },
];
const AT_ONCE = 3;

export function Sentences({ seen }: { seen: Seen }) {
  const { comparison: { statements }, fresh } = seen;
  return (
    <section class="cbf-c-sentences" aria-label="What the theories share and what they don’t" aria-busy={!fresh}>
      <p class="cbf-quiet">By this coding, which is a reading: another coder may see it otherwise. Choose a sentence to see the items that it rests on.{!fresh && " The sentences are being worked out anew."}</p>
      <div class="cbf-c-sentence-groups">
        {GROUPS.map(({ title, kinds }) => <Group key={title} title={title} statements={statements.filter(({ kind }) => kinds.includes(kind))} seen={seen} />)}
      </div>
    </section>
  );
}

function Group({ title, statements, seen }: { title: string; statements: Statement[]; seen: Seen }) {
  const [first, rest] = [statements.slice(0, AT_ONCE), statements.slice(AT_ONCE)];
  return (
    <section>
      <h4>{title}</h4>
      {statements.length === 0 && <p class="cbf-quiet">Nothing, by this coding.</p>}
      <Sayings statements={first} seen={seen} />
      {rest.length > 0 && <details><summary>{rest.length} more</summary><Sayings statements={rest} seen={seen} /></details>}
    </section>
  );
}

function Sayings({ statements, seen }: { statements: Statement[]; seen: Seen }) {
  return (
    <ul>{statements.map(({ says }) => (
      <li key={says}><button type="button" class="cbf-c-saying" aria-pressed={same(seen.looking.chosen, { says })} onClick={() => seen.choose({ says })} dir="auto">{says}</button></li>
    ))}</ul>
  );
}
