/** Change what a theory says: an item, or the columns and the whole of a theory of one's own. */
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { SelectAndDo, TextField } from "../shared/field";
import { lineWords } from "../shared/counting";
import { changesOf, changesWords, original } from "./changes";
import { itemOf, itemsIn, type Column, type Item, type Theory } from "./document";

import { Needed } from "./marks";
import { short } from "./state";
import type { Hands } from "./view";

export function Edit({ hands }: { hands: Hands }) {
  const { theory, view, shipped } = hands;
  const item = itemOf(theory, view.item);
  const root = useRef<HTMLDivElement>(null);
  const [adding, setAdding] = useState<"before" | "after" | null>(null);
  // What was chosen is gone, and the focus with it: it comes back here.
  useLayoutEffect(() => {
    const lost = !document.activeElement || document.activeElement === document.body;
    if (lost) root.current?.querySelector<HTMLElement>("h3")?.focus();
    setAdding(null);
  }, [item?.id]);
  return (
    <div ref={root} class="cbf-edit">
      {item ? <ItemFields key={item.id} hands={hands} item={item} adding={adding} onAdding={setAdding} />
        : <><h3 tabIndex={-1}>{original(shipped, theory.id) ? "Edit this theory" : "Your own theory"}</h3><WholeFields hands={hands} /></>}
      <Changed hands={hands} />
      <div class="cbf-buttons"><button type="button" onClick={() => hands.show({ editing: false })}>Done editing</button></div>
    </div>
  );
}

// --- an item ---------------------------------------------------------------------------------------------------------

interface ItemProps {
  hands: Hands;
  item: Item;
  adding: "before" | "after" | null;
  onAdding: (where: "before" | "after" | null) => void;
}

/** Where an item goes when it moves one place: in front of which, or `null` at the end of the way. */
export function oneOn(theory: Theory, item: Item, by: 1 | -1): string | null {
  const column = itemsIn(theory, item.column);
  const at = column.findIndex(({ id }) => id === item.id);
  if (by < 0) return column[at - 1]?.id ?? null;
  return column[at + 1] ? (column[at + 2]?.id ?? "") : null;
}

function ItemFields({ hands, item, adding, onAdding }: ItemProps) {
  const { theory, act, settle } = hands;
  const change = (fields: Partial<Item>) => act({ type: "changeItem", item: item.id, fields });
  const move = (by: 1 | -1) => {
    const before = oneOn(theory, item, by);
    if (before !== null) act({ type: "moveItem", item: item.id, column: item.column, before });
  };
  const elsewhere = theory.columns.filter(({ id }) => id !== item.column);
  return (
    <>
      <h3 tabIndex={-1}>Edit this item</h3>
      <Needed className="cbf-item-text" label="What it says" lines value={item.text} onText={(text) => change({ text })} onLeave={settle} />
      <Shipped hands={hands} item={item} />
      <TextField label="Stands under the heading" value={item.group} placeholder="No heading" onText={(group) => change({ group })} onLeave={settle} />
      <TextField label="Note" lines value={item.note} onText={(note) => change({ note })} onLeave={settle} />
      <div class="cbf-buttons" role="group" aria-label="Where it stands">
        <button type="button" aria-disabled={oneOn(theory, item, -1) === null} onClick={() => move(-1)}><span aria-hidden="true">↑</span> Up</button>
        <button type="button" aria-disabled={oneOn(theory, item, 1) === null} onClick={() => move(1)}><span aria-hidden="true">↓</span> Down</button>
        <button type="button" aria-expanded={adding === "before"} onClick={() => onAdding(adding === "before" ? null : "before")}>Add before</button>
        <button type="button" aria-expanded={adding === "after"} onClick={() => onAdding(adding === "after" ? null : "after")}>Add after</button>
      </div>
      {adding && <Adding hands={hands} item={item} where={adding} onDone={() => onAdding(null)} />}
      {elsewhere.length > 0 && <SelectAndDo label="Move to the column" options={elsewhere.map(({ id, title }): [string, string] => [id, title])} button="Move" onDo={(column) => act({ type: "moveItem", item: item.id, column })} />}
      <div class="cbf-buttons"><button type="button" class="cbf-danger" onClick={() => act({ type: "removeItem", item: item.id })}>Remove the item{arrowsOf(theory, item.id)}</button></div>
    </>
  );
}

function arrowsOf(theory: Theory, id: string): string {
  const n = theory.links.filter((link) => link.from_item === id || link.to_item === id).length;
  return n === 0 ? "" : n === 1 ? " and its arrow" : ` and its ${n} arrows`;
}

function Adding({ hands, item, where, onDone }: { hands: Hands; item: Item; where: "before" | "after"; onDone: () => void }) {
  const [text, setText] = useState("");
  const root = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => root.current?.querySelector<HTMLElement>("input")?.focus(), [where]);
  const add = (event: Event) => {
    event.preventDefault();
    const column = itemsIn(hands.theory, item.column);
    const next = column[column.indexOf(item) + 1]?.id ?? "";
    if (hands.act({ type: "addItem", column: item.column, text, before: where === "before" ? item.id : next })) onDone();
  };
  return (
    <form ref={root} class="cbf-pair" onSubmit={add}>
      <TextField label={`A new item ${where} it`} value={text} onText={setText} />
      <button type="submit" class="cbf-main">Add</button>
    </form>
  );
}

