/**
 * What a gesture means: `reduce(work, shipped, action)` gives the new work and the name of the step. No DOM.
 *
 * How the parts of the explorer meet:
 * - Every part is a component that takes `{ hands }: { hands: Hands }` (view.ts) and nothing else. It reads `hands.theory` (the one shown),
 *   `hands.theories`, `hands.coding`, `hands.shipped`, `hands.view`; it edits by `hands.act(action)` and shows by `hands.show(change, said?)`.
 * - `act` commits one named step; edits in a row with the same key are one step; `settle` (a field is left) ends such a run.
 * - An action without `theory` edits the one shown. What it leaves chosen comes back as `edit.item`, `edit.link` or `edit.shown` and is shown.
 * - widget.tsx mounts: `Begin`, `Overlay`, `Run`, `ExportMenu` each as a panel under the header (`view.panel`: "begin", "overlay", "run",
 *   "export"; close by `hands.show({ panel: null })`); `LinkPanel` beside the columns while `view.link`; `Edit` there while `view.editing`
 *   (of the chosen item, else of columns); `Doubts` at the foot; `Compare` in place of the columns while `view.mode` is "compare".
 * - The kernel's traits are followed by `useTrait(hands.model, "doubts" | "comparison" | "laid_over")`; it is asked by `hands.ask`; what it
 *   says goes to `hands.tell(said, ok)`.
 * - Style in own.css and compare.css, which style.css imports; every class begins with `cbf-`; colours only from the tokens.
 */
import * as edits from "./edits";
import { columnOf, itemOf, linkOf, type Coding, type Column, type Item, type Shipped, type Theory, type Work } from "./document";

type Of<T> = T & { theory?: string };

export type Action =
  | Of<{ type: "retitle"; title?: string; vision?: string }>
  | Of<{ type: "addColumn"; title: string; before?: string; fields?: Partial<Column> }>
  | Of<{ type: "changeColumn"; column: string; fields: Partial<Omit<Column, "id">> }>
  | Of<{ type: "removeColumn"; column: string }>
  | Of<{ type: "addItem"; column: string; text: string; before?: string; fields?: Partial<Item> }>
  | Of<{ type: "changeItem"; item: string; fields: Partial<Omit<Item, "id">> }>
  | Of<{ type: "moveItem"; item: string; column: string; before?: string }>
  | Of<{ type: "removeItem"; item: string }>
  | Of<{ type: "link"; from: string; to: string; fields?: edits.LinkFields }>
  | Of<{ type: "changeLink"; link: string; fields: edits.LinkFields }>
  | Of<{ type: "unlink"; link: string }>
  /** A theory made or read, or another in place of the one of this id; `name` is the step's. A copy carries the codes of its original. */
  | { type: "put"; put: Theory; name: string; codedAs?: string }
  /** A shipped theory as it was shipped; one's own is gone. */
  | { type: "takeBack"; theory: string }
  | ({ type: "recode" } & edits.Recoding)
  | { type: "codebook"; codebook: Coding | null; name?: string }
  | { type: "title"; title: string };

export interface Edit {
  work: Work;
  name: string;
  key?: string;
  item?: string;
  link?: string;
  shown?: string;
}

/** Apply an action to the work; an action that changes nothing, or that Python would refuse, gives `null`. */
export function reduce(work: Work, shipped: Shipped, shown: string, action: Action): Edit | null {
  const edit = applied(work, shipped, shown, action);
  return edit && JSON.stringify(edit.work) !== JSON.stringify(work) ? edit : null;
}

function applied(work: Work, shipped: Shipped, shown: string, action: Action): Edit | null {
  const all = edits.allTheories(work, shipped.theories);
  const title = (id: string) => all.find((one) => one.id === id)?.title ?? id;
  switch (action.type) {
    case "title": return { work: { ...work, title: edits.tidy("vision", action.title) }, name: "Renamed the work", key: "title" };
    case "put": return { work: edits.withCodesOf(edits.putTheory(work, action.put), shipped.coding, action.codedAs, action.put.id), name: action.name, shown: action.put.id };
    case "takeBack": return { work: edits.takeBack(work, action.theory), name: shipped.theories.some((one) => one.id === action.theory) ? `${title(action.theory)} as it was` : `Removed ${title(action.theory)}` };
    case "codebook": return { work: { ...work, codebook: action.codebook ? [action.codebook] : [] }, name: action.name ?? (action.codebook ? `Codebook: ${action.codebook.title}` : "The shipped codebook again") };
    case "recode": {
      const theme = (work.codebook[0] ?? shipped.coding).themes.find((one) => one.id === action.theme)?.title ?? action.theme;
      const item = itemOf(all.find((one) => one.id === action.theory)!, action.item);
      return item ? { work: edits.recode(work, shipped.coding, action), name: `${action.carries ? "Coded" : "No longer coded"} “${short(item.text)}” as ${theme}` } : null;
    }
    default: {
      const theory = all.find((one) => one.id === (action.theory ?? shown));
      const done = theory && inTheory(theory, action);
      return done?.theory && JSON.stringify(done.theory) !== JSON.stringify(theory) ? { work: edits.putTheory(work, done.theory), ...done.edit } : null;
    }
  }
}

