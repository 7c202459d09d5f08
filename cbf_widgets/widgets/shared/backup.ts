/** What the kernel hasn't kept yet, in the browser's own storage: one slot a widget, offered again by later ones. */

export interface Backup {
  slot: string;
  /** ISO time of the last change. */
  when: string;
  document: Record<string, unknown>;
}

type Storage = Pick<globalThis.Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

// Each widget's module is loaded apart, so what they share hangs on the page itself.
const page = globalThis as { cbfSlotsInUse?: Set<string> };

export class Slot {
  readonly id = `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`;
  private readonly prefix: string;

  constructor(kind: string, private readonly storage: Storage = localStorage, path = location.pathname) {
    this.prefix = `cbf-backup:${kind}:${path}:`;
    (page.cbfSlotsInUse ??= new Set()).add(this.id);
  }

  /** The widget is gone; what it left may be offered. */
  leave(): void {
    page.cbfSlotsInUse?.delete(this.id);
  }

  write(document: Record<string, unknown>): void {
    const backup: Backup = { slot: this.id, when: new Date().toISOString(), document };
    this.trying(() => this.storage.setItem(this.prefix + this.id, JSON.stringify(backup)));
  }

  /** The kernel has it now, or it was put elsewhere. */
  clear(slot = this.id): void {
    this.trying(() => this.storage.removeItem(this.prefix + slot));
  }

  /** What widgets that are gone left behind, newest first. */
  left(): Backup[] {
    const found: Backup[] = [];
    this.trying(() => {
      for (let i = 0; i < this.storage.length; i += 1) {
        const key = this.storage.key(i);
        if (!key?.startsWith(this.prefix) || page.cbfSlotsInUse?.has(key.slice(this.prefix.length))) continue;
        this.trying(() => found.push({ ...(JSON.parse(this.storage.getItem(key) ?? "") as Backup), slot: key.slice(this.prefix.length) }));
      }
    });
    return found.sort((a, b) => b.when.localeCompare(a.when));
  }

  /** A full or forbidden storage takes nothing away from what the kernel keeps. */
  private trying(work: () => void): void {
    try {
      work();
    } catch {
      // Nothing to be done here; the widget says what is kept and what isn't.
    }
  }
}
