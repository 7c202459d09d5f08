/** The other arrangement: theories side by side, column by column, their cards in rows by theme. */
import { useRef, useState } from "preact/hooks";
import { LaneGlyph } from "./cell";
import { cellOf, NO_THEME, type Entry } from "./counting";
import { titleOf, type Seen } from "./looking";

/** The card that an arrow key leads to: up and down in its column, sideways to the nearest in the next. */
function next(card: HTMLElement, key: string, root: HTMLElement): HTMLElement | undefined {
  const column = Number(card.dataset["column"]);
  const cards = (at: number) => [...root.querySelectorAll<HTMLElement>(`[data-card][data-column="${at}"]`)];
  if (key === "ArrowDown" || key === "ArrowUp") {
    const own = cards(column);
    return own[own.indexOf(card) + (key === "ArrowDown" ? 1 : -1)];
  }
  const top = (one: HTMLElement) => Math.abs(one.getBoundingClientRect().top - card.getBoundingClientRect().top);
  const beside = key === "ArrowRight" ? cards(column + 1) : key === "ArrowLeft" ? cards(column - 1) : [];
  return beside.reduce<HTMLElement | undefined>((best, one) => (best && top(best) <= top(one) ? best : one), undefined);
}

/** A card's own name: an item with two themes has two cards. */
const cardOf = (theme: string, entry: Entry) => `${theme} ${entry.key}`;

function firstCard({ counted }: Seen): string {
  for (let lane = 0; lane < counted.lanes.length; lane += 1) {
    for (const { id: theme } of counted.themes) {
      const entry = counted.theories.flatMap(({ id }) => cellOf(counted, id, theme)).find((one) => one.lane === lane);
      if (entry) return cardOf(theme, entry);
    }
  }
  return "";
}

export function ByColumn({ seen }: { seen: Seen }) {
  const { counted, choose } = seen;
  const root = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState("");
  const stop = at || firstCard(seen);
  const onKeyDown = (event: KeyboardEvent) => {
    const card = (event.target as Element).closest<HTMLElement>("[data-card]");
    if (!card || event.ctrlKey || event.altKey || event.metaKey) return;
    const there = next(card, event.key, root.current!);
    if (there) there.focus();
    else if (event.key === "Escape" && seen.looking.chosen) choose(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div ref={root} class="cbf-c-columns-scroll" role="region" aria-label="Theories side by side, column by column" tabIndex={0} onKeyDown={onKeyDown}
      onFocusIn={(event) => { const card = (event.target as Element).closest<HTMLElement>("[data-card]"); if (card) setAt(card.dataset["card"]!); }}>
      <table class="cbf-c-by-column" style={{ "--count": counted.theories.length } as never}>
        <thead><tr><td />{counted.theories.map(({ id, title, items }) => (
          <th key={id} scope="col"><button type="button" class="cbf-c-link" onClick={() => choose({ theory: id })} dir="auto">{title}</button> <small>{items}</small></th>
        ))}</tr></thead>
        {counted.lanes.map((lane, number) => <Stage key={lane} lane={number} seen={seen} stop={stop} />)}
      </table>
    </div>
  );
}

/** One stage: a row for each theme that anybody has there. */
function Stage({ lane, seen, stop }: { lane: number; seen: Seen; stop: string }) {
  const { counted, looking, choose } = seen;
  const rows = counted.themes.map((theme) => ({ theme, cells: counted.theories.map(({ id }) => cellOf(counted, id, theme.id).filter((entry) => entry.lane === lane)) }))
    .filter(({ cells }) => cells.some((cell) => cell.length > 0));
  if (rows.length === 0) return null;
  return (
    <tbody>
      <tr class="cbf-c-stage" data-lane={lane}><th scope="rowgroup" colSpan={counted.theories.length + 1}><span><LaneGlyph lane={lane} /> {counted.lanes[lane]}</span></th></tr>
      {rows.map(({ theme, cells }) => (
        <tr key={theme.id}>
          <th scope="row" data-none={theme.id === NO_THEME.id || undefined}><button type="button" class="cbf-c-link" onClick={() => choose({ theme: theme.id })} dir="auto">{theme.title}</button></th>
          {cells.map((cell, column) => (
            <td key={counted.theories[column]!.id}>
              {cell.length === 0 ? <span class="cbf-c-nil" aria-label="none" role="img">·</span> : <ul>{cell.map((entry) => {
                const card = cardOf(theme.id, entry);
                return <li key={entry.key}><Card entry={entry} theme={theme.id} seen={seen} card={card} column={column} tab={card === stop} chosen={looking.chosen?.item === entry.key} /></li>;
              })}</ul>}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  );
}

interface CardProps {
  entry: Entry;
  theme: string;
  seen: Seen;
  card: string;
  column: number;
  tab: boolean;
  chosen: boolean;
}

function Card({ entry, theme, seen, card, column, tab, chosen }: CardProps) {
  const also = entry.themes.filter((one) => one !== theme).map((one) => titleOf(seen.counted.themes, one));
  return (
    <button type="button" class="cbf-c-card-small" data-card={card} data-column={column} data-lane={entry.lane} data-shared={entry.shared ? true : undefined} aria-pressed={chosen} tabIndex={tab ? 0 : -1}
      onClick={() => seen.choose({ item: entry.key })}>
      <span dir="auto">{entry.item.text}</span>
      {entry.shared && <small>template’s wording</small>}
      {also.length > 0 && <small dir="auto">also: {also.join(", ")}</small>}
    </button>
  );
}
