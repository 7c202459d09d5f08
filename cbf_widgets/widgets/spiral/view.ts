/** What one view shows beside the document: the chosen part, the step in hand, a ripple being drawn. No DOM. */
import type { Spiral } from "./document";
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
  show: (change: Partial<View>) => void;
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

/** Everything that a key does on the picture; `null` leaves the key to others. */
export function keyed(hands: Hands, pressed: string, shift: boolean): (() => void) | null {
  const { spiral, view } = hands;
  const key = pressed.length === 1 ? pressed.toLowerCase() : pressed;
  const marks = spiral.marks;
  const at = marks.findIndex((m) => m.id === view.chosen);
  const mark = marks[at];
  const broken = spiral.ruptures.find((r) => r.id === view.chosen);
  const part = mark ?? broken;
  const choose = (i: number) => () => hands.show({ chosen: marks[(i + marks.length) % marks.length]?.id ?? null });
  const kind = /^[1-9]$/.test(key) ? spiral.vocabulary.kinds[Number(key) - 1] : undefined;
  if (kind) return () => hands.act({ type: "place", kind: kind.id });
  if (key === "ArrowLeft" || key === "ArrowRight") {
    const way = key === "ArrowLeft" ? -1 : 1;
    if (shift && mark) return () => hands.act({ type: "move", mark: mark.id, place: mark.place + way * NUDGE });
    if (shift && broken) {
      return () => hands.act({ type: "changeRupture", rupture: broken.id, fields: { place: broken.place + way * NUDGE } });
    }
    return marks.length ? choose(at < 0 && way < 0 ? marks.length - 1 : at + way) : null;
  }
  switch (key) {
    case "Home": return marks.length ? choose(0) : null;
    case "End": return marks.length ? choose(marks.length - 1) : null;
    case "Delete":
    case "Backspace":
      if (mark) return () => hands.act({ type: "remove", mark: mark.id });
      return broken ? () => hands.act({ type: "removeRupture", rupture: broken.id }) : null;
    case "b": return () => hands.act({ type: "rupture", place: breakAfter(spiral, part?.place) });
    case "r": return mark ? () => hands.show({ joining: view.joining ? null : mark.id }) : null;
    case "Enter": return view.joining && mark ? () => pick(hands, mark.id) : null;
    case "+": return () => hands.act({ type: "loops", loops: spiral.loops + 1 });
    case "-": return () => hands.act({ type: "loops", loops: spiral.loops - 1 });
    case "?": return () => hands.show({ panel: view.panel === "keys" ? null : "keys" });
    case "Escape": return () => hands.show(view.joining || view.armed ? { joining: null, armed: null } : { chosen: null });
    default: return null;
  }
}

/** Where the line breaks when a rupture follows a part: halfway to the next mark, or a little after. */
export function breakAfter(spiral: Spiral, place = spiral.marks.at(-1)?.place ?? 0): number {
  const next = spiral.marks.find((m) => m.place > place)?.place ?? place + 0.2;
  return Math.min((place + next) / 2, spiral.loops);
}
