/** What is in sight: stages, search and filters, the path through a card, the ways to draw an arrow. */
import { describe, expect, test } from "vitest";
import { lineWords, some } from "../../cbf_widgets/widgets/shared/counting";
import { drawnArrows, kept, namedIn, NO_THEME, partsOf, pathOf, sign, stagesOf, themeCounts } from "../../cbf_widgets/widgets/theory/finding";
import { begin, draw, fitting, NO_FILTER, NO_VIEW, pick, type Filter } from "../../cbf_widgets/widgets/theory/view";
import { cardZoom, clampZoom, wholeZoom } from "../../cbf_widgets/widgets/theory/zoom";
import { inHand, marsh, SHIPPED } from "./theory_made";

const theory = marsh();
const find = (search: string, filter: Partial<Filter> = {}) => {
  const found = kept(theory, SHIPPED.coding, SHIPPED, search, { ...NO_FILTER, ...filter });
  return found && [...found];
};
const LINKS = [
  { id: "a1", from_item: "o1", to_item: "f1" }, { id: "a2", from_item: "f1", to_item: "p1" }, { id: "a3", from_item: "p1", to_item: "l1", assumption: "Help is near" },
  { id: "a4", from_item: "o2", to_item: "p1" }, { id: "a5", from_item: "p1", to_item: "f1" }, { id: "a6", from_item: "o3", to_item: "x1" },
];

test("neighbours with one stage stand under one heading, in the page's order, and groups say their name once", () => {
  const stages = stagesOf(theory);
  expect(stages.map(({ title, items }) => [title, items.length])).toEqual([["Now", 4], ["Changes", 1], ["Indicators", 1], ["Long-term outcomes", 1]]);
  expect(partsOf(stages[0]!).parts.map(({ id }) => id)).toEqual(["sub:opportunities", "group:o1", "o1", "o2", "o3", "sub:focus_areas", "f1"]);
  expect(partsOf(stages[1]!).parts.map(({ id }) => id)).toEqual(["p1"]);
  const apart = marsh();
  apart.columns[3]!.stage = "Now";
  expect(stagesOf(apart).map(({ title }) => title)).toEqual(["Now", "Changes", "Now", "Long-term outcomes"]);
  apart.columns[4]!.title = "Now";
  expect(stagesOf(apart).length).toBe(4);
});

describe("search and filters", () => {
  test("all words, in any case and without accents, in text, group and note", () => {
    expect(find("")).toBeNull();
    expect(find("CRECHE home")).toEqual(["l1"]);
    expect(find("money")).toEqual(["o1", "o2"]);
    expect(find("apart")).toEqual(["o3"]);
    expect(find("money nowhere")).toEqual([]);
    expect(find("(.*")).toEqual([]);
  });
  test("a theme, or none; a measure by the lines it is named on or by its name; a programme by another name", () => {
    expect(find("", { theme: "couple" })).toEqual(["o3", "f1"]);
    expect(find("", { theme: NO_THEME })).toEqual(["o1", "p1", "x1", "l1"]);
    expect(find("", { measure: "q" })).toEqual(["o3"]);
    expect(find("", { measure: "sdq" })).toEqual(["x1"]);
    expect(find("", { programme: "be" })).toEqual(["p1"]);
    expect(find("ask", { theme: "couple" })).toEqual(["f1"]);
    expect(find("", { theme: "couple", measure: "sdq" })).toEqual([]);
  });
  test("themes are counted by the items of this theory, most first, what none catches last", () => {
    expect(themeCounts(theory, SHIPPED.coding).map(({ title, count }) => [title, count])).toEqual([["The couple", 2], ["Money", 1], ["No theme", 4]]);
  });
  test("a name inside another word isn't named", () => {
    const named = (title: string) => namedIn([{ id: "x", title, uses: [], about: "" }], theory, theory.items[5]!).length;
    expect([named("SD"), named("DQ"), named("sdq")]).toEqual([0, 0, 1]);
  });
});

