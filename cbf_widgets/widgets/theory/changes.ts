/** What a person changed in a shipped theory, item by item and in words. No DOM. */
import type { Item, Shipped, Theory } from "./document";

export interface Changes {
  /** Ids of items that say something else, stand elsewhere or are new; `gone` are of items that were shipped. */
  reworded: string[];
  added: string[];
  gone: string[];
  moved: string[];
  arrows: number;
}

const WORDS: (keyof Item)[] = ["text", "group", "note"];

export function original(shipped: Shipped, theory: string): Theory | undefined {
  return shipped.theories.find((one) => one.id === theory);
}

export function changesOf(was: Theory, now: Theory): Changes {
  const before = new Map(was.items.map((item) => [item.id, item]));
  const after = new Set(now.items.map((item) => item.id));
  const kept = now.items.filter((item) => before.has(item.id));
  const order = was.items.filter((item) => after.has(item.id)).map((item) => item.id);
  const out = stay(order, kept.map((item) => item.id));
  return {
    reworded: kept.filter((item) => WORDS.some((field) => item[field] !== before.get(item.id)![field])).map((item) => item.id),
    added: now.items.filter((item) => !before.has(item.id)).map((item) => item.id),
    gone: was.items.filter((item) => !after.has(item.id)).map((item) => item.id),
    moved: kept.filter((item) => item.column !== before.get(item.id)!.column || !out.has(item.id)).map((item) => item.id),
    arrows: now.links.length,
  };
}

/** What can be said to have stayed in its place: a longest run of ids that stand in the same order in both. */
function stay(was: string[], now: string[]): Set<string> {
  const place = new Map(was.map((id, i) => [id, i]));
  const tails: number[] = [];
  const before: number[] = [];
  now.forEach((id, i) => {
    const at = place.get(id)!;
    let k = tails.findIndex((tail) => place.get(now[tail]!)! >= at);
    if (k < 0) k = tails.length;
    before[i] = k > 0 ? tails[k - 1]! : -1;
    tails[k] = i;
  });
  const kept = new Set<string>();
  for (let i = tails.at(-1) ?? -1; i >= 0; i = before[i]!) kept.add(now[i]!);
  return kept;
}

const some = (n: number, noun: string, more = `${noun}s`) => (n === 1 ? `1 ${noun}` : `${n} ${more}`);

/** In words; empty when nothing was. */
export function changesWords({ reworded, added, gone, moved, arrows }: Changes): string {
  const parts = [
    arrows && `${some(arrows, "arrow")} drawn`, reworded.length && `${some(reworded.length, "item")} reworded`,
    added.length && `${added.length} added`, moved.length && `${moved.length} moved`, gone.length && `${gone.length} removed`,
  ].filter(Boolean);
  return parts.join(", ");
}
