import { describe, expect, it } from "vitest";
import { hatching, ink, slotsOf } from "../../cbf_widgets/widgets/theory/cell";
import { cellOf, count, measuredNow, type Entry, type Measure } from "../../cbf_widgets/widgets/theory/counting";
import { cellWords, hatchedWords, heading, headline, guideWords, measureName, measureWords, spot, unsettled, whichWords } from "../../cbf_widgets/widgets/theory/countwords";
import { AT_FIRST, arranged, chosenTitle, chosenWords, comparedOf, entriesOf, measuresOf, saidOf, same, standing } from "../../cbf_widgets/widgets/theory/looking";
import { chosenAt, closeSlots, lanesShown, moved } from "../../cbf_widgets/widgets/theory/matrix";
import { withTheme } from "../../cbf_widgets/widgets/theory/recode";
import { CODING, kernel, LANES, THEORIES, WORDING } from "./theory_counted";

const comparison = kernel(THEORIES, CODING);
const counted = count(THEORIES, CODING, comparison, WORDING);
const measured = measuredNow(comparison, counted);
const seen = { counted, comparison, measured };
const keys = (entries: { key: string }[]) => entries.map(({ key }) => key);

describe("words", () => {
  it("say a cell with its stages and what is the template's", () => {
    expect(spot(counted, "corfe", "money")).toBe("Corfe, Money: 2 items: now 1, changes 1");
    expect(cellWords(cellOf(counted, "ashby", ""), LANES)).toBe("2 items: now 1, long-term outcomes 1; 1 in the template’s wording");
    expect(cellWords([], LANES)).toBe("no item");
  });

  it("draw lines in a row together", () => {
    expect(guideWords([6194, 6192, 6193, 6200])).toBe("guide, lines 6192–6194, 6200");
    expect(guideWords([7])).toBe("guide, line 7");
    expect(guideWords([])).toBe("");
  });

  it("count themes without a measure, and never no theme", () => {
    expect(headline(counted, measured)).toBe("For one of the three themes, no page names a scale or questionnaire.");
    expect(headline(counted, new Map())).toBe("For no theme does any page name a scale or questionnaire.");
    expect(headline(counted, new Map(["money", "staff", "fathers"].map((id) => [id, [{ theory: "corfe", measure: "m", items: [] }]])))).toBe("For every theme, some page names a scale or questionnaire.");
    expect(headline({ ...counted, themes: [{ id: "", title: "No theme" }] }, measured)).toBe("This codebook has no theme yet.");
    expect(heading(12)).toBe("Twelve theories, side by side");
  });

  it("say which theories are compared", () => {
    expect(whichWords(["Ashby", "Brindle", "Corfe"], 3)).toBe("all three that are here");
    expect(whichWords(["Ashby", "Brindle", "Corfe"], 4)).toBe("Ashby, Brindle and Corfe");
  });

  it("say of hatched marks whether their words are shared on the pages compared", () => {
    const entry = (theory: string, shared: string) => ({ theory, shared }) as Entry;
    const [one, other, far] = [entry("ashby", "w1"), entry("brindle", "w1"), entry("ashby", "w2")];
    expect(hatchedWords([one, other, far, entry("corfe", "")])).toBe("on two or more of these pages (2) or on a page that isn’t compared here (1)");
    expect(hatchedWords([one, other])).toBe("on two or more of these pages (2)");
    expect(hatchedWords([one, one])).toBe("on a page that isn’t compared here (2)");
    expect(hatchedWords([entry("corfe", ""), entry("ashby", "")])).toBe("");
  });

  it("call a measure by its shortest name, and say how it stands", () => {
    const known: Measure[] = [
      { id: "sdq", title: "Strengths and Difficulties Questionnaire", about: "", uses: [], also_called: ["SDQ"], standing: "not said", measures: "Behaviour.", filled_in_by: "Parents" },
      { id: "star", title: "A star", about: "", uses: [], standing: "in development" },
    ];
    expect(measureName("sdq", known)).toBe("SDQ");
    expect(measureName("another", known)).toBe("another");
    expect(measureWords("sdq", known)).toBe("Behaviour. Filled in by: Parents.");
    expect(measureWords("star", known)).toBe("In development, by the guide.");
    expect([unsettled("star", known), unsettled("sdq", known), unsettled("another", known)]).toEqual([true, false, false]);
  });
});

