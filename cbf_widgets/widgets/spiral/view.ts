/** What one view shows beside the document: the chosen part, the step in hand, a ripple being drawn. No DOM. */
import { nameOf, partInWords, type Spiral } from "./document";
import type { Action } from "./state";

export type Panel = "history" | "save" | "open" | "export" | "keys" | null;

export interface View {
  /** Id of the chosen mark or rupture. */
  chosen: string | null;
  /** Id of the kind of step in hand, or `BREAK`. */
  armed: string | null;
  /** Id of the mark that a ripple is being drawn from. */
  joining: string | null;
  panel: Panel;
}

/** In hand instead of a kind of step; no kind can have this id. */
export const BREAK = "(rupture)";

export interface Hands {
  spiral: Spiral;
  view: View;
  /** Carry out an action as one named step. */
  act: (action: Action) => void;
  /** Change what the view shows, and perhaps say so to whoever can't see it. */
  show: (change: Partial<View>, said?: string) => void;
  /** End a run of like edits, as when a field is left. */
  settle: () => void;
}

/** A view without what the spiral doesn't hold, as after an undo, another view's edit or a change from Python. */
export function fitting(view: View, spiral: Spiral): View {
  const there = (parts: { id: string }[], id: string | null) => (parts.some((part) => part.id === id) ? id : null);
  return {
    ...view,
    chosen: there([...spiral.marks, ...spiral.ruptures], view.chosen),
    armed: view.armed === BREAK ? BREAK : there(spiral.vocabulary.kinds, view.armed),
    joining: there(spiral.marks, view.joining),
  };
}

/** What a click on a mark or rupture means: the end of a ripple when one is being drawn to a mark, else a choice. */
export function pick(hands: Hands, id: string): void {
  const { joining } = hands.view;
  if (joining && joining !== id && hands.spiral.marks.some((m) => m.id === id)) {
    hands.act({ type: "ripple", source: joining, target: id });
    hands.show({ joining: null });
  } else {
    hands.show({ chosen: id, joining: null });
  }
}

/** What a click on the line means: place what is in hand. */
export function put(hands: Hands, place: number): void {
  const { armed } = hands.view;
  if (armed === BREAK) hands.act({ type: "rupture", place });
  else if (armed) hands.act({ type: "place", kind: armed, place });
  else hands.show({ chosen: null, joining: null });
}

export const NUDGE = 0.02;

/** What `keyed` knows, in words. */
export const KEYS: [string, string][] = [
  ["1 to 9", "place that kind of step after the last"], ["← →", "choose the step before or after"], ["Home, End", "choose the first or last step"],
  ["Shift + ← →", "move what is chosen along the line"], ["Enter", "go to its name, or end a ripple there"], ["R", "draw a ripple from it: choose another step, then Enter"],
  ["B", "mark a rupture after it"], ["Delete", "remove it"], ["+ −", "add or take away a loop"], ["Ctrl + Z, Ctrl + Shift + Z", "undo, redo"], ["Escape", "let go"],
];

/** Everything that a key does on the picture; `null` leaves the key to others. */
export function keyed(hands: Hands, pressed: string, shift: boolean): (() => void) | null {
  const { spiral, view } = hands;
  const key = pressed.length === 1 ? pressed.toLowerCase() : pressed;
  const parts = view.joining ? spiral.marks : [...spiral.marks, ...spiral.ruptures].sort((a, b) => a.place - b.place);
  const at = parts.findIndex((part) => part.id === view.chosen);
  const mark = spiral.marks.find((m) => m.id === view.chosen);
  const broken = spiral.ruptures.find((r) => r.id === view.chosen);
  const part = mark ?? broken;
  const choose = (i: number) => () => {
    const next = parts[(i + parts.length) % parts.length]!.id;
    hands.show({ chosen: next }, partInWords(spiral, next));
  };
  const kind = /^[1-9]$/.test(key) ? spiral.vocabulary.kinds[Number(key) - 1] : undefined;
  if (kind) return () => hands.act({ type: "place", kind: kind.id });
  if (key === "ArrowLeft" || key === "ArrowRight") {
    const way = key === "ArrowLeft" ? -1 : 1;
    if (shift && mark) return () => hands.act({ type: "move", mark: mark.id, place: mark.place + way * NUDGE });
    if (shift && broken) {
      return () => hands.act({ type: "changeRupture", rupture: broken.id, fields: { place: broken.place + way * NUDGE } });
    }
    return parts.length ? choose(at < 0 && way < 0 ? parts.length - 1 : at + way) : null;
  }
  switch (key) {
    case "Home": return parts.length ? choose(0) : null;
    case "End": return parts.length ? choose(parts.length - 1) : null;
    case "Delete":
    case "Backspace":
      if (mark) return () => hands.act({ type: "remove", mark: mark.id });
      return broken ? () => hands.act({ type: "removeRupture", rupture: broken.id }) : null;
    case "b": return () => hands.act({ type: "rupture", place: breakAfter(spiral, part?.place) });
    case "r": return mark ? () => (view.joining ? hands.show({ joining: null }, "No ripple.") :
      hands.show({ joining: mark.id }, `A ripple from ${nameOf(spiral, mark.id)}: choose the step that it helped, then Enter.`)) : null;
    case "Enter": return view.joining && mark ? () => pick(hands, mark.id) : null;
    case "+": return () => hands.act({ type: "loops", loops: spiral.loops + 1 });
    case "-": return () => hands.act({ type: "loops", loops: spiral.loops - 1 });
    case "?": return view.panel === "keys" ? () => hands.show({ panel: null }, "Keys put away.")
      : () => hands.show({ panel: "keys" }, KEYS.map((row) => row.join(": ")).join(". "));
    case "Escape": return () => hands.show(view.panel ? { panel: null } : view.joining || view.armed ? { joining: null, armed: null } : { chosen: null });
    default: return null;
  }
}

/** Where the line breaks when a rupture follows a part: halfway to the next mark, or a little after. */
export function breakAfter(spiral: Spiral, place = spiral.marks.at(-1)?.place ?? 0): number {
  const next = spiral.marks.find((m) => m.place > place)?.place ?? place + 0.2;
  return Math.min((place + next) / 2, spiral.loops);
}
