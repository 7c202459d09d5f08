/** The matrix: an authority a row, a theme a column, the items as marks in lanes. One stop for Tab; arrow keys go on from there. */
import type { VNode } from "preact";
import { useMemo, useRef, useState } from "preact/hooks";
import { useWidth } from "../shared/hooks";
import { inWords, some } from "../shared/counting";
import { FEWEST_SLOTS, Marks, MOST_SLOTS, slotsOf } from "./cell";
import { byLane, cellOf, chosenEntries, NO_THEME, type Counted, type Measure } from "./counting";
import { spot } from "./countwords";
import { same, type Chosen, type Seen } from "./looking";
import { Diamonds, MeasuredWith, measuresIn, Standing } from "./measures";

/** A place in the grid: the head, the rows, the totals, the measures; the names, the themes, all, the measures. */
interface Spot {
  r: number;
  c: number;
}

/** Where a key leads, before the edges stop it; a key that leads nowhere gives `null`. */
export function moved({ r, c }: Spot, key: string, ctrl: boolean, rows: number, columns: number): Spot | null {
  const to: Record<string, Spot> = {
    ArrowRight: { r, c: c + 1 }, ArrowLeft: { r, c: c - 1 }, ArrowDown: { r: r + 1, c }, ArrowUp: { r: r - 1, c },
    Home: { r: ctrl ? 0 : r, c: 0 }, End: { r: ctrl ? rows - 1 : r, c: columns - 1 }, PageDown: { r: rows - 1, c }, PageUp: { r: 0, c },
  };
  const there = to[key];
  if (!there) return null;
  const row = Math.min(Math.max(there.r, 0), rows - 1);
  // The last row ends in one wide cell.
  const at = { r: row, c: Math.min(Math.max(there.c, 0), columns - (row === rows - 1 ? 2 : 1)) };
  return at.r === 0 && at.c === 0 ? { r: r === 0 ? 0 : 1, c: r === 0 ? 1 : 0 } : at;
}

/** What a place stands for. */
export function chosenAt({ r, c }: Spot, { theories, themes }: Counted): Chosen {
  const theory = theories[r - 1]?.id;
  const theme = themes[c - 1]?.id;
  const measured = r === theories.length + 2 || c === themes.length + 2;
  return { ...(theory !== undefined && { theory }), ...(theme !== undefined && { theme }), ...(measured && { measured }) };
}

/** Which lanes are drawn: those that hold anything. */
export function lanesShown(counted: Counted): number[] {
  const counts = byLane([...counted.entries.values()], counted.lanes.length);
  return counts.flatMap((n, lane) => (n ? [lane] : []));
}

/** How wide the names, all and the measures are, and a theme; and the same drawn close, with its heading on its side. */
const ROOMY = [200, 72] as const;
const CLOSE = [164, 41] as const;
/** How much of it may be out of sight. */
const OUT = 1.2;
/** A projector's width, where everything is drawn larger. */
const WIDE = 1100;
const LARGER = 1.3;

/** How many marks a lane has room for when drawn close; none where it isn't called for: it must show nearly all themes, and nothing else would show all. */
export function closeSlots(width: number, themes: number): number | null {
  const scale = width > WIDE ? LARGER : 1;
  const needs = ([beside, each]: readonly [number, number]) => scale * (beside + each * themes);
  if (needs(ROOMY) <= width || needs(CLOSE) > OUT * width) return null;
  const each = width / scale / themes - CLOSE[0] / themes;
  return Math.min(Math.max(Math.floor((each - 20) / 6.4), FEWEST_SLOTS), MOST_SLOTS);
}

