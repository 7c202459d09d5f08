/** Small spirals for tests, and what hands would do with them. */
import { fromPlain, type Spiral, type Vocabulary } from "../../cbf_widgets/widgets/spiral/document";
import { reduce, type Action } from "../../cbf_widgets/widgets/spiral/state";
import type { Hands, View } from "../../cbf_widgets/widgets/spiral/view";

export const OURS: Vocabulary = { name: "ours", title: "Ours", kinds: [{ id: "tea", name: "Tea" }, { id: "talk", name: "A talk" }] };

export const EMPTY = fromPlain({ vocabulary: OURS });

/** Three marks, a ripple, a rupture that the last mark repaired. */
export const SMALL = fromPlain({
  marks: [{ id: "m1", kind: "tea", place: 0.5, label: "Hello" }, { id: "m2", kind: "talk", place: 1 }, { id: "m3", kind: "tea", place: 2.5 }],
  ripples: [{ source: "m1", target: "m2", note: "Trust" }],
  ruptures: [{ id: "r1", place: 1.5, repair: "m3" }],
  vocabulary: OURS,
});

/** The edit that an action makes; fails when it makes none. */
export function edit(spiral: Spiral, action: Action) {
  const made = reduce(spiral, action);
  if (!made) throw new Error(`nothing came of ${JSON.stringify(action)}`);
  return made;
}

export const VIEW: View = { chosen: null, armed: null, joining: null, panel: null };

/** Hands that note what they are told to do. */
export function hands(spiral: Spiral, view: Partial<View> = {}) {
  const done: unknown[] = [];
  const noted: Hands = {
    spiral, view: { ...VIEW, ...view }, settle: () => {},
    act: (action) => done.push(action), show: (change) => done.push(change),
  };
  return { hands: noted, done };
}
