/** The spiral builder: picture and words side by side over one document. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { Kind } from "../shared/backup";
import { useStore, useTrait } from "../shared/hooks";
import { Offers, useKept } from "../shared/keeping";
import { present } from "../shared/actions";
import { entry, type Shared } from "../shared/entry";
import { onKey } from "../shared/keys";
import { overhear } from "../shared/model";
import { fromPlain, summary, toPlain, type Spiral, type Vocabulary } from "./document";
import type { Concepts } from "./details";
import { useFocus, type Focus } from "./focus";
import { Outline } from "./outline";
import { Panels } from "./panels";
import { Picture } from "./picture";
import { reduce, type Action } from "./state";
import { Header, Hint, Palette } from "./tools";
import { fitting, keyed, type Hands, type View } from "./view";

const KIND: Kind<Spiral> = {
  trait: "spiral", fromPlain, toPlain,
  sound: (spiral) => Array.isArray(spiral.vocabulary.kinds) && Number.isInteger(spiral.loops),
  about: (spiral) => `${spiral.title || "no title"}, ${summary(spiral)}`,
};

function Builder({ model, store, ask }: Shared<Spiral>) {
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
      onKeyDown={(event) => onKey(event, store, () => meant(event, hands, focus))}>
      <Header hands={hands} store={store} kept={useKept(KIND, model, store)} onPresent={() => void present(root.current!)} />
      <Offers kind={KIND} model={model} store={store} ask={ask} tell={tell} />
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

/** Called once per model: all its views share one store. */
export default entry(KIND, Builder);