test("the path is what leads to a card and what it leads to, loops and all; other arrows at it are counted", () => {
  const drawn = drawnArrows(marsh(LINKS), undefined, "all");
  const path = pathOf(theory, drawn, "f1");
  expect([...path.items].sort()).toEqual(["f1", "l1", "o1", "o2", "p1"]);
  expect([path.before, path.after, path.others]).toEqual([3, 2, 0]);
  expect(pathOf(theory, drawn, "o1")).toMatchObject({ before: 0, after: 3, others: 1 });
  expect(pathOf(theory, drawn, "l1").arrows.map(({ id }) => id)).toEqual(["a1", "a2", "a3", "a4", "a5"]);
});

test("arrows laid over are drawn once where both drew them, and carry a sign of their own", () => {
  const mine = marsh(LINKS.slice(0, 2));
  const theirs = { theory: marsh([LINKS[1]!, LINKS[5]!]), whose: "Mia" };
  const all = drawnArrows(mine, theirs, "all");
  expect(all.map(({ id, whose }) => [id, whose])).toEqual([["a1", "mine"], ["a2", "both"], ["theirs:a6", "theirs"]]);
  expect(all.map(({ by }) => by)).toEqual(["", "Mia", "Mia"]);
  expect(all.map((arrow) => sign(mine, arrow))).toEqual(["1", "2", "◇"]);
  expect(drawnArrows(mine, theirs, "theirs").map(({ id }) => id)).toEqual(["theirs:a6"]);
});

describe("drawing an arrow by choosing cards", () => {
  test("begin, choose another: drawn, its question opened, the card still chosen", () => {
    const { now, hands } = inHand(undefined, { item: "o1" });
    begin(hands(), "o1");
    expect(now.view.from).toBe("o1");
    expect(now.said.at(-1)).toContain("Many out of work");
    pick(hands(), "p1");
    expect(hands().theory.links.map(({ from_item, to_item }) => [from_item, to_item])).toEqual([["o1", "p1"]]);
    expect(now.view).toMatchObject({ from: null, link: "a1", item: "o1" });
  });
  test("the same card again, or begin again, gives up", () => {
    const { now, hands } = inHand();
    begin(hands(), "o1");
    pick(hands(), "o1");
    expect(now.view.from).toBeNull();
    begin(hands(), "o1");
    begin(hands(), "o1");
    expect(now.view.from).toBeNull();
    expect(now.names).toEqual([]);
  });
  test("one that is there is opened, not drawn again", () => {
    const { now, hands } = inHand();
    draw(hands(), "o1", "p1");
    now.view.link = null;
    draw(hands(), "o1", "p1");
    expect(now.names.length).toBe(1);
    expect(now.view.link).toBe("a1");
  });
  test("without an arrow begun, a card is chosen, and let go when chosen again", () => {
    const { now, hands } = inHand();
    pick(hands(), "o1");
    expect(now.view.item).toBe("o1");
    pick(hands(), "o1");
    expect(now.view.item).toBeNull();
  });
});

test("a view lets go of what the theory doesn't hold", () => {
  expect(fitting({ ...NO_VIEW, item: "gone", link: "a9", from: "o1" }, theory)).toMatchObject({ item: null, link: null, from: "o1", shown: "marsh" });
});

test("lines are told in runs, counts in the right number", () => {
  expect(lineWords([5])).toBe("line 5");
  expect(lineWords([7, 5, 6, 9])).toBe("lines 5–7, 9");
  expect(lineWords([5, 6])).toBe("lines 5–6");
  expect([some(1, "card"), some(2, "card"), some(0, "box", "boxes")]).toEqual(["1 card", "2 cards", "0 boxes"]);
});

test("zoom: the whole page fits but is never larger than usual, one card fills the most of the window, all within limits", () => {
  expect(wholeZoom({ w: 2000, h: 500 }, { w: 1000, h: 800 })).toBe(0.5);
  expect(wholeZoom({ w: 200, h: 1600 }, { w: 1000, h: 800 })).toBe(0.5);
  expect(wholeZoom({ w: 200, h: 200 }, { w: 1000, h: 800 })).toBe(1);
  expect(cardZoom({ w: 100, h: 100 }, { w: 400, h: 1000 })).toBe(2.8);
  expect(cardZoom({ w: 1000, h: 100 }, { w: 400, h: 1000 })).toBe(1);
  expect([clampZoom(0.01), clampZoom(99)]).toEqual([0.25, 5]);
});
