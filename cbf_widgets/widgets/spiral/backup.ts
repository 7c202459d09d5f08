/** What only this browser has: one entry a builder, so that neither a second builder nor a new start overwrites it. */
import { fromPlain, toPlain, type Spiral } from "./document";

export interface Backup {
  /** Where it lies in the browser's storage. */
  key: string;
  when: string;
  spiral: Spiral;
}

const prefix = () => `cbf-spiral:${location.pathname}#`;

/** A place of its own for one builder's work. */
export function newPlace(): string {
  return `${prefix()}${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 10)}`;
}

export function write(key: string, spiral: Spiral): void {
  try {
    localStorage.setItem(key, JSON.stringify({ when: new Date().toISOString(), spiral: toPlain(spiral) }));
  } catch {
    // A full or forbidden storage takes nothing away from what the kernel keeps.
  }
}

export function forget(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // As above.
  }
}

/** What other builders left on this page's address and no kernel has; what is shown here already is forgotten. */
export function found(own: string, shown: Spiral): Backup[] {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(prefix()) && key !== own);
    const backups = keys.map(read).filter((backup) => backup !== null);
    const [same, others] = [backups.filter((b) => alike(b.spiral, shown)), backups.filter((b) => !alike(b.spiral, shown))];
    same.forEach(({ key }) => forget(key));
    return others.sort((a, b) => (a.when < b.when ? 1 : -1));
  } catch {
    return [];
  }
}

function alike(one: Spiral, other: Spiral): boolean {
  const sorted = (_: string, value: unknown) =>
    value && typeof value === "object" && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort()) : value;
  return JSON.stringify(one, sorted) === JSON.stringify(other, sorted);
}

/** An entry that can be shown; another is left where it is. */
function read(key: string): Backup | null {
  try {
    const { when, spiral } = JSON.parse(localStorage.getItem(key)!);
    const doc = fromPlain(spiral);
    return Array.isArray(doc.vocabulary.kinds) && Number.isInteger(doc.loops) ? { key, when: String(when), spiral: doc } : null;
  } catch {
    return null;
  }
}
