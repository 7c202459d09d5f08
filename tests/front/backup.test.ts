import { beforeEach, describe, expect, test } from "vitest";
import { Slot } from "../../cbf_widgets/widgets/shared/backup";

class Memory {
  private readonly items = new Map<string, string>();
  getItem = (key: string) => this.items.get(key) ?? null;
  setItem = (key: string, value: string) => void this.items.set(key, value);
  removeItem = (key: string) => void this.items.delete(key);
  key = (i: number) => [...this.items.keys()][i] ?? null;
  get length() {
    return this.items.size;
  }
}

let memory: Memory;
const slot = (path = "/lab/tree/a.ipynb") => new Slot("spiral", memory, path);

beforeEach(() => void (memory = new Memory()));

describe("what the browser keeps", () => {
  test("is offered by others once its widget is gone, and not before", () => {
    const [mine, other] = [slot(), slot()];
    mine.write({ title: "Ours" });
    expect(other.left()).toEqual([]);
    mine.leave();
    expect(other.left().map((one) => one.document)).toEqual([{ title: "Ours" }]);
  });

  test("outlives what other widgets keep and clear", () => {
    const lost = slot();
    lost.write({ title: "Lost" });
    lost.leave();
    const other = slot();
    other.write({ title: "Other" });
    other.clear();
    expect(other.left().map((one) => one.document["title"])).toEqual(["Lost"]);
  });

  test("is gone once it is cleared by name", () => {
    const lost = slot();
    lost.write({});
    lost.leave();
    const other = slot();
    other.clear(lost.id);
    expect(other.left()).toEqual([]);
  });

  test("stays with its notebook", () => {
    const elsewhere = slot("/lab/tree/b.ipynb");
    elsewhere.write({});
    elsewhere.leave();
    expect(slot().left()).toEqual([]);
  });

  test("survives an entry that can't be read", () => {
    memory.setItem("cbf-backup:spiral:/lab/tree/a.ipynb:broken", "{");
    const lost = slot();
    lost.write({ title: "Whole" });
    lost.leave();
    expect(slot().left().map((one) => one.document)).toEqual([{ title: "Whole" }]);
  });

  test("does without a storage that refuses", () => {
    const refusing = { ...memory, length: 0, setItem: () => { throw new Error("full"); } };
    const careful = new Slot("spiral", refusing, "/");
    expect(() => careful.write({})).not.toThrow();
    expect(careful.left()).toEqual([]);
  });
});
