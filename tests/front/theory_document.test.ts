/** Edits do to a theory and to the work what they do in Python; what Python refuses gives nothing. */
import { describe, expect, test } from "vitest";
import { codingFrom, codingToPlain, fromPlain, NO_WORK, reached, shippedFrom, theoryFrom, theoryToPlain, toPlain, type Loose, type Theory, type Work } from "../../cbf_widgets/widgets/theory/document";
import * as edits from "../../cbf_widgets/widgets/theory/edits";
import answers from "../shared/theory_answers.json";

interface Action {
  type: string;
  given: any[];
  fields?: Loose;
}

interface Sequence {
  name: string;
  begin: Loose;
  reached?: Record<string, [string[], string[]]>;
  steps: { action: Action; after?: Loose | null; all?: unknown; coding?: Loose }[];
}

function edited(theory: Theory, { type, given, fields = {} }: Action): Theory | null {
  const { before = "", ...rest } = fields;
  const [one, other] = given;
  switch (type) {
    case "retitle": return edits.retitle(theory, fields);
    case "add_column": return edits.addColumn(theory, one, before, rest);
    case "change_column": return edits.changeColumn(theory, one, fields);
    case "remove_column": return edits.removeColumn(theory, one);
    case "add_item": return edits.addItem(theory, one, other, before, rest);
    case "change_item": return edits.changeItem(theory, one, fields);
    case "move_item": return edits.moveItem(theory, one, other, before);
    case "remove_item": return edits.removeItem(theory, one);
    case "link": return edits.link(theory, one, other, fields);
    case "change_link": return edits.changeLink(theory, one, fields);
    case "unlink": return edits.unlink(theory, one);
    default: throw new Error(type);
  }
}

function worked(work: Work, { type, given, fields = {} }: Action): Work {
  const shipped = codingFrom(answers.shipped);
  switch (type) {
    case "put": return edits.putTheory(work, theoryFrom(given[0]));
    case "take_back": return edits.takeBack(work, given[0]);
    case "recode": return edits.recode(work, shipped, { theory: given[0], item: given[1], theme: given[2], carries: fields["carries"], why: fields["why"], by: fields["by"] });
    default: throw new Error(type);
  }
}

const luton = theoryFrom({ id: "luton", title: "Luton" });
const named = (sequences: unknown) => (sequences as Sequence[]).map((one) => [one.name, one] as const);

describe("a theory is edited as in Python", () => {
  test.each(named(answers.theories))("%s", (_, { begin, reached: ways, steps }) => {
    let theory = theoryFrom(begin);
    for (const { action, after } of steps) {
      const next = edited(theory, action);
      if (after !== undefined) expect(next && theoryToPlain(next), JSON.stringify(action)).toEqual(after);
      theory = next ?? theory;
    }
    expect(steps.at(-1)?.after).toBeDefined();
    for (const [item, [up, down]] of Object.entries(ways ?? {})) {
      expect([...reached(theory, item, "upstream")].sort()).toEqual([...up].sort());
      expect([...reached(theory, item, "downstream")].sort()).toEqual([...down].sort());
    }
  });
});

describe("the work is edited as in Python", () => {
  test.each(named(answers.works))("%s", (_, { begin, steps }) => {
    let work = fromPlain(begin);
    for (const { action, after, all, coding } of steps) {
      work = worked(work, action);
      expect(toPlain(work), JSON.stringify(action)).toEqual(after);
      expect(edits.allTheories(work, [luton]).map(({ title }) => title)).toEqual(all);
      expect(codingToPlain(edits.codingNow(work, codingFrom(answers.shipped)))).toEqual(coding);
    }
  });
});

test("plain data comes back as it went, with nothing that Python leaves out", () => {
  for (const { steps } of answers.theories as Sequence[]) for (const { after } of steps) if (after) expect(theoryToPlain(theoryFrom(after))).toEqual(after);
  for (const { steps } of answers.works as Sequence[]) for (const { after } of steps) expect(toPlain(fromPlain(after!))).toEqual(after);
  expect(toPlain(NO_WORK)).toEqual({});
  expect(theoryToPlain(theoryFrom({ id: "t", title: "T" }))).toEqual({ id: "t", title: "T" });
});

test("what is reached twice doesn't hide what lies behind", () => {
  const ends = [["a", "b"], ["a", "c"], ["c", "b"], ["c", "d"], ["d", "a"]] as const;
  const theory = theoryFrom({ id: "t", title: "T", links: ends.map(([from_item, to_item], i) => ({ id: `a${i}`, from_item, to_item })) });
  expect([...reached(theory, "a", "downstream")].sort()).toEqual(["a", "b", "c", "d"]);
  expect([...reached(theory, "b", "upstream")].sort()).toEqual(["a", "c", "d"]);
});

test("items of plain data stand column by column, whatever their order", () => {
  const theory = theoryFrom({ id: "t", title: "T", columns: [{ id: "a", title: "A" }, { id: "b", title: "B" }], items: [{ id: "3", column: "b", text: "x" }, { id: "1", column: "a", text: "x" }, { id: "2", column: "a", text: "x" }] });
  expect(theory.items.map(({ id }) => id)).toEqual(["1", "2", "3"]);
});

test("what Python would refuse in a text is taken out, and what is too long is cut", () => {
  expect(edits.tidy("text", "a\u0007b\nc")).toBe("a b c");
  expect(edits.tidy("note", "a\r\nb\u0007")).toBe("a\nb ");
  expect([...edits.tidy("title", "é".repeat(300))].length).toBe(200);
  expect([...edits.tidy("text", "👩‍👩‍👧".repeat(300))].length).toBe(500);
});

test("measures and programmes are read whatever their name's field is called", () => {
  const { measures, programmes, theories } = shippedFrom({ measures: [{ id: "sdq", name: "SDQ", measures: "Wellbeing", uses: [] }], programmes: [{ id: "be", title: "Brief Encounters", what: "Training", also_called: ["BE"] }] });
  expect(measures[0]).toMatchObject({ title: "SDQ", about: "Wellbeing", also: [] });
  expect(programmes[0]).toMatchObject({ title: "Brief Encounters", about: "Training", also: ["BE"], uses: [] });
  expect(theories).toEqual([]);
});

test("no more is added than Python takes", () => {
  const whole = theoryFrom({ id: "t", title: "T", columns: Array.from({ length: 60 }, (_, i) => ({ id: `c${i}`, title: "C" })), items: Array.from({ length: 2000 }, (_, i) => ({ id: `i${i}`, column: "c0", text: "x" })) });
  expect(edits.addColumn(whole, "One more")).toBeNull();
  expect(edits.addItem(whole, "c0", "One more")).toBeNull();
});
