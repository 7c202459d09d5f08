/** What only this browser has: one entry a widget, so that neither a second widget nor a new start overwrites it. */

/** What a kind of document is called and how it is read and written. */
export interface Kind<Doc> {
  /** The trait that holds it. */
  trait: string;
  fromPlain: (plain: any) => Doc;
  toPlain: (doc: Doc) => unknown;
  /** Whether something read can be shown. */
  sound: (doc: Doc) => boolean;
  /** The whole in one line. */
  about: (doc: Doc) => string;
}

export interface Backup<Doc> {
  /** Where it lies in the browser's storage. */
  key: string;
  when: string;
  doc: Doc;
}

const prefix = (kind: Kind<any>) => `cbf-${kind.trait}:${location.pathname}#`;

/** A place of its own for one widget's work. */
export function newPlace(kind: Kind<any>): string {
  return `${prefix(kind)}${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 10)}`;
}

export function write<Doc>(kind: Kind<Doc>, key: string, doc: Doc): void {
  try {
    localStorage.setItem(key, JSON.stringify({ when: new Date().toISOString(), [kind.trait]: kind.toPlain(doc) }));
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

/** What other widgets left on this page's address and no kernel has; what is shown here already is forgotten. */
export function found<Doc>(kind: Kind<Doc>, own: string, shown: Doc): Backup<Doc>[] {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(prefix(kind)) && key !== own);
    const backups = keys.map((key) => read(kind, key)).filter((backup) => backup !== null);
    const [same, others] = [backups.filter((b) => alike(b.doc, shown)), backups.filter((b) => !alike(b.doc, shown))];
    same.forEach(({ key }) => forget(key));
    return others.sort((a, b) => (a.when < b.when ? 1 : -1));
  } catch {
    return [];
  }
}

function alike(one: unknown, other: unknown): boolean {
  const sorted = (_: string, value: unknown) =>
    value && typeof value === "object" && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort()) : value;
  return JSON.stringify(one, sorted) === JSON.stringify(other, sorted);
}

/** An entry that can be shown; another is left where it is. */
function read<Doc>(kind: Kind<Doc>, key: string): Backup<Doc> | null {
  try {
    const entry = JSON.parse(localStorage.getItem(key)!);
    const doc = kind.fromPlain(entry[kind.trait]);
    return kind.sound(doc) ? { key, when: String(entry.when), doc } : null;
  } catch {
    return null;
  }
}
