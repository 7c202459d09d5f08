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

export type Ask = (question: Record<string, unknown>) => Promise<{ answer: Answer; files: DataView[] }>;

const NO_ANSWER = "The kernel isn't answering. Your work is kept in this browser; start the kernel and try again.";
const PATIENCE = 20_000;
let count = 0;

/** Send a question to the kernel; the promise holds its answer. */
export function asker(model: Model, signal: AbortSignal): Ask {
  return (question) =>
    new Promise((resolve) => {
      const id = `${Date.now()}-${(count += 1)}`;
      const finish = (answer: Answer, files: DataView[] = []) => {
        clearTimeout(timer);
        model.off("msg:custom", listen);
        resolve({ answer, files });
      };
      const listen = (message: Answer, files: DataView[]) => {
        if (message["answers"] === id) finish(message, files);
      };
      const timer = setTimeout(() => finish({ ok: false, said: NO_ANSWER }), PATIENCE);
      signal.addEventListener("abort", () => finish({ ok: false, said: NO_ANSWER }), { once: true });
      model.on("msg:custom", listen);
      model.send({ ...question, id });
    });
}

/** The store of a model's document, kept in step with the kernel until `signal` ends it. */
export function storeOf<Doc>(model: Model, trait: string, fromPlain: (plain: any) => Doc,
  toPlain: (doc: Doc) => unknown, signal: AbortSignal): Store<Doc> {
  let sending = false;
  const send = (doc: Doc, trail: Trail) => {
    sending = true;
    model.set(trait, toPlain(doc));
    model.set("history", trail);
    sending = false;
    model.save_changes();
  };
  const fetch = (step: number) => model.send({ ask: "go", step, id: "" });
  const store = new Store<Doc>(fromPlain(model.get(trait)), model.get("history"), send, fetch);
  const receive = () => {
    if (!sending) store.receive(fromPlain(model.get(trait)), model.get("history"));
  };
  for (const name of [`change:${trait}`, "change:history"]) {
    model.on(name, receive);
    signal.addEventListener("abort", () => model.off(name, receive));
  }
  return store;
}
