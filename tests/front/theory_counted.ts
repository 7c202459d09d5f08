/** Three small theories of our own making, and what a kernel says of them, counted the slow way. */
import type { Comparison } from "../../cbf_widgets/widgets/theory/counting";
import { codingFrom, theoryFrom, type Coding, type Theory } from "../../cbf_widgets/widgets/theory/document";

export const LANES = ["Now", "Changes", "Intermediate outcomes", "Indicators and measures", "Long-term outcomes", "Existing strategies"];
const COLUMNS = [
  { id: "opportunities", title: "Opportunities", stage: "Now" }, { id: "practice_changes", title: "Changes to practice", stage: "Changes" },
  { id: "indicators", title: "Indicators" }, { id: "long_term_outcomes", title: "Long-term outcomes" },
];
const LANE_OF: Record<string, number> = { opportunities: 0, practice_changes: 1, indicators: 3, long_term_outcomes: 4 };
const ITEMS: Record<string, [string, string][]> = {
  corfe: [["opportunities", "Rents rise"], ["practice_changes", "Advisers ask"], ["indicators", "Couples seen"], ["long_term_outcomes", "Calmer homes"]],
  ashby: [["opportunities", "Many argue"], ["opportunities", "A team that knows them"], ["long_term_outcomes", "Calmer homes"]],
  brindle: [["practice_changes", "Staff begin the talk"], ["indicators", "Staff say how sure they are"]],
};

export const THEORIES: Theory[] = Object.entries(ITEMS).map(([id, items]) => theoryFrom({
  id, title: id.charAt(0).toUpperCase() + id.slice(1), columns: COLUMNS, items: items.map(([column, text], i) => ({ id: `i${i + 1}`, column, text, lines: [10 + i] })),
}));

export const CODING: Coding = codingFrom({
  id: "sample", title: "A sample", themes: [{ id: "money", title: "Money" }, { id: "staff", title: "Staff" }, { id: "fathers", title: "Fathers" }],
  codes: [
    { theory: "corfe", item: "i1", theme: "money", why: "Rent" }, { theory: "corfe", item: "i2", theme: "staff" }, { theory: "corfe", item: "i2", theme: "money" },
    { theory: "ashby", item: "i2", theme: "staff" }, { theory: "brindle", item: "i1", theme: "staff" }, { theory: "brindle", item: "i2", theme: "staff" },
  ],
});

export const WORDING = [{ id: "w1", how: "same words", items: ["corfe/i4", "ashby/i3"] }];
const USES = [{ theory: "corfe", measure: "scale", items: ["corfe/i2"] }, { theory: "brindle", measure: "scale", items: ["brindle/i2"] }];

/** Item by item and theme by theme, as the kernel would. */
export function kernel(theories: Theory[], coding: Coding): Comparison {
  const carries = (theory: string, item: string, theme: string) => {
    const own = coding.codes.filter((code) => code.theory === theory && code.item === item).map((code) => code.theme);
    return theme === "" ? own.length === 0 : own.includes(theme);
  };
  const themes = [...coding.themes.map(({ id, title, about }) => ({ id, title, about })), { id: "", title: "No theme" }];
  const shared = (key: string) => WORDING.find(({ items }) => items.includes(key))?.id ?? "";
  const here = USES.filter(({ theory }) => theories.some(({ id }) => id === theory));
  return {
    theories: theories.map(({ id, title, items }) => ({ id, title, items: items.length })), lanes: LANES, themes,
    cells: theories.flatMap(({ id, items }) => themes.map((theme) => ({
      theory: id, theme: theme.id,
      marks: items.filter((item) => carries(id, item.id, theme.id)).map((item) => ({ item: item.id, lane: LANE_OF[item.column]!, shared: shared(`${id}/${item.id}`) })),
    }))),
    statements: [
      { kind: "gap", says: "Nothing of Ashby’s counts staff.", asks: "What would tell?", theme: "staff", theories: ["ashby"], items: ["ashby/i2"] },
      { kind: "only", says: "Only Corfe speaks of money.", asks: "", theme: "money", theories: ["corfe"], items: ["corfe/i1", "corfe/i2"] },
      { kind: "unmeasured", says: "No one measures fathers.", asks: "What would?", theme: "fathers", theories: [], items: [] },
    ],
    measured: themes.map(({ id: theme }) => ({
      theme, uses: here.map((use) => ({ ...use, items: use.items.filter((key) => carries(use.theory, key.split("/")[1]!, theme)) })).filter(({ items }) => items.length),
    })),
    measures: here.length ? [{ measure: "scale", theories: here.map(({ theory }) => theory) }] : [],
  };
}
