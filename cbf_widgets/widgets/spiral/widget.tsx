/** The spiral builder: picture and words side by side over one document. */
import { render as draw } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { useStore, useTrait } from "../shared/hooks";
import { asker, overhear, storeOf, type Ask, type Model } from "../shared/model";
import type { Store } from "../shared/store";
import { fromPlain, toPlain, type Spiral, type Vocabulary } from "./document";
import type { Concepts } from "./details";
import { Offers, useKept } from "./keeping";
import { useFocus, type Focus } from "./focus";
import { Outline } from "./outline";
import { Panels } from "./panels";
import { Picture } from "./picture";
import { reduce, type Action } from "./state";
import { Header, Hint, Palette } from "./tools";
import { fitting, keyed, type Hands, type View } from "./view";

interface Shared {
  store: Store<Spiral>;
  ask: Ask;
}

function Builder({ model, store, ask }: Shared & { model: Model }) {
  useStore(store);
  const spiral = store.doc;
  const root = useRef<HTMLDivElement>(null);
  const [wanted, setView] = useState<View>({ chosen: null, armed: spiral.marks.length ? null : (spiral.vocabulary.kinds[0]?.id ?? null), joining: null, panel: null });
  const view = fitting(wanted, spiral);
  const [last, setTold] = useState<{ said: string; ok: boolean; serial: number } | null>(null);
  const told = last?.said && last.serial === store.trail.serial ? last : null;
  const [spoken, setSpoken] = useState({ said: "", serial: -1 });
  const focus = useFocus(root);
  const concepts = useTrait<Concepts>(model, "concepts");
  const vocabularies = useTrait<Vocabulary[]>(model, "vocabularies");
  const say = (said: string) => setSpoken({ said, serial: store.trail.serial });
  const show = (change: Partial<View>, said?: string) => {
    setView((old) => ({ ...old, ...change }));
    if (change.panel) setTold(null);
    if (said) say(said);
  };
  const act = (action: Action) => {
    const edit = reduce(store.doc, action);
    if (!edit) return;
    store.commit({ doc: edit.spiral, name: edit.name, key: edit.key });
    if (edit.chosen) show({ chosen: edit.chosen });
  };
  const hands: Hands = { spiral, view, act, show, settle: () => store.settle() };
  const tell = (said: string, ok: boolean) => {
    setTold({ said, ok, serial: store.trail.serial });
    if (ok) say(said);
  };
  useEffect(() => overhear(model, tell), [model]);
  useEffect(() => void (root.current!.dataset["ready"] = "true"), []);

  return (
    <div ref={root} class="cbf cbf-spiral" onFocusIn={focus.follow}
      onKeyDown={(event) => onKey(event, hands, store, focus)}>
      <Header hands={hands} store={store} kept={useKept(model, store)} onPresent={() => void present(root.current!)} />
      <Offers model={model} store={store} ask={ask} tell={tell} />
      {told && <p class="cbf-told" data-ok={told.ok} role={told.ok ? undefined : "alert"} dir="auto">{told.said}</p>}
      <Panels hands={hands} store={store} ask={ask} tell={tell} vocabularies={vocabularies} />
      <Palette hands={hands} />
      <div class="cbf-both">
        <div class="cbf-stage"><Hint hands={hands} /><Picture hands={hands} /></div>
        <Outline hands={hands} concepts={concepts} />
      </div>
      <p class="cbf-unseen" role="status" aria-live="polite">{spoken.serial === store.trail.serial ? spoken.said : store.said}</p>
    </div>
  );
}

/**
 * Keys: undo and redo anywhere but in a text; the rest on the picture. JupyterLab listens further out, and hears only
 * those with Ctrl; `data-lm-suppress-shortcuts` would keep Ctrl+S from it too.
 */
function onKey(event: KeyboardEvent, hands: Hands, store: Store<Spiral>, focus: Focus): void {
  const target = event.target as Element;
  const typing = target.matches("input[type=text], textarea");
  const held = event.ctrlKey || event.metaKey || event.altKey;
  if (held && event.key !== "Enter" && !/^[zy]$/i.test(event.key)) return;
  event.stopPropagation();
  const what = held ? (typing ? null : stepped(event, store)) : meant(event, hands, focus);
  if (!what) return;
  event.preventDefault();
  what();
}

function stepped(event: KeyboardEvent, store: Store<Spiral>): (() => void) | null {
  if (event.altKey || event.key === "Enter") return null;
  return () => (event.key.toLowerCase() === "y" || event.shiftKey ? store.redo() : store.undo());
}

/** What a key means where it is pressed: on the picture, or in the words about what is chosen. */
function meant(event: KeyboardEvent, hands: Hands, focus: Focus): (() => void) | null {
  const target = event.target as Element;
  if (target.matches(".cbf-picture svg")) {
    const name = () => target.closest(".cbf")!.querySelector<HTMLElement>(".cbf-details input")?.focus();
    return keyed(hands, event.key, event.shiftKey) ?? (event.key === "Enter" ? name : null);
  }
  const ends = event.key === "Escape" || (event.key === "Enter" && target.matches("input[type=text]"));
  if (ends && target.closest(".cbf-details")) return focus.back;
  return event.key === "Escape" ? () => hands.show({ joining: null, armed: null, panel: null }) : null;
}

async function present(root: HTMLElement): Promise<void> {
  if (document.fullscreenElement) await document.exitFullscreen();
  else await root.requestFullscreen();
}

/** The kernel counts views, to offer work again that nobody sees any more. */
function tellSeen(model: Model, by: 1 | -1): void {
  try {
    model.send({ ask: "seen", by, id: "" });
  } catch {
    // The kernel is gone, and with it the count.
  }
}

/** Called once per model: all its views share one store. */
export default () => {
  let shared: Shared;
  return {
    initialize({ model, signal }: { model: Model; signal: AbortSignal }) {
      shared = { store: storeOf(model, "spiral", fromPlain, toPlain, signal), ask: asker(model, signal) };
    },
    render({ model, el }: { model: Model; el: HTMLElement }) {
      draw(<Builder model={model} {...shared} />, el);
      tellSeen(model, 1);
      return () => {
        draw(null, el);
        tellSeen(model, -1);
      };
    },
  };
};
