/** Nothing built is lost: what the kernel has kept, what only this browser has, what can be brought back. */
import { useEffect, useState } from "preact/hooks";
import type { Backup, Slot } from "../shared/backup";
import { useTrait } from "../shared/hooks";
import type { Ask, Model } from "../shared/model";
import type { Store } from "../shared/store";
import { fromPlain, summary, toPlain, type Spiral } from "./document";

/** What the kernel says it has kept: the serial of the last commit written to disk. */
interface Kept {
  serial: number;
  said: string;
  problem: string;
}

interface Found {
  id: string;
  when: string;
  about: string;
  /** Whether the file can't be read. */
  problem: boolean;
}

const SLOW = 4000;

/** Say whether the latest commit is kept; until the kernel has it, keep it in the browser. */
export function useKept(model: Model, store: Store<Spiral>, slot: Slot): string {
  const kept = useTrait<Kept>(model, "kept");
  const [late, setLate] = useState(false);
  const { serial } = store.trail;
  const waiting = serial > kept.serial;
  useEffect(() => {
    if (!waiting) {
      setLate(false);
      slot.clear();
      return;
    }
    slot.write(toPlain(store.doc));
    const timer = setTimeout(() => setLate(true), SLOW);
    return () => clearTimeout(timer);
  }, [serial, kept.serial]);
  if (waiting) return late ? "The kernel isn’t answering: your work is kept in this browser." : "Keeping…";
  return kept.problem || (serial > 0 ? kept.said : "");
}

interface Offered {
  model: Model;
  store: Store<Spiral>;
  ask: Ask;
  slot: Slot;
  tell: (said: string, ok: boolean) => void;
}

/** Work that was kept but not saved, offered again. */
export function Offers({ model, store, ask, slot, tell }: Offered) {
  const found = useTrait<Found[]>(model, "found");
  const [backups, setBackups] = useState(() => (store.trail.serial === 0 ? slot.left().filter(readable) : []));
  const done = (one: Backup) => {
    slot.clear(one.slot);
    setBackups((old) => old.filter((other) => other !== one));
  };
  const bringBack = (one: Backup) => {
    store.commit({ doc: fromPlain(one.document), name: "Brought back from this browser" });
    done(one);
  };
  const answered = async (question: Record<string, unknown>) => {
    const { answer } = await ask(question);
    tell(answer.said ?? "", answer.ok);
    return answer.ok;
  };
  const putAside = async (one: Backup) => {
    if (await answered({ ask: "aside", spiral: one.document })) done(one);
  };
  if (backups.length + found.length === 0) return null;
  return (
    <section class="cbf-offers" aria-label="Work to bring back">
      {backups.map((one) => (
        <Offer key={one.slot} text={`This browser kept work from ${localTime(one.when)} that the kernel never got: ${about(one)}.`}
          onBack={() => bringBack(one)} onDrop={() => void putAside(one)} />
      ))}
      {found.map((one) => (
        <Offer key={one.id} text={one.problem ? `Kept on ${one.when}, but it can't be read: ${one.about}` : `Kept on ${one.when}, not saved: ${one.about}.`}
          onBack={one.problem ? undefined : () => void answered({ ask: "recover", which: one.id })}
          onDrop={() => void answered({ ask: "discard", which: one.id })} />
      ))}
    </section>
  );
}

function Offer({ text, onBack, onDrop }: { text: string; onBack: (() => void) | undefined; onDrop: () => void }) {
  return (
    <p>
      <span dir="auto">{text}</span>
      {onBack && <button type="button" class="cbf-main" onClick={onBack}>Bring it back</button>}
      <button type="button" onClick={onDrop}>Put it aside</button>
    </p>
  );
}

function localTime(when: string): string {
  const date = new Date(when);
  return Number.isNaN(date.getTime()) ? "earlier" : date.toLocaleString();
}

/** What a stranger's hand wrote into the storage is left alone. */
function readable(backup: Backup): boolean {
  try {
    return about(backup) !== "" && fromPlain(backup.document).vocabulary.kinds.length > 0;
  } catch {
    return false;
  }
}

function about(backup: Backup): string {
  const spiral = fromPlain(backup.document);
  return `${spiral.title || "no title"}, ${summary(spiral)}`;
}
