import { describe, expect, it } from "vitest";
import { changesOf, changesWords, original } from "../../cbf_widgets/widgets/theory/changes";
import { headline } from "../../cbf_widgets/widgets/theory/doubts";
import { oneOn } from "../../cbf_widgets/widgets/theory/edit";
import { moveItem, removeItem, addItem, changeItem } from "../../cbf_widgets/widgets/theory/edits";
import { FORMATS } from "../../cbf_widgets/widgets/theory/export";
import { base64 } from "../../cbf_widgets/widgets/theory/files";
import { justDrawn, neighbour } from "../../cbf_widgets/widgets/theory/link";
import { reduce } from "../../cbf_widgets/widgets/theory/state";
import { costWords, held, range, ranked, runKey, shown, withNumber, without } from "../../cbf_widgets/widgets/theory/running";
import { NO_WORK, shippedFrom, theoryToPlain } from "../../cbf_widgets/widgets/theory/document";
import { small, SMALL } from "./theory_own";

const SHIPPED = shippedFrom({ theories: [theoryToPlain(small({ links: [] }))] });

describe("an arrow", () => {
  it("has neighbours, round at the ends; alone it has none", () => {
    expect([neighbour(SMALL, "a1", 1), neighbour(SMALL, "a2", 1), neighbour(SMALL, "a1", -1)]).toEqual(["a2", "a1", "a2"]);
    expect(neighbour(small({ links: SMALL.links.slice(0, 1) }), "a1", 1)).toBeNull();
    expect(neighbour(SMALL, "a9", 1)).toBeNull();
  });

  it("was just drawn when that is what was done last", () => {
    const edit = reduce({ ...NO_WORK, theories: [SMALL] }, SHIPPED, "marsh-end", { type: "link", from: "now-2", to: "then-1" })!;
    const theory = edit.work.theories[0]!;
    const store = (said: string) => ({ theory, store: { said } as never });
    expect(justDrawn(store(edit.name), edit.link!)).toBe(true);
    expect(justDrawn(store(edit.name), "a1")).toBe(false);
    expect(justDrawn(store(`Undone: ${edit.name}`), edit.link!)).toBe(false);
  });
});

describe("an item", () => {
  it("moves one place within its column, and not beyond it", () => {
    const items = ["a", "b", "c"].map((id) => ({ ...SMALL.items[0]!, id, text: id }));
    const three = small({ items, links: [] });
    const order = (id: string, by: 1 | -1) => {
      const before = oneOn(three, items.find((one) => one.id === id)!, by);
      return before === null ? null : moveItem(three, id, "now", before)!.items.map((one) => one.id).join("");
    };
    expect([order("a", -1), order("a", 1), order("b", -1), order("b", 1), order("c", 1), order("c", -1)]).toEqual([null, "bac", "bac", "acb", null, "acb"]);
  });
});

describe("what was changed in a shipped theory", () => {
  const was = original(SHIPPED, "marsh-end")!;
  it("is told item by item", () => {
    let now = changeItem(SMALL, "now-1", { text: "Waits" })!;
    now = addItem(now, "then", "Calmer children")!;
    now = removeItem(now, "changes-1")!;
    expect(changesOf(was, now)).toEqual({ reworded: ["now-1"], added: ["i1"], gone: ["changes-1"], moved: [], arrows: 0 });
    expect(changesWords(changesOf(was, now))).toBe("1 item reworded, 1 added, 1 removed");
    expect(changesWords(changesOf(was, SMALL))).toBe("2 arrows drawn");
    expect(changesWords(changesOf(was, was))).toBe("");
  });

  it("counts the one item that was moved, not those that it passed", () => {
    expect(changesOf(was, moveItem(SMALL, "now-2", "now", "now-1")!).moved.length).toBe(1);
    expect(changesOf(was, moveItem(SMALL, "now-1", "then", "")!).moved).toEqual(["now-1"]);
    expect(changesOf(was, addItem(SMALL, "now", "New", "now-1")!).moved).toEqual([]);
  });
});

