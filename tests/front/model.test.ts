/** The border to the kernel, with a model that stands in for anywidget's. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { asker, overhear, storeOf, type Answer, type Model } from "../../cbf_widgets/widgets/shared/model";
import type { Trail } from "../../cbf_widgets/widgets/shared/store";

type Listener = (...given: any[]) => void;

/** Traits, messages and listeners as anywidget's model has them; `log` tells what went to the kernel. */
class Fake {
  readonly log: unknown[] = [];
  private readonly listeners = new Map<string, Set<Listener>>();
  private pending: Record<string, unknown> = {};

  constructor(private readonly traits: Record<string, unknown>) {}

  get(name: string): unknown {
    return this.traits[name];
  }

  set(name: string, value: unknown): void {
    this.pending[name] = value;
    this.change({ [name]: value });
  }

  save_changes(): void {
    this.log.push({ saved: this.pending });
    this.pending = {};
  }

  send(message: unknown): void {
    this.log.push({ sent: message });
  }

  on(name: string, listener: Listener): void {
    this.listeners.set(name, (this.listeners.get(name) ?? new Set()).add(listener));
  }

  off(name: string, listener: Listener): void {
    this.listeners.get(name)?.delete(listener);
  }

  /** All traits are set before anyone hears of it, as in ipywidgets; equal values are no change. */
  change(traits: Record<string, unknown>): void {
    const changed = Object.keys(traits).filter((name) => JSON.stringify(traits[name]) !== JSON.stringify(this.traits[name]));
    Object.assign(this.traits, traits);
    for (const name of changed) this.emit(`change:${name}`);
  }

  emit(name: string, ...given: unknown[]): void {
    for (const listener of [...(this.listeners.get(name) ?? [])]) listener(...given);
  }

  get heard(): number {
    return [...this.listeners.values()].reduce((sum, set) => sum + set.size, 0);
  }
}

const asModel = (fake: Fake) => fake as unknown as Model;
const BEGAN: Trail = { names: ["Began"], at: 0, serial: 0 };

