/** What one view shows beside the document, and what every part of the explorer has in hand. No DOM. */
import type { Ask, Model } from "../shared/model";
import type { Store } from "../shared/store";
import { short } from "./state";
import { itemOf, linkOf, type Coding, type Shipped, type Theory, type Work } from "./document";
import type { Whose } from "./laying";
import type { Action, Edit } from "./state";

export type Mode = "one" | "compare";
export type Panel = "begin" | "history" | "save" | "open" | "export" | "run" | "overlay" | "compared" | "keys" | null;

/** What cards are kept in sight: those of a theme, a measure, a programme; an empty text is no filter. */
export interface Filter {
  theme: string;
  measure: string;
  programme: string;
}

export interface View {
  mode: Mode;
  /** Id of the theory on screen. */
  shown: string;
  compared: string[];
  item: string | null;
  link: string | null;
  /** Id of the item that an arrow is being drawn from. */
  from: string | null;
  editing: boolean;
  panel: Panel;
  search: string;
  filter: Filter;
  /** How many columns are shown while teaching; `null` is all of them, without teaching. */
  teach: number | null;
  /** 1 is the usual size. */
  zoom: number;
  /** Which of the theories in the trait `laid_over` lies over the one shown; their arrows are drawn when there is one. */
  over: number;
  /** Which arrows are drawn while another's are laid over. */
  whose: "all" | Whose;
}

export interface Hands {
  model: Model;
  store: Store<Work>;
  ask: Ask;
  /** Say aloud and on screen how something went. */
  tell: (said: string, ok: boolean) => void;
  work: Work;
  shipped: Shipped;
  /** All as they are now, shipped and own. */
  theories: Theory[];
  /** The one on screen. */
  theory: Theory;
  coding: Coding;
  view: View;
  /** Carry out an action as one named step; what it did, or `null` when nothing changed. */
  act: (action: Action) => Edit | null;
  /** Change what the view shows, and perhaps say so to whoever can't see it. */
  show: (change: Partial<View>, said?: string) => void;
  /** End a run of like edits, as when a field is left. */
  settle: () => void;
}

export const NO_FILTER: Filter = { theme: "", measure: "", programme: "" };
export const NO_VIEW: View = { mode: "one", shown: "", compared: [], item: null, link: null, from: null, editing: false, panel: null, search: "", filter: NO_FILTER, teach: null, zoom: 1, over: 0, whose: "all" };

/** A view without what the theory doesn't hold, as after an undo, another view's edit or a change from Python. */
export function fitting(view: View, theory: Theory): View {
  const item = (id: string | null) => itemOf(theory, id)?.id ?? null;
  return { ...view, shown: theory.id, item: item(view.item), from: item(view.from), link: linkOf(theory, view.link)?.id ?? null };
}

/** What choosing a card means: the end of an arrow that is being drawn, else to see it large; once more lets go of it. */
export function pick(hands: Hands, id: string): void {
  const { view, theory } = hands;
  if (view.from && view.from !== id) return draw(hands, view.from, id);
  if (view.from) return hands.show({ from: null }, "No arrow.");
  if (view.item === id && !view.link) return hands.show({ item: null }, "The whole theory.");
  hands.show({ item: id, link: null }, `Chosen: ${itemOf(theory, id)?.text ?? id}`);
}

/** Begin an arrow, or give it up. */
export function begin(hands: Hands, id: string): void {
  if (hands.view.from === id) return hands.show({ from: null }, "No arrow.");
  hands.show({ from: id }, `An arrow from “${short(itemOf(hands.theory, id)?.text ?? id)}”: go to the card that it leads to, then Enter. Escape gives up.`);
}

/** Draw an arrow and ask what it assumes; one that is there already is opened. */
export function draw(hands: Hands, from: string, to: string): void {
  const item = hands.view.item === to ? to : from;
  const old = hands.theory.links.find((one) => one.from_item === from && one.to_item === to);
  if (old) return hands.show({ from: null, link: old.id, item }, "That arrow is there already.");
  const edit = hands.act({ type: "link", from, to });
  if (edit) hands.show({ from: null, item });
  else hands.show({ from: null }, "No arrow can be drawn there.");
}