describe("what the arrows imply", () => {
  it("is asked anew when a run would differ, not when words are typed", () => {
    const key = runKey(SMALL, {});
    expect(runKey(small({ links: SMALL.links.map((one) => ({ ...one, assumption: "Other words" })) }), {})).toBe(key);
    expect(runKey(small({ links: SMALL.links.map((one) => ({ ...one, confidence: "sure" as const })) }), {})).not.toBe(key);
    expect(runKey(small({ links: SMALL.links.slice(1) }), {})).not.toBe(key);
    expect(runKey(SMALL, { guess: 3 })).not.toBe(key);
  });

  it("ranks what failure would cost, and says how sure that is", () => {
    const costs = [{ link: "a", less: 30.4, low: 27.2, high: 35.1 }, { link: "b", less: 30.4, low: 27.2, high: 35.1, tied: true, same: true },
      { link: "c", less: 28, low: 24, high: 32, tied: true }, { link: "d", less: 3, low: 1, high: 5 }, { link: "e", less: 0, low: 0, high: 0 }];
    expect(ranked(costs).map(({ cost, place }) => [cost.link, place])).toEqual([["a", 1], ["b", 1], ["c", 1], ["d", 4]]);
    expect(ranked(costs).map(({ beside }) => beside.slice(0, 14))).toEqual(["", "Just as much a", "These runs can", ""]);
    expect(costWords(costs[0]!)).toBe("30 fewer of 100 (27 to 35)");
    expect(costWords({ link: "", less: 0.4, low: -2.1, high: 3.4 })).toBe("No difference can be made out (from 2 more to 3 fewer)");
    expect(costWords({ link: "", less: 0.7, low: 0.3, high: 1.4 })).toBe("less than 1 fewer of 100 (less than 1 to 1)");
  });

  it("keeps only numbers that differ from how they were", () => {
    expect(withNumber({}, "guess", 30, 40)).toEqual({ guess: 30 });
    expect(withNumber({ guess: 30, sure: 1 }, "guess", 40, 40)).toEqual({ sure: 1 });
    expect(without({ guess: 30 }, "guess")).toEqual({});
  });

  it("shows shares as hundredths, and holds what is typed within its range", () => {
    const share = { name: "guess", title: "A guess", value: 0.29, least: 0, most: 0.99, unit: "of 100", meaning: "" };
    const runs = { name: "runs", title: "Runs", value: 1000, least: 2, most: 100_000, step: 1, unit: "runs", meaning: "" };
    expect([shown(share), range(share), range(runs), range({ ...runs, most: 2 ** 53 })]).toEqual([29, "0 to 99", "2 to 100,000", ""]);
    expect([held(7, share), held(120, share), held(-1, share), held(NaN, share)]).toEqual([0.07, 0.99, 0, null]);
    expect([held(99.6, runs), held(1, runs)]).toEqual([100, 2]);
  });
});

describe("questions, exports, files", () => {
  it("are counted in words", () => {
    expect([headline(0), headline(3), headline(14)]).toEqual(["No questions from the checks", "Three questions from the checks", "14 questions from the checks"]);
  });

  it("are offered for one theory and for the comparison, each once", () => {
    const formats = (mode: "one" | "compare") => FORMATS[mode].map(([what, format]) => `${what} ${format}`);
    expect(new Set(formats("one")).size).toBe(FORMATS.one.length);
    expect(formats("one")).toEqual(expect.arrayContaining(["svg", "png", "pdf", "json", "csv", "kumu", "mermaid", "graphml", "txt"].map((format) => `theory ${format}`)));
    expect(formats("compare").some((one) => one.startsWith("theory"))).toBe(false);
  });

  it("go to the kernel byte by byte, and not when they are too large", async () => {
    const bytes = Uint8Array.from({ length: 70_000 }, (_, i) => i % 256);
    const sent = await base64({ size: bytes.length, arrayBuffer: async () => bytes.buffer } as File);
    expect(Uint8Array.from(atob(sent), (one) => one.charCodeAt(0))).toEqual(bytes);
    await expect(base64({ size: 5_000_001 } as File)).rejects.toThrow("larger than 5 MB");
  });
});
