/** The contagion lab: a run on its network, many runs beside it, and every assumption. */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { present } from "../shared/actions";
import type { Kind } from "../shared/backup";
import { entry, type Shared } from "../shared/entry";
import { useStore, useTrait } from "../shared/hooks";
import { Offers, useKept } from "../shared/keeping";
import { onKey } from "../shared/keys";
import { overhear, type Model } from "../shared/model";
import type { Store } from "../shared/store";
import { Assumptions } from "./assumptions";
import { Chart } from "./chart";
import { Compare } from "./compare";
import { Counts } from "./counts";
import { fromPlain, summary, toPlain, type Assumption, type Plan, type Study } from "./document";
import { fromKernel, type Facts, type Found } from "./facts";
import { Network } from "./network";
import { Controls, Sentence, usePlayer } from "./play";
import type { Player } from "./player";
import { Score } from "./score";
import { fitting, reduce, type Action } from "./state";
import { Header, Panels } from "./tools";
import { Trying } from "./trying";
import { Twelve } from "./twelve";
import { contactWords, heading, runName, type Hands, type Panel, type View } from "./view";
import { Words } from "./words";

const KIND: Kind<Study> = {
  trait: "study", fromPlain, toPlain,
  sound: (study) => study.network.steps.length > 0 && Number.isInteger(study.network.loops),
  about: (study) => `${study.title || "no title"}, ${summary(study)}`,
};

interface Trial {
  study: Study;
  found: Found | null;
}

/** What a slider would bring about: the study as it would be, and the kernel's answer to the newest question that came. */
function useTrial(store: Store<Study>, ask: Shared<Study>["ask"], facts: Facts | null) {
  const [trial, set] = useState<Trial | null>(null);
  const trying = useMemo(() => new Trying(ask, (found) => set((old) => old && { ...old, found })), [ask]);
  const end = () => {
    trying.forget();
    set(null);
  };
  // The answer stays on screen until the kernel has found the same for good.
  useEffect(() => { if (facts && facts.serial >= store.trail.serial) end(); }, [facts]);
  const attempt = (action: Action) => {
    const study = reduce(store.doc, action)?.study ?? store.doc;
    set((old) => ({ study, found: old?.found ?? null }));
    trying.want(study);
  };
  return { trial, attempt, end, keep: () => set((old) => old && { ...old, study: store.doc }) };
}

function Lab({ model, store, ask }: Shared<Study>) {
  useStore(store);
  const plain = useTrait<Record<string, unknown>>(model, "facts");
  const facts = useMemo(() => (plain?.["bands"] ? fromKernel(plain) : null), [plain]);
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => { if (facts) root.current!.dataset["ready"] = "true"; }, [facts !== null]);
  return (
    <div ref={root} class="cbf cbf-lab" data-serial={facts?.serial} data-late={facts && facts.serial < store.trail.serial ? true : undefined}>
      {facts ? <Bench model={model} store={store} ask={ask} facts={facts} root={root} /> : <p role="status">The kernel is running the first runs…</p>}
    </div>
  );
}

interface BenchProps extends Shared<Study> {
  facts: Facts;
  root: { current: HTMLDivElement | null };
}

