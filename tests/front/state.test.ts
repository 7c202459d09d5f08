/** What gestures mean, where Python has nothing to compare: names of steps, what is clamped, cleaned or ignored. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromPlain, MOST_LOOPS, MOST_MARKS, newMark, toPlain, type Spiral } from "../../cbf_widgets/widgets/spiral/document";
import { cleaned, nextPlace, reduce, type Action } from "../../cbf_widgets/widgets/spiral/state";
import { edit, EMPTY, OURS, SMALL } from "./ours";

const OPEN = { ...SMALL, ruptures: SMALL.ruptures.map((r) => ({ ...r, repair: "" })) };

describe("every step has a name that a person understands", () => {
  const names: [Spiral, Action, string][] = [
    [EMPTY, { type: "place", kind: "tea" }, "Placed 1, Tea, on loop 1"],
    [SMALL, { type: "place", kind: "talk", place: 1.25 }, "Placed 3, A talk, on loop 2"],
    [SMALL, { type: "place", kind: "tea", place: 3 }, "Placed 4, Tea, on loop 3"],
    [SMALL, { type: "move", mark: "m1", place: 1.75 }, "Moved 2, Hello, to loop 2"],
    [SMALL, { type: "change", mark: "m2", fields: { label: "Hi" } }, "Renamed 2, Hi"],
    [SMALL, { type: "change", mark: "m2", fields: { note: "Hi" } }, "Wrote a note on 2, A talk"],
    [SMALL, { type: "change", mark: "m2", fields: { nurtures: ["help"] } }, "Changed what is nurtured by 2, A talk"],
    [SMALL, { type: "change", mark: "m2", fields: { when: "May" } }, "Dated 2, A talk"],
    [SMALL, { type: "change", mark: "m2", fields: { kind: "tea" } }, "Changed the kind of 2, Tea"],
    [SMALL, { type: "change", mark: "m2", fields: { holds: true } }, "Marked as held: 2, A talk"],
    [edit(SMALL, { type: "change", mark: "m2", fields: { holds: true } }).spiral,
      { type: "change", mark: "m2", fields: { holds: false } }, "Marked as not held: 2, A talk"],
    [SMALL, { type: "remove", mark: "m2" }, "Removed 2, A talk"],
    [SMALL, { type: "ripple", source: "m2", target: "m3" }, "Ripple from 2, A talk, to 3, Tea"],
    [SMALL, { type: "ripple", source: "m1", target: "m2", note: "More" }, "Wrote a note on the ripple from 1, Hello, to 2, A talk"],
    [SMALL, { type: "unripple", source: "m1", target: "m2" }, "Removed the ripple from 1, Hello, to 2, A talk"],
    [SMALL, { type: "rupture", place: 0.2 }, "Marked a rupture on loop 1"],
    [SMALL, { type: "changeRupture", rupture: "r1", fields: { place: 0.2 } }, "Moved the rupture on loop 1"],
    [SMALL, { type: "changeRupture", rupture: "r1", fields: { cause: "haste" } }, "Named the cause of the rupture on loop 2"],
    [SMALL, { type: "changeRupture", rupture: "r1", fields: { label: "Rain" } }, "Wrote on the rupture on loop 2"],
    [OPEN, { type: "repair", rupture: "r1", mark: "m3" }, "Repaired: Rupture, by 3, Tea"],
    [SMALL, { type: "repair", rupture: "r1", mark: "" }, "Opened again: Rupture"],
    [SMALL, { type: "removeRupture", rupture: "r1" }, "Removed: Rupture"],
    [SMALL, { type: "loops", loops: 4 }, "Added a loop: now 4"],
    [SMALL, { type: "loops", loops: 2 }, "Took away a loop: now 2"],
    [SMALL, { type: "retitle", title: "Spring" }, "Changed the title"],
    [SMALL, { type: "retitle", alias: "Rosa" }, "Changed the made-up name"],
    [SMALL, { type: "begin", vocabulary: OURS }, "Began an empty spiral, Ours"],
  ];
  test.each(names.map(([spiral, action, name]) => [name, spiral, action] as const))("%s", (name, spiral, action) => {
    expect(edit(spiral, action).name).toBe(name);
  });
});

describe("what changes nothing is no step", () => {
  const idle: [string, Spiral, Action][] = [
    ["a mark moved to where it is", SMALL, { type: "move", mark: "m1", place: 0.5 }],
    ["a mark moved by less than a millionth", SMALL, { type: "move", mark: "m1", place: 0.5000004 }],
    ["a mark that is gone moved", SMALL, { type: "move", mark: "m9", place: 1 }],
    ["a mark that is gone changed", SMALL, { type: "change", mark: "m9", fields: { label: "x" } }],
    ["the same label", SMALL, { type: "change", mark: "m1", fields: { label: "Hello" } }],
    ["the same label but for what Python refuses", SMALL, { type: "change", mark: "m1", fields: { label: "Hel\u0007lo" } }],
    ["a mark that is gone removed", SMALL, { type: "remove", mark: "m9" }],
    ["a step of a kind that the vocabulary hasn't", SMALL, { type: "place", kind: "walk", place: 1 }],
    ["a ripple onto itself", SMALL, { type: "ripple", source: "m1", target: "m1" }],
    ["a ripple to a rupture", SMALL, { type: "ripple", source: "m1", target: "r1" }],
    ["a ripple from a mark that is gone", SMALL, { type: "ripple", source: "m9", target: "m1" }],
    ["a ripple drawn over a noted one", SMALL, { type: "ripple", source: "m1", target: "m2" }],
    ["a ripple with the note it has", SMALL, { type: "ripple", source: "m1", target: "m2", note: "Trust" }],
    ["a ripple removed the wrong way round", SMALL, { type: "unripple", source: "m2", target: "m1" }],
    ["a rupture that is gone changed", SMALL, { type: "changeRupture", rupture: "r9", fields: { label: "x" } }],
    ["a rupture moved to where it is", SMALL, { type: "changeRupture", rupture: "r1", fields: { place: 1.5 } }],
    ["a rupture that is gone repaired", SMALL, { type: "repair", rupture: "r9", mark: "m3" }],
    ["a rupture repaired by what repairs it", SMALL, { type: "repair", rupture: "r1", mark: "m3" }],
    ["a rupture repaired by a mark before it", SMALL, { type: "repair", rupture: "r1", mark: "m2" }],
    ["a rupture repaired by a mark that is gone", SMALL, { type: "repair", rupture: "r1", mark: "m9" }],
    ["an open rupture opened", OPEN, { type: "repair", rupture: "r1", mark: "" }],
    ["a rupture that is gone removed", SMALL, { type: "removeRupture", rupture: "r9" }],
    ["as many loops as there are", SMALL, { type: "loops", loops: 3 }],
    ["more loops than there may be", { ...SMALL, loops: MOST_LOOPS }, { type: "loops", loops: 13 }],
    ["no loop at all", { ...SMALL, loops: 1 }, { type: "loops", loops: 0 }],
    ["the same title", SMALL, { type: "retitle", title: "" }],
  ];
  test.each(idle)("%s", (_, spiral, action) => {
    expect(reduce(spiral, action)).toBeNull();
  });
});

test("no more marks than Python takes", () => {
  const marks = Array.from({ length: MOST_MARKS }, (_, i) => newMark({ id: `m${i + 1}`, kind: "tea", place: 1 }));
  expect(reduce({ ...EMPTY, marks }, { type: "place", kind: "tea", place: 1 })).toBeNull();
  expect(reduce({ ...EMPTY, marks: marks.slice(1) }, { type: "place", kind: "tea", place: 1 })).not.toBeNull();
});

describe("what goes too far stops at the end", () => {
  const places: [string, Action, number][] = [
    ["a mark at the line's end", { type: "move", mark: "m1", place: 99 }, 3],
    ["a mark at the line's beginning", { type: "move", mark: "m1", place: -1 }, 0],
    ["a repair at its rupture", { type: "move", mark: "m3", place: 0.1 }, 1.5],
    ["a rupture at its repair", { type: "changeRupture", rupture: "r1", fields: { place: 2.9 } }, 2.5],
    ["a rupture at the line's beginning", { type: "changeRupture", rupture: "r1", fields: { place: -2 } }, 0],
    ["a new mark", { type: "place", kind: "tea", place: 3.2 }, 3],
    ["a new rupture", { type: "rupture", place: -0.1 }, 0],
  ];
  test.each(places)("%s", (_, action, place) => {
    const { spiral, chosen } = edit(SMALL, action);
    expect([...spiral.marks, ...spiral.ruptures].find((part) => part.id === chosen)?.place).toBe(place);
  });

  test("an open rupture may lie behind every mark", () => {
    expect(edit(OPEN, { type: "changeRupture", rupture: "r1", fields: { place: 2.9 } }).spiral.ruptures[0]?.place).toBe(2.9);
  });
});

describe("texts arrive as Python takes them", () => {
  const label = (text: string) => edit(EMPTY, { type: "place", kind: "tea", fields: { label: text } }).spiral.marks[0]!.label;

  test.each([
    ["bell and escape", "a\u0007b\u001bc", "abc"], ["C1 controls", "a\u0085b\u009fc", "abc"], ["half a pair", "a\ud83db", "ab"],
    ["the other half", "a\udc69b", "ab"], ["a pair stays", "a👩b", "a👩b"], ["non-characters of every plane", "a\ufffe\u{1ffff}\u{10fffe}b", "ab"],
    ["old line ends", "a\r\nb\rc", "a\nb\nc"], ["tabs and line ends stay", "a\tb\nc", "a\tb\nc"],
    ["right-to-left text and its marks", "שלום\u200f", "שלום\u200f"], ["a family joined by joiners", "👩‍👩‍👧", "👩‍👩‍👧"],
  ])("%s", (_, given, wanted) => {
    expect(cleaned(given)).toBe(wanted);
  });

  test("a label is one line, a note keeps its lines", () => {
    expect(label("one\ntwo\tthree\r\nfour")).toBe("one two three four");
    const fields = { note: "one\r\n\ttwo" };
    expect(edit(SMALL, { type: "change", mark: "m1", fields }).spiral.marks[0]!.note).toBe("one\n\ttwo");
  });

  test("a label ends after 500 characters as Python counts them, no emoji cut in half", () => {
    expect(label("x".repeat(600))).toBe("x".repeat(500));
    expect(label("👩".repeat(600))).toBe("👩".repeat(500));
    expect(label(`${"x".repeat(499)}👩👩`)).toBe(`${"x".repeat(499)}👩`);
  });

  test.each([["title", 500], ["alias", 500]] as const)("the %s ends after %i", (field, longest) => {
    expect(edit(EMPTY, { type: "retitle", [field]: "x".repeat(30_000) }).spiral[field]).toHaveLength(longest);
  });

  test.each([["when", 500], ["note", 20_000], ["label", 500]] as const)("a rupture's %s ends after %i", (field, longest) => {
    const fields = { [field]: "x".repeat(30_000) };
    expect(edit(SMALL, { type: "changeRupture", rupture: "r1", fields }).spiral.ruptures[0]![field]).toHaveLength(longest);
    expect(edit(EMPTY, { type: "rupture", place: 1, fields }).spiral.ruptures[0]![field]).toHaveLength(longest);
  });

  test("a ripple's note ends after 20,000", () => {
    const note = "x".repeat(30_000);
    expect(edit(SMALL, { type: "ripple", source: "m2", target: "m3", note }).spiral.ripples[1]!.note).toHaveLength(20_000);
    expect(edit(SMALL, { type: "ripple", source: "m1", target: "m2", note }).spiral.ripples[0]!.note).toHaveLength(20_000);
  });

  test("whatever is typed, cleaning it twice is cleaning it once", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(cleaned(cleaned(text))).toBe(cleaned(text));
      expect(cleaned(text)).not.toMatch(/[^\P{Cc}\n\t]|\p{Cs}/u);
    }));
  });
});

describe("ids are fresh", () => {
  const idAfter = (ids: string[]) => {
    const marks = ids.map((id) => ({ id, kind: "tea", place: 1 }));
    return edit(fromPlain({ marks, vocabulary: OURS }), { type: "place", kind: "tea", place: 1 }).chosen;
  };
  test.each([
    [[], "m1"], [["m1", "m2"], "m3"], [["m2"], "m3"], [["m9", "m10"], "m11"], [["first", "m-1", "M7", "r5", "m3x"], "m1"],
    [["m007"], "m8"], [["m99999999999"], "m1"],
  ])("after %j comes %s", (ids, wanted) => {
    expect(idAfter(ids)).toBe(wanted);
  });

  test("marks and ruptures count on their own", () => {
    expect(edit(SMALL, { type: "rupture", place: 0 }).chosen).toBe("r2");
    expect(edit(SMALL, { type: "place", kind: "tea" }).chosen).toBe("m4");
  });
});

describe("runs of like edits are one step", () => {
  const key = (action: Action) => edit(SMALL, action).key;
  test("typing, moving and arrow keys in a list have a key of their own part and field", () => {
    expect(key({ type: "change", mark: "m1", fields: { label: "x" } })).toBe("label:m1");
    expect(key({ type: "change", mark: "m2", fields: { label: "x" } })).toBe("label:m2");
    expect(key({ type: "change", mark: "m1", fields: { note: "x" } })).toBe("note:m1");
    expect(key({ type: "move", mark: "m1", place: 2 })).toBe("move:m1");
    expect(key({ type: "changeRupture", rupture: "r1", fields: { place: 2 } })).toBe("rupture:place:r1");
    expect(key({ type: "change", mark: "m1", fields: { kind: "talk" } })).toBe("kind:m1");
    expect(key({ type: "changeRupture", rupture: "r1", fields: { cause: "x" } })).toBe("rupture:cause:r1");
    expect(key({ type: "repair", rupture: "r1", mark: "" })).toBe("repair:r1");
    expect(key({ type: "retitle", title: "x" })).toBe("title");
    expect(key({ type: "retitle", alias: "x" })).toBe("alias");
  });
  test("a single choice has none", () => {
    expect(key({ type: "change", mark: "m1", fields: { nurtures: ["help"] } })).toBeUndefined();
    expect(key({ type: "change", mark: "m1", fields: { holds: true } })).toBeUndefined();
    expect(key({ type: "place", kind: "tea" })).toBeUndefined();
  });
});

test("the next step goes a fifth of a loop on, and a full line gets a loop as long as it may", () => {
  expect(nextPlace(EMPTY)).toEqual({ loops: 3, place: 0.2 });
  expect(nextPlace(fromPlain({ loops: 1, marks: [{ id: "m1", kind: "tea", place: 0.8 }], vocabulary: OURS }))).toEqual({ loops: 1, place: 1 });
  expect(nextPlace(fromPlain({ loops: 1, marks: [{ id: "m1", kind: "tea", place: 0.9 }], vocabulary: OURS }))).toEqual({ loops: 2, place: 1.1 });
  expect(nextPlace(fromPlain({ loops: 12, marks: [{ id: "m1", kind: "tea", place: 11.9 }], vocabulary: OURS }))).toEqual({ loops: 12, place: 12 });
});

const place = fc.double({ min: -1, max: 13, noNaN: true });
const mark = fc.constantFrom("m1", "m2", "m3", "m4", "m9");
const broken = fc.constantFrom("r1", "r2", "r9");
const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record({ type: fc.constant("place" as const), kind: fc.constantFrom("tea", "talk", "walk"), place: fc.option(place, { nil: undefined }) }),
  fc.record({ type: fc.constant("move" as const), mark, place }),
  fc.record({ type: fc.constant("remove" as const), mark }),
  fc.record({ type: fc.constant("ripple" as const), source: mark, target: mark }),
  fc.record({ type: fc.constant("rupture" as const), place }),
  fc.record({ type: fc.constant("changeRupture" as const), rupture: broken, fields: fc.record({ place }) }),
  fc.record({ type: fc.constant("repair" as const), rupture: broken, mark: fc.oneof(mark, fc.constant("")) }),
  fc.record({ type: fc.constant("loops" as const), loops: fc.integer({ min: -1, max: 14 }) }),
);

test("whatever one does, Python would take the spiral, and the one before is as it was", () => {
  fc.assert(fc.property(fc.array(action, { maxLength: 30 }), (actions) => {
    let spiral = SMALL;
    for (const one of actions) {
      const before = JSON.stringify(spiral);
      const after = reduce(spiral, one)?.spiral ?? spiral;
      expect(JSON.stringify(spiral)).toBe(before);
      expect(problems(after)).toEqual([]);
      spiral = after;
    }
    expect(fromPlain(toPlain(spiral))).toEqual(spiral);
  }));
});

function problems(spiral: Spiral): string[] {
  const ids = new Map(spiral.marks.map((m) => [m.id, m.place]));
  const parts = [...spiral.marks, ...spiral.ruptures];
  const sorted = (places: number[]) => places.every((p, i) => i === 0 || places[i - 1]! <= p);
  const wrong: [string, boolean][] = [
    ["loops", spiral.loops < 1 || spiral.loops > MOST_LOOPS],
    ["place off the line", parts.some((p) => !(p.place >= 0 && p.place <= spiral.loops))],
    ["place too fine", parts.some((p) => Number(p.place.toFixed(6)) !== p.place)],
    ["order", !sorted(spiral.marks.map((m) => m.place)) || !sorted(spiral.ruptures.map((r) => r.place))],
    ["id twice", ids.size !== spiral.marks.length || new Set(spiral.ruptures.map((r) => r.id)).size !== spiral.ruptures.length],
    ["kind", spiral.marks.some((m) => !OURS.kinds.some((k) => k.id === m.kind))],
    ["ripple", spiral.ripples.some((r) => r.source === r.target || !ids.has(r.source) || !ids.has(r.target))],
    ["ripple twice", new Set(spiral.ripples.map((r) => `${r.source} ${r.target}`)).size !== spiral.ripples.length],
    ["repair", spiral.ruptures.some((r) => r.repair && !((ids.get(r.repair) ?? -1) >= r.place))],
  ];
  return wrong.filter(([, bad]) => bad).map(([name]) => name);
}