describe("the store of a model", () => {
  const made = () => {
    const fake = new Fake({ cup: { n: 0 }, history: BEGAN });
    const owner = new AbortController();
    const store = storeOf<number>(asModel(fake), "cup", (plain) => plain.n, (n) => ({ n }), owner.signal);
    return { fake, owner, store };
  };

  test("begins with the model's document and history", () => {
    const { store, fake } = made();
    expect([store.doc, store.trail]).toEqual([0, BEGAN]);
    expect(fake.log).toEqual([]);
  });

  test("sends document and history together, once per commit", () => {
    const { store, fake } = made();
    store.commit({ doc: 1, name: "One" });
    expect(fake.log).toEqual([{ saved: { cup: { n: 1 }, history: { names: ["Began", "One"], at: 1, serial: 1 } } }]);
  });

  test("doesn't take its own sending for word from the kernel", () => {
    const { store } = made();
    let heard = 0;
    store.subscribe(() => (heard += 1));
    store.commit({ doc: 1, name: "One", key: "k" });
    store.commit({ doc: 2, name: "Two", key: "k" });
    expect(heard).toBe(2);
    expect(store.trail.names).toEqual(["Began", "Two"]);
  });

  test("shows what the kernel sets, and sends nothing back", () => {
    const { store, fake } = made();
    fake.change({ cup: { n: 7 }, history: { names: ["Began", "Set from Python"], at: 1, serial: 1 } });
    expect([store.doc, store.said, store.canUndo]).toEqual([7, "Set from Python", true]);
    expect(fake.log).toEqual([]);
  });

  test("takes the history before the document as well as after it", () => {
    const { store, fake } = made();
    fake.change({ history: { names: ["Began", "Set from Python"], at: 1, serial: 1 }, cup: { n: 7 } });
    expect([store.doc, store.trail.names]).toEqual([7, ["Began", "Set from Python"]]);
    expect(fake.log).toEqual([]);
  });

  test("follows the kernel's undo, also to an equal document", () => {
    const { store, fake } = made();
    store.commit({ doc: 0, name: "Nothing new" });
    fake.change({ history: { names: ["Began", "Nothing new"], at: 0, serial: 2 } });
    expect(store.trail.at).toBe(0);
    expect(store.canRedo).toBe(true);
  });

  test("goes back to what holds when the kernel refuses a commit", () => {
    const { store, fake } = made();
    store.commit({ doc: 1, name: "One" });
    store.commit({ doc: -1, name: "Bad" });
    fake.change({ cup: { n: 1 }, history: { names: ["Began", "One"], at: 1, serial: 1 } });
    expect([store.doc, store.trail.names]).toEqual([1, ["Began", "One"]]);
    expect(store.trail.serial).toBe(2);
    store.commit({ doc: 2, name: "Two" });
    expect(store.trail).toEqual({ names: ["Began", "One", "Two"], at: 2, serial: 3 });
  });

  test("Python's change while a commit is under way is taken for Python's", () => {
    const { store, fake } = made();
    store.commit({ doc: 1, name: "One" });
    fake.change({ cup: { n: 7 }, history: { names: ["Began", "Set from Python"], at: 1, serial: 1 } });
    expect([store.doc, store.trail.names]).toEqual([7, ["Began", "Set from Python"]]);
    expect(fake.log).toHaveLength(1);
  });

  test("makes a step of what a linked widget sets, so that it can be undone", () => {
    const { store, fake } = made();
    store.commit({ doc: 1, name: "One" });
    fake.set("cup", { n: 5 });
    expect([store.doc, store.trail.names]).toEqual([5, ["Began", "One", "Set by a linked widget"]]);
    expect(fake.log.at(-1)).toEqual({ saved: { cup: { n: 5 }, history: store.trail } });
    store.undo();
    expect(store.doc).toBe(1);
    expect(fake.get("cup")).toEqual({ n: 1 });
  });

  test("two linked both ways come to rest on the same document", () => {
    const [one, other] = [made(), made()];
    one.fake.on("change:cup", () => other.fake.set("cup", one.fake.get("cup")));
    other.fake.on("change:cup", () => one.fake.set("cup", other.fake.get("cup")));
    one.store.commit({ doc: 3, name: "Three" });
    other.store.commit({ doc: 4, name: "Four" });
    expect([one.store.doc, other.store.doc]).toEqual([4, 4]);
    expect(one.store.trail.names).toEqual(["Began", "Three", "Set by a linked widget"]);
    expect(other.store.trail.names).toEqual(["Began", "Set by a linked widget", "Four"]);
  });

  test("asks the kernel for a step that it hasn't itself", () => {
    const { store, fake } = made();
    fake.change({ cup: { n: 7 }, history: { names: ["Began", "A", "B"], at: 2, serial: 9 } });
    store.undo();
    expect(fake.log).toEqual([{ sent: { ask: "go", step: 1, id: "" } }]);
  });

  test("listens no more once its owner is gone", () => {
    const { store, fake, owner } = made();
    expect(fake.heard).toBe(2);
    owner.abort();
    expect(fake.heard).toBe(0);
    fake.change({ cup: { n: 7 }, history: { names: ["Began", "x"], at: 1, serial: 1 } });
    expect(store.doc).toBe(0);
  });
});

