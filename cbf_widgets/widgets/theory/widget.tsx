/** The explorer of theories of change: one at a time, its arrows and what they assume; or several side by side. */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { present } from "../shared/actions";
import type { Kind } from "../shared/backup";
import { entry, type Shared } from "../shared/entry";
import { useStore, useTrait } from "../shared/hooks";
import { Offers, useKept } from "../shared/keeping";
import { onKey } from "../shared/keys";
import { overhear, type Model } from "../shared/model";
import { Compare } from "./compare";
import { fromPlain, NO_THEORY, shippedFrom, toPlain, type Loose, type Work } from "./document";
import { allTheories, codingNow } from "./edits";
import { useFocus } from "./focus";
import { One } from "./one";
import { reduce, type Action } from "./state";
import { Header, Panels } from "./tools";
import { fitting, NO_VIEW, type Hands, type Mode, type View } from "./view";

const KIND: Kind<Work> = {
  trait: "work", fromPlain, toPlain,
  sound: (work) => work.theories.every((theory) => Array.isArray(theory.columns) && Array.isArray(theory.items)),
  about: (work) => about(work),
};

function about(work: Work): string {
  const some = (n: number, one: string, more: string) => `${n === 0 ? "no" : n} ${n === 1 ? one : more}`;
  const arrows = work.theories.reduce((sum, theory) => sum + theory.links.length, 0);
  return `${work.title || "no title"}, ${some(work.theories.length, "theory", "theories")} changed or made, ${some(arrows, "arrow", "arrows")}`;
}

/** The view, of which `shown`, `mode` and `compared` are the kernel's too. */
function useView(model: Model): [View, (change: Partial<View>) => void] {
  const shown = useTrait<string>(model, "shown");
  const mode = useTrait<Mode>(model, "mode");
  const compared = useTrait<string[]>(model, "compared");
  const [own, set] = useState<View>(NO_VIEW);
  // Items of two theories may have one id: what is chosen in one isn't in another that Python shows.
  const ours = useRef(shown);
  useEffect(() => {
    if (ours.current !== shown) set((old) => ({ ...old, item: null, link: null, from: null, teach: null }));
    ours.current = shown;
  }, [shown]);
  const change = (fields: Partial<View>) => {
    if (fields.shown !== undefined) ours.current = fields.shown;
    set((old) => ({ ...old, ...fields }));
    const both = (["shown", "mode", "compared"] as const).filter((name) => name in fields && fields[name] !== model.get(name));
    for (const name of both) model.set(name, fields[name]);
    if (both.length) model.save_changes();
  };
  return [{ ...own, shown, mode, compared: compared ?? [] }, change];
}

function Explorer({ model, store, ask }: Shared<Work>) {
  useStore(store);
  const root = useRef<HTMLDivElement>(null);
  const plain = useTrait<Loose>(model, "shipped");
  const shipped = useMemo(() => shippedFrom(plain ?? {}), [plain]);
  const theories = useMemo(() => allTheories(store.doc, shipped.theories), [store.doc, shipped]);
  const coding = useMemo(() => codingNow(store.doc, shipped.coding), [store.doc, shipped]);
  const [wanted, change] = useView(model);
  const theory = theories.find((one) => one.id === wanted.shown) ?? theories[0] ?? NO_THEORY;
  const view = fitting(wanted, theory);
  const [last, setTold] = useState<{ said: string; ok: boolean; serial: number } | null>(null);
  const told = last?.said && last.serial === store.trail.serial ? last : null;
  const [spoken, setSpoken] = useState({ said: "", serial: -1 });
  const say = (said: string) => setSpoken({ said, serial: store.trail.serial });
  const tell = (said: string, ok: boolean) => {
    setTold({ said, ok, serial: store.trail.serial });
    if (ok) say(said);
  };
  const follow = useFocus(root);
  useEffect(() => overhear(model, tell), [model]);
  useEffect(() => void (root.current!.dataset["ready"] = "true"), []);
  const show = (fields: Partial<View>, said?: string) => {
    change(fields);
    if (fields.panel) setTold(null);
    if (said) say(said);
  };
  const act = (action: Action) => {
    const edit = reduce(store.doc, shipped, theory.id, action);
    if (!edit) return null;
    store.commit({ doc: edit.work, name: edit.name, key: edit.key });
    const { item, link, shown } = edit;
    if (shown) show({ shown, item: null, link: null });
    else if (link) show({ link });
    else if (item) show({ item, link: null });
    return edit;
  };
  const hands: Hands = { model, store, ask, tell, work: store.doc, shipped, theories, theory, coding, view, act, show, settle: () => store.settle() };
  return (
    <div ref={root} class="cbf cbf-theory" data-mode={view.mode} onFocusIn={follow} onKeyDown={(event) => onKey(event, store, () => meant(event, hands))}>
      <Header hands={hands} kept={useKept(KIND, model, store)} onPresent={() => void present(root.current!)} />
      <Offers kind={KIND} model={model} store={store} ask={ask} tell={tell} />
      {told && <p class="cbf-told" data-ok={told.ok} role={told.ok ? undefined : "alert"} dir="auto">{told.said}</p>}
      <Panels hands={hands} />
      {view.mode === "compare" ? <Compare hands={hands} /> : <One hands={hands} />}
      <p class="cbf-unseen" role="status" aria-live="polite">{spoken.serial === store.trail.serial ? spoken.said : store.said}</p>
    </div>
  );
}

/** What a key means anywhere; parts that hear it first keep it. */
function meant(event: KeyboardEvent, hands: Hands): (() => void) | null {
  if (event.key !== "Escape") return null;
  return () => hands.show({ panel: null, from: null });
}

export default entry(KIND, Explorer);
