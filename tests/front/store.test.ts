/** Undo without limit, runs of like edits, and what the kernel says in between. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { Store, type Trail } from "../../cbf_widgets/widgets/shared/store";

const BEGAN: Trail = { names: ["Began"], at: 0, serial: 0 };

function made(trail: Trail = BEGAN, doc = "d0") {
  const sent: [string, Trail][] = [];
  const fetched: number[] = [];
  const store = new Store<string>(doc, trail, (...both) => sent.push(both), (step) => fetched.push(step));
  const commit = (...docs: string[]) => docs.forEach((one) => store.commit({ doc: one, name: `to ${one}` }));
  return { store, sent, fetched, commit };
}

test("a commit is shown, told, sent with its history, and announced", () => {
  const { store, sent } = made();
  const heard: string[] = [];
  store.subscribe(() => heard.push(store.doc));
  store.commit({ doc: "d1", name: "One" });
  expect(store.doc).toBe("d1");
  expect(store.said).toBe("One");
  expect(sent).toEqual([["d1", { names: ["Began", "One"], at: 1, serial: 1 }]]);
  expect(heard).toEqual(["d1"]);
});

test("who has unsubscribed hears no more", () => {
  const { store, commit } = made();
  let heard = 0;
  const leave = store.subscribe(() => (heard += 1));
  commit("d1");
  leave();
  commit("d2");
  expect(heard).toBe(1);
});

test("10,000 steps are undone and done again, one by one", () => {
  let sent = 0;
  const fetched: number[] = [];
  const store = new Store("d0", BEGAN, () => (sent += 1), (step) => fetched.push(step));
  for (let i = 1; i <= 10_000; i += 1) store.commit({ doc: `d${i}`, name: `${i}` });
  for (let i = 9_999; i >= 0; i -= 1) {
    store.undo();
    if (store.doc !== `d${i}`) expect(store.doc).toBe(`d${i}`);
  }
  expect(store.canUndo).toBe(false);
  for (let i = 1; i <= 10_000; i += 1) store.redo();
  expect(store.doc).toBe("d10000");
  expect(store.canRedo).toBe(false);
  expect(sent).toBe(30_000);
  expect(fetched).toEqual([]);
});

test("undo and redo say what they undo and redo", () => {
  const { store, commit } = made();
  commit("d1", "d2");
  store.undo();
  expect([store.doc, store.said]).toEqual(["d1", "Undone: to d2"]);
  store.redo();
  expect([store.doc, store.said]).toEqual(["d2", "Done again: to d2"]);
  store.go(0);
  expect([store.doc, store.said]).toEqual(["d0", "Back to: Began"]);
});

test("undo at the beginning, redo at the end and steps that there aren't do nothing", () => {
  const { store, sent, fetched, commit } = made();
  commit("d1");
  store.redo();
  for (const step of [-1, 1, 2]) store.go(step);
  store.undo();
  store.undo();
  expect(store.doc).toBe("d0");
  expect(sent.map(([doc]) => doc)).toEqual(["d1", "d0"]);
  expect(fetched).toEqual([]);
});

test("a new commit cuts off what could be done again", () => {
  const { store, commit } = made();
  commit("d1", "d2", "d3");
  store.go(1);
  commit("other");
  expect(store.trail.names).toEqual(["Began", "to d1", "to other"]);
  expect(store.canRedo).toBe(false);
  store.undo();
  expect(store.doc).toBe("d1");
  store.redo();
  expect(store.doc).toBe("other");
});

test("commits in a row with the same key are one step, named after the last", () => {
  const { store } = made();
  for (const doc of ["a", "ab", "abc"]) store.commit({ doc, name: `Renamed ${doc}`, key: "label:m1" });
  expect(store.trail).toEqual({ names: ["Began", "Renamed abc"], at: 1, serial: 3 });
  store.undo();
  expect(store.doc).toBe("d0");
  store.redo();
  expect(store.doc).toBe("abc");
});

test.each<[string, (store: Store<string>) => void]>([
  ["leaving the field", (store) => store.settle()],
  ["a commit with another key", (store) => store.commit({ doc: "x", name: "x", key: "label:m2" })],
  ["a commit with none", (store) => store.commit({ doc: "x", name: "x" })],
  ["undo and redo", (store) => (store.undo(), store.redo())],
  ["word from the kernel", (store) => store.receive("k", { names: [...store.trail.names, "k"], at: 2, serial: 2 })],
])("%s ends a run of like edits", (_, between) => {
  const { store } = made();
  store.commit({ doc: "a", name: "A", key: "label:m1" });
  between(store);
  const { at } = store.trail;
  store.commit({ doc: "b", name: "B", key: "label:m1" });
  expect(store.trail.at).toBe(at + 1);
  store.undo();
  expect(store.trail.at).toBe(at);
});

test("like edits after an undo don't swallow the step that is shown", () => {
  const { store, commit } = made();
  commit("d1");
  store.commit({ doc: "a", name: "A", key: "k" });
  store.undo();
  store.commit({ doc: "b", name: "B", key: "k" });
  expect(store.trail.names).toEqual(["Began", "to d1", "B"]);
});

test("a step that only the kernel still has is asked for, and nothing changes until it answers", () => {
  const { store, sent, fetched } = made({ names: ["Began", "A", "B"], at: 2, serial: 5 }, "b");
  store.undo();
  expect([store.doc, store.trail.at, sent.length]).toEqual(["b", 2, 0]);
  expect(fetched).toEqual([1]);
  store.receive("a", { names: ["Began", "A", "B"], at: 1, serial: 6 });
  expect([store.doc, store.said]).toEqual(["a", "A"]);
  store.redo();
  expect(store.doc).toBe("b");
  expect(fetched).toEqual([1]);
});

test("what the kernel says is shown and not sent back", () => {
  const { store, sent, commit } = made();
  commit("d1");
  store.receive("k", { names: ["Began", "to d1", "Set from Python"], at: 2, serial: 2 });
  expect([store.doc, store.said, sent.length]).toEqual(["k", "Set from Python", 1]);
  store.undo();
  expect(store.doc).toBe("d1");
});

test("a change from Python in mid-history cuts off what could be done again, here too", () => {
  const { store, commit } = made();
  commit("d1", "d2", "d3");
  store.go(1);
  store.receive("k", { names: ["Began", "to d1", "Set from Python"], at: 2, serial: 5 });
  expect(store.canRedo).toBe(false);
  store.undo();
  expect(store.doc).toBe("d1");
  store.redo();
  expect(store.doc).toBe("k");
});

test("a step that is called otherwise in the kernel is the kernel's, and asked of it", () => {
  const { store, fetched, commit } = made();
  commit("d1", "d2");
  store.receive("k2", { names: ["Began", "Set from Python", "k2"], at: 2, serial: 3 });
  store.undo();
  expect(store.doc).toBe("k2");
  expect(fetched).toEqual([1]);
});

test("after changes that were never heard of, only the kernel knows the steps, whatever they are called", () => {
  const { store, fetched } = made();
  store.receive("k1", { names: ["Began", "Set from Python"], at: 1, serial: 1 });
  store.receive("k4", { names: ["Began", "Set from Python", "Set from Python"], at: 2, serial: 4 });
  store.go(1);
  expect(fetched).toEqual([1]);
  expect(store.doc).toBe("k4");
});

test("the serial only grows, also when the kernel speaks before it has heard of the latest commits", () => {
  const { store, commit } = made();
  commit("d1", "d2", "d3");
  store.receive("k", { names: ["Began", "Set from Python"], at: 1, serial: 1 });
  expect(store.trail.serial).toBe(3);
  commit("d4");
  expect(store.trail.serial).toBe(4);
});

type Move = { do: "commit"; key: string | undefined } | { do: "undo" | "redo" | "settle" } | { do: "go"; to: number };
const move: fc.Arbitrary<Move> = fc.oneof(
  fc.record({ do: fc.constant("commit" as const), key: fc.constantFrom(undefined, "a", "b") }),
  fc.record({ do: fc.constantFrom("undo" as const, "redo" as const, "settle" as const) }),
  fc.record({ do: fc.constant("go" as const), to: fc.integer({ min: -1, max: 12 }) }),
);

test("whatever one does, every step shows the document it was named after, and the kernel is told the same", () => {
  fc.assert(fc.property(fc.array(move, { maxLength: 60 }), (moves) => {
    const { store, sent, fetched } = made(BEGAN, "Began");
    let last = 0;
    moves.forEach((one, i) => {
      if (one.do === "commit") store.commit({ doc: `s${i}`, name: `s${i}`, key: one.key });
      else if (one.do === "go") store.go(one.to);
      else store[one.do]();
      const { names, at, serial } = store.trail;
      expect(store.doc).toBe(names[at]);
      expect(serial).toBeGreaterThanOrEqual(last);
      last = serial;
    });
    expect(fetched).toEqual([]);
    if (sent.length) expect(sent.at(-1)).toEqual([store.doc, store.trail]);
    expect(new Set(sent.map(([, { serial }]) => serial)).size).toBe(sent.length);
  }), { numRuns: 500 });
});
