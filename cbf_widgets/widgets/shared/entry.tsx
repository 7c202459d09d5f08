/** What anywidget calls: all views of a model share one store. */
import { render as draw, type ComponentType } from "preact";
import type { Kind } from "./backup";
import { asker, storeOf, type Ask, type Model } from "./model";
import type { Store } from "./store";

export interface Shared<Doc> {
  model: Model;
  store: Store<Doc>;
  ask: Ask;
}

/** The kernel counts views, to offer work again that nobody sees any more. */
function tellSeen(model: Model, by: 1 | -1): void {
  try {
    model.send({ ask: "seen", by, id: "" });
  } catch {
    // The kernel is gone, and with it the count.
  }
}

/** Called once per model, since anywidget gives `initialize` and `render` different wrappers of it. */
export function entry<Doc>(kind: Kind<Doc>, View: ComponentType<Shared<Doc>>) {
  return () => {
    let shared: Omit<Shared<Doc>, "model">;
    return {
      initialize({ model, signal }: { model: Model; signal: AbortSignal }) {
        shared = { store: storeOf(model, kind.trait, kind.fromPlain, kind.toPlain, signal), ask: asker(model, signal) };
      },
      render({ model, el }: { model: Model; el: HTMLElement }) {
        draw(<View model={model} {...shared} />, el);
        tellSeen(model, 1);
        return () => {
          draw(null, el);
          tellSeen(model, -1);
        };
      },
    };
  };
}
