/** Between anywidget's model and the front end: one store per model, questions that the kernel answers. */
import type { AnyModel } from "@anywidget/types";
import { Store, type Trail } from "./store";

export type Model = AnyModel<any>;

export interface Answer {
  ok: boolean;
  /** What went wrong or right, in words. */
  said?: string;
  [name: string]: unknown;
}

export interface Reply {
  answer: Answer;
  files: DataView[];
}

/** The reply, or word that none came in time; `late` takes one that comes after that. */
export type Ask = (question: Record<string, unknown>, late?: (reply: Reply) => void) => Promise<Reply>;

const NO_ANSWER = "The kernel isn't answering. If a cell is running, wait for it; else start the kernel. Then try again. Your work is kept in this browser.";
const NOT_YET = "The kernel isn't answering yet. If a cell is running, this comes after it; else start the kernel and try again. Your work is kept in this browser.";
const PATIENCE = 20_000;
let count = 0;

/** Send a question to the kernel; the promise holds its answer. */
export function asker(model: Model, signal: AbortSignal): Ask {
  return (question, late) =>
    new Promise((resolve) => {
      const id = `${Date.now()}-${(count += 1)}`;
      let reply: (reply: Reply) => void = resolve;
      const stop = () => {
        clearTimeout(timer);
        signal.removeEventListener("abort", giveUp);
        model.off("msg:custom", listen);
      };
      const giveUp = () => {
        if (!late || signal.aborted) stop();
        resolve({ answer: { ok: false, said: late ? NOT_YET : NO_ANSWER }, files: [] });
        if (late) reply = late;
      };
      const listen = (answer: Answer, files: DataView[]) => {
        if (answer["answers"] !== id) return;
        stop();
        reply({ answer, files });
      };
      const timer = setTimeout(giveUp, PATIENCE);
      if (signal.aborted) return giveUp();
      signal.addEventListener("abort", giveUp);
      model.on("msg:custom", listen);
      model.send({ ...question, id });
    });
}

/** Hear what the kernel says without being asked, such as why it can't use what was sent; the result ends it. */
export function overhear(model: Model, listener: (said: string, ok: boolean) => void): () => void {
  const listen = ({ answers, said, ok }: Answer) => {
    if (answers === "" && said) listener(said, ok);
  };
  model.on("msg:custom", listen);
  return () => model.off("msg:custom", listen);
}

function sameTrail(one: Trail, other: Trail): boolean {
  return one.serial === other.serial && one.at === other.at && one.names.at(-1) === other.names.at(-1);
}

/** The store of a model's document, kept in step with the kernel until `signal` ends it. */
export function storeOf<Doc>(model: Model, trait: string, fromPlain: (plain: any) => Doc,
  toPlain: (doc: Doc) => unknown, signal: AbortSignal): Store<Doc> {
  let sending = false;
  let known: Trail = model.get("history");
  let seen: unknown = model.get(trait);
  const send = (doc: Doc, trail: Trail) => {
    sending = true;
    known = trail;
    seen = toPlain(doc);
    model.set(trait, seen);
    model.set("history", trail);
    sending = false;
    model.save_changes();
  };
  const fetch = (step: number) => model.send({ ask: "go", step, id: "" });
  const store = new Store<Doc>(fromPlain(model.get(trait)), known, send, fetch);
  const receive = () => {
    if (sending) return;
    known = model.get("history");
    seen = model.get(trait);
    store.receive(fromPlain(seen), known);
  };
  /**
   * The kernel sends a history with every document, in either order; without one, a widget linked in the page has
   * set it.
   */
  const receiveDoc = () => {
    if (sending || model.get(trait) === seen) return;
    if (!sameTrail(model.get("history"), known)) return receive();
    store.commit({ doc: fromPlain(model.get(trait)), name: "Set by a linked widget" });
  };
  const listeners = { [`change:${trait}`]: receiveDoc, "change:history": receive };
  for (const [name, listener] of Object.entries(listeners)) {
    model.on(name, listener);
    signal.addEventListener("abort", () => model.off(name, listener));
  }
  return store;
}
