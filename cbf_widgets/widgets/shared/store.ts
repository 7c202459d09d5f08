/** One document with an undo history without limit, shared by all views of a model. No DOM. */

export interface Trail {
  /** What each step was called; the first is how the document began. */
  names: string[];
  /** The step that is shown. */
  at: number;
  /** Grows with every commit, so that the kernel can say what it has kept. */
  serial: number;
}

export interface Commit<Doc> {
  doc: Doc;
  name: string;
  key?: string | undefined;
}

export class Store<Doc> {
  doc: Doc;
  trail: Trail;
  /** The last thing that happened, in words. */
  said = "";
  private kept: (Doc | undefined)[] = [];
  /** Of the last commit, while nothing else has happened; so the step that is shown is the last one. */
  private key: string | undefined;
  private readonly listeners = new Set<() => void>();

  constructor(doc: Doc, trail: Trail, private readonly send: (doc: Doc, trail: Trail) => void,
    private readonly fetch: (step: number) => void = () => {}) {
    this.doc = doc;
    this.trail = trail;
    this.kept[trail.at] = doc;
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** A new step; in a row with the same key it replaces the last one. */
  commit({ doc, name, key }: Commit<Doc>): void {
    const { names, at, serial } = this.trail;
    const again = key !== undefined && key === this.key;
    const before = names.slice(0, again ? at : at + 1);
    this.kept.length = before.length;
    this.kept.push(doc);
    this.key = key;
    this.show(doc, { names: [...before, name], at: before.length, serial: serial + 1 }, name);
    this.send(this.doc, this.trail);
  }

  /** The next commit begins a step of its own, whatever its key. */
  settle(): void {
    this.key = undefined;
  }

  get canUndo(): boolean {
    return this.trail.at > 0;
  }

  get canRedo(): boolean {
    return this.trail.at < this.trail.names.length - 1;
  }

  undo(): void {
    if (this.canUndo) this.go(this.trail.at - 1, `Undone: ${this.trail.names[this.trail.at]}`);
  }

  redo(): void {
    if (this.canRedo) this.go(this.trail.at + 1, `Done again: ${this.trail.names[this.trail.at + 1]}`);
  }

  /** Back or forward to a step; one that only the kernel still has is asked for. */
  go(to: number, said = `Back to: ${this.trail.names[to]}`): void {
    if (to < 0 || to >= this.trail.names.length || to === this.trail.at) return;
    const doc = this.kept[to];
    this.settle();
    if (doc === undefined) return this.fetch(to);
    this.show(doc, { ...this.trail, at: to, serial: this.trail.serial + 1 }, said);
    this.send(doc, this.trail);
  }

  /** What the kernel says holds; of steps that it may have changed, only it has the documents. */
  receive(doc: Doc, trail: Trail): void {
    const missed = trail.serial > this.trail.serial + 1;
    const changed = trail.names.findIndex((name, i) => name !== this.trail.names[i]);
    this.kept.length = missed ? 0 : Math.min(this.kept.length, changed < 0 ? trail.names.length : changed);
    this.kept[trail.at] = doc;
    this.settle();
    this.show(doc, { ...trail, serial: Math.max(trail.serial, this.trail.serial) }, trail.names[trail.at] ?? "");
  }

  private show(doc: Doc, trail: Trail, said: string): void {
    this.doc = doc;
    this.trail = trail;
    this.said = said;
    for (const listener of this.listeners) listener();
  }
}
