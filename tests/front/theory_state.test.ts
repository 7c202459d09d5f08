/** What a gesture means: each step of the history in words, and nothing where nothing changes. */
import { describe, expect, test } from "vitest";
import { codingNow } from "../../cbf_widgets/widgets/theory/edits";
import { NO_WORK, toPlain, type Work } from "../../cbf_widgets/widgets/theory/document";
import { reduce, short, type Action, type Edit } from "../../cbf_widgets/widgets/theory/state";
import { MARSH, marsh, SHIPPED } from "./theory_made";

const done = (action: Action, work: Work = NO_WORK): Edit | null => reduce(work, SHIPPED, "marsh", action);

describe("each step has a name in words", () => {
  test.each<[string, Action]>([
    ["Drew an arrow from “Many out of work” to “Ask about the couple”", { type: "link", from: "o1", to: "f1" }],
    ["Added “Tea”", { type: "addItem", column: "indicators", text: "Tea" }],
    ["Changed “Debts grow”", { type: "changeItem", item: "o2", fields: { text: "Debts grew" } }],
    ["Moved “Debts grow” in Practice", { type: "moveItem", item: "o2", column: "practice_changes" }],
    ["Removed “Debts grow”", { type: "removeItem", item: "o2" }],
    ["Changed the vision", { type: "retitle", vision: "Better" }],
    ["Changed the title", { type: "retitle", title: "Marsh" }],
    ["Added the column Costs", { type: "addColumn", title: "Costs" }],
    ["Changed the column Practice", { type: "changeColumn", column: "practice_changes", fields: { title: "What staff do" } }],
    ["Removed the column Practice", { type: "removeColumn", column: "practice_changes" }],
    ["Coded “Many out of work” as Money", { type: "recode", theory: "marsh", item: "o1", theme: "money", carries: true }],
    ["No longer coded “Debts grow” as Money", { type: "recode", theory: "marsh", item: "o2", theme: "money", carries: false }],
    ["Began one", { type: "put", put: { ...marsh(), id: "ours" }, name: "Began one" }],
    ["Renamed the work", { type: "title", title: "Class 3" }],
  ])("%s", (name, action) => {
    expect(done(action)?.name).toBe(name);
  });
});

test.each<[string, Action]>([
  ["an arrow to itself", { type: "link", from: "o1", to: "o1" }],
  ["an arrow to nowhere", { type: "link", from: "o1", to: "nowhere" }],
  ["an item without words", { type: "addItem", column: "indicators", text: "  " }],
  ["an item emptied", { type: "changeItem", item: "o1", fields: { text: "" } }],
  ["an item as it was", { type: "changeItem", item: "o1", fields: { text: "Many out of work" } }],
  ["an item in front of itself", { type: "moveItem", item: "o1", column: "indicators", before: "o1" }],
  ["a code that is there", { type: "recode", theory: "marsh", item: "o2", theme: "money", carries: true }],
  ["taking back what wasn't changed", { type: "takeBack", theory: "marsh" }],
  ["another theory's arrow", { type: "link", theory: "nowhere", from: "o1", to: "f1" }],
])("%s is no step", (_, action) => {
  expect(done(action)).toBeNull();
});

test("an arrow that is there is drawn only once; what it says is a run of one step, field by field", () => {
  const drawn = done({ type: "link", from: "o1", to: "f1" })!;
  expect(drawn).toMatchObject({ link: "a1" });
  expect(drawn.key).toBeUndefined();
  expect(done({ type: "link", from: "o1", to: "f1" }, drawn.work)).toBeNull();
  const said = done({ type: "changeLink", link: "a1", fields: { assumption: "They" } }, drawn.work)!;
  expect(said.name).toBe("Said what has to be true from “Many out of work” to “Ask about the couple”");
  expect(done({ type: "changeLink", link: "a1", fields: { assumption: "They ask" } }, said.work)!.key).toBe(said.key);
  expect(done({ type: "changeLink", link: "a1", fields: { confidence: "guess" } }, said.work)!.key).not.toBe(said.key);
  expect(done({ type: "unlink", link: "a1" }, said.work)!.name).toBe("Took away the arrow from “Many out of work” to “Ask about the couple”");
});

test("only what was changed stands in the work, whole; taken back, nothing does", () => {
  const { work } = done({ type: "link", from: "o1", to: "f1" })!;
  expect(toPlain(work)).toEqual({ theories: [{ ...MARSH, links: [{ id: "a1", from_item: "o1", to_item: "f1" }] }] });
  const back = done({ type: "takeBack", theory: "marsh" }, work)!;
  expect(back.name).toBe("Marsh End as it was");
  expect(toPlain(back.work)).toEqual({});
});

test("one's own theory is added, shown, edited by name, and removed", () => {
  const put = done({ type: "put", put: { ...marsh(), id: "ours", title: "Ours" }, name: "Began" })!;
  expect(put.shown).toBe("ours");
  const drawn = done({ type: "link", theory: "ours", from: "o1", to: "f1" }, put.work)!;
  expect(drawn.work.theories.map(({ id, links }) => [id, links.length])).toEqual([["ours", 1]]);
  expect(done({ type: "takeBack", theory: "ours" }, drawn.work)!.name).toBe("Removed Ours");
});

test("a copy carries the codes of its original, each with its reason and its coder, and can be coded otherwise", () => {
  const recoded = done({ type: "recode", theory: "marsh", item: "o1", theme: "money", carries: true, why: "Debt" })!;
  const { work } = done({ type: "put", put: { ...marsh(), id: "ours" }, name: "Began", codedAs: "marsh" }, recoded.work)!;
  const of = (theory: string) => codingNow(work, SHIPPED.coding).codes.filter((code) => code.theory === theory).map(({ item, theme, why }) => [item, theme, why]);
  expect(of("ours")).toEqual(of("marsh"));
  expect(of("ours").length).toBeGreaterThan(1);
  expect(codingNow(work, SHIPPED.coding).codes.filter(({ theory, item }) => theory === "ours" && item === "o2").every(({ by }) => by !== "")).toBe(true);
  const less = done({ type: "recode", theory: "ours", item: "o1", theme: "money", carries: false }, work)!;
  expect(codingNow(less.work, SHIPPED.coding).codes.some(({ theory, item }) => theory === "ours" && item === "o1")).toBe(false);
});

test("an item added is told by its id, also where items have the ids of the guide", () => {
  expect(done({ type: "addItem", column: "opportunities", text: "First", before: "o1" })).toMatchObject({ item: "i1" });
});

test("a long text is cut in the name of a step, letters kept whole", () => {
  expect(short("Tea")).toBe("Tea");
  expect([...short("👩‍👩‍👧 ".repeat(40))].length).toBeLessThanOrEqual(48);
  expect(short("word ".repeat(20)).endsWith("…")).toBe(true);
});
