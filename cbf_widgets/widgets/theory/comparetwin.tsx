/** The comparison in words: tables and lists that can do all that the picture can. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { some } from "../shared/counting";
import { cellOf, chosenEntries } from "./counting";
import { laneWords, sharedIn } from "./countwords";
import { same, type Chosen, type Seen } from "./looking";
import { MeasuresTable } from "./measures";

export function Twin({ seen }: { seen: Seen }) {
  return (
    <div class="cbf-c-words">
      <Fold title="The matrix in words" id="matrix"><Table seen={seen} /></Fold>
      <Fold title="Measures in words" id="measures"><MeasuresTable seen={seen} /></Fold>
      <Fold title="Theme by theme, in words" id="themes"><Lists seen={seen} /></Fold>
    </div>
  );
}

/** Drawn only while it is open. */
function Fold({ title, id, children }: { title: string; id: string; children: ComponentChildren }) {
  const [open, set] = useState(false);
  return (
    <details class="cbf-c-fold" data-fold={id} open={open} onToggle={(event) => set((event.currentTarget as HTMLDetailsElement).open)}>
      <summary>{title}</summary>
      {open && <div>{children}</div>}
    </details>
  );
}

function Way({ seen, to, children }: { seen: Seen; to: Chosen; children: ComponentChildren }) {
  return <button type="button" class="cbf-c-link" aria-pressed={same(seen.looking.chosen, to)} onClick={() => seen.choose(to, true)}>{children}</button>;
}

function Table({ seen }: { seen: Seen }) {
  const { counted } = seen;
  const { theories, themes, lanes } = counted;
  return (
    <div class="cbf-c-scroll" tabIndex={0} role="region" aria-label="The matrix in words">
      <table class="cbf-c-words-table">
        <caption>Items by authority and theme, stage by stage. An item with two themes stands under both and counts once under All.</caption>
        <thead><tr><th scope="col">Authority</th>{themes.map(({ id, title }) => <th key={id} scope="col" dir="auto"><Way seen={seen} to={{ theme: id }}>{title}</Way></th>)}<th scope="col">All</th></tr></thead>
        <tbody>
          {theories.map(({ id, title, items }) => (
            <tr key={id}>
              <th scope="row" dir="auto"><Way seen={seen} to={{ theory: id }}>{title}</Way></th>
              {themes.map((theme) => {
                const entries = cellOf(counted, id, theme.id);
                const shared = sharedIn(entries);
                return <td key={theme.id}>{entries.length === 0 ? "none" : <Way seen={seen} to={{ theory: id, theme: theme.id }}>{entries.length}: {laneWords(entries, lanes)}{shared ? ` (${shared} in the template’s wording)` : ""}</Way>}</td>;
              })}
              <td>{items}</td>
            </tr>
          ))}
        </tbody>
        <tfoot><tr><th scope="row">All</th>{themes.map(({ id }) => <td key={id}>{chosenEntries(counted, undefined, id).length}</td>)}<td>{counted.entries.size}</td></tr></tfoot>
      </table>
    </div>
  );
}

/** For who would rather read down than across. */
function Lists({ seen }: { seen: Seen }) {
  const { counted } = seen;
  return (
    <>
      {counted.themes.map(({ id, title, about }) => {
        const have = counted.theories.filter((theory) => cellOf(counted, theory.id, id).length > 0);
        const without = counted.theories.filter((theory) => !have.includes(theory));
        return (
          <section key={id}>
            <h4 dir="auto">{title}: {some(chosenEntries(counted, undefined, id).length, "item")}</h4>
            {about && <p class="cbf-quiet" dir="auto">{about}</p>}
            <ul>{have.map((theory) => { const entries = cellOf(counted, theory.id, id); return <li key={theory.id}><Way seen={seen} to={{ theory: theory.id, theme: id }}>{theory.title}: {laneWords(entries, counted.lanes)}</Way></li>; })}</ul>
            {without.length > 0 && <p dir="auto">None in: {without.map((theory) => theory.title).join(", ")}.</p>}
          </section>
        );
      })}
    </>
  );
}