type InTheory = Exclude<Action, { type: "title" | "put" | "takeBack" | "codebook" | "recode" }>;
interface Done {
  theory: Theory | null;
  edit: Omit<Edit, "work">;
}

/** A text that fits in the name of a step. */
export function short(text: string, most = 48): string {
  const letters = [...text];
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join("").trimEnd()}…`;
}

function inTheory(theory: Theory, action: InTheory): Done {
  const item = (id: string) => short(itemOf(theory, id)?.text ?? id);
  const column = (id: string) => columnOf(theory, id)?.title ?? id;
  switch (action.type) {
    case "retitle": return { theory: edits.retitle(theory, action), edit: { name: action.title === undefined ? "Changed the vision" : "Changed the title", key: `retitle:${theory.id}:${action.title === undefined}` } };
    case "addColumn": return { theory: edits.addColumn(theory, action.title, action.before, action.fields), edit: { name: `Added the column ${action.title}` } };
    case "changeColumn": return { theory: edits.changeColumn(theory, action.column, action.fields), edit: { name: `Changed the column ${column(action.column)}`, key: `column:${theory.id}:${action.column}:${Object.keys(action.fields)[0]}` } };
    case "removeColumn": return { theory: edits.removeColumn(theory, action.column), edit: { name: `Removed the column ${column(action.column)}` } };
    case "addItem": {
      const next = edits.addItem(theory, action.column, action.text, action.before, action.fields);
      const there = new Set(theory.items.map((one) => one.id));
      const made = next?.items.find((one) => !there.has(one.id))?.id;
      return { theory: next, edit: { name: `Added “${short(action.text)}”`, ...(made && { item: made }) } };
    }
    case "changeItem": return { theory: edits.changeItem(theory, action.item, action.fields), edit: { name: `Changed “${item(action.item)}”`, key: `item:${theory.id}:${action.item}:${Object.keys(action.fields)[0]}`, item: action.item } };
    case "moveItem": return { theory: edits.moveItem(theory, action.item, action.column, action.before), edit: { name: `Moved “${item(action.item)}” in ${column(action.column)}`, item: action.item } };
    case "removeItem": return { theory: edits.removeItem(theory, action.item), edit: { name: `Removed “${item(action.item)}”` } };
    default: return arrows(theory, action);
  }
}

function arrows(theory: Theory, action: Extract<InTheory, { type: "link" | "changeLink" | "unlink" }>): Done {
  const said = (id: string) => {
    const link = linkOf(theory, id);
    return link ? `from “${short(itemOf(theory, link.from_item)!.text, 32)}” to “${short(itemOf(theory, link.to_item)!.text, 32)}”` : id;
  };
  switch (action.type) {
    case "link": {
      const next = edits.link(theory, action.from, action.to, action.fields);
      const text = (id: string) => short(itemOf(theory, id)?.text ?? id, 32);
      return { theory: next, edit: { name: `Drew an arrow from “${text(action.from)}” to “${text(action.to)}”`, ...(next && { link: next.links.at(-1)!.id }) } };
    }
    case "changeLink": {
      const field = Object.keys(action.fields)[0] ?? "";
      const what = (action.fields as Record<string, string>)[field] === "" ? UNSAID[field] ?? FIELDS[field] : FIELDS[field] ?? "Changed the arrow";
      return { theory: edits.changeLink(theory, action.link, action.fields), edit: { name: `${what} ${said(action.link)}`, key: `link:${theory.id}:${action.link}:${field}`, link: action.link } };
    }
    case "unlink": return { theory: edits.unlink(theory, action.link), edit: { name: `Took away the arrow ${said(action.link)}` } };
  }
}

const FIELDS: Record<string, string> = {
  assumption: "Said what has to be true", evidence: "Wrote the evidence", asks: "Said who could tell", strength: "Said how strong the push is", confidence: "Said how sure:",
};
/** The same left open again. */
const UNSAID: Record<string, string> = { strength: "No longer said how strong the push is", confidence: "No longer said how sure:" };
