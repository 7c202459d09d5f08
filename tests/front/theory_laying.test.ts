import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NO_LINK, theoryFrom, type Link, type Theory } from "../../cbf_widgets/widgets/theory/document";
import { differences, laidWords, lay, matched, oversOf, saidOf, wanted, WHOSE, WHOSE_NAMES, WHOSE_SIGNS } from "../../cbf_widgets/widgets/theory/laying";
import { small, SMALL } from "./theory_own";

const link = (id: string, from_item: string, to_item: string, fields: Partial<Link> = {}): Link => ({ ...NO_LINK, id, from_item, to_item, ...fields });
const kinds = (mine: Theory, theirs: Theory) => lay(mine, theirs).arrows.map(({ from, to, whose }) => [from, to, whose]);

describe("somebody else's arrows", () => {
  it("are the same where they join the same items, whatever they are called", () => {
    const theirs = small({ links: [link("z9", "now-1", "changes-1"), link("a1", "now-2", "changes-1")] });
    expect(kinds(SMALL, theirs)).toEqual([["now-1", "changes-1", "both"], ["changes-1", "then-1", "mine"], ["now-2", "changes-1", "theirs"]]);
    expect(lay(SMALL, theirs).counts).toEqual({ both: 1, mine: 1, theirs: 1 });
  });

  it("drawn the other way round are two arrows, and say so", () => {
    const { arrows } = lay(SMALL, small({ links: [link("a1", "changes-1", "now-1"), link("a2", "changes-1", "then-1")] }));
    expect(arrows.map(({ whose, turned }) => [whose, turned])).toEqual([["mine", true], ["both", false], ["theirs", true]]);
  });

  it("every arrow is told once: counts add up, and nobody's is lost", () => {
    const ids = SMALL.items.map(({ id }) => id);
    const arrows = fc.uniqueArray(fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...ids)).filter(([a, b]) => a !== b), { selector: (ends) => ends.join() })
      .map((all) => all.map(([from, to], i) => link(`a${i}`, from, to)));
    fc.assert(fc.property(arrows, arrows, (own, other) => {
      const { counts, arrows: all, elsewhere } = lay(small({ links: own }), small({ links: other }));
      expect(counts.both + counts.mine).toBe(own.length);
      expect(counts.both + counts.theirs).toBe(other.length);
      expect([all.length, elsewhere.length]).toEqual([counts.both + counts.mine + counts.theirs, 0]);
      for (const one of all) expect([one.mine !== null, one.theirs !== null]).toEqual([one.whose !== "theirs", one.whose !== "mine"]);
    }));
  });

  it("between items that aren't here are told, not drawn", () => {
    const theirs = small({ items: [...SMALL.items, { ...SMALL.items[0]!, id: "i1", text: "Buses are rare", lines: [] }], links: [link("a1", "i1", "then-1")] });
    const laid = lay(SMALL, theirs);
    expect(laid.elsewhere.map(({ id }) => id)).toEqual(["a1"]);
    expect(laid.counts.theirs).toBe(0);
    expect(laidWords(laid)).toBe("Both drew 0, only you 2, only they 0. 1 of their arrows joins items that aren’t here.");
  });

  it("shown of one kind are only those", () => {
    const laid = lay(SMALL, small({ links: [link("a1", "now-1", "changes-1"), link("a3", "now-2", "then-1")] }));
    expect(WHOSE.map((whose) => wanted(laid, whose).map((one) => one.whose))).toEqual([["both"], ["mine"], ["theirs"]]);
    expect(wanted(laid, "all").length).toBe(3);
  });

  it("have a sign and a name each", () => {
    expect(new Set(Object.values(WHOSE_SIGNS)).size).toBe(3);
    expect(new Set(Object.values(WHOSE_NAMES)).size).toBe(3);
  });
});

describe("whose what is laid over is", () => {
  const called = (...laid: object[]) => oversOf(laid, SMALL).map(({ whose }) => whose);
  const ours = { ...SMALL, title: "Ours" };

  it("says the name that came with it, else a title of its own, never the title of one's own theory", () => {
    expect(called({ ...SMALL, whose: "Mia and Tom" }, { ...ours, whose: " " }, { ...SMALL, title: "marsh end!" })).toEqual(["Mia and Tom", "Ours", "somebody else’s work"]);
  });

  it("tells two of one name apart, by title and then by number", () => {
    expect(called({ ...SMALL, whose: "Mia" }, { ...ours, whose: "Mia" }, { ...ours, title: "Other" })).toEqual(["Mia: Marsh End", "Mia: Ours", "Other"]);
    expect(called({ ...ours, whose: "Mia" }, { ...ours, whose: "Tom" }, { ...ours, whose: "Mia" })).toEqual(["Mia: Ours (1)", "Tom", "Mia: Ours (2)"]);
  });

  it("is no part of the theory", () => {
    expect(oversOf([{ ...SMALL, whose: "Mia" }], SMALL)[0]!.theory).toEqual(SMALL);
  });
});

describe("items are matched", () => {
  const own = (id: string, text: string, column = "now") => ({ id, column, text });
  const theory = (id: string, items: object[], fields: object = {}) => theoryFrom({ id, title: id, columns: SMALL.columns, items, ...fields });

  it("by id between theories of one origin, also when the words were changed", () => {
    const theirs = small({ id: "ours", made_from: "marsh-end", items: SMALL.items.map((item) => (item.id === "now-1" ? { ...item, text: "Nobody is seen for weeks" } : item)) });
    expect(matched(SMALL, theirs).get("now-1")).toBe("now-1");
  });

  it("not by an id that two people gave to different things", () => {
    const one = theory("ours", [own("i1", "Rows about money")]);
    expect([...matched(one, theory("ours", [own("i1", "Nobody asks")]))]).toEqual([]);
    expect([...matched(one, theory("ours", [own("i1", "Rows about the money")]))]).toEqual([["i1", "i1"]]);
    expect([...matched(one, theory("theirs", [own("i1", "Rows about the money")]))]).toEqual([]);
  });

  it("by equal words between theories of different origin, first in the same column", () => {
    const one = theory("a", [own("i1", "Calm", "then"), own("i2", "calm.", "now")]);
    const other = theory("b", [own("x", "CALM", "then"), own("y", "Calm", "changes")], { columns: [...SMALL.columns].reverse() });
    expect([...matched(one, other)]).toEqual([["x", "i1"], ["y", "i2"]]);
  });

  it("each at most once", () => {
    const one = theory("a", [own("i1", "Calm")]);
    expect(matched(one, theory("b", [own("x", "Calm"), own("y", "Calm")])).size).toBe(1);
  });
});

describe("what both say of an arrow", () => {
  it("differs only where the words do", () => {
    const mine = link("a1", "a", "b", { assumption: "They feel safe.", confidence: "guess", evidence: "Seen" });
    expect(differences(mine, link("z", "a", "b", { assumption: "they feel safe", confidence: "sure", evidence: "Seen" }))).toEqual(["confidence"]);
    expect(differences(mine, mine)).toEqual([]);
  });

  it("is all that is taken over, without ids", () => {
    expect(saidOf(link("a1", "a", "b", { asks: "Teams", strength: "weak" }))).toEqual({ assumption: "", evidence: "", asks: "Teams", strength: "weak", confidence: "" });
  });
});
