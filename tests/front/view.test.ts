/** What keys and clicks mean, by what is chosen, in hand or being drawn. */
import { describe, expect, test } from "vitest";
import type { Spiral } from "../../cbf_widgets/widgets/spiral/document";
import { BREAK, breakAfter, fitting, keyed, NUDGE, pick, put, type View } from "../../cbf_widgets/widgets/spiral/view";
import { EMPTY, hands, OURS, SMALL, VIEW } from "./ours";

/** What comes of a key: what the hands were told, or `null` when the key is left to others. */
function press(key: string, view: Partial<View> = {}, spiral: Spiral = SMALL, shift = false): unknown[] | null {
  const { hands: both, done } = hands(spiral, view);
  const what = keyed(both, key, shift);
  expect(done, "a key must do nothing until it is carried out").toEqual([]);
  what?.();
  return what && done;
}

describe("every key of the picture", () => {
  test("digits place a step of that kind after the last", () => {
    expect(press("1")).toEqual([{ type: "place", kind: "tea" }]);
    expect(press("2")).toEqual([{ type: "place", kind: "talk" }]);
    expect(press("3")).toBeNull();
    expect(press("0")).toBeNull();
  });

  test("left and right choose what lies before and after, ruptures too, round and round", () => {
    expect(press("ArrowRight")).toEqual([{ chosen: "m1" }]);
    expect(press("ArrowLeft")).toEqual([{ chosen: "m3" }]);
    expect(press("ArrowRight", { chosen: "m1" })).toEqual([{ chosen: "m2" }]);
    expect(press("ArrowRight", { chosen: "m3" })).toEqual([{ chosen: "m1" }]);
    expect(press("ArrowLeft", { chosen: "m1" })).toEqual([{ chosen: "m3" }]);
    expect(press("ArrowLeft", { chosen: "m3" })).toEqual([{ chosen: "r1" }]);
    expect(press("ArrowLeft", { chosen: "r1" })).toEqual([{ chosen: "m2" }]);
  });

  test("while a ripple is drawn, left and right choose marks alone", () => {
    expect(press("ArrowLeft", { chosen: "m3", joining: "m1" })).toEqual([{ chosen: "m2" }]);
  });

  test("Home and End choose the first and last", () => {
    expect(press("Home", { chosen: "m2" })).toEqual([{ chosen: "m1" }]);
    expect(press("End", { chosen: "m2" })).toEqual([{ chosen: "m3" }]);
  });

  test("where no mark is, there is none to choose", () => {
    for (const key of ["ArrowLeft", "ArrowRight", "Home", "End"]) expect(press(key, {}, EMPTY)).toBeNull();
  });

  test("shift and left or right move what is chosen along the line", () => {
    const nudged = (key: string, chosen: string) => press(key, { chosen }, SMALL, true);
    expect(nudged("ArrowRight", "m2")).toEqual([{ type: "move", mark: "m2", place: 1 + NUDGE }]);
    expect(nudged("ArrowLeft", "m2")).toEqual([{ type: "move", mark: "m2", place: 1 - NUDGE }]);
    expect(nudged("ArrowRight", "r1")).toEqual([{ type: "changeRupture", rupture: "r1", fields: { place: 1.5 + NUDGE } }]);
    expect(nudged("ArrowLeft", "r1")).toEqual([{ type: "changeRupture", rupture: "r1", fields: { place: 1.5 - NUDGE } }]);
  });

  test.each(["Delete", "Backspace"])("%s removes what is chosen", (key) => {
    expect(press(key, { chosen: "m2" })).toEqual([{ type: "remove", mark: "m2" }]);
    expect(press(key, { chosen: "r1" })).toEqual([{ type: "removeRupture", rupture: "r1" }]);
    expect(press(key)).toBeNull();
  });

  test("B breaks the line after what is chosen, or after the last mark", () => {
    expect(press("b", { chosen: "m1" })).toEqual([{ type: "rupture", place: 0.75 }]);
    expect(press("b", { chosen: "r1" })).toEqual([{ type: "rupture", place: 2 }]);
    expect(press("b")).toEqual([{ type: "rupture", place: 2.6 }]);
  });

  test("R begins a ripple from the chosen mark, and ends it again", () => {
    expect(press("r", { chosen: "m1" })).toEqual([{ joining: "m1" }]);
    expect(press("r", { chosen: "m2", joining: "m1" })).toEqual([{ joining: null }]);
    expect(press("r", { chosen: "r1" })).toBeNull();
    expect(press("r")).toBeNull();
  });

  test("Enter ends a ripple at the chosen mark; else it is left to others", () => {
    expect(press("Enter", { chosen: "m2", joining: "m1" })).toEqual([{ type: "ripple", source: "m1", target: "m2" }, { joining: null }]);
    expect(press("Enter", { chosen: "m2" })).toBeNull();
    expect(press("Enter", { joining: "m1" })).toBeNull();
  });

  test("plus and minus add and take away a loop", () => {
    expect(press("+")).toEqual([{ type: "loops", loops: 4 }]);
    expect(press("-")).toEqual([{ type: "loops", loops: 2 }]);
  });

  test("the question mark shows and hides the keys", () => {
    expect(press("?")).toEqual([{ panel: "keys" }]);
    expect(press("?", { panel: "save" })).toEqual([{ panel: "keys" }]);
    expect(press("?", { panel: "keys" })).toEqual([{ panel: null }]);
  });

  test("Escape lets go of what is in hand or being drawn, and then of what is chosen", () => {
    expect(press("Escape", { chosen: "m1", joining: "m1" })).toEqual([{ joining: null, armed: null }]);
    expect(press("Escape", { chosen: "m1", armed: "tea" })).toEqual([{ joining: null, armed: null }]);
    expect(press("Escape", { chosen: "m1" })).toEqual([{ chosen: null }]);
  });

  test("capitals count as small letters", () => {
    expect(press("B", { chosen: "m1" }, SMALL, true)).toEqual(press("b", { chosen: "m1" }));
    expect(press("R", { chosen: "m1" })).toEqual(press("r", { chosen: "m1" }));
  });

  test.each(["a", "z", "Tab", "F1", " ", "ArrowUp", "ArrowDown", "PageDown", "Shift", "11"])("“%s” is left to others", (key) => {
    expect(press(key, { chosen: "m1" })).toBeNull();
  });
});

