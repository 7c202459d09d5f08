/** Nothing built is lost: what the kernel has kept, what only this browser has, what can be brought back. */
import { useEffect, useState } from "preact/hooks";
import { forget, found as elsewhere, newPlace, write, type Backup, type Kind } from "./backup";
import { useTrait } from "./hooks";
import type { Ask, Model } from "./model";
import type { Store } from "./store";

/** What the kernel says it has kept: the serial of the last commit written to disk. */
interface Kept {
  serial: number;
  said: string;
  problem: string;
}

interface Saved {
  name: string;
  about: string;
}

interface Found {
  id: string;
  when: string;
  about: string;
  /** Whether the file can't be read. */
  problem: boolean;
}

const SLOW = 4000;
const places = new WeakMap<object, string>();

/** Where this browser keeps a widget's work until the kernel has it: one place for all views of a store. */
function placeOf(kind: Kind<any>, store: Store<any>): string {
  const place = places.get(store) ?? newPlace(kind);
  places.set(store, place);
  return place;
}

/** Say whether the latest commit is kept; until the kernel has it, keep it in the browser. */
export function useKept<Doc>(kind: Kind<Doc>, model: Model, store: Store<Doc>): string {
  const kept = useTrait<Kept>(model, "kept");
  const [late, setLate] = useState(false);
  const { serial } = store.trail;
  const waiting = serial > kept.serial;
  useEffect(() => {
    if (serial > 0 && (waiting || kept.problem)) write(kind, placeOf(kind, store), store.doc);
    else forget(placeOf(kind, store));
    setLate(false);
    if (!waiting) return;
    const timer = setTimeout(() => setLate(true), SLOW);
    return () => clearTimeout(timer);
  }, [serial, kept.serial, kept.problem]);
  if (waiting) return late ? "The kernel isn’t answering: your work is kept in this browser." : "Keeping…";
  return kept.problem || (serial > 0 ? kept.said : "");
}

interface OffersProps<Doc> {
  kind: Kind<Doc>;
  model: Model;
  store: Store<Doc>;
  ask: Ask;
  tell: (said: string, ok: boolean) => void;
}

/** Work that was kept but not saved, offered again. */
export function Offers<Doc>({ kind, model, store, ask, tell }: OffersProps<Doc>) {
  const found = useTrait<Found[]>(model, "found");
  const saved = useTrait<Saved[] | undefined>(model, "saved") ?? [];
  const [backups, setBackups] = useState(() => elsewhere(kind, placeOf(kind, store), store.doc));
  const over = ({ key }: Backup<Doc>) => {
    forget(key);
    setBackups((all) => all.filter((one) => one.key !== key));
  };
  const bringBack = (backup: Backup<Doc>) => {
    store.commit({ doc: backup.doc, name: "Brought back from this browser" });
    write(kind, placeOf(kind, store), backup.doc);
    over(backup);
  };
  const drop = (backup: Backup<Doc>) => void ask({ ask: "aside", [kind.trait]: kind.toPlain(backup.doc) }).then(({ answer }) => {
    tell(answer.said ?? "", answer.ok);
    if (answer.ok) over(backup);
  });
  const [ignored, ignore] = useState(false);
  const latest = ignored || store.trail.serial > 0 ? [] : saved;
  if (backups.length + found.length + latest.length === 0) return null;
  return (
    <section class="cbf-offers" aria-label="Work to bring back">
      {backups.map((one) => (
        <Offer key={one.key} text={`This browser kept work from ${localTime(one.when)} that the kernel never got: ${kind.about(one.doc)}.`}
          onBack={() => bringBack(one)} onDrop={() => drop(one)} />
      ))}
      {found.map((one) => (
        <Offer key={one.id} text={one.problem ? `Kept on ${one.when}, but it can't be read: ${one.about}` : `Kept on ${one.when}, not saved: ${one.about}.`}
          onBack={one.problem ? undefined : () => void ask({ ask: "recover", which: one.id }).then(({ answer }) => tell(answer.said ?? "", answer.ok))}
          onDrop={() => void ask({ ask: "discard", which: one.id }).then(({ answer }) => tell(answer.said ?? "", answer.ok))} />
      ))}
      {latest.map(({ name, about }) => (
        <Offer key={name} text={`Saved here last as ${name}: ${about}.`} back="Open it" drop="Begin anew" onDrop={() => ignore(true)}
          onBack={() => void ask({ ask: "open", name }).then(({ answer }) => tell(answer.said ?? "", answer.ok))} />
      ))}
    </section>
  );
}

interface OfferProps {
  text: string;
  back?: string;
  drop?: string;
  onBack: (() => void) | undefined;
  onDrop: () => void;
}

function Offer({ text, back = "Bring it back", drop = "Put it aside", onBack, onDrop }: OfferProps) {
  return (
    <p>
      <span dir="auto">{text}</span>
      {onBack && <button type="button" class="cbf-main" onClick={onBack}>{back}</button>}
      <button type="button" onClick={onDrop}>{drop}</button>
    </p>
  );
}

function localTime(when: string): string {
  const date = new Date(when);
  return Number.isNaN(date.getTime()) ? "earlier" : date.toLocaleString();
}