describe("a question to the kernel", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const made = () => {
    const fake = new Fake({});
    const owner = new AbortController();
    const ask = asker(asModel(fake), owner.signal);
    const id = (i: number) => (fake.log[i] as { sent: { id: string } }).sent.id;
    return { fake, owner, ask, id };
  };

  /** What a promise holds so far; "open" when nothing. */
  const now = <T>(promise: Promise<T>) => Promise.race([promise, Promise.resolve("open" as const)]);

  test("is sent with an id and ended by its own answer, files included", async () => {
    const { fake, ask, id } = made();
    const asked = ask({ ask: "export", format: "pdf" });
    expect(fake.log).toEqual([{ sent: { ask: "export", format: "pdf", id: id(0) } }]);
    const file = new DataView(new ArrayBuffer(3));
    fake.emit("msg:custom", { ok: true, name: "a.pdf", answers: id(0) }, [file]);
    expect(await now(asked)).toEqual({ answer: { ok: true, name: "a.pdf", answers: id(0) }, files: [file] });
    expect(fake.heard).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("is not ended by another's answer, nor by word that nobody asked for", async () => {
    const { fake, ask, id } = made();
    const [one, other] = [ask({ ask: "list" }), ask({ ask: "name" })];
    expect(id(0)).not.toBe(id(1));
    fake.emit("msg:custom", { ok: false, said: "refused", answers: "" }, []);
    fake.emit("msg:custom", { ok: true, name: "mine", answers: id(1) }, []);
    expect(await now(one)).toBe("open");
    expect(await now(other)).toMatchObject({ answer: { name: "mine" } });
    fake.emit("msg:custom", { ok: true, files: [], answers: id(0) }, []);
    expect(await now(one)).toMatchObject({ answer: { files: [] } });
  });

  test("is given up after a while, and an answer that comes later is not heard", async () => {
    const { fake, ask, id } = made();
    const asked = ask({ ask: "save", name: "mine" });
    await vi.advanceTimersByTimeAsync(19_000);
    expect(await now(asked)).toBe("open");
    await vi.advanceTimersByTimeAsync(2_000);
    const { answer, files } = await asked;
    expect(answer.ok).toBe(false);
    expect(answer.said).toMatch(/kernel isn.t answering/);
    expect(files).toEqual([]);
    expect(fake.heard).toBe(0);
    fake.emit("msg:custom", { ok: true, answers: id(0) }, []);
    expect((await asked).answer.ok).toBe(false);
  });

  test("whose answer is awaited for longer is given up all the same, and a late answer is handed over once", async () => {
    const { fake, ask, id } = made();
    const came: unknown[] = [];
    const asked = ask({ ask: "export" }, (reply) => came.push(reply));
    await vi.advanceTimersByTimeAsync(21_000);
    expect((await asked).answer).toMatchObject({ ok: false, said: expect.stringMatching(/isn.t answering yet/) });
    const file = new DataView(new ArrayBuffer(3));
    const answer = { ok: true, name: "a.pdf", answers: id(0) };
    fake.emit("msg:custom", answer, [file]);
    fake.emit("msg:custom", answer, [file]);
    expect(came).toEqual([{ answer, files: [file] }]);
    expect(fake.heard).toBe(0);
  });

  test("that came in time is not handed over as late too", async () => {
    const { fake, ask, id } = made();
    const asked = ask({ ask: "export" }, () => { throw new Error("late"); });
    fake.emit("msg:custom", { ok: true, answers: id(0) }, []);
    expect((await asked).answer.ok).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("that is awaited for longer ends with its owner too", async () => {
    const { fake, owner, ask } = made();
    const asked = ask({ ask: "export" }, () => { throw new Error("late"); });
    await vi.advanceTimersByTimeAsync(21_000);
    expect((await asked).answer.ok).toBe(false);
    owner.abort();
    expect(fake.heard).toBe(0);
  });

  test("ends with its owner", async () => {
    const { fake, owner, ask } = made();
    const asked = ask({ ask: "list" });
    owner.abort();
    expect((await asked).answer.ok).toBe(false);
    expect(fake.heard).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("is not sent once its owner is gone", async () => {
    const { fake, owner, ask } = made();
    owner.abort();
    expect((await ask({ ask: "list" })).answer.ok).toBe(false);
    expect(fake.log).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("leaves nothing behind with its owner once it is answered", async () => {
    const { fake, owner, ask, id } = made();
    const removed = vi.spyOn(owner.signal, "removeEventListener");
    const asked = ask({ ask: "list" });
    fake.emit("msg:custom", { ok: true, answers: id(0) }, []);
    await asked;
    expect(removed).toHaveBeenCalledTimes(1);
  });
});

test("what the kernel says unasked is heard until one listens no more; silence and answers are not", () => {
  const fake = new Fake({});
  const heard: unknown[] = [];
  const stop = overhear(asModel(fake), (said, ok) => heard.push([said, ok]));
  const say = (message: Partial<Answer>) => fake.emit("msg:custom", message, []);
  say({ ok: false, said: "marks[0].label: expected …", answers: "" });
  say({ ok: true, answers: "" });
  say({ ok: true, said: "Saved", answers: "1-1" });
  expect(heard).toEqual([["marks[0].label: expected …", false]]);
  stop();
  say({ ok: false, said: "again", answers: "" });
  expect(heard).toHaveLength(1);
});