function Bench({ model, store, ask, facts, root }: BenchProps) {
  const [view, setView] = useState<View>({ scope: {}, panel: null });
  const [last, setTold] = useState<{ said: string; ok: boolean; serial: number } | null>(null);
  const told = last?.said && last.serial === store.trail.serial ? last : null;
  const [spoken, setSpoken] = useState({ said: "", serial: -1 });
  const abouts = useTrait<Assumption[]>(model, "assumptions");
  const plans = useTrait<Plan[]>(model, "plans");
  const player = usePlayer(facts.contacts);
  const { trial, attempt, end, keep } = useTrial(store, ask, facts);
  const study = trial?.study ?? store.doc;
  const say = (said: string) => setSpoken({ said, serial: store.trail.serial });
  const tell = (said: string, ok: boolean) => {
    setTold({ said, ok, serial: store.trail.serial });
    if (ok) say(said);
  };
  useEffect(() => overhear(model, tell), [model]);
  const act = (action: Action) => {
    const edit = reduce(store.doc, action);
    if (!edit) return end();
    store.commit({ doc: edit.study, name: edit.name, key: edit.key });
    keep();
  };
  const { scope } = { scope: fitting(view.scope, study) };
  const open = (panel: Panel) => { setView((old) => ({ ...old, panel })); if (panel) setTold(null); };
  const hands: Hands = {
    study, facts, abouts, scope, contact: player.contact, playing: player.playing, act, attempt, settle: () => store.settle(),
    choose: (next, said) => { setView((old) => ({ ...old, scope: next })); if (said) say(said); },
    seek: (contact) => player.seek(contact),
    showRun: (run) => showRun(model, run),
  };
  useAnnounced(hands, say);
  const found = trial?.found && trial.found.bands.length === facts.bands.length ? trial.found : facts;
  const near = (contact: number, loops: number) => void ask({ ask: "near", contact, loops }).then(({ answer }) => {
    player.seek(contact);
    if (answer.ok) showRun(model, Number(answer["run"]));
    else tell(answer.said ?? "", false);
  });
  // While a slider moves, only what it changes is drawn anew.
  const left = useMemo(() => <OneRun hands={hands} player={player} />, [facts, player.contact, player.playing, scope.step, scope.edge?.join("\u0000")]);
  const middle = useMemo(() => (
    <section class="cbf-middle" aria-label="All runs">
      <Headline said={facts.headline} />
      <Chart hands={hands} found={found} onNear={near} />
      <Compare hands={hands} />
      <Counts hands={hands} reached={found.reached} />
    </section>
  ), [facts, found, store.doc, player.contact, player.playing]);
  return (
    <div class="cbf-bench" onKeyDown={(event) => onKey(event, store, () => (event.key === "Escape" ? () => { open(null); hands.choose({}); } : null))}>
      <Header store={store} study={store.doc} act={act} settle={hands.settle} kept={useKept(KIND, model, store)} open={view.panel} onOpen={open} onPresent={() => void present(root.current!)} />
      <Offers kind={KIND} model={model} store={store} ask={ask} tell={tell} />
      {told && <p class="cbf-told" data-ok={told.ok} role={told.ok ? undefined : "alert"} dir="auto">{told.said}</p>}
      <Panels panel={view.panel} model={model} store={store} ask={ask} tell={tell} hands={hands} onClose={() => open(null)} />
      <div class="cbf-columns">
        {left}
        {middle}
        {abouts && <Assumptions hands={hands} plans={plans ?? []} />}
      </div>
      {useMemo(() => <Twelve hands={hands} />, [facts, study.seed])}
      <Words hands={hands} model={model} tell={tell} />
      <p class="cbf-unseen" role="status" aria-live="polite">{spoken.serial === store.trail.serial ? spoken.said : store.said}</p>
    </div>
  );
}

/** One run on its network, and how to go through it. */
function OneRun({ hands, player }: { hands: Hands; player: Player }) {
  return (
    <section class="cbf-left" aria-label="One run">
      <h3>{heading(hands.facts)}</h3>
      <p class="cbf-quiet">Teeth: secured. Hatched: can still slip. Dashed: not reached.</p>
      <Network hands={hands} player={player} />
      <Sentence hands={hands} />
      <Score hands={hands} player={player} />
      <Controls hands={hands} player={player} />
    </section>
  );
}

/** The first half of the sentence is what to remember; the rest stands back. */
function Headline({ said }: { said: string }) {
  const [first = "", rest = ""] = (said || "Loops gained, run after run").split(/; (.*)/s);
  return (
    <>
      <h3 dir="auto">{first}</h3>
      <p class="cbf-quiet" dir="auto">{rest && `${rest.charAt(0).toUpperCase()}${rest.slice(1)} `}Click anywhere to see a run that goes there.</p>
    </>
  );
}

function showRun(model: Model, run: number): void {
  model.set("run", run);
  model.save_changes();
}

/** Say where one is: after a step, a jump or a pause, never while it plays. */
function useAnnounced({ facts, contact, playing }: Hands, say: (said: string) => void): void {
  const before = useRef({ contact, number: facts.run.number, playing });
  useEffect(() => {
    const was = before.current;
    before.current = { contact, number: facts.run.number, playing };
    if (playing || (was.contact === contact && was.number === facts.run.number && was.playing === playing)) return;
    const other = was.number === facts.run.number ? "" : `${runName(facts.run.number)}. `;
    say(other + contactWords(facts, contact));
  }, [contact, playing, facts.run.number]);
}

export default entry(KIND, Lab);