describe("what is chosen", () => {
  it("rests on the items of a cell, a row, a column, a sentence, a measure or one card", () => {
    expect(keys(entriesOf({ theory: "corfe", theme: "staff" }, seen))).toEqual(["corfe/i2"]);
    expect(keys(entriesOf({ theory: "brindle" }, seen))).toEqual(["brindle/i1", "brindle/i2"]);
    expect(keys(entriesOf({ theme: "money" }, seen))).toEqual(["corfe/i1", "corfe/i2"]);
    expect(keys(entriesOf({ says: "Only Corfe speaks of money." }, seen))).toEqual(["corfe/i1", "corfe/i2"]);
    expect(keys(entriesOf({ theme: "staff", measured: true }, seen))).toEqual(["corfe/i2", "brindle/i2"]);
    expect(keys(entriesOf({ theory: "brindle", measured: true }, seen))).toEqual(["brindle/i2"]);
    expect(keys(entriesOf({ item: "ashby/i1" }, seen))).toEqual(["ashby/i1"]);
    expect(entriesOf({}, seen)).toHaveLength(9);
  });

  it("names the measures it is about, each with who names it", () => {
    expect(measuresOf({ theme: "staff", measured: true }, measured, comparison)).toEqual([{ measure: "scale", theories: ["corfe", "brindle"] }]);
    expect(measuresOf({ theory: "corfe", measured: true }, measured, comparison)).toEqual([{ measure: "scale", theories: ["corfe"] }]);
    expect(measuresOf({ theory: "ashby", measured: true }, measured, comparison)).toEqual([]);
    expect(measuresOf({ theme: "fathers", measured: true }, measured, comparison)).toEqual([]);
    expect(measuresOf({ theme: "staff" }, measured, comparison)).toEqual([]);
  });

  it("brings the sentences that speak of it", () => {
    const says = (chosen: object) => saidOf(chosen, comparison.statements).map((one) => one.says);
    expect(says({ theory: "ashby", theme: "staff" })).toEqual(["Nothing of Ashby’s counts staff."]);
    expect(says({ theory: "corfe", theme: "staff" })).toEqual([]);
    expect(says({ theme: "fathers" })).toEqual(["No one measures fathers."]);
    expect(says({ theory: "ashby" })).toEqual([]);
  });

  it("is titled, and said aloud with its counts", () => {
    expect(chosenTitle({ theory: "corfe", theme: "money" }, counted)).toEqual(["Corfe", "Money"]);
    expect(chosenTitle({}, counted)).toEqual(["Three theories, side by side"]);
    expect(chosenWords({ theory: "brindle" }, seen)).toBe("Brindle: 2 items: changes 1, indicators and measures 1");
    expect(chosenWords({ says: "Only Corfe speaks of money." }, seen)).toBe("Only Corfe speaks of money. 2 items: now 1, changes 1");
  });

  it("goes when it isn't there any more", () => {
    const still = (chosen: object) => standing(chosen, counted, comparison.statements) !== null;
    expect([{ theory: "corfe" }, { theme: "" }, { item: "corfe/i1" }, { says: "No one measures fathers." }].map(still)).toEqual([true, true, true, true]);
    expect([{ theory: "dover" }, { theme: "tea" }, { item: "corfe/i9" }, { says: "Tea." }].map(still)).toEqual([false, false, false, false]);
  });

  it("is the same whatever way it was chosen", () => {
    expect(same({ theory: "corfe" }, { theory: "corfe", measured: false })).toBe(true);
    expect(same({ theory: "corfe" }, { theory: "corfe", measured: true })).toBe(false);
    expect(same(null, {})).toBe(false);
  });
});

describe("what is compared", () => {
  const hands = (compared: string[]) => ({ view: { compared } as never, theories: THEORIES });
  it("is what was named, and all when fewer than two are", () => {
    expect(comparedOf(hands(["brindle", "corfe"]))).toEqual(["corfe", "brindle"]);
    expect(comparedOf(hands(["brindle"]))).toHaveLength(3);
    expect(comparedOf(hands([]))).toHaveLength(3);
  });

  it("is arranged as one looks at it", () => {
    expect(arranged(counted, { ...AT_FIRST, wording: "out" }).entries.size).toBe(7);
    expect(arranged(counted, { ...AT_FIRST, rows: "most" }).theories[0]!.id).toBe("corfe");
  });
});

