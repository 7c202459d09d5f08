import { describe, expect, it } from "vitest";
import { answers, ARROWS, firstOpen, howFar, place, questions, there, VISION } from "../../cbf_widgets/widgets/theory/asking";
import { copyOf, empty, fromTemplate, taken } from "../../cbf_widgets/widgets/theory/beginning";
import { leadsTo } from "../../cbf_widgets/widgets/theory/guide";
import { small, SMALL } from "./theory_own";

describe("the guide", () => {
  it("asks for what is wanted, then column by column, then what leads to what", () => {
    expect(questions(SMALL, false).map(({ id }) => id)).toEqual([VISION, "now", "changes", "then", ARROWS]);
    expect(questions(SMALL, true).map(({ id }) => id)).toEqual([VISION, "then", "changes", "now", ARROWS]);
    expect(SMALL.columns.map(({ id }) => id)).toEqual(["now", "changes", "then"]);
  });

  it("asks the column's own question, or one made of its name", () => {
    expect(questions(SMALL, false).slice(1, 3).map(({ asks }) => asks)).toEqual(["What is hard?", "What stands under “Changes”?"]);
  });

  it("begins with the first question that has no answer, and with the last when all have", () => {
    const all = questions(SMALL, false);
    expect(firstOpen(small({ items: SMALL.items.filter(({ column }) => column !== "changes"), links: [] }), all)).toBe("changes");
    expect(firstOpen(SMALL, all)).toBe(ARROWS);
    expect(firstOpen(small({ vision: { text: " ", lines: [] } }), all)).toBe(VISION);
  });

  it("says how far one is", () => {
    const all = questions(SMALL, false);
    expect(all.map((question) => there(SMALL, question))).toEqual(["1 sentence", "2 items", "1 item", "1 item", "2 arrows"]);
    expect(howFar(SMALL, all, 0)).toBe("Question 1 of 5; all have an answer.");
    expect(howFar(small({ links: [], items: [] }), all, 4)).toBe("Question 5 of 5; one has an answer.");
    expect(answers(small({ links: [] }), all[4]!)).toBe(0);
    expect(there(small({ links: [] }), all[4]!)).toBe("Nothing yet");
  });

  it("stays at its question when columns come and go", () => {
    const fewer = questions(small({ columns: SMALL.columns.slice(1) }), false);
    expect([place(questions(SMALL, false), "then"), place(fewer, "then"), place(fewer, "now")]).toEqual([3, 2, 0]);
  });

  it("offers first what stands in later columns, and never an arrow that is there", () => {
    expect(leadsTo(SMALL, "now-1").map(([id]) => id)).toEqual(["then-1", "now-2"]);
    expect(leadsTo(SMALL, "then-1").map(([id]) => id)).toEqual(["now-1", "now-2", "changes-1"]);
  });
});

describe("a theory of one's own", () => {
  it("gets an id that no other has", () => {
    expect(empty("", []).title).toBe("Our theory of change");
    expect(empty("Ours!", ["ours", "ours-4"]).id).toBe("ours-5");
    expect(empty("  ", ["our-theory-of-change"]).id).not.toBe("our-theory-of-change");
  });

  it("from a template has its columns and nothing else", () => {
    const made = fromTemplate({ id: "six-column", title: "Six", columns: SMALL.columns }, "Ours", []);
    expect([made.template, made.columns, made.items, made.links, made.made_from]).toEqual(["six-column", SMALL.columns, [], [], ""]);
    expect(fromTemplate({ id: "mine", title: "Mine", columns: [] }, "", []).template).toBe("own");
  });

  it("from another keeps items with their lines, and says where they came from, but isn't the authority's", () => {
    const copy = copyOf(SMALL, "Ours", ["marsh-end"]);
    expect(copy).toMatchObject({ id: "ours", title: "Ours", made_from: "marsh-end", authority: "", items: SMALL.items, links: SMALL.links });
    expect(copyOf(copy, "", []).made_from).toBe("marsh-end");
    expect(copyOf(SMALL, "", ["marsh-end"]).title).toBe("Marsh End, our version");
  });

  it("that was read keeps its id only when it is free", () => {
    expect(taken(SMALL, "", []).id).toBe("marsh-end");
    expect(taken(SMALL, "", ["marsh-end"])).toMatchObject({ id: "marsh-end-1", title: "Marsh End" });
    expect(taken(SMALL, "Read", ["marsh-end"])).toMatchObject({ id: "read", title: "Read" });
  });
});
