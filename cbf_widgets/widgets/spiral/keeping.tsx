/** Nothing built is lost: what the kernel has kept, what only this browser has, what can be brought back. */
import { useEffect, useState } from "preact/hooks";
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

interface Backup {
  when: string;
  spiral: Record<string, unknown>;
}

const SLOW = 4000;
const place = () => `cbf-spiral:${location.pathname}`;

function readBackup(): Backup | null {
  try {
    return JSON.parse(localStorage.getItem(place()) ?? "null") as Backup | null;
  } catch {
    return null;
  }
}

function writeBackup(backup: Backup | null): void {
  try {
    if (backup) localStorage.setItem(place(), JSON.stringify(backup));
    else localStorage.removeItem(place());
  } catch {
    // A full or forbidden storage takes nothing away from what the kernel keeps.
  }
}

/** Say whether the latest commit is kept; until the kernel has it, keep it in the browser. */
export function useKept(model: Model, store: Store<Spiral>): string {
  const kept = useTrait<Kept>(model, "kept");
  const [late, setLate] = useState(false);
  const { serial } = store.trail;
  const waiting = serial > kept.serial;
  useEffect(() => {
    if (!waiting) {
      setLate(false);
      if (serial > 0) writeBackup(null);
      return;
    }
    writeBackup({ when: new Date().toISOString(), spiral: toPlain(store.doc) });
    const timer = setTimeout(() => setLate(true), SLOW);
    return () => clearTimeout(timer);
  }, [serial, kept.serial]);
  if (waiting) return late ? "The kernel isn’t answering: your work is kept in this browser." : "Keeping…";
  return kept.problem || (serial > 0 ? kept.said : "");
}

/** Work that was kept but not saved, offered again. */
export function Offers({ model, store, ask, tell }: { model: Model; store: Store<Spiral>; ask: Ask; tell: (said: string, ok: boolean) => void }) {
  const found = useTrait<Found[]>(model, "found");
  const [backup, setBackup] = useState(() => (store.trail.serial === 0 ? readBackup() : null));
  const bringBack = () => {
    try {
      store.commit({ doc: fromPlain(backup!.spiral), name: "Brought back from this browser" });
    } catch {
      tell("What this browser kept can't be read.", false);
    }
    setBackup(null);
  };
  const drop = () => void ask({ ask: "aside", spiral: backup!.spiral }).then(({ answer }) => {
    tell(answer.said ?? "", answer.ok);
    if (!answer.ok) return;
    writeBackup(null);
    setBackup(null);
  });
  if (!backup && found.length === 0) return null;
  return (
    <section class="cbf-offers" aria-label="Work to bring back">
      {backup && <Offer text={`This browser kept work from ${localTime(backup.when)} that the kernel never got: ${aboutBackup(backup)}.`} onBack={bringBack} onDrop={drop} />}
      {found.map((one) => (
        <Offer key={one.id} text={one.problem ? `Kept on ${one.when}, but it can't be read: ${one.about}` : `Kept on ${one.when}, not saved: ${one.about}.`}
          onBack={one.problem ? undefined : () => void ask({ ask: "recover", which: one.id }).then(({ answer }) => tell(answer.said ?? "", answer.ok))}
          onDrop={() => void ask({ ask: "discard", which: one.id }).then(({ answer }) => tell(answer.said ?? "", answer.ok))} />
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

function aboutBackup(backup: Backup): string {
  try {
    const spiral = fromPlain(backup.spiral);
    return `${spiral.title || "no title"}, ${summary(spiral)}`;
  } catch {
    return "it can't be read";
  }
}