describe("keys in the matrix", () => {
  const go = (r: number, c: number, key: string, ctrl = false) => { const to = moved({ r, c }, key, ctrl, 6, 7); return to && [to.r, to.c]; };
  it("move by one and stop at the edges", () => {
    expect([go(2, 2, "ArrowRight"), go(2, 2, "ArrowLeft"), go(2, 2, "ArrowUp"), go(2, 2, "ArrowDown")]).toEqual([[2, 3], [2, 1], [1, 2], [3, 2]]);
    expect([go(2, 6, "ArrowRight"), go(2, 0, "ArrowLeft"), go(0, 3, "ArrowUp"), go(5, 3, "ArrowDown")]).toEqual([[2, 6], [2, 0], [0, 3], [5, 3]]);
  });

  it("never come to the empty corner, nor past the wide last cell", () => {
    expect([go(0, 1, "ArrowLeft"), go(1, 0, "ArrowUp"), go(3, 3, "Home", true)]).toEqual([[0, 1], [1, 0], [1, 0]]);
    expect([go(5, 5, "ArrowRight"), go(4, 6, "ArrowDown"), go(2, 2, "End", true)]).toEqual([[5, 5], [5, 5], [5, 5]]);
  });

  it("go to the ends of a row and of a column", () => {
    expect([go(2, 3, "Home"), go(2, 3, "End"), go(2, 3, "PageUp"), go(2, 3, "PageDown"), go(2, 3, "x")]).toEqual([[2, 0], [2, 6], [0, 3], [5, 3], null]);
  });

  it("choose what a place stands for", () => {
    const at = (r: number, c: number) => chosenAt({ r, c }, counted);
    expect([at(1, 1), at(0, 2), at(2, 0), at(4, 2), at(3, 5)]).toEqual([{ theory: "corfe", theme: "money" }, { theme: "staff" }, { theory: "ashby" }, { theme: "staff" }, { theory: "brindle" }]);
    expect([at(1, 6), at(5, 1), at(4, 5), at(1, 4)]).toEqual([{ theory: "corfe", measured: true }, { theme: "money", measured: true }, {}, { theory: "corfe", theme: "" }]);
  });
});

describe("a matrix of many themes", () => {
  it("is drawn close only where that shows nearly all of them and nothing else would show all", () => {
    expect([closeSlots(950, 10), closeSlots(950, 16), closeSlots(950, 19), closeSlots(950, 30), closeSlots(850, 19), closeSlots(420, 12), closeSlots(1500, 12)]).toEqual([null, 4, 3, null, 3, null, null]);
    expect(closeSlots(1500, 16)).toBe(6);
  });
});

describe("the marks of a cell", () => {
  const xs = (d: string) => [...d.matchAll(/[ML]([-\d.]+),/g)].map(([, x]) => Number(x));
  it("stand one beside the other, each as wide as its place", () => {
    const outlines = ink(1, [false, false], 6).solid.split("Z").filter(Boolean).map(xs);
    expect(outlines.map((outline) => (Math.min(...outline) + Math.max(...outline)) / 2)).toEqual([4, 12]);
  });

  it("draw together when there are more than there is room for, and stay within it", () => {
    const outlines = ink(2, new Array(15).fill(false), 6).solid.split("Z").filter(Boolean).map(xs);
    expect(outlines).toHaveLength(15);
    expect(Math.max(...outlines.flat())).toBeLessThanOrEqual(48);
    const gaps = outlines.slice(1).map((outline, i) => Math.min(...outline) - Math.max(...outlines[i]!));
    expect(Math.min(...gaps)).toBeGreaterThan(0); // and can still be counted
  });

  it("are hatched for the template's wording, within their outline", () => {
    const { solid, hatched, lines } = ink(3, [true], 6);
    expect([solid, lines.length > 0]).toEqual(["", true]);
    const [least, most] = [Math.min(...xs(hatched)), Math.max(...xs(hatched))];
    expect(xs(lines).every((x) => x >= least - 0.01 && x <= most + 0.01)).toBe(true);
  });

  it("are cut where the hatching meets the outline", () => {
    expect(hatching([[0, 0], [2, 0], [2, 2], [0, 2]], 2)).toMatch(/^M0,1L1,0M1,2L2,1$/);
  });

  it("take as many places as the fullest lane of a theme, within bounds", () => {
    const entries = (n: number) => Array.from({ length: n }, (_, i) => ({ ...counted.entries.get("corfe/i1")!, key: `x${i}` }));
    expect([slotsOf([entries(1)], 6), slotsOf([entries(1), entries(5)], 6), slotsOf([entries(20)], 6), slotsOf([], 6), slotsOf([entries(20)], 6, 4)]).toEqual([3, 5, 6, 3, 4]);
  });

  it("leave out lanes that nobody uses", () => {
    expect(lanesShown(counted)).toEqual([0, 1, 3, 4]);
  });
});

describe("a theme more", () => {
  it("makes the shipped codebook one's own, and only once", () => {
    const own = withTheme(CODING, false, "Grandparents", "Them too");
    expect([own.id, own.title, own.themes.at(-1)!.id, own.codes.length]).toEqual(["own", "Own, from: A sample", "grandparents", CODING.codes.length]);
    const again = withTheme(own, true, "Grandparents", "");
    expect([again.title, new Set(again.themes.map(({ id }) => id)).size]).toEqual([own.title, 5]);
    expect(CODING.themes).toHaveLength(3);
  });
});