export function Matrix({ seen }: { seen: Seen }) {
  const { counted, looking, choose } = seen;
  const { theories, themes } = counted;
  const table = useRef<HTMLTableElement>(null);
  const [at, setAt] = useState<Spot>({ r: 1, c: 1 });
  const rows = theories.length + 3;
  const columns = themes.length + 3;
  const { ref, width } = useWidth<HTMLDivElement>(950);
  const close = closeSlots(width, themes.length);
  const dense = close !== null;
  const drawn = useMemo(() => drawAll(counted, close ?? MOST_SLOTS), [counted, close]);
  const foot = useMemo(() => themes.map((theme) => <MeasuredWith theme={theme} uses={seen.measured.get(theme.id) ?? []} seen={seen} short={dense} />), [counted, seen.measured, dense]);
  const onKeyDown = (event: KeyboardEvent) => {
    const here = spotOf(event.target as Element);
    if (!here || event.altKey || event.metaKey) return;
    const next = moved(here, event.key, event.ctrlKey, rows, columns);
    if (next) table.current!.querySelector<HTMLElement>(`[data-r="${next.r}"][data-c="${next.c}"]`)?.focus();
    else if (event.ctrlKey) return;
    else if (event.key === "Enter" || event.key === " ") choose(chosenAt(here, counted), true);
    else if (event.key === "Escape" && looking.chosen) choose(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const cell = (r: number, c: number) => {
    const chosen = looking.chosen;
    const own = chosenAt({ r, c }, counted);
    const row = chosen?.theory !== undefined && chosen.theory === own.theory;
    const column = chosen?.theme !== undefined && chosen.theme === own.theme;
    const here = same(chosen, own);
    return { "data-r": r, "data-c": c, "data-tint": row || column || undefined, "data-here": here || undefined, "aria-selected": here, tabIndex: at.r === r && at.c === c ? 0 : -1 };
  };
  const foots = theories.length + 1;
  const all = chosenEntries(counted);
  return (
    <div ref={ref} class="cbf-c-matrix-scroll" data-dense={dense || undefined}>
      <table ref={table} class="cbf-matrix" role="grid" aria-label="Items by authority and theme" onKeyDown={onKeyDown}
        onClick={(event) => { const here = spotOf(event.target as Element); if (here) { choose(chosenAt(here, counted)); } }}
        onFocusIn={(event) => { const here = spotOf(event.target as Element); if (here && (here.r !== at.r || here.c !== at.c)) setAt(here); }}>
        <thead>
          <tr>
            <td class="cbf-c-corner" />
            {themes.map(({ id, title, about }, i) => <th key={id} scope="col" class="cbf-c-theme" data-none={id === NO_THEME.id || undefined} title={about || undefined} dir="auto" {...cell(0, i + 1)}><span>{title}</span></th>)}
            <th scope="col" class="cbf-c-all" {...cell(0, themes.length + 1)}>All</th>
            <th scope="col" {...cell(0, themes.length + 2)}>Scales named</th>
          </tr>
        </thead>
        <tbody>
          {theories.map(({ id, title, items }, i) => {
            const measures = measuresIn(seen.comparison, id);
            return (
              <tr key={id}>
                <th scope="row" dir="auto" {...cell(i + 1, 0)}>{title}</th>
                {themes.map((theme, j) => <td key={theme.id} role="gridcell" aria-label={spot(counted, id, theme.id)} data-none={theme.id === NO_THEME.id || undefined} {...cell(i + 1, j + 1)}>{drawn.get(`${i} ${j}`)}</td>)}
                <td role="gridcell" class="cbf-c-all" aria-label={`${title}, all themes: ${some(items, "item")}`} {...cell(i + 1, themes.length + 1)}>{items}</td>
                <td role="gridcell" aria-label={`${title}: ${measures.length === 0 ? "no scale named" : `${some(measures.length, "scale")} named`}`}
                  {...cell(i + 1, themes.length + 2)}><Diamonds measures={measures} known={seen.hands.shipped.measures as Measure[]} /></td>
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          <tr class="cbf-c-totals">
            <th scope="row" {...cell(foots, 0)}>All {inWords(theories.length)}</th>
            {themes.map(({ id, title }, j) => { const n = chosenEntries(counted, undefined, id).length; return <td key={id} role="gridcell" aria-label={`All, ${title}: ${some(n, "item")}`} {...cell(foots, j + 1)}><span class="cbf-c-n">{n}</span></td>; })}
            <td role="gridcell" class="cbf-c-all" aria-label={`All items, each once: ${all.length}`} {...cell(foots, themes.length + 1)}>{all.length}</td>
            <td role="gridcell" aria-label={`${some(seen.comparison.measures.length, "scale")} in all`} {...cell(foots, themes.length + 2)}>{seen.comparison.measures.length}</td>
          </tr>
          <tr class="cbf-c-measured">
            <th scope="row" {...cell(foots + 1, 0)}>What is it measured with? <small>Scales and questionnaires that the pages name</small></th>
            {foot.map((inside, j) => <td key={themes[j]!.id} role="gridcell" {...cell(foots + 1, j + 1)}>{inside}</td>)}
            <td colSpan={2} role="gridcell" {...cell(foots + 1, themes.length + 1)}><Standing measures={seen.comparison.measures.map(({ measure }) => measure)} known={seen.hands.shipped.measures as Measure[]} /></td>
          </tr>
        </tfoot>
      </table>
      <p class="cbf-quiet cbf-c-hint">Arrow keys go from cell to cell, Enter reads on, Escape comes back.</p>
    </div>
  );
}

function spotOf(target: Element): Spot | null {
  const cell = target.closest<HTMLElement>("[data-r]");
  return cell && { r: Number(cell.dataset["r"]), c: Number(cell.dataset["c"]) };
}

/** What stands in the cells: drawn once for as long as the counts hold, however often another cell is chosen. */
function drawAll(counted: Counted, atMost: number): Map<string, VNode> {
  const lanes = lanesShown(counted);
  const found = new Map<string, VNode>();
  counted.themes.forEach(({ id }, j) => {
    const cells = counted.theories.map((theory) => cellOf(counted, theory.id, id));
    const slots = slotsOf(cells, counted.lanes.length, atMost);
    cells.forEach((entries, i) => found.set(`${i} ${j}`, entries.length === 0 ? <span class="cbf-c-nil">·</span>
      : <span class="cbf-c-cell"><span class="cbf-c-n">{entries.length}</span><Marks entries={entries} lanes={lanes} slots={slots} /></span>));
  });
  return found;
}
