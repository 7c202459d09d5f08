/** What is chosen, beside the matrix: every item with its column, lines, codes and shared words, and what can be done with it. */
import type { RefObject } from "preact";
import { inWords, some } from "../shared/counting";
import { LaneGlyph } from "./cell";
import { byLane, chosenEntries, sharing, type Entry, type Measure } from "./counting";
import { guideWords, measureWords, sharedIn } from "./countwords";
import { codesOf } from "./edits";
import { chosenTitle, entriesOf, measuresOf, saidOf, titleOf, type Chosen, type Seen } from "./looking";

export function ChosenPanel({ seen, heading }: { seen: Seen; heading: RefObject<HTMLHeadingElement | null> }) {
  const { looking: { chosen } } = seen;
  return (
    <aside class="cbf-c-side" aria-label="What is chosen" data-empty={!chosen || undefined} onKeyDown={(event) => {
      if (event.key !== "Escape" || !chosen) return;
      event.preventDefault();
      event.stopPropagation();
      seen.choose(null);
    }}>
      {chosen ? <Filled seen={seen} chosen={chosen} heading={heading} /> : (
        <>
          <h4 ref={heading} tabIndex={-1}>Nothing is chosen</h4>
          <p class="cbf-quiet">Choose a cell, a name, a theme or a sentence: its items and the codes that it rests on are listed here.</p>
        </>
      )}
    </aside>
  );
}

function Filled({ seen, chosen, heading }: { seen: Seen; chosen: Chosen; heading: RefObject<HTMLHeadingElement | null> }) {
  const { counted, hands, comparison, measured } = seen;
  const entries = entriesOf(chosen, seen);
  const measures = measuresOf(chosen, measured, comparison);
  const known = hands.shipped.measures as Measure[];
  const statements = chosen.says === undefined ? saidOf(chosen, comparison.statements) : [];
  const asks = comparison.statements.find(({ says }) => says === chosen.says)?.asks;
  const { theme } = chosen;
  const about = theme === undefined ? undefined : counted.themes.find(({ id }) => id === theme)?.about;
  return (
    <>
      <div class="cbf-c-side-head">
        <p class="cbf-c-kind">{kindOf(chosen)}</p>
        <button type="button" class="cbf-small" aria-label="Leave what is chosen" onClick={() => seen.choose(null)}>×</button>
      </div>
      <h4 ref={heading} tabIndex={-1} dir="auto" data-long={chosen.says !== undefined || undefined}>{chosenTitle(chosen, counted).map((line) => <span key={line}>{line}</span>)}</h4>
      {asks && <p dir="auto"><b>{asks}</b></p>}
      {chosen.item === undefined && <p class="cbf-c-side-count">{measures.length > 0 && `${some(measures.length, "scale")}, `}{howMany(chosen, entries, seen)}</p>}
      {chosen.theory !== undefined && chosen.item === undefined && (
        <div class="cbf-buttons"><button type="button" onClick={() => hands.show({ mode: "one", shown: chosen.theory!, item: null, link: null })}>Open theory</button></div>
      )}
      {about && chosen.theory === undefined && <p class="cbf-quiet" dir="auto">{about}</p>}
      {measures.length > 0 && (
        <ul class="cbf-c-plain">{measures.map(({ measure, theories }) => (
          <li key={measure}><b dir="auto">{known.find(({ id }) => id === measure)?.title ?? measure}</b> <small dir="auto">{theories.map((id) => titleOf(counted.theories, id)).join(", ")}. {measureWords(measure, known)}</small></li>
        ))}</ul>
      )}
      <Entries entries={entries} seen={seen} chosen={chosen} />
      {hands.coding.by && entries.length > 0 && <small class="cbf-quiet" dir="auto">Codes without a name are by {hands.coding.by}.</small>}
      {theme !== undefined && !chosen.measured && <LaneBars seen={seen} theme={theme} />}
      {statements.map(({ says, asks: question }) => <p key={says} class="cbf-c-asks" data-late={!seen.fresh || undefined} dir="auto">{says} <b>{question}</b></p>)}
    </>
  );
}