/** What the shipped theory has in its place; its words can be taken back without the rest. */
function Shipped({ hands, item }: { hands: Hands; item: Item }) {
  const { theory, shipped, act } = hands;
  const was = original(shipped, theory.id);
  if (!was) return item.lines.length ? <p class="cbf-quiet">Taken from the guide, {lineWords(item.lines)}.</p> : null;
  const old = was.items.find(({ id }) => id === item.id);
  if (!old) return <p class="cbf-changed">Added by you.</p>;
  const other = ([["text", "its words"], ["group", "its heading"], ["note", "its note"]] as const).filter(([field]) => old[field] !== item[field]).map(([, words]) => words);
  if (other.length === 0) return <p class="cbf-quiet">As shipped, from the guide, {lineWords(item.lines)}.</p>;
  const back = () => act({ type: "changeItem", item: item.id, fields: { text: old.text, group: old.group, note: old.note } });
  return (
    <p class="cbf-changed"><b>Changed by you:</b> {other.join(", ")}.{old.text !== item.text && <> As shipped: <span dir="auto">“{old.text}”</span></>}{" "}
      <button type="button" class="cbf-text-button" onClick={back}>Take back</button></p>
  );
}

// --- the whole -------------------------------------------------------------------------------------------------------

function WholeFields({ hands }: { hands: Hands }) {
  const { theory, shipped, act, settle, show } = hands;
  if (original(shipped, theory.id)) {
    return (
      <>
        <p>Choose an item to change it. The title, the vision and the columns are the source’s, and stay.</p>
        <div class="cbf-buttons"><button type="button" onClick={() => show({ panel: "begin" })}>Make a version of your own</button></div>
      </>
    );
  }
  return (
    <>
      <Needed label="Title" value={theory.title} onText={(title) => act({ type: "retitle", title })} onLeave={settle} />
      <TextField label="What it wants to come about" lines value={theory.vision.text} onText={(vision) => act({ type: "retitle", vision })} onLeave={settle} />
      <h4>Columns</h4>
      <ol class="cbf-edit-columns">{theory.columns.map((column) => <ColumnFields key={column.id} hands={hands} column={column} />)}</ol>
      <AddColumn hands={hands} />
    </>
  );
}

function ColumnFields({ hands, column }: { hands: Hands; column: Column }) {
  const { theory, act, settle } = hands;
  const change = (fields: Partial<Column>) => act({ type: "changeColumn", column: column.id, fields });
  const count = itemsIn(theory, column.id).length;
  return (
    <li>
      <div class="cbf-pair">
        <Needed label="Name of the column" value={column.title} onText={(title) => change({ title })} onLeave={settle} />
        <button type="button" class="cbf-danger" aria-label={`Remove the column ${column.title}`} onClick={() => act({ type: "removeColumn", column: column.id })}>
          Remove{count > 0 && ` with ${count === 1 ? "1 item" : `${count} items`}`}</button>
      </div>
      <details>
        <summary>Its question and its heading</summary>
        <TextField label={`What the guide asks for ${short(column.title)}`} value={column.question} onText={(question) => change({ question })} onLeave={settle} />
        <TextField label={`Heading that ${short(column.title)} shares with its neighbours`} value={column.stage} onText={(stage) => change({ stage })} onLeave={settle} />
      </details>
    </li>
  );
}

function AddColumn({ hands }: { hands: Hands }) {
  const { theory, act } = hands;
  const [title, setTitle] = useState("");
  const [before, setBefore] = useState("");
  const add = (event: Event) => {
    event.preventDefault();
    if (act({ type: "addColumn", title, ...(before && { before }) })) setTitle("");
  };
  return (
    <form class="cbf-pair" onSubmit={add}>
      <TextField label="A new column" value={title} onText={setTitle} />
      {theory.columns.length > 0 && (
        <label class="cbf-field"><span>Where</span>
          <select aria-label="Where the new column goes" value={before} onChange={(event) => setBefore((event.currentTarget as HTMLSelectElement).value)}>
            <option value="">last</option>
            {theory.columns.map(({ id, title: name }) => <option key={id} value={id}>before {name}</option>)}
          </select></label>
      )}
      <button type="submit">Add the column</button>
    </form>
  );
}

/** What differs from what was shipped, and the way back; one's own theory can be put away. */
function Changed({ hands }: { hands: Hands }) {
  const { theory, shipped, work, act } = hands;
  const was = original(shipped, theory.id);
  if (!work.theories.some(({ id }) => id === theory.id)) return null;
  const back = () => act({ type: "takeBack", theory: theory.id });
  if (!was) return <p class="cbf-changed"><span>{theory.made_from && `Made from ${shipped.theories.find(({ id }) => id === theory.made_from)?.title ?? theory.made_from}. `}</span><button type="button" class="cbf-text-button" onClick={back}>Remove this theory</button></p>;
  return (
    <p class="cbf-changed"><b>This theory was changed by you:</b> {changesWords(changesOf(was, theory)) || "as shipped again"}.{" "}
      <button type="button" class="cbf-text-button" onClick={back}>Take all of it back</button></p>
  );
}
