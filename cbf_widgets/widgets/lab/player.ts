/** Plays a run: a time in contacts that moves on with the clock. No DOM; the clock's frames are handed in. */

export interface Clock {
  /** Call back with the time in milliseconds; the result ends it. */
  frame: (then: (now: number) => void) => () => void;
}

export const SPEEDS: [number, string][] = [[1, "Slow"], [2.5, "Normal"], [6, "Fast"]];

export class Player {
  /** Contacts from the start, fractions included. */
  time = 0;
  playing = false;
  /** Contacts in a second. */
  speed = 2.5;
  private stop: (() => void) | null = null;
  private last: number | null = null;
  private readonly framed = new Set<(time: number) => void>();
  private readonly turned = new Set<() => void>();

  /** `still` is for those who ask for no motion: time then goes from contact to contact. */
  constructor(public length: number, private readonly clock: Clock, public still = false) {}

  get contact(): number {
    return Math.floor(this.time + 1e-9);
  }

  /** Hear of every frame. */
  onFrame(listener: (time: number) => void): () => void {
    this.framed.add(listener);
    return () => this.framed.delete(listener);
  }

  /** Hear of a new contact, of the beginning and of the end. */
  onTurn(listener: () => void): () => void {
    this.turned.add(listener);
    return () => this.turned.delete(listener);
  }

  play(): void {
    if (this.playing || this.length === 0) return;
    if (this.time >= this.length) this.time = 0;
    this.playing = true;
    this.last = null;
    this.tell(true);
    this.stop = this.clock.frame((now) => this.tick(now));
  }

  pause(): void {
    if (!this.playing) return;
    this.stop?.();
    this.playing = false;
    this.time = this.contact;
    this.tell(true);
  }

  /** Go to a contact; playing ends. */
  seek(contact: number): void {
    this.stop?.();
    this.playing = false;
    this.time = Math.min(Math.max(Math.round(contact), 0), this.length);
    this.tell(true);
  }

  /** Another run or study: as far as there are contacts. */
  fit(length: number): void {
    this.length = length;
    if (this.time > length) this.seek(length);
  }

  end(): void {
    this.stop?.();
    this.playing = false;
    this.framed.clear();
    this.turned.clear();
  }

  private tick(now: number): void {
    const before = this.contact;
    // A tab that was hidden goes on where it was; it doesn't leap.
    const passed = this.last === null ? 0 : Math.min(now - this.last, 250) / 1000;
    this.last = now;
    this.time = Math.min(this.time + passed * this.speed, this.length);
    if (this.time >= this.length) this.playing = false;
    else this.stop = this.clock.frame((next) => this.tick(next));
    this.tell(this.contact !== before || !this.playing);
  }

  private tell(turned: boolean): void {
    const time = this.still ? this.contact : this.time;
    for (const listener of this.framed) listener(time);
    if (turned) for (const listener of this.turned) listener();
  }
}
