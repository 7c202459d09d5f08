import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { agrees, byLane, cellOf, chosenEntries, count, measuredNow, NO_THEME, ordered, sharing, withoutWording, type Counted } from "../../cbf_widgets/widgets/theory/counting";
import type { Code, Coding } from "../../cbf_widgets/widgets/theory/document";
import { CODING, kernel, THEORIES, WORDING } from "./theory_counted";

const FIRST = kernel(THEORIES, CODING);
const counted = (theories = THEORIES, coding = CODING, comparison = FIRST) => count(theories, coding, comparison, WORDING);
const keys = (entries: { key: string }[]) => entries.map(({ key }) => key);

/** What is shown, in the kernel's own form. */
function plain({ theories, themes, cells }: Counted) {
  return theories.flatMap(({ id: theory }) => themes.map(({ id: theme }) => ({
    theory, theme, marks: (cells.get(`${theory}\n${theme}`) ?? []).map(({ item, lane, shared }) => ({ item: item.id, lane, shared })),
  })));
}

const code = fc.constantFrom(...THEORIES.flatMap(({ id, items }) => items.flatMap((item) => CODING.themes.map((theme): Code => ({ theory: id, item: item.id, theme: theme.id, why: "", by: "" })))));
const coding: fc.Arbitrary<Coding> = fc.uniqueArray(code, { selector: (one) => JSON.stringify(one), maxLength: 30 }).map((codes) => ({ ...CODING, codes }));

describe("the recount", () => {
  it("says what the kernel would say, however the items are coded anew", () => {
    fc.assert(fc.property(coding, (anew) => {
      const shown = counted(THEORIES, anew);
      const then = kernel(THEORIES, anew);
      expect(plain(shown)).toEqual(then.cells);
      expect(shown.theories).toEqual(then.theories);
      expect(Object.fromEntries(measuredNow(FIRST, shown))).toEqual(Object.fromEntries(then.measured.filter(({ uses }) => uses.length).map(({ theme, uses }) => [theme, uses])));
      expect(agrees(then, shown)).toBe(true);
    }));
  });

  it("knows that the kernel's sentences are of another coding, or of other theories", () => {
    expect(agrees(FIRST, counted())).toBe(true);
    expect(agrees(FIRST, counted(THEORIES, { ...CODING, codes: CODING.codes.slice(1) }))).toBe(false);
    expect(agrees(FIRST, counted(THEORIES.slice(1)))).toBe(false);
  });

  it("counts theories that the kernel hasn't counted yet, in the lanes of the columns it knows", () => {
    const two = kernel(THEORIES.slice(0, 1), CODING);
    expect(plain(count(THEORIES, CODING, two, WORDING))).toEqual(FIRST.cells);
  });

  it("finds a lane by the column's heading where the kernel has counted nothing", () => {
    const none = { ...FIRST, cells: [] };
    const lanes = [...count(THEORIES, CODING, none, []).entries.values()].filter(({ theory }) => theory === "ashby").map(({ lane }) => lane);
    expect(lanes).toEqual([0, 0, 4]);
  });

  it("leaves out codes whose theme the codebook hasn't", () => {
    const fewer = { ...CODING, themes: CODING.themes.slice(0, 1) };
    expect(keys(cellOf(counted(THEORIES, fewer), "brindle", NO_THEME.id))).toEqual(["brindle/i1", "brindle/i2"]);
  });
});

describe("counting", () => {
  it("has an item with two themes in two cells, and once in all", () => {
    const all = counted();
    expect(keys(cellOf(all, "corfe", "money"))).toEqual(["corfe/i1", "corfe/i2"]);
    expect(keys(cellOf(all, "corfe", "staff"))).toEqual(["corfe/i2"]);
    expect(keys(chosenEntries(all, "corfe"))).toEqual(["corfe/i1", "corfe/i2", "corfe/i3", "corfe/i4"]);
    expect(chosenEntries(all)).toHaveLength(9);
    expect(keys(chosenEntries(all, undefined, "staff"))).toEqual(["corfe/i2", "ashby/i2", "brindle/i1", "brindle/i2"]);
  });

  it("gives an item's themes in the codebook's order, whatever the order of its codes", () => {
    expect(counted().entries.get("corfe/i2")!.themes).toEqual(["money", "staff"]);
  });

  it("counts lane by lane", () => {
    expect(byLane(chosenEntries(counted(), "corfe"), 6)).toEqual([1, 1, 0, 1, 1, 0]);
  });

  it("takes the template's wording out of cells, rows and totals", () => {
    const out = withoutWording(counted());
    expect(out.theories.map(({ items }) => items)).toEqual([3, 2, 2]);
    expect(cellOf(out, "ashby", NO_THEME.id).map(({ key }) => key)).toEqual(["ashby/i1"]);
    expect(out.entries.size).toBe(7);
  });

  it("says whose pages have the same words", () => {
    const title = (id: string) => id.toUpperCase();
    expect(sharing(counted().entries.get("corfe/i4")!, WORDING, title)).toBe("same words: ASHBY");
    expect(sharing(counted().entries.get("corfe/i1")!, WORDING, title)).toBe("");
  });
});

describe("the order", () => {
  it("is by name or by number, of rows and of themes; no theme stays last", () => {
    const rows = (how: "name" | "most") => ordered(counted(), how, "codebook").theories.map(({ id }) => id);
    const themes = (how: "codebook" | "most") => ordered(counted(), "name", how).themes.map(({ id }) => id);
    expect(rows("name")).toEqual(["ashby", "brindle", "corfe"]);
    expect(rows("most")).toEqual(["corfe", "ashby", "brindle"]);
    expect(themes("codebook")).toEqual(["money", "staff", "fathers", ""]);
    expect(themes("most")).toEqual(["staff", "money", "fathers", ""]);
  });

  it("leaves the counts as they were", () => {
    const all = counted();
    expect(ordered(all, "most", "most").cells).toBe(all.cells);
  });
});