describe("a click on a part", () => {
  const picked = (id: string, view: Partial<View> = {}) => {
    const { hands: both, done } = hands(SMALL, view);
    pick(both, id);
    return done;
  };
  test("chooses it", () => {
    expect(picked("m2")).toEqual([{ chosen: "m2", joining: null }]);
  });
  test("on another mark ends the ripple that is being drawn", () => {
    expect(picked("m2", { joining: "m1" })).toEqual([{ type: "ripple", source: "m1", target: "m2" }, { joining: null }]);
  });
  test("on the same mark lets go of the ripple", () => {
    expect(picked("m1", { joining: "m1" })).toEqual([{ chosen: "m1", joining: null }]);
  });
  test("on a rupture chooses it, for no ripple ends there", () => {
    expect(picked("r1", { joining: "m1" })).toEqual([{ chosen: "r1", joining: null }]);
  });
});

describe("a click on the line", () => {
  const done = (view: Partial<View>) => {
    const { hands: both, done } = hands(SMALL, view);
    put(both, 1.25);
    return done;
  };
  test("places the step in hand", () => {
    expect(done({ armed: "tea" })).toEqual([{ type: "place", kind: "tea", place: 1.25 }]);
  });
  test("breaks the line with a rupture in hand", () => {
    expect(done({ armed: BREAK })).toEqual([{ type: "rupture", place: 1.25 }]);
  });
  test("with empty hands lets go", () => {
    expect(done({ joining: "m1" })).toEqual([{ chosen: null, joining: null }]);
  });
});

describe("a view fits its spiral", () => {
  const full: View = { chosen: "m1", armed: "tea", joining: "m2", panel: "history" };
  test("what is there stays", () => {
    expect(fitting(full, SMALL)).toEqual(full);
    expect(fitting({ ...VIEW, chosen: "r1", armed: BREAK }, SMALL)).toEqual({ ...VIEW, chosen: "r1", armed: BREAK });
  });
  test("marks that are gone are neither chosen nor joined", () => {
    expect(fitting(full, EMPTY)).toEqual({ ...VIEW, armed: "tea", panel: "history" });
    expect(fitting({ ...VIEW, joining: "r1" }, SMALL)).toEqual(VIEW);
  });
  test("a kind of another vocabulary is not in hand", () => {
    expect(fitting({ ...VIEW, armed: "walk" }, SMALL)).toEqual(VIEW);
  });
  test("a kind called rupture is a kind like others", () => {
    const own = { ...EMPTY, vocabulary: { ...OURS, kinds: [{ id: "rupture", name: "Rupture" }] } };
    const { hands: both, done } = hands(own, fitting({ ...VIEW, armed: "rupture" }, own));
    put(both, 1);
    expect(done).toEqual([{ type: "place", kind: "rupture", place: 1 }]);
  });
});

test("the line breaks halfway to the next mark, or a little after the last, and never off its end", () => {
  expect(breakAfter(SMALL, 0.5)).toBe(0.75);
  expect(breakAfter(SMALL, 2.5)).toBeCloseTo(2.6, 9);
  expect(breakAfter(SMALL)).toBeCloseTo(2.6, 9);
  expect(breakAfter(SMALL, 2.95)).toBe(3);
  expect(breakAfter(EMPTY)).toBe(0.1);
});