function kindOf({ theory, theme, says, item, measured }: Chosen): string {
  if (says !== undefined) return "Chosen sentence";
  if (item !== undefined) return "Chosen card";
  if (measured) return "Chosen measures";
  return theory !== undefined && theme !== undefined ? "Chosen cell" : theory !== undefined ? "Chosen authority" : theme !== undefined ? "Chosen theme" : "All items";
}

function howMany(chosen: Chosen, entries: Entry[], { looking, whole, comparison, measured }: Seen): string {
  const shared = sharedIn(entries);
  const out = looking.wording === "out" ? sharedIn(entriesOf(chosen, { counted: whole, comparison, measured })) : 0;
  return `${some(entries.length, "item")}${shared ? `, ${shared} in the template’s wording` : ""}${out ? `; ${out} in the template’s wording taken out` : ""}`;
}

/** Under headings where they come from several theories or lanes. */
function Entries({ entries, seen, chosen }: { entries: Entry[]; seen: Seen; chosen: Chosen }) {
  const { counted } = seen;
  const cell = chosen.theory !== undefined && chosen.theme !== undefined;
  const groups = cell || chosen.item !== undefined ? [{ title: "", entries }]
    : chosen.theory !== undefined ? counted.lanes.map((title, lane) => ({ title, entries: entries.filter((entry) => entry.lane === lane) }))
    : counted.theories.map(({ id, title }) => ({ title, entries: entries.filter((entry) => entry.theory === id) }));
  return (
    <>
      {groups.map((group) => group.entries.length > 0 && (
        <section key={group.title} class="cbf-c-group">
          {group.title && <h5 dir="auto">{group.title} <small>{group.entries.length}</small></h5>}
          <ul class="cbf-c-entries">{group.entries.map((entry) => <OneEntry key={entry.key} entry={entry} seen={seen} />)}</ul>
        </section>
      ))}
    </>
  );
}

function OneEntry({ entry, seen }: { entry: Entry; seen: Seen }) {
  const { hands, counted } = seen;
  const { item } = entry;
  const title = (id: string) => titleOf(hands.theories, id);
  const codes = codesOf(hands.coding, entry.theory, item.id);
  const marks = [item.placement === "read" && "Its column is a reading of a damaged page.", item.cut_off && "Cut short on the page.", item.note].filter(Boolean);
  return (
    <li>
      <LaneGlyph lane={entry.lane} shared={entry.shared !== ""} />
      <div>
        <p dir="auto">{item.text}</p>
        <small dir="auto">{[entry.column, guideWords(item.lines)].filter(Boolean).join(" · ")}</small>
        {entry.shared && <small dir="auto">{sharing(entry, hands.shipped.wording, title)}</small>}
        {marks.length > 0 && <small dir="auto">{marks.join(" ")}</small>}
        {codes.map(({ theme, why, by }) => <small key={theme} class="cbf-c-code" dir="auto"><b>{titleOf(counted.themes, theme)}</b>{why && `: ${why}`}{by && by !== hands.coding.by && ` (${by})`}</small>)}
        {codes.length === 0 && <small class="cbf-c-code"><b>No theme</b></small>}
        <span class="cbf-c-do">
          <button type="button" class="cbf-c-link" aria-label={`Recode “${item.text}”`} onClick={() => seen.recode(entry)}>Recode</button>
          <button type="button" class="cbf-c-link" aria-label={`Open “${item.text}” in ${title(entry.theory)}`} onClick={() => hands.show({ mode: "one", shown: entry.theory, item: item.id, link: null })}>Open</button>
        </span>
      </div>
    </li>
  );
}

/** How the theme's items spread over the lanes, in all theories. */
function LaneBars({ seen: { counted }, theme }: { seen: Seen; theme: string }) {
  const entries = chosenEntries(counted, undefined, theme);
  const counts = byLane(entries, counted.lanes.length);
  const most = Math.max(1, ...counts);
  return (
    <section class="cbf-c-bars">
      <h5>In all {inWords(counted.theories.length)}: {some(entries.length, "item")}</h5>
      <ul>{counted.lanes.map((lane, i) => counts[i]! > 0 && (
        <li key={lane}><LaneGlyph lane={i} /> <span>{lane}</span><span class="cbf-c-bar" data-lane={i} style={{ "--share": counts[i]! / most } as never} aria-hidden="true" /><b>{counts[i]}</b></li>
      ))}</ul>
    </section>
  );
}
